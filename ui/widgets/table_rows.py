"""What a table says: columns as data, cells as values, and a model that holds few or very many rows."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from ui.widgets.badges import BadgeView

Index = QModelIndex | QPersistentModelIndex
_PAGE: Final = 25
_PAGES: Final = 80
_AWAITED: Final = 6


class Column(NamedTuple):
    """A column. ``width`` 0 shares what is left. ``sortable`` lets a click on the head order by it."""

    key: str
    title: str
    width: int = 0
    align: Literal["left", "right", "center"] = "left"
    sortable: bool = False
    editable: bool = False


class Cell(NamedTuple):
    """A cell: ``text`` with ``detail`` under it, or a ``badge``, or a check box (``checked`` not None).

    ``sort`` is what the column is ordered by; without it the text is.
    """

    text: str = ""
    detail: str = ""
    tone: str = "text"
    icon: str = ""
    badge: BadgeView | None = None
    checked: bool | None = None
    strong: bool = False
    sort: str | float | None = None

    def spoken(self) -> str:
        """For readers of the screen."""
        if self.checked is not None:
            return "dicentang" if self.checked else "belum dicentang"
        return ", ".join(p for p in (self.badge.text if self.badge else "", self.text, self.detail) if p)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by key; a plain string is a cell with only text."""

    key: str
    cells: Mapping[str, Cell | str] = field(default_factory=dict)
    tooltip: str = ""

    def cell(self, column: str) -> Cell:
        """The cell of a column; an empty one when there is none."""
        found = self.cells.get(column, "")
        return Cell(found) if isinstance(found, str) else found


Fetch = Callable[[Sequence[str]], Sequence[TableRow] | None]
"""Rows of these keys; nothing when they will come later."""


