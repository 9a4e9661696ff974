"""Search in a large office: the trigram index against a scan with LIKE, the service against its own statement."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from db import search_index
from desktop_app.queries.search import FOUND, MOST, search
from desktop_app.services.use_case import Office
from tests.bench.pairing import Figure

_COLUMNS = " OR ".join(f"{name} LIKE '%qxqzx%'" for name in search_index.COLUMNS)
SCANS = 15
"""Scans measured between the questions: each reads every line, which takes seconds at a million."""

_SCAN = f"SELECT request_id FROM search_text WHERE {_COLUMNS} ORDER BY id DESC LIMIT 51"


def _asked(raw: Any, count: int) -> list[str]:
    """Pieces of two to ten signs of words that stand in some letter, from their beginning or their middle."""
    chance = random.Random(5)
    ids = [row[0] for row in raw.execute("SELECT id FROM search_text")]
    made = []
    for _ in range(count):
        line = raw.execute(
            "SELECT number || sender || subject || people FROM search_text WHERE id = ?", (chance.choice(ids),)
        ).fetchone()[0]
        word = chance.choice([word for word in line.split() if len(word) > 1])
        size = chance.randint(2, 10)
        begin = chance.randrange(max(1, len(word) - size + 1))
        made.append(word[begin : begin + size])
    return made


def figures(office: Office, count: int, letters: int) -> list[Figure]:
    """``search_infix`` and ``search_service``."""

    def seconds(work: Callable[[], object]) -> float:
        """The best of three: what the machine's other work adds is not the query's."""
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
        return min(taken)

    with office.store.reading() as connection:
        raw: Any = connection.connection.driver_connection
        asked = _asked(raw, count)
        ours, scans, served = [], [], []
        for at, words in enumerate(asked):
            values = {"words": search_index.expression(words), "most": MOST + 1, "word": words}
            ours.append(seconds(lambda values=values: raw.execute(FOUND.format(""), values).fetchall()))  # type: ignore[misc]
            served.append(seconds(lambda words=words: search(connection, words)))  # type: ignore[misc]
            if at % max(1, count // SCANS) == 0:
                scans.append(seconds(lambda: raw.execute(_SCAN).fetchall()))
    p95 = statistics.quantiles(ours, n=20)[-1]
    infix = p95 / statistics.median(scans)
    service = statistics.median(one / other for one, other in zip(served, ours, strict=True))
    return [
        Figure("search_infix", round(infix, 4), 0.1, f"LIKE scan without a hit over {letters} letters", count),
        Figure("search_service", round(service, 3), 1.25, "the same statement on the driver's connection", count),
    ]
