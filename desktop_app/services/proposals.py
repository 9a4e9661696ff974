"""Taking over what "Susun otomatis" proposed: all of its lines in one act, or none (SOP step 5, PLANNER.md).

The proposal was made from the office as it was; here every line is checked again inside the lock, by the same
clash check and the same seats as a letter dropped on a day by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.unit_of_work import RowVanished
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.services import seats
from desktop_app.services.scheduling import Placed, seat_request
from desktop_app.services.sessions import make_session
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.states import RequestState, SessionState
from desktop_app.sop.transitions import ACTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """One line: ``requests`` into the promised ``session``, or into a new one of ``topic`` from ``first_day`` on.

    A letter that asks for several topics may stand in a line for each.
    """

    requests: tuple[int, ...]
    session: int | None = None
    topic: str = ""
    first_day: date | None = None
    room: str = ""
    trainer: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The sessions that were made and where every request was placed."""

    sessions: tuple[int, ...]
    placed: tuple[Placed, ...]


@use_case("accept_proposal")
def accept_proposal(work: Work, *, lines: tuple[ProposalLine, ...]) -> Accepted:
    """Make the proposed sessions and seat their requests, in order of receipt whatever the order of the lines.

    Raises :class:`RuleRefusal` or :class:`UserError` naming the line that does not hold any more; then nothing is
    saved. Raises :class:`NeedsReason` when the proposal leaves an earlier request waiting that would fit.
    """
    if not lines:
        raise UserError("Usulan ini kosong. Susun lagi, lalu terima.", field="lines")
    received = _waiting(work, lines)
    places: defaultdict[int, list[tuple[int, ProposalLine]]] = defaultdict(list)
    made: list[int] = []
    for line in lines:
        with _about(line):
            session = line.session if line.session is not None else _new_session(work, line)
        if line.session is None:
            made.append(session)
        for request in line.requests:
            places[request].append((session, line))
    placed: list[Placed] = []
    for request in received:
        for session, line in places[request]:
            with _about(line):
                placed.append(seat_request(work, request, session, own_class=line.session is None))
    work.entry_session_id = made[0] if len(made) == 1 and len(lines) == 1 else None
    return Accepted(tuple(made), tuple(placed))


def _waiting(work: Work, lines: tuple[ProposalLine, ...]) -> list[int]:
    """The requests in order of receipt; each must be named once a topic and still wait for a class."""
    if any(not line.requests for line in lines):
        raise UserError("Satu baris usulan tidak memuat permohonan. Susun ulang.", field="lines")
    named = [(request, line.topic) for line in lines for request in line.requests]
    requests = {request for request, _ in named}
    if len(set(named)) < len(named):
        raise UserError("Satu permohonan ada di dua baris usulan. Susun ulang.", field="lines")
    found = work.unit.connection.execute(
        select(request_table)
        .where(request_table.c.id.in_(requests))
        .order_by(request_table.c.received_at, request_table.c.id)
    ).mappings()
    rows = list(found)
    if len(rows) < len(requests):
        raise UserError("Satu permohonan dalam usulan tidak ditemukan. Susun ulang.", field="lines")
    states = ACTIONS["schedule_request"].states
    for row in rows:
        if RequestState(row["state"]) not in states:
            raise RuleRefusal(
                f"Permohonan {row['agenda_number']}/{row['agenda_year']} sudah tidak menunggu jadwal. Susun ulang.",
                field="lines",
            )
    return [row["id"] for row in rows]


def _new_session(work: Work, line: ProposalLine) -> int:
    if line.first_day is None:
        raise UserError("Tanggal kelas baru belum ada.", field="lines")
    return make_session(
        work,
        topic=line.topic,
        first_day=line.first_day,
        days=None,
        room=line.room,
        venue="",
        trainers=(line.trainer,) if line.trainer else (),
        quota=None,
        reserved=None,
        starts=None,
        ends=None,
        title="",
        state=SessionState.TENTATIVE,
        people=_groups(work, line),
    )


def _groups(work: Work, line: ProposalLine) -> int:
    """People of letters: seats set aside for individuals give way to them, not to the individuals of the line."""
    topic = work.unit.connection.execute(select(topic_table.c.id).where(topic_table.c.code == line.topic)).scalar()
    letters = [one for one in line.requests if work.unit.get(request_table, one)["kind"] == "letter"]
    return sum(len(seats.unseated(work, one, topic)) for one in letters)


@contextmanager
def _about(line: ProposalLine) -> Iterator[None]:
    """Say which line a refusal is about; its kind stays."""
    where = f"Usulan {line.topic} {short_date(line.first_day)}" if line.first_day else f"Usulan isi kelas {line.topic}"
    try:
        yield
    except (RuleRefusal, NeedsReason) as refusal:
        raise type(refusal)(f"{where}: {refusal.sentence}", field=refusal.field) from refusal
    except RowVanished:
        raise UserError(f"{where}: kelasnya sudah tidak ada. Susun ulang.", field="lines") from None
