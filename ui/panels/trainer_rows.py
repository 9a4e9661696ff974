"""The trainer's classes as rows of the list, the people of a day as rows of the table (picture 05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from desktop_app.office_time import today
from desktop_app.queries import session_read
from desktop_app.queries.office import setting
from desktop_app.queries.session_rows import (
    NEEDS_REPORT,
    NEXT,
    TODAY,
    DayAttendance,
    SessionDetail,
    SessionPerson,
    TrainerSession,
)
from desktop_app.queries.setting_names import PRIVACY_NOTICE
from desktop_app.sop.dates_in_words import DAYS, MONTHS
from ui.widgets.badges import BadgeView
from ui.widgets.lists import ListRow, header
from ui.widgets.table_rows import Cell, Column, TableRow

COLUMNS: Final = (
    Column("check", "", 44, "center"),
    Column("person", "Peserta"),
    Column("arrived", "Datang", 150, editable=True),
    Column("pre_test", "Tes awal", 78, "right", editable=True),
    Column("post_test", "Tes akhir", 82, "right", editable=True),
    Column("result", "Hasil", 92),
)
SCORES: Final = ("pre_test", "post_test")
LATE: Final = "terlambat"
STATUS_KEYS: Final = {"H": "PRESENT", "I": "EXCUSED", "S": "SICK", "A": "ABSENT"}
"""Single letters on the table: hadir, izin, sakit, tidak hadir (alpa)."""
LEAVES: Final = "P"
"""Pulang: goes home before the end."""


@dataclass(frozen=True, slots=True)
class Classes:
    """What the list needs, in one read."""

    sessions: tuple[TrainerSession, ...]
    privacy_notice: str


def load_classes(connection: Any, officer_id: int | None, now: datetime) -> Classes:
    """The classes of a trainer; ``None`` reads everybody's. ``now`` is aware."""
    day = today(now)
    return Classes(
        session_read.sessions_for_trainer(connection, officer_id, day), str(setting(connection, PRIVACY_NOTICE, day))
    )


def list_rows(sessions: Sequence[TrainerSession]) -> list[ListRow]:
    """The side list: today's class, the next ones, those without a report."""
    rows: list[ListRow] = []
    for section in (TODAY, NEXT, NEEDS_REPORT):
        found = [one for one in sessions if one.section == section]
        if found:
            rows.append(header(section))
            rows += [_list_row(one) for one in found]
    return rows


def _list_row(one: TrainerSession) -> ListRow:
    now, late = one.section == TODAY, one.section == NEEDS_REPORT
    session = one.session
    detail = f"{session.who} · {session.place}" if now else f"{session.days_text} · {session.place}"
    if late:
        detail = f"{session.days_text} · {one.people} peserta"
    return ListRow(
        key=str(session.id),
        title=session.topic.name,
        detail=detail,
        status=one.line,
        tone="accent" if now else "warn" if late else "text2",
        strong=now or late,
        marker=session.topic.color,
    )


def first_day(days: Sequence[date], now: date) -> date:
    """The day to show first: today, else the last one that has been, else the first."""
    past = [day for day in days if day <= now]
    return past[-1] if past else days[0]


def day_words(day: date) -> str:
    """ "Kamis, 3 Desember"."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def attendance_on(person: SessionPerson, day: date) -> DayAttendance | None:
    """What is marked for a person on a day of the class."""
    return next((one for one in person.attendance if one.day == day), None)


def is_present(person: SessionPerson, day: date) -> bool:
    """Marked as come on this day, or on half of it."""
    found = attendance_on(person, day)
    return found is not None and "PRESENT" in found.halves


def present_count(detail: SessionDetail, day: date) -> int:
    """How many came on a day."""
    return sum(is_present(one, day) for one in detail.people)


def table_rows(detail: SessionDetail, day: date) -> list[TableRow]:
    """The people of the class on one day."""
    return [_table_row(one, attendance_on(one, day)) for one in detail.people]


def _table_row(person: SessionPerson, mark: DayAttendance | None) -> TableRow:
    tail = " · datang langsung" if person.walk_in else ""
    present = mark is not None and "PRESENT" in mark.halves
    cells: dict[str, Cell | str] = {
        "check": Cell(checked=present),
        "person": Cell(person.full_name, f"{person.organization or 'perseorangan'}{tail}"),
        "arrived": _arrival(mark),
        "pre_test": _score(person.pre_test, "text2"),
        "post_test": _score(person.post_test, "text"),
        "result": _result(person.result),
    }
    missed = f" · {person.no_shows_before}× tanpa keterangan sebelumnya" if person.no_shows_before else ""
    return TableRow(str(person.participant_id), cells, f"{person.full_name} · {person.request_key}{missed}")


def _arrival(mark: DayAttendance | None) -> Cell:
    if mark is None or not mark.status:
        return Cell("belum datang", tone="text3")
    if mark.late:
        return Cell(mark.arrived, mark.more, tone="warn", icon="clock")
    if mark.status == "PRESENT":
        return Cell(mark.arrived, mark.more)
    return Cell(mark.label, mark.more, tone="warn" if mark.status in ("NO_SHOW", "ABSENT") else "text2")


def _score(score: int | None, tone: str) -> Cell:
    return Cell("–", tone="text3") if score is None else Cell(str(score), tone=tone)


def _result(words: str) -> Cell:
    if not words:
        return Cell("–", tone="text3")
    good = words == "Lulus"
    return Cell(badge=BadgeView(words, "ok" if good else "warn", "check" if good else "rotate-cw"))


def best_match(people: Sequence[SessionPerson], typed: str, day: date) -> SessionPerson | None:
    """Who is meant by a scanned code or the beginning of a name; those not yet here come first."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return None
    code = wanted.replace(" ", "").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    for one in people:
        if one.receipt_code and one.receipt_code.casefold() == code:
            return one
    ranked = [(rank, is_present(one, day), at, one) for at, one in enumerate(people) if (rank := _rank(one, wanted))]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _rank(person: SessionPerson, wanted: str) -> int:
    """1 when the name begins so, 2 when a word of it does, 3 when it is anywhere; 0 for no match."""
    name = person.full_name.casefold()
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    text = f"{name} {person.organization.casefold()}"
    return 3 if all(word in text for word in wanted.split()) else 0
