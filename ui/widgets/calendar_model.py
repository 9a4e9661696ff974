"""The month as a real item model: a row per week, a column per weekday, a sentence per day for readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.sop.dates_in_words import DAYS
from ui.widgets.calendar_days import CalendarChip, DayNote, Week, day_label, spoken_day, weeks_of

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day as it is painted; ``chips`` are the classes on it in order of hour."""

    day: date
    label: str
    note: DayNote | None
    in_month: bool
    weekend: bool
    today: bool
    chips: tuple[CalendarChip, ...]


class MonthModel(QAbstractTableModel):
    """``show(month, today, chips, notes)``; UserRole gives a ``DayCell``, AccessibleTextRole its sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month = date(2000, 1, 1)
        self.today = self.month
        self.weeks: tuple[Week, ...] = weeks_of(self.month)
        self.chips: tuple[CalendarChip, ...] = ()
        self._notes: dict[date, DayNote] = {}
        self._on: dict[date, tuple[CalendarChip, ...]] = {}

    def show(self, month: date, today: date, chips: Sequence[CalendarChip], notes: Sequence[DayNote]) -> bool:
        """Show another month or newer rows; False when nothing differs."""
        noted = {note.day: note for note in notes}
        same_month = month.replace(day=1) == self.month and today == self.today
        if same_month and tuple(chips) == self.chips and noted == self._notes:
            return False
        weeks = weeks_of(month)
        reset = len(weeks) != len(self.weeks)
        if reset:
            self.beginResetModel()
        self.month, self.today, self.weeks = month.replace(day=1), today, weeks
        self.chips, self._notes = tuple(chips), noted
        found: dict[date, list[CalendarChip]] = defaultdict(list)
        for chip in sorted(chips, key=lambda one: (one.hours, one.key)):
            for day in chip.days:
                found[day].append(chip)
        self._on = {day: tuple(here) for day, here in found.items()}
        if reset:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(weeks) - 1, 6))
        return True

    def first(self) -> date:
        """The first day shown."""
        return self.weeks[0][0]

    def last(self) -> date:
        """The last day shown."""
        return self.weeks[-1][-1]

    def index_of(self, day: date) -> QModelIndex:
        """The index of a day; invalid when it is not shown."""
        offset = (day - self.first()).days
        return self.index(offset // 7, offset % 7) if 0 <= offset < 7 * len(self.weeks) else QModelIndex()

    def day_of(self, index: Index) -> date | None:
        """The day of an index."""
        return self.first() + timedelta(days=7 * index.row() + index.column()) if index.isValid() else None

    def chips_on(self, day: date) -> tuple[CalendarChip, ...]:
        """The classes on a day."""
        return self._on.get(day, ())

    def cell(self, day: date) -> DayCell:
        """A day as it is painted."""
        return DayCell(
            day,
            day_label(day, self.month),
            self._notes.get(day),
            day.month == self.month.month and day.year == self.month.year,
            day.weekday() >= 5,
            day == self.today,
            self.chips_on(day),
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """Weeks shown."""
        return 0 if parent is not None and parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index | None = None) -> int:
        """Monday to Sunday."""
        return 0 if parent is not None and parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell under UserRole; its number and its sentence."""
        day = self.day_of(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.cell(day)
        if role == Qt.ItemDataRole.DisplayRole:
            return day_label(day, self.month)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_day(day, self._notes.get(day), self.chips_on(day), self.today)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the weekdays."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return DAYS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every day can be chosen and dropped upon."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
