"""Hari libur dan Ramadan: dated rows; due times that are still open follow, closed ones never change."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from desktop_app.queries.settings_read import ClosedDayRow, RamadanRow, closed_days, ramadan_rows
from desktop_app.services import office_calendar
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.sop.dates_in_words import long_date, parse_date, plain_date
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.badges import BadgeView
from ui.widgets.check_rows import CheckRow
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.tables import Cell, Column, DataTable, TableRow

KINDS: Final = (
    Choice("public_holiday", "Hari libur nasional"),
    Choice("joint_leave", "Cuti bersama"),
    Choice("local", "Libur daerah"),
    Choice("closed_period", "Kantor tutup"),
)
_KIND_WORDS: Final = {kind.key: kind.label for kind in KINDS}
Rows = tuple[tuple[ClosedDayRow, ...], tuple[RamadanRow, ...]]


class ClosedDaysSection(TableSection):
    """Closed days of this year and later."""

    title = "Hari libur"
    text = "Libur nasional, cuti bersama, libur daerah; Ramadan dipastikan setelah sidang isbat"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("day", "Hari", 220),
            Column("name", "Nama"),
            Column("kind", "Jenis", 172),
            Column("source", "Sumber", 200),
        )
        empty = EmptyView("calendar", "Belum ada hari libur", "Tambah hari libur dengan Ins.")
        super().__init__(desk, columns, object_name="set_closed", empty=empty, row_height=32)
        self._ramadan: tuple[RamadanRow, ...] = ()
        self._fasting = Label("", "body", "text2", elide=True, object_name="set_ramadan_words")
        self.middle.insertWidget(1, self._fasting)
        self._make_form()
        self._make_ramadan_form()
        self.add_tool("Tambah", self.begin_add, key="Ins", icon="plus", action="add_closed_day", name="set_closed_add")
        self.add_tool("Coret", self.void, key="Del", action="void_closed_day", name="set_closed_void")
        self.add_tool("Ramadan…", self.begin_ramadan, action="set_ramadan", name="set_ramadan_edit")

    def _make_form(self) -> None:
        self._form = self.add_form(InlineForm("Hari libur baru", "Tambah", object_name="closed_form"), self._save)
        self._day = self._date("closed_day")
        self._kind = ChoiceField(KINDS, "local", object_name="closed_kind")
        self._form.add("day", Field("Tanggal", self._day))
        self._form.add("name", Field("Nama hari libur", LineEdit(max_length=200, object_name="closed_name")))
        self._form.add("kind", Field("Jenis", self._kind))
        source = LineEdit(max_length=500, object_name="closed_source")
        self._form.add("source", Field("Sumber", source, "SKB atau keputusan, boleh kosong"))

    def _make_ramadan_form(self) -> None:
        form = InlineForm("Ramadan", "Simpan Ramadan", object_name="ramadan_form")
        self._ramadan_form = self.add_form(form, self._save_ramadan)
        self._first, self._last = self._date("ramadan_first"), self._date("ramadan_last")
        self._sure = CheckRow("Sudah dipastikan sidang isbat", object_name="ramadan_confirmed")
        self._ramadan_form.add("first_day", Field("1 Ramadan", self._first))
        self._ramadan_form.add("last_day", Field("Hari puasa terakhir", self._last))
        self._ramadan_form.add_widget(self._sure)

    def _date(self, name: str) -> DateField:
        today = self.desk.today
        return DateField(lambda t: parse_date(t, today()), today=today, object_name=name)

    def load(self) -> None:
        """Read closed days and fasting months from this year on."""
        year = self.desk.today().year

        def query(c: Any) -> Rows:
            return closed_days(c, date(year, 1, 1)), ramadan_rows(c, year)

        self.desk.read(query, self._show, channel="set_closed")

    def _show(self, rows: Rows) -> None:
        days, self._ramadan = rows
        words = [
            f"{one.year}: {plain_date(one.first_day)} s.d. {plain_date(one.last_day)}"
            + ("" if one.confirmed else " (perkiraan, belum dipastikan)")
            for one in self._ramadan
        ]
        self._fasting.setText("Ramadan " + ("; ".join(words) or "belum diisi"))
        self.table.set_rows([self._row(one) for one in days])
        if days and not self.table.current_key():
            ahead = next((one for one in days if one.day >= self.desk.today()), days[0])
            self.table.select(str(ahead.id))
            self.table.scrollTo(self.table.currentIndex(), DataTable.ScrollHint.PositionAtCenter)

    def _row(self, one: ClosedDayRow) -> TableRow:
        past = "disabled" if one.day < self.desk.today() else "text"
        badge = BadgeView("perkiraan", "warn") if one.estimated else None
        cells: dict[str, Cell | str] = {
            "day": Cell(long_date(one.day), tone=past, sort=one.day.isoformat()),
            "name": Cell(one.name, tone=past),
            "kind": Cell(_KIND_WORDS.get(one.kind, one.kind), tone=past),
            "source": Cell(badge=badge) if badge else Cell(one.source, tone="text2"),
        }
        return TableRow(str(one.id), cells, tooltip=one.source)

    def begin_add(self) -> None:
        """A new closed day."""
        self._day.set_day(None)
        self._form.set_text("name", "")
        self.open_form(self._form, "day")

    def _save(self) -> None:
        day = self._day.day()
        if day is None:
            self._form.fields["day"].set_error(self._day.problem() or "Tanggal belum diisi.")
            self._day.setFocus()
            return
        name = self._form.text("name")
        entry = ClosedDayEntry(
            day=day, kind=self._kind.current() or "local", name=name, source=self._form.text("source")
        )
        self.save(self._form, office_calendar.add_closed_day, f"{name} ditambahkan ke hari libur", days=(entry,))

    def void(self) -> None:
        """Strike the chosen day out."""
        found = self.chosen()
        if found is not None:
            self.act(office_calendar.void_closed_day, "Hari libur dicoret", closed_day_id=found)

    def begin_ramadan(self) -> None:
        """Enter or confirm the next fasting month."""
        ahead = [one for one in self._ramadan if one.last_day >= self.desk.today()]
        if ahead:
            self._first.set_day(ahead[0].first_day)
            self._last.set_day(ahead[0].last_day)
            self._sure.setChecked(ahead[0].confirmed)
        self.open_form(self._ramadan_form, "first_day")

    def _save_ramadan(self) -> None:
        first, last = self._first.day(), self._last.day()
        if first is None or last is None:
            self._ramadan_form.fields["first_day"].set_error("Isi kedua tanggal.")
            return
        self.save(
            self._ramadan_form,
            office_calendar.set_ramadan,
            f"Ramadan {first.year} disimpan",
            first_day=first,
            last_day=last,
            confirmed=self._sure.isChecked(),
        )

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Tambah hari libur"), Hint(("Del",), "Coret"))
