"""One session with its people, the notice board of the Helpdesk, the trainer's own list (pictures 04 and 05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, Select, select

from db.tables_office import topic
from db.tables_requests import request
from db.tables_schedule import confirmation, seat, session_day, session_trainer, training_report
from db.tables_schedule import session as session_table
from desktop_app.errors import UserError
from desktop_app.office_time import today as office_day
from desktop_app.queries.date_knowledge import Knowledge, date_knowledge
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import hours_phrase
from desktop_app.queries.schedule_read import session_rows, sessions_by_ids
from desktop_app.queries.session_people import people_of
from desktop_app.queries.session_rows import (
    COMPLETE,
    NEEDS_REPORT,
    NEXT,
    TO_TELL,
    TODAY,
    BoardRow,
    SessionDetail,
    SessionPerson,
    SessionRow,
    TrainerSession,
)
from desktop_app.sop.attendance import enough
from desktop_app.sop.states import SessionState


def session(connection: Connection, session_id: int, now: datetime) -> SessionDetail:
    """A session at ``now`` (aware) with everybody in it; raises ``UserError`` when there is none with this id."""
    found = sessions_by_ids(connection, [session_id], office_day(now))
    if not found:
        raise UserError("Kelas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")
    (row,) = found
    people, released = people_of(connection, row, now)
    materials = connection.execute(select(topic.c.materials).where(topic.c.id == row.topic.id)).scalar() or []
    report = connection.execute(
        select(training_report).where(training_report.c.session_id == session_id, training_report.c.voided_at.is_(None))
    ).first()
    closed = connection.execute(
        select(session_day.c.day)
        .where(
            session_day.c.session_id == session_id,
            session_day.c.attendance_closed_at.is_not(None),
            session_day.c.voided_at.is_(None),
        )
        .order_by(session_day.c.day)
    ).scalars()
    given_up = [one for one in released if one.answer == "DECLINED"]
    return SessionDetail(
        row=row,
        materials=tuple(materials),
        quota=row.seats.quota,
        reserved_for_individuals=row.seats.reserved,
        people=people,
        released=released,
        present=sum(one.answer == "PRESENT" or one.seat_state == "CONFIRMED" for one in people),
        declined=len(given_up),
        unanswered=sum(one.answer in ("", "NO_ANSWER", "OTHER_DATE") and not one.walk_in for one in people),
        closed_days=tuple(closed),
        attended=sum(_attended(one) for one in people),
        average_pre=_average(one.pre_test for one in people),
        average_post=_average(one.post_test for one in people),
        materials_done=tuple(report.materials_done) if report else (),
        report_note=report.note if report else "",
        report_sent_at=wall_or_none(report.sent_at) if report else None,
    )


def _attended(person: SessionPerson) -> bool:
    """Whether he came on every day that was marked so far, wholly."""
    marked = [day.halves for day in person.attendance if day.status]
    return enough(marked, 100)


def _average(scores: Iterable[int | None]) -> int | None:
    given = [score for score in scores if score is not None]
    return round(sum(given) / len(given)) if given else None


def notice_board(connection: Connection, now: datetime) -> tuple[BoardRow, ...]:
    """Fixed sessions not yet over: those with people to tell or to ask, then those all of whose people answered."""
    day = office_day(now)
    ahead = select(session_day.c.session_id).where(session_day.c.day >= day, session_day.c.voided_at.is_(None))
    rows = session_rows(
        connection,
        select(session_table).where(
            session_table.c.id.in_(ahead),
            session_table.c.state.in_(("FIXED", "RUNNING")),
            session_table.c.voided_at.is_(None),
        ),
        day,
    )
    ids = [row.id for row in rows]
    seats, answers = _seats(connection, ids), _answers(connection, ids)
    requests = {one["request_id"] for held in seats.values() for one in held}
    knowledge, deadlines = date_knowledge(connection, requests), _deadlines(connection, requests)
    made = [_board_row(row, seats[row.id], answers, knowledge, deadlines, day) for row in rows if seats[row.id]]
    return tuple(sorted(made, key=lambda one: (one.section != TO_TELL, one.session.days, one.session.id)))


def _board_row(
    row: SessionRow,
    seats: list[RowMapping],
    answers: Mapping[tuple[int, int], str],
    knowledge: Knowledge,
    deadlines: Mapping[int, date],
    day: date,
) -> BoardRow:
    held = [one for one in seats if one["state"] != "RELEASED"]
    given = {one["participant_id"]: answers.get((row.id, one["participant_id"]), "") for one in seats}
    present = sum(given[one["participant_id"]] == "PRESENT" or one["state"] == "CONFIRMED" for one in held)
    declined = sum(given[one["participant_id"]] == "DECLINED" for one in seats if one["state"] == "RELEASED")
    unanswered = len(held) - present
    reached = sum(knowledge.told(one["request_id"], one["participant_id"]) for one in held)
    believers = sum(bool(knowledge.believes(one["request_id"], one["participant_id"])) for one in held)
    open_ones = [one for one in held if given[one["participant_id"]] != "PRESENT" and one["state"] != "CONFIRMED"]
    left = (row.days[0] - day).days if row.days else 0
    return BoardRow(
        session=row,
        section=TO_TELL if unanswered or believers or not held else COMPLETE,
        days_left=left,
        days_left_text="hari ini" if left == 0 else f"{left} hari" if left > 0 else "berlangsung",
        seats=len(held),
        present=present,
        declined=declined,
        unanswered=unanswered,
        told=reached,
        counts=f"{present} hadir · {unanswered} belum" + (f" · {believers} tahu tanggal lama" if believers else ""),
        believe_old=believers,
        confirm_by=min(
            (deadlines[one["request_id"]] for one in open_ones if one["request_id"] in deadlines), default=None
        ),
    )


def _deadlines(connection: Connection, requests: Iterable[int]) -> dict[int, date]:
    found = connection.execute(
        select(request.c.id, request.c.confirm_by).where(
            request.c.id.in_(list(requests)), request.c.confirm_by.is_not(None)
        )
    )
    return {row.id: row.confirm_by for row in found}


def _seats(connection: Connection, ids: list[int]) -> defaultdict[int, list[RowMapping]]:
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(
        select(seat.c.session_id, seat.c.request_id, seat.c.participant_id, seat.c.state).where(
            seat.c.session_id.in_(ids), seat.c.voided_at.is_(None)
        )
    ).mappings():
        found[row["session_id"]].append(row)
    return found


def _answers(connection: Connection, ids: list[int]) -> dict[tuple[int, int], str]:
    """(session, participant) to the answer of the present round."""
    found = connection.execute(
        select(confirmation.c.session_id, confirmation.c.participant_id, confirmation.c.answer)
        .join(request, request.c.id == confirmation.c.request_id)
        .where(
            confirmation.c.session_id.in_(ids),
            confirmation.c.round == request.c.round,
            confirmation.c.voided_at.is_(None),
        )
        .order_by(confirmation.c.id)
    )
    return {(row.session_id, row.participant_id): row.answer for row in found}


def sessions_for_trainer(connection: Connection, officer_id: int | None, today: date) -> tuple[TrainerSession, ...]:
    """A trainer's sessions today, next, and those over without a sent report (``None``: everybody's)."""
    found = select(session_table).where(
        session_table.c.state.in_(("TENTATIVE", "FIXED", "RUNNING", "DONE")), session_table.c.voided_at.is_(None)
    )
    if officer_id is not None:
        found = found.where(session_table.c.id.in_(_taught_by(officer_id)))
    sent = set(
        connection.execute(
            select(training_report.c.session_id).where(
                training_report.c.sent_at.is_not(None), training_report.c.voided_at.is_(None)
            )
        ).scalars()
    )
    still = select(session_day.c.session_id).where(session_day.c.day >= today, session_day.c.voided_at.is_(None))
    found = found.where(session_table.c.id.in_(still) | session_table.c.id.not_in(sent))
    rows = [row for row in session_rows(connection, found, today) if row.days]
    made = [one for row in rows if (one := _trainer_session(row, today, row.id in sent)) is not None]
    order = (TODAY, NEXT, NEEDS_REPORT)
    return tuple(sorted(made, key=lambda one: (order.index(one.section), one.session.days)))


def _taught_by(officer_id: int) -> Select[int]:
    return select(session_trainer.c.session_id).where(
        session_trainer.c.officer_id == officer_id, session_trainer.c.voided_at.is_(None)
    )


def _trainer_session(row: SessionRow, today: date, reported: bool) -> TrainerSession | None:
    last, over = row.days[-1], (today - row.days[-1]).days
    if today in row.days and row.state is not SessionState.DONE:
        running = row.state is SessionState.RUNNING
        hours = hours_phrase(row.starts, row.ends)
        return _made(row, TODAY, f"{hours} · berlangsung" if running else hours, 0)
    if last >= today and row.state is not SessionState.DONE:
        confirmed = row.seats.confirmed
        tail = f", {confirmed} konfirmasi" if row.state is SessionState.FIXED else ", tentatif"
        return _made(row, NEXT, f"{row.seats.taken} peserta{tail}", 0)
    if reported or row.state is SessionState.TENTATIVE:
        return None
    late = f" · {over} hari" if over > 0 else ""
    return _made(row, NEEDS_REPORT, f"Laporan belum dikirim{late}", max(0, over))


def _made(row: SessionRow, section: str, line: str, overdue: int) -> TrainerSession:
    return TrainerSession(
        session=row,
        section=section,
        line=line,
        people=row.seats.taken,
        confirmed=row.seats.confirmed,
        overdue_days=overdue,
    )
