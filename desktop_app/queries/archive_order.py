"""Orders of the archive that no index holds: by topic, by working days to a date, and only what passed a standard.

The store narrows down, the rules judge what is left: working time never exceeds the time on the wall, so a visit
shorter than its standard need not be looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, collate, func, nulls_last, or_, select

from db.tables_office import topic
from db.tables_requests import clock_pause, request, request_topic, step_visit
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.archive_filter import CaseFilter, ids_of
from desktop_app.queries.office import load_calendar
from desktop_app.queries.step_clocks import NOT_THE_LANE, ClockRoom, clock_of, counts, late_typed
from desktop_app.sop.steps import STEPS, ClockKind
from desktop_app.sop.working_time import Pause

SCHEDULED_IN = 5
"""The step whose working days stand under "Sampai jadwal"."""

PART = 2000
"""Rows taken over at a time: short enough that the window's thread gets its turn in between."""


def ids_in_order(connection: Connection, now: datetime, wanted: CaseFilter) -> array[int]:
    """The ids of the whole list in its order, eight bytes each; cases without a date stand last in either order."""
    if wanted.over:
        return ids_over(connection, now, wanted)
    if wanted.order != "days":
        return _all(connection, by_topic(wanted) if wanted.order == "topic" else ids_of(wanted))
    known = days_to_schedule(connection, now)
    every = _all(connection, ids_of(replace(wanted, order="number")))
    dated = sorted((one for one in every if one in known), key=known.__getitem__, reverse=wanted.down)
    return array("q", [*dated, *(one for one in every if one not in known)])


def _all(connection: Connection, statement: Select[int]) -> array[int]:
    ids = array("q")
    for part in connection.execute(statement).scalars().partitions(PART):
        ids.extend(part)
    return ids


def by_topic(wanted: CaseFilter) -> Select[int]:
    """By the topic that a line shows: the first one asked for; then by number."""
    first = (
        select(topic.c.short_name)
        .join(request_topic, request_topic.c.topic_id == topic.c.id)
        .where(request_topic.c.request_id == request.c.id, request_topic.c.voided_at.is_(None))
        .order_by(request_topic.c.id)
        .limit(1)
        .correlate(request)
        .scalar_subquery()
    )
    shown = collate(first, "NOCASE")  # inside the subquery it would not count
    columns = (nulls_last(shown.desc() if wanted.down else shown), request.c.agenda_year, request.c.agenda_number)
    order = [columns[0], *(one.desc() if wanted.down else one for one in columns[1:])]
    return ids_of(replace(wanted, order="number")).order_by(None).order_by(*order)


def days_to_schedule(connection: Connection, now: datetime) -> Mapping[int, int]:
    """Request id to the working days of its last finished step 5, for every case that has one."""
    room = ClockRoom(load_calendar(connection), wall(now))
    visits = [one for one in _finished(connection, step_visit.c.step_no == SCHEDULED_IN) if counts(one)]
    last = {one["request_id"]: one for one in visits}
    pauses = _pauses(connection, last)
    return {key: clock_of(room, one, pauses.get(key, ())).elapsed for key, one in last.items()}


def ids_over(connection: Connection, now: datetime, wanted: CaseFilter) -> array[int]:
    """The cases of the list, in its order, in which a finished step or the schedule passed its standard."""
    room = ClockRoom(load_calendar(connection), wall(now))
    doubtful = [one for one in _finished(connection, _longer_than_the_standard()) if counts(one)]
    pauses = _pauses(connection, {one["request_id"] for one in doubtful})
    over = {one["request_id"] for one in doubtful if passed(room, one, pauses.get(one["request_id"], ()))}
    if not over:
        return array("q")
    every = ids_in_order(connection, now, replace(wanted, over=False))
    return array("q", [one for one in every if one in over])


def judged(connection: Connection, now: datetime, wanted: CaseFilter) -> CaseFilter:
    """The same filter with what passed a standard named by id, for registers and whoever needs a condition."""
    if not wanted.over:
        return wanted
    return replace(wanted, over=False, among=tuple(ids_over(connection, now, wanted)))


def passed(room: ClockRoom, visit: Any, pauses: Sequence[Pause]) -> bool:
    """Whether a finished visit passed its standard; what was typed in later is not judged."""
    return not late_typed(room, visit) and clock_of(room, visit, pauses).level == "over"


def _finished(connection: Connection, condition: ColumnElement[bool]) -> Collection[Any]:
    """Finished visits, oldest first."""
    return (
        connection.execute(
            select(step_visit)
            .where(
                condition,
                step_visit.c.done_at.is_not(None),
                step_visit.c.voided_at.is_(None),
                step_visit.c.outcome.not_in(NOT_THE_LANE),
            )
            .order_by(step_visit.c.id)
        )
        .mappings()
        .all()
    )


def _longer_than_the_standard() -> ColumnElement[bool]:
    """What may have passed, by the time on the wall; a day is due at its closing hour, so it may lack most of one."""
    taken = func.julianday(step_visit.c.done_at) - func.julianday(
        func.coalesce(step_visit.c.started_at, step_visit.c.received_at)
    )
    whole = func.julianday(step_visit.c.done_at) - func.julianday(step_visit.c.received_at)
    parts = []
    for one in STEPS:
        if one.clock is ClockKind.WORKING_DAYS:
            parts.append((step_visit.c.step_no == one.number) & (whole > one.limit - 1))
        elif one.clock is ClockKind.WORKING_MINUTES and one.judged:
            time = taken if one.number == 7 else whole
            parts.append((step_visit.c.step_no == one.number) & (time * 24 * 60 > one.limit - 0.5))
    return or_(*parts)


def _pauses(connection: Connection, wanted: Collection[int]) -> Mapping[int, Sequence[Pause]]:
    """The pauses of these cases; read whole where they are many, for few cases ever pause."""
    if len(wanted) <= PART:
        return gathered.pauses_of(connection, set(wanted))
    return gathered.pauses_of(connection, select(clock_pause.c.request_id))
