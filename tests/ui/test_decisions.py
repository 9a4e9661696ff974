"""Perlu diputuskan: holiday declared later, trainer ill, room closed, too few, ended holds, waiting list (issue B)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries.decisions import DecisionKind
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import office_calendar, office_places, scheduling
from desktop_app.sop.states import RequestState, SessionState
from tests.ui.december_page import ENTER, K, Opened, desk_of, focus_name
from ui.panels.kasubbag import KasubbagPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PERHUBUNGAN, MEMBALONG = 15, 14
KATALOG_CLASS, POKJA_CLASS, PPK_TOLD, PENYEDIA_CLASS, FULL_CLASS = 3, 4, 6, 7, 9
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def klass(at: Opened, session_id: int) -> SessionRow:
    """A class as it is stored."""
    with at.december.office.store.reading() as connection:
        return sessions_by_ids(connection, [session_id])[0]


def elsewhere(at: Opened, deed: Any, **fields: Any) -> None:
    """Somebody does something while the page is open."""
    at.desk.dispatcher.run(deed, **fields)
    at.settled()


def choose(at: Opened, page: KasubbagPage, key: str) -> None:
    """P, then go to a line by the arrows."""
    at.act(K.Key_P)
    assert focus_name() == "decisions_list"
    for _ in range(20):
        one = page.side.decisions.current()
        if one is not None and one.key == key:
            return
        at.press(K.Key_Down)
    raise AssertionError(f"{key} is not in the list")


def keys(page: KasubbagPage) -> list[str]:
    """What waits, as keys."""
    return [one.key for one in page.side.decisions._found]


def test_a_holiday_declared_later_moves_the_class_with_one_key(sit: Sit) -> None:
    """The class was told: Enter asks the reason, Enter again moves it; the line is gone and Ctrl+Z brings it back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    entry = office_calendar.ClosedDayEntry(day=date(2026, 12, 15), kind="local", name="HUT Kabupaten")
    elsewhere(at, office_calendar.add_closed_day, days=(entry,))
    assert f"clash:{PPK_TOLD}" in keys(page) and page._to_decide.isVisible()
    choose(at, page, f"clash:{PPK_TOLD}")
    assert "HUT Kabupaten" in page.side.decisions.sentence.full_text()
    at.act(ENTER)
    assert focus_name() == "decisions_reason_text"
    at.act("hari libur baru", ENTER)
    moved = klass(at, PPK_TOLD)
    assert moved.state is SessionState.POSTPONED and moved.successor_id is not None
    assert date(2026, 12, 15) not in klass(at, moved.successor_id).days
    assert f"clash:{PPK_TOLD}" not in keys(page)
    at.undo()
    assert f"clash:{PPK_TOLD}" in keys(page)


def test_a_trainer_who_falls_ill_is_replaced(sit: Sit) -> None:
    """Maya is ill on the 22nd; Andi teaches the topic and is free."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    elsewhere(
        at,
        office_places.add_absence,
        trainer="maya",
        first_day=date(2026, 12, 22),
        last_day=date(2026, 12, 22),
        cause="sakit",
    )
    choose(at, page, f"clash:{FULL_CLASS}")
    assert "sakit" in page.side.decisions.sentence.full_text()
    at.act(ENTER)
    assert klass(at, FULL_CLASS).trainers == ("Andi Pratama (contoh)",)
    assert f"clash:{FULL_CLASS}" not in keys(page)


def test_a_room_closed_later_and_putting_the_class_off(sit: Sit) -> None:
    """The room of the 17th is closed: another room by Enter, or 2 puts it off with a reason."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    room = klass(at, PENYEDIA_CLASS).place
    elsewhere(
        at,
        office_places.close_room,
        room_id=klass(at, PENYEDIA_CLASS).room_id,
        first_day=date(2026, 12, 17),
        last_day=date(2026, 12, 17),
        cause="atap bocor",
    )
    choose(at, page, f"clash:{PENYEDIA_CLASS}")
    assert "atap bocor" in page.side.decisions.sentence.full_text()
    at.act(ENTER)
    assert klass(at, PENYEDIA_CLASS).place != room
    at.undo()
    choose(at, page, f"clash:{PENYEDIA_CLASS}")
    at.act(K.Key_2)
    assert focus_name() == "decisions_reason_text"
    at.act(K.Key_Escape)
    assert klass(at, PENYEDIA_CLASS).state is SessionState.TENTATIVE and focus_name() == "decisions_list"
    at.act(K.Key_2, "menunggu perbaikan atap", ENTER)
    assert klass(at, PENYEDIA_CLASS).state is SessionState.POSTPONED


def test_a_hold_that_ended_and_the_waiting_list(sit: Sit) -> None:
    """Seats held till the 2nd are given back; the waiting letter for whom they are enough gets them."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    at.december.put(2, 9)
    elsewhere(at, scheduling.schedule_request, request=MEMBALONG, session=PPK_TOLD, held_until=date(2026, 12, 2))
    at.december.put(3, 9, 42)
    elsewhere(at, scheduling.waitlist_request, request=PERHUBUNGAN, reason="menunggu giliran")
    assert f"hold:{MEMBALONG}:{PPK_TOLD}" in keys(page)
    choose(at, page, f"hold:{MEMBALONG}:{PPK_TOLD}")
    assert "ditahan sampai Rab, 2 Des 2026" in page.side.decisions.sentence.full_text()
    at.act(ENTER)
    assert at.state(MEMBALONG) is RequestState.SCHEDULING
    choose(at, page, f"offer:{PERHUBUNGAN}")
    at.act(ENTER)
    assert at.state(PERHUBUNGAN) is RequestState.SCHEDULED
    assert not [one for one in page.side.decisions._found if one.kind in (DecisionKind.HOLD, DecisionKind.OFFER)]


def test_too_few_shortly_before_the_class(sit: Sit) -> None:
    """Two working days before: the line says how many of how many."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    elsewhere(at, office_places.edit_topic, topic_id=klass(at, POKJA_CLASS).topic.id, min_participants=10)
    at.december.put(9, 9)
    page.refresh(None)
    at.settled()
    choose(at, page, f"few:{POKJA_CLASS}")
    assert page.side.decisions.sentence.full_text().startswith("Baru 6 orang, paling sedikit 10.")
    at.act(K.Key_O)
    at.settled()
    assert page.side.session.session_id() == POKJA_CLASS


def test_who_may_not_decide_reads_why(sit: Sit) -> None:
    """The helpdesk sees the list; the buttons say whose act it is."""
    at = sit("wulan")
    page = at.show(KasubbagPage)
    entry = office_calendar.ClosedDayEntry(day=date(2026, 12, 21), kind="local", name="Hari jadi")
    at.december.do("nurul", office_calendar.add_closed_day, days=(entry,))
    page.refresh(None)
    at.settled()
    at.act(K.Key_P)
    at.act(ENTER)
    assert page.side.decisions.error.full_text()
    assert page.side.decisions._found
    at.press(K.Key_Escape)
    assert page.side.shown() is None
