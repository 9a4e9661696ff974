"""Step 5: a class held below its minimum, who was passed over for whom, and the equipment ticked before a class."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NEVER_DELETED = ("passed_over", "session_equipment")


def upgrade() -> None:
    """Add the column and the two tables with their guards against deletion."""
    op.add_column("session", sa.Column("run_reason", sa.Text(), nullable=True))
    _passed_over()
    _session_equipment()
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'tidak ada yang dihapus'); END"
        )


def _passed_over() -> None:
    op.create_table(
        "passed_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("instead_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["instead_id"], ["request.id"], name=op.f("fk_passed_over_instead_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_passed_over_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_passed_over_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_over")),
    )
    op.create_index("ix_passed_over_request_id", "passed_over", ["request_id"])


def _session_equipment() -> None:
    op.create_table(
        "session_equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["checked_by_id"], ["officer.id"], name=op.f("fk_session_equipment_checked_by_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_equipment_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_equipment")),
    )
    op.create_index("ix_session_equipment_session_id", "session_equipment", ["session_id"])
