"""The file of a case: bookmarks in order, nothing active comes in, what is lost says so, equal in gives equal out."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.documents.case_binding import bind_case
from desktop_app.documents.case_data import CaseCover, CasePart
from tests.documents.reading import pages_text
from tests.documents.samples import OFFICE

PLACE = "Lemari 2, map 12"
COVER = CaseCover(
    office=OFFICE,
    key="147/2026",
    agenda_label="0147/LPSE/2026",
    facts=(("Pengirim", "RSUD <b>Contoh</b> & Co"),),
    keeping=(("Tempat simpan", PLACE),),
)
LETTER = sample_letter("RSUD CONTOH", ("Nomor : 1/2/CONTOH", "Memohon training"))


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Every bookmark with its depth and page, from 1."""
    reader = PdfReader(io.BytesIO(data))

    def walk(items: Any, depth: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for one in items:
            if isinstance(one, list):
                found += walk(one, depth + 1)
            else:
                found.append((depth, str(one.title), (reader.get_destination_page_number(one) or 0) + 1))
        return found

    return walk(reader.outline, 0)


def hostile() -> bytes:
    """A page with a script, a launching link, an attached file, and actions on opening."""
    writer = PdfWriter()
    writer.append(io.BytesIO(LETTER))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('jalan')")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    writer.add_attachment("jahat.exe", b"MZ")
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): script})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """A PDF whose page tree contains itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def png_cut() -> bytes:
    """The head of a picture and nothing after it."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x10\x00\x00\x00\x10\x00\x08\x02\x00\x00\x00" + zlib.compress(
        b"x"
    )


def test_bookmarks_lead_to_the_parts_and_the_cover_lists_them() -> None:
    parts = (
        CasePart("Surat", "surat.pdf", LETTER, copy="asli (pindaian)"),
        CasePart("Surat", "lampiran.pdf", LETTER),
        CasePart("Riwayat", "Riwayat berkas", LETTER),
    )
    made = bind_case(COVER, parts, PLACE)
    assert bookmarks(made.data) == [
        (0, "Sampul dan daftar isi", 1),
        (0, "Surat", 2),
        (1, "surat.pdf", 2),
        (1, "lampiran.pdf", 3),
        (0, "Riwayat", 4),
        (1, "Riwayat berkas", 4),
    ]
    texts = pages_text(made.data)
    assert made.pages == len(texts) == 4 and not made.problems
    assert "RSUD <b>Contoh</b> & Co" in texts[0] and "asli (pindaian)" in texts[0] and PLACE in texts[0]
    assert "Memohon training" in texts[1]
    assert made.data == bind_case(COVER, parts, PLACE).data


def test_nothing_active_comes_in_with_a_scan() -> None:
    assert b"/JavaScript" in hostile() and b"/AA " in hostile()
    made = bind_case(COVER, (CasePart("Surat", "surat.pdf", hostile()),), PLACE)
    for word in (b"/JavaScript", b"/JS", b"/EmbeddedFile", b"/Annots", b"/OpenAction", b"/Names", b"/AA "):
        assert word not in made.data, word
    assert "Memohon training" in pages_text(made.data)[1]


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("pdf", b""),
        ("pdf", b"not a pdf at all"),
        ("pdf", LETTER[: len(LETTER) // 2]),
        ("pdf", bomb()),
        ("picture", png_cut()),
        ("picture", b""),
    ],
    ids=["empty", "text", "cut", "own parent", "cut picture", "no picture"],
)
def test_what_cannot_be_read_becomes_a_page_that_says_so(media: str, content: bytes) -> None:
    parts = (CasePart("Surat", "surat.pdf", content, media), CasePart("Riwayat", "Riwayat", LETTER))
    made = bind_case(COVER, parts, PLACE)
    texts = pages_text(made.data)
    assert "BAGIAN INI TIDAK DAPAT DIMUAT" in texts[1] and PLACE in texts[1]
    assert "Memohon training" in texts[2]
    assert made.problems == ("surat.pdf: Berkas tersimpan tidak terbaca sebagai PDF atau gambar.",)
    assert "surat.pdf: Berkas tersimpan" in texts[0]


def test_a_part_that_is_gone_is_named_with_its_cause() -> None:
    made = bind_case(COVER, (CasePart("Surat", "surat.pdf", lost="Berkasnya tidak ada lagi di penyimpanan."),), PLACE)
    assert made.problems == ("surat.pdf: Berkasnya tidak ada lagi di penyimpanan.",)
    assert "tidak ada lagi di penyimpanan" in pages_text(made.data)[1]
