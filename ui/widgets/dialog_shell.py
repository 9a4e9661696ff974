"""The few dialogs there are (restore, print): plain, one primary button, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label


class DialogShell(QDialog):
    """``DialogShell("Pulihkan dari cadangan", "…", "Pulihkan").body.addWidget(...)``; ``accepted``, ``rejected``.

    Enter in a field does not finish; Ctrl+Enter does.
    """

    def __init__(
        self,
        title: str,
        text: str,
        primary: str,
        *,
        secondary: str = "Batal",
        kind: Kind = "primary",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.dress_window(self)
        self.setObjectName(object_name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setMinimumWidth(theme.px(440))
        self.title = Label(title, "title")
        self.text = Label(text, "body", "text2", wrap=True)
        self.text.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.primary = Button(primary, kind, "Ctrl+Enter", shortcut="Ctrl+Return", object_name=f"{object_name}_primary")
        self.secondary = Button(secondary, "ghost", "Esc", object_name=f"{object_name}_secondary")
        self.primary.clicked.connect(self.accept)
        self.secondary.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.primary)
        foot.addStretch(1)
        foot.addWidget(self.secondary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addLayout(self.body)
        layout.addSpacing(8)
        layout.addLayout(foot)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A white sheet."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface"))
