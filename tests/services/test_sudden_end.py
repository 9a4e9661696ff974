"""A desk killed while saving: what was told is there, what is there is whole, and the number goes on (fault 2)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from db import journal
from desktop_app.config import Access
from desktop_app.errors import DiskFull
from desktop_app.services import data_folder
from desktop_app.services.use_case import Office
from tests.office_fixtures import House
from tests.services.rival import register
from tests.services.test_seats_and_races import RIVAL


def kill_while_saving(mother: subprocess.Popen[str], seconds: float, run: int) -> list[str]:
    """Let a desk save letters, kill it without warning, and give the numbers it had told."""
    assert mother.stdout is not None and mother.stdin is not None
    mother.stdin.write(f"run{run}\n")
    mother.stdin.flush()
    child = int(mother.stdout.readline().removeprefix("child "))
    told = [mother.stdout.readline().strip()]
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while told[-1] != "dead":
        told.append(mother.stdout.readline().strip())
    return told[:-1]


def survives(here: Access, runs: int) -> None:
    """Kill ``runs`` desks at random moments; everything told is kept, everything kept is whole."""
    dice = Random(7)
    everything: list[str] = []
    words = [sys.executable, str(RIVAL), str(here.data_dir), str(here.key_file), "mother", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as mother:
        assert mother.stdout is not None and mother.stdout.readline() == "ready\n"
        for run in range(runs):
            everything += kill_while_saving(mother, dice.uniform(0, 0.12), run)
    office = data_folder.open_office(here)
    with office.store.reading() as connection:
        numbers = [row[0] for row in connection.exec_driver_sql("SELECT agenda_number FROM request ORDER BY 1")]
    assert {int(one.split("/")[0]) for one in everything} <= set(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(everything) == len(set(everything))
    assert len(numbers) - len(everything) <= runs, "at most one letter a death was saved but not yet told"
    assert data_folder.verify(office).problems == ()
    office.store.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of Linux")
def test_ten_deaths_lose_nothing_that_was_told(ready_copy: Access) -> None:
    """Ten random moments; a thousand with --full."""
    survives(ready_copy, 10)


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="signals of Linux")
def test_a_thousand_deaths_lose_nothing_that_was_told(ready_copy: Access) -> None:
    """RELIABILITY fault 2."""
    survives(ready_copy, 1000)


def test_the_retry_after_a_lost_answer_makes_no_second_letter(house: House) -> None:
    """Committed but never told: the same key gives the same number (RELIABILITY 0.4)."""
    actor = house.actors["wulan"]
    first = register(house.office, actor, "once", 1)
    second = data_folder.open_office(house.access, house.clock)
    assert register(second, actor, "once", 1) == first
    second.store.close()


def _mount(folder: Path, size: str) -> str:
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        return "needs root to mount a small disk"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    return made.stderr.decode().strip()


def test_a_full_disk_is_told_and_the_desk_goes_on_when_there_is_room(ready_copy: Access, tmp_path: Path) -> None:
    """ "Disk penuh", nothing half saved, no number lost, and the retry works in the same session (fault 3)."""
    small = tmp_path / "small"
    problem = _mount(small, "1600k")
    if problem:
        pytest.skip(problem)
    try:
        _fill_and_go_on(ready_copy, small)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def _fill_and_go_on(here: Access, small: Path) -> None:
    import shutil

    shutil.copytree(here.data_dir, small / "data")
    ballast = small / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    office = data_folder.open_office(Access(small / "data", here.key_file))
    from desktop_app.services import access

    actor = access.actor_for(office, "wulan")
    saved, refusal = _until_full(office, actor)
    assert "BELUM tersimpan" in refusal.sentence and refusal.exit_code == 7
    with office.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM request").scalar()
        assert kept == saved and journal.verify_chain(connection).problems == []
    ballast.unlink()
    assert register(office, actor, f"key-{saved}", saved) == f"{saved + 1}/2026"
    assert data_folder.verify(office).problems == ()
    office.store.close()


def _until_full(office: Office, actor: object) -> tuple[int, DiskFull]:
    for one in range(3000):
        try:
            register(office, actor, f"key-{one}", one)  # type: ignore[arg-type]
        except DiskFull as refusal:
            return one, refusal
    raise AssertionError("the small disk never filled up")
