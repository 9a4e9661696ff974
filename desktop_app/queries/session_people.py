"""The people of a session: how they were told, what they answered, whether they came (pictures 04 and 05)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, RowMapping, select

from db.tables_requests import participant, request
from db.tables_schedule import attendance, confirmation, contact_attempt, seat, test_score
from desktop_app.office_time import today, wall
from desktop_app.queries.date_knowledge import Knowledge, date_knowledge
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import ANSWER, ATTENDANCE, CHANNEL, CONTACT_OUTCOME, TOLD
from desktop_app.queries.office import setting
from desktop_app.queries.people_read import NAME_FOLLOWS, organization_of, places
from desktop_app.queries.session_rows import ChannelMark, ContactLine, DayAttendance, SessionPerson, SessionRow
from desktop_app.queries.setting_names import PASS_MARK
from desktop_app.sop.dates_in_words import clock, date_range
from desktop_app.sop.identity_numbers import show_phone
from desktop_app.sop.numbering import case_key
from desktop_app.sop.reminding import Tries, WaysToReach, propose_channel

COLUMNS = {
    "telephone": ("telephone", "visit"),
    "sms": ("sms", "whatsapp"),
    "letter": ("letter",),
    "email": ("email",),
}
"""The four columns of picture 04 and the channels each of them shows."""

PASSED, AGAIN = "Lulus", "Ulang"


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything about the people of one session, each kind gathered by one query."""

    session: SessionRow
    today: date
    heads: Mapping[int, RowMapping]
    contacts: Mapping[int, list[RowMapping]]
    answers: Mapping[tuple[int, int], RowMapping]
    came: Mapping[tuple[int, date], RowMapping]
    scores: Mapping[int, RowMapping]
    no_shows: Mapping[int, int]
    knowledge: Knowledge
    substitutes: Mapping[int, str]
    pass_mark: int


def people_of(
    connection: Connection, session: SessionRow, now: datetime
) -> tuple[tuple[SessionPerson, ...], tuple[SessionPerson, ...]]:
    """Those who hold a seat, in the order of their letters, and those whose seat was released."""
    query = (
        places()
        .add_columns(seat.c.id.label("seat_id"), seat.c.state.label("seat_state"), seat.c.walk_in)
        .join(seat, seat.c.participant_id == participant.c.id)
        .where(seat.c.session_id == session.id, seat.c.voided_at.is_(None))
        .order_by(request.c.received_at, request.c.id, participant.c.position_no, seat.c.id)
    )
    rows = connection.execute(query).mappings().all()
    facts = _facts(connection, session, rows, now)
    people = [_person(row, facts) for row in rows]
    held = tuple(one for one in people if one.seat_state != "RELEASED")
    here = {one.participant_id for one in held}
    gone = {one.participant_id: one for one in people if one.participant_id not in here}
    return held, tuple(gone.values())


def _facts(connection: Connection, session: SessionRow, rows: Sequence[RowMapping], now: datetime) -> _Facts:
    requests = {row["request_id"] for row in rows}
    people = {row["person_id"] for row in rows if row["person_id"] is not None}
    contacts: dict[int, list[RowMapping]] = defaultdict(list)
    for one in connection.execute(
        select(contact_attempt)
        .where(contact_attempt.c.session_id == session.id, contact_attempt.c.voided_at.is_(None))
        .order_by(contact_attempt.c.attempted_at, contact_attempt.c.id)
    ).mappings():
        contacts[one["request_id"]].append(one)
    answers = connection.execute(
        select(confirmation)
        .where(confirmation.c.session_id == session.id, confirmation.c.voided_at.is_(None))
        .order_by(confirmation.c.id)
    ).mappings()
    came = connection.execute(
        select(attendance).where(attendance.c.session_id == session.id, attendance.c.voided_at.is_(None))
    ).mappings()
    scores = connection.execute(
        select(test_score).where(test_score.c.session_id == session.id, test_score.c.voided_at.is_(None))
    ).mappings()
    return _Facts(
        session,
        today(now),
        {row["id"]: row for row in connection.execute(select(request).where(request.c.id.in_(requests))).mappings()},
        contacts,
        {(row["participant_id"], row["round"]): row for row in answers},
        {(row["participant_id"], row["day"]): row for row in came},
        {row["participant_id"]: row for row in scores},
        _missed_before(connection, session.id, people),
        date_knowledge(connection, requests),
        _substitutes(connection, {row["replaced_by_id"] for row in rows} - {None}),
        int(setting(connection, PASS_MARK, session.days[-1] if session.days else today(now))),
    )


