"""Step 4 in the calendar's place: the letter and the same disposition form as the Kabag's, with the trainers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk import Desk
from ui.panels.disposition_form import SUBHEAD, DispositionForm
from ui.panels.disposition_page import DispositionPage, disposition_page
from ui.panels.disposition_sheet import SheetDrawer
from ui.panels.disposition_steps import own_steps
from ui.panels.kabag_letter import LetterPane
from ui.widgets.pane import Pane, column
from ui.widgets.sop_strip import SopStrip
from ui.widgets.splitter import Splitter


class KasubbagDisposition(Pane):
    """``open(request_id)``; ``closed()`` by Esc or after the decision."""

    closed = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="kasubbag_disposition_desk", parent=parent)
        self._desk = desk
        self._wanted = 0
        self._fresh = False
        self.strip = SopStrip(object_name="kasubbag_strip")
        self.letter = LetterPane(desk, object_name="kasubbag_letter")
        self.form = DispositionForm(desk, SUBHEAD)
        self.sheet = SheetDrawer(desk, "kasubbag")
        self._right = QStackedWidget()
        self._right.addWidget(self.form)
        self._right.addWidget(self.sheet)
        work = Splitter(self.letter, self._right, stretch=0, object_name="kasubbag_disposition_split")
        self.setLayout(column(self.strip, work, spacing=0))
        self.form.decided.connect(lambda _: self._close())
        self.form.from_sheet.connect(self._open_sheet)
        self.sheet.closed.connect(lambda: self._right.setCurrentWidget(self.form))
        full = QShortcut(QKeySequence("F11"), self)
        full.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        full.activated.connect(self.letter.full_screen)

    def open(self, request_id: int) -> None:
        """Read a case and give the focus to its first instruction."""
        self._wanted, self._fresh = request_id, True
        self._right.setCurrentWidget(self.form)
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

    def _open_sheet(self, request_id: int) -> None:
        if self.sheet.open_request(request_id):
            self._right.setCurrentWidget(self.sheet)

    def leave(self) -> None:
        """Esc: first the reason, then the form."""
        if self._right.currentWidget() is self.sheet:
            self._right.setCurrentWidget(self.form)
        elif self.form.is_asking():
            self.form.drop_reason()
        else:
            self._close()

    def _close(self) -> None:
        self._wanted = 0
        self.closed.emit()
