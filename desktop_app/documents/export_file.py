"""Write an exported file so that the old one or the new one is there, never half of one (RELIABILITY 0.9,
13, 21).

The bytes go into a file beside the target, are fsynced, and replace it. A target held open (Excel on
Windows) is tried again for two seconds, then the export is saved under a new name and the caller is told. A
full disk leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import DiskFull, EnvironmentFault, UserError

RETRY_SECONDS = 2.0
RETRY_PAUSE = 0.2
MOST_NAMES = 99
FULL = {errno.ENOSPC, errno.EDQUOT}

Content = bytes | Callable[[BinaryIO], object]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """Where the file lies; ``notice`` is an Indonesian sentence when that is not where it was asked for."""

    path: Path
    notice: str = ""


def write_atomically(path: Path, content: Content, *, sleep: Callable[[float], None] = time.sleep) -> ExportResult:
    """Write ``content`` (bytes, or a function that writes to an open file) to ``path``.

    A file that is there and read-only is left as it is: the export gets the next free name, as beside an open one.
    Raises UserError when the folder is missing or refuses, DiskFull when there is no room, EnvironmentFault
    for any other fault of the machine. In each case the file that was there before is unchanged and nothing
    is left beside it.
    """
    _refuse_bad_place(path)
    part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        _write_part(part, content)
        return _replace(part, path, sleep)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_bad_place(path: Path) -> None:
    try:
        if not path.parent.is_dir():
            raise UserError(f"Folder {path.parent} tidak ada. Pilih folder lain.")
        if path.is_dir():
            raise UserError(f"{path.name} adalah folder. Pilih nama berkas lain.")
    except OSError as error:
        raise _explained(error, path) from error


def _write_part(part: Path, content: Content) -> None:
    with part.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _replace(part: Path, path: Path, sleep: Callable[[float], None]) -> ExportResult:
    """Replace the target, waiting for who holds it; else take the first free name "nama (2).xlsx"."""
    protected = path.exists() and not path.stat().st_mode & stat.S_IWUSR
    for _ in range(0 if protected else round(RETRY_SECONDS / RETRY_PAUSE)):
        try:
            part.replace(path)
        except PermissionError:
            sleep(RETRY_PAUSE)
            continue
        _sync_folder(path.parent)
        return ExportResult(path)
    for number in range(2, MOST_NAMES + 1):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if other.exists():
            continue
        try:
            part.replace(other)
        except PermissionError:
            continue
        _sync_folder(path.parent)
        why = "hanya dapat dibaca" if protected else "sedang dibuka program lain"
        notice = f"{path.name} {why} dan tidak diubah. Hasil disimpan sebagai {other.name}."
        return ExportResult(other, notice)
    raise PermissionError(errno.EACCES, "no free name", str(path))


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows cannot open a folder and need not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(error: OSError, path: Path) -> EnvironmentFault | UserError:
    if error.errno in FULL:
        return DiskFull(f"Disk penuh, {path.name} BELUM tersimpan; berkas lama tetap ada. Kosongkan disk lalu ulangi.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(f"Folder {path.parent} tidak dapat ditulisi. Pilih folder lain.")
    if error.errno == errno.ENAMETOOLONG:
        return UserError("Nama berkas terlalu panjang. Pilih nama yang lebih pendek.")
    return EnvironmentFault(f"{path.name} BELUM tersimpan ({error.strerror or error}); berkas lama tetap ada.")
