"""The office's real rival: LibreOffice Calc opening the same letters as a workbook and finding one office in it.

Only where LibreOffice is installed. Both begin with a running process and a closed file: Calc loads the workbook and
searches, we open the encrypted database and search.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from db.tables_requests import request
from desktop_app.config import Access
from desktop_app.papers import make_register
from desktop_app.queries.archive_filter import CaseFilter
from desktop_app.queries.search import search
from desktop_app.services import data_folder
from desktop_app.services.use_case import Office
from tests.bench.pairing import Figure

GOAL = 10.0
NAMES = ("soffice", "libreoffice")
WAIT_SECONDS = 600

CLIENT = """
import sys, time, uno
from com.sun.star.beans import PropertyValue

pipe, url, words = sys.argv[1:4]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
began = time.perf_counter()
document = desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
sheet = document.Sheets.getByIndex(0)
question = sheet.createSearchDescriptor()
question.setSearchString(words)
found = sheet.findFirst(question)
seconds = time.perf_counter() - began
assert found is not None, words
document.close(True)
desktop.terminate()
print(seconds)
"""
"""Runs under LibreOffice's own Python, or the system's with python3-uno."""


def program() -> Path | None:
    """LibreOffice on this machine, ``None`` where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found).resolve() if found else None


def _seconds_of_calc(office: Path, book: Path, words: str) -> float:
    """Open and find, timed inside; the program has a profile of its own, so that nobody's is touched."""
    own = office.with_name("python")
    python = str(own) if own.is_file() else "python3"
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"loketbench{os.getpid()}"
        running = subprocess.Popen(
            [
                str(office),
                "--headless",
                "--norestore",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            done = subprocess.run(
                [python, "-c", CLIENT, pipe, book.as_uri(), words],
                capture_output=True,
                text=True,
                check=True,
                timeout=WAIT_SECONDS,
            )
        finally:
            running.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(timeout=30)
    return float(done.stdout.split()[-1])


def _ours(folder: Path, words: str) -> float:
    began = time.perf_counter()
    office = data_folder.open_office(Access(folder / "data", folder / "key"))
    with office.store.reading() as connection:
        found = search(connection, words)
    seconds = time.perf_counter() - began
    office.store.close()
    if not found:
        raise LookupError(words)
    return seconds


def calc_find(source: Office, folder: Path, runs: int, letters: int) -> list[Figure]:
    """``calc_find`` over the letters of the office in ``folder``; empty where LibreOffice is not installed."""
    office = program()
    if office is None:
        print("calc_find: LibreOffice is not installed here, not measured", file=sys.stderr)
        return []
    with source.store.reading() as connection:
        middle = select(request.c.sender_name).order_by(request.c.id).offset(letters // 2).limit(1)
        words = str(connection.execute(middle).scalar_one())
        made = make_register(connection, "agenda-masuk", "xlsx", now=source.clock.now(), only=CaseFilter())
    book = folder / "agenda.xlsx"
    book.write_bytes(made.data)
    ratios = [_seconds_of_calc(office, book, words) / _ours(folder, words) for _ in range(runs)]
    told = f"LibreOffice Calc: the same {letters} letters as XLSX opened and one found"
    return [Figure("calc_find", round(statistics.median(ratios), 1), GOAL, told, runs, least=True)]
