"""Seats of a session in four states, always derived (DOMAIN.md sections 2.5 and 8.3).

A session's quota is the least of what the room seats, its computers, the topic's limit and the session's own
setting. Seats set aside for individuals are closed to groups. Nothing here is ever stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.sop.dates_in_words import date_range


class Availability(StrEnum):
    """What a session can still offer."""

    FREE = "FREE"
    RESERVED = "RESERVED"
    HELD = "HELD"
    FULL = "FULL"


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of one session: ``confirmed`` and ``held`` are taken, ``reserved`` were set aside for individuals.

    ``individuals`` of the taken ones are theirs already, so only the rest of ``reserved`` is still kept.
    ``offered`` of the held ones are an offer that ends with ``held_until`` (the first of such days).
    """

    quota: int
    confirmed: int = 0
    held: int = 0
    reserved: int = 0
    individuals: int = 0
    offered: int = 0
    held_until: date | None = None

    @property
    def taken(self) -> int:
        """Seats that somebody has."""
        return self.confirmed + self.held

    @property
    def left(self) -> int:
        """Seats nobody has."""
        return max(0, self.quota - self.taken)

    @property
    def reserved_left(self) -> int:
        """Seats still kept for individuals: what was set aside less what individuals took."""
        return max(0, self.reserved - self.individuals)

    @property
    def left_for_groups(self) -> int:
        """Seats a letter's group may still take."""
        return max(0, self.left - self.reserved_left)

    @property
    def availability(self) -> Availability:
        """Full, held (full only by seats not yet confirmed), reserved for individuals, or free."""
        if self.left == 0:
            return Availability.FULL if self.held == 0 else Availability.HELD
        return Availability.RESERVED if self.left_for_groups == 0 else Availability.FREE

    @property
    def words(self) -> str:
        """ "12/20", or "penuh" when nothing is left."""
        return "penuh" if self.left == 0 else f"{self.taken}/{self.quota}"

    @property
    def sentence(self) -> str:
        """Every seat with the reason why it is not free."""
        parts = [f"{self.confirmed} pasti"] if self.confirmed else []
        if self.held:
            until = f" sampai {date_range(self.held_until, self.held_until)}" if self.held_until else ""
            offer = f" ({self.offered} ditawarkan{until})" if self.offered else ""
            parts.append(f"{self.held} dipegang{offer}")
        kept = min(self.reserved_left, self.left)
        if kept:
            parts.append(f"{kept} disisihkan untuk perseorangan")
        parts.append("penuh" if self.left == 0 else f"{self.left - kept} bebas")
        return f"{self.taken}/{self.quota} terisi: {', '.join(parts)}"


def quota_limit(
    *, room_seats: int | None, computers: int | None, topic_limit: int | None, own: int | None
) -> int | None:
    """The least of the limits that are known; ``None`` when none is."""
    known = [limit for limit in (room_seats, computers, topic_limit, own) if limit is not None]
    return min(known) if known else None


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether people fit, with the sentence that says why not."""

    ok: bool
    reason: str = ""


def fits(seats: Seats, people: int, *, individual: bool, name: str = "Kelas ini") -> Fit:
    """Say whether ``people`` more fit; a group is never split by this rule."""
    left = seats.left if individual else seats.left_for_groups
    if people <= left:
        return Fit(True)
    if left == 0 and seats.left > 0:
        return Fit(False, f"{name}: {seats.left} kursi terakhir disisihkan untuk perseorangan. Pilih kelas lain.")
    if left == 0:
        return Fit(False, f"{name} penuh ({seats.taken}/{seats.quota}). Pilih kelas lain atau daftar tunggu.")
    return Fit(
        False, f"{name} sisa {left} kursi, yang akan masuk {people} orang. Pilih kelas lain atau bagi rombongan."
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request in line: order of receipt decides, ``people`` must stay together."""

    request_id: int
    people: int
    individual: bool = False


def offer_in_order(free: int, line: tuple[Waiting, ...], *, kept: int = 0) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who gets freed seats: (offered, passed over because they do not fit), in order of receipt.

    ``kept`` of the free seats are for individuals only; whoever is passed over keeps his place in line.
    """
    offered: list[int] = []
    passed: list[int] = []
    for one in line:
        if one.people <= (free if one.individual else free - kept):
            offered.append(one.request_id)
            free -= one.people
            kept = max(0, kept - one.people) if one.individual else kept
        elif free > 0:
            passed.append(one.request_id)
    return tuple(offered), tuple(passed)
