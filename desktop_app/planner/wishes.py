"""What the Kasubbag has decided on a proposal: lines locked or moved, requests left out; the rest is proposed again.

A locked line becomes a session already promised, with its free seats still to be given away; a skipped request is
left out. What that leaves is an instance of its own, whose cost differs from the whole by a constant.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desktop_app.errors import UserError
from desktop_app.planner.instance import FixedSession, Instance, Request
from desktop_app.planner.rules import Joining, NewSession, Plan, judge


@dataclass(frozen=True, slots=True)
class Wishes:
    """Lines that stay as they are (a moved line is a locked one at its new place) and requests to leave out.

    ``locked`` sessions of the proposal, ``joined`` requests locked into promised sessions, ``skipped`` requests.
    """

    locked: tuple[NewSession, ...] = ()
    joined: tuple[Joining, ...] = ()
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Remainder:
    """The instance that is still to be planned, and how its plan becomes one of the whole."""

    whole: Instance
    instance: Instance
    wishes: Wishes
    names: dict[str, int] = field(default_factory=dict)

    def complete(self, plan: Plan) -> Plan:
        """The plan of the whole instance."""
        members: defaultdict[int, list[str]] = defaultdict(list)
        joined: defaultdict[str, list[str]] = defaultdict(list)
        for joining in (*self.wishes.joined, *plan.into_existing):
            if joining.session in self.names:
                members[self.names[joining.session]] += joining.requests
            else:
                joined[joining.session] += joining.requests
        locked = [
            replace(session, requests=(*session.requests, *members[number]))
            for number, session in enumerate(self.wishes.locked)
        ]
        sessions = sorted((*locked, *plan.sessions), key=lambda one: (one.start, one.topic, one.room))
        skipped = [request.id for request in self.whole.requests if request.id in self.wishes.skipped]
        return Plan(
            tuple(sessions),
            tuple(Joining(name, tuple(requests)) for name, requests in joined.items()),
            (*plan.unplaced, *skipped),
        )


def remainder(instance: Instance, wishes: Wishes) -> Remainder:
    """What is left to plan; raises :class:`UserError` when a locked line breaks a rule."""
    settled = {request for line in wishes.locked for request in line.requests}
    settled |= {request for joining in wishes.joined for request in joining.requests}
    _check(instance, wishes, settled)
    if not (wishes.locked or wishes.joined or wishes.skipped):
        return Remainder(instance, instance, wishes)
    people = {request.id: request for request in instance.requests}
    sessions = [_with_joined(session, wishes, people) for session in instance.sessions]
    names: dict[str, int] = {}
    capacity = {room.id: room.capacity for room in instance.rooms}
    limit = {topic.id: topic.max_participants for topic in instance.topics}
    for number, line in enumerate(wishes.locked):
        name = f"terkunci-{number}"
        while name in {session.id for session in sessions}:
            name += "'"
        names[name] = number
        members = [people[request] for request in line.requests]
        groups = sum(one.participants for one in members if one.kind == "group")
        taken = sum(one.participants for one in members)
        quota = min(capacity[line.room], limit[line.topic])
        kept = max(0, min(instance.reserved, quota - groups) - (taken - groups))
        sessions.append(FixedSession(name, line.topic, line.start, line.room, line.trainer, quota, taken, kept))
    gone, sitting = settled | wishes.skipped, _sitting(instance, wishes, people)
    left = tuple(
        replace(one, busy=one.busy | sitting[one.letter]) if one.letter in sitting else one
        for one in instance.requests
        if one.id not in gone
    )
    return Remainder(instance, replace(instance, requests=left, sessions=tuple(sessions)), wishes, names)


def _sitting(instance: Instance, wishes: Wishes, people: dict[str, Request]) -> dict[str, frozenset[date]]:
    """Letter to the days on which its people sit in a locked line."""
    days = {topic.id: topic.days for topic in instance.topics}
    promised = {session.id: session for session in instance.sessions}
    placed = [(line.requests, line.start, line.topic) for line in wishes.locked]
    placed += [(one.requests, promised[one.session].start, promised[one.session].topic) for one in wishes.joined]
    found: defaultdict[str, set[date]] = defaultdict(set)
    for requests, start, topic in placed:
        for letter in {people[one].letter for one in requests} - {""}:
            found[letter].update(start + timedelta(days=offset) for offset in range(days[topic]))
    return {letter: frozenset(taken) for letter, taken in found.items()}


def _with_joined(session: FixedSession, wishes: Wishes, people: dict[str, Request]) -> FixedSession:
    joined = [people[request] for line in wishes.joined if line.session == session.id for request in line.requests]
    individuals = sum(request.participants for request in joined if request.kind == "individual")
    taken = session.taken + sum(request.participants for request in joined)
    return replace(session, taken=taken, reserved=max(0, session.reserved - individuals))


def _check(instance: Instance, wishes: Wishes, settled: set[str]) -> None:
    """Refuse locked lines that no plan may contain."""
    known = {request.id for request in instance.requests}
    twice = settled & wishes.skipped
    if twice:
        raise UserError(f"Permohonan {min(twice)} dikunci dan dilewati sekaligus. Pilih salah satu.")
    unknown = (settled | wishes.skipped) - known
    if unknown:
        raise UserError(f"Permohonan {min(unknown)} tidak ada lagi dalam antrean. Susun ulang dari awal.")
    rest = tuple(request.id for request in instance.requests if request.id not in settled)
    violations = judge(instance, Plan(wishes.locked, wishes.joined, rest)).violations
    if violations:
        raise UserError(f"Baris yang dikunci tidak dapat dipertahankan: {violations[0]}")
