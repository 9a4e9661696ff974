"""The bar under the calendar names a clash and offers its way out: done at once, or where several are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.services import office_calendar
from desktop_app.services.office_calendar import ClosedDayEntry
from tests.ui.december_page import Opened, desk_of
from ui.panels.kasubbag import KasubbagPage
from ui.widgets.buttons import Button

Sit = Callable[[str], Opened]
PENYEDIA_CLASS = 7


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def test_the_clash_is_solved_by_its_button(sit: Sit) -> None:
    """Another trainer, and the bar is gone."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    assert page.calendar.conflict.isVisible() and "Andi Pratama" in page.calendar.conflict.words()
    page.calendar.conflict.solve.emit()
    at.settled()
    at.settled()
    assert not page.calendar.conflict.isVisible()


def test_a_class_on_a_day_closed_since_is_decided_from_the_bar(sit: Sit) -> None:
    """The clash with a holiday has several ways out: the button leads to where they stand."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.calendar.conflict.solve.emit()
    at.settled()
    at.settled()
    with at.december.office.store.reading() as connection:
        (fixed,) = sessions_by_ids(connection, [PENYEDIA_CLASS])
    closed = (ClosedDayEntry(day=fixed.days[0], kind="local", name="Libur Umpama"),)
    at.desk.dispatcher.run(office_calendar.add_closed_day, days=closed)
    at.settled()
    at.settled()
    bar = page.calendar.conflict
    assert bar.isVisible() and "Libur Umpama" in bar.words()
    button = bar.findChild(Button, "calendar_conflict_solve")
    assert button is not None and button.label() == "Putuskan"
    button.click()
    at.settled()
    assert page.side.shown() is page.side.decisions
