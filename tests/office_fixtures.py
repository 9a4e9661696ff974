"""A ready office for every test: set up once a session from the example plan, its folder copied per test.

``office``, ``clock``, ``actors``, ``act``, ``do``, ``make_request`` and ``make_session`` are readings of one
:class:`House`, which can also bring a case into any state a row of the workflow reaches.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Table, select

from db.tables_requests import participant
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from desktop_app.config import Access
from desktop_app.office_time import SetClock, at, today
from desktop_app.queries.office import load_calendar
from desktop_app.services import (
    access,
    data_folder,
    dispositions,
    endings,
    intake,
    notices,
    request_edits,
    scheduling,
    session_moves,
    sessions,
    setup,
    training,
)
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.training import AttendanceEntry
from desktop_app.services.use_case import Act, Actor, Office, Result

PIN = "246813"
"""The permanent PIN of every officer of the ready office."""

MORNING = at(date(2026, 11, 23), time(8, 0))
"""Monday, 23 November 2026."""

HANDLES = ("wulan", "rizal", "suryadi", "nurul", "andi", "maya", "reza")


@dataclass
class House:
    """An open office with its clock and officers; acts are two minutes apart."""

    office: Office
    clock: SetClock
    access: Access
    actors: dict[str, Actor] = field(default_factory=dict)
    taken_days: set[date] = field(default_factory=set)

    def act(self, handle: str, **envelope: Any) -> Act:
        """The envelope of one act by an officer."""
        return Act(actor=self.actors[handle], **envelope)

    def do(
        self,
        who: str,
        use_case: Callable[..., Result[Any]],
        /,
        *,
        envelope: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Result[Any]:
        """Run a use case two minutes later; ``envelope`` are the words of the act (reason, key ...)."""
        self.clock.advance(minutes=2)
        return use_case(self.office, self.act(who, **(envelope or {})), **fields)

    def because(self, who: str, use_case: Callable[..., Result[Any]], reason: str, /, **fields: Any) -> Result[Any]:
        """Run a use case with a reason."""
        return self.do(who, use_case, envelope={"reason": reason}, **fields)

    def column(self, table: Table, row_id: int, name: str) -> Any:
        """One value of one row as it stands on disk."""
        with self.office.store.reading() as connection:
            return connection.execute(select(table.c[name]).where(table.c.id == row_id)).scalar_one()

    def state(self, request: int) -> str:
        """The state of a request."""
        return str(self.column(request_table, request, "state"))

    def session_state(self, session: int) -> str:
        """The state of a session."""
        return str(self.column(session_table, session, "state"))

    def places(self, request: int) -> list[int]:
        """The active places of a request."""
        found = select(participant.c.id).where(participant.c.request_id == request, participant.c.status == "ACTIVE")
        with self.office.store.reading() as connection:
            return list(connection.execute(found.order_by(participant.c.id)).scalars())

    def free_day(self, days: int = 1) -> date:
        """A working day two weeks ahead on which no other class of this house is."""
        with self.office.store.reading() as connection:
            calendar = load_calendar(connection)
        day = today(self.clock.now()) + timedelta(days=14)
        while True:
            span = [day + timedelta(days=offset) for offset in range(days)]
            if all(calendar.is_working_day(one) and one not in self.taken_days for one in span):
                self.taken_days.update(span)
                return day
            day += timedelta(days=1)

    # --- letters and forms ---------------------------------------------------------------------

    def letter(self, *, people: int = 2, **fields: Any) -> int:
        """Register a letter of an invented office and give its id."""
        values: dict[str, Any] = {
            "sender": "RSUD Contoh Sehat",
            "sender_kind": "regional_agency",
            "topics": ("SIRUP",),
            "participant_count": people,
            "letter_date": today(self.clock.now()) - timedelta(days=2),
            "letter_number": "1/2/CONTOH/2026",
            "contact_name": "Hendra Umpama",
            "contact_phone": "081200000147",
            "participants": tuple(ParticipantEntry(full_name=f"Peserta Contoh {n}") for n in range(1, people + 1)),
        }
        values.update(fields)
        return int(self.do("wulan", intake.register_letter, **values).value.request)

    def form(self, **fields: Any) -> int:
        """Register an individual's form and give its id."""
        values: dict[str, Any] = {
            "applicant": ParticipantEntry(full_name="Rina Umpama", mobile="081200000222"),
            "topics": ("SIRUP",),
            "privacy_notice": True,
        }
        values.update(fields)
        return int(self.do("wulan", intake.register_form, **values).value.request)

    def request(self, state: str = "REGISTERED", **fields: Any) -> int:
        """A letter brought into ``state`` by the services alone."""
        if state == "INCOMPLETE":
            fields["missing"] = ("Daftar peserta",)
        made = self.letter(**fields)
        for step in WAYS[state]:
            step(self, made)
        assert self.state(made) == state
        return made

    def session_of(self, request: int) -> int:
        """The class a request sits in."""
        from db.tables_schedule import seat

        held = select(seat.c.session_id).where(seat.c.request_id == request, seat.c.state != "RELEASED")
        with self.office.store.reading() as connection:
            return int(connection.execute(held.order_by(seat.c.id.desc())).scalars().first() or 0)

    def session(self, state: str = "TENTATIVE", *, quota: int | None = None, reserved: int = 0) -> int:
        """A class of SiRUP brought into ``state``; RUNNING and DONE ones have a group in it."""
        if state in ("RUNNING", "DONE"):
            case = self.request("CONFIRMED")
            made = self.session_of(case)
            self.clock.put(at(self._first_day(made), time(9, 0)))
            mark = tuple(AttendanceEntry(participant=one) for one in self.places(case))
            self.do("andi", training.record_attendance, session=made, day=self._first_day(made), entries=mark)
            if state == "DONE":
                self.do("andi", training.finish_session, session=made)
            return made
        made = self.do(
            "nurul",
            sessions.create_session,
            topic="SIRUP",
            first_day=self.free_day(),
            room="lpse",
            trainers=("andi",),
            quota=quota,
            reserved=reserved,
            draft=state == "DRAFT",
        ).value.session
        if state == "FIXED":
            self.do("nurul", sessions.fix_session, session=made)
        elif state == "POSTPONED":
            self.because("nurul", session_moves.postpone_session, "Banjir", session=made)
        elif state == "CANCELLED":
            self.because("nurul", session_moves.cancel_session, "Banjir", session=made)
        return int(made)

    def _first_day(self, session: int) -> date:
        from db.tables_schedule import session_day

        with self.office.store.reading() as connection:
            found = select(session_day.c.day).where(
                session_day.c.session_id == session, session_day.c.voided_at.is_(None)
            )
            days: list[date] = list(connection.execute(found).scalars())
            return min(days)


