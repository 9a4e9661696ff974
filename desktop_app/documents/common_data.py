"""What every paper is given: the office, its officials, the request's head and people. Pure values.

Times are already in the office's own zone (WIB); a paper prints them as they stand. Empty text means "not
known" and is printed as an empty line or left out, never as "None". Every value comes from the caller as of
the paper's own date: letterhead, names and titles have a validity period (DOMAIN 1.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Urgency(StrEnum):
    """Speed class of a letter; the form has boxes for the last two only (DOMAIN 1.1)."""

    NORMAL = "biasa"
    URGENT = "segera"
    VERY_URGENT = "sangat_segera"


class Secrecy(StrEnum):
    """Secrecy class of a letter; CONFIDENTIAL and above tick the box "Rahasia" (DOMAIN 1.1)."""

    NORMAL = "biasa"
    RESTRICTED = "terbatas"
    CONFIDENTIAL = "rahasia"
    TOP_SECRET = "sangat_rahasia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Kop surat: lines from the government down to the unit, the address, the logo (DOMAIN 1.4).

    ``logo`` is the bytes of a PNG or JPEG; None prints the placeholder box "Lambang daerah".
    """

    lines: tuple[str, ...]
    address: str = ""
    contact: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Who signs or initials. ``signing_prefix`` is "", "a.n.", "u.b.", "Plt." or "Plh." (DOMAIN 1.4).

    ``on_behalf_of`` is the superior's title, printed in the line above for "a.n." and "u.b.".
    """

    name: str
    title: str
    nip: str = ""
    rank_grade: str = ""
    signing_prefix: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office as of the paper's date; ``short_name`` stands in metadata and small heads.

    ``sop_reference`` is the line under titles ("SOP Nomor 24 Tahun 2020"); ``sample`` prints "CONTOH" at
    the foot.
    """

    letterhead: Letterhead
    short_name: str = "LPSE Kabupaten Belitung"
    place: str = "Tanjungpandan"
    zone_label: str = "WIB"
    sop_reference: str = ""
    foot_note: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHead:
    """Head of a request as the disposition sheet and the receipt print it (DOMAIN 1.1, 2.1).

    ``agenda_number`` is already in the office's own template ("0147/LPSE/2026"). An empty ``letter_number``
    prints "tanpa nomor". ``individual`` marks a registration form instead of a letter.
    """

    agenda_number: str
    sender: str
    received_at: datetime
    subject: str
    letter_number: str = ""
    letter_date: date | None = None
    urgency: Urgency = Urgency.NORMAL
    secrecy: Secrecy = Secrecy.NORMAL
    contact_person: str = ""
    contact_phone: str = ""
    participant_count: int | None = None
    attachments: str = ""
    topics: tuple[str, ...] = ()
    individual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant with his biodata (DOMAIN 2.2).

    ``nik`` stays empty unless the office switched it on (6.1).
    """

    full_name: str
    nip: str = ""
    nik: str = ""
    position: str = ""
    rank_grade: str = ""
    organization: str = ""
    user_group: str = ""
    npwp: str = ""
    spse_user_id: str = ""
    mobile: str = ""
    email: str = ""
    address: str = ""
    topics: tuple[str, ...] = ()
    brings_laptop: bool | None = None
    attended_before: str = ""
    privacy_notice_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """One training session as letters, lists and records print it (DOMAIN 3).

    ``days`` in order, at least one; ``start``/``end`` are the same on each day. ``hours_jp`` counts hours
    of 45 minutes.
    """

    topic: str
    days: tuple[date, ...]
    start: time
    end: time
    venue: str
    trainers: tuple[str, ...] = ()
    user_group: str = ""
    batch: str = ""
    quota: int = 0
    participant_count: int = 0
    equipment: str = ""
    hours_jp: int = 0
    session_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSlot:
    """A place to sign: ``role`` above ("Trainer," / "Mengetahui,"), the official below.

    Empty name prints a line.
    """

    role: str
    official: Official | None = None
