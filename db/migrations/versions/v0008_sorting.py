"""Lists sort at once by sender and by state, however long they are."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Two indexes in the order of the list; the receipt date and the agenda number have theirs."""
    op.execute("CREATE INDEX ix_request_sender_order ON request (sender_name COLLATE NOCASE, id)")
    op.execute("CREATE INDEX ix_request_state_order ON request (state, agenda_year, agenda_number)")
