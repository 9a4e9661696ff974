"""Forms to hand out and get back filled: a PDF for one person, a workbook for an office's letter (DOMAIN 2.1, 2.2).

Fields are named by our identifiers, so that what comes back is read without typing (:mod:`desktop_app.importing`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from desktop_app.documents.common_data import Office
from desktop_app.importing.returned_form import TOPIC_SEPARATOR

PEOPLE = (
    ("full_name", "Nama lengkap dengan gelar", 34),
    ("nip", "NIP / NI PPPK", 24),
    ("position", "Jabatan", 26),
    ("rank_grade", "Pangkat/Golongan", 20),
    ("mobile", "No. HP (WhatsApp/SMS)", 22),
    ("email", "E-mail", 30),
    ("user_group", "Peran pengguna LPSE", 26),
    ("brings_laptop", "Membawa laptop sendiri", 20),
)
"""Columns of the sheet "Peserta" with their widths in characters."""

REQUEST = (
    ("sender", "Nama instansi / perusahaan"),
    ("letter_number", "Nomor surat"),
    ("letter_date", "Tanggal surat (dd-mm-tttt)"),
    ("subject", "Hal"),
    ("signer_name", "Nama penandatangan"),
    ("signer_position", "Jabatan penandatangan"),
    ("contact_name", "Nama narahubung"),
    ("contact_phone", "No. HP narahubung"),
    ("contact_email", "E-mail narahubung"),
    ("topics_1", "Aplikasi yang diminta (1)"),
    ("topics_2", "Aplikasi yang diminta (2)"),
    ("topics_3", "Aplikasi yang diminta (3)"),
    ("participant_count", "Jumlah peserta"),
    ("preferred_1", "Usulan tanggal 1 (dd-mm-tttt)"),
    ("preferred_2", "Usulan tanggal 2 (dd-mm-tttt)"),
    ("preferred_3", "Usulan tanggal 3 (dd-mm-tttt)"),
    ("note", "Keterangan"),
)
PERSON = (
    ("full_name", "Nama lengkap (sesuai KTP, dengan gelar)"),
    ("nip", "NIP / NI PPPK"),
    ("nik", "NIK"),
    ("position", "Jabatan"),
    ("rank_grade", "Pangkat/Golongan"),
    ("organization", "Instansi / Perusahaan"),
    ("npwp", "NPWP perusahaan"),
    ("spse_user_id", "User ID SPSE"),
    ("mobile", "No. HP (WhatsApp/SMS)"),
    ("email", "E-mail"),
    ("address", "Alamat"),
    ("preferred_1", "Usulan tanggal"),
    ("form_date", "Tanggal diisi (dd-mm-tttt)"),
)
ROWS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What both forms offer: the office of the day, topics as (code, name), roles, and the notice about data."""

    office: Office
    topics: tuple[tuple[str, str], ...]
    user_groups: tuple[str, ...]
    privacy_notice: str = ""
    ask_nik: bool = False


def render_workbook(handout: Handout) -> bytes:
    """The workbook with its sheets "Permohonan" and "Peserta"; numbers are text cells, choices are lists."""
    from openpyxl import Workbook

    book = Workbook()
    request: Any = book.active
    request.title = "Permohonan"
    people: Any = book.create_sheet("Peserta")
    lists: Any = book.create_sheet("Daftar")
    lists.sheet_state = "hidden"
    for at, (code, name) in enumerate(handout.topics, 1):
        _text(lists.cell(at, 1), f"{code}{TOPIC_SEPARATOR}{name}")
    for at, group in enumerate(handout.user_groups, 1):
        _text(lists.cell(at, 2), group)
    _request_sheet(request, handout)
    _people_sheet(people, handout)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(cell: Any, words: str) -> Any:
    cell.value = words
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _request_sheet(sheet: Any, handout: Handout) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    title = "Permohonan training " + handout.office.short_name
    _text(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    hint = "Isi kolom B, lalu lembar “Peserta”. Kirim kembali lewat flash disk atau e-mail bersama suratnya."
    _text(sheet.cell(2, 1), hint).font = Font(italic=True, color="666666")
    first = 4
    for at, (name, label) in enumerate(REQUEST, first):
        _text(sheet.cell(at, 1), label).font = Font(bold=True)
        value = sheet.cell(at, 2)
        value.number_format = "@"
        value.fill = PatternFill("solid", fgColor="FFF7DC")
        value.alignment = Alignment(wrap_text=True, vertical="top")
        _text(sheet.cell(at, 3), name)
    rows = {name: at for at, (name, _) in enumerate(REQUEST, first)}
    offered = DataValidation("list", formula1=f"Daftar!$A$1:$A${max(1, len(handout.topics))}", allow_blank=True)
    offered.errorTitle, offered.error = "Aplikasi", "Pilih dari daftar."
    offered.add(f"B{rows['topics_1']}:B{rows['topics_3']}")
    sheet.add_data_validation(offered)
    _text(sheet.cell(first + len(REQUEST) + 1, 1), handout.privacy_notice).alignment = Alignment(
        wrap_text=True, vertical="top"
    )
    sheet.merge_cells(
        start_row=first + len(REQUEST) + 1, end_row=first + len(REQUEST) + 3, start_column=1, end_column=2
    )
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 60
    sheet.column_dimensions["C"].hidden = True


def _people_sheet(sheet: Any, handout: Handout) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    columns = (*PEOPLE[:2], ("nik", "NIK", 22), *PEOPLE[2:]) if handout.ask_nik else PEOPLE
    for at, (name, label, width) in enumerate(columns, 1):
        letter = get_column_letter(at)
        head = _text(sheet.cell(1, at), label)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
        sheet.column_dimensions[letter].width = width
        for row in range(2, ROWS + 2):
            sheet.cell(row, at).number_format = "@"
        chosen = {
            "user_group": f"Daftar!$B$1:$B${max(1, len(handout.user_groups))}",
            "brings_laptop": '"Ya,Tidak"',
        }.get(name)
        if chosen is not None:
            offered = DataValidation("list", formula1=chosen, allow_blank=True)
            offered.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(offered)
    sheet.freeze_panes = "A2"


def render_pdf(handout: Handout) -> bytes:
    """The form of one person with fields to type into: one A4 page."""
    from desktop_app.documents.handout_page import draw_form

    return draw_form(handout)
