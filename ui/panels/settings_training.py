"""Training dan printer: pass mark, certificates, the questionnaire, and how far this PC's printer is off."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout

from desktop_app.documents.printer_test import TITLE, render_printer_test
from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.queries import setting_names as names
from desktop_app.queries.settings_read import settings_on
from desktop_app.services import office_calendar
from desktop_app.sop.numbering import BadNumber, LetterNumberParts, format_letter_number
from ui.desk import Desk
from ui.panels.paper_door import preview, print_paper
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRow
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit, NumberField
from ui.widgets.pane import column, row

SHIFTS = (("print_shift_right", "Geser ke kanan"), ("print_shift_down", "Geser ke bawah"))
"""Kept on this PC, not in the office's data: each printer is off by its own amount."""
LARGEST_SHIFT = 20.0
SAMPLE = 147


class TrainingSection(Section):
    """What is changed is written, dated like every setting; the printer's shift stays on this PC."""

    title = "Training dan printer"
    text = "Nilai lulus, sertifikat, kuesioner, dan geseran cetak PC ini"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_training")
        self._saved: dict[str, Any] = {}
        self.mark = NumberField(minimum=0, maximum=100, object_name="training_pass_mark")
        self.given = CheckRow("Terbitkan sertifikat", "bernomor, dengan kode QR", object_name="training_certificates")
        self.percent = NumberField(minimum=0, maximum=100, suffix="%", object_name="training_percent")
        self.template = LineEdit(max_length=100, object_name="training_template")
        self.shown = Label("", "dense", "text2", elide=True, object_name="training_number")
        self.questions = NoteEdit(rows=6, max_length=4000, object_name="training_questions")
        self.written = NoteEdit(rows=6, max_length=1000, object_name="training_open_questions")
        self.shifts = {key: LineEdit(max_length=6, object_name=f"training_{key}") for key, _ in SHIFTS}
        self.shift_fields: dict[str, Field] = {}
        self._save = Button("Simpan", "primary", "Ctrl+Enter", object_name="training_save")
        self._look = Button("Lihat kuesioner", icon="eye", object_name="training_look")
        self._test = Button("Halaman uji printer", icon="printer", object_name="training_test")
        self._save.clicked.connect(self.submit)
        self._look.clicked.connect(lambda: print_paper(self, self.desk, "kuesioner", "kosong"))
        self._test.clicked.connect(self.print_test)
        self.template.textChanged.connect(lambda _: self._preview())
        verdict = desk.may("save_setting", None)
        self._save.allow(verdict.ok, verdict.reason)
        self._lay_out()
        EnterMovesOn(self)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.addWidget(Field("Nilai lulus tes akhir", self.mark), 0, 0)
        grid.addWidget(Field("Kehadiran paling sedikit untuk sertifikat", self.percent), 0, 1)
        grid.addWidget(Field("Pola nomor sertifikat", self.template), 1, 0)
        grid.addLayout(column(self.given, self.shown, None, spacing=2), 1, 1)
        grid.addWidget(Field("Pertanyaan kuesioner", self.questions, "satu baris satu pertanyaan"), 2, 0)
        grid.addWidget(Field("Pertanyaan terbuka", self.written, "paling banyak tiga"), 2, 1)
        for at, (key, label) in enumerate(SHIFTS):
            self.shift_fields[key] = Field(label, self.shifts[key], "mm, boleh minus; PC ini saja")
            grid.addWidget(self.shift_fields[key], 3, at)
        self.middle.addLayout(grid)
        self.middle.addLayout(row(self._save, self._look, self._test, self.error, None))
        self.middle.addStretch(1)

    def load(self) -> None:
        """Read the settings of today and this PC's shift."""
        day = self.desk.today()
        self.desk.read(lambda c: settings_on(c, day), self._show, channel="set_training")

    def _show(self, values: dict[str, Any]) -> None:
        if self._saved and self._changes():
            return
        self._saved = values
        self.mark.set_value(values[names.PASS_MARK])
        self.given.setChecked(values[names.CERTIFICATES])
        self.percent.set_value(values[names.CERTIFICATE_PERCENT])
        self.template.setText(values[names.CERTIFICATE_TEMPLATE])
        self.questions.setText("\n".join(values[names.QUESTIONS]))
        self.written.setText("\n".join(values[names.OPEN_QUESTIONS]))
        for key, edit in self.shifts.items():
            edit.setText(str(self.desk.settings.value(key) or "0").replace(".", ","))
        self._preview()

    def _preview(self) -> None:
        """The number as it would be printed today, or what is wrong with the pattern."""
        day = self.desk.today()
        parts = LetterNumberParts(
            number=SAMPLE,
            issued_on=day,
            classification=str(self._saved.get(names.CLASSIFICATION, "")),
            unit=str(self._saved.get(names.OUTGOING_UNIT, "")),
            agency=str(self._saved.get(names.AGENCY, "")),
        )
        try:
            self.shown.setText(f"Contoh: {format_letter_number(self.template.text().strip(), parts)}")
            self.shown.set_tone("text2")
        except BadNumber as wrong:
            self.shown.setText(str(wrong))
            self.shown.set_tone("danger")

    def _changes(self) -> dict[str, Any]:
        typed: dict[str, Any] = {
            names.PASS_MARK: self.mark.value() or 0,
            names.CERTIFICATES: self.given.isChecked(),
            names.CERTIFICATE_PERCENT: self.percent.value() or 0,
            names.CERTIFICATE_TEMPLATE: self.template.text().strip(),
            names.QUESTIONS: _lines(self.questions.text()),
            names.OPEN_QUESTIONS: _lines(self.written.text())[:3],
        }
        return {name: value for name, value in typed.items() if self._saved.get(name) != value}

    def submit(self) -> None:
        """Write what was changed; a wrong number of mm is said beside its field."""
        shifts = {key: self._shift(key) for key in self.shifts}
        if None in shifts.values():
            return
        for key, value in shifts.items():
            self.desk.settings.setValue(key, str(value))
        changes = self._changes()
        if not changes:
            self.desk.dispatcher.said.emit("Geseran cetak PC ini disimpan.", False)
        for name, value in changes.items():
            self.act(
                office_calendar.save_setting,
                "Pengaturan disimpan",
                done=partial(self._keep, name, value),
                name=name,
                value=value,
            )

    def _shift(self, key: str) -> float | None:
        field = self.shift_fields[key]
        field.clear_message()
        try:
            value = float(self.shifts[key].text().strip().replace(",", ".") or "0")
        except ValueError:
            value = LARGEST_SHIFT + 1.0
        if abs(value) <= LARGEST_SHIFT:
            return value
        field.set_error(f"Tulis milimeter antara -{LARGEST_SHIFT:.0f} dan {LARGEST_SHIFT:.0f}, misalnya -1,5.")
        self.shifts[key].setFocus()
        return None

    def _keep(self, name: str, value: Any, result: object) -> None:
        del result
        self._saved[name] = value

    def print_test(self) -> None:
        """A page to hold a ruler to, in the office's own size."""
        size = str(self._saved.get(names.PAPER_SIZE, "f4"))

        def failed(error: Exception) -> None:
            if isinstance(error, LoketError):
                self.desk.dispatcher.refused.emit(error)

        self.desk.dispatcher.aside(
            lambda: PaperBytes(kind="halaman-uji", title=TITLE, data=render_printer_test(size)),
            lambda paper: preview(self, self.desk, paper),
            failed=failed,
        )

    def first_focus(self) -> NumberField:
        """The pass mark."""
        return self.mark


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
