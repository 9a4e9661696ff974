"""From the columns of the model to a plan and back: who sits in which room when rooms were summed up."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from desktop_app.planner.choices import Choices, Slot
from desktop_app.planner.model import Column, Model, Vector
from desktop_app.planner.rules import Joining, NewSession, Plan

MOST_TRIES = 20_000


class DoesNotPack(Exception):
    """The groups of a slot do not fit its rooms one by one; ``slots`` are to be written out room by room."""

    def __init__(self, slots: frozenset[Slot]) -> None:
        super().__init__(slots)
        self.slots = slots


def read_plan(model: Model, values: Vector) -> Plan:
    """The plan that the columns say; raises :class:`DoesNotPack` (with every such slot)."""
    choices = model.choices
    rooms: defaultdict[Slot, list[int]] = defaultdict(list)
    trainers: defaultdict[Slot, list[int]] = defaultdict(list)
    seated: defaultdict[Slot, list[tuple[int, int]]] = defaultdict(list)
    joined: defaultdict[int, list[int]] = defaultdict(list)
    unplaced: list[int] = []
    for number in np.flatnonzero(values > 0.5):
        kind, subject, slot, room = model.columns[number]
        if kind == "o":
            rooms[slot].append(room)
        elif kind == "a":
            trainers[slot].append(subject)
        elif kind == "x":
            seated[slot].append((subject, room))
        elif kind == "y":
            joined[room].append(subject)
        elif kind == "u":
            unplaced.append(subject)
    sessions: list[NewSession] = []
    failed: set[Slot] = set()
    for slot in sorted(rooms, key=lambda one: (one[1], one[0])):
        split = _rooms_of(choices, slot, rooms[slot], seated[slot], slot in model.split)
        if split is None:
            failed.add(slot)
            continue
        for (room, members), trainer in zip(split.items(), trainers[slot], strict=True):
            sessions.append(choices.session(slot, room, trainer, members))
    if failed:
        raise DoesNotPack(frozenset(failed))
    return _plan(choices, sessions, joined, unplaced)


def _plan(choices: Choices, sessions: list[NewSession], joined: dict[int, list[int]], unplaced: list[int]) -> Plan:
    ids = [request.id for request in choices.instance.requests]
    promised = choices.instance.sessions
    joinings = [Joining(promised[n].id, tuple(ids[r] for r in sorted(joined[n]))) for n in sorted(joined)]
    return Plan(tuple(sessions), tuple(joinings), tuple(ids[request] for request in sorted(unplaced)))


def _rooms_of(
    choices: Choices, slot: Slot, rooms: list[int], seated: list[tuple[int, int]], split: bool
) -> dict[int, list[int]] | None:
    """Room to its requests, each room between the minimum and its seats; ``None`` when there is no such way."""
    if split:
        return {room: [request for request, own in seated if own == room] for room in rooms}
    if len(rooms) == 1:
        alone = [request for request, _ in seated]
        return {rooms[0]: alone} if _leaves_reserved(choices, slot, rooms[0], alone) else None
    members = sorted((request for request, _ in seated), key=choices.people, reverse=True)
    least = max(1, choices.instance.topics[slot[0]].min_participants)
    return _Packing(choices, slot, rooms, members, least).pack()


def _leaves_reserved(choices: Choices, slot: Slot, room: int, members: list[int]) -> bool:
    """Whether the groups leave the seats set aside for individuals, or one alone needs them."""
    groups = [choices.people(request) for request in members if choices.is_group(request)]
    return len(groups) < 2 or sum(groups) <= choices.seats_for_groups(slot, room)


class _Packing:
    def __init__(self, choices: Choices, slot: Slot, rooms: list[int], members: list[int], least: int) -> None:
        self.people = [choices.people(request) for request in members]
        self.choices, self.slot = choices, slot
        self.members, self.rooms, self.least = members, rooms, least
        self.free = [choices.seats(slot, room) for room in rooms]
        self.sizes = [0] * len(rooms)
        self.chosen = [0] * len(members)
        self.tries = 0

    def pack(self) -> dict[int, list[int]] | None:
        """Try the largest groups first, each in every room."""
        if not self._from(0):
            return None
        found: dict[int, list[int]] = {room: [] for room in self.rooms}
        for request, which in zip(self.members, self.chosen, strict=True):
            found[self.rooms[which]].append(request)
        return found

    def _members_of(self, which: int) -> list[int]:
        return [request for request, room in zip(self.members, self.chosen, strict=True) if room == which]

    def _from(self, position: int) -> bool:
        self.tries += 1
        if position == len(self.members):
            return min(self.sizes) >= self.least and all(
                _leaves_reserved(self.choices, self.slot, room, self._members_of(which))
                for which, room in enumerate(self.rooms)
            )
        people = self.people[position]
        for which in range(len(self.rooms)):
            if self.sizes[which] + people <= self.free[which] and self.tries < MOST_TRIES:
                self.sizes[which] += people
                self.chosen[position] = which
                if self._from(position + 1):
                    return True
                self.sizes[which] -= people
        return False


def values_of(model: Model, plan: Plan) -> Vector:
    """The columns that say a plan (a start for the solver)."""
    instance = model.choices.instance
    topics = {topic.id: number for number, topic in enumerate(instance.topics)}
    rooms = {room.id: number for number, room in enumerate(instance.rooms)}
    trainers = {trainer.id: number for number, trainer in enumerate(instance.trainers)}
    requests = {request.id: number for number, request in enumerate(instance.requests)}
    promised = {session.id: number for number, session in enumerate(instance.sessions)}
    values = np.zeros(len(model.columns))
    load = list(model.choices.load)
    for session in plan.sessions:
        slot, room = (topics[session.topic], session.start.toordinal()), rooms[session.room]
        trainer = trainers[session.trainer]
        load[trainer] += len(model.choices.places[slot].days)
        values[model.at[Column("o", slot=slot, room=room)]] = 1
        values[model.at[Column("a", trainer, slot)]] = 1
        own = room if slot in model.split else -1
        for request in session.requests:
            values[model.at[Column("x", requests[request], slot, own)]] = 1
    for joining in plan.into_existing:
        for request in joining.requests:
            values[model.at[Column("y", requests[request], room=promised[joining.session])]] = 1
    for request in plan.unplaced:
        values[model.at[Column("u", requests[request])]] = 1
    for kind, extreme in (("m", max), ("f", min)):
        if Column(kind) in model.at:
            values[model.at[Column(kind)]] = extreme(load)
    return values
