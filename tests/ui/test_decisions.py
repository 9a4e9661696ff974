"""Perlu diputuskan: holiday declared later, trainer ill, room closed, too few, ended holds, waiting list (issue B)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.office_time import from_wall
from desktop_app.queries.decisions import DecisionKind
from desktop_app.queries.reminders import reminders
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import office_calendar, office_places, scheduling
from desktop_app.sop.states import RequestState, SessionState
from tests.ui.december_office import PPK
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
    at.press(*[K.Key_Up] * 12)
    for _ in range(20):
        one = page.side.decisions.current()
        if one is not None and one.key == key:
            return
        at.press(K.Key_Down)
    raise AssertionError(f"{key} is not in the list {keys(page)} {page.side.decisions.list.current_key()}")


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


def test_the_waiting_list_is_offered_seats_in_order_and_an_offer_ends(sit: Sit) -> None:
    """Offered till a day; when it is over without an answer the seats are let go and the letter keeps its place."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    elsewhere(at, scheduling.waitlist_request, request=PERHUBUNGAN, reason="menunggu giliran")
    elsewhere(at, scheduling.waitlist_request, request=MEMBALONG, reason="menunggu giliran")
    offer = next(one for one in page.side.decisions._found if one.kind is DecisionKind.OFFER)
    choose(at, page, offer.key)
    words = page.side.decisions.sentence.full_text()
    assert words.startswith("Menurut urutan masuk: ")
    at.act(ENTER)
    first = offer.requests[0]
    assert at.state(first) is RequestState.SCHEDULED
    assert f"hold:{first}:{offer.session_id}" in keys(page)
    choose(at, page, f"hold:{first}:{offer.session_id}")
    assert "menunggu jawaban" in page.side.decisions.sentence.full_text()
    at.december.put(8, 9)
    page.refresh(None)
    at.settled()
    choose(at, page, f"hold:{first}:{offer.session_id}")
    assert "belum dijawab" in page.side.decisions.sentence.full_text()
    at.act(ENTER)
    assert at.state(first) is RequestState.WAITLISTED
    assert any(one.startswith("line:") and one.endswith(f":{first}") for one in keys(page))


def test_an_offer_that_is_taken(sit: Sit) -> None:
    """Enter on an offer that waits for its answer: taken, and it leaves the list."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    elsewhere(at, scheduling.waitlist_request, request=PERHUBUNGAN, reason="menunggu giliran")
    offer = next(one for one in page.side.decisions._found if one.kind is DecisionKind.OFFER)
    choose(at, page, offer.key)
    at.act(ENTER)
    choose(at, page, f"hold:{PERHUBUNGAN}:{offer.session_id}")
    at.act(ENTER)
    assert at.said[-1] == "Dinas Perhubungan menerima 3 kursi"
    assert f"hold:{PERHUBUNGAN}:{offer.session_id}" not in keys(page)


def few(at: Opened, page: KasubbagPage) -> str:
    """The class of the 22nd is below its minimum two working days before it."""
    elsewhere(at, office_places.edit_topic, topic_id=klass(at, FULL_CLASS).topic.id, min_participants=19)
    at.december.put(18, 9)
    page.refresh(None)
    at.settled()
    return f"few:{FULL_CLASS}"


def test_too_few_shortly_before_the_class(sit: Sit) -> None:
    """The line says how many of how many; Enter keeps it with a reason and it is not asked again."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    choose(at, page, few(at, page))
    assert page.side.decisions.sentence.full_text().startswith("Baru 18 orang, paling sedikit 19.")
    at.act(K.Key_O)
    assert page.side.session.session_id() == FULL_CLASS
    choose(at, page, f"few:{FULL_CLASS}")
    at.act(ENTER)
    assert focus_name() == "decisions_reason_text"
    at.act("permintaan pimpinan", ENTER)
    assert klass(at, FULL_CLASS).state is SessionState.TENTATIVE
    assert f"few:{FULL_CLASS}" not in keys(page)


def test_too_few_merged_into_another_class(sit: Sit) -> None:
    """Another class of the topic has room: 2 merges, everybody moves along."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    other = at.december.klass(28, PPK, "lpse", "andi", days=1)
    choose(at, page, few(at, page))
    people = klass(at, FULL_CLASS).seats.taken
    assert page.side.decisions._ways[1].label == "Gabung ke 28 Des"
    at.act(K.Key_2, "peserta kurang", ENTER)
    assert klass(at, FULL_CLASS).state is SessionState.CANCELLED
    assert klass(at, other).seats.taken == people


def test_too_few_put_off(sit: Sit) -> None:
    """3 (or 2 where no other class has room) puts it off; its letters are back at the top of the queue."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    choose(at, page, few(at, page))
    letters = klass(at, FULL_CLASS).request_ids
    place = next(n for n, way in enumerate(page.side.decisions._ways) if way.label == "Tunda")
    at.act((K.Key_1, K.Key_2, K.Key_3)[place], "peserta kurang", ENTER)
    assert klass(at, FULL_CLASS).state is SessionState.POSTPONED
    assert all(at.state(one) is RequestState.SCHEDULING for one in letters)


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


def test_who_never_answered_gives_the_seat_back_or_keeps_it(sit: Sit) -> None:
    """After the reply deadline the line says how often was tried; Enter and a reason release, the rest stays."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    with at.december.office.store.reading() as connection:
        waiting = [one for one in reminders(connection, at.december.clock.now()) if one.confirm_by is not None]
        last = max(one.confirm_by for one in waiting if one.confirm_by is not None)
        first = min(day for one in waiting for day in one.session.days)
    assert last < first
    at.december.clock.put(from_wall(datetime(last.year, last.month, last.day, 9)) + timedelta(days=1))
    at.act(K.Key_P)
    page.side.decisions.refresh()
    at.settled()
    lines = [one for one in page.side.decisions._found if one.kind is DecisionKind.UNANSWERED]
    assert lines and "Percobaan" in lines[0].sentence and "lewat" in lines[0].sentence
    at.act(K.Key_P)
    choose(at, page, lines[0].key)
    before = klass(at, lines[0].session_id).seats.taken
    at.press(ENTER)
    at.press("tidak menjawab")
    at.act(ENTER)
    assert klass(at, lines[0].session_id).seats.taken == before - lines[0].people
    assert lines[0].key not in keys(page)
