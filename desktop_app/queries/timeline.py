"""The journal told as sentences: the history of a case, of a session, or of the office, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One act: ``sentence`` tells what, ``who`` by whom and on whose behalf; ``details`` lists "Nama: lama -> baru"."""

    seq: int
    action: str
    label: str
    sentence: str
    who: str
    details: tuple[str, ...]
    occurred_at: datetime
    recorded_at: datetime
    when: str
    recorded_late: bool
    from_paper: bool
    reason: str
    request_id: int | None
    request_key: str
    session_id: int | None
    undone_by: int | None
    undoes: int | None


def timeline(connection: Connection, request_id: int) -> tuple[TimelineRow, ...]:
    """The history of a case, newest first."""
    raise NotImplementedError


def session_timeline(connection: Connection, session_id: int) -> tuple[TimelineRow, ...]:
    """The history of a session, newest first."""
    raise NotImplementedError


def journal_page(
    connection: Connection, *, before_seq: int | None = None, limit: int = 100, text: str = ""
) -> tuple[TimelineRow, ...]:
    """A page of the whole journal, newest first, older than ``before_seq``."""
    raise NotImplementedError
