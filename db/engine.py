"""Engines over the encrypted SQLite file: the settings that "tersimpan" rests on, in one place.

WAL + synchronous=FULL, BEGIN IMMEDIATE for writers through SQLAlchemy's ``begin`` event, no mmap
(ARCHITECTURE.md section 4; RELIABILITY.md section 0, points 1 to 3).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from db.keys import sqlcipher_pragma

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""First version without the WAL-reset corruption bug."""

BUSY_TIMEOUT_MS = 5000

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
"""Made once: making one costs as much as encoding an image."""


class UnsafeSettings(Exception):
    """The database library would not promise what we promise; ``what`` says which setting."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def driver() -> Any:
    """Return the sqlcipher DB-API module after checking its SQLite version."""
    from sqlcipher3 import dbapi2

    version = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if version < OLDEST_SAFE_SQLITE:
        raise UnsafeSettings(f"SQLite {dbapi2.sqlite_version}")
    return dbapi2


def connect(path: Path, data_key: bytes, *, read_only: bool = False, busy_ms: int = BUSY_TIMEOUT_MS) -> Any:
    """Open one raw connection with every setting made and checked.

    ``read_only`` also opens a file in a folder that cannot be written, when no log of unfolded saves lies beside it.

    Raises the driver's ``DatabaseError`` ("file is not a database") for a wrong key or a damaged first page; the
    caller tells the two apart by the key-check value outside the database.
    """
    dbapi = driver()
    mode = "ro" if read_only else "rwc"
    if read_only and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists():
        mode = "ro&immutable=1"  # a log cannot be opened there, not even an empty one, and nobody else can write
    raw = dbapi.connect(
        f"file:{quote(path.as_posix())}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        raw.execute("PRAGMA cipher_log = 'off'")
        raw.execute(sqlcipher_pragma(data_key))
        raw.execute(f"PRAGMA busy_timeout = {busy_ms:d}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not read_only:
            mode_now = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode_now != "wal":
                raise UnsafeSettings(f"journal_mode {mode_now}")
        raw.execute("PRAGMA synchronous = FULL")
        if raw.execute("PRAGMA synchronous").fetchone()[0] != 2:
            raise UnsafeSettings("synchronous")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA recursive_triggers = ON")
    except BaseException:
        raw.close()
        raise
    return raw


def make_engine(
    path: Path, data_key: bytes, *, writer: bool, read_only: bool = False, busy_ms: int = BUSY_TIMEOUT_MS
) -> Engine:
    """Return an engine whose transactions are explicit: IMMEDIATE for the writer, deferred for readers."""

    def open_connection() -> Any:
        raw = connect(path, data_key, read_only=read_only, busy_ms=busy_ms)
        if not writer:
            raw.execute("PRAGMA query_only = ON")
        return raw

    engine = create_engine(
        "sqlite://",
        module=driver(),
        creator=open_connection,
        poolclass=StaticPool if writer else QueuePool,
        json_serializer=dump_json,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver's own BEGIN comes too late (after the first SELECT) and leaves DDL outside the transaction.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def dump_json(value: object) -> str:
    """Canonical JSON: sorted keys, no blanks, letters as they are."""
    return _CANONICAL.encode(value)
