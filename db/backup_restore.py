"""Bringing a backup back: everything is checked aside first, then moved in, and nothing is deleted.

The restored files are built in ``.pemulihan`` inside the data folder (same disk, so moves are renames)
and fully verified there.  Then a note ``siap.json`` is written durably: from that moment the change is
decided, and :func:`complete_restore`, called before every opening of the database, finishes it after a crash.
The present database, attachments and (another office's) keys go to ``sebelum-pemulihan-...``.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.attachment_files import CHUNK, FOLDER_NAME, AttachmentStore
from db.backup_format import DATABASE, Manifest, Member, RestoreFailed, confirm, member_name, opened
from db.backup_rehearsal import Rehearse, rehearsed
from db.durable_files import make_folder, move_over, replace_file, sync_folder
from db.engine import connect, driver
from db.key_errors import KeyProblem
from db.key_store import COPY_NAME, FILE_NAME, load_ring, ring_from_json, save_ring

STAGING = ".pemulihan"
_NOTE = "siap.json"
_KEY_FILES = (FILE_NAME, COPY_NAME)
_ITEMS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", FOLDER_NAME, *_KEY_FILES)
_REASONS = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly", errno.ENOENT: "gone"}


@dataclass(frozen=True)
class RestoreResult:
    """What is there now; ``moved_aside`` keeps what was there before (None: nothing was)."""

    manifest: Manifest
    moved_aside: Path | None
    attachment_problems: tuple[str, ...]


def restore_backup(
    file: Path,
    data_dir: Path,
    data_key: bytes,
    *,
    rehearse: Rehearse | None = None,
    now: datetime | None = None,
    heartbeat: Callable[[], None] = lambda: None,
) -> RestoreResult:
    """Replace the data of *data_dir* by those of the backup *file*.

    The database must be closed.  *data_key* comes from ``keys.open_key`` on the same PC or from
    ``keys.open_wraps(manifest.keys, ...)``.  Where *data_dir* has readable keys of the same office they stay;
    else it gets those of the backup (follow with ``keys.rewrap`` for this PC's daily way).
    Raises :class:`RestoreFailed` or WrongKey; the present data are then as they were.
    """
    complete_restore(data_dir)
    moment = now or datetime.now().astimezone()
    staging = data_dir / STAGING
    with _failures_named():
        make_folder(data_dir)
        shutil.rmtree(staging, ignore_errors=True)
        try:
            manifest, problems = _staged(file, staging, data_key, rehearse, heartbeat)
            _stage_keys(data_dir, staging, manifest, data_key)
            _nobody_has_it_open(data_dir / DATABASE, data_key)
            aside = _aside_name(data_dir, moment)
            _decide(staging, aside)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _swap(data_dir, staging, aside)
    return RestoreResult(manifest, aside if aside.exists() else None, problems)


def complete_restore(data_dir: Path) -> bool:
    """Finish a decided restore that a crash cut short; call before opening the database.  True if it did."""
    staging = data_dir / STAGING
    try:
        note = json.loads((staging / _NOTE).read_bytes())
        aside = data_dir / Path(str(note["aside"])).name
    except FileNotFoundError:
        return False
    except (ValueError, KeyError, TypeError) as problem:
        raise RestoreFailed("damaged", _NOTE) from problem
    with _failures_named():
        _swap(data_dir, staging, aside)
    return True


def _staged(
    file: Path, staging: Path, data_key: bytes, rehearse: Rehearse | None, heartbeat: Callable[[], None]
) -> tuple[Manifest, tuple[str, ...]]:
    with opened(file) as archive:
        manifest = confirm(archive, data_key)
        _check_room(staging.parent, manifest)
        staging.mkdir(mode=0o700)
        _extract(archive, DATABASE, manifest.database, staging, heartbeat)
        for name, member in manifest.attachments.items():
            _extract(archive, member_name(name), member, staging, heartbeat)
    problems = rehearsed(staging / DATABASE, data_key, manifest.counts, rehearse)
    if problems:
        raise RestoreFailed("verify", "; ".join(problems))
    for leftover in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (staging / leftover).unlink(missing_ok=True)
    known = set(manifest.attachment_problems)
    found = AttachmentStore(staging, data_key).verify_all(manifest.attachments)
    if {f"changed {name}" for name in found.changed} - known or found.missing:
        raise RestoreFailed("verify", "attachments")
    make_folder(staging / FOLDER_NAME)
    return manifest, manifest.attachment_problems


@contextmanager
def database_of_backup(file: Path, folder: Path, data_key: bytes) -> Iterator[Path]:
    """The database of the backup *file*, unpacked under *folder* while the block runs (encrypted as ever).

    For looking into a backup before it is restored.  Raises :class:`RestoreFailed`, WrongKey.
    """
    with _failures_named(), opened(file) as archive:
        manifest = confirm(archive, data_key)
        if shutil.disk_usage(folder).free < manifest.database.size + CHUNK:
            raise RestoreFailed("full", str(folder))
        aside = Path(tempfile.mkdtemp(prefix=".pratinjau-", dir=folder))
        try:
            _extract(archive, DATABASE, manifest.database, aside, lambda: None)
            yield aside / DATABASE
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _check_room(folder: Path, manifest: Manifest) -> None:
    needed = manifest.database.size + sum(member.size for member in manifest.attachments.values())
    if shutil.disk_usage(folder).free < needed + CHUNK:
        raise RestoreFailed("full", str(folder))


def _extract(archive: zipfile.ZipFile, name: str, member: Member, staging: Path, heartbeat: Callable[[], None]) -> None:
    """One member to its place; *name* was built by us, sizes and hash come from the confirmed manifest."""
    target = staging / name
    make_folder(target.parent)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("xb") as out:
        target.chmod(0o600)
        while piece := source.read(CHUNK):
            digest.update(piece)
            out.write(piece)
            heartbeat()
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != member.sha256:
        raise RestoreFailed("damaged", name)


def _stage_keys(data_dir: Path, staging: Path, manifest: Manifest, data_key: bytes) -> None:
    """Keys that open the restored data: the present ones if they do, else those of the backup's day."""
    backup_ring = ring_from_json(dict(manifest.keys))
    with contextlib.suppress(KeyProblem):
        present = load_ring(data_dir)
        present.confirm(data_key)
        save_ring(staging, present)
        return
    save_ring(staging, backup_ring)


def _nobody_has_it_open(database: Path, data_key: bytes) -> None:
    """RestoreFailed('busy') while any connection, of any process, is open: its saves would be lost.

    Leaving WAL needs every other connection closed (sqlite.org/wal.html), so asking for it is the test;
    it also folds the log in.  A present database that does not open with this key is nobody's to ask.
    """
    if not database.exists():
        return
    try:
        connection = connect(database, data_key, busy_ms=200)
    except driver().DatabaseError as problem:
        if _is_locked(problem):
            raise RestoreFailed("busy", str(database)) from problem
        return
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except driver().DatabaseError as problem:
        if _is_locked(problem):
            raise RestoreFailed("busy", str(database)) from problem
    finally:
        connection.close()


def _is_locked(problem: Exception) -> bool:
    return "locked" in str(problem)


def _aside_name(data_dir: Path, moment: datetime) -> Path:
    base = f"sebelum-pemulihan-{moment:%Y%m%d-%H%M%S}"
    names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
    return next(data_dir / name for name in names if not (data_dir / name).exists())


def _decide(staging: Path, aside: Path) -> None:
    for folder in {staging, *(path.parent for path in (staging / FOLDER_NAME).glob("*/*"))}:
        sync_folder(folder)
    replace_file(staging / _NOTE, json.dumps({"aside": aside.name}).encode("utf-8"))


def _swap(data_dir: Path, staging: Path, aside: Path) -> None:
    """Move the old out and the new in, item by item; may be repeated from any point."""
    for name in _ITEMS:
        old, new, kept = data_dir / name, staging / name, aside / name
        is_new_in = not new.exists() and name in (DATABASE, FOLDER_NAME, *_KEY_FILES)
        if old.exists() and not is_new_in and not kept.exists():
            make_folder(aside)
            _move_first(old, kept, staging, is_first=name == DATABASE)
        if new.exists():
            move_over(new, old)
    _forget_note(staging)
    shutil.rmtree(staging, ignore_errors=True)
    sync_folder(data_dir)


def _forget_note(staging: Path) -> None:
    """Durably, before anything is opened: a note left behind would move a living -wal file away."""
    (staging / _NOTE).unlink(missing_ok=True)
    sync_folder(staging)


def _move_first(old: Path, kept: Path, staging: Path, *, is_first: bool) -> None:
    """On Windows an open database cannot be moved: then the decision is taken back, nothing was moved."""
    try:
        move_over(old, kept)
    except PermissionError as problem:
        if is_first:
            _forget_note(staging)
            shutil.rmtree(staging, ignore_errors=True)
        raise RestoreFailed("busy", str(old)) from problem


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, EOFError) as problem:
        raise RestoreFailed("damaged", str(problem)) from problem
    except OSError as problem:
        raise RestoreFailed(_REASONS.get(problem.errno or 0, "other"), str(problem)) from problem
