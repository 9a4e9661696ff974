"""Ruang: where classes are held and since when, with a question instead of a scolding for odd numbers."""

from __future__ import annotations

from datetime import date
from typing import Final

from desktop_app.queries.equipment_read import SOP_EQUIPMENT
from desktop_app.queries.office import RoomRow, rooms
from desktop_app.services import office_places
from desktop_app.sop.dates_in_words import parse_date, plain_date
from desktop_app.sop.doubts import doubt_seats
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.buttons import LinkButton
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NumberField
from ui.widgets.tables import Cell, Column, TableRow

ALWAYS: Final = date(2020, 1, 1)
"""What is in use since then was in use before the program; no first day is shown for it."""


def add_period(form: InlineForm, desk: Desk, names: tuple[str, str], prefix: str) -> tuple[DateField, DateField]:
    """The first and the last day something is in use."""
    today = desk.today
    made = tuple(
        DateField(lambda text: parse_date(text, today()), today=today, object_name=f"{prefix}_{name}") for name in names
    )
    form.add(names[0], Field("Berlaku mulai", made[0], "kosong = sejak awal"))
    form.add(names[1], Field("Berlaku sampai", made[1], "kosong = seterusnya"))
    return made[0], made[1]


def set_period(period: tuple[DateField, DateField], first: date | None, last: date | None) -> None:
    """Show the days; the one that means "always" stays empty."""
    period[0].set_day(None if first is None or first <= ALWAYS else first)
    period[1].set_day(last)


def period_words(first: date, last: date | None) -> str:
    """ "mulai 1 Jan 2027, sampai 31 Des 2027"; empty for always."""
    words = [f"mulai {plain_date(first)}"] if first > ALWAYS else []
    return ", ".join([*words, *([f"sampai {plain_date(last)}"] if last is not None else [])])


class SeatsDoubt:
    """ "400 kursi tidak wajar untuk training. Maksud Anda 40?" with a button, under a field of seats."""

    def __init__(self, field: Field, number: NumberField, form: InlineForm, object_name: str) -> None:
        self._field, self._number = field, number
        self._words = Label("", "dense", "warn", wrap=True, object_name=f"{object_name}_words")
        self.button = LinkButton("", object_name=object_name)
        self.button.setAccessibleName("Pakai angka yang disarankan")
        self._words.hide()
        self.button.hide()
        self._value = 0
        self.button.clicked.connect(self._take)
        number.value_changed.connect(self.look)
        form.add_widget(self._words)
        form.add_widget(self.button)

    def look(self, count: int | None) -> None:
        """Ask when the number is odd."""
        doubt = doubt_seats(count)
        self._field.set_warning("periksa" if doubt is not None else "")
        self._words.setVisible(doubt is not None)
        self.button.setVisible(doubt is not None)
        if doubt is not None:
            self._value = doubt.value
            self._words.setText(doubt.sentence)
            self.button.set_label(doubt.button)

    def _take(self) -> None:
        self._number.set_value(self._value)
        self._number.setFocus()


