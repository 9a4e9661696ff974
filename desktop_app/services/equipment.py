"""The equipment of a class, ticked before it begins (the SOP names meja, kursi, komputer, proyektor, ATK, internet)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from db.tables_schedule import session_equipment
from desktop_app.errors import UserError
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case

MOST_ITEMS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentTick:
    """One item: there and working, or not, with what is the matter."""

    item: str
    ready: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckedEquipment:
    """A class and the items that are still missing."""

    session: int
    missing: tuple[str, ...]


@use_case("check_equipment")
def check_equipment(work: Work, *, session: int, entries: tuple[EquipmentTick, ...]) -> CheckedEquipment:
    """Tick items of a class; what is not named stays as it was. An item of one's own may be added by naming it."""
    known = {
        row.item: row.id
        for row in work.unit.connection.execute(
            select(session_equipment.c.item, session_equipment.c.id).where(
                session_equipment.c.session_id == session, session_equipment.c.voided_at.is_(None)
            )
        )
    }
    ticks = {line(one.item, "entries", label="Perlengkapan", required=True, limit=80): one for one in entries}
    if len(ticks) < len(entries):
        raise UserError("Satu perlengkapan ada di dua baris. Hapus salah satunya.", field="entries")
    if not ticks:
        raise UserError("Pilih sekurangnya satu perlengkapan.", field="entries")
    if len(known.keys() | ticks.keys()) > MOST_ITEMS:
        raise UserError(f"Perlengkapan satu kelas paling banyak {MOST_ITEMS} macam.", field="entries")
    for item, one in ticks.items():
        values = {
            "ready": one.ready,
            "note": line(one.note, "entries", label="Catatan", limit=200),
            "checked_at": work.occurred_at,
            "checked_by_id": work.performer_id,
        }
        if item in known:
            work.unit.update(session_equipment, known[item], **values)
        else:
            work.unit.insert(session_equipment, session_id=session, item=item, **values)
    missing = work.unit.connection.execute(
        select(session_equipment.c.item).where(
            session_equipment.c.session_id == session,
            session_equipment.c.ready.is_(False),
            session_equipment.c.voided_at.is_(None),
        )
    ).scalars()
    return CheckedEquipment(session, tuple(missing))
