"""Making a paper of a case, class or person, and a register of a span: the kinds, their makers, and the bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from pypdf import PdfReader
from sqlalchemy import Connection

from desktop_app.collector import collector_rests
from desktop_app.documents.page import PrintSetup
from desktop_app.documents.paper_kinds import PAPER_KINDS, render_paper, unprintable_warnings
from desktop_app.documents.register_data import RegisterDocument, RegisterRow
from desktop_app.documents.register_pdf import render_register_pdf
from desktop_app.documents.register_xlsx import render_register_xlsx
from desktop_app.documents.registers import register_of
from desktop_app.errors import UserError
from desktop_app.papers import (
    archive_papers,
    class_papers,
    counter_papers,
    desk_papers,
    letter_papers,
    person_papers,
    quality_papers,
    teaching_papers,
)
from desktop_app.papers.making import Made, Making, paper_size
from desktop_app.papers.paper_bytes import PaperBytes, PaperChoice, RegisterBytes
from desktop_app.papers.register_papers import REGISTER_ROWS, people_in_full, register_document
from desktop_app.queries.archive_filter import CaseFilter
from desktop_app.queries.archive_order import judged
from desktop_app.queries.register_span import FIRST_DAY, LAST_DAY, Span

FORMATS = ("xlsx", "pdf")
TOLD_EVERY = 100
"""Rows between two words about how far a register is."""

Tick = Callable[[int, int], None]

MAKERS: dict[str, Callable[[Making, str], Made]] = {
    "tanda-terima": desk_papers.receipt,
    "disposisi": desk_papers.disposition,
    "disposisi-berjenjang": desk_papers.disposition,
    "formulir": desk_papers.registration_form,
    "biodata": desk_papers.biodata,
    "salinan-data": person_papers.data_copy,
    "jadwal": class_papers.schedule,
    "undangan": letter_papers.invitation,
    "perubahan": letter_papers.change,
    "penundaan": letter_papers.postponement,
    "pelepasan": letter_papers.release,
    "pembatalan": letter_papers.cancellation,
    "penolakan": letter_papers.rejection,
    "pengantar": letter_papers.cover,
    "daftar-hadir": class_papers.attendance_list,
    "berita-acara": class_papers.minutes,
    "laporan": teaching_papers.report,
    "kuesioner": teaching_papers.questionnaire,
    "sertifikat": teaching_papers.certificate,
    "surat-tugas": class_papers.assignment,
    "laporan-mutu": quality_papers.report,
    "usul-musnah": archive_papers.destruction,
    "ba-pemusnahan": archive_papers.destruction,
    "surat-tugas-pengganti": class_papers.stand_in_assignment,
    "keadaan-kahar": teaching_papers.force_majeure,
    "rekap-kuesioner": teaching_papers.recap,
    "ekspedisi": counter_papers.delivery,
    "lembar-catatan": counter_papers.log_sheet,
}
"""Maker of each kind ``documents`` offers (a test holds the two lists equal)."""


def paper_choices() -> tuple[PaperChoice, ...]:
    """Every kind of paper, in the order of a case's life."""
    return tuple(
        PaperChoice(one.key, one.title, one.about, one.sizes, one.supports_blank, one.on_by_default)
        for one in PAPER_KINDS.values()
    )


