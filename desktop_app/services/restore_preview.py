"""What a restore would cost: which letters the present data have and the backup has not (RELIABILITY.md fault 10)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from db import keys
from db.backup_format import RestoreFailed, read_manifest
from db.backup_restore import database_of_backup
from db.engine import connect, driver
from db.store import FILE_NAME
from desktop_app.config import Access
from desktop_app.errors import Damaged, EnvironmentFault
from desktop_app.office_time import wall
from desktop_app.services.data_folder import data_key_for
from desktop_app.sop.dates_in_words import clock, long_date, plain_date

MOST_NAMED = 12


@dataclass(frozen=True, slots=True, order=True)
class Letter:
    """A case by its agenda number and the day it was received."""

    year: int
    number: int
    received: date

    @property
    def words(self) -> str:
        """ "147/2026 (3 Desember 2026)"."""
        return f"{self.number}/{self.year} ({plain_date(self.received)})"


@dataclass(frozen=True, slots=True)
class Preview:
    """``missing`` are the letters that would be gone; ``readable`` is false when the present data do not say."""

    file: Path
    made_at: datetime
    letters: int
    newest: Letter | None
    missing: tuple[Letter, ...]
    readable: bool

    @property
    def sentence(self) -> str:
        """Everything in one sentence."""
        when = wall(self.made_at)
        head = f"Cadangan {long_date(when.date())} {clock(when)} berisi {self.letters} surat."
        if not self.readable:
            last = f"sesudah {self.newest.words}" if self.newest is not None else "apa pun"
            return f"{head} Data sekarang tidak terbaca, jadi surat {last} harus dicatat ulang dari kertasnya."
        if not self.missing:
            return f"{head} Tidak ada surat yang hilang bila dipulihkan."
        named = ", ".join(one.words for one in self.missing[:MOST_NAMED])
        more = f" dan {len(self.missing) - MOST_NAMED} lagi" if len(self.missing) > MOST_NAMED else ""
        return f"{head} {len(self.missing)} surat akan hilang: {named}{more}."


def preview(access: Access, file: Path, *, recovery_code: str | None = None) -> Preview:
    """Look into a backup beside the present data; nothing is changed.

    Raises :class:`Damaged` for a backup that cannot be read, :class:`WrongOrMissingKey`, :class:`EnvironmentFault`.
    """
    try:
        manifest = read_manifest(file)
        key = data_key_for(access, manifest, recovery_code)
        access.data_dir.mkdir(parents=True, exist_ok=True)
        with database_of_backup(file, access.data_dir, key) as copy:
            kept = _letters(copy, key)
    except RestoreFailed as failure:
        raise Damaged(f"Cadangan itu tidak dapat dibaca ({failure.reason}). Pilih cadangan lain.") from None
    except OSError as problem:
        raise EnvironmentFault("Berkas cadangan tidak dapat dibaca. Periksa letaknya.") from problem
    present = _present(access, key)
    missing = tuple(sorted((present or frozenset()) - kept))
    made_at = datetime.fromisoformat(manifest.made_at)
    return Preview(file, made_at, len(kept), max(kept, default=None), missing, present is not None)


def _present(access: Access, key: bytes) -> frozenset[Letter] | None:
    """The letters of the data that are there now; ``None`` when they cannot be read."""
    file = access.data_dir / FILE_NAME
    if not file.exists():
        return frozenset() if not keys.have_keys(access.data_dir) else None
    try:
        return _letters(file, key)
    except driver().DatabaseError:
        return None


def _letters(file: Path, key: bytes) -> frozenset[Letter]:
    with closing(connect(file, key, read_only=True)) as raw:
        rows: list[Any] = raw.execute("SELECT agenda_year, agenda_number, received_at FROM request").fetchall()
    return frozenset(Letter(year, number, _day(at)) for year, number, at in rows)


def _day(stored: str) -> date:
    return wall(datetime.fromisoformat(stored).replace(tzinfo=UTC)).date()
