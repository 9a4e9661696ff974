"""Backups that were opened again before they count (RELIABILITY.md 0.8, fault 5, R9).

VACUUM INTO keeps sqlcipher's encryption under the same key and needs no lock against readers.  The
snapshot is made in the data folder, put with the attachments into one file beside its final name on the
target, flushed to the medium, **read back from there**, rehearsed as a restore would, and only then named.
Whatever fails, older backups are not touched and nothing half lies under a backup's name.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from db.attachment_files import CHUNK, AttachmentChanged, AttachmentMissing, AttachmentStore, decrypted
from db.backup_format import (
    DATABASE,
    MANIFEST,
    SUFFIX,
    Manifest,
    Member,
    RestoreFailed,
    confirm,
    member_name,
    opened,
    read_manifest,
)
from db.backup_rehearsal import Rehearse, rehearsed, table_counts
from db.backup_restore import RestoreResult, complete_restore, restore_backup
from db.backup_thinning import BackupInfo, KeepRules, list_backups, thin
from db.durable_files import make_folder, move_to_new_name, written_aside
from db.engine import connect, driver
from db.key_store import load_ring

__all__ = [
    "BackupFailed",
    "BackupInfo",
    "BackupResult",
    "KeepRules",
    "Manifest",
    "RestoreFailed",
    "RestoreResult",
    "complete_restore",
    "list_backups",
    "make_backup",
    "read_manifest",
    "restore_backup",
    "thin",
]

Anchor = Mapping[str, object] | Callable[[Any], Mapping[str, object]]
Heartbeat = Callable[[], None]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTDIR}
_CALM_TRIES = 3
_SCRATCH = ".cadangan-kerja-"
_STALE_SECONDS = 24 * 3600


class BackupFailed(Exception):
    """No backup was made; older ones are untouched.

    ``reason``: 'full', 'gone' (stick pulled, folder missing), 'readonly', 'verify' (``detail`` says what
    the rehearsal found) or 'other'.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class BackupResult:
    """A backup under its final name.

    ``verified`` is False when attachments of the data folder were missing or changed already (they are in
    ``manifest.attachment_problems``): the rest is worth keeping, but someone must be told.
    """

    path: Path
    manifest: Manifest
    verified: bool
    seconds: float


@dataclass(frozen=True)
class _Task:
    data_dir: Path
    data_key: bytes
    schema_version: str
    anchor: Anchor
    rehearse: Rehearse | None
    expected: frozenset[str]
    facts: Mapping[str, object]
    made_at: datetime
    heartbeat: Heartbeat
    counts: dict[str, int] = field(default_factory=dict)


def make_backup(
    data_dir: Path,
    target_dir: Path,
    data_key: bytes,
    *,
    schema_version: str,
    anchor: Anchor,
    rehearse: Rehearse | None = None,
    expected_attachments: Iterable[str] = (),
    facts: Mapping[str, object] | None = None,
    make_target: bool = False,
    now: datetime | None = None,
    heartbeat: Heartbeat = lambda: None,
) -> BackupResult:
    """Make one verified backup of *data_dir* in *target_dir*; safe while the program is in use.

    *anchor* is a mapping with ``sequence`` and ``hash``, or a function that reads it from the open copy
    (exact even when another process saves meanwhile).  *heartbeat* is called every MiB and may raise to
    cancel.  *target_dir* must be there unless *make_target*: a pulled stick's path must not become a
    folder on the system disk.  Raises :class:`BackupFailed`, WrongKey, KeyStoreDamaged.
    """
    started = time.monotonic()
    task = _Task(
        data_dir, data_key, schema_version, anchor, rehearse, frozenset(expected_attachments),
        facts or {}, now or datetime.now().astimezone(), heartbeat)  # fmt: skip
    load_ring(data_dir).confirm(data_key)
    with _failures_named(target_dir):
        if make_target:
            make_folder(target_dir)
        if not target_dir.is_dir():
            raise BackupFailed("gone", str(target_dir))
        with _scratch(data_dir) as scratch:
            snapshot = _snapshot(task, scratch)
            path, manifest = _packed(task, snapshot, scratch, target_dir)
    return BackupResult(path, manifest, not manifest.attachment_problems, time.monotonic() - started)


