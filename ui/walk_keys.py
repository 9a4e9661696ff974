"""A person at the keyboard: keys to whatever has the focus, waiting for the program as a person would, pictures.

Only :mod:`ui.walk` and :mod:`ui.tour` use it (and tests). Waiting runs a bounded event loop of its own, never
``processEvents``; the loop lets the writer's and readers' threads run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QKeyCombination, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.main_window import MainWindow

POLL_MS = 15
TOAST_MS = 180
"""A toast slides in; a picture waits for its place."""
PREVIEW_MS = 400
STILL = 3
"""So many looks in a row must find nothing under way before the window counts as still."""


class GaveUp(Exception):
    """The program did not come to what the person waited for."""


def take_any_display() -> None:
    """Draw into memory where there is no screen; call before the application object is made."""
    if os.name != "nt" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pause(milliseconds: int) -> None:
    """Let the program run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Typist:
    """Drives one window by keys; counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    def focus(self) -> QWidget:
        """Where a key goes: an open menu, else the widget with the focus, else the window."""
        self._wake()
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            return popup
        return QApplication.focusWidget() or self.window

    def _wake(self) -> None:
        """On the offscreen platform nobody activates the window again when a closed popup took the activation along."""
        active = QApplication.activeWindow()
        if (active is None or active.isHidden()) and not self.window.isHidden():
            self.window.activateWindow()
            pause(POLL_MS)

    def focus_name(self) -> str:
        """Object name of what has the focus."""
        return self.focus().objectName()

    def press(self, *keys: str) -> None:
        """Press keys as they are written on them: ``press("Ctrl+Return", "Down")``."""
        for key in keys:
            combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
            QTest.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())
            self.keys += 1

    def write(self, text: str) -> None:
        """Type text letter by letter."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)
            self.keys += 1

    def until(self, true: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
        """Wait for something; :class:`GaveUp` names it when it does not come."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise GaveUp(f"{what}: tidak terjadi dalam {seconds:.0f} detik (fokus: {self.focus_name()})")
            pause(POLL_MS)

    def until_focus(self, name: str, seconds: float = 15.0) -> None:
        """Wait until a control has the focus."""
        self.until(lambda: self.focus_name() == name, f"fokus pada {name}", seconds)

    def settle(self, seconds: float = 15.0) -> None:
        """Wait until no read or write of this officer is under way."""
        end = time.monotonic() + seconds
        still = 0
        while still < STILL:
            if time.monotonic() > end:
                raise GaveUp("jendela tidak selesai bekerja")
            pause(POLL_MS)
            desk = self.window.desk
            still = still + 1 if desk is None or desk.dispatcher.running == 0 else 0

    def find(self, name: str, inside: QWidget | None = None) -> QWidget:
        """A visible control by its object name."""
        for found in (inside or self.window).findChildren(QWidget, name):
            if found.isVisible():
                return found
        raise GaveUp(f"{name} tidak ada di layar")

    def shot(self, file: Path, widget: QWidget | None = None) -> Path:
        """A picture of the window (or of a dialog) as it stands now, once a toast stands still."""
        target = widget or self.window
        if self.window.toasts.words():
            pause(TOAST_MS)
        QApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        file.parent.mkdir(parents=True, exist_ok=True)
        if not target.grab().save(str(file)):
            raise GaveUp(f"gambar {file} tidak dapat ditulis")
        return file

    def preview(self) -> QWidget:
        """Wait until the paper preview is open and its pages are drawn (a process of its own draws them)."""

        def ready() -> bool:
            dialog = QApplication.activeModalWidget()
            save = dialog.findChild(QWidget, "paper_save") if dialog is not None else None
            return save is not None and save.isEnabled()

        self.until(ready, "pratinjau kertas", 20)
        pause(PREVIEW_MS)
        found = QApplication.activeModalWidget()
        if found is None:
            raise GaveUp("pratinjau kertas tertutup")
        return found

    def log_in(self, number: int, pin: str) -> None:
        """Choose an officer by number, type the PIN, Enter."""
        self.until(lambda: self.focus_name().startswith("officer_"), "daftar petugas")
        self.press(str(number))
        self.write(pin)
        self.press("Return")
        self.until(lambda: self.window.desk is not None, "masuk")
        self.settle()

    def leave(self) -> None:
        """Ctrl+Shift+U: another officer sits down."""
        self.press("Ctrl+Shift+U")
        self.until(lambda: self.window.desk is None, "kembali ke daftar petugas")
