"""Finding a case by anything a person may remember, and the list of the Arsip tab (picture 06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.states import RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHit:
    """A case found; ``found_in`` says where ("peserta: Budi Hartono"), personal numbers masked."""

    request_id: int
    key: str
    sender: str
    summary: str
    state: RequestState
    state_label: str
    received_at: datetime
    when: str
    found_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRow:
    """A line of the Arsip list; ``days_to_schedule`` are working days from receipt to the fixed date."""

    request_id: int
    key: str
    number: str
    received_at: datetime
    day: str
    sender: str
    summary: str
    topics: tuple[TopicChip, ...]
    state: RequestState
    state_label: str
    days_to_schedule: int | None
    days_text: str
    over: bool
    attachments: int
    storage_location: str


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The rows and how many there are in all."""

    rows: tuple[ArchiveRow, ...]
    total: int
    over: int


def search(connection: Connection, text: str, limit: int = 20) -> tuple[CaseHit, ...]:
    """Cases that match by key, sender, letter number, subject, participant or contact; the newest first."""
    raise NotImplementedError


def archive_rows(
    connection: Connection,
    now: datetime,
    *,
    year: int | None = None,
    topic_id: int | None = None,
    organization_id: int | None = None,
    ended_only: bool = False,
    over_only: bool = False,
    text: str = "",
    limit: int = 500,
) -> ArchivePage:
    """The list of the Arsip tab, the newest number first."""
    raise NotImplementedError
