"""Forms of the retention: a code of the office, and the number of the berita acara under which a list is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desktop_app.queries.retention_read import DisposalRow
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.retention import Fate, RetentionCode
from ui.panels.inline_form import InlineForm
from ui.widgets.check_rows import CheckRow
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NumberField

YEARS = {"active_years": "Tahun aktif", "inactive_years": "Tahun inaktif"}


class CodeForm(InlineForm):
    """A code with its years, what happens at their end, and whether the archive unit has agreed."""

    def __init__(self) -> None:
        super().__init__("Kode retensi", "Simpan kode", object_name="retention_code")
        self.add("code", Field("Kode klasifikasi", LineEdit(max_length=32, object_name="retention_code_code")))
        self.add("title", Field("Uraian", LineEdit(max_length=300, object_name="retention_code_title_text")))
        self.years = {name: NumberField(maximum=100, object_name=f"retention_code_{name}") for name in YEARS}
        for name, label in YEARS.items():
            self.add(name, Field(label, self.years[name]))
        fates = [Choice(one.value, one.value) for one in Fate]
        self.fate = ChoiceField(fates, Fate.DESTROY.value, object_name="retention_code_fate")
        self.add("fate", Field("Nasib akhir", self.fate))
        source = LineEdit(max_length=300, object_name="retention_code_source")
        self.add("source", Field("Sumber", source, "nomor JRA atau surat unit kearsipan"))
        self.confirmed = CheckRow("Dikonfirmasi unit kearsipan", object_name="retention_code_confirmed")
        self.add_widget(self.confirmed)

    def show_code(self, code: RetentionCode | None) -> None:
        """Fill with a code to change, or empty for a new one, and take the focus."""
        self.set_text("code", code.code if code else "")
        self.set_text("title", code.title if code else "")
        self.fields["code"].editor.setEnabled(code is None)
        self.years["active_years"].set_value(code.active_years if code else None)
        self.years["inactive_years"].set_value(code.inactive_years if code else None)
        self.fate.set_current((code.fate if code else Fate.DESTROY).value)
        self.set_text("source", code.source if code else "")
        self.confirmed.setChecked(code.confirmed if code else False)
        self.begin("title" if code else "code")

    def values(self) -> dict[str, Any] | None:
        """The fields of ``set_retention_code``; ``None`` after saying which years are missing."""
        for name, edit in self.years.items():
            if edit.value() is None:
                self.fields[name].set_error("Isi jumlah tahunnya, 0 bila tidak ada.")
                edit.setFocus()
                return None
        return {
            **{name: self.text(name) for name in ("code", "title", "source")},
            **{name: edit.value() for name, edit in self.years.items()},
            "fate": self.fate.current(),
            "confirmed": self.confirmed.isChecked(),
        }


class MinutesForm(InlineForm):
    """Number and day of the signed berita acara; says plainly what saving does, for it cannot be undone."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("", "Catat dan hapus data pribadi", object_name="retention_minutes")
        self._today = today
        self.about: DisposalRow | None = None
        self.warning = Label("", "body", "danger", wrap=True, object_name="retention_minutes_warning")
        self.add_widget(self.warning)
        number = LineEdit(max_length=120, object_name="retention_minutes_number")
        self.add("minutes_number", Field("Nomor berita acara pemusnahan", number))
        self.day = DateField(
            lambda text: parse_date(text, today()), today=today, object_name="retention_minutes_date", name="Tanggal"
        )
        self.add("minutes_date", Field("Tanggal berita acara", self.day))
        self.day.refused.connect(self.fields["minutes_date"].set_error)

    def show_list(self, one: DisposalRow) -> None:
        """Ask for the berita acara of a list; the number takes the focus, what was typed for the same list stays."""
        if self.about is None or self.about.id != one.id:
            self.set_text("minutes_number", "")
            self.day.set_day(self._today())
        self.about = one
        self.title.setText(f"Berita acara pemusnahan, {one.key}")
        self.warning.setText(
            f"Begitu disimpan, data pribadi dan pindaian {len(one.cases)} berkas ini dihapus untuk selamanya dan tidak "
            "dapat diurungkan; barisnya di buku agenda tetap ada."
        )
        self.begin("minutes_number")

    def values(self) -> dict[str, Any] | None:
        """The fields of ``carry_out_disposal``; ``None`` after saying what is missing."""
        day = self.day.day()
        if self.about is None:
            return None
        if day is None or self.day.problem():
            self.fields["minutes_date"].set_error(self.day.problem() or "Isi tanggal pada berita acara.")
            self.day.setFocus()
            return None
        return {"disposal": self.about.id, "minutes_number": self.text("minutes_number"), "minutes_date": day}
