"""Rooms, topics, competences and absences: data with periods of validity (DOMAIN.md sections 2.4 and 2.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from db.tables_office import officer, room, room_closure, topic, trainer_absence, trainer_topic
from desktop_app.errors import UserError
from desktop_app.queries.equipment_read import SOP_EQUIPMENT
from desktop_app.services import quotas
from desktop_app.services.text import clock, line
from desktop_app.services.use_case import Work, use_case

MOST_ROOM_SEATS = 100
"""More seats than this in a training room is a slip ("400 kursi, maksud Anda 40?")."""


@use_case("add_room")
def add_room(
    work: Work,
    *,
    code: str,
    name: str,
    seats: int,
    computers: int | None = None,
    equipment: tuple[str, ...] = SOP_EQUIPMENT,
    starts: str = "08:30",
    ends: str = "15:00",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> None:
    """Add a training room with its seats, computers, equipment and the days it is in use."""
    known = line(code, "code", label="Kode ruang", required=True, limit=32)
    if work.unit.connection.execute(select(room.c.id).where(room.c.code == known)).first():
        raise UserError(f"Kode ruang “{known}” sudah dipakai.", field="code")
    opens, closes = clock(starts, "starts"), clock(ends, "ends")
    if opens >= closes:
        raise UserError("Jam mulai ruang harus lebih awal daripada jam selesai.", field="ends")
    work.unit.insert(
        room,
        code=known,
        name=line(name, "name", label="Nama ruang", required=True),
        seats=_seats(seats, "seats"),
        computers=None if computers is None else _seats(computers, "computers"),
        equipment=[line(one, "equipment") for one in equipment],
        starts=opens,
        ends=closes,
        **_validity(valid_from, valid_to, "valid_from", "valid_to"),
    )


@use_case("edit_room")
def edit_room(
    work: Work,
    *,
    room_id: int,
    name: str | None = None,
    seats: int | None = None,
    computers: int | None = None,
    equipment: tuple[str, ...] | None = None,
    starts: str | None = None,
    ends: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    emptied: tuple[str, ...] = (),
) -> None:
    """Change a room. With fewer seats its planned classes shrink too; refused where more are promised already.

    ``emptied`` names ``computers`` or ``valid_to`` when it holds no longer.
    """
    _known_parts(emptied, ("computers", "valid_to"))
    now = work.unit.get(room, room_id)
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = line(name, "name", label="Nama ruang", required=True)
    if seats is not None:
        values["seats"] = _seats(seats, "seats")
    if computers is not None:
        values["computers"] = _seats(computers, "computers")
    if starts is not None:
        values["starts"] = clock(starts, "starts")
    if ends is not None:
        values["ends"] = clock(ends, "ends")
    if equipment is not None:
        values["equipment"] = [line(one, "equipment", label="Perlengkapan", required=True) for one in equipment]
    values.update(_dated(now, valid_from, valid_to, emptied, ("valid_from", "valid_to")))
    if "computers" in emptied:
        values["computers"] = None
    if values.get("starts", now["starts"]) >= values.get("ends", now["ends"]):
        raise UserError("Jam mulai ruang harus lebih awal daripada jam selesai.", field="ends")
    quotas.room_changes(work, room_id, values.get("seats", now["seats"]), values.get("computers", now["computers"]))
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
    prerequisites: str = "",
    active_from: date | None = None,
    active_to: date | None = None,
) -> None:
    """Add an application that is taught; names change every year, so they are data (DOMAIN 2.4)."""
    known = line(code, "code", label="Kode topik", required=True, limit=48)
    if work.unit.connection.execute(select(topic.c.id).where(topic.c.code == known)).first():
        raise UserError(f"Kode topik “{known}” sudah dipakai.", field="code")
    work.unit.insert(
        topic,
        code=known,
        name=line(name, "name", label="Nama topik", required=True),
        short_name=line(short_name, "short_name", label="Nama pendek", required=True, limit=32),
        version=line(version, "version", limit=32),
        color=line(color, "color", limit=16),
        materials=[line(one, "materials") for one in materials],
        prerequisites=line(prerequisites, "prerequisites", label="Prasyarat", limit=200),
        **_topic_numbers(default_days, quota, min_participants),
        **_validity(active_from, active_to, "active_from", "active_to"),
    )


@use_case("edit_topic")
def edit_topic(
    work: Work,
    *,
    topic_id: int,
    name: str | None = None,
    short_name: str | None = None,
    version: str | None = None,
    color: str | None = None,
    default_days: int | None = None,
    quota: int | None = None,
    min_participants: int | None = None,
    materials: tuple[str, ...] | None = None,
    prerequisites: str | None = None,
    active_from: date | None = None,
    active_to: date | None = None,
    emptied: tuple[str, ...] = (),
) -> None:
    """Change or retire a topic; old records keep it. A smaller quota also holds for its planned classes.

    ``emptied`` names ``quota`` or ``active_to`` when it holds no longer.
    """
    _known_parts(emptied, ("quota", "active_to"))
    now = work.unit.get(topic, topic_id)
    values = _dated(now, active_from, active_to, emptied, ("active_from", "active_to"))
    if color is not None:
        values["color"] = line(color, "color", limit=16)
    limit = None if "quota" in emptied else now["quota"] if quota is None else quota
    values.update(
        _topic_numbers(
            now["default_days"] if default_days is None else default_days,
            limit,
            now["min_participants"] if min_participants is None else min_participants,
        )
    )
    if quota is not None:
        quotas.topic_changes(work, topic_id, quota)
    if version is not None:
        values["version"] = line(version, "version", label="Versi", limit=32)
    if prerequisites is not None:
        values["prerequisites"] = line(prerequisites, "prerequisites", label="Prasyarat", limit=200)
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


def _topic_numbers(default_days: int, quota: int | None, min_participants: int) -> dict[str, Any]:
    """Days, quota and minimum of a topic; raises :class:`UserError` at the one that cannot be."""
    if not 1 <= default_days <= 5:
        raise UserError(f"Lama training 1 sampai 5 hari, terisi {default_days}.", field="default_days")
    most = MOST_ROOM_SEATS if quota is None else _seats(quota, "quota")
    if not 1 <= min_participants <= most:
        raise UserError(
            f"Peserta minimum harus 1 sampai {most}, terisi {min_participants}. Periksa angkanya.",
            field="min_participants",
        )
    return {"default_days": default_days, "quota": quota, "min_participants": min_participants}


def _validity(first: date | None, last: date | None, first_name: str, last_name: str) -> dict[str, Any]:
    """The days something is in use; without a first day it always was."""
    begins = first or date(2020, 1, 1)
    if last is not None and last < begins:
        raise UserError("Hari terakhir berlaku sebelum hari pertamanya. Periksa tanggalnya.", field=last_name)
    return {first_name: begins, last_name: last}


def _dated(
    now: RowMapping, first: date | None, last: date | None, emptied: tuple[str, ...], names: tuple[str, str]
) -> dict[str, Any]:
    """The period of validity as it will stand; nothing where it is not touched."""
    if first is None and last is None and names[1] not in emptied:
        return {}
    last = None if names[1] in emptied else last or now[names[1]]
    return _validity(first or now[names[0]], last, *names)


def _known_parts(emptied: tuple[str, ...], parts: tuple[str, ...]) -> None:
    for one in emptied:
        if one not in parts:
            raise UserError(f"Bagian “{one}” tidak dapat dikosongkan. Periksa pilihannya.", field="emptied")


def _seats(number: int, field: str) -> int:
    if not 1 <= number <= MOST_ROOM_SEATS:
        hint = f" Maksud Anda {number // 10}?" if number > MOST_ROOM_SEATS else ""
        raise UserError(
            f"{number} kursi tidak wajar untuk training, isi 1 sampai {MOST_ROOM_SEATS}.{hint}", field=field
        )
    return number


def _span(first: date, last: date) -> None:
    if last < first:
        raise UserError("Hari terakhir sebelum hari pertama. Periksa tanggalnya.", field="last_day")
