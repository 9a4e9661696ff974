"""Teks penyampaian: what is said on the telephone, sent by SMS and e-mail, with a preview; and the user groups."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries import setting_names as names
from desktop_app.queries.notice_words import long_days, short_days, whole_days
from desktop_app.queries.settings_read import settings_on
from desktop_app.services import office_calendar
from desktop_app.sop.message_text import TOKENS, check_text, fill_text
from desktop_app.sop.sms_length import plain
from ui.desk import Desk
from ui.panels.notices_text import length_words
from ui.panels.settings_section import Section
from ui.panels.side_area import ScrollColumn
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit
from ui.widgets.pane import Pane, column, row

SAMPLE: Final = {
    "salam": "Selamat pagi",
    "kantor": "Kabupaten Belitung",
    "nama": "Budi Hartono",
    "instansi": "RSUD Contoh Sehat",
    "siapa": "Bapak Budi Hartono",
    "topik": "SPSE untuk PPK",
    "tempat": "Ruang Pelatihan LPSE",
    "trainer": "Andi Pratama",
    "jam": "08.30",
    "jumlah": "6",
    "kontak": "0719-21000",
}
LABELS: Final = {
    names.CALL_TEXT: "Naskah telepon",
    names.MESSAGE_TEXT: "SMS dan WhatsApp",
    names.MAIL_SUBJECT: "Hal e-mail",
    names.MAIL_BODY: "Isi e-mail",
}


class TextsSection(Section):
    """One editor a text; the chosen one is shown as it would be said or sent, with what keeps it from being used."""

    title = "Teks penyampaian"
    text = "Kata dalam kurung kurawal diisi dari data kelas; bagian [ … ] hilang bila datanya kosong"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_texts")
        self._saved: dict[str, Any] = {}
        self._shown = names.CALL_TEXT
        self._edits: dict[str, LineEdit | NoteEdit] = {
            names.CALL_TEXT: NoteEdit(rows=3, max_length=2000, object_name="texts_call"),
            names.MESSAGE_TEXT: NoteEdit(rows=3, max_length=2000, object_name="texts_message"),
            names.MAIL_SUBJECT: LineEdit(max_length=500, object_name="texts_subject"),
            names.MAIL_BODY: NoteEdit(rows=8, max_length=2000, object_name="texts_body"),
        }
        self._groups = NoteEdit(rows=8, max_length=4000, object_name="texts_groups")
        self.fields = {name: Field(LABELS[name], edit) for name, edit in self._edits.items()}
        self.preview = Label("", "body", "text", wrap=True, object_name="texts_preview")
        self.length = Label("", "caption", "text2", object_name="texts_length")
        self._save = Button("Simpan", "primary", "Ctrl+Enter", object_name="texts_save")
        self._save.clicked.connect(self.submit)
        verdict = desk.may("save_setting", None)
        self._save.allow(verdict.ok, verdict.reason)
        for name, edit in self._edits.items():
            edit.textChanged.connect(lambda *_, name=name: self._preview(name))
        self._lay_out()

    def _lay_out(self) -> None:
        inside = Pane("surface", object_name="texts_page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        box = Pane("surface2", object_name="texts_box")
        box.setLayout(column(self.preview, self.length, spacing=4, margins=(12, 8, 12, 8)))
        tokens = Label(
            " · ".join(f"{{{token}}} {words}" for token, words in TOKENS.items()),
            "caption",
            "text2",
            wrap=True,
            object_name="texts_tokens",
        )
        left: tuple[QWidget, ...] = tuple(self.fields.values())
        grid.addLayout(column(*left, None, spacing=10), 0, 0)
        grid.addLayout(
            column(
                Label("Terbaca", "caption_strong", "text2"),
                box,
                Label("Yang dapat dipakai", "caption_strong", "text2"),
                tokens,
                Field("Peran pengguna LPSE", self._groups, "satu baris satu peran, tampil di formulir"),
                None,
                spacing=8,
            ),
            0,
            1,
        )
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.middle.addWidget(ScrollColumn(inside, object_name="texts_scroll"), 1)
        self.middle.addLayout(row(self._save, self.error, None))

    def load(self) -> None:
        """Read the settings of today."""
        day = self.desk.today()
        self.desk.read(lambda c: settings_on(c, day), self._show, channel="set_texts")

    def _show(self, values: dict[str, Any]) -> None:
        if self._saved and self._changes():
            return
        self._saved = values
        for name, edit in self._edits.items():
            edit.setText(values[name])
        self._groups.setText("\n".join(values[names.USER_GROUPS]))
        self._preview(names.CALL_TEXT)

    def _values(self) -> dict[str, str]:
        """Sample data with dates of the coming weeks."""
        first = self.desk.today() + timedelta(days=14)
        return {**SAMPLE, **_dates(first)}

    def _preview(self, name: str) -> None:
        """The text as it would read; the problem beside its field."""
        self._shown = name
        text = self._edits[name].text()
        problems = check_text(text)
        self.fields[name].clear_message()
        if problems:
            self.fields[name].set_error(problems[0].sentence)
        words = fill_text(text, self._values())
        if name == names.MESSAGE_TEXT:
            words = plain(words)
        self.preview.setText(words)
        self.length.setText(length_words(words) if name == names.MESSAGE_TEXT else LABELS[name])

    def _changes(self) -> dict[str, Any]:
        typed: dict[str, Any] = {name: edit.text().strip() for name, edit in self._edits.items()}
        typed[names.USER_GROUPS] = [line.strip() for line in self._groups.text().splitlines() if line.strip()]
        return {name: value for name, value in typed.items() if _trimmed(self._saved.get(name)) != value}

    def submit(self) -> None:
        """Write what was changed; a text that cannot be used stays in its field with the reason."""
        changes = self._changes()
        if not changes:
            self.desk.dispatcher.said.emit("Tidak ada yang berubah.", False)
        for name, value in changes.items():
            self.act(
                office_calendar.save_setting,
                "Teks disimpan",
                failed=partial(self._refused, name),
                done=partial(self._keep, name, value),
                name=name,
                value=value,
            )

    def _refused(self, name: str, error: LoketError) -> None:
        if name in self.fields and error.field == "value":
            self.fields[name].set_error(error.sentence)
            self._edits[name].setFocus()
        else:
            self.show_error(error)

    def _keep(self, name: str, value: Any, result: object) -> None:
        del result
        self._saved[name] = value

    def first_focus(self) -> NoteEdit | LineEdit:
        """The call script."""
        return self._edits[names.CALL_TEXT]


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _dates(first: date) -> dict[str, str]:
    days = (first, first + timedelta(days=1))
    by = first - timedelta(days=7)
    return {
        "tanggal": long_days(days),
        "tanggal_lengkap": whole_days(days),
        "tanggal_pendek": short_days(days),
        "batas": short_days((by,)).rsplit(" ", 1)[0],
    }
