"""What the queues are made of: waiting requests with their topics, visits, pauses, seats and today's decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, RowMapping, Select, or_, select

from db.tables_requests import disposition, request
from desktop_app.office_time import at, today, wall
from desktop_app.queries import gathered
from desktop_app.queries.gathered import SeatedIn
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.step_clocks import ClockRoom
from desktop_app.sop.states import OPEN, RequestState
from desktop_app.sop.working_time import Pause


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything about the requests of a queue, each kind gathered by one query."""

    room: ClockRoom
    today: date
    requests: tuple[RowMapping, ...]
    topics: Mapping[int, tuple[TopicChip, ...]]
    visits: Mapping[int, list[RowMapping]]
    pauses: Mapping[int, list[Pause]]
    seated: Mapping[int, tuple[SeatedIn, ...]]
    decided: Mapping[int, list[RowMapping]]
    trainers: Mapping[int, tuple[int, ...]]


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The moments at which a day of the office begins and ends."""
    return at(day, time.min), at(day + timedelta(days=1), time.min)


def collect(connection: Connection, now: datetime, wanted: Select[int]) -> Sources:
    """Gather the requests that ``wanted`` selects, in order of receipt; the selection itself runs only once."""
    ids = gathered.settled(connection, wanted)
    found = connection.execute(
        select(request).where(gathered.among(request.c.id, ids)).order_by(request.c.received_at, request.c.id)
    )
    decided: dict[int, list[RowMapping]] = defaultdict(list)
    trainers: dict[int, tuple[int, ...]] = {}
    for row in (
        connection.execute(
            select(disposition)
            .where(gathered.among(disposition.c.request_id, ids), disposition.c.voided_at.is_(None))
            .order_by(disposition.c.id)
        )
        .mappings()
        .all()
    ):
        decided[row["request_id"]].append(row)
        if row["trainer_ids"]:
            trainers[row["request_id"]] = tuple(row["trainer_ids"])
    seated = gathered.seated_in(connection, ids)
    return Sources(
        ClockRoom(load_calendar(connection), wall(now)),
        today(now),
        tuple(found.mappings().all()),
        _unseated_first(gathered.topics_of(connection, ids), seated),
        gathered.visits_of(connection, ids),
        gathered.pauses_of(connection, ids),
        seated,
        decided,
        trainers,
    )


def _unseated_first(
    topics: Mapping[int, tuple[TopicChip, ...]], seated: Mapping[int, tuple[SeatedIn, ...]]
) -> dict[int, tuple[TopicChip, ...]]:
    """The topic that has no class yet comes first: it is the one the letter waits for."""
    has = {request_id: {one.topic_id for one in classes} for request_id, classes in seated.items()}
    return {
        request_id: tuple(sorted(chips, key=lambda chip: chip.id in has.get(request_id, set())))
        for request_id, chips in topics.items()
    }


def open_ids(states: Collection[RequestState] = OPEN) -> Select[int]:
    """Ids of the requests in these states."""
    return select(request.c.id).where(request.c.state.in_([state.value for state in states]))


def decided_ids(day: date, step: int) -> Select[int]:
    """Ids of the requests an official disposed of on a day, at a step."""
    begin, end = day_bounds(day)
    return select(disposition.c.request_id).where(
        disposition.c.step_no == step,
        disposition.c.initialed_at >= begin,
        disposition.c.initialed_at < end,
        disposition.c.outcome != "ASSIGNED",
        disposition.c.voided_at.is_(None),
    )


def either(first: Select[int], second: Select[int]) -> Select[int]:
    """Ids that one or the other selects."""
    return select(request.c.id).where(or_(request.c.id.in_(first), request.c.id.in_(second)))
