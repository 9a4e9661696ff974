"""A file dropped anywhere on a page goes through the page's own door; its text fields do not take it as words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

ABOUT_DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrop(QObject):
    """Made when the page has its fields; ``take(path)`` gets the first dropped file with a known ending."""

    def __init__(self, over: QWidget, take: Callable[[Path], None], suffixes: tuple[str, ...]) -> None:
        super().__init__(over)
        self._take, self._suffixes = take, suffixes
        over.setAcceptDrops(True)
        for one in (over, *over.findChildren(QWidget)):
            if one.acceptDrops():
                one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files are ours, dragged text stays the field's. Nothing here can raise."""
        if event.type() not in ABOUT_DROPS or not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        known = [one for one in paths if one.suffix.lower() in self._suffixes]
        if not known:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(known[0])
        return True
