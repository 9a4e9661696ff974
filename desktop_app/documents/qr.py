"""QR codes drawn as merged horizontal runs of rectangles (SCANS.md points 7 and 9).

Level Q, 20 mm, a short opaque code: 46 of 48 degraded prints were read back with these figures.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import zxingcpp

if TYPE_CHECKING:
    from desktop_app.documents.page import Paper

QR_SIZE_MM = 20.0
QUIET_MODULES = 2

Run = tuple[int, int, int]


@lru_cache(maxsize=512)
def qr_runs(code: str) -> tuple[int, tuple[Run, ...]]:
    """Return (modules a side, runs of dark modules as (row, first column, length)) for ``code``."""
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    view = memoryview(image)
    side = int(image.shape[0])
    pixels = bytes(view)
    runs: list[Run] = []
    for row in range(side):
        column = 0
        while column < side:
            if pixels[row * side + column]:
                column += 1
                continue
            first = column
            while column < side and not pixels[row * side + column]:
                column += 1
            runs.append((row, first, column - first))
    return side, tuple(runs)


def draw_qr(paper: Paper, x: float, y: float, code: str, size: float = QR_SIZE_MM) -> None:
    """Draw ``code`` with its top left corner at (x, y) mm; ``size`` mm is the side of the dark square.

    The caller leaves :data:`QUIET_MODULES` modules or more of white around it. An empty code draws nothing.
    """
    if not code:
        return
    side, runs = qr_runs(code)
    module = size / side
    for row, column, length in runs:
        paper.fill(x + column * module, y + row * module, length * module, module, shade=0.0)
