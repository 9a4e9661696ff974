"""Step 8: half days and leaving times, a trainer's substitute, pauses of a class, questionnaires, certificates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NEVER_DELETED = ("session_pause", "questionnaire_reply", "certificate")


def upgrade() -> None:
    """Add the columns and the three tables with their guards against deletion."""
    op.add_column("attendance", sa.Column("afternoon", sa.String(length=16), nullable=True))
    op.add_column("attendance", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("ALTER TABLE session_trainer ADD COLUMN replaces_id INTEGER REFERENCES officer (id)")
    op.add_column("session_trainer", sa.Column("reason", sa.Text(), nullable=True))
    _session_pause()
    _questionnaire_reply()
    _certificate()
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'tidak ada yang dihapus'); END"
        )


def _session_pause() -> None:
    op.create_table(
        "session_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("follow_on_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("outcome IN ('OPEN', 'CONTINUED', 'FOLLOW_ON')", name=op.f("ck_session_pause_outcome")),
        sa.ForeignKeyConstraint(["follow_on_id"], ["session.id"], name=op.f("fk_session_pause_follow_on_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_pause_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_pause")),
    )
    op.create_index("ix_session_pause_session_id", "session_pause", ["session_id"])


def _questionnaire_reply() -> None:
    op.create_table(
        "questionnaire_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sheet_no", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_questionnaire_reply_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_reply")),
    )
    op.create_index("ix_questionnaire_reply_session_id", "questionnaire_reply", ["session_id"])


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("full_number", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_certificate_participant_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_certificate_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("token", name=op.f("uq_certificate_token")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_certificate_year_number")),
    )
    op.create_index("ix_certificate_participant_id", "certificate", ["participant_id"])
