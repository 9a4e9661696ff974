"""Branches of the schedule (DOMAIN 8.4) by key presses at the real window, from log-in to what the data say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.queries import cases, session_read
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import access, data_folder, office_calendar, session_moves, setup
from desktop_app.sop.states import RequestState, SessionState
from tests.ui import december_office
from tests.ui.december_office import December
from ui import theme
from ui.main_window import MainWindow
from ui.panels.kasubbag import KasubbagPage
from ui.walk import PINS, SIZE
from ui.walk_keys import Typist, pause
from ui.walk_steps import NUMBERS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MEMBALONG, PERHUBUNGAN = 14, 15
PPK_TOLD, PENYEDIA_CLASS, FULL_CLASS = 6, 7, 9


@cache
def template() -> Path:
    """The sample day with known PINs, made once."""
    folder = Path(mkdtemp(prefix="branches-"))
    clock = SetClock(from_wall(december_office.NOW.replace(month=11, day=23, hour=8, minute=0)))
    office = data_folder.create(Access(folder / "data", folder / "key"), clock).office
    access.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    pins = setup.set_up(office, setup.read_plan(setup.example_text()), pins=PINS)
    setup.accept_pins(office, pins)
    december = December(office, clock, {one.handle: access.actor_for(office, one.handle) for one in pins})
    december.put(24, 9, month=11)
    december_office.fill(december)
    office.store.close()
    return folder


class Office:
    """The window, the hands at it, and the data under it."""

    def __init__(self, window: MainWindow, december: December) -> None:
        self.window, self.december, self.hands = window, december, Typist(window)

    def page(self) -> KasubbagPage:
        """The Kasubbag's tab, to read from."""
        found = self.window.current_panel()
        assert isinstance(found, KasubbagPage)
        return found

    def sit(self, handle: str) -> None:
        """Another officer."""
        if self.window.desk is not None:
            self.hands.leave()
        self.hands.log_in(NUMBERS[handle], PINS[handle])

    def keys(self, *keys: str) -> None:
        """Press and wait for what they started."""
        self.hands.press(*keys)
        self.hands.settle()

    def reason(self, name: str, words: str) -> None:
        """Type into the line that asks why."""
        self.hands.until_focus(name)
        self.hands.write(words)
        self.keys("Return")

    def state(self, request: int) -> RequestState:
        """Where a request stands."""
        with self.december.office.store.reading() as connection:
            return cases.case(connection, request, self.december.clock.now()).state

    def klass(self, session: int) -> SessionRow:
        """A class as it is stored."""
        with self.december.office.store.reading() as connection:
            return sessions_by_ids(connection, [session])[0]

    def lift(self, request: int, day: int) -> None:
        """Alt+2, Down to the letter, Enter, arrows to the day."""
        self.keys("Alt+2")
        for _ in range(12):
            if self.page().queue.list.current_key() == f"request:{request}":
                break
            self.keys("Down")
        self.keys("Return")
        self.hands.until_focus("month_view")
        self.walk_to(day)

    def walk_to(self, day: int) -> None:
        """Arrows over the month."""
        calendar = self.page().calendar
        while calendar.cursor_day() != date(2026, 12, day):
            away = (date(2026, 12, day) - calendar.cursor_day()).days
            self.keys(("Down" if away > 0 else "Up") if abs(away) >= 7 else ("Right" if away > 0 else "Left"))

    def verdict(self) -> tuple[str, str]:
        """What is said under the letter or class in the hand."""
        ghost = self.page().calendar.month.ghost()
        assert ghost is not None
        return ghost.state, ghost.verdict

    def decide(self, key: str) -> None:
        """P, Down to the line."""
        self.keys("P")
        self.keys(*["Up"] * 12)
        for _ in range(16):
            one = self.page().side.decisions.current()
            if one is not None and one.key == key:
                return
            self.keys("Down")
        raise AssertionError(f"{key} is not in the list")


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    """The Kasubbag at the window on 3 December."""
    theme.apply(qapp, "light")
    shutil.copytree(template(), tmp_path / "office")
    december = december_office.reopen(tmp_path / "office")
    window = MainWindow(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.backup_on_close = False
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    pause(60)
    background = Background()
    window.attach(december.office, background)
    made = Office(window, december)
    made.sit("nurul")
    yield made
    window.office = None
    window.close()
    background.finish()
    december.office.store.close()


def elsewhere(at: Office, handle: str, deed: Any, **fields: Any) -> None:
    """Another window does something; this one notices by itself."""
    at.december.do(handle, deed, **fields)
    pause(600)
    at.hands.settle()


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
