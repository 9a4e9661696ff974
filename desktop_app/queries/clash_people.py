"""Clashes of people: one who sits in two classes of a day, a letter taught after its due day or past its wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, select

from db.tables_requests import participant, person, request
from db.tables_schedule import seat, session, session_day
from desktop_app.office_time import wall
from desktop_app.queries.clash_rows import Clash, Level, SessionPlan, clock_words, day_words
from desktop_app.queries.labels import joined
from desktop_app.queries.office import fold_name
from desktop_app.sop.dates_in_words import date_range, short_date
from desktop_app.sop.numbering import case_key
from desktop_app.sop.office_calendar import OfficeCalendar

DUE_WORKING_DAYS = 7
"""A letter is to be taught within so many working days after its receipt (PLANNER.md, SOP step 5)."""

SEATED_IN = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")


@dataclass(frozen=True, slots=True)
class _Someone:
    participant_id: int
    request_id: int
    name: str
    marks: frozenset[str]


def participants(connection: Connection, plan: SessionPlan) -> list[Clash]:
    """Who would sit in two classes on one day: at the same hours a refusal, else a warning."""
    if not plan.days or (plan.session_id is None and not plan.request_ids and not plan.participant_ids):
        return []
    ours = _people(connection, _to_be_seated(plan))
    if not ours:
        return []
    marked: dict[str, list[_Someone]] = defaultdict(list)
    for one in ours:
        for mark in one.marks:
            marked[mark].append(one)
    found: dict[tuple[int, date], list[str]] = defaultdict(list)
    rows: dict[tuple[int, date], tuple[Any, int]] = {}
    for row, other in _seated_elsewhere(connection, plan):
        same = next((one for mark in other.marks for one in marked.get(mark, ())), None)
        key = (row.session_id, row.day)
        if same is not None and other.name not in found[key]:
            found[key].append(other.name or same.name or "peserta tanpa nama")
            rows[key] = (row, same.request_id)
    return [_double(plan, *rows[key], tuple(names)) for key, names in found.items() if names]


def _double(plan: SessionPlan, row: Any, request_id: int, names: tuple[str, ...]) -> Clash:
    overlaps = row.starts < plan.ends and row.ends > plan.starts
    words = (
        f"{day_words(row.day)}: {joined(names)} sudah duduk di kelas {row.title or 'lain'} "
        f"{clock_words(row.starts)}–{clock_words(row.ends)}."
    )
    return Clash(
        Level.REFUSAL if overlaps else Level.WARNING,
        "participant",
        words if overlaps else f"{words} Jamnya tidak bertumpuk.",
        session_id=row.session_id,
        request_id=request_id,
        names=names,
    )


def _to_be_seated(plan: SessionPlan) -> Select[Any]:
    """Active places that are meant: those who come in, else (when a session moves) who sits in it already."""
    if plan.participant_ids:
        meant = participant.c.id.in_(plan.participant_ids)
    elif plan.request_ids:
        meant = participant.c.request_id.in_(plan.request_ids)
    else:
        sitting = select(seat.c.participant_id).where(
            seat.c.session_id == plan.session_id, seat.c.state != "RELEASED", seat.c.voided_at.is_(None)
        )
        meant = participant.c.id.in_(sitting)
    return _PLACES.where(participant.c.status == "ACTIVE", participant.c.voided_at.is_(None), meant)


_PLACES: Select[Any] = select(
    participant.c.id,
    participant.c.request_id,
    participant.c.person_id,
    person.c.superseded_by_id,
    person.c.full_name,
    person.c.nip,
    person.c.nik,
    person.c.mobile,
).join(person, person.c.id == participant.c.person_id, isouter=True)


def _people(connection: Connection, places: Select[Any]) -> list[_Someone]:
    return [_someone(row) for row in connection.execute(places)]


def _someone(row: Any) -> _Someone:
    """``marks`` are what tells one person from another; two with one mark in common are the same."""
    marks = {f"place {row.id}"}
    if row.person_id is not None:
        marks.add(f"person {row.superseded_by_id or row.person_id}")
        marks.update(f"{kind} {value}" for kind, value in (("nip", row.nip), ("nik", row.nik)) if value)
        if row.mobile and row.full_name:
            marks.add(f"phone {row.mobile} {fold_name(row.full_name)}")
    return _Someone(row.id, row.request_id, row.full_name or "", frozenset(marks))


def _seated_elsewhere(connection: Connection, plan: SessionPlan) -> Iterator[tuple[Any, _Someone]]:
    rows = connection.execute(
        _PLACES.add_columns(
            session.c.id.label("session_id"), session.c.title, session.c.starts, session.c.ends, session_day.c.day
        )
        .join(seat, seat.c.participant_id == participant.c.id)
        .join(session, session.c.id == seat.c.session_id)
        .join(session_day, session_day.c.session_id == session.c.id)
        .where(
            seat.c.state != "RELEASED",
            seat.c.voided_at.is_(None),
            session.c.state.in_(SEATED_IN),
            session.c.voided_at.is_(None),
            session_day.c.voided_at.is_(None),
            session_day.c.day.in_(plan.days),
        )
        .order_by(session_day.c.day, session.c.id, seat.c.id)
    )
    for row in rows:
        if row.session_id != plan.session_id:
            yield row, _someone(row)


def deadlines(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan) -> list[Clash]:
    """Notes: the class ends after a letter's due day, or lies past the dates it wished for."""
    if not plan.request_ids or not plan.days:
        return []
    found: list[Clash] = []
    for row in connection.execute(select(request).where(request.c.id.in_(plan.request_ids)).order_by(request.c.id)):
        key = case_key(row.agenda_number, row.agenda_year)
        due = due_day(calendar, row.received_at)
        if plan.days[-1] > due:
            late = calendar.working_days_between(due, plan.days[-1])
            found.append(
                Clash(
                    Level.NOTE,
                    "deadline",
                    f"{key}: batas layanan {short_date(due)}, terlambat {late} hari kerja.",
                    request_id=row.id,
                )
            )
        wished = sorted(date.fromisoformat(day) for day in row.preferred_dates)
        if wished and plan.days[0] > wished[-1]:
            words = f"{key}: sesudah tanggal usulan {date_range(wished[-1], wished[-1])}."
            found.append(Clash(Level.NOTE, "preferred", words, request_id=row.id))
    return found


def due_day(calendar: OfficeCalendar, received_at: datetime) -> date:
    """The last day on which a letter's training is still within the service promise."""
    return calendar.add_working_days(datetime.combine(wall(received_at).date(), time(12)), DUE_WORKING_DAYS).date()
