"""The frame of every write: one transaction, authority and state checked inside it, one journal entry, one result.

A use case is a function ``(work, *, ...)`` made public by :func:`use_case`; callers give the :class:`Office`, an
:class:`Act` (who, under which client key, when it happened, from paper or not) and keyword fields. The same key
twice gives the first result again (ARCHITECTURE.md sections 1 and 3).
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, get_type_hints
from uuid import uuid4

from sqlalchemy import RowMapping

from db import journal
from db.journal import Entry
from db.store import Store
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from db.unit_of_work import RowVanished, UnitOfWork
from desktop_app.errors import EnvironmentFault, LoketError, NotAllowed, RuleRefusal, UserError
from desktop_app.office_time import Clock, today, wall
from desktop_app.queries.office import officers
from desktop_app.services import wire
from desktop_app.services.admitting import admit, tidy
from desktop_app.services.clock_check import behind
from desktop_app.services.faults import shown_to_people
from desktop_app.sop.states import Lane, RequestState, Role, SessionState
from desktop_app.sop.workflow import ACTIONS, Action, Subject, Verdict, allowed

KEY_TAKEN = "Kunci simpan ini sudah dipakai untuk tindakan lain. Ulangi dengan kunci baru."

LOG = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

CLOCK_TOLERANCE = timedelta(minutes=2)
"""A paper's time may be this much ahead of the PC's clock before it counts as "in the future"."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who sits at the keyboard: an officer with his roles of the day."""

    officer_id: int | None
    handle: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The envelope of a write.

    ``key`` is the client's UUID (same key, same result). ``occurred_at`` is what the paper says (``None``: now).
    ``performed_by`` names the officer whose act it was when it is typed for him; ``acting_kind`` is Plt., Plh. or a.n.
    """

    actor: Actor
    key: str = field(default_factory=lambda: str(uuid4()))
    occurred_at: datetime | None = None
    from_paper: bool = False
    performed_by: int | None = None
    acting_kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """What a use case returns: its value, the journal sequence, and which rows changed."""

    value: T
    seq: int
    changes: frozenset[tuple[str, int]]
    action: str
    replayed: bool = False


class Office:
    """The open office: its store and its clock. Made once by the composition."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock


@dataclass(slots=True)
class Work:
    """One running use case: the transaction and everything a rule may need to know."""

    office: Office
    unit: UnitOfWork
    act: Act
    row: Action
    recorded_at: datetime
    occurred_at: datetime
    request: RowMapping | None = None
    session: RowMapping | None = None
    entry_request_id: int | None = None
    entry_session_id: int | None = None
    prepared: Any = None

    @property
    def actor(self) -> Actor:
        """Who records."""
        return self.act.actor

    @property
    def performer_id(self) -> int | None:
        """Whose act it was: the named officer, or the actor himself when it is his own lane's act."""
        if self.act.performed_by is not None:
            return self.act.performed_by
        if self.act.from_paper or self.row.lane is Lane.LPSE_USER:
            return None
        return self.actor.officer_id

    @property
    def the_request(self) -> RowMapping:
        """The request the act is about, as it was inside the lock before the act."""
        if self.request is None:
            raise RowVanished("request")
        return self.request

    @property
    def the_session(self) -> RowMapping:
        """The session the act is about."""
        if self.session is None:
            raise RowVanished("session")
        return self.session


UseCase = Callable[..., Result[Any]]
REGISTRY: dict[str, UseCase] = {}
"""Every public use case by the name of its workflow row; the command line and ``actions`` read it."""


def use_case(
    name: str,
    *,
    prepare: Callable[[Office, dict[str, Any]], Any] | None = None,
    afterwards: Callable[[Office], object] | None = None,
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Office, Act, P], Result[T]]]:
    """Make a use case public under its workflow row ``name`` (``KeyError`` at import when there is no row).

    ``prepare`` does slow work on the fields before the write lock is taken; the use case finds it in ``work.prepared``.
    ``afterwards`` follows the COMMIT, a repeated key's too; it must be safe to run again, for a crash may come between.
    """
    row = ACTIONS[name]

    def wrap(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Office, Act, P], Result[T]]:
        @functools.wraps(function)
        def run(office: Office, act: Act, /, *args: P.args, **fields: P.kwargs) -> Result[T]:
            with shown_to_people():
                act = tidy(act)
                admit(fields)
                # Who may not do it at all shall not leave a file behind either: authorize() refuses him below.
                able = set(act.actor.roles) & (row.paper_roles if act.from_paper else row.roles)
                prepared = _prepared(office, act, row, prepare, fields) if prepare is not None and able else None
                result = _run(office, act, row, function, args, fields, prepared)
            if afterwards is not None:
                _follow(office, name, afterwards)
            return result

        REGISTRY[name] = run
        return cast(Callable[Concatenate[Office, Act, P], Result[T]], run)

    return wrap


def _prepared(
    office: Office, act: Act, row: Action, prepare: Callable[[Office, dict[str, Any]], Any], fields: dict[str, Any]
) -> Any:
    try:
        return prepare(office, fields)
    except NotAllowed as refusal:
        _note_denial(office, act, row, refusal)
        raise


def _follow(office: Office, name: str, afterwards: Callable[[Office], object]) -> None:
    """What the disk refuses now does not make the committed act a failure; the daily check does it again."""
    try:
        with shown_to_people():
            afterwards(office)
    except (OSError, LoketError):
        LOG.warning("what follows %s was not finished; the daily check does it again", name, exc_info=True)


