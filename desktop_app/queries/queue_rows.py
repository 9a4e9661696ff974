"""Rows of the queues: one waiting request, the pool of individuals of a topic, the counts on tabs and chips.

Every ``datetime`` of a row is wall time of the office (WIB, naive), ready to show; texts are finished Indonesian.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desktop_app.sop.states import Lane, RequestState
from desktop_app.sop.working_time import Level

QueueFilter = Literal["all", "mine", "late"]

NEEDS_YOU = "PERLU TINDAKAN ANDA"
NEEDS_OTHERS = "MENUNGGU PIHAK LAIN"
WAITING_DISPOSITION = "MENUNGGU DISPOSISI"
WAITING_SCHEDULE = "MENUNGGU JADWAL"
DONE_TODAY = "SELESAI HARI INI"


@dataclass(frozen=True, slots=True)
class TopicChip:
    """A topic as a chip shows it; ``color`` is a token of the theme (``t_ppk``)."""

    id: int
    code: str
    name: str
    short_name: str
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One request in somebody's queue (pictures 01, 02, 03).

    ``step`` is the SOP step that is open (0: none is), ``lane`` whose turn it is, ``since`` when it reached that lane.
    ``elapsed`` and ``limit`` are working minutes, or working days when ``unit`` is "hari"; ``level`` is always quiet
    for a lane that is not the reader's. ``status`` is the sentence at the right of the second line; ``when`` the
    short time at the right of the first ("09.05", "Rabu", "12 Nov").
    """

    request_id: int
    key: str
    kind: str
    sender: str
    topics: tuple[TopicChip, ...]
    people: int
    summary: str
    state: RequestState
    state_label: str
    step: int
    done_steps: tuple[int, ...]
    lane: Lane | None
    since: datetime | None
    elapsed: int | None
    limit: int | None
    unit: str
    level: Level
    judged: bool
    status: str
    when: str
    section: str
    urgency: str
    urgency_label: str
    secrecy: str
    received_at: datetime
    preferred_dates: tuple[date, ...]
    preferred: str
    waiting_days: int | None
    waiting: str
    mine: bool
    late: bool
    session_id: int | None = None
    session_days: str = ""
    session_fixed: bool = False
    outcome: str = ""
    from_paper: bool = False
    missing: tuple[str, ...] = ()
    trainer_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows after filter and search, in order of their sections, with the counts before the filter."""

    rows: tuple[QueueRow, ...]
    all: int
    mine: int
    late: int

    def section(self, name: str) -> tuple[QueueRow, ...]:
        """The rows under one heading."""
        return tuple(row for row in self.rows if row.section == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """Individuals of one topic who wait for seats (SOP step 2, remark; picture 03, lower left).

    ``request_ids`` are in order of receipt; the first ``fitting`` of them have room in ``session_id``.
    """

    topic: TopicChip
    waiting: int
    own_class_size: int
    request_ids: tuple[int, ...]
    session_id: int | None
    session_days: str
    fitting: int
    meter: str
    fit: str


@dataclass(frozen=True, slots=True)
class TabCounts:
    """What waits on each tab: the numbers of the badges."""

    helpdesk: int
    division_head: int
    subdivision_head: int
    trainer: int
