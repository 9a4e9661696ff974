"""The order that makes a file old or new: content synced, then renamed, then the folder synced."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.durable_files import make_folder, publish_new_file, replace_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the system was asked for; every call really happens."""
    made: list[str] = []
    sync, replace, link = os.fsync, os.replace, os.link

    def fsync(descriptor: int) -> None:
        made.append("sync folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "sync file")  # noqa: PTH112
        sync(descriptor)

    def moved(source: Path, target: Path) -> None:
        made.append("move")
        replace(source, target)

    def linked(source: Path, target: Path) -> None:
        made.append("move")
        link(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", moved)
    monkeypatch.setattr(os, "link", linked)
    return made


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_content_is_synced_before_the_move_and_the_folder_after(tmp_path: Path, calls: list[str]) -> None:
    replace_file(tmp_path / "a", b"isi")
    publish_new_file(tmp_path / "b", lambda stream: stream.write(b"isi"))
    assert calls == ["sync file", "move", "sync folder"] * 2
    assert (tmp_path / "b").read_bytes() == b"isi"


def test_a_file_that_is_there_is_not_published_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lama")
    with pytest.raises(FileExistsError):
        publish_new_file(tmp_path / "a", b"baru")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"lama"}


def test_sticks_without_hard_links_still_never_replace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "FAT has no links")

    monkeypatch.setattr(os, "link", refuse)
    publish_new_file(tmp_path / "a", b"lama")
    with pytest.raises(FileExistsError):
        publish_new_file(tmp_path / "a", b"baru")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"lama"}


def test_a_failing_writer_leaves_the_old_file_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lama")
    with pytest.raises(ZeroDivisionError):
        replace_file(tmp_path / "a", lambda stream: stream.write(b"x" * 100_000) / 0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"lama"}


KILL = """
import os, sys
from pathlib import Path
from db.durable_files import replace_file
left, target = int(sys.argv[2]), Path(sys.argv[1])
def count(event, arguments):
    global left
    if event in ("os.rename", "os.remove") or (event == "open" and str(target.parent) in str(arguments[0])):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(count)
replace_file(target, b"baru" * 1000)
"""


def test_killed_anywhere_the_file_is_old_or_new(tmp_path: Path) -> None:
    outcomes = []
    for point in range(6):
        target = tmp_path / str(point) / "a"
        make_folder(target.parent)
        target.write_bytes(b"lama")
        arguments = [sys.executable, "-c", KILL, str(target), str(point)]
        ended = subprocess.run(arguments, cwd=ROOT, check=False).returncode
        outcomes.append((ended, target.read_bytes()[:4]))
    assert {content for _, content in outcomes} == {b"lama", b"baru"}
    assert outcomes[0] == (9, b"lama")
    assert outcomes[-1] == (0, b"baru")
