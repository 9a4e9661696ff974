""" "Catat dari lembar": what the Kabag and the Kasubbag wrote on paper, keyed in by the Helpdesk (issue A 7).

QR or number, Enter; time of the Kabag's paraf, time of the Kasubbag's; Ctrl+Enter. Fourteen keys at most.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.case_rows import CaseRow
from desktop_app.services import sheets
from desktop_app.services.sheets import HeadPart, RecordedSheet, SubheadPart
from desktop_app.services.use_case import Result
from desktop_app.sop.states import REQUEST_STATE_LABELS, RequestState
from ui import theme
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panels.from_sheet_facts import ON_SHEETS, SheetFacts, find_requests, sheet_facts
from ui.panels.from_sheet_out import SheetsOut
from ui.panels.from_sheet_parts import SheetPart
from ui.panels.side_area import ScrollColumn
from ui.widgets.buttons import Button
from ui.widgets.field import EnterMovesOn
from ui.widgets.fields import Field, LineEdit
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Line, Pane, column, row


class FromSheetPane(Pane):
    """``show_request(id)`` or a typed number; ``recorded(request_id)`` after the COMMIT, ``closed()`` by Esc.

    ``case_shown(CaseRow)`` lets the page around show the scan and the strip of the case.
    """

    recorded = Signal(int)
    closed = Signal()
    case_shown = Signal(object)

    def __init__(self, desk: Desk, request_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="from_sheet", parent=parent)
        self._desk = desk
        self._facts: SheetFacts | None = None
        self._left: list[int] = []
        self._busy = False
        self._key = str(uuid4())
        self.number = LineEdit(icon="qr-code", object_name="sheet_number", name="Kode QR atau nomor agenda")
        self._number_field = Field("QR atau nomor agenda", self.number)
        self.head = SheetPart("Disposisi Kabag", ("approve", "return", "reject"), desk.today, prefix="sheet_head")
        self.subhead = SheetPart("Disposisi Kasubbag", ("approve", "return"), desk.today, prefix="sheet_subhead")
        self.out = SheetsOut(desk)
        self._summary = Label("", "body", "text2", wrap=True, object_name="sheet_summary")
        self.error = Label("", "dense", "danger", wrap=True, object_name="sheet_error")
        self.primary = Button("Catat disposisi", "primary", "Ctrl+Enter", object_name="sheet_save")
        self.leave = Button("Batal", "ghost", "Esc", object_name="sheet_leave")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.number)
        self.start()
        if request_id is not None:
            self.show_request(request_id)

    def _lay_out(self) -> None:
        self._line = Line()
        body = Pane("surface", object_name="sheet_body")
        body.setLayout(column(self.head, self._line, self.subhead, None, spacing=8, margins=(24, 4, 24, 8)))
        out = Pane("surface", object_name="sheet_out_page")
        out.setLayout(column(self.out, margins=(24, 8, 24, 0)))
        self.stack = QStackedWidget()
        self.stack.addWidget(out)
        self._scroll = ScrollColumn(body, object_name="sheet_scroll")
        self.stack.addWidget(self._scroll)
        bar = Bar(56, "surface", "top", object_name="sheet_bar")
        bar.setLayout(row(self.primary, self.leave, None, margins=(24, 1, 24, 0)))
        self._errors = Pane("surface")
        self._errors.setLayout(row(self.error, margins=(24, 4, 24, 6)))
        self._errors.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(Label("Catat dari lembar", "title"), None, margins=(24, 0, 24, 8)))
        self._number_field.setFixedWidth(theme.px(208))
        asked = row(self._number_field, self._summary, spacing=16, margins=(24, 0, 24, 8))
        asked.setStretchFactor(self._summary, 1)
        layout.addLayout(asked)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._errors)
        layout.addWidget(bar)
        EnterMovesOn(body)

    def _connect(self) -> None:
        self.number.returnPressed.connect(self.look_up)
        self.number.textEdited.connect(lambda _: self._number_field.clear_message())
        self.out.chosen.connect(self.show_request)
        self.head.complete.connect(self._after_head)
        self.subhead.complete.connect(lambda: self.primary.setFocus(Qt.FocusReason.TabFocusReason))
        self.head.outcome_changed.connect(self._mirror)
        self.primary.clicked.connect(self.save)
        self.leave.clicked.connect(self.closed)
        self.finish_key = QShortcut(QKeySequence("Ctrl+Return"), self)
        self.finish_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.finish_key.activated.connect(self.save)

    # --- which sheet ------------------------------------------------------------------------------

    def start(self) -> None:
        """Empty: the number has the focus, below it who holds sheets."""
        self._facts, self._left, self._key = None, [], str(uuid4())
        self.number.clear()
        self._summary.setText("")
        self._number_field.clear_message()
        self.stack.setCurrentIndex(0)
        self.primary.allow(False, "Ketik dulu nomor agenda, atau pilih lembar.")
        self._say("")
        self.out.read()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Read the list of sheets again."""
        self.out.read()

    def look_up(self) -> None:
        """Enter after the number or the code."""
        typed, now = self.number.text(), self._desk.now()
        if not typed.strip():
            self._number_field.set_error("Ketik nomor agenda, misalnya 147.")
            return
        self._desk.read(
            lambda c: sheet_facts(c, find_requests(c, typed, now), now),
            self._show,
            channel=(self, "sheet"),
            failed=self._not_found,
        )

    def show_request(self, request_id: int) -> None:
        """The sheet of a case that is already known."""
        now = self._desk.now()
        self._desk.read(
            lambda c: sheet_facts(c, (request_id,), now), self._show, channel=(self, "sheet"), failed=self._not_found
        )

    def _not_found(self, error: Exception) -> None:
        if isinstance(error, LoketError):
            self._number_field.set_error(error.sentence)
            self.number.setFocus()
            self.number.selectAll()

    def _show(self, facts: SheetFacts) -> None:
        case = facts.case
        self._facts, self._key = facts, str(uuid4())
        self.number.setText(case.key)
        self._number_field.clear_message()
        more = len(facts.request_ids) - 1
        listed = f" Lembar ini memuat {more} formulir lain." if more > 0 else ""
        self._summary.setText(f"{case.summary}{listed}")
        columns = 3 if self.width() >= theme.px(560) else 2
        self.head.show_facts(facts, facts.head, trainers=False, columns=columns)
        self.subhead.show_facts(facts, facts.subhead, trainers=True, columns=columns)
        with_head, waiting = case.state is RequestState.WITH_HEAD, case.state in ON_SHEETS
        self.head.setVisible(with_head)
        self._line.setVisible(with_head)
        self.subhead.setVisible(waiting)
        self.stack.setCurrentIndex(1)
        self._mirror()
        self.case_shown.emit(case)
        if not waiting:
            label = REQUEST_STATE_LABELS[case.state]
            self._say(f"Tidak ada disposisi yang ditunggu: {case.key} “{label}”.")
            self.number.setFocus()
            self.number.selectAll()
            return
        self._say("")
        (self.head if with_head else self.subhead).go_to("initialed_at")

    def case(self) -> CaseRow | None:
        """The case on show."""
        return self._facts.case if self._facts is not None else None

    def _after_head(self) -> None:
        """The Kabag's time is typed: on to the Kasubbag's, or to the button when it ends there."""
        if self.subhead.isEnabled() and self.subhead.isVisible():
            self._scroll.ensureWidgetVisible(self.subhead, 0, 0)
            self.subhead.go_to("initialed_at")
        else:
            self.primary.setFocus(Qt.FocusReason.TabFocusReason)

    def _mirror(self) -> None:
        facts = self._facts
        if facts is None:
            return
        state = facts.case.state
        agreed = state is not RequestState.WITH_HEAD or self.head.outcome.current() == "approve"
        self.subhead.setEnabled(agreed)
        action = "approve_by_head" if state is RequestState.WITH_HEAD else "dispose_by_subhead"
        verdict = self._desk.may(action, state, from_paper=True)
        self.primary.allow(verdict.ok and not self._busy, verdict.reason or "Sedang menyimpan. Tunggu sebentar.")

    # --- saving -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Ctrl+Enter: one or both dispositions, wholly or not at all."""
        facts = self._facts
        if facts is None:
            self.look_up()
            return
        if self._busy or not self.primary.isEnabled():
            return
        self.primary.setFocus()
        self._say("")
        with_head = facts.case.state is RequestState.WITH_HEAD
        wrong = self.head.settle() if with_head else ""
        if wrong:
            self.head.go_to(wrong)
            return
        second = self.subhead.isEnabled() and (self.subhead.is_filled() or not with_head)
        wrong = self.subhead.settle() if second else ""
        if wrong:
            self.subhead.go_to(wrong)
            return
        head = HeadPart(**self.head.values()) if with_head else None
        subhead = SubheadPart(**self.subhead.values(), trainers=self.subhead.chosen_trainers()) if second else None
        self._left = list(facts.request_ids)
        self._busy = True
        self._mirror()
        self._record(head, subhead)

    def _record(self, head: HeadPart | None, subhead: SubheadPart | None) -> None:
        """One case after the other when the sheet carries a list."""
        facts = self._facts
        if facts is None or not self._left:
            return
        request_id = self._left[0]
        many = len(facts.request_ids) > 1
        said = f"Disposisi {len(facts.request_ids)} formulir" if many else f"Disposisi {facts.case.key}"

        def done(_: Result[RecordedSheet]) -> None:
            self._left.pop(0)
            if self._left:
                self._record(head, subhead)
                return
            self._busy = False
            self.recorded.emit(facts.case.request_id)
            self.start()

        self._desk.dispatcher.run(
            sheets.record_sheet,
            key=f"{self._key}:{request_id}" if many else self._key,
            done=done,
            failed=self._failed,
            said=f"{said} dicatat dari lembar" if len(self._left) == 1 else None,
            from_paper=True,
            request=request_id,
            head=head,
            subhead=subhead,
        )

    def _failed(self, error: LoketError) -> None:
        self._busy = False
        self._mirror()
        part = self._part_of(error)
        if part is not None and error.field in part.fields:
            part.fields[str(error.field)].set_error(error.sentence)
            part.go_to(str(error.field))
        else:
            self._say(error.sentence)

    def _part_of(self, error: LoketError) -> SheetPart | None:
        """Which of the two parts a sentence is about: the one whose moment is the later, for times."""
        shown = [part for part in (self.head, self.subhead) if part.isVisible() and part.isEnabled()]
        if error.field != "initialed_at":
            return shown[0] if shown else None
        timed: list[tuple[Any, SheetPart]] = [(part.moment(), part) for part in shown if part.moment() is not None]
        return max(timed, key=lambda pair: pair[0])[1] if timed else None

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self._errors.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc first goes back to the list of sheets, then leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
