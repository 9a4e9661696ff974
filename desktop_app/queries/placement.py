"""Where a lifted letter or class would come to stand: the live verdict under the ghost of the calendar (picture 03).

The same rules the service enforces, asked beforehand: seats by ``sop.quota``, room, trainer and day by ``clashes``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.office_time import today as office_day
from desktop_app.queries import clash_people, office
from desktop_app.queries.clashes import Level, SessionPlan, Verdict, begun, judge, training_days
from desktop_app.queries.date_knowledge import told_in
from desktop_app.queries.office import OfficerRow, RoomRow, TopicRow
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.schedule_read import STILL_OPEN, month, sessions_by_ids
from desktop_app.queries.seats_wanted import people_wanting, seats_wanted
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.setting_names import RESERVED_SEATS
from desktop_app.queries.waiting_line import overtaken, overtaking_words
from desktop_app.sop.dates_in_words import SHORT_DAYS, date_range
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.quota import Seats, fits, quota_limit
from desktop_app.sop.states import Role, SessionState

State = Literal["ok", "ask", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A request in the hand: what must be known of it to judge a day. ``part`` people of it only, 0 for everybody."""

    request_id: int
    topic: TopicChip
    people: int
    individual: bool = False
    trainer_ids: tuple[int, ...] = ()
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One way to place it. ``fields`` go to the service as they are; "ask" wants a reason, "no" is refused.

    ``told`` is how many people know the old date of a class that would move; they are told again. ``room`` is how
    many of a group would fit into the class.
    """

    session_id: int | None
    days: tuple[date, ...]
    state: State
    words: str
    fields: dict[str, Any]
    told: int = 0
    room: int = 0


def places_for(connection: Connection, lifted: Lifted, day: date, now: datetime) -> tuple[Placement, ...]:
    """The ways to place a request on ``day``: classes of its topic there, those with room first, then a new class."""
    return Placer(connection, lifted, now).places(day)


class Placer:
    """One request and many days: calendar and settings are read once."""

    def __init__(self, connection: Connection, lifted: Lifted, now: datetime) -> None:
        self._connection, self._lifted, self._now = connection, lifted, now
        self._today = office_day(now)
        wanted = seats_wanted(connection, [lifted.request_id]).get(lifted.request_id, {})
        people = people_wanting(wanted, lifted.topic.id)
        self._people = min(people, lifted.part) if lifted.part else people
        self._part = wanted.get(lifted.topic.id, ())[: lifted.part]
        self._maker = _Maker(connection, now)

    def places(self, day: date) -> tuple[Placement, ...]:
        """The ways to place it on a day, the best first."""
        held = self.in_classes(day)
        made = self._maker.new_class(self._lifted, self._people, day)
        first = held and held[0].state == "no" and made.state != "no"
        found = (made, *held) if first else (*held, made)
        return tuple(self._partly(one) for one in found)

    def _partly(self, one: Placement) -> Placement:
        """The service is told who comes when it is not everybody."""
        if not self._part or one.state == "no":
            return one
        return replace(one, fields={**one.fields, "participants": self._part})

    def in_classes(self, day: date) -> tuple[Placement, ...]:
        """Classes of its topic that are held on a day, those with room first."""
        lifted = self._lifted
        held = [
            self._in_class(row)
            for row in month(self._connection, day, day, today=self._today)
            if row.topic.id == lifted.topic.id and row.state.value in STILL_OPEN and not row.past
        ]
        return tuple(sorted(held, key=lambda one: one.state != "ok"))

    def _in_class(self, row: SessionRow) -> Placement:
        """Seats first, then the clock, people who sit elsewhere that day, and those who came before."""
        found = _in_session(row, self._lifted, self._people)
        if found.state == "no":
            return found
        plan = _plan_of(row, row.days, requests=(self._lifted.request_id,))
        against = [*begun(plan, self._now), *clash_people.participants(self._connection, plan)]
        worst = max(against, key=lambda one: one.level, default=None)
        if worst is not None and worst.level is Level.REFUSAL:
            return replace(found, state="no", words=worst.sentence)
        earlier, _ = overtaken(self._connection, self._lifted.request_id, row.topic.id, row.seats, self._people)
        ask = [worst.sentence] if worst is not None else []
        ask += [overtaking_words(earlier[0])] if earlier else []
        return replace(found, state="ask", words=f"{ask[0]} Perlu alasan.") if ask else found


def _plan_of(row: SessionRow, days: tuple[date, ...], requests: tuple[int, ...] = ()) -> SessionPlan:
    return SessionPlan(
        topic_id=row.topic.id,
        days=days,
        starts=row.starts,
        ends=row.ends,
        room_id=row.room_id,
        trainer_ids=row.trainer_ids,
        session_id=row.id,
        request_ids=requests,
    )


def place_of_session(connection: Connection, session_id: int, day: date, now: datetime) -> Placement:
    """Whether a class may begin on ``day`` instead; its length, room, hours and trainers stay."""
    found = sessions_by_ids(connection, [session_id])
    if not found:
        raise UserError("Kelas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")
    (row,) = found
    days = training_days(day, max(1, len(row.days)))
    fields = {"session": session_id, "first_day": day}
    if days == row.days:
        return Placement(session_id=session_id, days=days, state="no", words="Masih di tanggal semula.", fields=fields)
    verdict = judge(connection, office.load_calendar(connection), _plan_of(row, days), now)
    state, words = _judged(verdict, day)
    told = told_in(connection, row.id, row.request_ids) if row.state is SessionState.FIXED else 0
    if told and state != "no":
        state, words = "ask", f"{words}. {told} orang sudah diberi tahu tanggal lama: tulis alasannya."
    return Placement(session_id=session_id, days=days, state=state, words=words, fields=fields, told=told)


def _in_session(row: SessionRow, lifted: Lifted, people: int) -> Placement:
    name = f"Kelas {row.topic.short_name} {date_range(row.days[0], row.days[-1])}"
    verdict = fits(row.seats, people, individual=lifted.individual, name=name)
    words = f"Masuk {name[0].lower()}{name[1:]}: jadi {row.seats.taken + people}/{row.seats.quota}"
    return Placement(
        session_id=row.id,
        days=row.days,
        state="ok" if verdict.ok else "no",
        words=words if verdict.ok else verdict.reason,
        fields={"session": row.id},
        room=row.seats.left_for_groups,
    )


def _judged(verdict: Verdict, day: date) -> tuple[State, str]:
    name = f"{SHORT_DAYS[day.weekday()]} {day.day}"
    if verdict.level is Level.REFUSAL:
        return "no", verdict.sentence
    if verdict.level is Level.WARNING:
        return "ask", f"{verdict.sentence} Perlu alasan."
    ready = "ruang dan trainer siap"
    if any(one.about == "trainer" for one in verdict.clashes):
        ready = "ruang siap, trainer belum ditentukan"
    notes = [one.sentence.rstrip(".") for one in verdict.clashes if one.about in ("deadline", "preferred")]
    return "ok", ". ".join((f"{name}: {ready}", *notes))


class _Maker:
    """A class of its own for a request: the first free room big enough and the first free trainers."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection, self._now = connection, now
        self._today = office_day(now)
        self._calendar: OfficeCalendar = office.load_calendar(connection)
        self._reserved = int(office.setting(connection, RESERVED_SEATS, self._today))

    def new_class(self, lifted: Lifted, people: int, day: date) -> Placement:
        """The best new class that begins on ``day``, or the refusal of the least bad one."""
        topic = self._topic(lifted.topic.id)
        days = training_days(day, topic.default_days)
        room, plan, refusal = self._room(topic, people, days, lifted)
        if room is None or plan is None:
            return Placement(session_id=None, days=days, state="no", words=refusal, fields={})
        named, instead = self._trainers(plan, lifted.trainer_ids)
        plan = replace(plan, trainer_ids=tuple(one.id for one in named))
        state, words = _judged(judge(self._connection, self._calendar, plan, self._now), day)
        if instead and state == "ok":
            words = f"{words}. {instead}"
        fields = {
            "first_day": day,
            "topic": topic.code,
            "room": room.code,
            "trainers": tuple(one.handle for one in named),
        }
        return Placement(session_id=None, days=days, state=state, words=words, fields=fields)

    def _topic(self, topic_id: int) -> TopicRow:
        known = office.topics(self._connection, self._today, with_retired=True)
        return next(one for one in known if one.id == topic_id)

    def _room(
        self, topic: TopicRow, people: int, days: tuple[date, ...], lifted: Lifted
    ) -> tuple[RoomRow | None, SessionPlan | None, str]:
        """The first free room in which the people fit; else why not, a closed day before anything else."""
        refusal = "Belum ada ruang. Tambahkan ruang di Pengaturan."
        for room in office.rooms(self._connection, days[0]):
            limit = quota_limit(room_seats=room.seats, computers=room.computers, topic_limit=topic.quota, own=None)
            seats = Seats(limit or 0, reserved=min(self._reserved, max(0, (limit or 0) - people)))
            fit = fits(seats, people, individual=lifted.individual, name=f"Kelas baru di {room.name}")
            plan = SessionPlan(
                topic_id=topic.id,
                days=days,
                starts=room.starts,
                ends=room.ends,
                room_id=room.id,
                request_ids=(lifted.request_id,),
            )
            verdict = judge(self._connection, self._calendar, plan, self._now)
            closed = next((one for one in verdict.clashes if one.about in ("day", "past")), None)
            if closed is not None:
                return None, None, closed.sentence
            if fit.ok and verdict.level is not Level.REFUSAL:
                return room, plan, ""
            refusal = fit.reason if not fit.ok else verdict.sentence
        return None, None, refusal

    def _trainers(self, plan: SessionPlan, wanted: tuple[int, ...]) -> tuple[list[OfficerRow], str]:
        """Those of the third disposition if all are free, else the first free one who teaches it; and what to say."""
        known = {one.id: one for one in office.officers(self._connection, self._today) if Role.TRAINER in one.roles}
        named = [known[one] for one in wanted if one in known]
        if named and self._free(plan, [one.id for one in named]):
            return named, ""
        taught = office.trainer_competences(self._connection)
        able = [one for one in known.values() if plan.topic_id in taught.get(one.id, frozenset())]
        free = next((one for one in able if self._free(plan, [one.id])), None)
        if free is None:
            return (named or able[:1]), ""
        said = f"{named[0].full_name} tidak bebas, dipakai {free.full_name}." if named else ""
        return [free], said

    def _free(self, plan: SessionPlan, trainer_ids: Iterable[int]) -> bool:
        verdict = judge(self._connection, self._calendar, replace(plan, trainer_ids=tuple(trainer_ids)))
        return not any(one.about == "trainer" and one.level is Level.REFUSAL for one in verdict.clashes)
