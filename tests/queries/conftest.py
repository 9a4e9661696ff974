"""A small office on an encrypted file, and cases walked through it by the services (invented people and numbers)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, select

from db.journal import Entry
from db.store import FILE_NAME, Store
from db.tables_office import closed_day, officer, officer_role, room, topic, trainer_topic, work_hours
from db.tables_requests import participant
from db.unit_of_work import UnitOfWork
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services import dispositions, intake, notices, scheduling, sessions, training
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Actor, Office, Result
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.states import Role

KEY = os.urandom(32)
RESOURCES = Path(__file__).parents[2] / "resources"
START = date(2020, 1, 1)
MORNING = datetime(2026, 12, 3, 9, 0)
"""Thursday, 3 December 2026: the sample day of the design."""

OFFICERS = (
    ("wulan", "Wulan Sari", "Staf LPSE", Role.HELPDESK),
    ("suryadi", "Suryadi Hakim", "Kepala Bagian PBJ", Role.DIVISION_HEAD),
    ("nurul", "Nurul Aini, S.Kom.", "Kasubbag LPSE", Role.SUBDIVISION_HEAD),
    ("andi", "Andi Pratama", "Trainer", Role.TRAINER),
    ("maya", "Maya Kusuma", "Trainer", Role.TRAINER),
)
TOPICS = (
    ("spse-ppk", "SPSE 4.5 untuk PPK", "PPK", "t_ppk", 2),
    ("spse-penyedia", "SPSE untuk Penyedia", "Penyedia", "t_pyd", 1),
    ("e-katalog", "e-Katalog v6", "Katalog", "t_kat", 1),
)


@dataclass
class Desk:
    """The office with its clock, and one short method a deed; times are wall time of the sample day."""

    office: Office
    clock: SetClock

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> Desk:
        """Put the clock on a time of the sample day, or of a day after it."""
        moment = MORNING.replace(hour=hour, minute=minute) + timedelta(days=days)
        self.clock.put(from_wall(moment))
        return self

    @property
    def now(self) -> datetime:
        """The moment the clock shows."""
        return self.clock.now()

    def actor(self, handle: str) -> Actor:
        """An officer by his handle."""
        index, row = next((i, row) for i, row in enumerate(OFFICERS, start=1) if row[0] == handle)
        return Actor(index, handle, row[1], (row[3],))

    def do(self, handle: str, deed: Callable[..., Result[Any]], reason: str | None = None, **fields: Any) -> Any:
        """Let an officer do something; ``paper`` and ``when`` go into the act."""
        act = Act(
            actor=self.actor(handle),
            reason=reason,
            from_paper=fields.pop("paper", False),
            occurred_at=fields.pop("when", None),
        )
        return deed(self.office, act, **fields).value

    def letter(self, sender: str = "RSUD dr. H. Marsidi Judono", **fields: Any) -> int:
        """Register a letter and give its id."""
        values: dict[str, Any] = {
            "sender": sender,
            "sender_kind": "regional_agency",
            "topics": ("spse-ppk",),
            "participant_count": 2,
            "letter_date": date(2026, 11, 30),
            "letter_number": "445/1182/RSUD/XI/2026",
            "contact_name": "Hendra Saputra",
            "contact_phone": "0812-0000-0147",
            "participants": (
                ParticipantEntry(full_name="Ahmad Fauzi", nip="197801102010011001", mobile="081200001101"),
                ParticipantEntry(full_name="Budi Hartono", nip="19820514201401100", position="PPK Keperawatan"),
            ),
        }
        values.update(fields)
        return int(self.do("wulan", intake.register_letter, **values).request)

    def form(self, name: str = "Rina Marlina", topic_code: str = "spse-penyedia", **fields: Any) -> int:
        """Register an individual's form and give its id."""
        entry = ParticipantEntry(
            full_name=name, mobile="081200002201", email="rina@contoh.id", organization="CV Contoh"
        )
        made = self.do(
            "wulan", intake.register_form, applicant=entry, topics=(topic_code,), privacy_notice=True, **fields
        )
        return int(made.request)

    def approved(self, request: int, **fields: Any) -> int:
        """Forward and approve up to the schedule queue."""
        self.do("wulan", intake.forward_to_head, request=request)
        self.do("suryadi", dispositions.approve_by_head, request=request, **fields)
        self.do("nurul", dispositions.dispose_by_subhead, request=request, trainers=("andi",))
        return request

    def scheduled(self, request: int, first_day: date = date(2026, 12, 15), **fields: Any) -> int:
        """Give an approved request a fixed class of its own; returns the session."""
        made = self.do(
            "nurul",
            scheduling.schedule_request,
            request=request,
            first_day=first_day,
            room="lab",
            trainers=("andi",),
            **fields,
        )
        self.do("nurul", sessions.fix_session, session=made.session)
        return int(made.session)

    def told(self, request: int) -> None:
        """Tell the contact person and put the letter into the cabinet."""
        self.do("wulan", notices.record_contact, request=request, channel="telephone", outcome="REACHED")
        self.do("wulan", notices.archive_letter, request=request, storage_location="Lemari 2, map 12")

    def trained(self, request: int, session: int) -> None:
        """Everybody says yes and comes on both days; the class is finished and the file closed."""
        self.do("wulan", notices.record_confirmation, request=request, answer="PRESENT")
        for offset, day in enumerate((date(2026, 12, 15), date(2026, 12, 16)), start=12):
            self.at(9, days=offset)
            entries = tuple(training.AttendanceEntry(participant=one) for one in self.places(request))
            self.do("andi", training.record_attendance, session=session, day=day, entries=entries)
        self.at(15, days=13)
        self.do("andi", training.finish_session, session=session)

    def places(self, request: int) -> list[int]:
        """Ids of the active places of a request."""
        with self.reading() as connection:
            found = select(participant.c.id).where(
                participant.c.request_id == request, participant.c.status == "ACTIVE"
            )
            return list(connection.execute(found).scalars())

    def reading(self) -> AbstractContextManager[Connection]:
        """A reader's connection, as the windows use it."""
        return self.office.store.reading()


