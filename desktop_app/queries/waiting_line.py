"""The waiting line of a topic: order of receipt, who is offered seats, who was passed over (DOMAIN 8.3, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, or_, select

from db.tables_requests import request, request_topic
from db.tables_schedule import passed_over, seat, session
from desktop_app.office_time import today, wall
from desktop_app.queries import schedule_read
from desktop_app.queries.seats_read import OFFERED
from desktop_app.queries.seats_wanted import people_wanting, seats_wanted
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.numbering import case_key
from desktop_app.sop.quota import Seats, Waiting, fits, offer_in_order

OFFER_LAPSED = "tawaran berakhir"
"""Why a seat was released when an offer ended; the same class is not offered to that request a second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """One request in line for a topic; ``people`` still lack a seat of it and stay together."""

    request_id: int
    key: str
    sender: str
    individual: bool
    people: int
    received_at: datetime
    position: int


@dataclass(frozen=True, slots=True)
class Passed:
    """Who is passed over, with the sentence that says why."""

    one: InLine
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Seats held for a request until a day; ``expired`` when that day is over and nobody has decided yet."""

    request_id: int
    key: str
    sender: str
    session_id: int
    session_title: str
    people: int
    held_until: date
    expired: bool


@dataclass(frozen=True, slots=True)
class FreedSeats:
    """A class with room while others wait: whom its seats are to be offered to, and who does not fit."""

    row: SessionRow
    offered: tuple[InLine, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A record that a later request was placed before this one."""

    request_id: int
    session_id: int
    instead_id: int
    instead_key: str
    reason: str
    passed_at: datetime


def waiting_line(connection: Connection, topic_id: int) -> tuple[InLine, ...]:
    """Letters of the waiting list and forms without a class that want this topic, in order of receipt."""
    rows = connection.execute(
        select(request)
        .join(request_topic, request_topic.c.request_id == request.c.id)
        .where(
            request_topic.c.topic_id == topic_id,
            request_topic.c.voided_at.is_(None),
            or_(
                request.c.state == "WAITLISTED",
                and_(request.c.kind == "form", request.c.state == "SCHEDULING"),
            ),
        )
        .order_by(request.c.received_at, request.c.id)
    ).all()
    wanted = seats_wanted(connection, [row.id for row in rows])
    waiting = [(row, people_wanting(wanted.get(row.id, {}), topic_id)) for row in rows]
    return tuple(
        InLine(
            request_id=row.id,
            key=case_key(row.agenda_number, row.agenda_year),
            sender=row.sender_name,
            individual=row.kind == "form",
            people=people,
            received_at=row.received_at,
            position=position,
        )
        for position, (row, people) in enumerate(((row, people) for row, people in waiting if people), start=1)
    )


def passing_reason(one: InLine, seats: Seats) -> str:
    """Why this one does not fit: "rombongan 8 orang, sisa 5 kursi"."""
    left = seats.left if one.individual else seats.left_for_groups
    return f"rombongan {one.people} orang, sisa {left} kursi"


def to_be_offered(
    connection: Connection, session_id: int, topic_id: int, seats: Seats
) -> tuple[tuple[InLine, ...], tuple[Passed, ...]]:
    """Whom the free seats of a class are to be offered to, in order, and who is passed over with the reason."""
    line = waiting_line(connection, topic_id)
    lapsed = _lapsed_here(connection, session_id)
    asked = tuple(Waiting(one.request_id, one.people, one.individual) for one in line if one.request_id not in lapsed)
    kept = min(seats.reserved_left, seats.left)
    offered, passed = offer_in_order(seats.left, asked, kept=kept)
    by_id = {one.request_id: one for one in line}
    why = [Passed(by_id[one], passing_reason(by_id[one], seats)) for one in passed]
    if seats.left:
        why += [Passed(by_id[one], "tawaran kelas ini sudah berakhir") for one in by_id if one in lapsed]
    return tuple(by_id[one] for one in offered), tuple(sorted(why, key=lambda one: one.one.position))


def _lapsed_here(connection: Connection, session_id: int) -> frozenset[int]:
    return frozenset(
        connection.execute(
            select(seat.c.request_id).where(
                seat.c.session_id == session_id, seat.c.state == "RELEASED", seat.c.release_reason == OFFER_LAPSED
            )
        ).scalars()
    )


