"""What a button beside a clash would do: one act that solves it, itself judged free of what it solves (DOMAIN 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from db.tables_office import topic
from db.tables_requests import request
from desktop_app.office_time import today
from desktop_app.queries import clash_people, clash_quota, schedule_read
from desktop_app.queries import office as office_rows
from desktop_app.queries.clash_rows import Clash, Level, SessionPlan, Verdict, clock_words
from desktop_app.queries.clashes import judge
from desktop_app.queries.seats_wanted import people_wanting, seats_wanted
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.quota import fits
from desktop_app.sop.states import Role

LOOK_AHEAD_DAYS = 21
"""How far another day is looked for."""


class RemedyKind(StrEnum):
    """What a button beside a clash would do."""

    OTHER_TRAINER = "OTHER_TRAINER"
    OTHER_ROOM = "OTHER_ROOM"
    OTHER_DAY = "OTHER_DAY"
    OTHER_HOURS = "OTHER_HOURS"
    OTHER_CLASS = "OTHER_CLASS"
    SMALLER_QUOTA = "SMALLER_QUOTA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One act that solves a clash: its label, and what of the plan it changes ("" and ``None`` stay as they are)."""

    kind: RemedyKind
    label: str
    room: str = ""
    trainers: tuple[str, ...] = ()
    first_day: date | None = None
    starts: str = ""
    ends: str = ""
    quota: int | None = None
    session: int | None = None
    request: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The changed fields, by the names ``create_session``, ``edit_session`` and ``move_session`` share."""
        named = {
            "room": self.room,
            "trainers": self.trainers,
            "first_day": self.first_day,
            "starts": self.starts,
            "ends": self.ends,
            "quota": self.quota,
        }
        return {name: value for name, value in named.items() if value not in ("", (), None)}

    @property
    def action(self) -> str:
        """The act for a class that is on the calendar already: move, edit, or a request into another class."""
        if self.kind is RemedyKind.OTHER_CLASS:
            return "reschedule_request"
        return "move_session" if self.first_day is not None else "edit_session"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A plan with everything that stands against it."""

    connection: Connection
    calendar: OfficeCalendar
    plan: SessionPlan
    verdict: Verdict
    now: datetime

    @property
    def today(self) -> date:
        return today(self.now)

    def solved(self, plan: SessionPlan, about: str) -> bool:
        """Nothing refuses ``plan``, and neither a warning about the same thing nor a new one stands against it."""
        found = judge(self.connection, self.calendar, plan, self.now)
        warned = {one.about for one in self.verdict.clashes if one.level is Level.WARNING}
        return not any(
            one.level is Level.REFUSAL
            or (one.level is Level.WARNING and (one.about == about or one.about not in warned))
            for one in found.clashes
        )


def remedy_for(
    connection: Connection, calendar: OfficeCalendar, plan: SessionPlan, clash: Clash, now: datetime
) -> Remedy | None:
    """The one act that solves ``clash`` of ``plan`` (and any other refusal with it), ``None`` when there is none."""
    asked = _Asked(connection, calendar, plan, judge(connection, calendar, plan, now), now)
    ways = {
        "trainer": (_other_trainer, _trainer_and_room, _other_day),
        "competence": (_other_trainer, _trainer_and_room),
        "room": (_other_room, _trainer_and_room, _other_day),
        "hours": (_office_hours, _other_day),
        "past": (_other_day,),
        "day": (_other_day,),
        "quota": (_other_room, _smaller_quota),
        "participant": (_other_class, _other_day),
        "deadline": (_earlier_day,),
        "preferred": (_wished_day,),
    }.get(clash.about, ())
    return next((found for way in ways if (found := way(asked, clash)) is not None), None)


def _other_trainer(asked: _Asked, clash: Clash) -> Remedy | None:
    found = _substitutes(asked, asked.plan, clash)
    return None if found is None else _trainer_remedy(asked, found)


