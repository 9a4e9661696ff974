"""Reading papers back: text, page sizes, codes, ink near the edges."""

from __future__ import annotations

import io

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader

MM = 72.0 / 25.4


def pages_text(pdf: bytes) -> list[str]:
    """Return the text of each page, runs of white space made one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def all_text(pdf: bytes) -> str:
    """Return the text of the whole paper."""
    return " ".join(pages_text(pdf))


def page_sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page's media box, rounded to 0.01 mm."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return [(round(float(box.width) / MM, 2), round(float(box.height) / MM, 2)) for box in boxes]


def pictures(pdf: bytes, scale: float = 2.0) -> list[Image.Image]:
    """Return each page rendered in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def codes(image: Image.Image) -> set[str]:
    """Return the texts of the QR codes on a page."""
    return {code.text for code in zxingcpp.read_barcodes(image)}


def ink_margins_mm(image: Image.Image, scale: float = 2.0) -> tuple[float, float, float, float]:
    """Return the white margins left, top, right, bottom in mm."""
    box = image.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    unit = scale * MM
    return (box[0] / unit, box[1] / unit, (image.width - box[2]) / unit, (image.height - box[3]) / unit)
