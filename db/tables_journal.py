"""Tables of the journal: one row an act, one row a changed record, and the keys that seal personal fields."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from db.column_types import moment
from db.metadata import metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("client_key", String(64), nullable=False, unique=True),
    Column("action", String(64), nullable=False),
    Column("actor_id", Integer),
    Column("actor_name", Text, nullable=False),
    Column("actor_role", String(32), nullable=False),
    Column("performed_by_id", Integer),
    Column("acting_kind", String(16)),
    Column("from_paper", Boolean, nullable=False, default=False),
    Column("request_id", Integer),
    Column("session_id", Integer),
    moment("occurred_at", nullable=False),
    moment("recorded_at", nullable=False),
    Column("reason", Text),
    Column("undoes_seq", Integer),
    Column("result", JSON(none_as_null=True)),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_journal_request_id", "request_id"),
    Index("ix_journal_session_id", "session_id"),
    Index("ix_journal_undoes_seq", "undoes_seq"),
)

journal_change = Table(
    "journal_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("journal.seq"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("table_name", String(48), nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True), nullable=False),
    Index("ix_journal_change_seq", "seq"),
    Index("ix_journal_change_row", "table_name", "row_id"),
)

subject_key = Table(
    "subject_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", LargeBinary),
    moment("created_at", nullable=False),
    moment("destroyed_at"),
)
