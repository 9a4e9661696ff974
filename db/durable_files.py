"""Files that are either the old ones or the new ones, whatever happens in between.

A file is written aside in the same folder, flushed, fsynced, moved over the old one and the folder is
fsynced too (POSIX; Windows has no directory fsync).  Source: RELIABILITY.md 0.9 - plain ``open('wb')``
broke "old or new" at every fault point, this way broke it at 0 of 62.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

Writer = Callable[[BinaryIO], object]

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK}
_PAUSE_SECONDS = 0.2
_TRIES = 10
"""Virus scanners and indexers hold a file for a moment: 10 tries over 2 s (RELIABILITY.md fault 13)."""


def sync_folder(folder: Path) -> None:
    """Make renames inside *folder* permanent; does nothing where folders cannot be fsynced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Create *folder* and its missing parents, private to the user, each one durable in its parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def move_over(source: Path, target: Path) -> None:
    """A replacing rename that is patient with a briefly locked target and durable afterwards."""
    for attempt in range(1, _TRIES + 1):
        try:
            source.replace(target)
            break
        except PermissionError:
            if os.name != "nt" or attempt == _TRIES:
                raise
            time.sleep(_PAUSE_SECONDS)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


@contextlib.contextmanager
def written_aside(path: Path, *, mode: int = 0o600) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a private file beside *path*; fsynced and closed at the end, removed unless it was moved away."""
    aside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    stream = os.fdopen(os.open(aside, flags, mode), "w+b")
    try:
        with stream:
            yield stream, aside
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def _fill(stream: BinaryIO, content: bytes | Writer) -> None:
    if callable(content):
        content(stream)
    else:
        stream.write(content)


def replace_file(path: Path, content: bytes | Writer, *, mode: int = 0o600) -> None:
    """Put *content* (bytes, or a function that writes to the open file) at *path*, atomically and durably.

    Raises OSError (disk full, read only, folder gone); *path* then still has its old content and nothing
    is left beside it.
    """
    with written_aside(path, mode=mode) as (stream, aside):
        _fill(stream, content)
    _finish(lambda: move_over(aside, path), aside)


def publish_new_file(path: Path, content: bytes | Writer, *, mode: int = 0o600) -> None:
    """Like :func:`replace_file`, but raises FileExistsError rather than replace what is already there."""
    with written_aside(path, mode=mode) as (stream, aside):
        _fill(stream, content)
    _finish(lambda: move_to_new_name(aside, path), aside)


def _finish(move: Callable[[], None], aside: Path) -> None:
    try:
        move()
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def move_to_new_name(source: Path, target: Path) -> None:
    """Rename without replacing: by a hard link where there are any, else (FAT sticks) by looking first."""
    if os.name == "nt":
        source.rename(target)
        return
    try:
        os.link(source, target)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from problem
        source.replace(target)
    sync_folder(target.parent)