def _fill(store: Store) -> None:
    hours = json.loads((RESOURCES / "work_hours.json").read_text(encoding="utf-8"))
    with store.writing() as unit:
        for handle, name, title, role in OFFICERS:
            made = unit.insert(
                officer,
                handle=handle,
                full_name=name,
                title=title,
                nip="198609262015051001",
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            unit.insert(officer_role, officer_id=made, role=role.value, valid_from=START)
        for row in _hours(hours):
            unit.insert(work_hours, **row)
        unit.insert(closed_day, day=date(2026, 12, 24), kind="joint_leave", name="Cuti Bersama Natal", source="contoh")
        unit.insert(closed_day, day=date(2026, 12, 25), kind="public_holiday", name="Hari Raya Natal", source="contoh")
        unit.insert(
            room, code="lab", name="Ruang LPSE", seats=20, computers=20, equipment=["komputer"], valid_from=START
        )
        _fill_topics(unit)
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        unit.finish(
            Entry(
                client_key=str(uuid4()),
                action="set_up",
                actor_id=None,
                actor_name="penyiapan",
                actor_role="ADMINISTRATOR",
                occurred_at=moment,
                recorded_at=moment,
            )
        )


def _fill_topics(unit: UnitOfWork) -> None:
    for code, name, short, color, days in TOPICS:
        made = unit.insert(
            topic,
            code=code,
            name=name,
            short_name=short,
            color=color,
            default_days=days,
            materials=["Pendaftaran akun", "Tanya jawab"],
            active_from=START,
        )
        unit.insert(trainer_topic, officer_id=4, topic_id=made)


def _hours(data: Any) -> Iterator[dict[str, Any]]:
    calendar = OfficeCalendar.from_data(data, {"days": [], "ramadan": []})
    for row in calendar.hours:
        yield {
            "season": row.season,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "weekday": row.weekday,
            "starts": f"{row.start:%H:%M}",
            "ends": f"{row.end:%H:%M}",
        }


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office set up once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("office")
    store = Store(folder, KEY)
    store.prepare()
    _fill(store)
    store.checkpoint()
    store.close()
    return folder


@pytest.fixture
def desk(filled_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """A fresh office at nine on the sample day."""
    shutil.copy(filled_folder / FILE_NAME, tmp_path / FILE_NAME)
    store = Store(tmp_path, KEY)
    clock = SetClock(from_wall(MORNING))
    yield Desk(Office(store, clock), clock)
    store.close()
