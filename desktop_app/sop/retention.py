"""How long the file of a case is kept: active, inactive, then what its code says (DOMAIN.md section 5).

Years are counted from 1 January after the file was closed. Nothing here destroys anything: it only tells when a file
may be put on the list of proposals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NATIONAL_CONSENT_YEARS = 10
"""From this retention on, destruction needs the consent of ANRI, below it that of the regional head."""


class Fate(StrEnum):
    """What happens at the end of the retention."""

    DESTROY = "Musnah"
    REVIEW = "Dinilai kembali"
    KEEP = "Permanen"


class Stage(StrEnum):
    """Where a closed file stands today."""

    ACTIVE = "aktif"
    INACTIVE = "inaktif"
    DUE = "jatuh retensi"
    STATIC = "statis"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionCode:
    """A classification code with its retention; ``confirmed`` once the archive unit has agreed to it."""

    code: str
    title: str
    active_years: int
    inactive_years: int
    fate: Fate
    source: str = ""
    confirmed: bool = False

    @property
    def years(self) -> int:
        """Active and inactive years together."""
        return self.active_years + self.inactive_years


def active_until(code: RetentionCode, closed: date) -> date:
    """The last day of the active years."""
    return date(closed.year + code.active_years, 12, 31)


def inactive_until(code: RetentionCode, closed: date) -> date:
    """The last day of the whole retention."""
    return date(closed.year + code.years, 12, 31)


def stage(code: RetentionCode, closed: date, today: date) -> Stage:
    """Where a file closed on ``closed`` stands; one that is kept for ever never falls due."""
    if today <= active_until(code, closed):
        return Stage.ACTIVE
    if today <= inactive_until(code, closed):
        return Stage.INACTIVE
    return Stage.STATIC if code.fate is Fate.KEEP else Stage.DUE


def consent_of(code: RetentionCode) -> str:
    """Whose consent the destruction needs."""
    return "Kepala ANRI" if code.years >= NATIONAL_CONSENT_YEARS else "Bupati (kepala daerah)"
