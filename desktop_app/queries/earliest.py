"""Paling cepat ..., karena ...: the first day a letter can be taught, with the reason each earlier day fails (B 7).

Every day is asked as a drop on the calendar would be, so the day that is named is one the drop accepts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import Connection, select

from db.tables_requests import request
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.queries import gathered
from desktop_app.queries import office as office_rows
from desktop_app.queries.placement import Lifted, Placement, Placer
from desktop_app.queries.seats_wanted import next_topic, people_wanting, seats_wanted
from desktop_app.sop.dates_in_words import SHORT_DAYS, date_range, short_date
from desktop_app.sop.office_calendar import OfficeCalendar

WEEKEND = "akhir pekan"
HORIZON_DAYS = 60
"""How far ahead one looks; later than this the answer is "belum ada"."""


@dataclass(frozen=True, slots=True)
class FailedDay:
    """A day that is too early, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class FailedSpan:
    """Adjacent days that fail for the same reason, as one line of the list: "5–6 Des", "Sabtu dan Minggu"."""

    first: date
    last: date
    reason: str

    @property
    def days_text(self) -> str:
        """ "Jum, 4 Des" or "5–6 Des"."""
        return short_date(self.first) if self.first == self.last else date_range(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarliestDate:
    """The answer: an existing class (``session_id``) or a new one in ``room_code`` with ``trainer_handles``.

    ``day`` is ``None`` when nothing fits within the horizon; ``sentence`` says it in words.
    """

    day: date | None
    session_id: int | None
    room_code: str
    trainer_handles: tuple[str, ...]
    failed: tuple[FailedDay, ...]
    sentence: str

    @property
    def spans(self) -> tuple[FailedSpan, ...]:
        """The earlier days, those next to each other with one reason taken together."""
        found = []
        for reason, days in groupby(self.failed, key=lambda one: one.reason):
            run = [one.day for one in days]
            found.append(FailedSpan(run[0], run[-1], reason))
        return tuple(found)


def earliest_date(
    connection: Connection, request_id: int, now: datetime, *, trainer_ids: tuple[int, ...] = ()
) -> EarliestDate:
    """Look day by day from tomorrow on: a class of the topic with room first, else a free room with a free trainer.

    ``trainer_ids`` are those of the third disposition; they are taken when they are free. An individual is no reason
    for a class of its own. Raises :class:`UserError` for no such request.
    """
    lifted = _lifted(connection, request_id, today(now), trainer_ids)
    calendar = office_rows.load_calendar(connection)
    placer = Placer(connection, lifted, now)
    first = today(now) + timedelta(days=1)
    failed: list[FailedDay] = []
    for offset in range(HORIZON_DAYS):
        day = first + timedelta(days=offset)
        reason = _closed(calendar, day)
        if not reason:
            best, reason = _best(placer, day, individual=lifted.individual)
            if best is not None and best.state == "ok":
                return _answer(connection, best, day, failed)
        failed.append(FailedDay(day, reason))
    return EarliestDate(
        day=None,
        session_id=None,
        room_code="",
        trainer_handles=(),
        failed=tuple(failed),
        sentence=f"Belum ada hari yang cocok dalam {HORIZON_DAYS} hari. Tambah trainer, ruang, atau bagi rombongan.",
    )


def _lifted(connection: Connection, request_id: int, day: date, trainer_ids: tuple[int, ...]) -> Lifted:
    row = connection.execute(select(request).where(request.c.id == request_id)).first()
    if row is None:
        raise UserError("Berkas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")
    wanted = seats_wanted(connection, [request_id]).get(request_id, {})
    asked = next_topic(wanted)
    topic = gathered.topic_chips(connection).get(int(asked or 0))
    if topic is None:
        raise UserError("Surat ini belum menyebut topik. Isi topiknya dulu.", field="topics")
    return Lifted(
        request_id=request_id,
        topic=topic,
        people=people_wanting(wanted, topic.id),
        individual=row.kind == "form",
        trainer_ids=trainer_ids,
    )


def _closed(calendar: OfficeCalendar, day: date) -> str:
    return "" if calendar.is_working_day(day) else (calendar.closed_reason(day) or "kantor tutup")


def _best(placer: Placer, day: date, *, individual: bool) -> tuple[Placement | None, str]:
    places = placer.in_classes(day) if individual else placer.places(day)
    if not places:
        return None, "belum ada kelas topik ini yang dapat diisi"
    return places[0], _reason(places[0].words, day)


def _reason(words: str, day: date) -> str:
    """The fact without the advice that belongs to a drop, and without the day the line begins with anyway."""
    fact = words.split(" Pilih ")[0].split(" Perlu alasan")[0].rstrip(".")
    return fact.removeprefix(f"{SHORT_DAYS[day.weekday()]} {day.day}: ")


def _answer(connection: Connection, best: Placement, day: date, failed: list[FailedDay]) -> EarliestDate:
    handles = tuple(best.fields.get("trainers", ()))
    where = "kelas yang sudah ada"
    if best.session_id is None:
        rooms = {one.code: one.name for one in office_rows.rooms(connection, day)}
        names = {one.handle: one.full_name for one in office_rows.officers(connection, day)}
        teachers = ", ".join(names[one] for one in handles if one in names) or "trainer belum ditentukan"
        where = f"{rooms.get(best.fields['room'], '')}, {teachers}"
    tail = _because(failed)
    return EarliestDate(
        day=day,
        session_id=best.session_id,
        room_code=best.fields.get("room", ""),
        trainer_handles=handles,
        failed=tuple(failed),
        sentence=f"Paling cepat {short_date(day)} ({where}){tail}.",
    )


def _because(failed: list[FailedDay]) -> str:
    """The last day that fails for another reason than the weekend says most."""
    if not failed:
        return ""
    telling = next((one for one in reversed(failed) if one.reason != WEEKEND), failed[-1])
    return f", karena {date_range(telling.day, telling.day)}: {telling.reason.replace(': ', ' ')}"
