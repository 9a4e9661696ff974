"""Where "Catat dari lembar" opens beside a disposition; the pane itself is the Helpdesk's, made when first used."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.panels.side_area import SideArea

PANE = "ui.panels.from_sheet"


class SheetDrawer(SideArea):
    """``open_request(request_id)`` is False while the pane is not there; ``closed()`` when it was left."""

    closed = Signal()

    def __init__(self, desk: Desk, prefix: str, *, parent: QWidget | None = None) -> None:
        super().__init__(440, "surface", object_name=f"{prefix}_sheet_drawer", parent=parent)
        self._desk = desk
        self._pane: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def open_request(self, request_id: int) -> bool:
        """Show the sheet of a case."""
        if self._pane is None and not self._make():
            return False
        show = getattr(self._pane, "show_request", None)
        if callable(show):
            show(request_id)
        if self._pane is not None:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _make(self) -> bool:
        if find_spec(PANE) is None:
            return False
        made = importlib.import_module(PANE).FromSheetPane(self._desk)
        if not isinstance(made, QWidget):
            return False
        self._pane = made
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        for name in ("closed", "recorded", "cancelled"):
            signal = getattr(made, name, None)
            if signal is not None and hasattr(signal, "connect"):
                signal.connect(lambda *_: self.closed.emit())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
