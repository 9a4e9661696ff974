"""A year of the archive as a package that opens without the program: case files, registers, data, contents, manifest.

Everything is read in one snapshot and written piece by piece; memory holds one case at a time. Equal data on an equal
day give equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from db import journal, schema
from db.tables_requests import attachment, paper
from desktop_app.documents.package_file import PackageFile, package_at
from desktop_app.documents.package_index import IndexHead, IndexLine, index_html
from desktop_app.documents.register_xlsx import render_register_xlsx
from desktop_app.documents.registers import REGISTERS
from desktop_app.documents.steady_zip import steady
from desktop_app.documents.wording import plain_date, short_date
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.papers.case_file import Stored, make_case_file
from desktop_app.papers.making import paper_size
from desktop_app.papers.package_data import (
    JOURNAL,
    as_csv,
    as_json,
    columns_of,
    journal_columns,
    journal_rows,
    table_rows,
)
from desktop_app.papers.package_scope import YearScope, packaged
from desktop_app.papers.register_papers import REGISTER_ROWS, register_document
from desktop_app.queries.office import setting
from desktop_app.queries.register_span import Span
from desktop_app.queries.registers_read import AgendaLine, agenda_lines
from desktop_app.queries.setting_names import OFFICE_NAME
from resources import path as resource
from resources import periksa_arsip

VERSION = 1
ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png"}
Tick = Callable[[int, int], None]
Chunks = Callable[[str], Iterator[bytes]]

README = """Arsip permohonan training, tahun {year}
{office}

index.html     daftar isi; buka dengan peramban apa saja, cari dengan Ctrl+F
berkas/        satu PDF untuk setiap nomor agenda
register/      buku agenda dan daftar, untuk Excel atau LibreOffice
data/json, data/csv   semua isi untuk program lain, dan untuk diimpor ke Loket Training yang kosong
lampiran/      pindaian dan kertas seperti tersimpan, dinamai SHA-256 isinya
manifest.json  SHA-256 setiap berkas dan jangkar jurnal
periksa.py     pemeriksa: python3 periksa.py

