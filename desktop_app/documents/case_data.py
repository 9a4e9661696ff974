"""What the file of one case is made of: its cover, its tables, and the parts bound behind them (DOMAIN 5)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.documents.common_data import Office


@dataclass(frozen=True, slots=True)
class CasePart:
    """One part of the file: ``content`` as it was stored or made; ``lost`` says why it cannot be had.

    ``group`` is the bookmark it stands under, ``copy`` its "tingkat perkembangan" (asli, salinan, cetakan program).
    """

    group: str
    title: str
    content: bytes = b""
    media: str = "pdf"
    copy: str = "cetakan program"
    lost: str = ""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One line of "daftar isi berkas"."""

    title: str
    copy: str
    pages: int
    first_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCover:
    """The first page: what the case is, where its paper lies, how long it is kept, and what the file holds."""

    office: Office
    key: str
    agenda_label: str
    facts: tuple[tuple[str, str], ...]
    keeping: tuple[tuple[str, str], ...]
    problems: tuple[str, ...] = ()
    contents: tuple[ContentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table page: its title and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTable:
    """A page of lines about the case: notices, answers, history."""

    office: Office
    title: str
    about: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    nothing: str
