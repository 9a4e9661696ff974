"""A made-up letter as a PDF that looks like a scan and says CONTOH across the page."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

MARGIN = 70
SENTENCE_SIGNS = 88


def sample_letter(sender: str, lines: tuple[str, ...]) -> bytes:
    """The letter of ``sender`` with these lines of text."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.setTitle("Surat contoh")
    width, height = A4
    _watermark(page, width, height)
    page.setFillGray(0.1)
    page.setFont("Times-Bold", 15)
    page.drawCentredString(width / 2, height - 70, _latin(sender).upper())
    page.setFont("Times-Roman", 9)
    page.drawCentredString(width / 2, height - 84, "Alamat karangan untuk data contoh")
    page.line(MARGIN, height - 92, width - MARGIN, height - 92)
    page.setFont("Times-Roman", 12)
    top = height - 130.0
    for line in lines:
        for part in _wrapped(_latin(line)):
            page.drawString(MARGIN, top, part)
            top -= 17
    page.showPage()
    page.save()
    return out.getvalue()


def _watermark(page: Any, width: float, height: float) -> None:
    page.saveState()
    page.setFillGray(0.88)
    page.setFont("Helvetica-Bold", 110)
    page.translate(width / 2, height / 2)
    page.rotate(52)
    page.drawCentredString(0, -30, "CONTOH")
    page.restoreState()


def _latin(text: str) -> str:
    return text.encode("latin-1", "replace").decode("latin-1")


def _wrapped(line: str) -> list[str]:
    words, parts, current = line.split(" "), [], ""
    for word in words:
        if current and len(current) + 1 + len(word) > SENTENCE_SIGNS:
            parts.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*parts, current]
