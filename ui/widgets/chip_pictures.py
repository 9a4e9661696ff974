"""Pictures of chips, drawn once and copied after that: a month full of classes repaints like an empty one.

A picture belongs to what it shows (chip, size, look) and to how it is shown (theme, text scale, sharpness, place
within a pixel), so nothing has to be thrown away when any of them changes.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from ui import theme
from ui.widgets.calendar_days import CalendarChip
from ui.widgets.calendar_layout import Placed
from ui.widgets.calendar_paint import paint_chip

KEPT: Final = 256
"""Three full months; some 7 MB at a device ratio of 1."""


class _Key(NamedTuple):
    chip: CalendarChip
    width: float
    height: float
    tall: bool
    begins: bool
    ends: bool
    target: bool
    dark: bool
    scale: float
    ratio: float
    shift: tuple[float, float]


class ChipPictures:
    """``draw(painter, placed)`` looks as ``paint_chip`` does; ``kept()`` is how many pictures are remembered."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[_Key, QImage] = OrderedDict()

    def kept(self) -> int:
        """Pictures in memory."""
        return len(self._pictures)

    def draw(self, painter: QPainter, one: Placed, *, target: bool = False) -> None:
        """Copy the picture of a piece to its place, drawing it first where it is new."""
        ratio = painter.device().devicePixelRatioF()
        left, top = one.area.x() * ratio, one.area.y() * ratio
        whole = (math.floor(left), math.floor(top))
        key = _Key(
            one.piece.chip,
            one.area.width(),
            one.area.height(),
            one.tall,
            one.piece.begins,
            one.piece.ends,
            target,
            theme.is_dark(),
            theme.scale(),
            ratio,
            (round((left - whole[0]) / ratio, 3), round((top - whole[1]) / ratio, 3)),
        )
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _drawn(one, key)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        painter.drawImage(QPointF(whole[0] / ratio, whole[1] / ratio), picture)


def _drawn(one: Placed, key: _Key) -> QImage:
    """The piece on a clear ground, with the part of a pixel by which its place is not whole."""
    wide, high = ((length + part) * key.ratio for length, part in zip(key[1:3], key.shift, strict=True))
    image = QImage(math.ceil(wide) + 1, math.ceil(high) + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(key.ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = QRectF(*key.shift, one.area.width(), one.area.height())
        paint_chip(painter, Placed(one.piece, here, one.tall), target=key.target)
    finally:
        painter.end()
    return image
