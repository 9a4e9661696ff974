"""A yearly package read back into an empty installation: checked whole, taken in by one door, journaled as one act.

Rows get new ids and new keys; what the office already has (officers, rooms, topics, holidays) is recognized by its own
name and not doubled. The database's guards hold as for every other save; scans pass the same door as at the counter.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Table, func, select

from db import tables
from db.column_types import UtcDateTime
from db.journal import column_value
from db.tables_office import officer
from db.tables_requests import attachment, paper
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from desktop_app.collector import collector_rests
from desktop_app.errors import Damaged, DataNewerThanProgram, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import OfficerRow, officers
from desktop_app.scanning.admission import ScanRefused, admit
from desktop_app.services import package_check
from desktop_app.services.backup_rounds import before_import
from desktop_app.services.files import attachments
from desktop_app.services.office_people import new_pin, reset_pin
from desktop_app.services.package_check import ORIGINALS, Tick
from desktop_app.services.setup import FirstPin
from desktop_app.services.use_case import Act, Actor, Office, Result, Work, use_case
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
LARGEST_ORIGINAL = 256 * 1024 * 1024
"""A scan has at most 25 MB, a paper of many sheets some more; nothing larger is read into memory."""

OFFICERS_IN_LISTS = {("disposition", "trainer_ids")}
"""Columns that hold ids of officers as a list."""


BATCH = 500
"""Rows written at a time; between two of them an import can be stopped."""


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

    package: package_check.Package
    manifest: dict[str, Any]
    tick: Tick
    stored: list[str] = field(default_factory=list)
    files: int = 0

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table as the package holds them."""
        return package_check.rows_of(self.package, self.manifest, table.name)


def _silent(done: int, total: int) -> None:
    """Nobody looks on."""


_TICK: ContextVar[Tick] = ContextVar("import_tick", default=_silent)
"""Who looks on while a package comes in; no field of the act, for it is nothing to be told or repeated."""


def watched(tick: Tick) -> Callable[..., Result[Imported]]:
    """The same act with ``tick(done, total)`` called on its way; what it raises stops the act, and nothing came in."""

    def run(office: Office, act: Act, *, folder: str) -> Result[Imported]:
        before = _TICK.set(tick)
        try:
            return import_package(office, act, folder=folder)
        finally:
            _TICK.reset(before)

    return run


def _prepare(office: Office, fields: dict[str, Any]) -> _Ready:
    """Open, check every hash, and store scans and papers before the write lock is taken."""
    tick = _TICK.get()
    package, manifest, _ = package_check.opened(Path(str(fields.get("folder", ""))))
    ready = _Ready(package, manifest, tick)
    try:
        problems = periksa_arsip.problems_of(package, manifest, tick)
        if problems:
            raise Damaged(f"Paket tidak utuh, tidak ada yang diimpor: {'; '.join(problems[:3])}")
        if package_check.is_too_new(manifest):
            raise DataNewerThanProgram(package_check.TOO_NEW)
        before_import(office)
        with office.store.reading() as connection:
            empty = present(connection) == (0, 0)
        if empty:  # else the act is refused inside the lock, or it is the same one once more
            _store_files(office, ready)
    except BaseException:
        _take_back(office, ready)
        raise
    return ready


def _take_back(office: Office, ready: _Ready) -> None:
    """Let go of the package and of the files that no row will ever name."""
    ready.package.close()
    store = attachments(office)
    for one in ready.stored:
        with contextlib.suppress(OSError):
            store.remove(one)


def present(connection: Connection) -> tuple[int, int]:
    """How many letters and classes there are."""
    letters = connection.execute(select(func.count()).select_from(request_table)).scalar() or 0
    classes = connection.execute(select(func.count()).select_from(session_table)).scalar() or 0
    return letters, classes


def not_empty(connection: Connection) -> str:
    """Why nothing can be imported here, as a sentence; empty where there are neither letters nor classes."""
    count, classes = present(connection)
    if not count and not classes:
        return ""
    return f"Di sini sudah ada {count} surat dan {classes} kelas. Paket hanya diimpor ke pemasangan yang kosong."


def _store_files(office: Office, ready: _Ready) -> None:
    """Put the originals into the store; a scan that our door would refuse today stops the import."""
    store = attachments(office)
    scans = {str(row["sha256"]) for row in ready.rows(attachment)}
    known = scans | {str(row["sha256"]) for row in ready.rows(paper)}
    originals = [path for one in ready.manifest["files"] if (path := str(one["path"])).startswith(ORIGINALS)]
    for number, path in enumerate(originals):
        ready.tick(number, len(originals))
        with ready.package.open(path) as stream:
            data = stream.read(LARGEST_ORIGINAL + 1)
        if len(data) > LARGEST_ORIGINAL:
            raise Damaged(f"Paket memuat lampiran yang terlalu besar: {path}. Tidak ada yang diimpor.")
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in known:
            raise Damaged(f"Paket memuat lampiran yang tidak dikenal: {path}. Tidak ada yang diimpor.")
        if sha256 in scans:
            try:
                admit(data, path.rpartition("/")[2])
            except ScanRefused as refusal:
                raise UserError(f"{path}: {refusal.sentence} Tidak ada yang diimpor.", field="folder") from None
        if not store.exists(sha256):
            ready.stored.append(sha256)
        store.put(data)
        ready.files += 1


