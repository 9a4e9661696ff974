"""What the random walk found, kept as short stories."""

from __future__ import annotations

import pytest

from desktop_app.errors import RuleRefusal, UserError
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.services import endings, notices, request_edits, scheduling, sessions, sheets
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House


def test_names_after_a_declined_place_make_no_place_without_a_seat(house: House) -> None:
    """One of three declined; naming the two others leaves two places, naming three is refused."""
    case = house.request("NOTIFIED", people=3)
    declined = house.places(case)[0]
    house.do("wulan", notices.record_confirmation, request=case, answer="DECLINED", participants=(declined,))
    people = tuple(ParticipantEntry(full_name=f"Baru Umpama {n}") for n in range(3))
    house.do("wulan", request_edits.set_participants, request=case, participants=people[:2])
    assert len(house.places(case)) == 2
    with pytest.raises(UserError) as caught:
        house.do("wulan", request_edits.set_participants, request=case, participants=people)
    assert caught.value.field == "participant_count"
    with pytest.raises(UserError):
        house.do("wulan", request_edits.set_participants, request=case, participants=people[:1], participant_count=9)


def test_a_thing_that_is_not_there_is_told_in_words(house: House) -> None:
    """Unknown ids inside the fields: a sentence, not a fault of the program."""
    case = house.request("WITH_HEAD")
    with pytest.raises(UserError, match="sudah tidak ada"):
        house.do("wulan", sheets.print_sheet, request=case, others=(10**6,))
    with pytest.raises(UserError):
        house.do(
            "wulan",
            notices.record_contact,
            request=house.request("NOTIFIED"),
            channel="sms",
            outcome="SENT",
            participants=(10**6,),
        )
    with pytest.raises(UserError):
        house.because("nurul", scheduling.reschedule_request, "x", request=house.request("NOTIFIED"), session=10**6)


def test_a_paper_without_its_bytes_is_not_kept(house: House) -> None:
    """Verify would report it missing for ever."""
    from desktop_app.services import files

    case = house.request()
    for wrong in ("ab" * 32, "x", "../../etc/passwd"):
        with pytest.raises(UserError) as caught:
            house.do("wulan", files.keep_paper, request=case, kind="undangan", title="U", sha256=wrong, pages=1)
        assert caught.value.field == "sha256"


def test_who_sits_in_a_class_is_not_seated_there_a_second_time(house: House) -> None:
    """One of two sits; the letter now asks for two other topics, so both lack a seat, but only one of them here."""
    case = house.request("SCHEDULING")
    session = house.session()
    first = house.places(case)[0]
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session, participants=(first,))
    house.do("wulan", request_edits.edit_request, request=case, topics=("SIKAP", "SPSE_PPK"))
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    with house.office.store.reading() as connection:
        (row,) = sessions_by_ids(connection, [session])
    assert row.seats.taken == 2
    with pytest.raises(RuleRefusal, match="sudah duduk di kelas itu"):
        house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)


def test_who_declines_gives_back_the_seats_of_every_class_to_come(house: House) -> None:
    """A letter of two topics sits in two classes; its only participant says no in one of them."""
    case = house.request("SCHEDULING", people=1, topics=("SIRUP", "SIKAP"))
    kept = house.session("FIXED")
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=kept)
    house.because(
        "nurul", scheduling.schedule_request, "x", request=case, first_day=house.free_day(), room="lab", topic="SIKAP"
    )
    other = house.session_of(case)
    house.do("nurul", sessions.fix_session, session=other)
    house.do("wulan", notices.record_confirmation, request=case, answer="DECLINED")
    with house.office.store.reading() as connection:
        assert [row.seats.taken for row in sessions_by_ids(connection, [kept, other])] == [0, 0]
    assert house.state(case) == "WITHDRAWN"


def test_a_duplicate_gives_back_the_seats_of_those_who_had_one(house: House) -> None:
    """One of two sits already when the letter turns out to be a repetition."""
    case, first = house.request("SCHEDULING"), house.letter()
    session = house.session()
    some = house.places(case)[:1]
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session, participants=tuple(some))
    house.do("nurul", endings.confirm_duplicate, request=case, first=first)
    with house.office.store.reading() as connection:
        (row,) = sessions_by_ids(connection, [session])
    assert (house.state(case), row.seats.taken) == ("DUPLICATE", 0)
