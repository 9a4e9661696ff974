"""What is handed on of a finished paper or register; nothing that draws one is imported for it."""

from __future__ import annotations

from dataclasses import dataclass

HANDOUT_NAMES = {"pdf": "formulir-pendaftaran.pdf", "xlsx": "permohonan-training.xlsx"}
"""Proposed file names of handouts by format: one person's form, an office's workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPart:
    """One paper within a document of many, for the case or class it belongs to."""

    kind: str
    title: str
    number: str
    request_id: int | None
    session_id: int | None
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBytes:
    """A finished paper: PDF bytes, its title, the number printed on it, and sentences about signs it cannot print.

    ``parts`` are the papers of a document of many (:mod:`desktop_app.papers.batch`).
    """

    kind: str
    title: str
    data: bytes
    number: str = ""
    request_id: int | None = None
    session_id: int | None = None
    pages: int = 1
    missing_glyphs: tuple[str, ...] = ()
    parts: tuple[BatchPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBytes:
    """A finished register as PDF or workbook; ``file_name`` is a proposal."""

    what: str
    title: str
    format: str
    file_name: str
    data: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One kind for ``paper --list`` and the print menu."""

    kind: str
    title: str
    about: str
    sizes: tuple[str, ...]
    supports_blank: bool
    on_by_default: bool
