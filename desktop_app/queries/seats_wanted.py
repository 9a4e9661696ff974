"""Who still lacks a seat, and for which topic: a letter may ask for several, each of them a class of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from db.tables_requests import participant, request_topic
from db.tables_schedule import seat, session

Wanted = dict[int, tuple[int, ...]]
"""Every topic asked for, in the letter's order, with the participants who lack a seat of it."""

NO_TOPIC = 0
"""The key of a request that names no topic: any class will do."""


Some = Select[tuple[int]] | BindParameter[int]


def _asked(requests: Some) -> Select[tuple[int, int]]:
    return (
        select(request_topic.c.request_id, request_topic.c.topic_id)
        .where(request_topic.c.request_id.in_(requests), request_topic.c.voided_at.is_(None))
        .order_by(request_topic.c.id)
    )


def _sitting(requests: Some) -> Select[tuple[int, int]]:
    return (
        select(seat.c.participant_id, session.c.topic_id)
        .join(session, session.c.id == seat.c.session_id)
        .where(seat.c.request_id.in_(requests), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
    )


def _places(requests: Some) -> Select[tuple[int, int]]:
    return (
        select(participant.c.request_id, participant.c.id)
        .where(
            participant.c.request_id.in_(requests), participant.c.status == "ACTIVE", participant.c.voided_at.is_(None)
        )
        .order_by(participant.c.position_no)
    )


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
# Read after every act of steps 5 to 8: built once, for building a statement costs more than running it.
_OF_SOME = (_asked(_IDS), _sitting(_IDS), _places(_IDS))


def seats_wanted(connection: Connection, requests: Iterable[int] | Select[tuple[int]]) -> dict[int, Wanted]:
    """Request id to the seats its people still lack.

    A seat in a class of a topic that was not asked for stands for the first one that is missing.
    """
    if isinstance(requests, Select):
        statements, values = (_asked(requests), _sitting(requests), _places(requests)), {}
    else:
        statements, values = _OF_SOME, {"ids": list(requests)}
    asked_rows, sitting, places = (connection.execute(one, values) for one in statements)
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for row in asked_rows:
        asked[row.request_id].append(row.topic_id)
    has: defaultdict[int, set[int]] = defaultdict(set)
    for row in sitting:
        has[row.participant_id].add(row.topic_id)
    lacking: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in places:
        of_request = lacking[row.request_id]
        for topic in _missing(asked[row.request_id] or [NO_TOPIC], has[row.id]):
            of_request[topic].append(row.id)
    return {
        one: {topic: tuple(people[topic]) for topic in (asked[one] or [NO_TOPIC])} for one, people in lacking.items()
    }


def people_wanting(wanted: Wanted, topic: int) -> int:
    """How many lack a seat of this topic; of any, when the letter did not ask for this one."""
    if topic in wanted:
        return len(wanted[topic])
    return len({person for people in wanted.values() for person in people})


def next_topic(wanted: Wanted) -> int | None:
    """The first topic that somebody lacks a seat of, else the first one asked for."""
    return next((topic for topic, people in wanted.items() if people), None) or next(iter(wanted), None)


def _missing(asked: list[int], has: set[int]) -> list[int]:
    others = len(has - set(asked))
    return [topic for topic in asked if topic not in has][others:]
