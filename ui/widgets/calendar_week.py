"""``WeekView``: one week with rooms and trainers as rows, so that a clash is seen in the trainer's row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.sop.dates_in_words import DAYS, SHORT_DAYS
from ui import theme
from ui.widgets import paint
from ui.widgets.calendar_days import CalendarChip, DayNote, monday_of
from ui.widgets.calendar_layout import Piece, Placed
from ui.widgets.calendar_model import Index
from ui.widgets.calendar_paint import paint_cursor, paint_ghost, paint_hatch
from ui.widgets.calendar_table import CalendarTable
from ui.widgets.chip_pictures import ChipPictures

HEAD: Final = 37
GROUP: Final = 28
LABEL: Final = 176


@dataclass(frozen=True, slots=True)
class WeekLane:
    """A row of the week. Without a key it is the heading of a group."""

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A stretch of a lane that cannot be used, with its reason."""

    lane: str
    first: date
    last: date
    words: str


class WeekModel(QAbstractTableModel):
    """A row per room and trainer, a column per day; each cell says who is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[date, ...] = ()
        self.lanes: tuple[WeekLane, ...] = ()
        self.chips: tuple[CalendarChip, ...] = ()
        self.blocked: tuple[Blocked, ...] = ()
        self.notes: dict[date, DayNote] = {}

    def show(
        self,
        day: date,
        lanes: Sequence[WeekLane],
        chips: Sequence[CalendarChip],
        blocked: Sequence[Blocked],
        notes: Sequence[DayNote],
    ) -> None:
        """Show the week of ``day``: Monday to Friday, and the weekend when somebody teaches on it."""
        self.beginResetModel()
        week = tuple(monday_of(day) + timedelta(days=at) for at in range(7))
        weekend = any(one in chip.days for chip in chips for one in week[5:])
        self.days = week if weekend or day in week[5:] else week[:5]
        self.lanes, self.blocked = tuple(lanes), tuple(blocked)
        self.chips = tuple(chip for chip in chips if any(one in self.days for one in chip.days))
        self.notes = {note.day: note for note in notes}
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Rooms, trainers and the two headings."""
        return 0 if parent is not None and parent.isValid() else len(self.lanes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Days shown."""
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence of a cell."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        lane, day = self.lanes[index.row()], self.days[index.column()]
        here = [chip.spoken or chip.who for chip in self.chips if lane.key in chip.lanes and day in chip.days]
        here += [one.words for one in self.blocked if one.lane == lane.key and one.first <= day <= one.last]
        words = "; ".join(here)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return f"{lane.name}, {DAYS[day.weekday()]} {day.day}: {words or 'kosong'}" if lane.key else lane.name

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Days and names of lanes."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return f"{DAYS[self.days[section].weekday()]} {self.days[section].day}"
        return self.lanes[section].name


class WeekView(CalendarTable):
    """The week. ``day_moved(day)`` by the arrows, ``week_wanted(day)`` past its ends, ``day_opened(day)`` on Enter."""

    day_moved = Signal(object)
    week_wanted = Signal(object)
    day_opened = Signal(object)

    def __init__(self, *, object_name: str = "week_view", parent: QWidget | None = None) -> None:
        super().__init__("Kalender minggu", object_name, parent)
        self.week_model = WeekModel(self)
        self.setModel(self.week_model)
        self._pictures = ChipPictures()
        self._cursor = date(2000, 1, 3)
        self._today: date | None = None
        self._columns: tuple[int, ...] = (0,)
        self._rows: tuple[int, ...] = (0,)
        self._placed: tuple[Placed, ...] = ()

    def show_week(
        self,
        day: date,
        lanes: Sequence[WeekLane],
        chips: Sequence[CalendarChip],
        blocked: Sequence[Blocked],
        notes: Sequence[DayNote],
        today: date | None = None,
    ) -> None:
        """Show the week of ``day`` with the cursor on it."""
        self._cursor, self._today = day, today
        self.week_model.show(day, lanes, chips, blocked, notes)
        self.lay_out()

    def cursor_day(self) -> date:
        """The day under the keys."""
        return self._cursor

    def set_cursor(self, day: date) -> None:
        """Move the cursor without a signal."""
        self._cursor = day
        self.viewport().update()

    def lay_out(self) -> None:
        """Columns, rows and chips of the week, once per change."""
        model, view = self.week_model, self.viewport()
        days = max(1, len(model.days))
        left, wide = theme.px(LABEL), view.width() - theme.px(LABEL)
        self._columns = tuple(left + round(wide * at / days) for at in range(days + 1))
        heads = sum(not lane.key for lane in model.lanes)
        body = max(1, len(model.lanes) - heads)
        room = view.height() - theme.px(HEAD) - heads * theme.px(GROUP)
        high = min(max(theme.px(40), room // body), theme.px(84))
        rows = [theme.px(HEAD)]
        for lane in model.lanes:
            rows.append(rows[-1] + (high if lane.key else theme.px(GROUP)))
        self._rows = tuple(rows)
        self._placed = tuple(self._pieces())
        view.update()

    def _pieces(self) -> list[Placed]:
        model, found = self.week_model, []
        for at, lane in enumerate(model.lanes):
            mine = [chip for chip in model.chips if lane.key and lane.key in chip.lanes]
            taken: dict[date, int] = defaultdict(int)
            crowd = max((sum(day in chip.days for chip in mine) for day in model.days), default=0)
            high = (self._rows[at + 1] - self._rows[at] - theme.px(8)) / max(1, crowd)
            for chip in mine:
                days = [day for day in model.days if day in chip.days]
                first, last = model.days.index(days[0]), model.days.index(days[-1])
                step = max(taken[day] for day in days)
                for day in days:
                    taken[day] = step + 1
                left, right = self._columns[first] + theme.px(4), self._columns[last + 1] - theme.px(4)
                area = QRectF(left, self._rows[at] + theme.px(4) + step * high, right - left, high - theme.px(2))
                piece = Piece(chip, at, first, last, step, days[0] == chip.days[0], days[-1] == chip.days[-1])
                found.append(Placed(piece, area, area.height() >= theme.px(40)))
        return found

    def chip_under(self, at: QPointF) -> CalendarChip | None:
        """The chip under a point."""
        return next((one.piece.chip for one in self._placed if one.area.contains(at)), None)

    def day_under(self, at: QPointF) -> object:
        """The date under a point, or None over the names."""
        days = self.week_model.days
        return next((day for i, day in enumerate(days) if self._columns[i] <= at.x() < self._columns[i + 1]), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right by day, PgUp and PgDn by week, Enter opens."""
        steps = {
            int(Qt.Key.Key_Left): -1,
            int(Qt.Key.Key_Right): 1,
            int(Qt.Key.Key_PageUp): -7,
            int(Qt.Key.Key_PageDown): 7,
        }
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif event.key() in steps:
            self.go(self._cursor + timedelta(days=steps[event.key()]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self._cursor)
        else:
            event.ignore()

    def go(self, day: date) -> None:
        """Move to a day, over the weekend when it is not shown."""
        shown = self.week_model.days
        if len(shown) == 5 and day.weekday() >= 5:
            day += timedelta(days=2 if day > self._cursor else -2)
        self._cursor = day
        (self.day_moved if day in shown else self.week_wanted).emit(day)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, lanes, chips, ghost."""
        with paint.on(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.color("surface"))
            self._paint_head(painter)
            for at, lane in enumerate(self.week_model.lanes):
                self._paint_lane(painter, at, lane)
            for one in self._placed:
                self._pictures.draw(painter, one)
            self._paint_moves(painter)

    def _paint_head(self, painter: QPainter) -> None:
        high = theme.px(HEAD)
        for at, day in enumerate(self.week_model.days):
            area = QRectF(self._columns[at], 0, self._columns[at + 1] - self._columns[at], self.height())
            note = self.week_model.notes.get(day)
            if note is not None and note.closed:
                painter.fillRect(area, theme.color("holiday_soft"))
            painter.fillRect(QRectF(area.x(), high, 1, area.height()), theme.color("line2"))
            names = DAYS if area.width() > theme.px(96) else SHORT_DAYS
            line = QRectF(area.x() + theme.px(10), 0, area.width() - theme.px(12), high)
            words = f"{names[day.weekday()]} {day.day}"
            if day == self._today:
                wide = paint.width_of(words, "dense_strong") + theme.px(16)
                pill = QRectF(area.x() + theme.px(2), (high - theme.px(22)) / 2, wide, theme.px(22))
                paint.box(painter, pill, pill.height() / 2, "accent")
            tone = "on_accent" if day == self._today else "text"
            used = paint.text(painter, line, words, "dense_strong", tone)
            if note is not None:
                line.adjust(used + theme.px(8), 0, 0, 0)
                paint.text(painter, line, note.name, "caption", "holiday" if note.closed else "ok")
        paint.hline(painter, 0, self.viewport().width(), high - 1, "line")

    def _paint_lane(self, painter: QPainter, at: int, lane: WeekLane) -> None:
        top, bottom, wide = self._rows[at], self._rows[at + 1], self.viewport().width()
        if not lane.key:
            painter.fillRect(QRectF(0, top, wide, bottom - top), theme.color("surface2"))
            head = QRectF(theme.px(24), top, wide, bottom - top)
            paint.text(painter, head, lane.name.upper(), "caption_strong", "text3")
            paint.hline(painter, 0, wide, bottom - 1, "line2")
            return
        words = QRectF(theme.px(24), (top + bottom) / 2 - theme.px(19), theme.px(LABEL - 30), theme.px(20))
        paint.text(painter, words, lane.name, "dense_strong")
        paint.text(painter, words.translated(0, theme.px(18)), lane.detail, "caption", "text2")
        paint.hline(painter, 0, wide, bottom - 1, "line2")
        for one in self.week_model.blocked:
            days = [i for i, day in enumerate(self.week_model.days) if one.first <= day <= one.last]
            if one.lane == lane.key and days:
                left, right = self._columns[days[0]] + theme.px(4), self._columns[days[-1] + 1] - theme.px(4)
                area = QRectF(left, top + theme.px(4), right - left, bottom - top - theme.px(9))
                paint_hatch(painter, area, one.words, self.words_of(one, days, area))

    def words_of(self, one: Blocked, days: list[int], area: QRectF) -> QRectF:
        """Where the reason of a closed stretch is read: beside the classes that stand in it, if there is room."""
        model = self.week_model
        taken = {day for chip in model.chips if one.lane in chip.lanes for day in chip.days}
        free = [at for at in days if model.days[at] not in taken]
        if not free or len(free) == len(days):
            return area
        last = free[0]
        while last + 1 in free:
            last += 1
        left, right = self._columns[free[0]], self._columns[last + 1] - theme.px(4)
        return QRectF(left, area.y(), right - left, area.height())

    def _paint_moves(self, painter: QPainter) -> None:
        ghost, days = self._ghost, self.week_model.days
        marked = ghost.days if ghost is not None else (self._cursor,) if self.hasFocus() else ()
        for day in marked:
            if day in days:
                at = days.index(day)
                area = QRectF(self._columns[at], 0, self._columns[at + 1] - self._columns[at], self._rows[-1])
                paint_cursor(painter, area, bad=ghost is not None and ghost.state == "no")
        if ghost is not None and ghost.days and ghost.days[0] in days:
            left = self._columns[days.index(ghost.days[0])]
            anchor = QRectF(left, theme.px(HEAD + GROUP), 10, 10)
            paint_ghost(painter, ghost, anchor, QRectF(self.viewport().rect()))
