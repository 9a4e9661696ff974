"""The sample day of the design (Thursday, 3 December 2026, 09.42) filled through the services; all names invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services import access, data_folder, dispositions, intake, notices, scheduling, sessions, setup
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Actor, Office, Result

NOW = datetime(2026, 12, 3, 9, 42)
PPK, POKJA, PENYEDIA, KATALOG = "SPSE_PPK", "SPSE_POKJA", "SPSE_PENYEDIA", "E_KATALOG"


@dataclass
class December:
    """The office, its clock, and one short method a deed."""

    office: Office
    clock: SetClock
    actors: dict[str, Actor] = field(default_factory=dict)
    letters: int = 0

    def put(self, day: int, hour: int, minute: int = 0, month: int = 12) -> None:
        """Set the clock to a wall time of the year 2026."""
        self.clock.put(from_wall(datetime(2026, month, day, hour, minute)))

    def do(self, handle: str, deed: Callable[..., Result[Any]], **fields: Any) -> Any:
        """Let an officer do something; ``why`` is the reason, ``paper`` says it is typed from the sheet."""
        act = Act(
            actor=self.actors[handle], reason=fields.pop("why", None), from_paper=bool(fields.pop("paper", False))
        )
        return deed(self.office, act, **fields).value

    def letter(self, sender: str, topic: str, people: int, *usul: date, **fields: Any) -> int:
        """A letter received and handed to the Kabag."""
        self.letters += 1
        values: dict[str, Any] = {
            "sender": sender,
            "sender_kind": "regional_agency",
            "topics": (topic,),
            "participant_count": people,
            "letter_date": date(2026, 11, 20),
            "letter_number": f"445/{1100 + self.letters}/XI/2026",
            "contact_name": "Hendra Saputra",
            "contact_phone": "0812-0000-0147",
            "preferred_dates": usul,
            "forward": True,
            **fields,
        }
        return int(self.do("wulan", intake.register_letter, **values).request)

    def approved(self, request: int) -> int:
        """Up to the desk of the Kasubbag."""
        self.do("suryadi", dispositions.approve_by_head, request=request)
        return request

    def waiting(self, request: int, trainers: tuple[str, ...] = ()) -> int:
        """Up to the schedule queue."""
        self.approved(request)
        self.do("nurul", dispositions.dispose_by_subhead, request=request, trainers=trainers)
        return request

    def form(self, name: str, topic: str) -> int:
        """An individual in the pool."""
        entry = ParticipantEntry(full_name=name, mobile="081200002201", organization="CV Contoh")
        made = self.do(
            "wulan", intake.register_form, applicant=entry, topics=(topic,), privacy_notice=True, forward=True
        )
        return self.waiting(int(made.request))

    def klass(self, day: int, topic: str, room: str, trainer: str, *, fix: bool = False, **fields: Any) -> int:
        """An open class in December."""
        made = self.do(
            "nurul",
            sessions.create_session,
            topic=topic,
            first_day=date(2026, 12, day),
            room=room,
            trainers=(trainer,),
            reserved=0,
            **fields,
        )
        if fix:
            self.do("nurul", sessions.fix_session, session=made.session)
        return int(made.session)

    def seat(self, session: int, sender: str, topic: str, people: int) -> int:
        """A letter that sits in a class."""
        request = self.waiting(self.letter(sender, topic, people))
        self.do("nurul", scheduling.schedule_request, request=request, session=session)
        return request


def make(folder: Path) -> December:
    """A set-up office without any letter, on 23 November."""
    clock = SetClock(from_wall(datetime(2026, 11, 23, 8, 0)))
    office = data_folder.create(Access(folder / "data", folder / "key"), clock).office
    access.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # nobody guesses PINs here
    pins = setup.set_up(office, setup.read_plan(setup.example_text()))
    setup.accept_pins(office, pins)
    december = December(office, clock, {pin.handle: access.actor_for(office, pin.handle) for pin in pins})
    december.put(24, 9, month=11)
    return december


def reopen(folder: Path, moment: datetime = NOW) -> December:
    """An office made before, at ``moment``."""
    clock = SetClock(from_wall(moment))
    office = data_folder.open_office(Access(folder / "data", folder / "key"), clock)
    handles = ("wulan", "suryadi", "nurul", "andi", "maya", "reza")
    return December(office, clock, {handle: access.actor_for(office, handle) for handle in handles})


def fill(december: December) -> None:
    """Everything the pictures 02 and 03 show."""
    _classes(december)
    _queue(december)
    _today(december)


def _classes(d: December) -> None:
    d.put(25, 9, month=11)
    d.seat(d.klass(1, PPK, "lpse", "andi", fix=True), "Kecamatan Tanjungpandan", PPK, 14)
    d.seat(d.klass(3, PENYEDIA, "lpse", "andi", fix=True), "CV Laut Contoh", PENYEDIA, 11)
    d.seat(d.klass(7, KATALOG, "lab", "maya", days=2, fix=True), "Dinas Pendidikan", KATALOG, 15)
    d.seat(d.klass(10, POKJA, "lab", "andi", ends="12:00"), "Pokja UKPBJ", POKJA, 6)
    old = d.do(
        "nurul",
        sessions.record_running_session,
        topic=PPK,
        first_day=date(2026, 12, 10),
        days=1,
        room="lpse",
        trainers=("andi",),
    ).session
    d.seat(old, "BPKAD", PPK, 9)
    d.seat(old, "Inspektorat", PPK, 8)
    mid = d.klass(15, PPK, "lpse", "andi", fix=True)
    rsud = d.seat(mid, "RSUD Contoh", PPK, 8)
    d.seat(mid, "Kecamatan Sijuk", PPK, 4)
    d.do("wulan", notices.record_contact, request=rsud, channel="telephone", outcome="REACHED")
    d.do("wulan", notices.archive_letter, request=rsud, storage_location="Lemari 1")
    d.do("wulan", notices.record_confirmation, request=rsud, answer="PRESENT")
    d.seat(d.klass(17, PENYEDIA, "lpse", "andi"), "Gapensi Contoh", PENYEDIA, 9)
    d.seat(d.klass(21, KATALOG, "lab", "maya", fix=True), "BKPSDM", KATALOG, 9)
    full = d.klass(22, PPK, "lpse", "maya", days=1)
    d.seat(full, "Sekretariat DPRD", PPK, 10)
    d.seat(full, "Bappeda", PPK, 8)


def _queue(d: December) -> None:
    d.put(25, 14, month=11)
    d.waiting(d.letter("CV Bahari Jaya Mandiri", PENYEDIA, 2))
    d.put(1, 9)
    d.waiting(d.letter("Kecamatan Membalong", PPK, 5, date(2026, 12, 9), date(2026, 12, 10)), ("maya",))
    d.waiting(d.letter("Dinas Perhubungan", PPK, 3, date(2026, 12, 9), date(2026, 12, 10)))
    d.put(2, 9)
    d.waiting(d.letter("Dinas Kesehatan", KATALOG, 12, date(2026, 12, 8)))
    d.waiting(d.letter("Dinas PU dan Penataan Ruang", POKJA, 6))
    names = ("Rina Marlina", "Dian Permata", "Yuni Astuti", "Budi Hartono", "Agus Salim")
    for name in names:
        d.form(name, PENYEDIA)
    for name in names[:3]:
        d.form(name, PPK)
    d.form(names[3], KATALOG)


def _today(d: December) -> None:
    d.put(3, 8, 2)
    sijuk = d.letter("Kecamatan Sijuk", PPK, 4)
    laskar = d.letter("PT Laskar Contoh Konstruksi", PENYEDIA, 3, sender_kind="vendor")
    d.put(3, 8, 31)
    d.do("suryadi", dispositions.return_by_head, request=laskar, note="peserta belum lengkap", why="peserta")
    d.put(3, 8, 56)
    d.do("suryadi", dispositions.approve_by_head, request=sijuk, note="Setuju.")
    d.put(3, 9, 4)
    d.letter("Dinas Kesehatan", KATALOG, 12)
    d.put(3, 9, 24)
    d.letter("RSUD dr. H. Marsidi Judono", PPK, 8, date(2026, 12, 15), urgency="URGENT", subject="Permohonan Training")
    d.put(3, 9, 31)
    d.letter("Dinas Pertanian", POKJA, 6)
    d.put(3, 9, 42)
