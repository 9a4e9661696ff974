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

from sqlalchemy import func, select

from db.tables_journal import journal
from desktop_app.office_time import wall
from desktop_app.services.data_folder import RECOVERY_NOTE
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office
from desktop_app.sop.dates_in_words import clock, short_date

LITTLE_ROOM = 500 * 1024 * 1024
TOLD_FOR = timedelta(days=7)
FAR_AHEAD = timedelta(days=30)
READ_ONLY = "Hanya baca: folder data tidak dapat ditulisi. Melihat, mencari, dan mencetak tetap bisa."
CLOCK_SLACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to know, as a sentence that says what to do."""

    tone: Literal["warn", "danger"]
    sentence: str


def conditions(office: Office) -> tuple[Condition, ...]:
    """Everything that needs an eye now, the weightiest first."""
    with shown_to_people(), office.store.reading() as connection:
        newest = connection.execute(select(func.max(journal.c.recorded_at))).scalar()
    if office.store.read_only:
        return (Condition("warn", READ_ONLY),)
    now, folder = office.clock.now(), office.store.data_dir
    found = [*_room(folder), *_clock(now, newest), *_recovery(folder, now)]
    return tuple(sorted(found, key=lambda one: one.tone != "danger"))


def _room(folder: Path) -> Iterable[Condition]:
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        yield Condition("danger", f"Ruang disk tinggal {free // (1024 * 1024)} MB. Kosongkan sebelum penuh.")


def _clock(now: datetime, newest: datetime | None) -> Iterable[Condition]:
    """Order is by number, so nothing breaks; but dates on papers would be wrong."""
    if newest is None:
        return
    last, here = wall(newest), wall(now)
    if now + CLOCK_SLACK < newest:
        yield Condition(
            "danger",
            f"Jam komputer mundur: sekarang {_moment(here)}, catatan terakhir {_moment(last)}. Betulkan jamnya.",
        )
    elif now - newest > FAR_AHEAD:
        yield Condition(
            "warn",
            f"Catatan terakhir {_moment(last)}, jam komputer {_moment(here)}. Periksa apakah tanggalnya benar.",
        )


def _recovery(folder: Path, now: datetime) -> Iterable[Condition]:
    """Whoever opened the envelope, everybody hears of it."""
    try:
        used = datetime.fromisoformat((folder / RECOVERY_NOTE).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return
    if now - used < TOLD_FOR:
        words = (
            f"Kode pemulihan dipakai {_moment(wall(used))}. Simpan kode yang baru; bila asing, beri tahu Administrator."
        )
        yield Condition("warn", words)


def _moment(moment: datetime) -> str:
    return f"{short_date(moment.date())} {clock(moment)}"
