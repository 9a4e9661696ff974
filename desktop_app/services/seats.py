"""Seats: taken and released in one place, counted inside the lock and guarded again by the database (issue A 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import RowMapping, select

from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_requests import request_topic
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal
from desktop_app.queries.seats_read import seats_in
from desktop_app.queries.seats_wanted import seats_wanted
from desktop_app.services.people import active_participants
from desktop_app.services.use_case import Work
from desktop_app.sop.quota import Seats, fits

LIVE_SESSIONS = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")


def seats_of(work: Work, session_id: int) -> Seats:
    """The seats of a session as they are inside the lock."""
    return seats_in(work.unit.connection, [session_id])[session_id]


def unseated(work: Work, request_id: int, topic_id: int | None = None) -> list[RowMapping]:
    """Active places of a request that still lack a seat: of this topic when it asks for that one, else of any."""
    wanted = seats_wanted(work.unit.connection, [request_id]).get(request_id, {})
    topics = [topic_id] if topic_id in wanted else list(wanted)
    lacking = {person for topic in topics for person in wanted[topic]}
    return [row for row in active_participants(work, request_id) if row["id"] in lacking]


def take(
    work: Work,
    request_id: int,
    session_id: int,
    people: Iterable[int],
    *,
    held_until: date | None = None,
    own_class: bool = False,
) -> None:
    """Seat these participants; raises :class:`RuleRefusal` when they do not fit.

    Nobody overtakes an earlier one in line for the same topic without a reason: individuals by order of receipt,
    groups those of the waiting list that would fit (DOMAIN 8.3, 8.4). ``held_until`` is the day an offer ends;
    ``own_class`` says the class was made for this very request, so no group in line is overtaken.
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
    if not work.act.reason and (individual or not own_class):
        _not_out_of_turn(work, request, session, seats_of(work, session_id))
    for participant_id in chosen:
        work.unit.insert(
            seat_table,
            session_id=session_id,
            request_id=request_id,
            participant_id=participant_id,
            state="HELD",
            held_until=held_until,
        )


def _not_out_of_turn(work: Work, request: RowMapping, session: RowMapping, now: Seats) -> None:
    """Those earlier in line who would fit come first; a group that does not fit is passed over."""
    individual = request["kind"] == "form"
    waiting = ("SCHEDULING", "WAITLISTED") if individual else ("WAITLISTED",)
    earlier = work.unit.connection.execute(
        select(request_table)
        .join(request_topic, request_topic.c.request_id == request_table.c.id)
        .where(
            request_table.c.kind == request["kind"],
            request_table.c.state.in_(waiting),
            request_table.c.received_at < request["received_at"],
            request_table.c.id != request["id"],
            request_topic.c.topic_id == session["topic_id"],
            request_topic.c.voided_at.is_(None),
        )
        .order_by(request_table.c.received_at)
    ).mappings()
    for one in list(earlier):
        people = len(unseated(work, one["id"], session["topic_id"]))
        if people and fits(now, people, individual=individual).ok:
            what = "Formulir" if individual else "Surat"
            raise NeedsReason(
                f"{what} {one['agenda_number']}/{one['agenda_year']} masuk lebih dahulu untuk topik ini. "
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
