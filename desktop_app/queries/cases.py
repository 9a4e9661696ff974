"""One case with all that belongs to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.queries.case_rows import CaseRow


def find_case(connection: Connection, number: int, year: int) -> int | None:
    """The id of a case by its key."""
    raise NotImplementedError


def case(connection: Connection, request_id: int, now: datetime) -> CaseRow:
    """A case; raises ``UserError`` when there is none with this id."""
    raise NotImplementedError
