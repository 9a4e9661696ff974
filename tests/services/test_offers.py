"""The waiting line: order of receipt, offers held until a day, passed over only with a recorded reason (DOMAIN 8.4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.tables_requests import request as request_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.timeline import timeline
from desktop_app.queries.waiting_line import freed_seats, offers, passed_over_of, waiting_line
from desktop_app.services import endings, notices, scheduling
from desktop_app.services import offers as offer_acts
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import WAYS, House


def waitlisted(house: House, people: int) -> int:
    """A letter on the waiting list."""
    return house.request("WAITLISTED", people=people)


def pooled(house: House, number: int = 0) -> int:
    """A form that waits for a class."""
    form = house.form(applicant=ParticipantEntry(full_name=f"Rina Umpama {number}", mobile=f"08120000033{number}"))
    for step in WAYS["SCHEDULING"]:
        step(house, form)
    return form


def topic_of(house: House) -> int:
    """The topic of the classes of the fixture."""
    with house.office.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT id FROM topic WHERE code = 'SIRUP'").scalar() or 0)


def test_freed_seats_go_in_order_and_the_group_that_does_not_fit_is_told_why(house: House) -> None:
    """A withdrawal frees four seats: the group of six is passed over with the reason, the group of three is offered."""
    session = house.session("FIXED", quota=4)
    leaving = house.request("SCHEDULING", people=4)
    house.because("nurul", scheduling.schedule_request, "x", request=leaving, session=session)
    big, small = waitlisted(house, 6), waitlisted(house, 3)
    form = pooled(house)
    with house.office.store.reading() as connection:
        assert freed_seats(connection, house.clock.now()) == ()
    house.because("wulan", endings.withdraw_request, "tidak jadi", request=leaving)
    with house.office.store.reading() as connection:
        (freed,) = freed_seats(connection, house.clock.now())
        assert [one.position for one in waiting_line(connection, topic_of(house))] == [1, 2, 3]
    assert [one.request_id for one in freed.offered] == [small, form]
    assert [(one.one.request_id, one.reason) for one in freed.passed] == [(big, "rombongan 6 orang, sisa 4 kursi")]
    told = house.do("nurul", offer_acts.offer_seats, session=session).value
    assert (told.requests, told.passed) == ((small, form), (big,))
    assert told.held_until == today(house.clock.now()) + timedelta(days=2)
    with house.office.store.reading() as connection:
        (passed,) = passed_over_of(connection, big)
        assert (passed.instead_id, passed.reason) == (small, "rombongan 6 orang, sisa 4 kursi")
        told_by = [line for row in timeline(connection, big) for line in row.details]
        assert any("Dilewati karena: rombongan 6 orang" in line for line in told_by), told_by
        assert [(one.request_id, one.people, one.expired) for one in offers(connection, house.clock.now())] == [
            (small, 3, False),
            (form, 1, False),
        ]
    assert house.state(big) == "WAITLISTED" and house.state(small) == "SCHEDULED"


def test_an_offer_that_ended_is_listed_and_released_only_by_the_kasubbag(house: House) -> None:
    """Three days later it is expired but held; released, the next in line is offered and the same one is not again."""
    session = house.session("FIXED", quota=3)
    first, second = waitlisted(house, 3), waitlisted(house, 2)
    house.do("nurul", offer_acts.offer_seats, session=session)
    with pytest.raises(NeedsReason, match="masih berlaku"):
        house.do("nurul", offer_acts.lapse_offer, request=first)
    house.clock.advance(days=4)
    with house.office.store.reading() as connection:
        (offer,) = offers(connection, house.clock.now())
    assert offer.expired and house.state(first) == "SCHEDULED"
    received = house.column(request_table, first, "received_at")
    house.do("nurul", offer_acts.lapse_offer, request=first)
    assert house.state(first) == "WAITLISTED" and house.column(request_table, first, "received_at") == received
    with house.office.store.reading() as connection:
        (freed,) = freed_seats(connection, house.clock.now())
        assert [one.request_id for one in waiting_line(connection, topic_of(house))] == [first, second]
    assert [one.request_id for one in freed.offered] == [second]
    assert freed.passed[0].reason == "tawaran kelas ini sudah berakhir"


def test_an_accepted_or_confirmed_offer_is_held_like_any_other_seat(house: House) -> None:
    """By the act, and by the answer "hadir" alike."""
    session = house.session("FIXED", quota=4)
    by_act, by_answer = waitlisted(house, 2), waitlisted(house, 2)
    house.do("nurul", offer_acts.offer_seats, session=session)
    house.do("nurul", offer_acts.extend_offer, request=by_act, held_until=today(house.clock.now()) + timedelta(days=5))
    house.do("wulan", offer_acts.accept_offer, request=by_act)
    house.do("wulan", notices.record_confirmation, request=by_answer, answer="PRESENT")
    with house.office.store.reading() as connection:
        assert offers(connection, house.clock.now()) == ()
    with pytest.raises(RuleRefusal, match="tidak sedang ditawari"):
        house.do("wulan", offer_acts.accept_offer, request=by_act)


def test_nobody_is_offered_before_an_earlier_one_who_fits(house: House) -> None:
    """Without a reason refused, with one recorded at the one passed over."""
    session = house.session("FIXED", quota=3)
    first, second = waitlisted(house, 2), waitlisted(house, 2)
    with pytest.raises(NeedsReason, match="masuk lebih dahulu"):
        house.do("nurul", offer_acts.offer_seats, session=session, requests=(second,))
    house.because("nurul", offer_acts.offer_seats, "ujian minggu depan", session=session, requests=(second,))
    with house.office.store.reading() as connection:
        (passed,) = passed_over_of(connection, first)
    assert (passed.reason, passed.instead_id) == ("ujian minggu depan", second)


def test_an_individual_does_not_take_the_last_seat_an_earlier_group_could_have(house: House) -> None:
    """Two seats, a waiting group of two, then a form."""
    session = house.session("FIXED", quota=2)
    group, form = waitlisted(house, 2), pooled(house)
    with pytest.raises(NeedsReason, match="masuk lebih dahulu"):
        house.do("nurul", scheduling.schedule_request, request=form, session=session)
    house.do("nurul", scheduling.schedule_request, request=group, session=session)


def test_what_cannot_be_offered_is_said(house: House) -> None:
    """Nobody in line, a day after the class, somebody who does not wait for this topic."""
    session = house.session("FIXED", quota=2)
    with pytest.raises(RuleRefusal, match="Tidak ada yang dapat ditawari"):
        house.do("nurul", offer_acts.offer_seats, session=session)
    case = waitlisted(house, 3)
    with pytest.raises(RuleRefusal, match="rombongan 3 orang, sisa 2 kursi"):
        house.do("nurul", offer_acts.offer_seats, session=session)
    with pytest.raises(UserError, match="Batas tawaran harus"):
        house.do(
            "nurul", offer_acts.offer_seats, session=session, requests=(case,), held_until=house._first_day(session)
        )
    with pytest.raises(RuleRefusal, match="tidak sedang menunggu"):
        other = house.request("WAITLISTED", topics=("SIKAP",))
        house.do("nurul", offer_acts.offer_seats, session=session, requests=(other,))
