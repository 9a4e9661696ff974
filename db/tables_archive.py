"""Tables of the archive's end: cases proposed for destruction after their retention (DOMAIN section 5)."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from db.column_types import moment
from db.metadata import metadata

disposal = Table(
    "disposal",
    metadata,
    Column("id", Integer, primary_key=True),
    moment("proposed_at", nullable=False),
    Column("minutes_number", String(120), nullable=False, default=""),
    Column("minutes_date", Date),
    moment("erased_at"),
    moment("voided_at"),
)

disposal_request = Table(
    "disposal_request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("disposal_id", Integer, ForeignKey("disposal.id"), nullable=False),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False),
    moment("voided_at"),
    Index("ix_disposal_request_disposal_id", "disposal_id"),
    Index("ix_disposal_request_request_id", "request_id"),
)
