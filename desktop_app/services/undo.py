"""Undo is the counter-entry of an act, if nobody touched its rows since; nothing is erased (ARCHITECTURE section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db import journal
from db.journal import Change, Entry, column_value, open_image
from db.tables import by_name
from db.tables_journal import journal as journal_table
from db.tables_journal import subject_key
from db.unit_of_work import UnitOfWork
from desktop_app.errors import NotAllowed, RuleRefusal, UserError
from desktop_app.services import taken_back
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import KEY_TAKEN, Act, Office, Result
from desktop_app.sop.workflow import ACTIONS, Subject

REGISTRATION_SECONDS = 10
"""A registration may be undone while its toast is on screen (8 s) without a second person; later it is voided."""


PASSIVE = frozenset({"print_sheet", "keep_paper", "keep_session_paper", "attach_scan", "denied", "disclose"})
"""Acts on a case that nothing builds on: they do not stand in the way of an undo."""

TOO_LATE = "Sudah ada perubahan lain sesudahnya, jadi tindakan ini tidak dapat diurungkan lagi."


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words and by sequence."""

    seq: int
    action: str
    label: str


def undo(office: Office, act: Act, *, seq: int) -> Result[Undone]:
    """Take back the actor's own act ``seq`` (or, given the sequence of an undo, do it again).

    Raises :class:`RuleRefusal` when somebody changed the rows since, when the act may not be undone, or when what comes
    back no longer fits the calendar.
    """
    with shown_to_people(), office.store.writing() as unit:
        earlier = journal.find(unit.connection, act.key)
        if earlier is not None:
            return _again(unit, earlier)
        target = _entry_at(unit, seq)
        _may_undo(office, act, target)
        neutral = _nothing_followed(unit, target)
        changes = journal.changes_of(unit.connection, seq)
        for change in reversed(changes):
            _turn_back(office, unit, change, target, neutral)
        taken_back.fits_the_calendar(office, unit, seq, changes, neutral)
        now = office.clock.now()
        anchor = unit.finish(
            Entry(
                client_key=act.key,
                action="undo",
                actor_id=act.actor.officer_id,
                actor_name=act.actor.name,
                actor_role=act.actor.roles[0].value if act.actor.roles else "NONE",
                occurred_at=now,
                recorded_at=now,
                request_id=target.request_id,
                session_id=target.session_id,
                reason=target.action,
                undoes_seq=seq,
            )
        )
        return Result(_undone(target), anchor.seq, unit.touched, "undo")


def _entry_at(unit: UnitOfWork, seq: int) -> Any:
    target = unit.connection.execute(select(journal_table).where(journal_table.c.seq == seq)).first()
    if target is None:
        raise UserError("Tindakan itu tidak ditemukan.")
    return target


def _again(unit: UnitOfWork, earlier: Any) -> Result[Undone]:
    """The same key once more: the first answer, or a refusal when the key saved something else."""
    if earlier.action != "undo":
        raise UserError(KEY_TAKEN)
    touched = frozenset((c.table, c.row_id) for c in journal.changes_of(unit.connection, earlier.seq))
    return Result(_undone(_entry_at(unit, earlier.undoes_seq)), earlier.seq, touched, "undo", replayed=True)


def _undone(target: Any) -> Undone:
    return Undone(target.seq, target.action, _label(target.reason if target.action == "undo" else target.action))


def _label(action: str | None) -> str:
    return ACTIONS[action].label if action in ACTIONS else "Tindakan"


def _may_undo(office: Office, act: Act, target: Any) -> None:
    if target.actor_id != act.actor.officer_id:
        raise NotAllowed("Yang dapat diurungkan hanya tindakan sendiri.")
    row = ACTIONS.get(target.reason if target.action == "undo" else target.action)
    if row is None or not row.undo:
        raise RuleRefusal("Tindakan ini tidak dapat diurungkan, hanya dapat digantikan dengan yang baru.")
    if row.subject is Subject.NEW_REQUEST:
        age = office.clock.now() - target.recorded_at
        if target.action == "undo":
            raise RuleRefusal("Nomor agenda yang sudah batal tidak dipakai lagi. Catat ulang suratnya.")
        if age > timedelta(seconds=REGISTRATION_SECONDS):
            raise RuleRefusal("Surat sudah tercatat. Pakai “Batalkan catatan agenda” bersama orang kedua.")


def _nothing_followed(unit: UnitOfWork, target: Any) -> frozenset[int]:
    """Refuse when a later act still in force built on this one; returns later entries that cancel each other out."""
    later = unit.connection.execute(
        select(
            journal_table.c.seq,
            journal_table.c.action,
            journal_table.c.undoes_seq,
            journal_table.c.request_id,
            journal_table.c.session_id,
        )
        .where(journal_table.c.seq > target.seq)
        .order_by(journal_table.c.seq.desc())
    ).all()
    neutral: set[int] = set()
    for row in later:
        if row.seq not in neutral and row.undoes_seq is not None and row.undoes_seq > target.seq:
            neutral |= {row.seq, row.undoes_seq}
    for row in later:
        same = (
            row.request_id == target.request_id
            if target.request_id is not None
            else target.session_id is not None and row.session_id == target.session_id
        )
        if same and row.seq not in neutral and row.action not in PASSIVE:
            raise RuleRefusal(TOO_LATE)
    return frozenset(neutral)


def _turn_back(office: Office, unit: UnitOfWork, change: Change, target: Any, neutral: frozenset[int]) -> None:
    table = by_name(change.table)
    if journal.touched_after(unit.connection, target.seq, change.table, change.row_id, but_for=neutral):
        raise RuleRefusal(TOO_LATE)
    row = unit.get(table, change.row_id)
    if change.before is None:
        _void_new_row(office, unit, change, row)
        return
    key = None
    if "subject_key_id" in row:
        key = unit.connection.execute(
            select(subject_key.c.key).where(subject_key.c.id == row["subject_key_id"])
        ).scalar()
    before = open_image(table, change.row_id, change.before, key)
    unit.update(table, change.row_id, **{name: column_value(table, name, value) for name, value in before.items()})


def _void_new_row(office: Office, unit: UnitOfWork, change: Change, row: Any) -> None:
    table = by_name(change.table)
    if change.table == "request":
        unit.update(table, change.row_id, state="VOIDED", state_reason="diurungkan saat dicatat")
    elif change.table == "session":
        unit.update(table, change.row_id, state="CANCELLED", voided_at=office.clock.now())
    elif "voided_at" in table.c:
        unit.update(table, change.row_id, voided_at=office.clock.now())
    elif change.table != "agenda_book":
        raise RuleRefusal("Tindakan ini tidak dapat diurungkan, hanya dapat diubah.")
