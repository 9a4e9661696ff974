"""Jam kerja: the stretches of each weekday, put in force from a day on."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QGridLayout

from desktop_app.errors import LoketError
from desktop_app.queries.settings_read import HoursOfDay, hours_in_force
from desktop_app.services import office_calendar
from desktop_app.services.office_calendar import HoursEntry
from desktop_app.sop.dates_in_words import DAYS, parse_date
from ui.desk import Desk
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button, Segment, Segmented
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import row

SEASONS: Final = (Segment("normal", "Biasa"), Segment("ramadan", "Ramadan"))
_STRETCH: Final = re.compile(r"\s*(\d{1,2}[.:]\d{2})\s*[-–]\s*(\d{1,2}[.:]\d{2})\s*")


class HoursSection(Section):
    """One line a weekday: ``07.30-12.00, 13.00-16.00``; empty = closed."""

    title = "Jam kerja"
    text = "Waktu mutu baku dihitung dalam jam ini; yang sudah selesai tidak berubah"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_hours")
        self._rows: tuple[HoursOfDay, ...] = ()
        self._season = Segmented(SEASONS, "normal", name="Musim", object_name="set_hours_season")
        self._season.changed.connect(lambda _: self._put_hours())
        self._days = [LineEdit(placeholder="tutup", object_name=f"set_hours_{at}") for at in range(7)]
        self._fields = [Field(DAYS[at], edit) for at, edit in enumerate(self._days)]
        today = desk.today
        self._from = DateField(lambda t: parse_date(t, today()), today(), today=today, object_name="set_hours_from")
        self._from_field = Field("Berlaku mulai", self._from)
        self._save = Button("Simpan jam kerja", "primary", "Ctrl+Enter", object_name="set_hours_save")
        self._save.clicked.connect(self.submit)
        verdict = desk.may("set_work_hours", None)
        self._save.allow(verdict.ok, verdict.reason)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, field in enumerate(self._fields):
            grid.addWidget(field, at // 2, at % 2)
        grid.addWidget(self._from_field, 3, 1)
        self.middle.addLayout(row(self._season, None))
        self.middle.addLayout(grid)
        self.middle.addLayout(row(self._save, self.error, None))
        self.middle.addStretch(1)
        EnterMovesOn(self)

    def load(self) -> None:
        """Read the hours now in force."""
        day = self.desk.today()
        self.desk.read(lambda c: hours_in_force(c, day), self._show, channel="set_hours")

    def _show(self, rows: tuple[HoursOfDay, ...]) -> None:
        self._rows = rows
        if not any(edit.isModified() for edit in self._days):
            self._put_hours()

    def _put_hours(self) -> None:
        for at, edit in enumerate(self._days):
            stretches = [r for r in self._rows if r.weekday == at and r.season == self._season.current()]
            edit.setText(", ".join(f"{r.starts}-{r.ends}".replace(":", ".") for r in stretches))
            edit.setModified(False)
            self._fields[at].clear_message()

    def submit(self) -> None:
        """Put the typed hours in force."""
        entries = []
        for at, edit in enumerate(self._days):
            self._fields[at].clear_message()
            for part in filter(None, (piece.strip() for piece in edit.text().split(","))):
                found = _STRETCH.fullmatch(part)
                if found is None:
                    self._fields[at].set_error("Tulis seperti 07.30-12.00, 13.00-16.00")
                    edit.setFocus()
                    return
                starts, ends = (f"{text.replace(':', '.'):0>5}".replace(".", ":") for text in found.groups())
                season = self._season.current()
                entries.append(HoursEntry(weekday=at, starts=starts, ends=ends, season=season))
        day = self._from.day()
        if day is None:
            self._from_field.set_error(self._from.problem() or "Tanggal berlaku belum diisi.")
            return
        for edit in self._days:
            edit.setModified(False)
        self.act(
            office_calendar.set_work_hours,
            "Jam kerja disimpan",
            failed=self._refused,
            valid_from=day,
            hours=tuple(entries),
        )

    def _refused(self, error: LoketError) -> None:
        for edit in self._days:
            edit.setModified(True)
        self.show_error(error)

    def first_focus(self) -> LineEdit:
        """Monday."""
        return self._days[0]
