"""Finding a case by anything a person may remember: numbers, offices, people, notes, and what its scans say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, select, table
from sqlalchemy import text as statement

from db import search_index
from db.search_index import YEAR, plain
from db.tables_requests import request
from db.tables_search import search_text
from desktop_app.office_time import wall
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.numbering import BadNumber, case_key, parse_case_key
from desktop_app.sop.states import ENDED, REQUEST_STATE_LABELS, RequestState

MOST = 50
"""What a list of hits shows; one more is asked for, so that it can say "50+" without counting."""

KINDS: dict[str, tuple[str, ...]] = {
    "number": ("number",),
    "sender": ("sender",),
    "people": ("people", "contact"),
    "note": ("subject", "note"),
    "scan": ("scan",),
}
"""What a search may be narrowed to, with the columns of the index."""

_CLOSED = ", ".join(f"'{state.value}'" for state in sorted(ENDED | {RequestState.TRAINED}))
STANDINGS = {"open": f"r.state NOT IN ({_CLOSED})", "closed": f"r.state IN ({_CLOSED})"}

_COLUMNS = (
    "r.id, r.agenda_number, r.agenda_year, r.kind, r.state, r.received_at, r.subject, r.sender_name, r.contact_name, "
    "r.signer_name, r.letter_number, r.external_number, t.number, t.sender, t.people, t.note, "
    "CASE WHEN t.scan = '' THEN '' ELSE substr(t.scan, max(1, instr(lower(t.scan), :word) - 24), 80) END"
)
_JOINED = "JOIN request r ON r.id = t.request_id"
FOUND = (
    f"SELECT {_COLUMNS} FROM search_index JOIN search_text t ON t.id = search_index.rowid {_JOINED} "
    "WHERE search_index MATCH :words{0} ORDER BY search_index.rowid DESC LIMIT :most"
)
"""The one statement behind a search; what narrows it stands in the place of ``{0}``."""
_EXACT = f"SELECT {_COLUMNS} FROM search_text t {_JOINED} WHERE t.id IN ({{0}}){{1}} ORDER BY t.id DESC LIMIT :most"
_OWNERS = (
    "SELECT a.request_id, p.full_name FROM participant a JOIN person p ON p.id = a.person_id "
    "WHERE a.voided_at IS NULL AND p.voided_at IS NULL AND (p.mobile LIKE :digits OR p.nip LIKE :digits) "
    "AND a.request_id IN ({0}) ORDER BY a.position_no DESC"
)


class CaseHit(NamedTuple):
    """A case found for ``asked``; what is only shown is made when it is asked for.

    A tuple, for fifty of them are made at every key: a frozen dataclass costs a fifth of the whole search.
    """

    asked: str
    request_id: int
    agenda_number: int
    agenda_year: int
    kind: str
    state_name: str
    stored_at: str
    subject: str
    sender_name: str
    contact_name: str
    signer_name: str
    letter_number: str | None
    external_number: str | None
    numbers: str
    senders: str
    people: str
    notes: str
    scan: str
    owner: str = ""

    @property
    def key(self) -> str:
        """The case's key ("147/2026")."""
        return case_key(self.agenda_number, self.agenda_year)

    @property
    def sender(self) -> str:
        """The sender; an individual is marked as one."""
        return sender_phrase({"sender_name": self.sender_name, "kind": self.kind})

    @property
    def state(self) -> RequestState:
        """Where the case stands."""
        return RequestState(self.state_name)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return REQUEST_STATE_LABELS[self.state]

    @property
    def received_at(self) -> datetime:
        """When the letter came, on the office's clock."""
        return wall(datetime.fromisoformat(self.stored_at).replace(tzinfo=UTC))

    @property
    def when(self) -> str:
        """The day the letter came, in words."""
        day = self.received_at.date()
        return date_range(day, day, with_year=True)

    @property
    def found_in(self) -> str:
        """Where the text stands ("peserta: Budi Hartono"); a telephone number finds its owner and is not shown."""
        if self.owner:
            return f"peserta: {self.owner}"
        whole = plain(self.asked)
        for wanted in (whole, *whole.split()[:1]):
            for label, value in self._places():
                if wanted in plain(value):
                    return label if label == "nomor agenda" else f"{label}: {value.strip()}"
        return "narahubung"

    def _places(self) -> Iterator[tuple[str, str]]:
        yield "nomor agenda", self.key
        yield "pengirim", self.sender_name
        yield "nomor surat", self.letter_number or ""
        yield "hal", self.subject
        yield "narahubung", self.contact_name
        yield "nomor buku luar", self.external_number or ""
        yield from (("peserta", name) for name in self.people.splitlines())
        yield "penanda tangan", self.signer_name
        yield from (("instansi", name) for name in self.senders.splitlines())
        yield from (("nomor surat keluar", number) for number in self.numbers.splitlines())
        yield from (("catatan", note) for note in self.notes.splitlines())
        yield "isi pindaian", " ".join(self.scan.split())


