"""Text on the screen: labels with a type role, headings of list groups, keycaps in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


class Label(QLabel):
    """A label in a type role. ``elide`` shortens one line and keeps the whole in the tooltip.

    Plain text only: names typed by people are never read as markup.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(object_name)
        self._elides = elide
        self._full = text
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.dress(self, role, tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour, for example when a sentence becomes a warning."""
        theme.dress(self, str(self.property("typeRole")), tone)

    def setText(self, text: str) -> None:
        """Keep the whole text; what does not fit is elided on resize."""
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def full_text(self) -> str:
        """The text before eliding."""
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide again for the new width."""
        super().resizeEvent(event)
        if self._elides:
            self._fit()

    def _fit(self) -> None:
        if not self._elides:
            super().setText(self._full)
            return
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class GroupHeading(QWidget):
    """``PERLU TINDAKAN ANDA            4``: the name of a group and its count."""

    def __init__(self, text: str, right: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._right = text, right
        self.setAccessibleName(f"{text} {right}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One caption line."""
        return QSize(theme.px(120), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading."""
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            used = paint.text(painter, area, self._right, "caption", "text2", paint.RIGHT)
            paint.text(painter, area.adjusted(0, 0, -used - 8, 0), self._text.upper(), "caption_strong", "text3")


class Keycap(QWidget):
    """One key as a small cap, for use in a layout."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(f"tombol {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the key's name."""
        return QSize(round(paint.keycap_width(self._key)) + 1, theme.px(20))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        with paint.on(self) as painter:
            paint.keycap(painter, 0, self.height() / 2, self._key)
