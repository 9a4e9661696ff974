"""Check boxes and radio buttons whose whole row can be clicked; the focus ring goes round the row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


def paint_check(painter: QPainter, area: QRectF, checked: bool, *, enabled: bool = True) -> None:
    """An 18-px check box in the middle of ``area``; lists and tables use it too."""
    side = theme.px(18)
    box = QRectF(round(area.center().x() - side / 2), round(area.center().y() - side / 2), side, side)
    if checked:
        paint.box(painter, box, 4, "accent" if enabled else "disabled")
        paint.tick(painter, box.adjusted(3, 3, -3, -3), "on_accent")
    else:
        paint.box(painter, box, 4, "surface", "control" if enabled else "line", 1.5)


def _paint_radio(painter: QPainter, area: QRectF, checked: bool, enabled: bool) -> None:
    side = theme.px(18)
    box = QRectF(round(area.center().x() - side / 2), round(area.center().y() - side / 2), side, side)
    if checked:
        paint.box(painter, box, side / 2, "accent" if enabled else "disabled")
        inner = box.adjusted(5.5, 5.5, -5.5, -5.5)
        paint.box(painter, inner, inner.width() / 2, "on_accent")
    else:
        paint.box(painter, box, side / 2, "surface", "control" if enabled else "line", 1.5)


def _row_size(text: str, detail: str) -> QSize:
    wide = theme.px(28) + paint.width_of(text, "body") + theme.px(8)
    if detail:
        wide += theme.px(8) + paint.width_of(detail, "dense")
    return QSize(round(wide) + 1, theme.px(28))


def _paint_row(widget: QCheckBox | QRadioButton, text: str, detail: str) -> None:
    enabled = widget.isEnabled()
    with paint.on(widget) as painter:
        area = QRectF(widget.rect())
        if enabled and (widget.underMouse() or paint.look(widget) == "hover"):
            paint.box(painter, area, 4, "hover")
        focused = paint.shows_focus(widget)
        if focused:
            paint.ring(painter, area, 4)
        x = float(theme.px(6 if focused else 2))
        mark = QRectF(x, 0, theme.px(18), area.height())
        if isinstance(widget, QCheckBox):
            paint_check(painter, mark, widget.isChecked(), enabled=enabled)
        else:
            _paint_radio(painter, mark, widget.isChecked(), enabled)
        x += theme.px(27)
        tone = "text" if enabled else "disabled"
        x += paint.text(painter, area.adjusted(x, 0, -4, 0), text, "body", tone) + theme.px(8)
        paint.text(painter, area.adjusted(x, 0, -4, 0), detail, "dense", "text3")


class CheckRow(QCheckBox):
    """``CheckRow("Proses lebih lanjut", detail="")``; signals of QCheckBox (``toggled``)."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        checked: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._detail = text, detail
        self.setObjectName(object_name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setChecked(checked)

    def set_words(self, text: str, detail: str = "") -> None:
        """Change the words."""
        self._words, self._detail = text, detail
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row is the target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """28 high, as wide as the words."""
        return _row_size(self._words, self._detail)

    def minimumSizeHint(self) -> QSize:
        """The words may be elided, the box not."""
        return QSize(theme.px(60), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        _paint_row(self, self._words, self._detail)


class RadioRow(QRadioButton):
    """``RadioRow("Kasubbag LPSE", detail="Nurul Aini, S.Kom.")``; signals of QRadioButton (``toggled``)."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        checked: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._detail = text, detail
        self.setObjectName(object_name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setChecked(checked)

    def set_words(self, text: str, detail: str = "") -> None:
        """Change the words."""
        self._words, self._detail = text, detail
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row is the target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """28 high, as wide as the words."""
        return _row_size(self._words, self._detail)

    def minimumSizeHint(self) -> QSize:
        """The words may be elided, the circle not."""
        return QSize(theme.px(60), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and words."""
        _paint_row(self, self._words, self._detail)
