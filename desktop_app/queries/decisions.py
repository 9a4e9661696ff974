"""Perlu diputuskan: everything in the schedule that waits for the Kasubbag, in one list, the most pressing first.

Classes that clash with something declared since, classes below their minimum shortly before they begin, seats kept
for somebody who did not answer, and letters of the waiting list for whom a class has room by now (DOMAIN 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from desktop_app.office_time import today, wall
from desktop_app.queries import gathered, session_read
from desktop_app.queries import office as office_rows
from desktop_app.queries.labels import joined, people_phrase
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.remedies import Remedy
from desktop_app.queries.reminders import Reminder, reminders
from desktop_app.queries.schedule_read import sessions_by_ids, upcoming
from desktop_app.queries.schedule_watch import concerns, under_minimum
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.waiting_line import freed_seats, offers, passed_over_of, waiting_line
from desktop_app.sop.dates_in_words import date_range, short_date
from desktop_app.sop.states import SessionState

DAYS_AHEAD = 120
"""How far ahead clashes are looked for; later classes are seen in the calendar."""


class DecisionKind(StrEnum):
    """What kind of thing waits, in the order of the list."""

    CLASH = "CLASH"
    FEW = "FEW"
    UNANSWERED = "UNANSWERED"
    WISH = "WISH"
    HOLD = "HOLD"
    OFFER = "OFFER"
    ANSWER = "ANSWER"
    LINE = "LINE"


KIND_TITLES = {
    DecisionKind.CLASH: "Bentrok atau hari tutup",
    DecisionKind.FEW: "Peserta kurang dari minimum",
    DecisionKind.UNANSWERED: "Tidak menjawab, batas konfirmasi lewat",
    DecisionKind.WISH: "Minta tanggal lain",
    DecisionKind.HOLD: "Tawaran kursi habis waktunya",
    DecisionKind.OFFER: "Kursi bebas bagi daftar tunggu",
    DecisionKind.ANSWER: "Ditawari, menunggu jawaban",
    DecisionKind.LINE: "Daftar tunggu",
}

PRESSING = frozenset(DecisionKind) - {DecisionKind.ANSWER, DecisionKind.LINE}
"""What counts as waiting for the Kasubbag; the rest is shown because it belongs there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide. ``title`` says about whom, ``sentence`` what is the matter.

    ``remedy`` solves a clash; ``into`` is a class that could take these people instead; ``requests``
    are those in line whom seats are to be offered, or the letter that wishes another date as a whole.
    """

    key: str
    kind: DecisionKind
    title: str
    sentence: str
    day: date
    topic: TopicChip
    session_id: int
    people: int
    request_id: int | None = None
    participants: tuple[int, ...] = ()
    requests: tuple[int, ...] = ()
    into: SessionRow | None = None
    remedy: Remedy | None = None
    state: str = ""


def decisions(connection: Connection, now: datetime) -> tuple[Decision, ...]:
    """The list as it stands now; within a kind by day, the waiting list in order of receipt."""
    return (
        *_clashes(connection, now),
        *_few(connection, now),
        *unanswered_decisions(connection, now),
        *_holds(connection, now),
        *_offers(connection, now),
        *_line(connection, now),
    )


def _clashes(connection: Connection, now: datetime) -> Iterator[Decision]:
    first = today(now)
    for one in concerns(connection, first, first + timedelta(days=DAYS_AHEAD), now):
        yield Decision(
            key=f"clash:{one.row.id}",
            kind=DecisionKind.CLASH,
            title=_class_title(one.row),
            sentence=one.clash.sentence,
            day=one.row.days[0],
            topic=one.row.topic,
            session_id=one.row.id,
            people=one.row.seats.taken,
            remedy=one.remedy,
            state=one.row.state.value,
        )


def _few(connection: Connection, now: datetime) -> Iterator[Decision]:
    known = office_rows.topics(connection, today(now), with_retired=True)
    least = {one.code: one.min_participants for one in known}
    for row in under_minimum(connection, now):
        taken = people_phrase(row.seats.taken) if row.seats.taken else "belum ada peserta"
        yield Decision(
            key=f"few:{row.id}",
            kind=DecisionKind.FEW,
            title=_class_title(row),
            sentence=f"Baru {taken}, paling sedikit {least.get(row.topic.code, 1)}. Kelas mulai "
            f"{short_date(row.days[0])}. Peserta yang ada tetap didahulukan.",
            day=row.days[0],
            topic=row.topic,
            session_id=row.id,
            people=row.seats.taken,
            into=_another(connection, row, row.seats.taken, now),
            state=row.state.value,
        )


def _another(connection: Connection, row: SessionRow, people: int, now: datetime) -> SessionRow | None:
    """The next class of the topic that has room for so many."""
    others = (one for one in upcoming(connection, today(now)) if one.topic.id == row.topic.id and one.id != row.id)
    roomy = (one for one in others if one.state is not SessionState.DRAFT and one.seats.left >= people)
    return next(roomy, None) if people else None


def unanswered_decisions(connection: Connection, now: datetime) -> Iterator[Decision]:
    """Per class and letter: who let the reply deadline pass, then who asked for another date."""
    waiting = [one for one in reminders(connection, now) if one.overdue or one.person.answer == "OTHER_DATE"]
    for kind, wishes in ((DecisionKind.UNANSWERED, False), (DecisionKind.WISH, True)):
        groups: dict[tuple[int, int], list[Reminder]] = {}
        for one in waiting:
            if (one.person.answer == "OTHER_DATE") is wishes:
                groups.setdefault((one.session.id, one.person.request_id), []).append(one)
        for (session_id, request_id), found in groups.items():
            first = found[0]
            whole = wishes and _whole_letter(connection, found, now)
            yield Decision(
                key=f"{kind.value.lower()}:{request_id}:{session_id}",
                kind=kind,
                title=f"{first.person.request_key} · {first.person.organization}",
                sentence=_wish_words(found) if wishes else _silence_words(found),
                day=first.session.days[0],
                topic=first.session.topic,
                session_id=session_id,
                people=len(found),
                request_id=request_id,
                participants=tuple(one.person.participant_id for one in found),
                requests=(request_id,) if whole else (),
                into=_another(connection, first.session, len(found), now) if whole else None,
                state=first.session.state.value,
            )


def _whole_letter(connection: Connection, found: list[Reminder], now: datetime) -> bool:
    """Everybody of the letter in this class is meant, so the letter can move as a whole."""
    one = found[0]
    seated = session_read.session(connection, one.session.id, now).people
    group = {p.participant_id for p in seated if p.request_id == one.person.request_id and p.seat_state != "RELEASED"}
    return group == {other.person.participant_id for other in found}


def _silence_words(found: list[Reminder]) -> str:
    """How many, since when, and whether enough was tried (three attempts, two days, two channels)."""
    names = joined(one.person.full_name for one in found[:3]) + (" …" if len(found) > 3 else "")
    short = [one for one in found if not one.person.tries.enough]
    tried = (
        f"Percobaan belum cukup: {short[0].person.full_name} {short[0].person.tries.words}."
        if short
        else "Percobaan sudah cukup (3 kali, 2 hari, 2 saluran)."
    )
    return f"{people_phrase(len(found))} belum jawab, {found[0].deadline_words}: {names}. {tried}"


def _wish_words(found: list[Reminder]) -> str:
    wishes = (f"{one.person.full_name} ({one.person.answer_note or 'tanggal belum disebut'})" for one in found)
    return f"{people_phrase(len(found))} minta tanggal lain: {joined(wishes)}."


def _holds(connection: Connection, now: datetime) -> Iterator[Decision]:
    """Seats that were offered: first those whose day is over, then those that wait for an answer."""
    found = offers(connection, now)
    classes = {row.id: row for row in sessions_by_ids(connection, {one.session_id for one in found})}
    for one in sorted(found, key=lambda offer: not offer.expired):
        row = classes[one.session_id]
        rest = "belum dijawab. Perpanjang, atau lepaskan untuk yang berikut" if one.expired else "menunggu jawaban"
        yield Decision(
            key=f"hold:{one.request_id}:{one.session_id}",
            kind=DecisionKind.HOLD if one.expired else DecisionKind.ANSWER,
            title=one.sender,
            sentence=f"{one.people} kursi kelas {_class_name(row)} ditawarkan sampai "
            f"{short_date(one.held_until)}, {rest}.",
            day=row.days[0],
            topic=row.topic,
            session_id=one.session_id,
            people=one.people,
            request_id=one.request_id,
        )


def _offers(connection: Connection, now: datetime) -> Iterator[Decision]:
    """Classes with room for letters of the waiting list: whom to offer it to, and who is passed over and why."""
    for one in freed_seats(connection, now):
        letters = tuple(each for each in one.offered if not each.individual)
        if not letters:
            continue  # individuals are put in from the pool
        named = ", ".join(f"{each.sender} ({people_phrase(each.people)})" for each in letters)
        passed = "".join(
            f" Dilewati {each.one.sender}: {each.reason}." for each in one.passed if not each.one.individual
        )
        yield Decision(
            key=f"offer:{one.row.id}",
            kind=DecisionKind.OFFER,
            title=f"{_class_name(one.row)}, sisa {one.row.seats.left_for_groups} kursi",
            sentence=f"Menurut urutan masuk: {named}.{passed}",
            day=one.row.days[0],
            topic=one.row.topic,
            session_id=one.row.id,
            people=sum(each.people for each in letters),
            requests=tuple(each.request_id for each in letters),
            state=one.row.state.value,
        )


def _line(connection: Connection, now: datetime) -> Iterator[Decision]:
    """The waiting list itself, topic by topic in order of receipt, with how often each was passed over."""
    chips = gathered.topic_chips(connection)
    for topic_id in sorted(chips):
        for one in waiting_line(connection, topic_id):
            if one.individual:
                continue
            passed = passed_over_of(connection, one.request_id)
            behind = f" Dilewati {len(passed)} kali, terakhir: {passed[0].reason}." if passed else ""
            yield Decision(
                key=f"line:{topic_id}:{one.request_id}",
                kind=DecisionKind.LINE,
                title=one.sender,
                sentence=f"Urutan ke-{one.position}, {people_phrase(one.people)}, masuk "
                f"{short_date(wall(one.received_at).date())}.{behind}",
                day=today(now),
                topic=chips[topic_id],
                session_id=0,
                people=one.people,
                request_id=one.request_id,
            )


def _class_name(row: SessionRow) -> str:
    return f"{row.topic.short_name} {date_range(row.days[0], row.days[-1])}"


def _class_title(row: SessionRow) -> str:
    return f"{date_range(row.days[0], row.days[-1])} · {row.who}"