def _snapshot(task: _Task, scratch: Path) -> Path:
    """A compact copy at a moment when nobody else wrote, so that live and copied counts must be equal.

    In an office that never pauses, the backup API copies inside one read transaction instead: as exact,
    only not compacted.  Neither makes a writer wait.
    """
    snapshot = scratch / DATABASE
    live = connect(task.data_dir / DATABASE, task.data_key)
    try:
        for _ in range(_CALM_TRIES):
            snapshot.unlink(missing_ok=True)
            before = live.execute("PRAGMA data_version").fetchone()
            _count_tables(task, live)
            live.execute("VACUUM INTO ?", (str(snapshot),))
            if live.execute("PRAGMA data_version").fetchone() == before:
                return snapshot
        snapshot.unlink()
        _copy_in_one_transaction(task, live, snapshot)
    finally:
        live.close()
    return snapshot


def _copy_in_one_transaction(task: _Task, live: Any, snapshot: Path) -> None:
    copy = connect(snapshot, task.data_key)
    try:
        live.execute("BEGIN")
        _count_tables(task, live)
        live.backup(copy)
        live.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def _count_tables(task: _Task, live: Any) -> None:
    task.counts.clear()
    task.counts.update(table_counts(live))


def _packed(task: _Task, snapshot: Path, scratch: Path, target_dir: Path) -> tuple[Path, Manifest]:
    name = f"cadangan-{task.made_at:%Y%m%d-%H%M%S}"
    with written_aside(target_dir / f"{name}{SUFFIX}") as (stream, aside):
        manifest = _write(task, snapshot, stream)
        snapshot.unlink()
        stream.flush()
        os.fsync(stream.fileno())
        _forget_cached(stream)
        _read_back(task, manifest, aside, scratch / "latihan.db")
    try:
        return _named(aside, target_dir, name), manifest
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def _write(task: _Task, snapshot: Path, stream: BinaryIO) -> Manifest:
    """The ZIP without compression (ciphertext does not shrink), the manifest last."""
    anchor = _anchor(task, snapshot)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        with snapshot.open("rb") as source:
            database = _add(archive, DATABASE, source, task)
        attachments, problems = _add_attachments(archive, task)
        manifest = Manifest(
            made_at=task.made_at.isoformat(timespec="seconds"),
            schema_version=task.schema_version,
            anchor=anchor,
            counts=task.counts,
            keys=load_ring(task.data_dir).as_json(),
            database=database,
            attachments=attachments,
            attachment_problems=tuple(problems),
            facts=task.facts,
        )
        archive.writestr(_entry(MANIFEST, task), manifest.to_bytes(task.data_key))
    return manifest


def _anchor(task: _Task, snapshot: Path) -> Mapping[str, object]:
    if not callable(task.anchor):
        return task.anchor
    copy = connect(snapshot, task.data_key, read_only=True)
    try:
        return task.anchor(copy)
    finally:
        copy.close()


def _add_attachments(archive: zipfile.ZipFile, task: _Task) -> tuple[dict[str, Member], list[str]]:
    store = AttachmentStore(task.data_dir, task.data_key)
    names, problems = store.names(), []
    added: dict[str, Member] = {}
    for name in names:
        try:
            for _ in store.chunks(name):
                task.heartbeat()
        except AttachmentChanged:
            problems.append(f"changed {name}")
        except AttachmentMissing:
            continue
        with store.path(name).open("rb") as source:
            added[name] = _add(archive, member_name(name), source, task)
    problems += [f"missing {name}" for name in sorted(task.expected - set(names))]
    return added, problems


