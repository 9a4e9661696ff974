"""Which backups stay: the newest few, then one an hour, a day, a week, a month.

Order is that of the journal's sequence number, not of any clock; buckets are counted among the backups
that exist, not from "now".  A PC whose clock jumped ten years therefore loses nothing at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.backup_format import SUFFIX, Manifest, RestoreFailed, read_manifest
from db.durable_files import sync_folder
from db.key_errors import KeyStoreDamaged


@dataclass(frozen=True)
class BackupInfo:
    """A readable backup file; its name and its manifest are all that was looked at."""

    path: Path
    manifest: Manifest
    size: int

    @property
    def made_at(self) -> datetime:
        """When, by the clock of that moment."""
        return datetime.fromisoformat(self.manifest.made_at)

    @property
    def order(self) -> tuple[int, str, str]:
        """Sorts by journal sequence, then by clock, then by name."""
        return self.manifest.sequence, self.manifest.made_at, self.path.name


@dataclass(frozen=True)
class KeepRules:
    """How many of each; ``last`` and the newest complete one are kept whatever the clock says."""

    last: int = 10
    hourly: int = 24
    daily: int = 14
    weekly: int = 8
    monthly: int = 24


def list_backups(folder: Path) -> list[BackupInfo]:
    """Readable backups of *folder*, newest (by sequence) first; anything else there is left alone."""
    found = []
    for path in folder.glob(f"cadangan-*{SUFFIX}") if folder.is_dir() else ():
        with contextlib.suppress(RestoreFailed, KeyStoreDamaged, OSError, ValueError):
            info = BackupInfo(path, read_manifest(path), path.stat().st_size)
            if info.made_at is not None:
                found.append(info)
    return sorted(found, key=lambda info: info.order, reverse=True)


def thin(folder: Path, data_id: str, rules: KeepRules | None = None) -> list[Path]:
    """Delete what *rules* do not keep of the backups of *data_id*; other offices' backups stay.

    Call it only after a new backup was verified.  Returns what was deleted.
    """
    own = [info for info in list_backups(folder) if info.manifest.data_id == data_id]
    kept = kept_paths(own, rules or KeepRules())
    removed = []
    for info in own:
        if info.path not in kept:
            with contextlib.suppress(OSError):
                info.path.unlink()
                removed.append(info.path)
    removed += _swept_leftovers(folder, own)
    if removed:
        sync_folder(folder)
    return removed


def kept_paths(backups: list[BackupInfo], rules: KeepRules) -> set[Path]:
    """The paths that stay; pure, *backups* newest first."""
    kept = {info.path for info in backups[: max(rules.last, 1)]}
    complete = [info for info in backups if not info.manifest.attachment_problems]
    kept |= {info.path for info in complete[:1]}
    buckets: list[tuple[int, Callable[[datetime], object]]] = [
        (rules.hourly, lambda at: (at.date(), at.hour)),
        (rules.daily, lambda at: at.date()),
        (rules.weekly, lambda at: at.isocalendar()[:2]),
        (rules.monthly, lambda at: (at.year, at.month)),
    ]
    for most, bucket_of in buckets:
        seen: dict[object, Path] = {}
        for info in backups:
            bucket = bucket_of(info.made_at)
            if bucket not in seen and len(seen) < most:
                seen[bucket] = info.path
        kept |= set(seen.values())
    return kept


def _swept_leftovers(folder: Path, own: list[BackupInfo]) -> list[Path]:
    """Unfinished files of killed runs, older than the newest finished backup but one (no clock asked)."""
    if len(own) < 2:
        return []
    swept = []
    for path in folder.glob(f".cadangan-*{SUFFIX}.*.part"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < own[1].path.stat().st_mtime:
                path.unlink()
                swept.append(path)
    return swept