class TableModel(QAbstractTableModel):
    """Ordered keys and a small cache of rows.

    ``set_rows(rows)`` for a page of rows; ``set_source(keys, fetch)`` for registers of any length: only rows
    that are painted are fetched, some at a time, at once or later. ``edited(key, column, text)`` and
    ``toggled(key, column, checked)`` tell what the clerk did; the panel answers with new rows.
    """

    edited = Signal(str, str, str)
    toggled = Signal(str, str, bool)
    sort_requested = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self._keys: list[str] | array[int] = []
        self._fetch: Fetch | None = None
        self._loaded: dict[str, TableRow] = {}
        self._pages: OrderedDict[int, dict[str, TableRow]] = OrderedDict()
        self._missing: OrderedDict[int, None] = OrderedDict()
        self._stale: dict[int, dict[str, TableRow]] = {}
        self._later = False
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask_missing)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; when only contents changed, only they are repainted."""
        keys = [row.key for row in rows]
        loaded = {row.key: row for row in rows}
        if keys == self._keys and self._fetch is None:
            changed = [at for at, key in enumerate(keys) if self._loaded[key] != loaded[key]]
            self._loaded = loaded
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._keys, self._loaded, self._fetch = keys, loaded, None
        self._pages.clear()
        self._missing.clear()
        self.endResetModel()

    def set_source(
        self, keys: Sequence[str] | array[int], fetch: Fetch, *, ready: Sequence[TableRow] = (), later: bool = False
    ) -> None:
        """Show rows that are fetched when they come into view; ``ready`` are known already.

        With ``later`` the answer of ``fetch`` does not count: the rows come through :meth:`supply`, and until then
        the old ones stay. An array of numbers is kept as it is, eight bytes a row. When the list only grows at its
        end, what is chosen and the place in it stay.
        """
        self._later = later
        held = keys if isinstance(keys, array) else list(keys)
        old, first = len(self._keys), held[: len(self._keys)]
        if isinstance(held, array) and isinstance(self._keys, list):
            first = [str(key) for key in first]
        grows = 0 < old <= len(held) and first == self._keys
        if not grows:
            self.beginResetModel()
            self._stale = {}
            self._become(held, fetch, ready)
            self.endResetModel()
            return
        self._stale = dict(self._pages)
        if len(held) > old:
            self.beginInsertRows(QModelIndex(), old, len(held) - 1)
            self._become(held, fetch, ready)
            self.endInsertRows()
        else:
            self._become(held, fetch, ready)
        self.dataChanged.emit(self.index(0, 0), self.index(old - 1, len(self.columns) - 1))

    def _become(self, keys: list[str] | array[int], fetch: Fetch, ready: Sequence[TableRow]) -> None:
        self._keys, self._fetch, self._loaded = keys, fetch, {}
        self._pages.clear()
        self._missing.clear()
        self.supply(ready, tell=False)

    def supply(self, rows: Sequence[TableRow], *, tell: bool = True) -> None:
        """Rows that were asked for; what nobody waits for any more is dropped."""
        known = {row.key: row for row in rows}
        for page in sorted({*self._missing, *range(len(rows) // _PAGE + 1)}):
            keys = self._keys_of(page)
            if keys and all(key in known for key in keys):
                self._missing.pop(page, None)
                self._keep(page, {key: known[key] for key in keys})
        if tell and self._keys:
            # The whole list: what was painted empty beside them asks again.
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(self.columns) - 1))

    def _keys_of(self, page: int) -> list[str]:
        return [str(key) for key in self._keys[page * _PAGE : (page + 1) * _PAGE]]

    def _keep(self, page: int, rows: dict[str, TableRow]) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        if len(self._pages) > _PAGES:
            self._pages.popitem(last=False)

    def _ask_missing(self) -> None:
        """The pages the last paintings lacked, in one question."""
        if self._fetch is not None and self._missing:
            self._fetch([key for page in sorted(self._missing) for key in self._keys_of(page)])

    @property
    def comes_later(self) -> bool:
        """Whether rows are asked for and come later."""
        return self._fetch is not None and self._later

    def refresh(self, keys: Sequence[str] | None = None) -> None:
        """Forget cached rows (all, or these) and repaint; for a source whose data changed."""
        self._pages.clear()
        if not self._keys:
            return
        places = range(len(self._keys)) if keys is None else [at for at in map(self.row_of, keys) if at >= 0]
        if len(places):
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def key_at(self, row: int) -> str:
        """Key of a row number, or an empty string."""
        return str(self._keys[row]) if 0 <= row < len(self._keys) else ""

    def row_of(self, key: str) -> int:
        """Row number of a key, or -1."""
        try:
            return self._keys.index(int(key)) if isinstance(self._keys, array) else self._keys.index(key)
        except ValueError:
            return -1

    def row(self, at: int) -> TableRow:
        """The row at a place, fetched if need be."""
        key = self.key_at(at)
        if self._fetch is None:
            return self._loaded[key]
        page = at // _PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page].get(key, TableRow(key))
        if page not in self._missing:
            self._look_for(page)
        return (self._pages.get(page) or self._stale.get(page, {})).get(key, TableRow(key))

    def _look_for(self, page: int) -> None:
        if self._later:
            self._missing[page] = None
            if len(self._missing) > _AWAITED:
                self._missing.popitem(last=False)  # scrolled past long ago
            self._asking.start()
        elif self._fetch is not None:
            self._keep(page, {row.key: row for row in self._fetch(self._keys_of(page)) or ()})

    def cell(self, index: Index) -> Cell:
        """The cell of an index."""
        return self.row(index.row()).cell(self.columns[index.column()].key)

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of keys."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(self.columns[section]))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell under UserRole; words for editing, copying, tooltips and readers."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {self.cell(index).spoken()}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.row(index.row()).tooltip or None
        if role == Qt.ItemDataRole.CheckStateRole:
            checked = self.cell(index).checked
            return None if checked is None else (Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Only tell: what counts is what the panel makes of it."""
        if not index.isValid():
            return False
        key, column = self.key_at(index.row()), self.columns[index.column()].key
        if role == Qt.ItemDataRole.EditRole and str(value) != self.cell(index).text:
            self.edited.emit(key, column, str(value))
        elif role == Qt.ItemDataRole.CheckStateRole:
            self.toggled.emit(key, column, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column says so."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].editable else base

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order loaded rows here; for a source ask the panel (``sort_requested``), which knows the query."""
        if not 0 <= column < len(self.columns):
            return
        spec, down = self.columns[column], order == Qt.SortOrder.DescendingOrder
        if self._fetch is not None:
            self.sort_requested.emit(spec.key, down)
            return
        self.layoutAboutToBeChanged.emit()
        old = {self.index(self.row_of(k), c): (k, c) for k, c in self._persistent()}
        self._keys = sorted(
            map(str, self._keys), key=lambda key: sort_value(self._loaded[key].cell(spec.key)), reverse=down
        )
        for index, (key, at) in old.items():
            self.changePersistentIndex(index, self.index(self.row_of(key), at))
        self.layoutChanged.emit()

    def _persistent(self) -> list[tuple[str, int]]:
        return [(self.key_at(i.row()), i.column()) for i in self.persistentIndexList()]


def sort_value(cell: Cell) -> tuple[int, float, str]:
    """Numbers before words, words without regard to case."""
    value = cell.text if cell.sort is None else cell.sort
    return (1, 0.0, value.casefold()) if isinstance(value, str) else (0, float(value), "")


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Qt's alignment of a column."""
    sides = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }
    return sides[column.align] | Qt.AlignmentFlag.AlignVCenter
