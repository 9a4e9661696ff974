"""What a row of the workflow says: an act with its lane, roles, states and target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop_app.sop.states import Lane, RequestState, Role, SessionState

R: TypeAlias = RequestState
S: TypeAlias = SessionState


class Subject(StrEnum):
    """What kind of thing an action is done to."""

    OFFICE = "office"
    NEW_REQUEST = "new_request"
    REQUEST = "request"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One row of the workflow.

    ``roles`` may do it on screen; ``paper_roles`` may record it from the signed sheet on behalf of ``lane``.
    ``target`` is the state it leads to; ``None`` keeps the state or derives it (:func:`progress`).
    ``finishes`` and ``opens`` are SOP step numbers. ``undo`` says whether Ctrl+Z may take it back.
    """

    name: str
    label: str
    subject: Subject
    lane: Lane
    roles: frozenset[Role]
    states: frozenset[RequestState] | frozenset[SessionState] = frozenset()
    paper_roles: frozenset[Role] = frozenset()
    target: RequestState | SessionState | None = None
    finishes: int | None = None
    opens: int | None = None
    needs_reason: bool = False
    undo: bool = True


def request_action(
    name: str,
    label: str,
    lane: Lane,
    roles: set[Role],
    states: set[R] | frozenset[R],
    target: R | None = None,
    *,
    paper: set[Role] | None = None,
    finishes: int | None = None,
    opens: int | None = None,
    reason: bool = False,
    undo: bool = True,
) -> Action:
    """A row about a request."""
    return Action(
        name=name,
        label=label,
        subject=Subject.REQUEST,
        lane=lane,
        roles=frozenset(roles),
        states=frozenset(states),
        paper_roles=frozenset(paper or ()),
        target=target,
        finishes=finishes,
        opens=opens,
        needs_reason=reason,
        undo=undo,
    )


def session_action(
    name: str,
    label: str,
    roles: set[Role],
    states: set[S],
    target: S | None = None,
    *,
    lane: Lane = Lane.SUBDIVISION_HEAD,
    reason: bool = False,
    finishes: int | None = None,
    opens: int | None = None,
    undo: bool = True,
) -> Action:
    """A row about a training session."""
    return Action(
        name=name,
        label=label,
        subject=Subject.SESSION,
        lane=lane,
        roles=frozenset(roles),
        states=frozenset(states),
        target=target,
        needs_reason=reason,
        finishes=finishes,
        opens=opens,
        undo=undo,
    )


def office_action(name: str, label: str, roles: set[Role], *, lane: Lane = Lane.HELPDESK, undo: bool = False) -> Action:
    """A row about the office itself; it has no state."""
    return Action(name=name, label=label, subject=Subject.OFFICE, lane=lane, roles=frozenset(roles), undo=undo)
