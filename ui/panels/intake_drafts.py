"""Half-typed forms: kept some seconds after the last key, so that a power cut costs seconds, not letters."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.services import drafts
from ui.desk import Desk

LOG = logging.getLogger(__name__)
AFTER_MS = 2000
"""After the last change; with steady typing at the latest after :data:`LATEST_MS` (RELIABILITY: 5 s)."""
LATEST_MS = 4000


class DraftKeeper(QObject):
    """Keeps one form of one officer. ``kept()`` after each save; one piece of work at a time, in order."""

    kept = Signal()

    def __init__(self, desk: Desk, form: str, content: Callable[[], dict[str, Any] | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form, self._content = desk, form, content
        self._officer = desk.actor.officer_id
        self._busy = False
        self._drop_next = False
        self.dirty = False
        self._quiet = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        for timer in (self._quiet, self._latest):
            timer.timeout.connect(self._save)

    def touch(self) -> None:
        """Something was typed."""
        if self._officer is None:
            return
        self.dirty = True
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def load(self, done: Callable[[dict[str, Any]], None]) -> None:
        """Read what was typed last, on a reader thread."""
        officer, office, form = self._officer, self._desk.office, self._form
        if officer is None:
            return

        def answer(content: dict[str, Any] | None) -> None:
            if content:
                done(content)

        self._desk.dispatcher.aside(lambda: drafts.load_draft(office, officer, form), answer, failed=self._missed)

    def drop(self) -> None:
        """The form was saved or emptied; its draft goes, after a save that may still be under way."""
        self._stop()
        self._drop_next = True
        self._next()

    def keep_now(self) -> None:
        """Before the officer leaves or the window closes: the writer thread finishes it, the reader threads may not."""
        dirty = self.dirty
        self._stop()
        officer, office, form = self._officer, self._desk.office, self._form
        if not dirty or officer is None:
            return
        content = self._content()
        if content is not None:
            self._desk.dispatcher.keep(lambda: drafts.save_draft(office, officer, form, content))

    def _stop(self) -> None:
        self.dirty = False
        self._quiet.stop()
        self._latest.stop()

    def _save(self) -> None:
        self._stop()
        self.dirty = True
        self._next()

    def _next(self) -> None:
        if self._busy or self._officer is None:
            return
        officer, office, form = self._officer, self._desk.office, self._form
        if self._drop_next:
            self._drop_next = False
            self._start(lambda: drafts.drop_draft(office, officer, form), dropping=True)
            return
        content = self._content() if self.dirty else None
        self.dirty = False
        if content is not None:
            self._start(lambda: drafts.save_draft(office, officer, form, content), dropping=False)

    def _start(self, work: Callable[[], None], *, dropping: bool) -> None:
        self._busy = True

        def failed(error: Exception) -> None:
            """Another process had the file, or the disk is full: once more in some seconds."""
            self._missed(error)
            self._drop_next = self._drop_next or dropping
            self.dirty = self.dirty or not dropping
            self._latest.start()

        self._desk.dispatcher.aside(work, self._done, failed=failed)

    def _done(self, _: object) -> None:
        self._busy = False
        self.kept.emit()
        if self._drop_next:
            self._next()

    def _missed(self, error: Exception) -> None:
        self._busy = False
        LOG.warning("draft not kept: %s", type(error).__name__)
