"""Small files made here: honest scans and what strangers send instead."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfWriter


def pdf(pages: int = 1, *, width: float = 595, height: float = 842, password: str = "", owner: str = "") -> bytes:
    """Blank pages; with *password* it asks for it, with only *owner* it opens but forbids printing."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    if password or owner:
        writer.encrypt(password, owner or password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """White with a red corner at the upper left, so that turns can be seen."""
    image = Image.new(more.pop("mode", "RGB"), size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG with an EXIF mark that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture(exif=exif.tobytes(), quality=95)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises any size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def archive(member: str) -> bytes:
    """A ZIP with one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(member, "isi")
    return out.getvalue()
