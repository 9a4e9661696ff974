"""Steps 6 and 7: contact data known to be wrong, inserted letter numbers, the file a letter lies in.

``outgoing_letter`` is rebuilt because a number may now be followed by inserted ones (15, 15.a): its guard against
deletion goes with the old table and is made again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

GUARD = (
    "CREATE TRIGGER outgoing_letter_no_delete BEFORE DELETE ON outgoing_letter "
    "BEGIN SELECT RAISE(ABORT, 'tidak ada yang dihapus'); END"
)


def upgrade() -> None:
    """Add the columns; rebuild the one table whose uniqueness changes."""
    for name in ("contact_phone_unreachable", "contact_email_unreachable"):
        op.add_column("request", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("archive_file", sa.Column("dossier", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("outgoing_letter", recreate="always") as batch:
        batch.add_column(sa.Column("suffix", sa.String(length=8), nullable=False, server_default=""))
        batch.add_column(sa.Column("inserted_reason", sa.Text(), nullable=True))
        batch.drop_constraint("uq_outgoing_letter_year_number", type_="unique")
        batch.create_unique_constraint("uq_outgoing_letter_year_number_suffix", ["year", "number", "suffix"])
    op.execute(GUARD)
