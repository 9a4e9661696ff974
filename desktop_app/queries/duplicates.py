"""Letters that may be the same request again (DOMAIN.md section 8.4): warned about, never blocked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, RowMapping, Select, or_, select

from db.tables_office import organization, topic
from db.tables_requests import request, request_topic
from desktop_app.office_time import wall
from desktop_app.queries.gathered import topics_of
from desktop_app.queries.labels import joined
from desktop_app.queries.office import fold_name
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import REQUEST_STATE_LABELS, RequestState

SAME_REQUEST_DAYS = 30
"""Two letters of one office about one topic within so many days may be one request."""


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
    """Letters with the same sender, number and date; or of the same office about the same topic within 30 days.

    ``topics`` are codes, ``received_at`` is aware. Voided letters do not count; ``except_id`` leaves out the letter
    that is being edited. The same letter comes first, then the newest.
    """
    folded, number = fold_name(sender), fold_name(letter_number)
    if not folded:
        return ()
    span = timedelta(days=SAME_REQUEST_DAYS)
    near = request.c.received_at.between(received_at - span, received_at + span) & request.c.id.in_(_asking(topics))
    found = connection.execute(
        select(request, organization.c.search_name)
        .join(organization, organization.c.id == request.c.organization_id, isouter=True)
        .where(
            request.c.state != RequestState.VOIDED.value,
            request.c.kind == "letter",
            or_(request.c.letter_date == letter_date, near),
            request.c.id != (except_id or 0),
        )
        .order_by(request.c.received_at.desc())
    ).mappings()
    same_sender = [row for row in found if folded in (row["search_name"], fold_name(row["sender_name"]))]
    kept = [
        (row, _same_letter(row, number, letter_date))
        for row in same_sender
        if _same_letter(row, number, letter_date) or abs(row["received_at"] - received_at) <= span
    ]
    shared = topics_of(connection, {row["id"] for row, _ in kept})
    made = [_row(row, same, shared.get(row["id"], ()), topics) for row, same in kept]
    return tuple(sorted((one for one in made if one.reason), key=lambda one: not one.same_letter))


def _asking(topics: Sequence[str]) -> Select[int]:
    """Ids of the requests that ask for one of these topics."""
    return select(request_topic.c.request_id).where(
        request_topic.c.topic_id.in_(select(topic.c.id).where(topic.c.code.in_(list(topics)))),
        request_topic.c.voided_at.is_(None),
    )


def _same_letter(row: RowMapping, number: str, letter_date: date | None) -> bool:
    return bool(number) and row["letter_date"] == letter_date and fold_name(row["letter_number"] or "") == number


def _row(row: RowMapping, same: bool, chips: Sequence[TopicChip], topics: Sequence[str]) -> PossibleDuplicate:
    state = RequestState(row["state"])
    key = case_key(row["agenda_number"], row["agenda_year"])
    received = wall(row["received_at"])
    common = joined(chip.short_name for chip in chips if chip.code in topics)
    reason = "nomor dan tanggal surat sama" if same else f"topik {common} diminta juga" if common else ""
    return PossibleDuplicate(
        request_id=row["id"],
        key=key,
        sender=row["sender_name"],
        letter_number=row["letter_number"] or "",
        letter_date=row["letter_date"],
        received_at=received,
        state=state,
        state_label=REQUEST_STATE_LABELS[state],
        same_letter=same,
        reason=reason,
        sentence=f"Mungkin rangkap dengan {key} ({short_date(received.date())}): {reason}.",
    )
