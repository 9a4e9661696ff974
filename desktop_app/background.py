"""Threads of the program: one that writes, a few that read, and long work that can be watched and cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

READERS = 2
"""Two suffice on the office's two cores; a report does not hold up a list."""


class Cancelled(Exception):
    """The person stopped a long piece of work; nothing of it remains."""


class Progress:
    """How far a long piece of work is; the window polls it, the work asks :meth:`step` whether to go on."""

    def __init__(self) -> None:
        self._cancel = threading.Event()
        self.done = 0
        self.total = 0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    def step(self, done: int, total: int) -> None:
        """Note how far it is; raises :class:`Cancelled` when the person stopped it."""
        self.done, self.total = done, total
        if self._cancel.is_set():
            raise Cancelled


class Background:
    """One writer thread, so that saves keep their order, and a small pool of readers."""

    def __init__(self) -> None:
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    def write(self, work: Callable[[], T]) -> Future[T]:
        """Run ``work`` after all earlier writes."""
        return self._writer.submit(work)

    def read(self, work: Callable[[], T]) -> Future[T]:
        """Run ``work`` beside the writer."""
        return self._readers.submit(work)

    def finish(self) -> None:
        """Wait for what was begun and end the threads; unsaved writes are completed first."""
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
