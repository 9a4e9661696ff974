"""The two toolkit facts everything stands on: Qt keeps None alive, and SQLite does not lose its log."""

from __future__ import annotations

import sys

import pytest
import sqlcipher3
from PySide6.QtCore import QObject

CALLS = 1000
SPARE = 100  # other threads and caches may touch None meanwhile; the fault costs one reference a call


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_qt_call_that_returns_nothing_keeps_its_reference_to_none() -> None:
    """PySide6 6.12.0 dropped one reference a call and ended the process with `none_dealloc`."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    lost = before - sys.getrefcount(None)
    assert lost < SPARE, f"{lost} references to None lost in {CALLS} calls"


def test_sqlite_is_free_of_the_fault_that_corrupts_a_reset_log() -> None:
    """Every SQLite before 3.51.3 can corrupt the file when two connections reset the WAL at once."""
    connection = sqlcipher3.connect(":memory:")
    try:
        (text,) = connection.execute("SELECT sqlite_version()").fetchone()
    finally:
        connection.close()
    assert tuple(int(part) for part in text.split(".")) >= (3, 51, 3), text


def test_the_driver_really_encrypts() -> None:
    """A build without the cipher would accept a key and write plain text."""
    connection = sqlcipher3.connect(":memory:")
    try:
        (version,) = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    assert version
