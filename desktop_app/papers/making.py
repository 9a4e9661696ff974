"""What every maker of a paper gets and gives, and the keys papers are asked for by (ARCHITECTURE.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection

from desktop_app.documents.common_data import Office, Person, RequestHead, Secrecy, SessionFacts, Urgency
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.papers.office_of_day import office_on
from desktop_app.queries.case_rows import CaseRow, ParticipantRow
from desktop_app.queries.cases import case, find_case
from desktop_app.queries.office import setting
from desktop_app.queries.session_read import session
from desktop_app.queries.session_rows import SessionDetail, SessionPerson, SessionRow
from desktop_app.queries.setting_names import AGENDA_LABEL, PAPER_SIZE
from desktop_app.sop.numbering import BadNumber, agenda_label, parse_case_key

MINUTES_PER_JP = 45
BREAK_MINUTES = 60


def paper_size(connection: Connection, now: datetime) -> str:
    """The office's paper: ``a4``, else ``f4``."""
    return "a4" if setting(connection, PAPER_SIZE, today(now)) == "a4" else "f4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One paper being made; ``now`` is aware.

    ``others`` are the further forms of a sheet that is not printed yet; ``None`` takes those of the printed one.
    """

    connection: Connection
    now: datetime
    blank: bool = False
    token: str | None = None
    anchor: str | None = None
    others: tuple[int, ...] | None = None

    @property
    def today(self) -> date:
        """The office's day."""
        return today(self.now)

    def office(self, day: date) -> Office:
        """The office on the paper's own day."""
        return office_on(self.connection, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What goes to ``documents``, and what the paper is about."""

    data: Any
    number: str = ""
    request_id: int | None = None
    session_id: int | None = None


def the_case(making: Making, key: str) -> CaseRow:
    """The case of a key ``147/2026``; raises ``UserError`` for another text or a number not in the book."""
    try:
        number, year = parse_case_key(key)
    except BadNumber as wrong:
        raise UserError(str(wrong), field="key") from None
    found = find_case(making.connection, number, year)
    if found is None:
        raise UserError(f"Nomor agenda {number}/{year} tidak ada dalam buku. Periksa nomor dan tahunnya.", field="key")
    return case(making.connection, found, making.now)


def numbered(key: str, kind: str) -> int:
    """The number of ``sesi:12`` or ``peserta:88``; raises ``UserError`` for anything else."""
    name, colon, number = key.strip().partition(":")
    if name != kind or not colon or not number.isdigit() or len(number) > 12:
        raise UserError(f"“{key}” bukan kunci {kind}. Tulis seperti {kind}:12.", field="key")
    return int(number)


def the_session(making: Making, key: str) -> SessionDetail:
    """The session of a key ``sesi:12``."""
    return session(making.connection, numbered(key, "sesi"), making.now)


def label_of(making: Making, number: int, year: int, day: date) -> str:
    """An agenda number as papers print it."""
    return agenda_label(str(setting(making.connection, AGENDA_LABEL, day)), number, year)


def request_head(found: CaseRow) -> RequestHead:
    """The head of a case on sheet and receipt."""
    return RequestHead(
        agenda_number=found.agenda_label,
        sender=found.sender,
        received_at=found.received_at,
        subject=found.subject,
        letter_number=found.letter_number,
        letter_date=found.letter_date,
        urgency=Urgency[found.urgency],
        secrecy=Secrecy[found.secrecy],
        contact_person=found.contact_name,
        contact_phone=found.contact_phone_shown,
        participant_count=found.participant_count,
        attachments=found.attachment_count,
        topics=tuple(topic.name for topic in found.topics),
        individual=found.kind == "form",
    )


def person(row: ParticipantRow, *, nik: bool = False, topics: tuple[str, ...] = ()) -> Person:
    """A place of a request with its biodata; the NIK only where the office asks for it."""
    return Person(
        full_name=row.full_name,
        nip=row.nip,
        nik=row.nik if nik else "",
        position=row.position,
        rank_grade=row.rank_grade,
        organization=row.organization,
        user_group=row.user_group,
        npwp=row.npwp,
        spse_user_id=row.spse_user_id,
        mobile=row.mobile_shown,
        email=row.email,
        address=row.address,
        topics=topics,
        brings_laptop=row.brings_laptop,
        privacy_notice_at=row.privacy_notice_at,
    )


def listed(row: SessionPerson) -> Person:
    """A seat of a session as lists name it: no NIK, the telephone as it is dialled."""
    return Person(
        full_name=row.full_name,
        nip=row.nip,
        position=row.position,
        organization=row.organization,
        mobile=row.mobile_shown if row.mobile else "",
        email=row.email,
    )


def session_facts(row: SessionRow, *, people: int | None = None) -> SessionFacts:
    """A session as letters and lists print it; hours in JP of 45 minutes, a break of an hour left out."""
    starts, ends = time.fromisoformat(row.starts), time.fromisoformat(row.ends)
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    taught = max(0, minutes - (BREAK_MINUTES if starts.hour < 12 <= ends.hour else 0))
    return SessionFacts(
        topic=row.topic.name,
        days=row.days,
        start=starts,
        end=ends,
        venue=row.place,
        trainers=row.trainers,
        quota=row.seats.quota,
        participant_count=row.seats.taken if people is None else people,
        hours_jp=taught // MINUTES_PER_JP * len(row.days),
        session_key=row.key,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a note, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
