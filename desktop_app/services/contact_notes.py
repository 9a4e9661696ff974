"""What one call, message or letter leaves behind: the attempt, the answer, and contact data that proved wrong.

Shared by the acts on a request and on a whole class, so that a fact is written the same way whoever records it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, select

from db.tables_requests import participant as participant_table
from db.tables_requests import person as person_table
from db.tables_requests import request as request_table
from db.tables_requests import step_visit
from db.tables_schedule import confirmation, contact_attempt, outgoing_letter
from db.tables_schedule import seat as seat_table
from desktop_app.errors import UserError
from desktop_app.queries.labels import ANSWER, CHANNEL, CONTACT_OUTCOME
from desktop_app.services import progress, seats, steps
from desktop_app.services.text import block, line
from desktop_app.services.use_case import Work

PHONE_CHANNELS: Final = frozenset({"telephone", "sms", "whatsapp"})
ANSWERS: Final = frozenset({"PRESENT", "DECLINED", "OTHER_DATE", "NO_ANSWER"})
"""What can be answered; a substitution has an act of its own, for it needs the new name."""


def check_channel(channel: str) -> None:
    """Raises :class:`UserError` for a channel that is not in the list."""
    if channel not in CHANNEL:
        raise UserError("Saluran tidak dikenal. Pilih dari daftar.", field="channel")


def check_outcome(outcome: str) -> None:
    """Raises :class:`UserError` for an outcome that is not in the list."""
    if outcome not in CONTACT_OUTCOME:
        raise UserError("Hasil tidak dikenal. Pilih dari daftar.", field="outcome")


def check_answer(answer: str) -> None:
    """Raises :class:`UserError` for an answer that is not in the list."""
    if answer not in ANSWERS or answer not in ANSWER:
        raise UserError("Jawaban tidak dikenal. Pilih dari daftar.", field="answer")


def note_attempt(
    work: Work,
    case: RowMapping,
    session_id: int,
    participant_id: int | None,
    *,
    channel: str,
    outcome: str,
    spoken_to: str = "",
    note: str = "",
) -> None:
    """Write one attempt; ``None`` is the request's contact person. The first success starts the reply deadline."""
    first_success = outcome in progress.SUCCESSFUL and not progress.told_in_round(work, case["id"])
    work.unit.insert(
        contact_attempt,
        request_id=case["id"],
        session_id=session_id,
        participant_id=participant_id,
        subject_key_id=subject_of(work, case, participant_id),
        round=case["round"],
        channel=channel,
        outcome=outcome,
        spoken_to=line(spoken_to, "spoken_to", label="Bicara dengan"),
        note=block(note, "note", label="Catatan"),
        attempted_at=work.occurred_at,
        recorded_by_id=work.actor.officer_id,
    )
    _judge_contact_data(work, case, participant_id, channel, outcome)
    if channel == "letter" and outcome == "SENT":
        _letter_went_out(work, case["id"])
    if first_success:
        progress.set_deadline(work, case["id"])


def _judge_contact_data(work: Work, case: RowMapping, participant_id: int | None, channel: str, outcome: str) -> None:
    """Flag the number or address at its source when it proved wrong; take the flag off when it proved right."""
    wrong = outcome in ("WRONG_NUMBER", "BOUNCED")
    right = outcome == "REACHED" and channel in PHONE_CHANNELS
    if not wrong and not right:
        return
    own, contacts = (
        ("email", "email_unreachable") if outcome == "BOUNCED" else ("mobile", "mobile_unreachable"),
        "contact_email_unreachable" if outcome == "BOUNCED" else "contact_phone_unreachable",
    )
    person = _person_of(work, participant_id)
    if person is not None and person[own[0]]:
        if bool(person[own[1]]) is not wrong:
            work.unit.update(person_table, person["id"], **{own[1]: wrong})
    elif bool(case[contacts]) is not wrong:
        work.unit.update(request_table, case["id"], **{contacts: wrong})


def _letter_went_out(work: Work, request_id: int) -> None:
    """The letters issued for this case and not yet sent are on their way now."""
    waiting = work.unit.connection.execute(
        select(outgoing_letter.c.id).where(
            outgoing_letter.c.request_id == request_id,
            outgoing_letter.c.sent_at.is_(None),
            outgoing_letter.c.voided_at.is_(None),
        )
    ).scalars()
    for letter in list(waiting):
        work.unit.update(outgoing_letter, letter, sent_at=work.occurred_at)


def note_answer(
    work: Work,
    case: RowMapping,
    session_id: int,
    participant_id: int,
    *,
    answer: str,
    channel: str,
    answered_by: str = "",
    note: str = "",
) -> None:
    """Write the answer of a participant in this round; an earlier one of the same round stays, voided."""
    for old in work.unit.connection.execute(
        select(confirmation.c.id).where(
            confirmation.c.request_id == case["id"],
            confirmation.c.participant_id == participant_id,
            confirmation.c.round == case["round"],
            confirmation.c.voided_at.is_(None),
        )
    ).scalars():
        work.unit.update(confirmation, old, voided_at=work.recorded_at)
    work.unit.insert(
        confirmation,
        request_id=case["id"],
        session_id=session_id,
        participant_id=participant_id,
        subject_key_id=subject_of(work, case, participant_id),
        round=case["round"],
        answer=answer,
        channel=channel,
        answered_by=line(answered_by, "answered_by", label="Dijawab oleh"),
        note=block(note, "note", label="Catatan"),
        answered_at=work.occurred_at,
        recorded_by_id=work.actor.officer_id,
    )


def seat_follows_answer(work: Work, held: RowMapping, answer: str) -> None:
    """Who comes has the seat for sure, who declines gives it back; any other answer leaves it as it is."""
    if answer == "PRESENT":
        work.unit.update(seat_table, held["id"], state="CONFIRMED")
    elif answer == "DECLINED":
        seats.leave(work, held["request_id"], held["participant_id"], "menyatakan batal")


def answer_arrived(work: Work, request_id: int, moment: datetime) -> None:
    """Step 7 is measured from the arrival of an answer, not from the waiting for it (DOMAIN 9.2)."""
    visit = steps.open_visit(work, request_id, 7)
    if visit is not None and moment >= visit["received_at"]:
        work.unit.update(step_visit, visit["id"], started_at=moment)


def subject_of(work: Work, case: RowMapping, participant_id: int | None) -> int:
    """The key that seals what is noted about this participant, or about the request's contact person."""
    person = _person_of(work, participant_id)
    return int(case["subject_key_id"] if person is None else person["subject_key_id"])


def _person_of(work: Work, participant_id: int | None) -> RowMapping | None:
    if participant_id is None:
        return None
    found: Any = work.unit.get(participant_table, participant_id)["person_id"]
    return None if found is None else work.unit.get(person_table, int(found))
