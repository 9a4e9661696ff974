"""Rows that many screens need of several requests at once, gathered by one query each (never one a row).

``ids`` is a ready set of request ids or a SELECT that yields them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select

from db.tables_office import officer, topic
from db.tables_requests import clock_pause, request, request_topic, step_visit
from db.tables_schedule import seat, session, session_day
from desktop_app.office_time import wall
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.working_time import Pause

Ids: TypeAlias = Collection[int] | Select[int]

MOST_BOUND = 10_000
"""Values bound to one statement; the store takes 32,766."""


def among(column: ColumnElement[Any], ids: Ids) -> ColumnElement[bool]:
    """The condition "column is one of ids"."""
    return column.in_(ids if isinstance(ids, Select) else list(ids))


def settled(connection: Connection, wanted: Select[int]) -> Ids:
    """The ids a SELECT yields as a list, so that it runs once; the SELECT itself when they are too many to bind."""
    found = connection.execute(wanted.limit(MOST_BOUND + 1)).scalars().all()
    return list(found) if len(found) <= MOST_BOUND else wanted


def wall_or_none(moment: datetime | None) -> datetime | None:
    """Wall time of a moment that may be missing."""
    return None if moment is None else wall(moment)


def officer_names(connection: Connection) -> dict[int, str]:
    """Officer id to full name, inactive ones too."""
    return {row.id: row.full_name for row in connection.execute(select(officer.c.id, officer.c.full_name))}


def topic_chips(connection: Connection) -> dict[int, TopicChip]:
    """Topic id to its chip, retired ones too."""
    columns = (topic.c.id, topic.c.code, topic.c.name, topic.c.short_name, topic.c.color)
    return {
        row.id: TopicChip(row.id, row.code, row.name, row.short_name, row.color)
        for row in connection.execute(select(*columns))
    }


def topics_of(connection: Connection, ids: Ids) -> Mapping[int, tuple[TopicChip, ...]]:
    """Request id to the topics it asks for, in their order."""
    chips = topic_chips(connection)
    found: dict[int, list[TopicChip]] = defaultdict(list)
    for row in connection.execute(
        select(request_topic.c.request_id, request_topic.c.topic_id)
        .where(among(request_topic.c.request_id, ids), request_topic.c.voided_at.is_(None))
        .order_by(request_topic.c.id)
    ).all():
        found[row.request_id].append(chips[row.topic_id])
    return {request_id: tuple(one) for request_id, one in found.items()}


def visits_of(connection: Connection, ids: Ids) -> Mapping[int, list[RowMapping]]:
    """Request id to its step visits, oldest first."""
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in (
        connection.execute(
            select(step_visit)
            .where(among(step_visit.c.request_id, ids), step_visit.c.voided_at.is_(None))
            .order_by(step_visit.c.id)
        )
        .mappings()
        .all()
    ):
        found[row["request_id"]].append(row)
    return found


def pauses_of(connection: Connection, ids: Ids) -> Mapping[int, list[Pause]]:
    """Request id to the pauses of its clock, in wall time."""
    found: dict[int, list[Pause]] = defaultdict(list)
    for row in connection.execute(
        select(clock_pause).where(among(clock_pause.c.request_id, ids), clock_pause.c.voided_at.is_(None))
    ).all():
        found[row.request_id].append((wall(row.starts_at), wall_or_none(row.ends_at)))
    return found


@dataclass(frozen=True, slots=True)
class SeatedIn:
    """A session in which a request holds seats."""

    session_id: int
    topic_id: int
    state: str
    days: tuple[date, ...]
    starts: str
    seats: int
    confirmed: int


def seated_in(connection: Connection, ids: Ids) -> Mapping[int, tuple[SeatedIn, ...]]:
    """Request id to the sessions it has seats in, the earliest first."""
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    sessions: dict[int, Any] = {}
    for row in connection.execute(
        select(seat.c.request_id, seat.c.state.label("seat_state"), session)
        .join(session, session.c.id == seat.c.session_id)
        .where(among(seat.c.request_id, ids), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
    ).all():
        pair = counts[row.request_id, row.id]
        pair[0] += 1
        pair[1] += row.seat_state == "CONFIRMED"
        sessions[row.id] = row
    days = days_of(connection, sessions)
    found: dict[int, list[SeatedIn]] = defaultdict(list)
    for (request_id, session_id), (all_seats, confirmed) in counts.items():
        row = sessions[session_id]
        found[request_id].append(
            SeatedIn(session_id, row.topic_id, row.state, days[session_id], row.starts, all_seats, confirmed)
        )
    return {key: tuple(sorted(one, key=lambda s: (s.days or (date.max,), s.starts))) for key, one in found.items()}


def days_of(connection: Connection, session_ids: Ids) -> Mapping[int, tuple[date, ...]]:
    """Session id to its days in order."""
    found: dict[int, tuple[date, ...]] = defaultdict(tuple)
    for row in connection.execute(
        select(session_day.c.session_id, session_day.c.day)
        .where(among(session_day.c.session_id, session_ids), session_day.c.voided_at.is_(None))
        .order_by(session_day.c.day)
    ).all():
        found[row.session_id] += (row.day,)
    return found


def keys_and_senders(connection: Connection, ids: Ids) -> Mapping[int, RowMapping]:
    """Request id to its number, year, sender, state and kind."""
    columns = (
        request.c.id,
        request.c.agenda_number,
        request.c.agenda_year,
        request.c.sender_name,
        request.c.state,
        request.c.kind,
    )
    return {
        row["id"]: row for row in connection.execute(select(*columns).where(among(request.c.id, ids))).mappings().all()
    }
