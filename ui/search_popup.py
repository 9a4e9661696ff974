"""What the search field in the top bar finds: cases by number, sender, subject or person, newest first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop_app.queries import search
from ui import theme
from ui.desk import Desk
from ui.widgets.list_rows import ListRow
from ui.widgets.lists import RowList

MOST = 8
PAUSE_MS = 120


class SearchPopup(QFrame):
    """``chosen(request_id)``. Up and Down move in it while the focus stays in the field; Esc hides it."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, field: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("search_popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._desk, self._field, self._text = desk, field, ""
        self._list = RowList(object_name="search_hits", name="Hasil pencarian", parent=self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda _: self.choose_current())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        field.installEventFilter(self)
        self.hide()

    def ask(self, text: str) -> None:
        """Look for ``text`` once the typing pauses."""
        self._text = text.strip()
        if len(self._text) < 2:
            self.hide()
            return
        self._pause.start()

    def _read(self) -> None:
        text = self._text
        self._desk.read(lambda c: search.search(c, text, limit=MOST), self._show, channel="search_all")

    def _show(self, hits: tuple[search.CaseHit, ...]) -> None:
        rows = [
            ListRow(key=str(hit.request_id), title=hit.sender, right=hit.key, detail=hit.subject, compact=True)
            for hit in hits
        ]
        if not rows:
            rows = [ListRow(key="", title="Tidak ditemukan", detail=f"“{self._text}” tidak ada di surat mana pun.")]
        self._list.set_rows(rows)
        self._list.select_first()
        corner = self._field.mapTo(self.window(), QPoint(0, self._field.height() + theme.px(4)))
        width = max(self._field.width(), theme.px(440))
        left = min(corner.x(), self.window().width() - width - theme.px(8))
        self.setGeometry(left, corner.y(), width, theme.px(64) * min(len(rows), MOST) + 2)
        self.show()
        self.raise_()

    def choose_current(self) -> None:
        """Open what is marked."""
        key = self._list.current_key()
        if key and self.isVisible():
            self.hide()
            self._field.clear()
            self.chosen.emit(int(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Esc of the field; an error here must not leave (it would end the process)."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.isVisible():
                rows = self._list.model().rowCount()
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                at = max(0, min(rows - 1, self._list.currentIndex().row() + step))
                self._list.setCurrentIndex(self._list.model().index(at, 0))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self.hide)
        return False
