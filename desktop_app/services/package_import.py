"""A yearly package read back into an empty installation: checked whole, taken in by one door, journaled as one act.

Rows get new ids and new keys; what the office already has (officers, rooms, topics, holidays) is recognized by its own
name and not doubled. The database's guards hold as for every other save; scans pass the same door as at the counter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from db import schema, tables
from db.journal import column_value
from db.tables_office import officer
from db.tables_requests import attachment, paper
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from desktop_app.errors import Damaged, DataNewerThanProgram, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import officers
from desktop_app.scanning.admission import ScanRefused, admit
from desktop_app.services.backup_rounds import before_import
from desktop_app.services.files import attachments
from desktop_app.services.office_people import new_pin, reset_pin
from desktop_app.services.setup import FirstPin
from desktop_app.services.use_case import Act, Actor, Office, Work, use_case
from resources import periksa_arsip

NATURAL: dict[str, tuple[str, ...]] = {
    "officer": ("handle",),
    "room": ("code",),
    "topic": ("code",),
    "organization": ("search_name", "kind"),
    "office_setting": ("name", "valid_from"),
    "agenda_book": ("direction", "year"),
}
"""By which columns a row of the office is recognized; other rows of the office by all they say."""

OF_THE_OFFICE = frozenset(
    {
        *NATURAL,
        *("officer_role", "work_hours", "ramadan", "closed_day", "open_day", "closed_period"),
        *("room_closure", "trainer_topic", "trainer_absence"),
    }
)
OFFICERS_IN_LISTS = {("disposition", "trainer_ids")}
"""Columns that hold ids of officers as a list."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in."""

    year: int
    requests: int
    sessions: int
    rows: int
    files: int


