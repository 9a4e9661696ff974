"""``paper`` and ``export``: PDF and workbooks, written so that an old file is never lost."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from desktop_app import composition
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access
from desktop_app.documents.export_file import write_atomically
from desktop_app.documents.paper_kinds import PAPER_KINDS
from desktop_app.errors import UserError
from desktop_app.papers import PaperBytes, RegisterBytes, make_paper, make_people_in_full, make_register
from desktop_app.papers.case_file import make_case_file
from desktop_app.papers.class_calendar import make_calendar
from desktop_app.papers.quality_workbook import KIND as QUALITY
from desktop_app.papers.quality_workbook import make_quality_workbook
from desktop_app.papers.recap_workbook import KIND as RECAP
from desktop_app.papers.recap_workbook import make_recap_workbook
from desktop_app.queries.cases import find_case
from desktop_app.services import data_folder, files, sheets
from desktop_app.services.disclosure import disclose
from desktop_app.services.use_case import Act, Office
from desktop_app.sop.numbering import BadNumber, parse_case_key

CASE_FILE = "berkas"
"""The kind of paper that is a whole case: not printed from one form, but bound from everything there is."""
CALENDAR = "kalender"
"""The kind that is no paper at all: a class or a trainer's classes for the calendar of another program."""
WORKBOOKS: dict[str, Callable[..., RegisterBytes]] = {QUALITY: make_quality_workbook, RECAP: make_recap_workbook}
"""Papers that are a workbook as well, when the file ends in .xlsx."""
PERSONAL = frozenset({"salinan-data", "biodata"})
"""Papers of one person with every number: the journal notes them before they are written, as the screen does."""
FULL = "peserta"
"""The register that may be written with every number, for a reason."""


def paper(access: Access, given: Namespace) -> int:
    """``paper KIND KEY -o F.pdf [--blank]``, ``paper --list``."""
    if given.list_kinds:
        return _list_kinds(given)
    if given.kind == CASE_FILE:
        return _case_file(access, given)
    if given.kind == CALENDAR:
        return _calendar(access, given)
    if given.kind not in PAPER_KINDS:
        raise UserError(f"Jenis kertas “{given.kind}” tidak dikenal. Lihat “paper --list”.", field="kind")
    if given.output is None or (given.key is None and not given.blank):
        raise UserError("Tulis: paper JENIS KUNCI -o BERKAS.pdf.", field="output")
    if given.kind in WORKBOOKS and given.output.suffix.lower() == ".xlsx":
        return _workbook(access, given)
    with composition.opened(access) as office:
        sheet = _sheet(office, given)
        anchor = str(data_folder.anchor(office))
        with office.store.reading() as connection:
            made = make_paper(
                connection,
                given.kind,
                given.key or "",
                now=office.clock.now(),
                blank=given.blank,
                size=given.size,
                token=None if sheet is None else sheet.token,
                anchor=anchor,
            )
        if made.kind in PERSONAL and not given.blank:
            _note_disclosure(office, made, given.key)
        written = write_atomically(given.output.absolute(), made.data)
        if sheet is not None:
            _note_sheet(office, sheet, given)
    for sentence in (*made.missing_glyphs, *filter(None, [written.notice])):
        tell(sentence)
    value = {
        "file": str(written.path),
        "kind": made.kind,
        "title": made.title,
        "number": made.number,
        "pages": made.pages,
    }
    answer(given.json, value, [f"{made.title}: {written.path}"])
    return 0


def _note_disclosure(office: Office, made: PaperBytes, key: str) -> None:
    what = f"{PAPER_KINDS[made.kind].title} {key} dari baris perintah"
    disclose(office, Act(actor=composition.command_line_actor()), what=what, case=made.request_id)


def _case_file(access: Access, given: Namespace) -> int:
    """``paper berkas 147/2026 -o F.pdf``: the whole case bound into one PDF; what is lost in it is told."""
    if given.output is None or given.key is None:
        raise UserError("Tulis: paper berkas 147/2026 -o BERKAS.pdf.", field="output")
    with composition.opened(access) as office, office.store.reading() as connection:
        made = make_case_file(
            connection, given.key, now=office.clock.now(), stored=lambda sha256: files.stored_bytes(office, sha256)
        )
    written = write_atomically(given.output.absolute(), made.data)
    for sentence in (*made.problems, *filter(None, [written.notice])):
        tell(sentence)
    value = {"file": str(written.path), "kind": CASE_FILE, "title": made.title, "pages": made.pages}
    answer(given.json, {**value, "problems": list(made.problems)}, [f"{made.title}: {written.path}"])
    return 0


