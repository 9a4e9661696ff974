"""The report a clerk hands to whoever helps: kinds, places and versions in one ZIP, nothing about any person.

The log already holds no texts of errors and nothing typed (:mod:`desktop_app.logs`); the report adds no data file.
"""

from __future__ import annotations

import contextlib
import io
import platform
import sys
import zipfile
from importlib import metadata
from pathlib import Path

from desktop_app import __version__, logs

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "openpyxl", "cryptography", "highspy")
LONGEST_LOG = 1024 * 1024


def problem_report(report: str, data_dir: Path | None) -> bytes:
    """A ZIP with ``laporan.txt`` (the fault, the program, the machine) and the log files of the data folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("laporan.txt", "\n".join((report, "", *_surroundings())))
        for file in _log_files(data_dir):
            with contextlib.suppress(OSError), file.open("rb") as stream:
                stream.seek(max(0, file.stat().st_size - LONGEST_LOG))
                archive.writestr(f"log/{file.name}", stream.read())
    return out.getvalue()


def _surroundings() -> list[str]:
    lines = [
        f"Loket Training {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}",
        f"Dibekukan: {'ya' if getattr(sys, 'frozen', False) else 'tidak'}",
    ]
    for name in LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            lines.append(f"{name} {metadata.version(name)}")
    return lines


def _log_files(data_dir: Path | None) -> list[Path]:
    folder = data_dir / logs.FOLDER if data_dir is not None else None
    if folder is None or not folder.is_dir():
        return []
    return sorted(
        file for file in folder.iterdir() if file.is_file() and file.name.startswith(("loket.log", logs.CRASHES))
    )