def search(
    connection: Connection,
    text: str,
    limit: int = MOST + 1,
    *,
    kind: str = "",
    year: int | None = None,
    stand: str = "",
) -> tuple[CaseHit, ...]:
    """Cases that match, the newest of the agenda first; one whose number was typed comes before them.

    ``kind`` is one of ``KINDS``, ``stand`` one of ``STANDINGS``. Voided entries are found too: they
    stay in the book.
    """
    words = search_index.expression(text, KINDS.get(kind, ()))
    if not words:
        return ()
    raw: Any = connection.connection.driver_connection
    where = f" AND {STANDINGS[stand]}" if stand else ""
    values = {"words": words, "most": limit, "word": plain(text).split()[0]}
    exact = _with_number(connection, text, where, values, year) if kind in ("", "number") else []
    if year is not None:
        where += f" AND search_index.rowid BETWEEN {year * YEAR:d} AND {(year + 1) * YEAR - 1:d}"
    rows = raw.execute(FOUND.format(where), values).fetchall()
    first = {row[0] for row in exact}
    hits = [CaseHit(text, *row) for row in (*exact, *(row for row in rows if row[0] not in first))[:limit]]
    return tuple(_with_owners(raw, hits, text))


def years(connection: Connection) -> tuple[int, ...]:
    """From the newest year of the agenda to the oldest."""
    raw: Any = connection.connection.driver_connection
    first, last = raw.execute("SELECT min(id), max(id) FROM search_text").fetchone()
    return () if last is None else tuple(range(last // YEAR, first // YEAR - 1, -1))


def _with_number(
    connection: Connection, text: str, where: str, values: dict[str, Any], year: int | None
) -> Sequence[Any]:
    """The cases whose agenda number was typed, the newest year first."""
    raw: Any = connection.connection.driver_connection
    typed = text.strip()
    if typed.isdecimal() and len(typed) <= 6:
        ids = [one * YEAR + int(typed) for one in years(connection) if year in (None, one)]
    else:
        try:
            key = parse_case_key(typed)
        except BadNumber:
            return []
        ids = [key.year * YEAR + key.number] if year in (None, key.year) and key.number < YEAR else []
    found: Sequence[Any] = raw.execute(_EXACT.format(", ".join(map(str, ids)), where), values).fetchall()
    return found


def _with_owners(raw: Any, hits: list[CaseHit], text: str) -> list[CaseHit]:
    digits = search_index.digits_of(text)
    if not digits or not hits:
        return hits
    ids = ", ".join(str(hit.request_id) for hit in hits)
    owners = dict(raw.execute(_OWNERS.format(ids), {"digits": f"%{digits}%"}).fetchall())
    return [hit._replace(owner=owners.get(hit.request_id, "")) for hit in hits]


def among_found(words: str) -> ColumnElement[bool]:
    """The condition "the case matches the typed text", on the request table."""
    found = statement(
        "SELECT request_id FROM search_text "
        "WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH :words)"
    ).bindparams(bindparam("words", search_index.expression(words)))
    return request.c.id.in_(found)


def found_ids(words: str, *, down: bool) -> Select[int]:
    """Ids of the cases that match, in the order of the agenda, which is the index's own: nothing is sorted."""
    index = table("search_index", column("rowid"))
    matches = statement("search_index MATCH :words").bindparams(bindparam("words", search_index.expression(words)))
    joined = index.join(search_text, search_text.c.id == index.c.rowid).join(
        request, request.c.id == search_text.c.request_id
    )
    order = index.c.rowid.desc() if down else index.c.rowid
    return select(request.c.id).select_from(joined).where(matches).order_by(order)
