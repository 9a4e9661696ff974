"""Steps 6 and 7 for people of a class, one or many at once: one act, one undo (SOP 6 and 7, DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from db.tables_requests import request as request_table
from db.tables_schedule import confirmation, contact_attempt
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.services import contact_notes, progress, seats
from desktop_app.services.scheduling import end_when_nobody_is_left
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.states import SEATED, RequestState

SEAT_GONE = "Peserta itu tidak punya kursi lagi di kelas ini. Segarkan daftar."


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told or asked, and the requests they belong to."""

    session: int
    participants: tuple[int, ...]
    requests: tuple[int, ...]


@use_case("tell_people")
def tell_people(
    work: Work,
    *,
    session: int,
    participants: tuple[int, ...],
    channel: str,
    outcome: str,
    answer: str = "",
    through_contact: bool = False,
    spoken_to: str = "",
    note: str = "",
) -> Told:
    """Record what came of telling these people of a class, and what they answered with it.

    ``through_contact``: the contact person of each request was told for them, one attempt a request. Step 6 of a
    request ends with its first success and the archived letter. Raises :class:`RuleRefusal` for one without a seat.
    """
    contact_notes.check_channel(channel)
    contact_notes.check_outcome(outcome)
    if answer:
        contact_notes.check_answer(answer)
    groups = _by_request(work, session, participants)
    for request_id, held in groups.items():
        case = _seated_case(work, request_id)
        whom: tuple[int | None, ...] = (None,) if through_contact else tuple(one["participant_id"] for one in held)
        for participant_id in whom:
            contact_notes.note_attempt(
                work,
                case,
                session,
                participant_id,
                channel=channel,
                outcome=outcome,
                spoken_to=spoken_to,
                note="" if answer else note,
            )
        if answer:
            _answers(work, case, held, answer, channel, spoken_to, note)
        end_when_nobody_is_left(work, request_id)
        progress.refresh(work, request_id)
    if len(groups) == 1:
        work.entry_request_id = next(iter(groups))
    return Told(session, participants, tuple(groups))


def _by_request(work: Work, session_id: int, participants: tuple[int, ...]) -> dict[int, list[RowMapping]]:
    """The seats of these people in this class, by their request."""
    if not participants:
        raise UserError("Pilih sekurangnya satu orang.", field="participants")
    held = {one["participant_id"]: one for one in seats.held_seats(work, session_id=session_id)}
    groups: dict[int, list[RowMapping]] = {}
    for participant_id in dict.fromkeys(participants):
        if participant_id not in held:
            raise RuleRefusal(SEAT_GONE, field="participants")
        groups.setdefault(held[participant_id]["request_id"], []).append(held[participant_id])
    return groups


def _seated_case(work: Work, request_id: int) -> RowMapping:
    case = work.unit.get(request_table, request_id)
    if RequestState(case["state"]) not in SEATED:
        raise RuleRefusal(
            f"Berkas {case['agenda_number']}/{case['agenda_year']} belum terjadwal penuh. "
            "Lengkapi jadwalnya, baru sampaikan.",
            field="participants",
        )
    return case


def _answers(
    work: Work, case: RowMapping, held: list[RowMapping], answer: str, channel: str, answered_by: str, note: str
) -> None:
    for one in held:
        contact_notes.note_answer(
            work,
            case,
            one["session_id"],
            one["participant_id"],
            answer=answer,
            channel=channel,
            answered_by=answered_by,
            note=note,
        )
        contact_notes.seat_follows_answer(work, one, answer)
    contact_notes.answer_arrived(work, case["id"], work.occurred_at)


@dataclass(frozen=True, slots=True)
class Freed:
    """Seats given back by those who never answered."""

    session: int
    participants: tuple[int, ...]


@use_case("release_unanswered")
def release_unanswered(work: Work, *, session: int, participants: tuple[int, ...]) -> Freed:
    """The Kasubbag's choice after the reply deadline: these seats go back, the people stay on record as unanswered.

    Raises :class:`RuleRefusal` while the deadline of one of them runs, or when he has answered after all.
    """
    groups = _by_request(work, session, participants)
    for request_id, held in groups.items():
        case = _seated_case(work, request_id)
        _deadline_is_over(work, case)
        for one in held:
            if _answered(work, case, one["participant_id"]):
                raise RuleRefusal("Peserta itu sudah menjawab. Segarkan daftar.", field="participants")
            contact_notes.note_answer(
                work,
                case,
                session,
                one["participant_id"],
                answer="NO_ANSWER",
                channel=_last_channel(work, case, one["participant_id"]),
                note=work.act.reason or "",
            )
            seats.leave(work, request_id, one["participant_id"], f"tidak menjawab: {work.act.reason}")
        end_when_nobody_is_left(work, request_id)
        progress.refresh(work, request_id)
    if len(groups) == 1:
        work.entry_request_id = next(iter(groups))
    return Freed(session, tuple(dict.fromkeys(participants)))


def _deadline_is_over(work: Work, case: RowMapping) -> None:
    last = case["confirm_by"]
    if last is None or last >= today(work.occurred_at):
        until = f" ({short_date(last)})" if last is not None else ""
        raise RuleRefusal(
            f"Batas konfirmasi berkas {case['agenda_number']}/{case['agenda_year']}{until} belum lewat. "
            "Tunggu, atau hubungi sekali lagi.",
            field="participants",
        )


def _answered(work: Work, case: RowMapping, participant_id: int) -> bool:
    return (
        work.unit.connection.execute(
            select(confirmation.c.id).where(
                confirmation.c.request_id == case["id"],
                confirmation.c.participant_id == participant_id,
                confirmation.c.round == case["round"],
                confirmation.c.answer.in_(progress.FINAL_ANSWERS),
                confirmation.c.voided_at.is_(None),
            )
        ).first()
        is not None
    )


def _last_channel(work: Work, case: RowMapping, participant_id: int) -> str:
    found = work.unit.connection.execute(
        select(contact_attempt.c.channel)
        .where(
            contact_attempt.c.request_id == case["id"],
            contact_attempt.c.participant_id.is_(None) | (contact_attempt.c.participant_id == participant_id),
            contact_attempt.c.voided_at.is_(None),
        )
        .order_by(contact_attempt.c.id.desc())
    ).scalar()
    return "telephone" if found is None else str(found)
