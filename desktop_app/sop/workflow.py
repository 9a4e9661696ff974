"""Who may do what in which state, and where a scheduled case stands: pure functions over the rows.

Screens, inboxes, command line and documents derive from :data:`ACTIONS`; services enforce :func:`allowed` inside
the transaction. Nothing here knows a clock, a file or a window (DOMAIN.md sections 8.2 to 8.4).
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.sop.action import Action, Subject
from desktop_app.sop.states import (
    ENDED,
    REQUEST_STATE_LABELS,
    ROLE_LABELS,
    SESSION_STATE_LABELS,
    RequestState,
    Role,
    SessionState,
)
from desktop_app.sop.transitions import ACTIONS

__all__ = [
    "ACTIONS",
    "Action",
    "CaseFacts",
    "Subject",
    "Verdict",
    "actions_for",
    "allowed",
    "progress",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act may be done; ``reason`` is an Indonesian sentence when it may not.

    ``wrong_role`` tells "you may not" (exit code 3) from "not in this state" (exit code 2).
    """

    ok: bool
    reason: str = ""
    wrong_role: bool = False


YES = Verdict(True)


def allowed(role: Role, action: str, state: RequestState | SessionState | None, *, from_paper: bool = False) -> Verdict:
    """Say whether ``role`` may do ``action`` in ``state``; ``from_paper`` for what is keyed from a signed sheet.

    Raises ``KeyError`` for an action that has no row.
    """
    row = ACTIONS[action]
    roles = row.paper_roles if from_paper else row.roles
    if role not in roles:
        if from_paper and not row.paper_roles:
            return Verdict(False, f"“{row.label}” tidak dicatat dari lembar. Kerjakan langsung di layar.", True)
        who = " atau ".join(ROLE_LABELS[r] for r in sorted(roles, key=list(Role).index))
        return Verdict(False, f"“{row.label}” hanya untuk {who}. Masuk sebagai petugas itu.", True)
    if row.subject in (Subject.REQUEST, Subject.SESSION) and state not in row.states:
        return Verdict(False, _wrong_state(row, state))
    return YES


def _wrong_state(row: Action, state: RequestState | SessionState | None) -> str:
    if isinstance(state, RequestState):
        words = REQUEST_STATE_LABELS[state]
        tail = "Berkas ini sudah berakhir." if state in ENDED else "Selesaikan dulu langkah sebelumnya."
    elif isinstance(state, SessionState):
        words, tail = SESSION_STATE_LABELS[state], "Periksa keadaan kelas di kalender."
    else:
        words, tail = "belum ada", "Pilih dulu berkas atau kelasnya."
    return f"“{row.label}” tidak dapat dilakukan karena keadaannya “{words}”. {tail}"


def actions_for(role: Role, state: RequestState | SessionState, *, from_paper: bool = False) -> tuple[str, ...]:
    """Names of the actions ``role`` may do now on something in ``state``, in the order of the rows."""
    kind = Subject.REQUEST if isinstance(state, RequestState) else Subject.SESSION
    return tuple(
        row.name
        for row in ACTIONS.values()
        if row.subject is kind and allowed(role, row.name, state, from_paper=from_paper).ok
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What decides the state of a seated request: all derived from rows, never stored."""

    all_seated: bool
    schedule_fixed: bool
    notice_sent: bool
    letter_archived: bool
    all_answered: bool
    training_done: bool


def progress(facts: CaseFacts) -> RequestState:
    """The state of a request in its schedule (steps 5 to 8), from its facts.

    Step 6 ends with the first notice sent and the letter archived; step 7 when each participant answered.
    """
    if facts.training_done:
        return RequestState.TRAINED
    if not facts.all_seated:
        return RequestState.SCHEDULING
    if facts.schedule_fixed and facts.notice_sent and facts.letter_archived:
        return RequestState.CONFIRMED if facts.all_answered else RequestState.NOTIFIED
    return RequestState.SCHEDULED
