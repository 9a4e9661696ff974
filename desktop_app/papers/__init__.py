"""From query rows to papers and registers: the one place that knows both (ARCHITECTURE.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBytes:
    """A finished paper: PDF bytes, its title and number, and signs no bundled font can print."""

    kind: str
    title: str
    data: bytes
    number: str = ""
    request_id: int | None = None
    session_id: int | None = None
    pages: int = 0
    missing_glyphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBytes:
    """A finished register as PDF or workbook; ``file_name`` is a proposal."""

    what: str
    title: str
    format: str
    file_name: str
    data: bytes
    rows: int


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
) -> PaperBytes:
    """A paper of a case (``147/2026``), session (``sesi:12``) or participant (``peserta:88``)."""
    raise NotImplementedError


def make_register(
    connection: Connection,
    what: str,
    fmt: str,
    *,
    now: datetime,
    year: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> RegisterBytes:
    """A register as ``xlsx`` or ``pdf``."""
    raise NotImplementedError
