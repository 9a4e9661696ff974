"""The search index: one line of text a case, kept equal to the tables in the transaction that changes them.

Triggers note which rows changed in ``search_waiting``, whoever changed them; :func:`refresh` runs before each COMMIT
and writes the lines of the cases concerned anew. Three letters and more are found anywhere in a word through trigrams;
two letters are found as the beginning of any trigram, one letter as the beginning of a word. Letters are compared
without case and accents. A person whose key was destroyed is left out, and what stood in the index is overwritten.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

YEAR = 10_000_000
"""``search_text.id`` is the agenda year times this, plus the agenda number."""

COLUMNS = ("number", "sender", "subject", "people", "contact", "note", "scan")

_FOLLOWING = "abcdefghijklmnopqrstuvwxyz0123456789 ./-,()'&:;\"+@_#%!?*=<>[]{}|\\~^$`–—“”‘’…•"
"""What may stand after two letters; the index has no shorter entries than three signs."""

_BEFORE_A_WORD = " (/-.\"'"


def _piece(value: str) -> str:
    """SQL for one value between blanks on a line of its own, nothing when it is empty."""
    return f"coalesce(' ' || nullif({value}, '') || ' ' || char(10), '')"


def _gathered(value: str, source: str, order: str) -> str:
    return f"coalesce((SELECT group_concat({value}, '' ORDER BY {order}) FROM {source}), '')"


_PEOPLE = (
    "participant a JOIN person p ON p.id = a.person_id JOIN subject_key pk ON pk.id = p.subject_key_id "
    "WHERE a.request_id = r.id AND a.voided_at IS NULL AND p.voided_at IS NULL AND pk.key IS NOT NULL"
)
_APPLICANT = (
    "person p JOIN subject_key pk ON pk.id = p.subject_key_id WHERE p.id = r.applicant_id "
    "AND p.voided_at IS NULL AND pk.key IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM participant a WHERE a.request_id = r.id AND a.person_id = p.id AND a.voided_at IS NULL)"
)


def _mine(*values: str) -> str:
    """Personal columns of the request itself: nothing once its key is destroyed."""
    return f"CASE WHEN k.key IS NULL THEN '' ELSE {' || '.join(map(_piece, values))} END"


def _told(table: str, who: str) -> str:
    value = f"{_piece(f't.{who}')} || {_piece('t.note')}"
    return _gathered(
        value,
        f"{table} t JOIN subject_key tk ON tk.id = t.subject_key_id "
        "WHERE t.request_id = r.id AND t.voided_at IS NULL AND tk.key IS NOT NULL",
        "t.id",
    )


def _plain_notes(table: str) -> str:
    return _gathered(_piece("t.note"), f"{table} t WHERE t.request_id = r.id AND t.voided_at IS NULL", "t.id")


def _bare(value: str) -> str:
    """SQL for a telephone number without the signs people put between its digits."""
    for sign in ("-", " ", ".", "(", ")"):
        value = f"replace({value}, '{sign}', '')"
    return value


_CONTACTS = " || ".join(_piece(value) for value in ("p.nip", _bare("p.mobile"), "p.email"))

_VALUES = {
    "number": " || ".join(
        (
            _piece("r.agenda_number || '/' || r.agenda_year"),
            _piece("r.letter_number"),
            _piece("r.external_number"),
            _gathered(_piece("t.full_number"), "outgoing_letter t WHERE t.request_id = r.id", "t.id"),
        )
    ),
    "sender": _mine("r.sender_name", "r.contact_name", "r.signer_name")
    + f" || {_piece('CASE WHEN o.name != r.sender_name OR k.key IS NULL THEN o.name END')}",
    "subject": _piece("r.subject"),
    "people": f"{_gathered(_piece('p.full_name'), _PEOPLE, 'a.position_no, a.id')} || "
    f"{_gathered(_piece('p.full_name'), _APPLICANT, 'p.id')}",
    "contact": f"{_mine(_bare('r.contact_phone'), 'r.contact_email')} || "
    f"{_gathered(_CONTACTS, _PEOPLE, 'a.position_no, a.id')} || {_gathered(_CONTACTS, _APPLICANT, 'p.id')}",
    "note": " || ".join(
        (
            _mine("r.note"),
            _piece("r.state_reason"),
            _plain_notes("disposition"),
            _plain_notes("clock_pause"),
            _told("contact_attempt", "spoken_to"),
            _told("confirmation", "answered_by"),
        )
    ),
    "scan": _gathered(
        f"{_piece('t.file_name')} || {_piece('x.text')}",
        "attachment t JOIN subject_key tk ON tk.id = t.subject_key_id LEFT JOIN attachment_text x "
        "ON x.attachment_id = t.id WHERE t.request_id = r.id AND t.voided_at IS NULL AND tk.key IS NOT NULL",
        "t.id",
    ),
}

_LINES = (
    f"SELECT r.agenda_year * {YEAR} + r.agenda_number AS id, r.id AS request_id, "
    + ", ".join(f"{_VALUES[name]} AS {name}" for name in COLUMNS)
    + " FROM request r LEFT JOIN organization o ON o.id = r.organization_id "
    "LEFT JOIN subject_key k ON k.id = r.subject_key_id"
)
"""What the index must say, from the tables alone."""

_WAITING = "SELECT row_id FROM search_waiting WHERE kind = '{0}'"


def _concerned(kind: str, source: str) -> str:
    rows = _WAITING.format(kind)
    return f"INSERT OR IGNORE INTO search_waiting SELECT 'request', {source.format(rows=rows)}"


_RESOLVE = {
    "subject": (
        "INSERT OR IGNORE INTO search_waiting SELECT 'person', id FROM person "
        f"WHERE subject_key_id IN ({_WAITING.format('subject')})",
        "DELETE FROM attachment_text WHERE attachment_id IN (SELECT a.id FROM attachment a JOIN subject_key k "
        f"ON k.id = a.subject_key_id WHERE k.key IS NULL AND k.id IN ({_WAITING.format('subject')}))",
        *(
            _concerned("subject", f"{column} FROM {table} WHERE subject_key_id IN ({{rows}})")
            for table, column in (
                ("request", "id"),
                ("attachment", "request_id"),
                ("contact_attempt", "request_id"),
                ("confirmation", "request_id"),
            )
        ),
    ),
    "person": (
        _concerned("person", "request_id FROM participant WHERE person_id IN ({rows})"),
        _concerned(
            "person",
            "r.id FROM request r WHERE r.kind = 'form' AND r.applicant_id IN ({rows})",
        ),
    ),
    "organization": (_concerned("organization", "id FROM request WHERE organization_id IN ({rows})"),),
    "attachment": (_concerned("attachment", "request_id FROM attachment WHERE id IN ({rows})"),),
}
"""From what changed to the cases whose line says it, in the order in which one leads to the other."""

_NOTED = f"({_WAITING.format('request')})"
_NAMES = f"id, request_id, {', '.join(COLUMNS)}"
_FORGET = (
    f"DELETE FROM search_text WHERE request_id IN {_NOTED} "
    f"AND ({_NAMES}) IS NOT ({_LINES} WHERE r.id = search_text.request_id)"
)
"""Most acts change nothing that is searched: such a line stays, and with it a dozen pages of the index."""

_WRITE = (
    f"INSERT INTO search_text ({_NAMES}) {_LINES} WHERE r.id IN {_NOTED} "
    "AND r.id NOT IN (SELECT t.request_id FROM search_text t) ORDER BY 1"
)
_SECURE = "INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', {0})"


def refresh(raw: Any) -> int:
    """Write the lines of the cases noted since the last time, on the driver's connection inside its transaction.

    Returns how many kinds of rows had waited; costs microseconds when none did.
    """
    kinds = {str(row[0]) for row in raw.execute("SELECT DISTINCT kind FROM search_waiting")}
    if not kinds:
        return 0
    secret = "subject" in kinds
    if secret:
        # What stood in the index is overwritten, not only struck out: slow, and needed only when a key was destroyed.
        raw.execute(_SECURE.format(1))
    for kind, statements in _RESOLVE.items():
        if kind in kinds or (kind == "person" and secret) or (kind == "attachment" and secret):
            for statement in statements:
                raw.execute(statement)
    raw.execute(_FORGET)
    raw.execute(_WRITE)
    raw.execute("DELETE FROM search_waiting")
    if secret:
        raw.execute(_SECURE.format(0))
    return len(kinds)


def note_all(raw: Any) -> None:
    """Have every line written anew at the next :func:`refresh`."""
    raw.execute("INSERT OR IGNORE INTO search_waiting SELECT 'request', id FROM request")


def problems(connection: Connection) -> list[str]:
    """Where the index differs from the tables, in words; an empty list when it says exactly what they say."""
    found = []
    for words, one, other in (
        ("tidak lengkap", _LINES, f"SELECT {_NAMES} FROM search_text"),
        ("menyebut yang tidak ada lagi", f"SELECT {_NAMES} FROM search_text", _LINES),
    ):
        statement = f"SELECT group_concat(request_id) FROM (SELECT request_id FROM ({one} EXCEPT {other}) LIMIT 5)"
        cases = connection.exec_driver_sql(statement).scalar()
        if cases:
            found.append(f"indeks pencarian {words} pada berkas {cases}")
    return found


def look_afresh(connection: Connection) -> None:
    """Have this connection read the index's list of segments anew; ask before ``PRAGMA integrity_check``.

    SQLite's check trusts the list its connection read last, and calls segments merged since then by another connection
    damage. Opening a cursor compares the list with the file (SQLite 3.53: ``fts5OpenMethod``, not ``xIntegrity``).
    """
    connection.exec_driver_sql("SELECT 1 FROM search_index WHERE rowid = 0").all()


def check_entries(raw: Any) -> None:
    """Compare every entry of the trigram index with the lines; raises the driver's error when one differs.

    A writing statement in SQLite's eyes, so it needs the writer's connection.
    """
    raw.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")


def plain(text: str) -> str:
    """Lower case, no accents, single blanks: how the index compares."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(sign if sign.isprintable() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(kept.lower().split())


