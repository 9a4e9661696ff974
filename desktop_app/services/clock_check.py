"""Is the computer's clock behind what was already recorded? (RELIABILITY.md fault 6)

Order and numbers never depend on the clock; roles, due times and dates on papers do.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from db.tables_journal import journal
from desktop_app.office_time import wall
from desktop_app.sop.dates_in_words import clock, short_date

SLACK = timedelta(minutes=2)
NEWEST = 1000


def newest_record(connection: Connection) -> datetime | None:
    """The latest moment among the newest acts: one act under a wrong clock does not hide the earlier ones."""
    newest = select(journal.c.recorded_at).order_by(journal.c.seq.desc()).limit(NEWEST).subquery()
    found: datetime | None = connection.execute(select(func.max(newest.c.recorded_at))).scalar()
    return found


def behind(connection: Connection, now: datetime) -> str:
    """A sentence when the clock shows a time before the newest record; empty when it does not."""
    newest = newest_record(connection)
    if newest is None or now + SLACK >= newest:
        return ""
    return (
        f"Jam komputer mundur: sekarang {moment_words(now)}, catatan terakhir {moment_words(newest)}. Betulkan jamnya."
    )


def moment_words(moment: datetime) -> str:
    """ "Kam, 3 Des 2026 09.42"."""
    local = wall(moment)
    return f"{short_date(local.date())} {clock(local)}"