class RoomsSection(TableSection):
    """The rooms; those not in use today stay in the list, grey."""

    title = "Ruang"
    text = "Kursi dan jam pemakaian menentukan kuota dan jadwal"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("name", "Ruang"),
            Column("seats", "Kursi", 80, "right"),
            Column("computers", "Komputer", 96, "right"),
            Column("hours", "Jam pemakaian", 144),
        )
        empty = EmptyView("door-open", "Belum ada ruang", "Tambah ruang dengan Ins.")
        super().__init__(desk, columns, object_name="set_rooms", empty=empty)
        self._rooms: tuple[RoomRow, ...] = ()
        self._about: RoomRow | None = None
        self._form = self.add_form(InlineForm("", "Simpan ruang", object_name="room_form"), self._save)
        self._seats = NumberField(None, minimum=1, maximum=100, suffix="kursi", object_name="room_seats")
        self._computers = NumberField(None, minimum=1, maximum=100, object_name="room_computers")
        self._form.add("name", Field("Nama ruang", LineEdit(max_length=200, icon="door-open", object_name="room_name")))
        self._form.add("code", Field("Kode", LineEdit(max_length=32, object_name="room_code"), "pendek, tetap"))
        seats = self._form.add("seats", Field("Kursi", self._seats))
        self.doubt = SeatsDoubt(seats, self._seats, self._form, "room_take_seats")
        self._form.add("computers", Field("Komputer", self._computers, "kosong = tidak dihitung"))
        self._form.add("starts", Field("Mulai dipakai", LineEdit(icon="clock", object_name="room_starts"), "08.30"))
        self._form.add("ends", Field("Selesai dipakai", LineEdit(icon="clock", object_name="room_ends"), "15.00"))
        equipment = LineEdit(max_length=400, object_name="room_equipment")
        self._form.add("equipment", Field("Perlengkapan", equipment, "dipisah koma"))
        self._period = add_period(self._form, desk, ("valid_from", "valid_to"), "room")
        self._make_closing()
        self.add_tool("Tambah", self.begin_add, key="Ins", icon="plus", action="add_room", name="set_room_add")
        self.add_tool("Ubah", self.begin_edit, key="F2", action="edit_room", name="set_room_edit")
        self.add_tool("Tutup sementara", self.begin_close, action="close_room", name="set_room_close")
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def _make_closing(self) -> None:
        self._closing = self.add_form(InlineForm("", "Tutup ruang", object_name="room_closing"), self._save_closing)
        today = self.desk.today
        self._first = DateField(lambda t: parse_date(t, today()), today=today, object_name="room_closing_first")
        self._last = DateField(lambda t: parse_date(t, today()), today=today, object_name="room_closing_last")
        self._closing.add("first_day", Field("Hari pertama", self._first))
        self._closing.add("last_day", Field("Hari terakhir", self._last))
        self._closing.add("cause", Field("Alasan", LineEdit(max_length=200, object_name="room_closing_reason")))

    def load(self) -> None:
        """Read the rooms."""
        day = self.desk.today()
        self.desk.read(lambda c: rooms(c, day, with_retired=True), self._show, channel="set_rooms")

    def _show(self, rows: tuple[RoomRow, ...]) -> None:
        self._rooms = rows
        self.table.set_rows([_room_row(one) for one in rows])
        if rows and not self.table.current_key():
            self.table.select(str(rows[0].id))

    def begin_add(self) -> None:
        """A new room."""
        self._about = None
        self._form.title.setText("Ruang baru")
        for name, text in (("name", ""), ("code", ""), ("starts", "08.30"), ("ends", "15.00")):
            self._form.set_text(name, text)
        self._form.set_text("equipment", ", ".join(SOP_EQUIPMENT))
        self._seats.set_value(None)
        self._computers.set_value(None)
        set_period(self._period, None, None)
        self._form.fields["code"].show()
        self.open_form(self._form, "name")

    def begin_edit(self) -> None:
        """Change the chosen room."""
        found = self.chosen()
        self._about = next((room for room in self._rooms if room.id == found), None)
        if self._about is None:
            return
        self._form.title.setText(self._about.name)
        self._form.fields["code"].hide()
        self._form.set_text("name", self._about.name)
        self._seats.set_value(self._about.seats)
        self._computers.set_value(self._about.computers)
        self._form.set_text("starts", self._about.starts.replace(":", "."))
        self._form.set_text("ends", self._about.ends.replace(":", "."))
        self._form.set_text("equipment", ", ".join(self._about.equipment))
        set_period(self._period, self._about.valid_from, self._about.valid_to)
        self.open_form(self._form, "name")

    def _save(self) -> None:
        name = self._form.text("name")
        fields = {
            "name": name,
            "seats": self._seats.value() or 0,
            "computers": self._computers.value(),
            "starts": self._form.text("starts"),
            "ends": self._form.text("ends"),
            "equipment": tuple(one.strip() for one in self._form.text("equipment").split(",") if one.strip()),
            "valid_from": self._period[0].day(),
            "valid_to": self._period[1].day(),
        }
        if self._about is None:
            self.save(self._form, office_places.add_room, f"{name} ditambahkan", code=self._form.text("code"), **fields)
        else:
            fields["emptied"] = tuple(one for one in ("computers", "valid_to") if fields[one] is None)
            self.save(self._form, office_places.edit_room, f"{name} diperbarui", room_id=self._about.id, **fields)

    def begin_close(self) -> None:
        """Close the chosen room for some days."""
        found = self.chosen()
        self._about = next((room for room in self._rooms if room.id == found), None)
        if self._about is not None:
            self._closing.title.setText(f"Tutup {self._about.name} sementara")
            self._first.set_day(self.desk.today())
            self._last.set_day(self.desk.today())
            self.open_form(self._closing, "first_day")

    def _save_closing(self) -> None:
        first, last = self._closing.needed_day("first_day"), self._closing.needed_day("last_day")
        if self._about is not None and first is not None and last is not None:
            self.save(
                self._closing,
                office_places.close_room,
                f"{self._about.name} ditutup sementara",
                room_id=self._about.id,
                first_day=first,
                last_day=last,
                cause=self._closing.text("cause"),
            )

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Tambah ruang"), Hint(("F2",), "Ubah"))


def _room_row(one: RoomRow) -> TableRow:
    tone = "disabled" if one.retired else "text"
    period = period_words(one.valid_from, one.valid_to)
    return TableRow(
        str(one.id),
        {
            "name": Cell(one.name, detail=f"kode {one.code}{', ' if period else ''}{period}", tone=tone, strong=True),
            "seats": Cell(str(one.seats), tone=tone),
            "computers": Cell(str(one.computers or "–"), tone=tone),
            "hours": Cell(f"{one.starts}–{one.ends}".replace(":", "."), tone=tone),
        },
    )
