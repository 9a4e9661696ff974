"""Where "Catat dari lembar" opens beside a disposition; the Helpdesk's pane is made when it is first used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.panels.side_area import SideArea

SHEET_WIDTH = 620


class SheetDrawer(SideArea):
    """``open_request(request_id)``; ``closed()`` when the sheet was recorded or left."""

    closed = Signal()

    def __init__(self, desk: Desk, prefix: str, *, parent: QWidget | None = None) -> None:
        super().__init__(SHEET_WIDTH, "surface", object_name=f"{prefix}_sheet_drawer", parent=parent)
        self._desk = desk
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def open_request(self, request_id: int) -> None:
        """Show the sheet of a case, ready for the first paraf."""
        from ui.panels.from_sheet import FromSheetPane

        pane = self.findChild(FromSheetPane)
        if pane is None:
            pane = FromSheetPane(self._desk)
            pane.closed.connect(self.closed)
            pane.recorded.connect(lambda _: self.closed.emit())
            self._layout.addWidget(pane)
        pane.show_request(request_id)
        pane.setFocus(Qt.FocusReason.OtherFocusReason)
