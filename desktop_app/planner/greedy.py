"""The first proposal, at once: each request takes what adds least to the cost (PLANNER.md, "Greedy").

A session below its minimum is dissolved at the end; its people join others, or are pooled by topic into a session
that reaches the minimum.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from desktop_app.planner.choices import Choices, Slot
from desktop_app.planner.rules import Joining, Plan, judge


@dataclass(slots=True)
class _Open:
    """A session being filled."""

    slot: Slot
    room: int
    trainer: int
    free: int
    for_groups: int
    requests: list[int] = field(default_factory=list)
    groups: int = 0
    """People of groups in it."""

    def takes(self, people: int, *, group: bool) -> bool:
        """Whether so many fit; a first group may take seats set aside for individuals."""
        return people <= self.free and (not group or not self.groups or self.groups + people <= self.for_groups)


def first_plan(choices: Choices) -> Plan:
    """A plan that keeps every rule, made without a solver: the best of three orders of asking."""
    requests = choices.instance.requests
    numbers = range(len(requests))
    orders = (
        sorted(numbers, key=lambda n: (requests[n].received, n)),
        sorted(numbers, key=lambda n: (-requests[n].participants, requests[n].received, n)),
        sorted(numbers, key=lambda n: (requests[n].kind != "group", requests[n].received, n)),
    )
    plans = [_Greedy(choices).run(order) for order in orders]
    return min(plans, key=lambda plan: judge(choices.instance, plan).cost)


class _Greedy:
    def __init__(self, choices: Choices) -> None:
        self.choices, self.instance = choices, choices.instance
        self.people = [request.participants for request in self.instance.requests]
        self.sessions: defaultdict[int, list[_Open]] = defaultdict(list)
        self.joined: defaultdict[int, list[int]] = defaultdict(list)
        self.free = [session.quota - session.taken for session in self.instance.sessions]
        self.for_groups = [max(0, one.quota - one.taken - one.reserved) for one in self.instance.sessions]
        self.busy_rooms: set[tuple[int, int]] = set()
        self.busy_trainers: set[tuple[int, int]] = set()
        self.load = list(choices.load)
        self.unplaced: list[int] = []
        self.promised_days = [choices.days_of_session(number) for number in range(len(self.instance.sessions))]
        self.sitting: defaultdict[str, set[int]] = defaultdict(set)
        self.session_cost = [self.instance.weights.session_day * topic.days for topic in self.instance.topics]

    def run(self, order: list[int]) -> Plan:
        """The plan when the requests are asked in this order."""
        for request in order:
            if not self._place(request, may_open=True):
                self.unplaced.append(request)
        self._dissolve()
        for topic in range(len(self.instance.topics)):
            while self._pool(topic):
                pass
        self.unplaced = [request for request in self.unplaced if not self._place(request, may_open=False)]
        return self._plan()

    def _place(self, request: int, *, may_open: bool) -> bool:
        """Put the request where it adds least: a promised session, one being filled, or a new one."""
        best = self.choices.skip[request]
        target: int | _Open | Slot | None = None
        for number, cost in self.choices.joins[request].items():
            if cost < best and self._room_in(number, request) and self._apart(request, self.promised_days[number]):
                best, target = cost, number
        starts = self.choices.starts[request]
        for one in self.sessions[self.choices.topic_of[request]]:
            cost = starts.get(one.slot[1], best)
            if cost < best and self._takes(one, request) and self._apart(request, self._days(one.slot)):
                best, target = cost, one
        if may_open:
            slot = self._slot_below(request, best)
            target = slot if slot is not None else target
        if target is None:
            return False
        self._put(request, target)
        return True

    def _takes(self, one: _Open, request: int) -> bool:
        return one.takes(self.people[request], group=self.choices.is_group(request))

    def _days(self, slot: Slot) -> range:
        return self.choices.places[slot].days

    def _apart(self, request: int, days: range) -> bool:
        """Whether the people of its letter sit in no other class on these days."""
        letter = self.instance.requests[request].letter
        return not letter or self.sitting[letter].isdisjoint(days)

    def _room_in(self, number: int, request: int) -> bool:
        group = self.instance.requests[request].kind == "group"
        free = self.for_groups[number] if group else self.free[number]
        return self.people[request] <= min(free, self.free[number])

    def _slot_below(self, request: int, best: float) -> Slot | None:
        """The cheapest slot for a new session that costs less than ``best``."""
        topic, found = self.choices.topic_of[request], None
        share = min(1.0, self.people[request] / max(1, self.instance.topics[topic].min_participants))
        opening = self.session_cost[topic] * share
        for start, cost in self.choices.starts[request].items():
            slot = (topic, start)
            if (
                cost + opening < best
                and self._apart(request, self._days(slot))
                and self._free_pair(slot, self.people[request])
            ):
                best, found = cost + opening, (topic, start)
        return found

    def _free_pair(self, slot: Slot, people: int) -> tuple[int, int] | None:
        """The largest free room and the free trainer with the least work."""
        place = self.choices.places[slot]
        room, seats = -1, people - 1
        for one in place.rooms:
            if self.choices.limits[slot[0]][one] > seats and not any((one, d) in self.busy_rooms for d in place.days):
                room, seats = one, self.choices.limits[slot[0]][one]
        if room < 0:
            return None
        free = [one for one in place.trainers if not any((one, day) in self.busy_trainers for day in place.days)]
        return (room, min(free, key=self.load.__getitem__)) if free else None

    def _put(self, request: int, target: int | _Open | Slot) -> None:
        group, letter = self.choices.is_group(request), self.instance.requests[request].letter
        if isinstance(target, int):
            self.sitting[letter].update(self.promised_days[target])
            self.joined[target].append(request)
            self.free[target] -= self.people[request]
            self.for_groups[target] -= self.people[request] if group else 0
            return
        session = target if isinstance(target, _Open) else self._open(target, self.people[request])
        session.requests.append(request)
        session.free -= self.people[request]
        session.groups += self.people[request] if group else 0
        self.sitting[letter].update(self._days(session.slot))

    def _open(self, slot: Slot, people: int) -> _Open:
        pair = self._free_pair(slot, people)
        assert pair is not None, "a slot is opened only after it was found free"
        room, trainer = pair
        seats, shared = self.choices.seats(slot, room), self.choices.seats_for_groups(slot, room)
        session = _Open(slot, room, trainer, seats, shared)
        self.sessions[slot[0]].append(session)
        self._occupy(session, 1)
        return session

    def _occupy(self, session: _Open, sign: int) -> None:
        change_rooms = self.busy_rooms.update if sign > 0 else self.busy_rooms.difference_update
        change_trainers = self.busy_trainers.update if sign > 0 else self.busy_trainers.difference_update
        days = self.choices.places[session.slot].days
        change_rooms([(session.room, day) for day in days])
        change_trainers([(session.trainer, day) for day in days])
        self.load[session.trainer] += sign * len(days)

    def _dissolve(self) -> None:
        """Close what stays below its minimum and let its people join others."""
        homeless: list[int] = []
        for topic, sessions in self.sessions.items():
            least = self.instance.topics[topic].min_participants
            for session in [one for one in sessions if sum(self.people[r] for r in one.requests) < least]:
                sessions.remove(session)
                self._occupy(session, -1)
                homeless += session.requests
                for request in session.requests:
                    self.sitting[self.instance.requests[request].letter].difference_update(self._days(session.slot))
        self.unplaced += [request for request in sorted(homeless) if not self._place(request, may_open=False)]

    def _pool(self, topic: int) -> bool:
        """Open the session that saves most for those still waiting for this topic; False when none saves anything."""
        waiting = [request for request in self.unplaced if self.choices.topic_of[request] == topic]
        by_start: defaultdict[int, list[int]] = defaultdict(list)
        for request in waiting:
            for start in self.choices.starts[request]:
                if self._apart(request, self._days((topic, start))):
                    by_start[start].append(request)
        best, chosen = 0.0, None
        for start, able in by_start.items():
            saved, members = self._saving((topic, start), able)
            if saved > best:
                best, chosen = saved, (start, members)
        if chosen is None:
            return False
        session = self._open((topic, chosen[0]), max(self.people[request] for request in chosen[1]))
        for request in chosen[1]:
            self._put(request, session)
        self.unplaced = [request for request in self.unplaced if request not in chosen[1]]
        return True

    def _saving(self, slot: Slot, able: list[int]) -> tuple[float, list[int]]:
        pair = self._free_pair(slot, min(self.people[request] for request in able))
        if pair is None:
            return 0, []
        seats, shared = self.choices.seats(slot, pair[0]), self.choices.seats_for_groups(slot, pair[0])
        trial, members, saved = _Open(slot, *pair, seats, shared), [], -self.session_cost[slot[0]]
        for request in sorted(able, key=lambda n: self.choices.starts[n][slot[1]] - self.choices.skip[n]):
            gain = self.choices.skip[request] - self.choices.starts[request][slot[1]]
            if gain > 0 and self._takes(trial, request):
                trial.free -= self.people[request]
                trial.groups += self.people[request] if self.choices.is_group(request) else 0
                members.append(request)
                saved += gain
        enough = sum(self.people[request] for request in members) >= self.instance.topics[slot[0]].min_participants
        return (saved, members) if enough and members else (0, [])

    def _plan(self) -> Plan:
        ids = [request.id for request in self.instance.requests]
        made = [one for sessions in self.sessions.values() for one in sessions]
        made.sort(key=lambda one: (one.slot[1], one.slot[0], one.room))
        return Plan(
            tuple(self.choices.session(one.slot, one.room, one.trainer, one.requests) for one in made),
            tuple(
                Joining(self.instance.sessions[number].id, tuple(ids[request] for request in sorted(members)))
                for number, members in sorted(self.joined.items())
            ),
            tuple(ids[request] for request in sorted(self.unplaced)),
        )
