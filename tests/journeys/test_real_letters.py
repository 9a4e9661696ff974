"""Twenty letters and forms as they come (invented people): each carried to its end through the services.

`tests/letters/` says what is on them; nothing in the program knows them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.office_time import SetClock, at, from_wall, wall
from desktop_app.queries.cases import case
from desktop_app.queries.earliest import earliest_date
from desktop_app.queries.office import load_calendar
from desktop_app.queries.seats_wanted import next_topic, seats_wanted
from desktop_app.services import (
    access,
    data_folder,
    dispositions,
    intake,
    notices,
    request_edits,
    scheduling,
    sessions,
    setup,
    training,
)
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Actor, Office

LETTERS = sorted((Path(__file__).parent.parent / "letters").glob("dev-*.json"))
KINDS = {"cv": "vendor", "pt": "vendor", "dinas": "regional_agency", "kec": "regional_agency", "desa": "village"}


@dataclass
class Walk:
    """The office, its clock and its people."""

    office: Office
    clock: SetClock
    actors: dict[str, Actor]

    def do(self, handle: str, deed: Callable[..., Any], *, after: int = 3, **fields: Any) -> Any:
        """Let an officer act ``after`` minutes later."""
        self.clock.advance(minutes=after)
        return deed(self.office, Act(actor=self.actors[handle]), **fields).value

    def reading(self) -> Any:
        """A snapshot."""
        return self.office.store.reading()

    def open_at(self, moment: datetime) -> None:
        """Go to a moment when the office is open, never back."""
        with self.reading() as connection:
            later = max(from_wall(moment), self.clock.now())
            self.clock.put(from_wall(load_calendar(connection).next_opening(wall(later))))


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("letters")
    patch = pytest.MonkeyPatch()
    patch.setattr(access, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    clock = SetClock(at(date(2025, 1, 2), time(8)))
    office = data_folder.create(Access(folder / "data", folder / "key"), clock).office
    pins = setup.set_up(office, setup.read_plan(setup.example_text()))
    setup.accept_pins(office, pins)
    yield Walk(office, clock, {one.handle: access.actor_for(office, one.handle) for one in pins})
    office.store.close()
    patch.undo()


def read(path: Path) -> dict[str, Any]:
    letter: dict[str, Any] = json.loads(path.read_text("utf-8"))["surat"]
    return letter


def received(letter: dict[str, Any]) -> datetime:
    stamp = (letter["cap_terima"] or {}).get("tanggal") or letter["tanggal"]
    return datetime.combine(date.fromisoformat(stamp), time(9))


BY_RECEIPT = sorted(LETTERS, key=lambda path: received(read(path)))


def people(letter: dict[str, Any]) -> tuple[ParticipantEntry, ...]:
    return tuple(
        ParticipantEntry(
            full_name=one["nama"],
            nip=one.get("id", "") if one.get("id_jenis") == "NIP" else "",
            position=one.get("jabatan") or "",
            mobile=one.get("hp") or "",
            email=one.get("email") or "",
        )
        for one in letter["peserta"]
    )


def register_letter(walk: Walk, letter: dict[str, Any]) -> int:
    contact = letter["kontak"] or {}
    wish = letter["usulan"] or {}
    lacks = () if letter["jumlah_peserta"] else ("jumlah peserta",)
    made = walk.do(
        "wulan",
        intake.register_letter,
        sender=letter["pengirim"],
        sender_kind=KINDS.get(letter["pengirim_jenis"], "other"),
        letter_number=letter["nomor"],
        letter_date=date.fromisoformat(letter["tanggal"]),
        subject=letter["perihal"],
        topics=tuple(letter["topik"]),
        contact_name=contact.get("nama") or letter["penandatangan"]["nama"],
        contact_phone=contact.get("hp") or "",
        signer_name=letter["penandatangan"]["nama"],
        signer_position=letter["penandatangan"]["jabatan"] or "",
        addressee=letter["yth"],
        participant_count=letter["jumlah_peserta"] or 1,
        participants=people(letter),
        preferred_dates=(date.fromisoformat(wish["mulai"]),) if wish else (),
        attachment_count=letter["lampiran"] or "",
        missing=lacks,
    )
    if lacks:
        assert made.state == "INCOMPLETE"
        walk.do("wulan", request_edits.set_participants, after=60, request=made.request, participants=(),
                participant_count=4)  # fmt: skip
        walk.do("wulan", request_edits.complete_request, request=made.request)
    return int(made.request)


def register_form(walk: Walk, letter: dict[str, Any]) -> int:
    (person,) = letter["peserta"]
    made = walk.do(
        "wulan",
        intake.register_form,
        applicant=ParticipantEntry(
            full_name=person["nama"],
            position=person.get("jabatan") or "",
            mobile=person.get("hp") or "0812 0000 0000",
            email=person.get("email") or "",
            organization=letter["instansi"] or "",
        ),
        topics=tuple(letter["topik"]),
        form_date=date.fromisoformat(letter["tanggal"]),
        privacy_notice=True,
    )
    return int(made.request)


def open_class(walk: Walk, topic: str, day: date) -> Any:
    """An open class on the first day from ``day`` on that nothing stands against."""
    for later in range(30):
        try:
            return walk.do(
                "nurul",
                sessions.create_session,
                topic=topic,
                first_day=day + timedelta(days=later),
                room="lpse",
                trainers=("andi",),
            )
        except UserError:
            continue
    raise AssertionError("no free day in a month")


def place_all(walk: Walk, request: int, individual: bool) -> list[int]:
    """A class for each topic that was asked for."""
    made: list[int] = []
    while True:
        with walk.reading() as connection:
            wanted = seats_wanted(connection, [request])[request]
            chips = {chip.id: chip.code for chip in case(connection, request, walk.clock.now()).topics}
        if not any(wanted.values()):
            return made
        topic = next_topic(wanted)
        assert topic is not None
        made.append(place(walk, request, individual, chips[topic]))


def place(walk: Walk, request: int, individual: bool, topic: str) -> int:
    """Into the earliest class there is, or one of its own; an individual needs a class made for others."""
    with walk.reading() as connection:
        found = earliest_date(connection, request, walk.clock.now())
    if found.day is None:
        assert individual
        with walk.reading() as connection:
            week_later = wall(walk.clock.now()) + timedelta(days=7)
            day = load_calendar(connection).next_opening(week_later).date()
        made = open_class(walk, topic, day)
        session = made.session
        walk.do("nurul", scheduling.schedule_request, request=request, session=session)
    elif found.session_id is not None:
        session = found.session_id
        walk.do("nurul", scheduling.schedule_request, request=request, session=session)
    else:
        placed = walk.do(
            "nurul",
            scheduling.schedule_request,
            request=request,
            first_day=found.day,
            room=found.room_code,
            trainers=found.trainer_handles,
        )
        session = placed.session
    walk.do("nurul", sessions.fix_session, session=session)
    return int(session)


def first_day(walk: Walk, session: int) -> date:
    """When a class begins."""
    from desktop_app.queries.session_read import session as read_session

    with walk.reading() as connection:
        return read_session(connection, session, walk.clock.now()).row.days[0]


def teach(walk: Walk, session: int) -> None:
    from desktop_app.queries.session_read import session as read_session

    with walk.reading() as connection:
        found = read_session(connection, session, walk.clock.now())
    for day in found.row.days:
        walk.open_at(datetime.combine(day, time(8, 30)))
        entries = tuple(training.AttendanceEntry(participant=one.participant_id) for one in found.people)
        walk.do("andi", training.record_attendance, session=session, day=day, entries=entries)
    walk.do("andi", training.finish_session, after=300, session=session)


@pytest.mark.parametrize("path", BY_RECEIPT, ids=lambda one: one.stem)
def test_each_reaches_its_end(walk: Walk, path: Path) -> None:
    letter = read(path)
    individual = letter["pengirim_jenis"] == "perseorangan"
    walk.open_at(received(letter))
    request = register_form(walk, letter) if individual else register_letter(walk, letter)
    walk.do("wulan", intake.forward_to_head, request=request)
    walk.do("suryadi", dispositions.approve_by_head, after=12, request=request)
    walk.do("nurul", dispositions.dispose_by_subhead, request=request, trainers=("andi",))
    classes = place_all(walk, request, individual)
    walk.do("wulan", notices.record_contact, request=request, channel="telephone", outcome="REACHED")
    walk.do("wulan", notices.archive_letter, request=request, storage_location="Lemari 1 / Boks 1")
    walk.do("wulan", notices.record_confirmation, request=request, answer="PRESENT")
    for session in sorted(classes, key=lambda one: first_day(walk, one)):
        teach(walk, session)
    walk.do("wulan", notices.close_case, request=request)
    with walk.reading() as connection:
        found = case(connection, request, walk.clock.now())
    assert found.state == "ARCHIVED"
    assert [step.number for step in found.steps if step.state == "done"] == list(range(1, 9))
    assert found.sender == letter["pengirim"]


def test_the_books_and_the_journal_are_whole_afterwards(walk: Walk) -> None:
    assert data_folder.verify(walk.office).problems == ()
