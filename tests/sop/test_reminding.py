"""Enough attempts before a seat is given away, and the next way to try."""

from __future__ import annotations

import pytest

from desktop_app.sop.reminding import Tries, WaysToReach, propose_channel


@pytest.mark.parametrize(
    ("tries", "enough"),
    [
        (Tries(3, 2, 2), True),
        (Tries(9, 2, 2), True),
        (Tries(2, 2, 2), False),
        (Tries(4, 1, 3), False),
        (Tries(4, 3, 1), False),
        (Tries(), False),
    ],
)
def test_three_attempts_on_two_days_over_two_channels(tries: Tries, enough: bool) -> None:
    """All three counts must be there; more of one does not make up for another."""
    assert tries.enough is enough


def test_words_never_promise_more_than_is_needed() -> None:
    """Nine attempts are still three of three."""
    assert Tries(9, 1, 2).words == "3 dari 3 percobaan, 1 dari 2 hari, 2 dari 2 saluran"


def test_the_next_way_leaves_out_what_is_known_to_be_wrong() -> None:
    """Own telephone, own e-mail, the contact person's telephone and e-mail, a letter."""
    everything = WaysToReach(own_phone=True, own_email=True, contact_phone=True, contact_email=True)
    assert propose_channel(everything) == "telephone"
    assert propose_channel(WaysToReach(own_email=True, contact_phone=True)) == "email"
    assert propose_channel(WaysToReach(contact_phone=True, contact_email=True)) == "telephone"
    assert propose_channel(WaysToReach(contact_email=True)) == "email"
    assert propose_channel(WaysToReach()) == "letter"
