"""E-mail drafts with the invitation attached: one file for each request, opened by the user's own mail program.

The program sends nothing itself. ``X-Unsent`` makes Outlook and others open the file as a message to be sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby

from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.office_time import wall
from desktop_app.papers import PaperBytes, make_paper
from desktop_app.queries.notice_words import Occasion, mail_words
from desktop_app.queries.session_rows import SessionPerson

Maker = Callable[[str, str], PaperBytes]


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A finished draft; ``file_name`` is a proposal."""

    file_name: str
    recipients: tuple[str, ...]
    data: bytes


def mail_drafts(connection: Connection, about: Occasion, now: datetime) -> tuple[MailDraft, ...]:
    """One draft for each request of the people chosen, so that no office gets another one's list.

    Several persons of a request stand in Bcc; the group's contact person in To. Raises :class:`UserError` when
    somebody has no address, or one that no mail program takes.
    """

    def made(kind: str, key: str) -> PaperBytes:
        return make_paper(connection, kind, key, now=now)

    people = sorted(about.people, key=lambda one: one.request_id)
    return tuple(
        _draft(about, tuple(mine), made, wall(now)) for _, mine in groupby(people, key=lambda one: one.request_id)
    )


def _draft(about: Occasion, people: tuple[SessionPerson, ...], made: Maker, now: datetime) -> MailDraft:
    first, *others = people
    mine = Occasion(
        session=about.session,
        person=first,
        group=about.group,
        texts=about.texts,
        sender=about.sender if not about.several else first.organization,
        others=tuple(others),
    )
    _all_have_addresses(mine)
    subject, body = mail_words(mine, now)
    addresses = tuple(_address(one) for one in mine.emails)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(subject.split())
    mail["To" if len(addresses) == 1 else "Bcc"] = addresses
    mail["X-Unsent"] = "1"
    mail.set_content(body)
    kind = "perubahan" if any(one.knows for one in people) else "undangan"
    paper = made(kind, first.request_key)
    stem = f"{kind}-{first.request_key.replace('/', '-')}"
    mail.add_attachment(paper.data, maintype="application", subtype="pdf", filename=f"{stem}.pdf")
    return MailDraft(f"{stem}.eml", mine.emails, mail.as_bytes())


def _all_have_addresses(about: Occasion) -> None:
    lacking = [one.full_name for one in about.people if not (one.email and not about.group) and not one.contact_email]
    if lacking:
        names = ", ".join(lacking[:3]) + (" dan lainnya" if len(lacking) > 3 else "")
        raise UserError(f"Belum ada e-mail untuk {names}. Isi e-mailnya, atau pilih saluran lain.", field="email")


def _address(text: str) -> Address:
    try:
        return Address(addr_spec=text)
    except (ValueError, IndexError):
        raise UserError(
            f"Alamat e-mail “{text}” tidak dapat dipakai. Perbaiki di berkasnya, lalu ulangi.", field="email"
        ) from None
