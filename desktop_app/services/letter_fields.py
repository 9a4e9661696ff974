"""Fields of a letter on their way into the store: dates, topics, contact and choices, refused beside their field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.tables_office import topic as topic_table
from db.tables_requests import request_topic
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.services.text import line
from desktop_app.services.use_case import Work
from desktop_app.sop.identity_numbers import check_email, check_phone

URGENCIES = ("NORMAL", "URGENT", "VERY_URGENT")
SECRECIES = ("NORMAL", "RESTRICTED", "CONFIDENTIAL", "TOP_SECRET")
PLACES = ("office", "applicant")


def topics_of(work: Work, codes: tuple[str, ...]) -> list[Any]:
    """The topics with these codes; raises :class:`UserError` at ``topics`` for none or an unknown one."""
    if not codes:
        raise UserError("Topik training belum dipilih. Pilih sekurangnya satu.", field="topics")
    known = {row.code: row for row in work.unit.connection.execute(select(topic_table))}
    for code in codes:
        if code not in known:
            raise UserError(f"Topik “{code}” tidak ada dalam daftar. Pilih dari daftar topik.", field="topics")
    return [known[code] for code in dict.fromkeys(codes)]


def replace_topics(work: Work, request_id: int, codes: tuple[str, ...]) -> None:
    """Give a request exactly these topics; the ones that go are voided."""
    wanted = {row.id for row in topics_of(work, codes)}
    present = work.unit.connection.execute(
        select(request_topic).where(request_topic.c.request_id == request_id, request_topic.c.voided_at.is_(None))
    ).all()
    for row in present:
        if row.topic_id not in wanted:
            work.unit.update(request_topic, row.id, voided_at=work.recorded_at)
    for topic_id in sorted(wanted - {row.topic_id for row in present}):
        work.unit.insert(request_topic, request_id=request_id, topic_id=topic_id)


def subject_of(topics: list[Any]) -> str:
    """The "hal" composed from the topics, for a letter that names none."""
    return "Permohonan training " + " dan ".join(row.name for row in topics)


def contact_of(name: str, phone: str, email: str, *, required: bool = True) -> dict[str, str]:
    """The contact columns; raises :class:`UserError` at the field that is wrong."""
    checked = check_email(email) if email.strip() else None
    if checked is not None and checked.level == "error":
        raise UserError(checked.messages[0], field="contact_email")
    return {
        "contact_name": line(name, "contact_name", label="Narahubung", required=required),
        "contact_phone": phone_of(phone),
        "contact_email": checked.value if checked else "",
    }


def phone_of(text: str) -> str:
    """A telephone number normalised; raises :class:`UserError` at ``contact_phone``."""
    typed = line(text, "contact_phone", label="Telepon narahubung")
    if not typed:
        return ""
    checked = check_phone(typed)
    if checked.level == "error":
        raise UserError(checked.messages[0], field="contact_phone")
    return checked.value


def letter_date_of(work: Work, day: date, received_at: datetime | None) -> date:
    """The letter's date, which may not be after its receipt."""
    last = today(received_at or work.occurred_at)
    if day > last:
        raise UserError(
            f"Tanggal surat {day:%d-%m-%Y} sesudah tanggal terima {last:%d-%m-%Y}. Periksa tanggalnya.",
            field="letter_date",
        )
    if day.year < 2000:
        raise UserError(f"Tahun {day.year} tidak wajar untuk surat. Periksa tanggalnya.", field="letter_date")
    return day


def dates_of(days: tuple[date, ...]) -> list[str]:
    """Dates as the JSON column keeps them."""
    return [day.isoformat() for day in days]


def one_of(value: str, choices: tuple[str, ...], field: str) -> str:
    """A choice from a list; raises :class:`UserError` at ``field``."""
    if value not in choices:
        raise UserError(f"Pilihan “{value}” tidak dikenal. Pilih dari daftar.", field=field)
    return value
