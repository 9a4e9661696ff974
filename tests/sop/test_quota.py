"""Seats are derived in four states; groups never take what is set aside for individuals (DOMAIN 2.5, 8.3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.sop.quota import Availability, Seats, Waiting, fits, offer_in_order, quota_limit


@pytest.mark.parametrize(
    ("seats", "availability", "words"),
    [
        (Seats(20, 10, 2), Availability.FREE, "12/20"),
        (Seats(20, 20), Availability.FULL, "penuh"),
        (Seats(20, 18, 2), Availability.HELD, "penuh"),
        (Seats(20, 18, 0, 2), Availability.RESERVED, "18/20"),
    ],
)
def test_four_states(seats: Seats, availability: Availability, words: str) -> None:
    assert seats.availability is availability
    assert seats.words == words


def test_the_quota_is_the_least_of_what_is_known() -> None:
    assert quota_limit(room_seats=20, computers=15, topic_limit=None, own=18) == 15
    assert quota_limit(room_seats=None, computers=None, topic_limit=None, own=None) is None


def test_a_group_does_not_take_the_individuals_seats() -> None:
    seats = Seats(20, 18, 0, 2)
    group = fits(seats, 2, individual=False, name="Kelas PPK")
    assert not group.ok and "disisihkan untuk perseorangan" in group.reason
    assert fits(seats, 2, individual=True).ok


def test_a_reserved_seat_that_an_individual_took_is_no_longer_kept_a_second_time() -> None:
    """Two of twenty are set aside; once two individuals sit, groups may take all that is left."""
    seats = Seats(20, 12, 3, 2, individuals=1)
    assert (seats.reserved_left, seats.left, seats.left_for_groups) == (1, 5, 4)
    seats = Seats(20, 12, 3, 2, individuals=5)
    assert (seats.reserved_left, seats.left_for_groups) == (0, 5)
    assert fits(seats, 5, individual=False).ok
    assert seats.availability is Availability.FREE


def test_the_seats_are_told_with_the_reason_why_they_are_not_free() -> None:
    """Confirmed, held until a day, kept for individuals, free: each with its number."""
    seats = Seats(20, 8, 5, 2, individuals=1, offered=2, held_until=date(2026, 12, 3))
    assert seats.sentence == (
        "13/20 terisi: 8 pasti, 5 dipegang (2 ditawarkan sampai 3 Des), 1 disisihkan untuk perseorangan, 6 bebas"
    )
    assert Seats(3, 3).sentence == "3/3 terisi: 3 pasti, penuh"
    assert Seats(3).sentence == "0/3 terisi: 3 bebas"


def test_the_refusal_says_how_many_are_left() -> None:
    assert "sisa 3 kursi, yang akan masuk 5 orang" in fits(Seats(20, 17), 5, individual=False).reason
    assert "penuh (20/20)" in fits(Seats(20, 20), 1, individual=True).reason


def test_freed_seats_are_offered_in_order_and_the_group_that_does_not_fit_is_named() -> None:
    line = (Waiting(1, 4), Waiting(2, 2), Waiting(3, 1), Waiting(4, 1))
    assert offer_in_order(3, line) == ((2, 3), (1,))
    assert offer_in_order(0, line) == ((), ())


def test_seats_kept_for_individuals_are_offered_to_them_only() -> None:
    """Three free, two kept: the group of two waits, two individuals take the kept ones, the next group the third."""
    line = (Waiting(1, 2), Waiting(2, 1, individual=True), Waiting(3, 1, individual=True), Waiting(4, 1))
    assert offer_in_order(3, line, kept=2) == ((2, 3, 4), (1,))
    assert offer_in_order(2, line, kept=2) == ((2, 3), (1,))


@given(
    quota=st.integers(1, 60),
    confirmed=st.integers(0, 60),
    held=st.integers(0, 60),
    reserved=st.integers(0, 60),
    individuals=st.integers(0, 60),
    people=st.integers(1, 60),
)
def test_whoever_fits_never_oversells(
    quota: int, confirmed: int, held: int, reserved: int, individuals: int, people: int
) -> None:
    seats = Seats(quota, confirmed, held, reserved, individuals)
    for individual in (True, False):
        if fits(seats, people, individual=individual).ok:
            assert seats.taken + people <= quota
    if fits(seats, people, individual=False).ok:
        assert fits(seats, people, individual=True).ok
        assert seats.left - people >= max(0, reserved - individuals)
