"""A package of files as a folder or one ZIP: written aside piece by piece, hashed on the way, renamed at the end.

Until the rename the old package is untouched; a fault or a cancelled run leaves nothing behind. Equal content gives an
equal ZIP: names in the order they were added, one fixed time, one compression.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from desktop_app.documents.export_file import FULL
from desktop_app.errors import DiskFull, EnvironmentFault, UserError
from resources import periksa_arsip

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".json", ".csv", ".html", ".txt", ".py", ".pdf")
PART = ".part"


class _Place(Protocol):
    """Where the files go."""

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Put one file there."""

    def finish(self) -> None:
        """Everything is there; make it durable."""


@dataclass(slots=True)
class PackageFile:
    """One package under way; ``add`` streams a file into it and remembers its hash for the manifest."""

    place: _Place
    files: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, content: bytes | Iterable[bytes]) -> str:
        """Write one file; returns its SHA-256."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for chunk in [content] if isinstance(content, bytes) else content:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        self.place.write(name, counted())
        self.files.append({"path": name, "sha256": digest.hexdigest(), "size": size})
        return digest.hexdigest()

    def close_with(self, head: dict[str, Any]) -> str:
        """Write the manifest over all files; returns its own SHA-256, which names the whole package."""
        listed = sorted(self.files, key=lambda one: str(one["path"]))
        text = json.dumps({**head, "files": listed}, ensure_ascii=False, indent=1) + "\n"
        data = text.encode("utf-8")
        self.place.write(periksa_arsip.MANIFEST, [data])
        self.place.finish()
        return hashlib.sha256(data).hexdigest()


class _FolderPlace:
    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir()

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        path = self._root.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            for chunk in chunks:
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())

    def finish(self) -> None:
        for place, _, _ in os.walk(self._root):
            _sync(Path(place))


class _ZipPlace:
    def __init__(self, path: Path) -> None:
        self._stream = path.open("xb")
        self._zip = zipfile.ZipFile(self._stream, "w", allowZip64=True)

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        info = zipfile.ZipInfo(name, FIXED_TIME)
        info.external_attr = 0o644 << 16
        info.create_system = 3
        info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(COMPRESSED) else zipfile.ZIP_STORED
        with self._zip.open(info, "w", force_zip64=True) as stream:
            for chunk in chunks:
                stream.write(chunk)

    def finish(self) -> None:
        self._zip.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def let_go(self) -> None:
        """Close what is open, also after a fault: the file is about to be removed then."""
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()
        with contextlib.suppress(OSError):
            self._stream.close()


@contextmanager
def package_at(target: Path) -> Iterator[PackageFile]:
    """A new package at ``target``: a ZIP where its name ends so, else a folder; an older package there is replaced.

    Raises UserError when something else lies there or the place refuses, DiskFull, EnvironmentFault; the old package
    is then as it was, and so it is when the work inside raises (a cancelled run).
    """
    as_zip = target.suffix.lower() == ".zip"
    _refuse(target, as_zip)
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}{PART}")
    place: _FolderPlace | _ZipPlace | None = None
    try:
        place = _ZipPlace(part) if as_zip else _FolderPlace(part)
        yield PackageFile(place)
        _swap(part, target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        if isinstance(place, _ZipPlace):
            place.let_go()
        _remove(part)


def _refuse(target: Path, as_zip: bool) -> None:
    if not target.parent.is_dir():
        raise UserError(f"Folder {target.parent} tidak ada. Pilih folder lain.", field="output")
    if as_zip:
        if target.is_dir():
            raise UserError(f"{target.name} adalah folder. Pilih nama ZIP lain.", field="output")
        return
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not _is_ours(target)):
        raise UserError(
            f"{target} sudah berisi berkas lain. Pilih folder kosong, folder baru, atau paket arsip lama.",
            field="output",
        )


def _is_ours(folder: Path) -> bool:
    """An older package and nothing beside it: what somebody put there of his own is not ours to replace."""
    package = periksa_arsip.Folder(folder)
    try:
        manifest, _ = periksa_arsip.manifest_of(package)
    except periksa_arsip.NotAPackage:
        return False
    listed = {str(one["path"]) for one in manifest["files"]}
    return not set(package.names()) - listed - {periksa_arsip.MANIFEST}


def _swap(part: Path, target: Path) -> None:
    if not target.is_dir():
        part.replace(target)
        _sync(target.parent)
        return
    old = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.lama")
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    _sync(target.parent)
    _remove(old)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _explained(error: OSError, target: Path) -> EnvironmentFault | UserError:
    if error.errno in FULL:
        return DiskFull(f"Disk penuh, paket {target.name} BELUM dibuat; paket lama tetap ada. Kosongkan disk dahulu.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(f"Folder {target.parent} tidak dapat ditulisi. Pilih folder lain.", field="output")
    return EnvironmentFault(f"Paket {target.name} BELUM dibuat ({error.strerror or error}); paket lama tetap ada.")
