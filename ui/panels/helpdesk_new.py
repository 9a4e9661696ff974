"""The form of a new letter or of an individual: typed, kept as a draft, saved once (pictures 01 and 01b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.office_time import wall
from desktop_app.queries.duplicates import PossibleDuplicate, possible_duplicates
from desktop_app.services import intake
from desktop_app.services.intake import RegisteredCase
from desktop_app.services.use_case import Result
from desktop_app.sop.dates_in_words import clock
from desktop_app.sop.states import RequestState
from desktop_app.sop.steps import STEPS, brief_standard
from ui import theme
from ui.desk import Desk
from ui.panels.helpdesk_queue import OpenForm
from ui.panels.intake_drafts import DraftKeeper
from ui.panels.intake_fields import NoteLine
from ui.panels.intake_files import IntakeFiles
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_options import FormOptions, apply_options
from ui.panels.intake_person import PersonForm
from ui.panels.intake_senders import SenderIndex
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Segment, Segmented
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane, row
from ui.widgets.sop_strip import StepView

DUPLICATES_MS = 200
STEP = 2
ROOMY = 1.15
"""Up to this text scale the head has room for its badge on the common laptop."""
SAVING = "Sedang menyimpan. Tunggu sebentar."


@dataclass(slots=True)
class _Sheet:
    """One of the two forms with its draft, its key and the moment its first letter was typed."""

    form: LetterForm | PersonForm
    draft: DraftKeeper
    key: str
    began: datetime | None = None


class NewPage(Pane):
    """``saved(case, print_it)`` after the COMMIT; ``open_requested(request_id)`` from the warning of a duplicate.

    ``changed()`` tells the page around that the row, the steps or the scan's sender may be others now.
    """

    saved = Signal(object, bool)
    open_requested = Signal(int)
    changed = Signal()

    def __init__(self, desk: Desk, senders: SenderIndex) -> None:
        super().__init__("surface", object_name="new_page")
        self._desk = desk
        self._saving = False
        self._duplicate = 0
        self.scan_name = ""
        self.letter = LetterForm(desk, senders, prefix="new_letter")
        self.person = PersonForm(desk, senders, prefix="new_person")
        self._sheets = {
            "letter": _Sheet(self.letter, DraftKeeper(desk, "surat", self._letter_draft, self), str(uuid4())),
            "person": _Sheet(
                self.person, DraftKeeper(desk, "formulir", lambda: self._content(self.person), self), str(uuid4())
            ),
        }
        self._make_frame()
        self.files = IntakeFiles(
            desk, self.letter, self.person, self.choose, told=self._say_filled, refused=self._say_error
        )
        self._lay_out()
        self._connect()
        self._show_kind("letter")

    # --- frame ------------------------------------------------------------------------------------

    def _make_frame(self) -> None:
        kinds = (Segment("letter", "Surat instansi", "Alt+1"), Segment("person", "Perseorangan", "Alt+2"))
        self.kind = Segmented(kinds, name="Jenis permohonan", object_name="new_kind")
        self.title = Label("Surat masuk baru", "title", object_name="new_title")
        self.badge = Badge("Agenda: setelah disimpan", object_name="new_agenda")
        self.restored = NoteLine(object_name="new_restored")
        self.error = Label("", "dense", "danger", wrap=True, object_name="new_error")
        self.primary = Button("Simpan dan teruskan ke Kabag", "primary", "Ctrl+Enter", object_name="new_save_forward")
        self.paper = Button("Lembar disposisi", "default", "Ctrl+P", "printer", object_name="new_print")
        self.paper.setToolTip("Menyimpan dan meneruskan, lalu mencetak tanda terima dan lembar disposisi")
        self.state = Label("", "caption", "text2", object_name="new_draft_state", elide=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.letter)
        self.stack.addWidget(self.person)

    def _lay_out(self) -> None:
        bar = Bar(56, "surface", "top", object_name="new_bar")
        bar.setLayout(row(self.primary, self.paper, self.state, self.files.handout, margins=(24, 1, 24, 0)))
        bar.layout().setStretchFactor(self.state, 1)  # type: ignore[union-attr]
        self._errors = Pane("surface")
        self._errors.setLayout(row(self.error, margins=(24, 4, 24, 6)))
        self._errors.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.title, self.badge, None, self.kind, margins=(24, 0, 24, 8)))
        layout.addWidget(self.restored)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._errors)
        layout.addWidget(bar)

    def _connect(self) -> None:
        self.kind.changed.connect(self._show_kind)
        self.primary.clicked.connect(lambda: self.save(forward=True))
        self.paper.clicked.connect(lambda: self.save(forward=True, print_it=True))
        self.restored.pressed.connect(self.empty)
        self.files.add_key(self)
        for key, chosen in (("Alt+1", "letter"), ("Alt+2", "person")):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda kind=chosen: self.choose(kind))
        self._wait = QTimer(self, singleShot=True, interval=DUPLICATES_MS)
        self._wait.timeout.connect(self._look_for_duplicates)
        self.letter.identified.connect(self._wait.start)
        self.letter.missing_changed.connect(self._word_primary)
        self.letter.warning.pressed.connect(lambda: self.open_requested.emit(self._duplicate))
        for sheet in self._sheets.values():
            sheet.form.changed.connect(partial(self._on_changed, sheet))
            sheet.draft.kept.connect(self._say_kept)
            sheet.form.refused.connect(self._say_error)

    def set_options(self, options: FormOptions) -> None:
        """Topics and the other settings."""
        apply_options(options, self.letter, self.person)
        self.files.set_options(options)

    def restore_drafts(self) -> None:
        """At the start: what was typed last and not saved."""
        for kind, sheet in self._sheets.items():
            sheet.draft.load(partial(self._restore, kind))

    def _restore(self, kind: str, kept: dict[str, Any]) -> None:
        sheet = self._sheets[kind]
        if not sheet.form.is_blank():
            return
        sheet.form.restore(kept)
        sheet.began = datetime.fromisoformat(kept["began"]) if kept.get("began") else None
        sheet.key = kept.get("key") or sheet.key
        if kind == "letter":
            self.scan_name = kept.get("scan") or ""
        if self.current() is not sheet and self.current().form.is_blank():
            self.choose(kind)
        self.restored.ask(
            "Draf dipulihkan. Lanjutkan mengisi, atau mulai lagi.", "Kosongkan", tone="accent", icon="history"
        )
        self.tick()
        self.changed.emit()

    # --- which form -------------------------------------------------------------------------------

    def current(self) -> _Sheet:
        """The form on show with what belongs to it."""
        return self._sheets[self.kind.current()]

    def choose(self, kind: str) -> None:
        """Alt+1, Alt+2."""
        self.kind.set_current(kind)
        self._show_kind(kind)
        self.focus_first()

    def _show_kind(self, kind: str) -> None:
        self.title.setText("Surat masuk baru" if kind == "letter" else "Formulir baru")
        self.stack.setCurrentWidget(self._sheets[kind].form)
        self._say_error("")
        self._word_primary()
        self.tick()
        self.changed.emit()

    def focus_first(self) -> None:
        """The focus starts in Pengirim (or the name)."""
        target: QWidget = self.letter.head.office if self.kind.current() == "letter" else self.person.texts["full_name"]
        target.setFocus()

    def _word_primary(self) -> None:
        lacks = self.kind.current() == "letter" and self.letter.details.missing()
        self.primary.set_label("Simpan, perlu dilengkapi" if lacks else "Simpan dan teruskan ke Kabag")

    # --- time, row, strip -------------------------------------------------------------------------

    def tick(self) -> None:
        """The running moment of receipt, until something is typed."""
        now = self._desk.now()
        self.badge.setVisible(theme.scale() <= ROOMY)
        for sheet in self._sheets.values():
            field = sheet.form.head.received if isinstance(sheet.form, LetterForm) else sheet.form.received
            field.show_moment(wall(sheet.began or now))

    def unlock_received(self) -> None:
        """F2: the paper came earlier."""
        form = self.current().form
        (form.head.received if isinstance(form, LetterForm) else form.received).unlock()

    def minutes(self) -> int:
        """Whole minutes since the first letter was typed."""
        began = self.current().began
        return 0 if began is None else max(0, int((self._desk.now() - began).total_seconds() // 60))

    def steps(self) -> tuple[StepView, ...]:
        """The strip over a form that has no number yet."""
        late = self.minutes() > STEPS[STEP - 1].limit
        made = []
        for one in STEPS:
            state = "done" if one.number < STEP else ("now" if one.number == STEP else "next")
            elapsed = str(self.minutes()) if one.number == STEP else ""
            tone = "danger" if late and one.number == STEP else "accent"
            made.append(StepView(one.number, one.short, brief_standard(one), state, elapsed, tone, one.sentence))  # type: ignore[arg-type]
        return tuple(made)

    def row(self) -> OpenForm | None:
        """Its row in the list; ``None`` while nothing is typed."""
        sheet = self.current()
        if sheet.form.is_blank():
            return None
        limit = STEPS[STEP - 1].limit
        status = f"Langkah {STEP} · {self.minutes()} dari {limit} mnt"
        if isinstance(sheet.form, PersonForm):
            name = sheet.form.texts["full_name"].text().strip()
            return OpenForm(name or "Formulir baru", "perseorangan, belum disimpan", status)
        name = sheet.form.head.office.text().strip()
        seats = sheet.form.people.seats()
        topic = sheet.form.head.topics.choice.text()
        words = " · ".join(part for part in (topic, f"{seats} orang" if seats else "") if part)
        return OpenForm(name or "Surat baru", words or "belum disimpan", status)

    def sender_name(self) -> str:
        """Whose letter is typed, for the lens over the scan."""
        return self.letter.head.office.text() if self.letter.head.office.current() else ""

    def _on_changed(self, sheet: _Sheet) -> None:
        if sheet.form.is_blank():
            sheet.began = None
        elif sheet.began is None:
            sheet.began = self._desk.now()
        self._say_error("")
        self._say_state("Draf tersimpan otomatis")
        sheet.draft.touch()
        self.changed.emit()

    # --- draft ------------------------------------------------------------------------------------

    def _letter_draft(self) -> dict[str, Any] | None:
        return self._content(self.letter)

    def _content(self, form: LetterForm | PersonForm) -> dict[str, Any] | None:
        if form.is_blank():
            return None
        sheet = next(one for one in self._sheets.values() if one.form is form)
        began = sheet.began.isoformat() if sheet.began else None
        scan = self.scan_name if form is self.letter else ""
        return {**form.snapshot(), "began": began, "key": sheet.key, "scan": scan}

    def note_scan(self, path: Path | None) -> None:
        """A file was chosen for this form."""
        self.scan_name = str(path) if path is not None else ""
        if not self.letter.is_blank():
            self._sheets["letter"].draft.touch()

    def keep_drafts(self) -> None:
        """Before the window closes or another officer enters."""
        self._wait.stop()
        for sheet in self._sheets.values():
            sheet.draft.keep_now()

    def _say_kept(self) -> None:
        if not self.current().form.is_blank():
            self._say_state(f"Draf tersimpan {clock(wall(self._desk.now()))}")

    def _say_filled(self, words: str) -> None:
        self.restored.ask(words, "Kosongkan", tone="accent", icon="file-spreadsheet")

    def _say_state(self, words: str) -> None:
        self.state.setText(words)

    def empty(self) -> None:
        """Throw the draft away and begin anew."""
        sheet = self.current()
        self._start_over(sheet)
        self.focus_first()

    def _start_over(self, sheet: _Sheet) -> None:
        sheet.form.clear()
        sheet.began, sheet.key = None, str(uuid4())
        sheet.draft.drop()
        self.restored.clear()
        self._say_state("")
        self._word_primary()
        self.tick()
        self.changed.emit()

    # --- duplicates -------------------------------------------------------------------------------

    def _look_for_duplicates(self) -> None:
        if not self.isVisible():
            return
        values, now = self.letter.values(), self._desk.now()
        if not values["sender"].strip() or not (values["letter_date"] or values["topics"]):
            self.letter.warning.clear()
            return

        def read(connection: Any) -> tuple[PossibleDuplicate, ...]:
            return possible_duplicates(
                connection,
                sender=values["sender"],
                letter_number=values["letter_number"],
                letter_date=values["letter_date"],
                topics=values["topics"],
                received_at=now,
            )

        self._desk.read(read, self._warn, channel=(self, "duplicates"))

    def _warn(self, found: tuple[PossibleDuplicate, ...]) -> None:
        if not found or self.letter.is_blank():
            self._duplicate = 0
            self.letter.warning.clear()
            return
        self._duplicate = found[0].request_id
        self.letter.warning.ask(found[0].sentence, f"Lihat {found[0].key}")

    # --- saving -----------------------------------------------------------------------------------

    def save(self, *, forward: bool, print_it: bool = False) -> None:
        """Ctrl+Enter or Ctrl+S; a second press while it runs, or with the same key, makes no second letter."""
        sheet = self.current()
        if self._saving:
            return
        self.primary.setFocus()  # whatever is being typed is committed by leaving its field
        self._say_error("")
        lacking = sheet.form.lacking()
        if lacking is not None:
            self._show_error(sheet, *lacking)
            return
        self._lock(True)
        use_case = intake.register_letter if isinstance(sheet.form, LetterForm) else intake.register_form
        self._desk.dispatcher.run(
            use_case,
            key=sheet.key,
            done=lambda result: self._done(sheet, result, print_it),
            failed=lambda error: self._failed(sheet, error),
            received_at=sheet.form.received_at() or sheet.began,
            forward=forward,
            **sheet.form.values(),
        )

    def _lock(self, saving: bool) -> None:
        self._saving = saving
        for button in (self.primary, self.paper):
            button.allow(not saving, SAVING)

    def _done(self, sheet: _Sheet, result: Result[RegisteredCase], print_it: bool) -> None:
        self._lock(False)
        case = result.value
        what = "Surat" if isinstance(sheet.form, LetterForm) else "Formulir"
        tail = {
            RequestState.WITH_HEAD.value: "diteruskan ke Kabag",
            RequestState.INCOMPLETE.value: "tersimpan, menunggu kelengkapan",
        }.get(case.state, "tersimpan")
        self._start_over(sheet)
        self.scan_name = ""
        self._desk.dispatcher.said.emit(f"{what} {case.agenda} {tail}", True)
        self.saved.emit(case, print_it)

    def _failed(self, sheet: _Sheet, error: LoketError) -> None:
        self._lock(False)
        self._show_error(sheet, error.field or "", error.sentence)

    def _show_error(self, sheet: _Sheet, field: str, sentence: str) -> None:
        """Beside the field, and whole near the button: narrow fields cannot show a long sentence."""
        sheet.form.show_error(field, sentence)
        self._say_error(sentence)

    def _say_error(self, words: str) -> None:
        self.error.setText(words)
        self._errors.setVisible(bool(words))
