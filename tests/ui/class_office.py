"""An office with classes in every state of steps 5 to 8, made by the services; names and numbers are invented.

The sample day is Thursday, 3 December 2026. ``built`` is made once a test run; every test opens a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services import (
    access,
    data_folder,
    dispositions,
    intake,
    notices,
    scheduling,
    sessions,
    setup,
    training,
)
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Actor, Office, Result

MORNING = datetime(2026, 12, 3, 8, 20)
PPK_PEOPLE = (
    ("Ahmad Fauzi", "PPK Pelayanan", "081200001101", "198001012005011001"),
    ("Budi Hartono", "PPK Keperawatan", "081200001105", "198205142014011001"),
    ("Dian Permata", "Staf PPK", "081200001106", "199003032019032001"),
    ("Yuni Astuti", "Staf PPK", "", "198807072012032002"),
    ("M. Iqbal Ramadhan", "Pejabat Pengadaan", "081200001108", ""),
    ("Sri Wahyuni", "Bendahara", "081200001109", ""),
)


@dataclass
class ClassOffice:
    """The open office with its clock and the ids the tests name."""

    office: Office
    clock: SetClock
    ids: dict[str, int] = field(default_factory=dict)

    def put(self, day: date, hour: int, minute: int = 0) -> None:
        """Put the clock on a wall time."""
        self.clock.put(from_wall(datetime(day.year, day.month, day.day, hour, minute)))

    def actor(self, handle: str) -> Actor:
        """An officer with his roles of the day."""
        return access.actor_for(self.office, handle)

    def do(self, handle: str, deed: Callable[..., Result[Any]], reason: str | None = None, **fields: Any) -> Any:
        """Let an officer do something, two minutes after the last deed."""
        self.clock.advance(minutes=1)
        return deed(self.office, Act(actor=self.actor(handle), reason=reason), **fields).value

    def letter(self, sender: str, topic: str, people: tuple[ParticipantEntry, ...], count: int = 0, **more: Any) -> int:
        """A letter on the Kasubbag's desk, ready to be scheduled."""
        values: dict[str, Any] = {
            "sender": sender,
            "sender_kind": "regional_agency",
            "topics": (topic,),
            "participant_count": count or len(people),
            "letter_date": (self.clock.now() - timedelta(days=1)).date(),
            "letter_number": f"445/{len(self.ids) + 100}/XI/2026",
            "contact_name": "Hendra Saputra",
            "contact_phone": "081200000147",
            "participants": people,
            "forward": True,
        }
        values.update(more)
        return self._approved(int(self.do("wulan", intake.register_letter, **values).request))

    def form(self, name: str, topic: str, mobile: str) -> int:
        """An individual's form on the Kasubbag's desk."""
        entry = ParticipantEntry(full_name=name, mobile=mobile, organization="CV Pulau Contoh")
        made = self.do(
            "wulan", intake.register_form, applicant=entry, topics=(topic,), privacy_notice=True, forward=True
        )
        return self._approved(int(made.request))

    def _approved(self, request: int) -> int:
        self.do("suryadi", dispositions.approve_by_head, request=request)
        self.do("nurul", dispositions.dispose_by_subhead, request=request, trainers=("andi",))
        return request

    def own_class(
        self,
        request: int,
        first: date,
        *,
        fixed: bool = True,
        room: str = "lpse",
        trainers: tuple[str, ...] = ("andi",),
    ) -> int:
        """A class for this request; returns the session."""
        made = self.do(
            "nurul",
            scheduling.schedule_request,
            request=request,
            first_day=first,
            room=room,
            trainers=trainers,
        )
        if fixed:
            self.do("nurul", sessions.fix_session, session=made.session)
        return int(made.session)

    def join(self, request: int, session: int) -> None:
        """Seats in a class that is there already."""
        self.do("nurul", scheduling.schedule_request, request=request, session=session, reason="urutan disetujui")

    def told(self, request: int, place: str = "Lemari 1 / Boks 2") -> None:
        """Step 6 done, everybody said yes."""
        self.do("wulan", notices.record_contact, request=request, channel="telephone", outcome="REACHED")
        self.do("wulan", notices.archive_letter, request=request, storage_location=place)
        self.do("wulan", notices.record_confirmation, request=request, answer="PRESENT")

    def attended(self, session: int, days: tuple[date, ...], finish: bool = True) -> None:
        """Everybody came on these days."""
        from desktop_app.queries import session_read

        for day in days:
            self.put(day, 8, 25)
            with self.office.store.reading() as connection:
                people = session_read.session(connection, session, self.clock.now()).people
            entries = tuple(training.AttendanceEntry(participant=one.participant_id) for one in people)
            self.do("andi", training.record_attendance, session=session, day=day, entries=entries)
        if finish:
            self.put(days[-1], 15, 5)
            self.do("andi", training.finish_session, session=session)


