"""The one door for attachments: what comes in is a PDF, JPEG or PNG that opens within our limits.

Order: empty, too large, kind by its first bytes, pixels by the header, and only then opened - in the
child process of :mod:`desktop_app.scanning.page_images` (password, damage, pages, decoding).
Sources: SCANS.md point 1, RELIABILITY.md fault 15, ASVS 5.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.scanning.file_kinds import Kind, image_size, kind_of, stranger_of
from desktop_app.scanning.page_images import PageImages, RenderWorker
from desktop_app.scanning.refusals import ScanRefused, refusal, stranger
from desktop_app.scanning.render_protocol import LARGEST_FILE, MOST_PIXELS
from desktop_app.scanning.safe_names import safe_name

__all__ = ["Admitted", "ScanRefused", "admit", "safe_name"]

_ENDINGS: dict[Kind, tuple[str, ...]] = {"pdf": (".pdf",), "jpeg": (".jpg", ".jpeg"), "png": (".png",)}


@dataclass(frozen=True)
class Admitted:
    """A file that may be stored; width and height of the first page, upright (PDF points or pixels)."""

    kind: Kind
    pages: int
    width: int
    height: int
    size: int
    name: str


def admit(data: bytes, name: str, worker: RenderWorker | None = None) -> Admitted:
    """Check *data* whatever its name says; ScanRefused with a reason code and a sentence.

    The returned name is harmless and ends as its content is.  Takes up to 10 s: not on the window's thread.
    """
    if not data:
        raise refusal("kosong_berkas")
    if len(data) > LARGEST_FILE:
        raise refusal("terlalu_besar")
    kind = kind_of(data)
    if kind is None:
        raise stranger(stranger_of(data))
    if kind != "pdf":
        _check_header(data, kind)
    images = PageImages(data, worker)
    width, height = images.sizes[0]
    return Admitted(kind, len(images), width, height, len(data), _named(name, kind))


def _check_header(data: bytes, kind: Kind) -> None:
    size = image_size(data, kind)
    if size is None or not all(size):
        raise refusal("rusak")
    if size[0] * size[1] > MOST_PIXELS:
        raise refusal("terlalu_banyak_piksel")


def _named(name: str, kind: Kind) -> str:
    clean = safe_name(name)
    return clean if clean.lower().endswith(_ENDINGS[kind]) else clean + _ENDINGS[kind][0]