def expression(text: str, columns: tuple[str, ...] = ()) -> str:
    """The FTS5 expression for typed text: every word must occur, in any order; empty for empty text."""
    words = " AND ".join(_word(word) for word in plain(text).split())
    digits = digits_of(text)
    if digits:
        words = f'({words}) OR {{contact number}} : "{digits}"'
    if not words or not columns:
        return words
    return f"{{{' '.join(columns)}}} : ({words})"


def _word(word: str) -> str:
    if len(word) >= 3:
        return _quoted(word)
    grams = [word + sign for sign in _FOLLOWING] if len(word) == 2 else list(_beginnings(word))
    return f"({' OR '.join(map(_quoted, grams))})"


def _beginnings(letter: str) -> Iterator[str]:
    for before in _BEFORE_A_WORD:
        yield from (before + letter + sign for sign in _FOLLOWING)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def digits_of(text: str) -> str:
    """A telephone number or NIP as it is stored, however it was written; empty for anything else."""
    kept = "".join(sign for sign in text if sign.isdigit())
    spelled = all(sign.isdigit() or sign in " -+().," for sign in text)
    if not spelled or len(kept) < 5:
        return ""
    return kept.removeprefix("62").lstrip("0") if text.strip().startswith("+62") else kept.lstrip("0")
