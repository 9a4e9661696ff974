"""Letters that may be the same request again (DOMAIN.md section 8.4): warned about, never blocked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.sop.states import RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleDuplicate:
    """An earlier letter with why it looks the same; ``sentence`` is what the form shows beside its link."""

    request_id: int
    key: str
    sender: str
    letter_number: str
    letter_date: date | None
    received_at: datetime
    state: RequestState
    state_label: str
    same_letter: bool
    reason: str
    sentence: str


def possible_duplicates(
    connection: Connection,
    *,
    sender: str,
    letter_number: str,
    letter_date: date | None,
    topics: Sequence[str],
    received_at: datetime,
    except_id: int | None = None,
) -> tuple[PossibleDuplicate, ...]:
    """Same sender, number and date; or same organization and topic (codes) within 30 days."""
    raise NotImplementedError