def _add(archive: zipfile.ZipFile, name: str, source: BinaryIO, task: _Task) -> Member:
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(name, task), "w", force_zip64=True) as target:
        while piece := source.read(CHUNK):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
            task.heartbeat()
    return Member(size, digest.hexdigest())


def _entry(name: str, task: _Task) -> zipfile.ZipInfo:
    year = min(max(task.made_at.year, 1980), 2107)
    return zipfile.ZipInfo(name, (year, *task.made_at.timetuple()[1:6]))


def _read_back(task: _Task, manifest: Manifest, aside: Path, copy: Path) -> None:
    """The rehearsal: everything is read from the target's medium, not from what we think we wrote."""
    task.heartbeat()
    try:
        with opened(aside) as archive:
            if confirm(archive, task.data_key) != manifest:
                raise BackupFailed("verify", "manifest")
            problems = _unequal_members(archive, manifest, copy, task)
    except (RestoreFailed, zipfile.BadZipFile) as problem:
        gone = isinstance(problem, RestoreFailed) and problem.reason == "gone"
        raise BackupFailed("gone" if gone else "verify", str(problem)) from problem
    problems += rehearsed(copy, task.data_key, manifest.counts, task.rehearse)
    if problems:
        raise BackupFailed("verify", "; ".join(problems))


def _unequal_members(archive: zipfile.ZipFile, manifest: Manifest, copy: Path, task: _Task) -> list[str]:
    problems = []
    with archive.open(DATABASE) as source, copy.open("wb") as target:
        if _copied(source, target, task) != manifest.database.sha256:
            problems.append("database differs")
    known_bad = {problem.split()[-1] for problem in manifest.attachment_problems}
    for name, member in manifest.attachments.items():
        with archive.open(member_name(name)) as source:
            if _copied(source, None, task) != member.sha256:
                problems.append(f"attachment {name} differs")
        if name not in known_bad:
            problems += _undecryptable(archive, name, task)
    return problems


def _undecryptable(archive: zipfile.ZipFile, name: str, task: _Task) -> list[str]:
    try:
        with archive.open(member_name(name)) as source:
            for _ in decrypted(source, name, task.data_key):
                task.heartbeat()
    except AttachmentChanged:
        return [f"attachment {name} does not open"]
    return []


def _copied(source: Any, target: BinaryIO | None, task: _Task) -> str:
    digest = hashlib.sha256()
    while piece := source.read(CHUNK):
        digest.update(piece)
        if target is not None:
            target.write(piece)
        task.heartbeat()
    return digest.hexdigest()


def _named(aside: Path, target_dir: Path, name: str) -> Path:
    for number in range(1, 1000):
        path = target_dir / (f"{name}{SUFFIX}" if number == 1 else f"{name}-{number}{SUFFIX}")
        if path.exists():
            continue
        try:
            move_to_new_name(aside, path)
        except FileExistsError:
            continue
        return path
    raise BackupFailed("other", "no free name")


def _forget_cached(stream: BinaryIO) -> None:
    """Ask the system to drop its cache of the file, so that reading back reads the medium (Linux)."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _scratch(data_dir: Path) -> Iterator[Path]:
    """A private folder for the snapshot (ciphertext only); those of killed runs are swept after a day."""
    for old in data_dir.glob(f"{_SCRATCH}*"):
        with contextlib.suppress(OSError):
            if abs(time.time() - old.stat().st_mtime) > _STALE_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
    folder = data_dir / f"{_SCRATCH}{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _failures_named(target_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BackupFailed(_reason(problem, target_dir), str(problem)) from problem
    except driver().Error as problem:
        full = "full" in str(problem)
        raise BackupFailed("full" if full else "other", str(problem)) from problem


def _reason(problem: OSError, target_dir: Path) -> str:
    if problem.errno in _FULL:
        return "full"
    if not target_dir.is_dir() or problem.errno in _GONE:
        return "gone"
    return "readonly" if problem.errno in _READ_ONLY else "other"
