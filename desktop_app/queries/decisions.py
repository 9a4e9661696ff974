"""Perlu diputuskan: everything in the schedule that waits for the Kasubbag, in one list, the most pressing first.

Classes that clash with something declared since, classes below their minimum shortly before they begin, seats kept
for somebody who did not answer, and letters of the waiting list for whom a class has room by now (DOMAIN 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from db.tables_requests import request
from db.tables_schedule import seat, session
from desktop_app.office_time import today
from desktop_app.queries import gathered
from desktop_app.queries import office as office_rows
from desktop_app.queries.labels import people_phrase
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.schedule_read import STILL_OPEN, fitting_sessions, sessions_by_ids
from desktop_app.queries.schedule_watch import Remedy, concerns, under_minimum
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.dates_in_words import date_range, short_date
from desktop_app.sop.quota import Seats

DAYS_AHEAD = 120
"""How far ahead clashes are looked for; later classes are seen in the calendar."""


class DecisionKind(StrEnum):
    """What kind of thing waits, in the order of the list."""

    CLASH = "CLASH"
    FEW = "FEW"
    HOLD = "HOLD"
    OFFER = "OFFER"


KIND_TITLES = {
    DecisionKind.CLASH: "Bentrok atau hari tutup",
    DecisionKind.FEW: "Peserta kurang dari minimum",
    DecisionKind.HOLD: "Kursi ditahan, waktunya habis",
    DecisionKind.OFFER: "Daftar tunggu, ada kursi",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide. ``title`` says about whom, ``sentence`` what is the matter; ``remedy`` solves a clash."""

    key: str
    kind: DecisionKind
    title: str
    sentence: str
    day: date
    topic: TopicChip
    session_id: int
    people: int
    request_id: int | None = None
    remedy: Remedy | None = None
    state: str = ""


def decisions(connection: Connection, now: datetime) -> tuple[Decision, ...]:
    """The list as it stands now; within a kind by day, the waiting list in order of receipt."""
    return (
        *_clashes(connection, now),
        *_few(connection, now),
        *_holds(connection, today(now)),
        *_offers(connection, now),
    )


def _clashes(connection: Connection, now: datetime) -> Iterator[Decision]:
    first = today(now)
    for one in concerns(connection, first, first + timedelta(days=DAYS_AHEAD), now):
        yield Decision(
            key=f"clash:{one.row.id}",
            kind=DecisionKind.CLASH,
            title=_class_title(one.row),
            sentence=one.clash.sentence,
            day=one.row.days[0],
            topic=one.row.topic,
            session_id=one.row.id,
            people=one.row.seats.taken,
            remedy=one.remedy,
            state=one.row.state.value,
        )


def _few(connection: Connection, now: datetime) -> Iterator[Decision]:
    known = office_rows.topics(connection, today(now), with_retired=True)
    least = {one.code: one.min_participants for one in known}
    for row in under_minimum(connection, now):
        taken = people_phrase(row.seats.taken) if row.seats.taken else "belum ada peserta"
        yield Decision(
            key=f"few:{row.id}",
            kind=DecisionKind.FEW,
            title=_class_title(row),
            sentence=f"Baru {taken}, paling sedikit {least.get(row.topic.code, 1)}. Kelas mulai "
            f"{short_date(row.days[0])}. Peserta yang ada tetap didahulukan.",
            day=row.days[0],
            topic=row.topic,
            session_id=row.id,
            people=row.seats.taken,
            state=row.state.value,
        )


def _holds(connection: Connection, day: date) -> Iterator[Decision]:
    """Offers that nobody answered by their day."""
    found: dict[tuple[int, int], tuple[date, int]] = {}
    for row in connection.execute(
        select(seat.c.request_id, seat.c.session_id, seat.c.held_until)
        .join(session, session.c.id == seat.c.session_id)
        .where(
            seat.c.state == "HELD",
            seat.c.held_until < day,
            seat.c.voided_at.is_(None),
            session.c.state.in_(STILL_OPEN),
        )
        .order_by(seat.c.held_until, seat.c.id)
    ):
        _, count = found.get((row.request_id, row.session_id), (row.held_until, 0))
        found[row.request_id, row.session_id] = (row.held_until, count + 1)
    heads = gathered.keys_and_senders(connection, {request_id for request_id, _ in found})
    classes = {row.id: row for row in sessions_by_ids(connection, {session_id for _, session_id in found})}
    for (request_id, session_id), (until, count) in found.items():
        row, sender = classes[session_id], str(heads[request_id]["sender_name"])
        yield Decision(
            key=f"hold:{request_id}:{session_id}",
            kind=DecisionKind.HOLD,
            title=sender,
            sentence=f"{count} kursi kelas {_class_name(row)} ditahan sampai {short_date(until)}, belum dijawab.",
            day=until,
            topic=row.topic,
            session_id=session_id,
            people=count,
            request_id=request_id,
        )


def _offers(connection: Connection, now: datetime) -> Iterator[Decision]:
    """Letters of the waiting list in order of receipt, with the class in which seats became free for them."""
    promised: dict[int, int] = {}
    waiting = select(request.c.id, request.c.participant_count, request.c.received_at).where(
        request.c.state == "WAITLISTED"
    )
    for one in connection.execute(waiting.order_by(request.c.received_at, request.c.id)).all():
        for fit in fitting_sessions(connection, one.id, now):
            row, used = fit.session, promised.get(fit.session.id, 0)
            if not fit.fits or _groups_left(row.seats) - used < fit.people:
                continue
            promised[row.id] = used + fit.people
            sender = str(gathered.keys_and_senders(connection, {one.id})[one.id]["sender_name"])
            yield Decision(
                key=f"offer:{one.id}",
                kind=DecisionKind.OFFER,
                title=sender,
                sentence=f"{people_phrase(fit.people)} muat di kelas {_class_name(row)}, sisa "
                f"{_groups_left(row.seats)} kursi.",
                day=row.days[0],
                topic=row.topic,
                session_id=row.id,
                people=fit.people,
                request_id=one.id,
            )
            break


def _groups_left(seats: Seats) -> int:
    return seats.left_for_groups


def _class_name(row: SessionRow) -> str:
    return f"{row.topic.short_name} {date_range(row.days[0], row.days[-1])}"


def _class_title(row: SessionRow) -> str:
    return f"{date_range(row.days[0], row.days[-1])} · {row.who}"
