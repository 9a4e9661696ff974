"""What is in the hand over the calendar: a letter or a class, the live verdict, and the drop.

Keys and mouse use the same object: ``over`` asks the readers for the verdict of a day, ``drop`` runs the use case.
A drop that comes before the verdict waits for it, so fast fingers lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.placement import Lifted, Placement, place_of_session, places_for
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import scheduling, session_moves
from desktop_app.services.use_case import UseCase
from desktop_app.sop.dates_in_words import date_range
from ui.desk import Desk
from ui.panels.calendar_chips import session_key
from ui.widgets.calendar_days import Ghost

WAIT = "Memeriksa…"


@dataclass(frozen=True, slots=True)
class Load:
    """What is carried: a letter (``lifted``), a class (``session``), or a line of a proposal.

    A proposal is saved nowhere yet: ``judge`` says of a day what its planner says, ``settle`` takes the line there.
    """

    title: str
    detail: str
    tone: str
    lifted: Lifted | None = None
    session: SessionRow | None = None
    judge: Callable[[date], Placement] | None = None
    settle: Callable[[Placement], None] | None = None


class Carrying(QObject):
    """``ghost_changed(Ghost | None)``; ``ended(Load)`` when it was dropped or put back;

    ``reason_needed(words)`` waits for ``drop(reason)``; ``refused(words)`` when a drop was refused.
    """

    ghost_changed = Signal(object)
    ended = Signal(object)
    reason_needed = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._load: Load | None = None
        self._day: date | None = None
        self._chip = ""
        self._places: tuple[Placement, ...] = ()
        self._choice = 0
        self._dropping = False
        self._saving = False

    def is_carrying(self) -> bool:
        """Whether something is in the hand."""
        return self._load is not None

    def load(self) -> Load | None:
        """What is in the hand."""
        return self._load

    def take(self, load: Load, day: date) -> None:
        """Lift it over a day."""
        self._load, self._day, self._places = load, None, ()
        self._dropping = self._saving = False
        self.over(day)

    def split(self, count: int) -> None:
        """Only so many people of the letter stay in the hand; the others wait in the queue, with the same letter."""
        load, day = self._load, self._day
        if load is None or load.lifted is None or day is None:
            return
        whole = load.lifted.people
        part = 0 if count >= whole else count
        detail = f"{load.lifted.topic.short_name} · {f'{part} dari ' if part else ''}{whole} orang"
        self.take(replace(load, detail=detail, lifted=replace(load.lifted, part=part)), day)

    def over(self, day: date, chip: str = "") -> None:
        """It is over another day (or another class of that day): ask what the rules say."""
        load = self._load
        if load is None or self._saving or (day == self._day and chip == self._chip):
            return
        self._day, self._chip, self._places, self._choice = day, chip, (), 0
        if load.judge is not None:
            self._judged(day, chip, (load.judge(day),))
            return
        self._show(WAIT, "wait", (day,))
        now = self._desk.now()

        def read(connection: Any) -> tuple[Placement, ...]:
            if load.lifted is not None:
                return places_for(connection, load.lifted, day, now)
            if load.session is not None:
                return (place_of_session(connection, load.session.id, day, now),)
            return ()

        self._desk.read(
            read, lambda places: self._judged(day, chip, places), channel="kasubbag.verdict", failed=self._unread
        )

    def _unread(self, error: Exception) -> None:
        words = (
            error.sentence if isinstance(error, LoketError) else "Belum dapat diperiksa. Pindah hari, lalu coba lagi."
        )
        self._dropping = False
        if self._day is not None:
            self._show(words, "no", (self._day,))

    def _judged(self, day: date, chip: str, places: tuple[Placement, ...]) -> None:
        if self._load is None or day != self._day:
            return
        self._places = places
        pointed = next((at for at, one in enumerate(places) if session_key(one.session_id or 0) == chip), None)
        self._choice = pointed or 0
        self._show_place()
        if self._dropping:
            self._dropping = False
            self.drop()

    def place(self) -> Placement | None:
        """The way to place it that is offered now."""
        return self._places[self._choice] if self._places else None

    def next_choice(self) -> None:
        """Space: another class of the day, or a class of its own."""
        if len(self._places) > 1:
            self._choice = (self._choice + 1) % len(self._places)
            self._show_place()

    def _show_place(self) -> None:
        place = self.place()
        if place is not None:
            chip = session_key(place.session_id) if place.session_id and self._is_request() else ""
            self._show(place.words, place.state, place.days, chip)

    def _is_request(self) -> bool:
        return self._load is not None and self._load.lifted is not None

    def _show(self, words: str, state: str, days: tuple[date, ...], chip: str = "") -> None:
        load = self._load
        if load is None:
            return
        many = len(self._places)
        detail = load.detail if many < 2 else f"{load.detail} · Spasi: pilihan {self._choice + 1} dari {many}"
        self.ghost_changed.emit(Ghost(load.title, detail, load.tone, words, state, days, chip))

    def drop(self, reason: str | None = None) -> None:
        """Set it down here; what the rules refuse stays in the hand with the sentence that says why."""
        load, place = self._load, self.place()
        if load is None or self._saving:
            return
        if place is None:
            self._dropping = True
            return
        if place.state == "no":
            self._show_place()
            self.refused.emit(place.words)
            return
        if load.settle is not None:
            self._let_go()
            load.settle(place)
            return
        if place.state == "ask" and reason is None:
            self.reason_needed.emit(place.words)
            return
        self._saving = True
        case, fields, said = self._act(load, place)
        self._desk.dispatcher.run(case, done=self._done, failed=self._failed, said=said, reason=reason, **fields)

    def _act(self, load: Load, place: Placement) -> tuple[UseCase, dict[str, Any], str]:
        span = date_range(place.days[0], place.days[-1])
        if load.lifted is not None:
            fields = {"request": load.lifted.request_id, **place.fields}
            topic = load.lifted.topic.short_name
            into = f"masuk kelas {topic} {span}" if place.session_id else f"dijadwalkan {span}, tentatif"
            return scheduling.schedule_request, fields, f"{load.title} {into}"
        return (
            session_moves.move_session,
            dict(place.fields),
            f"Kelas {load.title} dipindahkan ke {span}{_again(place)}",
        )

    def _done(self, _: object) -> None:
        self._let_go()

    def _failed(self, error: LoketError) -> None:
        self._saving = False
        if isinstance(error, NeedsReason):
            self.reason_needed.emit(error.sentence)
            return
        place = self.place()
        if place is not None:
            self._show(error.sentence, "no", place.days)
            self.refused.emit(error.sentence)

    def cancel(self) -> None:
        """Esc: put it back."""
        if self._load is not None and not self._saving:
            self._let_go()

    def _let_go(self) -> None:
        load = self._load
        self._load, self._day, self._places = None, None, ()
        self._dropping = self._saving = False
        self.ghost_changed.emit(None)
        self.ended.emit(load)


def load_of_session(session: SessionRow) -> Load:
    """A class in the hand."""
    detail = f"{session.who} · {session.seats.words}"
    return Load(f"{session.topic.short_name} {session.days_text}", detail, session.topic.color, session=session)


def _again(place: Placement) -> str:
    return f", {place.told} orang diberi tahu lagi" if place.told else ""
