"""The right side of a letter: the disposition form, or the wider sheet typed from paper in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.desk import Desk
from ui.panels.disposition_form import WIDTH, DispositionForm
from ui.panels.disposition_lanes import LaneForm
from ui.panels.disposition_sheet import SHEET_WIDTH, SheetDrawer
from ui.panels.kabag_letter import LetterPane
from ui.widgets.pane import Pane, column
from ui.widgets.splitter import Splitter


class LetterAndForm(Pane):
    """Letter left, form right; ``open_sheet(request_id)`` and ``close_sheet()`` change the right part."""

    def __init__(self, desk: Desk, lane: LaneForm, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name=f"{lane.prefix}_letter_and_form", parent=parent)
        self.letter = LetterPane(desk, object_name=f"{lane.prefix}_letter")
        self.form = DispositionForm(desk, lane)
        self.sheet = SheetDrawer(desk, lane.prefix)
        self.sheet.hide()
        right = Pane("surface", object_name=f"{lane.prefix}_right")
        right.setLayout(column(self.form, self.sheet, spacing=0))
        self._split = Splitter(self.letter, right, stretch=0, object_name=f"{lane.prefix}_work_split")
        self.setLayout(column(self._split, spacing=0))
        self.form.from_sheet.connect(self.open_sheet)
        self.sheet.closed.connect(self.close_sheet)

    def open_sheet(self, request_id: int) -> None:
        """The sheet needs more room than the form."""
        self.form.hide()
        self.sheet.show()
        self._share(SHEET_WIDTH)
        self.sheet.open_request(request_id)

    def close_sheet(self) -> None:
        """Back to the form."""
        if self.sheet.isHidden():
            return
        self.sheet.hide()
        self.form.show()
        self._share(WIDTH)
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def sheet_is_open(self) -> bool:
        """Whether the sheet stands in the form's place."""
        return not self.sheet.isHidden()

    def _share(self, right: int) -> None:
        self._split.setSizes([max(1, self._split.width() - theme.px(right)), theme.px(right)])
