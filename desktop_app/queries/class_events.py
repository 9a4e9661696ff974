"""What happened around a class: pauses, trainers who stood in, filled questionnaires, certificates (SOP step 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, Select, select

from db.tables_office import officer, topic
from db.tables_requests import participant
from db.tables_schedule import session as session_table
from db.tables_schedule import session_trainer
from db.tables_teaching import certificate, questionnaire_reply, session_pause
from desktop_app.office_time import wall
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import PAUSE_CAUSES
from desktop_app.queries.people_read import NAME_FOLLOWS, places


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRow:
    """A stop of a class; ``outcome`` is OPEN, CONTINUED or FOLLOW_ON. Times are wall time."""

    id: int
    day: date
    cause: str
    cause_label: str
    note: str
    starts_at: datetime
    ends_at: datetime | None
    outcome: str
    follow_on: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who teaches instead of whom, and why."""

    substitute: int
    substitute_name: str
    replaced: int
    replaced_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One filled questionnaire; marks 1 to 4, 0 for none, in the order of ``questions``."""

    id: int
    sheet_no: int
    questions: tuple[str, ...]
    marks: tuple[int, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """An issued certificate; ``void_reason`` is empty while it holds."""

    session_id: int
    participant_id: int
    full_number: str
    token: str
    issued_on: date
    name: str
    organization: str
    topic: str
    void_reason: str
    valid: bool


def pauses_of(connection: Connection, session_id: int) -> tuple[PauseRow, ...]:
    """The stops of a class, in order."""
    rows = connection.execute(
        select(session_pause)
        .where(session_pause.c.session_id == session_id, session_pause.c.voided_at.is_(None))
        .order_by(session_pause.c.starts_at, session_pause.c.id)
    ).mappings()
    return tuple(
        PauseRow(
            id=row["id"],
            day=row["day"],
            cause=row["cause"],
            cause_label=PAUSE_CAUSES[row["cause"]],
            note=row["note"],
            starts_at=wall(row["starts_at"]),
            ends_at=wall_or_none(row["ends_at"]),
            outcome=row["outcome"],
            follow_on=row["follow_on_id"],
        )
        for row in rows
    )


def stand_ins_of(connection: Connection, session_id: int) -> tuple[StandIn, ...]:
    """Trainers who stand in at a class, the latest last."""
    names = {row.id: row.full_name for row in connection.execute(select(officer.c.id, officer.c.full_name))}
    rows = connection.execute(
        select(session_trainer)
        .where(
            session_trainer.c.session_id == session_id,
            session_trainer.c.replaces_id.is_not(None),
            session_trainer.c.voided_at.is_(None),
        )
        .order_by(session_trainer.c.id)
    ).mappings()
    return tuple(
        StandIn(
            substitute=row["officer_id"],
            substitute_name=names[row["officer_id"]],
            replaced=row["replaces_id"],
            replaced_name=names[row["replaces_id"]],
            reason=row["reason"] or "",
        )
        for row in rows
    )


def replies_of(connection: Connection, session_id: int) -> tuple[ReplyRow, ...]:
    """The filled questionnaires of a class that count."""
    rows = connection.execute(
        select(questionnaire_reply)
        .where(questionnaire_reply.c.session_id == session_id, questionnaire_reply.c.voided_at.is_(None))
        .order_by(questionnaire_reply.c.sheet_no)
    ).mappings()
    return tuple(
        ReplyRow(
            id=row["id"],
            sheet_no=row["sheet_no"],
            questions=tuple(row["questions"]),
            marks=tuple(row["marks"]),
            comments=tuple(row["comments"]),
        )
        for row in rows
    )


def certificates_of(connection: Connection, session_id: int) -> tuple[CertificateRow, ...]:
    """The certificates of a class, those that hold no longer too."""
    return _rows(connection, _certificates().where(certificate.c.session_id == session_id))


def certificate_of(connection: Connection, participant_id: int) -> CertificateRow | None:
    """The valid certificate of a place, the newest one."""
    rows = _rows(
        connection,
        _certificates().where(certificate.c.participant_id == participant_id, certificate.c.voided_at.is_(None)),
    )
    return rows[-1] if rows else None


def find_certificate(connection: Connection, typed: str) -> CertificateRow | None:
    """The certificate with this code or number, valid or not: what somebody holds in his hands (QR or typed)."""
    wanted = "".join(typed.split()).upper()
    if not wanted:
        return None
    by_code = _rows(connection, _certificates().where(certificate.c.token == wanted))
    return by_code[0] if by_code else _by_number(connection, wanted)


def _by_number(connection: Connection, wanted: str) -> CertificateRow | None:
    rows = _rows(connection, _certificates().where(certificate.c.full_number.ilike(wanted)))
    return rows[0] if rows else None


def _certificates() -> Select[tuple[object, ...]]:
    return (
        select(certificate, topic.c.name.label("topic_name"))
        .join(session_table, session_table.c.id == certificate.c.session_id)
        .join(topic, topic.c.id == session_table.c.topic_id)
        .order_by(certificate.c.id)
    )


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[CertificateRow, ...]:
    found = connection.execute(query).mappings().all()
    people = _people(connection, [row["participant_id"] for row in found])
    return tuple(_certificate(row, people.get(row["participant_id"])) for row in found)


def _people(connection: Connection, ids: Sequence[int]) -> dict[int, RowMapping]:
    return {row["id"]: row for row in connection.execute(places().where(participant.c.id.in_(ids))).mappings()}


def _certificate(row: RowMapping, person: RowMapping | None) -> CertificateRow:
    return CertificateRow(
        session_id=row["session_id"],
        participant_id=row["participant_id"],
        full_number=row["full_number"],
        token=row["token"],
        issued_on=row["issued_on"],
        name=(person["full_name"] if person is not None else "") or NAME_FOLLOWS,
        organization=(person["person_organization"] or person["organization_text"] or "") if person is not None else "",
        topic=row["topic_name"],
        void_reason=row["void_reason"] or "",
        valid=row["voided_at"] is None,
    )
