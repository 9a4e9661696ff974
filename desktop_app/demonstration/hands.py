"""The hands of the invented officers: every act goes through a service, at the time of the story."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.demonstration.invented import Invented
from desktop_app.demonstration.office_days import OfficeDays
from desktop_app.errors import NeedsReason
from desktop_app.office_time import SetClock, from_wall, wall
from desktop_app.services import access, files
from desktop_app.services.use_case import Act, Actor, Office, Result

SECONDS_BETWEEN_ACTS = 9
MOST_SCANS = 14


class Hands:
    """The officers at work, with the office's clock in hand."""

    def __init__(self, office: Office, clock: SetClock, days: OfficeDays, dice: Random, pins: dict[str, str]) -> None:
        self.office, self.clock, self.days, self.dice, self.pins = office, clock, days, dice, pins
        self.invented = Invented(dice)
        self.scans = 0
        self._actors: dict[str, Actor] = {}

    @property
    def now(self) -> datetime:
        """The wall time of the story."""
        return wall(self.clock.now())

    def actor(self, handle: str) -> Actor:
        """An officer as he signs in; looked up once."""
        if handle not in self._actors:
            self._actors[handle] = access.actor_for(self.office, handle)
        return self._actors[handle]

    def do(
        self,
        handle: str,
        use_case: Callable[..., Result[Any]],
        *,
        because: str | None = None,
        otherwise: str | None = None,
        from_paper: bool = False,
        occurred: datetime | None = None,
        **fields: Any,
    ) -> Any:
        """One act; ``because`` is its reason, ``otherwise`` the reason given only when the rule asks for one."""
        moment = None if occurred is None else from_wall(occurred)
        self.clock.advance(seconds=SECONDS_BETWEEN_ACTS)
        act = Act(actor=self.actor(handle), reason=because, from_paper=from_paper, occurred_at=moment)
        try:
            return use_case(self.office, act, **fields).value
        except NeedsReason:
            if otherwise is None:
                raise
            again = Act(actor=self.actor(handle), reason=otherwise, from_paper=from_paper, occurred_at=moment)
            return use_case(self.office, again, **fields).value

    def attach_letter(self, request: int, agenda: str, sender: str, lines: tuple[str, ...]) -> None:
        """Attach a made-up scan, plainly marked CONTOH, to the first few letters of each kind."""
        if self.scans >= MOST_SCANS:
            return
        from desktop_app.demonstration.sample_letter import sample_letter

        self.scans += 1
        with tempfile.TemporaryDirectory(prefix="loket-contoh-") as folder:
            file = Path(folder) / f"surat-contoh-{agenda.replace('/', '-')}.pdf"
            file.write_bytes(sample_letter(sender, lines))
            self.do("wulan", files.attach_scan, request=request, file=str(file))
