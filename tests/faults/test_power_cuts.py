"""The plug is pulled: what was not synced is kept, dropped or mixed sector by sector (RELIABILITY.md 0.1, R3).

One trace of a desk that saves three letters is replayed to a random moment; of each file the sectors written since its
last sync survive by chance. A careless setting must lose letters here, else the test would prove nothing.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from desktop_app.config import Access
from desktop_app.errors import LoketError
from desktop_app.services import data_folder
from tests.faults.under_faults import TRACE, Desks, desks, fresh, look, shim

__all__ = ["desks", "shim"]
SECTOR = 512
CHANCES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass
class Op:
    """One change of the disk, or the moment a letter was told."""

    kind: str
    name: str
    offset: int
    data: bytes


@dataclass
class File:
    """What is on the medium for certain, and the sectors that may be."""

    safe: bytearray = field(default_factory=bytearray)
    loose: dict[int, bytes] = field(default_factory=dict)
    now: bytearray = field(default_factory=bytearray)

    def write(self, offset: int, data: bytes) -> None:
        """Into the cache."""
        if len(self.now) < offset + len(data):
            self.now.extend(bytes(offset + len(data) - len(self.now)))
        self.now[offset : offset + len(data)] = data
        for sector in range(offset // SECTOR, (offset + len(data) - 1) // SECTOR + 1):
            self.loose[sector] = bytes(self.now[sector * SECTOR : (sector + 1) * SECTOR])

    def sync(self) -> None:
        """Onto the medium."""
        self.safe, self.loose = bytearray(self.now), {}

    def cut(self, size: int) -> None:
        """Truncated; the shorter length is taken as safe, as file systems order it with the next sync."""
        del self.now[size:]
        self.loose = {at: data for at, data in self.loose.items() if at * SECTOR < size}

    def after_the_cut(self, dice: Random, chance: float) -> bytes:
        """What the medium holds: each loose sector by chance."""
        found = bytearray(self.safe)
        for sector, data in self.loose.items():
            if dice.random() < chance:
                end = sector * SECTOR + len(data)
                if len(found) < end:
                    found.extend(bytes(end - len(found)))
                found[sector * SECTOR : end] = data
        return bytes(found)


def read_trace(file: Path) -> list[Op]:
    """The trace of the shim."""
    raw, at, found = file.read_bytes(), 0, []
    while at < len(raw):
        end = raw.index(b"\n", at)
        kind, name, offset, size = raw[at:end].decode().split("\t")
        at = end + 1
        found.append(Op(kind, name, int(offset), raw[at : at + int(size)]))
        at += int(size)
    return found


class Disk:
    """The data folder as the medium would hold it."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, File] = {}
        for path in folder.rglob("*"):
            if path.is_file():
                data = bytearray(path.read_bytes())
                self.files[path.relative_to(folder).as_posix()] = File(data, {}, bytearray(data))

    def do(self, op: Op) -> None:
        """One change."""
        if op.kind == "create":
            self.files.setdefault(op.name, File())
        elif op.kind == "write":
            self.files.setdefault(op.name, File()).write(op.offset, op.data)
        elif op.kind == "sync" and op.name in self.files:
            self.files[op.name].sync()
        elif op.kind == "truncate" and op.name in self.files:
            self.files[op.name].cut(op.offset)
        elif op.kind == "rename" and op.name in self.files:
            self.files[op.data.decode()] = self.files.pop(op.name)
        elif op.kind == "unlink":
            self.files.pop(op.name, None)

    def lay_down(self, folder: Path, dice: Random, chance: float) -> None:
        """Write the folder as it is found after the cut; the shared memory of the log does not survive."""
        shutil.rmtree(folder, ignore_errors=True)
        for name, file in self.files.items():
            if name.endswith("-shm"):
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.after_the_cut(dice, chance))


@dataclass
class Outcome:
    """How many cuts lost a told letter, and how many left a file that does not open whole."""

    lost: int = 0
    broken: int = 0


def pull(desks: Desks, ready: Access, folder: Path, cuts: int, *, careless: bool) -> Outcome:
    """Pull the plug ``cuts`` times."""
    here, trace = fresh(ready, folder / "data"), folder / "trace.bin"
    untouched = fresh(ready, folder / "untouched")
    told = desks.run(TRACE, 0, here, "run", trace, how="careless" if careless else "save")
    assert len(told.letters) == 3
    ops = read_trace(trace)
    outcome, dice = Outcome(), Random(20)
    for cut in range(cuts):
        disk, until = Disk(untouched.data_dir), dice.randrange(len(ops) + 1)
        known: list[str] = []
        for op in ops[:until]:
            disk.do(op)
            if op.kind == "told":
                known.append(op.name)
        after = Access(folder / "after", ready.key_file)
        disk.lay_down(after.data_dir, dice, CHANCES[cut % len(CHANCES)])
        judge(after, known, outcome)
    return outcome


def judge(after: Access, known: list[str], outcome: Outcome) -> None:
    """Open what is left."""
    try:
        look(after, known)
    except LoketError:
        outcome.broken += 1
    except AssertionError:
        office = data_folder.open_office(after)
        whole = data_folder.verify(office).problems == ()
        office.store.close()
        outcome.lost += whole
        outcome.broken += not whole


def test_some_cuts_lose_nothing(desks: Desks, ready_folder: Access, tmp_path: Path) -> None:
    """R3, reduced."""
    assert pull(desks, ready_folder, tmp_path, 25, careless=False) == Outcome(0, 0)


def test_the_careless_setting_loses_letters(desks: Desks, ready_folder: Access, tmp_path: Path) -> None:
    """The teeth: synchronous=NORMAL, as the blogs have it."""
    outcome = pull(desks, ready_folder, tmp_path, 25, careless=True)
    assert outcome.lost > 0 and outcome.broken == 0


@pytest.mark.full
def test_two_thousand_cuts_lose_nothing(desks: Desks, ready_folder: Access, tmp_path: Path) -> None:
    """R3."""
    assert pull(desks, ready_folder, tmp_path, 2000, careless=False) == Outcome(0, 0)
