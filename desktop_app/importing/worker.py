"""The child process that opens strangers' tables and forms (``--table-worker``): one file in, one answer out."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from desktop_app.importing.refusals import LARGEST_FILE, TableRefused
from desktop_app.scanning.confinement import confine
from desktop_app.scanning.render_protocol import BrokenTalk, receive, send

VERB = "--table-worker"
SECONDS = 20.0


def ask_child(data: bytes, seconds: float = SECONDS) -> dict[str, Any]:
    """Read *data* in a fresh child; raises :class:`TableRefused`, also when the child dies or is late.

    Takes up to ``seconds``: not on the window's thread.
    """
    if not data:
        raise TableRefused("kosong_berkas")
    if len(data) > LARGEST_FILE:
        raise TableRefused("terlalu_besar")
    child = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        said, _ = child.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise TableRefused("terlalu_berat") from None
    return _answer(said)


def _answer(said: bytes) -> dict[str, Any]:
    import io

    try:
        note, block = receive(io.BytesIO(said))
    except BrokenTalk:
        raise TableRefused("terlalu_berat") from None
    if "refused" in note:
        raise TableRefused(str(note["refused"]))
    looks_for_rings = gc.isenabled()
    gc.disable()  # as in the child: a large answer makes no rings
    try:
        answer: dict[str, Any] = json.loads(block)
    finally:
        if looks_for_rings:
            gc.enable()
    return answer


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, VERB]
    return [sys.executable, "-m", "desktop_app.importing.worker"]


def _environment() -> dict[str, str]:
    """The parent's environment without its secrets, and the way to our own package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept


def main() -> int:
    """Entry point of the child; any fault of the file becomes a reason."""
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    import python_calamine  # noqa: F401 - loaded before the memory is limited

    gc.disable()  # one file, then the end: looking for rings of dead objects only costs
    from desktop_app.importing.table_reading import read_file

    confine()
    data = os.fdopen(0, "rb").read(LARGEST_FILE + 1)
    try:
        block = json.dumps(read_file(data), ensure_ascii=False).encode("utf-8", "surrogatepass")
        note: dict[str, object] = {}
    except TableRefused as refusal:
        note, block = {"refused": refusal.reason}, b""
    except (MemoryError, RecursionError):
        note, block = {"refused": "terlalu_berat"}, b""
    except Exception:
        note, block = {"refused": "rusak"}, b""
    send(target, note, block)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
