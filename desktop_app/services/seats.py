"""Seats: taken and released in one place, counted inside the lock and guarded again by the database (issue A 9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time

from sqlalchemy import RowMapping, select

from db.tables_office import topic as topic_table
from db.tables_requests import participant as participant_table
from db.tables_requests import person as person_table
from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from db.tables_schedule import session_day
from desktop_app.errors import NeedsReason, RuleRefusal
from desktop_app.office_time import at
from desktop_app.queries import clash_people
from desktop_app.queries.clash_rows import Level, SessionPlan, clock_words
from desktop_app.queries.seats_read import seats_in
from desktop_app.queries.seats_wanted import seats_wanted
from desktop_app.services import turns
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
    """Seat these participants; raises :class:`RuleRefusal` when they do not fit or sit elsewhere at these hours.

    Nobody overtakes an earlier one in line for the same topic without a reason (:mod:`turns`). ``held_until`` is the
    day an offer ends; ``own_class`` says the class was made for this very request, so no group in line is overtaken.
    """
    here = {one["participant_id"] for one in held_seats(work, session_id=session_id)}
    chosen = [one for one in people if one not in here]
    if not chosen:
        raise RuleRefusal("Semua peserta surat ini sudah duduk di kelas itu. Pilih kelas lain.", field="session")
    request = work.unit.get(request_table, request_id)
    session = work.unit.get(session_table, session_id)
    _open_to_people(work, session)
    now = seats_of(work, session_id)
    individual = request["kind"] == "form"
    verdict = fits(now, len(chosen), individual=individual, name=f"Kelas {session['title'] or session_id}")
    if not verdict.ok:
        raise RuleRefusal(verdict.reason, field="session")
    nobody_twice(work, session, request_id, chosen)
    if individual or not own_class:
        turns.keep(work, request, session, now, len(chosen))
    for participant_id in chosen:
        work.unit.insert(
            seat_table,
            session_id=session_id,
            request_id=request_id,
            participant_id=participant_id,
            state="HELD",
            held_until=held_until,
        )


def days_of(work: Work, session_id: int) -> tuple[date, ...]:
    """The days of a class, in order."""
    found = select(session_day.c.day).where(session_day.c.session_id == session_id, session_day.c.voided_at.is_(None))
    return tuple(work.unit.connection.execute(found.order_by(session_day.c.day)).scalars())


def has_begun(work: Work, session: RowMapping) -> bool:
    """Whether the first hour of a class was over when the act happened."""
    days = days_of(work, session["id"])
    return bool(days) and at(days[0], time.fromisoformat(session["starts"])) <= work.occurred_at


def _open_to_people(work: Work, session: RowMapping) -> None:
    if session["state"] == "DRAFT":
        raise RuleRefusal("Kelas itu masih konsep. Jadikan tentatif dahulu, baru isi pesertanya.", field="session")
    if session["state"] not in LIVE_SESSIONS:
        raise RuleRefusal("Kelas itu sudah selesai, ditunda, atau dibatalkan. Pilih kelas lain.", field="session")
    if not session["agreed_before"] and has_begun(work, session):
        raise RuleRefusal(
            f"Kelas {session['title']} sudah mulai {clock_words(session['starts'])}. "
            "Pilih kelas lain, atau catat sebagai peserta datang langsung.",
            field="session",
        )


def nobody_twice(
    work: Work,
    session: RowMapping,
    request_id: int,
    chosen: Collection[int],
    *,
    instead: str = "Pilih kelas lain.",
    only_refusals: bool = False,
) -> None:
    """Refuse a person who sits in another class at the same hours; the same day at other hours wants a reason.

    ``instead`` is what to do about a refusal.
    """
    plan = SessionPlan(
        topic_id=session["topic_id"],
        days=days_of(work, session["id"]),
        starts=session["starts"],
        ends=session["ends"],
        room_id=None,
        session_id=session["id"],
        request_ids=(request_id,),
        participant_ids=tuple(chosen),
    )
    for clash in clash_people.participants(work.unit.connection, plan):
        if clash.level is Level.REFUSAL:
            raise RuleRefusal(f"{clash.sentence} {instead}", field="session")
        if not only_refusals and not (work.act.reason or "").strip():
            raise NeedsReason(f"{clash.sentence} Tulis alasannya bila tetap dipakai.", field="reason")


def not_here_already(work: Work, session_id: int, participant_id: int, instead: str) -> None:
    """Refuse a person who comes into a class in which another place of the same person is seated."""
    person_id = work.unit.get(participant_table, participant_id)["person_id"]
    seated = (
        select(participant_table.c.id)
        .join(seat_table, seat_table.c.participant_id == participant_table.c.id)
        .where(
            seat_table.c.session_id == session_id,
            seat_table.c.state != "RELEASED",
            seat_table.c.voided_at.is_(None),
            participant_table.c.person_id == person_id,
        )
    )
    if person_id is not None and work.unit.connection.execute(seated).first() is not None:
        name = work.unit.get(person_table, person_id)["full_name"]
        raise RuleRefusal(f"{name} sudah terdaftar di kelas ini. {instead}", field="full_name")


def named_on_seats(work: Work, request_id: int, before: dict[int, int | None]) -> None:
    """Judge the people who got onto a seat by their name; ``before`` is place to person as it was."""
    new = {row["id"] for row in active_participants(work, request_id) if row["person_id"] != before.get(row["id"])}
    seated: dict[int, list[int]] = {}
    for one in held_seats(work, request_id=request_id):
        if one["participant_id"] in new:
            seated.setdefault(one["session_id"], []).append(one["participant_id"])
    for session_id, people in seated.items():
        session = work.unit.get(session_table, session_id)
        if session["state"] in LIVE_SESSIONS:
            nobody_twice(work, session, request_id, people, instead="Pilih orang lain.")


def people_on(work: Work, request_id: int) -> dict[int, int | None]:
    """Active places of a request and who stands on them, for :func:`named_on_seats`."""
    return {row["id"]: row["person_id"] for row in active_participants(work, request_id)}


def release(work: Work, seat_ids: Iterable[int], reason: str) -> None:
    """Give seats back; the rows stay with the reason."""
    for seat_id in seat_ids:
        work.unit.update(seat_table, seat_id, state="RELEASED", release_reason=reason)


def leave(work: Work, request_id: int, participant_id: int, reason: str) -> None:
    """One person drops out of a request: the place ends, and with it every seat of classes not yet taught.

    The people of a letter of several topics sit in several classes; who does not come gives all of them back.
    """
    release(
        work,
        [
            one["id"]
            for one in held_seats(work, request_id=request_id)
            if one["participant_id"] == participant_id
            and work.unit.get(session_table, one["session_id"])["state"] in LIVE_SESSIONS
        ],
        reason,
    )
    work.unit.update(participant_table, participant_id, status="WITHDRAWN")


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