Step = Callable[[House, int], object]


def _forward(house: House, case: int) -> None:
    house.do("wulan", intake.forward_to_head, request=case)


def _approve(house: House, case: int) -> None:
    house.do("suryadi", dispositions.approve_by_head, request=case)


def _dispose(house: House, case: int) -> None:
    house.do("nurul", dispositions.dispose_by_subhead, request=case, trainers=("andi",))


def _schedule(house: House, case: int) -> None:
    house.because(
        "nurul",
        scheduling.schedule_request,
        "tanggal sudah disepakati",
        request=case,
        first_day=house.free_day(),
        room="lpse",
        trainers=("andi",),
        reserved=0,
    )


def _fix(house: House, case: int) -> None:
    house.do("nurul", sessions.fix_session, session=house.session_of(case))


def _tell(house: House, case: int) -> None:
    house.do("wulan", notices.record_contact, request=case, channel="telephone", outcome="REACHED")
    house.do("wulan", notices.archive_letter, request=case, storage_location="Lemari 1")


def _answer(house: House, case: int) -> None:
    house.do("wulan", notices.record_confirmation, request=case, answer="PRESENT")


def _train(house: House, case: int) -> None:
    session = house.session_of(case)
    day = house._first_day(session)
    house.clock.put(at(day, time(9, 0)))
    mark = tuple(AttendanceEntry(participant=one) for one in house.places(case))
    house.do("andi", training.record_attendance, session=session, day=day, entries=mark)
    house.do("andi", training.finish_session, session=session)


def _ended(handle: str, use_case: Callable[..., Result[Any]], reason: str | None = None, **fields: Any) -> Step:
    def step(house: House, case: int) -> None:
        house.do(handle, use_case, envelope={"reason": reason}, request=case, **fields)

    return step


def _duplicate(house: House, case: int) -> None:
    first = house.letter()
    house.because("wulan", endings.propose_duplicate, "isi sama", request=case, first=first)
    house.do("nurul", endings.confirm_duplicate, request=case)