def _trainer_remedy(asked: _Asked, ids: tuple[int, ...]) -> Remedy:
    known = {one.id: one for one in office_rows.officers(asked.connection, asked.today)}
    named = " dan ".join(known[one].full_name for one in ids if one not in asked.plan.trainer_ids)
    return Remedy(
        kind=RemedyKind.OTHER_TRAINER,
        label=f"Ganti trainer ke {named}",
        trainers=tuple(known[one].handle for one in ids if one in known),
    )


def _substitutes(asked: _Asked, plan: SessionPlan, clash: Clash) -> tuple[int, ...] | None:
    """The trainers of the plan, each who cannot come replaced by one who teaches the topic and is free."""
    about = {"trainer", "competence"}
    out = {one.trainer_id for one in asked.verdict.clashes if one.about in about and one.level > Level.NOTE}
    ids = [one for one in plan.trainer_ids if one not in out]
    taught = office_rows.trainer_competences(asked.connection)
    able = [
        one.id
        for one in office_rows.officers(asked.connection, asked.today)
        if Role.TRAINER in one.roles and plan.topic_id in taught.get(one.id, frozenset()) and one.id not in out
    ]
    for _ in range(max(1, len(plan.trainer_ids) - len(ids))):
        free = next((one for one in able if one not in ids and _is_free(asked, plan, one)), None)
        if free is not None:
            ids.append(free)
    if not ids or set(ids) <= set(plan.trainer_ids):
        return None
    return tuple(ids) if asked.solved(replace(plan, trainer_ids=tuple(ids)), clash.about) else None


def _is_free(asked: _Asked, plan: SessionPlan, trainer_id: int) -> bool:
    found = judge(asked.connection, asked.calendar, replace(plan, trainer_ids=(trainer_id,)))
    return not any(one.about in ("trainer", "competence") and one.level > Level.NOTE for one in found.clashes)


def _rooms(asked: _Asked) -> Iterator[office_rows.RoomRow]:
    """Other rooms, the smallest that is enough first."""
    people = max(clash_quota.people_in(asked.connection, asked.plan.session_id), asked.plan.quota or 0)
    rooms = office_rows.rooms(asked.connection, asked.plan.days[0] if asked.plan.days else asked.today)
    return iter(
        sorted(
            (one for one in rooms if one.id != asked.plan.room_id and one.capacity >= people),
            key=lambda one: (one.capacity, one.id),
        )
    )


def _other_room(asked: _Asked, clash: Clash) -> Remedy | None:
    for one in _rooms(asked):
        if asked.solved(replace(asked.plan, room_id=one.id), clash.about):
            return Remedy(kind=RemedyKind.OTHER_ROOM, label=f"Pindah ke {one.name}", room=one.code)
    return None


def _trainer_and_room(asked: _Asked, clash: Clash) -> Remedy | None:
    """Both ill at once: another room with another trainer."""
    for one in _rooms(asked):
        ids = _substitutes(asked, replace(asked.plan, room_id=one.id), clash)
        if ids is not None:
            found = _trainer_remedy(asked, ids)
            return replace(found, label=f"{found.label}, pindah ke {one.name}", room=one.code)
    return None


