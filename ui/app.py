"""Starts the window: paint first, open the data behind it, one window a data folder."""

from __future__ import annotations

import gc
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLockFile, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication

from ui import appearance, theme, translation
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop_app.config import Access

INPUTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


def make_application() -> QApplication:
    """The application object with our language, locale and look; made once a process."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Loket Training")
    translation.install(app)
    theme.apply(app)
    return app


class Presence(QObject):
    """Tells the window that somebody pressed a key or a button (idle lock)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks, never takes an event."""
        del watched
        if event.type() in INPUTS:
            self._window.idle_lock.note_input()
        return False


class _Opening(QThread):
    """Opens the data while the login page is already on screen."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, access: Access, parent: QObject) -> None:
        super().__init__(parent)
        self._access = access

    def run(self) -> None:
        """Load storage and services and open the office."""
        try:
            from desktop_app.services.data_folder import open_office

            self.opened.emit(open_office(self._access))
        except Exception as error:
            self.failed.emit(error)


def open_data(window: MainWindow, access: Access, *, offer_restore: bool = True) -> QThread:
    """Begin to open the data behind a painted window; the login cards appear when it is done.

    Data that are damaged, or whose key is gone, lead to the page that restores a backup.
    """
    window.access = access
    opening = _Opening(access, window)

    def attach(office: object) -> None:
        from desktop_app.background import Background
        from desktop_app.services.use_case import Office

        if isinstance(office, Office):
            window.attach(office, Background())

    def explain(error: BaseException) -> None:
        from desktop_app.errors import Damaged, WrongOrMissingKey

        if offer_restore and isinstance(error, (Damaged, WrongOrMissingKey)):
            from ui.restoring import damaged

            damaged(window, access, error)
            return
        from ui.dialogs.fault_dialog import show_opening_fault

        show_opening_fault(window, error)

    opening.opened.connect(attach, Qt.ConnectionType.QueuedConnection)
    opening.failed.connect(explain, Qt.ConnectionType.QueuedConnection)
    opening.start()
    return opening


def warm_up() -> None:
    """Import what the first page needs while the PIN is typed; a page opened meanwhile waits for its own part only."""

    def load() -> None:
        for name in ("ui.panels.helpdesk", "ui.panels.kabag", "ui.panels.kasubbag", "ui.panels.trainer"):
            import_module(name)
        gc.freeze()  # modules live as long as the program: the collector need not look through them each time

    threading.Thread(target=load, name="warm-up", daemon=True).start()


def run_window(access: Access) -> int:
    """The program with its window; returns the exit code."""
    app = make_application()
    access.data_dir.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(access.data_dir / "jendela.lock"))
    if not lock.tryLock(100) and lock.error() is not QLockFile.LockError.PermissionError:
        from ui.one_window import raise_the_other

        raise_the_other(access.data_dir)
        print("Loket Training sudah terbuka pada folder data ini. Pakai jendela yang ada.", file=sys.stderr)
        return 5
    window = MainWindow()
    appearance.restore(app, window.settings)
    window.resize(1366, 689)
    window.show()
    from ui.one_window import OneWindow

    one = OneWindow(window, access.data_dir)
    handle = window.windowHandle()
    if handle is not None:
        handle.installEventFilter(Presence(window))
    from desktop_app.config import has_data

    if has_data(access):
        open_data(window, access).finished.connect(warm_up)
    else:
        from ui.panels.first_setup import begin_first_setup

        begin_first_setup(window, access)
    code = app.exec()
    one.close()
    lock.unlock()
    return code