def make_paper(
    connection: Connection,
    kind: str,
    key: str,
    *,
    now: datetime,
    blank: bool = False,
    size: str | None = None,
    token: str | None = None,
    anchor: str | None = None,
    setup: PrintSetup | None = None,
    others: tuple[int, ...] | None = None,
) -> PaperBytes:
    """A paper of a case (``147/2026``), session (``sesi:12``) or participant (``peserta:88``).

    ``jadwal`` also takes a month (``2026-12``) or a case, ``ekspedisi`` a day; ``formulir`` and ``ekspedisi`` blank,
    ``kuesioner`` and ``lembar-catatan`` the key "kosong". ``others`` are further forms of a sheet not printed yet;
    ``token`` is the code behind the QR (default: the printed sheet's own), ``anchor`` the journal's (default: newest).
    Raises ``UserError`` for an unknown kind or key, and for a paper that does not exist yet.
    """
    if kind not in MAKERS:
        raise UserError(f"Jenis kertas “{kind}” tidak dikenal. Pilih: {', '.join(MAKERS)}.", field="kind")
    made = MAKERS[kind](
        Making(connection=connection, now=now, blank=blank, token=token, anchor=anchor, others=others), key
    )
    data = render_paper(kind, made.data, size=size or "", blank=blank, setup=setup or PrintSetup())
    about = made.number or ("" if key.strip().lower() in desk_papers.BLANK_KEYS else key.strip())
    return PaperBytes(
        kind=kind,
        title=f"{PAPER_KINDS[kind].title} {about}".strip(),
        data=data,
        number=made.number,
        request_id=made.request_id,
        session_id=made.session_id,
        pages=len(PdfReader(io.BytesIO(data)).pages),
        missing_glyphs=unprintable_warnings(made.data),
    )


@collector_rests()
def make_register(
    connection: Connection,
    what: str,
    fmt: str,
    *,
    now: datetime,
    year: int | None = None,
    first: date | None = None,
    last: date | None = None,
    only: CaseFilter | None = None,
    tick: Tick | None = None,
) -> RegisterBytes:
    """A register as ``xlsx`` or ``pdf`` over a year, a span of days (inclusive), and the cases of ``only``.

    ``tick(done, total)`` is called while its rows are drawn and may raise to stop.
    Raises ``UserError`` for an unknown register or format, or a span that ends before it begins.
    """
    if what not in REGISTER_ROWS:
        raise UserError(f"Register “{what}” tidak ada. Pilih: {', '.join(REGISTER_ROWS)}.", field="what")
    if fmt not in FORMATS:
        raise UserError(f"Bentuk berkas “{fmt}” tidak dikenal. Pilih xlsx atau pdf.", field="format")
    if only is not None:
        only = judged(connection, now, only)
    span = Span(year=year, first=first or FIRST_DAY, last=last or LAST_DAY, only=only)
    if span.first > span.last:
        raise UserError("Tanggal akhir lebih awal daripada tanggal mulai. Periksa rentangnya.", field="to")
    document = register_document(connection, what, span, now)
    if tick is not None:
        document = replace(document, rows=_Watched(document.rows, tick))
    return _register(connection, document, fmt, span, now)


class _Watched(tuple[RegisterRow, ...]):
    """The rows, telling somebody how far they are gone through."""

    tick: Tick

    def __new__(cls, rows: Iterable[RegisterRow], tick: Tick) -> Self:
        made = super().__new__(cls, rows)
        made.tick = tick
        return made

    def __iter__(self) -> Iterator[RegisterRow]:
        for at in range(len(self)):
            if at % TOLD_EVERY == 0:
                self.tick(at, len(self))
            yield self[at]


def make_people_in_full(
    connection: Connection,
    *,
    now: datetime,
    year: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> RegisterBytes:
    """Participants with every number as a workbook; ``disclose`` comes before it, with the reason."""
    span = Span(year=year, first=first or FIRST_DAY, last=last or LAST_DAY)
    return _register(connection, people_in_full(connection, span, now), "xlsx", span, now)


def _register(connection: Connection, document: RegisterDocument, fmt: str, span: Span, now: datetime) -> RegisterBytes:
    what = document.kind
    size = paper_size(connection, now)
    if fmt == "xlsx":
        data = render_register_xlsx(document, size)
    else:
        data = render_register_pdf(document, size=f"{size}_landscape")
    period = re.sub(r"[^0-9A-Za-z]+", "-", span.words).strip("-").lower()
    return RegisterBytes(
        what=what,
        title=f"{register_of(what).title} {span.words}",
        format=fmt,
        file_name=f"{what}-{period}.{fmt}",
        data=data,
        rows=len(document.rows),
    )
