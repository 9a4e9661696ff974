"""Many papers as one document: each with its own place in its case, whole or not at all."""

from __future__ import annotations

import io
import tempfile

import pytest
from pypdf import PdfReader

from desktop_app.errors import UserError
from desktop_app.papers import make_paper
from desktop_app.papers.batch import BATCH, make_batch
from tests.documents.reading import all_text, pages_text
from tests.queries.conftest import Desk


def test_a_batch_is_its_papers_one_after_the_other(desk: Desk) -> None:
    """Lists of a class and biodata of its people: the same pages as alone, and which case each belongs to."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    wanted = [("daftar-hadir", f"sesi:{session}"), *(("biodata", f"peserta:{one}") for one in desk.places(request))]
    with desk.reading() as connection:
        made = make_batch(connection, wanted, now=desk.now, title="Kelas SPSE", size="a4")
        alone = [make_paper(connection, kind, key, now=desk.now, size="a4") for kind, key in wanted]
        with tempfile.TemporaryFile() as out:
            written = make_batch(connection, wanted, now=desk.now, title="Kelas SPSE", size="a4", out=out)
            out.seek(0)
            assert written.data == b"" and out.read() == made.data
    assert pages_text(made.data) == [page for one in alone for page in pages_text(one.data)]
    assert made.kind == BATCH and made.pages == len(PdfReader(io.BytesIO(made.data)).pages)
    assert [(one.kind, one.request_id, one.session_id) for one in made.parts] == [
        (one.kind, one.request_id, one.session_id) for one in alone
    ]
    assert [one.pages for one in made.parts] == [one.pages for one in alone]


def test_sizes_and_blanks_only_where_a_kind_has_them(desk: Desk) -> None:
    session = desk.scheduled(desk.approved(desk.letter()))
    wanted = [("berita-acara", f"sesi:{session}"), ("jadwal", f"sesi:{session}")]
    with desk.reading() as connection:
        made = make_batch(connection, wanted, now=desk.now, size="f4", blank=True)
    boxes = [
        (round(float(one.mediabox.width)), round(float(one.mediabox.height)))
        for one in PdfReader(io.BytesIO(made.data)).pages
    ]
    assert boxes[0] == (609, 935) and boxes[1][0] > boxes[1][1]
    assert "tanggal ......" in all_text(made.data)


def test_one_paper_that_does_not_exist_stops_the_batch_and_is_named(desk: Desk) -> None:
    session = desk.scheduled(desk.approved(desk.letter()))
    with desk.reading() as connection:
        with pytest.raises(UserError, match="Laporan Training sesi"):
            make_batch(connection, [("daftar-hadir", f"sesi:{session}"), ("laporan", f"sesi:{session}")], now=desk.now)
        with pytest.raises(UserError, match="tidak dikenal"):
            make_batch(connection, [("kartu", "1/2026")], now=desk.now)
        with pytest.raises(UserError, match="1 sampai"):
            make_batch(connection, [], now=desk.now)
