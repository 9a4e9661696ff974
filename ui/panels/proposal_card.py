"""One line of the proposal: topic, day, who, why, where, seats, and what the Kasubbag may do with it (picture 03c)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.planner.office_cards import Card, LeftOver
from ui import theme
from ui.widgets import paint
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fill_bar import FillBar
from ui.widgets.labels import Label
from ui.widgets.pane import column, row


class _Framed(QWidget):
    """A box that takes the focus and shows it by its frame; ``focused()`` when it does."""

    focused = Signal()

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame changes."""
        super().focusInEvent(event)
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame changes back."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the line."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White box with a thin frame; the chosen one has the accent's."""
        with paint.on(self) as painter:
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint.box(painter, area, theme.px(8), "surface", "line")
            if self.hasFocus():
                paint.ring(painter, area, theme.px(8))


class _CardButton(Button):
    """A lower button, for a card stands beside many."""

    def sizeHint(self) -> QSize:
        """24 px high, as in picture 03c."""
        return QSize(super().sizeHint().width() - theme.px(4), theme.px(24))


class ProposalCard(_Framed):
    """``move_asked()``, ``skip_asked()``, ``lock_asked()``: the buttons; the page binds the keys."""

    move_asked = Signal()
    skip_asked = Signal()
    lock_asked = Signal()

    def __init__(self, card: Card, *, locked: bool, parent: QWidget | None = None) -> None:
        spoken = (
            f"{card.topic.short_name} {card.days_text}, {card.kind}, {card.who}. {card.why} {card.where}. {card.seats}"
        )
        super().__init__(f"{spoken}{', terkunci' if locked else ''}", parent)
        self.card, self.locked = card, locked
        kind = Label(f"terkunci · {card.kind}" if locked else card.kind, "caption", "text2")
        head = row(
            Badge(card.topic.short_name, card.topic.color), Label(card.days_text, "body_strong"), None, kind, spacing=8
        )
        bar = FillBar(
            card.added if card.is_new else card.taken,
            0 if card.is_new else card.added,
            card.quota,
            card.topic.color,
            words=card.seats,
            bar_width=56,
        )
        self.move_button = _CardButton("Geser", key_hint="G", object_name="proposal_move")
        self.lock_button = IconButton(
            "lock",
            "Lepas kunci" if locked else "Kunci",
            "K",
            size=24,
            tone="accent" if locked else "text2",
            object_name="proposal_lock",
        )
        self.skip_button = _CardButton("Lewati", key_hint="Del", object_name="proposal_skip")
        for button, signal in (
            (self.move_button, self.move_asked),
            (self.lock_button, self.lock_asked),
            (self.skip_button, self.skip_asked),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
        self.setLayout(
            column(
                head,
                Label(card.who, "dense", "text", wrap=True),
                Label(f"{card.why.removesuffix('.')} · {card.where}", "caption", "text2", wrap=True),
                row(bar, None, self.move_button, self.lock_button, self.skip_button, spacing=6),
                spacing=3,
                margins=(14, 8, 10, 8),
            )
        )

    def set_number(self, at: int) -> None:
        """Its place in the column, for names that are unique."""
        self.setObjectName(f"proposal_card_{at}")
        for name, button in (("move", self.move_button), ("lock", self.lock_button), ("skip", self.skip_button)):
            button.setObjectName(f"proposal_{name}_{at}")


class LeftOverCard(_Framed):
    """A request without a place, and what would change that; a skipped one can come back."""

    back_asked = Signal()

    def __init__(self, left: LeftOver, parent: QWidget | None = None) -> None:
        super().__init__(f"{left.key} {left.who}. {left.why}", parent)
        self.left = left
        self.back = _CardButton("Masukkan lagi", key_hint="Del", object_name="proposal_back")
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not left.skipped:
            self.back.hide()
        self.back.clicked.connect(self.back_asked)
        self.setLayout(
            column(
                row(Label(left.who, "dense", "text", elide=True), Label(left.key, "caption", "text2"), spacing=8),
                Label(left.why, "caption", "text2", wrap=True),
                row(None, self.back),
                spacing=2,
                margins=(14, 8, 12, 8),
            )
        )

    def set_number(self, at: int) -> None:
        """Its place in the column, for names that are unique."""
        self.setObjectName(f"proposal_left_{at}")
        self.back.setObjectName(f"proposal_back_{at}")
