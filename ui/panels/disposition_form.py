"""The disposition form: summary, Sifat, receiver, instructions, note, and the three ways out (picture 02).

The same form serves the Kabag (step 3) and the Kasubbag (step 4), who also names the trainers. Returning and
rejecting first open a reason that takes the focus; nothing is decided by a single key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.case_rows import DispositionRow
from desktop_app.services import endings
from desktop_app.sop.states import RequestState
from desktop_app.sop.workflow import ACTIONS
from ui import theme
from ui.desk import Desk
from ui.panels.disposition_lanes import HEAD, SUBHEAD, LaneForm, Way
from ui.panels.disposition_note import NoteField
from ui.panels.disposition_page import DispositionPage, agenda_words, linked_words, missing_words, sifat_words
from ui.panels.side_area import ScrollColumn, SideArea
from ui.widgets.badges import Badge, BadgeView
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.check_rows import CheckRow, RadioRow
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import NoteEdit
from ui.widgets.pane import Bar, Pane, column, row

WIDTH = 440
TICKED = frozenset({"PROCESS"})
_TONES = {"NORMAL": "neutral", "URGENT": "warn", "VERY_URGENT": "danger"}


class DispositionForm(SideArea):
    """``show_page(page)``; ``decided(request_id)`` after the COMMIT; ``from_sheet(request_id)`` asks for the paper."""

    decided = Signal(int)
    from_sheet = Signal(int)

    def __init__(self, desk: Desk, lane: LaneForm, *, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, "surface", object_name=f"{lane.prefix}_disposition", parent=parent)
        self._desk, self._lane = desk, lane
        self._page: DispositionPage | None = None
        self._asking: Way | None = None
        self._saving = False
        self._make_parts()
        self._content = content = Pane("surface", object_name=self._name("form_body"))
        content.setLayout(self._body())
        layout = column(ScrollColumn(content, object_name=self._name("form_scroll")), self._foot(), spacing=0)
        self.setLayout(layout)
        EnterMovesOn(content)
        self._make_shortcuts()

    def _make_shortcuts(self) -> None:
        """Keys that press at once: a button's own shortcut waits 100 ms, and a reason would lose its first letters."""
        keys = {"Ctrl+Return": self.primary, "Alt+K": self.back, "Alt+T": self.reject, "Alt+L": self.paper}
        for key, button in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda pressed=button: pressed.click() if pressed.isVisible() else None)

    def _name(self, part: str) -> str:
        return f"{self._lane.prefix}_{part}"

    def _make_parts(self) -> None:
        self._title = Label("Disposisi", "title")
        self._agenda = Badge("", object_name=self._name("agenda"))
        self._summary = Label("", "body", "text2", wrap=True, object_name=self._name("summary"))
        self._warning = Label("", "dense", "warn", wrap=True, object_name=self._name("linked"))
        self.duplicate = LinkButton("Nyatakan rangkap", object_name=self._name("duplicate"))
        self.duplicate.clicked.connect(self._confirm_duplicate)
        self._sifat = Badge("", object_name=self._name("sifat"))
        self._receiver = RadioRow(self._lane.receiver, checked=True, object_name=self._name("receiver"))
        self._checks = QGridLayout()
        self._instructions: dict[str, CheckRow] = {}
        self._trainer_box = QWidget()
        self._trainer_rows: dict[str, CheckRow] = {}
        self._trainer_grid = QGridLayout()
        self.note = NoteField(self._name("note"))
        self.reason = NoteEdit(rows=3, max_length=500, object_name=self._name("reason"))
        self._reason_field = Field("Alasan", self.reason)
        for grid in (self._checks, self._trainer_grid):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(theme.px(8))
            grid.setVerticalSpacing(0)

    def _body(self) -> QVBoxLayout:
        head = Label("Dengan hormat harap", "caption_strong", "text2")
        sifat = Label("Sifat", "caption_strong", "text2")
        to = Label("Diteruskan kepada", "caption_strong", "text2")
        box = column(Label("Trainer yang menyusun jadwal", "caption_strong", "text2"), self._trainer_grid, spacing=4)
        self._trainer_box.setLayout(box)
        if self._lane is not SUBHEAD:  # shown without a parent it would be a window of its own for a moment
            self._trainer_box.hide()
        return column(
            column(
                row(self._title, self._agenda, None), self._summary, self._warning, row(self.duplicate, None), spacing=4
            ),
            row(sifat, self._sifat, None, Label("dari surat", "caption", "text3")),
            column(to, self._receiver, spacing=4),
            column(head, self._checks, spacing=4),
            self._trainer_box,
            self.note,
            None,
            spacing=10,
            margins=(24, 12, 24, 12),
        )

    def _foot(self) -> QWidget:
        lane = self._lane
        self.error = Label("", "dense", "danger", wrap=True, object_name=self._name("error"))
        self.error.hide()
        self.primary = Button(
            lane.approve.label,
            "primary",
            "Ctrl+Enter",
            "check",
            large=True,
            stretch=True,
            object_name=self._name("approve"),
        )
        self.back = Button(
            "Kembalikan",
            "default",
            "Alt+K",
            "corner-up-left",
            stretch=True,
            object_name=self._name("return"),
        )
        self.reject = Button("Tolak", "danger", "Alt+T", "x", stretch=True, object_name=self._name("reject"))
        self.paper = Button(
            "Catat dari lembar",
            "default",
            "Alt+L",
            "file-text",
            stretch=True,
            object_name=self._name("from_sheet"),
        )
        self.leave = Button("Batal", "ghost", "Esc", stretch=True, object_name=self._name("leave_reason"))
        self.primary.clicked.connect(self.finish)
        self.back.clicked.connect(lambda: self.ask_reason(lane.back))
        self.reject.clicked.connect(lambda: self.ask_reason(lane.reject) if lane.reject else None)
        self.leave.clicked.connect(self.drop_reason)
        self.paper.clicked.connect(lambda: self.from_sheet.emit(self.request_id()))
        bar = Bar(56, "surface", "top")
        bar.setLayout(
            column(
                self._reason_field,
                self.error,
                self.primary,
                row(self.back, self.reject, self.leave),
                self.paper,
                spacing=8,
                margins=(24, 12, 24, 12),
            )
        )
        return bar

    def request_id(self) -> int:
        """The case shown, 0 for none."""
        return self._page.case.request_id if self._page is not None else 0

    def show_page(self, page: DispositionPage) -> None:
        """Show a case; what was ticked or written for the same case stays."""
        other = self._page is None or self._page.case.request_id != page.case.request_id
        same_choices = self._page is not None and (self._page.instructions, self._page.trainers) == (
            page.instructions,
            page.trainers,
        )
        self._page = page
        case = page.case
        self._agenda.set_view(BadgeView(agenda_words(case)))
        self._summary.setText(case.summary)
        words = " ".join(part for part in (linked_words(case), missing_words(case.missing)) if part)
        self._warning.setText(words)
        self._warning.setVisible(bool(words))
        self._sifat.set_view(BadgeView(sifat_words(case), _TONES.get(case.urgency, "neutral")))
        self._receiver.set_words(self._lane.receiver, page.subhead if self._lane is HEAD else "menyusun jadwal")
        self.note.set_sentences(page.sentences)
        if not same_choices:
            self._instructions = self._options(self._checks, page.instructions, "instruction")
            people = [(one.handle, one.full_name) for one in page.trainers]
            self._trainer_rows = self._options(self._trainer_grid, people, "trainer")
        if other:
            self._start_over()
        self._mirror()

    def _options(self, grid: QGridLayout, options: Sequence[tuple[str, str]], kind: str) -> dict[str, CheckRow]:
        while (item := grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        made: dict[str, CheckRow] = {}
        for at, (key, words) in enumerate(options):
            made[key] = CheckRow(words, object_name=self._name(f"{kind}_{at}"))
            grid.addWidget(made[key], at // 2, at % 2)
        before: QWidget = self._receiver if kind == "instruction" else [*self._instructions.values()][-1]
        for check in made.values():
            QWidget.setTabOrder(before, check)
            before = check
        return made

    def _start_over(self) -> None:
        given = self._given()
        for code, check in self._instructions.items():
            check.setChecked(code in (TICKED if given is None else given.instruction_codes))
        for one in self._page.trainers if self._page is not None else ():
            self._trainer_rows[one.handle].setChecked(given is not None and one.id in given.trainer_ids)
        self.note.note.setText(given.note if given is not None else "")
        self.reason.setText("")
        self._saving = False
        self.say_error("")
        self.drop_reason()

    def _given(self) -> DispositionRow | None:
        """What was written already, for a case that is past this desk."""
        if self._page is None or self._page.case.lane is self._lane.lane:
            return None
        written = [one for one in self._page.case.dispositions if one.lane is self._lane.lane]
        return written[-1] if written else None

    def _mirror(self) -> None:
        """What the rules allow now; the reason stands in the tooltip."""
        state = self._page.case.state if self._page is not None else None
        ways = [(self.back, self._lane.back)]
        if self._lane.reject is not None:
            ways.append((self.reject, self._lane.reject))
        ways.append((self.primary, self._asking or self._lane.approve))
        for button, way in ways:
            verdict = self._desk.may(way.action, state)
            button.allow(verdict.ok and not self._saving, verdict.reason or "Sedang disimpan.")
        asking = self._asking is not None
        self._content.setEnabled(self._desk.may(self._lane.approve.action, state).ok)
        proposed = self._page is not None and any(one.relation == "rangkap dari" for one in self._page.case.linked)
        self.duplicate.setVisible(proposed and self._desk.may("confirm_duplicate", state).ok)
        paper = self._desk.may("record_sheet", state, from_paper=True)
        self.paper.setVisible(paper.ok and not asking)
        self.back.setVisible(not asking)
        self.reject.setVisible(self._lane.reject is not None and not asking)
        self.leave.setVisible(asking)
        self._reason_field.setVisible(asking)

    def first_field(self) -> QWidget:
        """Where the keys begin: the first instruction."""
        return next(iter(self._instructions.values()), self.note.note)

    def ask_reason(self, way: Way) -> None:
        """Kembalikan or Tolak: the reason opens and takes the focus; Ctrl+Enter finishes, Esc leaves."""
        if not self._desk.may(way.action, self._state()).ok:
            return
        self._asking = way
        self._reason_field.set_label("Alasan ditolak" if way is self._lane.reject else "Alasan dikembalikan")
        self.primary.set_label(way.label)
        self.primary.set_icon("corner-up-left" if way is self._lane.back else "x")
        self.say_error("")
        self._mirror()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_asking(self) -> bool:
        """Whether a reason is open."""
        return self._asking is not None

    def drop_reason(self) -> None:
        """Back to approving; what was written stays."""
        had = self.reason.hasFocus()
        self._asking = None
        self._reason_field.clear_message()
        self.primary.set_label(self._lane.approve.label)
        self.primary.set_icon("check")
        self._mirror()
        if had:
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _state(self) -> RequestState | None:
        return self._page.case.state if self._page is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the reason."""
        if event.key() == Qt.Key.Key_Escape and self._asking is not None:
            self.drop_reason()
            return
        super().keyPressEvent(event)

    def finish(self) -> None:
        """Ctrl+Enter: the way that is open now."""
        if self._page is None or self._saving or not self.primary.isEnabled():
            return
        way, case = self._asking or self._lane.approve, self._page.case
        reason = self.reason.text()
        if ACTIONS[way.action].needs_reason and not reason:
            self._reason_field.set_error("Tulis alasannya, supaya penerima tahu yang harus dilakukan.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields: dict[str, Any] = {"note": reason} if self._asking else self._chosen()
        self._saving = True
        self._mirror()
        self._desk.dispatcher.run(
            way.use_case,
            done=lambda _: self._done(case.request_id),
            failed=self._failed,
            said=way.said.format(sender=case.sender),
            reason=reason if self._asking else None,
            request=case.request_id,
            **fields,
        )

    def _confirm_duplicate(self) -> None:
        """The Kasubbag says that this letter is the same as an earlier one; its own case ends."""
        if self._page is not None:
            case = self._page.case
            self._desk.dispatcher.run(
                endings.confirm_duplicate,
                done=lambda _: self._done(case.request_id),
                failed=self._failed,
                said=f"{case.sender} {case.key} dinyatakan rangkap",
                request=case.request_id,
            )

    def _chosen(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {
            "instructions": tuple(code for code, check in self._instructions.items() if check.isChecked()),
            "forwarded_to": (self._lane.forwarded,),
            "note": self.note.note.text(),
        }
        if self._lane is SUBHEAD:
            chosen["trainers"] = tuple(h for h, check in self._trainer_rows.items() if check.isChecked())
        return chosen

    def _done(self, request_id: int) -> None:
        self._saving = False
        if self.request_id() == request_id:
            self._page = None
            self._asking = None
        self.decided.emit(request_id)

    def _failed(self, error: LoketError) -> None:
        self._saving = False
        self._mirror()
        if error.field == "reason":
            self._reason_field.set_error(error.sentence)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.field == "note":
            self.note.field.set_error(error.sentence)
        else:
            self.say_error(error.sentence)

    def say_error(self, words: str) -> None:
        """What is wrong with the whole form, near the primary button."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
