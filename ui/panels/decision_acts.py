"""What a button beside a thing to decide does: which act, with which fields, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.queries.decisions import Decision, DecisionKind
from desktop_app.queries.schedule_watch import Remedy, RemedyKind
from desktop_app.services import scheduling, session_moves, sessions
from desktop_app.services.use_case import UseCase
from desktop_app.sop.states import RequestState, SessionState
from desktop_app.sop.workflow import Verdict
from ui.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to settle it. ``why`` is the label of the reason that must be given first; empty when none is needed."""

    label: str
    case: UseCase
    said: str
    verdict: Verdict
    fields: dict[str, Any] = field(default_factory=dict)
    why: str = ""


def ways(desk: Desk, one: Decision) -> tuple[Way, ...]:
    """The ways to settle it, the one that solves it first; none means: open the class and look."""
    return _BY_KIND[one.kind](desk, one)


def _of_clash(desk: Desk, one: Decision) -> tuple[Way, ...]:
    state = SessionState(one.state)
    solving = (_remedy(desk, one, one.remedy, state),) if one.remedy is not None else ()
    return (*solving, _postpone(desk, one, state))


def _remedy(desk: Desk, one: Decision, remedy: Remedy, state: SessionState) -> Way:
    said = f"Kelas {one.topic.short_name}: {remedy.label[0].lower()}{remedy.label[1:]}"
    if remedy.kind is RemedyKind.OTHER_CLASS:
        return Way(
            label=remedy.label,
            case=scheduling.reschedule_request,
            said=said,
            verdict=desk.may("reschedule_request", RequestState.SCHEDULED),
            fields={"request": remedy.request, "session": remedy.session},
            why="Alasan dipindahkan",
        )
    return Way(
        label=remedy.label,
        case=session_moves.move_session if remedy.action == "move_session" else sessions.edit_session,
        said=said,
        verdict=desk.may(remedy.action, state),
        fields={"session": one.session_id, **remedy.fields},
    )


def _postpone(desk: Desk, one: Decision, state: SessionState) -> Way:
    return Way(
        label="Tunda",
        case=session_moves.postpone_session,
        said="Kelas ditunda, suratnya kembali ke antrean",
        verdict=desk.may("postpone_session", state),
        fields={"session": one.session_id},
        why="Alasan ditunda",
    )


def _of_few(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (_postpone(desk, one, SessionState(one.state)),)


def _of_hold(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (
        Way(
            label="Lepaskan kursinya",
            case=scheduling.unschedule_request,
            said=f"Kursi {one.title} dilepas, suratnya kembali ke antrean",
            verdict=desk.may("unschedule_request", RequestState.SCHEDULED),
            fields={"request": one.request_id},
        ),
    )


def _of_offer(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (
        Way(
            label=f"Masukkan {one.people} orang",
            case=scheduling.schedule_request,
            said=f"{one.title} masuk kelas {one.topic.short_name} dari daftar tunggu",
            verdict=desk.may("schedule_request", RequestState.WAITLISTED),
            fields={"request": one.request_id, "session": one.session_id},
        ),
    )


_BY_KIND: dict[DecisionKind, Callable[[Desk, Decision], tuple[Way, ...]]] = {
    DecisionKind.CLASH: _of_clash,
    DecisionKind.FEW: _of_few,
    DecisionKind.HOLD: _of_hold,
    DecisionKind.OFFER: _of_offer,
}
