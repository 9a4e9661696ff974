"""Search: one line of text a case, a trigram index over it, and the list of what waits to be indexed anew.

The triggers only note which row changed (they name no other table, so that a later migration may rebuild any table);
``db/search_index.py`` writes the lines in the same transaction. Existing cases are noted here and filled by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

COLUMNS = ("number", "sender", "subject", "people", "contact", "note", "scan")

WATCHED = {
    "request": (
        "agenda_year, agenda_number, letter_number, external_number, sender_name, organization_id, applicant_id, "
        "contact_name, contact_phone, contact_email, signer_name, subject, note, state_reason, subject_key_id"
    ),
    "person": "full_name, nip, mobile, email, subject_key_id, voided_at",
    "organization": "name",
}
"""Tables whose own number is noted, with the columns that are searched."""

OF_A_REQUEST = {
    "participant": "request_id, position_no, person_id, voided_at",
    "disposition": "request_id, note, voided_at",
    "contact_attempt": "request_id, spoken_to, note, subject_key_id, voided_at",
    "confirmation": "request_id, answered_by, note, subject_key_id, voided_at",
    "clock_pause": "request_id, note, voided_at",
    "outgoing_letter": "request_id, full_number",
    "attachment": "request_id, file_name, subject_key_id, voided_at",
}
"""Tables whose request is noted."""


def _note(kind: str, value: str) -> str:
    return f"INSERT OR IGNORE INTO search_waiting (kind, row_id) SELECT '{kind}', {value} WHERE {value} IS NOT NULL;"


def _watch() -> list[str]:
    made = []
    for table, columns in WATCHED.items():
        note = _note(table, "NEW.id")
        if table != "organization":
            made.append(f"CREATE TRIGGER {table}_search_new AFTER INSERT ON {table} BEGIN {note} END")
        made.append(f"CREATE TRIGGER {table}_search_changed AFTER UPDATE OF {columns} ON {table} BEGIN {note} END")
    for table, columns in OF_A_REQUEST.items():
        new, old = _note("request", "NEW.request_id"), _note("request", "OLD.request_id")
        made.append(f"CREATE TRIGGER {table}_search_new AFTER INSERT ON {table} BEGIN {new} END")
        made.append(f"CREATE TRIGGER {table}_search_changed AFTER UPDATE OF {columns} ON {table} BEGIN {new} {old} END")
    for name, event, row in (("new", "INSERT", "NEW"), ("changed", "UPDATE", "NEW"), ("gone", "DELETE", "OLD")):
        made.append(
            f"CREATE TRIGGER attachment_text_search_{name} AFTER {event} ON attachment_text "
            f"BEGIN {_note('attachment', f'{row}.attachment_id')} END"
        )
    made.append(
        "CREATE TRIGGER subject_key_search_changed AFTER UPDATE OF key ON subject_key "
        f"BEGIN {_note('subject', 'NEW.id')} END"
    )
    return made


def _index() -> list[str]:
    names = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("NEW", "OLD"))
    return [
        f"CREATE VIRTUAL TABLE search_index USING fts5({names}, content='search_text', content_rowid='id', "
        "columnsize=0, tokenize='trigram remove_diacritics 1')",
        "CREATE TRIGGER search_text_new AFTER INSERT ON search_text BEGIN "
        f"INSERT INTO search_index (rowid, {names}) VALUES (NEW.id, {new}); END",
        "CREATE TRIGGER search_text_gone AFTER DELETE ON search_text BEGIN "
        f"INSERT INTO search_index (search_index, rowid, {names}) VALUES ('delete', OLD.id, {old}); END",
    ]


def upgrade() -> None:
    """Make the tables, the index and the triggers; note every case."""
    op.create_table(
        "attachment_text",
        sa.Column("attachment_id", sa.Integer(), sa.ForeignKey("attachment.id"), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in COLUMNS),
    )
    op.execute(
        "CREATE TABLE search_waiting (kind TEXT NOT NULL, row_id INTEGER NOT NULL, PRIMARY KEY (kind, row_id)) "
        "WITHOUT ROWID"
    )
    for statement in (*_index(), *_watch()):
        op.execute(statement)
    op.execute("INSERT INTO search_waiting (kind, row_id) SELECT 'request', id FROM request")
