#!/usr/bin/env python3
"""Memeriksa paket arsip tahunan Loket Training tanpa programnya: cukup Python 3.8 atau lebih baru, tanpa pustaka lain.

Pemakaian:  python3 periksa.py                folder tempat berkas ini berada
            python3 periksa.py FOLDER         folder paket lain
            python3 periksa.py ARSIP.zip      paket dalam satu ZIP

Setiap berkas dihitung SHA-256-nya dan dibandingkan dengan manifest.json. Kode keluar: 0 utuh, 4 ada yang berubah,
2 bukan paket arsip.

This file is copied into every package as it stands; the program itself checks packages with the same code.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
FORMAT = "loket-arsip"
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 64 * CHUNK
MOST_FILES = 1_000_000
MOST_UNPACKED = 200
"""A ZIP of ours holds at most a few times its own size; one that swells more than this is a trap."""
SMALL = 256 * CHUNK
OUR_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, ValueError, RuntimeError, zlib.error)
"""What reading a damaged folder or ZIP may raise."""

GONE, DAMAGED = "tidak ada.", "tidak dapat dibaca, isinya rusak."


class NotAPackage(Exception):
    """The folder or ZIP is not a package of this kind; the text says why, in Indonesian."""


class Folder:
    """A package as a folder; nothing outside it is ever opened, symbolic links are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    def names(self) -> list[str]:
        """Every file in it, as paths with slashes."""
        found = []
        for place, folders, files in os.walk(str(self.root), followlinks=False):
            for name in folders + files:
                path = Path(place, name)
                if path.is_symlink() or path.is_file():
                    found.append(path.relative_to(self.root).as_posix())
        return found

    def open(self, name: str) -> IO[bytes]:
        """One file for reading; raises OSError where it is missing or is a link."""
        path = self.root.joinpath(*PurePosixPath(name).parts)
        if any(one.is_symlink() for one in [path, *path.parents] if self.root in one.parents):
            raise OSError("tautan")
        return path.open("rb")

    def close(self) -> None:
        """Nothing stays open."""


class Zip:
    """A package as one ZIP file, read in place."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(str(path))
        names = self.zip.namelist()
        for name in names:
            if not safe(name):
                raise NotAPackage(f"ZIP memuat nama yang keluar dari folder: {name!r}.")
        if len(set(names)) != len(names):
            raise NotAPackage("ZIP memuat nama yang sama dua kali.")
        if any(one.compress_type not in OUR_METHODS for one in self.zip.infolist()):
            raise NotAPackage("ZIP ini dimampatkan dengan cara yang tidak dipakai paket arsip.")
        unpacked = sum(one.file_size for one in self.zip.infolist())
        if unpacked > max(SMALL, MOST_UNPACKED * path.stat().st_size):
            raise NotAPackage(f"ZIP ini mengembang menjadi {unpacked // CHUNK} MB, tidak wajar untuk paket arsip.")

    def names(self) -> list[str]:
        """Every file in it."""
        return [one.filename for one in self.zip.infolist() if not one.is_dir()]

    def open(self, name: str) -> IO[bytes]:
        """One file for reading."""
        try:
            return self.zip.open(name)
        except KeyError:
            raise OSError("tidak ada") from None

    def close(self) -> None:
        """Let go of the ZIP."""
        self.zip.close()


def safe(name: str) -> bool:
    """Whether a name stays inside the package on every system."""
    parts = name.split("/")
    return (
        bool(name)
        and "\\" not in name
        and ":" not in name
        and "\0" not in name
        and not (
            name.startswith("/")
            or any(part in ("..", ".") or (not part and index < len(parts) - 1) for index, part in enumerate(parts))
        )
    )


def opened(path: Path) -> Folder | Zip:
    """The package at a path; raises NotAPackage."""
    try:
        if path.is_dir():
            return Folder(path)
        if path.is_file() and zipfile.is_zipfile(str(path)):
            return Zip(path)
    except UNREADABLE:
        raise NotAPackage(f"Berkas “{path.name}” tidak dapat dibaca.") from None
    raise NotAPackage(f"“{path}” bukan folder atau ZIP paket arsip.")


def manifest_of(package: Folder | Zip) -> tuple[dict[str, Any], str]:
    """The manifest as data, and its own SHA-256; raises NotAPackage."""
    try:
        with package.open(MANIFEST) as stream:
            text = stream.read(LARGEST_MANIFEST + 1)
    except UNREADABLE as problem:
        if isinstance(problem, FileNotFoundError) or str(problem) == "tidak ada":
            raise NotAPackage("manifest.json tidak ada: ini bukan paket arsip, atau paketnya tidak lengkap.") from None
        raise NotAPackage("manifest.json tidak dapat dibaca, paketnya rusak.") from None
    try:
        found = json.loads(text.decode("utf-8"))
        files = found["files"]
        sound = (
            found["format"] == FORMAT
            and len(text) <= LARGEST_MANIFEST
            and len(files) <= MOST_FILES
            and all(
                isinstance(one["path"], str) and safe(one["path"]) and isinstance(one["sha256"], str) for one in files
            )
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        found, sound = {}, False
    if not sound:
        raise NotAPackage("manifest.json rusak atau bukan milik paket arsip.")
    return found, hashlib.sha256(text).hexdigest()


def problems_of(
    package: Folder | Zip, manifest: dict[str, Any], tick: Callable[[int, int], None] | None = None
) -> list[str]:
    """A sentence for each file that is changed, missing, or not in the manifest; files are read piece by piece."""
    files = manifest["files"]
    found = []
    for number, one in enumerate(files):
        if tick is not None:
            tick(number, len(files))
        problem = _problem(package, one)
        if problem:
            found.append(problem)
    listed = {one["path"] for one in files}
    for name in sorted(set(package.names()) - listed - {MANIFEST}):
        found.append(f"{name}: tidak tercantum dalam manifest.")
    return found


def _problem(package: Folder | Zip, one: dict[str, Any]) -> str:
    digest, name, left = hashlib.sha256(), one["path"], one.get("size")
    try:
        with package.open(name) as stream:
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                digest.update(chunk)
                if isinstance(left, int):
                    left -= len(chunk)
                    if left < 0:
                        return f"{name}: berubah (lebih panjang daripada saat diarsipkan)."
    except FileNotFoundError:
        return f"{name}: {GONE}"
    except UNREADABLE as problem:
        missing = str(problem) == "tidak ada"
        return f"{name}: {GONE if missing else DAMAGED}"
    if digest.hexdigest() != one["sha256"]:
        return f"{name}: berubah (tidak sama dengan saat diarsipkan)."
    return ""


def main(arguments: list[str]) -> int:
    """Check one package and say what was found."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        package = opened(path)
        manifest, own = manifest_of(package)
    except NotAPackage as problem:
        print(problem, file=sys.stderr)
        return 2
    found = problems_of(package, manifest)
    package.close()
    print(f"Paket arsip tahun {manifest.get('year')}, {len(manifest['files'])} berkas.")
    print(f"Jangkar jurnal : {manifest.get('anchor')}")
    print(f"Sidik manifest : {own}")
    for sentence in found:
        print(sentence)
    if found:
        print(f"TIDAK UTUH: {len(found)} berkas.")
        return 4
    print("UTUH: semua berkas sama dengan saat diarsipkan.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
