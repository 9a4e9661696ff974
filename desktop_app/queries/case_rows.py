"""Rows of one case: everything its screen, its papers and ``show KEY`` need.

Every ``datetime`` of a row is wall time of the office (WIB, naive). Personal numbers stand in full beside their
masked form; a screen that is not a working board shows the masked one (DESIGN_SYSTEM.md, head).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.states import Lane, RequestState
from desktop_app.sop.working_time import Level

StepState = Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One of the eight SOP steps of a case (DOMAIN.md section 9).

    ``elapsed`` and ``limit`` count ``unit`` ("mnt" or "hari"); ``minutes`` is the judged number of a minute step
    (pauses taken out), ``minutes_with_pauses`` the other. ``time_text`` is "2 mnt / 5 mnt", before the step only its
    standard. ``late_note`` is "dicatat kemudian" when it was typed in later and is not judged.
    """

    number: int
    short: str
    sentence: str
    lane: Lane
    lane_label: str
    state: StepState
    standard: str
    standard_brief: str
    unit: str
    limit: int
    elapsed: int | None
    minutes: int | None
    minutes_with_pauses: int | None
    level: Level
    judged: bool
    time_text: str
    performed_by: str
    performed_by_lane: str
    recorded_by: str
    acting_kind: str
    received_at: datetime | None
    started_at: datetime | None
    occurred_at: datetime | None
    recorded_at: datetime | None
    from_paper: bool
    recorded_late: bool
    late_note: str
    visits: int
    round: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """One place of a request; an empty name is "nama menyusul". ``nip_problem`` says why a NIP is marked "periksa"."""

    id: int
    position_no: int
    person_id: int | None
    full_name: str
    nip: str
    nip_masked: str
    nip_problem: str
    nik: str
    npwp: str
    position: str
    rank_grade: str
    mobile: str
    mobile_masked: str
    mobile_shown: str
    email: str
    email_masked: str
    organization: str
    user_group: str
    address: str
    spse_user_id: str
    brings_laptop: bool | None
    mobile_unreachable: bool
    email_unreachable: bool
    status: str
    replaced_by_id: int | None
    receipt_code: str
    privacy_notice_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionRow:
    """What one official wrote on the sheet; ``instructions`` and ``forwarded_to`` are words, codes stand beside."""

    id: int
    step: int
    lane: Lane
    officer_id: int | None
    officer: str
    acting_kind: str
    outcome: str
    outcome_label: str
    instruction_codes: tuple[str, ...]
    instructions: tuple[str, ...]
    forwarded_codes: tuple[str, ...]
    forwarded_to: tuple[str, ...]
    trainer_ids: tuple[int, ...]
    trainers: tuple[str, ...]
    note: str
    received_at: datetime
    initialed_at: datetime
    from_paper: bool
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One printed disposition sheet; ``out`` while it has not come back."""

    id: int
    token: str
    form: str
    size: str
    blank: bool
    holder: str
    holder_label: str
    printed_at: datetime
    handed_at: datetime | None
    returned_at: datetime | None
    out: bool
    since: datetime
    since_text: str
    anchor_seq: int | None
    request_ids: tuple[int, ...]
    keys: tuple[str, ...]
    senders: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One attempt to tell somebody the schedule (SOP step 6)."""

    id: int
    session_id: int
    participant_id: int | None
    full_name: str
    channel: str
    channel_label: str
    outcome: str
    outcome_label: str
    success: bool
    spoken_to: str
    note: str
    attempted_at: datetime
    recorded_by: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRow:
    """One answer to the notice (SOP step 7)."""

    id: int
    session_id: int
    participant_id: int
    full_name: str
    answer: str
    answer_label: str
    channel: str
    channel_label: str
    answered_by: str
    note: str
    answered_at: datetime
    recorded_by: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """One scan; ``sha256`` finds the file in the store of attachments."""

    id: int
    kind: str
    file_name: str
    media_type: str
    size: int
    pages: int
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One kept paper."""

    id: int
    kind: str
    title: str
    number: str
    pages: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRow:
    """One pause of the office's clock; ``ends_at`` is None while it runs."""

    id: int
    reason: str
    reason_label: str
    note: str
    starts_at: datetime
    ends_at: datetime | None
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """Another case tied to this one: first of a duplicate, its copies, the letter a follow-up changes."""

    request_id: int
    key: str
    sender: str
    state: RequestState
    relation: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSession:
    """A session in which this case has seats."""

    session_id: int
    topic: TopicChip
    days: tuple[date, ...]
    days_text: str
    starts: str
    ends: str
    place: str
    state: str
    state_label: str
    seats: int
    confirmed: int
    walk_ins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFileRow:
    """Where the letter lies (SOP step 6) and when the file was closed."""

    id: int
    classification_code: str
    storage_location: str
    retention_confirmed: bool
    archived_at: datetime
    closed_at: datetime | None
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRow:
    """A letter of ours about this case: its number, the class it is about, and when it went out."""

    id: int
    kind: str
    full_number: str
    subject: str
    addressee: str
    letter_date: date
    session_id: int | None
    sent_at: datetime | None
    inserted_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case with all that belongs to it (pictures 01 and 02)."""

    request_id: int
    key: str
    agenda_label: str
    agenda_year: int
    agenda_number: int
    agenda_source: str
    external_number: str
    kind: str
    state: RequestState
    state_label: str
    state_reason: str
    step: int
    lane: Lane | None
    sender: str
    sender_kind: str
    sender_kind_label: str
    organization_id: int | None
    organization: str
    organization_address: str
    applicant_id: int | None
    letter_number: str
    letter_date: date | None
    received_at: datetime
    subject: str
    summary: str
    signer_name: str
    signer_position: str
    addressee: str
    contact_name: str
    contact_phone: str
    contact_phone_masked: str
    contact_phone_shown: str
    contact_email: str
    contact_email_masked: str
    participant_count: int
    urgency: str
    urgency_label: str
    secrecy: str
    secrecy_label: str
    preferred_dates: tuple[date, ...]
    preferred: str
    preferred_place: str
    attachment_count: str
    carbon_copies: str
    note: str
    missing: tuple[str, ...]
    round: int
    confirm_by: date | None
    registered_by: str
    topics: tuple[TopicChip, ...]
    participants: tuple[ParticipantRow, ...]
    steps: tuple[StepRow, ...]
    dispositions: tuple[DispositionRow, ...]
    sheets: tuple[SheetRow, ...]
    contacts: tuple[ContactRow, ...]
    confirmations: tuple[ConfirmationRow, ...]
    attachments: tuple[AttachmentRow, ...]
    papers: tuple[PaperRow, ...]
    linked: tuple[LinkedCase, ...]
    sessions: tuple[CaseSession, ...]
    archive_file: ArchiveFileRow | None
    pauses: tuple[PauseRow, ...]
    contact_phone_unreachable: bool
    contact_email_unreachable: bool
    letters: tuple[OutgoingRow, ...]
    paused: bool
