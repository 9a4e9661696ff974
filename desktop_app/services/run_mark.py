"""A mark in the data folder while the window runs: found at the start, it says the program stopped suddenly."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db.tables_journal import journal
from db.tables_requests import request
from desktop_app.office_time import wall
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import AGENDA_LABEL
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office
from desktop_app.sop.dates_in_words import clock, short_date
from desktop_app.sop.numbering import agenda_label

MARK = "sedang-berjalan.json"


@dataclass(frozen=True, slots=True)
class SuddenEnd:
    """What the office held when the last run ended without a goodbye."""

    last_letter: str
    saved_at: datetime | None

    @property
    def sentence(self) -> str:
        """What the window says at the next start."""
        kept = ""
        if self.last_letter and self.saved_at is not None:
            moment = wall(self.saved_at)
            kept = f" Surat terakhir yang tersimpan: {self.last_letter}, {short_date(moment.date())} {clock(moment)}."
        return f"Program tadi berhenti mendadak. Data sudah diperiksa dan utuh.{kept} Isian setengah jadi ada kembali."


def begin(office: Office) -> SuddenEnd | None:
    """Put the mark; what the last run left when it did not take its own away."""
    mark = office.store.data_dir / MARK
    left = _what_is_there(office) if mark.exists() else None
    with contextlib.suppress(OSError):
        mark.write_text(json.dumps({"sejak": office.clock.now().isoformat()}), encoding="utf-8")
    return left


def end(data_dir: Path) -> None:
    """The run ended well."""
    with contextlib.suppress(OSError):
        (data_dir / MARK).unlink(missing_ok=True)


def _what_is_there(office: Office) -> SuddenEnd:
    with shown_to_people(), office.store.reading() as connection:
        newest = connection.execute(
            select(request.c.agenda_number, request.c.agenda_year, func.min(journal.c.recorded_at).label("saved_at"))
            .join(journal, journal.c.request_id == request.c.id)
            .where(request.c.id == select(func.max(request.c.id)).scalar_subquery())
            .group_by(request.c.id)
        ).first()
        if newest is None:
            return SuddenEnd("", None)
        template = str(setting(connection, AGENDA_LABEL, wall(office.clock.now()).date()))
    return SuddenEnd(agenda_label(template, newest.agenda_number, newest.agenda_year), newest.saved_at)