Paket ini memuat data pribadi dan tidak terenkripsi. Simpan di tempat terkunci.
Jangkar jurnal: {anchor}
"""


@dataclass(slots=True)
class PackageMade:
    """What was written; ``digest`` is the SHA-256 of the manifest, the name of the whole package."""

    year: int
    path: Path
    cases: int = 0
    files: int = 0
    anchor: str = ""
    digest: str = ""
    problems: list[str] = field(default_factory=list)


def make_yearly_package(
    connection: Connection,
    year: int,
    target: Path,
    *,
    now: datetime,
    stored: Stored,
    chunks: Chunks,
    tick: Tick | None = None,
) -> PackageMade:
    """Write the package of ``year`` to ``target`` (a folder, or a ZIP by its name).

    ``stored`` and ``chunks`` give the archive's files by hash, ``tick(done, total)`` may raise to stop. Raises
    ``UserError`` for a year without letters; then, and after any fault, an older package there is unchanged.
    """
    lines = list(agenda_lines(connection, Span(year=year)))
    if not lines:
        raise UserError(f"Buku agenda tahun {year} kosong. Tidak ada yang diarsipkan.", field="year")
    anchor = journal.newest(connection)
    made = PackageMade(year, target, cases=len(lines), anchor=str(anchor))
    day = today(now)
    office = str(setting(connection, OFFICE_NAME, day))
    with package_at(target) as package:
        index = _cases(connection, package, made, lines, now, stored, tick)
        registers = _registers(connection, package, year, now)
        scope = YearScope(year)
        _data(connection, package, scope)
        _originals(connection, package, made, scope, chunks)
        head = IndexHead(office, year, plain_date(day), str(anchor), registers, tuple(made.problems))
        package.add("index.html", index_html(head, index))
        package.add("baca-saya.txt", README.format(year=year, office=office, anchor=anchor).encode())
        package.add("periksa.py", resource("periksa_arsip.py").read_bytes())
        made.files = len(package.files)
        made.digest = package.close_with(
            {
                "format": periksa_arsip.FORMAT,
                "version": VERSION,
                "schema": schema.HEAD,
                "year": year,
                "office": office,
                "made_on": day.isoformat(),
                "anchor": str(anchor),
                "anchor_hash": anchor.hash,
                "cases": len(lines),
                "problems": made.problems,
            }
        )
    return made


def _cases(
    connection: Connection,
    package: PackageFile,
    made: PackageMade,
    lines: list[AgendaLine],
    now: datetime,
    stored: Stored,
    tick: Tick | None,
) -> list[IndexLine]:
    """One PDF a case; gives the lines of the contents page."""
    index: list[IndexLine] = []
    for number, line in enumerate(lines):
        if tick is not None:
            tick(number, len(lines))
        bound = make_case_file(connection, line.key, now=now, stored=stored)
        path = f"berkas/{line.number:04d}-{made.year}.pdf"
        package.add(path, bound.data)
        made.problems.extend(bound.problems)
        index.append(
            IndexLine(
                agenda=line.key,
                received=short_date(line.received_at.date()),
                sender=line.sender,
                subject=line.subject,
                topics=line.topics,
                people=line.people,
                schedule=line.sessions,
                state=line.state_label,
                path=path,
                pages=bound.pages,
                voided=line.voided,
            )
        )
    if tick is not None:
        tick(len(lines), len(lines))
    return index


def _registers(
    connection: Connection, package: PackageFile, year: int, now: datetime
) -> tuple[tuple[str, str, int], ...]:
    made: list[tuple[str, str, int]] = []
    for what in REGISTER_ROWS:
        document = register_document(connection, what, Span(year=year), now)
        path = f"register/{what}-{year}.xlsx"
        package.add(path, steady(render_register_xlsx(document, paper_size(connection, now))))
        made.append((REGISTERS[what].title, path, len(document.rows)))
    return tuple(made)


def _data(connection: Connection, package: PackageFile, scope: YearScope) -> None:
    for table in packaged():
        package.add(f"data/json/{table.name}.json", as_json(table_rows(connection, scope, table)))
        package.add(f"data/csv/{table.name}.csv", as_csv(columns_of(table), table_rows(connection, scope, table)))
    package.add(f"data/json/{JOURNAL}.json", as_json(journal_rows(connection, scope)))
    package.add(f"data/csv/{JOURNAL}.csv", as_csv(journal_columns(), journal_rows(connection, scope)))


def _originals(
    connection: Connection, package: PackageFile, made: PackageMade, scope: YearScope, chunks: Chunks
) -> None:
    """Scans and papers as they are stored; one that is lost was named already where its case was bound."""
    wanted: dict[str, str] = {}
    scans = select(attachment.c.sha256, attachment.c.media_type).where(
        scope.condition(attachment), attachment.c.voided_at.is_(None)
    )
    for scan in connection.execute(scans.order_by(attachment.c.id)):
        wanted.setdefault(scan.sha256, ENDINGS.get(scan.media_type, "bin"))
    kept = select(paper.c.sha256).where(scope.condition(paper), paper.c.voided_at.is_(None))
    for sha256 in connection.execute(kept.order_by(paper.c.id)).scalars():
        wanted.setdefault(sha256, "pdf")
    for sha256, ending in sorted(wanted.items()):
        if _sound(chunks, sha256):
            package.add(f"lampiran/{sha256}.{ending}", chunks(sha256))


def _sound(chunks: Chunks, sha256: str) -> bool:
    """Read once to the end before it is taken in: a damaged file must not leave half of itself in the package."""
    try:
        for _ in chunks(sha256):
            pass
    except Exception:  # the store's own errors and any of the disk: the case file tells which part is lost
        return False
    return True