def freed_seats(connection: Connection, now: datetime) -> tuple[FreedSeats, ...]:
    """Classes to come with room somebody in line could take, the next class first."""
    topics = set(
        connection.execute(
            select(request_topic.c.topic_id)
            .join(request, request.c.id == request_topic.c.request_id)
            .where(request.c.state.in_(("WAITLISTED", "SCHEDULING")), request_topic.c.voided_at.is_(None))
        ).scalars()
    )
    found: list[FreedSeats] = []
    for row in schedule_read.upcoming(connection, today(now)):
        if row.topic.id in topics and row.seats.left:
            offered, passed = to_be_offered(connection, row.id, row.topic.id, row.seats)
            if offered:
                found.append(FreedSeats(row, offered, passed))
    return tuple(found)


def offers(connection: Connection, now: datetime) -> tuple[Offer, ...]:
    """Seats offered and not yet accepted, the day that ends first on top; expired ones wait for the Kasubbag."""
    rows = connection.execute(
        select(
            request.c.id,
            request.c.agenda_number,
            request.c.agenda_year,
            request.c.sender_name,
            session.c.id.label("session_id"),
            session.c.title,
            seat.c.held_until,
        )
        .join(seat, seat.c.request_id == request.c.id)
        .join(session, session.c.id == seat.c.session_id)
        .where(*OFFERED, seat.c.voided_at.is_(None))
        .order_by(seat.c.held_until, seat.c.id)
    ).all()
    counted: dict[tuple[int, int], int] = {}
    for row in rows:
        counted[(row.id, row.session_id)] = counted.get((row.id, row.session_id), 0) + 1
    first = {(row.id, row.session_id): row for row in reversed(rows)}
    return tuple(
        Offer(
            request_id=row.id,
            key=case_key(row.agenda_number, row.agenda_year),
            sender=row.sender_name,
            session_id=row.session_id,
            session_title=row.title,
            people=counted[key],
            held_until=row.held_until,
            expired=row.held_until < today(now),
        )
        for key, row in sorted(first.items(), key=lambda item: (item[1].held_until, item[0]))
    )


def passed_over_of(connection: Connection, request_id: int) -> tuple[PassedOver, ...]:
    """How often and why later requests were placed before this one, newest first."""
    rows = connection.execute(
        select(passed_over, request.c.agenda_number, request.c.agenda_year)
        .join(request, request.c.id == passed_over.c.instead_id)
        .where(passed_over.c.request_id == request_id, passed_over.c.voided_at.is_(None))
        .order_by(passed_over.c.id.desc())
    )
    return tuple(
        PassedOver(
            request_id=row.request_id,
            session_id=row.session_id,
            instead_id=row.instead_id,
            instead_key=case_key(row.agenda_number, row.agenda_year),
            reason=row.reason,
            passed_at=wall(row.passed_at),
        )
        for row in rows
    )


def overtaken(
    connection: Connection, request_id: int, topic_id: int, seats: Seats, people: int
) -> tuple[tuple[InLine, ...], tuple[Passed, ...]]:
    """Who came before this request and would fit (needs a reason), and who is passed over because he does not.

    Groups wait for groups and individuals for individuals; a group also for the last seats it could have had.
    """
    row = connection.execute(
        select(request.c.id, request.c.kind, request.c.received_at).where(request.c.id == request_id)
    ).one()
    individual = row.kind == "form"
    after = Seats(seats.quota, seats.confirmed, seats.held + people, seats.reserved, seats.individuals + people)
    fitting: list[InLine] = []
    passed: list[Passed] = []
    for one in waiting_line(connection, topic_id):
        if (one.received_at, one.request_id) >= (row.received_at, row.id) or one.request_id == row.id:
            continue
        if one.individual == individual:
            if _fits(one, seats):
                fitting.append(one)
            else:
                passed.append(Passed(one, passing_reason(one, seats)))
        elif individual and _fits(one, seats) and not _fits(one, after):
            fitting.append(one)
    return tuple(fitting), tuple(passed)


def overtaking_words(one: InLine) -> str:
    """What is asked before an earlier one who would fit is passed over."""
    what = "Formulir" if one.individual else "Surat"
    return f"{what} {one.key} masuk lebih dahulu untuk topik ini. Dahulukan itu, atau tulis alasannya."


def _fits(one: InLine, seats: Seats) -> bool:
    return fits(seats, one.people, individual=one.individual).ok
