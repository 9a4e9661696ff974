"""Step 5, the requests: into a class, a class of their own, the waiting list, or back (SOP step 5, DOMAIN 8.3, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_requests import request_topic
from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.queries.seats_wanted import next_topic, seats_wanted
from desktop_app.services import progress, seats, steps
from desktop_app.services.session_moves import back_to_queue
from desktop_app.services.sessions import make_session
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import RequestState, SessionState


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a request was placed and the state it has now."""

    request: int
    session: int
    state: str


@use_case("schedule_request")
def schedule_request(
    work: Work,
    *,
    request: int,
    session: int | None = None,
    participants: tuple[int, ...] = (),
    first_day: date | None = None,
    topic: str | None = None,
    days: int | None = None,
    room: str | None = None,
    venue: str = "",
    trainers: tuple[str, ...] = (),
    quota: int | None = None,
    reserved: int | None = None,
    starts: str | None = None,
    ends: str | None = None,
    held_until: date | None = None,
) -> Placed:
    """Seat a request in an existing session, or in a new tentative one that begins on ``first_day``.

    ``participants`` seats only those (a group split by the Kasubbag); empty seats everybody still without a seat.
    ``held_until`` offers the seats until that day (waiting list). The request is SCHEDULED when everybody has a
    seat of every topic asked for. Raises :class:`RuleRefusal` when they do not fit.
    """
    own_class = session is None
    if session is None:
        if first_day is None:
            raise UserError("Pilih kelas atau tanggalnya.", field="first_day")
        code = topic or _next_topic(work, request)
        session = make_session(
            work,
            topic=code,
            first_day=first_day,
            days=days,
            room=room,
            venue=venue,
            trainers=trainers,
            quota=quota,
            reserved=reserved,
            starts=starts,
            ends=ends,
            title="",
            state=SessionState.TENTATIVE,
            people=len(participants) or len(seats.unseated(work, request, _topic_id(work, code))),
            requests=(request,),
        )
    work.entry_session_id = session
    return seat_request(work, request, session, participants, held_until=held_until, own_class=own_class)


def seat_request(
    work: Work,
    request: int,
    session: int,
    participants: tuple[int, ...] = (),
    *,
    held_until: date | None = None,
    own_class: bool = False,
) -> Placed:
    """Seat a request (or some of its people) in a session; the one way in, for a letter alone or a whole proposal."""
    topic = _asked_topic(work, request, session)
    waiting = [row["id"] for row in seats.unseated(work, request, topic)]
    chosen = [p for p in participants if p in waiting] if participants else waiting
    if not chosen:
        raise RuleRefusal("Semua peserta surat ini sudah punya kursi.")
    if steps.open_visit(work, request, 5) is None:
        steps.start(work, request, 5, work.occurred_at, round_no=work.unit.get(request_table, request)["round"])
    seats.take(work, request, session, chosen, held_until=held_until, own_class=own_class)
    return Placed(request, session, progress.refresh(work, request).value)


def _next_topic(work: Work, request_id: int) -> str:
    """The first topic of the letter that somebody lacks a seat of."""
    missing = next_topic(seats_wanted(work.unit.connection, [request_id]).get(request_id, {}))
    return str(
        work.unit.connection.execute(select(topic_table.c.code).where(topic_table.c.id == missing)).scalar() or ""
    )


def _topic_id(work: Work, code: str) -> int | None:
    return work.unit.connection.execute(select(topic_table.c.id).where(topic_table.c.code == code)).scalar()


def _asked_topic(work: Work, request_id: int, session_id: int) -> int:
    """The topic of the class; one the letter did not ask for needs a reason."""
    row = work.unit.connection.execute(select(session_table).where(session_table.c.id == session_id)).first()
    if row is None:
        raise UserError("Kelas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.", field="session")
    asked = set(
        work.unit.connection.execute(
            select(request_topic.c.topic_id).where(
                request_topic.c.request_id == request_id, request_topic.c.voided_at.is_(None)
            )
        ).scalars()
    )
    if row.topic_id not in asked and not (work.act.reason or "").strip():
        raise RuleRefusal(
            "Topik kelas ini tidak diminta surat itu. Pilih kelas dengan topik yang sama.", field="session"
        )
    return int(row.topic_id)


