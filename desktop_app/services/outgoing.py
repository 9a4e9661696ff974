"""Outgoing letters: numbered when issued, never before; sent; struck out with their number kept (DOMAIN 1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from db.tables_schedule import outgoing_letter
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import AGENCY, CLASSIFICATION, OUTGOING_TEMPLATE, OUTGOING_UNIT
from desktop_app.services import agenda, progress
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import BadNumber, LetterNumberParts, format_letter_number
from desktop_app.sop.outgoing_letters import SUBJECTS


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """The number an outgoing letter got."""

    letter: int
    number: str


@use_case("issue_letter")
def issue_letter(
    work: Work,
    *,
    request: int,
    kind: str,
    subject: str = "",
    addressee: str = "",
    letter_date: date | None = None,
    session: int | None = None,
    external_number: str = "",
) -> IssuedLetter:
    """Take the next number of the outgoing book for a letter that is being signed; never for drafts (DOMAIN 1.3).

    With an outside book (SRIKANDI, Setda) ``external_number`` is the number that was given there. A date before the
    last letter's gets an inserted number ("15.a") and needs a reason, as does a second letter of the same kind.
    """
    kind = line(kind, "kind", required=True, limit=32)
    day = letter_date or today(work.occurred_at)
    about = session if session is not None else _session_now(work, request)
    _not_twice(work, request, kind, about)
    taken = agenda.take_outgoing(work, day, external_number=line(external_number, "external_number"))
    made = work.unit.insert(
        outgoing_letter,
        year=day.year,
        number=taken.number,
        suffix=taken.suffix,
        full_number=taken.outside or _printed(work, taken, day),
        kind=kind,
        request_id=request,
        session_id=about,
        subject_key_id=work.the_request["subject_key_id"],
        addressee=line(addressee, "addressee", label="Kepada") or _addressee(work.the_request),
        subject=line(subject, "subject", label="Hal", limit=500) or SUBJECTS.get(kind, kind),
        letter_date=day,
        inserted_reason=work.act.reason if taken.suffix else None,
    )
    return IssuedLetter(made, str(work.unit.get(outgoing_letter, made)["full_number"]))


def _session_now(work: Work, request_id: int) -> int | None:
    held = progress.active_seats(work, request_id)
    return int(held[0]["of_session"]) if held else None


def _addressee(case: RowMapping) -> str:
    """Who signed the request, with his office; an individual by his name."""
    who, office = case["signer_position"], case["sender_name"]
    return str(office if not who else who if office.casefold() in who.casefold() else f"{who} {office}")[:200]


def _not_twice(work: Work, request_id: int, kind: str, session_id: int | None) -> None:
    """The same letter about the same class has its number already; another one is unusual."""
    query = select(outgoing_letter.c.full_number).where(
        outgoing_letter.c.request_id == request_id,
        outgoing_letter.c.kind == kind,
        outgoing_letter.c.voided_at.is_(None),
    )
    query = query.where(
        outgoing_letter.c.session_id.is_(None) if session_id is None else outgoing_letter.c.session_id == session_id
    )
    earlier = work.unit.connection.execute(query).scalar()
    if earlier is not None and not (work.act.reason or "").strip():
        raise NeedsReason(
            f"Surat ini sudah bernomor {earlier}. Cetak yang itu, atau tulis alasan mengambil nomor lagi.",
            field="reason",
        )


def _printed(work: Work, taken: agenda.OutgoingNumber, day: date) -> str:
    def value(name: str) -> str:
        return str(setting(work.unit.connection, name, day))

    parts = LetterNumberParts(
        number=taken.number,
        issued_on=day,
        classification=value(CLASSIFICATION),
        unit=value(OUTGOING_UNIT),
        agency=value(AGENCY),
        suffix=taken.suffix,
    )
    try:
        return format_letter_number(value(OUTGOING_TEMPLATE), parts)
    except BadNumber as wrong:
        raise UserError(f"{wrong} Perbaiki di Pengaturan, Kop dan nomor surat.", field="kind") from None


@use_case("send_letter")
def send_letter(work: Work, *, request: int, letter: int) -> IssuedLetter:
    """Record that an issued letter is on its way: the clock of a rejection stops here (DOMAIN 8.4)."""
    found = _letter(work, request, letter)
    if found["sent_at"] is not None:
        raise RuleRefusal(f"Surat {found['full_number']} sudah tercatat terkirim.", field="letter")
    work.unit.update(outgoing_letter, letter, sent_at=work.occurred_at)
    return IssuedLetter(letter, str(found["full_number"]))


@use_case("void_letter")
def void_letter(work: Work, *, request: int, letter: int) -> IssuedLetter:
    """Strike an issued letter out of the book; its number stays with the reason and is never used again."""
    found = _letter(work, request, letter)
    if found["sent_at"] is not None:
        raise RuleRefusal(
            f"Surat {found['full_number']} sudah dikirim. Terbitkan surat ralat atau surat perubahan.", field="letter"
        )
    work.unit.update(outgoing_letter, letter, voided_at=work.recorded_at, void_reason=work.act.reason)
    return IssuedLetter(letter, str(found["full_number"]))


def _letter(work: Work, request_id: int, letter_id: int) -> Any:
    found = (
        work.unit.connection.execute(
            select(outgoing_letter).where(
                outgoing_letter.c.id == letter_id,
                outgoing_letter.c.request_id == request_id,
                outgoing_letter.c.voided_at.is_(None),
            )
        )
        .mappings()
        .first()
    )
    if found is None:
        raise UserError("Surat keluar itu tidak ditemukan pada berkas ini. Segarkan layar.", field="letter")
    return found
