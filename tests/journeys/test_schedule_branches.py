"""Branches of the schedule (DOMAIN 8.4) by key presses at the real window, from log-in to what the data say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from db.tables_journal import journal
from db.tables_requests import participant
from desktop_app.errors import RuleRefusal
from desktop_app.queries import session_read
from desktop_app.services import (
    office_calendar,
    office_places,
    person_records,
    request_edits,
    scheduling,
    session_moves,
)
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.states import RequestState, SessionState
from tests.journeys.december_window import (
    FULL_CLASS,
    MEMBALONG,
    PENYEDIA_CLASS,
    PERHUBUNGAN,
    PPK_TOLD,
    Office,
    elsewhere,
    seated,
)
from tests.ui import december_office
from ui.panels.settings import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    """The Kasubbag at the window on 3 December."""
    with seated(tmp_path, qapp) as office:
        yield office


def test_seats_short_the_group_is_divided_and_the_rest_waits(at: Office) -> None:
    """Two of five go into the class of the 22nd, the others onto the waiting list; the list offers them seats."""
    at.lift(MEMBALONG, 22)
    for _ in range(4):
        place = at.page().carrying.place()
        if place is not None and place.session_id == FULL_CLASS:
            break
        at.keys("Space")
    assert at.verdict()[0] == "no" and "sisa 2 kursi" in at.verdict()[1]
    at.keys("B")
    at.hands.until_focus("calendar_reason_text")
    at.keys("Return")
    at.hands.until_focus("month_view")
    assert at.verdict()[0] == "ok"
    at.keys("Return")
    assert at.klass(FULL_CLASS).seats.taken == 20 and at.state(MEMBALONG) is RequestState.SCHEDULING
    at.lift(PERHUBUNGAN, 9)
    at.keys("Escape", "D")
    at.reason("calendar_reason_text", "menunggu kelas Januari")
    assert at.state(PERHUBUNGAN) is RequestState.WAITLISTED
    at.keys("P")
    kinds = {one.kind.value for one in at.page().side.decisions._found}
    assert {"OFFER", "LINE"} <= kinds


def test_a_drop_on_a_closed_day_is_refused_and_the_letter_stays_in_the_hand(at: Office) -> None:
    """Christmas Eve: the name of the day is said; Esc puts the letter back."""
    at.lift(MEMBALONG, 24)
    at.keys("Return")
    state, words = at.verdict()
    assert state == "no" and "Cuti Bersama" in words
    assert at.state(MEMBALONG) is RequestState.SCHEDULING and at.page().carrying.is_carrying()
    at.keys("Escape")
    at.hands.until_focus("kasubbag_list")


def test_a_holiday_declared_later_and_the_new_round_of_notices(at: Office) -> None:
    """P, Enter, why: the class has another day and everybody is to be told again."""
    entry = office_calendar.ClosedDayEntry(day=date(2026, 12, 15), kind="local", name="HUT Kabupaten")
    elsewhere(at, "nurul", office_calendar.add_closed_day, days=(entry,))
    at.decide(f"clash:{PPK_TOLD}")
    at.keys("Return")
    at.reason("decisions_reason_text", "hari libur baru")
    old = at.klass(PPK_TOLD)
    assert old.state is SessionState.POSTPONED and old.successor_id is not None
    with at.december.office.store.reading() as connection:
        board = {row.session.id: row for row in session_read.notice_board(connection, at.december.clock.now())}
    assert board[old.successor_id].told == 0 and board[old.successor_id].seats == 12


def test_the_office_moves_a_told_class(at: Office) -> None:
    """G lifts it, the verdict says how many know the old date, the reason is asked in a line."""
    at.page().open_session(PPK_TOLD)
    at.hands.settle()
    at.keys("G")
    at.walk_to(28)
    assert at.verdict()[0] == "ask" and "8 orang sudah diberi tahu" in at.verdict()[1]
    at.keys("Return")
    at.reason("calendar_reason_text", "ruang dipakai rapat")
    moved = at.klass(PPK_TOLD)
    assert moved.state is SessionState.POSTPONED and moved.successor_id is not None
    assert at.klass(moved.successor_id).days[0] == date(2026, 12, 28)
    at.keys("Ctrl+Z")
    assert at.klass(PPK_TOLD).state is SessionState.FIXED


def test_two_windows_move_the_same_class(at: Office) -> None:
    """While it is in the hand another window moved it: the drop still ends in one class on one date."""
    at.page().open_session(PENYEDIA_CLASS)
    at.hands.settle()
    at.keys("G")
    elsewhere(at, "nurul", session_moves.move_session, session=PENYEDIA_CLASS, first_day=date(2026, 12, 18))
    at.walk_to(28)
    at.keys("Return")
    assert at.klass(PENYEDIA_CLASS).days == (date(2026, 12, 28),)
    assert at.klass(PENYEDIA_CLASS).seats.taken == 9


def test_a_cancelled_class_gives_its_letters_back_to_the_top(at: Office) -> None:
    """Tab to Batalkan, Enter, why: its letter waits again with its first date of receipt."""
    at.page().open_session(PENYEDIA_CLASS)
    at.hands.settle()
    letters = at.klass(PENYEDIA_CLASS).request_ids
    for _ in range(40):
        if at.hands.focus_name() == "session_cancel":
            break
        at.keys("Tab")
    at.keys("Return")
    at.reason("session_reason_text", "trainer sakit, tidak ada pengganti")
    assert at.klass(PENYEDIA_CLASS).state is SessionState.CANCELLED
    assert all(at.state(one) is RequestState.SCHEDULING for one in letters)
    assert at.page().queue.list.rows_model.rows()[0].header


def few(at: Office) -> None:
    """The class of the 22nd is below its minimum, two working days before it."""
    elsewhere(at, "nurul", office_places.edit_topic, topic_id=at.klass(FULL_CLASS).topic.id, min_participants=19)
    at.december.put(18, 9)
    at.page().refresh(None)
    at.hands.settle()
    at.decide(f"few:{FULL_CLASS}")


def way(at: Office, label: str) -> str:
    """The key of a button under the list."""
    labels = [one.label for one in at.page().side.decisions._ways]
    place = next(n for n, words in enumerate(labels) if words.startswith(label))
    return "Return" if place == 0 else str(place + 1)


def test_minimum_not_reached_is_held_anyway(at: Office) -> None:
    """P, Enter, why: the class stays and is not asked about again."""
    few(at)
    at.keys(way(at, "Tetap jalankan"))
    at.reason("decisions_reason_text", "permintaan pimpinan")
    assert at.klass(FULL_CLASS).state is SessionState.TENTATIVE
    assert f"few:{FULL_CLASS}" not in {one.key for one in at.page().side.decisions._found}


def test_minimum_not_reached_is_merged(at: Office) -> None:
    """2 moves everybody into the class of the 28th; Ctrl+Z gives both back."""
    other = at.december.klass(28, december_office.PPK, "lpse", "andi", days=1)
    few(at)
    people = at.klass(FULL_CLASS).seats.taken
    at.keys(way(at, "Gabung ke 28 Des"))
    at.reason("decisions_reason_text", "peserta kurang")
    assert at.klass(FULL_CLASS).state is SessionState.CANCELLED and at.klass(other).seats.taken == people
    at.keys("Ctrl+Z")
    assert at.klass(FULL_CLASS).seats.taken == people and at.klass(other).seats.taken == 0


def test_minimum_not_reached_is_put_off(at: Office) -> None:
    """Its letters stand at the top of the queue with their first date of receipt."""
    few(at)
    letters = at.klass(FULL_CLASS).request_ids
    at.keys(way(at, "Tunda"))
    at.reason("decisions_reason_text", "peserta kurang")
    assert at.klass(FULL_CLASS).state is SessionState.POSTPONED
    assert all(at.state(one) is RequestState.SCHEDULING for one in letters)


def test_a_trainer_falls_ill_and_another_one_stands_in(at: Office) -> None:
    """Andi, who had promised the 15th, is ill: Enter puts in who teaches the topic and is free; the day stays."""
    day = date(2026, 12, 15)
    elsewhere(at, "nurul", office_places.add_absence, trainer="andi", first_day=day, last_day=day, cause="sakit")
    at.decide(f"clash:{PPK_TOLD}")
    assert "sakit" in at.page().side.decisions.sentence.full_text()
    at.keys("Return")
    if at.hands.focus_name() == "decisions_reason_text":
        at.reason("decisions_reason_text", "trainer sakit")
    after = at.klass(PPK_TOLD)
    assert after.state is SessionState.FIXED and after.days[0] == day
    assert after.trainers and "Andi Pratama (contoh)" not in after.trainers


def test_two_trainers_are_ill_at_once(at: Office) -> None:
    """Nobody is left who teaches it that day: another day is offered, never an empty class."""
    day = date(2026, 12, 15)
    away = {"first_day": day, "last_day": day, "cause": "sakit"}
    for who in ("maya", "reza"):
        at.december.do("nurul", office_places.add_absence, trainer=who, **away)
    elsewhere(at, "nurul", office_places.add_absence, trainer="andi", **away)
    at.decide(f"clash:{PPK_TOLD}")
    at.keys("Return")
    at.reason("decisions_reason_text", "semua trainer sakit")
    old = at.klass(PPK_TOLD)
    assert old.successor_id is not None and at.klass(old.successor_id).days[0] > day
    assert at.klass(old.successor_id).trainers


def test_a_topic_limit_below_the_promised_seats_is_refused_with_whom(at: Office) -> None:
    """Pengaturan, F2, the quota: who holds the seats is named beside the field, which keeps what is typed."""
    for number in range(2, 6):
        at.keys(f"Ctrl+{number}")
        if isinstance(at.window.current_panel(), SettingsPage):
            break
    settings = at.window.current_panel()
    assert isinstance(settings, SettingsPage)
    for _ in range(20):
        if settings._list.current_key() == "topics":
            break
        at.keys("Down")
    at.keys("Return", "F2")
    for _ in range(14):
        if at.hands.focus_name() == "topic_quota":
            break
        at.keys("Return")
    at.keys("Ctrl+A")
    at.hands.write("9")
    at.keys("Ctrl+Return")
    words = at.hands.focus().accessibleDescription()
    assert at.hands.focus_name() == "topic_quota"
    assert "Sudah ada 12 kursi terisi" in words and "RSUD Contoh (8 orang)" in words
    assert at.klass(PPK_TOLD).seats.quota == 20


def known_later(at: Office, request: int) -> None:
    """A name without a number is written on the letter; that it is the same person turns out when the NIP is known."""
    made = at.december
    made.do(
        "wulan", request_edits.set_participants, request=request, participants=(ParticipantEntry(full_name="Budi"),)
    )
    with made.office.store.reading() as connection:
        found = select(participant.c.person_id).where(participant.c.request_id == request)
        person = connection.execute(found).scalar_one()
    named = ParticipantEntry(full_name="Budi Umpama", nip="198701012010011001")
    elsewhere(at, "wulan", person_records.correct_person, person=person, entry=named)


def test_one_person_in_two_classes(at: Office) -> None:
    """Dropped beside his other class, or named for it, he is refused; known later, the clash waits with its button."""
    made = at.december
    twice = (ParticipantEntry(full_name="Budi Umpama", nip="198701012010011001"),)
    ppk, pokja = december_office.PPK, december_office.POKJA
    here = made.klass(28, ppk, "lpse", "andi", days=1)
    first = made.waiting(made.letter("Dinas Sosial", ppk, 1, participants=twice))
    made.do("nurul", scheduling.schedule_request, request=first, session=here)
    other = made.klass(28, pokja, "lab", "maya", days=1, why="trainer pengganti")
    second = made.waiting(made.letter("Satpol PP", pokja, 1))
    made.do("nurul", scheduling.schedule_request, request=second, session=other)
    third = made.waiting(made.letter("Dinas Sosial", pokja, 1, participants=twice))
    at.page().refresh(None)
    at.hands.settle()
    at.lift(third, 28)
    for _ in range(4):
        place = at.page().carrying.place()
        if place is not None and place.session_id == other:
            break
        at.keys("Space")
    state, words = at.verdict()
    assert state == "no" and "Budi Umpama sudah duduk di kelas" in words
    at.keys("Escape")
    with pytest.raises(RuleRefusal, match="Budi Umpama sudah duduk"):
        made.do("wulan", request_edits.set_participants, request=second, participants=twice)
    known_later(at, second)
    at.decide(f"clash:{other}")
    assert "Budi Umpama" in at.page().side.decisions.sentence.full_text()
    assert at.page().side.decisions._ways[0].label != "Tunda", "there is a button that solves it"
    at.keys("Return")
    at.reason("decisions_reason_text", "orang yang sama di dua kelas")
    assert f"clash:{other}" not in {one.key for one in at.page().side.decisions._found}


def test_a_drop_with_a_trainer_who_does_not_teach_it_asks_why_and_keeps_the_reason(at: Office) -> None:
    """The warning names him, a line asks why; Esc keeps the letter in the hand, the reason stands in the journal."""
    elsewhere(at, "nurul", office_places.set_competence, trainer="maya", topics=(december_office.KATALOG,))
    at.lift(MEMBALONG, 9)
    state, words = at.verdict()
    assert state == "ask" and "Maya Kusuma (contoh) tidak tercatat mengajar topik ini" in words
    at.keys("Return")
    at.hands.until_focus("calendar_reason_text")
    assert at.state(MEMBALONG) is RequestState.SCHEDULING
    at.keys("Return")
    assert at.state(MEMBALONG) is RequestState.SCHEDULING, "an empty reason saves nothing"
    at.keys("Escape")
    assert at.page().carrying.is_carrying() and at.state(MEMBALONG) is RequestState.SCHEDULING
    at.hands.until_focus("month_view")
    at.keys("Return")
    at.reason("calendar_reason_text", "sedang belajar mengajar, didampingi")
    assert at.state(MEMBALONG) is RequestState.SCHEDULED
    made = at.klass(at.case(MEMBALONG).sessions[0].session_id)
    assert made.trainers == ("Maya Kusuma (contoh)",)
    with at.december.office.store.reading() as connection:
        entry = connection.execute(select(journal).order_by(journal.c.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.reason) == ("schedule_request", "sedang belajar mengajar, didampingi")


def test_a_trainer_no_longer_teaches_the_topic(at: Office) -> None:
    """His competence ended after the class was planned: the line says so and Enter puts in one who teaches it."""
    elsewhere(at, "nurul", office_places.set_competence, trainer="maya", topics=(december_office.KATALOG,))
    at.decide(f"clash:{FULL_CLASS}")
    assert "tidak tercatat mengajar" in at.page().side.decisions.sentence.full_text()
    at.keys("Return")
    assert at.klass(FULL_CLASS).trainers == ("Andi Pratama (contoh)",)
    assert f"clash:{FULL_CLASS}" not in {one.key for one in at.page().side.decisions._found}
