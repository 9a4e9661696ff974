"""Retention: lists of cases proposed for destruction, and the berita acara under which their names were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NEVER_DELETED = ("disposal", "disposal_request")


def upgrade() -> None:
    """Add the two tables with their guards against deletion."""
    op.create_table(
        "disposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes_number", sa.String(length=120), nullable=False),
        sa.Column("minutes_date", sa.Date(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
    )
    op.create_table(
        "disposal_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposal_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["disposal_id"], ["disposal.id"], name=op.f("fk_disposal_request_disposal_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_disposal_request_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_request")),
    )
    op.create_index("ix_disposal_request_disposal_id", "disposal_request", ["disposal_id"])
    op.create_index("ix_disposal_request_request_id", "disposal_request", ["request_id"])
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'tidak ada yang dihapus'); END"
        )
