"""``MonthView``: the month, Monday first. Chips span days; keys move a day cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.sop.dates_in_words import DAYS, SHORT_DAYS
from ui import theme
from ui.widgets import paint
from ui.widgets.calendar_days import CalendarChip, DayNote, column_edges, next_month
from ui.widgets.calendar_layout import Measures, MonthLayout, lay_out
from ui.widgets.calendar_model import Index, MonthModel
from ui.widgets.calendar_paint import chip_words, paint_cursor, paint_day, paint_ghost
from ui.widgets.calendar_table import CalendarTable
from ui.widgets.chip_pictures import ChipPictures

_STEPS: Final = {
    int(Qt.Key.Key_Left): -1,
    int(Qt.Key.Key_Right): 1,
    int(Qt.Key.Key_Up): -7,
    int(Qt.Key.Key_Down): 7,
}
_PAGES: Final = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}
_ENTER: Final = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))


def measures() -> Measures:
    """Lengths at the present text scale."""
    return Measures(
        head=theme.px(25),
        tall=theme.px(44),
        compact=theme.px(30),
        gap=theme.px(3),
        inset=theme.px(4),
    )


class WeekdayHead(QWidget):
    """The names of the seven days over their columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Hari")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(600), theme.px(29))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(theme.px(280), theme.px(29))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names; the narrow days in three letters."""
        edges = column_edges(self.width())
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface"))
            painter.fillRect(edges[5], 0, self.width() - edges[5], self.height(), theme.color("canvas"))
            paint.hline(painter, 0, self.width(), self.height() - 1, "line")
            for at, name in enumerate(DAYS):
                words = name if at < 5 and edges[at + 1] - edges[at] > theme.px(64) else SHORT_DAYS[at]
                area = QRectF(edges[at] + theme.px(10), 0, edges[at + 1] - edges[at], self.height() - 1)
                paint.text(painter, area, words, "caption_strong", "text2")


class MonthView(CalendarTable):
    """Signals: ``day_moved(day)`` when the cursor went to another day, ``month_wanted(day)`` when it left the month,
    ``day_opened(day)`` on Enter; see ``CalendarTable`` for chips and drags."""

    day_moved = Signal(object)
    month_wanted = Signal(object)
    day_opened = Signal(object)

    def __init__(self, *, object_name: str = "month_view", parent: QWidget | None = None) -> None:
        super().__init__("Kalender bulan", object_name, parent)
        self.month_model = MonthModel(self)
        self._layout = MonthLayout((0,) * 8, (0,), (), {}, frozenset())
        self._pictures = ChipPictures()
        self._cursor = date(2000, 1, 1)
        self.setModel(self.month_model)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(
        self, month: date, today: date, chips: Sequence[CalendarChip], notes: Sequence[DayNote], cursor: date
    ) -> None:
        """Show a month with its classes; ``cursor`` is the day under the keys."""
        if self.month_model.show(month, today, chips, notes):
            self.lay_out()
        self.set_cursor(cursor)

    def cursor_day(self) -> date:
        """The day under the keys."""
        return self._cursor

    def set_cursor(self, day: date) -> None:
        """Move the cursor without a signal; a day outside the month is remembered only."""
        self._cursor = day
        index = self.month_model.index_of(day)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def layout_now(self) -> MonthLayout:
        """The rectangles painted now (tests measure them)."""
        return self._layout

    def lay_out(self) -> None:
        """Compute all rectangles; nothing is computed while painting."""
        view = self.viewport()
        model = self.month_model
        self._layout = lay_out(model.chips, model.weeks, view.width(), view.height(), measures())
        for at in range(7):
            self.setColumnWidth(at, self._layout.columns[at + 1] - self._layout.columns[at])
        for at in range(len(model.weeks)):
            self.setRowHeight(at, self._layout.rows[at + 1] - self._layout.rows[at])
        view.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.lay_out()

    def chip_under(self, at: QPointF) -> CalendarChip | None:
        """The chip under a point."""
        return self._layout.chip_at(at.x(), at.y())

    def day_under(self, at: QPointF) -> object:
        """The date under a point, or None."""
        place = self._layout.place_at(at.x(), at.y())
        return None if place is None else self.month_model.weeks[place[0]][place[1]]

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A click or a reader moved the cursor."""
        super().currentChanged(current, previous)
        day = self.month_model.day_of(current)
        if day is not None and day != self._cursor:
            self._cursor = day
            self.day_moved.emit(day)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day, PgUp and PgDn by month, Enter opens; the rest passes on to the screen."""
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif key in _STEPS:
            self.go(self._cursor + timedelta(days=_STEPS[key]))
        elif key in _PAGES:
            first = next_month(self._cursor, _PAGES[key])
            last = next_month(first, 1) - timedelta(days=1)
            self.go(min(first.replace(day=1) + timedelta(days=self._cursor.day - 1), last), turn=True)
        elif key in _ENTER:
            self.day_opened.emit(self._cursor)
        else:
            event.ignore()

    def go(self, day: date, *, turn: bool = False) -> None:
        """Move the cursor to a day, to another month when it is not shown (or when ``turn`` asks for its month)."""
        other = (day.year, day.month) != (self.month_model.month.year, self.month_model.month.month)
        if (turn and other) or not self.month_model.index_of(day).isValid():
            self._cursor = day
            self.month_wanted.emit(day)
            return
        self.set_cursor(day)
        self.day_moved.emit(day)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltip of the chip under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self.chip_under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), chip_words(chip) if chip else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, cursor, chips, ghost: in that order."""
        with paint.on(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.color("surface"))
            self._paint_days(painter, event.rect())
            ghost = self._ghost
            for one in self._layout.placed:
                if one.area.intersects(QRectF(event.rect())):
                    self._pictures.draw(painter, one, target=ghost is not None and ghost.chip == one.piece.chip.key)
            if ghost is not None and ghost.days:
                anchor = self._cell(ghost.days[0])
                if anchor is not None:
                    paint_ghost(painter, ghost, anchor, QRectF(self.viewport().rect()))

    def _paint_days(self, painter: QPainter, region: QRect) -> None:
        layout, model, ghost = self._layout, self.month_model, self._ghost
        over = ghost.days if ghost is not None else ()
        tone = "danger_soft" if ghost is not None and ghost.state == "no" else "accent_soft"
        for week, days in enumerate(model.weeks):
            for column, day in enumerate(days):
                area = layout.cell(week, column)
                if area.intersects(QRectF(region)):
                    hidden = layout.hidden.get(day, 0)
                    tint = tone if day in over else ""
                    paint_day(painter, area, model.cell(day), busy=day in layout.busy, hidden=hidden, tint=tint)
        for day in ghost.days if ghost is not None else (self._cursor,) if self.hasFocus() else ():
            area_of = self._cell(day)
            if area_of is not None:
                paint_cursor(painter, area_of, bad=ghost is not None and ghost.state == "no")

    def _cell(self, day: date) -> QRectF | None:
        index = self.month_model.index_of(day)
        return self._layout.cell(index.row(), index.column()) if index.isValid() else None
