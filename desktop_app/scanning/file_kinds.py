"""What a file is, from its first bytes and never from its name; image sizes without decoding."""

from __future__ import annotations

import struct
from typing import Literal

Kind = Literal["pdf", "jpeg", "png"]

_PDF_WITHIN = 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS: tuple[tuple[bytes, int, str], ...] = (
    (b"MZ", 0, "program"),
    (b"\x7fELF", 0, "program"),
    (b"#!", 0, "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "office"),
    (b"{\\rtf", 0, "office"),
    (b"PK\x03\x04", 0, "zip"),
    (b"PK\x05\x06", 0, "zip"),
    (b"Rar!", 0, "zip"),
    (b"7z\xbc\xaf\x27\x1c", 0, "zip"),
    (b"\x1f\x8b", 0, "zip"),
    (b"II*\x00", 0, "tiff"),
    (b"MM\x00*", 0, "tiff"),
    (b"GIF8", 0, "picture"),
    (b"BM", 0, "picture"),
    (b"WEBP", 8, "picture"),
    (b"ftypheic", 4, "heic"),
    (b"ftypheix", 4, "heic"),
    (b"ftypmif1", 4, "heic"),
)
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}


def kind_of(data: bytes) -> Kind | None:
    """'pdf', 'jpeg' or 'png'; None for everything else, polyglots that begin as something else included."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if stranger_of(data) is None and b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    return None


def stranger_of(data: bytes) -> str | None:
    """A word for a kind that is not taken: program, office, zip, tiff, heic, picture; None if unknown."""
    for magic, offset, word in _OTHERS:
        if data[offset : offset + len(magic)] == magic:
            if word == "zip" and any(part in data[:4096] for part in _OFFICE_PARTS):
                return "office"
            return word
    return None


def image_size(data: bytes, kind: Kind) -> tuple[int, int] | None:
    """Width and height as written in the header; None when there is no such header."""
    return _png_size(data) if kind == "png" else _jpeg_size(data)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (ITU-T T.81, B.1.1)."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        elif marker in {0xD9, 0xDA}:
            return None
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
