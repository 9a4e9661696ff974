"""Ruang dan Topik: what is taught and where, with a question instead of a scolding for odd numbers."""

from __future__ import annotations

from typing import Final

from desktop_app.queries.equipment_read import SOP_EQUIPMENT
from desktop_app.queries.office import RoomRow, TopicRow, rooms, topics
from desktop_app.services import office_places
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.doubts import doubt_seats
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.badges import BadgeView
from ui.widgets.buttons import LinkButton
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit, NumberField
from ui.widgets.tables import Cell, Column, TableRow

COLORS: Final = (
    Choice("t_ppk", "Biru (PPK)"),
    Choice("t_pokja", "Ungu (Pokja)"),
    Choice("t_pyd", "Cokelat (Penyedia)"),
    Choice("t_kat", "Hijau (Katalog)"),
)


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
    """The rooms in use today."""

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
        self._closing.add("reason", Field("Alasan", LineEdit(max_length=200, object_name="room_closing_reason")))

    def load(self) -> None:
        """Read the rooms."""
        day = self.desk.today()
        self.desk.read(lambda c: rooms(c, day), self._show, channel="set_rooms")

    def _show(self, rows: tuple[RoomRow, ...]) -> None:
        self._rooms = rows
        self.table.set_rows(
            [
                TableRow(
                    str(room.id),
                    {
                        "name": Cell(room.name, detail=f"kode {room.code}", strong=True),
                        "seats": str(room.seats),
                        "computers": str(room.computers or "–"),
                        "hours": f"{room.starts}–{room.ends}".replace(":", "."),
                    },
                )
                for room in rows
            ]
        )
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
        }
        if self._about is None:
            self.save(self._form, office_places.add_room, f"{name} ditambahkan", code=self._form.text("code"), **fields)
        else:
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
        if self._about is not None:
            self.save(
                self._closing,
                office_places.close_room,
                f"{self._about.name} ditutup sementara",
                room_id=self._about.id,
                first_day=self._first.day() or self.desk.today(),
                last_day=self._last.day() or self.desk.today(),
                reason=self._closing.text("reason"),
            )

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Tambah ruang"), Hint(("F2",), "Ubah"))


class TopicsSection(TableSection):
    """What is taught; retired topics stay in the list, grey."""

    title = "Topik"
    text = "Nama aplikasi berubah tiap tahun, berkas lama menyimpan namanya"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("name", "Topik"),
            Column("days", "Lama", 72, "right"),
            Column("quota", "Kuota", 72, "right"),
            Column("short", "Label", 120),
        )
        empty = EmptyView("file-text", "Belum ada topik", "Tambah topik dengan Ins.")
        super().__init__(desk, columns, object_name="set_topics", empty=empty)
        self._topics: tuple[TopicRow, ...] = ()
        self._about: TopicRow | None = None
        self._form = self.add_form(InlineForm("", "Simpan topik", object_name="topic_form"), self._save)
        self._form.add("name", Field("Nama topik", LineEdit(max_length=200, object_name="topic_name")))
        self._form.add("short_name", Field("Nama pendek", LineEdit(max_length=32, object_name="topic_short")))
        self._form.add("code", Field("Kode", LineEdit(max_length=48, object_name="topic_code"), "pendek, tetap"))
        self._color = ChoiceField(COLORS, "t_ppk", object_name="topic_color")
        self._form.add("color", Field("Warna", self._color))
        self._days = NumberField(1, minimum=1, maximum=5, suffix="hari", object_name="topic_days")
        self._quota = NumberField(None, minimum=1, maximum=100, suffix="kursi", object_name="topic_quota")
        self._least = NumberField(1, minimum=1, maximum=100, suffix="orang", object_name="topic_least")
        self._form.add("default_days", Field("Lama training", self._days))
        quota = self._form.add("quota", Field("Kuota", self._quota, "kosong = kursi ruang"))
        self.doubt = SeatsDoubt(quota, self._quota, self._form, "topic_take_quota")
        self._form.add("min_participants", Field("Peserta paling sedikit", self._least))
        self._materials = NoteEdit(rows=4, object_name="topic_materials")
        self._form.add("materials", Field("Materi", self._materials, "satu baris satu materi"))
        self.add_tool("Tambah", self.begin_add, key="Ins", icon="plus", action="add_topic", name="set_topic_add")
        self.add_tool("Ubah", self.begin_edit, key="F2", action="edit_topic", name="set_topic_edit")
        self.add_tool("Tidak diajarkan lagi", self.retire, action="edit_topic", name="set_topic_retire")
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def load(self) -> None:
        """Read the topics."""
        day = self.desk.today()
        self.desk.read(lambda c: topics(c, day, with_retired=True), self._show, channel="set_topics")

    def _show(self, rows: tuple[TopicRow, ...]) -> None:
        self._topics = rows
        self.table.set_rows([_topic_row(one) for one in rows])
        if rows and not self.table.current_key():
            self.table.select(str(rows[0].id))

    def begin_add(self) -> None:
        """A new topic."""
        self._about = None
        self._form.title.setText("Topik baru")
        for name in ("name", "short_name", "code", "materials"):
            self._form.set_text(name, "")
        self._numbers(1, None, 1)
        self._form.fields["code"].show()
        self._form.fields["color"].show()
        self.open_form(self._form, "name")

    def begin_edit(self) -> None:
        """Change the chosen topic."""
        one = self._picked()
        if one is None:
            return
        self._form.title.setText(one.name)
        self._form.fields["code"].hide()
        self._form.fields["color"].hide()
        self._form.set_text("name", one.name)
        self._form.set_text("short_name", one.short_name)
        self._form.set_text("materials", "\n".join(one.materials))
        self._numbers(one.default_days, one.quota, one.min_participants)
        self.open_form(self._form, "name")

    def _numbers(self, days: int, quota: int | None, least: int) -> None:
        self._days.set_value(days)
        self._quota.set_value(quota)
        self._least.set_value(least)

    def _picked(self) -> TopicRow | None:
        found = self.chosen()
        self._about = next((one for one in self._topics if one.id == found), None)
        return self._about

    def _save(self) -> None:
        name = self._form.text("name")
        fields = {
            "name": name,
            "short_name": self._form.text("short_name"),
            "default_days": self._days.value() or 1,
            "quota": self._quota.value(),
            "min_participants": self._least.value() or 1,
            "materials": tuple(line.strip() for line in self._materials.text().splitlines() if line.strip()),
        }
        if self._about is not None:
            self.save(self._form, office_places.edit_topic, f"{name} diperbarui", topic_id=self._about.id, **fields)
            return
        code, color = self._form.text("code"), self._color.current() or "t_ppk"
        self.save(self._form, office_places.add_topic, f"{name} ditambahkan", code=code, color=color, **fields)

    def retire(self) -> None:
        """Take the chosen topic out of the lists from today on."""
        one = self._picked()
        if one is not None:
            said = f"{one.name} tidak diajarkan lagi"
            self.act(office_places.edit_topic, said, topic_id=one.id, active_to=self.desk.today())

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Tambah topik"), Hint(("F2",), "Ubah"))


def _topic_row(one: TopicRow) -> TableRow:
    tone = "disabled" if one.retired else "text"
    detail = "tidak diajarkan lagi" if one.retired else f"kode {one.code}"
    return TableRow(
        str(one.id),
        {
            "name": Cell(one.name, detail=detail, tone=tone, strong=True),
            "days": Cell(f"{one.default_days} hari", tone=tone),
            "quota": Cell(str(one.quota or "–"), tone=tone),
            "short": Cell(badge=BadgeView(one.short_name, one.color)),
        },
    )
