"""Finding a case by anything a person may remember, and the list of the Arsip tab (picture 06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_, select

from db.tables_office import organization
from db.tables_requests import participant, person, request
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.labels import joined, people_phrase
from desktop_app.queries.office import fold_name
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.numbering import BadNumber, case_key, parse_case_key
from desktop_app.sop.states import REQUEST_STATE_LABELS, RequestState

SHORTEST = 2
"""Fewer signs than this find everything and nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHit:
    """A case found; ``found_in`` says where ("peserta: Budi Hartono")."""

    request_id: int
    key: str
    sender: str
    subject: str
    summary: str
    state: RequestState
    state_label: str
    received_at: datetime
    when: str
    found_in: str


def search(connection: Connection, text: str, limit: int = 20) -> tuple[CaseHit, ...]:
    """Cases that match by key, sender, letter number, subject, participant or contact; the newest first.

    Voided entries are found too, for they stay in the book. A telephone number or NIP finds its case but is not shown.
    """
    wanted = " ".join(text.split())
    if not wanted or (len(wanted) < SHORTEST and not wanted.isdigit()):
        return ()
    people = matching_people(wanted)
    found = connection.execute(
        select(request)
        .where(or_(matching(wanted), request.c.id.in_(select(participant.c.request_id).where(people))))
        .order_by(request.c.agenda_year.desc(), request.c.agenda_number.desc())
        .limit(limit)
    )
    rows = found.mappings().all()
    ids = {row["id"] for row in rows}
    topics = gathered.topics_of(connection, ids)
    named = {
        row.request_id: row.full_name
        for row in connection.execute(
            select(participant.c.request_id, person.c.full_name)
            .join(person, person.c.id == participant.c.person_id)
            .where(participant.c.request_id.in_(ids), people)
        )
    }
    return tuple(_hit(row, topics.get(row["id"], ()), named.get(row["id"], ""), wanted) for row in rows)


def matching(text: str) -> ColumnElement[bool]:
    """The condition "the request itself matches" (LIKE, case folded by the store; a key or number matches exactly)."""
    contained = [
        column.icontains(text, autoescape=True)
        for column in (
            request.c.sender_name,
            request.c.letter_number,
            request.c.subject,
            request.c.contact_name,
            request.c.external_number,
        )
    ]
    known = select(organization.c.id).where(organization.c.search_name.contains(fold_name(text), autoescape=True))
    conditions = [*contained, request.c.organization_id.in_(known)]
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= 5 and _only_digits(text):
        conditions.append(request.c.contact_phone.contains(digits.lstrip("0"), autoescape=True))
    try:
        key = parse_case_key(text)
        conditions.append(and_(request.c.agenda_number == key.number, request.c.agenda_year == key.year))
    except BadNumber:
        if text.isdigit() and len(text) <= 6:
            conditions.append(request.c.agenda_number == int(text))
    return or_(*conditions)


def matching_people(text: str) -> ColumnElement[bool]:
    """The condition "a participant of the request matches", on the participant table."""
    digits = "".join(sign for sign in text if sign.isdigit())
    conditions: list[ColumnElement[bool]] = [person.c.full_name.icontains(text, autoescape=True)]
    if len(digits) >= 5 and _only_digits(text):
        conditions += [
            person.c.nip.contains(digits, autoescape=True),
            person.c.mobile.contains(digits.lstrip("0"), autoescape=True),
        ]
    found = select(person.c.id).where(or_(*conditions), person.c.voided_at.is_(None))
    return participant.c.person_id.in_(found) & participant.c.voided_at.is_(None)


def _only_digits(text: str) -> bool:
    return all(sign.isdigit() or sign in " -+().," for sign in text)


def _hit(row: RowMapping, topics: Sequence[Any], name: str, text: str) -> CaseHit:
    state = RequestState(row["state"])
    received = wall(row["received_at"])
    subject = joined(topic.name for topic in topics)
    return CaseHit(
        request_id=row["id"],
        key=case_key(row["agenda_number"], row["agenda_year"]),
        sender=sender_phrase(row),
        subject=row["subject"],
        summary=f"{subject}, {people_phrase(row['participant_count'])}",
        state=state,
        state_label=REQUEST_STATE_LABELS[state],
        received_at=received,
        when=date_range(received.date(), received.date(), with_year=True),
        found_in=_found_in(row, name, text),
    )


def _found_in(row: RowMapping, name: str, text: str) -> str:
    folded = fold_name(text)
    for column, label in (
        ("sender_name", "pengirim"),
        ("letter_number", "nomor surat"),
        ("subject", "hal"),
        ("contact_name", "narahubung"),
        ("external_number", "nomor buku luar"),
    ):
        if folded in fold_name(row[column] or ""):
            return f"{label}: {row[column]}"
    return f"peserta: {name}" if name else "nomor agenda" if text[0].isdigit() else "pengirim"
