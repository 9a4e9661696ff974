"""Outgoing letters about a case: invitation, change, cancellation, answer, cover letter (SOP step 6, DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, or_, select

from db.tables_schedule import outgoing_letter, seat
from db.tables_schedule import session as session_table
from desktop_app.documents.session_data import (
    Cancellation,
    CoverItem,
    CoverLetter,
    LetterBlock,
    LetterReference,
    Rejection,
    ScheduleChange,
    ScheduleNotice,
    SeatRelease,
)
from desktop_app.errors import UserError
from desktop_app.papers.making import Made, Making, listed, session_facts, the_case
from desktop_app.papers.office_of_day import contact_line, official_on
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.session_read import session
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.sop.states import RequestState, Role, SessionState

CONFIRM_TO = "Helpdesk LPSE"
FIXED = (SessionState.FIXED, SessionState.RUNNING, SessionState.DONE)


@dataclass(frozen=True, slots=True)
class _Old:
    """A session in which the case had seats that were all given back, and why."""

    detail: SessionDetail
    reason: str


def invitation(making: Making, key: str) -> Made:
    """Undangan / pemberitahuan jadwal; raises ``UserError`` before the Kasubbag has fixed the class."""
    found = the_case(making, key)
    if not found.sessions:
        raise UserError(f"Berkas {found.key} belum mempunyai jadwal. Jadwalkan dahulu, lalu cetak undangannya.")
    current = _current(making, found)
    if current is None:
        raise UserError(f"Jadwal berkas {found.key} masih tentatif. Tunggu Kasubbag menetapkan kelasnya.")
    people = tuple(listed(one) for one in current.people if one.request_id == found.request_id)
    letter, number = _letter(making, found, "undangan", current.row.id, attachment="1 (satu) lembar" if people else "-")
    data = ScheduleNotice(
        letter=letter,
        session=session_facts(current.row, people=len(people)),
        reference=_reference(found),
        participants=people,
        confirm_by=found.confirm_by,
        confirm_to=CONFIRM_TO,
        confirm_phone=contact_line(making.connection, making.today),
    )
    return Made(data=data, number=number, request_id=found.request_id, session_id=current.row.id)


def change(making: Making, key: str) -> Made:
    """Surat perubahan jadwal: the session the case had, the one it has now, and why."""
    found = the_case(making, key)
    old = _old(making, found)
    if old is None:
        raise UserError(f"Jadwal berkas {found.key} belum pernah berubah. Surat perubahan tidak diperlukan.")
    new = _current(making, found)
    letter, number = _letter(making, found, "perubahan", new.row.id if new else None)
    people = tuple(listed(one) for one in new.people if one.request_id == found.request_id) if new else ()
    data = ScheduleChange(
        letter=letter,
        old=session_facts(old.detail.row, people=len(people) or found.participant_count),
        new=session_facts(new.row, people=len(people)) if new else None,
        reason=old.reason,
        participants=people,
        confirm_by=found.confirm_by if new else None,
        confirm_to=CONFIRM_TO,
        confirm_phone=contact_line(making.connection, making.today),
    )
    return Made(data=data, number=number, request_id=found.request_id, session_id=new.row.id if new else None)


def postponement(making: Making, key: str) -> Made:
    """Surat penundaan of a class that was put off and has no new date yet."""
    found = the_case(making, key)
    old = _old(making, found, (SessionState.POSTPONED,))
    if old is None:
        raise UserError(f"Tidak ada kelas berkas {found.key} yang ditunda. Surat penundaan tidak diperlukan.")
    letter, number = _letter(making, found, "penundaan", None)
    people = tuple(listed(one) for one in old.detail.released if one.request_id == found.request_id)
    data = ScheduleChange(
        letter=letter,
        old=session_facts(old.detail.row, people=len(people) or found.participant_count),
        new=None,
        reason=old.reason,
    )
    return Made(data=data, number=number, request_id=found.request_id, session_id=old.detail.row.id)


def release(making: Making, key: str) -> Made:
    """Surat pelepasan kursi to those of a request who never answered and lost their seats."""
    found = the_case(making, key)
    for detail in _details(making, found):
        gone = [one for one in detail.released if one.request_id == found.request_id and one.answer == "NO_ANSWER"]
        if gone:
            break
    else:
        raise UserError(f"Tidak ada kursi berkas {found.key} yang dilepas karena tidak menjawab.")
    live = _current(making, found)
    about = detail.row.id if live is not None and live.row.id == detail.row.id else None
    letter, number = _letter(making, found, "pelepasan", about, attachment="1 (satu) lembar")
    data = SeatRelease(
        letter=letter,
        session=session_facts(detail.row, people=len(gone)),
        participants=tuple(listed(one) for one in gone),
        confirm_by=gone[0].confirm_by,
        contact=contact_line(making.connection, making.today),
    )
    return Made(data=data, number=number, request_id=found.request_id, session_id=detail.row.id)


def _details(making: Making, found: CaseRow) -> tuple[SessionDetail, ...]:
    """Every session the case has or had seats in, the newest first."""
    ids = making.connection.execute(
        select(seat.c.session_id)
        .where(seat.c.request_id == found.request_id, seat.c.voided_at.is_(None))
        .order_by(seat.c.id.desc())
    ).scalars()
    return tuple(session(making.connection, one, making.now) for one in dict.fromkeys(ids))


def cancellation(making: Making, key: str) -> Made:
    """Surat pembatalan of a session that was cancelled or put off without a new date."""
    found = the_case(making, key)
    old = _old(making, found, (SessionState.CANCELLED, SessionState.POSTPONED))
    if old is None:
        raise UserError(f"Tidak ada kelas berkas {found.key} yang dibatalkan. Surat pembatalan tidak diperlukan.")
    letter, number = _letter(making, found, "pembatalan", None)
    data = Cancellation(
        letter=letter,
        session=session_facts(old.detail.row, people=found.participant_count),
        reason=old.reason,
    )
    return Made(data=data, number=number, request_id=found.request_id, session_id=old.detail.row.id)


def rejection(making: Making, key: str) -> Made:
    """Surat jawaban of a rejected or handed back request, with the Kabag's reason."""
    found = the_case(making, key)
    if found.state not in (RequestState.REJECTED, RequestState.HANDED_BACK):
        raise UserError(f"Berkas {found.key} tidak ditolak. Surat jawaban hanya untuk permohonan yang ditolak.")
    notes = [one.note for one in found.dispositions if one.outcome == "REJECTED" and one.note]
    letter, number = _letter(making, found, "penolakan", None)
    reason = found.state_reason or (notes[-1] if notes else "")
    data = Rejection(
        letter=letter,
        reference=_their_letter(found),
        reason=reason,
        suggestion=notes[-1] if notes and notes[-1].strip() != reason.strip() else "",
    )
    return Made(data=data, number=number, request_id=found.request_id)


