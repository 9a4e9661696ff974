"""Data of every released schema are kept for ever and brought up: wholly, or not at all (R15, fault 12).

``tests/db/released/0001.zip`` is a demonstration office as the program of that schema left it.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from db import schema
from db.engine import connect
from db.keys import open_key
from desktop_app.config import Access
from desktop_app.office_time import SystemClock
from desktop_app.queries import archive_list
from desktop_app.services import data_folder
from tests.faults.under_faults import COUNT, FULL_ONCE, KILL, Desks, desks, shim

__all__ = ["desks", "shim"]
RELEASED = Path(__file__).resolve().parents[1] / "db" / "released"
VERSIONS = sorted(file.stem for file in RELEASED.glob("*.zip"))
FEW = 3


def unpacked(version: str, folder: Path) -> Access:
    """The office of that day."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(RELEASED / f"{version}.zip") as archive:
        archive.extractall(folder)
    return Access(folder / "data", folder / "key")


def facts(here: Access) -> tuple[str, dict[str, int]]:
    """The schema and the rows of every table, without opening it as the program does."""
    raw = connect(here.data_dir / "loket.db", open_key(here.data_dir, key_file=here.key_file), read_only=True)
    version = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")]
    counts = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    raw.close()
    return version, counts


@pytest.mark.parametrize("version", VERSIONS)
def test_data_of_a_released_schema_are_brought_up(version: str, tmp_path: Path) -> None:
    """A verified backup first; every row is there; the check is green; the lists answer."""
    here = unpacked(version, tmp_path / "office")
    before = facts(here)
    office = data_folder.open_office(here)
    assert len(list((here.data_dir / data_folder.BACKUPS).glob("*.loket"))) == 1
    assert data_folder.verify(office).problems == ()
    with office.store.reading() as connection:
        assert schema.current_version(connection) == schema.HEAD
        rows = archive_list.archive_rows(connection, SystemClock().now()).rows
    data_folder.close(office)
    assert len(rows) == before[1]["request"]
    after = facts(here)[1]
    assert {name: after[name] for name in before[1]} == before[1]


def sweep(desks: Desks, version: str, folder: Path, mode: int, *, every: bool) -> None:
    """A fault at changes of the disk while the data are brought up: old or new, never between."""
    told = desks.run(COUNT, 0, unpacked(version, folder), "run", how="open")
    assert told.count is not None and told.count > 100
    old = facts(unpacked(version, folder))
    points = range(1, told.count + 1) if every else range(told.count // 8, told.count, told.count // FEW)
    for at in points:
        here = unpacked(version, folder)
        desks.run(mode, at, here, "run", how="open")
        office = data_folder.open_office(here)
        assert data_folder.verify(office).problems == (), at
        office.store.close()
        counts = facts(here)[1]
        assert {name: counts[name] for name in old[1]} == old[1], at


@pytest.mark.parametrize("mode", [KILL, FULL_ONCE], ids=["killed", "full"])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_fault_at_some_points_of_the_upgrade(desks: Desks, version: str, tmp_path: Path, mode: int) -> None:
    """R15, reduced."""
    sweep(desks, version, tmp_path / "office", mode, every=False)


@pytest.mark.full
@pytest.mark.parametrize("mode", [KILL, FULL_ONCE], ids=["killed", "full"])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_fault_at_every_point_of_the_upgrade(desks: Desks, version: str, tmp_path: Path, mode: int) -> None:
    """R15."""
    sweep(desks, version, tmp_path / "office", mode, every=True)
