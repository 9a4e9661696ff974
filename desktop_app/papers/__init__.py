"""From query rows to papers and registers: the one place that knows both (ARCHITECTURE.md section 6).

``documents`` gets plain values and gives bytes; it never sees the connection. What draws costs a second to import
(reportlab, openpyxl, pypdf), so it is imported when the first paper is made and not with the page that offers it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from desktop_app.papers.paper_bytes import BatchPart, PaperBytes, PaperChoice, RegisterBytes

if TYPE_CHECKING:
    from desktop_app.papers.paper_making import (
        FORMATS,
        MAKERS,
        make_paper,
        make_people_in_full,
        make_register,
        paper_choices,
    )

__all__ = [
    "FORMATS",
    "MAKERS",
    "BatchPart",
    "PaperBytes",
    "PaperChoice",
    "RegisterBytes",
    "make_paper",
    "make_people_in_full",
    "make_register",
    "paper_choices",
]


def __getattr__(name: str) -> Any:
    """What makes papers, imported at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("desktop_app.papers.paper_making"), name)
