"""The search for a schedule beside the window: a thread of its own listens to the planner's child process.

Each better plan arrives on the window's thread as finished words; cancelling ends the child within half a second.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.errors import LoketError
from desktop_app.planner.explain import explain, gap_in_words
from desktop_app.planner.office_cards import Planning, Spread, spread_of
from desktop_app.planner.proposal import Proposal, propose
from desktop_app.planner.wishes import Wishes

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class News:
    """A plan in words; ``final`` when the search is over."""

    run: int
    spread: Spread
    gap: str
    final: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The wishes contradict the rules, or the search broke."""

    run: int
    error: Exception


class ProposalSearch(QObject):
    """``found(News)`` and ``refused(Refused)`` on the window's thread; one search at a time."""

    found = Signal(object)
    refused = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def is_running(self) -> bool:
        """Whether something is still being sought."""
        return self._thread is not None and self._thread.is_alive() and not self._stop.is_set()

    def begin(self, planning: Planning, wishes: Wishes, seconds: float = SECONDS) -> None:
        """Seek anew; an earlier search ends and is not heard any more."""
        self.stop()
        self._run += 1
        stop = self._stop = threading.Event()
        run = self._run
        self._thread = threading.Thread(
            target=self._search, args=(run, planning, wishes, seconds, stop), name="planner", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the search; the best plan so far stays."""
        self._stop.set()

    def close(self) -> None:
        """The page goes: end the search and wait for its child to be gone."""
        self._run += 1
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _search(self, run: int, planning: Planning, wishes: Wishes, seconds: float, stop: threading.Event) -> None:
        def tell(better: Proposal, *, final: bool = False) -> None:
            lines = better.lines or explain(planning.instance, better.plan)
            spread = spread_of(planning, better, lines, wishes.skipped)
            self._told.emit(News(run, spread, gap_in_words(better.cost, better.bound), final))

        try:
            tell(propose(planning.instance, seconds, tell, stop.is_set, wishes), final=True)
        except Exception as error:
            self._told.emit(Refused(run, error))

    def _pass_on(self, told: News | Refused) -> None:
        if told.run != self._run:
            return
        if isinstance(told, Refused):
            if not isinstance(told.error, LoketError):
                raise told.error
            self.refused.emit(told)
        else:
            self.found.emit(told)
