"""Bad input: one Indonesian sentence at the field it belongs to, and nothing saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from db import journal
from desktop_app.errors import UserError
from desktop_app.office_time import WIB
from desktop_app.services import (
    dispositions,
    endings,
    intake,
    notices,
    office_calendar,
    office_people,
    office_places,
    people,
    request_edits,
    scheduling,
    sessions,
)
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House

LETTER: dict[str, Any] = {
    "sender": "Dinas Umpama",
    "topics": ("SIRUP",),
    "participant_count": 2,
    "letter_date": date(2026, 11, 20),
    "letter_number": "1/X",
    "contact_name": "Andi Umpama",
    "contact_phone": "081200000001",
}
FORM: dict[str, Any] = {
    "applicant": ParticipantEntry(full_name="Rina Umpama", mobile="081200000222"),
    "topics": ("SIRUP",),
    "privacy_notice": True,
}
LETTERS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"sender": ""}, "sender"),
    ({"sender": "a\x00b"}, "sender"),
    ({"sender": "x" * 5000}, "sender"),
    ({"sender": "Dinas \u202egnilab"}, "sender"),
    ({"sender_kind": "alien"}, "sender_kind"),
    ({"topics": ()}, "topics"),
    ({"topics": ("TIDAK_ADA",)}, "topics"),
    ({"participant_count": 0}, "participant_count"),
    ({"participant_count": 1000}, "participant_count"),
    ({"participant_count": -3}, "participant_count"),
    ({"participants": tuple(ParticipantEntry(full_name=f"P {n}") for n in range(3))}, "participant_count"),
    ({"letter_number": "", "without_number": False}, "letter_number"),
    ({"letter_date": date(2026, 11, 24)}, "letter_date"),
    ({"letter_date": date(1026, 11, 24)}, "letter_date"),
    ({"contact_phone": "12"}, "contact_phone"),
    ({"contact_email": "bukan alamat"}, "contact_email"),
    ({"received_at": datetime(2027, 1, 1, 8, tzinfo=WIB)}, "received_at"),
    ({"urgency": "KILAT"}, "urgency"),
    ({"secrecy": "?"}, "secrecy"),
    ({"note": "y" * 10_000}, "note"),
)
FORMS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"applicant": ParticipantEntry(full_name="")}, "full_name"),
    ({"applicant": ParticipantEntry(full_name="Rina Umpama")}, "mobile"),
    ({"privacy_notice": False}, "privacy_notice"),
)


def refused(house: House, field: str, who: str, use_case: Callable[..., Any], /, **fields: Any) -> str:
    """Assert that the act is refused at ``field`` with a sentence and leaves nothing; returns the sentence."""
    with house.office.store.reading() as connection:
        before = journal.newest(connection)
    with pytest.raises(UserError) as caught:
        house.because(who, use_case, "coba", **fields)
    assert caught.value.field == field
    assert caught.value.sentence.rstrip().endswith((".", "?"))
    with house.office.store.reading() as connection:
        assert journal.newest(connection) == before
    return caught.value.sentence


@pytest.mark.parametrize(("change", "field"), LETTERS, ids=[f"{n}-{field}" for n, (_, field) in enumerate(LETTERS)])
def test_letters(house: House, change: dict[str, Any], field: str) -> None:
    """Every field of a letter that can be wrong."""
    refused(house, field, "wulan", intake.register_letter, **{**LETTER, **change})


@pytest.mark.parametrize(("change", "field"), FORMS, ids=[field for _, field in FORMS])
def test_forms(house: House, change: dict[str, Any], field: str) -> None:
    """Every field of a form that can be wrong."""
    refused(house, field, "wulan", intake.register_form, **{**FORM, **change})


def test_a_wrong_nip_is_kept_as_typed(house: House) -> None:
    """It is on the letter like that: flagged on screen, never in the way (DOMAIN 6.2)."""
    wrong = ParticipantEntry(full_name="Budi Umpama", nip="1978010120100110")
    case = house.letter(participants=(wrong,))
    with house.office.store.reading() as connection:
        kept = connection.exec_driver_sql(
            "SELECT p.nip FROM person p JOIN participant q ON q.person_id = p.id WHERE q.request_id = ?", (case,)
        ).scalar()
    assert kept == "1978010120100110"


def test_names_of_every_script_are_kept_exactly(house: House) -> None:
    """Arabic, emoji, composed and decomposed letters go in and come out as NFC."""
    name = "محمد 👩🏽‍🏫 Cafe\u0301"
    case = house.letter(sender=name)
    from db.tables_requests import request

    assert house.column(request, case, "sender_name") == "محمد 👩🏽‍🏫 Café"


def test_dispositions(house: House) -> None:
    """Instructions, trainers and acting marks come from lists."""
    case = house.request("WITH_HEAD")
    refused(house, "instructions", "suryadi", dispositions.approve_by_head, request=case, instructions=("APA",))
    with pytest.raises(UserError, match="Plt"):
        house.do("suryadi", dispositions.approve_by_head, envelope={"acting_kind": "Prof."}, request=case)
    case = house.request("SCHEDULING")
    refused(house, "trainers", "nurul", dispositions.assign_trainers, request=case, trainers=("wulan",))
    refused(house, "trainers", "nurul", dispositions.assign_trainers, request=case, trainers=())


def test_classes(house: House) -> None:
    """Dates, rooms, hours and quotas of a class."""
    good: dict[str, Any] = {"topic": "SIRUP", "first_day": house.free_day(), "room": "lpse", "trainers": ("andi",)}
    for change, field in (
        ({"topic": "X"}, "topic"),
        ({"room": "X"}, "room"),
        ({"days": 9}, "days"),
        ({"starts": "25.00"}, "starts"),
        ({"starts": "14:00", "ends": "10:00"}, "ends"),
        ({"quota": 0}, "quota"),
        ({"quota": 400}, "quota"),
        ({"first_day": date(2026, 12, 25)}, "first_day"),
        ({"trainers": ("nurul",)}, "trainers"),
    ):
        refused(house, field, "nurul", sessions.create_session, **{**good, **change})
    house.do("nurul", sessions.create_session, **good)
    refused(house, "room", "nurul", sessions.create_session, **{**good, "trainers": ("maya",)})
    refused(house, "trainers", "nurul", sessions.create_session, **{**good, "room": "lab"})


def test_what_the_notices_say_comes_from_lists(house: House) -> None:
    """Channels, outcomes and answers."""
    case = house.request("NOTIFIED")
    refused(house, "channel", "wulan", notices.record_contact, request=case, channel="pigeon", outcome="REACHED")
    refused(house, "outcome", "wulan", notices.record_contact, request=case, channel="sms", outcome="MAYBE")
    refused(house, "answer", "wulan", notices.record_confirmation, request=case, answer="MAYBE")
    refused(house, "storage_location", "wulan", notices.archive_letter, request=case, storage_location=" ")


def test_a_tentative_class_is_not_conveyed(house: House) -> None:
    """The applicant hears of a date only when it is fixed."""
    case = house.request("SCHEDULED")
    with pytest.raises(UserError, match="tentatif"):
        house.do("wulan", notices.record_contact, request=case, channel="telephone", outcome="REACHED")


def test_branches(house: House) -> None:
    """Duplicates, pauses, what is missing, topics of a class."""
    case = house.request("REGISTERED")
    refused(house, "first", "wulan", endings.propose_duplicate, request=case, first=case)
    refused(house, "first", "wulan", endings.propose_duplicate, request=case, first=999)
    refused(house, "cause", "wulan", endings.pause_clock, request=case, cause="coffee")
    refused(house, "missing", "wulan", request_edits.mark_incomplete, request=case, missing=())
    other = house.request("SCHEDULING", topics=("SIKAP",))
    session = house.session()
    with pytest.raises(UserError) as caught:
        house.do("nurul", scheduling.schedule_request, request=other, session=session)
    assert caught.value.field == "session"


def test_the_office_itself(house: House) -> None:
    """Rooms of 400 seats, topics twice, holidays of no kind, unknown settings, roles, handles."""
    refused(house, "seats", "nurul", office_places.add_room, code="x", name="X", seats=400)
    refused(house, "code", "nurul", office_places.add_room, code="lpse", name="X", seats=4)
    refused(house, "code", "nurul", office_places.add_topic, code="SIRUP", name="X", short_name="X")
    day = ClosedDayEntry(day=date(2026, 12, 9), kind="party", name="X")
    refused(house, "kind", "nurul", office_calendar.add_closed_day, days=(day,))
    refused(house, "name", "nurul", office_calendar.save_setting, name="x", value=1)
    refused(house, "value", "nurul", office_calendar.save_setting, name="reserved_for_individuals", value="dua")
    refused(house, "role", "nurul", office_people.grant_role, officer_id=2, role="KING")
    refused(house, "handle", "nurul", office_people.add_officer, handle="A b", full_name="X", pin="918273")
    refused(house, "handle", "nurul", office_people.add_officer, handle="wulan", full_name="X", pin="918273")
    refused(house, "name", "wulan", people.add_organization, name="")


def test_the_last_administrator_stays(house: House) -> None:
    """Neither switched off nor relieved."""
    officer = house.actors["nurul"].officer_id
    with pytest.raises(UserError, match="Administrator terakhir"):
        house.do("nurul", office_people.edit_officer, officer_id=officer, active=False)
    with pytest.raises(UserError, match="Administrator terakhir"):
        house.do("nurul", office_people.withdraw_role, officer_id=officer, role="ADMINISTRATOR")
