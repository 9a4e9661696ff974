"""How the program and its rendering child talk: frames of one JSON object and one block of bytes."""

from __future__ import annotations

import json
import struct
from typing import IO

LONGEST_SIDE = 3508
"""A4 at 300 dpi; nothing larger is ever rendered (SCANS.md point 1)."""

LONGEST_TEXT = 100_000
"""Signs of a text layer that are kept for the search."""

LARGEST_FILE = 25 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PAGES = 100
"""Limits of RELIABILITY.md fault 15."""

_HEAD = struct.Struct(">IQ")
_LARGEST_NOTE = 1024 * 1024
_LARGEST_BLOCK = 64 * 1024 * 1024


class BrokenTalk(Exception):
    """The other side ended or sent nonsense."""


def send(stream: IO[bytes], note: dict[str, object], block: bytes = b"") -> None:
    """Write one frame; OSError when the other side is gone."""
    text = json.dumps(note).encode("utf-8")
    stream.write(_HEAD.pack(len(text), len(block)))
    stream.write(text)
    stream.write(block)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, object], bytes]:
    """Read one frame; BrokenTalk at the end of the stream or for a frame beyond any sense."""
    note_size, block_size = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if note_size > _LARGEST_NOTE or block_size > _LARGEST_BLOCK:
        raise BrokenTalk("frame too large")
    try:
        note = json.loads(_exactly(stream, note_size))
    except ValueError as problem:
        raise BrokenTalk("frame is not JSON") from problem
    if not isinstance(note, dict):
        raise BrokenTalk("frame is not an object")
    return note, _exactly(stream, block_size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    pieces, left = [], size
    while left:
        piece = stream.read(left)
        if not piece:
            raise BrokenTalk("the other side ended")
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
