"""The one journal: append-only, hash-chained, with before and after images of every changed row.

Audit trail, undo, change feed and step times are readings of it. Personal fields inside the images are sealed with
the key of their subject, and the chain covers the sealed text (ARCHITECTURE.md section 1.3).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Table, bindparam, func, insert, select

from db import tables
from db.column_types import UtcDateTime
from db.engine import dump_json
from db.key_sealing import SubjectCipher
from db.tables_journal import journal, journal_change, subject_key

GENESIS = "0" * 64

# Every save runs these two; building a statement costs more than running it.
_NEWEST = select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
_BY_CLIENT_KEY = select(journal).where(journal.c.client_key == bindparam("wanted_key"))
_ADD = insert(journal)
_ADD_CHANGES = insert(journal_change)


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row: images hold only the changed columns, a new row's ``before`` is ``None``."""

    table: str
    row_id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an act says of itself; times are aware UTC."""

    client_key: str
    action: str
    actor_id: int | None
    actor_name: str
    actor_role: str
    occurred_at: datetime
    recorded_at: datetime
    performed_by_id: int | None = None
    acting_kind: str | None = None
    from_paper: bool = False
    request_id: int | None = None
    session_id: int | None = None
    reason: str | None = None
    undoes_seq: int | None = None
    result: Any = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Sequence and hash of the newest entry: printed on papers, it shows a cut tail or a rewritten chain."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.hash[:12]}"


@dataclass(slots=True)
class ChainReport:
    """What a verification found; ``problems`` is empty when all is well."""

    entries: int = 0
    problems: list[str] = field(default_factory=list)


def image_value(value: object) -> Any:
    """Turn a column value into what JSON can hold, losslessly for our column types."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        raise TypeError("bytes never stand in the journal")
    return value


def column_value(table: Table, column: str, value: Any) -> Any:
    """Inverse of :func:`image_value` for a column of ``table``."""
    if value is None:
        return None
    kind = table.c[column].type
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return value


@cache
def journal_columns(table: Table) -> tuple[str, ...]:
    """The columns whose values stand in images (``journal="omit"`` ones do not)."""
    return tuple(column.name for column in table.columns if column.info.get("journal") != "omit")


@cache
def is_sealed_column(table: Table, column: str) -> bool:
    """True for personal columns."""
    return bool(table.c[column].info.get("journal") == "sealed")


def seal_image(table: Table, row_id: int, image: Mapping[str, Any], key: bytes | None) -> dict[str, Any]:
    """Return ``image`` with personal values sealed; a destroyed key seals to an empty mark."""
    sealed: dict[str, Any] = {}
    for column, value in image.items():
        if is_sealed_column(table, column) and value not in (None, ""):
            context = f"{table.name}/{row_id}/{column}".encode()
            sealed[column] = (
                {"sealed": SubjectCipher.seal(key, dump_json(value), context)} if key is not None else {"sealed": ""}
            )
        else:
            sealed[column] = value
    return sealed


def open_image(table: Table, row_id: int, image: Mapping[str, Any], key: bytes | None) -> dict[str, Any]:
    """Inverse of :func:`seal_image`; without the key, personal values are left out."""
    opened: dict[str, Any] = {}
    for column, value in image.items():
        if isinstance(value, dict) and "sealed" in value and is_sealed_column(table, column):
            if key is not None and value["sealed"]:
                context = f"{table.name}/{row_id}/{column}".encode()
                opened[column] = json.loads(SubjectCipher.unseal(key, value["sealed"], context))
        else:
            opened[column] = value
    return opened


def _digest(previous: str, head: Mapping[str, Any], changes: list[dict[str, Any]]) -> str:
    covered = dump_json({"head": head, "changes": changes})
    return hashlib.sha256((previous + covered).encode()).hexdigest()


def _head(seq: int, entry: Entry) -> dict[str, Any]:
    return {
        "seq": seq,
        "client_key": entry.client_key,
        "action": entry.action,
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "actor_role": entry.actor_role,
        "performed_by_id": entry.performed_by_id,
        "acting_kind": entry.acting_kind,
        "from_paper": entry.from_paper,
        "request_id": entry.request_id,
        "session_id": entry.session_id,
        "occurred_at": image_value(entry.occurred_at),
        "recorded_at": image_value(entry.recorded_at),
        "reason": entry.reason,
        "undoes_seq": entry.undoes_seq,
        "result": entry.result,
    }


def append(connection: Connection, entry: Entry, changes: list[Change]) -> Anchor:
    """Write one act with its (already sealed) changes as the newest link of the chain."""
    last = newest(connection)
    seq = last.seq + 1
    bodies = [
        {"table": c.table, "row_id": c.row_id, "before": c.before and dict(c.before), "after": dict(c.after)}
        for c in changes
    ]
    digest = _digest(last.hash, _head(seq, entry), bodies)
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    connection.execute(_ADD, {"seq": seq, "prev_hash": last.hash, "hash": digest, **values})
    if bodies:
        connection.execute(
            _ADD_CHANGES,
            [
                {
                    "seq": seq,
                    "ordinal": ordinal,
                    "table_name": body["table"],
                    "row_id": body["row_id"],
                    "before": body["before"],
                    "after": body["after"],
                }
                for ordinal, body in enumerate(bodies)
            ],
        )
    return Anchor(seq, digest)


