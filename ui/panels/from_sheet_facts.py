"""What "Catat dari lembar" reads: the case behind a number or a code, who signs, what may be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.queries import cases, sheets_read
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.labels import INSTRUCTION
from desktop_app.queries.office import OfficerRow, holder, officers, setting, trainer_competences
from desktop_app.queries.setting_names import OWN_INSTRUCTIONS
from desktop_app.sop.numbering import BadNumber, parse_case_key
from desktop_app.sop.states import RequestState, Role

ON_SHEETS = (RequestState.WITH_HEAD, RequestState.WITH_SUBHEAD)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet: its first case and the others on its list; ``people`` are (handle, name, title)."""

    case: CaseRow
    request_ids: tuple[int, ...]
    head: str
    subhead: str
    people: tuple[tuple[str, str, str], ...]
    instructions: tuple[tuple[str, str], ...]
    trainers: tuple[tuple[str, str], ...]


def find_requests(connection: Any, typed: str, now: datetime) -> tuple[int, ...]:
    """The cases behind "147", "147/2026" or the code in the QR; raises :class:`UserError` when there are none."""
    text = typed.strip()
    number = text if "/" in text else f"{text}/{today(now).year}"
    try:
        key = parse_case_key(number)
    except BadNumber:
        sheet = sheets_read.sheet_by_token(connection, text, now)
        if sheet is None:
            raise UserError(
                "Nomor atau kode itu tidak dikenal. Ketik nomor agenda, misalnya 147, atau pindai QR lembar.",
                field="number",
            ) from None
        return sheet.request_ids
    found = cases.find_case(connection, key.number, key.year)
    if found is None:
        raise UserError(f"Agenda {key.number}/{key.year} tidak ada di buku. Periksa nomornya.", field="number")
    return (found,)


def sheet_facts(connection: Any, request_ids: tuple[int, ...], now: datetime) -> SheetFacts:
    """Everything the form needs, in one reading."""
    day = today(now)
    rows = [cases.case(connection, one, now) for one in request_ids]
    waiting = [row for row in rows if row.state in ON_SHEETS]
    case = (waiting or rows)[0]
    staff = officers(connection, day)
    own = tuple(str(words) for words in setting(connection, OWN_INSTRUCTIONS, day))
    topics = {topic.id for topic in case.topics}
    taught = trainer_competences(connection)
    trainers = [one for one in staff if Role.TRAINER in one.roles]
    trainers.sort(key=lambda one: not topics & taught.get(one.id, frozenset()))
    return SheetFacts(
        case=case,
        request_ids=tuple(row.request_id for row in waiting if row.state is case.state),
        head=_handle(holder(connection, Role.DIVISION_HEAD, day)),
        subhead=_handle(holder(connection, Role.SUBDIVISION_HEAD, day)),
        people=tuple((one.handle, one.full_name, one.title) for one in staff),
        instructions=(*INSTRUCTION.items(), *((words, words) for words in own)),
        trainers=tuple((one.handle, one.full_name) for one in trainers),
    )


def _handle(officer: OfficerRow | None) -> str:
    return officer.handle if officer is not None else ""
