"""Somebody at the Helpdesk's page, who leaves it as the window lets him leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries import search
from tests.ui.december_page import CTRL, ENTER, K, Opened, desk_of
from ui.panels.helpdesk import HelpdeskPage

MARSIDI = "RSUD dr. H. Marsidi Judono"
NUMBER = "445/1182/RSUD/XI/2026"


@contextmanager
def helpdesk(qtbot: QtBot, qapp: QApplication, folder: Path, handle: str = "wulan") -> Iterator[Opened]:
    """The office of the sample day; pages are left before the threads end."""
    with desk_of(qtbot, qapp, folder, handle) as opened:
        yield opened
        for page in qapp.topLevelWidgets():
            if isinstance(page, HelpdeskPage) and page.desk is opened.desk:
                page.close_down()


def show(at: Opened) -> HelpdeskPage:
    """The page with everything it reads at the start."""
    page = at.show(HelpdeskPage)
    at.settled()
    return page


def type_letter(at: Opened, number: str = NUMBER) -> int:
    """The ordinary letter of a known office up to the count of people; returns the keys pressed."""
    presses: list[Any] = [(K.Key_N, CTRL)]
    presses += [*"mar", ENTER, *number, K.Key_Tab, *"3011", K.Key_Tab, *"pp", ENTER, K.Key_Tab, K.Key_Tab, "8"]
    at.press(*presses)
    return sum(2 if isinstance(one, tuple) else 1 for one in presses)


def found(at: Opened, text: str) -> Any:
    """The newest case the search finds."""
    with at.december.office.store.reading() as connection:
        hits = search.search(connection, text)
    return at.case(hits[0].request_id)


def count_of(at: Opened, text: str) -> int:
    """How many cases the search finds."""
    with at.december.office.store.reading() as connection:
        return len(search.search(connection, text))
