"""Under the calendar: one sentence about the clash, and one button that solves it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.banner import MessageBar
from ui.widgets.buttons import Button


class ConflictBar(MessageBar):
    """``bar.show_conflict("Bentrok Kamis …", "Ganti trainer PPK ke Maya Kusuma")``; signals ``solve``, ``look``."""

    solve = Signal()
    look = Signal()

    def __init__(self, *, object_name: str = "conflict_bar", parent: QWidget | None = None) -> None:
        super().__init__("danger", "triangle-alert", 44, object_name, parent)
        self._solve = Button("", object_name=f"{object_name}_solve", parent=self)
        self._look = Button("Lihat", "ghost", object_name=f"{object_name}_look", parent=self)
        self._solve.clicked.connect(self.solve)
        self._look.clicked.connect(self.look)
        self._actions.addWidget(self._solve)
        self._actions.addWidget(self._look)
        self.hide()

    def show_conflict(self, words: str, solution: str = "") -> None:
        """Show the clash; without a solution only "Lihat" is offered."""
        self._solve.set_label(solution)
        self._solve.setVisible(bool(solution))
        self._say(words)
        self.show()

    def clear(self) -> None:
        """No clash any more."""
        self._say("")
        self.hide()
