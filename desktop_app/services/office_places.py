"""Rooms, topics, competences and absences: data with periods of validity (DOMAIN.md sections 2.4 and 2.5)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import select

from db.tables_office import officer, room, room_closure, topic, trainer_absence, trainer_topic
from desktop_app.errors import UserError
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case

MOST_ROOM_SEATS = 100
"""More seats than this in a training room is a slip ("400 kursi, maksud Anda 40?")."""

EQUIPMENT = ("Meja", "Kursi", "Komputer/Laptop", "Proyektor", "ATK", "Internet")
"""The SOP's own list of equipment."""


@use_case("add_room")
def add_room(
    work: Work,
    *,
    code: str,
    name: str,
    seats: int,
    computers: int | None = None,
    equipment: tuple[str, ...] = EQUIPMENT,
    starts: str = "08:30",
    ends: str = "15:00",
    valid_from: date | None = None,
) -> None:
    """Add a training room with its seats, computers and equipment."""
    known = line(code, "code", label="Kode ruang", required=True, limit=32)
    if work.unit.connection.execute(select(room.c.id).where(room.c.code == known)).first():
        raise UserError(f"Kode ruang “{known}” sudah dipakai.", field="code")
    work.unit.insert(
        room,
        code=known,
        name=line(name, "name", label="Nama ruang", required=True),
        seats=_seats(seats, "seats"),
        computers=None if computers is None else _seats(computers, "computers"),
        equipment=[line(one, "equipment") for one in equipment],
        starts=_clock(starts, "starts"),
        ends=_clock(ends, "ends"),
        valid_from=valid_from or date(2020, 1, 1),
    )


@use_case("edit_room")
def edit_room(
    work: Work,
    *,
    room_id: int,
    name: str | None = None,
    seats: int | None = None,
    computers: int | None = None,
    starts: str | None = None,
    ends: str | None = None,
    valid_to: date | None = None,
) -> None:
    """Change a room; classes already planned keep their own quota."""
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = line(name, "name", label="Nama ruang", required=True)
    if seats is not None:
        values["seats"] = _seats(seats, "seats")
    if computers is not None:
        values["computers"] = _seats(computers, "computers")
    if starts is not None:
        values["starts"] = _clock(starts, "starts")
    if ends is not None:
        values["ends"] = _clock(ends, "ends")
    if valid_to is not None:
        values["valid_to"] = valid_to
    work.unit.update(room, room_id, **values)


@use_case("close_room")
def close_room(work: Work, *, room_id: int, first_day: date, last_day: date, cause: str) -> None:
    """Close a room for some days."""
    _span(first_day, last_day)
    work.unit.insert(
        room_closure,
        room_id=room_id,
        first_day=first_day,
        last_day=last_day,
        reason=line(cause, "cause", label="Alasan", required=True),
    )


@use_case("add_topic")
def add_topic(
    work: Work,
    *,
    code: str,
    name: str,
    short_name: str,
    color: str = "t_ppk",
    version: str = "",
    default_days: int = 1,
    quota: int | None = None,
    min_participants: int = 1,
    materials: tuple[str, ...] = (),
    active_from: date | None = None,
) -> None:
    """Add an application that is taught; names change every year, so they are data (DOMAIN 2.4)."""
    known = line(code, "code", label="Kode topik", required=True, limit=48)
    if work.unit.connection.execute(select(topic.c.id).where(topic.c.code == known)).first():
        raise UserError(f"Kode topik “{known}” sudah dipakai.", field="code")
    if not 1 <= default_days <= 5:
        raise UserError("Lama training 1 sampai 5 hari.", field="default_days")
    work.unit.insert(
        topic,
        code=known,
        name=line(name, "name", label="Nama topik", required=True),
        short_name=line(short_name, "short_name", label="Nama pendek", required=True, limit=32),
        version=line(version, "version", limit=32),
        color=line(color, "color", limit=16),
        default_days=default_days,
        quota=None if quota is None else _seats(quota, "quota"),
        min_participants=max(1, min_participants),
        materials=[line(one, "materials") for one in materials],
        active_from=active_from or date(2020, 1, 1),
    )


@use_case("edit_topic")
def edit_topic(
    work: Work,
    *,
    topic_id: int,
    name: str | None = None,
    short_name: str | None = None,
    default_days: int | None = None,
    quota: int | None = None,
    min_participants: int | None = None,
    materials: tuple[str, ...] | None = None,
    active_to: date | None = None,
) -> None:
    """Change or retire a topic; old records keep it."""
    values: dict[str, Any] = {
        key: value
        for key, value in (
            ("default_days", default_days),
            ("quota", quota),
            ("min_participants", min_participants),
            ("active_to", active_to),
        )
        if value is not None
    }
    if name is not None:
        values["name"] = line(name, "name", label="Nama topik", required=True)
    if short_name is not None:
        values["short_name"] = line(short_name, "short_name", label="Nama pendek", required=True, limit=32)
    if materials is not None:
        values["materials"] = [line(one, "materials") for one in materials]
    work.unit.update(topic, topic_id, **values)


@use_case("set_competence")
def set_competence(work: Work, *, trainer: str, topics: tuple[str, ...]) -> None:
    """Say which topics a trainer teaches."""
    who = work.unit.connection.execute(select(officer.c.id).where(officer.c.handle == trainer)).scalar()
    if who is None:
        raise UserError(f"Trainer “{trainer}” tidak dikenal.", field="trainer")
    known = {row.code: row.id for row in work.unit.connection.execute(select(topic.c.code, topic.c.id))}
    unknown = [code for code in topics if code not in known]
    if unknown:
        raise UserError(f"Topik “{unknown[0]}” tidak ada dalam daftar.", field="topics")
    wanted = {known[code] for code in topics}
    present = work.unit.connection.execute(
        select(trainer_topic).where(trainer_topic.c.officer_id == who, trainer_topic.c.voided_at.is_(None))
    ).all()
    for row in present:
        if row.topic_id not in wanted:
            work.unit.update(trainer_topic, row.id, voided_at=work.recorded_at)
    for topic_id in sorted(wanted - {row.topic_id for row in present}):
        work.unit.insert(trainer_topic, officer_id=who, topic_id=topic_id)


@use_case("add_absence")
def add_absence(work: Work, *, trainer: str, first_day: date, last_day: date, cause: str) -> None:
    """Note that a trainer is away."""
    _span(first_day, last_day)
    who = work.unit.connection.execute(select(officer.c.id).where(officer.c.handle == trainer)).scalar()
    if who is None:
        raise UserError(f"Trainer “{trainer}” tidak dikenal.", field="trainer")
    work.unit.insert(
        trainer_absence,
        officer_id=who,
        first_day=first_day,
        last_day=last_day,
        reason=line(cause, "cause", label="Alasan", required=True),
    )


def _seats(number: int, field: str) -> int:
    if not 1 <= number <= MOST_ROOM_SEATS:
        hint = f" Maksud Anda {number // 10}?" if number > MOST_ROOM_SEATS else ""
        raise UserError(
            f"{number} kursi tidak wajar untuk training, isi 1 sampai {MOST_ROOM_SEATS}.{hint}", field=field
        )
    return number


def _clock(text: str, field: str) -> str:
    try:
        return f"{time.fromisoformat(text.replace('.', ':')):%H:%M}"
    except ValueError:
        raise UserError(f"Jam “{text}” tidak dikenal. Tulis seperti 08.30.", field=field) from None


def _span(first: date, last: date) -> None:
    if last < first:
        raise UserError("Hari terakhir sebelum hari pertama. Periksa tanggalnya.", field="last_day")
