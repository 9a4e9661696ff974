"""Killed, torn, full or failing at the N-th change of the disk while three letters are saved (R2, R4).

Every N with ``--full``; a few spread ones else. Nothing told is lost, nothing is there twice, a retry succeeds.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.config import Access
from tests.faults.under_faults import (
    COUNT,
    FULL_ALWAYS,
    FULL_ONCE,
    IO_ONCE,
    KILL,
    TEAR,
    Desks,
    desks,
    fresh,
    look,
    resume,
    shim,
)

__all__ = ["desks", "shim"]
FEW = 3
ENDS = {"kill": KILL, "torn": TEAR}
ERRORS = {"full once": FULL_ONCE, "full": FULL_ALWAYS, "bad sector": IO_ONCE}


def points(desks: Desks, ready: Access, folder: Path, every: bool) -> range:
    """Which changes to hit: all of a whole session, or a few."""
    told = desks.run(COUNT, 0, fresh(ready, folder), "count")
    assert told.count is not None and told.count > 30, "the shim sees the disk"
    return range(1, told.count + 1) if every else range(3, told.count, told.count // FEW)


def ends(desks: Desks, ready: Access, folder: Path, mode: int, every: bool) -> None:
    """A sudden end at each point."""
    for at in points(desks, ready, folder, every):
        here = fresh(ready, folder)
        told = desks.run(mode, at, here, "run")
        assert look(here, told.letters) - len(told.letters) <= 1, "at most one was saved and not yet told"
        resume(here, "run")


def errors(desks: Desks, ready: Access, folder: Path, mode: int, every: bool) -> None:
    """A refusal of the disk at each point: a sentence, and the retry saves it."""
    for at in points(desks, ready, folder, every):
        here = fresh(ready, folder)
        told = desks.run(mode, at, here, "run")
        assert told.count is not None, f"the desk died at {at}"
        assert all(sentence.endswith(".") for sentence in told.errors)
        assert len(told.letters) + len(told.retried) == 3
        assert look(here, told.letters + told.retried) == 3
        if mode != FULL_ALWAYS:
            assert len(told.retried) <= 1


@pytest.mark.parametrize("mode", ENDS.values(), ids=ENDS.keys())
def test_a_sudden_end_at_some_points(desks: Desks, ready_folder: Access, tmp_path: Path, mode: int) -> None:
    """R2, reduced."""
    ends(desks, ready_folder, tmp_path / "data", mode, every=False)


@pytest.mark.parametrize("mode", ERRORS.values(), ids=ERRORS.keys())
def test_the_disk_refuses_at_some_points(desks: Desks, ready_folder: Access, tmp_path: Path, mode: int) -> None:
    """R4, reduced."""
    errors(desks, ready_folder, tmp_path / "data", mode, every=False)


@pytest.mark.full
@pytest.mark.parametrize("mode", ENDS.values(), ids=ENDS.keys())
def test_a_sudden_end_at_every_point(desks: Desks, ready_folder: Access, tmp_path: Path, mode: int) -> None:
    """R2: kill, and torn write and kill, at every change."""
    ends(desks, ready_folder, tmp_path / "data", mode, every=True)


@pytest.mark.full
@pytest.mark.parametrize("mode", ERRORS.values(), ids=ERRORS.keys())
def test_the_disk_refuses_at_every_point(desks: Desks, ready_folder: Access, tmp_path: Path, mode: int) -> None:
    """R4: full once and for ever, a bad sector, at every change."""
    errors(desks, ready_folder, tmp_path / "data", mode, every=True)