def _run(
    office: Office,
    act: Act,
    row: Action,
    function: Callable[..., T],
    args: tuple[Any, ...],
    fields: dict[str, Any],
    prepared: Any,
) -> Result[T]:
    try:
        with office.store.writing() as unit:
            earlier = journal.find(unit.connection, act.key)
            if earlier is not None:
                return _again(unit, earlier, row, function)
            work = _begin(office, unit, act, row, fields)
            work.prepared = prepared
            role = authorize(work)
            value = function(work, *args, **fields)
            anchor = unit.finish(_entry(work, role, value))
            changes = unit.touched
    except NotAllowed as refusal:
        _note_denial(office, act, row, refusal)
        raise
    return Result(value, anchor.seq, changes, row.name)


def _again(unit: UnitOfWork, earlier: Any, row: Action, function: Callable[..., T]) -> Result[T]:
    if earlier.action != row.name:
        raise UserError(KEY_TAKEN)
    kind = get_type_hints(function).get("return", type(None))
    value = cast(T, None if earlier.result is None else wire.from_json(kind, earlier.result))
    touched = frozenset((c.table, c.row_id) for c in journal.changes_of(unit.connection, earlier.seq))
    return Result(value, earlier.seq, touched, row.name, replayed=True)


def _begin(office: Office, unit: UnitOfWork, act: Act, row: Action, fields: dict[str, Any]) -> Work:
    now = office.clock.now()
    occurred = act.occurred_at or now
    if occurred > now + CLOCK_TOLERANCE:
        raise UserError(
            f"Waktu {wall(occurred):%d-%m-%Y %H.%M} belum terjadi. Periksa tanggal dan jamnya.",
            field="occurred_at",
        )
    if row.needs_reason and not (act.reason or "").strip():
        raise UserError(f"“{row.label}” perlu alasan. Tulis alasannya, lalu ulangi.", field="reason")
    work = Work(office, unit, act, row, now, occurred)
    if row.subject is Subject.REQUEST:
        work.request = _locked(unit, request_table, fields.get("request"), "Berkas")
        work.entry_request_id = work.request["id"]
    elif row.subject is Subject.SESSION:
        work.session = _locked(unit, session_table, fields.get("session"), "Kelas")
        work.entry_session_id = work.session["id"]
    return work


def _locked(unit: UnitOfWork, table: Any, row_id: Any, what: str) -> RowMapping:
    try:
        return unit.get(table, int(row_id))
    except (RowVanished, TypeError, ValueError):
        sentence = f"{what} itu tidak ditemukan. Segarkan layar, lalu pilih lagi."
        raise UserError(sentence, field=table.name) from None


def authorize(work: Work) -> Role:
    """Check role and state inside the transaction; returns the role the act is done under.

    Raises :class:`NotAllowed` for a wrong role and :class:`RuleRefusal` for a wrong state.
    """
    state = _state(work)
    refused: Verdict | None = None
    for role in _roles_now(work):
        verdict = allowed(role, work.row.name, state, from_paper=work.act.from_paper)
        if verdict.ok:
            return role
        if refused is None or refused.wrong_role:
            refused = verdict
    if refused is None:
        late = behind(work.unit.connection, work.recorded_at)
        if late:
            raise EnvironmentFault(late)  # roles are dated: before they were given nobody has any
        raise NotAllowed("Petugas ini belum punya peran. Minta Administrator memberi peran.")
    if refused.wrong_role:
        raise NotAllowed(refused.reason)
    raise RuleRefusal(refused.reason)


def _roles_now(work: Work) -> tuple[Role, ...]:
    """The roles that hold at this moment, read inside the lock: who was switched off is out at his next act."""
    if work.actor.officer_id is None:
        return work.actor.roles
    day = today(work.recorded_at)
    known = next((o for o in officers(work.unit.connection, day) if o.id == work.actor.officer_id), None)
    if known is None:
        raise NotAllowed("Petugas ini sudah dinonaktifkan. Masuk dengan petugas lain.")
    return known.roles


def _state(work: Work) -> RequestState | SessionState | None:
    if work.request is not None:
        return RequestState(work.request["state"])
    if work.session is not None:
        return SessionState(work.session["state"])
    return None


def _entry(work: Work, role: Role, value: Any) -> Entry:
    return Entry(
        client_key=work.act.key,
        action=work.row.name,
        actor_id=work.actor.officer_id,
        actor_name=work.actor.name,
        actor_role=role.value,
        performed_by_id=work.performer_id,
        acting_kind=work.act.acting_kind,
        from_paper=work.act.from_paper,
        request_id=work.entry_request_id,
        session_id=work.entry_session_id,
        occurred_at=work.occurred_at,
        recorded_at=work.recorded_at,
        reason=work.act.reason,
        result=wire.to_json(value),
    )


def _note_denial(office: Office, act: Act, row: Action, refusal: NotAllowed) -> None:
    """A refused attempt leaves a trace, in a transaction of its own."""
    now = office.clock.now()
    with office.store.writing() as unit:
        unit.finish(
            Entry(
                client_key=str(uuid4()),
                action="denied",
                actor_id=act.actor.officer_id,
                actor_name=act.actor.name,
                actor_role=act.actor.roles[0].value if act.actor.roles else "NONE",
                occurred_at=now,
                recorded_at=now,
                reason=f"{row.name}: {refusal.sentence}",
            )
        )
