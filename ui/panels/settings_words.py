"""Petunjuk disposisi dan kalimat siap pakai, and the few numbers the office chooses itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout

from desktop_app.queries import setting_names as names
from desktop_app.queries.settings_read import settings_on
from desktop_app.services import office_calendar
from ui.desk import Desk
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRow
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit, NoteEdit, NumberField
from ui.widgets.pane import row


class WordsSection(Section):
    """Two lists, one line an entry; the three canonical instructions always come first and are not here."""

    title = "Disposisi dan kalimat"
    text = "Tiga petunjuk baku selalu ada; di sini tambahan kantor sendiri"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_words")
        self._saved: dict[str, Any] = {}
        self._own = NoteEdit(rows=6, max_length=2000, object_name="words_instructions")
        self._stock = NoteEdit(rows=6, max_length=4000, object_name="words_sentences")
        self._numbers = {
            names.CONFIRM_DAYS: NumberField(object_name="words_confirm_days", suffix="hari kerja"),
            names.CONFIRM_BEFORE_CLASS: NumberField(object_name="words_confirm_before", suffix="hari"),
            names.RESERVED_SEATS: NumberField(object_name="words_reserved", suffix="kursi"),
            names.OWN_CLASS_SIZE: NumberField(object_name="words_own_class", suffix="orang"),
            names.OFFER_DAYS: NumberField(object_name="words_offer_days", suffix="hari kerja"),
        }
        self._place = LineEdit(max_length=200, object_name="words_storage")
        self._nik = CheckRow("Tanya NIK peserta", "biasanya tidak perlu", object_name="words_ask_nik")
        self._two = CheckRow("Batal nomor agenda perlu orang kedua", object_name="words_two_person")
        self._save = Button("Simpan", "primary", "Ctrl+Enter", object_name="words_save")
        self._save.clicked.connect(self.submit)
        verdict = desk.may("save_setting", None)
        self._save.allow(verdict.ok, verdict.reason)
        self._lay_out()

    def _lay_out(self) -> None:
        labels = {
            names.CONFIRM_DAYS: "Batas waktu konfirmasi",
            names.CONFIRM_BEFORE_CLASS: "Konfirmasi paling lambat sebelum kelas",
            names.RESERVED_SEATS: "Kursi disisihkan untuk perseorangan",
            names.OWN_CLASS_SIZE: "Kelas sendiri dibuka bila terkumpul",
            names.OFFER_DAYS: "Kursi ditahan untuk yang ditawari",
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(Field("Petunjuk disposisi tambahan", self._own, "satu baris satu petunjuk"), 0, 0)
        grid.addWidget(Field("Kalimat siap pakai", self._stock, "satu baris satu kalimat"), 0, 1)
        for at, (name, number) in enumerate(self._numbers.items()):
            grid.addWidget(Field(labels[name], number), 1 + at // 2, at % 2)
        grid.addWidget(Field("Tempat simpan arsip", self._place, "usulan saat mengarsipkan"), 3, 1)
        self.middle.addLayout(grid)
        self.middle.addWidget(self._nik)
        self.middle.addWidget(self._two)
        self.middle.addLayout(row(self._save, self.error, None))
        self.middle.addStretch(1)

    def load(self) -> None:
        """Read the settings of today."""
        day = self.desk.today()
        self.desk.read(lambda c: settings_on(c, day), self._show, channel="set_words")

    def _show(self, values: dict[str, Any]) -> None:
        if self._saved and self._changes():
            return
        self._saved = values
        self._own.setText("\n".join(values[names.OWN_INSTRUCTIONS]))
        self._stock.setText("\n".join(values[names.STOCK_SENTENCES]))
        for name, number in self._numbers.items():
            number.set_value(values[name])
        self._place.setText(values[names.STORAGE_LOCATION])
        self._nik.setChecked(values[names.ASK_NIK])
        self._two.setChecked(values[names.TWO_PERSON_VOID])

    def _changes(self) -> dict[str, Any]:
        typed: dict[str, Any] = {
            names.OWN_INSTRUCTIONS: _lines(self._own.text()),
            names.STOCK_SENTENCES: _lines(self._stock.text()),
            names.STORAGE_LOCATION: self._place.text().strip(),
            names.ASK_NIK: self._nik.isChecked(),
            names.TWO_PERSON_VOID: self._two.isChecked(),
        }
        for name, number in self._numbers.items():
            typed[name] = number.value() or 0
        return {name: value for name, value in typed.items() if self._saved.get(name) != value}

    def submit(self) -> None:
        """Write what was changed."""
        changes = self._changes()
        if not changes:
            self.desk.dispatcher.said.emit("Tidak ada yang berubah.", False)
        for name, value in changes.items():
            self.act(
                office_calendar.save_setting,
                "Pengaturan disimpan",
                done=partial(self._keep, name, value),
                name=name,
                value=value,
            )

    def _keep(self, name: str, value: Any, result: object) -> None:
        del result
        self._saved[name] = value

    def first_focus(self) -> NoteEdit:
        """The first list."""
        return self._own


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
