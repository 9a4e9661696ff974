"""The senders the office knows, in memory, so that the list under the field answers within a keystroke."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.queries.labels import SENDER_KIND
from desktop_app.queries.office import fold_name
from desktop_app.queries.senders import SenderRow, known_senders
from desktop_app.sop.dates_in_words import date_range
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.widgets.fields import Suggestion

_ICONS = {"vendor": "store", "village": "landmark", "vertical_agency": "landmark"}
MOST = 7


class SenderIndex:
    """Read on a reader thread, searched on the window's thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: tuple[SenderRow, ...] = ()
        self._stale = True

    def read(self, changes: Changes | None, then: Callable[[], None] | None = None) -> None:
        """Read again when an office or a letter changed."""
        if changes is not None and not any(table in ("organization", "request") for table, _ in changes):
            return
        year = self._desk.today().year

        def keep(rows: tuple[SenderRow, ...]) -> None:
            self._rows = rows
            if then is not None:
                then()

        self._desk.read(lambda c: known_senders(c, year), keep, channel=self)

    def search(self, text: str) -> Sequence[Suggestion]:
        """Matches anywhere in the name; names that begin so come first among equals."""
        wanted = fold_name(text).split()
        found = [row for row in self._rows if all(word in row.folded for word in wanted)]
        if wanted:
            found.sort(key=lambda row: not any(word.startswith(wanted[0]) for word in row.folded.split()))
        return [Suggestion(str(row.id), row.name, _reason(row), icon_of(row)) for row in found[:MOST]]

    def row(self, key: str) -> SenderRow | None:
        """The sender of a suggestion."""
        return next((row for row in self._rows if str(row.id) == key), None)

    def by_name(self, name: str) -> SenderRow | None:
        """The sender of exactly this name, whatever its case."""
        wanted = fold_name(name)
        return next((row for row in self._rows if row.folded == wanted), None)


def icon_of(row: SenderRow) -> str:
    """The icon of its kind; hospitals have their own."""
    if row.folded.startswith(("rsud", "rumah sakit", "puskesmas")):
        return "hospital"
    return _ICONS.get(row.kind, "building-2")


def known_words(row: SenderRow) -> str:
    """ "dikenal · 3 surat tahun ini"."""
    return f"dikenal · {row.letters_this_year} surat tahun ini" if row.letters_this_year else "dikenal"


def _reason(row: SenderRow) -> str:
    kind = "" if row.kind in ("regional_agency", "other") else f"{SENDER_KIND[row.kind].lower()} · "
    if row.last_received is None:
        return f"{kind}belum pernah bersurat"
    last = date_range(row.last_received, row.last_received)
    if not row.letters_this_year:
        return f"{kind}terakhir {last} {row.last_received.year}"
    return f"{kind}{row.letters_this_year} surat tahun ini · terakhir {last}"
