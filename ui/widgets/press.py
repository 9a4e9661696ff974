"""What every painted button shares: states, Enter as well as Space, a reason when it is off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.widgets import paint


class Pressable(QAbstractButton):
    """Base of all painted buttons. The text is never read for mnemonics: keys are shown as key hints."""

    def __init__(self, text: str, *, object_name: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = text
        self._spoken = name
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(text)

    def label(self) -> str:
        """The text on the button."""
        return self._label

    def set_label(self, text: str) -> None:
        """Change the text, and with it the accessible name unless one was given."""
        self._label = text
        self.setAccessibleName(self._spoken or text)
        self.updateGeometry()
        self.update()

    def allow(self, allowed: bool, reason: str = "") -> None:
        """Switch on or off; when off, the tooltip and the accessible description say why."""
        self.setEnabled(allowed)
        self.setToolTip("" if allowed else reason)
        self.setAccessibleDescription("" if allowed else reason)

    def state(self) -> str:
        """ "off", "press", "hover" or "rest"."""
        forced = paint.look(self)
        if not self.isEnabled():
            return "off"
        if forced:
            return forced
        if self.isDown():
            return "press"
        return "hover" if self.underMouse() else "rest"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button as Space does."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text scale changed."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)
