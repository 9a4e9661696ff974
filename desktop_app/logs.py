"""The program's own log: what went wrong and where, never whom it concerned.

Lies in the data folder under ``log/``, rotates, and takes one line a record: line breaks and control signs in a
message are written as escapes, so that nothing typed by a person can forge a line. Values of forms never go here.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

FOLDER, FILE, CRASHES = "log", "loket.log", "berhenti-mendadak.log"
LARGEST, KEPT = 512 * 1024, 3

_crash_file: IO[str] | None = None

# Without this, Python itself would print to a clerk's terminal what no file could take.
logging.getLogger("loket").addHandler(logging.NullHandler())


class OneLine(logging.Formatter):
    """Formats a record so that only the traceback of our own code takes more than one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with every control sign of its message escaped."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {printable(record.getMessage())}"
        if record.exc_info:
            return f"{head}\n{_trace(record)}"
        return head


def printable(text: str) -> str:
    """``text`` on one line: control and line-breaking signs as ``\\xNN`` or ``\\uNNNN``."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _trace(record: logging.LogRecord) -> str:
    """Files, lines and the kinds of the errors; their texts may quote what was typed, so they stay out."""
    lines: list[str] = []
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        frame = error.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            lines.append(f"  {Path(code.co_filename).name}:{frame.tb_lineno} {code.co_name}")
            frame = frame.tb_next
        lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def start(data_dir: Path, *, catch_crashes: bool = False) -> Path | None:
    """Write the log of this process into ``data_dir``; returns its path, ``None`` where it cannot be written.

    ``catch_crashes`` also keeps the stacks of a crash of the interpreter itself (for the window).
    """
    logger = logging.getLogger("loket")
    folder = data_dir / FOLDER
    target = folder / FILE
    if any(isinstance(h, RotatingFileHandler) and Path(h.baseFilename) == target for h in logger.handlers):
        return target
    if not data_dir.is_dir():
        return None
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(target, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
        handler.setFormatter(OneLine())
        for old in list(logger.handlers):
            logger.removeHandler(old)
            old.close()
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        if catch_crashes:
            _keep_crashes(folder / CRASHES)
        return target
    return None


def _keep_crashes(target: Path) -> None:
    global _crash_file
    _crash_file = target.open("a", encoding="utf-8")
    faulthandler.enable(_crash_file)
