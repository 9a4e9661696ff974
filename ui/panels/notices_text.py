"""What the clerk says and sends: the call script and the message, made from the data of the class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from desktop_app.queries.session_rows import SessionPerson, SessionRow
from desktop_app.sop.dates_in_words import MONTHS, SHORT_MONTHS

SMS_LENGTH = 160
SMS_PART = 153
"""A message longer than one SMS is sent in parts of this length (GSM 03.38)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who is told: one person, or the whole group of a request through its contact person."""

    session: SessionRow
    person: SessionPerson
    group: int = 0
    office: str = ""
    sender: str = ""

    @property
    def name(self) -> str:
        """Whom one speaks to."""
        return self.person.contact_name if self.group else self.person.full_name

    @property
    def phone(self) -> str:
        """The number that is dialled, as stored."""
        return self.person.contact_phone if self.group or not self.person.mobile else self.person.mobile

    @property
    def phone_shown(self) -> str:
        """The number as it is read out."""
        own = not self.group and bool(self.person.mobile)
        return self.person.mobile_shown if own else self.person.contact_phone_shown


def greeting(now: datetime) -> str:
    """Selamat pagi, siang or sore by the office's wall time."""
    if now.hour < 11:
        return "Selamat pagi"
    return "Selamat siang" if now.hour < 15 else "Selamat sore"


def address(nip: str) -> str:
    """ "Bapak" or "Ibu" where the NIP tells (its 15th digit), else "Bapak/Ibu"."""
    return {"1": "Bapak", "2": "Ibu"}.get(nip[14], "Bapak/Ibu") if len(nip) == 18 and nip.isdigit() else "Bapak/Ibu"


def long_days(days: tuple[date, ...]) -> str:
    """ "15–16 Desember", "30 November–1 Desember", "15 Desember"."""
    if not days:
        return "tanpa tanggal"
    first, last = days[0], days[-1]
    end = f"{last.day} {MONTHS[last.month - 1]}"
    if first == last:
        return end
    begin = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin}–{end}"


def call_script(about: Occasion, now: datetime) -> str:
    """What to say on the telephone or at the counter."""
    one = about.session
    asks = f"{about.group} orang dari {about.sender}" if about.group else f"{address(about.person.nip)} {about.name}"
    return (
        f"“{greeting(now)}, dari helpdesk LPSE {about.office}. Training {one.topic.name} tanggal "
        f"{long_days(one.days)} pukul {one.starts.replace(':', '.')} di {one.place}. Apakah {asks} dapat hadir?”"
    )


def message(about: Occasion) -> str:
    """The SMS: plain GSM signs only, so that it stays one or two parts."""
    one, by = about.session, about.person.confirm_by
    days = _short_days(one.days)
    until = f" sebelum {by.day} {SHORT_MONTHS[by.month - 1]}" if by is not None else ""
    who = f" untuk {about.group} orang" if about.group else ""
    text = (
        f"LPSE {about.office}: training {one.topic.name}{who}, {days} pkl {one.starts.replace(':', '.')}, {one.place}. "
        f"Mohon balas HADIR atau BATAL{until}."
    )
    return text.replace("–", "-")


def message_count(text: str) -> str:
    """ "148 huruf, 1 SMS"."""
    parts = 1 if len(text) <= SMS_LENGTH else -(-len(text) // SMS_PART)
    return f"{len(text)} huruf, {parts} SMS"


def link(channel: str, phone: str, text: str) -> str:
    """What the office's phone opens from the QR: the message, ready to be sent."""
    digits = phone.lstrip("+")
    international = f"62{digits[1:]}" if digits.startswith("0") else digits
    if channel == "whatsapp":
        return f"https://wa.me/{international}?text={quote(text)}"
    return f"SMSTO:+{international}:{text}" if channel == "sms" else f"tel:+{international}"


def _short_days(days: tuple[date, ...]) -> str:
    if not days:
        return ""
    first, last = days[0], days[-1]
    end = f"{last.day} {SHORT_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    begin = str(first.day) if first.month == last.month else f"{first.day} {SHORT_MONTHS[first.month - 1]}"
    return f"{begin}-{end}"