def cover(making: Making, key: str) -> Made:
    """Surat pengantar with which a letter is handed on or back."""
    found = the_case(making, key)
    letter, number = _letter(making, found, "pengantar", None)
    numbered = f"Nomor {found.letter_number}" if found.letter_number else "tanpa nomor"
    item = CoverItem(
        description=f"Surat {found.sender} {numbered} hal {found.subject}",
        quantity=found.attachment_count or "1 (satu) berkas",
        remark=found.state_reason,
    )
    return Made(data=CoverLetter(letter=letter, items=(item,)), number=number, request_id=found.request_id)


def _current(making: Making, found: CaseRow) -> SessionDetail | None:
    """The fixed session in which the case has seats now."""
    live = [one for one in found.sessions if SessionState(one.state) in FIXED]
    return session(making.connection, live[0].session_id, making.now) if live else None


def _old(making: Making, found: CaseRow, states: tuple[SessionState, ...] = ()) -> _Old | None:
    """The newest session the case gave its seats back in, if wanted only in these states."""
    present = {one.session_id for one in found.sessions}
    rows = making.connection.execute(
        select(seat.c.session_id, seat.c.release_reason, session_table.c.state, session_table.c.state_reason)
        .join(session_table, session_table.c.id == seat.c.session_id)
        .where(seat.c.request_id == found.request_id, seat.c.state == "RELEASED", seat.c.voided_at.is_(None))
        .order_by(seat.c.id.desc())
    ).mappings()
    for row in rows:
        wanted = not states or SessionState(row["state"]) in states
        if row["session_id"] not in present and wanted:
            detail = session(making.connection, row["session_id"], making.now)
            return _Old(detail, row["state_reason"] or found.state_reason or row["release_reason"] or "")
    return None


def _reference(found: CaseRow) -> LetterReference | None:
    """The applicant's letter; an individual's form has none."""
    return None if found.kind == "form" else _their_letter(found)


def _their_letter(found: CaseRow) -> LetterReference:
    return LetterReference(number=found.letter_number, dated=found.letter_date, subject=found.subject)


def _letter(
    making: Making, found: CaseRow, kind: str, session_id: int | None, *, attachment: str = "-"
) -> tuple[LetterBlock, str]:
    """Head and foot of a letter, with the number and date it was issued under, if it was."""
    issued = _issued(making, found, kind, session_id)
    day: date = issued["letter_date"] if issued is not None else making.today
    number = issued["full_number"] if issued is not None else ""
    copies = tuple(part.strip() for part in found.carbon_copies.split(";") if part.strip())
    block = LetterBlock(
        office=making.office(day),
        signer=official_on(making.connection, Role.DIVISION_HEAD, day),
        addressee=_addressee(found),
        dated=day if issued is not None else None,
        number=number,
        nature=found.urgency_label,
        attachment=attachment,
        carbon_copies=copies,
        token=making.token or "",
    )
    return block, number


def _addressee(found: CaseRow) -> tuple[str, ...]:
    """Who is written to: the office that signed the letter, or the individual."""
    if found.kind == "form":
        return (f"Sdr. {found.sender}", "di - Tempat")
    who = found.signer_position or "Pimpinan"
    names = (who,) if found.sender.casefold() in who.casefold() else (who, found.sender)
    return (*names, "di - Tempat")


def _issued(making: Making, found: CaseRow, kind: str, session_id: int | None) -> RowMapping | None:
    """The number a letter about this class has; one about an earlier class is another letter."""
    about = outgoing_letter.c.session_id
    return (
        making.connection.execute(
            select(outgoing_letter)
            .where(
                outgoing_letter.c.request_id == found.request_id,
                outgoing_letter.c.kind == kind,
                about.is_(None) if session_id is None else or_(about == session_id, about.is_(None)),
                outgoing_letter.c.voided_at.is_(None),
            )
            .order_by(outgoing_letter.c.id.desc())
        )
        .mappings()
        .first()
    )
