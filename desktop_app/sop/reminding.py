"""When enough was tried to reach somebody, and which way to try next (DOMAIN.md 8.4, "No answer to the notice")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_NEEDED: Final = (3, 2, 2)
"""Attempts, days and channels after which nobody can say the office did not try."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How often, on how many days and over how many channels somebody was tried in this round."""

    attempts: int = 0
    days: int = 0
    channels: int = 0

    @property
    def enough(self) -> bool:
        """At least three attempts, on two days, over two channels."""
        have = (self.attempts, self.days, self.channels)
        return all(one >= need for one, need in zip(have, MOST_NEEDED, strict=True))

    @property
    def words(self) -> str:
        """ "2 dari 3 percobaan, 1 dari 2 hari, 2 dari 2 saluran"."""
        names = ("percobaan", "hari", "saluran")
        have = (self.attempts, self.days, self.channels)
        return ", ".join(f"{min(h, n)} dari {n} {name}" for h, n, name in zip(have, MOST_NEEDED, names, strict=True))


NOT_TRIED: Final = Tries()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysToReach:
    """What is known of a person and of his office's contact person: a number or address there, and not known wrong."""

    own_phone: bool = False
    own_email: bool = False
    contact_phone: bool = False
    contact_email: bool = False


def propose_channel(ways: WaysToReach) -> str:
    """The channel to begin with: own telephone, own e-mail, through the contact person, at last a letter."""
    if ways.own_phone:
        return "telephone"
    if ways.own_email:
        return "email"
    if ways.contact_phone:
        return "telephone"
    return "email" if ways.contact_email else "letter"
