"""Which cases the archive shows, in which order: the filter of its list, its registers and its search."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, collate, func, select, true

from db.tables_requests import request, request_topic
from desktop_app.queries.search import among_found, found_ids
from desktop_app.sop.states import ENDED, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases, and in which order: a key of ``ORDERS`` or ``COMPUTED``, downwards or not.

    ``over`` keeps what passed a standard ("Lewat mutu baku"). No condition can say that: ``archive_order.judged``
    turns it into ``among``, the ids.
    """

    year: int | None = None
    topic_id: int | None = None
    organization_id: int | None = None
    ended_only: bool = False
    over: bool = False
    among: tuple[int, ...] | None = None
    text: str = ""
    order: str = "number"
    down: bool = True


ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "number": (request.c.agenda_year, request.c.agenda_number),
    "day": (request.c.received_at, request.c.id),
    "sender": (collate(request.c.sender_name, "NOCASE"), request.c.id),
    "state": (request.c.state, request.c.agenda_year, request.c.agenda_number),
}
"""Columns a list is ordered by; each has an index, so that the first rows come at once however long the list is."""

COMPUTED = ("topic", "days")
"""Orders that no index holds; see ``archive_order``."""


def ids_of(wanted: CaseFilter) -> Select[int]:
    """The ids of the list in an order of ``ORDERS``."""
    if wanted.order == "number" and wanted.text.strip():
        return found_ids(wanted.text, down=wanted.down).where(cases_where(replace(wanted, text="")))
    columns = ORDERS[wanted.order]
    order = [column.desc() if wanted.down else column for column in columns]
    return select(request.c.id).where(cases_where(wanted)).order_by(*order)


def cases_where(wanted: CaseFilter) -> ColumnElement[bool]:
    """The condition on requests that a filter means."""
    condition: ColumnElement[bool] = true()
    if wanted.year is not None:
        condition &= request.c.agenda_year == wanted.year
    if wanted.topic_id is not None:
        asking = select(request_topic.c.request_id).where(
            request_topic.c.topic_id == wanted.topic_id, request_topic.c.voided_at.is_(None)
        )
        condition &= request.c.id.in_(asking)
    if wanted.organization_id is not None:
        condition &= request.c.organization_id == wanted.organization_id
    if wanted.ended_only:
        condition &= request.c.state.in_([state.value for state in ENDED | {RequestState.TRAINED}])
    if wanted.among is not None:
        listed = func.json_each(json.dumps(wanted.among)).table_valued("value")
        condition &= request.c.id.in_(select(listed.c.value))
    if text := " ".join(wanted.text.split()):
        condition &= among_found(text)
    return condition
