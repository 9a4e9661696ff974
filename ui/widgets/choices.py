"""Choosing among few: filter chips and the segmented control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.press import Pressable


class Chip(Pressable):
    """A filter chip, 28 high: ``Chip("Semua", 9)``. Checkable; on = soft accent, accent border, bold.

    With ``menu`` it shows a chevron, opens the menu when pressed and is "on" only through ``setChecked``.
    """

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        checked: bool = False,
        menu: QMenu | None = None,
        checkable: bool = True,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._count, self._menu = count, menu
        super().__init__(text, object_name=object_name, parent=parent)
        self.setCheckable(checkable)
        self.setChecked(checked)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Change the number behind the word."""
        self._count = count
        self.setAccessibleName(self._label if count is None else f"{self._label}, {count}")
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """A chip with a menu opens it; what was chosen decides whether the chip is on."""
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
            return
        super().nextCheckState()

    def sizeHint(self) -> QSize:
        """Measured in bold, so the chip does not move when it is switched on."""
        wide = paint.width_of(self._label, "dense_strong") + theme.px(20)
        if self._count is not None:
            wide += theme.px(6) + paint.width_of(str(self._count), "dense")
        if self._menu is not None:
            wide += theme.px(20)
        return QSize(round(wide) + 1, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, the word, the count and the chevron."""
        on, state = self.isChecked(), self.state()
        fill = "accent_soft" if on else ("hover" if state in ("hover", "press") else None)
        tone = "disabled" if state == "off" else ("accent" if on else "text2")
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            radius = area.height() / 2
            paint.box(painter, area, radius, fill, "accent" if on else "line")
            if paint.shows_focus(self):
                paint.ring(painter, area, radius)
            x = float(theme.px(10))
            role = "dense_strong" if on else "dense"
            x += paint.text(painter, area.adjusted(x, 0, -8, 0), self._label, role, tone) + theme.px(6)
            if self._count is not None:
                paint.text(painter, area.adjusted(x, 0, -4, 0), str(self._count), "dense", tone)
            if self._menu is not None:
                side = theme.px(28)
                icons.draw(painter, "chevron-down", QRectF(area.right() - side, 0, side, area.height()), tone, 14)


class Segment(NamedTuple):
    """One option of a segmented control. ``shortcut`` makes its key work in the window."""

    key: str
    label: str
    key_hint: str = ""
    shortcut: str = ""


class _Thumb(Pressable):
    """One segment: a flat word, or a raised thumb when chosen."""

    def __init__(self, option: Segment, part_of: str, parent: QWidget) -> None:
        self.option = option
        super().__init__(option.label, object_name=f"{part_of}_{option.key}", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if option.shortcut:
            self.setShortcut(QKeySequence(option.shortcut))

    def _content(self) -> float:
        wide = paint.width_of(self._label, "body_strong")
        if self.option.key_hint:
            wide += theme.px(9) + paint.width_of(self.option.key_hint, "caption")
        return wide

    def sizeHint(self) -> QSize:
        return QSize(round(self._content()) + theme.px(22), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        on = self.isChecked()
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if on:
                paint.box(painter, area, 4, "thumb", "control")
            elif self.state() in ("hover", "press"):
                paint.box(painter, area, 4, "hover")
            if paint.shows_focus(self):
                paint.ring(painter, area, 4)
            role = "body_strong" if on else "body_medium"
            tone = "disabled" if not self.isEnabled() else ("text" if on else "text2")
            hint = self.option.key_hint
            wide = paint.width_of(self._label, role)
            total = wide + (theme.px(9) + paint.width_of(hint, "caption") if hint else 0)
            x = area.center().x() - total / 2
            paint.text(painter, QRectF(x, 0, wide + 1, area.height()), self._label, role, tone)
            rest = QRectF(x + wide + theme.px(9), 0, area.width(), area.height())
            paint.text(painter, rest, hint, "caption", "text3")


class Segmented(QWidget):
    """Two to four options in one track; arrows move, ``changed(key)`` tells. ``stretch`` shares the width."""

    changed = Signal(str)

    def __init__(
        self,
        options: Sequence[Segment],
        current: str = "",
        *,
        name: str = "",
        stretch: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        if not stretch:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._thumbs: dict[str, _Thumb] = {}
        for option in options:
            thumb = _Thumb(option, object_name or "segment", self)
            self._thumbs[option.key] = thumb
            self._group.addButton(thumb)
            layout.addWidget(thumb, 1 if stretch else 0)
        self._current = ""
        self.set_current(current or options[0].key)
        self._group.buttonToggled.connect(self._on_toggled)

    def current(self) -> str:
        """The key of the chosen option."""
        return self._current

    def set_current(self, key: str) -> None:
        """Choose an option; ``changed`` follows when it is another one."""
        self._thumbs[key].setChecked(True)
        self._current = key
        self._one_tab_stop()
        self.setFocusProxy(self._thumbs[key])

    def set_option_allowed(self, key: str, allowed: bool, reason: str = "") -> None:
        """Switch one option off and say why."""
        self._thumbs[key].allow(allowed, reason)

    def _on_toggled(self, button: Pressable, on: bool) -> None:
        if on and isinstance(button, _Thumb) and button.option.key != self._current:
            self.set_current(button.option.key)
            self.changed.emit(self._current)

    def _one_tab_stop(self) -> None:
        """Tab stops at the chosen option only; the arrows do the rest."""
        for thumb in self._thumbs.values():
            stop = Qt.FocusPolicy.StrongFocus if thumb.isChecked() else Qt.FocusPolicy.ClickFocus
            thumb.setFocusPolicy(stop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track."""
        with paint.on(self) as painter:
            paint.box(painter, QRectF(self.rect()), 6, "well", "line")
