"""Starts desks under the shim and looks at what they left: told letters kept, numbers whole, the file whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.config import Access
from desktop_app.services import access, data_folder
from tests.services.rival import register

COUNT, KILL, TEAR, FULL_ONCE, FULL_ALWAYS, IO_ONCE, TRACE = range(1, 8)
HERE = Path(__file__).parent
LETTERS = 3


@dataclass
class Told:
    """What a desk said before its end."""

    letters: list[str] = field(default_factory=list)
    retried: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    count: int | None = None


class Desks:
    """One mother process with the libraries loaded; a child for each fault."""

    def __init__(self, shim: Path) -> None:
        kept = {**os.environ, "LD_PRELOAD": str(shim)}
        words = [sys.executable, str(HERE / "desk.py")]
        self._mother = subprocess.Popen(
            words, env=kept, cwd=HERE.parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self._mother.stdout is not None
        line = self._mother.stdout.readline()
        if not line:
            raise AssertionError("the mother of the desks died")
        return line.rstrip("\n")

    def run(self, mode: int, at: int, here: Access, run: str, trace: Path | None = None, *, how: str = "save") -> Told:
        """Let a desk save its letters (or only open the folder) under a fault."""
        assert self._mother.stdin is not None
        words = [str(mode), str(at), str(here.data_dir), str(here.key_file), run, str(trace or ""), how]
        self._mother.stdin.write("\t".join(words) + "\n")
        self._mother.stdin.flush()
        told = Told()
        while (line := self._line()) != "dead":
            kind, _, rest = line.partition(" ")
            if kind == "told":
                told.letters.append(rest)
            elif kind == "retried":
                told.retried.append(rest)
            elif kind == "error":
                told.errors.append(rest)
            elif kind == "count":
                told.count = int(rest)
        return told

    def close(self) -> None:
        """End the mother."""
        assert self._mother.stdin is not None and self._mother.stdout is not None
        self._mother.stdin.close()
        self._mother.wait(timeout=20)
        self._mother.stdout.close()


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled here; skipped where there is no Linux or no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(HERE / "shim.c"), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def desks(shim: Path) -> Iterator[Desks]:
    """The mother of all desks of a module."""
    made = Desks(shim)
    yield made
    made.close()


def fresh(ready: Access, folder: Path) -> Access:
    """The ready office anew, without its backups."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ready.data_dir, folder, ignore=shutil.ignore_patterns("cadangan", "log"))
    return Access(folder, ready.key_file)


def look(here: Access, told: list[str]) -> int:
    """The file is whole, every told letter is there, numbers have no gap; how many letters there are."""
    office = data_folder.open_office(here)
    try:
        assert data_folder.verify(office).problems == ()
        with office.store.reading() as connection:
            numbers = [row[0] for row in connection.exec_driver_sql("SELECT agenda_number FROM request ORDER BY 1")]
    finally:
        office.store.close()
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(one.split("/")[0]) for one in told} <= set(numbers)
    return len(numbers)


def resume(here: Access, run: str) -> None:
    """The clerk presses Simpan again for all three: each letter is there exactly once."""
    office = data_folder.open_office(here)
    try:
        actor = access.actor_for(office, "wulan")
        again = [register(office, actor, f"{run}-{one}", one) for one in range(LETTERS)]
    finally:
        office.store.close()
    assert len(set(again)) == LETTERS
    assert look(here, again) == LETTERS
