"""What a verb writes on standard output: lines for a person, or one JSON value."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any


def answer(as_json: bool, value: Any, lines: Iterable[str]) -> None:
    """Write ``value`` as JSON or the ``lines``, flushed; call it only after COMMIT returned."""
    text = json.dumps(value, ensure_ascii=False, default=str) if as_json else "\n".join(lines)
    if text:
        print(text, flush=True)


def tell(sentence: str) -> None:
    """A sentence on standard error."""
    print(sentence, file=sys.stderr, flush=True)
