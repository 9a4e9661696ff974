"""`dev.py bench [--json FILE] [--full]`: every figure as a paired ratio, printed as a table and written as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.bench import books, papers, screens, storage
from tests.bench.pairing import Figure


def measure(full: bool) -> list[Figure]:
    """Every figure there is; the later issues add theirs here."""
    return [
        storage.step_commit(60 if full else 20),
        papers.sheets_cpu(5 if full else 3, 1_000 if full else 200),
        papers.dispositions_cpu(5 if full else 3, 1_000 if full else 200),
        papers.xlsx_cpu(5 if full else 3, 30_000 if full else 3_000),
        books.book_cpu(3, 10_000 if full else 2_000),
        books.book_memory(10_000),
        screens.calendar_paint(60 if full else 20),
        screens.month_step(22),
    ]


def main() -> int:
    """Print and write; a goal missed is said, not raised: a noisy machine is no bug."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--full", action="store_true")
    given = parser.parse_args()
    figures = measure(given.full)
    for one in figures:
        print(f"{one.key:16} {one.ratio:8.3f}  goal {one.goal:5.2f}  {'ok' if one.ok else 'MISSED':6}  vs {one.floor}")
    if given.json is not None:
        table = {
            one.key: {"ratio": one.ratio, "goal": one.goal, "ok": one.ok, "floor": one.floor, "n": one.n}
            for one in figures
        }
        given.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
