"""Many papers printed at once as one document, each still known by itself for its case ("cetak sekaligus")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import Connection

from desktop_app.documents.page import PrintSetup
from desktop_app.documents.paper_kinds import PAPER_KINDS, render_paper, unprintable_warnings
from desktop_app.documents.pdf_file import PdfFile
from desktop_app.errors import UserError
from desktop_app.papers.making import Making
from desktop_app.papers.paper_bytes import BatchPart, PaperBytes
from desktop_app.papers.paper_making import MAKERS

LARGEST_BATCH = 20_000
BATCH = "cetak-sekaligus"


def make_batch(
    connection: Connection,
    wanted: Sequence[tuple[str, str]],
    *,
    now: datetime,
    title: str = "Cetak sekaligus",
    size: str = "",
    blank: bool = False,
    out: BinaryIO | None = None,
) -> PaperBytes:
    """Papers of (kind, key) in their order as one PDF; with ``out`` it is written there and ``data`` stays empty.

    ``size`` and ``blank`` hold for the kinds that have them. Raises ``UserError`` for the first paper that does not
    exist, with its kind in front: a batch is whole or not made.
    """
    if not 1 <= len(wanted) <= LARGEST_BATCH:
        raise UserError(f"Sekali cetak memuat 1 sampai {LARGEST_BATCH} kertas, diminta {len(wanted)}.", field="key")
    file = PdfFile(title, keywords=tuple(dict.fromkeys(key for _, key in wanted))[:20], out=out)
    parts: list[BatchPart] = []
    warnings: dict[str, None] = {}
    for kind, key in wanted:
        if kind not in MAKERS:
            raise UserError(f"Jenis kertas “{kind}” tidak dikenal. Pilih: {', '.join(MAKERS)}.", field="kind")
        row = PAPER_KINDS[kind]
        empty = blank and row.supports_blank
        try:
            made = MAKERS[kind](Making(connection=connection, now=now, blank=empty), key)
        except UserError as problem:
            raise UserError(f"{row.title} {key}: {problem.sentence}", field="key") from None
        before = file.pages
        render_paper(kind, made.data, size=size if size in row.sizes else "", blank=empty, setup=PrintSetup(into=file))
        warnings.update(dict.fromkeys(unprintable_warnings(made.data)))
        parts.append(
            BatchPart(
                kind=kind,
                title=f"{row.title} {made.number or key}".strip(),
                number=made.number,
                request_id=made.request_id,
                session_id=made.session_id,
                pages=file.pages - before,
            )
        )
    data = file.finish()
    return PaperBytes(
        kind=BATCH, title=title, data=data, pages=file.pages, missing_glyphs=tuple(warnings), parts=tuple(parts)
    )
