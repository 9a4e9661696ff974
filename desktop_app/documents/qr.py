"""QR codes drawn as merged horizontal runs of rectangles (SCANS.md points 7 and 9).

Level Q, 20 mm, a short opaque code: 46 of 48 degraded prints were read back with these figures.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import zxingcpp

if TYPE_CHECKING:
    from desktop_app.documents.page import Paper

QR_SIZE_MM = 20.0
QUIET_MODULES = 2

Run = tuple[int, int, int]

_DARK = re.compile(rb"\x00+")


@lru_cache(maxsize=512)
def qr_runs(code: str) -> tuple[int, tuple[Run, ...]]:
    """Return (modules a side, runs of dark modules as (row, first column, length)) for ``code``."""
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    side = int(image.shape[0])
    pixels = bytes(memoryview(image))
    runs = [
        (row, run.start(), run.end() - run.start())
        for row in range(side)
        for run in _DARK.finditer(pixels[row * side : (row + 1) * side])
    ]
    return side, tuple(runs)


@lru_cache(maxsize=512)
def qr_path(code: str) -> tuple[int, str]:
    """Return (modules a side, PDF path of the dark runs in modules from the top left) for ``code``."""
    side, runs = qr_runs(code)
    return side, " ".join([f"{column} {row} {length} 1 re" for row, column, length in runs])


def draw_qr(paper: Paper, x: float, y: float, code: str, size: float = QR_SIZE_MM) -> None:
    """Draw ``code`` with its top left corner at (x, y) mm; ``size`` mm is the side of the dark square.

    The caller leaves :data:`QUIET_MODULES` modules or more of white around it. An empty code draws nothing.
    """
    if code:
        side, path = qr_path(code)
        paper.shape(x, y, size / side, path)
