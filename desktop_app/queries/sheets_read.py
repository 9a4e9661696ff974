"""Disposition sheets: who holds them, and which case a QR code names (pen path, issue A 7)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from db.tables_requests import request, sheet, sheet_request, step_visit
from desktop_app.office_time import today, wall
from desktop_app.queries.case_rows import SheetRow
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import lane_word, since_phrase
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import LANE_OF_STATE, RequestState

PAPER_TRAVELS = (
    RequestState.REGISTERED,
    RequestState.RETURNED,
    RequestState.WITH_HEAD,
    RequestState.WITH_SUBHEAD,
    RequestState.SCHEDULING,
)
"""States in which a sheet lies with the lane whose step runs (steps 2 to 5)."""


def sheets_out(connection: Connection, now: datetime) -> tuple[SheetRow, ...]:
    """Sheets that have not come back, the longest away first ("Siapa memegang lembar")."""
    rows = _sheets(connection, today(now), sheet.c.returned_at.is_(None))
    return tuple(sorted(rows, key=lambda row: (row.since, row.id)))


def sheet_by_token(connection: Connection, token: str, now: datetime) -> SheetRow | None:
    """The sheet with this code (case and blanks ignored), its requests and their states; ``None`` for another code."""
    rows = _sheets(connection, today(now), sheet.c.token == "".join(token.split()).upper())
    return rows[0] if rows else None


def sheets_of(connection: Connection, request_id: int, now: datetime) -> tuple[SheetRow, ...]:
    """The sheets printed for a case, the newest first."""
    mine = select(sheet_request.c.sheet_id).where(
        sheet_request.c.request_id == request_id, sheet_request.c.voided_at.is_(None)
    )
    return tuple(reversed(_sheets(connection, today(now), sheet.c.id.in_(mine))))


def _sheets(connection: Connection, day: date, condition: ColumnElement[bool]) -> list[SheetRow]:
    found = connection.execute(select(sheet).where(condition, sheet.c.voided_at.is_(None)).order_by(sheet.c.id))
    rows = found.mappings().all()
    listed: dict[int, list[RowMapping]] = defaultdict(list)
    reached = _reached(connection, [row["id"] for row in rows])
    for row in connection.execute(
        select(
            sheet_request.c.sheet_id,
            request.c.id,
            request.c.agenda_number,
            request.c.agenda_year,
            request.c.sender_name,
            request.c.state,
        )
        .join(request, request.c.id == sheet_request.c.request_id)
        .where(sheet_request.c.sheet_id.in_([row["id"] for row in rows]), sheet_request.c.voided_at.is_(None))
        .order_by(sheet_request.c.id)
    ).mappings():
        listed[row["sheet_id"]].append(row)
    return [_sheet_row(row, listed[row["id"]], reached.get(row["id"]), day) for row in rows]


def _reached(connection: Connection, ids: list[int]) -> dict[int, tuple[str, datetime]]:
    """Sheet id to the lane whose step runs and when its paper got there: the sheet travels with the letter."""
    found = connection.execute(
        select(sheet_request.c.sheet_id, step_visit.c.received_at, request.c.state)
        .join(step_visit, step_visit.c.request_id == sheet_request.c.request_id)
        .join(request, request.c.id == sheet_request.c.request_id)
        .where(
            sheet_request.c.sheet_id.in_(ids),
            sheet_request.c.voided_at.is_(None),
            step_visit.c.done_at.is_(None),
            step_visit.c.voided_at.is_(None),
            request.c.state.in_([state.value for state in PAPER_TRAVELS]),
        )
        .order_by(step_visit.c.id)
    )
    return {row.sheet_id: (LANE_OF_STATE[RequestState(row.state)].value, row.received_at) for row in found}


def _sheet_row(
    row: RowMapping, requests: list[RowMapping], reached: tuple[str, datetime] | None, day: date
) -> SheetRow:
    since, holder = row["returned_at"] or row["handed_at"] or row["printed_at"], row["holder"]
    if row["returned_at"] is None and reached is not None:
        holder, since = reached[0], max(since, reached[1])
    since = wall(since)
    return SheetRow(
        id=row["id"],
        token=row["token"],
        form=row["form"],
        size=row["size"],
        blank=row["blank"],
        holder=holder,
        holder_label=lane_word(holder),
        printed_at=wall(row["printed_at"]),
        handed_at=wall_or_none(row["handed_at"]),
        returned_at=wall_or_none(row["returned_at"]),
        out=row["returned_at"] is None,
        since=since,
        since_text=since_phrase(since, day),
        anchor_seq=row["anchor_seq"],
        request_ids=tuple(one["id"] for one in requests),
        keys=tuple(case_key(one["agenda_number"], one["agenda_year"]) for one in requests),
        senders=tuple(one["sender_name"] for one in requests),
        states=tuple(one["state"] for one in requests),
    )
