"""The earliest day of the chosen letter, its reasons, and C that lifts it there (issue B 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.sop.states import RequestState
from tests.ui.december_page import CTRL, ENTER, K, Opened, desk_of, focus_name
from ui.panels.kasubbag import KasubbagPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MEMBALONG, KESEHATAN = 14, 16
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def choose(at: Opened, page: KasubbagPage, request: int) -> None:
    """Rest the keys on a letter until its answer is there."""
    page.queue.list.select(f"request:{request}")
    at.qtbot.waitUntil(lambda: page.earliest._request == request)
    at.settled()


def test_the_day_its_reason_and_the_letter_lifted_there(sit: Sit) -> None:
    """Membalong, five people, two days: Friday would run into Saturday, so Monday it is; C and Enter place it."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    choose(at, page, MEMBALONG)
    assert page.earliest._words.full_text().startswith("Paling cepat Sen, 7 Des 2026 (")
    assert not page.earliest.reasons_shown()
    at.press(K.Key_A)
    assert page.earliest.reasons_shown()
    assert page.earliest._why.full_text() == "Jum, 4 Des 2026: Sab 5: akhir pekan\n5–6 Des: akhir pekan"
    at.press(K.Key_A)
    assert not page.earliest.reasons_shown()
    at.act(K.Key_C)
    ghost = page.calendar.month.ghost()
    assert ghost is not None and ghost.state == "ok" and ghost.days[0] == date(2026, 12, 7)
    assert focus_name() == "month_view"
    at.act(ENTER)
    assert at.state(MEMBALONG) is RequestState.SCHEDULED
    at.undo()
    assert at.state(MEMBALONG) is RequestState.SCHEDULING


def test_the_answer_follows_the_schedule(sit: Sit) -> None:
    """A day that is closed meanwhile moves the answer on; letters to dispose of have none."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    choose(at, page, KESEHATAN)
    found = page.earliest.found()
    assert found is not None and found.day == date(2026, 12, 4)
    from desktop_app.services import office_calendar

    entry = office_calendar.ClosedDayEntry(day=date(2026, 12, 4), kind="local", name="Hari jadi kabupaten")
    at.desk.dispatcher.run(office_calendar.add_closed_day, days=(entry,))
    at.settled()
    at.qtbot.waitUntil(lambda: page.earliest.found() is not found)
    found = page.earliest.found()
    assert found is not None and found.day == date(2026, 12, 7)
    assert "karena 4 Des: Hari jadi kabupaten" in page.earliest._words.full_text()
    page.queue.jump(disposition=True)
    at.qtbot.waitUntil(page.earliest.isHidden)


def test_who_only_reads_sees_the_day_but_lifts_nothing(sit: Sit) -> None:
    """The helpdesk can tell an applicant on the telephone when the earliest day is."""
    at = sit("wulan")
    page = at.show(KasubbagPage)
    choose(at, page, MEMBALONG)
    assert "Paling cepat" in page.earliest._words.full_text() and page.earliest._take.isHidden()
    at.act(K.Key_C)
    assert not page.carrying.is_carrying()
    at.press((K.Key_Z, CTRL))
