"""The schedule as an iCalendar file (.ics): one event a class day, for the trainers' own calendars (issue B 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from icalendar import Calendar, Event

WIB = timezone(timedelta(hours=7))
PRODUCT = "-//Loket Training//Jadwal Training//ID"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEvent:
    """One class: ``key`` makes the event's identity, so that a later file updates it instead of doubling it."""

    key: str
    topic: str
    days: tuple[date, ...]
    starts: time
    ends: time
    place: str
    trainers: tuple[str, ...]
    state: str
    description: str = ""
    cancelled: bool = False


def render_calendar(classes: tuple[ClassEvent, ...], *, made_at: datetime, title: str = "Jadwal Training") -> bytes:
    """The bytes of an .ics file; times are written in UTC, so no zone table is needed. ``made_at`` is aware."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for one in classes:
        for number, day in enumerate(one.days, start=1):
            calendar.add_component(_event(one, day, number, made_at))
    return bytes(calendar.to_ical())


def _event(one: ClassEvent, day: date, number: int, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.key.replace(':', '-')}-{number}@loket-training")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", datetime.combine(day, one.starts, WIB).astimezone(UTC))
    event.add("dtend", datetime.combine(day, one.ends, WIB).astimezone(UTC))
    part = f" (hari {number} dari {len(one.days)})" if len(one.days) > 1 else ""
    event.add("summary", f"Training {one.topic}{part}")
    event.add("location", one.place)
    lines = [f"Trainer: {', '.join(one.trainers) or 'belum ditentukan'}", f"Status: {one.state}", one.description]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED" if one.state == "Tetap" else "TENTATIVE")
    return event
