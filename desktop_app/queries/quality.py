"""The mutu baku report: times against the SOP by step, month, lane and office; how full the classes were (DOMAIN 9.2).

Lanes are judged, never persons. What was typed in later stands beside, outside the shares.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.tables_office import organization
from db.tables_requests import participant, request
from db.tables_schedule import attendance, seat, session, session_day
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_sources import day_bounds
from desktop_app.queries.reports import TimedVisit, finished_visits, step_times, unmeasured
from desktop_app.queries.step_clocks import ClockRoom, clock_of
from desktop_app.sop.dates_in_words import SHORT_MONTHS
from desktop_app.sop.states import LANE_LABELS
from desktop_app.sop.steps import STEPS, step

INDIVIDUALS = "Perseorangan"
MOST_OFFICES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class StepQuality:
    """One step: middle and 90th percentile in ``unit``, without and with pauses; shares from 0 to 1."""

    number: int
    short: str
    lane: str
    standard: str
    unit: str
    limit: int
    count: int
    median: float | None
    p90: int | None
    on_time: float | None
    median_with_pauses: float | None
    p90_with_pauses: int | None
    on_time_with_pauses: float | None
    typed_late: float | None
    tentative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A month, a lane or an office: judged steps, how many of them on time, requests and people."""

    label: str
    judged: int = 0
    on_time: float | None = None
    requests: int = 0
    people: int = 0
    days_to_schedule: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassUse:
    """A topic or an office: classes held, seats offered and taken, who came and who stayed away without a word."""

    label: str
    classes: int = 0
    seats: int = 0
    taken: int = 0
    present: int = 0
    no_shows: int = 0

    @property
    def fill_rate(self) -> float | None:
        """Taken of offered seats."""
        return self.taken / self.seats if self.seats else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """The whole report of a span; ``sentence`` says what is wrong, or that nothing is."""

    first: date
    last: date
    sentence: str
    bad: bool
    steps: tuple[StepQuality, ...]
    months: tuple[ShareRow, ...]
    lanes: tuple[ShareRow, ...]
    offices: tuple[ShareRow, ...]
    topics: tuple[ClassUse, ...]
    office_use: tuple[ClassUse, ...]
    requests: int
    people: int
    finished: int


def quality(connection: Connection, first: date, last: date, now: datetime) -> QualityReport:
    """The report over the days from ``first`` to ``last``, both counted; ``now`` is aware."""
    visits = list(finished_visits(connection, first, last, now))
    room = ClockRoom(load_calendar(connection), wall(now))
    times = step_times(connection, first, last, now)
    received = _received(connection, first, last)
    offices = _office_of(connection, {one.visit["request_id"] for one in visits} | set(received))
    return QualityReport(
        first=first,
        last=last,
        sentence=times.sentence,
        bad=any(row.level == "over" for row in times.rows),
        steps=tuple(_step(number, visits, room) for number in range(1, len(STEPS) + 1)),
        months=_months(visits, received, first, last),
        lanes=_lanes(visits),
        offices=_offices(visits, received, offices),
        topics=_topics(connection, first, last),
        office_use=_office_use(connection, first, last),
        requests=len(received),
        people=sum(people for _, people in received.values()),
        finished=times.finished_requests,
    )


def _counted(one: TimedVisit) -> bool:
    return not one.clock.recorded_late and not unmeasured(one)


def _step(number: int, visits: Sequence[TimedVisit], room: ClockRoom) -> StepQuality:
    row = step(number)
    mine = [one for one in visits if one.visit["step_no"] == number]
    counted = [one for one in mine if _counted(one)]
    plain = [one.clock.elapsed for one in counted]
    limit = counted[0].clock.limit if counted else row.limit
    paused = [
        one.clock.elapsed if number == 8 else clock_of(room, one.visit, ()).elapsed for one in counted
    ]  # training days have no pauses
    late = sum(one.clock.recorded_late for one in mine)
    return StepQuality(
        number=number,
        short=row.short,
        lane=LANE_LABELS[row.lane],
        standard=row.standard,
        unit=counted[0].clock.unit if counted else "hari" if number in (5, 8) else "mnt",
        limit=limit,
        count=len(counted),
        median=_middle(plain),
        p90=p90(plain),
        on_time=_share(sum(one.clock.on_time for one in counted), len(counted)),
        median_with_pauses=_middle(paused),
        p90_with_pauses=p90(paused),
        on_time_with_pauses=_share(sum(value <= limit for value in paused), len(paused)),
        typed_late=_share(late, len(mine)),
        tentative=number in (5, 8),
    )


