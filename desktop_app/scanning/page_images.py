"""Pages of a scan as pictures, made by a child process that may die without harm.

    images = PageImages(data)
    first = images.page(0, max_side=1600)     # RenderedPage: width, height, rgba bytes

Callable from any thread but the window's (a page takes 20 to 500 ms); :meth:`PageImages.cancel` may be
called from the window.  One small child serves all documents and ends with the program.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app.scanning.refusals import ScanRefused, refusal
from desktop_app.scanning.render_protocol import LONGEST_SIDE, BrokenTalk, receive, send
from desktop_app.scanning.render_worker import VERB

SECONDS = 10.0
"""After this long the child is killed (RELIABILITY.md fault 15)."""

Note = dict[str, object]

_GRACE_SECONDS = 0.5
"""A page nobody wants is let finish if it is quick: starting a new child costs 0.2 s."""


class Cancelled(Exception):
    """The page was not wanted any more."""


@dataclass(frozen=True)
class RenderedPage:
    """A page upright; ``content`` is RGBA, 4 bytes a pixel without padding, or a PNG file."""

    width: int
    height: int
    content: bytes


class _Ended(Exception):
    """The child ended in the middle of an answer."""


class RenderWorker:
    """The child process: started when first needed, started again after it was killed."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._open = ""
        self._serving = ""
        self._why_killed = ""

    def ask(self, document: bytes, digest: str, note: Note | None) -> tuple[Note, bytes]:
        """Open *document* unless it is open already, then send *note* (None: only the page sizes).

        A child that ends by itself gets a second chance, because it may have been killed for others' sake.
        Raises ScanRefused ('rusak', 'terkunci', 'terlalu_berat', ...), Cancelled.
        """
        with self._lock:
            for _ in range(2):
                try:
                    return self._ask_once(document, digest, note)
                except _Ended:
                    if self._why_killed == "late":
                        raise refusal("terlalu_berat") from None
                    if self._why_killed:
                        raise Cancelled from None
            raise refusal("rusak")

    def stop(self, why: str = "stopped") -> None:
        """Kill the child; a request under way ends with Cancelled, the next one starts a new child."""
        self._why_killed = why
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def abandon(self, digest: str) -> None:
        """Nobody waits for *digest* any more: kill the child if it is still busy with it in a moment."""

        def look() -> None:
            if self._serving == digest:
                self.stop("abandoned")

        timer = threading.Timer(_GRACE_SECONDS, look)
        timer.daemon = True
        timer.start()

    def close(self) -> None:
        """End the child for good (at the program's end, in tests)."""
        self.stop()
        with self._lock:
            self._reap()

    def _ask_once(self, document: bytes, digest: str, note: Note | None) -> tuple[Note, bytes]:
        self._why_killed, self._serving = "", digest
        try:
            answer: tuple[Note, bytes] = {}, b""
            if note is None or self._open != digest or not self._alive():
                self._open = ""
                answer = self._exchange({"do": "open"}, document)
                self._open = digest
            return answer if note is None else self._exchange(note, b"")
        finally:
            self._serving = ""

    def _exchange(self, note: Note, block: bytes) -> tuple[Note, bytes]:
        process = self._running()
        timer = threading.Timer(self._seconds, self.stop, ("late",))
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            send(process.stdin, note, block)
            said, content = receive(process.stdout)
        except (BrokenTalk, OSError) as problem:
            self._reap()
            raise _Ended from problem
        finally:
            timer.cancel()
        if "refused" in said:
            raise refusal(str(said["refused"]))
        return said, content

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._alive():
            return self._process
        self._reap()
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._process

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _reap(self) -> None:
        """Collect a dead or unwanted child and close its pipes."""
        process, self._process, self._open = self._process, None, ""
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


class PageImages:
    """The pages of one scan that was admitted; ``sizes`` in PDF points or pixels, upright."""

    def __init__(self, data: bytes, worker: RenderWorker | None = None) -> None:
        """Open *data* in the child; raises ScanRefused when it cannot be opened."""
        self._data = data
        self._digest = hashlib.sha256(data).hexdigest()
        self._worker = worker or shared_worker()
        self._cancelled = threading.Event()
        said, _ = self._worker.ask(data, self._digest, None)
        self.sizes = _sizes(said)

    def __len__(self) -> int:
        return len(self.sizes)

    def page(self, index: int, max_side: int = LONGEST_SIDE, form: Literal["rgba", "png"] = "rgba") -> RenderedPage:
        """Render page *index* (from 0); ScanRefused, Cancelled, IndexError."""
        if not 0 <= index < len(self.sizes):
            raise IndexError(index)
        if self._cancelled.is_set():
            raise Cancelled
        note: dict[str, object] = {"do": "page", "index": index, "max_side": max_side, "form": form}
        said, content = self._worker.ask(self._data, self._digest, note)
        if self._cancelled.is_set():
            raise Cancelled
        width, height = said.get("width"), said.get("height")
        if not isinstance(width, int) or not isinstance(height, int):
            raise refusal("rusak")
        if form == "rgba" and len(content) != 4 * width * height:
            raise refusal("rusak")
        return RenderedPage(width, height, content)

    def text(self) -> str:
        """The text layer of a PDF; empty for pictures. ScanRefused when the child could not read it."""
        _, content = self._worker.ask(self._data, self._digest, {"do": "text"})
        return content.decode("utf-8", "ignore")

    def cancel(self) -> None:
        """No page of this scan is wanted any more; one under way is thrown away."""
        self._cancelled.set()
        self._worker.abandon(self._digest)


_shared = RenderWorker()
atexit.register(_shared.close)


def shared_worker() -> RenderWorker:
    """The program's one child."""
    return _shared


def _sizes(said: dict[str, object]) -> list[tuple[int, int]]:
    sizes = said.get("sizes")
    if not isinstance(sizes, list) or not sizes:
        raise refusal("rusak")
    try:
        return [(int(width), int(height)) for width, height in sizes]
    except (TypeError, ValueError) as problem:
        raise refusal("rusak") from problem


def _command() -> list[str]:
    """The frozen program calls itself with a hidden verb; from the sources it is a module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, VERB]
    return [sys.executable, "-m", "desktop_app.scanning.render_worker"]


def _environment() -> dict[str, str]:
    """The parent's environment without its secrets, and the way to our own package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept


__all__ = ["Cancelled", "PageImages", "RenderWorker", "RenderedPage", "ScanRefused", "shared_worker"]