def _office_hours(asked: _Asked, clash: Clash) -> Remedy | None:
    """The same length within the office's hours of every day, or as much of it as they hold."""
    spans = [asked.calendar.intervals(day) for day in asked.plan.days]
    if not spans or not all(spans):
        return None
    opens, closes = max(span[0][0] for span in spans), min(span[-1][1] for span in spans)
    starts, ends = time.fromisoformat(asked.plan.starts), time.fromisoformat(asked.plan.ends)
    length = _minutes(ends) - _minutes(starts)
    begin = min(max(_minutes(starts), _minutes(opens)), max(_minutes(opens), _minutes(closes) - length))
    finish = min(begin + length, _minutes(closes))
    if finish <= begin:
        return None
    new = f"{begin // 60:02d}:{begin % 60:02d}", f"{finish // 60:02d}:{finish % 60:02d}"
    if not asked.solved(replace(asked.plan, starts=new[0], ends=new[1]), clash.about):
        return None
    label = f"Ubah jam ke {clock_words(new[0])}–{clock_words(new[1])}"
    return Remedy(kind=RemedyKind.OTHER_HOURS, label=label, starts=new[0], ends=new[1])


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _on_day(asked: _Asked, first: date, clash: Clash) -> Remedy | None:
    shift = first - asked.plan.days[0]
    days = tuple(one + shift for one in asked.plan.days)
    if first < asked.today or not asked.solved(replace(asked.plan, days=days), clash.about):
        return None
    return Remedy(kind=RemedyKind.OTHER_DAY, label=f"Pindah ke {short_date(first)}", first_day=first)


def _other_day(asked: _Asked, clash: Clash) -> Remedy | None:
    if not asked.plan.days:
        return None
    begin = max(asked.plan.days[0], asked.today)
    days = (begin + timedelta(days=offset) for offset in range(LOOK_AHEAD_DAYS + 1))
    return next((found for day in days if day != asked.plan.days[0] and (found := _on_day(asked, day, clash))), None)


def _earlier_day(asked: _Asked, clash: Clash) -> Remedy | None:
    """The last free day on which the letter is still in time."""
    row = asked.connection.execute(select(request).where(request.c.id == clash.request_id)).first()
    if row is None:
        return None
    last = clash_people.due_day(asked.calendar, row.received_at) - (asked.plan.days[-1] - asked.plan.days[0])
    days = (last - timedelta(days=offset) for offset in range((last - asked.today).days))
    return next((found for day in days if (found := _on_day(asked, day, clash))), None)


def _wished_day(asked: _Asked, clash: Clash) -> Remedy | None:
    row = asked.connection.execute(select(request).where(request.c.id == clash.request_id)).first()
    wished = sorted(date.fromisoformat(day) for day in row.preferred_dates) if row else []
    return next((found for day in wished if day > asked.today and (found := _on_day(asked, day, clash))), None)


def _smaller_quota(asked: _Asked, clash: Clash) -> Remedy | None:
    limits = clash_quota.limits(asked.connection, asked.plan)
    if asked.plan.quota is None or not limits or asked.plan.quota <= limits[0][1]:
        return None
    if not asked.solved(replace(asked.plan, quota=limits[0][1]), clash.about):
        return None
    return Remedy(kind=RemedyKind.SMALLER_QUOTA, label=f"Pakai kuota {limits[0][1]}", quota=limits[0][1])


def _other_class(asked: _Asked, clash: Clash) -> Remedy | None:
    """Another class of the topic with room for the whole request, on days its people are free."""
    row = asked.connection.execute(select(request).where(request.c.id == clash.request_id)).first()
    if row is None:
        return None
    wanted = seats_wanted(asked.connection, [row.id]).get(row.id, {})
    people = people_wanting(wanted, asked.plan.topic_id) or row.participant_count
    code = asked.connection.execute(select(topic.c.code).where(topic.c.id == asked.plan.topic_id)).scalar()
    for one in schedule_read.upcoming(asked.connection, asked.today):
        if one.topic.code != code or one.id in (asked.plan.session_id, clash.session_id):
            continue
        there = replace(
            asked.plan,
            days=one.days,
            starts=one.starts,
            ends=one.ends,
            session_id=one.id,
            request_ids=(row.id,),
            participant_ids=(),
        )
        free = not [
            other
            for other in clash_people.participants(asked.connection, there)
            if other.session_id != asked.plan.session_id
        ]
        if free and fits(one.seats, people, individual=row.kind == "form").ok:
            label = f"Pindah ke kelas {one.days_text}"
            return Remedy(kind=RemedyKind.OTHER_CLASS, label=label, session=one.id, request=row.id)
    return None
