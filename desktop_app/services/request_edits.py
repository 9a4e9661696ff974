"""Corrections to a registered letter: fields, people, completeness, and handing it back (DOMAIN.md section 8.4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.tables_requests import request as request_table
from desktop_app.errors import UserError
from desktop_app.services import seats, steps
from desktop_app.services.letter_fields import (
    PLACES,
    SECRECIES,
    URGENCIES,
    dates_of,
    letter_date_of,
    one_of,
    phone_of,
    replace_topics,
)
from desktop_app.services.people import ParticipantEntry, active_participants, fill_places, known_organization
from desktop_app.services.text import LONG_LINE, block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import SEATED, RequestState


@use_case("mark_incomplete")
def mark_incomplete(work: Work, *, request: int, missing: tuple[str, ...]) -> None:
    """Note what the letter lacks; the office's clock waits for the applicant (DOMAIN 8.4)."""
    lacks = [line(one, "missing", label="Kekurangan", required=True) for one in missing]
    if not lacks:
        raise UserError("Sebutkan apa yang kurang, supaya pemohon tahu.", field="missing")
    work.unit.update(request_table, request, missing=lacks)
    steps.pause(work, request, steps.WAITING_APPLICANT)
    steps.move(work, request, RequestState.INCOMPLETE)


@use_case("complete_request")
def complete_request(work: Work, *, request: int) -> None:
    """The applicant brought what was missing; the letter can be forwarded."""
    work.unit.update(request_table, request, missing=[])
    steps.resume(work, request)
    steps.move(work, request, RequestState.REGISTERED)


@use_case("hand_back")
def hand_back(work: Work, *, request: int) -> None:
    """Give a wrongly addressed letter back; its agenda number stays in the book (DOMAIN 8.4)."""
    steps.close_open_visits(work, request, "HANDED_BACK")
    steps.move(work, request, RequestState.HANDED_BACK, reason=work.act.reason)


@use_case("edit_request")
def edit_request(
    work: Work,
    *,
    request: int,
    sender: str | None = None,
    letter_number: str | None = None,
    letter_date: date | None = None,
    subject: str | None = None,
    topics: tuple[str, ...] | None = None,
    contact_name: str | None = None,
    contact_phone: str | None = None,
    contact_email: str | None = None,
    signer_name: str | None = None,
    signer_position: str | None = None,
    addressee: str | None = None,
    urgency: str | None = None,
    secrecy: str | None = None,
    preferred_dates: tuple[date, ...] | None = None,
    preferred_place: str | None = None,
    attachment_count: str | None = None,
    carbon_copies: str | None = None,
    note: str | None = None,
    missing: tuple[str, ...] | None = None,
) -> None:
    """Correct fields of a registered letter; what is not given stays. The journal keeps what stood there before."""
    lines = {
        "letter_number": letter_number,
        "subject": subject,
        "contact_name": contact_name,
        "contact_email": contact_email,
        "signer_name": signer_name,
        "signer_position": signer_position,
        "addressee": addressee,
        "attachment_count": attachment_count,
        "carbon_copies": carbon_copies,
    }
    values: dict[str, Any] = {
        name: line(value, name, limit=LONG_LINE) for name, value in lines.items() if value is not None
    }
    if sender is not None:
        values["sender_name"] = line(sender, "sender", label="Pengirim", required=True)
        if work.the_request["kind"] == "letter":
            values["organization_id"] = known_organization(work, values["sender_name"], work.the_request["sender_kind"])
    if contact_phone is not None:
        values["contact_phone"] = phone_of(contact_phone)
    for column, flag in (
        ("contact_phone", "contact_phone_unreachable"),
        ("contact_email", "contact_email_unreachable"),
    ):
        if values.get(column, work.the_request[column]) != work.the_request[column]:
            values[flag] = False  # another number is not known to be wrong
    if letter_date is not None:
        values["letter_date"] = letter_date_of(work, letter_date, work.the_request["received_at"])
    for name, value, choices in (
        ("urgency", urgency, URGENCIES),
        ("secrecy", secrecy, SECRECIES),
        ("preferred_place", preferred_place, PLACES),
    ):
        if value is not None:
            values[name] = one_of(value, choices, name)
    if preferred_dates is not None:
        values["preferred_dates"] = dates_of(preferred_dates)
    if note is not None:
        values["note"] = block(note, "note", label="Keterangan")
    if missing is not None:
        values["missing"] = [line(one, "missing") for one in missing]
    work.unit.update(request_table, request, **values)
    if topics is not None:
        replace_topics(work, request, topics)


@use_case("set_participants")
def set_participants(
    work: Work, *, request: int, participants: tuple[ParticipantEntry, ...], participant_count: int | None = None
) -> None:
    """Fill in or correct the people of a request; fewer names than places are "nama menyusul".

    Raises :class:`UserError` when more people are named than the letter has places while seats are already given, and
    :class:`RuleRefusal` when somebody named on a seat sits in another class at these hours.
    """
    before = seats.people_on(work, request)
    if work.the_request["state"] in SEATED:
        _rename_the_seated(work, request, participants, participant_count)
    else:
        _name(work, request, participants, participant_count)
    seats.named_on_seats(work, request, before)


def _name(work: Work, request: int, participants: tuple[ParticipantEntry, ...], participant_count: int | None) -> None:
    count = participant_count or max(work.the_request["participant_count"], len(participants))
    fill_places(work, request, participants, count, work.the_request["organization_id"])
    work.unit.update(request_table, request, participant_count=count)


def _rename_the_seated(
    work: Work, request: int, participants: tuple[ParticipantEntry, ...], participant_count: int | None
) -> None:
    """With seats given, names change but places do not: a place without a seat would belong to no class.

    Places that were declined or released no longer count, though the letter asked for them.
    """
    places = len(active_participants(work, request))
    same_count = participant_count in (None, places, work.the_request["participant_count"])
    if not same_count or len(participants) > places:
        raise UserError(
            f"Kursi sudah dibagi untuk {places} orang, jumlah peserta tidak dapat diubah di sini. "
            "Keluarkan dari jadwal dahulu.",
            field="participant_count",
        )
    fill_places(work, request, participants, places, work.the_request["organization_id"])
