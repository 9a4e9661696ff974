"""Scans and printed papers of a case: admitted by one door, stored encrypted under their hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from db.attachment_files import AttachmentChanged, AttachmentMissing, AttachmentStore
from db.tables_requests import attachment, paper
from db.tables_search import attachment_text
from desktop_app.errors import Damaged, UserError
from desktop_app.scanning.admission import ScanRefused, admit
from desktop_app.scanning.page_images import Cancelled, PageImages
from desktop_app.services.faults import shown_to_people
from desktop_app.services.text import LONG_LINE, line
from desktop_app.services.use_case import Office, Work, use_case

FROM_BACKUP = "Pulihkan dari cadangan (Pengaturan, Cadangan), atau pindai lagi dari kertasnya."
LARGEST_FILE = 25 * 1024 * 1024
MOST_KIND = 40
MOST_PAPER_PAGES = 20_000


def attachments(office: Office) -> AttachmentStore:
    """The encrypted files beside the database."""
    return AttachmentStore(office.store.data_dir, office.store.data_key)


@dataclass(frozen=True, slots=True)
class Attached:
    """The stored scan."""

    attachment: int
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class _Admitted:
    """A scan that passed the door and lies in the store already."""

    sha256: str
    size: int
    name: str
    kind: str
    pages: int
    text: str


def _admit(office: Office, fields: dict[str, Any]) -> _Admitted:
    """Open and judge the file before the write lock is taken: a large scan may take seconds."""
    source = Path(str(fields.get("file", "")))
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise UserError("Berkas lebih dari 25 MB. Pindai ulang hitam-putih 200 dpi, lalu lampirkan.", field="file")
        data = source.read_bytes()
    except OSError:
        raise UserError("Berkas tidak dapat dibuka. Periksa apakah stik USB masih terpasang.", field="file") from None
    try:
        admitted = admit(data, source.name)
    except ScanRefused as refusal:
        raise UserError(refusal.sentence, field="file") from None
    stored = attachments(office).put(data)
    return _Admitted(
        stored.sha256, len(data), admitted.name, admitted.kind, admitted.pages, _text_layer(data, admitted.kind)
    )


def _text_layer(data: bytes, kind: str) -> str:
    """What the search may find in a scan; a text that cannot be read is none (the picture is what counts)."""
    if kind != "pdf":
        return ""
    try:
        return " ".join(PageImages(data).text().split())
    except (ScanRefused, Cancelled):
        return ""


@use_case("attach_scan", prepare=_admit)
def attach_scan(work: Work, *, request: int, file: str, kind: str = "letter") -> Attached:
    """Attach a scan (PDF, JPEG, PNG) from a file; the same page twice is one file.

    Raises :class:`UserError` with what is wrong with the file: empty, locked, too large, not a scan.
    """
    admitted: _Admitted = work.prepared
    present = work.unit.connection.execute(
        select(attachment.c.id).where(
            attachment.c.request_id == request,
            attachment.c.sha256 == admitted.sha256,
            attachment.c.voided_at.is_(None),
        )
    ).scalar()
    if present is not None:
        return Attached(present, admitted.sha256, admitted.pages)
    made = work.unit.insert(
        attachment,
        request_id=request,
        subject_key_id=work.the_request["subject_key_id"],
        kind=line(kind, "kind", label="Jenis lampiran", required=True, limit=MOST_KIND),
        sha256=admitted.sha256,
        file_name=admitted.name,
        media_type=admitted.kind,
        size=admitted.size,
        pages=admitted.pages,
        added_at=work.occurred_at,
    )
    if admitted.text:
        work.unit.connection.execute(
            insert(attachment_text).values(attachment_id=made, text=admitted.text, read_at=work.recorded_at)
        )
    return Attached(made, admitted.sha256, admitted.pages)


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A printed paper kept in the case with its hash."""

    paper: int
    sha256: str


def _paper_words(kind: str, title: str, number: str | None, pages: int) -> dict[str, Any]:
    """The columns of a paper that somebody wrote."""
    if not 0 <= pages <= MOST_PAPER_PAGES:
        raise UserError(f"Jumlah halaman 0 sampai {MOST_PAPER_PAGES}, terisi {pages}. Periksa angkanya.", field="pages")
    return {
        "kind": line(kind, "kind", label="Jenis kertas", required=True, limit=MOST_KIND),
        "title": line(title, "title", label="Judul", limit=LONG_LINE),
        "number": None if number is None else line(number, "number", label="Nomor"),
        "pages": pages,
    }


@use_case("keep_paper")
def keep_paper(
    work: Work, *, request: int, kind: str, title: str, sha256: str, pages: int, number: str | None = None
) -> KeptPaper:
    """Note a paper that was made for a case; its bytes were stored by :func:`store_paper` before."""
    _must_be_stored(work, sha256)
    made = work.unit.insert(
        paper,
        request_id=request,
        **_paper_words(kind, title, number, pages),
        sha256=sha256,
        made_at=work.occurred_at,
    )
    return KeptPaper(made, sha256)


@use_case("keep_session_paper")
def keep_session_paper(
    work: Work, *, session: int, kind: str, title: str, sha256: str, pages: int, number: str | None = None
) -> KeptPaper:
    """Note a paper that was made for a class: attendance list, schedule, report."""
    _must_be_stored(work, sha256)
    made = work.unit.insert(
        paper,
        session_id=session,
        **_paper_words(kind, title, number, pages),
        sha256=sha256,
        made_at=work.occurred_at,
    )
    return KeptPaper(made, sha256)


def _must_be_stored(work: Work, sha256: str) -> None:
    """A paper whose bytes nobody has would make the daily check cry for ever."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not attachments(work.office).exists(sha256):
        raise UserError("Isi kertas itu tidak tersimpan. Buat kertasnya lagi, lalu simpan.", field="sha256")


def store_paper(office: Office, data: bytes) -> str:
    """Store the bytes of a made paper, encrypted; returns the hash it is found under."""
    attachments(office).put(data)
    return hashlib.sha256(data).hexdigest()


def readable_bytes(office: Office, sha256: str, name: str) -> bytes:
    """The bytes of a scan or paper for somebody who wants to see it; what is wrong with it is said with its name."""
    try:
        with shown_to_people():
            return stored_bytes(office, sha256)
    except AttachmentMissing:
        raise Damaged(f"{name} tidak ada lagi di penyimpanan. {FROM_BACKUP}") from None
    except AttachmentChanged:
        raise Damaged(f"{name} rusak: isinya bukan yang disimpan. {FROM_BACKUP}") from None


def stored_bytes(office: Office, sha256: str) -> bytes:
    """The bytes of a stored scan or paper; raises the store's own errors when missing or changed."""
    return attachments(office).open_bytes(sha256)
