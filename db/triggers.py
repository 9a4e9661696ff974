"""Guards inside the database: what no door may pass, whatever program opens the file.

The texts are literal in the first migration; a test holds the two equal (``db`` states, migration repeats).
"""

from __future__ import annotations

SEATS_FULL = "kursi penuh"
QUOTA_BELOW_TAKEN = "kuota di bawah kursi terisi"
APPEND_ONLY = "jurnal hanya bertambah"
NOTHING_DELETED = "tidak ada yang dihapus"

_TAKEN = (
    "(SELECT count(*) FROM seat s WHERE s.session_id = NEW.session_id"
    " AND s.state != 'RELEASED' AND s.voided_at IS NULL AND s.id != NEW.id)"
)
_QUOTA = "(SELECT quota FROM session WHERE id = NEW.session_id)"

SEAT_GUARDS: tuple[str, ...] = (
    f"""CREATE TRIGGER seat_within_quota_on_insert BEFORE INSERT ON seat
    WHEN NEW.state != 'RELEASED' AND NEW.voided_at IS NULL AND
    (SELECT count(*) FROM seat s WHERE s.session_id = NEW.session_id
     AND s.state != 'RELEASED' AND s.voided_at IS NULL) >= {_QUOTA}
    BEGIN SELECT RAISE(ABORT, '{SEATS_FULL}'); END""",
    f"""CREATE TRIGGER seat_within_quota_on_update BEFORE UPDATE ON seat
    WHEN NEW.state != 'RELEASED' AND NEW.voided_at IS NULL
    AND (OLD.state = 'RELEASED' OR OLD.voided_at IS NOT NULL OR OLD.session_id != NEW.session_id)
    AND {_TAKEN} >= {_QUOTA}
    BEGIN SELECT RAISE(ABORT, '{SEATS_FULL}'); END""",
    f"""CREATE TRIGGER session_quota_not_below_taken BEFORE UPDATE OF quota ON session
    WHEN NEW.quota < (SELECT count(*) FROM seat s WHERE s.session_id = NEW.id
    AND s.state != 'RELEASED' AND s.voided_at IS NULL)
    BEGIN SELECT RAISE(ABORT, '{QUOTA_BELOW_TAKEN}'); END""",
)

APPEND_ONLY_GUARDS: tuple[str, ...] = tuple(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    for table in ("journal", "journal_change")
    for verb in ("UPDATE", "DELETE")
)
