"""Where the focus was before something opened over it, and the way back when that place still exists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class FocusPlace:
    """Remembers one control; a list or page that was rebuilt meanwhile is simply not gone back to."""

    def __init__(self) -> None:
        self._held: QWidget | None = None

    def remember(self, window: QWidget) -> None:
        """Note what has the focus in this window now."""
        self._held = window.focusWidget()

    def give_back(self) -> None:
        """Put the focus there again."""
        held, self._held = self._held, None
        if held is not None and isValid(held):
            held.setFocus(Qt.FocusReason.OtherFocusReason)
