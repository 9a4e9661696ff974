"""What around the data needs somebody's eye before it costs work: little room, a wrong clock.

RELIABILITY.md faults 3 and 6. Nothing here stops a save; the saves themselves are safe.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from desktop_app.services.clock_check import behind, moment_words, newest_record
from desktop_app.services.data_folder import RECOVERY_NOTE
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office

LITTLE_ROOM = 500 * 1024 * 1024
TOLD_FOR = timedelta(days=7)
FAR_AHEAD = timedelta(days=30)
READ_ONLY = "Hanya baca: folder data tidak dapat ditulisi. Melihat, mencari, dan mencetak tetap bisa."


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to know, as a sentence that says what to do."""

    tone: Literal["warn", "danger"]
    sentence: str


def conditions(office: Office) -> tuple[Condition, ...]:
    """Everything that needs an eye now, the weightiest first."""
    with shown_to_people(), office.store.reading() as connection:
        newest, late = newest_record(connection), behind(connection, office.clock.now())
    if office.store.read_only:
        return (Condition("warn", READ_ONLY),)
    now, folder = office.clock.now(), office.store.data_dir
    found = [*_room(folder), *_ahead(now, newest), *_recovery(folder, now)]
    if late:
        found.append(Condition("danger", late))
    return tuple(sorted(found, key=lambda one: one.tone != "danger"))


def _room(folder: Path) -> Iterable[Condition]:
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        yield Condition("danger", f"Ruang disk tinggal {free // (1024 * 1024)} MB. Kosongkan sebelum penuh.")


def _ahead(now: datetime, newest: datetime | None) -> Iterable[Condition]:
    """A battery that was changed, a year that was mistyped."""
    if newest is not None and now - newest > FAR_AHEAD:
        yield Condition(
            "warn",
            f"Catatan terakhir {moment_words(newest)}, jam komputer {moment_words(now)}. "
            "Periksa apakah tanggalnya benar.",
        )


def _recovery(folder: Path, now: datetime) -> Iterable[Condition]:
    """Whoever opened the envelope, everybody hears of it."""
    try:
        used = datetime.fromisoformat((folder / RECOVERY_NOTE).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return
    if now - used < TOLD_FOR:
        words = (
            f"Kode pemulihan dipakai {moment_words(used)}. Simpan kode yang baru; bila asing, beri tahu Administrator."
        )
        yield Condition("warn", words)
