"""What the pane of a class needs, read at once: its people, the rooms, the trainers, and classes of the same topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.office_time import today
from desktop_app.queries import gathered, office, session_read
from desktop_app.queries.equipment_read import EquipmentLine, equipment_of
from desktop_app.queries.office import OfficerRow, RoomRow, TopicRow
from desktop_app.queries.schedule_read import upcoming
from desktop_app.queries.session_rows import SessionDetail, SessionPerson, SessionRow
from desktop_app.sop.states import Role


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form of a class can choose from; ``able`` maps a topic to those who teach it."""

    topics: tuple[TopicRow, ...]
    rooms: tuple[RoomRow, ...]
    trainers: tuple[OfficerRow, ...]
    taught: dict[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One class to work on; ``others`` are classes of its topic still to come."""

    detail: SessionDetail
    choices: Choices
    others: tuple[SessionRow, ...]
    senders: dict[int, str]
    equipment: tuple[EquipmentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one request in a class."""

    request_id: int
    key: str
    sender: str
    people: int
    confirmed: int
    names: str


def choices(connection: Any, now: datetime) -> Choices:
    """Topics, rooms and trainers of today."""
    day = today(now)
    return Choices(
        office.topics(connection, day),
        office.rooms(connection, day),
        tuple(one for one in office.officers(connection, day) if Role.TRAINER in one.roles),
        office.trainer_competences(connection),
    )


def session_page(connection: Any, session_id: int, now: datetime) -> SessionPage:
    """Read the page; raises ``UserError`` when the class is gone."""
    detail = session_read.session(connection, session_id, now)
    others = tuple(
        one
        for one in upcoming(connection, today(now))
        if one.topic.id == detail.row.topic.id and one.id != detail.row.id
    )
    heads = gathered.keys_and_senders(connection, set(detail.row.request_ids))
    senders = {key: str(head["sender_name"]) for key, head in heads.items()}
    return SessionPage(detail, choices(connection, now), others, senders, equipment_of(connection, session_id))


def groups(page: SessionPage) -> tuple[Group, ...]:
    """The participants by request, in the order of their letters."""
    by_request: dict[int, list[SessionPerson]] = {}
    for one in page.detail.people:
        by_request.setdefault(one.request_id, []).append(one)
    return tuple(_group(people, page.senders.get(key, "")) for key, people in by_request.items())


def _group(people: list[SessionPerson], sender: str) -> Group:
    first = people[0]
    named = [one.full_name for one in people if one.person_id is not None]
    missing = len(people) - len(named)
    names = ", ".join(named) + (f"{', ' if named else ''}{missing} nama menyusul" if missing else "")
    return Group(
        first.request_id,
        first.request_key,
        sender or first.full_name,
        len(people),
        sum(one.seat_state == "CONFIRMED" for one in people),
        names,
    )
