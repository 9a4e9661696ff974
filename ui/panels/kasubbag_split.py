"""B: a group too large for a class is divided; each part keeps the letter (DOMAIN 8.4, seats short)."""

from __future__ import annotations

from ui.desk import Desk
from ui.panels.calendar_pane import CalendarPane
from ui.panels.kasubbag_lift import Carrying


def ask_split(desk: Desk, calendar: CalendarPane, carrying: Carrying) -> None:
    """Ask how many come into the hand, proposing what the class under it has room for."""
    load = carrying.load()
    if load is None or load.lifted is None:
        return
    if load.lifted.individual or load.lifted.people < 2:
        desk.dispatcher.said.emit("Hanya rombongan yang dapat dibagi.", False)
        return
    people, place = load.lifted.people, carrying.place()
    room = place.room if place is not None else 0
    proposed = room if 0 < room < people else people // 2

    def divide(text: str) -> None:
        count = int(text) if text.isdecimal() else 0
        if 1 <= count < people:
            carrying.split(count)
        else:
            desk.dispatcher.said.emit(f"Tulis angka 1 sampai {people - 1}: suratnya untuk {people} orang.", False)

    calendar.reason.ask(f"Berapa dari {people} orang masuk kelas ini dulu", "Bagi rombongan", divide)
    calendar.reason.edit.setText(str(proposed))
    calendar.reason.edit.selectAll()
