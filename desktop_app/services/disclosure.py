"""Showing personal data in full leaves a trace: who looked, at what, before it was shown (UU 27/2022, RELIABILITY)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What was shown in full."""

    what: str


@use_case("disclose")
def disclose(work: Work, *, what: str, case: int | None = None) -> Disclosed:
    """Note that ``what`` (a list or a key) was shown with full personal data; ``case`` is the request it is about."""
    told = line(what, "what", label="Yang dibuka", required=True)
    work.entry_request_id = case
    return Disclosed(told)
