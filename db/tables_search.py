"""Tables behind the search: what a scan says, and one line of text a case; both can be made anew from the rest."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from db.column_types import moment
from db.metadata import metadata

attachment_text = Table(
    "attachment_text",
    metadata,
    Column("attachment_id", Integer, ForeignKey("attachment.id"), primary_key=True),
    Column("text", Text, nullable=False),
    moment("read_at", nullable=False),
)

search_text = Table(
    "search_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("people", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("scan", Text, nullable=False),
)
"""``id`` is agenda year and number (2026 0000147): the order of the book is the order of the index."""
