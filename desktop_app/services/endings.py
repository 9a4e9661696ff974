"""Branches off the ordinary path: withdrawn, voided, duplicate, follow-up, paused (DOMAIN.md section 8.4)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from desktop_app.errors import NotAllowed, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import officers, setting
from desktop_app.queries.setting_names import TWO_PERSON_VOID
from desktop_app.services import steps
from desktop_app.services.access import second_agrees
from desktop_app.services.text import line
from desktop_app.services.use_case import Office, Work, use_case
from desktop_app.sop.states import RequestState, Role

PAUSE_REASONS = {
    "waiting_applicant": "Menunggu kelengkapan pemohon",
    "official_absent": "Pejabat tidak di tempat tanpa Plh.",
    "force_majeure": "Keadaan kahar",
    "system_down": "Gangguan sistem",
    "applicant_request": "Permintaan pemohon",
}


def free_seats(work: Work, request_id: int, reason: str) -> None:
    """Release every seat a request still holds."""
    held = work.unit.connection.execute(
        select(seat_table.c.id).where(
            seat_table.c.request_id == request_id,
            seat_table.c.state != "RELEASED",
            seat_table.c.voided_at.is_(None),
        )
    ).scalars()
    for seat_id in list(held):
        work.unit.update(seat_table, seat_id, state="RELEASED", release_reason=reason)


@use_case("withdraw_request")
def withdraw_request(work: Work, *, request: int) -> None:
    """The applicant takes the request back: clocks stop, seats are free again."""
    free_seats(work, request, "dicabut pemohon")
    steps.close_open_visits(work, request, "WITHDRAWN")
    steps.move(work, request, RequestState.WITHDRAWN, reason=work.act.reason)


def _second_agrees(office: Office, fields: dict[str, Any]) -> int | None:
    """Who agreed with his PIN, checked before the write lock is taken: hashing takes a tenth of a second."""
    handle = str(fields.get("second_officer") or "")
    with office.store.reading() as connection:
        needed = bool(setting(connection, TWO_PERSON_VOID, today(office.clock.now())))
    if not needed or not handle:
        return None
    return second_agrees(office, handle, str(fields.get("second_pin") or ""))


@use_case("void_request", prepare=_second_agrees)
def void_request(work: Work, *, request: int, second_officer: str = "", second_pin: str = "") -> None:
    """Strike a mistaken entry out of the agenda: the number stays, with the reason.

    A second officer (Kasubbag, Kabag or Administrator) agrees with his PIN, unless the office switched that off.
    """
    if setting(work.unit.connection, TWO_PERSON_VOID, today(work.recorded_at)):
        _second_person(work, second_officer)
    free_seats(work, request, "batal catat")
    steps.close_open_visits(work, request, "VOIDED")
    steps.move(work, request, RequestState.VOIDED, reason=work.act.reason)


def _second_person(work: Work, handle: str) -> None:
    known = {o.handle: o for o in officers(work.unit.connection, today(work.recorded_at))}
    second = known.get(handle)
    able = {Role.SUBDIVISION_HEAD, Role.DIVISION_HEAD, Role.ADMINISTRATOR}
    if second is None or not able & set(second.roles):
        raise UserError(
            "Pembatalan catatan perlu orang kedua: Kasubbag, Kabag, atau Administrator.", field="second_officer"
        )
    if second.id == work.actor.officer_id:
        raise NotAllowed("Orang kedua harus petugas lain.")
    if work.prepared != second.id:
        raise NotAllowed("PIN orang kedua salah. Minta ia mengetik sendiri.", field="second_pin")


@use_case("propose_duplicate")
def propose_duplicate(work: Work, *, request: int, first: int) -> None:
    """The Helpdesk says this letter repeats an earlier one; the Kasubbag confirms. Both keep their numbers."""
    _earlier(work, request, first)
    work.unit.update(request_table, request, duplicate_of_id=first, duplicate_reason=work.act.reason)


@use_case("confirm_duplicate")
def confirm_duplicate(work: Work, *, request: int, first: int | None = None) -> None:
    """The Kasubbag confirms: the first letter's clock rules, this one ends as DUPLICATE."""
    target = first or work.the_request["duplicate_of_id"]
    if target is None:
        raise UserError("Sebutkan surat pertamanya.", field="first")
    _earlier(work, request, target)
    work.unit.update(request_table, request, duplicate_of_id=target)
    free_seats(work, request, "rangkap")
    steps.close_open_visits(work, request, "DUPLICATE")
    steps.move(work, request, RequestState.DUPLICATE, reason=work.the_request["duplicate_reason"])


@use_case("link_follow_up")
def link_follow_up(work: Work, *, request: int, first: int) -> None:
    """Tie a follow-up letter (susulan) to the request it changes."""
    _earlier(work, request, first)
    work.unit.update(request_table, request, parent_id=first)


def _earlier(work: Work, request_id: int, first_id: int) -> None:
    first = work.unit.connection.execute(select(request_table).where(request_table.c.id == first_id)).first()
    if first is None or first_id == request_id:
        raise UserError("Surat pertama tidak ditemukan. Periksa nomor agendanya.", field="first")
    if first.state == RequestState.VOIDED:
        raise RuleRefusal("Surat pertama sudah batal catat. Pilih surat lain.", field="first")


@use_case("pause_clock")
def pause_clock(work: Work, *, request: int, cause: str, note: str = "") -> None:
    """Stop the office's clock with a reason from the list; it is shown in the report (DOMAIN 9.1 point 7)."""
    if cause not in PAUSE_REASONS:
        raise UserError("Alasan jeda tidak dikenal. Pilih dari daftar.", field="cause")
    if steps.running_pause(work, request) is not None:
        raise RuleRefusal("Jam berkas ini sudah ditangguhkan.")
    steps.pause(work, request, cause, line(note, "note", limit=500))


@use_case("resume_clock")
def resume_clock(work: Work, *, request: int) -> None:
    """Let the clock run again."""
    if not steps.resume(work, request):
        raise RuleRefusal("Jam berkas ini tidak sedang ditangguhkan.")
