"""Random but sensible fields for every act of the workflow, for the random walk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from db.tables_requests import participant
from db.tables_requests import request as request_table
from db.tables_schedule import seat, session_day
from db.tables_schedule import session as session_table
from db.tables_teaching import certificate, questionnaire_reply
from desktop_app.office_time import today
from desktop_app.queries.labels import CHANNEL, CONTACT_OUTCOME
from desktop_app.queries.office import load_calendar
from desktop_app.services.contact_notes import ANSWERS
from desktop_app.services.endings import PAUSE_REASONS
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.proposals import ProposalLine
from desktop_app.services.sheets import HeadPart, SubheadPart
from desktop_app.services.training import STATUSES, AttendanceEntry, ScoreEntry
from tests.office_fixtures import PIN, House
from tests.services.deeds import stored
from tests.services.notice_acts import NOTICES_ON_CASE, NOTICES_ON_CLASS
from tests.services.schedule_acts import SCHEDULE_NEW, SCHEDULE_ON_CASE, SCHEDULE_ON_CLASS

TOPICS = ("SIRUP", "SIKAP", "E_KATALOG", "SPSE_PPK")
ROOMS = ("lpse", "lab", "aula", None)
TRAINERS = ("andi", "maya", "reza")
MARKS = (*STATUSES, *["PRESENT"] * 2 * len(STATUSES))
"""Mostly people come."""


@dataclass
class Dice:
    """The office, the dice, and short questions to the file."""

    house: House
    random: Random
    names: int = 0
    cases: dict[int, str] = field(default_factory=dict)
    classes: dict[int, str] = field(default_factory=dict)

    def refresh(self) -> None:
        """Read the states of everything."""
        with self.house.office.store.reading() as connection:
            self.cases = {r.id: r.state for r in connection.execute(select(request_table.c.id, request_table.c.state))}
            self.classes = {
                r.id: r.state for r in connection.execute(select(session_table.c.id, session_table.c.state))
            }

    def ids(self, column: Any, *where: Any) -> list[int]:
        """Ids under a condition."""
        with self.house.office.store.reading() as connection:
            return list(connection.execute(select(column).where(*where)).scalars())

    def one(self, ids: list[int]) -> int:
        """One of them, or an id that is not there."""
        return self.random.choice(ids) if ids else 10**6

    def place(self, case: int) -> int:
        """An active place of a case."""
        return self.one(self.ids(participant.c.id, participant.c.request_id == case))

    def seated(self, session: int) -> list[int]:
        """Who sits in a class."""
        return self.ids(seat.c.participant_id, seat.c.session_id == session, seat.c.state != "RELEASED")

    def certified(self, session: int) -> list[int]:
        """Who holds a certificate of a class."""
        return self.ids(certificate.c.participant_id, certificate.c.session_id == session)

    def live_class(self) -> int:
        """A class still to come."""
        return self.one([one for one, state in self.classes.items() if state in ("TENTATIVE", "FIXED")])

    def other(self, case: int) -> int:
        """Another case."""
        return self.one([one for one in self.cases if one != case])

    def person(self) -> ParticipantEntry:
        """A new person, now and then one who was here before."""
        self.names += self.random.random() < 0.8
        return ParticipantEntry(full_name=f"Orang Contoh {self.names}", mobile=f"0812{self.names:08d}")

    def day(self) -> date:
        """A working day within the next weeks."""
        with self.house.office.store.reading() as connection:
            calendar = load_calendar(connection)
        day = today(self.house.clock.now()) + timedelta(days=self.random.randrange(1, 40))
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
        return day

    def days_of(self, session: int) -> list[date]:
        """The days of a class."""
        with self.house.office.store.reading() as connection:
            found = select(session_day.c.day).where(
                session_day.c.session_id == session, session_day.c.voided_at.is_(None)
            )
            return sorted(connection.execute(found).scalars())

    def some(self, ids: list[int]) -> tuple[int, ...]:
        """A part of them, often nobody (which means everybody)."""
        return tuple(self.random.sample(ids, self.random.randrange(len(ids) + 1))) if self.random.random() < 0.4 else ()

    def trainers(self) -> tuple[str, ...]:
        """One trainer, or none yet."""
        return (self.random.choice(TRAINERS),) if self.random.random() < 0.8 else ()


def _letter(d: Dice) -> dict[str, Any]:
    people = d.random.randrange(1, 6)
    return {
        "sender": f"Dinas Umpama {d.random.randrange(9)}",
        "topics": tuple(d.random.sample(TOPICS, d.random.choice((1, 1, 2)))),
        "participant_count": people,
        "participants": tuple(d.person() for _ in range(d.random.randrange(people + 1))),
        "letter_date": today(d.house.clock.now()) - timedelta(days=3),
        "letter_number": "1/X",
        "contact_name": "Andi Umpama",
        "contact_phone": "081200000001",
        "missing": ("Tanda tangan",) if d.random.random() < 0.1 else (),
        "forward": d.random.random() < 0.5,
    }


def _class(d: Dice) -> dict[str, Any]:
    return {
        "topic": d.random.choice(TOPICS),
        "first_day": d.day(),
        "room": d.random.choice(ROOMS[:3]),
        "trainers": d.trainers(),
        "quota": d.random.choice((None, 2, 5, 9)),
    }


def _class_or_draft(d: Dice) -> dict[str, Any]:
    return {**_class(d), "draft": d.random.random() < 0.15}


def _schedule(d: Dice, case: int) -> dict[str, Any]:
    if d.random.random() < 0.6 and d.classes:
        places = d.ids(participant.c.id, participant.c.request_id == case)
        return {"session": d.live_class(), "participants": d.some(places)}
    made = _class(d)
    del made["topic"]
    return made


def _sheet(d: Dice, case: int) -> dict[str, Any]:
    now = d.house.clock.now()
    outcome = d.random.choice(("approve", "approve", "return", "reject"))
    head = HeadPart(initialed_at=now, outcome=outcome, note="dari lembar") if d.random.random() < 0.8 else None
    subhead = SubheadPart(initialed_at=now, trainers=d.trainers()) if d.random.random() < 0.7 else None
    return {"head": head, "subhead": subhead}


def _marks(d: Dice, session: int) -> dict[str, Any]:
    people = d.seated(session)
    chosen = d.some(people) or tuple(people)
    return {
        "day": d.random.choice(d.days_of(session) or [date(2026, 1, 1)]),
        "entries": tuple(AttendanceEntry(participant=p, status=d.random.choice(MARKS)) for p in chosen),
    }


def _proposal(d: Dice) -> dict[str, Any]:
    waiting = [case for case, state in d.cases.items() if state in ("SCHEDULING", "WAITLISTED")]
    d.random.shuffle(waiting)
    lines = [ProposalLine(requests=tuple(waiting[:2]), room="aula", **_new_class(d))]
    if waiting[2:]:
        lines.append(ProposalLine(requests=(waiting[2],), session=d.live_class()))
    return {"lines": tuple(lines)}


def _new_class(d: Dice) -> dict[str, Any]:
    return {"topic": d.random.choice(TOPICS), "first_day": d.day(), "trainer": d.random.choice(TRAINERS)}


def replies_of(session: int) -> tuple[Any, Any]:
    """What asks for the typed questionnaires of a class."""
    return questionnaire_reply.c.id, questionnaire_reply.c.session_id == session


NEW: dict[str, Callable[[Dice], dict[str, Any]]] = {
    "register_letter": _letter,
    "register_form": lambda d: {"applicant": d.person(), "topics": (d.random.choice(TOPICS),), "privacy_notice": True},
    "create_session": _class_or_draft,
    **SCHEDULE_NEW,
    "accept_proposal": _proposal,
    "record_running_session": _class,
    "add_organization": lambda d: {"name": f"CV Umpama {d.random.randrange(20)}"},
    "save_setting": lambda d: d.random.choice(
        ({"name": "reserved_for_individuals", "value": d.random.randrange(4)}, {"name": "certificates", "value": True})
    ),
    "add_absence": lambda d: {"trainer": "reza", **dict.fromkeys(("first_day", "last_day"), d.day()), "cause": "cuti"},
    "add_closed_day": lambda d: {"days": (ClosedDayEntry(day=d.day(), kind="local", name="Libur"),)},
    "disclose": lambda d: {"what": "peserta"},
}

ON_CASE: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "edit_request": lambda d, c: {"subject": f"Hal {d.random.random()}", "topics": (d.random.choice(TOPICS),)},
    "set_participants": lambda d, c: {"participants": tuple(d.person() for _ in range(d.random.randrange(1, 4)))},
    "mark_incomplete": lambda d, c: {"missing": ("Cap",)},
    "complete_request": lambda d, c: {},
    "forward_to_head": lambda d, c: {},
    "hand_back": lambda d, c: {},
    "approve_by_head": lambda d, c: {},
    "return_by_head": lambda d, c: {},
    "reject_by_head": lambda d, c: {},
    "dispose_by_subhead": lambda d, c: {"trainers": d.trainers()},
    "return_by_subhead": lambda d, c: {},
    "record_sheet": _sheet,
    "assign_trainers": lambda d, c: {"trainers": d.trainers()},
    "schedule_request": _schedule,
    "unschedule_request": lambda d, c: {},
    "reschedule_request": lambda d, c: {"session": d.live_class()},
    **SCHEDULE_ON_CASE,
    **NOTICES_ON_CASE,
    "waitlist_request": lambda d, c: {},
    "return_to_queue": lambda d, c: {},
    "postpone_request": lambda d, c: {},
    "record_contact": lambda d, c: {
        "channel": d.random.choice(tuple(CHANNEL)),
        "outcome": d.random.choice(tuple(CONTACT_OUTCOME)),
        "participants": d.some(d.ids(participant.c.id, participant.c.request_id == c)),
    },
    "archive_letter": lambda d, c: {"storage_location": f"Lemari {d.random.randrange(9)}"},
    "record_confirmation": lambda d, c: {
        "answer": d.random.choice((*sorted(ANSWERS), "PRESENT", "PRESENT")),
        "participants": d.some(d.ids(seat.c.participant_id, seat.c.request_id == c, seat.c.state != "RELEASED")),
    },
    "close_confirmation": lambda d, c: {},
    "substitute_participant": lambda d, c: {"participant": d.place(c), "substitute": d.person()},
    "release_seat": lambda d, c: {"participant": d.place(c)},
    "close_case": lambda d, c: {},
    "withdraw_request": lambda d, c: {},
    "void_request": lambda d, c: {"second_officer": "nurul", "second_pin": PIN},
    "propose_duplicate": lambda d, c: {"first": d.other(c)},
    "confirm_duplicate": lambda d, c: {"first": d.other(c)},
    "link_follow_up": lambda d, c: {"first": d.other(c)},
    "pause_clock": lambda d, c: {"cause": d.random.choice(tuple(PAUSE_REASONS))},
    "resume_clock": lambda d, c: {},
    "print_sheet": lambda d, c: {"others": (d.other(c),) if d.random.random() < 0.2 else ()},
    "receive_sheet": lambda d, c: {},
    "keep_paper": lambda d, c: {"kind": "undangan", "title": "Undangan", "sha256": stored(d.house), "pages": 1},
    "issue_letter": lambda d, c: {"kind": "undangan", "subject": "Jadwal", "addressee": "Dinas Umpama"},
}

ON_CLASS: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "edit_session": lambda d, s: {"quota": d.random.randrange(1, 12), "trainers": d.trainers()},
    "fix_session": lambda d, s: {},
    "move_session": lambda d, s: {"first_day": d.day(), "room": d.random.choice(ROOMS)},
    **SCHEDULE_ON_CLASS,
    **NOTICES_ON_CLASS,
    "postpone_session": lambda d, s: {},
    "cancel_session": lambda d, s: {},
    "record_attendance": _marks,
    "record_scores": lambda d, s: {
        "entries": tuple(ScoreEntry(participant=p, post_test=d.random.randrange(101)) for p in d.seated(s))
    },
    "add_walk_in": lambda d, s: {"person": d.person(), "privacy_notice": True},
    "save_report": lambda d, s: {"note": "lancar", "send": d.random.random() < 0.5},
    "finish_session": lambda d, s: {},
    "void_attendance": lambda d, s: {
        "participant": d.one(d.seated(s)),
        "day": d.random.choice(d.days_of(s) or [d.day()]),
    },
    "substitute_trainer": lambda d, s: {"trainer": "andi", "substitute": d.random.choice(TRAINERS)},
    "pause_class": lambda d, s: {"cause": d.random.choice(("power", "network", "flood", "other"))},
    "resume_class": lambda d, s: {},
    "plan_follow_on": lambda d, s: {"first_day": d.day()},
    "record_questionnaire": lambda d, s: {"marks": tuple(d.random.randrange(5) for _ in range(5))},
    "void_questionnaire": lambda d, s: {"reply": d.one(d.ids(*replies_of(s)))},
    "issue_certificates": lambda d, s: {},
    "void_certificate": lambda d, s: {"participant": d.one(d.certified(s) or d.seated(s))},
    "keep_session_paper": lambda d, s: {"kind": "jadwal", "title": "Jadwal", "sha256": stored(d.house), "pages": 1},
}
