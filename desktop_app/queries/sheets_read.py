"""Disposition sheets: who holds them, and which case a QR code names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.queries.case_rows import SheetRow


def sheets_out(connection: Connection, now: datetime) -> tuple[SheetRow, ...]:
    """Sheets that have not come back, the longest away first ("Siapa memegang lembar")."""
    raise NotImplementedError


def sheet_by_token(connection: Connection, token: str, now: datetime) -> SheetRow | None:
    """The sheet with this code, its requests and their states."""
    raise NotImplementedError


def sheets_of(connection: Connection, request_id: int, now: datetime) -> tuple[SheetRow, ...]:
    """The sheets printed for a case."""
    raise NotImplementedError
