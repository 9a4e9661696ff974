"""`dev.py bench [--json FILE] [--full]`: every figure as a paired ratio, printed as a table and written as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_app.services.use_case import Office
from tests.bench import (
    books,
    bulk,
    bulk_import,
    calc,
    gaps,
    importing,
    long_lists,
    papers,
    screens,
    searching,
    starting,
    storage,
)
from tests.bench.pairing import Figure


def measure(full: bool) -> Iterator[Figure]:
    """Every figure, in the order in which they are printed; the offices of the bulk loader are made on the way."""
    yield storage.step_commit(60 if full else 20)
    yield papers.sheets_cpu(5 if full else 3, 1_000 if full else 200)
    yield papers.dispositions_cpu(5 if full else 3, 1_000 if full else 200)
    yield papers.xlsx_cpu(5 if full else 3, 100_000 if full else 3_000)
    yield papers.xlsx_memory(100_000 if full else 20_000)
    yield books.book_cpu(3, 10_000 if full else 2_000)
    yield books.book_memory(10_000)
    yield importing.import_rows(3, 100_000 if full else 30_000)
    yield screens.calendar_paint(60 if full else 20)
    yield screens.month_step(22)
    yield starting.login(9 if full else 5)
    letters = 1_000_000 if full else 60_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small, large = bulk.office_with(folder / "small", 1_000), bulk.office_with(folder / "large", letters)
        yield from searching.figures(large, 200 if full else 60, letters)
        yield from long_lists.figures(small, large, folder, 9 if full else 5, letters)
        yield gaps.ui_gap(large, folder, letters)
        yield starting.first_list(folder / "large", 5 if full else 3, letters)
        yield bulk_import.bulk_import(folder, 5 if full else 3, 20_000 if full else 2_000)
        yield from _calc(folder, large, full)
        for office in (small, large):
            office.store.close()


def _calc(folder: Path, large: Office, full: bool) -> list[Figure]:
    """Calc holds 100,000 rows; a workbook has no room for many more."""
    if not full or calc.program() is None:
        return calc.calc_find(large, folder / "large", 1, 60_000)
    office = bulk.office_with(folder / "calc", 100_000)
    made = calc.calc_find(office, folder / "calc", 3, 100_000)
    office.store.close()
    return made


def as_json(figures: list[Figure]) -> dict[str, dict[str, object]]:
    """The table of issue 5: for ``*_memory`` and ``ui_gap`` the ratio is the MB or ms itself."""
    return {
        one.key: {"ratio": one.ratio, "goal": one.goal, "ok": one.ok, "floor": one.floor, "n": one.n} for one in figures
    }


def main() -> int:
    """Print and write; a goal missed is said, not raised: a noisy machine is no bug."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--full", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures, began = [], time.monotonic()
    for one in measure(given.full):
        figures.append(one)
        goal = f"goal {'>=' if one.least else '<='} {one.goal:5.2f}"
        at = f"{time.monotonic() - began:5.0f} s"
        print(
            f"{at}  {one.key:18} {one.ratio:8.3f}  {goal}  {'ok' if one.ok else 'MISSED':6}  vs {one.floor}", flush=True
        )
    if given.json is not None:
        given.json.write_text(json.dumps(as_json(figures), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
