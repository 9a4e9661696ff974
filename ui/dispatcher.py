"""One runner for all writes and reads of the window: threads, results, errors, undo, and the one signal views heed.

``run`` starts a use case on the writer thread; when its COMMIT has returned, ``changed`` tells every view which rows
changed, and the caller's ``done`` is called on the window's thread (ARCHITECTURE.md section 3).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.background import Background, Cancelled
from desktop_app.errors import LoketError, ProgramFault
from desktop_app.services import undo as undo_service
from desktop_app.services.use_case import Act, Actor, Office, Result
from desktop_app.sop.workflow import ACTIONS

T = TypeVar("T")
LOG = logging.getLogger(__name__)
NOT_SAVED = "Gangguan program, BELUM tersimpan. Isian tetap ada: coba sekali lagi, lalu laporkan nomor gangguannya."

Changes = frozenset[tuple[str, int]]


@dataclass(slots=True)
class _Done:
    """A finished piece of work on its way to the window's thread."""

    future: Future[Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Any], None] | None
    wrote: bool
    channel: object = None
    ticket: int = 0
    said: str | None = None


@dataclass(slots=True)
class _Step:
    """An act of this officer that Ctrl+Z can take back."""

    seq: int
    label: str


@dataclass(slots=True)
class _History:
    undo: list[_Step] = field(default_factory=list)
    redo: list[_Step] = field(default_factory=list)


