"""The disposition sheet: the standard form's labels in order, ticks, stub, chain, list, long values (DOMAIN
1.1).
"""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pytest
from PIL import Image

from desktop_app.documents.disposition_sheet import render_chain, render_disposition, tick_boxes
from desktop_app.documents.paper_data import ListedForm, Official, StepTime
from tests.documents.reading import all_text, codes, pages_text, pictures
from tests.documents.samples import HOSTILE, LONG_NAME, LONG_OFFICE, SHEET

LABELS = (
    "LEMBAR DISPOSISI",
    "Surat dari",
    "No. Surat",
    "Tgl. Surat",
    "Diterima Tgl",
    "No. Agenda",
    "Sifat",
    "Sangat segera",
    "Segera",
    "Rahasia",
    "Hal",
    "Diteruskan kepada Sdr. :",
    "Dengan hormat harap :",
)


@pytest.mark.parametrize("size", ["half_f4", "f4", "a4", "legal"])
@pytest.mark.parametrize("blank", [True, False])
def test_labels_and_user_text_stand_on_the_sheet(size: str, blank: bool) -> None:
    text = pages_text(render_disposition(SHEET, size=size, blank=blank))[0]
    for label in (*LABELS, "Tanggapan dan Saran", "Proses lebih lanjut", "Koordinasi/konfirmasikan", "Catatan :"):
        assert label in text
    for value in HOSTILE:
        assert value in text
    assert "Jangkar: 1234-ab12cd34" in text
    assert "Selasa" not in text
    assert "menit" not in text


def test_blank_leaves_the_dispositions_to_the_pen() -> None:
    text = all_text(render_disposition(SHEET, size="f4", blank=True))
    assert "paraf dan tanggal" in text
    assert "Setuju, utamakan" not in text
    assert "Contoh Kepala" in text


def test_filled_sheet_tells_who_recorded_the_paraf_and_what_is_not_in_the_list() -> None:
    text = all_text(render_disposition(SHEET, size="half_f4"))
    assert "Dicatat dari lembar oleh Contoh Petugas pada 03/12/2026 09.40" in text
    assert "Hadiri" in text
    assert "Plh. Kasubbag LPSE" in text
    assert "Disposisi lisan" in text


def test_both_parts_of_a_full_sheet_have_their_own_code() -> None:
    (image,) = pictures(render_disposition(SHEET, size="f4", blank=True))
    assert codes(image) == {"LD7K2M9QX4", "TT7K2M9QX4"}
    (half,) = pictures(render_disposition(SHEET, blank=True))
    assert codes(half) == {"LD7K2M9QX4"}


def test_code_survives_a_poor_scan() -> None:
    (image,) = pictures(render_disposition(SHEET, blank=True), scale=1.4)
    assert "LD7K2M9QX4" in codes(image.rotate(3, expand=True, fillcolor=255))


def test_tick_boxes_lie_where_ink_is() -> None:
    boxes = tick_boxes(SHEET)
    assert {"sifat:segera", "sifat:sangat_segera", "sifat:rahasia", "harap:proses", "kepada:0"} <= set(boxes)
    scale = 4.0
    (image,) = pictures(render_disposition(SHEET, blank=True), scale=scale)
    unit = scale * 72 / 25.4
    for name, box in boxes.items():
        x, y = round(box.x * unit), round((box.y + box.height / 2) * unit)
        assert min(darkness(image, x + shift, y) for shift in (-1, 0, 1)) < 120, name
        inside = image.crop((x + 4, y - 10, round((box.x + box.width) * unit) - 4, y + 10)).getextrema()
        assert (inside[0] == 0) == (name in ("sifat:segera", "sifat:rahasia")), name


def darkness(image: Image.Image, x: int, y: int) -> int:
    """Return the grey value of one pixel."""
    value = image.getpixel((x, y))
    assert isinstance(value, int)
    return value


def test_chain_has_the_three_links_in_order() -> None:
    for size in ("f4", "half_f4"):
        text = all_text(render_chain(SHEET, size=size, blank=True))
        places = [text.index(word) for word in ("Helpdesk LPSE", "Kepala Bagian PBJ Tgl", "Tim Trainer")]
        assert places == sorted(places)


def test_many_forms_are_listed_on_pages_with_their_own_head_and_code() -> None:
    forms = tuple(
        ListedForm(
            agenda_number=f"{number:04d}/LPSE/2026",
            full_name=LONG_NAME,
            organization=LONG_OFFICE,
            topic="SPSE 4.5",
            received_at=datetime(2026, 12, 1, 8, number),
        )
        for number in range(1, 31)
    )
    pdf = render_disposition(dataclasses.replace(SHEET, listed_forms=forms), blank=True)
    texts = pages_text(pdf)
    assert len(texts) > 2
    for page, image in zip(texts[1:], pictures(pdf)[1:], strict=True):
        assert "LAMPIRAN LEMBAR DISPOSISI" in page
        assert "No. Agenda" in page
        assert codes(image) == {"LD7K2M9QX4"}
    for form in forms:
        assert sum(form.agenda_number in page for page in texts[1:]) >= 1


def test_longest_values_are_all_there() -> None:
    request = dataclasses.replace(SHEET.request, sender=LONG_OFFICE, subject="Permohonan training " * 12 + "akhir")
    signer = Official(name=LONG_NAME, title="Kepala Bagian", signing_prefix="a.n.", on_behalf_of=LONG_OFFICE)
    line = dataclasses.replace(SHEET.lines[0], note="Catatan panjang sekali. " * 60 + "tamat", officer=None)
    sheet = dataclasses.replace(SHEET, request=request, signer=signer, lines=(line,))
    for size in ("half_f4", "f4", "a4"):
        text = all_text(render_disposition(sheet, size=size))
        for value in (LONG_OFFICE, LONG_NAME, "akhir", "tamat", "a.n."):
            assert value in text
        assert text.count("sekali.") == 60


def test_times_are_printed_only_when_given() -> None:
    times = (StepTime(step=3, label="Disposisi Kabag", standard="30 menit", duration="21 menit"),)
    text = all_text(render_disposition(dataclasses.replace(SHEET, step_times=times)))
    assert "KENDALI LANGKAH SOP" in text
    assert "21 menit" in text


def test_letter_without_a_number_and_individual_form() -> None:
    request = dataclasses.replace(SHEET.request, letter_number="", letter_date=None)
    assert "tanpa nomor" in all_text(render_disposition(dataclasses.replace(SHEET, request=request)))
    form = dataclasses.replace(request, individual=True)
    text = all_text(render_disposition(dataclasses.replace(SHEET, request=form), size="a4"))
    assert "formulir pendaftaran" in text
    assert "TANDA TERIMA FORMULIR" in text
