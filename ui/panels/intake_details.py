"""Rincian surat: what a letter also says, and what it lacks (DOMAIN.md section 2.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.labels import SECRECY, SENDER_KIND, URGENCY
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.identity_numbers import check_email
from ui import theme
from ui.widgets.fields import CheckRow, Choice, ChoiceField, DateField, Field, LineEdit, NoteEdit
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, row

MISSING = (
    "Alamat tujuan",
    "Tanda tangan",
    "Cap",
    "Jumlah dan nama peserta",
    "Aplikasi yang diminta",
    "Narahubung",
)
"""What the checklist of a letter asks for; a tick means it is lacking."""

PLACES = (Choice("office", "Di LPSE"), Choice("applicant", "Di tempat pemohon"))
TEXTS = (
    ("signer_name", "Penandatangan"),
    ("signer_position", "Jabatan penandatangan"),
    ("addressee", "Tujuan surat"),
    ("subject", "Hal"),
    ("attachment_count", "Lampiran"),
    ("carbon_copies", "Tembusan"),
    ("contact_email", "E-mail narahubung"),
)


PLACEHOLDERS = {
    "addressee": "Kepala Bagian Pengadaan Barang/Jasa",
    "subject": "kosong: disusun dari topik",
    "attachment_count": "misalnya 1 lembar",
}


class PreferredDates(QWidget):
    """Up to three proposed dates beside each other."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], *, prefix: str) -> None:
        super().__init__()
        self.fields = [
            DateField(
                lambda text: parse_date(text, today()),
                today=today,
                object_name=f"{prefix}_preferred_{number}",
                name=f"Usulan tanggal {number}",
            )
            for number in (1, 2, 3)
        ]
        self.setLayout(row(*self.fields))
        self.setFocusProxy(self.fields[0])
        for field in self.fields:
            field.date_changed.connect(lambda _: self.changed.emit())
            field.refused.connect(field.setToolTip)

    def days(self) -> tuple[date, ...]:
        """The dates that were understood."""
        return tuple(day for field in self.fields if (day := field.day()) is not None)

    def set_days(self, days: Sequence[date]) -> None:
        """Show these."""
        for at, field in enumerate(self.fields):
            field.set_day(days[at] if at < len(days) else None)

    def set_locked(self, locked: bool) -> None:
        """No change while reading."""
        for field in self.fields:
            field.setReadOnly(locked)