_QUEUE: tuple[Step, ...] = (_forward, _approve, _dispose)
WAYS: dict[str, tuple[Step, ...]] = {
    "REGISTERED": (),
    "INCOMPLETE": (),
    "RETURNED": (_forward, _ended("suryadi", dispositions.return_by_head, "siapa pesertanya?")),
    "WITH_HEAD": (_forward,),
    "WITH_SUBHEAD": (_forward, _approve),
    "SCHEDULING": _QUEUE,
    "SCHEDULED": (*_QUEUE, _schedule),
    "NOTIFIED": (*_QUEUE, _schedule, _fix, _tell),
    "CONFIRMED": (*_QUEUE, _schedule, _fix, _tell, _answer),
    "TRAINED": (*_QUEUE, _schedule, _fix, _tell, _answer, _train),
    "ARCHIVED": (*_QUEUE, _schedule, _fix, _tell, _answer, _train, _ended("wulan", notices.close_case)),
    "REJECTED": (_forward, _ended("suryadi", dispositions.reject_by_head, "sudah dilatih")),
    "WITHDRAWN": (_ended("wulan", endings.withdraw_request, "tidak jadi"),),
    "DUPLICATE": (_duplicate,),
    "WAITLISTED": (*_QUEUE, _ended("nurul", scheduling.waitlist_request, "penuh")),
    "POSTPONED": (*_QUEUE, _ended("nurul", scheduling.postpone_request, "minta Januari")),
    "CANCELLED": (*_QUEUE, _ended("nurul", scheduling.cancel_request, "aplikasi dihentikan")),
    "HANDED_BACK": (_ended("wulan", request_edits.hand_back, "salah alamat"),),
    "VOIDED": (_ended("wulan", endings.void_request, "salah catat", second_officer="nurul", second_pin=PIN),),
}
"""The way into every state that a row of the workflow leads to."""


@pytest.fixture(scope="session")
def cheap_hasher() -> Iterator[None]:
    """PINs are hashed at a small cost: the real one is measured in its own test."""
    patch = pytest.MonkeyPatch()
    patch.setattr(access, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def ready_folder(cheap_hasher: None, tmp_path_factory: pytest.TempPathFactory) -> Access:
    """The example office with permanent PINs, made once; never written to afterwards."""
    folder = tmp_path_factory.mktemp("ready-office")
    here = Access(folder / "data", folder / "key", pin=PIN)
    office = data_folder.create(here, SetClock(MORNING)).office
    pins = setup.set_up(office, setup.read_plan(setup.example_text()), pins=dict.fromkeys(HANDLES, PIN))
    setup.accept_pins(office, pins)
    data_folder.close(office)
    return here


@pytest.fixture
def ready_copy(ready_folder: Access, tmp_path: Path) -> Access:
    """A copy of the ready office, closed."""
    shutil.copytree(ready_folder.data_dir, tmp_path / "data")
    return Access(tmp_path / "data", ready_folder.key_file, pin=PIN)


def open_house(access_to: Access, moment: datetime = MORNING) -> House:
    """Open a ready office on a clock of its own."""
    clock = SetClock(moment)
    office = data_folder.open_office(access_to, clock)
    return House(office, clock, access_to, {handle: access.actor_for(office, handle) for handle in HANDLES})


@pytest.fixture
def house(ready_copy: Access) -> Iterator[House]:
    """The office of this test at eight on the sample Monday."""
    made = open_house(ready_copy)
    yield made
    made.office.store.close()


@pytest.fixture
def office(house: House) -> Office:
    """The open office."""
    return house.office


@pytest.fixture
def clock(house: House) -> SetClock:
    """Its clock."""
    return house.clock


@pytest.fixture
def actors(house: House) -> dict[str, Actor]:
    """Its officers by handle."""
    return house.actors


@pytest.fixture
def act(house: House) -> Callable[..., Act]:
    """``act("wulan", reason=...)``: the envelope of one act."""
    return house.act


@pytest.fixture
def do(house: House) -> Callable[..., Result[Any]]:
    """``do("wulan", use_case, **fields)``: one act two minutes later."""
    return house.do


@pytest.fixture
def make_request(house: House) -> Callable[..., int]:
    """``make_request(state="CONFIRMED")``: a letter in any state that can be reached."""
    return house.request


@pytest.fixture
def make_session(house: House) -> Callable[..., int]:
    """``make_session(state="FIXED", quota=3)``: a class in any state that can be reached."""
    return house.session


DEMO_NOW = datetime(2026, 11, 24, 13, 40)
"""Wall time of the end of the demonstration: a Tuesday after lunch."""


@pytest.fixture(scope="session")
def demo_folder(cheap_hasher: None, tmp_path_factory: pytest.TempPathFactory) -> Access:
    """A demonstration of 44 cases, made once; copy it before writing to it."""
    from desktop_app.demonstration.fill import fill

    folder = tmp_path_factory.mktemp("demo")
    here = Access(folder / "data", folder / "key")
    office = data_folder.create(here).office
    fill(office, requests=44, seed=24, now=DEMO_NOW)
    data_folder.close(office)
    return here
