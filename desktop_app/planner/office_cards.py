"""A proposal in the words of the office: who comes, where, with whom, why; and back to what can be saved.

The planner knows keys and numbers; the Kasubbag reads senders, rooms and trainers (picture 03c).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, select

from db.tables_requests import request
from desktop_app.planner.explain import Line
from desktop_app.planner.from_office import WAITING, instance_of_office, key_of
from desktop_app.planner.instance import Instance
from desktop_app.planner.proposal import Proposal
from desktop_app.planner.rules import Joining, NewSession
from desktop_app.queries.gathered import topic_chips
from desktop_app.queries.labels import days_phrase
from desktop_app.queries.office import officers, rooms
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.schedule_read import month
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services.proposals import ProposalLine
from desktop_app.sop.numbering import case_key

INDIVIDUAL = "perseorangan"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits: its number in the database and how the calendar names its sender."""

    id: int
    name: str
    individual: bool


@dataclass(frozen=True, slots=True)
class Planning:
    """The office as the planner sees it, and the names that turn its answer back into words."""

    instance: Instance
    waiting: Mapping[str, Waiting]
    sessions: Mapping[str, SessionRow]
    topics: Mapping[str, TopicChip]
    rooms: Mapping[str, tuple[int, str]]
    trainers: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One line of a proposal. ``line`` is the planner's own, to be locked or moved; ``added`` people join ``taken``."""

    key: str
    line: NewSession | Joining
    topic: TopicChip
    days: tuple[date, ...]
    days_text: str
    is_new: bool
    who: str
    why: str
    where: str
    taken: int
    added: int
    quota: int
    lanes: tuple[str, ...]
    session_id: int | None = None

    @property
    def kind(self) -> str:
        """ "kelas baru", or that seats of a promised class are filled."""
        return "kelas baru" if self.is_new else "isi kelas yang ada"

    @property
    def seats(self) -> str:
        """ "8/20 kursi", also the words beside the bar."""
        return f"{self.taken + self.added}/{self.quota} kursi"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A request the proposal could not place, and what would change that."""

    key: str
    who: str
    why: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A whole proposal in words."""

    cards: tuple[Card, ...]
    left: tuple[LeftOver, ...]
    cost: float
    bound: float | None
    proven: bool
    skipped: frozenset[str] = field(default=frozenset())

    @property
    def summary(self) -> str:
        """ "3 kelas baru, 2 kelas diisi. 37 orang dapat kursi, tanpa bentrok dan tanpa hari libur."."""
        new = sum(card.is_new for card in self.cards)
        people = sum(card.added for card in self.cards)
        parts = [
            f"{new} kelas baru" if new else "",
            f"{len(self.cards) - new} kelas diisi" if new < len(self.cards) else "",
        ]
        done = ", ".join(part for part in parts if part)
        if not done:
            return "Tidak ada yang dapat dijadwalkan sekarang. Alasannya di bawah."
        left = f" {len(self.left)} belum terjadwal." if self.left else ""
        return f"{done}. {people} orang dapat kursi, tanpa bentrok dan tanpa hari libur.{left}"


def planning_of_office(connection: Connection, today: date) -> Planning:
    """Everything a proposal needs, read on one snapshot."""
    instance = instance_of_office(connection, today)
    chips = {chip.code: chip for chip in topic_chips(connection).values()}
    promised = month(connection, instance.first_day, instance.last_day, today=today)
    return Planning(
        instance,
        _waiting(connection, instance),
        {row.key: row for row in promised},
        chips,
        {row.code: (row.id, row.name) for row in rooms(connection, today)},
        {row.handle: (row.id, row.full_name) for row in officers(connection, today)},
    )


def _waiting(connection: Connection, instance: Instance) -> dict[str, Waiting]:
    columns = (request.c.id, request.c.agenda_number, request.c.agenda_year, request.c.sender_name, request.c.kind)
    known = {
        case_key(row.agenda_number, row.agenda_year): Waiting(row.id, row.sender_name, row.kind == "form")
        for row in connection.execute(select(*columns).where(request.c.state.in_(WAITING)))
    }
    return {one.id: known[key_of(one.id)] for one in instance.requests}


