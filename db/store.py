"""The open data file: one writer connection, a pool of readers, and nothing else that touches it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import schema, search_index
from db.engine import BUSY_TIMEOUT_MS, make_engine
from db.faults import StoreFault, StoreInterrupted, StoreReadOnly, translate
from db.unit_of_work import UnitOfWork

FILE_NAME = "loket.db"


class ReadStop:
    """Ends a read that is under way, or one that has not begun; harmless when it is over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: Any = None
        self._stopped = False

    @contextmanager
    def watching(self, raw: Any) -> Iterator[None]:
        """While the read runs on this connection of the driver."""
        with self._lock:
            if self._stopped:
                raise StoreInterrupted
            self._running = raw
        try:
            yield
        finally:
            with self._lock:
                self._running = None

    @property
    def stopped(self) -> bool:
        """Whether somebody asked for the end."""
        return self._stopped

    def stop(self) -> None:
        """From any thread; the connection is not used again afterwards."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.interrupt()


class Store:
    """Transactions over one encrypted data file; safe to use from several threads.

    Raises :class:`db.faults.StoreFault` (and nothing of the driver's) for what the environment does to us.
    ``read_only`` looks at a folder that cannot be written; every write then raises :class:`StoreReadOnly`.
    """

    def __init__(
        self, data_dir: Path, data_key: bytes, *, busy_ms: int = BUSY_TIMEOUT_MS, read_only: bool = False
    ) -> None:
        self.data_dir = data_dir
        self.read_only = read_only
        self.path = data_dir / FILE_NAME
        self.data_key = data_key
        self._lock = threading.RLock()
        with faults_named():
            self._writer = make_engine(self.path, data_key, writer=True, read_only=read_only, busy_ms=busy_ms)
            self._readers = make_engine(self.path, data_key, writer=False, read_only=read_only, busy_ms=busy_ms)

    def prepare(self) -> bool:
        """Create or upgrade the schema; returns True when something was done. Raises ``StoreTooNew``."""
        with faults_named(), self._lock:
            with self._writer.connect() as connection:
                outdated = schema.needs_upgrade(connection)
            if outdated:
                schema.upgrade(self._writer)
            return outdated

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """BEGIN IMMEDIATE, COMMIT at the end, ROLLBACK on any error; one at a time in this process."""
        if self.read_only:
            raise StoreReadOnly("read only")
        with faults_named(), self._lock, self._writer.begin() as connection:
            yield UnitOfWork(connection)
            search_index.refresh(connection.connection.driver_connection)

    def read_stop(self) -> ReadStop:
        """A stop to hand to :meth:`reading`."""
        return ReadStop()

    @contextmanager
    def reading(self, stop: ReadStop | None = None) -> Iterator[Connection]:
        """A read-only snapshot; ``stop`` ends it from another thread (:class:`db.faults.StoreInterrupted`)."""
        with faults_named(), self._readers.connect() as connection:
            connection.begin()
            if stop is None:
                yield connection
                return
            try:
                with stop.watching(connection.connection.driver_connection):
                    yield connection
            finally:
                if stop.stopped:
                    # A statement cut short may go on where it was when the next reader asks the same: rows twice.
                    connection.invalidate()

    def data_version(self) -> int:
        """Changes whenever another connection committed; costs microseconds (change feed of the windows)."""
        with faults_named(), self._readers.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return 0
            return int(raw.execute("PRAGMA data_version").fetchone()[0])

    def checkpoint(self) -> bool:
        """Fold the write-ahead log back into the file; the only place that does.

        False when another process is reading and something had to stay in the log.
        """
        if self.read_only:
            return True  # there is no log, else the folder could not be opened so
        with faults_named(), self._lock, self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return False
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return int(busy) == 0

    def close(self) -> None:
        """Release every connection."""
        self._readers.dispose()
        self._writer.dispose()


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn driver errors into named faults; what has no name is a bug and passes unchanged."""
    try:
        yield
    except StoreFault:
        raise
    except Exception as error:
        fault = translate(error)
        if fault is None:
            raise
        raise fault from error
