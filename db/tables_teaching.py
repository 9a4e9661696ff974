"""Tables of a class at work: pauses of a class, filled questionnaires, issued certificates (SOP step 8)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from db.column_types import moment
from db.metadata import metadata

session_pause = Table(
    "session_pause",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("cause", String(16), nullable=False),
    Column("note", Text, nullable=False, default=""),
    moment("starts_at", nullable=False),
    moment("ends_at"),
    Column("outcome", String(16), nullable=False, default="OPEN"),
    Column("follow_on_id", Integer, ForeignKey("session.id")),
    moment("voided_at"),
    CheckConstraint("outcome IN ('OPEN', 'CONTINUED', 'FOLLOW_ON')", name="outcome"),
    Index("ix_session_pause_session_id", "session_id"),
)

questionnaire_reply = Table(
    "questionnaire_reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("sheet_no", Integer, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("comments", JSON, nullable=False),
    moment("voided_at"),
    Index("ix_questionnaire_reply_session_id", "session_id"),
)
"""One filled sheet, without a name; the questions of its day stand beside the marks, 0 for none."""

certificate = Table(
    "certificate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("full_number", Text, nullable=False),
    Column("token", String(24), nullable=False, unique=True),
    Column("issued_on", Date, nullable=False),
    Column("void_reason", Text),
    moment("voided_at"),
    UniqueConstraint("year", "number"),
    Index("ix_certificate_participant_id", "participant_id"),
)
