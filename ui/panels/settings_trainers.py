"""Trainer: who teaches what, and who is away when."""

from __future__ import annotations

from typing import Any

from desktop_app.queries.office import OfficerRow, TopicRow, officers, topics, trainer_competences
from desktop_app.queries.settings_read import AbsenceRow, absences
from desktop_app.services import office_places
from desktop_app.sop.dates_in_words import date_range, parse_date
from desktop_app.sop.states import Role
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.check_rows import CheckRow
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.line_edit import LineEdit
from ui.widgets.tables import Cell, Column, TableRow

Rows = tuple[tuple[OfficerRow, ...], tuple[TopicRow, ...], dict[int, frozenset[int]], tuple[AbsenceRow, ...]]


class TrainersSection(TableSection):
    """The trainers with their topics and absences to come."""

    title = "Trainer"
    text = "Kompetensi dipakai saat memilih trainer dan memeriksa bentrok"

    def __init__(self, desk: Desk) -> None:
        columns = (Column("name", "Trainer", 240), Column("topics", "Topik"), Column("away", "Tidak di tempat", 260))
        empty = EmptyView("users", "Belum ada trainer", "Beri peran Tim Trainer di Petugas dan peran.")
        super().__init__(desk, columns, object_name="set_trainers", empty=empty)
        self._people: tuple[OfficerRow, ...] = ()
        self._topics: tuple[TopicRow, ...] = ()
        self._taught: dict[int, frozenset[int]] = {}
        self._about: OfficerRow | None = None
        self._checks: dict[str, CheckRow] = {}
        self._form = self.add_form(InlineForm("", "Simpan kompetensi", object_name="competence_form"), self._save)
        self._away = self.add_form(InlineForm("", "Catat", object_name="absence_form"), self._save_away)
        today = self.desk.today
        self._first = DateField(lambda t: parse_date(t, today()), today=today, object_name="absence_first")
        self._last = DateField(lambda t: parse_date(t, today()), today=today, object_name="absence_last")
        self._away.add("first_day", Field("Hari pertama", self._first))
        self._away.add("last_day", Field("Hari terakhir", self._last))
        reason = LineEdit(max_length=200, placeholder="contoh: dinas luar", object_name="absence_reason")
        self._away.add("cause", Field("Alasan", reason))
        self.add_tool("Kompetensi", self.begin_edit, key="F2", action="set_competence", name="set_trainer_topics")
        self.add_tool("Tidak di tempat", self.begin_away, key="Ins", action="add_absence", name="set_trainer_away")
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def load(self) -> None:
        """Read trainers, topics, competences and absences."""
        day = self.desk.today()

        def query(c: Any) -> Rows:
            return officers(c, day), topics(c, day), trainer_competences(c), absences(c, day)

        self.desk.read(query, self._show, channel="set_trainers")

    def _show(self, rows: Rows) -> None:
        people, self._topics, self._taught, away = rows
        self._people = tuple(one for one in people if Role.TRAINER in one.roles)
        names = {one.id: one.short_name for one in self._topics}
        made = []
        for one in self._people:
            taught = [names[key] for key in sorted(self._taught.get(one.id, ())) if key in names]
            gone = [f"{date_range(a.first_day, a.last_day)} {a.reason}" for a in away if a.trainer_id == one.id]
            made.append(
                TableRow(
                    str(one.id),
                    {
                        "name": Cell(one.full_name, strong=True),
                        "topics": ", ".join(taught) or "Belum ada topik",
                        "away": Cell("; ".join(gone), tone="warn"),
                    },
                    tooltip=", ".join(taught),
                )
            )
        self.table.set_rows(made)
        if made and not self.table.current_key():
            self.table.select(made[0].key)
        for topic in self._topics:
            if topic.code not in self._checks:
                check = CheckRow(topic.name, object_name=f"competence_{topic.code}")
                self._checks[topic.code] = check
                self._form.add_widget(check)

    def _picked(self) -> OfficerRow | None:
        found = self.chosen()
        self._about = next((one for one in self._people if one.id == found), None)
        return self._about

    def begin_edit(self) -> None:
        """Tick what the chosen trainer teaches."""
        one = self._picked()
        if one is None:
            return
        self._form.title.setText(f"Topik yang diajar {one.full_name}")
        for topic in self._topics:
            self._checks[topic.code].setChecked(topic.id in self._taught.get(one.id, ()))
        self.show_form(self._form)
        next(iter(self._checks.values())).setFocus()

    def _save(self) -> None:
        if self._about is not None:
            chosen = tuple(code for code, check in self._checks.items() if check.isChecked())
            said = f"Kompetensi {self._about.full_name} disimpan"
            self.save(self._form, office_places.set_competence, said, trainer=self._about.handle, topics=chosen)

    def begin_away(self) -> None:
        """Note that the chosen trainer is away."""
        one = self._picked()
        if one is not None:
            self._away.title.setText(f"{one.full_name} tidak di tempat")
            self._first.set_day(self.desk.today())
            self._last.set_day(self.desk.today())
            self.open_form(self._away, "first_day")

    def _save_away(self) -> None:
        first, last = self._away.needed_day("first_day"), self._away.needed_day("last_day")
        if self._about is not None and first is not None and last is not None:
            self.save(
                self._away,
                office_places.add_absence,
                f"{self._about.full_name} dicatat tidak di tempat",
                trainer=self._about.handle,
                first_day=first,
                last_day=last,
                cause=self._away.text("cause"),
            )

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("F2",), "Kompetensi"), Hint(("Ins",), "Tidak di tempat"))
