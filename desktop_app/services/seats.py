"""Seats: taken and released in one place, counted inside the lock and guarded again by the database (issue A 9)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import RowMapping, func, select

from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal
from desktop_app.services.people import active_participants
from desktop_app.services.use_case import Work
from desktop_app.sop.quota import Seats, fits

LIVE_SESSIONS = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")


def seats_of(work: Work, session_id: int) -> Seats:
    """The seats of a session as they are inside the lock."""
    row = work.unit.get(session_table, session_id)
    found = work.unit.connection.execute(
        select(seat_table.c.state, func.count().label("seats"))
        .where(seat_table.c.session_id == session_id, seat_table.c.voided_at.is_(None))
        .group_by(seat_table.c.state)
    )
    counts = {one.state: one.seats for one in found}
    return Seats(
        quota=row["quota"],
        confirmed=counts.get("CONFIRMED", 0),
        held=counts.get("HELD", 0),
        reserved=row["reserved_for_individuals"],
    )


def unseated(work: Work, request_id: int) -> list[RowMapping]:
    """Active places of a request that have no seat in a live session yet."""
    seated = set(
        work.unit.connection.execute(
            select(seat_table.c.participant_id)
            .join(session_table, session_table.c.id == seat_table.c.session_id)
            .where(
                seat_table.c.request_id == request_id,
                seat_table.c.state != "RELEASED",
                seat_table.c.voided_at.is_(None),
            )
        ).scalars()
    )
    return [row for row in active_participants(work, request_id) if row["id"] not in seated]


def take(work: Work, request_id: int, session_id: int, people: Iterable[int]) -> None:
    """Seat these participants; raises :class:`RuleRefusal` when they do not fit.

    An individual does not overtake an earlier one of the same topic without a reason (DOMAIN 8.3).
    """
    chosen = list(people)
    request = work.unit.get(request_table, request_id)
    session = work.unit.get(session_table, session_id)
    if session["state"] not in LIVE_SESSIONS:
        raise RuleRefusal("Kelas itu sudah selesai, ditunda, atau dibatalkan. Pilih kelas lain.", field="session")
    individual = request["kind"] == "form"
    verdict = fits(
        seats_of(work, session_id), len(chosen), individual=individual, name=f"Kelas {session['title'] or session_id}"
    )
    if not verdict.ok:
        raise RuleRefusal(verdict.reason, field="session")
    if individual and not work.act.reason:
        _not_out_of_turn(work, request, session)
    for participant_id in chosen:
        work.unit.insert(
            seat_table, session_id=session_id, request_id=request_id, participant_id=participant_id, state="HELD"
        )


def _not_out_of_turn(work: Work, request: RowMapping, session: RowMapping) -> None:
    from db.tables_requests import request_topic

    earlier = work.unit.connection.execute(
        select(request_table.c.agenda_number, request_table.c.agenda_year)
        .join(request_topic, request_topic.c.request_id == request_table.c.id)
        .where(
            request_table.c.kind == "form",
            request_table.c.state.in_(("SCHEDULING", "WAITLISTED")),
            request_table.c.received_at < request["received_at"],
            request_table.c.id != request["id"],
            request_topic.c.topic_id == session["topic_id"],
            request_topic.c.voided_at.is_(None),
        )
        .order_by(request_table.c.received_at)
    ).first()
    if earlier is not None:
        raise NeedsReason(
            f"Formulir {earlier.agenda_number}/{earlier.agenda_year} masuk lebih dahulu untuk topik ini. "
            "Dahulukan itu, atau tulis alasannya.",
            field="reason",
        )


def release(work: Work, seat_ids: Iterable[int], reason: str) -> None:
    """Give seats back; the rows stay with the reason."""
    for seat_id in seat_ids:
        work.unit.update(seat_table, seat_id, state="RELEASED", release_reason=reason)


def held_seats(work: Work, *, request_id: int | None = None, session_id: int | None = None) -> list[RowMapping]:
    """Active seats of a request, of a session, or of a request in a session."""
    query = select(seat_table).where(seat_table.c.state != "RELEASED", seat_table.c.voided_at.is_(None))
    if request_id is not None:
        query = query.where(seat_table.c.request_id == request_id)
    if session_id is not None:
        query = query.where(seat_table.c.session_id == session_id)
    return list(work.unit.connection.execute(query.order_by(seat_table.c.id)).mappings())


def topic_row(work: Work, topic_id: int) -> RowMapping:
    """The topic of a session."""
    return work.unit.get(topic_table, topic_id)
