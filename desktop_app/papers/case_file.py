"""The file of one case as one PDF: scans, sheets, notices, answers, attendance, report, history (DOMAIN 5).

Made by key from the case and the archive. What is stored is taken as it was stored; what the program prints is made
anew from the same rows. A part that is lost or damaged stands as a page that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.documents.case_binding import bind_case
from desktop_app.documents.case_data import CaseCover, CasePart, CaseTable, TableColumn
from desktop_app.documents.case_pages import render_table
from desktop_app.documents.paper_kinds import PAPER_KINDS, render_paper
from desktop_app.errors import UserError
from desktop_app.papers import class_papers, desk_papers, letter_papers, teaching_papers
from desktop_app.papers.making import Made, Making, the_case
from desktop_app.queries.case_rows import CaseRow, CaseSession
from desktop_app.queries.labels import joined
from desktop_app.queries.retention_read import keeping_of
from desktop_app.queries.timeline import timeline
from desktop_app.sop.dates_in_words import clock, plain_date, short_date
from desktop_app.sop.states import SessionState

Stored = Callable[[str], bytes]
"""Gives the bytes of a stored scan or paper by its hash; any error means that they cannot be had."""

SCANS, SHEETS, NOTICES, ANSWERS, CLASSES, HISTORY = (
    "Surat permohonan",
    "Disposisi",
    "Pemberitahuan jadwal",
    "Penyampaian dan konfirmasi",
    "Pelaksanaan training",
    "Riwayat",
)
SHEET_KINDS = ("disposisi", "disposisi-berjenjang", "tanda-terima", "formulir", "biodata")
CLASS_KINDS = ("daftar-hadir", "berita-acara", "laporan", "kuesioner", "sertifikat", "surat-tugas")
TAUGHT = (SessionState.RUNNING, SessionState.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The bound file of a case; ``problems`` name what could not be taken in."""

    request_id: int
    key: str
    title: str
    data: bytes
    pages: int
    problems: tuple[str, ...]


def make_case_file(
    connection: Connection, key: str, *, now: datetime, stored: Stored, anchor: str | None = None
) -> CaseFile:
    """The file of a case ``147/2026``; raises ``UserError`` for a number that is not in the book."""
    making = Making(connection=connection, now=now, anchor=anchor)
    found = the_case(making, key)
    parts = [*_scans(found, stored), *_sheets(making, found, stored), *_notices(making, found, stored)]
    parts += [*_answers(making, found), *_classes(making, found, stored), _history(making, found)]
    place = found.archive_file.storage_location if found.archive_file else ""
    bound = bind_case(_cover(making, found), parts, place or "belum diarsipkan; tanyakan Helpdesk")
    return CaseFile(
        request_id=found.request_id,
        key=found.key,
        title=f"Berkas {found.key}",
        data=bound.data,
        pages=bound.pages,
        problems=tuple(f"Berkas {found.key}: {one}" for one in bound.problems),
    )


def _cover(making: Making, found: CaseRow) -> CaseCover:
    letter = found.letter_number or "tanpa nomor"
    dated = f", {plain_date(found.letter_date)}" if found.letter_date else ""
    facts = (
        ("Pengirim", found.sender),
        ("Nomor surat", f"{letter}{dated}"),
        ("Hal", found.subject),
        ("Diterima", f"{plain_date(found.received_at.date())}, {clock(found.received_at)} WIB"),
        ("Aplikasi", joined(topic.name for topic in found.topics)),
        ("Jumlah peserta", f"{found.participant_count} orang"),
        ("Jadwal", joined(f"{one.topic.name}, {one.days_text}" for one in found.sessions) or "belum ada"),
        ("Keadaan", joined([found.state_label, found.state_reason])),
    )
    return CaseCover(
        office=making.office(found.received_at.date()),
        key=found.key,
        agenda_label=found.agenda_label,
        facts=tuple(one for one in facts if one[1]),
        keeping=keeping_of(making.connection, found.request_id, making.today),
    )


def _scans(found: CaseRow, stored: Stored) -> Iterator[CasePart]:
    for one in found.attachments:
        media = "pdf" if "pdf" in one.media_type else "picture"
        yield _kept(SCANS, one.file_name, one.sha256, stored, media=media, copy="asli (pindaian)")


def _kept(
    group: str, title: str, sha256: str, stored: Stored, *, media: str = "pdf", copy: str = "salinan"
) -> CasePart:
    try:
        content = stored(sha256)
    except Exception as problem:  # the store's own errors, and any of the disk: the page says which part is lost
        missing = "Missing" in type(problem).__name__
        lost = "Berkasnya tidak ada lagi di penyimpanan." if missing else "Isi tersimpan berubah atau rusak."
        return CasePart(group, title, media=media, copy=copy, lost=lost)
    return CasePart(group, title, content, media, copy)


def _made(group: str, kind: str, title: str, make: Callable[[], Made]) -> Iterator[CasePart]:
    """A paper of the program; one that this case cannot have (no schedule yet, no trainer) is simply not there."""
    try:
        made = make()
    except UserError:
        return
    yield CasePart(group, title, render_paper(kind, made.data, size="a4" if "a4" in PAPER_KINDS[kind].sizes else ""))


