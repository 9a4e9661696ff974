"""Papers of the counter's round: delivery slips, the log sheet for a computer that is down (DOMAIN 1.2, 8.4)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from re import fullmatch

from sqlalchemy import Connection, func, select

from db.tables_requests import request, step_visit
from desktop_app.documents.class_data import DeliveryLine, DeliverySlip, LogSheet
from desktop_app.errors import UserError
from desktop_app.office_time import at, wall
from desktop_app.papers.desk_papers import BLANK_KEYS
from desktop_app.papers.making import Made, Making, label_of, the_case
from desktop_app.queries.labels import lane_word
from desktop_app.sop.dates_in_words import long_date
from desktop_app.sop.steps import step

DELIVERED = (3, 4, 5, 6)
"""Steps whose lane gets the paper from the lane before: Kabag, Kasubbag, Tim Trainer, Helpdesk again."""


def delivery(making: Making, key: str) -> Made:
    """Lembar ekspedisi of a case (``147/2026``), of a day (``2026-12-03``), or empty (blank, key "kosong")."""
    wanted = key.strip().lower()
    if making.blank and wanted in BLANK_KEYS:
        return Made(data=DeliverySlip(office=making.office(making.today), about="", lines=()))
    if fullmatch(r"\d{4}-\d{2}-\d{2}", wanted):
        day = _day(wanted)
        begin = at(day, time(0))
        lines = _lines(making, begin, begin + timedelta(days=1))
        if not lines and not making.blank:
            raise UserError(f"Tidak ada serah terima surat pada {long_date(day)}.", field="key")
        return Made(data=DeliverySlip(office=making.office(day), about=long_date(day), lines=lines))
    found = the_case(making, key)
    lines = _lines(making, None, None, found.request_id)
    if not lines and not making.blank:
        raise UserError(f"Berkas {found.key} belum diserahkan kepada siapa pun.", field="key")
    data = DeliverySlip(office=making.office(making.today), about=found.agenda_label, lines=lines)
    return Made(data=data, number=found.agenda_label, request_id=found.request_id)


def last_delivery_day(connection: Connection, before: date) -> date:
    """The newest day before another on which a letter changed hands."""
    newest = connection.execute(
        select(func.max(step_visit.c.received_at))
        .join(request, request.c.id == step_visit.c.request_id)
        .where(
            step_visit.c.step_no.in_(DELIVERED),
            step_visit.c.voided_at.is_(None),
            request.c.state != "VOIDED",
            step_visit.c.received_at < at(before, time(0)),
        )
    ).scalar()
    if newest is None:
        raise UserError(f"Belum ada serah terima surat sebelum {long_date(before)}.", field="key")
    return wall(newest).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"Tanggal “{text}” tidak ada. Tulis seperti 2026-12-03.", field="key") from None


def _lines(
    making: Making, first: datetime | None, last: datetime | None, request_id: int | None = None
) -> tuple[DeliveryLine, ...]:
    query = (
        select(step_visit, request.c.agenda_number, request.c.agenda_year, request.c.sender_name, request.c.subject)
        .join(request, request.c.id == step_visit.c.request_id)
        .where(step_visit.c.step_no.in_(DELIVERED), step_visit.c.voided_at.is_(None), request.c.state != "VOIDED")
        .order_by(step_visit.c.received_at, step_visit.c.id)
    )
    if request_id is not None:
        query = query.where(step_visit.c.request_id == request_id)
    if first is not None and last is not None:
        query = query.where(step_visit.c.received_at >= first, step_visit.c.received_at < last)
    return tuple(
        DeliveryLine(
            at=wall(row["received_at"]),
            agenda_number=label_of(making, row["agenda_number"], row["agenda_year"], wall(row["received_at"]).date()),
            about=f"{row['sender_name']}: {row['subject']}",
            giver=lane_word(step(row["step_no"] - 1).lane.value),
            receiver=lane_word(row["lane"]),
        )
        for row in making.connection.execute(query).mappings()
    )


def log_sheet(making: Making, key: str) -> Made:
    """Lembar catatan loket; it belongs to nobody, so any key but none is refused."""
    if key.strip().lower() not in BLANK_KEYS:
        raise UserError("Lembar catatan loket selalu kosong. Tulis kunci “kosong”.", field="key")
    return Made(data=LogSheet(office=making.office(making.today)))
