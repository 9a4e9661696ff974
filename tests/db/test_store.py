"""The open data file: the settings "tersimpan" rests on, the order of its statements, and its faults by name."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from db import faults
from db.engine import OLDEST_SAFE_SQLITE, UnsafeSettings, connect, driver
from db.store import Store
from db.tables_office import organization
from db.unit_of_work import RowVanished


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh, prepared file."""
    folder = tmp_path / "Kantor Ä #1?"
    folder.mkdir()
    made = Store(folder, os.urandom(32))
    assert made.prepare() is True
    yield made
    made.close()


def add(store: Store, name: str) -> int:
    """One row outside the journal's interest: enough for the store itself."""
    with store.writing() as unit:
        return unit.insert(organization, name=name, search_name=name, kind="other")


def names(store: Store) -> list[str]:
    """What is committed."""
    with store.reading() as connection:
        return list(connection.execute(select(organization.c.name).order_by(organization.c.id)).scalars())


def test_every_connection_has_the_settings_of_the_promise(store: Store) -> None:
    """WAL, FULL, foreign keys, no mmap, encrypted; the library is not one with the reset fault."""
    with store.writing() as unit:
        values = {
            pragma: unit.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "mmap_size")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "mmap_size": 0,
    }
    assert tuple(map(int, driver().sqlite_version.split("."))) >= OLDEST_SAFE_SQLITE
    assert not store.path.read_bytes().startswith(b"SQLite format 3")


def test_an_old_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 3.51.3 two writers may corrupt a WAL file."""
    monkeypatch.setattr(driver(), "sqlite_version", "3.51.2")
    with pytest.raises(UnsafeSettings, match=r"3\.51\.2"):
        driver()


def test_a_write_takes_the_lock_before_its_first_question(store: Store) -> None:
    """BEGIN IMMEDIATE is the first statement, COMMIT the last (RELIABILITY 0.3)."""
    seen: list[str] = []
    event.listen(store._writer, "before_cursor_execute", lambda conn, cur, statement, *rest: seen.append(statement))
    event.listen(store._writer, "commit", lambda conn: seen.append("commit"))
    begun: list[str] = []
    event.listen(store._writer, "begin", lambda conn: begun.append("begin"))
    add(store, "a")
    assert (begun, seen[0], seen[-1]) == (["begin"], "BEGIN IMMEDIATE", "commit")
    assert len([one for one in seen if one.startswith("INSERT")]) == 1


def test_an_error_leaves_nothing(store: Store) -> None:
    """Rows and even DDL are gone with the transaction."""
    with pytest.raises(ZeroDivisionError), store.writing() as unit:
        unit.insert(organization, name="a", search_name="a", kind="other")
        unit.connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise ZeroDivisionError
    assert names(store) == []
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half_done'")).scalar() == 0


def test_a_reader_cannot_write_and_keeps_its_moment(store: Store) -> None:
    """Readers are query-only and see one snapshot while others write."""
    add(store, "a")
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM organization")).scalar() == 1
        add(store, "b")
        assert connection.execute(text("SELECT count(*) FROM organization")).scalar() == 1
    assert names(store) == ["a", "b"]
    with pytest.raises(faults.StoreReadOnly), store.reading() as connection:
        connection.execute(text("INSERT INTO organization (name, search_name, kind) VALUES ('c', 'c', 'other')"))


def test_other_connections_are_noticed(store: Store) -> None:
    """The change feed's cheap question."""
    before = store.data_version()
    assert store.data_version() == before
    raw = connect(store.path, store.data_key)
    raw.execute(
        "INSERT INTO organization (name, search_name, kind, address, phone, email) VALUES ('x','x','other','','','')"
    )
    raw.close()
    assert store.data_version() != before


def test_a_second_writer_waits_and_then_says_busy(store: Store) -> None:
    """Another process holds the lock longer than the waiting time."""
    impatient = Store(store.data_dir, store.data_key, busy_ms=30)
    raw = connect(store.path, store.data_key)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(faults.StoreBusy):
        add(impatient, "a")
    raw.execute("ROLLBACK")
    raw.close()
    add(impatient, "b")
    impatient.close()
    assert names(store) == ["b"]


def test_threads_write_one_after_another(store: Store) -> None:
    """Eight threads, no error, nothing lost."""
    threads = [threading.Thread(target=lambda n=n: [add(store, f"{n}-{i}") for i in range(10)]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names(store))) == 80


def test_preparing_again_does_nothing(store: Store) -> None:
    """The schema is made once."""
    assert store.prepare() is False
    store.checkpoint()
    assert not store.path.with_name(store.path.name + "-wal").read_bytes()


def test_a_row_that_is_not_there(store: Store) -> None:
    """Named, so that the layers above can say it in words."""
    with pytest.raises(RowVanished), store.writing() as unit:
        unit.get(organization, 99)
    with pytest.raises(RowVanished), store.writing() as unit:
        unit.update(organization, 99, name="x")


def test_an_update_that_changes_nothing_is_none(store: Store) -> None:
    """No image for what is as it was."""
    made = add(store, "a")
    with store.writing() as unit:
        assert unit.update(organization, made, name="a") is False
        assert unit.touched == frozenset()
        assert unit.update(organization, made, name="b") is True
        assert unit.touched == {("organization", made)}


def test_a_moment_without_a_zone_is_a_mistake_of_ours(store: Store) -> None:
    """Naive times never reach the file."""
    made = add(store, "a")
    with pytest.raises(Exception, match="without a zone"), store.writing() as unit:
        unit.update(organization, made, voided_at=datetime(2026, 1, 1))
    with store.writing() as unit:
        unit.update(organization, made, voided_at=datetime(2026, 1, 1, tzinfo=UTC))
        assert unit.get(organization, made)["voided_at"] == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database is locked", faults.StoreBusy),
        ("database or disk is full", faults.StoreFull),
        ("attempt to write a readonly database", faults.StoreReadOnly),
        ("unable to open database file", faults.StoreIoFault),
        ("disk I/O error", faults.StoreIoFault),
        ("database disk image is malformed", faults.StoreDamaged),
        ("file is not a database", faults.StoreDamaged),
    ],
)
def test_the_drivers_words_get_names(words: str, kind: type[faults.StoreFault]) -> None:
    """And anything else is a bug of ours."""
    assert isinstance(faults.translate(RuntimeError(words)), kind)
    assert faults.translate(RuntimeError("something else")) is None


def test_a_connection_that_was_stopped_is_not_used_again(store: Store) -> None:
    """What the driver keeps of a statement cut short must not answer the next reader."""
    stop = store.read_stop()
    with store.reading(stop) as connection:
        first = connection.connection.driver_connection
        stop.stop()
    with store.reading() as connection:
        assert connection.connection.driver_connection is not first
        assert connection.execute(text("SELECT count(*) FROM organization")).scalar() == 0
