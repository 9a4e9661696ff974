"""The screen locks itself after minutes without a key or a click, as the office set them; never is no choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop_app.services.use_case import Office
    from ui.dispatcher import Changes

SETTINGS = "office_setting"


class IdleLock(QObject):
    """Runs only while an officer is in; ``lock`` is called once, then somebody has to enter again."""

    def __init__(self, lock: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lock)

    @property
    def minutes(self) -> int:
        """After how many minutes it locks now."""
        return self._timer.interval() // 60_000

    def start(self, office: Office, changes: Changes | None = None) -> None:
        """Read the minutes and count anew; with ``changes`` only when a setting is among them."""
        from ui.entering import idle_minutes

        if changes is None or any(table == SETTINGS for table, _ in changes):
            self.count(idle_minutes(office) * 60_000)

    def count(self, milliseconds: int) -> None:
        """Count this long from now."""
        self._timer.start(milliseconds)

    def note_input(self) -> None:
        """Somebody is there: the time starts anew."""
        if self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nobody is in."""
        self._timer.stop()
