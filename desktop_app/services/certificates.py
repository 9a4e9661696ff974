"""Certificates of a finished class: numbered, with a code that the program verifies (DOMAIN 3 no. 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.tables_schedule import attendance, session_day
from db.tables_teaching import certificate
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import (
    AGENCY,
    CERTIFICATE_PERCENT,
    CERTIFICATE_TEMPLATE,
    CERTIFICATES,
    CLASSIFICATION,
    OUTGOING_UNIT,
)
from desktop_app.services import seats
from desktop_app.services.people import new_code
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.attendance import enough
from desktop_app.sop.numbering import BadNumber, LetterNumberParts, format_letter_number


@dataclass(frozen=True, slots=True)
class IssuedCertificates:
    """The numbers given, in the order of the class."""

    session: int
    numbers: tuple[str, ...]


@use_case("issue_certificates")
def issue_certificates(work: Work, *, session: int, participants: tuple[int, ...] = ()) -> IssuedCertificates:
    """Number the certificates of those who came often enough; who has one already keeps it.

    ``participants`` names some of them; empty takes everybody who reached the threshold.
    """
    connection, day = work.unit.connection, today(work.occurred_at)
    if not setting(connection, CERTIFICATES, day):
        raise RuleRefusal("Kantor ini tidak menerbitkan sertifikat. Nyalakan di Pengaturan, bagian Training.")
    least = int(setting(connection, CERTIFICATE_PERCENT, day))
    seated = [row["participant_id"] for row in seats.held_seats(work, session_id=session)]
    come = [one for one in seated if enough(_days_of(work, session, one), least)]
    strangers = set(participants) - set(come)
    if strangers:
        raise RuleRefusal(f"{len(strangers)} peserta tidak mencapai kehadiran {least} %. Sertifikatnya tidak dibuat.")
    holders = set(
        connection.execute(
            select(certificate.c.participant_id).where(
                certificate.c.session_id == session, certificate.c.voided_at.is_(None)
            )
        ).scalars()
    )
    chosen = [one for one in come if one not in holders and (not participants or one in participants)]
    if not chosen and not holders:
        raise RuleRefusal(f"Belum ada peserta yang hadir sekurangnya {least} % dari hari kelas.")
    return IssuedCertificates(session, tuple(_issue(work, session, one, day) for one in chosen))


def _days_of(work: Work, session_id: int, participant_id: int) -> list[tuple[str, str]]:
    days = work.unit.connection.execute(
        select(session_day.c.day).where(session_day.c.session_id == session_id, session_day.c.voided_at.is_(None))
    ).scalars()
    marks = {
        row.day: (row.status, row.afternoon or "")
        for row in work.unit.connection.execute(
            select(attendance).where(
                attendance.c.session_id == session_id,
                attendance.c.participant_id == participant_id,
                attendance.c.voided_at.is_(None),
            )
        )
    }
    return [marks.get(day, ("", "")) for day in days]


def _issue(work: Work, session_id: int, participant_id: int, day: date) -> str:
    connection = work.unit.connection
    last = connection.execute(select(func.max(certificate.c.number)).where(certificate.c.year == day.year)).scalar()
    number = int(last or 0) + 1
    parts = LetterNumberParts(
        number=number,
        classification=str(setting(connection, CLASSIFICATION, day)),
        unit=str(setting(connection, OUTGOING_UNIT, day)),
        issued_on=day,
        agency=str(setting(connection, AGENCY, day)),
    )
    try:
        printed = format_letter_number(str(setting(connection, CERTIFICATE_TEMPLATE, day)), parts)
    except BadNumber as wrong:
        raise UserError(f"{wrong} Perbaiki di Pengaturan, Training.", field="session") from None
    work.unit.insert(
        certificate,
        session_id=session_id,
        participant_id=participant_id,
        year=day.year,
        number=number,
        full_number=printed,
        token=new_code(),
        issued_on=day,
    )
    return printed


@use_case("void_certificate")
def void_certificate(work: Work, *, session: int, participant: int) -> IssuedCertificates:
    """A certificate with a wrong name or given by mistake no longer holds; its number is not used again."""
    row = work.unit.connection.execute(
        select(certificate).where(
            certificate.c.session_id == session,
            certificate.c.participant_id == participant,
            certificate.c.voided_at.is_(None),
        )
    ).first()
    if row is None:
        raise RuleRefusal("Peserta itu tidak mempunyai sertifikat dari kelas ini.", field="participant")
    work.unit.update(certificate, row.id, voided_at=work.recorded_at, void_reason=work.act.reason)
    return IssuedCertificates(session, (row.full_number,))
