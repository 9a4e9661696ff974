"""What holds for every kind of paper: exact size, margins, metadata, embedded type, QR, same bytes each
time.
"""

from __future__ import annotations

import dataclasses
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop_app.documents.common_data import Official, SessionFacts
from desktop_app.documents.page import GREY, PAGE_SIZES, TINT, PrintSetup
from desktop_app.documents.paper_kinds import PAPER_KINDS, render_paper, unprintable_warnings
from desktop_app.errors import UserError
from tests.documents.reading import all_text, codes, ink_margins_mm, page_sizes_mm, pages_text, pictures
from tests.documents.samples import LONG_NAME, LONG_OFFICE, OFFICE, VALUES

LONG_TITLE = "Kepala Subbagian Pengelolaan Layanan Pengadaan Secara Elektronik Bagian Pengadaan Barang/Jasa"
CASES = [(key, size) for key, kind in PAPER_KINDS.items() for size in kind.sizes]
TOKENS = {key: getattr(value, "token", "") for key, value in VALUES.items()}
TOKENS |= {"disposisi": "LD7K2M9QX4", "disposisi-berjenjang": "LD7K2M9QX4", "formulir": "FP1A2B3C4D"}
TOKENS |= dict.fromkeys(
    ("undangan", "perubahan", "penundaan", "pelepasan", "pembatalan", "penolakan", "pengantar"), "SK9QW2E4RT"
)


def test_a_sample_exists_for_every_kind() -> None:
    assert set(VALUES) == set(PAPER_KINDS)


@pytest.mark.parametrize(("key", "size"), CASES)
def test_pages_are_exactly_the_chosen_size(key: str, size: str) -> None:
    pdf = render_paper(key, VALUES[key], size=size)
    assert set(page_sizes_mm(pdf)) == {PAGE_SIZES[size]}


@pytest.mark.parametrize("key", list(PAPER_KINDS))
def test_no_ink_in_the_printers_margin_and_the_code_reads(key: str) -> None:
    images = pictures(render_paper(key, VALUES[key]))
    for image in images:
        assert min(ink_margins_mm(image)) >= 12.7
    if TOKENS[key]:
        assert TOKENS[key] in codes(images[0])


@pytest.mark.parametrize("key", list(PAPER_KINDS))
def test_equal_input_gives_equal_bytes(key: str) -> None:
    assert render_paper(key, VALUES[key]) == render_paper(key, VALUES[key])


@pytest.mark.parametrize("key", list(PAPER_KINDS))
def test_type_is_embedded_and_metadata_written(key: str) -> None:
    reader = PdfReader(io.BytesIO(render_paper(key, VALUES[key])))
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == OFFICE.short_name
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            found = font.get_object()
            if found["/Subtype"] == "/TrueType":
                assert "/FontFile2" in found["/FontDescriptor"].get_object()
                assert "LiberationSans" in found["/BaseFont"]


@pytest.mark.parametrize("key", [key for key, kind in PAPER_KINDS.items() if kind.supports_blank])
def test_blank_forms_differ_and_print(key: str) -> None:
    blank = render_paper(key, VALUES[key], blank=True)
    assert blank.startswith(b"%PDF")
    if key not in ("kuesioner", "lembar-catatan"):
        assert blank != render_paper(key, VALUES[key])


def test_agenda_number_is_in_the_keywords() -> None:
    reader = PdfReader(io.BytesIO(render_paper("disposisi", VALUES["disposisi"])))
    assert reader.metadata is not None
    assert "0147/LPSE/2026" in str(reader.metadata["/Keywords"])


def test_calibration_moves_all_ink() -> None:
    plain = ink_margins_mm(pictures(render_paper("undangan", VALUES["undangan"]))[0])
    setup = PrintSetup(offset_x=4.0, offset_y=2.0)
    moved = ink_margins_mm(pictures(render_paper("undangan", VALUES["undangan"], setup=setup))[0])
    assert moved[0] - plain[0] == pytest.approx(4.0, abs=0.3)
    assert moved[1] - plain[1] == pytest.approx(2.0, abs=0.3)


def test_no_nik_on_shared_papers() -> None:
    for key in ("daftar-hadir", "undangan", "laporan", "berita-acara", "sertifikat"):
        assert "1902000000000000" not in all_text(render_paper(key, VALUES[key]))


