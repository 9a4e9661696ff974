"""The people behind the cases a search found: each once, with how many of the found cases are his."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from db.search_index import digits_of, plain
from db.tables_office import organization
from db.tables_requests import participant, person
from desktop_app.queries.search import CaseHit

MOST_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person whose page can be opened; numbers are not shown."""

    person_id: int
    full_name: str
    organization: str
    cases: int


def people_behind(connection: Connection, hits: Sequence[CaseHit], text: str) -> tuple[PersonHit, ...]:
    """People of these cases whose name has every word of ``text``, or whose number has its digits."""
    words, digits = plain(text).split(), digits_of(text)
    if not hits or not words:
        return ()
    stands_for = func.coalesce(person.c.superseded_by_id, person.c.id).label("person_id")
    rows = connection.execute(
        select(
            stands_for,
            person.c.full_name,
            person.c.organization_text,
            organization.c.name.label("office"),
            person.c.mobile,
            person.c.nip,
            participant.c.request_id,
        )
        .join(person, person.c.id == participant.c.person_id)
        .join(organization, organization.c.id == person.c.organization_id, isouter=True)
        .where(
            participant.c.request_id.in_([one.request_id for one in hits]),
            participant.c.voided_at.is_(None),
            person.c.voided_at.is_(None),
            person.c.erased_at.is_(None),
        )
        .order_by(participant.c.request_id.desc(), participant.c.position_no)
    ).all()
    found: dict[int, PersonHit] = {}
    cases: dict[int, set[int]] = {}
    for row in rows:
        name = plain(row.full_name)
        by_number = bool(digits) and any(digits in (number or "") for number in (row.mobile, row.nip))
        if by_number or all(word in name for word in words):
            cases.setdefault(row.person_id, set()).add(row.request_id)
            where = row.organization_text or row.office or "perseorangan"
            found[row.person_id] = PersonHit(row.person_id, row.full_name, where, len(cases[row.person_id]))
    return tuple(found.values())[:MOST_PEOPLE]
