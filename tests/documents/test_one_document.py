"""Many papers as one file: the same pages as alone, every code readable, memory that does not grow with the sheets."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from itertools import pairwise

import pytest
from pypdf import PdfReader

from desktop_app.documents.page import PrintSetup
from desktop_app.documents.paper_kinds import PAPER_KINDS, render_paper
from desktop_app.documents.pdf_file import PdfFile
from tests.bench.papers import class_sheets, one_document
from tests.documents.reading import codes, page_sizes_mm, pages_text, pictures
from tests.documents.samples import VALUES


def test_pages_of_one_file_are_those_of_the_papers() -> None:
    """Every kind in one file: text, sizes and ink of each page are as if it were printed alone."""
    file = PdfFile("Cetak sekaligus", author="LPSE", keywords=("147/2026",))
    alone = []
    for key in PAPER_KINDS:
        assert render_paper(key, VALUES[key], setup=PrintSetup(into=file)) == b""
        alone.append(render_paper(key, VALUES[key]))
    together = file.finish()
    assert pages_text(together) == [page for one in alone for page in pages_text(one)]
    assert page_sizes_mm(together) == [size for one in alone for size in page_sizes_mm(one)]
    for mine, its in zip(pictures(together, 1.0), [p for one in alone for p in pictures(one, 1.0)], strict=True):
        assert mine.tobytes() == its.tobytes()
    assert PdfReader(io.BytesIO(together)).metadata.title == "Cetak sekaligus"  # type: ignore[union-attr]


def test_each_sheet_of_a_batch_has_its_own_code() -> None:
    found: set[str] = set()
    for image in pictures(one_document(class_sheets(6))):
        found |= codes(image)
    assert found == {"UN00000000", "DH00000001", "UN00000002", "DH00000003", "UN00000004", "DH00000005"}


def test_ink_leaves_memory_with_each_page() -> None:
    """A page is in the file as soon as its paper is finished, and what was written is not held any longer."""
    with tempfile.TemporaryFile() as out:
        file = PdfFile("Cetak sekaligus", out=out)
        written = [out.tell()]
        for kind, value in class_sheets(30):
            render_paper(kind, value, setup=PrintSetup(into=file))
            written.append(out.tell())
        assert all(later - earlier > 1_500 for earlier, later in pairwise(written))
        held = [one for one in file._document.idToObject.values() if one is not None]
        assert len(held) < 10


@pytest.mark.full
def test_memory_stays_flat() -> None:
    """From 1,000 sheets to 3,000 the peak grows by the places of their objects only."""
    peaks = []
    for count in (1_000, 3_000):
        with tempfile.TemporaryFile() as out:
            tracemalloc.start()
            assert one_document(class_sheets(count), out) == b""
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 6_000_000
