"""What was committed since one last looked, by this or any other process: a reading of the journal."""

from __future__ import annotations

from db import journal
from db.store import Store


class Feed:
    """Remembers the newest sequence it has passed on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.reading() as connection:
            self._seq = journal.newest(connection).seq

    def changes(self) -> frozenset[tuple[str, int]]:
        """Rows touched since the last call; empty when nobody committed."""
        with self._store.reading() as connection:
            newest, touched = journal.changes_since(connection, self._seq)
        self._seq = max(self._seq, newest)
        return touched