@use_case("unschedule_request")
def unschedule_request(work: Work, *, request: int) -> None:
    """Take a request out of its classes and back into the queue, with its first date of receipt."""
    held = seats.held_seats(work, request_id=request)
    promised = any(work.unit.get(session_table, s["session_id"])["state"] in ("FIXED", "RUNNING") for s in held)
    seats.release(work, [s["id"] for s in held], work.act.reason or "dikeluarkan dari jadwal")
    back_to_queue(work, request, "RESCHEDULED", promised=promised)


@use_case("reschedule_request")
def reschedule_request(work: Work, *, request: int, session: int) -> Placed:
    """Move a request to another class: a new round of notices when a date had been promised.

    Of a letter with several topics only the class of the same topic is left.
    """
    topic = _asked_topic(work, request, session)
    every = seats.held_seats(work, request_id=request)
    held = [s for s in every if _teaches(work, s, topic)] or every
    promised = any(work.unit.get(session_table, s["session_id"])["state"] in ("FIXED", "RUNNING") for s in held)
    seats.release(work, [s["id"] for s in held], work.act.reason or "dipindahkan")
    back_to_queue(work, request, "RESCHEDULED", promised=promised)
    seats.take(work, request, session, [row["id"] for row in seats.unseated(work, request, topic)])
    work.entry_session_id = session
    return Placed(request, session, progress.refresh(work, request).value)


def _teaches(work: Work, seat: RowMapping, topic: int) -> bool:
    return bool(work.unit.get(session_table, seat["session_id"])["topic_id"] == topic)


@use_case("waitlist_request")
def waitlist_request(work: Work, *, request: int) -> None:
    """No class has room: the request waits in order of receipt, with the reason shown."""
    steps.move(work, request, RequestState.WAITLISTED, reason=work.act.reason)


@use_case("return_to_queue")
def return_to_queue(work: Work, *, request: int) -> None:
    """Back from the waiting list or a postponement into the schedule queue."""
    back_to_queue(work, request, "REOPENED", promised=False)


@use_case("postpone_request")
def postpone_request(work: Work, *, request: int) -> None:
    """The applicant asks for another time: seats are freed, the first date of receipt is kept (DOMAIN 8.4)."""
    held = seats.held_seats(work, request_id=request)
    seats.release(work, [s["id"] for s in held], "ditunda atas permintaan pemohon")
    progress.new_round(work, request, "POSTPONED")
    steps.move(work, request, RequestState.POSTPONED, reason=work.act.reason)


@use_case("cancel_request")
def cancel_request(work: Work, *, request: int) -> None:
    """The office calls a training off for one request: seats are freed; it can be taken up again later (DOMAIN 8.4)."""
    held = seats.held_seats(work, request_id=request)
    seats.release(work, [s["id"] for s in held], "dibatalkan oleh kantor")
    progress.new_round(work, request, "CANCELLED")
    steps.move(work, request, RequestState.CANCELLED, reason=work.act.reason)


@use_case("release_seat")
def release_seat(work: Work, *, request: int, participant: int) -> None:
    """The Kasubbag releases the seat of one who did not answer; the place leaves the request with the reason."""
    held = [s for s in seats.held_seats(work, request_id=request) if s["participant_id"] == participant]
    if not held:
        raise RuleRefusal("Peserta itu tidak sedang memegang kursi.", field="participant")
    seats.leave(work, request, participant, work.act.reason or "dilepas")
    end_when_nobody_is_left(work, request)
    if RequestState(work.unit.get(request_table, request)["state"]) is not RequestState.WITHDRAWN:
        progress.refresh(work, request)


def end_when_nobody_is_left(work: Work, request_id: int) -> None:
    """A request whose every participant declined or lost the seat ends as withdrawn, with that reason."""
    from desktop_app.services.people import active_participants

    if not active_participants(work, request_id):
        steps.close_open_visits(work, request_id, "WITHDRAWN")
        steps.move(work, request_id, RequestState.WITHDRAWN, reason="semua peserta batal")
