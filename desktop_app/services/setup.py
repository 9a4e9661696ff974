"""Set-up of an office from one plan: the same use cases an administrator would run, one by one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from db import journal
from desktop_app.errors import UserError
from desktop_app.services import access, agenda, office_calendar, office_people, office_places, wire
from desktop_app.services.office_calendar import ClosedDayEntry, HoursEntry
from desktop_app.services.use_case import Act, Actor, Office
from desktop_app.sop.states import Role

INSTALLER = Actor(None, "penyiapan", "Penyiapan awal", (Role.ADMINISTRATOR,))
EXAMPLE = "setup_example.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerPlan:
    """An officer to be; ``teaches`` are topic codes of a trainer."""

    handle: str
    full_name: str
    title: str = ""
    nip: str = ""
    rank_grade: str = ""
    mobile: str = ""
    roles: tuple[str, ...]
    teaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlan:
    """A room to be."""

    code: str
    name: str
    seats: int
    computers: int | None = None
    starts: str = "08:30"
    ends: str = "15:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPlan:
    """A topic to be."""

    code: str
    name: str
    short_name: str
    color: str = "t_ppk"
    version: str = ""
    default_days: int = 1
    quota: int | None = None
    min_participants: int = 1
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPlan:
    """An agenda book: own numbering from ``first_number``, or an outside one."""

    direction: str
    year: int
    source: str = "own"
    first_number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPlan:
    """Everything ``init --from FILE.json`` may say; settings are those of ``queries.setting_names``."""

    officers: tuple[OfficerPlan, ...]
    rooms: tuple[RoomPlan, ...]
    topics: tuple[TopicPlan, ...]
    agenda_books: tuple[BookPlan, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirstPin:
    """The one-use PIN of an officer, shown once."""

    handle: str
    full_name: str
    roles: tuple[str, ...]
    pin: str


def example_text() -> str:
    """The complete example file, marked contoh."""
    return resources.files("resources").joinpath(EXAMPLE).read_text("utf-8")


def read_plan(text: str) -> SetupPlan:
    """A plan from JSON text; raises :class:`UserError` naming the field that is wrong."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        where = f" (baris {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise UserError(f"Berkas penyiapan bukan JSON yang benar{where}. Periksa isinya.") from None
    if isinstance(data, dict):
        data.pop("catatan", None)
    plan: SetupPlan = wire.from_json(SetupPlan, data)
    _check(plan)
    return plan


def _check(plan: SetupPlan) -> None:
    held = {role for one in plan.officers for role in one.roles}
    for role in Role:
        if role not in held:
            raise UserError(f"Belum ada petugas dengan peran {role}. Tambahkan pada “officers”.", field="officers")
    if not plan.rooms or not plan.topics:
        raise UserError("Ruang dan topik sekurangnya satu.", field="rooms")


def set_up(office: Office, plan: SetupPlan, *, pins: dict[str, str] | None = None) -> tuple[FirstPin, ...]:
    """Write the plan into an empty office; returns the one-use PINs.

    Each part has a key of its own, so that a set-up cut short by a power cut can simply be run again. ``pins`` fixes
    the PINs of a demonstration.
    """
    _calendar(office)
    for name, value in plan.settings.items():
        office_calendar.save_setting(
            office, _act(f"setting/{name}"), name=name, value=value, valid_from=date(2020, 1, 1)
        )
    for room in plan.rooms:
        office_places.add_room(
            office,
            _act(f"room/{room.code}"),
            code=room.code,
            name=room.name,
            seats=room.seats,
            computers=room.computers,
            starts=room.starts,
            ends=room.ends,
        )
    for topic in plan.topics:
        office_places.add_topic(
            office,
            _act(f"topic/{topic.code}"),
            code=topic.code,
            name=topic.name,
            short_name=topic.short_name,
            color=topic.color,
            version=topic.version,
            default_days=topic.default_days,
            quota=topic.quota,
            min_participants=topic.min_participants,
            materials=topic.materials,
        )
    made = tuple(_officer(office, one, (pins or {}).get(one.handle)) for one in plan.officers)
    for book in plan.agenda_books:
        agenda.open_agenda_book(
            office,
            _act(f"book/{book.direction}/{book.year}"),
            direction=book.direction,
            year=book.year,
            source=book.source,
            first_number=book.first_number,
        )
    return made


def _officer(office: Office, plan: OfficerPlan, fixed_pin: str | None) -> FirstPin:
    pin = fixed_pin or access.new_pin()
    added = office_people.add_officer(
        office,
        _act(f"officer/{plan.handle}"),
        handle=plan.handle,
        full_name=plan.full_name,
        title=plan.title,
        nip=plan.nip,
        rank_grade=plan.rank_grade,
        mobile=plan.mobile,
        roles=plan.roles,
        pin=pin,
    )
    if added.replayed and fixed_pin is None:
        # A set-up cut short and run again: the first PIN was never shown, so a new one takes its place.
        office_people.reset_pin(office, Act(actor=INSTALLER), officer_id=added.value.officer, pin=pin)
    if plan.teaches:
        office_places.set_competence(office, _act(f"teaches/{plan.handle}"), trainer=plan.handle, topics=plan.teaches)
    return FirstPin(plan.handle, plan.full_name, plan.roles, pin)


def _calendar(office: Office) -> None:
    hours = json.loads(resources.files("resources").joinpath("work_hours.json").read_text("utf-8"))
    holidays = json.loads(resources.files("resources").joinpath("holidays_id.json").read_text("utf-8"))
    rows = hours["rows"]
    office_calendar.set_work_hours(
        office,
        _act("hours"),
        valid_from=min(date.fromisoformat(row["valid_from"]) for row in rows),
        hours=tuple(
            HoursEntry(weekday=row["weekday"], starts=row["start"], ends=row["end"], season=row["season"])
            for row in rows
        ),
    )
    office_calendar.add_closed_day(
        office,
        _act("holidays"),
        days=tuple(
            ClosedDayEntry(
                day=date.fromisoformat(row["date"]),
                kind=row["kind"],
                name=row["name"],
                source=holidays.get("source", ""),
                estimated=row.get("estimated", False),
            )
            for row in holidays["days"]
        ),
    )
    for row in holidays["ramadan"]:
        office_calendar.set_ramadan(
            office,
            _act(f"ramadan/{row['first_day']}"),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            confirmed=row.get("confirmed", False),
        )


def _act(part: str) -> Act:
    return Act(actor=INSTALLER, key=str(uuid5(NAMESPACE_URL, f"loket-training/setup/{part}")))


def is_finished(office: Office, plan: SetupPlan) -> bool:
    """True when the last part of ``plan`` is in the office: nothing is left for a second run."""
    last = f"officer/{plan.officers[-1].handle}"
    if plan.agenda_books:
        last = f"book/{plan.agenda_books[-1].direction}/{plan.agenda_books[-1].year}"
    with office.store.reading() as connection:
        return journal.find(connection, _act(last).key) is not None


def accept_pins(office: Office, pins: tuple[FirstPin, ...]) -> None:
    """Make the PINs of a demonstration permanent, through the same act an officer would do."""
    for one in pins:
        actor = access.actor_for(office, one.handle)
        access.change_pin(office, Act(actor=actor, key=_act(f"pin/{one.handle}").key), new_pin=one.pin)
