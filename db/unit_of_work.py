"""One writing transaction: rows change only through it, so that every change reaches the journal.

Services open it; nobody else does (a layer test holds that).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    RowMapping,
    Select,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from db import journal as journal_log
from db.journal import Anchor, Change, Entry, image_value, journal_columns, seal_image
from db.key_sealing import SubjectCipher
from db.tables_journal import subject_key


class RowVanished(Exception):
    """The row to change is not there: a bug of ours or a damaged file."""


# The statements every save runs, built once a table: building one costs more than running it.


@cache
def _by_id(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("wanted_id"))


@cache
def _added(table: Table) -> Executable:
    return insert(table).returning(table)


@cache
def _changed(table: Table) -> Executable:
    return update(table).where(table.c.id == bindparam("wanted_id")).returning(table)


class UnitOfWork:
    """Collects the changes of one act inside BEGIN IMMEDIATE ... COMMIT."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._changes: list[Change] = []
        self._keys: dict[int, bytes | None] = {}

    @property
    def touched(self) -> frozenset[tuple[str, int]]:
        """The (table, id) pairs changed so far."""
        return frozenset((change.table, change.row_id) for change in self._changes)

    def new_subject(self) -> int:
        """Make the key that seals one subject's personal fields in the journal; returns its id."""
        made = self.connection.execute(
            insert(subject_key).values(key=SubjectCipher.new_subject_key(), created_at=datetime.now(UTC))
        )
        return _new_id(made)

    def get(self, table: Table, row_id: int) -> RowMapping:
        """Read one row inside the lock; raises :class:`RowVanished`."""
        row = self.connection.execute(_by_id(table), {"wanted_id": row_id}).mappings().first()
        if row is None:
            raise RowVanished(f"{table.name}:{row_id}")
        return row

    def insert(self, table: Table, **values: Any) -> int:
        """Add a row and journal its full image; returns its id."""
        row = self.connection.execute(_added(table), values).mappings().one()
        row_id = int(row["id"])
        self._note(table, row_id, None, row)
        return row_id

    def new_subjects(self, count: int) -> list[int]:
        """As :meth:`new_subject`, for many at once."""
        first = _next_id(self.connection, subject_key)
        made = {first + at: SubjectCipher.new_subject_key() for at in range(count)}
        if made:
            now = datetime.now(UTC)
            rows = [{"id": row_id, "key": key, "created_at": now} for row_id, key in made.items()]
            self.connection.execute(insert(subject_key), rows)
        self._keys.update(made)
        return list(made)

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """As :meth:`insert` for rows that name the same columns; their ids, in order.

        What an import of thousands needs: two statements for all of them instead of one a row.
        """
        if not rows:
            return []
        first = _next_id(self.connection, table)
        ids = list(range(first, first + len(rows)))
        self.connection.execute(insert(table), [{**row, "id": row_id} for row_id, row in zip(ids, rows, strict=True)])
        names = journal_columns(table)
        columns = [table.c[name] for name in names]
        written = select(*columns).where(table.c.id.between(first, ids[-1])).order_by(table.c.id)
        for row_id, row in zip(ids, self.connection.execute(written), strict=True):
            image = {name: image_value(value) for name, value in zip(names, row, strict=True)}
            sealed = seal_image(table, row_id, image, self._subject_key(image))
            self._changes.append(Change(table.name, row_id, None, sealed))
        return ids

    def update(self, table: Table, row_id: int, **values: Any) -> bool:
        """Change columns of a row; journals only what really changed. Returns False when nothing did."""
        before = self.get(table, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        after = self.connection.execute(_changed(table), {"wanted_id": row_id, **changed}).mappings().one()
        names = {*changed, *(("subject_key_id",) if "subject_key_id" in after else ())}
        self._note(table, row_id, {name: before[name] for name in changed}, after, names)
        return True

    def _note(
        self,
        table: Table,
        row_id: int,
        before: Mapping[str, Any] | None,
        after: RowMapping,
        names: set[str] | None = None,
    ) -> None:
        # The subject of a changed row stands in each image, so that a replay knows which key opens it.
        kept = set(journal_columns(table)) if names is None else names & set(journal_columns(table))
        if not kept:
            return
        key = self._subject_key(after)
        old = None if before is None else {c: image_value(before[c]) for c in kept if c in before}
        new = {c: image_value(after[c]) for c in kept}
        self._changes.append(
            Change(
                table.name,
                row_id,
                None if old is None else seal_image(table, row_id, old, key),
                seal_image(table, row_id, new, key),
            )
        )

    def _subject_key(self, row: Mapping[str, Any] | RowMapping) -> bytes | None:
        subject = row.get("subject_key_id")
        if subject is None:
            return None
        if subject not in self._keys:
            self._keys[subject] = self.connection.execute(
                select(subject_key.c.key).where(subject_key.c.id == subject)
            ).scalar()
        return self._keys[subject]

    def finish(self, entry: Entry) -> Anchor:
        """Append the journal entry with all changes; the caller commits."""
        return journal_log.append(self.connection, entry, self._changes)


def _next_id(connection: Connection, table: Table) -> int:
    """The id behind the highest; nobody else writes inside the lock, and no row is ever deleted."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def _new_id(made: CursorResult[Any]) -> int:
    key = made.inserted_primary_key
    if key is None:
        raise RowVanished("the store gave the new row no id")
    return int(key[0])
