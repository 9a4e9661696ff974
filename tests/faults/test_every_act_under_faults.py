"""Every act of the workflow on a full disk and behind another lock: a sentence, nothing half saved, then saved (R14).

The faults are real: the database may not grow by a page, and another connection holds the write lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from db.engine import connect
from desktop_app.commands import catalogue
from desktop_app.errors import Busy, DiskFull
from desktop_app.services import data_folder
from desktop_app.services.use_case import Act, Result
from tests.office_fixtures import House
from tests.services.deeds import DEEDS, Deed
from tests.services.test_every_act import rows

NAMES = sorted(DEEDS)
FEW = NAMES[::14]


@contextmanager
def full_disk(house: House) -> Iterator[None]:
    """Not one page more."""
    with house.office.store._writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        with house.office.store._writer.connect() as connection:
            again: Any = connection.connection.driver_connection
            again.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def held_lock(house: House) -> Iterator[None]:
    """Another process is saving and does not come to an end."""
    store = house.office.store
    with store._writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA busy_timeout = 30")
    other = connect(store.path, store.data_key)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def run(house: House, name: str, deed: Deed, key: str) -> Result[Any]:
    """The act with its key."""
    act = Act(actor=house.actors[deed.handle], **{**deed.envelope, "key": key})
    return catalogue.find(name)(house.office, act, **deed.fields)


def survives(house: House, folder: Path, name: str) -> None:
    """Refused with a sentence and without a trace, then saved by the same key."""
    deed = DEEDS[name](house, folder)
    house.clock.advance(minutes=2)
    before = rows(house)
    key = "00000000-0000-4000-8000-0000000000f1"
    with held_lock(house), pytest.raises(Busy, match="jendela lain"):
        run(house, name, deed, key)
    assert rows(house) == before
    with full_disk(house):
        try:
            run(house, name, deed, key)
            grew = False
        except DiskFull as refusal:
            grew = True
            assert "BELUM tersimpan" in refusal.sentence
    if grew:
        assert rows(house) == before
    assert run(house, name, deed, key).replayed is not grew
    assert data_folder.verify(house.office).problems == ()


@pytest.mark.parametrize("name", FEW)
def test_some_acts_survive(house: House, tmp_path: Path, name: str) -> None:
    """R14, reduced."""
    survives(house, tmp_path, name)


@pytest.mark.full
@pytest.mark.parametrize("name", NAMES)
def test_every_act_survives(house: House, tmp_path: Path, name: str) -> None:
    """R14 at the service: busy and full for every act."""
    survives(house, tmp_path, name)