def _sheets(making: Making, found: CaseRow, stored: Stored) -> Iterator[CasePart]:
    if found.kind == "form":
        yield from _made(
            SCANS, "formulir", "Formulir pendaftaran", lambda: desk_papers.registration_form(making, found.key)
        )
    yield from _made(SHEETS, "tanda-terima", "Tanda terima", lambda: desk_papers.receipt(making, found.key))
    yield from _papers(SHEETS, found, SHEET_KINDS, stored)
    yield from _made(
        SHEETS, "disposisi-berjenjang", "Lembar disposisi", lambda: desk_papers.disposition(making, found.key)
    )


def _papers(group: str, found: CaseRow, kinds: tuple[str, ...], stored: Stored) -> Iterator[CasePart]:
    """Papers that were kept when they were printed, oldest first."""
    for one in sorted(found.papers, key=lambda paper: paper.id):
        if one.kind in kinds:
            yield _kept(group, f"{one.title}, {short_date(one.made_at.date())}", one.sha256, stored)


def _notices(making: Making, found: CaseRow, stored: Stored) -> Iterator[CasePart]:
    others = tuple(kind for kind in PAPER_KINDS if kind not in SHEET_KINDS + CLASS_KINDS)
    yield from _papers(NOTICES, found, others, stored)
    if found.sessions:
        yield from _made(NOTICES, "jadwal", "Jadwal training", lambda: class_papers.schedule(making, found.key))
    if not any(one.kind == "undangan" for one in found.papers):
        yield from _made(NOTICES, "undangan", "Pemberitahuan jadwal", lambda: _issued_invitation(making, found))


def _issued_invitation(making: Making, found: CaseRow) -> Made:
    """The invitation when it was issued under a number; who was told by telephone got no letter."""
    made = letter_papers.invitation(making, found.key)
    if not made.number:
        raise UserError("Undangan ini belum bernomor.")
    return made


def _answers(making: Making, found: CaseRow) -> Iterator[CasePart]:
    office = making.office(found.received_at.date())
    told = CaseTable(
        office=office,
        title="Penyampaian jadwal",
        about=f"Berkas {found.key}",
        columns=(
            TableColumn("Waktu", 22),
            TableColumn("Kepada", 34),
            TableColumn("Saluran", 18),
            TableColumn("Hasil", 26),
            TableColumn("Catatan", 38),
            TableColumn("Dicatat oleh", 26),
        ),
        rows=tuple(
            (
                _moment(one.attempted_at),
                joined([one.full_name or "Narahubung", one.spoken_to]),
                one.channel_label,
                one.outcome_label,
                one.note,
                one.recorded_by,
            )
            for one in reversed(found.contacts)
        ),
        nothing="Jadwal belum disampaikan.",
    )
    yield CasePart(ANSWERS, "Penyampaian jadwal", render_table(told))
    answers = CaseTable(
        office=office,
        title="Konfirmasi peserta",
        about=f"Berkas {found.key}",
        columns=(
            TableColumn("Waktu", 22),
            TableColumn("Peserta", 42),
            TableColumn("Jawaban", 26),
            TableColumn("Lewat", 18),
            TableColumn("Dijawab oleh", 30),
            TableColumn("Catatan", 30),
        ),
        rows=tuple(
            (
                _moment(one.answered_at),
                one.full_name or "(nama menyusul)",
                one.answer_label,
                one.channel_label,
                one.answered_by,
                one.note,
            )
            for one in reversed(found.confirmations)
        ),
        nothing="Belum ada jawaban.",
    )
    yield CasePart(ANSWERS, "Konfirmasi peserta", render_table(answers))


def _classes(making: Making, found: CaseRow, stored: Stored) -> Iterator[CasePart]:
    for one in found.sessions:
        yield from _class(making, one)
    yield from _papers(CLASSES, found, CLASS_KINDS, stored)


def _class(making: Making, one: CaseSession) -> Iterator[CasePart]:
    key, when = f"sesi:{one.session_id}", f"{one.topic.short_name}, {one.days_text}"
    if SessionState(one.state) not in TAUGHT:
        return
    yield from _made(
        CLASSES, "daftar-hadir", f"Daftar hadir, {when}", lambda: class_papers.attendance_list(making, key)
    )
    if SessionState(one.state) is SessionState.DONE:
        yield from _made(CLASSES, "berita-acara", f"Berita acara, {when}", lambda: class_papers.minutes(making, key))
        yield from _made(CLASSES, "laporan", f"Laporan training, {when}", lambda: teaching_papers.report(making, key))


def _history(making: Making, found: CaseRow) -> CasePart:
    rows = tuple(
        (one.when, one.sentence, joined([*one.details, f"alasan: {one.reason}" if one.reason else ""]))
        for one in reversed(timeline(making.connection, found.request_id))
    )
    table = CaseTable(
        office=making.office(found.received_at.date()),
        title="Riwayat berkas",
        about=f"Berkas {found.key}",
        columns=(TableColumn("Waktu", 34), TableColumn("Tindakan", 70), TableColumn("Rincian", 68)),
        rows=rows,
        nothing="Tidak ada riwayat dalam jurnal ini.",
    )
    return CasePart(HISTORY, "Riwayat berkas", render_table(table))


def _moment(moment: datetime) -> str:
    return f"{short_date(moment.date())} {clock(moment)}"
