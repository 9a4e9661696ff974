"""A person across requests: the record, what he followed, who looks like him, and how his office sends people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, and_, func, or_, select

from db.tables_office import organization, topic
from db.tables_requests import participant, person, request
from db.tables_schedule import attendance, session
from desktop_app.errors import UserError
from desktop_app.office_time import today, wall
from desktop_app.queries.gathered import topics_of
from desktop_app.queries.labels import ATTENDANCE, joined
from desktop_app.queries.office import fold_name
from desktop_app.queries.people_read import nip_problem
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.identity_numbers import mask_email, mask_number, mask_phone, show_phone
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import REQUEST_STATE_LABELS, RequestState

MOST_ROWS = 300
ROTATION_LETTERS = 3
"""From so many letters on it is worth a word that an office never sends anybody twice."""

CAME = ("PRESENT",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in a list: numbers masked."""

    id: int
    full_name: str
    organization: str
    position: str
    nip_masked: str
    mobile_masked: str
    requests: int
    trainings: int
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """One class a person had a mark in."""

    session_key: str
    topic: str
    days: tuple[date, ...]
    when: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """One request a person stands on."""

    request_id: int
    key: str
    sender: str
    topics: str
    state_label: str
    received_on: date
    status: str
    participant_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another record that may be the same person, and why."""

    id: int
    full_name: str
    organization: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLetter:
    """One letter of an office with the people it sent; ``again`` of them had been sent before."""

    request_id: int
    key: str
    received_on: date
    topics: str
    names: tuple[str, ...]
    again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetail:
    """Everything about one person; full numbers stand in ``full``, which a screen shows only after ``disclose``."""

    id: int
    full: dict[str, str]
    masked: dict[str, str]
    brings_laptop: bool | None
    nip_problem: str
    organization_id: int | None
    organization: str
    erased: bool
    superseded_by: int | None
    merged: tuple[Alike, ...]
    alike: tuple[Alike, ...]
    attended: tuple[Attended, ...]
    requested: tuple[Requested, ...]
    office_letters: tuple[OfficeLetter, ...]
    office_note: str


FIELDS = (
    "full_name",
    "nip",
    "nik",
    "position",
    "rank_grade",
    "organization_text",
    "user_group",
    "npwp",
    "spse_user_id",
    "mobile",
    "email",
    "address",
)


def people(connection: Connection, text: str = "", *, organization_id: int | None = None) -> tuple[PersonRow, ...]:
    """People by name, office or number, in the order of their names; merged records are not listed."""
    places = (
        select(participant.c.person_id, func.count(participant.c.request_id.distinct()).label("requests"))
        .where(participant.c.voided_at.is_(None))
        .group_by(participant.c.person_id)
        .subquery()
    )
    came = (
        select(participant.c.person_id, func.count(attendance.c.session_id.distinct()).label("trainings"))
        .join(attendance, attendance.c.participant_id == participant.c.id)
        .where(attendance.c.voided_at.is_(None), attendance.c.status.in_(CAME))
        .group_by(participant.c.person_id)
        .subquery()
    )
    query = (
        select(person, organization.c.name.label("office"), places.c.requests, came.c.trainings)
        .join(places, places.c.person_id == person.c.id)
        .join(came, came.c.person_id == person.c.id, isouter=True)
        .join(organization, organization.c.id == person.c.organization_id, isouter=True)
        .where(person.c.voided_at.is_(None), person.c.superseded_by_id.is_(None))
        .order_by(person.c.full_name, person.c.id)
        .limit(MOST_ROWS)
    )
    if organization_id is not None:
        query = query.where(person.c.organization_id == organization_id)
    for word in text.split():
        digits = "".join(sign for sign in word if sign.isdigit())
        conditions = [
            person.c.full_name.icontains(word, autoescape=True),
            person.c.organization_text.icontains(word, autoescape=True),
            organization.c.search_name.contains(fold_name(word), autoescape=True),
        ]
        if len(digits) >= 5:
            conditions += [person.c.nip.contains(digits), person.c.mobile.contains(digits.lstrip("0"))]
        query = query.where(or_(*conditions))
    return tuple(
        PersonRow(
            id=row["id"],
            full_name=row["full_name"],
            organization=row["organization_text"] or row["office"] or "perseorangan",
            position=row["position"],
            nip_masked=mask_number(row["nip"]) if row["nip"] else "",
            mobile_masked=mask_phone(row["mobile"]) if row["mobile"] else "",
            requests=row["requests"] or 0,
            trainings=row["trainings"] or 0,
            erased=row["erased_at"] is not None,
        )
        for row in connection.execute(query).mappings()
    )


def person_detail(connection: Connection, person_id: int, now: datetime) -> PersonDetail:
    """One person; of a merged record, the one that stands for it. Raises ``UserError`` when there is none."""
    row = _record(connection, person_id)
    office = _office_name(connection, row["organization_id"])
    letters = office_letters(connection, row["organization_id"])
    full = {name: row[name] or "" for name in FIELDS}
    shown = full | {"mobile": show_phone(full["mobile"]) if full["mobile"] else ""}
    masked = shown | {name: mask_number(full[name]) for name in ("nip", "nik", "npwp")}
    masked |= {"mobile": mask_phone(full["mobile"]), "email": mask_email(full["email"])}
    masked |= {name: "••••" if full[name] else "" for name in ("address", "spse_user_id")}
    return PersonDetail(
        id=row["id"],
        full=shown,
        masked=masked,
        brings_laptop=row["brings_laptop"],
        nip_problem=nip_problem(full["nip"], today(now)),
        organization_id=row["organization_id"],
        organization=full["organization_text"] or office or "perseorangan",
        erased=row["erased_at"] is not None,
        superseded_by=row["superseded_by_id"],
        merged=_merged(connection, row["id"]),
        alike=() if row["erased_at"] is not None else alike(connection, row),
        attended=attended(connection, row["id"]),
        requested=_requested(connection, row["id"]),
        office_letters=letters,
        office_note=rotation_note(letters),
    )


def _record(connection: Connection, person_id: int) -> RowMapping:
    wanted: int | None = person_id
    while wanted is not None:
        row = connection.execute(select(person).where(person.c.id == wanted)).mappings().first()
        if row is None:
            break
        if row["superseded_by_id"] is None:
            return row
        wanted = row["superseded_by_id"]
    raise UserError("Orang itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")


def _office_name(connection: Connection, organization_id: int | None) -> str:
    found = connection.execute(select(organization.c.name).where(organization.c.id == organization_id)).scalar()
    return str(found or "")


def _merged(connection: Connection, person_id: int) -> tuple[Alike, ...]:
    rows = connection.execute(
        select(person.c.id, person.c.full_name, person.c.organization_text).where(
            person.c.superseded_by_id == person_id, person.c.voided_at.is_(None)
        )
    )
    return tuple(
        Alike(id=row.id, full_name=row.full_name, organization=row.organization_text, why="sudah digabungkan")
        for row in rows
    )


def alike(connection: Connection, row: RowMapping) -> tuple[Alike, ...]:
    """Records with the same NIP, NIK, telephone or e-mail, or of the same office with a name that begins alike."""
    first = (row["full_name"].split() or [""])[0]
    reasons = {
        name: and_(person.c[name] == row[name], person.c[name] != "") for name in ("nip", "nik", "mobile", "email")
    }
    same_office = and_(
        person.c.organization_id == row["organization_id"], person.c.full_name.istartswith(first, autoescape=True)
    )
    words = {"nip": "NIP sama", "nik": "NIK sama", "mobile": "nomor HP sama", "email": "e-mail sama"}
    rows = connection.execute(
        select(person)
        .where(
            or_(*reasons.values(), same_office) if row["organization_id"] else or_(*reasons.values()),
            person.c.id != row["id"],
            person.c.voided_at.is_(None),
            person.c.erased_at.is_(None),
            person.c.superseded_by_id.is_(None),
        )
        .order_by(person.c.id)
        .limit(20)
    ).mappings()
    return tuple(
        Alike(
            id=other["id"],
            full_name=other["full_name"],
            organization=other["organization_text"],
            why=joined(words[name] for name in words if row[name] and row[name] == other[name])
            or "nama mirip, instansi sama",
        )
        for other in rows
    )


def attended(connection: Connection, person_id: int) -> tuple[Attended, ...]:
    """Classes with a mark for this person, the newest first."""
    rows = connection.execute(
        select(session.c.id, topic.c.name, attendance.c.day, attendance.c.status)
        .join(session, session.c.id == attendance.c.session_id)
        .join(topic, topic.c.id == session.c.topic_id)
        .join(participant, participant.c.id == attendance.c.participant_id)
        .where(participant.c.person_id == person_id, attendance.c.voided_at.is_(None))
        .order_by(attendance.c.day.desc())
    ).all()
    made = []
    for one in dict.fromkeys(row.id for row in rows):
        mine = [row for row in rows if row.id == one]
        days = tuple(sorted(row.day for row in mine))
        made.append(
            Attended(
                session_key=f"sesi:{one}",
                topic=mine[0].name,
                days=days,
                when=date_range(days[0], days[-1], with_year=True),
                result=joined(dict.fromkeys(ATTENDANCE[row.status] for row in mine)),
            )
        )
    return tuple(made)


def _requested(connection: Connection, person_id: int) -> tuple[Requested, ...]:
    rows = (
        connection.execute(
            select(request, participant.c.status.label("place"), participant.c.id.label("place_id"))
            .join(participant, participant.c.request_id == request.c.id)
            .where(participant.c.person_id == person_id, participant.c.voided_at.is_(None))
            .order_by(request.c.received_at.desc())
        )
        .mappings()
        .all()
    )
    topics = topics_of(connection, {row["id"] for row in rows})
    places = {"ACTIVE": "", "REPLACED": "digantikan", "WITHDRAWN": "ditarik"}
    return tuple(
        Requested(
            request_id=row["id"],
            key=case_key(row["agenda_number"], row["agenda_year"]),
            sender=row["sender_name"],
            topics=joined(one.short_name for one in topics.get(row["id"], ())),
            state_label=REQUEST_STATE_LABELS[RequestState(row["state"])],
            received_on=wall(row["received_at"]).date(),
            status=places.get(row["place"], ""),
            participant_id=row["place_id"],
        )
        for row in rows
    )


def office_letters(connection: Connection, organization_id: int | None) -> tuple[OfficeLetter, ...]:
    """The letters of an office with the people it sent, the newest first."""
    if organization_id is None:
        return ()
    rows = (
        connection.execute(
            select(request.c.id, request.c.agenda_number, request.c.agenda_year, request.c.received_at)
            .where(
                request.c.organization_id == organization_id, request.c.kind == "letter", request.c.state != "VOIDED"
            )
            .order_by(request.c.received_at)
            .limit(MOST_ROWS)
        )
        .mappings()
        .all()
    )
    ids = {row["id"] for row in rows}
    topics = topics_of(connection, ids)
    sent: dict[int, list[tuple[int, str]]] = {}
    for place in connection.execute(
        select(participant.c.request_id, person.c.id, person.c.full_name)
        .join(person, person.c.id == participant.c.person_id)
        .where(participant.c.request_id.in_(ids), participant.c.voided_at.is_(None), participant.c.status == "ACTIVE")
        .order_by(participant.c.position_no)
    ):
        sent.setdefault(place.request_id, []).append((place.id, place.full_name))
    seen: set[int] = set()
    made = []
    for row in rows:
        named = sent.get(row["id"], [])
        made.append(
            OfficeLetter(
                request_id=row["id"],
                key=case_key(row["agenda_number"], row["agenda_year"]),
                received_on=wall(row["received_at"]).date(),
                topics=joined(one.short_name for one in topics.get(row["id"], ())),
                names=tuple(name for _, name in named),
                again=sum(one in seen for one, _ in named),
            )
        )
        seen |= {one for one, _ in named}
    return tuple(reversed(made))


def rotation_note(letters: Sequence[OfficeLetter]) -> str:
    """The gentle word about an office that sends somebody else each time; empty when it does not."""
    named = [one for one in letters if one.names]
    recent = named[:ROTATION_LETTERS]
    if len(recent) < ROTATION_LETTERS or any(one.again for one in recent):
        return ""
    return (
        f"{len(recent)} surat terakhir instansi ini membawa orang yang berbeda-beda. Bila perlu, sarankan mengirim "
        "orang yang sama agar ilmunya tidak terputus."
    )
