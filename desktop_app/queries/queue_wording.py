"""One request as a row of a queue: whose turn, how long, and the sentence that says so (DESIGN_SYSTEM.md 6, 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from desktop_app.office_time import wall
from desktop_app.queries.gathered import SeatedIn
from desktop_app.queries.labels import (
    DISPOSITION_OUTCOME,
    FROM_PAPER,
    SHORT_LANE,
    URGENCY,
    days_phrase,
    joined,
    lane_word,
    people_phrase,
    preferred_phrase,
    short_moment,
    since_phrase,
)
from desktop_app.queries.queue_rows import QueueRow
from desktop_app.queries.queue_sources import Sources
from desktop_app.queries.step_clocks import Clock, clock_of, current_step, done_steps, open_visit, since_of
from desktop_app.sop.dates_in_words import clock, date_range
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import ENDED, LANE_OF_STATE, REQUEST_STATE_LABELS, Lane, RequestState
from desktop_app.sop.steps import step

REMIND_AFTER_DAYS = 3
"""An incomplete letter waits for the applicant; from this working day on the Helpdesk reminds (DOMAIN 8.4)."""

RATED_SCHEDULE = (RequestState.SCHEDULING, RequestState.WAITLISTED, RequestState.POSTPONED, RequestState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands now, as a reader of one lane needs it."""

    state: RequestState
    step: int
    lane: Lane | None
    visit: RowMapping | None
    clock: Clock | None
    own: bool
    waiting_days: int | None
    fixed: bool


def standing(sources: Sources, row: RowMapping, lane: Lane) -> Standing:
    """Whose turn it is and how long it has been; the clock runs only where its lane reads it."""
    state = RequestState(row["state"])
    visits = sources.visits.get(row["id"], [])
    number = current_step(state, visits)
    turn = _turn(state, number)
    visit = open_visit(visits) if number else None
    pauses = sources.pauses.get(row["id"], [])
    ticks = number in range(2, 7) and visit is not None and state is not RequestState.INCOMPLETE
    measured = clock_of(sources.room, visit, pauses) if ticks and visit is not None else None
    since = visit["received_at"] if visit is not None else row["received_at"]
    days = sources.room.calendar.working_days_between(wall(since), sources.room.now) if turn is not None else None
    fixed = any(one.state in ("FIXED", "RUNNING", "DONE") for one in sources.seated.get(row["id"], ()))
    return Standing(state, number, turn, visit, measured, turn is lane, days, fixed)


def _turn(state: RequestState, number: int) -> Lane | None:
    if state is RequestState.SCHEDULED and number == 5:
        return Lane.SUBDIVISION_HEAD
    return LANE_OF_STATE.get(state)


def needs_action(at: Standing) -> bool:
    """Whether the reader's lane can do something now; an incomplete letter first waits for the applicant."""
    if at.state is RequestState.INCOMPLETE:
        return at.own and (at.waiting_days or 0) >= REMIND_AFTER_DAYS
    return at.own


def queue_row(
    sources: Sources, row: RowMapping, at: Standing, section: str, *, mine: bool, outcome: str = ""
) -> QueueRow:
    """The finished row of a request in a queue."""
    topics = sources.topics.get(row["id"], ())
    seats = sources.seated.get(row["id"], ())
    shown = at.clock if at.own and at.clock is not None else None
    subject = joined(topic.name for topic in topics)
    decided = sources.decided.get(row["id"], [])
    return QueueRow(
        request_id=row["id"],
        key=case_key(row["agenda_number"], row["agenda_year"]),
        kind=row["kind"],
        sender=sender_phrase(row),
        topics=topics,
        people=row["participant_count"],
        summary=f"{subject} · {people_phrase(row['participant_count'])}",
        state=at.state,
        state_label=REQUEST_STATE_LABELS[at.state],
        step=at.step,
        done_steps=done_steps(at.state, sources.visits.get(row["id"], [])),
        lane=at.lane,
        since=since_of(at.visit),
        **_clock_columns(shown),
        status=status_phrase(sources, row, at),
        when=short_moment(_when(row, at, outcome), sources.today),
        section=section,
        **_letter_columns(row),
        waiting_days=at.waiting_days if at.step == 5 else None,
        waiting=waiting_phrase(at),
        mine=mine,
        **_session_columns(seats, at),
        outcome=outcome,
        from_paper=bool(decided and decided[-1]["from_paper"]),
        missing=tuple(row["missing"]),
        trainer_ids=sources.trainers.get(row["id"], ()),
    )


def _clock_columns(shown: Clock | None) -> dict[str, Any]:
    """The clock as its lane sees it; nothing and quiet for everybody else."""
    if shown is None:
        return {"elapsed": None, "limit": None, "unit": "", "level": "quiet", "judged": False, "late": False}
    return {
        "elapsed": shown.elapsed,
        "limit": shown.limit,
        "unit": shown.unit,
        "level": shown.level,
        "judged": shown.judged,
        "late": shown.level == "over",
    }


