"""The longest time the window did not look up while it searched, jumped, sorted and exported."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app import papers
from desktop_app.queries.archive_filter import CaseFilter
from desktop_app.queries.search import search
from desktop_app.services.use_case import Office
from tests.bench.bulk import FIRST_YEAR
from tests.bench.long_lists import Shown
from tests.bench.pairing import Figure


def ui_gap(office: Office, folder: Path, letters: int) -> Figure:
    """``ui_gap`` in milliseconds: the longest single turn of the event loop, and what it was beside."""
    shown = Shown(office, folder)
    shown.first_paint()
    worst = (0.0, "")
    for name, start in _work(shown, letters).items():
        start()
        while shown.dispatcher.running or shown.table.table_model.rowCount() == 0:
            began = time.perf_counter()
            QCoreApplication.processEvents()
            worst = max(worst, ((time.perf_counter() - began) * 1000, name))
            time.sleep(0.001)
    shown.close()
    words = f"milliseconds, beside: {worst[1]}; {letters} letters"
    return Figure("ui_gap", round(worst[0], 1), 50.0, words, len(_work(shown, letters)))


def _work(shown: Shown, letters: int) -> dict[str, Callable[[], object]]:
    read, table = shown.dispatcher.read, shown.table
    model, chance = table.table_model, random.Random(4)

    def typing() -> None:
        for end in range(1, 8):
            read(partial(search, text="permata"[:end]), lambda _: None, channel="search_all")

    def jumping() -> None:
        for _ in range(5):
            table.scrollTo(model.index(chance.randrange(model.rowCount()), 0))
            table.viewport().repaint()

    def export() -> None:
        read(
            lambda c: papers.make_register(c, "agenda-masuk", "xlsx", now=shown.now(), year=FIRST_YEAR + 8),
            lambda _: None,
        )

    return {
        "list": lambda: table.show_cases(CaseFilter()),
        "sort": lambda: table._on_sort("sender", False),
        "search": typing,
        "jump": jumping,
        "filter": lambda: table.show_cases(CaseFilter(text="kecam")),
        "export": export,
    }
