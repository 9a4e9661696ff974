"""Text layers of scans that nobody has read yet: attached before the search knew scans, or brought in by a package.

Read a few at a time in a child process of its own while the office works; each one is a short transaction, no act of
anybody, and the search line of its case follows in the same COMMIT.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, and_, insert, literal, select

from db.attachment_files import AttachmentChanged, AttachmentMissing
from db.tables_journal import subject_key
from db.tables_requests import attachment
from db.tables_search import attachment_text
from desktop_app.scanning.page_images import Cancelled, PageImages, RenderWorker, ScanRefused
from desktop_app.services.faults import shown_to_people
from desktop_app.services.files import attachments
from desktop_app.services.use_case import Office

FEW = 10
"""Scans a round: a second or two of a child process, so that a page somebody looks at does not wait."""


def _unread(after: int) -> ColumnElement[bool]:
    read = select(attachment_text.c.attachment_id)
    alive = select(subject_key.c.id).where(subject_key.c.key.is_not(None))
    return and_(
        attachment.c.id > after,
        attachment.c.media_type == "pdf",
        attachment.c.voided_at.is_(None),
        attachment.c.id.not_in(read),
        attachment.c.subject_key_id.in_(alive),
    )


def has_unread(connection: Connection, after: int = 0) -> bool:
    """Whether a scan behind ``after`` was never read."""
    return connection.execute(select(attachment.c.id).where(_unread(after)).limit(1)).first() is not None


def read_few(office: Office, after: int = 0, *, most: int = FEW, stopped: Callable[[], bool] = lambda: False) -> int:
    """Read up to ``most`` scans behind ``after``; returns the id of the last one looked at, for the next round.

    A scan that is lost or damaged is left for the next run: the daily check names it, and it may come back.
    """
    with shown_to_people(), office.store.reading() as connection:
        wanted = connection.execute(
            select(attachment.c.id, attachment.c.sha256).where(_unread(after)).order_by(attachment.c.id).limit(most)
        ).all()
    worker = RenderWorker()
    try:
        for one in wanted:
            if stopped():
                break
            after = one.id
            text = _text_of(office, one.sha256, worker)
            if text is not None:
                _keep(office, one.id, text)
    finally:
        worker.close()
    return after


def _text_of(office: Office, sha256: str, worker: RenderWorker) -> str | None:
    try:
        return " ".join(PageImages(attachments(office).open_bytes(sha256), worker).text().split())
    except (ScanRefused, Cancelled):
        return ""  # a picture in a PDF's clothes: it says nothing, today and tomorrow
    except (AttachmentMissing, AttachmentChanged, OSError):
        return None


def _keep(office: Office, attachment_id: int, text: str) -> None:
    """Keep the text, unless its person was erased or the scan withdrawn meanwhile."""
    row = select(attachment.c.id, literal(text), literal(office.clock.now(), attachment_text.c.read_at.type)).where(
        attachment.c.id == attachment_id, _unread(0)
    )
    with shown_to_people(), office.store.writing() as unit:
        unit.connection.execute(insert(attachment_text).from_select(["attachment_id", "text", "read_at"], row))
