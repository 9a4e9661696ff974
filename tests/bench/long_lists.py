"""The archive's list over very many letters: first paint, jumps, added memory, scrolling."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QSettings, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop_app.background import Background
from desktop_app.queries import archive_list
from desktop_app.queries.archive_filter import CaseFilter
from desktop_app.services import access
from desktop_app.services.use_case import Office
from tests.bench.pairing import Figure
from ui.app import make_application
from ui.desk import Desk
from ui.dispatcher import Dispatcher
from ui.panels.archive_table import COLUMNS, ArchiveTable, table_row
from ui.widgets.tables import DataTable, TableModel, TableRow

Index = QModelIndex | QPersistentModelIndex
SIZE = (1046, 560)


class Shown:
    """A list over one office, as the archive's tab shows it."""

    def __init__(self, office: Office, folder: Path) -> None:
        make_application()
        self._office = office
        self.background = Background()
        actor = access.actor_for(office, "wulan")
        self.dispatcher = Dispatcher(office, actor, self.background)
        settings = QSettings(str(folder / "bench.ini"), QSettings.Format.IniFormat)
        self.table = ArchiveTable(Desk(office, actor, self.dispatcher, settings))
        self.table.resize(*SIZE)
        self.table.show()
        QCoreApplication.processEvents()

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until it is so."""
        end = time.monotonic() + 120
        while not true():
            if time.monotonic() > end:
                raise TimeoutError("the list did not come")
            QCoreApplication.processEvents()
            time.sleep(0.0002)  # a loop that spins would hold the interpreter against the threads it waits for

    def first_paint(self) -> float:
        """Seconds from the question to painted rows."""
        self.table.table_model.set_rows([])
        self.table._asked = False
        began = time.perf_counter()
        self.table.show_cases(CaseFilter())
        self.until(lambda: self.table.table_model.rowCount() > 0)
        self.table.grab()
        seconds = time.perf_counter() - began
        self.until(lambda: self.dispatcher.running == 0)
        return seconds

    def jump(self, at: int) -> float:
        """Seconds from the wish to a painted page of rows that are there."""
        model = self.table.table_model
        QCoreApplication.processEvents()  # what the jump before left is not this one's
        began = time.perf_counter()
        self.table.scrollTo(model.index(at, 0), DataTable.ScrollHint.PositionAtTop)
        QCoreApplication.processEvents()
        self.until(lambda: bool(model.row(at).cells))
        self.table.grab()
        return time.perf_counter() - began

    def now(self) -> datetime:
        """The office's present moment."""
        return self._office.clock.now()

    def close(self) -> None:
        """End its threads."""
        self.until(lambda: self.dispatcher.running == 0)
        self.table.close()
        self.background.finish()


class _Everything(TableModel):
    """The load-all model: every row is an object in memory (few different ones, over and over)."""

    def __init__(self, rows: list[TableRow], count: int, model: TableModel) -> None:
        super().__init__(model.columns)
        self._all, self._count = rows, count

    def rowCount(self, parent: Index | None = None) -> int:
        return self._count

    def row(self, at: int) -> TableRow:
        return self._all[at % len(self._all)]

    def key_at(self, row: int) -> str:
        return str(row)


def _memory() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def figures(small: Office, large: Office, folder: Path, runs: int, letters: int) -> list[Figure]:
    """The four ``table_*`` and ``scroll_*`` figures."""
    few = Shown(small, folder)
    few.first_paint()
    before = _memory()
    many = Shown(large, folder)
    many.first_paint()
    chance = random.Random(3)
    for _ in range(10):
        many.jump(chance.randrange(letters))
    added = _memory() - before
    paints = [(many.first_paint(), few.first_paint()) for _ in range(runs)]
    with large.store.reading() as connection:
        rows = [table_row(one) for one in archive_list.rows_of(connection, large.clock.now(), range(1000, 1500))]
    floor = _loaded(_Everything(rows, letters, many.table.table_model))
    jumps = []
    for _ in range(runs * 3):
        at = chance.randrange(letters - 100)
        jumps.append((many.jump(at), _bare_jump(floor, at)))
    made = [
        _ratio("table_first_paint", paints, 1.15, "the same list over 1,000 letters"),
        _ratio("table_jump", jumps, 1.5, "a model that holds every row"),
        Figure("table_memory", round(added, 1), 32.0, f"MB added by the list over {letters} letters", 1),
        _scrolling(many, rows, runs),
    ]
    many.close()
    few.close()
    return made


def _ratio(key: str, pairs: list[tuple[float, float]], goal: float, words: str) -> Figure:
    return Figure(key, round(statistics.median(one / other for one, other in pairs), 3), goal, words, len(pairs))


def _loaded(model: QAbstractItemModel) -> DataTable:
    view = DataTable("Pembanding", COLUMNS, object_name="bench_floor")
    view.setModel(model)
    view.resize(*SIZE)
    view.show()
    QCoreApplication.processEvents()
    return view


def _bare_jump(view: DataTable, at: int) -> float:
    """The same wish over rows that are all there: the window paints what the jump uncovered, then the page."""
    QCoreApplication.processEvents()
    began = time.perf_counter()
    view.scrollTo(view.model().index(at, 0), DataTable.ScrollHint.PositionAtTop)
    QCoreApplication.processEvents()
    view.grab()
    return time.perf_counter() - began


def _scrolling(many: Shown, rows: list[TableRow], runs: int) -> Figure:
    """A frame of scrolling: our model against Qt's own item model under the same view and painter."""
    model = many.table.table_model
    items = QStandardItemModel(len(rows), len(model.columns))
    for at, row in enumerate(rows):
        for column, spec in enumerate(model.columns):
            item = QStandardItem()
            item.setData(row.cell(spec.key), Qt.ItemDataRole.UserRole)
            items.setItem(at, column, item)
    floor = _loaded(items)
    for at in range(0, 400, 50):
        many.jump(at)

    def frames(view: DataTable) -> float:
        bar = view.verticalScrollBar()
        bar.setValue(0)
        began = time.perf_counter()
        for _ in range(40):
            bar.setValue(bar.value() + 44)
            view.grab()
        return time.perf_counter() - began

    frames(many.table), frames(floor)
    pairs = [(frames(many.table), frames(floor)) for _ in range(runs)]
    return _ratio("scroll_frame", pairs, 1.2, "QStandardItemModel under the same view and painter")
