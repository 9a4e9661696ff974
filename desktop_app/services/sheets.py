"""The paper's own way: sheets printed, handed on, keyed back, and who holds them (issue A 7, DOMAIN 1.1)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.tables_requests import request as request_table
from db.tables_requests import sheet, sheet_request
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import wall
from desktop_app.queries.office import officers
from desktop_app.services import dispositions
from desktop_app.services.people import is_code, new_code
from desktop_app.services.use_case import CLOCK_TOLERANCE, Work, use_case
from desktop_app.sop.states import LANE_OF_STATE, Lane, RequestState
from desktop_app.sop.workflow import ACTIONS, allowed

FORMS = ("disposisi", "disposisi-berjenjang")
SIZES = ("half_f4", "f4", "a4")


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The sheet's id and the opaque code behind its QR."""

    sheet: int
    token: str


@dataclass(frozen=True, slots=True)
class PrintedSheetRow:
    """A sheet already printed for a request."""

    id: int
    token: str


@use_case("print_sheet")
def print_sheet(
    work: Work,
    *,
    request: int,
    others: tuple[int, ...] = (),
    form: str = "disposisi",
    size: str = "f4",
    blank: bool = True,
    token: str = "",
) -> PrintedSheet:
    """Note that a disposition sheet went to paper; ``others`` are further forms on the attached list.

    ``token`` is the code that was printed, made before (:func:`new_token`): a sheet counts as out from the moment it
    left for paper, not from its preview. Printing again for the same single request gives the same sheet, so that one
    QR leads to one case.
    """
    if form not in FORMS or size not in SIZES:
        raise UserError("Bentuk atau ukuran lembar tidak dikenal. Pilih dari daftar.", field="size")
    if token and not is_code(token):
        raise UserError("Kode lembar tidak dikenal. Buat lembarnya lagi.", field="token")
    present = _sheet_with(work, token) if token else None
    if present is None and not others:
        present = _sheet_of(work, request, form)
    if present is not None:
        work.unit.update(sheet, present.id, printed_at=work.occurred_at, size=size, blank=blank)
        return PrintedSheet(present.id, present.token)
    state = RequestState(work.the_request["state"])
    made = work.unit.insert(
        sheet,
        token=token or new_code(),
        form=form,
        size=size,
        blank=blank,
        holder=LANE_OF_STATE.get(state, Lane.HELPDESK).value,
        printed_at=work.occurred_at,
    )
    for request_id in (request, *others):
        work.unit.get(request_table, request_id)
        work.unit.insert(sheet_request, sheet_id=made, request_id=request_id)
    return PrintedSheet(made, work.unit.get(sheet, made)["token"])


def new_token(connection: Connection, request: int, form: str = "disposisi") -> str:
    """The code for a sheet about to be shown: that of the one printed before for this request alone, or a new one."""
    row = _newest(connection, request, form)
    return new_code() if row is None else row.token


def _sheet_of(work: Work, request_id: int, form: str) -> PrintedSheetRow | None:
    return _newest(work.unit.connection, request_id, form)


def _newest(connection: Connection, request_id: int, form: str) -> PrintedSheetRow | None:
    alone = select(sheet_request.c.sheet_id).group_by(sheet_request.c.sheet_id).having(func.count() == 1)
    row = connection.execute(
        select(sheet.c.id, sheet.c.token)
        .join(sheet_request, sheet_request.c.sheet_id == sheet.c.id)
        .where(
            sheet_request.c.request_id == request_id,
            sheet_request.c.voided_at.is_(None),
            sheet.c.form == form,
            sheet.c.voided_at.is_(None),
            sheet.c.id.in_(alone),
        )
        .order_by(sheet.c.id.desc())
    ).first()
    return None if row is None else PrintedSheetRow(row.id, row.token)


def _sheet_with(work: Work, token: str) -> PrintedSheetRow | None:
    row = work.unit.connection.execute(select(sheet.c.id, sheet.c.token).where(sheet.c.token == token)).first()
    return None if row is None else PrintedSheetRow(row.id, row.token)


@use_case("receive_sheet")
def receive_sheet(work: Work, *, request: int) -> None:
    """The signed sheet is back at the desk."""
    _returned(work, request)