def people(*rows: tuple[str, str, str, str]) -> tuple[ParticipantEntry, ...]:
    """Entries from name, position, mobile and NIP."""
    return tuple(ParticipantEntry(full_name=n, position=p, mobile=m, nip=i) for n, p, m, i in rows)


def _names(*names: str) -> tuple[ParticipantEntry, ...]:
    return tuple(ParticipantEntry(full_name=n, mobile=f"08120000{2200 + at}") for at, n in enumerate(names))


def build(folder: Path) -> dict[str, int]:
    """Fill an empty folder; returns the ids by name."""
    clock = SetClock(from_wall(datetime(2026, 11, 2, 8, 0)))
    made = data_folder.create(Access(folder / "data", folder / "key"), clock)
    at = ClassOffice(made.office, clock)
    setup.accept_pins(made.office, setup.set_up(made.office, setup.read_plan(setup.example_text())))
    ids = at.ids
    _older(at)
    at.put(date(2026, 11, 18), 9)
    ids["open"] = at.letter(
        "CV Bahari Jaya Mandiri",
        "SPSE_PENYEDIA",
        _names("Joko Susilo", "Siti Rahma", "Anton Wijaya", "Dewi Anggraini", "Nia Kurnia"),
        sender_kind="vendor",
    )
    ids["today"] = at.own_class(ids["open"], date(2026, 12, 3))
    ids["rina"] = at.form("Rina Marlina", "SPSE_PENYEDIA", "081200003301")
    at.join(ids["rina"], ids["today"])
    for request in (ids["open"], ids["rina"]):
        at.told(request)
    at.put(date(2026, 12, 1), 8, 30)
    ids["rsud"] = at.letter("RSUD dr. H. Marsidi Judono", "SPSE_PPK", people(*PPK_PEOPLE))
    ids["class"] = at.own_class(ids["rsud"], date(2026, 12, 15), trainers=("andi", "maya"))
    ids["sijuk"] = at.letter(
        "Kecamatan Sijuk", "SPSE_PPK", _names("Teguh Santoso", "Lina Kurniasih"), contact_name="Mardiana"
    )
    at.join(ids["sijuk"], ids["class"])
    ids["bkpsdm"] = at.letter("BKPSDM", "SPSE_POKJA", (), 9, contact_name="Rahmat")
    ids["tentative"] = at.own_class(ids["bkpsdm"], date(2026, 12, 21), fixed=False, room="lab")
    at.put(MORNING.date(), MORNING.hour, MORNING.minute)
    made.office.store.checkpoint()
    made.office.store.close()
    return ids


def _older(at: ClassOffice) -> None:
    """One closed file, one trained but not yet closed and without a report."""
    at.put(date(2026, 11, 3), 9)
    at.ids["old"] = at.letter("Dinas Pendidikan", "SPSE_PPK", _names("Agus Priyanto", "Fitri Handayani"))
    first = at.own_class(at.ids["old"], date(2026, 11, 12))
    at.told(at.ids["old"])
    at.attended(first, (date(2026, 11, 12), date(2026, 11, 13)))
    at.do("wulan", notices.close_case, request=at.ids["old"])
    at.put(date(2026, 11, 16), 9)
    at.ids["trained"] = at.letter("Dinas Kesehatan", "E_KATALOG", _names("Maria Lestari", "Eko Prasetyo"))
    second = at.own_class(at.ids["trained"], date(2026, 11, 25), room="lab")
    at.told(at.ids["trained"])
    at.attended(second, (date(2026, 11, 25),))
    at.ids["reportless"] = second


def open_copy(built: Path, ids: dict[str, int], folder: Path) -> ClassOffice:
    """Open a copy of the built office at the sample morning."""
    shutil.copytree(built / "data", folder / "data")
    shutil.copy(built / "key", folder / "key")
    clock = SetClock(from_wall(MORNING))
    office = data_folder.open_office(Access(folder / "data", folder / "key"), clock)
    return ClassOffice(office, clock, dict(ids))
