"""``version`` and ``selftest``: the installed program checks itself, far from the office's data."""

from __future__ import annotations

import json
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app import __version__
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access


def version(access: Access, given: Namespace) -> int:
    """The program's version."""
    answer(given.json, {"version": __version__}, [f"Loket Training {__version__}"])
    return 0


def selftest(access: Access, given: Namespace) -> int:
    """Each part that freezing may lose: storage, migrations, fonts, papers, workbooks, pages of scans, QR, window."""
    with tempfile.TemporaryDirectory(prefix="loket-uji-") as folder:
        rows = [_tried(name, check, Path(folder)) for name, check in _CHECKS]
    failed = [row for row in rows if not row["ok"]]
    lines = [f"{'lulus' if row['ok'] else 'GAGAL'}  {row['part']}  {row['seconds']} dtk" for row in rows]
    answer(given.json, {"ok": not failed, "version": __version__, "checks": rows}, lines)
    if failed:
        tell(f"Uji diri gagal pada: {', '.join(str(row['part']) for row in failed)}.")
    return 1 if failed else 0


def _tried(name: str, check: Callable[[Path], None], folder: Path) -> dict[str, Any]:
    begun = time.monotonic()
    problem = ""
    try:
        check(folder)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    row: dict[str, Any] = {"part": name, "ok": not problem, "seconds": round(time.monotonic() - begun, 2)}
    return {**row, "problem": problem} if problem else row


def _office(folder: Path) -> None:
    from desktop_app.demonstration.fill import fill
    from desktop_app.services import data_folder

    here = Access(folder / "data", folder / "kunci")
    new = data_folder.create(here)
    fill(new.office, requests=3)
    problems = data_folder.verify(new.office).problems
    if problems:
        raise AssertionError(problems[0])
    made = data_folder.back_up(new.office, folder / "cadangan")
    data_folder.close(new.office)
    if not made.verified:
        raise AssertionError("backup not verified")
    data_folder.restore(Access(folder / "pulih", folder / "kunci"), made.path)
    data_folder.open_office(Access(folder / "pulih", folder / "kunci")).store.close()


def _papers(folder: Path) -> None:
    from desktop_app.demonstration.sample_letter import sample_letter
    from desktop_app.documents.fonts import missing_glyphs
    from desktop_app.scanning.admission import admit

    if missing_glyphs("Lembar Disposisi – “contoh”"):
        raise AssertionError("fonts lack signs")
    if admit(sample_letter("Contoh", ("baris",)), "contoh.pdf").pages != 1:
        raise AssertionError("page count")


def _workbook(folder: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("Contoh").append(["contoh", 1])
    book.save(folder / "contoh.xlsx")
    if openpyxl.load_workbook(folder / "contoh.xlsx")["Contoh"]["A1"].value != "contoh":
        raise AssertionError("workbook")


def _resources(folder: Path) -> None:
    from desktop_app.services.setup import example_text, read_plan

    read_plan(example_text())
    json.loads(json.dumps({"ok": True}))


def _window(folder: Path) -> None:
    from desktop_app import composition

    composition.dress_application()


_CHECKS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("berkas bawaan", _resources),
    ("data terenkripsi, cadangan, pemulihan", _office),
    ("huruf, kertas, halaman pindaian", _papers),
    ("buku kerja", _workbook),
    ("jendela", _window),
)
