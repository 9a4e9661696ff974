"""What around the data needs somebody's eye before it costs work: little room, a wrong clock, a folder that is shared.

RELIABILITY.md faults 3, 6, 8 and 9. Nothing here stops a save; the saves themselves are safe.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PureWindowsPath
from typing import Literal

from sqlalchemy import func, select

from db.tables_journal import journal
from desktop_app.office_time import wall
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office
from desktop_app.sop.dates_in_words import clock, short_date

LITTLE_ROOM = 500 * 1024 * 1024
FAR_AHEAD = timedelta(days=30)
CLOCK_SLACK = timedelta(minutes=2)
NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "davfs", "fuse.rclone"})
CLOUD_FOLDERS = ("onedrive", "google drive", "googledrive", "dropbox", "icloud")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to know, as a sentence that says what to do."""

    tone: Literal["warn", "danger"]
    sentence: str


def conditions(office: Office) -> tuple[Condition, ...]:
    """Everything that needs an eye now, the weightiest first."""
    with shown_to_people(), office.store.reading() as connection:
        newest = connection.execute(select(func.max(journal.c.recorded_at))).scalar()
    found = [*_room(office.store.data_dir), *_clock(office.clock.now(), newest)]
    return tuple(sorted(found, key=lambda one: one.tone != "danger"))


def _room(folder: Path) -> Iterable[Condition]:
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        yield Condition("danger", f"Ruang disk tinggal {free // (1024 * 1024)} MB. Kosongkan sebelum penuh.")


def _clock(now: datetime, newest: datetime | None) -> Iterable[Condition]:
    """Order is by number, so nothing breaks; but dates on papers would be wrong."""
    if newest is None:
        return
    last, here = wall(newest), wall(now)
    if now + CLOCK_SLACK < newest:
        yield Condition(
            "danger",
            f"Jam komputer mundur: sekarang {_moment(here)}, catatan terakhir {_moment(last)}. Betulkan jamnya.",
        )
    elif now - newest > FAR_AHEAD:
        yield Condition(
            "warn",
            f"Catatan terakhir {_moment(last)}, jam komputer {_moment(here)}. Periksa apakah tanggalnya benar.",
        )


def _moment(moment: datetime) -> str:
    return f"{short_date(moment.date())} {clock(moment)}"


def unsafe_place(folder: Path) -> str | None:
    """Why the database must not live in ``folder``; ``None`` for a local disk.

    SQLite's log does not work over network file systems, and a cloud client copies a file in the middle of a save.
    """
    resolved = folder.expanduser().absolute()
    parts = [part.casefold() for part in resolved.parts]
    if any(part.startswith(name) for part in parts for name in CLOUD_FOLDERS):
        return "Folder data ada di folder awan (OneDrive dan sejenisnya). Pakai folder biasa di komputer ini."
    if is_network_path(str(resolved)) or _file_system(resolved) in NETWORK_KINDS:
        return "Folder data ada di jaringan. Pakai disk komputer ini; cadangannya boleh di jaringan."
    return None


def is_network_path(path: str) -> bool:
    """A UNC path, or a drive letter that stands for one (asked of Windows)."""
    drive = PureWindowsPath(path).drive
    if drive.startswith("\\\\"):
        return True
    return sys.platform == "win32" and bool(drive) and _drive_type(drive + "\\") == _DRIVE_REMOTE


_DRIVE_REMOTE = 4


def _drive_type(root: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(root)) if windows is not None else 0


def _file_system(folder: Path) -> str:
    """The kind of the mount ``folder`` lies on, as Linux names it; empty elsewhere."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return kind_of_mount(lines, str(folder))


def kind_of_mount(mountinfo: Iterable[str], folder: str) -> str:
    """The file system of the longest mount point above ``folder`` in Linux's mountinfo."""
    best, kind = "", ""
    for line in mountinfo:
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace("\\040", " ")
        if len(point) >= len(best) and (folder == point or folder.startswith(point.rstrip("/") + os.sep)):
            best, kind = point, after.split()[0]
    return kind
