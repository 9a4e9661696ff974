"""Dragging by mouse over the Kasubbag's calendar: the same hand as by keys, with the mouse's own end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.panels.calendar_chips import session_id_of
from ui.panels.calendar_pane import CalendarPane
from ui.panels.kabag_queue import id_of
from ui.panels.kasubbag_lift import Carrying, Load, load_of_session


class Dragging(QObject):
    """Takes what is dragged into the hand; after a refused drop it goes back to its place and the sentence stays."""

    def __init__(
        self,
        desk: Desk,
        calendar: CalendarPane,
        carrying: Carrying,
        letter: Callable[[int], Load | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._calendar, self._carrying, self._letter = desk, calendar, carrying, letter
        self._by_mouse = False
        calendar.drag_moved.connect(self._on_drag)
        calendar.dropped.connect(self._on_drop)
        calendar.drag_left.connect(carrying.cancel)
        carrying.refused.connect(self._on_refused)
        carrying.ended.connect(lambda _: self._end())
        carrying.reason_needed.connect(self._ask_reason)

    def _on_drag(self, payload: str, day: date, chip: str) -> None:
        if not self._carrying.is_carrying():
            load = self._dragged(payload)
            if load is None:
                return
            self._carrying.take(load, day)
        self._carrying.over(day, chip)

    def _dragged(self, payload: str) -> Load | None:
        session_id, page = session_id_of(payload), self._calendar.page()
        if session_id and page is not None:
            found = next((one for one in page.sessions if one.id == session_id), None)
            return load_of_session(found) if found is not None else None
        return self._letter(id_of(payload))

    def _on_drop(self, payload: str, day: date, chip: str) -> None:
        self._on_drag(payload, day, chip)
        self._by_mouse = True
        self._carrying.drop()

    def _on_refused(self, words: str) -> None:
        """Keys keep it in the hand."""
        if self._by_mouse:
            self._carrying.cancel()
            self._desk.dispatcher.said.emit(words, False)

    def _ask_reason(self, words: str) -> None:
        load = self._carrying.load()
        moving = load is not None and load.session is not None
        label, verb = ("Alasan perubahan", "Pindahkan kelas") if moving else ("Alasan", "Tetap jadwalkan")
        self._calendar.reason.ask(label, verb, self._carrying.drop, words)

    def _end(self) -> None:
        self._by_mouse = False
