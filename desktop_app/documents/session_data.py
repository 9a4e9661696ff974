"""Input of the papers of a training: schedule, letters, lists, records (DOMAIN 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from desktop_app.documents.class_data import TestFigures
from desktop_app.documents.common_data import Office, Official, Person, SessionFacts, SignatureSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A public holiday or joint leave, named in the month grid."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One session of the Jadwal Training (DOMAIN 3 no. 2); ``status`` is printed ("tentatif", "tetap")."""

    topic: str
    days: tuple[date, ...]
    start: time
    end: time
    user_group: str
    seats_taken: int
    quota: int
    venue: str
    trainers: tuple[str, ...]
    agenda_numbers: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePaper:
    """Jadwal Training: one grid per (year, month) of ``months``, then the list of sessions."""

    office: Office
    months: tuple[tuple[int, int], ...]
    sessions: tuple[ScheduleRow, ...]
    holidays: tuple[NamedDay, ...] = ()
    issued_on: date | None = None
    signer: Official | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBlock:
    """Head and foot of an official letter (DOMAIN 1.4): Nomor/Sifat/Lampiran/Hal left, place and date
    right.

    An empty ``number`` prints a dotted space (a draft; the number is taken at signing, DOMAIN 1.3).
    ``addressee`` are the lines after "Yth."; the last one is usually "di - Tempat".
    """

    office: Office
    signer: Official
    addressee: tuple[str, ...]
    dated: date | None = None
    number: str = ""
    nature: str = "Biasa"
    attachment: str = "-"
    subject: str = ""
    carbon_copies: tuple[str, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReference:
    """The applicant's letter that is being answered."""

    number: str
    dated: date | None
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleNotice:
    """Undangan / pemberitahuan jadwal (SOP step 6, channel surat)."""

    letter: LetterBlock
    session: SessionFacts
    reference: LetterReference | None = None
    participants: tuple[Person, ...] = ()
    confirm_by: date | None = None
    confirm_to: str = ""
    confirm_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChange:
    """Surat perubahan jadwal: what was, what it becomes (None = to be told later), and why (DOMAIN 8.4)."""

    letter: LetterBlock
    old: SessionFacts
    new: SessionFacts | None
    reason: str
    participants: tuple[Person, ...] = ()
    confirm_by: date | None = None
    confirm_to: str = ""
    confirm_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """Surat pembatalan; ``follow_up`` says what happens with the request."""

    letter: LetterBlock
    session: SessionFacts
    reason: str
    follow_up: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRelease:
    """Letter to those whose seats went to others because they never answered (DOMAIN 8.4)."""

    letter: LetterBlock
    session: SessionFacts
    participants: tuple[Person, ...]
    confirm_by: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Surat jawaban/penolakan, with what the office can offer instead (DOMAIN 8.4)."""

    letter: LetterBlock
    reference: LetterReference
    reason: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverItem:
    """One line of a surat pengantar: Uraian, Banyaknya, Keterangan."""

    description: str
    quantity: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLetter:
    """Surat pengantar for a letter handed on or back."""

    letter: LetterBlock
    items: tuple[CoverItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceList:
    """Daftar hadir: registered people, then ``blank_rows`` (3-10) for walk-ins.

    No NIK is ever printed (DOMAIN 3).
    """

    office: Office
    session: SessionFacts
    participants: tuple[Person, ...]
    signatures: tuple[SignatureSlot, ...] = ()
    blank_rows: int = 5
    token: str = ""
    show_mobile: bool = True


class MinutesReason(StrEnum):
    """Which text the berita acara carries (DOMAIN 3 no. 4)."""

    HELD = "pelaksanaan"
    CANCELLED = "pembatalan"
    POSTPONED = "penundaan"
    FORCE_MAJEURE = "keadaan_kahar"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRecord:
    """Berita acara; the date is written in words. Counts are of people, of this session."""

    office: Office
    session: SessionFacts
    dated: date
    signatures: tuple[SignatureSlot, ...]
    number: str = ""
    reason: MinutesReason = MinutesReason.HELD
    invited: int = 0
    present: int = 0
    absent: int = 0
    walk_ins: int = 0
    reason_text: str = ""
    activities: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Attendance of one day; ``half`` came only half of it, ``late`` and ``early`` are among the present."""

    day: date
    present: int
    absent: int
    half: int = 0
    late: int = 0
    early: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScore:
    """Recap of one question: average on 1-4 and number of answers."""

    question: str
    average: float
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """Laporan training with recap of the questionnaire (DOMAIN 3 no. 5)."""

    office: Office
    session: SessionFacts
    signatures: tuple[SignatureSlot, ...]
    number: str = ""
    dated: date | None = None
    requested_by: tuple[str, ...] = ()
    invited: int = 0
    day_counts: tuple[DayCount, ...] = ()
    activities: tuple[str, ...] = ()
    tests: TestFigures | None = None
    scores: tuple[QuestionScore, ...] = ()
    comments: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    participants: tuple[Person, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHours:
    """One line on the back of the certificate; hours in JP of 45 minutes."""

    subject: str
    hours_jp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Sertifikat / surat keterangan; off by default in the office's settings (DOMAIN 3 no. 6)."""

    office: Office
    person: Person
    session: SessionFacts
    signer: Official
    token: str
    number: str = ""
    dated: date | None = None
    subjects: tuple[SubjectHours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLetter:
    """Surat tugas for the trainers of a session (also for a substitute)."""

    office: Office
    session: SessionFacts
    assigned: tuple[Official, ...]
    signer: Official
    number: str = ""
    dated: date | None = None
    basis: tuple[str, ...] = ()
    task: str = ""
    replaces: str = ""
    carbon_copies: tuple[str, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Blank sheet for the participants' opinion; anonymous: no name is asked (DOMAIN 6.1, minimal data)."""

    office: Office
    session: SessionFacts | None
    questions: tuple[str, ...]
    open_questions: tuple[str, ...] = ()
    scale: tuple[str, ...] = ("Kurang", "Cukup", "Baik", "Sangat baik")
    token: str = ""
    printed_at: datetime | None = None