def _middle(values: Sequence[int]) -> float | None:
    return float(median(values)) if values else None


def p90(values: Sequence[int]) -> int | None:
    """The value that nine of ten do not pass (nearest rank)."""
    return sorted(values)[math.ceil(0.9 * len(values)) - 1] if values else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _judged(visits: Iterable[TimedVisit]) -> list[TimedVisit]:
    return [one for one in visits if one.clock.judged and _counted(one)]


def _months(
    visits: Sequence[TimedVisit], received: Mapping[int, tuple[datetime, int]], first: date, last: date
) -> tuple[ShareRow, ...]:
    by_month: defaultdict[tuple[int, int], list[TimedVisit]] = defaultdict(list)
    for one in _judged(visits):
        moment = wall(one.visit["done_at"])
        by_month[moment.year, moment.month].append(one)
    made: list[ShareRow] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        here = by_month[year, month]
        came = [people for moment, people in received.values() if (moment.year, moment.month) == (year, month)]
        made.append(_row(f"{SHORT_MONTHS[month - 1]} {year}", here, len(came), sum(came)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(made)


def _row(
    label: str, judged: Sequence[TimedVisit], requests: int = 0, people: int = 0, days: float | None = None
) -> ShareRow:
    return ShareRow(
        label=label,
        judged=len(judged),
        on_time=_share(sum(one.clock.on_time for one in judged), len(judged)),
        requests=requests,
        people=people,
        days_to_schedule=days,
    )


def _lanes(visits: Sequence[TimedVisit]) -> tuple[ShareRow, ...]:
    judged = _judged(visits)
    lanes = dict.fromkeys(row.lane for row in STEPS if row.judged)
    return tuple(
        _row(LANE_LABELS[lane], [one for one in judged if step(one.visit["step_no"]).lane is lane]) for lane in lanes
    )


def _received(connection: Connection, first: date, last: date) -> dict[int, tuple[datetime, int]]:
    """Requests received in the span by id: when, and for how many people; voided entries are not counted."""
    rows = connection.execute(
        select(request.c.id, request.c.received_at, request.c.participant_count).where(
            request.c.received_at >= day_bounds(first)[0],
            request.c.received_at < day_bounds(last)[1],
            request.c.state != "VOIDED",
        )
    )
    return {row.id: (wall(row.received_at), row.participant_count) for row in rows}


def _office_of(connection: Connection, ids: set[int]) -> dict[int, str]:
    rows = connection.execute(
        select(request.c.id, organization.c.name).join(
            organization, organization.c.id == request.c.organization_id, isouter=True
        )
    )
    return {row.id: row.name or INDIVIDUALS for row in rows if row.id in ids}


def _offices(
    visits: Sequence[TimedVisit], received: Mapping[int, tuple[datetime, int]], offices: Mapping[int, str]
) -> tuple[ShareRow, ...]:
    """The offices with the most requests first."""
    judged: defaultdict[str, list[TimedVisit]] = defaultdict(list)
    days: defaultdict[str, list[int]] = defaultdict(list)
    for one in visits:
        label = offices[one.visit["request_id"]]
        if one.clock.judged and _counted(one):
            judged[label].append(one)
        if one.visit["step_no"] == 5 and _counted(one):
            days[label].append(one.clock.elapsed)
    came: defaultdict[str, list[int]] = defaultdict(list)
    for case, (_, people) in received.items():
        came[offices[case]].append(people)
    rows = [
        _row(label, judged[label], len(came[label]), sum(came[label]), _middle(days[label]))
        for label in dict.fromkeys([*came, *judged])
    ]
    return tuple(sorted(rows, key=lambda row: (-row.requests, row.label))[:MOST_OFFICES])


def _topics(connection: Connection, first: date, last: date) -> tuple[ClassUse, ...]:
    chips = gathered.topic_chips(connection)
    held = select(session.c.topic_id, func.count(), func.sum(session.c.quota)).where(
        session.c.id.in_(_held(first, last))
    )
    offered = {row[0]: (row[1], row[2]) for row in connection.execute(held.group_by(session.c.topic_id))}
    taken = _seats(connection, first, last, lambda row: row.topic_id)
    marks = _marks(connection, first, last, lambda row: row.topic_id)
    return tuple(
        _use(chips[topic].name, offered[topic], taken[topic], marks[topic])
        for topic in sorted(offered, key=lambda one: chips[one].name)
    )


def _office_use(connection: Connection, first: date, last: date) -> tuple[ClassUse, ...]:
    """Per office: seats it held in the classes of the span, who came and who did not."""
    taken = _seats(connection, first, last, lambda row: row.name or INDIVIDUALS)
    marks = _marks(connection, first, last, lambda row: row.name or INDIVIDUALS)
    rows = [_use(label, (0, 0), taken[label], marks[label]) for label in taken]
    return tuple(sorted(rows, key=lambda row: (-row.no_shows, -row.taken, row.label))[:MOST_OFFICES])


def _use(label: str, offered: tuple[int, int], taken: int, marks: Counter[str]) -> ClassUse:
    return ClassUse(
        label=label,
        classes=offered[0],
        seats=offered[1],
        taken=taken,
        present=marks["PRESENT"],
        no_shows=marks["NO_SHOW"],
    )


def _held(first: date, last: date) -> Select[int]:
    """Classes that were taught, with a day in the span."""
    in_span = select(session_day.c.session_id).where(
        session_day.c.day >= first, session_day.c.day <= last, session_day.c.voided_at.is_(None)
    )
    return select(session.c.id).where(session.c.id.in_(in_span), session.c.state.in_(["RUNNING", "DONE"]))


def _seats(connection: Connection, first: date, last: date, label: Callable[[Any], Any]) -> Counter[Any]:
    """Seats taken in those classes, by what ``label`` makes of topic and office."""
    found = (
        select(session.c.topic_id, organization.c.name)
        .select_from(seat)
        .join(session, session.c.id == seat.c.session_id)
        .join(request, request.c.id == seat.c.request_id)
        .join(organization, organization.c.id == request.c.organization_id, isouter=True)
        .where(seat.c.session_id.in_(_held(first, last)), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
    )
    return Counter(label(row) for row in connection.execute(found))


def _marks(
    connection: Connection, first: date, last: date, label: Callable[[Any], Any]
) -> defaultdict[Any, Counter[str]]:
    """Seats whose person came at least once, and those who stayed away without a word, by label."""
    found = (
        select(attendance.c.session_id, attendance.c.participant_id, attendance.c.status, session.c.topic_id)
        .add_columns(organization.c.name)
        .join(session, session.c.id == attendance.c.session_id)
        .join(participant, participant.c.id == attendance.c.participant_id)
        .join(request, request.c.id == participant.c.request_id)
        .join(organization, organization.c.id == request.c.organization_id, isouter=True)
        .where(attendance.c.session_id.in_(_held(first, last)), attendance.c.voided_at.is_(None))
    )
    seen: dict[tuple[int, int], tuple[Any, set[str]]] = {}
    for row in connection.execute(found):
        seen.setdefault((row.session_id, row.participant_id), (label(row), set()))[1].add(row.status)
    counted: defaultdict[Any, Counter[str]] = defaultdict(Counter)
    for name, statuses in seen.values():
        if "PRESENT" in statuses:
            counted[name]["PRESENT"] += 1
        elif "NO_SHOW" in statuses:
            counted[name]["NO_SHOW"] += 1
    return counted
