"""The sample day of December at the real window: the hands of an officer, and what the data say afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from argon2 import PasswordHasher
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.queries import cases
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import access, data_folder, setup
from desktop_app.sop.states import RequestState
from tests.ui import december_office
from tests.ui.december_office import December
from ui import theme
from ui.main_window import MainWindow
from ui.panels.kasubbag import KasubbagPage
from ui.walk import PINS, SIZE
from ui.walk_keys import Typist, pause
from ui.walk_steps import NUMBERS

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
        return self.case(request).state

    def case(self, request: int) -> CaseRow:
        """A request as it is stored."""
        with self.december.office.store.reading() as connection:
            return cases.case(connection, request, self.december.clock.now())

    def klass(self, session: int) -> SessionRow:
        """A class as it is stored."""
        with self.december.office.store.reading() as connection:
            return sessions_by_ids(connection, [session])[0]

    def open_case(self, request: int) -> None:
        """Ctrl+K, its number, Enter."""
        self.hands.press("Ctrl+K")
        self.hands.write(self.case(request).key)
        self.hands.press("Return")
        self.hands.until(lambda: not self.window.top_bar.search.text(), "terbuka")
        self.hands.settle()

    def ask(self, action: str) -> None:
        """Alt+L, Down to the act, Enter."""
        self.hands.press("Alt+L")
        menu = self.hands.focus()
        assert isinstance(menu, QMenu)
        for _ in range(20):
            lit = [one.objectName() for one in menu.actions() if one == menu.activeAction()]
            if lit == [f"case_act_{action}"]:
                break
            self.hands.press("Down")
        self.keys("Return")

    def tab_to(self, name: str) -> None:
        """Tab until a control has the focus."""
        for _ in range(60):
            if self.hands.focus_name() == name:
                return
            self.hands.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    def pick(self, lane: str, request: int) -> None:
        """Alt+1 or Alt+2, Down to the letter."""
        self.keys(lane)
        for _ in range(12):
            if self.page().queue.list.current_key() == f"request:{request}":
                return
            self.keys("Down")
        raise AssertionError(f"request {request} is not in the queue")

    def lift(self, request: int, day: int) -> None:
        """Pick the letter, Enter, arrows to the day."""
        self.pick("Alt+2", request)
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


@contextmanager
def seated(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
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
