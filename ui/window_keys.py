"""The keys that work on every page: undo, print, lock, panes; and the sheet of F1 that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup

if TYPE_CHECKING:
    from ui.main_window import MainWindow

EVERYWHERE = HintGroup(
    "Di mana saja",
    (
        Hint(("Ctrl+1…6",), "Pindah tab"),
        Hint(("Ctrl+K",), "Cari semua"),
        Hint(("/",), "Saring daftar"),
        Hint(("F6",), "Pindah panel"),
        Hint(("Ctrl+Z",), "Urungkan"),
        Hint(("Ctrl+Shift+Z",), "Ulangi"),
        Hint(("Ctrl+P",), "Cetak"),
        Hint(("Ctrl+L",), "Kunci layar"),
        Hint(("Ctrl+Shift+U",), "Ganti petugas"),
    ),
)


class WindowKeys(QObject):
    """Binds them to the window; what they do is the page's or the dispatcher's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        keys = {
            "F1": self.show_keys,
            "Ctrl+Z": self.undo,
            "Ctrl+Shift+Z": self.redo,
            "Ctrl+P": self.print_current,
            "Ctrl+L": window.lock,
            "Ctrl+Shift+U": window.lock,
            "F6": lambda: self.next_pane(1),
            "Shift+F6": lambda: self.next_pane(-1),
            "/": self.filter_list,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def show_keys(self) -> None:
        """F1: every key of this screen."""
        window, panel = self._window, self._window.current_panel()
        own = panel.hint_groups() if panel is not None else (HintGroup("Masuk", window.login.hints()),)
        window.shortcut_sheet.open((*own, EVERYWHERE))

    def undo(self) -> None:
        """Take the last act back."""
        if self._window.desk is not None:
            self._window.toasts.dismiss()
            self._window.desk.dispatcher.undo()

    def redo(self) -> None:
        """Do it again after all."""
        if self._window.desk is not None:
            self._window.desk.dispatcher.redo()

    def print_current(self) -> None:
        """Whatever paper the page has."""
        panel = self._window.current_panel()
        if panel is not None:
            panel.print_current()

    def filter_list(self) -> None:
        """The filter of the page's list."""
        panel = self._window.current_panel()
        if panel is not None:
            panel.focus_filter()

    def next_pane(self, step: int) -> None:
        """The next pane of the page that can take the focus."""
        from ui.pane_order import focus_next_pane

        panel = self._window.current_panel()
        if panel is not None:
            focus_next_pane(panel, step)
