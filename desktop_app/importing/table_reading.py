"""A file from outside as plain rows of text. Runs in the child process only (:mod:`desktop_app.importing.worker`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop_app.importing.refusals import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, TableRefused
from desktop_app.importing.table_text import read_text_table
from desktop_app.scanning.file_kinds import stranger_of

PEOPLE_SHEET = "Peserta"
REQUEST_SHEET = "Permohonan"
"""Sheets of our own template; in a stranger's workbook the first filled sheet is read."""

MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 250
MOST_PARTS = 3000
TOO_LONG = 10**15
"""Excel keeps fifteen digits of a number; a NIP or NIK typed as a number has lost its end."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def read_file(data: bytes) -> dict[str, Any]:
    """``{"rows": [[number, cell, ...]], "sheet", "sheets", "inexact": [[number, column]], "form": {...}}``.

    Empty rows are left out but counted in ``number`` (from 1, as Excel shows it). Raises :class:`TableRefused`.
    """
    if not data:
        raise TableRefused("kosong_berkas")
    if len(data) > LARGEST_FILE:
        raise TableRefused("terlalu_besar")
    if data.startswith(_ZIP):
        _check_zip(data)
        return _workbook(data)
    if data.startswith(_OLE):
        _check_ole(data)
        return _workbook(data)
    if b"%PDF-" in data[:1024]:
        from desktop_app.importing.form_fields import read_form

        return {"rows": [], "sheet": "", "sheets": [], "inexact": [], "form": read_form(data)}
    if stranger_of(data) is not None:
        raise TableRefused("bukan_tabel")
    rows = _numbered(read_text_table(data))
    if not rows:
        raise TableRefused("tanpa_isi")
    return {"rows": rows, "sheet": "", "sheets": [], "inexact": [], "form": {}}


def _check_zip(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise TableRefused("rusak") from problem
    names = {part.filename.lower() for part in parts}
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise TableRefused("bukan_tabel")
    if any(part.flag_bits & 1 for part in parts):
        raise TableRefused("terkunci")
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise TableRefused("makro")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 4096):
        raise TableRefused("bom")
    if "content.xml" in names and _manifest_is_sealed(data):
        raise TableRefused("terkunci")


def _manifest_is_sealed(data: bytes) -> bool:
    try:
        return b"encryption-data" in zipfile.ZipFile(io.BytesIO(data)).read("META-INF/manifest.xml")
    except (KeyError, zipfile.BadZipFile, OSError):
        return False


def _check_ole(data: bytes) -> None:
    """An old workbook, or a new one behind a password: both lie in the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableRefused("terkunci")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise TableRefused("makro")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise TableRefused("bukan_tabel")


def _workbook(data: bytes) -> dict[str, Any]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [one.name for one in book.sheets_metadata if str(one.visible).endswith(".Visible")] or book.sheet_names
        chosen, cells = "", []
        for name in sorted(names, key=lambda name: name != PEOPLE_SHEET):
            cells = _cells(book.get_sheet_by_name(name))
            chosen = name
            if any(any(cell != "" for cell in row) for row in cells):
                break
        form = _pairs(_cells(book.get_sheet_by_name(REQUEST_SHEET))) if REQUEST_SHEET in names else {}
    except python_calamine.PasswordError as problem:
        raise TableRefused("terkunci") from problem
    except (python_calamine.CalamineError, python_calamine.WorksheetNotFound, ValueError, OSError) as problem:
        raise TableRefused("rusak") from problem
    inexact: list[list[int]] = []
    rows = _told(cells, inexact)
    if not rows and not form:
        raise TableRefused("tanpa_isi")
    return {"rows": rows, "sheet": chosen, "sheets": names, "inexact": inexact, "form": form}


def _cells(sheet: Any) -> list[list[Any]]:
    if sheet.total_height > MOST_ROWS:
        raise TableRefused("terlalu_banyak_baris")
    if sheet.total_width > MOST_COLUMNS:
        raise TableRefused("terlalu_banyak_kolom")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _numbered(rows: Iterable[Sequence[str]]) -> list[list[Any]]:
    return [[number, *row] for number, row in enumerate(rows, 1) if any(cell and not cell.isspace() for cell in row)]


def _told(cells: Sequence[Sequence[Any]], inexact: list[list[int]]) -> list[list[Any]]:
    """Numbered rows of text; cells whose number is too long for Excel are noted in ``inexact``."""
    made: list[list[Any]] = []
    for number, row in enumerate(cells, 1):
        texts: list[Any] = [number]
        filled = False
        for column, cell in enumerate(row):
            if type(cell) is not str:
                if type(cell) in (int, float) and abs(cell) >= TOO_LONG:
                    inexact.append([number, column])
                cell = _text(cell)
            texts.append(cell)
            filled = filled or bool(cell and not cell.isspace())
        if filled:
            made.append(texts)
    return made


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e25 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d-%m-%Y}" if cell.time() == time() else f"{cell:%d-%m-%Y %H.%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell)


def _pairs(cells: Sequence[Sequence[Any]]) -> dict[str, str]:
    """Label and value of the sheet of the request in our template: the identifier stands in its third column."""
    made: dict[str, str] = {}
    for row in cells:
        if len(row) >= 3 and isinstance(row[2], str) and row[2].isidentifier():
            made[row[2]] = _text(row[1]).strip()
    return made
