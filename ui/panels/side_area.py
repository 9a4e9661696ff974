"""A pane beside the middle one: it keeps its design width while the middle grows (DESIGN_SYSTEM.md section 3)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui import theme
from ui.widgets.pane import Pane


class SideArea(Pane):
    """``SideArea(304)``: a list or a form of so many design pixels, wider with larger text.

    ``least`` is what it may shrink to when large text meets a small window; words are then elided.
    """

    def __init__(
        self,
        width: int,
        fill: str = "canvas",
        *,
        least: int = 0,
        object_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(fill, object_name=object_name, parent=parent)
        self._wide, self._least = width, least or round(width * 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The design width."""
        return QSize(theme.px(self._wide), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Not scaled: with larger text a small window still shows every pane."""
        return QSize(self._least, super().minimumSizeHint().height())


class ScrollColumn(QScrollArea):
    """A column that scrolls when the text is large or the window low; never sideways."""

    def __init__(self, content: QWidget, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width."""
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content changed: give it the height it needs, so that nothing is squeezed. Nothing here can raise."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._make_room()
        return False

    def _make_room(self) -> None:
        """Qt's own minimum does not know that wrapped labels grow; the layout does."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        need = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            need = max(need, layout.minimumHeightForWidth(self.viewport().width()))
        if content.minimumHeight() != need:
            content.setMinimumHeight(need)

    def sizeHint(self) -> QSize:
        """What the content would like."""
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Low enough for the smallest window."""
        return QSize(theme.px(120), theme.px(80))
