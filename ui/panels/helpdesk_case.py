"""An open case in the Helpdesk's middle: the same form, locked until F2, and the acts that are allowed now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop_app.errors import LoketError
from desktop_app.queries import cases
from desktop_app.queries.case_rows import CaseRow
from desktop_app.services.use_case import Result
from desktop_app.sop.numbering import BadNumber, parse_case_key
from desktop_app.sop.states import ENDED, SEATED, RequestState
from ui import theme
from ui.desk import Desk
from ui.panels.case_steps import step_views
from ui.panels.counter_papers import CounterPapers
from ui.panels.helpdesk_acts import ACTS, CaseAct, status_line
from ui.panels.helpdesk_case_frame import CaseFrame
from ui.panels.helpdesk_edit import CaseEdit, content_of
from ui.panels.helpdesk_people import CasePeople
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_options import FormOptions, apply_options
from ui.panels.intake_person import PersonForm
from ui.panels.intake_senders import SenderIndex
from ui.panels.paper_door import print_paper
from ui.widgets.badges import BadgeView
from ui.widgets.sop_strip import StepView

ROOMY = 1.15
"""Up to this text scale the head and the bar have room for everything on the common laptop."""
ON_PAPER = ("approve_by_head", "dispose_by_subhead")
_TONES = {RequestState.INCOMPLETE: "warn", RequestState.RETURNED: "warn", RequestState.VOIDED: "danger"}


class CasePage(CaseFrame):
    """``shown(case)`` after each reading; ``sheet_requested``, ``notices_requested`` and ``print_requested`` lead away.

    ``vanished(sentence)`` when the case cannot be read.
    """

    shown = Signal(object)
    sheet_requested = Signal(int)
    notices_requested = Signal(int)
    print_requested = Signal()
    vanished = Signal(str)

    def __init__(self, desk: Desk, senders: SenderIndex) -> None:
        super().__init__(desk, senders)
        self._desk = desk
        self.case: CaseRow | None = None
        self._wanted = 0
        self._options: FormOptions | None = None
        self._asking: CaseAct | None = None
        self._busy = False
        self.edit = CaseEdit(desk, self, self.why)
        self.people = CasePeople(desk, self, lambda: self._options is not None and self._options.ask_nik, self.why)
        self.loose = CounterPapers(desk, self)
        self._connect()
        self.lock(True)

    # --- frame ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.history.clicked.connect(self.toggle_history)
        self.change.clicked.connect(self.begin_edit)
        self.primary.clicked.connect(self._press_primary)
        self.second.clicked.connect(lambda: self._start(self._second_act()))
        self.sheet.clicked.connect(lambda: self.sheet_requested.emit(self.request_id()))
        self.paper.clicked.connect(self.print_requested)
        self.more.clicked.connect(self.open_menu)
        self.leave.clicked.connect(self.leave_edit)
        self.ask.answered.connect(self._on_answer)
        self.ask.cancelled.connect(self.close_ask)
        for form in (self.letter, self.person):
            form.refused.connect(self.say_error)
            form.changed.connect(lambda: self.say_error(""))
        self.people.refused.connect(self.say_error)
        self.people.accept_drops(lambda: self.case)
        self.letter.people.file_asked.connect(self.letter_people_asked)
        self.letter.people.unclear.connect(lambda table: self.people.door.look(table, self.letter.people.add_people))
        self.edit.saved.connect(self._on_edited)
        self.edit.refused.connect(self._on_edit_refused)

    def set_options(self, options: FormOptions) -> None:
        """Topics and the other settings."""
        self._options = options
        apply_options(options, self.letter, self.person)
        self.letter.head.set_external(False)

    def form(self) -> LetterForm | PersonForm:
        """The form that fits the case."""
        return self.person if self.case is not None and self.case.kind == "form" else self.letter

    def request_id(self) -> int:
        """The open case, 0 for none."""
        return self.case.request_id if self.case is not None else 0

    # --- reading ----------------------------------------------------------------------------------

    def open(self, request_id: int) -> None:
        """Show a case; what was being changed on another one is left."""
        if request_id != self._wanted:
            self.leave_edit()
            self.close_ask()
            if self.stack.currentWidget() is self.timeline:
                self.stack.setCurrentWidget(self.form())
        self._wanted = request_id
        self.read()

    def read(self) -> None:
        """Read the open case again."""
        wanted, now = self._wanted, self._desk.now()
        if not wanted:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, LoketError):
                self.vanished.emit(error.sentence)

        self._desk.read(lambda c: cases.case(c, wanted, now), self._show, channel=(self, "case"), failed=failed)

    def _show(self, case: CaseRow) -> None:
        if case.request_id != self._wanted:
            return
        before, self.case = self.case, case
        self.title.setText("Formulir" if case.kind == "form" else "Surat masuk")
        self.agenda.set_view(BadgeView(f"Agenda {case.key}"))
        tone = _TONES.get(case.state, "neutral" if case.state in ENDED else "accent")
        self.state.set_view(BadgeView(case.state_label, tone))
        words, tone = status_line(case)
        self.note.ask(words, tone=tone or "warn")
        if not self.edit.active:
            self._show_fields(case, before)
        self._mirror()
        self.shown.emit(case)
        if self.stack.currentWidget() is self.timeline:
            self.timeline.read(self.request_id())

    def _show_fields(self, case: CaseRow, before: CaseRow | None) -> None:
        if before is not None and before.kind == case.kind and content_of(before) == content_of(case):
            return
        details = self.letter.below.currentWidget() is self.letter.details
        same = before is not None and before.request_id == case.request_id
        self.form().show_case(case)
        self.lock(True)
        if same and details:
            self.letter.show_details(True)
        if self.stack.currentWidget() is not self.timeline:
            self.stack.setCurrentWidget(self.form())

    def steps(self) -> tuple[StepView, ...]:
        """The strip of the case."""
        return step_views(self.case.steps) if self.case is not None else ()

    # --- acts -------------------------------------------------------------------------------------

    def _allowed(self, act: CaseAct) -> bool:
        case = self.case
        return case is not None and act.fits(case) and self._desk.may(act.action, case.state).ok

    def _primary_act(self) -> CaseAct | None:
        return next((act for act in ACTS if act.primary and self._allowed(act)), None)

    def _second_act(self) -> CaseAct | None:
        if self._primary_act() is not None:
            return None
        filed = self.case is not None and self.case.state in (*SEATED, RequestState.TRAINED)
        wanted = ("archive_letter", "receive_sheet") if filed else ("receive_sheet",)
        if theme.scale() > ROOMY:
            return None
        return next((act for act in ACTS if act.action in wanted and self._allowed(act)), None)

    def _tells(self) -> bool:
        return (
            self.case is not None and self.case.state in SEATED and self._desk.may("record_contact", self.case.state).ok
        )

    def _from_paper(self) -> bool:
        case = self.case
        return case is not None and any(self._desk.may(one, case.state, from_paper=True).ok for one in ON_PAPER)

    def _mirror(self) -> None:
        """Buttons as the workflow's rows allow."""
        case, editing = self.case, self.edit.active
        if case is None:
            return
        self.title.setVisible(theme.scale() <= ROOMY)
        act, second = self._primary_act(), self._second_act()
        label = "Simpan perubahan" if editing else act.words if act else "Sampaikan jadwal" if self._tells() else ""
        self.primary.set_label(label)
        self.primary.setVisible(bool(label))
        self.primary.allow(not self._busy, "Sedang menyimpan. Tunggu sebentar.")
        on_paper = self._from_paper() and not editing
        self.sheet.setVisible(on_paper)
        self.sheet.set_kind("default" if label else "primary")
        self.second.set_label(second.words if second else "")
        self.second.setVisible(second is not None and not editing)
        printable = self._desk.may("print_sheet", case.state)
        self.paper.allow(printable.ok, printable.reason)
        self.paper.setVisible(not editing)
        self.more.setVisible(not editing)
        self.leave.setVisible(editing)
        editable = self._desk.may("edit_request", case.state)
        self.change.allow(editable.ok, editable.reason)
        self.change.setVisible(not editing)

    def open_menu(self) -> None:
        """Alt+L: the rarer acts; those not allowed now say why."""
        case = self.case
        if case is None:
            return
        self.menu.clear()
        shown = (self._primary_act(), self._second_act())
        for act in ACTS:
            if act in shown or not act.fits(case):
                continue
            verdict = self._desk.may(act.action, case.state)
            item = self.menu.addAction(act.words)
            item.setObjectName(f"case_act_{act.action}")
            item.setEnabled(verdict.ok)
            item.setToolTip(verdict.reason or act.words)
            item.triggered.connect(lambda _=False, chosen=act: self._start(chosen))
        self._offer_people(case)
        self.menu.addSeparator()
        self.loose.fill(self.menu, case.key)
        corner = self.more.mapToGlobal(self.more.rect().topRight())
        size = self.menu.sizeHint()
        self.menu.popup(corner - type(corner)(size.width(), size.height()))

    def _offer_people(self, case: CaseRow) -> None:
        if case.kind == "form":
            return
        verdict = self._desk.may("import_participants", case.state)
        item = self.menu.addAction("Ambil peserta dari berkas (Ctrl+O)")
        item.setObjectName("case_act_import_participants")
        item.setEnabled(verdict.ok)
        item.setToolTip(verdict.reason or "Excel, CSV, atau ODS; dilihat dahulu sebelum disimpan")
        item.triggered.connect(self.letter_people_asked)

    def letter_people_asked(self) -> None:
        """Ctrl+O: people of a file for this letter; while its fields are open they are saved or left first."""
        if self.edit.active:
            self.say_error("Simpan perubahan dahulu (Ctrl+Enter), lalu ambil peserta dari berkas.")
        elif self.case is not None and self.case.kind == "letter":
            self.people.start(self.case)

    def _press_primary(self) -> None:
        if self.edit.active:
            self.save_edit()
        elif (act := self._primary_act()) is not None:
            self._start(act)
        elif self._tells():
            self.notices_requested.emit(self.request_id())

    def start_act(self, action: str) -> None:
        """Begin an act by its name (from the list, from another pane)."""
        self._start(next((act for act in ACTS if act.action == action), None))

    def _start(self, act: CaseAct | None) -> None:
        if act is None or self.case is None or self._options is None:
            return
        self.say_error("")
        if act.ask is None:
            self._run(act, {})
            return
        self._asking = act
        self.bar.hide()
        self.ask.ask(act.ask(self.case, self._options))

    def close_ask(self) -> None:
        """Back to the buttons."""
        asked = self.ask.isVisible()
        self._asking = None
        self.ask.hide()
        self.bar.show()
        if asked:
            target = self.primary if self.primary.isVisible() else self.more
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answer(self, values: dict[str, Any]) -> None:
        act = self._asking
        if act is None:
            return
        if "first" in values:
            self._find_first(act, values)
            return
        self._run(act, values)

    def _find_first(self, act: CaseAct, values: dict[str, Any]) -> None:
        typed = values["first"] if "/" in values["first"] else f"{values['first']}/{self._desk.today().year}"
        try:
            key = parse_case_key(typed)
        except BadNumber as problem:
            self.ask.show_error(LoketError(str(problem), field="first"))
            return

        def found(request_id: int | None) -> None:
            if request_id is None:
                self.ask.show_error(LoketError(f"Agenda {typed} tidak ada di buku. Periksa nomornya.", field="first"))
            else:
                self._run(act, {**values, "first": request_id})

        self._desk.read(lambda c: cases.find_case(c, key.number, key.year), found)

    def _run(self, act: CaseAct, values: dict[str, Any]) -> None:
        if self._busy or self.case is None:
            return
        self._busy = True
        self.ask.button.allow(False, "Sedang menyimpan. Tunggu sebentar.")
        self._mirror()
        fields, key = {**act.fields(self.case), **values}, self.case.key
        reason = fields.pop("reason", None)

        def done(_: Result[Any]) -> None:
            self._busy = False
            self.close_ask()
            self.read()
            if act.prints:
                print_paper(self, self._desk, str(values["kind"]), key)

        def failed(error: LoketError) -> None:
            self._busy = False
            if self._asking is act:
                self.ask.show_error(error)
            else:
                self.say_error(error.sentence)
            self._mirror()

        self._desk.dispatcher.run(
            act.use_case,
            done=done,
            failed=failed,
            said=act.said.format(key=self.case.key),
            reason=reason,
            request=self.case.request_id,
            **fields,
        )

    # --- changing fields --------------------------------------------------------------------------

    def begin_edit(self) -> None:
        """F2: the fields open."""
        if self.case is None or self.edit.active or not self.change.isEnabled() or self._asking is not None:
            return
        self.stack.setCurrentWidget(self.form())
        self.edit.begin(self.case, self.form())
        self.lock(False)
        first = self.person.texts["full_name"] if self.form() is self.person else self.letter.head.office
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.end(False)
        self._mirror()

    def save_edit(self) -> None:
        """Ctrl+Enter or Ctrl+S while changing."""
        if not self.edit.active or self._busy:
            return
        self.primary.setFocus()
        self.say_error("")
        self._busy = True
        self._mirror()
        self.edit.save()

    def leave_edit(self) -> None:
        """Esc: back to what is stored."""
        if self.edit.end():
            self._end_edit()

    def _on_edited(self) -> None:
        self._busy = False
        self._end_edit()
        self.read()

    def _end_edit(self) -> None:
        self.lock(True)
        self.say_error("")
        if self.case is not None:
            self.form().show_case(self.case)
            self._mirror()

    def _on_edit_refused(self, error: LoketError) -> None:
        self._busy = False
        self.form().show_error(error.field or "", error.sentence)
        self.say_error(error.sentence)
        self._mirror()

    # --- history ----------------------------------------------------------------------------------

    def toggle_history(self) -> None:
        """Alt+H: what happened with this case, newest first."""
        if self.stack.currentWidget() is self.timeline:
            self.stack.setCurrentWidget(self.form())
            return
        self.timeline.read(self.request_id())
        self.stack.setCurrentWidget(self.timeline)
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
