"""A yearly package looked at before anything of it is taken: every file against its hash, then what is in it.

Nothing is unpacked and nothing written; a package of strangers costs time, never memory or disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import schema
from desktop_app.errors import Damaged, DataNewerThanProgram, UserError
from resources import periksa_arsip

Tick = Callable[[int, int], None]
Package = periksa_arsip.Folder | periksa_arsip.Zip

VERSION = 1
ORIGINALS = "lampiran/"
LONGEST_ROW = 16 * 1024 * 1024
"""A row is some kilobytes; a line without an end must not fill the memory."""

TOO_NEW = "Paket ini dibuat program yang lebih baru. Perbarui program, lalu impor lagi."


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What a package is and holds; the counts are 0 where it is not whole, for then they say nothing."""

    path: Path
    year: int
    office: str
    made_on: str
    anchor: str
    digest: str
    files: int
    size: int
    problems: tuple[str, ...]
    too_new: bool
    letters: int = 0
    people: int = 0
    classes: int = 0
    scans: int = 0
    years: tuple[int, ...] = ()

    @property
    def refusal(self) -> str:
        """Why nothing of it may be taken in, as a sentence; empty where it may."""
        if self.problems:
            more = f" Dan {len(self.problems) - 1} lagi." if len(self.problems) > 1 else ""
            return f"Paket tidak utuh, tidak ada yang diimpor: {self.problems[0]}{more} Pakai salinan paket yang lain."
        return TOO_NEW if self.too_new else ""

    def must_be_sound(self) -> None:
        """Raise :class:`Damaged` or :class:`DataNewerThanProgram` where nothing of it may be taken in."""
        if self.refusal:
            raise (Damaged if self.problems else DataNewerThanProgram)(self.refusal)


def opened(path: Path) -> tuple[Package, dict[str, Any], str]:
    """The package at a path with its manifest and the manifest's hash; raises :class:`UserError` at ``folder``."""
    try:
        package = periksa_arsip.opened(path)
        try:
            manifest, digest = periksa_arsip.manifest_of(package)
        except BaseException:
            package.close()
            raise
    except periksa_arsip.NotAPackage as reason:
        raise UserError(str(reason), field="folder") from None
    return package, manifest, digest


def is_too_new(manifest: dict[str, Any]) -> bool:
    """Whether a newer program made it, so that its columns are unknown here."""
    return manifest.get("schema") not in schema.KNOWN or manifest.get("version") != VERSION


def check_package(path: Path, tick: Tick | None = None) -> PackageFacts:
    """Check every file of the package and count what would come in; ``tick(done, total)`` may raise to stop.

    Raises :class:`UserError` where there is no package.
    """
    package, manifest, digest = opened(path)
    try:
        problems = tuple(periksa_arsip.problems_of(package, manifest, tick))
        counts = {} if problems or is_too_new(manifest) else _counts(package, manifest)
    finally:
        package.close()
    files = manifest["files"]
    year = manifest.get("year")
    return PackageFacts(
        path=path,
        year=year if isinstance(year, int) else 0,
        office=str(manifest.get("office", "")),
        made_on=str(manifest.get("made_on", "")),
        anchor=str(manifest.get("anchor", "")),
        digest=digest,
        files=len(files),
        size=sum(one["size"] for one in files if isinstance(one.get("size"), int)),
        problems=problems,
        too_new=is_too_new(manifest),
        **counts,
    )


def rows_of(package: Package, manifest: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as the package holds them, one at a time; none when the package is older than the table."""
    name = f"data/json/{table}.json"
    if all(one["path"] != name for one in manifest["files"]):
        return
    with package.open(name) as stream:
        for line in iter(lambda: stream.readline(LONGEST_ROW + 1), b""):
            if len(line) > LONGEST_ROW:
                raise Damaged(f"{name}: memuat baris yang terlalu panjang. Tidak ada yang diimpor.")
            text = line.strip().rstrip(b",")
            if text not in (b"[", b"]", b"[]", b""):
                yield _row(name, text)


def _row(name: str, text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Damaged(f"{name}: memuat baris yang bukan data. Tidak ada yang diimpor.")
    return found


def _counts(package: Package, manifest: dict[str, Any]) -> dict[str, Any]:
    years = [row.get("agenda_year") for row in rows_of(package, manifest, "request")]
    return {
        "letters": len(years),
        "people": sum(1 for _ in rows_of(package, manifest, "person")),
        "classes": sum(1 for _ in rows_of(package, manifest, "session")),
        "scans": sum(1 for one in manifest["files"] if str(one["path"]).startswith(ORIGINALS)),
        "years": tuple(sorted({one for one in years if isinstance(one, int)})),
    }
