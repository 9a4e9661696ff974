"""Rows of the registers, the same for PDF and workbook (DOMAIN 1.2, 3 no.

8). Personal numbers come masked (6.1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from desktop_app.documents.common_data import Office, SignatureSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of a book. A voided line stays, struck through, with the reason (DOMAIN 1.3)."""

    voided: bool = False
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingAgendaRow(RegisterRow):
    """Agenda surat masuk."""

    agenda_number: int
    received_at: datetime
    sender: str
    letter_number: str = ""
    letter_date: date | None = None
    subject: str = ""
    attachment: str = ""
    forwarded_to: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingAgendaRow(RegisterRow):
    """Agenda surat keluar (buku verbal)."""

    sequence: int
    letter_number: str
    letter_date: date
    sent_on: date | None = None
    addressee: str = ""
    addressee_address: str = ""
    subject: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow(RegisterRow):
    """Permohonan; ``state`` is the Indonesian label."""

    agenda: str
    received_at: datetime
    sender: str
    origin: str = ""
    topics: str = ""
    participant_count: int = 0
    state: str = ""
    step: int = 0
    session: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow(RegisterRow):
    """Peserta; NIP, phone and e-mail already masked by the caller."""

    full_name: str
    nip_masked: str = ""
    position: str = ""
    organization: str = ""
    user_group: str = ""
    mobile_masked: str = ""
    email_masked: str = ""
    agenda: str = ""
    session: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullParticipantRow(RegisterRow):
    """Peserta with every number in full; made only after the journal noted who takes it and why."""

    full_name: str
    nip: str = ""
    nik: str = ""
    npwp: str = ""
    position: str = ""
    rank_grade: str = ""
    organization: str = ""
    user_group: str = ""
    spse_user_id: str = ""
    mobile: str = ""
    email: str = ""
    address: str = ""
    agenda: str = ""
    session: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow(RegisterRow):
    """Jadwal; one line a session."""

    first_day: date
    last_day: date
    start: time
    end: time
    topic: str
    user_group: str = ""
    seats_taken: int = 0
    quota: int = 0
    venue: str = ""
    trainers: str = ""
    agendas: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRow(RegisterRow):
    """Kehadiran; one line a person and day."""

    day: date
    topic: str
    full_name: str
    organization: str = ""
    agenda: str = ""
    result: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTimeRow(RegisterRow):
    """Mutu baku: one finished step.

    ``minutes`` are working minutes without pauses, ``judged`` False = typed later.
    """

    agenda: str
    step: int
    step_label: str
    lane: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    standard: str = ""
    standard_minutes: int | None = None
    minutes: int | None = None
    on_time: bool | None = None
    judged: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow(RegisterRow):
    """Buku ekspedisi: one hand-over; ``initials`` stays empty for the pen of who takes it."""

    sequence: int
    handed_at: datetime
    agenda: str
    sender: str = ""
    letter_number: str = ""
    subject: str = ""
    giver: str = ""
    taker: str = ""
    receiver: str = ""
    initials: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFileRow(RegisterRow):
    """Daftar berkas: one closed case with its retention; ``stage`` says where it stands today."""

    classification: str
    agenda: str
    about: str
    closed_on: date
    amount: str = "1 berkas"
    copy: str = "asli dan salinan"
    storage_location: str = ""
    active_until: date | None = None
    inactive_until: date | None = None
    fate: str = ""
    stage: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDocument:
    """A whole register: ``kind`` is one ``register_of`` knows; ``period`` is printed ("Tahun 2026").

    ``closing`` is the statement of the closed book (DOMAIN 1.2), printed before the signatures when not
    empty.
    """

    kind: str
    office: Office
    period: str
    rows: tuple[RegisterRow, ...]
    dated: date | None = None
    signatures: tuple[SignatureSlot, ...] = ()
    closing: str = ""
    filters: str = ""
    counts: tuple[tuple[str, int], ...] = field(default_factory=tuple)
