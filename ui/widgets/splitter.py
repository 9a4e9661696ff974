"""A 1-px line between panes that can be grabbed over 7 px."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from ui import theme
from ui.widgets import paint

GRAB = 3


class _Handle(QSplitterHandle):
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reach over the neighbours on both sides; only the line is painted."""
        if self.orientation() == Qt.Orientation.Horizontal:
            self.setContentsMargins(GRAB, 0, GRAB, 0)
        else:
            self.setContentsMargins(0, GRAB, 0, GRAB)
        self.setMask(QRegion(self.contentsRect()))
        # Past QSplitterHandle: it would set margins of 2 px, and the two would call each other for ever.
        QWidget.resizeEvent(self, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.on(self) as painter:
            tone = "accent" if self.underMouse() else "line"
            painter.fillRect(self.contentsRect(), theme.color(tone))


class Splitter(QSplitter):
    """Panes side by side; ``stretch`` names the pane that grows. ``remember(settings, key)`` keeps the places."""

    def __init__(
        self,
        *panes: QWidget,
        stretch: int = 0,
        vertical: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal, parent)
        self.setObjectName(object_name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for at, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(at, 1 if at == stretch else 0)

    def createHandle(self) -> QSplitterHandle:
        """The thin handle."""
        handle = _Handle(self.orientation(), self)
        handle.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        return handle

    def remember(self, settings: QSettings, key: str) -> None:
        """Restore the places kept under ``key`` and keep later ones."""
        kept = settings.value(key)
        if isinstance(kept, QByteArray):
            self.restoreState(kept)
        self.splitterMoved.connect(lambda: settings.setValue(key, self.saveState()))
