"""Sessions of a span for the calendar, with derived seats; days that are closed; what fits a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from db.tables_office import closed_day, open_day, room
from db.tables_schedule import seat, session, session_day, session_trainer
from desktop_app.queries import gathered
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import days_phrase, hours_phrase, joined
from desktop_app.queries.seats_read import seats_in
from desktop_app.queries.session_rows import DayMark, SessionRow
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import SESSION_STATE_LABELS, SessionState

ON_CALENDAR = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING", "DONE")
STILL_OPEN = ("TENTATIVE", "FIXED")
"""Classes that people may be placed in; a draft promises nothing to anybody."""

OPEN_CLASS = "Kelas terbuka"


def month(connection: Connection, first: date, last: date, *, today: date | None = None) -> tuple[SessionRow, ...]:
    """Sessions with a day in the span (inclusive), in order of day and hour; postponed and cancelled ones are left out.

    With ``today`` the rows that ended before it are marked ``past``.
    """
    in_span = select(session_day.c.session_id).where(
        session_day.c.day >= first, session_day.c.day <= last, session_day.c.voided_at.is_(None)
    )
    found = select(session).where(
        session.c.id.in_(in_span), session.c.state.in_(ON_CALENDAR), session.c.voided_at.is_(None)
    )
    return session_rows(connection, found, today)


def upcoming(connection: Connection, today: date) -> tuple[SessionRow, ...]:
    """Sessions that begin after ``today`` and can still take people."""
    ahead = select(session_day.c.session_id).where(session_day.c.day > today, session_day.c.voided_at.is_(None))
    found = select(session).where(
        session.c.id.in_(ahead), session.c.state.in_(STILL_OPEN), session.c.voided_at.is_(None)
    )
    return tuple(row for row in session_rows(connection, found, today) if row.days and row.days[0] > today)


def sessions_by_ids(connection: Connection, ids: Iterable[int], today: date | None = None) -> tuple[SessionRow, ...]:
    """These sessions whatever their state."""
    return session_rows(connection, select(session).where(session.c.id.in_(list(ids))), today)


def session_rows(connection: Connection, found: Select[Any], today: date | None = None) -> tuple[SessionRow, ...]:
    """Finished rows of the sessions a SELECT of the session table yields: five queries, however many sessions."""
    rows = connection.execute(found).mappings().all()
    ids = found.with_only_columns(session.c.id)
    days = gathered.days_of(connection, ids)
    chips = gathered.topic_chips(connection)
    rooms = {row.id: row.name for row in connection.execute(select(room.c.id, room.c.name))}
    taken = seats_in(connection, ids)
    holders = _holders(connection, ids)
    teachers = _teachers(connection, ids)
    names = gathered.officer_names(connection)
    seated = select(seat.c.request_id).where(seat.c.session_id.in_(ids), seat.c.state != "RELEASED")
    heads = gathered.keys_and_senders(connection, seated)
    made = [
        _session_row(row, days[row["id"]], holders[row["id"]], heads, today)
        | {
            "topic": chips[row["topic_id"]],
            "seats": taken[row["id"]],
            "place": rooms.get(row["room_id"], "") or row["venue"],
            "trainer_ids": tuple(teachers[row["id"]]),
            "trainers": tuple(names[one] for one in teachers[row["id"]]),
        }
        for row in rows
    ]
    finished = [SessionRow(**values) for values in made]
    return tuple(sorted(finished, key=lambda row: (row.days or (date.max,), row.starts, row.id)))


def _session_row(
    row: RowMapping, days: tuple[date, ...], holders: list[int], heads: Mapping[int, RowMapping], today: date | None
) -> dict[str, Any]:
    known = [heads[request_id] for request_id in holders]
    letters = [head for head in known if head["kind"] == "letter"]
    state = SessionState(row["state"])
    return {
        "id": row["id"],
        "key": f"sesi:{row['id']}",
        "title": row["title"],
        "days": days,
        "days_text": days_phrase(days),
        "starts": row["starts"],
        "ends": row["ends"],
        "hours_text": hours_phrase(row["starts"], row["ends"]),
        "room_id": row["room_id"],
        "state": state,
        "state_label": SESSION_STATE_LABELS[state],
        "request_ids": tuple(holders),
        "request_keys": tuple(case_key(head["agenda_number"], head["agenda_year"]) for head in known),
        "senders": tuple(dict.fromkeys(head["sender_name"] for head in letters)),
        "who": joined(head["sender_name"] for head in letters) or OPEN_CLASS,
        "individuals": len(known) - len(letters),
        "agreed_before": row["agreed_before"],
        "successor_id": row["successor_id"],
        "state_reason": row["state_reason"] or "",
        "fixed_at": wall_or_none(row["fixed_at"]),
        "past": bool(today and days and days[-1] < today),
    }


def _holders(connection: Connection, ids: Select[int]) -> defaultdict[int, list[int]]:
    """Requests that hold seats of a session, in order of their seats."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in connection.execute(
        select(seat.c.session_id, seat.c.request_id)
        .where(seat.c.session_id.in_(ids), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
        .group_by(seat.c.session_id, seat.c.request_id)
        .order_by(func.min(seat.c.id))
    ):
        found[row.session_id].append(row.request_id)
    return found


def _teachers(connection: Connection, ids: Select[int]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in connection.execute(
        select(session_trainer.c.session_id, session_trainer.c.officer_id)
        .where(session_trainer.c.session_id.in_(ids), session_trainer.c.voided_at.is_(None))
        .order_by(session_trainer.c.id)
    ):
        found[row.session_id].append(row.officer_id)
    return found


def day_marks(connection: Connection, first: date, last: date) -> tuple[DayMark, ...]:
    """Holidays, joint leave, local closures, opened days and whole days of a closed period, in order of day.

    Ordinary weekends are not marked. A date with two names has both.
    """
    opened = {
        row.day: row.reason
        for row in connection.execute(
            select(open_day).where(open_day.c.day >= first, open_day.c.day <= last, open_day.c.voided_at.is_(None))
        )
    }
    named: dict[date, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(
        select(closed_day)
        .where(closed_day.c.day >= first, closed_day.c.day <= last, closed_day.c.voided_at.is_(None))
        .order_by(closed_day.c.id)
    ):
        named[row.day].append((row.name, row.kind))
    marks = [
        DayMark(day, joined(name for name, _ in names), names[0][1], closed=day not in opened)
        for day, names in named.items()
    ]
    marks += [
        DayMark(day, f"Hari kerja khusus: {reason}" if reason else "Hari kerja khusus", "open_day", closed=False)
        for day, reason in opened.items()
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.kind)))
