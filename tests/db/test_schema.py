"""Schema versions: made in one transaction or not at all, never past the future, never by cascade."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import Connection, text

from db import schema
from db.engine import connect
from db.faults import StoreDamaged, StoreTooNew
from db.store import Store
from db.tables import metadata

KEY = os.urandom(32)


def tables_in(store: Store) -> set[str]:
    """Names of the tables in the file."""
    with store.reading() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return set(found.scalars())


def test_an_empty_file_has_no_version_and_needs_all(tmp_path: Path) -> None:
    """Then it has HEAD, and foreign keys are on again."""
    store = Store(tmp_path, KEY)
    with store.reading() as connection:
        assert schema.current_version(connection) is None
        assert schema.needs_upgrade(connection)
    store.prepare()
    with store.reading() as connection:
        assert schema.current_version(connection) == schema.HEAD == schema.KNOWN[-1]
        assert not schema.needs_upgrade(connection)
    with store.writing() as unit:
        assert unit.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert set(metadata.tables) <= tables_in(store)
    store.close()


def test_a_migration_that_breaks_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails after every table was made: nothing of it stays (RELIABILITY 0.13)."""

    def finds_fault(connection: Connection, before: dict[str, int]) -> None:
        assert schema._row_counts(connection), "the tables were there"
        raise StoreDamaged("rows lost")

    monkeypatch.setattr(schema, "_check", finds_fault)
    store = Store(tmp_path, KEY)
    with pytest.raises(StoreDamaged):
        store.prepare()
    assert tables_in(store) == set()
    monkeypatch.undo()
    assert store.prepare() is True
    store.close()


def test_a_schema_from_the_future_is_refused(tmp_path: Path) -> None:
    """By name, before anything is written."""
    store = Store(tmp_path, KEY)
    store.prepare()
    raw = connect(store.path, KEY)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreTooNew) as caught:
        store.prepare()
    assert caught.value.found == "9999"
    store.close()


def test_lost_rows_and_broken_keys_stop_a_migration(tmp_path: Path) -> None:
    """What the check after a migration looks for."""
    store = Store(tmp_path, KEY)
    store.prepare()
    with store.writing() as unit:
        counts = schema._row_counts(unit.connection)
        schema._check(unit.connection, counts)
        with pytest.raises(StoreDamaged, match="rows lost in organization"):
            schema._check(unit.connection, {**counts, "organization": 1})
    raw = connect(store.path, KEY)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("INSERT INTO trainer_topic (officer_id, topic_id) VALUES (77, 77)")
    raw.close()
    with store.writing() as unit, pytest.raises(StoreDamaged, match="foreign key"):
        schema._check(unit.connection, schema._row_counts(unit.connection))
    store.close()


def test_nothing_is_deleted_by_cascade() -> None:
    """No foreign key says what to do on delete."""
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            assert key.ondelete is None, f"{table.name}.{key.parent.name}"


def test_letters_of_the_first_schema_stay_with_their_guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """0002 rebuilds the book of outgoing letters: rows stay, none can be deleted, 7 and 7.a stand side by side."""
    from alembic import command

    def only_first(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    store = Store(tmp_path, KEY)
    whole = schema._run
    monkeypatch.setattr(schema, "_run", only_first)
    store.prepare()
    raw = connect(store.path, KEY)
    raw.execute("INSERT INTO subject_key (id, created_at) VALUES (1, '2026-01-05')")
    columns = "year, number, full_number, kind, subject_key_id, addressee, subject, letter_date"
    letter = "2026, 7, '800/7', 'undangan', 1, 'Kadis', 'Jadwal', '2026-01-05'"
    raw.execute(f"INSERT INTO outgoing_letter ({columns}) VALUES ({letter})")
    monkeypatch.setattr(schema, "_run", whole)
    assert store.prepare() is True
    assert raw.execute("SELECT number, suffix, full_number FROM outgoing_letter").fetchall() == [(7, "", "800/7")]
    raw.execute(f"INSERT INTO outgoing_letter ({columns}, suffix) VALUES ({letter}, 'a')")
    for refused in (
        "DELETE FROM outgoing_letter",
        f"INSERT INTO outgoing_letter ({columns}, suffix) VALUES ({letter}, 'a')",
    ):
        with pytest.raises(Exception, match=r"tidak ada yang dihapus|UNIQUE"):
            raw.execute(refused)
    raw.close()
    store.close()
