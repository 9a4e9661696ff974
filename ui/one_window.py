"""One window a data folder: a second start brings the first window to the front (RELIABILITY.md fault 7)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

WAIT_MS = 500


def _name(data_dir: Path) -> str:
    """A name for this folder and this person that every process of theirs works out alike."""
    return f"loket-training-{hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]}"


class OneWindow(QObject):
    """Listens for second starts while the window lives."""

    def __init__(self, window: QWidget, data_dir: Path) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_second_start)
        # The lock file is ours by now: a socket of this name is the rest of a run that was killed.
        QLocalServer.removeServer(_name(data_dir))
        self._server.listen(_name(data_dir))

    def _on_second_start(self) -> None:
        asked = self._server.nextPendingConnection()
        if asked is not None:
            asked.disconnectFromServer()
            asked.deleteLater()
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def close(self) -> None:
        """No more second starts are answered."""
        self._server.close()


def raise_the_other(data_dir: Path) -> bool:
    """Ask the window that is open to come to the front; False when nobody answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name(data_dir))
    reached = socket.waitForConnected(WAIT_MS)
    socket.abort()
    return reached
