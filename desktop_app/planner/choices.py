"""Everything that may be chosen, computed once: slots with rooms and trainers, and what each request may take.

Requests, sessions, rooms and trainers are named by their position in the instance, days by their ordinal. Both the
greedy start and the exact model are made from this, so they can never disagree about what is allowed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from desktop_app.planner.instance import FixedSession, Instance, Request
from desktop_app.planner.rules import NewSession, PlacingCost, seats_for_groups

Slot = tuple[int, int]
"""Topic and first day."""

MOST_STARTS = 120
"""A request with more open starts in its window (120 working days) is offered the first ones; no bound is claimed."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a slot offers: rooms with the people they take for this topic, and trainers who are there."""

    days: range
    rooms: tuple[int, ...]
    trainers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of an instance; ``complete`` is false when some were left out (see :data:`MOST_STARTS`)."""

    instance: Instance
    places: dict[Slot, Place]
    limits: tuple[tuple[int, ...], ...]
    starts: tuple[dict[int, float], ...]
    joins: tuple[dict[int, float], ...]
    skip: tuple[float, ...]
    topic_of: tuple[int, ...]
    load: tuple[int, ...]
    complete: bool

    def seats(self, slot: Slot, room: int) -> int:
        """People a room takes for the topic of a slot."""
        return self.limits[slot[0]][room]

    def seats_for_groups(self, slot: Slot, room: int) -> int:
        """People of several groups together that a room takes."""
        return seats_for_groups(self.seats(slot, room), self.instance.reserved)

    def is_group(self, request: int) -> bool:
        """Whether it is a letter's group."""
        return self.instance.requests[request].kind == "group"

    def days_of_session(self, session: int) -> range:
        """The days of a promised session."""
        one = self.instance.sessions[session]
        start = one.start.toordinal()
        return range(start, start + next(topic.days for topic in self.instance.topics if topic.id == one.topic))

    def people(self, request: int) -> int:
        """Participants of a request."""
        return self.instance.requests[request].participants

    def session(self, slot: Slot, room: int, trainer: int, requests: list[int]) -> NewSession:
        """A proposed session in the words of a plan."""
        one = self.instance
        return NewSession(
            one.topics[slot[0]].id,
            date.fromordinal(slot[1]),
            one.rooms[room].id,
            one.trainers[trainer].id,
            tuple(one.requests[number].id for number in sorted(requests)),
        )


class Busy:
    """Days on which rooms are closed or taken, and trainers away or teaching, before anything is proposed."""

    def __init__(self, instance: Instance) -> None:
        days = {topic.id: topic.days for topic in instance.topics}
        self.rooms = {room.id: {day.toordinal() for day in room.closed} for room in instance.rooms}
        self.trainers = {trainer.id: {day.toordinal() for day in trainer.away} for trainer in instance.trainers}
        self.load = dict.fromkeys(self.trainers, 0)
        for session in instance.sessions:
            taken = range(session.start.toordinal(), session.start.toordinal() + days[session.topic])
            self.rooms.get(session.room or "", set()).update(taken)
            self.trainers.get(session.trainer or "", set()).update(taken)
            if session.trainer in self.load:
                self.load[session.trainer] += len(taken)


def choices_of(instance: Instance) -> Choices:
    """Compute the choices of an instance."""
    return _Collector(instance).collect()


class _Collector:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.busy = Busy(instance)
        self.cost = PlacingCost(instance)
        self.places: dict[Slot, Place | None] = {}
        self.complete = True
        self.topic_number = {topic.id: number for number, topic in enumerate(instance.topics)}
        self.limits = tuple(
            tuple(min(room.capacity, topic.max_participants) for room in instance.rooms) for topic in instance.topics
        )
        self.teachers = tuple(
            tuple(number for number, one in enumerate(instance.trainers) if topic.id in one.topics)
            for topic in instance.topics
        )

    def collect(self) -> Choices:
        requests = self.instance.requests
        sessions = self._sessions_by_topic()
        starts = tuple(self._starts(request) for request in requests)
        return Choices(
            instance=self.instance,
            places={slot: place for slot, place in self.places.items() if place is not None},
            limits=self.limits,
            starts=starts,
            joins=tuple(self._joins(request, sessions[request.topic]) for request in requests),
            skip=tuple(self.cost.unplaced(request) for request in requests),
            topic_of=tuple(self.topic_number[request.topic] for request in requests),
            load=tuple(self.busy.load.values()),
            complete=self.complete,
        )

    def _sessions_by_topic(self) -> defaultdict[str, list[tuple[int, FixedSession]]]:
        found: defaultdict[str, list[tuple[int, FixedSession]]] = defaultdict(list)
        for number, session in enumerate(self.instance.sessions):
            found[session.topic].append((number, session))
        return found

    def _starts(self, request: Request) -> dict[int, float]:
        topic = self.topic_number[request.topic]
        days = self.instance.topics[topic].days
        if request.participants > max(self.limits[topic], default=0) or not self.teachers[topic]:
            return {}
        found: dict[int, float] = {}
        busy = {day.toordinal() for day in request.busy}
        looked_at = self.cost.days_to_look(request)
        if looked_at and looked_at[-1] < self.cost.window(request)[1]:
            self.complete = False
        for start in looked_at:
            place = self._place((topic, start))
            if (
                place
                and busy.isdisjoint(place.days)
                and any(self.limits[topic][room] >= request.participants for room in place.rooms)
            ):
                if len(found) == MOST_STARTS:
                    self.complete = False
                    break
                found[start] = self.cost.of(request, start, days)
        return found

    def _place(self, slot: Slot) -> Place | None:
        if slot not in self.places:
            self.places[slot] = self._new_place(slot)
        return self.places[slot]

    def _new_place(self, slot: Slot) -> Place | None:
        topic, start = slot
        days = range(start, start + self.instance.topics[topic].days)
        if not all(self.cost.days.opens(day) for day in days):
            return None
        free = self.busy.rooms, self.busy.trainers
        rooms = [n for n, room in enumerate(self.instance.rooms) if free[0][room.id].isdisjoint(days)]
        least = max(1, self.instance.topics[topic].min_participants)
        rooms = [n for n in rooms if self.limits[topic][n] >= least]
        trainers = [n for n in self.teachers[topic] if free[1][self.instance.trainers[n].id].isdisjoint(days)]
        return Place(days, tuple(rooms), tuple(trainers)) if rooms and trainers else None

    def _joins(self, request: Request, sessions: list[tuple[int, FixedSession]]) -> dict[int, float]:
        first, last = self.cost.window(request)
        busy = {day.toordinal() for day in request.busy}
        found: dict[int, float] = {}
        for number, session in sessions:
            start = session.start.toordinal()
            days = range(start, start + self.instance.topics[self.topic_number[session.topic]].days)
            free = session.quota - session.taken - (session.reserved if request.kind == "group" else 0)
            if first <= start <= last and request.participants <= free and busy.isdisjoint(days):
                found[number] = self.cost.of(request, start, len(days))
        return found
