"""The catalogue, the first migration and the workflow say the same: names and states are literal in the migration."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import inspect

from db import tables, triggers
from db.migrations import versions
from db.migrations.versions import v0001_first
from db.schema import HEAD, KNOWN
from db.store import Store
from db.tables_requests import REQUEST_STATES
from db.tables_schedule import SESSION_STATES
from desktop_app.sop.states import RequestState, SessionState


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(Path(tmp_path_factory.mktemp("catalogue")), os.urandom(32))
    made.prepare()
    return made


def test_states_of_the_tables_are_those_of_the_workflow() -> None:
    assert set(REQUEST_STATES) == {state.value for state in RequestState}
    assert set(SESSION_STATES) == {state.value for state in SessionState}


def test_states_of_the_migration_are_those_of_the_tables() -> None:
    assert ", ".join(f"'{state}'" for state in REQUEST_STATES) == v0001_first.REQUEST_STATES


def test_guards_of_the_migration_are_those_of_the_storage_layer() -> None:
    wanted = {" ".join(text.split()) for text in (*triggers.SEAT_GUARDS, *triggers.APPEND_ONLY_GUARDS)}
    assert {" ".join(text.split()) for text in v0001_first.GUARDS} == wanted
    found = [import_module(f"{versions.__name__}.{one.name}") for one in pkgutil.iter_modules(versions.__path__)]
    named = {table for one in found for table in getattr(one, "NEVER_DELETED", ())}
    assert named == {table.name for table in tables.journaled()}


def test_the_known_schemas_are_the_migrations_in_their_order() -> None:
    found = [import_module(f"{versions.__name__}.{one.name}") for one in pkgutil.iter_modules(versions.__path__)]
    before: dict[str | None, str] = {one.down_revision: one.revision for one in found}
    chain: list[str] = []
    while (chain[-1] if chain else None) in before:
        chain.append(before[chain[-1] if chain else None])
    assert tuple(chain) == KNOWN
    assert KNOWN[-1] == HEAD and len(chain) == len(found)


def test_the_migrated_file_has_every_table_and_column_of_the_catalogue(store: Store) -> None:
    with store.reading() as connection:
        found = inspect(connection)
        for table in tables.metadata.sorted_tables:
            assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}


def test_every_journaled_table_has_its_guard_against_deletion(store: Store) -> None:
    with store.reading() as connection:
        names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars())
    assert {f"{table.name}_no_delete" for table in tables.journaled()} <= names
    assert {"seat_within_quota_on_insert", "seat_within_quota_on_update", "session_quota_not_below_taken"} <= names