def _calendar(access: Access, given: Namespace) -> int:
    """``paper kalender sesi:12 -o F.ics``, ``paper kalender petugas:andi -o F.ics``."""
    if given.output is None or given.key is None:
        raise UserError("Tulis: paper kalender sesi:12 -o BERKAS.ics, atau petugas:andi.", field="output")
    with composition.opened(access) as office, office.store.reading() as connection:
        made = make_calendar(connection, given.key, now=office.clock.now())
    written = write_atomically(given.output.absolute(), made.data)
    if written.notice:
        tell(written.notice)
    value = {"file": str(written.path), "kind": CALENDAR, "title": made.title, "classes": made.classes}
    answer(given.json, value, [f"{made.title}, {made.classes} kelas: {written.path}"])
    return 0


def _workbook(access: Access, given: Namespace) -> int:
    """A report that is also a workbook, asked for by the name of the file."""
    with composition.opened(access) as office, office.store.reading() as connection:
        made = WORKBOOKS[given.kind](connection, given.key or "", now=office.clock.now())
    written = write_atomically(given.output.absolute(), made.data)
    if written.notice:
        tell(written.notice)
    value = {"file": str(written.path), "kind": made.what, "title": made.title, "rows": made.rows}
    answer(given.json, value, [f"{made.title}: {written.path}"])
    return 0


def _list_kinds(given: Namespace) -> int:
    rows = [
        {
            "kind": one.key,
            "title": one.title,
            "about": one.about,
            "sizes": list(one.sizes),
            "blank": one.supports_blank,
        }
        for one in PAPER_KINDS.values()
    ]
    about = "permohonan, seluruh isinya dalam satu PDF"
    rows.append({"kind": CASE_FILE, "title": "Berkas permohonan", "about": about, "sizes": ["a4"], "blank": False})
    about = "sesi atau petugas, berkas .ics"
    rows.append({"kind": CALENDAR, "title": "Kalender", "about": about, "sizes": [], "blank": False})
    answer(given.json, rows, [f"{row['kind']:<22} {row['title']} ({row['about']})" for row in rows])
    return 0


def _sheet(office: Office, given: Namespace) -> sheets.PrintedSheetRow | None:
    """The case (as ``id``) and the code of a disposition sheet, so that its QR finds the case when it returns."""
    if given.kind not in sheets.FORMS or given.key is None:
        return None
    try:
        number, year = parse_case_key(given.key)
    except BadNumber as problem:
        raise UserError(str(problem), field="key") from None
    with office.store.reading() as connection:
        request = find_case(connection, number, year)
        if request is None:
            raise UserError(f"Berkas {given.key} tidak ada dalam buku agenda.", field="key")
        return sheets.PrintedSheetRow(request, sheets.new_token(connection, request, given.kind))


def _note_sheet(office: Office, sheet: sheets.PrintedSheetRow, given: Namespace) -> None:
    """The file is there: the sheet counts as printed from now on."""
    size = given.size or PAPER_KINDS[given.kind].sizes[0]
    sheets.print_sheet(
        office,
        Act(actor=composition.command_line_actor()),
        request=sheet.id,
        form=given.kind,
        size=size if size in sheets.SIZES else sheets.SIZES[-1],
        blank=given.blank,
        token=sheet.token,
    )


def export(access: Access, given: Namespace) -> int:
    """``export WHAT --format xlsx|pdf [--year Y] [--from D --to D] -o F``."""
    first, last = _day(given.first, "from"), _day(given.last, "to")
    if first and last and last < first:
        raise UserError("Tanggal “sampai” sebelum tanggal “dari”. Periksa tanggalnya.", field="to")
    with composition.opened(access) as office:
        if given.full:
            _note_full_export(office, given)
        with office.store.reading() as connection:
            span = {"now": office.clock.now(), "year": given.year, "first": first, "last": last}
            made = (
                make_people_in_full(connection, **span)
                if given.full
                else make_register(connection, given.what, given.format, **span)
            )
    written = write_atomically(given.output.absolute(), made.data)
    if written.notice:
        tell(written.notice)
    answer(
        given.json,
        {"file": str(written.path), "what": made.what, "rows": made.rows},
        [f"{made.title}, {made.rows} baris: {written.path}"],
    )
    return 0


def _note_full_export(office: Office, given: Namespace) -> None:
    """Whose numbers leave in full, and why, is in the journal before the file is there."""
    if given.what != FULL or given.format != "xlsx":
        raise UserError("Hanya “export peserta --format xlsx” dapat lengkap.", field="full")
    if not (given.reason or "").strip():
        raise UserError('Tulis alasannya: --reason "…".', field="reason")
    act = Act(actor=composition.command_line_actor(), reason=given.reason)
    disclose(office, act, what="ekspor peserta dengan data lengkap dari baris perintah")


def _day(text: str | None, field: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"Tanggal “{text}” tidak dikenal. Tulis seperti 2026-11-30.", field=field) from None
