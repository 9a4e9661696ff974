"""The child process that opens strangers' files (``--render-worker``).

A PDF or picture from outside is decoded here only: with a memory limit, without the right to write
files, and killed by its parent after ten seconds.  What a hostile file breaks is this process.
It keeps one document open, so that the second page is fast.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from typing import Any, BinaryIO, Protocol

from desktop_app.scanning.confinement import confine
from desktop_app.scanning.file_kinds import kind_of
from desktop_app.scanning.render_protocol import (
    LONGEST_SIDE,
    LONGEST_TEXT,
    MOST_PAGES,
    MOST_PIXELS,
    BrokenTalk,
    receive,
    send,
)

VERB = "--render-worker"
_LOCKED_ERRORS = {4, 5}
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium's fpdfview.h."""


_JUST_BELOW = 1 - 1e-9
"""PDFium's binding rounds sides up."""

_ORPHAN_SECONDS = 15
"""A child whose parent died in the middle of a page ends by itself (POSIX)."""


class Refused(Exception):
    """An expected refusal; its text is the reason code."""


class Pages(Protocol):
    """A document that is open in the child."""

    sizes: list[tuple[int, int]]

    def picture(self, index: int, max_side: int) -> Any:
        """The page as a PIL image, upright, no side longer than *max_side*."""


class PdfPages:
    """A PDF, opened by PDFium (built without scripts and XFA)."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
            count = len(self._document)
        except pypdfium2.PdfiumError as problem:
            locked = getattr(problem, "err_code", None) in _LOCKED_ERRORS
            raise Refused("terkunci" if locked else "rusak") from problem
        if count > MOST_PAGES:
            raise Refused("terlalu_banyak_halaman")
        if not count:
            raise Refused("rusak")
        with contextlib.suppress(pypdfium2.PdfiumError):
            self._document.init_forms()
        try:
            self.sizes = [self._size(index) for index in range(count)]
        except pypdfium2.PdfiumError as problem:
            raise Refused("rusak") from problem

    def text(self, most: int) -> str:
        """The text layer of all pages, at most ``most`` signs; empty for a scan that is only a picture."""
        pieces: list[str] = []
        for index in range(len(self.sizes)):
            page = self._document[index]
            try:
                layer = page.get_textpage()
                pieces.append(layer.get_text_bounded())
                layer.close()
            finally:
                page.close()
            if sum(map(len, pieces)) >= most:
                break
        return "\n".join(pieces)[:most]

    def picture(self, index: int, max_side: int) -> Any:
        """Render with form values and annotations, at the scale that fits."""
        page = self._document[index]
        try:
            scale = max_side / max(*page.get_size(), 1.0) * _JUST_BELOW
            return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        finally:
            page.close()

    def _size(self, index: int) -> tuple[int, int]:
        page = self._document[index]
        try:
            width, height = page.get_size()
        finally:
            page.close()
        if width <= 0 or height <= 0:
            raise Refused("rusak")
        return max(round(width), 1), max(round(height), 1)


class PicturePages:
    """A JPEG or PNG as one page, turned upright by its EXIF mark, transparency on white."""

    def __init__(self, data: bytes) -> None:
        from PIL import Image, ImageOps

        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        try:
            image: Any = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO"))
            if image.width * image.height > MOST_PIXELS:
                raise Refused("terlalu_banyak_piksel")
            self._turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
            size = image.size
            if image.format in {"JPEG", "MPO"}:
                image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            self._image = _flat(ImageOps.exif_transpose(image))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
            raise Refused("rusak") from problem
        self.sizes = [size[::-1] if self._turned else size]
        self._image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)

    def picture(self, index: int, max_side: int) -> Any:
        """A copy no larger than asked (never enlarged)."""
        from PIL import Image

        picture = self._image.copy()
        picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return picture


def _flat(image: Any) -> Any:
    """RGB on white; 16-bit grey is brought to 8 bits instead of being clipped."""
    from PIL import Image

    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")


def answer(note: dict[str, object], block: bytes, pages: Pages | None) -> tuple[Pages | None, dict[str, object], bytes]:
    """One request: 'open' keeps a document and says its sizes, 'text' reads it, 'page' renders one page of it."""
    if note.get("do") == "open":
        opened: Pages = PdfPages(block) if kind_of(block) == "pdf" else PicturePages(block)
        return opened, {"sizes": opened.sizes}, b""
    if note.get("do") == "text":
        text = pages.text(LONGEST_TEXT) if isinstance(pages, PdfPages) else ""
        return pages, {}, text.encode("utf-8", "ignore")
    index, max_side = note.get("index"), note.get("max_side")
    if pages is None or not isinstance(index, int) or not isinstance(max_side, int):
        raise Refused("rusak")
    picture = pages.picture(index, min(max_side, LONGEST_SIDE))
    content = picture.convert("RGBA").tobytes() if note.get("form") == "rgba" else _png(picture)
    return pages, {"width": picture.width, "height": picture.height}, content


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until the parent closes the pipe; any fault of a file becomes a reason, not an end."""
    pages: Pages | None = None
    while True:
        try:
            note, block = receive(source)
        except BrokenTalk:
            return
        _alarm(_ORPHAN_SECONDS)
        try:
            pages, said, content = answer(note, block, pages)
        except Refused as refusal:
            said, content = {"refused": str(refusal)}, b""
        except MemoryError:
            said, content = {"refused": "terlalu_berat"}, b""
        except Exception:
            said, content = {"refused": "rusak"}, b""
        send(target, said, content)
        _alarm(0)


def _alarm(seconds: int) -> None:
    if sys.platform != "win32":
        signal.alarm(seconds)


def main() -> int:
    """Entry point of the child; standard output is kept for frames alone."""
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    import pypdfium2  # noqa: F401 - loaded before the memory is limited

    confine()
    serve(os.fdopen(0, "rb"), target)
    return 0


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