@dataclass(slots=True)
class _Ready:
    """A package that was checked whole, its files already in the store."""

    package: periksa_arsip.Folder | periksa_arsip.Zip
    manifest: dict[str, Any]
    files: int = 0

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table as the package holds them; none when it is older than the table."""
        name = f"data/json/{table.name}.json"
        if all(one["path"] != name for one in self.manifest["files"]):
            return
        with self.package.open(name) as stream:
            for line in stream:
                text = line.strip().rstrip(b",")
                if text not in (b"[", b"]", b"[]", b""):
                    yield json.loads(text)


def _prepare(office: Office, fields: dict[str, Any]) -> _Ready:
    """Open, check every hash, and store scans and papers before the write lock is taken."""
    try:
        package = periksa_arsip.opened(Path(str(fields.get("folder", ""))))
        manifest, _ = periksa_arsip.manifest_of(package)
        problems = periksa_arsip.problems_of(package, manifest)
    except periksa_arsip.NotAPackage as reason:
        raise UserError(str(reason), field="folder") from None
    if problems:
        raise Damaged(f"Paket tidak utuh, tidak ada yang diimpor: {'; '.join(problems[:3])}")
    if manifest.get("schema") not in schema.KNOWN or manifest.get("version") != 1:
        raise DataNewerThanProgram("Paket ini dibuat program yang lebih baru. Perbarui program, lalu impor lagi.")
    before_import(office)
    ready = _Ready(package, manifest)
    with office.store.reading() as connection:
        empty = _present(connection) == (0, 0)
    if empty:  # else the act is refused inside the lock, or it is the same one once more
        _store_files(office, ready)
    return ready


def _present(connection: Connection) -> tuple[int, int]:
    """How many letters and classes there are."""
    letters = connection.execute(select(func.count()).select_from(request_table)).scalar() or 0
    classes = connection.execute(select(func.count()).select_from(session_table)).scalar() or 0
    return letters, classes


def _must_be_empty(connection: Connection) -> None:
    count, classes = _present(connection)
    if count or classes:
        raise RuleRefusal(
            f"Di sini sudah ada {count} surat dan {classes} kelas. Paket hanya diimpor ke pemasangan yang kosong."
        )


def _store_files(office: Office, ready: _Ready) -> None:
    """Put the originals into the store; a scan that our door would refuse today stops the import."""
    store = attachments(office)
    scans = {str(row["sha256"]) for row in ready.rows(attachment)}
    known = scans | {str(row["sha256"]) for row in ready.rows(paper)}
    for one in ready.manifest["files"]:
        path = str(one["path"])
        if not path.startswith("lampiran/"):
            continue
        with ready.package.open(path) as stream:
            data = stream.read()
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in known:
            raise Damaged(f"Paket memuat lampiran yang tidak dikenal: {path}. Tidak ada yang diimpor.")
        if sha256 in scans:
            try:
                admit(data, path.rpartition("/")[2])
            except ScanRefused as refusal:
                raise UserError(f"{path}: {refusal.sentence} Tidak ada yang diimpor.", field="folder") from None
        store.put(data)
        ready.files += 1


@use_case("import_package", prepare=_prepare)
def import_package(work: Work, *, folder: str) -> Imported:
    """Take a yearly package into an empty installation; all of it or nothing.

    Raises :class:`Damaged` naming the changed file, :class:`RuleRefusal` where there are letters already.
    """
    ready: _Ready = work.prepared
    _must_be_empty(work.unit.connection)
    taking = _Taking(work, ready)
    try:
        for table in tables.journaled():
            taking.take(table)
        taking.point_to_each_other()
    except (KeyError, TypeError, ValueError) as wrong:
        raise Damaged(f"Isi paket tidak lengkap ({wrong}). Tidak ada yang diimpor.") from None
    finally:
        ready.package.close()
    return Imported(
        year=int(ready.manifest["year"]),
        requests=len(taking.ids.get("request", {})),
        sessions=len(taking.ids.get("session", {})),
        rows=taking.count,
        files=ready.files,
    )


@dataclass(slots=True)
class _Taking:
    """The rows coming in: old ids to new ones, old subjects to new keys, and pointers to be set at the end."""

    work: Work
    ready: _Ready
    ids: dict[str, dict[int, int]] = field(default_factory=dict)
    subjects: dict[int, int] = field(default_factory=dict)
    later: list[tuple[Table, int, str, int]] = field(default_factory=list)
    count: int = 0

    def take(self, table: Table) -> None:
        """Every row of one table; its parents are there already."""
        mapped = self.ids.setdefault(table.name, {})
        present = self._present(table)
        for row in self.ready.rows(table):
            old = int(row.pop("id"))
            values, pointers = self._values(table, row)
            known = present.get(_mark(table, values))
            if known is None:
                known = self.work.unit.insert(table, **values)
                self.count += 1
            mapped[old] = known
            self.later.extend((table, known, column, target) for column, target in pointers.items())

    def _present(self, table: Table) -> dict[str, int]:
        """What the office has of a table of its own, by what tells one row from another."""
        if table.name not in OF_THE_OFFICE:
            return {}
        found = self.work.unit.connection.execute(select(table)).mappings()
        return {_mark(table, row): int(row["id"]) for row in found}

    def _values(self, table: Table, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
        values: dict[str, Any] = {}
        pointers: dict[str, int] = {}
        for name, value in row.items():
            if name == "subject_key_id":
                values[name] = self._subject(int(value))
                continue
            parent = next((key.column.table for key in table.c[name].foreign_keys), None)
            if (table.name, name) in OFFICERS_IN_LISTS:
                values[name] = [self.ids["officer"][one] for one in value]
            elif parent is None or value is None:
                values[name] = column_value(table, name, value)
            elif parent is table:
                pointers[name] = value
            else:
                values[name] = self._parent(table, name, parent, value)
        return values, pointers

    def _parent(self, table: Table, name: str, parent: Table, value: int) -> int | None:
        found = self.ids[parent.name].get(value)
        if found is None and not table.c[name].nullable:
            raise KeyError(f"{table.name}.{name} = {value}")
        return found

    def _subject(self, old: int) -> int:
        if old not in self.subjects:
            self.subjects[old] = self.work.unit.new_subject()
        return self.subjects[old]

    def point_to_each_other(self) -> None:
        """Rows that name another row of their own table, where that one came along."""
        for table, row_id, column, target in self.later:
            known = self.ids[table.name].get(target)
            if known is not None:
                self.work.unit.update(table, row_id, **{column: known})


def _mark(table: Table, values: Any) -> str:
    """What tells a row of the office from the others, as text; columns that are not in a package do not count."""
    names = NATURAL.get(table.name) or tuple(c.name for c in table.columns if c.name not in ("id", "voided_at"))
    return json.dumps([str(values.get(name)) for name in names])


def first_pins(office: Office, actor: Actor) -> tuple[FirstPin, ...]:
    """One-use PINs for the officers who came with the package: a package holds no PIN."""
    day = today(office.clock.now())
    with office.store.reading() as connection:
        known = {one.id: one for one in officers(connection, day)}
        waiting = connection.execute(select(officer.c.id).where(officer.c.pin_hash.is_(None))).scalars().all()
    made: list[FirstPin] = []
    for one in (known[row] for row in waiting if row in known):
        pin = new_pin()
        reset_pin(office, Act(actor=actor), officer_id=one.id, pin=pin)
        made.append(FirstPin(one.handle, one.full_name, tuple(role.value for role in one.roles), pin))
    return tuple(made)