def _substitutes(connection: Connection, wanted: set[int]) -> dict[int, str]:
    """Participant to his name, for those who came instead of somebody."""
    found = connection.execute(places().where(participant.c.id.in_(wanted))).mappings()
    return {row["id"]: row["full_name"] or NAME_FOLLOWS for row in found}


def _missed_before(connection: Connection, session_id: int, people: set[int]) -> Counter[int]:
    """Person to the number of other sessions he stayed away from without a word."""
    found = connection.execute(
        select(participant.c.person_id, attendance.c.session_id)
        .join(participant, participant.c.id == attendance.c.participant_id)
        .where(
            participant.c.person_id.in_(people),
            attendance.c.status == "NO_SHOW",
            attendance.c.session_id != session_id,
            attendance.c.voided_at.is_(None),
        )
        .distinct()
    )
    return Counter(row.person_id for row in found)


def _person(row: RowMapping, facts: _Facts) -> SessionPerson:
    head = facts.heads[row["request_id"]]
    answer = facts.answers.get((row["id"], head["round"]))
    given = answer["answer"] if answer is not None else ""
    calls = [one for one in facts.contacts.get(row["request_id"], ()) if one["participant_id"] in (None, row["id"])]
    score = facts.scores.get(row["id"])
    phone, contact = row["mobile"] or "", head["contact_phone"]
    ways = WaysToReach(
        own_phone=bool(phone) and not row["mobile_unreachable"],
        own_email=bool(row["email"]) and not row["email_unreachable"],
        contact_phone=bool(contact) and not head["contact_phone_unreachable"],
        contact_email=bool(head["contact_email"]) and not head["contact_email_unreachable"],
    )
    this_round = [one for one in calls if one["round"] == head["round"]]
    return SessionPerson(
        seat_id=row["seat_id"],
        seat_state=row["seat_state"],
        walk_in=row["walk_in"],
        participant_id=row["id"],
        person_id=row["person_id"],
        request_id=row["request_id"],
        request_key=case_key(head["agenda_number"], head["agenda_year"]),
        full_name=row["full_name"] or NAME_FOLLOWS,
        nip=row["nip"] or "",
        position=row["position"] or "",
        organization=organization_of(row),
        mobile=phone,
        mobile_shown=show_phone(phone) if phone else "lewat narahubung",
        mobile_unreachable=bool(row["mobile_unreachable"]),
        email=row["email"] or "",
        receipt_code=row["receipt_code"],
        contact_name=head["contact_name"],
        contact_phone=contact,
        contact_phone_shown=show_phone(contact) if contact else "",
        is_contact=bool(phone) and phone == contact,
        answer=given,
        answer_label=ANSWER[given],
        answered_at=wall(answer["answered_at"]) if answer is not None else None,
        channels=tuple(_mark(name, this_round, facts) for name in COLUMNS),
        history=_history(calls),
        attendance=tuple(_attendance(facts, row["id"], day) for day in facts.session.days),
        pre_test=score["pre_test"] if score is not None else None,
        post_test=score["post_test"] if score is not None else None,
        result=_result(score, facts.pass_mark),
        confirm_by=head["confirm_by"],
        no_shows_before=facts.no_shows.get(row["person_id"], 0),
        mobile_bad=bool(row["mobile_unreachable"]) if phone else bool(head["contact_phone_unreachable"]),
        email_unreachable=bool(row["email_unreachable"]),
        contact_email=head["contact_email"],
        contact_phone_unreachable=head["contact_phone_unreachable"],
        contact_email_unreachable=head["contact_email_unreachable"],
        told=facts.knowledge.told(row["request_id"], row["id"]),
        knows=facts.knowledge.believes(row["request_id"], row["id"]),
        replaced_by=facts.substitutes.get(row["replaced_by_id"], ""),
        answer_note=answer["note"] if answer is not None else "",
        tries=Tries(
            len(this_round),
            len({wall(one["attempted_at"]).date() for one in this_round}),
            len({one["channel"] for one in this_round}),
        ),
        proposed_channel=propose_channel(ways),
    )


