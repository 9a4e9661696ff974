"""Everything one page of the calendar shows, read at once: classes, named days, clashes with what would solve them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import Connection

from desktop_app.queries import office
from desktop_app.queries.clashes import Level, SessionPlan, judge
from desktop_app.queries.schedule_read import STILL_OPEN, day_marks, month
from desktop_app.queries.session_rows import DayMark, SessionRow
from desktop_app.sop.dates_in_words import DAYS, MONTHS
from desktop_app.sop.states import Role


@dataclass(frozen=True, slots=True)
class Solution:
    """One act that ends a clash: another trainer for one of the classes."""

    label: str
    session_id: int
    trainers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionClash:
    """Classes that stand against each other, or one that fell on a closed day."""

    day: date
    session_ids: tuple[int, ...]
    sentence: str
    solution: Solution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A stretch in which a room or a trainer cannot be used; ``lane`` is "room:1" or "trainer:5"."""

    lane: str
    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of the week: a room with its seats, or a trainer with what he teaches."""

    key: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """The sessions of a span and what belongs to them."""

    first: date
    last: date
    sessions: tuple[SessionRow, ...]
    marks: tuple[DayMark, ...]
    clashes: tuple[SessionClash, ...]
    rooms: tuple[Lane, ...]
    trainers: tuple[Lane, ...]
    absences: tuple[Absence, ...]

    @property
    def clashing(self) -> frozenset[int]:
        """Ids of the classes that clash."""
        return frozenset(one for clash in self.clashes for one in clash.session_ids)


def calendar_page(connection: Connection, first: date, last: date, today: date) -> CalendarPage:
    """The page from ``first`` to ``last`` inclusive."""
    sessions = month(connection, first, last, today=today)
    marks = day_marks(connection, first, last)
    teachers = [one for one in office.officers(connection, today) if Role.TRAINER in one.roles]
    taught = office.trainer_competences(connection)
    names = {one.id: one.short_name for one in office.topics(connection, today)}
    trainers = tuple(
        Lane(
            key=f"trainer:{one.id}",
            name=one.full_name,
            detail=", ".join(names[topic] for topic in sorted(taught.get(one.id, ())) if topic in names),
        )
        for one in teachers
    )
    rooms = tuple(
        Lane(key=f"room:{one.id}", name=one.name, detail=f"{one.capacity} kursi")
        for one in office.rooms(connection, first)
    )
    return CalendarPage(
        first=first,
        last=last,
        sessions=sessions,
        marks=marks,
        clashes=tuple(_clashes(connection, sessions, marks, today)),
        rooms=rooms,
        trainers=trainers,
        absences=tuple(_absences(connection, first, last)),
    )


def _absences(connection: Connection, first: date, last: date) -> Iterator[Absence]:
    for room_id, spans in office.room_closures(connection, first, last).items():
        yield from (Absence(lane=f"room:{room_id}", first=a, last=b, reason=why) for a, b, why in spans)
    for officer_id, spans in office.trainer_absences(connection, first, last).items():
        yield from (Absence(lane=f"trainer:{officer_id}", first=a, last=b, reason=why) for a, b, why in spans)


def _clashes(
    connection: Connection, sessions: Sequence[SessionRow], marks: Sequence[DayMark], today: date
) -> Iterator[SessionClash]:
    """Pairs that share a room or a trainer at the same hour, and classes on days that were closed afterwards."""
    closed = {mark.day: mark.name for mark in marks if mark.closed}
    live = [row for row in sessions if not row.past]
    for row in live:
        for day in row.days:
            if day in closed and day >= today:
                words = f"Kelas {row.topic.short_name} ({row.who}) jatuh pada {closed[day]}, {_day(day)}. Pindahkan."
                yield SessionClash(day, (row.id,), words)
    seen: set[tuple[int, int]] = set()
    for day in sorted({day for row in live for day in row.days if day >= today}):
        there = [row for row in live if day in row.days]
        for one, other in combinations(there, 2):
            overlap = one.starts < other.ends and other.starts < one.ends
            if overlap and (one.id, other.id) not in seen and (words := _shared(one, other)):
                seen.add((one.id, other.id))
                span = f"{max(one.starts, other.starts)}–{min(one.ends, other.ends)}".replace(":", ".")
                sentence = f"Bentrok {_day(day)}: {words} pukul {span}."
                yield SessionClash(day, (one.id, other.id), sentence, _solution(connection, one, other, today))


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _shared(one: SessionRow, other: SessionRow) -> str:
    topics = f"kelas {one.topic.short_name} dan {other.topic.short_name}"
    for officer_id, name in zip(one.trainer_ids, one.trainers, strict=True):
        if officer_id in other.trainer_ids:
            return f"{name} terjadwal di {topics}"
    if one.room_id is not None and one.room_id == other.room_id:
        return f"{one.place} dipakai {topics}"
    return ""


def _solution(connection: Connection, one: SessionRow, other: SessionRow, today: date) -> Solution | None:
    """Another trainer for either class, when one who teaches it is free and nothing else stands against it."""
    calendar = office.load_calendar(connection)
    taught = office.trainer_competences(connection)
    teachers = [row for row in office.officers(connection, today) if Role.TRAINER in row.roles]
    handles = {row.id: row.handle for row in teachers}
    for row, against in ((one, other), (other, one)):
        shared = next((t for t in row.trainer_ids if t in against.trainer_ids), None)
        if shared is None or row.state.value not in STILL_OPEN:
            continue
        for teacher in teachers:
            if teacher.id in row.trainer_ids or row.topic.id not in taught.get(teacher.id, frozenset()):
                continue
            ids = tuple(teacher.id if t == shared else t for t in row.trainer_ids)
            verdict = judge(connection, calendar, _plan(row, ids))
            if verdict.level is None or verdict.level is Level.NOTE:
                label = f"Ganti trainer {row.topic.short_name} ke {teacher.full_name}"
                return Solution(label, row.id, tuple(handles[t] for t in ids if t in handles))
    return None


def _plan(row: SessionRow, trainer_ids: tuple[int, ...]) -> SessionPlan:
    return SessionPlan(
        topic_id=row.topic.id,
        days=row.days,
        starts=row.starts,
        ends=row.ends,
        room_id=row.room_id,
        trainer_ids=trainer_ids,
        session_id=row.id,
    )
