"""Parts bound into one PDF with bookmarks.

What came from outside is taken in page by page: no scripts, forms, links or attached files come along, and a part
that cannot be read becomes a page that says so. Equal parts give equal bytes.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import IndirectObject

from desktop_app.documents.case_data import CaseCover, CasePart, ContentLine
from desktop_app.documents.case_pages import render_cover, render_lost, render_picture

LOG = logging.getLogger("loket")
DAMAGED = "Berkas tersimpan tidak terbaca sebagai PDF atau gambar."
INK_KEYS = frozenset({"/Type", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group", "/UserUnit"})
"""What of a page is taken in: its ink. Actions, links, forms, threads and editors' notes stay outside."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole file, its number of pages, and a sentence for each part that could not be had."""

    data: bytes
    pages: int
    problems: tuple[str, ...]


def bind_case(cover: CaseCover, parts: Sequence[CasePart], where: str) -> Bound:
    """The cover and all parts in their order; ``where`` tells where the paper originals lie."""
    about = f"Berkas {cover.key}"
    ready = [_readable(cover, part, about, where) for part in parts]
    problems = tuple(f"{part.title}: {part.lost}" for part, _ in ready if part.lost)
    lines = _lines(ready, 0)
    cover = replace(cover, problems=problems, contents=lines)
    front = _pages(render_cover(cover))
    cover = replace(cover, contents=_lines(ready, len(front)))
    writer = PdfWriter()
    writer.add_metadata(
        {
            "/Title": f"Berkas {cover.agenda_label}",
            "/Author": cover.office.short_name,
            "/Subject": "Berkas permohonan training",
            "/Keywords": f"{cover.key}, {cover.agenda_label}",
            "/Creator": "Loket Training",
        }
    )
    _take_in(writer, _pages(render_cover(cover)))
    writer.add_outline_item(title="Sampul dan daftar isi", page_number=0)
    groups: dict[str, IndirectObject] = {}
    for (part, pages), line in zip(ready, cover.contents, strict=True):
        _take_in(writer, pages)
        parent = groups.get(part.group)
        if parent is None:
            parent = writer.add_outline_item(title=part.group, page_number=line.first_page - 1)
            groups[part.group] = parent
        writer.add_outline_item(title=part.title, page_number=line.first_page - 1, parent=parent)
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return Bound(out.getvalue(), len(writer.pages), problems)


def _lines(ready: Sequence[tuple[CasePart, list[PageObject]]], before: int) -> tuple[ContentLine, ...]:
    made: list[ContentLine] = []
    page = before + 1
    for part, pages in ready:
        made.append(ContentLine(part.title, part.copy, len(pages), page))
        page += len(pages)
    return tuple(made)


def _readable(cover: CaseCover, part: CasePart, about: str, where: str) -> tuple[CasePart, list[PageObject]]:
    """The part with its pages; one that cannot be had is marked ``lost`` and gets the page that says so."""
    if not part.lost:
        pages = _tried(lambda: _pages_of(cover, part))
        if pages:
            return part, pages
        part = replace(part, lost=DAMAGED)
    return part, _pages(render_lost(cover.office, part, about, where))


def _pages_of(cover: CaseCover, part: CasePart) -> list[PageObject]:
    if part.media == "pdf":
        pages = _pages(part.content)
        # Taken in once for trial: a page that breaks while it is copied must not break the whole file.
        trial = PdfWriter()
        _take_in(trial, pages)
        trial.write(io.BytesIO())
        return pages
    drawn = render_picture(cover.office, part)
    return [] if drawn is None else _pages(drawn)


def _tried(read: Callable[[], list[PageObject]]) -> list[PageObject]:
    """What ``read`` gives; nothing when the bytes from outside are not what they say (any error is theirs)."""
    try:
        return read()
    except (Exception, RecursionError) as problem:
        LOG.warning("a part of a case file is unreadable: %s", type(problem).__name__)
        return []


def _pages(data: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(data)).pages)


def _take_in(writer: PdfWriter, pages: Sequence[PageObject]) -> None:
    for page in pages:
        for key in set(page) - INK_KEYS:
            del page[key]
        writer.add_page(page)
