"""Steps 3, 4 and 5: what the Kabag and the Kasubbag write on the sheet, on screen or typed from paper (SOP 3-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.tables_office import officer_role
from db.tables_requests import disposition, step_visit
from desktop_app.errors import NotAllowed, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import OfficerRow, holder, officers, setting
from desktop_app.queries.setting_names import OWN_INSTRUCTIONS
from desktop_app.services import steps
from desktop_app.services.text import block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import Lane, RequestState, Role

CANONICAL_INSTRUCTIONS = {
    "COMMENT": "Tanggapan dan Saran",
    "PROCESS": "Proses lebih lanjut",
    "COORDINATE": "Koordinasi/konfirmasikan",
}
"""The three ticks of the regional form (DOMAIN.md section 1.1); the office's own follow as text."""


@dataclass(frozen=True, slots=True)
class Disposed:
    """The state a request went to."""

    request: int
    state: str


@use_case("approve_by_head")
def approve_by_head(
    work: Work,
    *,
    request: int,
    instructions: tuple[str, ...] = ("PROCESS",),
    forwarded_to: tuple[str, ...] = ("SUBDIVISION_HEAD",),
    note: str = "",
) -> Disposed:
    """The Kabag approves and disposes to the Kasubbag (SOP step 3, 30 minutes)."""
    return approve(work, request, instructions, forwarded_to, note)


def approve(
    work: Work, request_id: int, instructions: tuple[str, ...], forwarded_to: tuple[str, ...], note: str
) -> Disposed:
    """What approving does, on screen and from the sheet alike."""
    officer = _signer(work, Role.DIVISION_HEAD)
    _not_the_registrar(work, officer)
    moment = _dispose(work, request_id, 3, officer, "APPROVED", instructions, forwarded_to, note)
    steps.start(work, request_id, 4, moment)
    return _to(work, request_id, RequestState.WITH_SUBHEAD)


@use_case("return_by_head")
def return_by_head(work: Work, *, request: int, note: str = "") -> Disposed:
    """The Kabag sends the letter back to the Helpdesk with a question: a new visit of step 2 (DOMAIN 8.4)."""
    return head_returns(work, request, note)


def head_returns(work: Work, request_id: int, note: str) -> Disposed:
    """What returning does, on screen and from the sheet alike."""
    officer = _signer(work, Role.DIVISION_HEAD)
    moment = _dispose(work, request_id, 3, officer, "RETURNED", (), ("HELPDESK",), note or work.act.reason or "")
    steps.start(work, request_id, 2, moment)
    return _to(work, request_id, RequestState.RETURNED)


@use_case("reject_by_head")
def reject_by_head(work: Work, *, request: int, note: str = "") -> Disposed:
    """The Kabag rejects the request with a reason; the applicant gets a written answer (DOMAIN 8.4)."""
    return head_rejects(work, request, note)


def head_rejects(work: Work, request_id: int, note: str) -> Disposed:
    """What rejecting does, on screen and from the sheet alike."""
    officer = _signer(work, Role.DIVISION_HEAD)
    _not_the_registrar(work, officer)
    _dispose(work, request_id, 3, officer, "REJECTED", (), ("HELPDESK",), note or work.act.reason or "")
    return _to(work, request_id, RequestState.REJECTED)


@use_case("dispose_by_subhead")
def dispose_by_subhead(
    work: Work,
    *,
    request: int,
    instructions: tuple[str, ...] = ("PROCESS",),
    forwarded_to: tuple[str, ...] = ("TRAINER_TEAM",),
    trainers: tuple[str, ...] = (),
    note: str = "",
) -> Disposed:
    """The Kasubbag disposes the request to be scheduled (SOP step 4, 15 minutes); step 5 begins.

    ``trainers`` (handles) may already name the trainers of the third disposition.
    """
    return dispose(work, request, instructions, forwarded_to, trainers, note)


def dispose(
    work: Work,
    request_id: int,
    instructions: tuple[str, ...],
    forwarded_to: tuple[str, ...],
    trainers: tuple[str, ...],
    note: str,
) -> Disposed:
    """What the Kasubbag's disposition does, on screen and from the sheet alike."""
    officer = _signer(work, Role.SUBDIVISION_HEAD)
    moment = _dispose(work, request_id, 4, officer, "APPROVED", instructions, forwarded_to, note)
    steps.start(work, request_id, 5, moment)
    result = _to(work, request_id, RequestState.SCHEDULING)
    if trainers:
        _third(work, request_id, officer, trainers, "")
    return result


@use_case("return_by_subhead")
def return_by_subhead(work: Work, *, request: int, note: str = "") -> Disposed:
    """The Kasubbag sends the letter one lane back, to the Kabag: a new visit of step 3 (DOMAIN 8.4)."""
    return subhead_returns(work, request, note)


def subhead_returns(work: Work, request_id: int, note: str) -> Disposed:
    """What the Kasubbag's return does, on screen and from the sheet alike."""
    officer = _signer(work, Role.SUBDIVISION_HEAD)
    moment = _dispose(work, request_id, 4, officer, "RETURNED", (), ("DIVISION_HEAD",), note or work.act.reason or "")
    steps.start(work, request_id, 3, moment)
    return _to(work, request_id, RequestState.WITH_HEAD)


