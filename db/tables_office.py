"""Tables of the office itself: officers, settings, calendar, rooms, topics, organizations."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
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

office_setting = Table(
    "office_setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("value", JSON, nullable=False),
    Column("valid_from", Date, nullable=False),
    moment("voided_at"),
    Index("ix_office_setting_name", "name", "valid_from"),
)

officer = Table(
    "officer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handle", String(48), nullable=False, unique=True),
    Column("full_name", Text, nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("nip", String(32), nullable=False, default=""),
    Column("rank_grade", String(64), nullable=False, default=""),
    Column("mobile", String(32), nullable=False, default=""),
    Column("active", Boolean, nullable=False, default=True),
    Column("pin_hash", Text, info={"journal": "omit"}),
    Column("pin_must_change", Boolean, nullable=False, default=True),
    Column("failed_attempts", Integer, nullable=False, default=0, info={"journal": "omit"}),
    moment("last_failed_at", info={"journal": "omit"}),
    moment("created_at", nullable=False),
)

officer_role = Table(
    "officer_role",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer_id", Integer, ForeignKey("officer.id"), nullable=False),
    Column("role", String(32), nullable=False),
    Column("acting_kind", String(16)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    moment("voided_at"),
    Index("ix_officer_role_officer_id", "officer_id"),
)

work_hours = Table(
    "work_hours",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("season", String(16), nullable=False, default="normal"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("weekday", Integer, nullable=False),
    Column("starts", String(5), nullable=False),
    Column("ends", String(5), nullable=False),
    moment("voided_at"),
)

ramadan = Table(
    "ramadan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("confirmed", Boolean, nullable=False, default=False),
    moment("voided_at"),
)

closed_day = Table(
    "closed_day",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False, default=""),
    Column("estimated", Boolean, nullable=False, default=False),
    moment("voided_at"),
    Index("ix_closed_day_day", "day"),
)

open_day = Table(
    "open_day",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    moment("voided_at"),
)

closed_period = Table(
    "closed_period",
    metadata,
    Column("id", Integer, primary_key=True),
    moment("starts_at", nullable=False),
    moment("ends_at", nullable=False),
    Column("reason", Text, nullable=False),
    moment("voided_at"),
)

room = Table(
    "room",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("computers", Integer),
    Column("equipment", JSON, nullable=False),
    Column("starts", String(5), nullable=False, default="08:30"),
    Column("ends", String(5), nullable=False, default="15:00"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)

room_closure = Table(
    "room_closure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room_id", Integer, ForeignKey("room.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    moment("voided_at"),
)

topic = Table(
    "topic",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(48), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("short_name", String(32), nullable=False),
    Column("version", String(32), nullable=False, default=""),
    Column("color", String(16), nullable=False, default="t_ppk"),
    Column("default_days", Integer, nullable=False, default=1),
    Column("quota", Integer),
    Column("min_participants", Integer, nullable=False, default=1),
    Column("materials", JSON, nullable=False),
    Column("prerequisites", Text, nullable=False, default=""),
    Column("active_from", Date, nullable=False),
    Column("active_to", Date),
)

trainer_topic = Table(
    "trainer_topic",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer_id", Integer, ForeignKey("officer.id"), nullable=False),
    Column("topic_id", Integer, ForeignKey("topic.id"), nullable=False),
    moment("voided_at"),
)

trainer_absence = Table(
    "trainer_absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer_id", Integer, ForeignKey("officer.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    moment("voided_at"),
)

organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("address", Text, nullable=False, default=""),
    Column("phone", String(32), nullable=False, default=""),
    Column("email", Text, nullable=False, default=""),
    moment("voided_at"),
    Index("ix_organization_search_name", "search_name"),
)

agenda_book = Table(
    "agenda_book",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("direction", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("source", String(16), nullable=False),
    Column("first_number", Integer, nullable=False, default=1),
    moment("closed_at"),
    UniqueConstraint("direction", "year"),
)