def _returned(work: Work, request_id: int) -> None:
    for row in work.unit.connection.execute(
        select(sheet.c.id)
        .join(sheet_request, sheet_request.c.sheet_id == sheet.c.id)
        .where(
            sheet_request.c.request_id == request_id,
            sheet_request.c.voided_at.is_(None),
            sheet.c.returned_at.is_(None),
            sheet.c.voided_at.is_(None),
        )
    ).all():
        work.unit.update(sheet, row.id, returned_at=work.occurred_at, holder=Lane.HELPDESK.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPart:
    """What the Kabag wrote: when he set his paraf, what he ticked, and approve, return or reject."""

    initialed_at: datetime
    outcome: str = "approve"
    instructions: tuple[str, ...] = ("PROCESS",)
    note: str = ""
    officer: str = ""
    acting_kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubheadPart:
    """What the Kasubbag wrote; ``trainers`` name the third disposition."""

    initialed_at: datetime
    outcome: str = "approve"
    instructions: tuple[str, ...] = ("PROCESS",)
    trainers: tuple[str, ...] = ()
    note: str = ""
    officer: str = ""
    acting_kind: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedSheet:
    """The state the case has after what stood on the paper."""

    request: int
    state: str


@use_case("record_sheet")
def record_sheet(
    work: Work, *, request: int, head: HeadPart | None = None, subhead: SubheadPart | None = None
) -> RecordedSheet:
    """ "Catat dari lembar": one or both dispositions from the signed sheet, wholly or not at all.

    Each part is checked like the same act on screen; the journal shows it as recorded from paper.
    """
    if head is None and subhead is None:
        raise UserError("Isi sekurangnya satu disposisi dari lembar.", field="head")
    state = RequestState(work.the_request["state"])
    if head is not None and state is RequestState.WITH_HEAD:
        state = _head(work, request, head)
    elif head is not None:
        raise RuleRefusal("Disposisi Kabag untuk surat ini sudah tercatat. Isi bagian Kasubbag saja.", field="head")
    if subhead is not None:
        state = _subhead(work, request, subhead, state)
    _returned(work, request)
    return RecordedSheet(request, state.value)


def _head(work: Work, request_id: int, part: HeadPart) -> RequestState:
    names = {"approve": "approve_by_head", "return": "return_by_head", "reject": "reject_by_head"}
    inner = _as_act(work, names, part, RequestState.WITH_HEAD)
    if part.outcome == "approve":
        done = dispositions.approve(inner, request_id, part.instructions, ("SUBDIVISION_HEAD",), part.note)
    elif part.outcome == "return":
        done = dispositions.head_returns(inner, request_id, part.note)
    else:
        done = dispositions.head_rejects(inner, request_id, part.note)
    return RequestState(done.state)


def _subhead(work: Work, request_id: int, part: SubheadPart, state: RequestState) -> RequestState:
    names = {"approve": "dispose_by_subhead", "return": "return_by_subhead"}
    inner = _as_act(work, names, part, state)
    if part.outcome == "approve":
        done = dispositions.dispose(inner, request_id, part.instructions, ("TRAINER_TEAM",), part.trainers, part.note)
    else:
        done = dispositions.subhead_returns(inner, request_id, part.note)
    return RequestState(done.state)


def _as_act(work: Work, names: dict[str, str], part: HeadPart | SubheadPart, state: RequestState) -> Work:
    """The same work seen as one disposition: its own time, signer and workflow row, its state checked again."""
    if part.outcome not in names:
        raise UserError("Keputusan pada lembar tidak dikenal. Pilih setuju, kembalikan, atau tolak.", field="outcome")
    name = names[part.outcome]
    verdicts = [allowed(role, name, state, from_paper=True) for role in work.actor.roles]
    if not any(verdict.ok for verdict in verdicts):
        raise RuleRefusal(next((v.reason for v in verdicts if not v.wrong_role), verdicts[0].reason))
    if part.initialed_at > work.recorded_at + CLOCK_TOLERANCE:
        raise UserError(
            f"Waktu paraf {wall(part.initialed_at):%d-%m-%Y %H.%M} belum terjadi. Periksa tanggal dan jamnya.",
            field="initialed_at",
        )
    if ACTIONS[name].needs_reason and not part.note.strip():
        raise UserError("Alasan pada lembar belum diisi.", field="note")
    signer = None
    if part.officer:
        known = {o.handle: o.id for o in officers(work.unit.connection, wall(part.initialed_at).date())}
        if part.officer not in known:
            raise UserError(f"Petugas “{part.officer}” tidak dikenal.", field="officer")
        signer = known[part.officer]
    act = dataclasses.replace(
        work.act,
        from_paper=True,
        occurred_at=part.initialed_at,
        performed_by=signer,
        acting_kind=part.acting_kind,
        reason=part.note or work.act.reason,
    )
    return dataclasses.replace(work, act=act, row=ACTIONS[name], occurred_at=part.initialed_at)
