"""An export leaves the old file or the new one, whatever fails (RELIABILITY 13, 21, R10)."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from desktop_app.documents.export_file import write_atomically
from desktop_app.errors import DiskFull, EnvironmentFault, UserError


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "agenda.xlsx"
    path.write_bytes(b"lama")
    return path


def no_wait(_: float) -> None:
    """Stand in for sleep."""


def test_new_content_replaces_the_old(target: Path) -> None:
    result = write_atomically(target, b"baru")
    assert (result.path, result.notice) == (target, "")
    assert target.read_bytes() == b"baru"

    def writer(file: BinaryIO) -> None:
        file.write(b"dari fungsi")

    write_atomically(target, writer)
    assert target.read_bytes() == b"dari fungsi"
    assert os.listdir(target.parent) == [target.name]  # noqa: PTH208


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("point", ["write", "fsync", "replace"])
def test_a_fault_at_any_point_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, point: str, number: int
) -> None:
    def fail(*_: Any) -> Any:
        raise OSError(number, os.strerror(number))

    content: Any = b"baru"
    if point == "write":
        content = fail
    elif point == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DiskFull if number == errno.ENOSPC else EnvironmentFault) as caught:
        write_atomically(target, content, sleep=no_wait)
    assert "BELUM tersimpan" in str(caught.value)
    assert target.read_bytes() == b"lama"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_open_in_excel_is_tried_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = Path.replace, [3]

    def held(self: Path, other: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "held", str(other))
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held)
    assert write_atomically(target, b"baru", sleep=no_wait).path == target
    assert target.read_bytes() == b"baru"


def test_a_file_held_for_long_gets_a_new_name_and_a_word(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.with_name("agenda (2).xlsx").write_bytes(b"lain")
    real = Path.replace
    waited: list[float] = []

    def held(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "held", str(other))
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held)
    result = write_atomically(target, b"baru", sleep=waited.append)
    assert result.path.name == "agenda (3).xlsx"
    assert "agenda (3).xlsx" in result.notice
    assert sum(waited) == pytest.approx(2.0)
    assert result.path.read_bytes() == b"baru"
    assert target.read_bytes() == b"lama"


def test_bad_places_are_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError):
        write_atomically(tmp_path / "tidak-ada" / "a.pdf", b"")
    with pytest.raises(UserError):
        write_atomically(tmp_path, b"")
    with pytest.raises(UserError):
        write_atomically(tmp_path / ("x" * 300), b"")

    def refuse(*_: Any) -> Any:
        raise PermissionError(errno.EACCES, "refused")

    with pytest.raises(UserError):
        write_atomically(tmp_path / "a.pdf", refuse)
