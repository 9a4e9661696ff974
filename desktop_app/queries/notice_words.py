"""What is said and sent about a class: the office's own texts with the data of class, person and request put in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.queries.office import setting
from desktop_app.queries.session_rows import SessionPerson, SessionRow
from desktop_app.queries.setting_names import (
    CALL_TEXT,
    LETTERHEAD,
    MAIL_BODY,
    MAIL_SUBJECT,
    MESSAGE_TEXT,
    OFFICE_NAME,
)
from desktop_app.sop.dates_in_words import DAYS, MONTHS, SHORT_MONTHS
from desktop_app.sop.message_text import (
    CALL_DEFAULT,
    MAIL_BODY_DEFAULT,
    MAIL_SUBJECT_DEFAULT,
    MESSAGE_DEFAULT,
    fill_text,
)
from desktop_app.sop.sms_length import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTexts:
    """The texts of the day and the names they need."""

    office: str = ""
    contact: str = ""
    call: str = CALL_DEFAULT
    message: str = MESSAGE_DEFAULT
    mail_subject: str = MAIL_SUBJECT_DEFAULT
    mail_body: str = MAIL_BODY_DEFAULT


def notice_texts(connection: Connection, day: date) -> NoticeTexts:
    """The office's texts as they hold on ``day``."""

    def text(name: str) -> str:
        return str(setting(connection, name, day))

    return NoticeTexts(
        office=text(OFFICE_NAME).rsplit(",", 1)[-1].strip(),
        contact=str(setting(connection, LETTERHEAD, day).get("contact", "")),
        call=text(CALL_TEXT),
        message=text(MESSAGE_TEXT),
        mail_subject=text(MAIL_SUBJECT),
        mail_body=text(MAIL_BODY),
    )


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who is told what: one person, his whole group through the contact person, or several persons at once.

    ``group`` counts the people of the request that are told through its contact person; ``others`` are the persons
    chosen together with ``person``.
    """

    session: SessionRow
    person: SessionPerson
    group: int = 0
    texts: NoticeTexts = NoticeTexts()
    sender: str = ""
    others: tuple[SessionPerson, ...] = ()

    @property
    def people(self) -> tuple[SessionPerson, ...]:
        """Everybody chosen."""
        return (self.person, *self.others)

    @property
    def several(self) -> bool:
        """More than one person is told with one act, each himself."""
        return bool(self.others)

    @property
    def name(self) -> str:
        """Whom one speaks to."""
        if self.several:
            return f"{len(self.people)} orang dipilih"
        return self.person.contact_name if self.group else self.person.full_name

    @property
    def phone(self) -> str:
        """The number that is dialled, as stored."""
        return phone_of(self.person, self.group)

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number, each once."""
        return tuple(dict.fromkeys(p for one in self.people if (p := phone_of(one, self.group))))

    @property
    def phone_shown(self) -> str:
        """The number as it is read out."""
        if self.several:
            return f"{len(self.phones)} nomor"
        own = not self.group and bool(self.person.mobile)
        return self.person.mobile_shown if own else self.person.contact_phone_shown

    @property
    def emails(self) -> tuple[str, ...]:
        """Every address, each once; the contact person's for a group and for who has none."""
        found = (self.person.contact_email if self.group else one.email or one.contact_email for one in self.people)
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def wrong(self) -> bool:
        """The number that would be dialled is known to be wrong."""
        return self.person.contact_phone_unreachable if self.group else self.person.mobile_bad


def phone_of(person: SessionPerson, group: int = 0) -> str:
    """A person's own number, the contact person's for a group and for who has none."""
    return person.contact_phone if group or not person.mobile else person.mobile


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


def whole_days(days: tuple[date, ...]) -> str:
    """ "Selasa–Rabu, 15–16 Desember 2026"."""
    if not days:
        return "tanpa tanggal"
    names = DAYS[days[0].weekday()] + (f"–{DAYS[days[-1].weekday()]}" if days[-1] != days[0] else "")
    return f"{names}, {long_days(days)} {days[-1].year}"


def short_days(days: tuple[date, ...]) -> str:
    """ "15-16 Des 2026", in the signs of an SMS."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    end = f"{last.day} {SHORT_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    begin = str(first.day) if first.month == last.month else f"{first.day} {SHORT_MONTHS[first.month - 1]}"
    return f"{begin}-{end}"


def values_of(about: Occasion, now: datetime) -> dict[str, str]:
    """Every token of the office's texts with its words; ``now`` is wall time."""
    one, by = about.session, about.person.confirm_by
    called = f"{address(about.person.nip)} {about.person.full_name}"
    if about.group:
        called = f"{about.group} orang dari {about.sender}"
    elif about.several:
        called = "Bapak/Ibu"
    return {
        "salam": greeting(now),
        "kantor": about.texts.office,
        "nama": about.person.contact_name if about.group else "Bapak/Ibu" if about.several else about.person.full_name,
        "instansi": about.sender,
        "siapa": called,
        "topik": one.topic.name,
        "tanggal": long_days(one.days),
        "tanggal_lengkap": whole_days(one.days),
        "tanggal_pendek": short_days(one.days),
        "jam": one.starts.replace(":", "."),
        "tempat": one.place,
        "trainer": ", ".join(one.trainers),
        "batas": f"{by.day} {SHORT_MONTHS[by.month - 1]}" if by is not None else "",
        "jumlah": str(about.group) if about.group else "",
        "kontak": about.texts.contact,
    }


def call_script(about: Occasion, now: datetime) -> str:
    """What to say on the telephone or at the counter."""
    return f"“{fill_text(about.texts.call, values_of(about, now))}”"


def message(about: Occasion, now: datetime) -> str:
    """The SMS: typographic signs in their plain form, so that it stays in the 7-bit alphabet where it can."""
    return plain(fill_text(about.texts.message, values_of(about, now)))


def mail_words(about: Occasion, now: datetime) -> tuple[str, str]:
    """Subject and body of the e-mail."""
    values = values_of(about, now)
    return fill_text(about.texts.mail_subject, values), fill_text(about.texts.mail_body, values)
