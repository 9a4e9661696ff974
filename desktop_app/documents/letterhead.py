"""Kop surat with its double rule, and the block of a signature (DOMAIN 1.4)."""

from __future__ import annotations

from desktop_app.documents.common_data import Letterhead, Official, SignatureSlot
from desktop_app.documents.page import BODY, SMALL, STRONG, Paper, TextStyle
from desktop_app.documents.text_flow import baseline, draw_block, draw_one_line, wrap
from desktop_app.documents.wording import spaced_nip

__all__ = ["Letterhead", "Official", "draw_letterhead", "draw_signature", "official_title"]

SIGNING_GAP_MM = 17.0


def draw_letterhead(
    paper: Paper, head: Letterhead, x: float, y: float, width: float, *, scale: float = 1.0, right: float = 0.0
) -> float:
    """Draw the kop with its top at ``y`` and return the y below the double rule.

    ``scale`` shrinks it for half sheets; ``right`` mm are kept free at the right end (for a QR). The text
    is centred on the whole width as long as it fits between the two ends.
    """
    logo_width, logo_height = 16.0 * scale, 20.0 * scale
    _draw_logo(paper, head.logo, x, y, logo_width, logo_height)
    side = max(logo_width, right) + 3.0
    room = width - 2 * side
    lines = [
        (line, TextStyle(size=_line_size(i, len(head.lines)) * scale, bold=True, align="center"))
        for i, line in enumerate(head.lines)
    ]
    small = TextStyle(size=max(9.0 * scale, 7.5), align="center")
    lines += [(line, small) for line in (head.address, head.contact) if line]
    used = sum(style.line_mm for _, style in lines)
    top = y + max(0.0, (logo_height - used) / 2)
    for text, style in lines:
        draw_one_line(paper, x + side, top, room, text, style)
        top += style.line_mm
    rule = max(top, y + logo_height, y + right - 2.5) + 2.0 * scale
    paper.line(x, rule, x + width, rule, 2.0)
    paper.line(x, rule + 1.1, x + width, rule + 1.1, 0.6)
    return rule + 1.4


def _line_size(index: int, count: int) -> float:
    """The government above and the unit below at 13 pt, the line between a little larger."""
    return 14.5 if 0 < index < count - 1 else 13.0


def _draw_logo(paper: Paper, logo: bytes | None, x: float, y: float, width: float, height: float) -> None:
    if logo is not None and paper.picture(x, y, width, height, logo):
        return
    paper.rect(x, y, width, height, 0.6)
    style = TextStyle(size=7.0 if width > 14 else 6.0, grey=True, align="center")
    middle = y + height / 2
    paper.text(x + width / 2, middle - 0.6, "Lambang", style)
    paper.text(x + width / 2, middle + 2.4, "daerah", style)


def official_title(official: Official) -> tuple[str, ...]:
    """Return the lines above a signature: "a.n.

    Kepala Bagian ..." / "Kasubbag LPSE," or "Plh. Kepala ...,".
    """
    prefix = official.signing_prefix.strip()
    title = f"{official.title},"
    if not prefix:
        return (title,)
    if official.on_behalf_of:
        return (f"{prefix} {official.on_behalf_of}", title)
    return (f"{prefix} {title}",)


def draw_signature(
    paper: Paper, slot: SignatureSlot, x: float, y: float, width: float, *, gap: float = SIGNING_GAP_MM
) -> float:
    """Draw a place to sign with its top at ``y``; return the y below.

    ``gap`` mm are left for pen and stamp.

    An official is printed with title, name, rank and NIP; without one a dotted line waits for the name.
    """
    official = slot.official
    if slot.role:
        y = draw_block(paper, x, y, width, slot.role)
    if official is not None and official.title:
        for line in official_title(official):
            y = draw_block(paper, x, y, width, line)
    y += gap
    if official is None or not official.name:
        paper.text(x, y + baseline(BODY), "(" + "." * 38 + ")", BODY)
        return y + BODY.line_mm
    return draw_signer_name(paper, official, x, y, width)


def draw_signer_name(paper: Paper, official: Official, x: float, y: float, width: float, size: float = 10.0) -> float:
    """Draw name (bold), rank and NIP of an official; return the y below."""
    for text, style in signer_pieces(official, size):
        y = draw_block(paper, x, y, width, text, style)
    return y


def signer_pieces(official: Official, size: float = 10.0) -> list[tuple[str, TextStyle]]:
    """Return name, rank and NIP with their styles, without what is not known."""
    small = SMALL.sized(max(size - 1.5, 7.0))
    nip = f"NIP. {spaced_nip(official.nip)}" if official.nip else ""
    pieces = [(official.name, STRONG.sized(size)), (official.rank_grade, small), (nip, small)]
    return [(text, style) for text, style in pieces if text]


def signature_height(slot: SignatureSlot, width: float, *, gap: float = SIGNING_GAP_MM) -> float:
    """Return the height in mm of :func:`draw_signature`."""
    lines = len(wrap(slot.role, BODY, width)) if slot.role else 0
    official = slot.official
    if official is None:
        return (lines + 1) * BODY.line_mm + gap
    if official.title:
        lines += sum(len(wrap(line, BODY, width)) for line in official_title(official))
    lines += len(wrap(official.name, STRONG, width)) + bool(official.rank_grade) + bool(official.nip)
    return lines * BODY.line_mm + gap
