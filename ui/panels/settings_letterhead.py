"""Kop dan nomor surat: letterhead, number templates with a live preview, paper size; in force from a day on."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout

from desktop_app.errors import LoketError
from desktop_app.queries import setting_names as names
from desktop_app.queries.settings_read import settings_on
from desktop_app.services import office_calendar
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.numbering import LETTER_PRESETS, BadNumber, LetterNumberParts, agenda_label, format_letter_number
from ui.desk import Desk
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button, Segment, Segmented
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit
from ui.widgets.pane import column, row

SIZES: Final = (Segment("f4", "F4 (215 × 330 mm)"), Segment("a4", "A4"))
SAMPLE_NUMBER: Final = 147
PRESET_WORDS: Final = ("Permendagri 83/2022", "Dengan bulan romawi", "Gaya kementerian")


class LetterheadSection(Section):
    """One page of fields; only what was changed is written."""

    title = "Kop dan nomor surat"
    text = "Surat lama menyimpan kop dan nomornya"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_letterhead")
        self._saved: dict[str, Any] = {}
        self._make_fields()
        self._lay_out()
        for edit in (self._outgoing, self._agenda, self._unit, self._class):
            edit.textChanged.connect(lambda _: self._preview())
        self._preset.chosen.connect(self._use_preset)
        EnterMovesOn(self)

    def _make_fields(self) -> None:
        today = self.desk.today
        self._office = LineEdit(max_length=200, object_name="letterhead_office")
        self._lines = NoteEdit(rows=3, max_length=600, object_name="letterhead_lines")
        self._address = LineEdit(max_length=300, object_name="letterhead_address")
        self._place = LineEdit(max_length=100, object_name="letterhead_place")
        self._agenda = LineEdit(max_length=120, object_name="letterhead_agenda")
        self._outgoing = LineEdit(max_length=120, object_name="letterhead_outgoing")
        self._unit = LineEdit(max_length=40, object_name="letterhead_unit")
        self._class = LineEdit(max_length=40, object_name="letterhead_class")
        presets = [
            Choice(template, words, template) for template, words in zip(LETTER_PRESETS, PRESET_WORDS, strict=True)
        ]
        self._preset = ChoiceField(presets, placeholder="Pilih contoh pola", object_name="letterhead_preset")
        self._paper = Segmented(SIZES, "f4", name="Ukuran kertas", object_name="letterhead_paper")
        self._from = DateField(lambda t: parse_date(t, today()), today(), today=today, object_name="letterhead_from")
        self._agenda_preview = Label(
            "", "body_strong", "accent", selectable=True, object_name="letterhead_agenda_preview"
        )
        self._outgoing_preview = Label("", "body_strong", "accent", selectable=True, object_name="letterhead_preview")
        self._fields = {
            names.OFFICE_NAME: Field("Nama kantor", self._office),
            "lines": Field("Baris kop, dari pemerintah sampai unit", self._lines, "satu baris satu tingkat"),
            "address": Field("Alamat pada kop", self._address),
            "place": Field("Kota pada tanggal surat", self._place),
            names.AGENDA_LABEL: Field("Label nomor agenda", self._agenda, "{urut4} {urut} {tahun}"),
            names.OUTGOING_TEMPLATE: Field("Pola nomor surat keluar", self._outgoing),
            names.OUTGOING_UNIT: Field("{unit}", self._unit),
            names.CLASSIFICATION: Field("{klasifikasi}", self._class),
            "from": Field("Berlaku mulai", self._from),
        }
        self._save = Button("Simpan kop dan nomor", "primary", "Ctrl+Enter", object_name="letterhead_save")
        self._save.clicked.connect(self.submit)
        verdict = self.desk.may("save_setting", None)
        self._save.allow(verdict.ok, verdict.reason)

    def _lay_out(self) -> None:
        fields = self._fields
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        left = column(fields[names.OFFICE_NAME], fields["lines"], fields["address"], fields["place"])
        left.addWidget(Label("Ukuran kertas", "caption_strong", "text2"))
        left.addLayout(row(self._paper, None))
        left.addStretch(1)
        right = column(
            fields[names.AGENDA_LABEL],
            row(Label("Tercetak", "dense", "text2"), self._agenda_preview, None),
            Field("Contoh pola", self._preset),
            fields[names.OUTGOING_TEMPLATE],
            row(fields[names.OUTGOING_UNIT], fields[names.CLASSIFICATION], spacing=12),
            row(Label("Tercetak", "dense", "text2"), self._outgoing_preview, None),
            fields["from"],
            None,
        )
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.middle.addLayout(grid)
        self.middle.addLayout(row(self._save, self.error, None))
        self.middle.addStretch(1)

    def load(self) -> None:
        """Read the settings of today."""
        day = self.desk.today()
        self.desk.read(lambda c: settings_on(c, day), self._show, channel="set_letterhead")

    def _show(self, values: dict[str, Any]) -> None:
        if self._saved and self._changes():
            return
        self._saved = values
        head = values[names.LETTERHEAD]
        self._office.setText(values[names.OFFICE_NAME])
        self._lines.setText("\n".join(head["lines"]))
        self._address.setText(head.get("address", ""))
        self._place.setText(head.get("place", ""))
        self._agenda.setText(values[names.AGENDA_LABEL])
        self._outgoing.setText(values[names.OUTGOING_TEMPLATE])
        self._unit.setText(values[names.OUTGOING_UNIT])
        self._class.setText(values[names.CLASSIFICATION])
        self._paper.set_current(values[names.PAPER_SIZE])
        self._preview()

    def _typed(self) -> dict[str, Any]:
        lines = [line.strip() for line in self._lines.text().splitlines() if line.strip()]
        head = {"lines": lines, "address": self._address.text().strip(), "place": self._place.text().strip()}
        return {
            names.OFFICE_NAME: self._office.text().strip(),
            names.LETTERHEAD: {**self._saved.get(names.LETTERHEAD, {}), **head},
            names.AGENDA_LABEL: self._agenda.text().strip(),
            names.OUTGOING_TEMPLATE: self._outgoing.text().strip(),
            names.OUTGOING_UNIT: self._unit.text().strip(),
            names.CLASSIFICATION: self._class.text().strip(),
            names.PAPER_SIZE: self._paper.current(),
        }

    def _changes(self) -> dict[str, Any]:
        return {name: value for name, value in self._typed().items() if self._saved.get(name) != value}

    def _use_preset(self, template: str) -> None:
        if template:
            self._outgoing.setText(template)

    def _preview(self) -> None:
        """What would be printed for number 147 today; the problem in words when it cannot be."""
        today = self.desk.today()
        agenda, outgoing = self._fields[names.AGENDA_LABEL], self._fields[names.OUTGOING_TEMPLATE]
        agenda.clear_message()
        outgoing.clear_message()
        try:
            self._agenda_preview.setText(agenda_label(self._agenda.text(), SAMPLE_NUMBER, today.year))
        except BadNumber as problem:
            self._agenda_preview.setText("–")
            agenda.set_error(str(problem))
        parts = LetterNumberParts(SAMPLE_NUMBER, today, self._class.text(), self._unit.text(), "Kab.Belitung")
        try:
            self._outgoing_preview.setText(format_letter_number(self._outgoing.text(), parts))
        except BadNumber as problem:
            self._outgoing_preview.setText("–")
            outgoing.set_error(str(problem))

    def submit(self) -> None:
        """Write what was changed, one dated setting each."""
        changes = self._changes()
        day = self._from.day()
        if not changes:
            self.desk.dispatcher.said.emit("Tidak ada yang berubah.", False)
            return
        if day is None:
            self._fields["from"].set_error(self._from.problem() or "Isi tanggal mulai berlakunya.")
            self._from.setFocus()
            return
        for name, value in changes.items():
            place = self._fields.get(name, self._fields["lines"])
            self.act(
                office_calendar.save_setting,
                "Kop dan nomor surat disimpan",
                failed=partial(self._refused, place),
                done=partial(self._keep, name, value),
                name=name,
                value=value,
                valid_from=day,
            )

    def _refused(self, field: Field, error: LoketError) -> None:
        if error.field == "value":
            field.set_error(error.sentence)
            field.setFocus()
        else:
            self.show_error(error)

    def _keep(self, name: str, value: Any, result: object) -> None:
        del result
        self._saved[name] = value

    def first_focus(self) -> LineEdit:
        """The office's name."""
        return self._office
