"""Python's collector rests while a thread makes very many objects that it keeps: it would look through them again and
again and find nothing, and while it looks the window stands still.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_resting: list[bool] = []
"""One entry for each piece of work under way; the first says whether the collector was on before it."""


@contextmanager
def collector_rests() -> Iterator[None]:
    """For the length of one piece of work; with several at once it rests until the last is done."""
    with _lock:
        _resting.append(_resting[0] if _resting else gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_on = _resting.pop()
            if was_on and not _resting:
                gc.enable()
