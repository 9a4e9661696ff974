"""The open class: its head with days and figures, and the table with the field for names and codes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.queries.schedule_read import OPEN_CLASS
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.sop.dates_in_words import SHORT_DAYS, date_range
from desktop_app.sop.workflow import Verdict
from ui.panels.reason_line import ReasonLine
from ui.panels.trainer_figures import Figure, Figures
from ui.panels.trainer_rows import day_words, first_day, present_count, table_rows
from ui.panels.trainer_table import AttendanceTable
from ui.widgets import paint
from ui.widgets.badges import Badge, BadgeView
from ui.widgets.buttons import Button, Segment, Segmented
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Pane, column, row


class ClassHead(Pane):
    """``day_changed(date)`` by the day switch, ``print_requested()``, ``deeds_requested()``."""

    day_changed = Signal(object)
    print_requested = Signal()
    deeds_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "bottom", object_name="class_head", parent=parent)
        self._days: tuple[date, ...] = ()
        self._day = date.min
        self._switch: Segmented | None = None
        self.title = Label("", "title", elide=True, object_name="trainer_title")
        self.badge = Badge("", object_name="trainer_badge")
        self.detail = Label("", "dense", "text2", elide=True, object_name="trainer_place")
        self.figures = Figures(object_name="trainer_figures")
        self.print = Button("Daftar hadir", key_hint="Ctrl+P", icon="printer", object_name="trainer_print")
        self.print.clicked.connect(self.print_requested)
        self.deeds = Button("Lainnya", "ghost", "Alt+L", "chevron-down", object_name="trainer_deeds")
        self.deeds.clicked.connect(self.deeds_requested)
        named = row(self.title, self.badge, None, spacing=12)
        named.setStretch(0, 100)
        self._right = row(self.deeds, self.print, spacing=8)
        words = column(named, self.detail, spacing=0)
        top = row(spacing=16)
        top.addLayout(words, 1)
        top.addLayout(self._right)
        self.setLayout(column(top, self.figures, spacing=12, margins=(24, 10, 24, 12)))

    def day(self) -> date:
        """The day that is shown."""
        return self._day

    def show_class(self, detail: SessionDetail, today: date, *, other: bool) -> None:
        """Show a class; another class begins on its day of today."""
        one = detail.row
        if other or self._day not in one.days:
            self._day = first_day(one.days, today)
        if other or one.days != self._days:
            self._days = one.days
            self._make_switch()
        self.title.setText(one.topic.name)
        self.title.setMaximumWidth(round(paint.width_of(one.topic.name, "title")) + 2)
        open_class = one.who == OPEN_CLASS
        self.badge.set_view(BadgeView(OPEN_CLASS if open_class else one.state_label, one.topic.color))
        self.show_figures(detail)

    def show_figures(self, detail: SessionDetail) -> None:
        """The line under the title and the three figures, for the day that is shown."""
        one, total = detail.row, len(detail.people)
        others = ", ".join(one.trainers)
        parts = (day_words(self._day), one.hours_text, one.place, others)
        self.detail.setText(" · ".join(part for part in parts if part))
        came = present_count(detail, self._day)
        before, after = detail.average_pre, detail.average_post
        tests = f"{'–' if before is None else before} → {'–' if after is None else after}"
        taught = len([m for m in detail.materials if m in detail.materials_done])
        self.figures.set_figures(
            (
                Figure(f"{came} dari {total}", "hadir", came / max(total, 1), "ok"),
                Figure(tests, "rata-rata tes awal ke akhir", (after or 0) / 100),
                Figure(
                    f"{taught} dari {len(detail.materials)}", "materi selesai", taught / max(len(detail.materials), 1)
                ),
            )
        )

    def step_day(self, step: int) -> None:
        """Alt with an arrow: the day before or after."""
        at = self._days.index(self._day) + step if self._day in self._days else -1
        if 0 <= at < len(self._days):
            self._choose(self._days[at])

    def _make_switch(self) -> None:
        if self._switch is not None:
            self._right.removeWidget(self._switch)
            self._switch.deleteLater()
            self._switch = None
        if len(self._days) < 2:
            return
        options = [
            Segment(day.isoformat(), f"{SHORT_DAYS[day.weekday()]} {date_range(day, day)}") for day in self._days
        ]
        self._switch = Segmented(options, self._day.isoformat(), name="Hari kelas", object_name="trainer_days")
        self._switch.changed.connect(lambda key: self._choose(date.fromisoformat(key)))
        self._right.insertWidget(0, self._switch)

    def _choose(self, day: date) -> None:
        if day == self._day:
            return
        self._day = day
        if self._switch is not None:
            self._switch.set_current(day.isoformat())
        self.day_changed.emit(day)


class ClassWork(Pane):
    """``typed(text)`` while one types a name, ``entered(text)`` on Enter, ``walk_in_requested()``."""

    typed = Signal(str)
    entered = Signal(str)
    walk_in_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="class_work", parent=parent)
        self._quiet = ""
        self.search = LineEdit(
            placeholder="Nama atau pindai kode di tanda terima",
            icon="scan-line",
            key_hint="Enter",
            object_name="trainer_search",
            name="Nama atau kode peserta",
        )
        self.walk_in = Button(
            "Peserta datang langsung", key_hint="Ins", icon="user-plus", object_name="trainer_walk_in"
        )
        self.line = Label("", "caption", "text2", elide=True, object_name="trainer_line")
        self.table = AttendanceTable()
        self.search.textEdited.connect(self.typed)
        self.search.returnPressed.connect(lambda: self.entered.emit(self.search.text()))
        self.walk_in.clicked.connect(self.walk_in_requested)
        entry = column(row(self.search, self.walk_in), self.line, spacing=4, margins=(24, 12, 24, 6))
        self.reason = ReasonLine("trainer_reason")
        whole = column(entry, spacing=0)
        whole.addLayout(column(self.table, margins=(16, 0, 10, 0)), 1)
        whole.addWidget(self.reason)
        self.setLayout(whole)

    def show_people(self, detail: SessionDetail, day: date, *, marks: Verdict, walk_in: Verdict) -> None:
        """Show the people and what may be done with them."""
        self.search.setEnabled(marks.ok)
        self.search.setToolTip(marks.reason)
        self.walk_in.allow(walk_in.ok, walk_in.reason)
        self.show_day(detail, day)

    def show_day(self, detail: SessionDetail, day: date) -> None:
        """The same people on another day."""
        self.table.show_rows(table_rows(detail, day))
        if not self.table.current_key() and detail.people:
            self.table.select(str(detail.people[0].participant_id), 1)
        missing = len(detail.people) - present_count(detail, day)
        walk_ins = sum(one.walk_in for one in detail.people)
        tail = f" · {walk_ins} datang langsung" if walk_ins else ""
        quiet = f"{len(detail.people)} peserta · {missing} belum datang{tail}"
        if self.line.full_text() in ("", self._quiet):
            self.line.setText(quiet)
        self._quiet = quiet

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """One line between the field and the table: what is wrong, or how many are still missing."""
        self.line.set_tone("danger" if wrong else "text2")
        self.line.setText(sentence or self._quiet)
        self.search.set_level("error" if wrong and self.search.text() else "")

    def clear(self) -> None:
        """Ready for the next name."""
        self.search.clear()
        self.say("")
