"""Opening classes beside the Kasubbag's calendar: one, those of a day, a new one; and the schedule on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.panels.calendar_chips import session_id_of
from ui.panels.calendar_pane import CalendarPane
from ui.panels.kasubbag_side import KasubbagSide
from ui.panels.session_page import choices, session_page


class Classes(QObject):
    """``free()`` says whether the place beside the calendar may be used now."""

    def __init__(
        self, desk: Desk, calendar: CalendarPane, side: KasubbagSide, free: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._calendar, self._side, self._free = desk, calendar, side, free

    def open(self, session_id: int) -> None:
        """A class beside the calendar, with the keys in it."""
        if session_id and self._free():
            self._read(session_id, focus=True)

    def refresh(self) -> None:
        """Read the open class again."""
        session = self._side.session
        if self._side.shown() is session and session.session_id():
            self._read(session.session_id())

    def _read(self, session_id: int, *, focus: bool = False) -> None:
        now, side = self._desk.now(), self._side

        def show(page: Any) -> None:
            side.session.show_page(page)
            if focus:
                side.open_part(side.session, side.session.people)

        self._desk.read(
            lambda c: session_page(c, session_id, now),
            show,
            channel="kasubbag.session",
            failed=lambda _: side.close_side(),
        )

    def open_day(self, day: date) -> None:
        """Enter on a day: its only class, the list of its classes, or a form for the first one."""
        calendar, side = self._calendar, self._side
        chips = calendar.month.month_model.chips_on(day) if calendar.view() is calendar.month else ()
        if calendar.page() is not None and not chips:
            chips = tuple(one for one in calendar.week.week_model.chips if day in one.days)
        if len(chips) == 1:
            self.open(session_id_of(chips[0].key))
        elif chips:
            side.day.show_day(day, chips)
            side.open_part(side.day)
        else:
            self.begin(day)

    def begin(self, day: date) -> None:
        """N: a form for a new class."""
        if not self._calendar.new.isEnabled() or not self._free():
            return
        now, side = self._desk.now(), self._side

        def show(found: Any) -> None:
            side.open_part(side.form)
            side.form.begin_on(day, found)

        self._desk.read(lambda c: choices(c, now), show, channel="kasubbag.form")

    # Papers bring reportlab and openpyxl, seconds the tab does not need to open.

    def print_current(self, window: QWidget) -> None:
        """Ctrl+P: the schedule of the open class, or of the first class under the cursor."""
        from ui.panels.kasubbag_papers import print_schedule

        session = self._side.session
        key = session.key() if self._side.shown() is session else ""
        chips = self._calendar.month.month_model.chips_on(self._calendar.cursor_day())
        print_schedule(window, self._desk, key or (f"sesi:{session_id_of(chips[0].key)}" if chips else ""))

    def export(self, window: QWidget) -> None:
        """Ctrl+E: the schedule of what is shown, as a workbook or as PDF."""
        from ui.panels.kasubbag_papers import export_schedule

        export_schedule(window, self._desk, self._calendar.span())
