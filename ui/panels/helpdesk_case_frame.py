"""What stands on the page of an open case: head, note, form or history, the row of acts."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from ui.desk import Desk
from ui.panels.helpdesk_ask import AskBar
from ui.panels.helpdesk_history import CaseHistory
from ui.panels.intake_fields import NoteLine
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_person import PersonForm
from ui.panels.intake_senders import SenderIndex
from ui.panels.reason_line import ReasonLine
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane, row


class CaseFrame(Pane):
    """The parts of :class:`ui.panels.helpdesk_case.CasePage`, laid out; it decides nothing."""

    def __init__(self, desk: Desk, senders: SenderIndex) -> None:
        super().__init__("surface", object_name="case_page")
        self.letter = LetterForm(desk, senders, prefix="case_letter")
        self.person = PersonForm(desk, senders, prefix="case_person")
        self.timeline = CaseHistory(desk)
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.title = Label("", "title", object_name="case_title")
        self.agenda = Badge("", object_name="case_agenda")
        self.state = Badge("", object_name="case_state")
        self.history = Button("Riwayat", "ghost", "Alt+H", "history", object_name="case_history")
        self.change = Button("Ubah", "default", "F2", "pencil", object_name="case_edit")
        self.note = NoteLine(object_name="case_note")
        self.stack = QStackedWidget()
        for part in (self.letter, self.person, self.timeline):
            self.stack.addWidget(part)
        self.error = Label("", "dense", "danger", wrap=True, object_name="case_error")
        self.primary = Button("", "primary", "Ctrl+Enter", object_name="case_primary")
        self.second = Button("", "default", object_name="case_second")
        self.sheet = Button("Catat dari lembar", "default", "Ctrl+B", "file-text", object_name="case_sheet")
        self.paper = Button("Lembar", "default", "Ctrl+P", "printer", object_name="case_print")
        self.paper.setToolTip("Tanda terima dan lembar disposisi")
        self.more = Button("Lainnya", "ghost", "Alt+L", "chevron-down", object_name="case_more")
        self.leave = Button("Batal", "ghost", "Esc", object_name="case_leave")
        for button in (self.second, self.sheet, self.leave):
            button.hide()
        self.menu = QMenu(self)
        self.menu.setObjectName("case_menu")
        self.menu.setToolTipsVisible(True)
        self.ask = AskBar(object_name="case_ask")
        self.why = ReasonLine("case_reason")

    def _lay_out(self) -> None:
        self.bar = Bar(56, "surface", "top", object_name="case_bar")
        buttons = (self.primary, self.sheet, self.second, self.paper, self.leave, None, self.more)
        self.bar.setLayout(row(*buttons, margins=(24, 1, 24, 0)))
        self._errors = Pane("surface")
        self._errors.setLayout(row(self.error, margins=(24, 4, 24, 6)))
        self._errors.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(0)
        head = row(self.title, self.agenda, self.state, None, self.history, self.change, margins=(24, 0, 24, 8))
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._errors)
        layout.addWidget(self.ask)
        layout.addWidget(self.why)
        layout.addWidget(self.bar)

    def lock(self, locked: bool) -> None:
        """Reading only, or typing."""
        for form in (self.letter, self.person):
            form.set_locked(locked)

    def say_error(self, words: str) -> None:
        """The sentence over the buttons; empty hides it."""
        self.error.setText(words)
        self._errors.setVisible(bool(words))
