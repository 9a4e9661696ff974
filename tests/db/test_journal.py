"""The journal as a chain of its own: images there and back, seals, links, and what it knows of later changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import journal, tables
from db.journal import Anchor, Entry
from db.key_sealing import SubjectCipher
from db.store import Store
from db.tables_office import agenda_book, organization
from db.tables_requests import person, request

MOMENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh file."""
    made = Store(tmp_path, os.urandom(32))
    made.prepare()
    yield made
    made.close()


def entry(key: str, **more: Any) -> Entry:
    """What an act says of itself."""
    values: dict[str, Any] = {
        "client_key": key,
        "action": "test",
        "actor_id": None,
        "actor_name": "penguji",
        "actor_role": "ADMINISTRATOR",
        "occurred_at": MOMENT,
        "recorded_at": MOMENT,
    }
    return Entry(**{**values, **more})


def act(store: Store, key: str, name: str, row: int | None = None) -> tuple[Anchor, int]:
    """Add or rename an organization as one act."""
    with store.writing() as unit:
        if row is None:
            row = unit.insert(organization, name=name, search_name=name, kind="other")
        else:
            unit.update(organization, row, name=name)
        return unit.finish(entry(key)), row


def test_an_empty_journal_has_the_first_anchor(store: Store) -> None:
    """Sequence 0, all zeros, nothing to find."""
    with store.reading() as connection:
        assert journal.newest(connection) == Anchor(0, journal.GENESIS)
        assert journal.find(connection, "x") is None
        assert journal.verify_chain(connection).entries == 0
        assert journal.verify_replay(connection) == []
        assert journal.changes_since(connection, 0) == (0, frozenset())


def test_entries_are_links_of_one_chain(store: Store) -> None:
    """Each carries the hash before it; the anchor is short on paper."""
    first, row = act(store, "a", "satu")
    second, _ = act(store, "b", "dua", row)
    with store.reading() as connection:
        assert journal.newest(connection) == second
        rows = connection.exec_driver_sql("SELECT seq, prev_hash, hash FROM journal ORDER BY seq").all()
        assert [tuple(one) for one in rows] == [
            (1, journal.GENESIS, first.hash),
            (2, first.hash, second.hash),
        ]
        assert journal.verify_chain(connection, (first, second)).problems == []
    assert str(second) == f"2-{second.hash[:12]}"


def test_images_hold_what_changed_and_nothing_else(store: Store) -> None:
    """A new row whole, a changed one by its columns, before and after."""
    _, row = act(store, "a", "satu")
    second, _ = act(store, "b", "dua", row)
    with store.reading() as connection:
        new = journal.changes_of(connection, 1)[0]
        changed = journal.changes_of(connection, second.seq)[0]
    assert new.before is None and set(new.after) == set(organization.c.keys())
    assert (changed.before, changed.after) == ({"name": "satu"}, {"name": "dua"})


def test_later_changes_are_known(store: Store) -> None:
    """What undo asks, and what another window asks."""
    _, row = act(store, "a", "satu")
    act(store, "b", "dua", row)
    with store.reading() as connection:
        assert journal.touched_after(connection, 1, "organization", row)
        assert not journal.touched_after(connection, 2, "organization", row)
        assert journal.changes_since(connection, 1) == (2, frozenset({("organization", row)}))


def test_a_client_key_is_unique_in_the_file_itself(store: Store) -> None:
    """Two entries under one key cannot be written, whoever tries."""
    from db.faults import GuardRefused

    act(store, "a", "satu")
    with pytest.raises(GuardRefused):
        act(store, "a", "dua")


def test_bytes_never_stand_in_the_journal() -> None:
    """A key in an image would be a key lost."""
    with pytest.raises(TypeError):
        journal.image_value(b"secret")


@given(st.datetimes(timezones=st.just(UTC)))
def test_moments_come_back_as_they_were(value: datetime) -> None:
    """Images are lossless."""
    assert journal.column_value(request, "received_at", journal.image_value(value)) == value


@given(st.dates(), st.text(max_size=40), st.integers(), st.booleans())
def test_other_values_come_back_as_they_were(day: date, words: str, number: int, flag: bool) -> None:
    """Days, texts, numbers and flags."""
    assert journal.column_value(request, "letter_date", journal.image_value(day)) == day
    assert journal.column_value(request, "subject", journal.image_value(words)) == words
    assert journal.column_value(request, "agenda_number", journal.image_value(number)) == number
    assert journal.column_value(person, "brings_laptop", journal.image_value(flag)) == flag
    assert journal.column_value(agenda_book, "closed_at", None) is None


@given(st.text(min_size=1, max_size=60))
def test_sealed_fields_open_only_with_their_key_and_place(words: str) -> None:
    """The seal is bound to table, row and column; without the key the field is left out."""
    key = SubjectCipher.new_subject_key()
    sealed = journal.seal_image(person, 7, {"full_name": words, "user_group": "PPK"}, key)
    assert sealed["user_group"] == "PPK" and set(sealed["full_name"]) == {"sealed"}
    assert journal.open_image(person, 7, sealed, key)["full_name"] == words
    assert "full_name" not in journal.open_image(person, 7, sealed, None)
    with pytest.raises(Exception, match="open"):
        journal.open_image(person, 8, sealed, key)


def test_personal_columns_are_where_people_are() -> None:
    """Whatever names a person is sealed; secrets of officers stand in no image."""
    sealed = {
        (table.name, column.name)
        for table in tables.journaled()
        for column in table.columns
        if journal.is_sealed_column(table, column.name)
    }
    assert {("person", "full_name"), ("person", "nip"), ("person", "mobile"), ("request", "contact_phone")} <= sealed
    assert "pin_hash" not in journal.journal_columns(tables.by_name("officer"))
    for table, _ in sealed:
        assert "subject_key_id" in tables.by_name(table).c, table
