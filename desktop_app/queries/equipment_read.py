"""The equipment checklist of a class: what its room should have, and what was ticked (the SOP's list of equipment)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.tables_office import officer, room
from db.tables_schedule import session, session_equipment
from desktop_app.errors import UserError
from desktop_app.office_time import wall

SOP_EQUIPMENT = ("Meja", "Kursi", "Komputer/Laptop", "Proyektor", "ATK", "Internet")
"""What the SOP names; a class outside the office's rooms is asked for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentLine:
    """One item of the checklist; ``ready`` is ``None`` until somebody looked, ``needed`` says how many."""

    item: str
    needed: str
    ready: bool | None
    note: str
    checked_by: str
    checked_at: datetime | None


def equipment_of(connection: Connection, session_id: int) -> tuple[EquipmentLine, ...]:
    """The checklist of a class: items of its room (or the SOP's), then those somebody added; wall time.

    Raises :class:`UserError` for no such class.
    """
    found = connection.execute(
        select(session.c.quota, room.c.equipment, room.c.seats, room.c.computers)
        .join(room, room.c.id == session.c.room_id, isouter=True)
        .where(session.c.id == session_id)
    ).first()
    if found is None:
        raise UserError("Kelas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")
    ticks = {
        row.item: row
        for row in connection.execute(
            select(session_equipment, officer.c.full_name)
            .join(officer, officer.c.id == session_equipment.c.checked_by_id, isouter=True)
            .where(session_equipment.c.session_id == session_id, session_equipment.c.voided_at.is_(None))
            .order_by(session_equipment.c.id)
        )
    }
    usual = tuple(SOP_EQUIPMENT if found.equipment is None else found.equipment)
    lines: list[EquipmentLine] = []
    for item in (*usual, *(one for one in ticks if one not in usual)):
        tick = ticks.get(item)
        lines.append(
            EquipmentLine(
                item=item,
                needed=f"{found.quota}" if item in ("Meja", "Kursi", "Komputer/Laptop") else "",
                ready=None if tick is None else tick.ready,
                note="" if tick is None else tick.note,
                checked_by="" if tick is None else tick.full_name or "",
                checked_at=None if tick is None else wall(tick.checked_at),
            )
        )
    return tuple(lines)


def equipment_words(lines: tuple[EquipmentLine, ...]) -> str:
    """ "4 dari 6 siap, belum: Internet (putus)" in one line."""
    ready = sum(one.ready is True for one in lines)
    lacking = [f"{one.item} ({one.note})" if one.note else one.item for one in lines if one.ready is False]
    told = f"{ready} dari {len(lines)} siap"
    return f"{told}, belum: {', '.join(lacking)}" if lacking else told
