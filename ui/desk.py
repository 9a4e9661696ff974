"""What every panel is given: the open office, who sits there, and how to write and read. Never a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from PySide6.QtCore import QSettings

from desktop_app.office_time import today
from desktop_app.services.use_case import Actor, Office
from desktop_app.sop.states import RequestState, Role, SessionState
from desktop_app.sop.workflow import Verdict, allowed
from ui.dispatcher import Dispatcher

T = TypeVar("T")


@dataclass(slots=True)
class Desk:
    """One officer at the shared PC; replaced when another one enters."""

    office: Office
    actor: Actor
    dispatcher: Dispatcher
    settings: QSettings

    def now(self) -> datetime:
        """The office clock's present moment, aware UTC."""
        return self.office.clock.now()

    def today(self) -> date:
        """The office's calendar day."""
        return today(self.now())

    def may(self, action: str, state: RequestState | SessionState | None, *, from_paper: bool = False) -> Verdict:
        """Whether a button for ``action`` is enabled, and the sentence for its tooltip when it is not."""
        verdict = Verdict(False, "Petugas ini belum punya peran.", True)
        for role in self.actor.roles:
            verdict = allowed(role, action, state, from_paper=from_paper)
            if verdict.ok:
                return verdict
        return verdict

    def has(self, role: Role) -> bool:
        """Whether the officer holds ``role``."""
        return role in self.actor.roles

    def read(
        self,
        query: Callable[[Any], T],
        done: Callable[[T], None],
        *,
        channel: object = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``query(connection)`` on a reader thread and ``done(rows)`` on the window's thread.

        Of several reads on one ``channel`` only the newest answer is delivered.
        """
        self.dispatcher.read(query, done, channel=channel, failed=failed)
