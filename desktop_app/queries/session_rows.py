"""Rows of the schedule: a session on the calendar, its people with calls and attendance, the notice board.

Every ``datetime`` of a row is wall time of the office (WIB, naive); ``starts`` and ``ends`` are "08:30".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.quota import Seats
from desktop_app.sop.reminding import NOT_TRIED, Tries
from desktop_app.sop.states import SessionState

TODAY, NEXT, NEEDS_REPORT = "HARI INI", "BERIKUTNYA", "PERLU LAPORAN"
TO_TELL, COMPLETE = "SAMPAIKAN JADWAL", "LENGKAP"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session as a chip of the calendar (picture 03): derived seats, who comes, who teaches."""

    id: int
    key: str
    topic: TopicChip
    title: str
    days: tuple[date, ...]
    days_text: str
    starts: str
    ends: str
    hours_text: str
    room_id: int | None
    place: str
    trainer_ids: tuple[int, ...]
    trainers: tuple[str, ...]
    state: SessionState
    state_label: str
    seats: Seats
    request_ids: tuple[int, ...]
    request_keys: tuple[str, ...]
    senders: tuple[str, ...]
    who: str
    individuals: int
    agreed_before: bool
    successor_id: int | None
    state_reason: str
    fixed_at: datetime | None
    past: bool = False


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day that is not an ordinary working day, with the name the calendar writes in the cell."""

    day: date
    name: str
    kind: str
    closed: bool


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """The newest attempt over one channel, as picture 04 writes it: "08.58", "2× 09.10", "dikirim", "–"."""

    channel: str
    tries: int
    success: bool
    last_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One line of the history of calls of a person: "09.10", "Telepon, tidak diangkat (ke-2)"."""

    attempted_at: datetime
    clock: str
    text: str
    channel: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAttendance:
    """Attendance of one person on one day; ``status`` is "" while nothing is marked.

    ``afternoon`` is the status after the break where it is another one; ``more`` says it, or when somebody left early.
    """

    day: date
    status: str
    label: str
    arrived_at: datetime | None
    arrived: str
    late: bool
    note: str
    afternoon: str = ""
    left_at: datetime | None = None
    more: str = ""

    @property
    def halves(self) -> tuple[str, str]:
        """Status of the morning and of the afternoon ("" when it is like the morning)."""
        return self.status, self.afternoon


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPerson:
    """One seat of a session with its person (pictures 04 and 05)."""

    seat_id: int
    seat_state: str
    walk_in: bool
    participant_id: int
    person_id: int | None
    request_id: int
    request_key: str
    full_name: str
    nip: str
    position: str
    organization: str
    mobile: str
    mobile_shown: str
    mobile_unreachable: bool
    email: str
    receipt_code: str
    contact_name: str
    contact_phone: str
    contact_phone_shown: str
    is_contact: bool
    answer: str
    answer_label: str
    answered_at: datetime | None
    channels: tuple[ChannelMark, ...]
    history: tuple[ContactLine, ...]
    attendance: tuple[DayAttendance, ...]
    pre_test: int | None
    post_test: int | None
    result: str
    confirm_by: date | None
    no_shows_before: int
    mobile_bad: bool = False
    """The number that would be dialled proved wrong (his own, or the contact person's when he has none)."""
    email_unreachable: bool = False
    contact_email: str = ""
    contact_phone_unreachable: bool = False
    contact_email_unreachable: bool = False
    told: bool = False
    """Told the date that holds now."""
    knows: str = ""
    """The old date he was told and still believes; "" when he was told nothing, or the new date."""
    replaced_by: str = ""
    answer_note: str = ""
    tries: Tries = NOT_TRIED
    proposed_channel: str = "telephone"

    def channel(self, name: str) -> ChannelMark:
        """The mark of one channel (PHONE, SMS, LETTER, EMAIL)."""
        return next(mark for mark in self.channels if mark.channel == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDetail:
    """A session with its people, counts, attendance and report."""

    row: SessionRow
    materials: tuple[str, ...]
    quota: int
    reserved_for_individuals: int
    people: tuple[SessionPerson, ...]
    released: tuple[SessionPerson, ...]
    present: int
    declined: int
    unanswered: int
    closed_days: tuple[date, ...]
    attended: int
    average_pre: int | None
    average_post: int | None
    materials_done: tuple[str, ...]
    report_note: str
    report_sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One session on the notice board of the Helpdesk (picture 04, left)."""

    session: SessionRow
    section: str
    days_left: int
    days_left_text: str
    seats: int
    present: int
    declined: int
    unanswered: int
    told: int
    counts: str
    believe_old: int = 0
    confirm_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainerSession:
    """One session in the trainer's own list (picture 05, left)."""

    session: SessionRow
    section: str
    line: str
    people: int
    confirmed: int
    overdue_days: int
