"""The instance of the office as it is today: waiting requests, rooms, trainers, topics, closed days and sessions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from db.tables_requests import request, request_topic
from db.tables_schedule import seat
from desktop_app.office_time import wall
from desktop_app.planner.instance import FixedSession, Instance, Request, Room, Rules, Topic, Trainer, Weights
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
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.setting_names import CONFIRM_BEFORE_CLASS
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import Role

WAITING = ("SCHEDULING", "WAITLISTED")
HORIZON_DAYS = 56
Span = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class _Span:
    """From the first day that may still be conveyed in time to the last day looked at."""

    first: date
    last: date


def instance_of_office(connection: Connection, today: date) -> Instance:
    """What is to be planned on ``today``; a request is named by its case key, a session ``sesi:12``."""
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
    return Instance(
        name=f"kantor {today}",
        first_day=span.first,
        last_day=span.last,
        closed_days=_closed(connection, oldest, span.last),
        rooms=tuple(_room_closed_by(one, promised, code) for code, one in places.items()),
        trainers=tuple(_trainer_away_by(one, promised, number) for number, one in teachers.items()),
        topics=tuple(subjects.values()),
        requests=tuple(one for one in waiting if one.topic in known),
        sessions=tuple(_session(one, places, teachers, subjects, today) for one in promised if one.days),
        rules=replace(rules, window_calendar_days=max(rules.window_calendar_days, (span.last - oldest).days)),
        weights=_weights(oldest, span),
    )


def _weights(oldest: date, span: _Span) -> Weights:
    """PLANNER.md's weights, but a letter that waited long is never left out because it is late already."""
    usual = Weights()
    most_late = (span.last - oldest).days * usual.late_per_participant_day
    return replace(usual, unplaced_per_participant=usual.unplaced_per_participant + most_late)


def _closed(connection: Connection, first: date, last: date) -> frozenset[date]:
    calendar = load_calendar(connection)
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return frozenset(day for day in days if not calendar.is_working_day(day))


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
    """Requests without a seat for everybody, for the first topic they ask for, in order of receipt."""
    seated = _seats_by_request(connection)
    asked: dict[int, Request] = {}
    codes = {row.id: row.code for row in topics(connection, date.max, with_retired=True)}
    for row in connection.execute(
        select(request, request_topic.c.topic_id)
        .join(request_topic, request_topic.c.request_id == request.c.id)
        .where(request.c.state.in_(WAITING), request_topic.c.voided_at.is_(None))
        .order_by(request.c.received_at, request.c.id, request_topic.c.id)
    ).mappings():
        people = row["participant_count"] - seated[row["id"]]
        if row["id"] not in asked and people > 0:
            asked[row["id"]] = Request(
                case_key(row["agenda_number"], row["agenda_year"]),
                wall(row["received_at"]).date(),
                people,
                codes[row["topic_id"]],
                tuple(date.fromisoformat(day) for day in row["preferred_dates"]),
                "individual" if row["kind"] == "form" else "group",
            )
    return list(asked.values())


def _seats_by_request(connection: Connection) -> defaultdict[int, int]:
    counted: defaultdict[int, int] = defaultdict(int)
    for request_id, count in connection.execute(
        select(seat.c.request_id, func.count())
        .where(seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
        .group_by(seat.c.request_id)
    ):
        counted[request_id] = count
    return counted


def _session(
    row: SessionRow, places: dict[int, Room], teachers: dict[int, Trainer], subjects: dict[int, Topic], today: date
) -> FixedSession:
    room = places.get(row.room_id) if row.room_id is not None else None
    trainer = next((teachers[one] for one in row.trainer_ids if one in teachers), None)
    open_still = row.state.value in STILL_OPEN and row.days[0] > today
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
