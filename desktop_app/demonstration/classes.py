"""What happens to one class: set, moved, cancelled, held; a script as in :mod:`stories`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.tables_schedule import seat
from desktop_app.demonstration.hands import Hands
from desktop_app.demonstration.plan import HALL, ClassPlan
from desktop_app.office_time import from_wall
from desktop_app.services import session_moves, sessions, training
from desktop_app.services.training import AttendanceEntry, ScoreEntry

Script = Iterator[datetime]


def open_class(hands: Hands, group: ClassPlan, moment: datetime) -> Script:
    """An open class that nobody sits in yet."""
    yield moment
    made = hands.do(
        "nurul",
        sessions.create_session,
        topic=group.topic,
        first_day=group.first,
        days=group.days,
        room=group.room,
        trainers=(group.trainer,),
        title="Kelas terbuka (contoh)",
    )
    group.session = made.session


def life_of(hands: Hands, group: ClassPlan) -> Script:
    """From setting the date to the end of the class, as far as its fate goes."""
    if group.fix_at is None:
        return
    yield group.fix_at
    while group.session is None:  # its first letter is still on somebody's desk
        if hands.now.date() >= group.first:
            return
        yield hands.days.after(hands.now, 30)
    hands.do("nurul", sessions.fix_session, session=group.session)
    group.fixed = True
    if group.fate == "moved":
        yield hands.days.at(hands.days.shifted(group.fix_at.date(), 2), 10, 5)
        moved = hands.do(
            "nurul",
            session_moves.move_session,
            because="Ruang dipakai rapat pimpinan",
            session=group.session,
            first_day=group.moved_to,
            room=HALL,
        )
        group.session = moved.session
    elif group.fate == "cancelled":
        yield hands.days.at(hands.days.shifted(group.fix_at.date(), 3), 11, 10)
        hands.do("nurul", session_moves.cancel_session, because="Trainer bertugas di provinsi", session=group.session)
    elif group.fate in ("past", "finished", "running"):
        yield from _held(hands, group)


def _held(hands: Hands, group: ClassPlan) -> Script:
    for offset in range(group.days):
        day = group.first + timedelta(days=offset)
        yield hands.days.at(day, 8, 42)
        hands.do(
            group.trainer,
            training.record_attendance,
            session=group.session,
            day=day,
            entries=tuple(_mark(hands, one, day) for one in _seated(hands, group)),
        )
    if group.fate == "running":
        return
    yield hands.days.at(group.last, 11, 55) if group.room == "lab" else hands.days.at(group.last, 14, 50)
    people = _seated(hands, group)
    scores = tuple(
        ScoreEntry(participant=one, pre_test=hands.dice.randrange(35, 66), post_test=hands.dice.randrange(66, 99))
        for one in people
    )
    hands.do(group.trainer, training.record_scores, session=group.session, entries=scores)
    hands.do(
        group.trainer,
        training.save_report,
        session=group.session,
        materials_done=("Pengenalan", "Praktik", "Tanya jawab"),
        note="Berjalan lancar.",
        send=True,
    )
    hands.do(group.trainer, training.finish_session, session=group.session)


def _mark(hands: Hands, participant: int, day: date) -> AttendanceEntry:
    draw = hands.dice.random()
    if draw < 0.04:
        return AttendanceEntry(participant=participant, status=hands.dice.choice(("SICK", "EXCUSED")))
    if draw < 0.07:
        return AttendanceEntry(participant=participant, status="ABSENT")
    arrived = hands.days.at(day, 8, hands.dice.randrange(10, 42))
    return AttendanceEntry(participant=participant, arrived_at=from_wall(arrived))


def _seated(hands: Hands, group: ClassPlan) -> list[int]:
    with hands.office.store.reading() as connection:
        found = select(seat.c.participant_id).where(
            seat.c.session_id == group.session, seat.c.state != "RELEASED", seat.c.voided_at.is_(None)
        )
        return list(connection.execute(found.order_by(seat.c.id)).scalars())
