"""One case with all that belongs to it: the form, the strip, the folder (pictures 01 and 02, ``show KEY``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.tables_office import organization
from db.tables_requests import request
from desktop_app.errors import UserError
from desktop_app.office_time import today, wall
from desktop_app.queries import case_parts, gathered
from desktop_app.queries.case_rows import CaseRow, StepRow
from desktop_app.queries.labels import SECRECY, SENDER_KIND, URGENCY, joined, people_phrase, preferred_phrase
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.people_read import participants_of
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.setting_names import AGENDA_LABEL
from desktop_app.queries.sheets_read import sheets_of
from desktop_app.queries.step_clocks import ClockRoom, current_step
from desktop_app.queries.steps_read import step_rows
from desktop_app.sop.identity_numbers import mask_email, mask_phone, show_phone
from desktop_app.sop.numbering import agenda_label, case_key
from desktop_app.sop.states import LANE_OF_STATE, REQUEST_STATE_LABELS, Lane, RequestState

NO_SUCH_CASE = "Berkas itu tidak ditemukan. Segarkan layar, lalu pilih lagi."


def find_case(connection: Connection, number: int, year: int) -> int | None:
    """The id of the case with this agenda number, ``None`` when the book has none."""
    return connection.execute(
        select(request.c.id).where(request.c.agenda_number == number, request.c.agenda_year == year)
    ).scalar()


def case(connection: Connection, request_id: int, now: datetime) -> CaseRow:
    """A case at ``now`` (aware); raises ``UserError`` when there is none with this id."""
    row = connection.execute(select(request).where(request.c.id == request_id)).mappings().first()
    if row is None:
        raise UserError(NO_SUCH_CASE)
    names = gathered.officer_names(connection)
    sessions = case_parts.sessions_of(connection, request_id)
    steps = _steps(connection, row, now, names, len({day for one in sessions for day in one.days}))
    state = RequestState(row["state"])
    pauses = case_parts.pauses_of(connection, request_id, names)
    number = next((one.number for one in steps if one.state == "now"), 0)
    lane = Lane.SUBDIVISION_HEAD if state is RequestState.SCHEDULED and number == 5 else LANE_OF_STATE.get(state)
    return CaseRow(
        **_head(row),
        **_letter(row),
        **_office(connection, row),
        agenda_label=agenda_label(
            str(setting(connection, AGENDA_LABEL, today(row["received_at"]))), row["agenda_number"], row["agenda_year"]
        ),
        state=state,
        state_label=REQUEST_STATE_LABELS[state],
        step=number,
        lane=lane,
        summary=_summary(connection, row),
        registered_by=steps[0].recorded_by,
        topics=gathered.topics_of(connection, [request_id]).get(request_id, ()),
        participants=participants_of(connection, [request_id], today(now)).get(request_id, ()),
        steps=steps,
        dispositions=case_parts.dispositions_of(connection, request_id, names),
        sheets=sheets_of(connection, request_id, now),
        contacts=case_parts.contacts_of(connection, request_id, names),
        confirmations=case_parts.confirmations_of(connection, request_id, names),
        attachments=case_parts.attachments_of(connection, request_id),
        papers=case_parts.papers_of(connection, request_id, [one.session_id for one in sessions]),
        linked=case_parts.linked_of(connection, row),
        sessions=sessions,
        archive_file=case_parts.archive_of(connection, request_id),
        letters=case_parts.letters_of(connection, request_id),
        pauses=pauses,
        paused=any(one.ends_at is None for one in pauses),
    )


def _steps(
    connection: Connection, row: RowMapping, now: datetime, names: dict[int, str], training_days: int
) -> tuple[StepRow, ...]:
    room = ClockRoom(load_calendar(connection), wall(now))
    visits: Sequence[RowMapping] = gathered.visits_of(connection, [row["id"]]).get(row["id"], [])
    pauses = gathered.pauses_of(connection, [row["id"]]).get(row["id"], [])
    state = RequestState(row["state"])
    begun = current_step(state, visits) in (0, 8)
    return step_rows(room, state, visits, pauses, names, training_days=training_days if begun else 0)


def _head(row: RowMapping) -> dict[str, Any]:
    phone, email = row["contact_phone"], row["contact_email"]
    return {
        "request_id": row["id"],
        "key": case_key(row["agenda_number"], row["agenda_year"]),
        "agenda_year": row["agenda_year"],
        "agenda_number": row["agenda_number"],
        "agenda_source": row["agenda_source"],
        "external_number": row["external_number"] or "",
        "kind": row["kind"],
        "state_reason": row["state_reason"] or "",
        "sender": row["sender_name"],
        "sender_kind": row["sender_kind"],
        "sender_kind_label": SENDER_KIND.get(row["sender_kind"], row["sender_kind"]),
        "applicant_id": row["applicant_id"],
        "received_at": wall(row["received_at"]),
        "contact_name": row["contact_name"],
        "contact_phone": phone,
        "contact_phone_masked": mask_phone(phone) if phone else "",
        "contact_phone_shown": show_phone(phone) if phone else "",
        "contact_email": email,
        "contact_email_masked": mask_email(email),
        "contact_phone_unreachable": row["contact_phone_unreachable"],
        "contact_email_unreachable": row["contact_email_unreachable"],
        "participant_count": row["participant_count"],
        "missing": tuple(row["missing"]),
        "round": row["round"],
        "confirm_by": row["confirm_by"],
    }


def _letter(row: RowMapping) -> dict[str, Any]:
    preferred = tuple(date.fromisoformat(day) for day in row["preferred_dates"])
    return {
        "letter_number": row["letter_number"] or "",
        "letter_date": row["letter_date"],
        "subject": row["subject"],
        "signer_name": row["signer_name"],
        "signer_position": row["signer_position"],
        "addressee": row["addressee"],
        "urgency": row["urgency"],
        "urgency_label": URGENCY[row["urgency"]],
        "secrecy": row["secrecy"],
        "secrecy_label": SECRECY[row["secrecy"]],
        "preferred_dates": preferred,
        "preferred": preferred_phrase(preferred),
        "preferred_place": row["preferred_place"],
        "attachment_count": row["attachment_count"],
        "carbon_copies": row["carbon_copies"],
        "note": row["note"],
    }


def _office(connection: Connection, row: RowMapping) -> dict[str, Any]:
    found = connection.execute(select(organization).where(organization.c.id == row["organization_id"])).first()
    return {
        "organization_id": row["organization_id"],
        "organization": found.name if found else "",
        "organization_address": found.address if found else "",
    }


def _summary(connection: Connection, row: RowMapping) -> str:
    """One sentence for the one who decides: who asks what for how many, and when (picture 02)."""
    topics = joined(topic.name for topic in gathered.topics_of(connection, [row["id"]]).get(row["id"], ()))
    days = [date.fromisoformat(day) for day in row["preferred_dates"]]
    asks = "mendaftar" if row["kind"] == "form" else "memohon"
    for_whom = "" if row["kind"] == "form" else f" untuk {people_phrase(row['participant_count'])}"
    tail = f", {preferred_phrase(days)}" if days else ""
    return f"{sender_phrase(row)} {asks} training {topics}{for_whom}{tail}."
