"""The instance of the office as it is today: waiting requests, rooms, trainers, topics, closed days and sessions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from db.tables_requests import request
from desktop_app.office_time import wall
from desktop_app.planner.instance import FixedSession, Instance, Request, Room, Rules, Topic, Trainer, Weights
from desktop_app.queries import gathered
from desktop_app.queries.office import (
    load_calendar,
    officers,
    room_closures,
    rooms,
    setting,
    topics,
    trainer_absences,
    trainer_competences,
)
from desktop_app.queries.schedule_read import STILL_OPEN, month
from desktop_app.queries.seats_wanted import seats_wanted
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.setting_names import CONFIRM_BEFORE_CLASS, RESERVED_SEATS
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import Role

WAITING = ("SCHEDULING", "WAITLISTED")
HORIZON_DAYS = 56
SATURDAY = 5
Span = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class _Span:
    """From the first day that may still be conveyed in time to the last day looked at."""

    first: date
    last: date


def instance_of_office(connection: Connection, today: date) -> Instance:
    """What is to be planned on ``today``; a request is named by its case key, a session ``sesi:12``.

    A letter of several topics is a request for each of them ("14/2026 (SIRUP)").
    """
    lead = max(1, int(setting(connection, CONFIRM_BEFORE_CLASS, today)))
    span = _Span(today + timedelta(days=lead), today + timedelta(days=HORIZON_DAYS))
    waiting = _requests(connection)
    oldest = min((one.received for one in waiting), default=today)
    places, teachers, subjects = (
        _rooms(connection, today, span),
        _trainers(connection, today, span),
        _topics(connection),
    )
    promised = month(connection, span.first, span.last, today=today)
    known = {subject.id for subject in subjects.values()}
    rules = Rules()
    closed, opened = _days_off(connection, oldest, span.last)
    return Instance(
        name=f"kantor {today}",
        first_day=span.first,
        last_day=span.last,
        closed_days=closed,
        open_days=opened,
        reserved=int(setting(connection, RESERVED_SEATS, today)),
        rooms=tuple(_room_closed_by(one, promised, code) for code, one in places.items()),
        trainers=tuple(_trainer_away_by(one, promised, number) for number, one in teachers.items()),
        topics=tuple(subjects.values()),
        requests=tuple(one for one in waiting if one.topic in known),
        sessions=tuple(
            _session(one, places, teachers, subjects, open_still=_open_still(one, today, closed))
            for one in promised
            if one.days
        ),
        rules=replace(rules, window_calendar_days=max(rules.window_calendar_days, (span.last - oldest).days)),
        weights=_weights(oldest, span),
    )


def _weights(oldest: date, span: _Span) -> Weights:
    """PLANNER.md's weights, but a letter that waited long is never left out because it is late already."""
    usual = Weights()
    most_late = (span.last - oldest).days * usual.late_per_participant_day
    return replace(usual, unplaced_per_participant=usual.unplaced_per_participant + most_late)


def _days_off(connection: Connection, first: date, last: date) -> tuple[frozenset[date], frozenset[date]]:
    """The closed days, and the weekend days on which the office opens."""
    calendar = load_calendar(connection)
    days = {first + timedelta(days=offset) for offset in range((last - first).days + 1)}
    working = {day for day in days if calendar.is_working_day(day)}
    return frozenset(days - working), frozenset(day for day in working if day.weekday() >= SATURDAY)


def _rooms(connection: Connection, today: date, span: _Span) -> dict[int, Room]:
    closures = room_closures(connection, span.first, span.last)
    return {
        row.id: Room(row.code, row.capacity, _days_of(closures.get(row.id, []), span))
        for row in rooms(connection, today)
        if row.capacity > 0
    }


def _trainers(connection: Connection, today: date, span: _Span) -> dict[int, Trainer]:
    away, taught = trainer_absences(connection, span.first, span.last), trainer_competences(connection)
    codes = {row.id: row.code for row in topics(connection, today)}
    return {
        row.id: Trainer(
            row.handle,
            frozenset(codes[one] for one in taught.get(row.id, frozenset()) if one in codes),
            _days_of(away.get(row.id, []), span),
        )
        for row in officers(connection, today)
        if Role.TRAINER in row.roles
    }


def _topics(connection: Connection) -> dict[int, Topic]:
    """Every topic, retired ones too: a promised session may still teach one (nobody is asked to teach it anew)."""
    return {
        row.id: Topic(row.code, row.default_days, max(1, row.min_participants), row.quota or 1_000)
        for row in topics(connection, date.max, with_retired=True)
    }


def _days_of(spans: list[Span], whole: _Span) -> frozenset[date]:
    found: set[date] = set()
    for first, last, _ in spans:
        day = max(first, whole.first)
        while day <= min(last, whole.last):
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


def _requests(connection: Connection) -> list[Request]:
    """Seats that are still wanted, in order of receipt: a request for each topic that somebody lacks a seat of."""
    waiting = select(request.c.id).where(request.c.state.in_(WAITING))
    wanted, seated = seats_wanted(connection, waiting), gathered.seated_in(connection, waiting)
    codes = {row.id: row.code for row in topics(connection, date.max, with_retired=True)}
    found: list[Request] = []
    for row in connection.execute(
        select(request).where(request.c.id.in_(waiting)).order_by(request.c.received_at, request.c.id)
    ).mappings():
        asked = wanted.get(row["id"], {})
        key = case_key(row["agenda_number"], row["agenda_year"])
        found += [
            Request(
                key if len(asked) == 1 else f"{key} ({codes[topic]})",
                wall(row["received_at"]).date(),
                len(people),
                codes[topic],
                tuple(date.fromisoformat(day) for day in row["preferred_dates"]),
                "individual" if row["kind"] == "form" else "group",
                key,
                frozenset(day for one in seated.get(row["id"], ()) for day in one.days),
            )
            for topic, people in asked.items()
            if people and topic in codes
        ]
    return found


def key_of(request_id: str) -> str:
    """The case key of a request of the instance; one of several topics is named with its topic behind it."""
    return request_id.partition(" ")[0]


def _open_still(row: SessionRow, today: date, closed: frozenset[date]) -> bool:
    """Whether it takes more people: not when its day was closed since, for then another date will be told.

    A trainer who is ill or a room that is closed can be replaced, and the date holds.
    """
    return row.state.value in STILL_OPEN and row.days[0] > today and closed.isdisjoint(row.days)


def _session(
    row: SessionRow,
    places: dict[int, Room],
    teachers: dict[int, Trainer],
    subjects: dict[int, Topic],
    *,
    open_still: bool,
) -> FixedSession:
    room = places.get(row.room_id) if row.room_id is not None else None
    trainer = next((teachers[one] for one in row.trainer_ids if one in teachers), None)
    return FixedSession(
        row.key,
        subjects[row.topic.id].id,
        row.days[0],
        room.id if room else None,
        trainer.id if trainer else None,
        row.seats.quota if open_still else row.seats.taken,
        row.seats.taken,
        row.seats.reserved_left,
    )


def _room_closed_by(room: Room, promised: tuple[SessionRow, ...], number: int) -> Room:
    """The room with every day of its sessions, also those beyond the topic's usual days."""
    days = {day for row in promised if row.room_id == number for day in row.days}
    return replace(room, closed=room.closed | days)


def _trainer_away_by(trainer: Trainer, promised: tuple[SessionRow, ...], number: int) -> Trainer:
    """The trainer without the days on which he teaches, also as a second trainer."""
    days = {day for row in promised if number in row.trainer_ids for day in row.days}
    return replace(trainer, away=trainer.away | days)
