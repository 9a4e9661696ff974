"""Step 4 in the calendar's place: the letter and the same disposition form as the Kabag's, with the trainers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.panels.disposition_lanes import SUBHEAD
from ui.panels.disposition_page import DispositionPage, disposition_page
from ui.panels.disposition_side import LetterAndForm
from ui.panels.disposition_steps import own_steps
from ui.widgets.pane import Pane, column
from ui.widgets.sop_strip import SopStrip


class KasubbagDisposition(Pane):
    """``open(request_id)``; ``closed()`` by Esc or after the decision."""

    closed = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="kasubbag_disposition_desk", parent=parent)
        self._desk = desk
        self._wanted = 0
        self._fresh = False
        self.strip = SopStrip(object_name="kasubbag_strip")
        self.work = LetterAndForm(desk, SUBHEAD)
        self.letter, self.form = self.work.letter, self.work.form
        self.setLayout(column(self.strip, self.work, spacing=0))
        self.form.decided.connect(lambda _: self._close())
        full = QShortcut(QKeySequence("F11"), self)
        full.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        full.activated.connect(self.letter.full_screen)

    def open(self, request_id: int) -> None:
        """Read a case and give the focus to its first instruction."""
        self._wanted, self._fresh = request_id, True
        self.work.close_sheet()
        self.read()

    def read(self) -> None:
        """Read the open case again."""
        request_id, now = self._wanted, self._desk.now()
        if request_id:
            self._desk.read(lambda c: disposition_page(c, request_id, now), self._show, channel="kasubbag.disposition")

    def _show(self, page: DispositionPage) -> None:
        if page.case.request_id != self._wanted:
            return
        self.strip.set_steps(own_steps(page.case.steps, self._desk))
        self.letter.show_case(page.case)
        self.form.show_page(page)
        if self._fresh:
            self._fresh = False
            self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Esc: first the reason, then the form."""
        if self.work.sheet_is_open():
            self.work.close_sheet()
        elif self.form.is_asking():
            self.form.drop_reason()
        else:
            self._close()

    def _close(self) -> None:
        self._wanted = 0
        self.closed.emit()
