"""Is the file still what was written? Its pages at every start, everything once a day (RELIABILITY.md fault 10).

When the whole check was last passed is kept beside the data, not in them: a check must not write into what it doubts.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.errors import Damaged, EnvironmentFault
from desktop_app.services import data_folder
from desktop_app.services.erasure import remove_erased_files
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office

NOTE = "pemeriksaan-terakhir.json"
EVERY = timedelta(hours=20)
"""A little less than a day, so that it does not wander through the office hours."""

MOST_TOLD = 3


def is_due(office: Office) -> bool:
    """True when no whole check was passed for most of a day; a clock set back makes it due."""
    last = _last(office.store.data_dir)
    return last is None or not timedelta(0) <= office.clock.now() - last < EVERY


def check(office: Office) -> data_folder.Checked:
    """Integrity, links, chain, replay against the live tables, attachments, agenda gaps, quotas.

    Raises :class:`Damaged` when the file or its journal is not what was written; other findings are returned. On sound
    data, scans that an interrupted erasing left behind are removed.
    """
    found = data_folder.verify(office)
    if found.damage:
        told = "; ".join(found.damage[:MOST_TOLD])
        raise Damaged(f"Pemeriksaan menemukan {len(found.damage)} kerusakan: {told}. Pulihkan dari cadangan.")
    with contextlib.suppress(OSError, EnvironmentFault):  # a file somebody holds open goes tomorrow
        remove_erased_files(office)
    with contextlib.suppress(OSError):
        words = {"lulus": office.clock.now().isoformat(), "catatan": found.entries}
        (office.store.data_dir / NOTE).write_text(json.dumps(words), encoding="utf-8")
    return found


def check_pages(office: Office) -> None:
    """Every encrypted page against its own seal; finds each flipped bit in a moment. Raises :class:`Damaged`."""
    with shown_to_people():
        if not office.store.checkpoint():
            return  # another window is at work on these pages; it looked when it began
        with office.store.reading() as connection:
            broken = data_folder.torn_pages(connection)
    if broken:
        raise Damaged(f"{len(broken)} halaman berkas data rusak. Jangan menulis lagi; pulihkan dari cadangan.")


def _last(data_dir: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(str(json.loads((data_dir / NOTE).read_text(encoding="utf-8"))["lulus"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