class Dispatcher(QObject):
    """Signals, all on the window's thread.

    ``changed(changes)`` after every commit, ours or another window's; ``said(text, undoable)`` for the toast;
    ``refused(error)`` for errors nobody else showed; ``broke(error)`` for a bug of ours; ``busy(count)``.
    """

    changed = Signal(object)
    said = Signal(str, bool)
    refused = Signal(object)
    broke = Signal(object)
    busy = Signal(int)
    _finished = Signal(object)

    def __init__(self, office: Office, actor: Actor, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._actor = actor
        self._background = background
        self._history = _History()
        self._tickets: dict[object, int] = {}
        self._stops: dict[object, Any] = {}
        self._running = 0
        self._retired = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def last_seq(self) -> int:
        """Sequence of the newest act of this officer that can be undone, 0 when there is none."""
        return self._history.undo[-1].seq if self._history.undo else 0

    def run(
        self,
        use_case: Callable[..., Result[T]],
        *,
        done: Callable[[Result[T]], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        said: str | None = None,
        key: str | None = None,
        occurred_at: datetime | None = None,
        from_paper: bool = False,
        performed_by: int | None = None,
        acting_kind: str | None = None,
        reason: str | None = None,
        **fields: Any,
    ) -> str:
        """Start a use case; returns its client key, so that a retry of the same form uses it again.

        ``said`` is the toast's sentence. ``failed`` gets the user's or the environment's error, or that the person
        cancelled; bugs go to ``broke``.
        """
        act = Act(
            actor=self._actor,
            key=key or str(uuid4()),
            occurred_at=occurred_at,
            from_paper=from_paper,
            performed_by=performed_by,
            acting_kind=acting_kind,
            reason=reason,
        )
        self._start(True)
        future = self._background.write(lambda: use_case(self._office, act, **fields))
        job = _Done(future, done, failed, wrote=True, said=said)
        future.add_done_callback(lambda _: self._finished.emit(job))
        return act.key

    def read(
        self,
        query: Callable[[Any], T],
        done: Callable[[T], None],
        *,
        channel: object = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``query(connection)`` on a reader thread; see :meth:`ui.desk.Desk.read`."""
        ticket = self._tickets.get(channel, 0) + 1
        stop = self._office.store.read_stop() if channel is not None else None
        if channel is not None:
            self._tickets[channel] = ticket
            if (older := self._stops.get(channel)) is not None:
                older.stop()
            self._stops[channel] = stop
        self._start(False)

        def work() -> T:
            with self._office.store.reading(stop) as connection:
                return query(connection)

        future = self._background.read(work)
        job = _Done(future, done, failed, wrote=False, channel=channel, ticket=ticket)
        future.add_done_callback(lambda _: self._finished.emit(job))

    def aside(
        self, work: Callable[[], T], done: Callable[[T], None], *, failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Run long work that needs no connection of ours (papers, exports, page images) on a reader thread."""
        self._start(False)
        future = self._background.read(work)
        job = _Done(future, done, failed, wrote=False)
        future.add_done_callback(lambda _: self._finished.emit(job))

    def keep(self, work: Callable[[], object]) -> None:
        """Run a write nobody waits for after the earlier ones; it is finished even when the window closes now.

        On the window's own thread it would stand still for as long as another process holds the file.
        """

        def run() -> None:
            try:
                work()
            except LoketError as error:
                LOG.warning("not kept: %s", type(error).__name__)

        self._background.write(run)

    @property
    def running(self) -> int:
        """How many writes and reads are under way."""
        return self._running

    def retire(self) -> None:
        """The officer left: what was begun is finished, but nobody is told; the pages that asked are gone."""
        self._retired = True

    def undo(self) -> None:
        """Take back the newest act of this officer (Ctrl+Z)."""
        if not self._history.undo:
            self.said.emit("Tidak ada yang dapat diurungkan.", False)
            return
        step = self._history.undo.pop()
        self._reverse(step, self._history.redo, f"Diurungkan: {step.label}")

    def redo(self) -> None:
        """Do again what was taken back last (Ctrl+Shift+Z)."""
        if not self._history.redo:
            self.said.emit("Tidak ada yang dapat diulangi.", False)
            return
        step = self._history.redo.pop()
        self._reverse(step, self._history.undo, f"Dilakukan lagi: {step.label}")

    def _reverse(self, step: _Step, onto: list[_Step], words: str) -> None:
        act = Act(actor=self._actor)

        def done(result: Result[Any]) -> None:
            onto.append(_Step(result.seq, step.label))
            self.said.emit(words, False)

        self._start(True)
        future = self._background.write(lambda: undo_service.undo(self._office, act, seq=step.seq))
        job = _Done(future, done, None, wrote=True)
        future.add_done_callback(lambda _: self._finished.emit(job))

    def _start(self, wrote: bool) -> None:
        self._running += 1
        if wrote:
            self.busy.emit(self._running)

    def _deliver(self, job: _Done) -> None:
        self._running -= 1
        if self._retired or job.future.cancelled():
            return
        self.busy.emit(self._running)
        if job.channel is not None and self._tickets.get(job.channel) != job.ticket:
            return  # a newer question was asked: neither this answer nor what stopped it matters
        error = job.future.exception()
        if error is not None:
            self._explain(error, job)
            return
        value = job.future.result()
        if job.wrote:
            self._remember(value, job)
        if job.done is not None:
            _tell(job.done, value)
        if job.wrote:
            self.changed.emit(value.changes)

    def _remember(self, result: Result[Any], job: _Done) -> None:
        row = ACTIONS.get(result.action)
        undoable = row is not None and row.undo and not result.replayed
        if undoable and row is not None:
            self._history.undo.append(_Step(result.seq, row.label))
            self._history.redo.clear()
        if job.said:
            self.said.emit(job.said, undoable)

    def _explain(self, error: BaseException, job: _Done) -> None:
        if isinstance(error, Cancelled):
            if job.failed is not None:
                _tell(job.failed, error)
            return
        if isinstance(error, LoketError):
            if job.failed is not None:
                _tell(job.failed, error)
            else:
                self.refused.emit(error)
            return
        LOG.error("unexpected error", exc_info=error)
        if isinstance(error, Exception) and job.failed is not None:
            # The form waits for an answer: without one its button would stay off for ever.
            _tell(job.failed, ProgramFault(NOT_SAVED) if job.wrote else error)
        self.broke.emit(error)


def _tell(listener: Callable[[Any], None], news: Any) -> None:
    """Pass on an answer; one that arrives for a page that is gone concerns nobody any more."""
    try:
        listener(news)
    except RuntimeError as error:
        if "already deleted" not in str(error):
            raise
        LOG.info("an answer came for a page that is gone")
