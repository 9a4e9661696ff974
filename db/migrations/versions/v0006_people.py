"""Participants: a record that stands for another one after they were merged, and faster looks for the same person."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column in place: a rebuilt table would lose its guard and the triggers of the search."""
    op.execute("ALTER TABLE person ADD COLUMN superseded_by_id INTEGER REFERENCES person (id)")
    op.create_index("ix_person_nik", "person", ["nik"])
    op.create_index("ix_person_organization_id", "person", ["organization_id"])