@pytest.mark.parametrize(
    ("key", "options"),
    [("entah", {}), ("undangan", {"blank": True}), ("sertifikat", {"size": "f4"})],
)
def test_what_cannot_be_printed_is_refused_in_words(key: str, options: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        render_paper(key, VALUES.get(key), **options)


def test_wrong_data_is_our_bug() -> None:
    with pytest.raises(TypeError):
        render_paper("undangan", VALUES["disposisi"])


def test_warnings_name_the_text_and_the_characters() -> None:
    value = dataclasses.replace(VALUES["tanda-terima"], clerk="Siti 😀")
    (warning,) = unprintable_warnings(value)
    assert "Siti" in warning
    assert "U+1F600" in warning
    assert "Siti [?]" in all_text(render_paper("tanda-terima", value))
    assert unprintable_warnings(VALUES["tanda-terima"]) == ()


@pytest.mark.parametrize("key", list(PAPER_KINDS))
def test_only_black_one_grey_one_tint_and_white(key: str) -> None:
    shades: set[float] = set()
    for page in PdfReader(io.BytesIO(render_paper(key, VALUES[key]))).pages:
        content = page.get_contents()
        assert content is not None
        for operands, operator in content.operations:
            assert operator not in (b"rg", b"RG", b"k", b"K")
            if operator in (b"g", b"G"):
                shades.add(float(operands[0]))
    assert shades <= {0.0, GREY, TINT, 1.0}


def test_a_logo_is_drawn_and_a_broken_one_leaves_the_placeholder() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 50), (0, 0, 0)).save(picture, "PNG")
    for logo, placeholder in ((picture.getvalue(), False), (b"bukan gambar", True), (None, True)):
        head = dataclasses.replace(OFFICE.letterhead, logo=logo, contact="Telepon contoh")
        value = dataclasses.replace(VALUES["biodata"], office=dataclasses.replace(OFFICE, letterhead=head))
        text = all_text(render_paper("biodata", value))
        assert ("Lambang daerah" in text) == placeholder
        assert "Telepon contoh" in text


def test_threads_print_at_once_without_mixing_letters() -> None:
    keys = list(PAPER_KINDS) * 3
    alone = {key: render_paper(key, VALUES[key]) for key in PAPER_KINDS}
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda key: render_paper(key, VALUES[key]), keys))
    assert all(pdf == alone[key] for key, pdf in zip(keys, together, strict=True))


def _longest(value: Any) -> Any:
    """The same paper with the longest realistic name, office and title wherever a person, office or title stands."""
    if isinstance(value, tuple):
        return tuple(_longest(one) for one in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {one.name: _longest(getattr(value, one.name)) for one in dataclasses.fields(value)}
    longest = {"full_name": LONG_NAME, "organization": LONG_OFFICE, "sender": LONG_OFFICE, "clerk": LONG_NAME}
    longest |= {"venue": LONG_OFFICE, "confirm_to": LONG_NAME, "replaces": LONG_NAME}
    if isinstance(value, Official):
        longest |= {"name": LONG_NAME, "title": LONG_TITLE, "rank_grade": "Pembina Utama Madya (IV/d)"}
    changes |= {name: words for name, words in longest.items() if isinstance(changes.get(name), str)}
    if "trainers" in changes and isinstance(value, SessionFacts):
        changes["trainers"] = (LONG_NAME, LONG_NAME, LONG_NAME)
    return dataclasses.replace(value, **changes)


@pytest.mark.parametrize(("key", "size"), CASES)
def test_the_longest_names_are_printed_whole_inside_the_margins(key: str, size: str) -> None:
    """60 characters with degrees, offices of 90, titles of two lines: nothing clipped, nothing lost, no [?]."""
    value = _longest(VALUES[key])
    pdf = render_paper(key, value, size=size)
    for image in pictures(pdf, 1.0):
        assert min(ink_margins_mm(image, 1.0)) >= 12.4
    words = "".join(all_text(pdf).split())
    assert "[?]" not in words
    wanted = [text for text in (LONG_NAME, LONG_OFFICE) if f"'{text}'" in repr(value) or f'"{text}"' in repr(value)]
    for text in wanted:
        if not (key == "kuesioner" and text == LONG_OFFICE) and key != "jadwal":
            assert "".join(text.split()) in words, text


@pytest.mark.parametrize("key", ["tanda-terima", "disposisi", "disposisi-berjenjang", "formulir", "biodata"])
def test_the_longest_names_stay_large_enough_to_read(key: str) -> None:
    """A long title or name takes a second line before it shrinks under 6 pt."""
    small: list[tuple[float, str]] = []

    def seen(text: str, _cm: object, _tm: object, _font: object, points: float) -> None:
        if text.strip() and points < 6.0:
            small.append((points, text))

    for size in PAPER_KINDS[key].sizes:
        for page in PdfReader(io.BytesIO(render_paper(key, _longest(VALUES[key]), size=size))).pages:
            page.extract_text(visitor_text=seen)
        assert not small, (size, small)


def test_heads_are_repeated_on_every_page_of_a_long_list() -> None:
    """Sixty people: each page of list, letter and register begins with the head of its table."""
    people = tuple(
        dataclasses.replace(VALUES["daftar-hadir"].participants[1], full_name=f"{LONG_NAME} {at}") for at in range(60)
    )
    for key, head in (("daftar-hadir", "Nama / NIP"), ("laporan", "Nama / NIP"), ("undangan", "Nama / NIP")):
        pages = pages_text(render_paper(key, dataclasses.replace(VALUES[key], participants=people), size="a4"))
        listed = [page for page in pages if LONG_NAME.split(",")[0] in page]
        assert len(listed) >= 3
        assert all(head in page for page in listed)
        assert all(f"Halaman {at} dari {len(pages)}" in page for at, page in enumerate(pages, 1))
        assert all(f" {at}" in " ".join(pages) for at in range(60))
