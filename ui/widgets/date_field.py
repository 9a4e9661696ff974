"""Dates and times are typed, not clicked: ``0312`` is enough. The calendar is one key away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Final

from PySide6.QtCore import QDate, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.translation import field_date, prepare_calendar
from ui.widgets import paint
from ui.widgets.line_edit import LineEdit

DateParser = Callable[[str], date | str]
"""Returns the date meant, or a sentence that says what is wrong and what to do."""


class CalendarPopup(QFrame):
    """A Monday-first Indonesian month in a popup; Enter or a click chooses, Esc closes."""

    chosen = Signal(object)

    def __init__(self, start: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget(self)
        prepare_calendar(self.calendar)
        self.calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        self.calendar.activated.connect(self._choose)
        self.calendar.clicked.connect(self._choose)
        head = QTextCharFormat()
        head.setForeground(theme.color("text2"))
        self.calendar.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            shade = QTextCharFormat()
            shade.setForeground(theme.color("text3"))
            self.calendar.setWeekdayTextFormat(day, shade)
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", "Bulan sebelumnya"),
            ("qt_calendar_nextmonth", "chevron-right", "Bulan berikutnya"),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(icon))
                button.setAccessibleName(words)
                button.setToolTip(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)
        self.calendar.setMinimumSize(theme.px(288), theme.px(216))
        self.setFocusProxy(self.calendar)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A white sheet with a line round it."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface"))
            paint.box(painter, QRectF(self.rect()), 0, None, "control")

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DateField(LineEdit):
    """A date typed as the injected parser allows and shown as ``dd-MM-yyyy`` after leaving.

    ``date_changed(date | None)`` and ``refused(str)`` come when the field is left or Enter is pressed.
    Alt+Down or the icon opens the calendar.
    """

    date_changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        parse: DateParser,
        day: date | None = None,
        *,
        today: Callable[[], date] = date.today,
        placeholder: str = "tgl-bln-tahun",
        locked: bool = False,
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._parse, self._today = parse, today
        self._day: date | None = None
        self._problem = ""
        super().__init__(placeholder=placeholder, locked=locked, object_name=object_name, name=name, parent=parent)
        self.setMouseTracking(True)
        self.editingFinished.connect(self._settle)
        self.set_day(day)

    def day(self) -> date | None:
        """The date last understood, or None."""
        return self._day

    def problem(self) -> str:
        """Why the text is not a date, or an empty string."""
        return self._problem

    def set_day(self, day: date | None) -> None:
        """Show a date without a signal."""
        self._day, self._problem = day, ""
        self.setText("" if day is None else field_date(day))

    def _settle(self) -> None:
        typed = self.text().strip()
        if not typed:
            self._accept(None)
            return
        meant = self._parse(typed)
        if isinstance(meant, str):
            self._problem = meant
            if self._day is not None:
                self._day = None
                self.date_changed.emit(None)
            self.refused.emit(meant)
            return
        self._accept(meant)

    def _accept(self, day: date | None) -> None:
        self._problem = ""
        self.setText("" if day is None else field_date(day))
        if day != self._day:
            self._day = day
            self.date_changed.emit(day)

    def open_calendar(self) -> CalendarPopup:
        """Open the month of the date in the field, or of today."""
        popup = CalendarPopup(self._day or self._today(), self)
        popup.chosen.connect(self._accept)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        popup.calendar.setFocus()
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self.isReadOnly():
                self.open_calendar()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The calendar icon is a target too."""
        if self._on_icon(event.position().x()):
            self.open_calendar()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """An arrow over the icon, a beam over the text."""
        over = self._on_icon(event.position().x())
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def _on_icon(self, x: float) -> bool:
        return not self.isReadOnly() and x > self.width() - theme.px(32)

    def _trailing_width(self) -> int:
        return super()._trailing_width() + (0 if self.isReadOnly() else theme.px(24))

    def _paint_trailing(self, painter: QPainter, right: float, high: float) -> None:
        if not self.isReadOnly():
            icons.draw(painter, "calendar", QRectF(right - theme.px(18), 0, theme.px(18), high), "text3")
            right -= theme.px(24)
        super()._paint_trailing(painter, right, high)

    def sizeHint(self) -> QSize:
        """Room for the date and the icon."""
        return QSize(theme.px(160), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """Never cut a date."""
        return QSize(theme.px(128), theme.px(32))


_TIME: Final = re.compile(r"^(\d{1,2})(?:[.:, ]?(\d{2}))?$")


def parse_time(text: str) -> time | str:
    """``9``, ``930``, ``0930``, ``9.30`` and ``09:30`` are 09.30 or 09.00; else a sentence."""
    found = _TIME.match(text.strip())
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return "Jam ditulis seperti 08.30 atau 0830."


class TimeField(LineEdit):
    """A time of day, shown as ``09.12``; ``time_changed(time | None)`` and ``refused(str)`` on leaving."""

    time_changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        at: time | None = None,
        *,
        placeholder: str = "jam.menit",
        locked: bool = False,
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icon="clock",
            placeholder=placeholder,
            locked=locked,
            object_name=object_name,
            name=name,
            parent=parent,
        )
        self._at: time | None = None
        self.editingFinished.connect(self._settle)
        self.set_at(at)

    def at(self) -> time | None:
        """The time last understood, or None."""
        return self._at

    def problem(self) -> str:
        """Why the text is not a time, or an empty string."""
        return self._problem

    def set_at(self, at: time | None) -> None:
        """Show a time without a signal."""
        self._at, self._problem = at, ""
        self.setText("" if at is None else f"{at:%H.%M}")

    def _settle(self) -> None:
        typed = self.text().strip()
        meant = parse_time(typed) if typed else None
        if isinstance(meant, str):
            self._problem = meant
            self.refused.emit(meant)
            return
        before = self._at
        self.set_at(meant)
        if meant != before:
            self.time_changed.emit(meant)
