"""Where the database may live: on a disk of this PC (RELIABILITY.md fault 9).

SQLite's log does not work over network file systems, and a cloud client copies a file in the middle of a save.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "davfs", "fuse.rclone"})
CLOUD_FOLDERS = ("onedrive", "google drive", "googledrive", "dropbox", "icloud")


def unsafe_place(folder: Path) -> str | None:
    """Why the database must not live in ``folder``; ``None`` for a local disk."""
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
