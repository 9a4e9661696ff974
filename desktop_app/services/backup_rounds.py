"""Backups made while the office works: to every place it has chosen, and to a stick when it is plugged in.

A round is due when something was saved since the newest verified backup and the office's interval has passed
(RELIABILITY.md fault 5). A place that fails does not stop the others; its sentence is told.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from db.backup import BackupResult
from db.backup_thinning import BackupInfo, list_backups
from db.durable_files import replace_file
from db.key_errors import KeyProblem
from db.key_store import load_ring
from db.tables_journal import journal
from desktop_app.errors import EnvironmentFault, LoketError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import BACKUP_MINUTES, BACKUP_MORE_FOLDERS
from desktop_app.services import data_folder
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office

STICK_MARK = "stik-cadangan-loket-training.json"
STICK_FOLDER = "Cadangan Loket Training"
PLACES_NOTE = "tempat-cadangan.json"
"""Where backups lie, in plain words beside the data: asked when the data themselves cannot be opened."""

LONGEST_WITHOUT = timedelta(hours=24)
"""After this long with unsaved-aside work the window warns in red."""


@dataclass(frozen=True, slots=True)
class Cover:
    """When the newest verified backup was made, and when the first save was recorded that it does not hold."""

    made_at: datetime | None
    uncovered_since: datetime | None

    @property
    def complete(self) -> bool:
        """Nothing was saved since."""
        return self.uncovered_since is None

    def due(self, now: datetime, minutes: int) -> bool:
        """True when something is not in any backup and the interval has passed; a clock set back does not delay it."""
        if self.complete:
            return False
        return self.made_at is None or not timedelta(0) <= now - self.made_at < timedelta(minutes=minutes)

    def alarming(self, now: datetime) -> bool:
        """True when work of more than a day stands in one place only."""
        return self.uncovered_since is not None and now - self.uncovered_since > LONGEST_WITHOUT


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One readable backup file; ``letters`` is how many cases it holds, where it says so."""

    path: Path
    made_at: datetime
    size: int
    sequence: int
    letters: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """Where backups were made, and the sentences of the places that failed."""

    made: tuple[BackupResult, ...]
    failures: tuple[str, ...]


def places(office: Office) -> tuple[Path, ...]:
    """The folders of every round: the office's own first, then the further ones."""
    with office.store.reading() as connection:
        more = setting(connection, BACKUP_MORE_FOLDERS, today(office.clock.now()))
    own = data_folder.backup_folder(office)
    others = [Path(str(one)).expanduser() for one in more if str(one).strip()]
    return (own, *(one for one in others if one != own))


def interval(office: Office) -> int:
    """Minutes between rounds."""
    with office.store.reading() as connection:
        return max(1, int(setting(connection, BACKUP_MINUTES, today(office.clock.now()))))


def cover(office: Office) -> Cover:
    """The newest verified backup of this office in any of its places."""
    own_id = load_ring(office.store.data_dir).data_id
    found = [one for place in places(office) for one in list_backups(place) if one.manifest.data_id == own_id]
    newest = max(found, key=lambda one: one.order, default=None)
    held = newest.manifest.sequence if newest is not None else 0
    with shown_to_people(), office.store.reading() as connection:
        since = connection.execute(select(func.min(journal.c.recorded_at)).where(journal.c.seq > held)).scalar()
    return Cover(newest.made_at if newest is not None else None, since)


def make_round(office: Office) -> Round:
    """One verified backup in every place; a place that is away or full is told and left."""
    made: list[BackupResult] = []
    failures: list[str] = []
    _note_places(office)
    for place in places(office):
        try:
            made.append(data_folder.back_up(office, place, make_target=data_folder.ours_to_make(office, place)))
        except LoketError as problem:
            failures.append(f"{place}: {problem.sentence}")
    return Round(tuple(made), tuple(failures))


def _note_places(office: Office) -> None:
    with contextlib.suppress(OSError):
        words = [str(place) for place in places(office)]
        (office.store.data_dir / PLACES_NOTE).write_text(json.dumps(words), encoding="utf-8")


