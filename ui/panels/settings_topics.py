"""Topik: what is taught, its version, days, quota, minimum, and the days it is offered."""

from __future__ import annotations

from typing import Final

from desktop_app.queries.office import TopicRow, topics
from desktop_app.services import office_places
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_places import SeatsDoubt, add_period, period_words, set_period
from ui.panels.settings_section import TableSection
from ui.widgets.badges import BadgeView
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.line_edit import LineEdit, NoteEdit, NumberField
from ui.widgets.tables import Cell, Column, TableRow

COLORS: Final = (
    Choice("t_ppk", "Biru (PPK)"),
    Choice("t_pokja", "Ungu (Pokja)"),
    Choice("t_pyd", "Cokelat (Penyedia)"),
    Choice("t_kat", "Hijau (Katalog)"),
)


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
        self._add_words()
        self.add_tool("Tambah", self.begin_add, key="Ins", icon="plus", action="add_topic", name="set_topic_add")
        self.add_tool("Ubah", self.begin_edit, key="F2", action="edit_topic", name="set_topic_edit")
        self.add_tool("Tidak diajarkan lagi", self.retire, action="edit_topic", name="set_topic_retire")
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def _add_words(self) -> None:
        prerequisites = LineEdit(max_length=200, object_name="topic_prerequisites")
        version = LineEdit(max_length=32, object_name="topic_version")
        self._form.add("version", Field("Versi", version, "misalnya 4.5; boleh kosong"))
        self._period = add_period(self._form, self.desk, ("active_from", "active_to"), "topic")
        self._form.add("materials", Field("Materi", self._materials, "satu baris satu materi"))
        self._form.add("prerequisites", Field("Prasyarat", prerequisites, "boleh kosong"))

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
        for name in ("name", "short_name", "code", "materials", "version", "prerequisites"):
            self._form.set_text(name, "")
        set_period(self._period, None, None)
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
        self._form.set_text("version", one.version)
        self._form.set_text("prerequisites", one.prerequisites)
        set_period(self._period, one.active_from, one.active_to)
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
            "version": self._form.text("version"),
            "prerequisites": self._form.text("prerequisites"),
            "active_from": self._period[0].day(),
            "active_to": self._period[1].day(),
        }
        if self._about is not None:
            fields["emptied"] = tuple(one for one in ("quota", "active_to") if fields[one] is None)
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
    code = f"kode {one.code}" + (f", versi {one.version}" if one.version else "")
    period = period_words(one.active_from, one.active_to)
    parts = ("tidak diajarkan lagi" if one.retired and one.active_to is not None else code, period)
    detail = ", ".join(part for part in parts if part)
    return TableRow(
        str(one.id),
        {
            "name": Cell(one.name, detail=detail, tone=tone, strong=True),
            "days": Cell(f"{one.default_days} hari", tone=tone),
            "quota": Cell(str(one.quota or "–"), tone=tone),
            "short": Cell(badge=BadgeView(one.short_name, one.color)),
        },
    )
