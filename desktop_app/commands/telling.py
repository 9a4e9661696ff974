"""``actions`` and ``matrix``: the workflow's rows as data; no office needs to be open."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from desktop_app.commands import catalogue
from desktop_app.commands.answers import answer
from desktop_app.config import Access
from desktop_app.sop.states import RequestState, Role, SessionState
from desktop_app.sop.workflow import ACTIONS, Action, Subject, allowed


def actions(access: Access, given: Namespace) -> int:
    """Every action: name, label, lane, roles, states, and fields with their types."""
    rows = [_row(ACTIONS[name], catalogue.find(name)) for name in sorted(catalogue.use_cases()) if name in ACTIONS]
    rows.append(_undo_row())
    lines = [f"{row['name']:<26} {row['label']} ({', '.join(row['roles'])})" for row in rows]
    answer(given.json, rows, lines)
    return 0


def _row(row: Action, function: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "label": row.label,
        "lane": row.lane.value,
        "roles": sorted(role.value for role in row.roles),
        "paper_roles": sorted(role.value for role in row.paper_roles),
        "subject": row.subject.value,
        "states": sorted(state.value for state in row.states),
        "target": row.target.value if row.target else None,
        "needs_reason": row.needs_reason,
        "undo": row.undo,
        "fields": catalogue.fields_of(function),
        "envelope": catalogue.ENVELOPE,
    }


def _undo_row() -> dict[str, Any]:
    return {
        "name": catalogue.UNDO,
        "label": "Urungkan tindakan sendiri",
        "lane": None,
        "roles": sorted(role.value for role in Role),
        "paper_roles": [],
        "subject": Subject.OFFICE.value,
        "states": [],
        "target": None,
        "needs_reason": False,
        "undo": True,
        "fields": catalogue.fields_of(catalogue.find(catalogue.UNDO)),
        "envelope": {},
    }


def matrix(access: Access, given: Namespace) -> int:
    """Every role x action x state with whether it is allowed; actions without a state have ``null``."""
    rows = [
        {
            "role": role.value,
            "action": row.name,
            "state": state.value if state else None,
            "allowed": allowed(role, row.name, state).ok,
        }
        for role in Role
        for row in ACTIONS.values()
        for state in _states(row)
    ]
    lines = [f"{one['role']:<17} {one['action']:<24} {one['state'] or '-'}" for one in rows if one["allowed"]]
    answer(given.json, rows, lines)
    return 0


def _states(row: Action) -> list[RequestState | SessionState | None]:
    if row.subject is Subject.REQUEST:
        return list(RequestState)
    if row.subject is Subject.SESSION:
        return list(SessionState)
    return [None]
