"""Chips from pictures: the same look, drawn once, at every text scale, theme and sharpness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.test_calendar_month import DECEMBER, TODAY, chip
from ui import theme
from ui.widgets import chip_pictures
from ui.widgets.calendar_days import next_month
from ui.widgets.calendar_layout import Piece, Placed
from ui.widgets.calendar_month import MonthView
from ui.widgets.calendar_paint import paint_chip
from ui.widgets.chip_pictures import KEPT, ChipPictures

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _piece(left: float = 8, top: float = 6, **fields: object) -> Placed:
    one = replace(chip("a", 9), **fields)  # type: ignore[arg-type]
    return Placed(Piece(one, 0, 0, 0, 0, begins=True, ends=True), QRectF(left, top, 170, 44), tall=True)


def _ground(ratio: float) -> QImage:
    image = QImage(round(200 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("surface"))
    return image


def _unlike(one: QImage, other: QImage) -> float:
    """The share of colour parts that differ by more than rounding."""
    pairs = list(zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))
    return sum(abs(a - b) > 4 for a, b in pairs) / len(pairs)


@pytest.mark.parametrize("look", [{}, {"clash": True}, {"tentative": True}, {"past": True}, {"proposed": True}])
@pytest.mark.parametrize(("dark", "ratio", "left"), [("light", 1.0, 8), ("dark", 2.0, 8), ("light", 1.25, 9)])
def test_a_picture_looks_like_the_strokes(
    qapp: QApplication, look: dict[str, bool], dark: theme.Mode, ratio: float, left: float
) -> None:
    """The copied picture differs from the direct strokes by rounding only, an icon by a part of a pixel."""
    theme.apply(qapp, dark)
    direct, copied = _ground(ratio), _ground(ratio)
    for image in (direct, copied):
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if image is direct:
            paint_chip(painter, _piece(left, **look))
        else:
            ChipPictures().draw(painter, _piece(left, **look))
        painter.end()
    assert _unlike(direct, _ground(ratio)) > 0.02
    assert _unlike(direct, copied) <= (0.01 if ratio == 1.25 and look.get("clash") else 0)
    theme.apply(qapp, "light")


def test_each_look_is_drawn_once(qapp: QApplication) -> None:
    """A repaint copies; another theme, text scale or seat count is another picture; the memory has a bound."""
    theme.apply(qapp, "light")
    pictures, ground = ChipPictures(), _ground(1.0)
    painter = QPainter(ground)
    with patch.object(chip_pictures, "paint_chip", wraps=paint_chip) as strokes:
        for _ in range(3):
            pictures.draw(painter, _piece())
        assert strokes.call_count == 1
        pictures.draw(painter, _piece(count="13/20"))
        pictures.draw(painter, _piece(), target=True)
        for mode, scale in (("dark", 1.0), ("light", 1.3)):
            theme.apply(qapp, mode, scale)  # type: ignore[arg-type]
            pictures.draw(painter, _piece())
        theme.apply(qapp, "light")
        pictures.draw(painter, _piece())
        assert strokes.call_count == 5
    for number in range(KEPT + 20):
        pictures.draw(painter, _piece(count=str(number)))
    assert pictures.kept() == KEPT
    painter.end()


def test_a_full_month_repaints_from_its_pictures(qtbot: QtBot, qapp: QApplication) -> None:
    """Two thousand classes in memory: going a month on and back draws only what was not seen before."""
    theme.apply(qapp, "light")
    view = MonthView(object_name="pictured")
    qtbot.addWidget(view)
    view.resize(1046, 600)
    chips = [chip(str(at), 1 + at % 28) for at in range(60)]
    picture = QImage(1046, 600, QImage.Format.Format_RGB32)
    view.show_month(DECEMBER, TODAY, chips, [], TODAY)
    view.render(picture)
    with patch.object(chip_pictures, "paint_chip", wraps=paint_chip) as strokes:
        view.show_month(next_month(DECEMBER, 1), TODAY, [], [], date(2027, 1, 1))
        view.render(picture)
        view.show_month(DECEMBER, TODAY, chips, [], TODAY)
        view.render(picture)
        assert strokes.call_count == 0
