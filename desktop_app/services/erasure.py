"""Erasing a person after retention: the key goes, the words go, the register's line stays (ARCHITECTURE section 1).

The journal's sealed images cannot be opened any more and its chain still holds; live rows say "data dihapus".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select, update

from db import tables
from db.journal import is_sealed_column, journal_columns
from db.tables_journal import subject_key
from db.tables_requests import attachment, paper
from db.tables_requests import person as person_table
from db.tables_requests import request as request_table
from desktop_app.errors import UserError
from desktop_app.services.data_folder import erased_hashes
from desktop_app.services.files import attachments
from desktop_app.services.text import line
from desktop_app.services.use_case import Office, Work, use_case

ERASED = "data dihapus"
NAMES = frozenset({"full_name", "sender_name"})
"""Columns whose place in registers must not look forgotten; every other personal column becomes empty."""


@dataclass(frozen=True, slots=True)
class ErasedPeople:
    """Whose data were erased, with their own forms, under which number of the berita acara."""

    people: tuple[int, ...]
    requests: tuple[int, ...]
    number: str


def remove_erased_files(office: Office) -> tuple[str, ...]:
    """Delete scans and papers of erased subjects that no other row names; returns their hashes. May run again.

    Runs after every act that erases and within the daily check, should a crash or a locked file have come between.
    """
    with office.store.reading() as connection:
        gone = erased_hashes(connection)
    store = attachments(office)
    removed = tuple(sorted(one for one in gone if store.exists(one)))
    for one in removed:
        store.remove(one)
    return removed


@use_case("erase_people", afterwards=remove_erased_files)
def erase_people(work: Work, *, people: tuple[int, ...], destruction_number: str) -> ErasedPeople:
    """Erase people under the number of the berita acara pemusnahan; without that number nothing is erased.

    Their own forms go with them; letters of offices stay but for these people's names. Merged records go together.
    Their scans are removed once this is on disk.
    """
    number = line(destruction_number, "destruction_number", label="Nomor berita acara pemusnahan", required=True)
    if not people:
        raise UserError("Pilih dahulu siapa yang datanya dihapus.", field="people")
    requests: list[int] = []
    for person_id in people:
        requests += erase_person(work, person_id)
    return ErasedPeople(tuple(people), tuple(requests), number)


def erase_person(work: Work, person_id: int) -> list[int]:
    """Erase one person inside another act; returns the ids of the person's own forms that went along."""
    ids = _all_records(work, person_id)
    rows = [work.unit.get(person_table, one) for one in ids]
    forms = (
        work.unit.connection.execute(
            select(request_table.c.id, request_table.c.subject_key_id).where(
                request_table.c.applicant_id.in_(ids), request_table.c.kind == "form"
            )
        )
        .mappings()
        .all()
    )
    erase_subjects(work, {row["subject_key_id"] for row in (*rows, *forms)})
    for row in rows:
        if row["erased_at"] is None:
            work.unit.update(person_table, row["id"], erased_at=work.recorded_at)
    return [row["id"] for row in forms]


def _all_records(work: Work, person_id: int) -> list[int]:
    """The record with all that were merged into it."""
    found = [person_id]
    for one in found:
        found += work.unit.connection.execute(
            select(person_table.c.id).where(person_table.c.superseded_by_id == one)
        ).scalars()
    return found


def erase_subjects(work: Work, subjects: Collection[int]) -> None:
    """Destroy keys, then empty every personal column of every row they sealed.

    The key goes first, so that not even this act's journal images hold what is erased.
    """
    work.unit.connection.execute(
        update(subject_key)
        .where(subject_key.c.id.in_(subjects), subject_key.c.destroyed_at.is_(None))
        .values(key=None, destroyed_at=work.recorded_at)
    )
    for table in tables.journaled():
        if "subject_key_id" not in table.c:
            continue
        for row in work.unit.connection.execute(select(table).where(table.c.subject_key_id.in_(subjects))).mappings():
            work.unit.update(table, row["id"], **_emptied(table, row))
    for one in work.unit.connection.execute(
        select(paper.c.id)
        .join(request_table, request_table.c.id == paper.c.request_id)
        .where(request_table.c.subject_key_id.in_(subjects), paper.c.voided_at.is_(None))
    ).scalars():
        work.unit.update(paper, one, voided_at=work.recorded_at)


def _emptied(table: Table, row: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: ERASED if name in NAMES else ""
        for name in journal_columns(table)
        if is_sealed_column(table, name) and row[name] not in (None, "")
    }
    if table is attachment:
        values["voided_at"] = row["voided_at"] or row["added_at"]
    return values
