"""What each setting of the office may hold: its kind, its bounds and the form in which its text is kept."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.errors import UserError
from desktop_app.queries import setting_names as names
from desktop_app.scanning.file_kinds import image_size, kind_of
from desktop_app.services.text import LONG_LINE, block, line
from desktop_app.sop.message_text import check_text
from desktop_app.sop.numbering import check_agenda_template, check_template

MOST_QUESTIONS = 20
MOST_LINES = 200
PAPER_SIZES = ("f4", "a4")
LETTERHEAD_PARTS = ("lines", "address", "contact", "place", "logo", "sample")
LONGEST_LOGO = 2_000_000
MOST_LOGO_PIXELS = 4_000_000

BOUNDS: Mapping[str, tuple[int, int]] = {
    names.CONFIRM_DAYS: (0, 60),
    names.CONFIRM_BEFORE_CLASS: (0, 60),
    names.OFFER_DAYS: (0, 60),
    names.RESERVED_SEATS: (0, 100),
    names.OWN_CLASS_SIZE: (1, 999),
    names.BACKUP_MINUTES: (5, 1440),
    names.IDLE_MINUTES: (1, 60),
    names.PASS_MARK: (0, 100),
    names.CERTIFICATE_PERCENT: (0, 100),
}
"""Smallest and largest value of each number; the idle lock has no value that switches it off (ASVS 7.3.1)."""

BLOCKS = frozenset({names.PRIVACY_NOTICE, names.CALL_TEXT, names.MESSAGE_TEXT, names.MAIL_BODY})
"""Settings of several lines; every other text is one line."""


def checked(name: str, value: Any) -> Any:
    """The value as it is kept; raises :class:`UserError` at ``name`` or ``value``."""
    if name not in names.DEFAULTS:
        raise UserError(f"Pengaturan “{name}” tidak dikenal.", field="name")
    if type(value) is not type(names.DEFAULTS[name]):
        raise UserError("Isi pengaturan tidak sesuai jenisnya. Periksa nilainya.", field="value")
    if isinstance(value, bool):
        return value
    kept = _tidy(name, value)
    problem = _problem(name, kept)
    if problem:
        raise UserError(problem, field="value")
    return kept


def _tidy(name: str, value: Any) -> Any:
    if isinstance(value, str):
        if name == names.BACKUP_FOLDER:
            return _path(value)
        return block(value, "value") if name in BLOCKS else line(value, "value", limit=LONG_LINE)
    if isinstance(value, list) and name != names.RETENTION_CODES:
        if len(value) > MOST_LINES or not all(isinstance(one, str) for one in value):
            raise UserError(f"Daftar memuat paling banyak {MOST_LINES} baris teks. Periksa isinya.", field="value")
        clean = _path if name == names.BACKUP_MORE_FOLDERS else _line
        return [one for one in map(clean, value) if one]
    return _letterhead(value) if name == names.LETTERHEAD else value


def _line(text: str) -> str:
    return line(text, "value", limit=LONG_LINE)


def _path(text: str) -> str:
    """A folder as it is called: two blanks in its name stay two."""
    line(text, "value", limit=LONG_LINE)
    return text.strip()


def _letterhead(head: dict[str, Any]) -> dict[str, Any]:
    unknown = [part for part in head if part not in LETTERHEAD_PARTS]
    lines = head.get("lines")
    if unknown or not isinstance(lines, list) or not all(isinstance(one, str) for one in lines):
        raise UserError("Kop surat memuat baris, alamat, kontak, dan kota. Periksa isinya.", field="value")
    kept = {**head, "lines": [one for one in map(_line, lines[:MOST_LINES]) if one]}
    for part in ("address", "contact", "place"):
        if part in head:
            kept[part] = _line(str(head[part]))
    if head.get("logo"):
        _check_logo(head["logo"])
    return kept


def _check_logo(coded: Any) -> None:
    """A small PNG or JPEG that opens: it is printed on every paper from now on."""
    refused = UserError("Logo harus gambar PNG atau JPEG yang utuh, paling besar 1,5 MB.", field="value")
    if not isinstance(coded, str) or len(coded) > LONGEST_LOGO:
        raise refused
    try:
        data = base64.b64decode(coded, validate=True)
    except ValueError:
        raise refused from None
    kind = kind_of(data)
    size = image_size(data, kind) if kind in ("png", "jpeg") else None
    if size is None or not 0 < size[0] * size[1] <= MOST_LOGO_PIXELS:
        raise refused
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise refused from None


def _problem(name: str, value: Any) -> str | None:
    """The first thing that is wrong with a tidied value."""
    if name in BOUNDS:
        least, most = BOUNDS[name]
        return None if least <= value <= most else f"Angka itu harus {least} sampai {most}. Periksa nilainya."
    check = _CHECKS.get(name)
    return check(value) if check is not None else None


def _first(check: Callable[[str], list[str]]) -> Callable[[Any], str | None]:
    return lambda value: next(iter(check(value)), None)


def _message(value: str) -> str | None:
    return next((one.sentence for one in check_text(value)), None)


def _questions(value: list[str]) -> str | None:
    if 1 <= len(value) <= MOST_QUESTIONS:
        return None
    return f"Kuesioner memuat 1 sampai {MOST_QUESTIONS} pertanyaan. Tulis satu baris satu pertanyaan."


def _groups(value: list[str]) -> str | None:
    return None if value else "Daftar peran masih kosong. Tulis satu baris satu peran."


def _paper(value: str) -> str | None:
    return None if value in PAPER_SIZES else f"Ukuran kertas “{value}” tidak dikenal. Pilih F4 atau A4."


def _codes(value: list[Any]) -> str:
    del value
    return "Kode retensi disimpan dari halaman Retensi, satu per satu."


_CHECKS: Mapping[str, Callable[[Any], str | None]] = {
    names.OUTGOING_TEMPLATE: _first(check_template),
    names.CERTIFICATE_TEMPLATE: _first(check_template),
    names.AGENDA_LABEL: _first(check_agenda_template),
    names.CALL_TEXT: _message,
    names.MESSAGE_TEXT: _message,
    names.MAIL_SUBJECT: _message,
    names.MAIL_BODY: _message,
    names.QUESTIONS: _questions,
    names.USER_GROUPS: _groups,
    names.PAPER_SIZE: _paper,
    names.RETENTION_CODES: _codes,
}