def _session_columns(seats: tuple[SeatedIn, ...], at: Standing) -> dict[str, Any]:
    """The first session the request has seats in."""
    return {
        "session_id": seats[0].session_id if seats else None,
        "session_days": days_phrase(seats[0].days) if seats else "",
        "session_fixed": at.fixed,
    }


def _letter_columns(row: RowMapping) -> dict[str, Any]:
    """What the letter itself says."""
    preferred = tuple(sorted(date.fromisoformat(day) for day in row["preferred_dates"]))
    return {
        "urgency": row["urgency"],
        "urgency_label": URGENCY[row["urgency"]],
        "secrecy": row["secrecy"],
        "received_at": wall(row["received_at"]),
        "preferred_dates": preferred,
        "preferred": preferred_phrase(preferred),
    }


def sender_phrase(row: Mapping[Any, Any]) -> str:
    """The sender; an individual is marked as one ("Rina Marlina (perseorangan)")."""
    return f"{row['sender_name']} (perseorangan)" if row["kind"] == "form" else str(row["sender_name"])


def _when(row: RowMapping, at: Standing, outcome: str) -> datetime:
    visit = at.visit
    return wall(row["received_at"] if visit is None or outcome else visit["received_at"])


def waiting_phrase(at: Standing) -> str:
    """ "hari ke-2 dari 7" in working days; the day of receipt itself is "masuk hari ini" (SOP step 5)."""
    if at.step != 5 or at.state is RequestState.SCHEDULED or at.clock is None:
        return ""
    return f"hari ke-{at.clock.elapsed} dari {at.clock.limit}" if at.clock.elapsed else "masuk hari ini"


def status_phrase(sources: Sources, row: RowMapping, at: Standing) -> str:
    """The sentence at the right of a row: time against the standard in the own lane, a plain place in others."""
    if at.state in ENDED or at.lane is None:
        return REQUEST_STATE_LABELS[at.state]
    if at.state is RequestState.INCOMPLETE:
        return f"Menunggu kelengkapan pemohon · {at.waiting_days} hari"
    if not at.own:
        return _elsewhere(sources, row, at)
    if at.step == 6:
        return f"Sampaikan jadwal {_first_span(sources, row)}"
    if at.step == 7:
        return _unanswered(sources, row, at)
    if at.state is RequestState.TRAINED:
        return "Tutup dan arsipkan berkas"
    if at.step == 8:
        return f"Training {_first_span(sources, row)}"
    if at.step == 5 and at.state in RATED_SCHEDULE:
        label = "" if at.state is RequestState.SCHEDULING else f"{REQUEST_STATE_LABELS[at.state]} · "
        return label + waiting_phrase(at)
    if at.state is RequestState.SCHEDULED:
        return f"Tentatif {_first_span(sources, row)}, belum ditetapkan"
    return own_clock_phrase(at)


def own_clock_phrase(at: Standing) -> str:
    """ "Langkah 2 · 1 dari 5 mnt"; past the standard it names the lane: "Kabag · 38 dari 30 mnt"."""
    if at.clock is None:
        return f"Langkah {at.step}"
    times = f"{at.clock.elapsed} dari {at.clock.limit} {at.clock.unit}"
    if at.clock.level == "over":
        return f"{SHORT_LANE[step(at.step).lane]} · {times}"
    return f"Langkah {at.step} · {times}"


def _elsewhere(sources: Sources, row: RowMapping, at: Standing) -> str:
    since = since_of(at.visit)
    if at.state is RequestState.SCHEDULED:
        return f"jadwal tentatif {_first_span(sources, row)}"
    if at.step == 8:
        return f"training {_first_span(sources, row)}"
    place = SHORT_LANE[at.lane] if at.lane else ""
    return f"di {place} {since_phrase(since, sources.today)}" if since else f"di {place}"


def _first_span(sources: Sources, row: RowMapping) -> str:
    seats = sources.seated.get(row["id"], ())
    days = seats[0].days if seats else ()
    return date_range(days[0], days[-1]) if days else ""


def _unanswered(sources: Sources, row: RowMapping, at: Standing) -> str:
    deadline = row["confirm_by"]
    if deadline is not None and deadline < sources.today:
        return f"Batas konfirmasi lewat {date_range(deadline, deadline)}"
    return f"Belum konfirmasi · {at.waiting_days} hari"


def outcome_phrase(decision: RowMapping) -> str:
    """What an official decided, in one line: "Disetujui 08.56, ke Kasubbag LPSE"."""
    words = f"{DISPOSITION_OUTCOME[decision['outcome']]} {clock(wall(decision['initialed_at']))}"
    tail = joined(lane_word(code) for code in decision["forwarded_to"])
    if decision["outcome"] == "APPROVED" and tail:
        words += f", ke {tail}"
    elif decision["note"]:
        words += f", {decision['note'].splitlines()[0]}"
    return f"{words} · {FROM_PAPER}" if decision["from_paper"] else words
