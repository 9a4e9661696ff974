"""Tables of the schedule and what follows it: sessions, seats, notices, confirmations, attendance."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
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
    text,
)

from db.column_types import moment, personal
from db.metadata import metadata

SESSION_STATES = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING", "DONE", "POSTPONED", "CANCELLED")
_STATE_LIST = ", ".join(f"'{state}'" for state in SESSION_STATES)

session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("topic_id", Integer, ForeignKey("topic.id"), nullable=False),
    Column("room_id", Integer, ForeignKey("room.id")),
    Column("venue", Text, nullable=False, default=""),
    Column("state", String(16), nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("quota", Integer, nullable=False),
    Column("reserved_for_individuals", Integer, nullable=False, default=0),
    Column("starts", String(5), nullable=False),
    Column("ends", String(5), nullable=False),
    Column("agreed_before", Boolean, nullable=False, default=False),
    Column("successor_id", Integer, ForeignKey("session.id")),
    Column("state_reason", Text),
    Column("run_reason", Text),
    moment("fixed_at"),
    moment("voided_at"),
    CheckConstraint(f"state IN ({_STATE_LIST})", name="state"),
    CheckConstraint("quota >= 1", name="quota"),
    Index("ix_session_state", "state"),
)

session_day = Table(
    "session_day",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("day", Date, nullable=False),
    moment("attendance_closed_at"),
    moment("voided_at"),
    Index("ix_session_day_session_id", "session_id"),
    Index("ix_session_day_day", "day"),
)

session_trainer = Table(
    "session_trainer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("officer_id", Integer, ForeignKey("officer.id"), nullable=False),
    Column("replaces_id", Integer, ForeignKey("officer.id")),
    Column("reason", Text),
    moment("voided_at"),
    Index("ix_session_trainer_session_id", "session_id"),
    Index("ix_session_trainer_officer_id", "officer_id"),
)

seat = Table(
    "seat",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("held_until", Date),
    Column("walk_in", Boolean, nullable=False, default=False),
    Column("release_reason", Text),
    moment("voided_at"),
    CheckConstraint("state IN ('HELD', 'CONFIRMED', 'RELEASED')", name="state"),
    Index("ix_seat_session_id", "session_id"),
    Index("ix_seat_request_id", "request_id"),
    Index("ix_seat_participant_id", "participant_id"),
    Index(
        "ux_seat_active",
        "session_id",
        "participant_id",
        unique=True,
        sqlite_where=text("state != 'RELEASED' AND voided_at IS NULL"),
        postgresql_where=text("state != 'RELEASED' AND voided_at IS NULL"),
    ),
)

contact_attempt = Table(
    "contact_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id")),
    Column("subject_key_id", Integer, ForeignKey("subject_key.id"), nullable=False),
    Column("round", Integer, nullable=False, default=1),
    Column("channel", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    personal("spoken_to", nullable=False, default=""),
    personal("note", nullable=False, default=""),
    moment("attempted_at", nullable=False),
    Column("recorded_by_id", Integer, ForeignKey("officer.id")),
    moment("voided_at"),
    Index("ix_contact_attempt_request_id", "request_id"),
    Index("ix_contact_attempt_session_id", "session_id"),
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id"), nullable=False),
    Column("subject_key_id", Integer, ForeignKey("subject_key.id"), nullable=False),
    Column("round", Integer, nullable=False, default=1),
    Column("answer", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    personal("answered_by", nullable=False, default=""),
    personal("note", nullable=False, default=""),
    moment("answered_at", nullable=False),
    Column("recorded_by_id", Integer, ForeignKey("officer.id")),
    moment("voided_at"),
    CheckConstraint("answer IN ('PRESENT', 'DECLINED', 'SUBSTITUTED', 'OTHER_DATE', 'NO_ANSWER')", name="answer"),
    Index("ix_confirmation_request_id", "request_id"),
    Index("ix_confirmation_session_id", "session_id", "participant_id"),
)

attendance = Table(
    "attendance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("status", String(16), nullable=False),
    Column("afternoon", String(16)),
    moment("arrived_at"),
    moment("left_at"),
    Column("note", Text, nullable=False, default=""),
    moment("voided_at"),
    CheckConstraint("status IN ('PRESENT', 'ABSENT', 'EXCUSED', 'SICK', 'NO_SHOW')", name="status"),
    UniqueConstraint("session_id", "participant_id", "day"),
)

test_score = Table(
    "test_score",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("participant_id", Integer, ForeignKey("participant.id"), nullable=False),
    Column("pre_test", Integer),
    Column("post_test", Integer),
    moment("voided_at"),
    UniqueConstraint("session_id", "participant_id"),
)

training_report = Table(
    "training_report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False, unique=True),
    Column("materials_done", JSON, nullable=False),
    Column("note", Text, nullable=False, default=""),
    moment("sent_at"),
    moment("voided_at"),
)

outgoing_letter = Table(
    "outgoing_letter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("suffix", String(8), nullable=False, default=""),
    Column("full_number", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("request_id", Integer, ForeignKey("request.id")),
    Column("session_id", Integer, ForeignKey("session.id")),
    Column("subject_key_id", Integer, ForeignKey("subject_key.id"), nullable=False),
    personal("addressee", nullable=False),
    Column("subject", Text, nullable=False),
    Column("letter_date", Date, nullable=False),
    moment("sent_at"),
    Column("inserted_reason", Text),
    Column("void_reason", Text),
    moment("voided_at"),
    UniqueConstraint("year", "number", "suffix"),
)

passed_over = Table(
    "passed_over",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, ForeignKey("request.id"), nullable=False),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("instead_id", Integer, ForeignKey("request.id"), nullable=False),
    Column("reason", Text, nullable=False),
    moment("passed_at", nullable=False),
    moment("voided_at"),
    Index("ix_passed_over_request_id", "request_id"),
)

session_equipment = Table(
    "session_equipment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("item", Text, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("note", Text, nullable=False, default=""),
    moment("checked_at", nullable=False),
    Column("checked_by_id", Integer, ForeignKey("officer.id")),
    moment("voided_at"),
    Index("ix_session_equipment_session_id", "session_id"),
)