@use_case("import_package", prepare=_prepare)
def import_package(work: Work, *, folder: str) -> Imported:
    """Take a yearly package into an empty installation; all of it or nothing.

    Raises :class:`Damaged` naming the changed file, :class:`RuleRefusal` where there are letters already.
    """
    ready: _Ready = work.prepared
    try:
        refusal = not_empty(work.unit.connection)
        if refusal:
            raise RuleRefusal(refusal)
        taking = _Taking(work, ready)
        journaled = tables.journaled()
        with collector_rests():
            for number, table in enumerate(journaled):
                taking.at = (number, len(journaled))
                taking.take(table)
            taking.point_to_each_other()
    except (KeyError, TypeError, ValueError) as wrong:
        _take_back(work.office, ready)
        raise Damaged(f"Isi paket tidak lengkap ({wrong}). Tidak ada yang diimpor.") from None
    except BaseException:
        _take_back(work.office, ready)
        raise
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
    at: tuple[int, int] = (0, 0)

    def take(self, table: Table) -> None:
        """Every row of one table; its parents are there already."""
        mapped = self.ids.setdefault(table.name, {})
        if table.name in OF_THE_OFFICE:
            self._recognize(table, mapped)
            return
        rows = iter(self.ready.rows(table))
        while batch := list(islice(rows, BATCH)):
            self.ready.tick(*self.at)
            self._meet({int(row["subject_key_id"]) for row in batch if "subject_key_id" in row})
            values = [self._values(table, row) for row in batch]
            made = self.work.unit.insert_many(table, [one for one, _ in values])
            mapped.update((int(row["id"]), known) for row, known in zip(batch, made, strict=True))
            for known, (_, pointers) in zip(made, values, strict=True):
                self.later.extend((table, known, column, target) for column, target in pointers.items())
            self.count += len(made)

    def _recognize(self, table: Table, mapped: dict[int, int]) -> None:
        """Rows of the office: what is there already is not doubled."""
        present = self._present(table)
        for row in self.ready.rows(table):
            self.ready.tick(*self.at)
            values, pointers = self._values(table, row)
            known = present.get(_mark(table, values))
            if known is None:
                known = self.work.unit.insert(table, **values)
                self.count += 1
            mapped[int(row["id"])] = known
            self.later.extend((table, known, column, target) for column, target in pointers.items())

    def _present(self, table: Table) -> dict[str, int]:
        """What the office has of a table of its own, by what tells one row from another."""
        found = self.work.unit.connection.execute(select(table)).mappings()
        return {_mark(table, row): int(row["id"]) for row in found}

    def _values(self, table: Table, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
        values: dict[str, Any] = {}
        pointers: dict[str, int] = {}
        plain, special = _columns(table)
        for name, value in row.items():
            if name in plain:
                values[name] = value
            elif name not in special:
                values[name] = column_value(table, name, value)
        for name, parent in special.items():
            if name not in row or name == "id":
                continue
            value = row[name]
            if name == "subject_key_id":
                values[name] = self.subjects[int(value)]
            elif (table.name, name) in OFFICERS_IN_LISTS:
                values[name] = [self.ids["officer"][one] for one in value]
            elif parent is table and value is not None:
                pointers[name] = value
                values[name] = None
            else:
                values[name] = None if parent is None or value is None else self._parent(table, name, parent, value)
        return values, pointers

    def _parent(self, table: Table, name: str, parent: Table, value: int) -> int | None:
        found = self.ids[parent.name].get(value)
        if found is None and not table.c[name].nullable:
            raise KeyError(f"{table.name}.{name} = {value}")
        return found

    def _meet(self, old: set[int]) -> None:
        """New keys for the people and letters that were not met yet."""
        fresh = sorted(old - self.subjects.keys())
        self.subjects.update(zip(fresh, self.work.unit.new_subjects(len(fresh)), strict=True))

    def point_to_each_other(self) -> None:
        """Rows that name another row of their own table, where that one came along."""
        for table, row_id, column, target in self.later:
            known = self.ids[table.name].get(target)
            if known is not None:
                self.work.unit.update(table, row_id, **{column: known})


@cache
def _columns(table: Table) -> tuple[frozenset[str], dict[str, Table | None]]:
    """Columns taken over as they stand in the package, and those that need new ids with the table they point into."""
    special: dict[str, Table | None] = {
        column.name: next((key.column.table for key in column.foreign_keys), None)
        for column in table.columns
        if column.foreign_keys or column.name == "id" or (table.name, column.name) in OFFICERS_IN_LISTS
    }
    plain = {
        column.name
        for column in table.columns
        if column.name not in special and not isinstance(column.type, UtcDateTime | Date)
    }
    return frozenset(plain), special


def _mark(table: Table, values: Any) -> str:
    """What tells a row of the office from the others, as text; columns that are not in a package do not count."""
    names = NATURAL.get(table.name) or tuple(c.name for c in table.columns if c.name not in ("id", "voided_at"))
    return json.dumps([str(values.get(name)) for name in names])


def waiting_for_pin(connection: Connection, day: date) -> tuple[OfficerRow, ...]:
    """The officers of ``day`` who have no PIN yet: those who came with a package, for it holds none."""
    known = {one.id: one for one in officers(connection, day)}
    waiting = connection.execute(select(officer.c.id).where(officer.c.pin_hash.is_(None))).scalars()
    return tuple(known[row] for row in waiting if row in known)


def first_pins(office: Office, actor: Actor) -> tuple[FirstPin, ...]:
    """One-use PINs for the officers who wait for one."""
    made: list[FirstPin] = []
    with office.store.reading() as connection:
        waiting = waiting_for_pin(connection, today(office.clock.now()))
    for one in waiting:
        pin = new_pin()
        reset_pin(office, Act(actor=actor), officer_id=one.id, pin=pin)
        made.append(FirstPin(one.handle, one.full_name, tuple(role.value for role in one.roles), pin))
    return tuple(made)