def _mark(column: str, calls: Sequence[RowMapping], facts: _Facts) -> ChannelMark:
    """One cell: the time of a success, the tries and time of a failure, "dikirim" for a letter, "–" for none."""
    mine = [one for one in calls if one["channel"] in COLUMNS[column]]
    if not mine:
        return ChannelMark(column, 0, False, None, "–")
    last = next((one for one in reversed(mine) if one["outcome"] in TOLD), mine[-1])
    success, moment = last["outcome"] in TOLD, wall(last["attempted_at"])
    when = clock(moment) if moment.date() == facts.today else date_range(moment.date(), moment.date())
    text = "dikirim" if column == "letter" and success else when if success else f"{len(mine)}× {when}"
    return ChannelMark(column, len(mine), success, moment, text)


def _history(calls: Sequence[RowMapping]) -> tuple[ContactLine, ...]:
    """The calls, newest first; repeated failures over a channel are counted ("Telepon, tidak diangkat (ke-2)")."""
    tries: Counter[tuple[str, str]] = Counter()
    lines: list[ContactLine] = []
    for one in calls:
        pair = (one["channel"], one["outcome"])
        tries[pair] += 1
        outcome = CONTACT_OUTCOME.get(one["outcome"], one["outcome"])
        text = f"{CHANNEL.get(one['channel'], one['channel'])}, {outcome[0].lower()}{outcome[1:]}"
        if tries[pair] > 1 and one["outcome"] not in TOLD:
            text += f" (ke-{tries[pair]})"
        if one["participant_id"] is None:
            text += " · lewat narahubung"
        moment = wall(one["attempted_at"])
        lines.append(
            ContactLine(
                attempted_at=moment, clock=clock(moment), text=text, channel=one["channel"], outcome=one["outcome"]
            )
        )
    return tuple(reversed(lines))


def _attendance(facts: _Facts, participant_id: int, day: date) -> DayAttendance:
    row = facts.came.get((participant_id, day))
    status = row["status"] if row is not None else ""
    arrived = wall_or_none(row["arrived_at"]) if row is not None else None
    begins = datetime.combine(day, time.fromisoformat(facts.session.starts))
    late = arrived is not None and arrived > begins
    words = ATTENDANCE[status]
    if arrived is not None:
        words = f"{clock(arrived)} terlambat" if late else clock(arrived)
    return DayAttendance(
        day=day,
        status=status,
        label=ATTENDANCE[status],
        arrived_at=arrived,
        arrived=words,
        late=late,
        note=row["note"] if row is not None else "",
        afternoon=(row["afternoon"] or "") if row is not None else "",
        left_at=wall_or_none(row["left_at"]) if row is not None else None,
        more=_more(row, time.fromisoformat(facts.session.ends)) if row is not None else "",
    )


def _more(row: RowMapping, ends: time) -> str:
    """What the hour of arrival does not say: another status after the break, or an early hour of leaving."""
    left = wall_or_none(row["left_at"])
    early = f"pulang {clock(left)}" if left is not None and left.time() < ends else ""
    other = f"sesudah istirahat: {ATTENDANCE[row['afternoon']].lower()}" if row["afternoon"] else ""
    return ", ".join(part for part in (early, other) if part)


def _result(score: RowMapping | None, pass_mark: int) -> str:
    """ "Lulus" from the office's own mark of that day on, else "Ulang"; "" without a last test."""
    if score is None or score["post_test"] is None:
        return ""
    return PASSED if score["post_test"] >= pass_mark else AGAIN
