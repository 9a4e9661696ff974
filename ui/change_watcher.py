"""Sees what other windows and processes committed and passes it on as the same ``changed`` signal.

SQLite's data_version costs microseconds, so the window may ask often; the journal's tail then says which rows.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_app.queries.change_feed import Feed
from desktop_app.services.use_case import Office
from ui.dispatcher import Dispatcher

EVERY_MS = 400


class ChangeWatcher(QObject):
    """Polls while the window is open; our own commits are passed on too, which views bear (they compare rows)."""

    def __init__(self, office: Office, dispatcher: Dispatcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._dispatcher = dispatcher
        self._feed = Feed(office.store)
        self._asking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """Ask once, on a reader thread."""
        if self._asking:
            return
        self._asking = True
        self._dispatcher.aside(self._feed.changes, self._tell, failed=self._give_up)

    def _tell(self, changes: frozenset[tuple[str, int]]) -> None:
        self._asking = False
        if changes:
            self._dispatcher.changed.emit(changes)

    def _give_up(self, error: Exception) -> None:
        del error
        self._asking = False

    def stop(self) -> None:
        """No more questions."""
        self._timer.stop()
