"""The arrays of ``list WHAT`` (ARCHITECTURE.md section 6): plain JSON data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection


def listing(
    connection: Connection, what: str, now: datetime, *, full: bool = False, year: int | None = None
) -> list[dict[str, Any]]:
    """permohonan, peserta, sesi, petugas, agenda-masuk, agenda-keluar; raises ``UserError`` for another word."""
    raise NotImplementedError
