"""What the disposition form needs besides the case, read in one go: names, instructions, sentences, trainers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.office_time import today
from desktop_app.queries import cases, office
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.labels import INSTRUCTION
from desktop_app.queries.office import OfficerRow
from desktop_app.queries.setting_names import OWN_INSTRUCTIONS, STOCK_SENTENCES
from desktop_app.sop.states import Role


@dataclass(frozen=True, slots=True)
class DispositionPage:
    """One case to dispose of; ``instructions`` are (code, words), ``able`` the trainers who teach its topics."""

    case: CaseRow
    head: str
    subhead: str
    instructions: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    trainers: tuple[OfficerRow, ...]
    able: frozenset[int]


def disposition_page(connection: Any, request_id: int, now: datetime) -> DispositionPage:
    """Read the page; raises ``UserError`` when there is no such case."""
    day = today(now)
    case = cases.case(connection, request_id, now)
    own = office.setting(connection, OWN_INSTRUCTIONS, day)
    taught = office.trainer_competences(connection)
    asked = {topic.id for topic in case.topics}
    return DispositionPage(
        case,
        _name(office.holder(connection, Role.DIVISION_HEAD, day)),
        _name(office.holder(connection, Role.SUBDIVISION_HEAD, day)),
        (*INSTRUCTION.items(), *((words, words) for words in own)),
        tuple(office.setting(connection, STOCK_SENTENCES, day)),
        tuple(one for one in office.officers(connection, day) if Role.TRAINER in one.roles),
        frozenset(one for one, topics in taught.items() if topics & asked),
    )


def _name(row: OfficerRow | None) -> str:
    return row.full_name if row is not None else "belum ada pejabat"


def agenda_words(case: CaseRow) -> str:
    """ "Agenda 147/2026"."""
    return f"Agenda {case.key}"


def sifat_words(case: CaseRow) -> str:
    """Speed, and secrecy where there is one: "Segera", "Biasa · Rahasia"."""
    secret = "" if case.secrecy == "NORMAL" else f" · {case.secrecy_label}"
    return f"{case.urgency_label}{secret}"


def linked_words(case: CaseRow) -> str:
    """What ties this case to others: "Rangkap dari 12/2026 (Dinas Kesehatan), menunggu keputusan"."""
    parts = [f"{one.relation} {one.key} ({one.sender})" for one in case.linked]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}. Periksa sebelum memutuskan." if text else ""


def missing_words(missing: Sequence[str]) -> str:
    """What the letter lacks."""
    return f"Belum lengkap: {', '.join(missing)}." if missing else ""