@use_case("assign_trainers")
def assign_trainers(work: Work, *, request: int, trainers: tuple[str, ...], note: str = "") -> Disposed:
    """The third disposition: the Kasubbag names the trainers who draw up the schedule (SOP step 5)."""
    if not trainers:
        raise UserError("Pilih sekurangnya satu trainer.", field="trainers")
    _third(work, request, _signer(work, Role.SUBDIVISION_HEAD), trainers, note)
    return Disposed(request, work.the_request["state"])


def _to(work: Work, request_id: int, state: RequestState) -> Disposed:
    steps.move(work, request_id, state, reason=work.act.reason)
    return Disposed(request_id, state.value)


def _signer(work: Work, role: Role) -> OfficerRow:
    """Whose paraf it is: the named officer, the actor himself, or from paper the holder of the office that day."""
    day = today(work.occurred_at)
    known = {o.id: o for o in officers(work.unit.connection, day, only_active=False)}
    chosen = known.get(work.performer_id) if work.performer_id is not None else None
    if chosen is None:
        chosen = holder(work.unit.connection, role, day)
    if chosen is None:
        raise UserError(
            "Belum ada pejabat untuk langkah ini pada hari itu. Minta Administrator memberi peran.",
            field="occurred_at",
        )
    acts_for_another = work.act.acting_kind is not None
    if role not in chosen.roles and not acts_for_another:
        raise NotAllowed(f"{chosen.full_name} tidak memegang jabatan ini pada hari itu. Pilih Plh. atau pejabat lain.")
    return chosen


def _not_the_registrar(work: Work, officer: OfficerRow) -> None:
    """Two persons: who registered a letter does not approve it under his own name."""
    registrar = work.unit.connection.execute(
        select(step_visit.c.recorded_by_id).where(
            step_visit.c.request_id == work.the_request["id"],
            step_visit.c.step_no == 1,
            step_visit.c.voided_at.is_(None),
        )
    ).scalar()
    if registrar is not None and registrar == officer.id:
        raise NotAllowed("Surat ini dicatat oleh petugas yang sama. Persetujuan harus oleh orang kedua.")


def _dispose(
    work: Work,
    request_id: int,
    number: int,
    officer: OfficerRow,
    outcome: str,
    instructions: tuple[str, ...],
    forwarded_to: tuple[str, ...],
    note: str,
) -> datetime:
    visit = steps.open_visit(work, request_id, number)
    received = visit["received_at"] if visit is not None else work.occurred_at
    moment = steps.finish(work, request_id, number, outcome)
    if visit is not None:
        work.unit.update(step_visit, visit["id"], performed_by_id=officer.id)
    lane = Lane.DIVISION_HEAD if number == 3 else Lane.SUBDIVISION_HEAD
    work.unit.insert(
        disposition,
        request_id=request_id,
        step_no=number,
        lane=lane.value,
        officer_id=officer.id,
        acting_kind=work.act.acting_kind or officer.acting_kind,
        forwarded_to=[line(one, "forwarded_to", label="Diteruskan ke", required=True) for one in forwarded_to],
        instructions=_known_instructions(work, instructions),
        trainer_ids=[],
        note=block(note, "note", label="Catatan"),
        outcome=outcome,
        received_at=received,
        initialed_at=moment,
        from_paper=work.act.from_paper,
        recorded_by_id=work.actor.officer_id,
        recorded_at=work.recorded_at,
    )
    return moment


def _third(work: Work, request_id: int, officer: OfficerRow, handles: tuple[str, ...], note: str) -> None:
    visit = steps.open_visit(work, request_id, 5)
    work.unit.insert(
        disposition,
        request_id=request_id,
        step_no=5,
        lane=Lane.SUBDIVISION_HEAD.value,
        officer_id=officer.id,
        acting_kind=work.act.acting_kind or officer.acting_kind,
        forwarded_to=["TRAINER_TEAM"],
        instructions=[],
        trainer_ids=[row.id for row in named_trainers(work, handles)],
        note=block(note, "note", label="Catatan"),
        outcome="ASSIGNED",
        received_at=visit["received_at"] if visit is not None else work.occurred_at,
        initialed_at=work.occurred_at,
        from_paper=work.act.from_paper,
        recorded_by_id=work.actor.officer_id,
        recorded_at=work.recorded_at,
    )


def named_trainers(work: Work, handles: tuple[str, ...]) -> list[OfficerRow]:
    """The trainers with these handles; raises :class:`UserError` at ``trainers`` for anyone else."""
    known = {o.handle: o for o in officers(work.unit.connection, today(work.occurred_at))}
    ever = set(
        work.unit.connection.execute(
            select(officer_role.c.officer_id).where(
                officer_role.c.role == Role.TRAINER.value, officer_role.c.voided_at.is_(None)
            )
        ).scalars()
    )
    for handle in handles:
        if handle not in known or known[handle].id not in ever:
            raise UserError(f"“{handle}” bukan trainer. Pilih dari daftar trainer.", field="trainers")
    return [known[handle] for handle in dict.fromkeys(handles)]


def _known_instructions(work: Work, chosen: tuple[str, ...]) -> list[str]:
    own = setting(work.unit.connection, OWN_INSTRUCTIONS, today(work.occurred_at))
    for one in chosen:
        if one not in CANONICAL_INSTRUCTIONS and one not in own and not one.startswith("Lainnya: "):
            raise UserError(f"Petunjuk disposisi “{one}” tidak dikenal. Pilih dari daftar.", field="instructions")
    return list(chosen)
