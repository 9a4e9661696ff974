"""Rows of the retention view: files that are due, codes of the office, lists proposed for destruction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.office_time import today
from desktop_app.queries.retention_read import DisposalRow, KeptCase, disposals, kept_cases, retention_codes
from desktop_app.sop.dates_in_words import numeric_date
from desktop_app.sop.retention import Fate, RetentionCode
from ui.widgets.badges import BadgeView
from ui.widgets.tables import Cell, Column, TableRow

DUE_COLUMNS = (
    Column("chosen", "", 36, "center"),
    Column("key", "Agenda", 88),
    Column("about", "Pengirim dan perihal"),
    Column("code", "Kode", 104),
    Column("until", "Retensi sampai", 112),
    Column("standing", "Keterangan", 168),
)
CODE_COLUMNS = (Column("code", "Kode"), Column("years", "Aktif + inaktif", 108), Column("standing", "Keadaan", 156))
LIST_COLUMNS = (Column("list", "Daftar"), Column("files", "Berkas", 56, "right"), Column("standing", "Keadaan", 216))

CONFIRMED = BadgeView("dikonfirmasi", "ok")
UNCONFIRMED = BadgeView("belum dikonfirmasi", "warn")


@dataclass(frozen=True, slots=True)
class Retention:
    """Everything the view shows, in one read."""

    due: tuple[KeptCase, ...]
    codes: tuple[RetentionCode, ...]
    lists: tuple[DisposalRow, ...]


def load_retention(connection: Any, now: datetime) -> Retention:
    """Files whose retention has passed, codes and lists as of ``now``."""
    return Retention(
        kept_cases(connection, now, only_due=True),
        retention_codes(connection, today(now)),
        disposals(connection, now),
    )


def may_be_proposed(one: KeptCase) -> bool:
    """Whether a due file can be ticked: its code is confirmed and ends in destruction, no list holds it yet."""
    code = one.code
    return one.disposal_id is None and code is not None and code.confirmed and code.fate is Fate.DESTROY


def due_row(one: KeptCase, ticked: Collection[str]) -> TableRow:
    """A file with its box, or with the reason why it has none."""
    key = str(one.request_id)
    until = numeric_date(one.inactive_until) if one.inactive_until else ""
    cells: dict[str, Cell | str] = {
        "chosen": Cell(checked=key in ticked) if may_be_proposed(one) else Cell(),
        "key": Cell(one.key),
        "about": Cell(one.sender, one.subject),
        "code": Cell(one.classification),
        "until": Cell(until),
        "standing": _due_standing(one),
    }
    return TableRow(key, cells, f"{one.key}, {one.sender}, ditutup {numeric_date(one.closed_on)}, {one.people} orang")


def _due_standing(one: KeptCase) -> Cell:
    if one.disposal_id is not None:
        return Cell(badge=BadgeView(f"usul musnah {one.disposal_id}", "accent"))
    if one.code is None:
        return Cell(badge=BadgeView("kode tidak dikenal", "warn"))
    if one.code.fate is not Fate.DESTROY:
        return Cell(badge=BadgeView(one.code.fate.value.lower(), "neutral"))
    return Cell(badge=CONFIRMED if one.code.confirmed else UNCONFIRMED)


def code_row(one: RetentionCode) -> TableRow:
    """A code with its years and end, and whether it is confirmed."""
    cells: dict[str, Cell | str] = {
        "code": Cell(one.code, one.title),
        "years": Cell(f"{one.active_years} + {one.inactive_years}", one.fate.value),
        "standing": Cell(badge=CONFIRMED if one.confirmed else UNCONFIRMED),
    }
    return TableRow(one.code, cells, f"{one.code} {one.title}. Sumber: {one.source or 'belum diisi'}")


def list_row(one: DisposalRow) -> TableRow:
    """A list of proposals: when it was made, and its berita acara once there is one."""
    if one.erased_on is None:
        standing = Cell("menunggu berita acara", tone="warn")
    else:
        standing = Cell(one.minutes_number, f"dimusnahkan {numeric_date(one.erased_on)}")
    cells: dict[str, Cell | str] = {
        "list": Cell(one.key, f"diusulkan {numeric_date(one.proposed_on)}"),
        "files": Cell(str(len(one.cases))),
        "standing": standing,
    }
    return TableRow(str(one.id), cells, f"{one.key}: {', '.join(case.key for case in one.cases)}")
