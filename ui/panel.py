"""The shape of a panel: what a tab's page offers to the window around it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.dispatcher import Changes
from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup


class Panel(QWidget):
    """A tab's page. It reads through ``desk.read``, writes through ``desk.dispatcher.run``, and keeps no rules."""

    def __init__(self, desk: Desk, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(object_name)

    def refresh(self, changes: Changes | None) -> None:
        """Read again what concerns this panel; ``None`` means everything. Called on show and on ``changed``."""

    def complete(self) -> bool:
        """Make one part that is not on show yet; True when another is left.

        The window calls it when nobody waits for anything, one part a turn, so that a key is never kept waiting.
        """
        return False

    def hints(self) -> tuple[Hint, ...]:
        """The five to seven keys that matter now, for the bar at the bottom."""
        return ()

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """All keys of this page for F1."""
        return (HintGroup("Layar ini", self.hints()),)

    def open_case(self, request_id: int) -> None:
        """Show this case (from search, a toast or another tab)."""

    def open_person(self, person_id: int) -> None:
        """Show this person (from search), where the page has people."""

    def print_current(self) -> None:
        """Ctrl+P: print what is open."""

    def focus_filter(self) -> None:
        """``/``: put the focus into the filter of this list."""

    def close_down(self) -> bool:
        """Before the window closes or another officer enters: keep drafts; ``False`` asks to wait."""
        return True
