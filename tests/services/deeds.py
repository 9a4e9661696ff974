"""One good deed for every row of the workflow: who does it, in which state, with which fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.tables_office import closed_day
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.office_time import WIB, today
from desktop_app.services.access import new_pin
from desktop_app.services.office_calendar import ClosedDayEntry, HoursEntry
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.proposals import ProposalLine
from desktop_app.services.sheets import HeadPart, SubheadPart
from desktop_app.services.training import AttendanceEntry, ScoreEntry
from tests.office_fixtures import House


def stored(house: House, about: int = 0) -> str:
    """A paper whose bytes lie in the store."""
    from desktop_app.services.files import store_paper

    return store_paper(house.office, b"%PDF contoh")


@dataclass
class Deed:
    """How an act is done: the officer, its fields, and the words of its envelope."""

    handle: str
    fields: dict[str, Any] = field(default_factory=dict)
    envelope: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[House, Path], Deed]
DEEDS: dict[str, Maker] = {}


def on_case(name: str, state: str, handle: str = "wulan", /, reason: str | None = None, **fields: Any) -> None:
    """A deed on a request in ``state``; callable fields are called with the house and the request."""

    def make(house: House, folder: Path) -> Deed:
        case = house.request(state)
        filled = {key: value(house, case) if callable(value) else value for key, value in fields.items()}
        return Deed(handle, {"request": case, **filled}, {"reason": reason} if reason else {})

    DEEDS[name] = make


def on_class(name: str, state: str, handle: str = "nurul", /, reason: str | None = None, **fields: Any) -> None:
    """A deed on a session in ``state``."""

    def make(house: House, folder: Path) -> Deed:
        session = house.session(state)
        filled = {key: value(house, session) if callable(value) else value for key, value in fields.items()}
        return Deed(handle, {"session": session, **filled}, {"reason": reason} if reason else {})

    DEEDS[name] = make


def in_office(name: str, handle: str = "nurul", /, **fields: Any) -> None:
    """A deed that concerns the office; callable fields are called with the house."""

    def make(house: House, folder: Path) -> Deed:
        return Deed(handle, {key: value(house) if callable(value) else value for key, value in fields.items()})

    DEEDS[name] = make


def person(name: str = "Sinta Umpama") -> ParticipantEntry:
    """An invented person."""
    return ParticipantEntry(full_name=name, mobile="081200000333")


def _people_in(house: House, session: int) -> tuple[int, ...]:
    from db.tables_schedule import seat

    with house.office.store.reading() as connection:
        found = select(seat.c.participant_id).where(seat.c.session_id == session, seat.c.state != "RELEASED")
        return tuple(connection.execute(found).scalars())


def _marks(house: House, session: int) -> tuple[AttendanceEntry, ...]:
    return tuple(AttendanceEntry(participant=one, status="SICK") for one in _people_in(house, session))


def _a_class_day(house: House, session: int) -> date:
    return today(house.clock.now())


def _holiday(house: House) -> int:
    with house.office.store.reading() as connection:
        return int(connection.execute(select(closed_day.c.id).order_by(closed_day.c.id)).scalars().first() or 0)


def _scan(house: House, folder: Path) -> Deed:
    file = folder / "surat.pdf"
    file.write_bytes(sample_letter("Contoh", ("satu baris",)))
    return Deed("wulan", {"request": house.request(), "file": str(file)})


def _recorded_sheet(house: House, folder: Path) -> Deed:
    case = house.request("WITH_HEAD")
    moment = house.clock.now()
    fields = {"request": case, "head": HeadPart(initialed_at=moment), "subhead": SubheadPart(initialed_at=moment)}
    return Deed("wulan", fields, {"from_paper": True})


def _confirmed_duplicate(house: House, folder: Path) -> Deed:
    return Deed("nurul", {"request": house.request(), "first": house.letter()})


def _resumed(house: House, folder: Path) -> Deed:
    from desktop_app.services import endings

    case = house.request("WITH_HEAD")
    house.do("wulan", endings.pause_clock, request=case, cause="system_down")
    return Deed("wulan", {"request": case})


def _printed(house: House, folder: Path) -> Deed:
    from desktop_app.services import sheets

    case = house.request("WITH_HEAD")
    house.do("wulan", sheets.print_sheet, request=case)
    return Deed("wulan", {"request": case})


def _marked(house: House, session: int) -> int:
    from desktop_app.services import training

    entries = _marks(house, session)
    house.do("andi", training.record_attendance, session=session, day=_a_class_day(house, session), entries=entries)
    return entries[0].participant


def _paused(name: str) -> Maker:
    from desktop_app.services import class_pauses

    def make(house: House, folder: Path) -> Deed:
        session = house.session("RUNNING")
        house.do("andi", class_pauses.pause_class, session=session, cause="flood")
        if name == "resume_class":
            return Deed("andi", {"session": session})
        return Deed("nurul", {"session": session, "first_day": house.free_day()})

    return make


def _typed_reply(house: House, folder: Path) -> Deed:
    from desktop_app.services import questionnaires

    session = house.session("DONE")
    made = house.do("andi", questionnaires.record_questionnaire, session=session, marks=(1, 2, 3, 4, 4))
    return Deed("andi", {"session": session, "reply": made.value.reply}, {"reason": "terketik dua kali"})


def _finished(house: House, folder: Path) -> Deed:
    from desktop_app.services import office_calendar

    house.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    return Deed("nurul", {"session": house.session("DONE")})


def _certified(house: House, folder: Path) -> Deed:
    from desktop_app.services import certificates

    deed = _finished(house, folder)
    session = deed.fields["session"]
    house.do("nurul", certificates.issue_certificates, session=session)
    person = _people_in(house, session)[0]
    return Deed("nurul", {"session": session, "participant": person}, {"reason": "nama salah"})


def _proposal(house: House, folder: Path) -> Deed:
    lines = (
        ProposalLine(
            requests=(house.request("SCHEDULING"), house.request("SCHEDULING")),
            topic="SIRUP",
            first_day=house.free_day(2),
            room="lpse",
            trainer="andi",
        ),
        ProposalLine(requests=(house.request("SCHEDULING"),), session=house.session("FIXED")),
    )
    return Deed("nurul", {"lines": lines})


def _issued(house: House, case: int) -> int:
    from desktop_app.services import outgoing

    return int(house.do("wulan", outgoing.issue_letter, request=case, kind="undangan").value.letter)


def _told(house: House, folder: Path) -> Deed:
    case = house.request("NOTIFIED")
    fields = {"channel": "telephone", "outcome": "REACHED", "answer": "PRESENT"}
    return Deed("wulan", {"session": house.session_of(case), "participants": tuple(house.places(case)), **fields}, {})


def _unanswered(house: House, folder: Path) -> Deed:
    case = house.request("NOTIFIED")
    house.clock.advance(days=5)
    fields = {"session": house.session_of(case), "participants": tuple(house.places(case)[:1])}
    return Deed("nurul", fields, {"reason": "tidak menjawab"})


def _known(house: House, case: int) -> int:
    """The record of the first person on a request."""
    from db.tables_requests import participant

    return int(house.column(participant, house.places(case)[0], "person_id"))


def _two_records(house: House, folder: Path) -> Deed:
    first, second = house.letter(participants=(person(),)), house.letter(participants=(person("Sinta Umpama, S.E."),))
    return Deed("wulan", {"person": _known(house, first), "other": _known(house, second)})


def _merged(house: House, folder: Path) -> Deed:
    from desktop_app.services import person_records

    deed = _two_records(house, folder)
    house.do("wulan", person_records.merge_people, **deed.fields)
    return Deed("wulan", {"person": deed.fields["other"]})


DEEDS["merge_people"] = _two_records
DEEDS["split_people"] = _merged
DEEDS["accept_proposal"] = _proposal
DEEDS["attach_scan"] = _scan
DEEDS["resume_class"] = _paused("resume_class")
DEEDS["plan_follow_on"] = _paused("plan_follow_on")
DEEDS["void_questionnaire"] = _typed_reply
DEEDS["issue_certificates"] = _finished
DEEDS["void_certificate"] = _certified
DEEDS["record_sheet"] = _recorded_sheet
DEEDS["confirm_duplicate"] = _confirmed_duplicate
DEEDS["resume_clock"] = _resumed
DEEDS["receive_sheet"] = _printed

in_office(
    "register_letter",
    "wulan",
    sender="Dinas Umpama",
    topics=("SIRUP",),
    participant_count=2,
    letter_date=date(2026, 11, 20),
    letter_number="1/X",
    contact_name="Andi Umpama",
    contact_phone="081200000001",
)
in_office("register_form", "wulan", applicant=person(), topics=("SIKAP",), privacy_notice=True)
on_case("edit_request", "SCHEDULING", subject="Hal yang lain")
on_case("set_participants", "REGISTERED", participants=(person(), person("Budi Misalnya")))
on_case("import_participants", "REGISTERED", participants=(person(), person("Budi Misalnya"), person("Cici Misalnya")))
on_case("mark_incomplete", "REGISTERED", missing=("Tanda tangan",))
on_case("complete_request", "INCOMPLETE")
on_case("forward_to_head", "REGISTERED")
on_case("hand_back", "REGISTERED", reason="salah alamat")
on_case("approve_by_head", "WITH_HEAD", "suryadi", note="setuju")
on_case("return_by_head", "WITH_HEAD", "suryadi", reason="siapa?")
on_case("reject_by_head", "WITH_HEAD", "suryadi", reason="sudah dilatih")
on_case("dispose_by_subhead", "WITH_SUBHEAD", "nurul", trainers=("andi",))
on_case("return_by_subhead", "WITH_SUBHEAD", "nurul", reason="kurang jelas")
on_case("assign_trainers", "SCHEDULING", "nurul", trainers=("maya",))
on_case("schedule_request", "SCHEDULING", "nurul", first_day=lambda h, c: h.free_day(), room="lpse", trainers=("andi",))
on_case("unschedule_request", "NOTIFIED", "nurul")
on_case("reschedule_request", "SCHEDULED", "nurul", reason="minta pindah", session=lambda h, c: h.session())
on_case("waitlist_request", "SCHEDULING", "nurul", reason="penuh")
on_case("return_to_queue", "WAITLISTED", "nurul")
on_case("postpone_request", "CONFIRMED", "nurul", reason="minta Januari")
on_case("record_contact", "CONFIRMED", channel="sms", outcome="SENT", spoken_to="Ibu Umpama")
on_case("archive_letter", "REGISTERED", storage_location="Lemari 9")
on_case("record_confirmation", "NOTIFIED", answer="PRESENT")
on_case("close_confirmation", "NOTIFIED", reason="lewat tenggat")
on_case(
    "substitute_participant",
    "CONFIRMED",
    reason="sakit",
    participant=lambda h, c: h.places(c)[0],
    substitute=person("Pengganti Umpama"),
)
on_case("release_seat", "NOTIFIED", "nurul", reason="tak menjawab", participant=lambda h, c: h.places(c)[0])
on_case("close_case", "TRAINED")
on_case("withdraw_request", "CONFIRMED", reason="tidak jadi")
on_case("void_request", "SCHEDULED", reason="salah catat", second_officer="nurul", second_pin="246813")
on_case("propose_duplicate", "REGISTERED", reason="isi sama", first=lambda h, c: h.letter())
on_case("link_follow_up", "REGISTERED", first=lambda h, c: h.letter())
on_case("pause_clock", "WITH_HEAD", cause="official_absent")
on_case("print_sheet", "WITH_HEAD")
on_case("keep_paper", "NOTIFIED", kind="undangan", title="Undangan", sha256=stored, pages=1)
on_case("issue_letter", "NOTIFIED", kind="undangan", subject="Jadwal", addressee="Dinas Umpama")
on_case("send_letter", "NOTIFIED", letter=_issued)
on_case("void_letter", "NOTIFIED", reason="salah ketik", letter=_issued)
on_class("edit_session", "TENTATIVE", title="Kelas pagi", quota=9)
on_class("fix_session", "TENTATIVE")
on_class("move_session", "FIXED", first_day=lambda h, s: h.free_day())
on_class("postpone_session", "FIXED", reason="banjir")
on_class("cancel_session", "FIXED", reason="banjir")
on_class("record_attendance", "RUNNING", "andi", day=_a_class_day, entries=_marks)
on_class(
    "record_scores",
    "RUNNING",
    "andi",
    entries=lambda h, s: tuple(ScoreEntry(participant=one, pre_test=40, post_test=90) for one in _people_in(h, s)),
)
on_class("add_walk_in", "RUNNING", "andi", person=person("Tamu Umpama"), privacy_notice=True)
on_class("save_report", "RUNNING", "andi", materials_done=("Praktik",), note="lancar")
on_class("finish_session", "RUNNING", "andi")
DEEDS["tell_people"] = _told
DEEDS["release_unanswered"] = _unanswered
on_class("void_attendance", "RUNNING", "andi", reason="salah orang", participant=_marked, day=_a_class_day)
on_class("substitute_trainer", "FIXED", reason="sakit", trainer="andi", substitute="maya")
on_class("pause_class", "RUNNING", "andi", cause="power", note="gardu terbakar")
on_class("record_questionnaire", "RUNNING", "andi", marks=(4, 3, 4, 0, 2), comments=("Bagus", ""))
on_class("keep_session_paper", "FIXED", kind="jadwal", title="Jadwal", sha256=stored, pages=1)
in_office("create_session", topic="SIRUP", first_day=lambda h: h.free_day(), room="lpse", trainers=("andi",))
in_office("record_running_session", topic="SIRUP", first_day=lambda h: h.free_day(), room="lpse", trainers=("andi",))
in_office("add_organization", name="CV Umpama Baru", kind="vendor")
in_office(
    "edit_organization",
    organization=lambda h: h.column(_request_table(), h.letter(), "organization_id"),
    name="RSUD Umpama Lain",
)
in_office(
    "correct_person",
    "wulan",
    person=lambda h: _known(h, h.letter(participants=(person(),))),
    entry=ParticipantEntry(full_name="Sinta Umpama, S.T.", mobile="081200000444"),
)
in_office(
    "erase_people", people=lambda h: (_known(h, h.letter(participants=(person(),))),), destruction_number="000.5.6/9"
)
in_office("save_setting", name="reserved_for_individuals", value=3)
in_office("add_officer", handle="baru", full_name="Baru Umpama", pin="918273", roles=("HELPDESK",))
in_office("edit_officer", officer_id=2, title="Helpdesk utama")
in_office("grant_role", officer_id=2, role="TRAINER")
in_office("withdraw_role", officer_id=2, role="HELPDESK")
in_office("reset_pin", officer_id=2, pin=lambda h: new_pin())
in_office("change_pin", "rizal", new_pin="918274")
in_office("add_room", code="baru", name="Ruang Umpama", seats=10)
in_office("edit_room", room_id=1, seats=18)
in_office("close_room", room_id=1, first_day=date(2026, 12, 7), last_day=date(2026, 12, 8), cause="dicat")
in_office("add_topic", code="BARU", name="Aplikasi Umpama", short_name="Umpama")
in_office("edit_topic", topic_id=1, quota=12)
in_office("set_competence", trainer="maya", topics=("SIRUP",))
in_office("add_absence", trainer="maya", first_day=date(2026, 12, 7), last_day=date(2026, 12, 8), cause="cuti")
in_office("add_closed_day", days=(ClosedDayEntry(day=date(2026, 12, 9), kind="local", name="Libur Umpama"),))
in_office("void_closed_day", closed_day_id=_holiday)
in_office("add_open_day", day=date(2026, 12, 12), cause="pengganti")
in_office(
    "add_closed_period",
    starts_at=datetime(2026, 11, 24, 9, tzinfo=WIB),
    ends_at=datetime(2026, 11, 24, 11, tzinfo=WIB),
    cause="listrik padam",
)
in_office("set_work_hours", valid_from=date(2027, 1, 1), hours=(HoursEntry(weekday=0, starts="08:00", ends="12:00"),))
in_office("set_ramadan", first_day=date(2027, 2, 8), last_day=date(2027, 2, 8) + timedelta(days=29))
in_office("open_agenda_book", direction="incoming", year=2027, first_number=5)
in_office("close_agenda_book", direction="outgoing", year=2026)
in_office("disclose", what="peserta")


def _request_table() -> Any:
    from db.tables_requests import request

    return request