def spread_of(planning: Planning, proposal: Proposal, lines: Iterable[Line], skipped: frozenset[str]) -> Spread:
    """The proposal as cards in the order of their days, and what is left over."""
    why = {(line.kind, line.key): line.sentence for line in lines}
    cards = [_new_card(planning, one, why) for one in proposal.plan.sessions]
    cards += [_joining_card(planning, one, why) for one in proposal.plan.into_existing if one.requests]
    left = tuple(
        LeftOver(
            one,
            _who(planning, (one,)),
            "Dilewati." if one in skipped else why.get(("unplaced", one), ""),
            one in skipped,
        )
        for one in proposal.plan.unplaced
    )
    cards.sort(key=lambda card: (card.days, card.key))
    return Spread(tuple(cards), left, proposal.cost, proposal.bound, proposal.status == "optimal", skipped)


def _new_card(planning: Planning, line: NewSession, why: Mapping[tuple[str, str], str]) -> Card:
    topic = next(one for one in planning.instance.topics if one.id == line.topic)
    room = next(one for one in planning.instance.rooms if one.id == line.room)
    days = tuple(line.start + timedelta(days=offset) for offset in range(topic.days))
    room_id, room_name = planning.rooms[line.room]
    trainer_id, trainer = planning.trainers[line.trainer]
    return Card(
        key=f"{line.topic} {line.start} {line.room}",
        line=line,
        topic=planning.topics[line.topic],
        days=days,
        days_text=days_phrase(days),
        is_new=True,
        who=_who(planning, line.requests),
        why=why.get(("session", f"{line.topic} {line.start} {line.room}"), ""),
        where=f"{room_name} · {trainer}",
        taken=0,
        added=_people(planning, line.requests),
        quota=min(room.capacity, topic.max_participants),
        lanes=(f"room:{room_id}", f"trainer:{trainer_id}"),
    )


def _joining_card(planning: Planning, line: Joining, why: Mapping[tuple[str, str], str]) -> Card:
    row = planning.sessions[line.session]
    return Card(
        key=line.session,
        line=line,
        topic=row.topic,
        days=row.days,
        days_text=row.days_text,
        is_new=False,
        who=_who(planning, line.requests),
        why=why.get(("joining", line.session), ""),
        where=" · ".join(part for part in (row.place, ", ".join(row.trainers)) if part),
        taken=row.seats.taken,
        added=_people(planning, line.requests),
        quota=row.seats.quota,
        lanes=(),
        session_id=row.id,
    )


def _people(planning: Planning, keys: Iterable[str]) -> int:
    count = {one.id: one.participants for one in planning.instance.requests}
    return sum(count.get(key, 0) for key in keys)


def _who(planning: Planning, keys: Iterable[str]) -> str:
    """ "Kec. Membalong (5), Dinas Perhubungan (3), perseorangan (2)"."""
    count = {one.id: one.participants for one in planning.instance.requests}
    groups = [
        f"{planning.waiting[key].name} ({count.get(key, 0)})" for key in keys if not planning.waiting[key].individual
    ]
    alone = sum(count.get(key, 0) for key in keys if planning.waiting[key].individual)
    return ", ".join([*groups, *([f"{INDIVIDUAL} ({alone})"] if alone else [])])


def in_words(planning: Planning, sentence: str) -> str:
    """A sentence of the planner with names for the codes of rooms, trainers and classes."""
    names = {code: name for code, (_, name) in (*planning.rooms.items(), *planning.trainers.items())}
    names |= {key: f"kelas {row.topic.short_name} {row.days_text}" for key, row in planning.sessions.items()}
    words = re.sub(r"[\w:.-]*[\w]", lambda found: names.get(found[0], found[0]), sentence)
    return re.sub(r" \(usul ke-\d+\)", "", words)


def lines_to_save(planning: Planning, cards: Iterable[Card]) -> tuple[ProposalLine, ...]:
    """What ``accept_proposal`` takes."""
    return tuple(_to_save(planning, card) for card in cards)


def _to_save(planning: Planning, card: Card) -> ProposalLine:
    ids = tuple(planning.waiting[key].id for key in card.line.requests)
    if isinstance(card.line, Joining):
        return ProposalLine(requests=ids, session=card.session_id, topic=card.topic.code)
    line = card.line
    return ProposalLine(requests=ids, topic=line.topic, first_day=line.start, room=line.room, trainer=line.trainer)
