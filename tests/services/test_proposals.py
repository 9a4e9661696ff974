"""A proposal is taken over whole or not at all, in order of receipt, and only while it still holds."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.services import proposals, scheduling
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.proposals import ProposalLine
from tests.office_fixtures import WAYS, House


def classes(house: House) -> int:
    """How many sessions there are."""
    with house.office.store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(session_table)).scalar_one())


def line(house: House, *requests: int, first_day: date | None = None, trainer: str = "andi") -> ProposalLine:
    """A new class of the topic every letter of this house asks for."""
    day = first_day or house.free_day(2)
    return ProposalLine(requests=requests, topic="SIRUP", first_day=day, room="lpse", trainer=trainer)


def accept(house: House, *lines: ProposalLine, reason: str | None = None) -> proposals.Accepted:
    """Ctrl+Enter in the pane."""
    found: proposals.Accepted = house.do(
        "nurul", proposals.accept_proposal, envelope={"reason": reason} if reason else None, lines=lines
    ).value
    return found


def test_all_lines_become_classes_with_their_requests(house: House) -> None:
    """Two new classes, each with its letters; the letters are scheduled."""
    cases = [house.request("SCHEDULING") for _ in range(3)]
    done = accept(house, line(house, cases[0], cases[1]), line(house, cases[2]))
    assert len(done.sessions) == 2
    assert [house.state(case) for case in cases] == ["SCHEDULED"] * 3
    assert {one.session for one in done.placed} == set(done.sessions)


def test_one_line_that_no_longer_holds_saves_nothing_and_is_named(house: House) -> None:
    """Another window took the room meanwhile."""
    first, second = house.request("SCHEDULING"), house.request("SCHEDULING")
    good, bad = line(house, first), line(house, second, trainer="maya")
    house.do("nurul", scheduling.schedule_request, request=house.request("SCHEDULING"), first_day=bad.first_day,
             room="lpse", trainers=("andi",))  # fmt: skip
    before = classes(house)
    with pytest.raises(RuleRefusal, match=r"Usulan SIRUP .*ruang dipakai"):
        accept(house, good, bad)
    assert (classes(house), house.state(first), house.state(second)) == (before, "SCHEDULING", "SCHEDULING")


def test_a_letter_scheduled_meanwhile_stops_the_whole(house: House) -> None:
    """Its number is said."""
    first, second = house.request("SCHEDULING"), house.request("SCHEDULING")
    lines = (line(house, first, second),)
    house.do("nurul", scheduling.schedule_request, request=second, first_day=house.free_day(), room="lab",
             trainers=("andi",))  # fmt: skip
    with pytest.raises(RuleRefusal, match=r"/2026 sudah tidak menunggu"):
        accept(house, *lines)
    assert house.state(first) == "SCHEDULING"


def test_seats_taken_by_a_rival_meanwhile_stop_the_whole(house: House) -> None:
    """Another window filled the class a line counts on: the line is named, the new class of the other is not made."""
    made = house.session("FIXED", quota=9)
    first, second, rival = (house.request("SCHEDULING", people=5) for _ in range(3))
    lines = (ProposalLine(requests=(first,), session=made, topic="SIRUP"), line(house, second))
    house.do("nurul", scheduling.schedule_request, request=rival, session=made)
    before = classes(house)
    with pytest.raises(RuleRefusal, match=r"Usulan isi kelas SIRUP: .*sisa 4 kursi"):
        accept(house, *lines)
    assert (classes(house), house.state(first), house.state(second)) == (before, "SCHEDULING", "SCHEDULING")


def test_the_same_key_twice_makes_the_classes_once(house: House) -> None:
    """A retry after a crash or a double press gets the answer of the first."""
    lines = (line(house, house.request("SCHEDULING")),)
    answers = [
        house.do("nurul", proposals.accept_proposal, envelope={"key": "usul-1"}, lines=lines).value for _ in range(2)
    ]
    assert answers[0] == answers[1] and classes(house) == 1


def form(house: House, name: str) -> int:
    """An individual waiting for a seat."""
    case = house.form(applicant=ParticipantEntry(full_name=name, mobile="081200000777"))
    for step in WAYS["SCHEDULING"]:
        step(house, case)
    return case


def test_the_order_of_receipt_holds_whatever_the_order_of_the_lines(house: House) -> None:
    """Two individuals in two lines, the later one first: both are seated without a reason."""
    group, early, late = house.request("SCHEDULING"), form(house, "Ani Umpama"), form(house, "Beni Umpama")
    other = house.request("SCHEDULING")
    done = accept(house, line(house, group, late), line(house, other, early))
    assert len(done.placed) == 4


def test_an_earlier_individual_left_out_needs_a_reason(house: House) -> None:
    """Skipping somebody who would fit is allowed, but it is written down."""
    group, early, late = house.request("SCHEDULING"), form(house, "Ani Umpama"), form(house, "Beni Umpama")
    lines = (line(house, group, late),)
    with pytest.raises(NeedsReason, match="masuk lebih dahulu"):
        accept(house, *lines)
    accept(house, *lines, reason="Ani minta Januari")
    assert (house.state(early), house.state(late)) == ("SCHEDULING", "SCHEDULED")


def test_a_request_in_two_lines_or_an_empty_proposal_is_refused(house: House) -> None:
    """Nothing is guessed."""
    case = house.request("SCHEDULING")
    with pytest.raises(UserError, match="dua baris"):
        accept(house, line(house, case), line(house, case))
    with pytest.raises(UserError, match="kosong"):
        accept(house)


def test_a_letter_of_two_topics_waits_until_each_has_its_class(house: House) -> None:
    """The first class does not end its wait; both in one proposal do."""
    case = house.request("SCHEDULING", topics=("SIRUP", "E_KATALOG"), people=3)
    house.do("nurul", scheduling.schedule_request, request=case, first_day=house.free_day(), topic="SIRUP",
             room="lpse", trainers=("andi",))  # fmt: skip
    assert house.state(case) == "SCHEDULING"
    with pytest.raises(RuleRefusal, match="sudah punya kursi"):
        house.do("nurul", scheduling.schedule_request, request=case, first_day=house.free_day(2), topic="SIRUP",
                 room="lpse", trainers=("andi",))  # fmt: skip
    house.do("nurul", scheduling.schedule_request, request=case, first_day=house.free_day(3), room="lpse",
             trainers=("andi",))  # fmt: skip
    assert house.state(case) == "SCHEDULED"
    both = house.request("SCHEDULING", topics=("SIRUP", "E_KATALOG"), people=3)
    first = line(house, both, first_day=house.free_day(4))
    second = ProposalLine(requests=(both,), topic="E_KATALOG", first_day=house.free_day(5), room="lab", trainer="andi")
    done = accept(house, first, second)
    assert (len(done.sessions), house.state(both)) == (2, "SCHEDULED")
