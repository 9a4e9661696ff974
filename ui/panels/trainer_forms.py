"""The right side of the trainer's page: the report of the class, and the form of a walk-in."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.dates_in_words import clock, date_range
from desktop_app.sop.workflow import Verdict
from ui.panels.inline_form import InlineForm
from ui.panels.side_area import ScrollColumn
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRow
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit
from ui.widgets.pane import Bar, Pane, column, row

FINISH = "Selesaikan dan kirim laporan"
SETTLE_MS = 1500
"""The draft is kept this long after the last tick or letter."""


class ReportPane(Pane):
    """What was taught and a note. ``draft_changed()`` when a draft should be kept, ``finished()`` by the button."""

    draft_changed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="report_pane", parent=parent)
        self._session = 0
        self._checks: dict[str, CheckRow] = {}
        self._sent = False
        self._dirty = False
        self.state = Label("", "dense", "text2", object_name="report_state")
        self.note = NoteEdit(
            rows=3,
            max_length=4000,
            placeholder="Kendala, usul, catatan untuk Kasubbag",
            object_name="report_note",
            name="Catatan",
        )
        self.error = Label("", "dense", "danger", wrap=True, object_name="report_error")
        self.error.hide()
        self.send = Button(
            "Selesaikan dan kirim laporan", "primary", "Ctrl+Enter", stretch=True, object_name="report_send"
        )
        self.send.clicked.connect(self.finished)
        self._materials = QVBoxLayout()
        self._materials.setSpacing(0)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.keep_draft)
        self.note.textChanged.connect(self._touch)
        self._lay_out()

    def _lay_out(self) -> None:
        content = Pane("surface", object_name="report_body")
        taught = column(Label("Materi yang sudah disampaikan", "caption_strong", "text2"), spacing=4)
        taught.addLayout(self._materials)
        content.setLayout(
            column(
                row(Label("Laporan training", "subtitle"), None, self.state),
                taught,
                Field("Catatan", self.note),
                None,
                spacing=12,
                margins=(24, 14, 24, 12),
            )
        )
        bar = Bar(56, "surface", "top", object_name="report_bar")
        bar.setLayout(row(self.send, margins=(24, 0, 24, 0)))
        errors = Pane("surface")
        errors.setLayout(column(self.error, margins=(24, 0, 24, 8)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ScrollColumn(content, object_name="report_scroll"), 1)
        layout.addWidget(errors)
        layout.addWidget(bar)

    def show_report(self, detail: SessionDetail, may_save: Verdict) -> None:
        """Show the stored report; what is typed but not yet kept stays."""
        other = detail.row.id != self._session
        if other:
            self._session = detail.row.id
            self._dirty = False
            self.error.hide()
            self._make_checks(detail.materials)
        self._sent = detail.report_sent_at is not None
        if not self._dirty:
            self._show_stored(detail)
        when = detail.report_sent_at
        self.state.setText(f"terkirim {date_range(when.date(), when.date())} {clock(when)}" if when else "draf")
        self.send.set_label("Kirim ulang laporan" if when else FINISH)
        self.send.allow(may_save.ok, may_save.reason)
        for part in (self.note, *self._checks.values()):
            part.setEnabled(may_save.ok)
            part.setToolTip(may_save.reason)

    def _make_checks(self, materials: tuple[str, ...]) -> None:
        for old in self._checks.values():
            self._materials.removeWidget(old)
            old.deleteLater()
        self._checks = {}
        for at, words in enumerate(dict.fromkeys(materials)):
            check = CheckRow(words, object_name=f"material_{at + 1}")
            check.toggled.connect(self._touch)
            self._materials.addWidget(check)
            self._checks[words] = check

    def _show_stored(self, detail: SessionDetail) -> None:
        for part in (self.note, *self._checks.values()):
            part.blockSignals(True)
        for words, check in self._checks.items():
            check.setChecked(words in detail.materials_done)
        if self.note.text() != detail.report_note:
            self.note.setText(detail.report_note)
        for part in (self.note, *self._checks.values()):
            part.blockSignals(False)

    def materials(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(words for words, check in self._checks.items() if check.isChecked())

    def checks(self) -> tuple[CheckRow, ...]:
        """The ticks in their order."""
        return tuple(self._checks.values())

    def session(self) -> int:
        """Whose report is shown."""
        return self._session

    def _touch(self) -> None:
        self._dirty = True
        if not self._sent:
            self._settle.start()

    def keep_draft(self) -> None:
        """Ask for the draft to be kept now; a report that was sent is only changed by sending it again."""
        self._settle.stop()
        if self._dirty and not self._sent:
            self.draft_changed.emit()

    def kept(self, materials: tuple[str, ...], note: str) -> None:
        """This much is on disk; what was typed meanwhile is still to be kept."""
        if (materials, note) == (self.materials(), self.note.text()):
            self._dirty = False
            self._settle.stop()

    def show_error(self, sentence: str) -> None:
        """Over the button: why the class cannot be finished."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))


class WalkInForm(InlineForm):
    """Somebody came without registration: name and telephone, the privacy notice said and ticked (DOMAIN 8.4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Peserta datang langsung", "Catat dan hadirkan", object_name="walk_in", parent=parent)
        parts = (
            ("full_name", "Nama", ""),
            ("organization", "Instansi", "boleh kosong"),
            ("position", "Jabatan", "boleh kosong"),
            ("mobile", "Telepon", ""),
            ("nip", "NIP", "boleh kosong"),
        )
        for name, label, hint in parts:
            self.fields[name] = Field(label, LineEdit(object_name=f"walk_in_{name}"), hint)
        self.add_widget(self.fields["full_name"])
        self.add_widget(self.fields["organization"])
        self.add_widget(self._pair("position", "mobile"))
        self.add_widget(self.fields["nip"])
        self.notice = Label("", "caption", "text2", wrap=True, object_name="walk_in_notice")
        self.told = CheckRow("Pemberitahuan sudah disampaikan", object_name="walk_in_told")
        self.add_widget(self.notice)
        self.add_widget(self.told)

    def _pair(self, left: str, right: str) -> QWidget:
        holder = QWidget(self)
        holder.setLayout(row(self.fields[left], self.fields[right], spacing=12))
        return holder

    def show_error(self, error: LoketError) -> None:
        """The tick is no field with a label line: its sentence stands over the button and it takes the focus."""
        super().show_error(error)
        if error.field == "privacy_notice":
            self.told.setFocus()
            QTimer.singleShot(0, self, lambda: self.column.ensureWidgetVisible(self.told))

    def open_for(self, notice: str) -> None:
        """An empty form with the words that are read out."""
        for name in self.fields:
            self.set_text(name, "")
        self.notice.setText(notice)
        self.told.setChecked(False)
        self.begin("full_name")

    def entry(self) -> ParticipantEntry:
        """What was typed."""
        return ParticipantEntry(
            full_name=self.text("full_name"),
            organization=self.text("organization"),
            position=self.text("position"),
            nip=self.text("nip"),
            mobile=self.text("mobile"),
        )
