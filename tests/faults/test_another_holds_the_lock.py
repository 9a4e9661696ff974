"""Another process holds the write lock while an officer saves at the window (R16, RELIABILITY.md fault 8).

The window's own loop never waits for it: no gap over 200 ms, letters are taken and another tab is read meanwhile.
After five seconds the sentence stands there, what was typed stays, and pressing Simpan again saves once.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.queries import search
from desktop_app.services import data_folder
from tests.journeys.december_window import Office, seated
from ui.panels.helpdesk import HelpdeskPage
from ui.walk_keys import pause

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
HOLDER = Path(__file__).with_name("holder.py")
LONGEST_GAP = 0.2
NUMBER = "R16/KUNCI/2026"
BEAT_MS = 5


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    """The window of the sample day, wulan at the desk."""
    with seated(tmp_path, qapp) as office:
        office.sit("wulan")
        yield office


class Pulse:
    """Beats in the window's loop and remembers the longest time between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        """The longest gap."""
        self._timer.stop()
        return self.longest


@contextmanager
def holder(at: Office, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """The other process, ready to take the lock at a line on its input."""
    store = at.december.office.store
    words = [sys.executable, str(HOLDER), str(store.path), store.data_key.hex(), str(seconds)]
    other = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin is not None and other.stdout is not None
    try:
        yield other
    finally:
        other.stdin.close()
        assert other.wait(timeout=40) == 0
        other.stdout.close()


def take(other: subprocess.Popen[str]) -> float:
    """Let it take the lock; the moment it had it."""
    assert other.stdin is not None and other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    assert other.stdout.readline() == "held\n"
    return time.perf_counter()


def typed_letter(at: Office) -> HelpdeskPage:
    """A letter ready to be saved."""
    page = at.window.current_panel()
    assert isinstance(page, HelpdeskPage)
    at.keys("Ctrl+N")
    at.hands.until_focus("new_letter_sender")
    at.hands.write("mar")
    at.keys("Return")
    at.hands.write(NUMBER)
    at.keys("Tab")
    at.hands.write("3011")
    at.keys("Tab")
    at.hands.write("pp")
    at.keys("Return", "Tab", "Tab")
    at.hands.write("8")
    return page


def letters(at: Office) -> int:
    """How many letters carry the number."""
    with at.december.office.store.reading() as connection:
        return len(search.search(connection, NUMBER))


def calm(at: Office) -> float:
    """The longest gap of this machine while the same keys meet no lock."""
    pulse = Pulse()
    at.hands.write("1")
    at.hands.press("Backspace")
    pause(600)
    return pulse.stop()


def save_behind_the_lock(at: Office, seconds: float) -> tuple[HelpdeskPage, float | None]:
    """Ctrl+Enter while another has the lock; what the form says after how many seconds (``None``: it was saved)."""
    page = typed_letter(at)
    usual = calm(at)
    said: float | None = None
    with holder(at, seconds) as other:
        held = take(other)
        pulse = Pulse()
        at.hands.press("Ctrl+Return")
        while letters(at) == 0 and said is None:
            pause(20)
            if page.new.error.full_text():
                said = time.perf_counter() - held
            assert time.perf_counter() - held < seconds + 20, "neither saved nor said"
        gap = pulse.stop()
    assert gap < max(LONGEST_GAP, 2 * usual), (
        f"the window stood still for {gap * 1000:.0f} ms (usually {usual * 1000:.0f})"
    )
    return page, said


def saved_once(at: Office) -> None:
    """One letter, and the file is whole."""
    at.hands.settle()
    assert letters(at) == 1
    assert data_folder.verify(at.december.office).problems == ()


@pytest.mark.parametrize("seconds", [0.3])
def test_a_short_lock_is_waited_for(at: Office, seconds: float) -> None:
    """Nobody notices but by the time."""
    _, said = save_behind_the_lock(at, seconds)
    assert said is None
    saved_once(at)


def longer(at: Office, seconds: float) -> None:
    """The sentence at five seconds, the text stays, once more saves once."""
    page, said = save_behind_the_lock(at, seconds)
    assert said is not None and 4.5 < said < 7
    assert "jendela lain" in page.new.error.full_text()
    head = page.new.letter.head
    assert head.number.text() == NUMBER and head.office.text().startswith("RSUD")
    assert page.new.primary.isEnabled()
    at.keys("Ctrl+Return")
    saved_once(at)
    assert page.new.letter.is_blank() or page.case.isVisible()


def test_a_long_lock_is_said_and_the_retry_saves_once(at: Office) -> None:
    """R16, reduced: six seconds."""
    longer(at, 6)


@pytest.mark.full
@pytest.mark.parametrize("seconds", [0.1, 1.0, 3.0, 4.5])
def test_every_short_lock(at: Office, seconds: float) -> None:
    """R16: shorter than the waiting time."""
    _, said = save_behind_the_lock(at, seconds)
    assert said is None
    saved_once(at)


@pytest.mark.full
@pytest.mark.parametrize("seconds", [10, 20, 30])
def test_every_long_lock(at: Office, seconds: float) -> None:
    """R16: up to half a minute."""
    longer(at, seconds)


def test_leaving_the_desk_does_not_wait_for_the_lock(at: Office) -> None:
    """Ctrl+L with a letter half typed: the login page is there at once; the draft is kept when the lock is gone."""
    page = typed_letter(at)
    assert page.new.letter.head.number.text() == NUMBER
    usual = calm(at)
    with holder(at, 2) as other:
        take(other)
        pulse = Pulse()
        at.hands.press("Ctrl+L")
        at.hands.until(lambda: at.window.desk is None, "terkunci", 1.5)
        pause(200)
        gap = pulse.stop()
    assert gap < max(LONGEST_GAP, 2 * usual), f"{gap * 1000:.0f} ms"
    pause(300)
    at.sit("wulan")
    again = at.window.current_panel()
    assert isinstance(again, HelpdeskPage)
    at.keys("Ctrl+N")
    at.hands.until(lambda: again.new.letter.head.number.text() == NUMBER, "draf kembali")
