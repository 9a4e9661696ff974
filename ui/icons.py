"""Lucide icons in the colours of the theme.

``pixmap`` for painting, ``icon`` for Qt's own buttons and menus. Names are the file names in resources/icons.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme

STROKE = "1.75"


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=1024)
def _image(name: str, rgb: str, size: int, ratio: float) -> QImage:
    """One drawn icon per name, colour, size and device ratio: a list of a thousand rows draws each once."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", rgb).encode()))
    side = max(1, round(size * ratio))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def exists(name: str) -> bool:
    """Whether an icon of this name is bundled."""
    return resources.path("icons", f"{name}.svg").is_file()


def pixmap(name: str, tone: str | QColor = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap in logical ``size`` (already scaled by the caller) for a device ratio."""
    colour = theme.color(tone) if isinstance(tone, str) else tone
    return QPixmap.fromImage(_image(name, colour.name(), size, ratio))


def icon(name: str, tone: str = "text2", size: int = 16) -> QIcon:
    """A QIcon with the sharpness of common screens, and a pale picture for the disabled state."""
    made = QIcon()
    side = theme.px(size)
    for ratio in (1.0, 1.25, 1.5, 2.0):
        made.addPixmap(pixmap(name, tone, side, ratio))
        made.addPixmap(pixmap(name, "disabled", side, ratio), QIcon.Mode.Disabled)
    return made


def draw(painter: QPainter, name: str, box: QRectF, tone: str | QColor = "text2", size: int = 16) -> None:
    """Draw an icon centred in ``box``; ``size`` is the design size and grows with the text scale."""
    side = theme.px(size)
    ratio = painter.device().devicePixelRatioF()
    colour = theme.color(tone) if isinstance(tone, str) else tone
    left = round(box.center().x() - side / 2)
    top = round(box.center().y() - side / 2)
    painter.drawImage(QRectF(left, top, side, side), _image(name, colour.name(), side, ratio))
