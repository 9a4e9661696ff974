"""The one door: what comes in, what stays out, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.scanning.admission import ScanRefused, admit
from desktop_app.scanning.file_kinds import image_size
from desktop_app.scanning.page_images import RenderWorker
from desktop_app.scanning.refusals import _SENTENCES, _STRANGERS
from tests.scanning import samples


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    child = RenderWorker()
    yield child
    child.close()


def refused(data: bytes, worker: RenderWorker, name: str = "surat.pdf") -> ScanRefused:
    with pytest.raises(ScanRefused) as caught:
        admit(data, name, worker)
    return caught.value


def test_honest_scans_come_in_with_their_measures(worker: RenderWorker) -> None:
    paper = admit(samples.pdf(3), "Surat Dinas.pdf", worker)
    assert (paper.kind, paper.pages, paper.width, paper.height) == ("pdf", 3, 595, 842)
    photo = admit(samples.picture("JPEG"), "foto", worker)
    assert (photo.kind, photo.pages, photo.width, photo.height) == ("jpeg", 1, 60, 40)
    drawing = admit(samples.picture("PNG"), "a.png", worker)
    assert (drawing.kind, drawing.width, drawing.height) == ("png", 60, 40)


def test_the_content_decides_and_the_name_follows(worker: RenderWorker) -> None:
    admitted = admit(samples.picture("PNG"), "..\\..\\surat.pdf", worker)
    assert (admitted.kind, admitted.name) == ("png", "surat.pdf.png")
    assert admit(samples.picture("JPEG"), "FOTO.JPG", worker).name == "FOTO.JPG"


def test_a_pdf_that_only_forbids_printing_comes_in(worker: RenderWorker) -> None:
    assert admit(samples.pdf(owner="pemilik"), "a.pdf", worker).pages == 1


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("kosong_berkas", b""),
        ("terlalu_besar", b"%PDF-1.7" + bytes(25 * 1024 * 1024)),
        ("terkunci", samples.pdf(password="rahasia")),
        ("rusak", samples.pdf(2)[:300]),
        ("rusak", b"%PDF-1.7\nbukan isi"),
        ("rusak", samples.picture("JPEG", (600, 400), quality=95)[:-900]),
        ("rusak", samples.picture("PNG", (600, 400))[:-60]),
        ("rusak", b"\xff\xd8\xff\xe0" + bytes(500)),
        ("rusak", b"\x89PNG\r\n\x1a\n" + bytes(10)),
        ("rusak", samples.png_claiming(0, 10)),
        ("rusak", samples.png_claiming(500, 500)),
        ("terlalu_banyak_piksel", samples.png_claiming(9000, 9000)),
        ("terlalu_banyak_piksel", samples.png_claiming(2**31 - 1, 2**31 - 1)),
        ("terlalu_banyak_halaman", samples.pdf(101)),
        ("bukan_pdf", b"MZ\x90\x00" + bytes(200)),
        ("bukan_pdf", b"MZ\x90\x00%PDF-1.7" + bytes(200)),
        ("bukan_pdf", samples.archive("surat.pdf")),
        ("bukan_pdf", samples.archive("word/document.xml")),
        ("bukan_pdf", samples.picture("GIF")),
        ("bukan_pdf", samples.picture("TIFF")),
        ("bukan_pdf", b"\x00\x00\x00\x18ftypheic" + bytes(50)),
        ("bukan_pdf", b"halo, ini teks biasa"),
    ],
)
def test_each_stranger_is_named(worker: RenderWorker, reason: str, data: bytes) -> None:
    assert refused(data, worker).reason == reason


def test_the_limit_itself_comes_in(worker: RenderWorker) -> None:
    assert admit(samples.pdf(100), "seratus.pdf", worker).pages == 100


def test_kinds_have_words_of_their_own(worker: RenderWorker) -> None:
    assert "program" in refused(b"MZ" + bytes(90), worker).sentence
    assert "Office" in refused(samples.archive("xl/workbook.xml"), worker).sentence
    assert "ZIP" in refused(samples.archive("surat.pdf"), worker).sentence
    assert "kata sandi" in refused(samples.pdf(password="x"), worker).sentence


def test_every_sentence_says_what_to_do() -> None:
    for sentence in [*_SENTENCES.values(), *_STRANGERS.values()]:
        assert sentence.count(".") >= 2
        assert sentence.endswith(".")


@pytest.mark.parametrize("form", [{"progressive": True}, {"quality": 30}, {"comment": b"\xff\xc0" * 50}])
def test_jpeg_headers_are_read_without_decoding(form: dict[str, object]) -> None:
    assert image_size(samples.picture("JPEG", (321, 123), **form), "jpeg") == (321, 123)


def test_hostile_jpeg_headers_end() -> None:
    for junk in (b"", b"\xff" * 50, b"\xff\xe0\x00\x00" * 20, b"\xff\xda" + bytes(20), b"\x00" * 20):
        assert image_size(b"\xff\xd8" + junk, "jpeg") is None
