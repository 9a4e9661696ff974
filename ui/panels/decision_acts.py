"""What a button beside a thing to decide does: which act, with which fields, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.queries.decisions import Decision, DecisionKind
from desktop_app.queries.schedule_watch import Remedy
from desktop_app.services import notices, scheduling, session_merges, session_moves, sessions, telling
from desktop_app.services import offers as seat_offers
from desktop_app.services.use_case import UseCase
from desktop_app.sop.dates_in_words import date_range
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


_CASES: dict[str, UseCase] = {
    "move_session": session_moves.move_session,
    "edit_session": sessions.edit_session,
    "reschedule_request": scheduling.reschedule_request,
}


def _remedy(desk: Desk, one: Decision, remedy: Remedy, state: SessionState) -> Way:
    other = remedy.action == "reschedule_request"
    subject = {"request": remedy.request, "session": remedy.session} if other else {"session": one.session_id}
    return Way(
        label=remedy.label,
        case=_CASES[remedy.action],
        said=f"Kelas {one.topic.short_name}: {remedy.label[0].lower()}{remedy.label[1:]}",
        verdict=desk.may(remedy.action, RequestState.SCHEDULED if other else state),
        fields={**subject, **remedy.fields},
        why="Alasan dipindahkan" if other else "",
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
    """Run, merge or postpone; those who are registered keep their priority (DOMAIN 8.4)."""
    state = SessionState(one.state)
    run = Way(
        label="Tetap jalankan",
        case=session_merges.run_session_anyway,
        said=f"Kelas {one.topic.short_name} tetap dijalankan",
        verdict=desk.may("run_session_anyway", state),
        fields={"session": one.session_id},
        why="Alasan tetap dijalankan",
    )
    if one.into is None:
        return (run, _postpone(desk, one, state))
    merge = Way(
        label=f"Gabung ke {date_range(one.into.days[0], one.into.days[-1])}",
        case=session_merges.merge_sessions,
        said=f"Kelas {one.topic.short_name} digabung ke {one.into.days_text}",
        verdict=desk.may("merge_sessions", state),
        fields={"session": one.session_id, "into": one.into.id},
        why="Alasan digabung",
    )
    return (run, merge, _postpone(desk, one, state))


def _of_hold(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (
        _lapse(desk, one),
        Way(
            label="Perpanjang",
            case=seat_offers.extend_offer,
            said=f"Tawaran untuk {one.title} diperpanjang",
            verdict=desk.may("extend_offer", RequestState.SCHEDULED),
            fields={"request": one.request_id},
        ),
        _accept(desk, one),
    )


def _of_answer(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (_accept(desk, one), _lapse(desk, one))


def _accept(desk: Desk, one: Decision) -> Way:
    return Way(
        label="Diterima",
        case=seat_offers.accept_offer,
        said=f"{one.title} menerima {one.people} kursi",
        verdict=desk.may("accept_offer", RequestState.SCHEDULED),
        fields={"request": one.request_id},
    )


def _lapse(desk: Desk, one: Decision) -> Way:
    return Way(
        label="Lepaskan kursinya",
        case=seat_offers.lapse_offer,
        said=f"Kursi {one.title} dilepas, suratnya kembali ke daftar tunggu",
        verdict=desk.may("lapse_offer", RequestState.SCHEDULED),
        fields={"request": one.request_id},
    )


def _of_offer(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (
        Way(
            label=f"Tawarkan {one.people} kursi",
            case=seat_offers.offer_seats,
            said=f"{one.people} kursi kelas {one.topic.short_name} ditawarkan menurut urutan",
            verdict=desk.may("offer_seats", SessionState(one.state)),
            fields={"session": one.session_id, "requests": one.requests},
        ),
    )


def _of_line(desk: Desk, one: Decision) -> tuple[Way, ...]:
    return (
        Way(
            label="Kembalikan ke antrean jadwal",
            case=scheduling.return_to_queue,
            said=f"{one.title} kembali ke antrean jadwal",
            verdict=desk.may("return_to_queue", RequestState.WAITLISTED),
            fields={"request": one.request_id},
        ),
    )


def _of_unanswered(desk: Desk, one: Decision) -> tuple[Way, ...]:
    """The Kasubbag's choice (DOMAIN 8.4): the seats go back, or their people keep them."""
    return (
        Way(
            label=f"Lepaskan {one.people} kursi",
            case=telling.release_unanswered,
            said=f"{one.people} kursi {one.title} dilepas. Surat pelepasan ada di Cetak.",
            verdict=desk.may("release_unanswered", SessionState(one.state)),
            fields={"session": one.session_id, "participants": one.participants},
            why="Alasan dilepas",
        ),
        Way(
            label="Pertahankan kursinya",
            case=notices.close_confirmation,
            said=f"Kursi {one.title} tetap, masa konfirmasi ditutup",
            verdict=desk.may("close_confirmation", RequestState.NOTIFIED),
            fields={"request": one.request_id},
            why="Alasan dipertahankan",
        ),
    )


def _of_wish(desk: Desk, one: Decision) -> tuple[Way, ...]:
    """Moved where seats are, else back to the queue with the first date of receipt (DOMAIN 8.4).

    Where others of the letter keep the date the class is opened instead: the letter is not moved over their heads.
    """
    if not one.requests:
        return ()
    back = Way(
        label="Kembalikan ke antrean jadwal",
        case=scheduling.unschedule_request,
        said=f"{one.title} kembali ke antrean jadwal",
        verdict=desk.may("unschedule_request", RequestState.SCHEDULED),
        fields={"request": one.request_id},
    )
    if one.into is None:
        return (back,)
    move = Way(
        label=f"Pindah ke {date_range(one.into.days[0], one.into.days[-1])}",
        case=scheduling.reschedule_request,
        said=f"{one.title} pindah ke {one.into.days_text}, sampaikan jadwal barunya",
        verdict=desk.may("reschedule_request", RequestState.SCHEDULED),
        fields={"request": one.request_id, "session": one.into.id},
        why="Alasan dipindahkan",
    )
    return (move, back)


_BY_KIND: dict[DecisionKind, Callable[[Desk, Decision], tuple[Way, ...]]] = {
    DecisionKind.CLASH: _of_clash,
    DecisionKind.FEW: _of_few,
    DecisionKind.UNANSWERED: _of_unanswered,
    DecisionKind.WISH: _of_wish,
    DecisionKind.HOLD: _of_hold,
    DecisionKind.OFFER: _of_offer,
    DecisionKind.ANSWER: _of_answer,
    DecisionKind.LINE: _of_line,
}