class DetailsSection(QScrollArea):
    """The second half of the letter's form; ``changed()`` after every change, ``missing_changed()`` after a tick."""

    changed = Signal()
    missing_changed = Signal()

    def __init__(self, today: Callable[[], date], *, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self.setObjectName(f"{prefix}_details")
        self.setAccessibleName("Rincian surat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._missing_before: tuple[str, ...] = ()
        self.texts: dict[str, LineEdit] = {
            key: LineEdit(object_name=f"{prefix}_{key}", name=label, placeholder=PLACEHOLDERS.get(key, ""))
            for key, label in TEXTS
        }
        self.fields = {key: Field(label, self.texts[key]) for key, label in TEXTS}
        self.kind = self._choice("sender_kind", SENDER_KIND, "Asal surat", skip=("individual",))
        self.urgency = self._choice("urgency", URGENCY, "Sifat (kecepatan)", current="NORMAL")
        self.secrecy = self._choice("secrecy", SECRECY, "Keamanan", current="NORMAL")
        self.place = ChoiceField(PLACES, "office", object_name=f"{prefix}_place", name="Tempat yang diusulkan")
        self.preferred = PreferredDates(today, prefix=prefix)
        self.note = NoteEdit(rows=2, object_name=f"{prefix}_note", name="Keterangan", max_length=2000)
        self.lacks = [CheckRow(words, object_name=f"{prefix}_lacks_{at}") for at, words in enumerate(MISSING, 1)]
        self._lay_out()
        self._connect()

    def _choice(
        self, key: str, words: dict[str, str], label: str, *, current: str = "", skip: Sequence[str] = ()
    ) -> ChoiceField:
        items = [Choice(code, text) for code, text in words.items() if code not in skip]
        return ChoiceField(items, current, object_name=f"{self._prefix}_{key}", name=label)

    def _lay_out(self) -> None:
        inside = Pane("surface", object_name=f"{self._prefix}_details_page")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self.fields["preferred_dates"] = Field("Usulan tanggal", self.preferred, "paling banyak 3")
        self.fields["sender_kind"] = Field("Asal surat", self.kind)
        lines: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            ((self.fields["signer_name"], 2), (self.fields["signer_position"], 2), (self.fields["sender_kind"], 2)),
            ((self.fields["addressee"], 3), (self.fields["subject"], 3)),
            ((self.fields["preferred_dates"], 4), (Field("Tempat yang diusulkan", self.place), 2)),
            (
                (Field("Sifat", self.urgency), 2),
                (Field("Keamanan", self.secrecy), 2),
                (self.fields["attachment_count"], 2),
            ),
            ((self.fields["contact_email"], 3), (self.fields["carbon_copies"], 3)),
            ((Field("Keterangan", self.note), 6),),
        )
        for down, line in enumerate(lines):
            at = 0
            for part, span in line:
                grid.addWidget(part, down, at, 1, span)
                at += span
        for column in range(6):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 0)
        checks = QGridLayout()
        checks.setSpacing(4)
        for at, tick in enumerate(self.lacks):
            checks.addWidget(tick, at // 3, at % 3)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 12, 8)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(Label("Belum ada pada surat (centang yang kurang)", "caption_strong", "text2"))
        layout.addLayout(checks)
        layout.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        for edit in self.texts.values():
            edit.textChanged.connect(lambda _: self.changed.emit())
        self.note.textChanged.connect(self.changed)
        for choice in (self.kind, self.urgency, self.secrecy, self.place):
            choice.chosen.connect(lambda _: self.changed.emit())
        self.preferred.changed.connect(self.changed)
        self.texts["contact_email"].editingFinished.connect(self._judge_email)
        for tick in self.lacks:
            tick.toggled.connect(self._on_tick)

    def _on_tick(self) -> None:
        self.missing_changed.emit()
        self.changed.emit()

    def _judge_email(self) -> None:
        typed = self.texts["contact_email"].text().strip()
        checked = check_email(typed)
        field = self.fields["contact_email"]
        words = checked.messages[0] if typed and checked.level != "ok" and checked.messages else ""
        if checked.level == "error":
            field.set_error(words)
        else:
            field.set_warning(words)

    # --- content ----------------------------------------------------------------------------------

    def missing(self) -> tuple[str, ...]:
        """What is ticked as lacking, with other lacks noted earlier."""
        ticked = [words for words, tick in zip(MISSING, self.lacks, strict=True) if tick.isChecked()]
        return (*ticked, *(one for one in self._missing_before if one not in MISSING))

    def values(self) -> dict[str, Any]:
        """Arguments of ``register_letter`` and ``edit_request``."""
        return {
            **{key: edit.text() for key, edit in self.texts.items()},
            "urgency": self.urgency.current() or "NORMAL",
            "secrecy": self.secrecy.current() or "NORMAL",
            "preferred_dates": self.preferred.days(),
            "preferred_place": self.place.current() or "office",
            "note": self.note.text(),
        }

    def set_values(self, values: dict[str, Any], *, kind: str = "", missing: Sequence[str] = ()) -> None:
        """Show these; absent ones become empty."""
        for key, edit in self.texts.items():
            edit.setText(str(values.get(key, "")))
            edit.setCursorPosition(0)
            self.fields[key].clear_message()
        self.urgency.set_current(str(values.get("urgency") or "NORMAL"))
        self.secrecy.set_current(str(values.get("secrecy") or "NORMAL"))
        self.place.set_current(str(values.get("preferred_place") or "office"))
        self.preferred.set_days(values.get("preferred_dates", ()))
        self.note.setText(str(values.get("note", "")))
        self.kind.set_current(kind)
        self._missing_before = tuple(missing)
        for words, tick in zip(MISSING, self.lacks, strict=True):
            tick.setChecked(words in missing)

    def show_case(self, case: CaseRow) -> None:
        """The details of a case."""
        names = (*self.texts, "urgency", "secrecy", "preferred_dates", "preferred_place", "note")
        self.set_values({name: getattr(case, name) for name in names}, kind=case.sender_kind, missing=case.missing)

    def set_locked(self, locked: bool) -> None:
        """Reading only, or typing."""
        for edit in (*self.texts.values(), self.kind, self.urgency, self.secrecy, self.place):
            edit.setReadOnly(locked)
        self.note.setReadOnly(locked)
        self.preferred.set_locked(locked)
        for tick in self.lacks:
            tick.setEnabled(not locked)

    def first_control(self) -> QWidget:
        """Where the focus goes when the section is opened."""
        return self.texts["signer_name"]

    def follow(self, widget: QWidget | None) -> None:
        """Bring the control with the focus into view."""
        if widget is not None and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, theme.px(32))
