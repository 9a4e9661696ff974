"""The officers of the office as cards: initials, name, role, what waits for each, and the key that chooses him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.avatar import initials, paint_avatar
from ui.widgets.press import Pressable

CARD_WIDTH: Final = 440
NARROW_CARD: Final = 408
ONE_COLUMN: Final = 5
"""More officers than this stand in two columns, so that the PIN field never leaves the screen."""
TWO_COLUMNS: Final = 12
STEPS: Final = {
    int(Qt.Key.Key_Down): "down",
    int(Qt.Key.Key_Up): "up",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Left): "left",
}


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """One officer at the login; ``waiting`` is how many things need him."""

    handle: str
    name: str
    role: str
    waiting: int = 0

    @property
    def waiting_words(self) -> str:
        """ "4 perlu tindakan", nothing when nothing waits."""
        return f"{self.waiting} perlu tindakan" if self.waiting else ""


class _Card(Pressable):
    """One card; a press chooses the officer."""

    def __init__(self, card: OfficerCard, number: int, parent: QWidget) -> None:
        self.card, self._number = card, number
        spoken = ", ".join(part for part in (card.name, card.role, card.waiting_words) if part)
        super().__init__(card.name, object_name=f"officer_{card.handle}", name=spoken, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if number <= 9:
            self.setAccessibleDescription(f"Tombol {number}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW_CARD), theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(56))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the whole block of cards."""
        if event.key() in STEPS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            fill = "hover" if self.state() in ("hover", "press") and not self.isChecked() else "surface"
            paint.box(painter, area, 8, fill, "line")
            if self.isChecked():
                paint.ring(painter, area, 8)
            side = theme.px(36)
            disc = QRectF(theme.px(12), round(area.center().y() - side / 2), side, side)
            paint_avatar(painter, disc, initials(self.card.name))
            right = area.right() - theme.px(20)
            if self._number <= 9:
                wide = paint.keycap_width(str(self._number))
                right -= wide
                paint.keycap(painter, right, area.center().y(), str(self._number))
                right -= theme.px(12)
            left = disc.right() + theme.px(12)
            count = QRectF(left, 0, right - left, area.height())
            right -= paint.text(painter, count, self.card.waiting_words, "dense", "text2", paint.RIGHT) + theme.px(12)
            middle, high = area.center().y(), theme.px(20)
            name = QRectF(left, middle - high, right - left, high)
            paint.text(painter, name, self.card.name, "body_strong")
            paint.text(painter, name.translated(0, high - 1), self.card.role, "dense", "text2")


class OfficerCards(QWidget):
    """All cards. ``chosen(handle)`` when another one is pressed, ``entered()`` on Enter or a number key.

    Number keys and arrows work while the focus is on any card; Tab stops at the chosen card only.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName("Petugas")
        self._cards: list[_Card] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        theme.events().changed.connect(self._measure)

    def set_cards(self, cards: Sequence[OfficerCard]) -> None:
        """Show these officers; the chosen one stays chosen while he is here."""
        if tuple(card.card for card in self._cards) == tuple(cards):
            return
        before = self.current()
        had_focus = any(card.hasFocus() for card in self._cards)
        for old in self._cards:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._columns = 1 if len(cards) <= ONE_COLUMN else 2 if len(cards) <= TWO_COLUMNS else 3
        self._cards = [_Card(card, at + 1, self) for at, card in enumerate(cards)]
        for at, made in enumerate(self._cards):
            self._grid.addWidget(made, at // self._columns, at % self._columns)
            made.clicked.connect(lambda _=False, card=made: self._press(card))
        self._measure()
        self.choose(before or (cards[0].handle if cards else ""))
        if had_focus:
            self.focus_current()

    def _measure(self) -> None:
        """As wide as the design at the text scale."""
        self.setFixedWidth(theme.px(CARD_WIDTH if self._columns == 1 else self._columns * (NARROW_CARD + 8)))

    def current(self) -> str:
        """Handle of the chosen officer, or an empty string."""
        return next((card.card.handle for card in self._cards if card.isChecked()), "")

    def current_name(self) -> str:
        """Name of the chosen officer, or an empty string."""
        return next((card.card.name for card in self._cards if card.isChecked()), "")

    def choose(self, handle: str) -> None:
        """Choose without a key; an unknown handle chooses the first."""
        if not self._cards:
            return
        target = next((card for card in self._cards if card.card.handle == handle), self._cards[0])
        target.setChecked(True)
        for card in self._cards:
            stop = Qt.FocusPolicy.StrongFocus if card is target else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(stop)
        self.setFocusProxy(target)
        self.chosen.emit(target.card.handle)

    def focus_current(self) -> None:
        """Put the focus on the chosen card."""
        for card in self._cards:
            if card.isChecked():
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, card: _Card) -> None:
        self.choose(card.card.handle)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number chooses and goes on to the PIN; arrows walk over the cards."""
        number = event.key() - int(Qt.Key.Key_0)
        if 1 <= number <= min(9, len(self._cards)) and not event.modifiers() & _CHORD:
            self._press(self._cards[number - 1])
            return
        step = {
            "down": self._columns,
            "up": -self._columns,
            "right": 1,
            "left": -1,
        }.get(STEPS.get(event.key(), ""), 0)
        at = next((i for i, card in enumerate(self._cards) if card.isChecked()), 0) + step
        if step and 0 <= at < len(self._cards):
            self.choose(self._cards[at].card.handle)
            self.focus_current()
            return
        super().keyPressEvent(event)


_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
