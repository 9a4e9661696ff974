"""Whoever gets a name onto a seat goes through the one clash check of people (issue B 4).

A substitute, a name that follows later, a list read in, a walk-in: nobody sits in two classes at the same hours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.errors import NeedsReason, RuleRefusal
from desktop_app.services import notices, request_edits, scheduling, sessions, training
from desktop_app.services.participants_import import import_participants
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House
from tests.services.test_clashes_and_remedies import SINTA

OTHER = ParticipantEntry(full_name="Wahyu Umpama", mobile="081200000778")


def sinta_sits(house: House, *, starts: str = "08:30", ends: str = "15:00") -> tuple[int, int, int]:
    """Sinta sits in the morning class; another letter of one sits beside it the same day: (class, case, class 2)."""
    morning = house.session("FIXED")
    first = house.request("SCHEDULING", people=1, participants=(SINTA,))
    house.because("nurul", scheduling.schedule_request, "x", request=first, session=morning)
    fields = {"topic": "SIRUP", "first_day": house._first_day(morning), "room": "lab", "trainers": ("maya",)}
    beside = house.because("nurul", sessions.create_session, "x", **fields, starts=starts, ends=ends).value.session
    house.do("nurul", sessions.fix_session, session=beside)
    return morning, beside, first


def seated_case(house: House, session: int, *people: ParticipantEntry) -> int:
    """A letter of one (without a name when none is given) that sits in ``session``."""
    case = house.request("SCHEDULING", people=1, participants=people, sender="Dinas Umpama Lain")
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    return case


def substitute(house: House, case: int, reason: str | None) -> Any:
    """Sinta comes instead."""
    (place,) = house.places(case)
    envelope = {"reason": reason or "sakit"}
    return house.do(
        "wulan", notices.substitute_participant, envelope=envelope, request=case, participant=place, substitute=SINTA
    )


def typed(house: House, case: int, reason: str | None) -> Any:
    """Her name is typed into the list."""
    envelope = {"reason": reason}
    return house.do("wulan", request_edits.set_participants, envelope=envelope, request=case, participants=(SINTA,))


def read_in(house: House, case: int, reason: str | None) -> Any:
    """Her name comes out of a file."""
    return house.do("wulan", import_participants, envelope={"reason": reason}, request=case, participants=(SINTA,))


@pytest.mark.parametrize("door", [substitute, typed, read_in])
def test_nobody_gets_a_second_seat_at_the_same_hours_by_name(house: House, door: Callable[..., Any]) -> None:
    """Refused by name and class, and nothing of it is saved."""
    _, beside, _ = sinta_sits(house)
    case = seated_case(house, beside, *([] if door is read_in else [OTHER]))
    before = house.places(case)
    with pytest.raises(RuleRefusal, match="Sinta Umpama sudah duduk di kelas SiRUP"):
        door(house, case, "tetap")
    assert house.places(case) == before


@pytest.mark.parametrize("door", [typed, read_in])
def test_another_class_of_the_same_day_warns_and_wants_a_reason(house: House, door: Callable[..., Any]) -> None:
    """Hours that do not overlap: possible, when somebody says why (a substitute always has a reason)."""
    _, beside, _ = sinta_sits(house, starts="15:00", ends="16:00")
    case = seated_case(house, beside, *([] if door is read_in else [OTHER]))
    with pytest.raises(NeedsReason, match="Jamnya tidak bertumpuk"):
        door(house, case, None)
    door(house, case, "datang pagi dan sore")


def test_correcting_one_name_does_not_ask_about_another(house: House) -> None:
    """Only who is new on a seat is judged: a clash that was accepted with a reason is not raised again."""
    _, beside, _ = sinta_sits(house, starts="15:00", ends="16:00")
    case = house.request("SCHEDULING", people=2, participants=(SINTA, OTHER), sender="Dinas Umpama Lain")
    house.because("nurul", scheduling.schedule_request, "pagi dan sore", request=case, session=beside)
    names = (SINTA, ParticipantEntry(full_name="Wahyu Umpama Benar", mobile="081200000778"))
    house.do("wulan", request_edits.set_participants, request=case, participants=names)


def test_a_walk_in_who_sits_elsewhere_or_here_already_is_refused(house: House) -> None:
    """In another class at these hours: his seat is to be moved; in this one: he stands in its list."""
    morning, beside, _ = sinta_sits(house)
    for session, words in ((beside, "Sinta Umpama sudah duduk"), (morning, "sudah terdaftar di kelas ini")):
        with pytest.raises(RuleRefusal, match=words):
            house.do("andi", training.add_walk_in, session=session, person=SINTA, privacy_notice=True)
    house.do("andi", training.add_walk_in, session=beside, person=OTHER, privacy_notice=True)


def test_a_substitute_who_sits_in_the_class_already_is_refused(house: House) -> None:
    """He cannot come twice."""
    morning, _, _ = sinta_sits(house)
    with pytest.raises(RuleRefusal, match="sudah terdaftar di kelas ini"):
        substitute(house, seated_case(house, morning, OTHER), "sakit")
