"""From the start of the process to the login window, and from the PIN to the first list, against a bare window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.bulk import PINS
from tests.bench.pairing import Figure, paired

HEAVY = ("sqlalchemy", "reportlab", "openpyxl", "numpy", "alembic", "highspy")

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 689)
window.show()
app.processEvents()
os._exit(0)
"""
_LOGIN = f"""
import os, sys
import desktop_app.__main__
from ui.app import make_application
from ui.main_window import MainWindow
app = make_application()
window = MainWindow()
window.resize(1366, 689)
window.show()
app.processEvents()
print(" ".join(name for name in {HEAVY!r} if name in sys.modules), flush=True)
os._exit(0)
"""
_LIST = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from desktop_app.config import Access
from ui.app import make_application, open_data, warm_up
from ui.main_window import MainWindow
folder = Path(sys.argv[1])
app = make_application()
window = MainWindow(QSettings(str(folder / "bench.ini"), QSettings.Format.IniFormat))
window.backup_on_close = False
window.resize(1366, 689)
window.show()

def until(there):
    # The program's own loop: one that spins would hold the interpreter against its threads.
    loop, look = QEventLoop(), QTimer(interval=2)
    look.timeout.connect(lambda: there() and loop.quit())
    look.start()
    loop.exec()

opening = open_data(window, Access(folder / "data", folder / "key"))
until(lambda: window.office is not None)
warm_up()
end = time.monotonic() + 3  # the PIN is typed
until(lambda: time.monotonic() > end)
from ui.widgets.lists import RowList
began = time.perf_counter()
window.try_login("wulan", sys.argv[2])
until(lambda: any(one.isVisible() and one.rows_model.rowCount() for one in window.findChildren(RowList)))
window.grab()
print(time.perf_counter() - began, flush=True)
os._exit(0)
"""


def _run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return done.stdout.strip()


def login(runs: int) -> Figure:
    """``startup_login``; a heavy module imported before the first paint is named in the words, and misses the goal."""
    loaded = _run(_LOGIN)
    words = "bare QMainWindow" + (f"; imported before the paint: {loaded}" if loaded else "")
    made = paired(
        "startup_login", lambda: _run(_LOGIN), lambda: _run(_BARE), goal=1.35, words=words, runs=runs, cpu=False
    )
    return Figure(made.key, float("inf"), made.goal, words, runs) if loaded else made


def first_list(folder: Path, runs: int, letters: int) -> Figure:
    """``startup_list``: PIN entered to the Helpdesk's list on screen."""
    pairs = []
    for _ in range(runs):
        ours = float(_run(_LIST, str(folder), PINS["wulan"]).splitlines()[-1])
        began = time.perf_counter()
        _run(_BARE)
        pairs.append(ours / (time.perf_counter() - began))
    words = f"start of a bare QMainWindow; {letters} letters"
    return Figure("startup_list", round(statistics.median(pairs), 3), 2.0, words, runs)
