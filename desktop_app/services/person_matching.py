"""Is this somebody we know? One record a person across requests: by NIP, NIK, telephone, e-mail, or name and office.

A number alone never decides: ten people may share a telephone, and a NIP may be somebody else's by a slip. The name
must be the same too; what only looks alike is shown to a person who merges (:mod:`person_records`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select

from db.tables_requests import person as person_table
from desktop_app.queries.office import fold_name
from desktop_app.services.use_case import Work
from desktop_app.sop.identity_numbers import check_nik, check_nip

NUMBERS = ("nip", "nik", "mobile", "email")


def same_person(
    work: Work, values: Mapping[str, Any], organization_id: int | None = None, *, taken: Collection[int] = ()
) -> Mapping[str, Any] | None:
    """The record of the same person, or ``None``; never one of ``taken`` (people who sit on this request already)."""
    name = fold_name(values["full_name"])
    for column in NUMBERS:
        if values[column] and _tells(work, column, values[column]):
            for row in _known(work, person_table.c[column] == values[column]):
                if fold_name(row["full_name"]) == name and row["id"] not in taken:
                    return row
    if organization_id is None or not name:
        return None
    for row in _known(work, person_table.c.organization_id == organization_id):
        agrees = all(not row[column] or not values[column] or row[column] == values[column] for column in NUMBERS)
        if agrees and fold_name(row["full_name"]) == name and row["id"] not in taken:
            return row
    return None


def _tells(work: Work, column: str, value: str) -> bool:
    """Whether a number is whole enough to name one person."""
    day = work.recorded_at.date()
    if column == "nip":
        return check_nip(value, day).level != "error"
    return column != "nik" or check_nik(value, day).level != "error"


def _known(work: Work, condition: ColumnElement[bool]) -> list[Mapping[str, Any]]:
    """Living records that fit; for a merged one, the record that stands for it (name it as it was typed then)."""
    rows = work.unit.connection.execute(
        select(person_table)
        .where(condition, person_table.c.voided_at.is_(None), person_table.c.erased_at.is_(None))
        .order_by(person_table.c.id)
    ).mappings()
    return [{**row, **_standing(work, row)} for row in rows]


def _standing(work: Work, row: RowMapping) -> dict[str, Any]:
    """Whose record stands for this one: itself, or the one it was merged into."""
    found: Any = row
    while found["superseded_by_id"] is not None:
        found = work.unit.get(person_table, found["superseded_by_id"])
    return {"id": found["id"], "privacy_notice_at": found["privacy_notice_at"], "superseded_by_id": None}
