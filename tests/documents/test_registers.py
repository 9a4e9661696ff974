"""Registers: the same columns on paper and in the workbook, text stays text, voided rows stay visible."""

from __future__ import annotations

import gc
import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.documents import paper_data as d
from desktop_app.documents.register_pdf import render_register_pdf
from desktop_app.documents.register_xlsx import CELL_LIMIT, CUT_MARK, clean_text, render_register_xlsx, sheet_name
from desktop_app.documents.registers import REGISTERS
from tests.documents.reading import page_sizes_mm, pages_text
from tests.documents.samples import HOSTILE, OFFICE, SLOTS, SUBHEAD, incoming

ROWS: dict[str, d.RegisterRow] = {
    "agenda-masuk": d.IncomingAgendaRow(agenda_number=1, received_at=datetime(2026, 1, 2, 8), sender="=1+1"),
    "agenda-keluar": d.OutgoingAgendaRow(sequence=1, letter_number="=1+1", letter_date=date(2026, 1, 2)),
    "ekspedisi": d.DeliveryRow(sequence=1, handed_at=datetime(2026, 1, 2, 8), agenda="1/2026", sender="=1+1"),
    "daftar-berkas": d.ArchiveFileRow(
        classification="800.2.4.1", agenda="1/2026", about="=1+1", closed_on=date(2026, 1, 2)
    ),
    "permohonan": d.RequestRow(agenda="1/2026", received_at=datetime(2026, 1, 2, 8, tzinfo=UTC), sender="=1+1"),
    "peserta": d.ParticipantRow(full_name="=1+1", nip_masked="1978********0001"),
    "jadwal": d.SessionRow(
        first_day=date(2026, 1, 2), last_day=date(2026, 1, 3), start=time(8), end=time(15), topic="=1+1"
    ),
    "kehadiran": d.AttendanceRow(day=date(2026, 1, 2), topic="=1+1", full_name="#N/A"),
    "mutu-baku": d.StandardTimeRow(agenda="1/2026", step=3, step_label="=1+1", minutes=21, on_time=True),
}


def workbook(document: d.RegisterDocument) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_register_xlsx(document)))


@pytest.mark.parametrize("kind", list(REGISTERS))
def test_user_text_is_never_a_formula(kind: str) -> None:
    document = d.RegisterDocument(kind=kind, office=OFFICE, period="=2+2", rows=(ROWS[kind],))
    book = workbook(document)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), cell.coordinate
    texts = [cell.value for cell in book.worksheets[0][2]]
    assert "=1+1" in texts
    assert "=1+1" in " ".join(pages_text(render_register_pdf(document)))


def test_data_sheet_is_first_with_real_dates_and_numbers() -> None:
    book = workbook(incoming(6))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["Agenda Surat Masuk", "Ringkasan"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in REGISTERS["agenda-masuk"].columns]
    assert sheet["A2"].value == 1
    assert sheet["A2"].data_type == "n"
    assert sheet["B2"].value == datetime(2026, 2, 5, 9, 12)
    assert sheet["E2"].value == datetime(2026, 11, 30)
    assert sheet["C3"].value == HOSTILE[2]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I7"
    assert sheet.page_setup.paperSize == 14
    assert sheet.print_title_rows == "$1:$1"
    small = openpyxl.load_workbook(io.BytesIO(render_register_xlsx(incoming(6), "a4")))
    assert {one.page_setup.paperSize for one in small.worksheets} == {9}
    assert len(book.worksheets[1]._charts) == 1


def test_voided_rows_stay_struck_with_their_reason() -> None:
    sheet = workbook(incoming(6)).worksheets[0]
    assert sheet["C6"].font.strike
    assert sheet["I6"].value == "DIBATALKAN: salah ketik"
    assert not sheet["C5"].font.strike
    text = " ".join(pages_text(render_register_pdf(incoming(6))))
    assert "DIBATALKAN: salah ketik" in text
    assert "Jumlah: 6 baris, 1 di antaranya dibatalkan" in text


def test_control_characters_go_and_long_text_is_cut_with_a_mark() -> None:
    assert clean_text("a\x00b\x0bc\ud800d\te") == "abcd\te"
    cut = clean_text("😀" * CELL_LIMIT)
    assert cut.endswith(CUT_MARK)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    row = d.IncomingAgendaRow(agenda_number=1, received_at=datetime(2026, 1, 2), sender="x" * 40_000 + "\x01")
    sheet = workbook(incoming(0, rows=(row,))).worksheets[0]
    assert sheet["C2"].value.endswith(CUT_MARK)


def test_pages_repeat_the_head_and_count_themselves() -> None:
    pdf = render_register_pdf(incoming(120, signatures=SLOTS, dated=date(2026, 12, 31), closing="Buku ditutup."))
    pages = pages_text(pdf)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "Nomor agenda" in page
        assert f"Halaman {number} dari {len(pages)}" in page
    assert "Buku ditutup." in pages[-1]
    assert "Tanjungpandan, 31 Desember 2026" in pages[-1]
    assert set(page_sizes_mm(pdf)) == {(330.0, 215.0)}


def test_a_row_taller_than_the_page_is_split_not_lost() -> None:
    words = " ".join(f"kata{number}" for number in range(3000))
    row = d.IncomingAgendaRow(agenda_number=1, received_at=datetime(2026, 1, 2), sender="x", subject=words)
    text = " ".join(pages_text(render_register_pdf(incoming(0, rows=(row,)))))
    assert all(f"kata{number}" in text for number in (0, 1, 1499, 2998, 2999))


def test_empty_registers_print() -> None:
    assert "Tidak ada catatan" in pages_text(render_register_pdf(incoming(0)))[0]
    assert workbook(incoming(0)).worksheets[0].max_row == 1


def test_what_was_recorded_later_is_not_judged() -> None:
    row = d.StandardTimeRow(agenda="1/2026", step=3, step_label="x", on_time=False, judged=False)
    document = d.RegisterDocument(kind="mutu-baku", office=OFFICE, period="2026", rows=(row,))
    assert "dicatat kemudian" in pages_text(render_register_pdf(document))[0]


@pytest.mark.parametrize("closed", [False, True])
def test_signatures_never_stand_without_a_line_of_the_book(closed: bool) -> None:
    """However many lines there are: on the last page at least one of them, with head, count and signatures."""
    changes: dict[str, Any] = {"signatures": SLOTS}
    if closed:
        changes["closing"] = "Buku agenda ini ditutup dengan nomor terakhir 44. " * 6
    for count in range(1, 40):
        last = pages_text(render_register_pdf(incoming(count, dated=date(2026, 12, 31), **changes)))[-1]
        assert "Nomor surat" in last and f"-{count}" in last and SUBHEAD.name in last, count


def test_a_sheet_is_named_by_whole_words_and_every_summary_has_its_chart() -> None:
    for register in REGISTERS.values():
        name = sheet_name(register.title)
        assert register.title.startswith(name) and len(name) <= 31
        assert register.title[len(name) :][:1] in ("", " ")
    assert len(workbook(incoming(1)).worksheets[1]._charts) == 1


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_workbook_stopped_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the rows so far in a temporary file, nor a half-written stream that complains when it is collected."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Stopped(tuple[d.RegisterRow, ...]):
        def __iter__(self) -> Iterator[d.RegisterRow]:
            yield from self[:3]
            assert len(list(tmp_path.iterdir())) == 1, "the rows so far"
            raise InterruptedError

    document = incoming(6)
    with pytest.raises(InterruptedError):
        render_register_xlsx(replace(document, rows=Stopped(document.rows)))
    gc.collect()
    assert list(tmp_path.iterdir()) == []
