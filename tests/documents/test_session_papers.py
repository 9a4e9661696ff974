"""Letters, lists and records of a training: words, heads repeated over pages, nothing parsed as markup."""

from __future__ import annotations

import dataclasses
from datetime import date, time
from io import BytesIO

from pypdf import PdfReader

from desktop_app.documents.paper_data import MinutesReason, Person, ScheduleRow
from desktop_app.documents.paper_kinds import render_paper
from tests.documents.reading import all_text, pages_text
from tests.documents.samples import HOSTILE, LONG_NAME, LONG_OFFICE, SESSION, VALUES


def test_user_text_is_printed_as_typed() -> None:
    for key in ("undangan", "daftar-hadir", "laporan"):
        text = all_text(render_paper(key, VALUES[key]))
        for value in (*HOSTILE, LONG_NAME, LONG_OFFICE):
            assert value in text, (key, value)


def test_braces_in_a_reason_are_no_placeholders() -> None:
    assert "{bukan} kewenangan" in all_text(render_paper("penolakan", VALUES["penolakan"]))


def test_notice_carries_reference_facts_deadline_and_the_rule() -> None:
    first, second = pages_text(render_paper("undangan", VALUES["undangan"]))
    for words in (
        "Menindaklanjuti surat Saudara Nomor 445/1182/XI/2026 tanggal 30 November 2026",
        "Selasa - Rabu, 15 - 16 Desember 2026",
        "08.30 - 15.00 WIB",
        "5 orang (daftar terlampir)",
        "paling lambat Kamis, 10 Desember 2026 kepada Contoh Petugas (HP 0812-0000-0001)",
        "Peserta harus mengikuti jadwal dan ketentuan yang berlaku di LPSE",
        "Plh. Kasubbag LPSE,",
        "Tembusan:",
    ):
        assert words in first
    assert "DAFTAR PESERTA TRAINING" in second


def test_draft_letter_has_room_for_the_number() -> None:
    letter = dataclasses.replace(VALUES["undangan"].letter, number="", dated=None)
    assert "Nomor : ....." in all_text(render_paper("undangan", dataclasses.replace(VALUES["undangan"], letter=letter)))


def test_change_without_a_new_date_keeps_the_place_in_the_queue() -> None:
    text = all_text(render_paper("perubahan", VALUES["perubahan"]))
    assert "karena listrik padam." in text
    assert "tetap berlaku dan didahulukan" in text


def test_attendance_repeats_its_head_and_numbers_every_row() -> None:
    people = tuple(Person(full_name=f"Contoh {number:03d}") for number in range(1, 61))
    value = dataclasses.replace(VALUES["daftar-hadir"], participants=people, blank_rows=99)
    pages = pages_text(render_paper("daftar-hadir", value))
    assert len(pages) >= 3
    for page in pages:
        assert "Nama / NIP" in page
        assert "Tanda tangan" in page
    assert sum("Contoh 060" in page for page in pages) == 1
    assert "Baris 61-70" in pages[-1]


def test_four_days_make_two_sheets() -> None:
    session = dataclasses.replace(SESSION, days=tuple(date(2026, 12, day) for day in range(14, 18)))
    value = dataclasses.replace(VALUES["daftar-hadir"], session=session)
    pages = pages_text(render_paper("daftar-hadir", value))
    assert sum("DAFTAR HADIR PESERTA TRAINING" in page for page in pages) == 2
    assert any("Kamis, 17 Desember 2026" in page for page in pages)


def test_minutes_write_the_date_in_words() -> None:
    text = all_text(render_paper("berita-acara", VALUES["berita-acara"]))
    assert "Rabu tanggal enam belas bulan Desember tahun dua ribu dua puluh enam" in text
    assert "5 (lima) orang" in text
    value = dataclasses.replace(
        VALUES["berita-acara"], reason=MinutesReason.FORCE_MAJEURE, reason_text="Banjir", attachments=("Foto",)
    )
    text = all_text(render_paper("berita-acara", value))
    assert "BERITA ACARA KEADAAN KAHAR" in text
    assert "Banjir" in text


def test_schedule_begins_on_monday_and_names_holidays() -> None:
    text = pages_text(render_paper("jadwal", VALUES["jadwal"]))[0]
    assert text.index("Senin") < text.index("Minggu")
    assert "Hari Raya Natal" in text
    assert "SPSE <4.5> & lain" in text


def test_a_full_day_says_how_many_more() -> None:
    row = VALUES["jadwal"].sessions[0]
    rows: tuple[ScheduleRow, ...] = tuple(dataclasses.replace(row, start=time(7 + n)) for n in range(9))
    pages = pages_text(render_paper("jadwal", dataclasses.replace(VALUES["jadwal"], sessions=rows)))
    assert "lagi, lihat daftar" in pages[0]
    assert all(f"{7 + n:02d}.00 - 15.00 WIB" in " ".join(pages[1:]) for n in range(9))


def test_long_names_give_way_to_short_ones_in_the_month_and_stand_in_full_in_the_list() -> None:
    """Nothing in the month is set smaller than can be read on a notice board."""
    name = "Sistem Pengadaan Secara Elektronik versi 4.5 untuk Pejabat Pembuat Komitmen dan Pejabat Pengadaan"
    row = dataclasses.replace(
        VALUES["jadwal"].sessions[0], topic=name, user_group="PPK", venue="Laboratorium Komputer " * 4, status="tetap"
    )
    data = render_paper("jadwal", dataclasses.replace(VALUES["jadwal"], sessions=(row,)))
    pages = pages_text(data)
    assert name not in pages[0] and "08.30 PPK" in pages[0] and ", tetap, Laboratorium" in pages[0]
    assert "…" in pages[0] and "…" not in pages[1]
    assert name in " ".join(pages[1].split())
    page = PdfReader(BytesIO(data)).pages[0]
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda text, _c, _t, _f, size: sizes.append(size) if text.strip() else None)
    assert min(sizes) >= 5.4


def test_receipt_lists_what_is_lacking() -> None:
    text = all_text(render_paper("tanda-terima", VALUES["tanda-terima"]))
    assert "Perlu dilengkapi paling lambat Kamis, 10 Desember 2026: Cap" in text
    assert LONG_NAME in text


def test_long_activities_flow_over_pages() -> None:
    words = " ".join(f"kata{number}" for number in range(2500))
    value = dataclasses.replace(VALUES["laporan"], activities=(words,), requested_by=(words,), comments=("Baik",))
    pages = pages_text(render_paper("laporan", value))
    assert len(pages) > 3
    assert all(" ".join(pages).count(f"kata{number}") >= 2 for number in (0, 1250, 2499))


def test_change_with_a_new_date_tells_both() -> None:
    new = dataclasses.replace(SESSION, days=(date(2027, 1, 5),))
    value = dataclasses.replace(
        VALUES["perubahan"], new=new, participants=VALUES["undangan"].participants, confirm_by=date(2026, 12, 20)
    )
    text = all_text(render_paper("perubahan", value))
    assert "Selasa - Rabu, 15 - 16 Desember 2026" in text
    assert "Selasa, 5 Januari 2027" in text
    assert "kepada Helpdesk LPSE" in text


def test_substitute_trainer_is_named() -> None:
    value = dataclasses.replace(VALUES["surat-tugas"], replaces="Contoh Lama", carbon_copies=("Arsip",))
    assert "menggantikan Contoh Lama." in all_text(render_paper("surat-tugas", value))
