"""The delivery book: every hand-over of a letter from desk to desk, and what closes an agenda book (DOMAIN.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.tables_journal import journal
from db.tables_office import agenda_book
from db.tables_requests import request, step_visit
from db.tables_schedule import outgoing_letter
from desktop_app.office_time import wall
from desktop_app.queries.gathered import officer_names
from desktop_app.queries.labels import lane_word
from desktop_app.queries.queue_sources import day_bounds
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.register_span import Span
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import RequestState
from desktop_app.sop.steps import step

HANDED_ON = (3, 4, 5, 6)
"""Steps whose lane gets the paper from the lane before: Kabag, Kasubbag, Tim Trainer, Helpdesk again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One hand-over; ``receiver`` is who disposed of it there, when he has."""

    at: datetime
    key: str
    sender: str
    letter_number: str
    subject: str
    giver: str
    taker: str
    receiver: str
    voided: bool
    void_reason: str


def delivery_lines(connection: Connection, span: Span) -> Iterator[DeliveryLine]:
    """Hand-overs of the span in their order; ``span.year`` counts by the day of the hand-over."""
    first, last = span.days
    names = officer_names(connection)
    found = connection.execute(
        select(request, step_visit.c.step_no, step_visit.c.received_at.label("handed_at"), step_visit.c.performed_by_id)
        .join(step_visit, step_visit.c.request_id == request.c.id)
        .where(
            step_visit.c.step_no.in_(HANDED_ON),
            step_visit.c.voided_at.is_(None),
            step_visit.c.received_at >= day_bounds(first)[0],
            step_visit.c.received_at < day_bounds(last)[1],
            span.among(request.c.id),
        )
        .order_by(step_visit.c.received_at, step_visit.c.id)
    ).mappings()
    for row in found:
        voided = RequestState(row["state"]) is RequestState.VOIDED
        yield DeliveryLine(
            at=wall(row["handed_at"]),
            key=case_key(row["agenda_number"], row["agenda_year"]),
            sender=sender_phrase(row),
            letter_number=row["letter_number"] or "tanpa nomor",
            subject=row["subject"],
            giver=lane_word(step(row["step_no"] - 1).lane.value),
            taker=lane_word(step(row["step_no"]).lane.value),
            receiver=names.get(row["performed_by_id"], ""),
            voided=voided,
            void_reason=(row["state_reason"] or "") if voided else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BookClosing:
    """A closed book of a year: when, by whom, its last number and how many of its entries are void."""

    year: int
    closed_at: datetime
    keeper_id: int | None
    keeper: str
    first_number: int
    last_number: int
    entries: int
    voided: int


def book_closing(connection: Connection, direction: str, year: int) -> BookClosing | None:
    """What the closing page says; ``None`` while the book is open."""
    book = connection.execute(
        select(agenda_book).where(agenda_book.c.direction == direction, agenda_book.c.year == year)
    ).first()
    if book is None or book.closed_at is None:
        return None
    if direction == "incoming":
        counted = select(
            func.count(),
            func.min(request.c.agenda_number),
            func.max(request.c.agenda_number),
            func.count().filter(request.c.state == RequestState.VOIDED.value),
        ).where(request.c.agenda_year == year)
    else:
        counted = select(
            func.count(),
            func.min(outgoing_letter.c.number),
            func.max(outgoing_letter.c.number),
            func.count(outgoing_letter.c.voided_at),
        ).where(outgoing_letter.c.year == year)
    entries, first, last, voided = connection.execute(counted).one()
    closer = connection.execute(
        select(journal.c.actor_id, journal.c.actor_name)
        .where(journal.c.action == "close_agenda_book", journal.c.recorded_at == book.closed_at)
        .order_by(journal.c.seq.desc())
    ).first()
    return BookClosing(
        year=year,
        closed_at=wall(book.closed_at),
        keeper_id=closer.actor_id if closer else None,
        keeper=closer.actor_name if closer else "",
        first_number=int(first or book.first_number),
        last_number=int(last or 0),
        entries=int(entries),
        voided=int(voided),
    )
