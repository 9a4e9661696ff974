"""Input of the papers of the counter: disposition sheet, receipt, registration form, biodata (DOMAIN 1.1,
2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.documents.common_data import Office, Official, Person, RequestHead


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionLine:
    """One disposition already given, for the filled sheet (DOMAIN 1.1).

    ``giver`` and ``receiver`` name the two ends of the chain ("Kepala Bagian PBJ" -> "Kasubbag LPSE").
    ``instructions`` are the ticked labels, ``forwarded_to`` the ticked officers.
    ``recorded_by``/``recorded_at`` say who typed it from the paper ("dicatat dari lembar oleh ... pada
    ..."); ``oral`` prints "disposisi lisan".
    """

    giver: str
    receiver: str = ""
    forwarded_to: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    note: str = ""
    received_at: datetime | None = None
    officer: Official | None = None
    initialed_at: datetime | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    oral: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedForm:
    """One individual form in the numbered list attached to a shared sheet (DOMAIN 8.3)."""

    agenda_number: str
    full_name: str
    organization: str
    topic: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """Time of one SOP step; printed only when the office asks for it (DESIGN_SYSTEM head)."""

    step: int
    label: str
    standard: str
    finished_at: datetime | None = None
    duration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionSheet:
    """The lembar disposisi, one record for both templates (DOMAIN 1.1).

    ``forward_options`` are the boxes under "Diteruskan kepada Sdr."; ``own_instructions`` come after the
    three canonical ones. ``sheet_token`` is the opaque code of the office's part (QR), ``receipt_token``
    that of the stub. ``anchor`` is the journal anchor "1234-ab12cd34" (ARCHITECTURE 4). ``signer`` is the
    superior of the first disposition (name printed under the note even when blank). ``listed_forms``
    non-empty: one sheet for many forms.
    """

    office: Office
    request: RequestHead
    sheet_token: str
    signer: Official
    forward_options: tuple[str, ...] = ()
    own_instructions: tuple[str, ...] = ()
    lines: tuple[DispositionLine, ...] = ()
    chain: tuple[tuple[str, str], ...] = (
        ("Helpdesk LPSE", "Kepala Bagian PBJ"),
        ("Kepala Bagian PBJ", "Kasubbag LPSE"),
        ("Kasubbag LPSE", "Tim Trainer"),
    )
    anchor: str = ""
    receipt_token: str = ""
    clerk: str = ""
    expected: str = ""
    listed_forms: tuple[ListedForm, ...] = ()
    step_times: tuple[StepTime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One requirement of a request; ``remark`` says what is lacking (DOMAIN 2.1)."""

    label: str
    present: bool
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Tanda terima for the applicant (DOMAIN 3 no. 7); a lack never stops the registration."""

    office: Office
    request: RequestHead
    token: str
    clerk: str
    checklist: tuple[ChecklistItem, ...] = ()
    expected: str = ""
    complete_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationForm:
    """Formulir pendaftaran perseorangan (DOMAIN 2.2); ``person`` None or blank=True prints empty lines.

    ``topics`` and ``user_groups`` are the offered choices, ticked where the person has them. ``form_token``
    is in the QR: a form handed out blank carries the template's code, a registered one its own.
    """

    office: Office
    form_token: str
    topics: tuple[str, ...]
    user_groups: tuple[str, ...] = ()
    person: Person | None = None
    agenda_number: str = ""
    privacy_notice: str = ""
    signed_on: date | None = None
    ask_nik: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingHistoryRow:
    """One training a person followed, for the biodata paper."""

    topic: str
    days: tuple[date, ...]
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Biodata:
    """Biodata peserta (output of SOP step 5, DOMAIN 2.2)."""

    office: Office
    person: Person
    token: str = ""
    agenda_number: str = ""
    session: str = ""
    history: tuple[TrainingHistoryRow, ...] = ()
    printed_on: date | None = None
