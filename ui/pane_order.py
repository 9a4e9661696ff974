"""F6: the panes of a page in reading order, and the next one that can take the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.panel import Panel


def panes_of(page: QWidget) -> list[QWidget]:
    """The visible panes of the page's shown splitter (or the page itself), left to right."""
    splitter = next((one for one in page.findChildren(QSplitter) if one.isVisible()), None)
    if splitter is None:
        return [page]
    panes = (splitter.widget(at) for at in range(splitter.count()))
    return [pane for pane in panes if pane is not None and pane.isVisible()]


def focus_next_pane(page: Panel, step: int) -> None:
    """Give the focus to the first control of the next pane."""
    panes = panes_of(page)
    now = _focused(page)
    here = next((at for at, pane in enumerate(panes) if now is not None and pane.isAncestorOf(now)), -1)
    for offset in range(1, len(panes) + 1):
        target = _first_control(panes[(here + step * offset) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _focused(page: QWidget) -> QWidget | None:
    return page.window().focusWidget()


def _first_control(pane: QWidget) -> QWidget | None:
    wanted = pane.focusProxy()  # a pane may name the part where its keys begin
    if wanted is not None and wanted.isVisible() and wanted.isEnabled():
        return wanted
    for child in pane.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
    return None