def backups_of(data_dir: Path, *, also: Iterable[Path] = (), roots: Iterable[Path] = ()) -> tuple[BackupRow, ...]:
    """Backups of the data in ``data_dir``, newest first, without opening them.

    Looked for beside the data, in the noted places, in ``also`` and on the sticks mounted at ``roots``.
    """
    own = data_dir / data_folder.BACKUPS
    folders = dict.fromkeys([own, *_noted(data_dir), *also, *(root / STICK_FOLDER for root in roots)])
    try:
        own_id = load_ring(data_dir).data_id
    except KeyProblem:
        own_id = ""
    found = [one for folder in folders for one in list_backups(folder) if own_id in ("", one.manifest.data_id)]
    return tuple(_row(one) for one in sorted(found, key=lambda one: one.order, reverse=True))


def _row(info: BackupInfo) -> BackupRow:
    letters = info.manifest.facts.get("letters")
    return BackupRow(
        info.path, info.made_at, info.size, info.manifest.sequence, letters if isinstance(letters, int) else None
    )


def _noted(data_dir: Path) -> list[Path]:
    try:
        words = json.loads((data_dir / PLACES_NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(one) for one in words if isinstance(one, str)] if isinstance(words, list) else []


def make_round_if_due(office: Office) -> Round | None:
    """What the command line does after a save: the same rule as the window's timer."""
    if not cover(office).due(office.clock.now(), interval(office)):
        return None
    return make_round(office)


def before_import(office: Office) -> None:
    """Strangers' rows come in only behind a verified backup that holds everything there was before them.

    Raises :class:`EnvironmentFault` when none can be made; then nothing is taken in.
    """
    if cover(office).complete or make_round(office).made:
        return
    raise EnvironmentFault("Cadangan sebelum impor gagal dibuat, jadi tidak ada yang diambil. Periksa tempat cadangan.")


def close(office: Office) -> Round:
    """The clean end: a backup in every place (beside the data when no other could be reached), then let go."""
    if office.store.read_only:
        office.store.close()
        return Round((), ())
    try:
        done = make_round(office)
        if not done.made:
            done = Round((data_folder.back_up(office, office.store.data_dir / data_folder.BACKUPS),), done.failures)
    except LoketError:
        office.store.close()
        raise
    data_folder.close(office)
    return done


def mark_stick(office: Office, root: Path) -> Path:
    """Make a stick one of this office: from now on each time it is plugged in a backup is put on it.

    Raises :class:`EnvironmentFault` when the stick cannot be written.
    """
    words = {"data_id": load_ring(office.store.data_dir).data_id, "untuk": "cadangan Loket Training"}
    try:
        replace_file(root / STICK_MARK, json.dumps(words).encode())
    except OSError as problem:
        raise EnvironmentFault(
            f"Stik di {root} tidak dapat ditulisi. Periksa kuncinya atau pilih stik lain."
        ) from problem
    return root / STICK_MARK


def sticks(office: Office, roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those of the mounted ``roots`` that carry this office's mark."""
    own_id = load_ring(office.store.data_dir).data_id
    return tuple(root for root in roots if _marked_for(root) == own_id)


def _marked_for(root: Path) -> str | None:
    try:
        with (root / STICK_MARK).open("rb") as mark:
            words = json.loads(mark.read(4096))
    except (OSError, ValueError, RecursionError):
        return None
    return str(words.get("data_id")) if isinstance(words, dict) else None


def back_up_to_stick(office: Office, root: Path) -> BackupResult:
    """One verified backup on a marked stick; raises :class:`EnvironmentFault` when it was pulled meanwhile."""
    if not sticks(office, (root,)):
        raise EnvironmentFault("Stik cadangan tidak ditemukan lagi. Pasang kembali, cadangan dibuat dengan sendirinya.")
    return data_folder.back_up(office, root / STICK_FOLDER)
