"""Too few people for a class: merged into another one or held anyway (DOMAIN 8.4); drafts become tentative."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import RowMapping

from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.queries import clash_people
from desktop_app.queries.clash_rows import Level
from desktop_app.services import progress, seats
from desktop_app.services.session_moves import back_to_queue
from desktop_app.services.sessions import MadeSession, check_plan, plan_of, requests_in
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.quota import Seats, fits
from desktop_app.sop.states import SessionState


@dataclass(frozen=True, slots=True)
class Merged:
    """A class that went into another one, with the requests that moved along."""

    session: int
    into: int
    requests: tuple[int, ...]


@use_case("merge_sessions")
def merge_sessions(work: Work, *, session: int, into: int) -> Merged:
    """Move everybody of a class into another class of the same topic, as one act; nobody moves when one cannot.

    Who had been promised the old date gets a new round of notices; the old class is cancelled and names its successor.
    Raises :class:`RuleRefusal` saying who does not fit or sits elsewhere at those hours.
    """
    target = _target(work, into)
    moving = _moving(work, session)
    _room_for_all(work, into, moving)
    _nobody_twice(work, into, moving)
    promised = work.the_session["state"] == SessionState.FIXED
    held = seats.held_seats(work, session_id=session)
    seats.release(work, [one["id"] for one in held], f"kelas digabung ke {target['title']}")
    for one in held:
        work.unit.insert(
            seat_table,
            session_id=into,
            request_id=one["request_id"],
            participant_id=one["participant_id"],
            state="HELD",
            held_until=one["held_until"],
        )
    work.unit.update(
        session_table,
        session,
        state=SessionState.CANCELLED.value,
        successor_id=into,
        state_reason=work.act.reason,
    )
    for request_id in moving:
        back_to_queue(work, request_id, "RESCHEDULED", promised=promised)
        progress.refresh(work, request_id)
    return Merged(session, into, tuple(moving))


def _target(work: Work, into: int) -> RowMapping:
    target = work.unit.get(session_table, into)
    if into == work.the_session["id"]:
        raise UserError("Pilih kelas lain, bukan kelas ini sendiri.", field="into")
    if target["topic_id"] != work.the_session["topic_id"]:
        raise RuleRefusal("Kelas itu mengajar topik lain. Pilih kelas dengan topik yang sama.", field="into")
    if target["state"] not in (SessionState.TENTATIVE, SessionState.FIXED) or seats.has_begun(work, target):
        raise RuleRefusal("Kelas itu sudah mulai atau tidak dibuka. Pilih kelas lain.", field="into")
    return target


def _moving(work: Work, session_id: int) -> dict[int, list[int]]:
    """Request to the participants that move, in order of receipt."""
    found: dict[int, list[int]] = {one: [] for one in requests_in(work, session_id)}
    for one in seats.held_seats(work, session_id=session_id):
        found[one["request_id"]].append(one["participant_id"])
    by_receipt = sorted(found, key=lambda one: (work.unit.get(request_table, one)["received_at"], one))
    return {one: found[one] for one in by_receipt}


def _room_for_all(work: Work, into: int, moving: dict[int, list[int]]) -> None:
    now = seats.seats_of(work, into)
    for request_id, people in moving.items():
        request = work.unit.get(request_table, request_id)
        individual = request["kind"] == "form"
        verdict = fits(now, len(people), individual=individual, name="Kelas tujuan")
        if not verdict.ok:
            key = f"{request['agenda_number']}/{request['agenda_year']}"
            raise RuleRefusal(f"{key} {request['sender_name']} tidak muat. {verdict.reason}", field="into")
        more = len(people) if individual else 0
        now = Seats(now.quota, now.confirmed, now.held + len(people), now.reserved, now.individuals + more)


def _nobody_twice(work: Work, into: int, moving: dict[int, list[int]]) -> None:
    people = tuple(one for those in moving.values() for one in those)
    plan = plan_of(work, into, requests=tuple(moving), participants=people)
    for clash in clash_people.participants(work.unit.connection, plan):
        # Everybody sits in the class that is dissolved; only a third class stands in the way.
        if clash.level is Level.REFUSAL and clash.session_id != work.the_session["id"]:
            raise RuleRefusal(clash.sentence, field="into")


@use_case("run_session_anyway")
def run_session_anyway(work: Work, *, session: int) -> MadeSession:
    """Hold the class although its minimum is not reached; the reason is kept and it is not asked again."""
    work.unit.update(session_table, session, run_reason=work.act.reason)
    return MadeSession(session, work.the_session["state"])


@use_case("make_tentative")
def make_tentative(work: Work, *, session: int) -> MadeSession:
    """A draft becomes a class that letters may be placed in; the clash check must agree."""
    check_plan(work, plan_of(work, session))
    work.unit.update(session_table, session, state=SessionState.TENTATIVE.value)
    return MadeSession(session, SessionState.TENTATIVE.value)
