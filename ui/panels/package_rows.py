"""What a package says of itself, as rows and one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.services.package_check import PackageFacts
from desktop_app.sop.dates_in_words import long_date
from desktop_app.sop.states import ROLE_LABELS, Role
from ui.widgets.tables import Cell, Column, TableRow

FACT_COLUMNS = (Column("what", "Perihal", 132), Column("value", "Isi"))
PROBLEM_COLUMNS = (Column("file", "Berkas"), Column("words", "Yang ditemukan"))
PIN_COLUMNS = (Column("name", "Nama"), Column("role", "Peran"), Column("pin", "PIN sekali pakai", 148))
MOST_PROBLEMS = 200


@dataclass(slots=True)
class Waiting:
    """An officer who came with the package; ``pin`` is there once it was given."""

    officer_id: int
    handle: str
    name: str
    roles: tuple[Role, ...]
    pin: str = ""


def fact_rows(found: PackageFacts) -> list[TableRow]:
    """Line by line; counts only where the package is whole, for else they say nothing."""
    lines = [("Tahun", str(found.year)), ("Kantor", found.office), ("Dibuat", made_on(found))]
    if not found.refusal:
        others = [year for year in found.years if year != found.year]
        more = f", ada juga dari tahun {', '.join(map(str, others))}" if others else ""
        lines += [
            ("Surat", f"{found.letters}{more}"),
            ("Orang", str(found.people)),
            ("Kelas", str(found.classes)),
            ("Pindaian, kertas", str(found.scans)),
        ]
    lines += [
        ("Berkas", f"{found.files}, {megabytes(found.size)}"),
        ("Jangkar jurnal", found.anchor),
        ("Sidik manifest", found.digest),
    ]
    return [TableRow(what, {"what": Cell(what, tone="text2"), "value": value}, value) for what, value in lines]


def made_on(found: PackageFacts) -> str:
    """The day in words; what a stranger's package says instead, as it stands."""
    try:
        return long_date(date.fromisoformat(found.made_on))
    except ValueError:
        return found.made_on


def problem_rows(found: PackageFacts) -> list[TableRow]:
    """A line for each file that is changed, missing or foreign; the first ones where there are very many."""
    made = []
    for one in found.problems[:MOST_PROBLEMS]:
        name, _, words = one.partition(": ")
        cells: dict[str, Cell | str] = {"file": name, "words": Cell(words, tone="danger", icon="circle-alert")}
        made.append(TableRow(name, cells, one))
    if len(found.problems) > MOST_PROBLEMS:
        rest = f"dan {len(found.problems) - MOST_PROBLEMS} berkas lagi"
        made.append(TableRow("rest", {"file": rest}, rest))
    return made


def pin_row(one: Waiting) -> TableRow:
    """An officer with his roles in words."""
    roles = ", ".join(ROLE_LABELS[role] for role in one.roles)
    return TableRow(one.handle, {"name": one.name, "role": roles, "pin": Cell(one.pin or "belum ada", strong=True)})


def summary(found: PackageFacts) -> str:
    """One sentence about a checked package."""
    if found.refusal:
        return found.refusal
    years = ", ".join(map(str, found.years))
    return (
        f"Paket utuh: {found.letters} surat (tahun {years}), {found.people} orang, {found.classes} kelas, "
        f"{found.scans} lampiran."
    )


def megabytes(octets: int) -> str:
    """A size as people read it."""
    if octets < 1_000_000:
        return f"{max(1, octets // 1000)} KB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