def newest(connection: Connection) -> Anchor:
    """The current anchor; sequence 0 before the first act."""
    row = connection.execute(_NEWEST).first()
    return Anchor(row.seq, row.hash) if row else Anchor(0, GENESIS)


def find(connection: Connection, client_key: str) -> Any:
    """The journal row written under ``client_key``, or ``None``: the memory behind idempotent saves."""
    return connection.execute(_BY_CLIENT_KEY, {"wanted_key": client_key}).first()


def changes_of(connection: Connection, seq: int) -> list[Change]:
    """The sealed changes of one act in their order."""
    rows = connection.execute(
        select(journal_change).where(journal_change.c.seq == seq).order_by(journal_change.c.ordinal)
    )
    return [Change(row.table_name, row.row_id, row.before, row.after) for row in rows]


def touched_after(
    connection: Connection, seq: int, table: str, row_id: int, *, but_for: frozenset[int] = frozenset()
) -> bool:
    """True when a later act changed the row; entries in ``but_for`` (undone and their undos) do not count."""
    later = connection.execute(
        select(journal_change.c.seq).where(
            journal_change.c.table_name == table, journal_change.c.row_id == row_id, journal_change.c.seq > seq
        )
    ).scalars()
    return bool(set(later) - but_for)


def changes_since(connection: Connection, seq: int) -> tuple[int, frozenset[tuple[str, int]]]:
    """The newest sequence and the rows touched after ``seq``: the change feed of other windows."""
    rows = connection.execute(
        select(journal_change.c.seq, journal_change.c.table_name, journal_change.c.row_id).where(
            journal_change.c.seq > seq
        )
    ).all()
    last = connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    return int(last), frozenset((row.table_name, row.row_id) for row in rows)


def verify_chain(connection: Connection, anchors: tuple[Anchor, ...] = ()) -> ChainReport:
    """Recompute every hash from the first act on; compare with anchors kept outside the file."""
    report = ChainReport()
    previous, expected_seq = GENESIS, 1
    wanted = {anchor.seq: anchor.hash for anchor in anchors}
    bodies = _bodies_by_seq(connection)
    body_seq, pending = next(bodies, (None, []))
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        changes: list[dict[str, Any]] = []
        if body_seq == row.seq:
            changes = pending
            body_seq, pending = next(bodies, (None, []))
        entry = Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
        if row.seq != expected_seq:
            report.problems.append(f"urutan {expected_seq} hilang sebelum {row.seq}")
            expected_seq = row.seq
        if row.prev_hash != previous or row.hash != _digest(previous, _head(row.seq, entry), changes):
            report.problems.append(f"catatan {row.seq} ({row.action}) tidak cocok dengan rantai")
        kept = wanted.pop(row.seq, row.hash[:12])
        if not row.hash.startswith(kept):
            report.problems.append(f"catatan {row.seq} berbeda dari jangkar {kept}")
        previous, expected_seq = row.hash, row.seq + 1
        report.entries += 1
    if body_seq is not None:
        report.problems.append(f"perubahan tanpa catatan pada urutan {body_seq}")
    report.problems.extend(f"jangkar {seq} menunjuk catatan yang tidak ada" for seq in sorted(wanted))
    return report


def _bodies_by_seq(connection: Connection) -> Iterator[tuple[int | None, list[dict[str, Any]]]]:
    current: int | None = None
    bodies: list[dict[str, Any]] = []
    rows = connection.execute(select(journal_change).order_by(journal_change.c.seq, journal_change.c.ordinal))
    for row in rows:
        if row.seq != current:
            if current is not None:
                yield current, bodies
            current, bodies = row.seq, []
        bodies.append({"table": row.table_name, "row_id": row.row_id, "before": row.before, "after": row.after})
    if current is not None:
        yield current, bodies


def verify_replay(connection: Connection) -> list[str]:
    """Fold all images and compare with the live tables: finds what was changed behind the journal's back."""
    keys = {row.id: row.key for row in connection.execute(select(subject_key.c.id, subject_key.c.key))}
    folded: dict[tuple[str, int], dict[str, Any]] = {}
    for row in connection.execute(select(journal_change).order_by(journal_change.c.seq, journal_change.c.ordinal)):
        folded.setdefault((row.table_name, row.row_id), {}).update(row.after)
    problems: list[str] = []
    for table in tables.journaled():
        problems.extend(_compare_table(connection, table, folded, keys))
    problems.extend(f"{name}:{row_id} ada dalam jurnal tetapi hilang dari tabel" for name, row_id in folded)
    return problems


def _compare_table(
    connection: Connection,
    table: Table,
    folded: dict[tuple[str, int], dict[str, Any]],
    keys: dict[int, bytes | None],
) -> list[str]:
    problems: list[str] = []
    columns = journal_columns(table)
    for row in connection.execute(select(table)).mappings():
        image = folded.pop((table.name, row["id"]), None)
        if image is None:
            problems.append(f"{table.name}:{row['id']} tidak dikenal jurnal")
            continue
        key = keys.get(row["subject_key_id"]) if "subject_key_id" in row else None
        expected = open_image(table, row["id"], image, key)
        wrong = [column for column in columns if column in expected and expected[column] != image_value(row[column])]
        if wrong:
            problems.append(f"{table.name}:{row['id']} berbeda dari jurnal pada {', '.join(wrong)}")
    return problems
