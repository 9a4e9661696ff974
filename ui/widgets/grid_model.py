"""The rows of the participants' grid: plain texts, one free row at the end, problems per cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
Level = Literal["", "warning", "error"]
Check = Callable[[str], tuple[str, str]]
"""Text in; level ("", "warning", "error") and a sentence out."""


class EntryColumn(NamedTuple):
    """A column to type into. ``check`` judges a cell that is not empty; ``placeholder`` shows in empty ones."""

    key: str
    title: str
    width: int = 0
    check: Check | None = None
    placeholder: str = ""


class Problem(NamedTuple):
    """What is wrong in a cell; ``row`` counts from 0."""

    row: int
    column: str
    level: str
    message: str


def read_clipboard_table(text: str, titles: Sequence[str] = ()) -> list[list[str]]:
    """Rows of a table copied from Excel: tabs between cells, quotes round cells with line breaks.

    Empty rows are dropped, and a first row that only repeats our column titles.
    """
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    rows = [[" ".join(cell.split()) for cell in line] for line in reader]
    rows = [row for row in rows if any(row)]
    known = {title.casefold() for title in titles}
    if rows and known and sum(cell.casefold() in known for cell in rows[0]) >= max(2, len(rows[0]) - 1):
        rows = rows[1:]
    return rows


class EntryModel(QAbstractTableModel):
    """Texts by row and column. The last row is always free, so there is always a place to type.

    ``hidden`` keys travel with their row unseen (an e-mail of a pasted table) until another name stands in its first
    column: then they would be somebody else's.
    """

    changed = Signal()

    def __init__(
        self, columns: Sequence[EntryColumn], parent: QObject | None = None, *, hidden: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[EntryColumn, ...] = tuple(columns)
        self._keys = (*(column.key for column in self.columns), *hidden)
        self._rows: list[list[str]] = [self._blank()]
        self._problems: dict[tuple[int, int], Problem] = {}

    def _blank(self) -> list[str]:
        return [""] * len(self._keys)

    def rows(self) -> list[dict[str, str]]:
        """The filled rows by column key."""
        return [dict(zip(self._keys, row, strict=True)) for row in self._rows if any(row)]

    def set_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Replace everything, without the ``changed`` signal."""
        self.beginResetModel()
        self._rows = [[str(row.get(key, "")) for key in self._keys] for row in rows] + [self._blank()]
        self._judge_all()
        self.endResetModel()

    def problems(self) -> list[Problem]:
        """All problems in reading order."""
        return [self._problems[place] for place in sorted(self._problems)]

    def problem_at(self, row: int, column: int) -> Problem | None:
        """The problem of a cell."""
        return self._problems.get((row, column))

    def paste(self, row: int, column: int, table: Sequence[Sequence[str]]) -> int:
        """Put a table at a place, adding rows as needed; returns the number of rows."""
        if not table:
            return 0
        self.beginResetModel()
        while len(self._rows) < row + len(table):
            self._rows.append(self._blank())
        for down, line in enumerate(table):
            for right, cell in enumerate(line[: len(self.columns) - column]):
                self._rows[row + down][column + right] = cell
        if any(self._rows[-1]):
            self._rows.append(self._blank())
        self._judge_all()
        self.endResetModel()
        self.changed.emit()
        return len(table)

    def insert_row(self, at: int) -> None:
        """A free row at a place."""
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, self._blank())
        self.endInsertRows()
        self._judge_all()

    def remove_row(self, at: int) -> bool:
        """Take a row away; the last free one stays."""
        if not 0 <= at < len(self._rows) - 1:
            return False
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()
        self._judge_all()
        self.changed.emit()
        return True

    def _judge_all(self) -> None:
        self._problems = {}
        for row in range(len(self._rows)):
            for column in range(len(self.columns)):
                self._judge(row, column)

    def _judge(self, row: int, column: int) -> None:
        self._problems.pop((row, column), None)
        check, text = self.columns[column].check, self._rows[row][column]
        if check is None or not text:
            return
        level, message = check(text)
        if level:
            self._problems[row, column] = Problem(row, self.columns[column].key, level, message)

    def rowCount(self, parent: Index | None = None) -> int:
        """Filled rows and the free one."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles above, numbers left."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self.columns):
                return self.columns[section].title
            return None
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._rows):
            return str(section + 1) if any(self._rows[section]) else "+"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, and what is wrong with it."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[row][column]
        problem = self._problems.get((row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem.message if problem else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = f"{self.columns[column].title} baris {row + 1}: {self._rows[row][column] or 'kosong'}"
            return f"{words}. {problem.message}" if problem else words
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep the text on one line, judge it, and keep a free row at the end."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, column, text = index.row(), index.column(), " ".join(str(value).split())
        if text == self._rows[row][column]:
            return True
        if column == 0 and self._rows[row][0] and not _one_word_stays(self._rows[row][0], text):
            self._rows[row][len(self.columns) :] = [""] * (len(self._keys) - len(self.columns))
        self._rows[row][column] = text
        self._judge(row, column)
        self.dataChanged.emit(index, index)
        if row == len(self._rows) - 1 and text:
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
            self._rows.append(self._blank())
            self.endInsertRows()
            self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsEditable


def _one_word_stays(before: str, after: str) -> bool:
    """Whether a corrected name is still that person's: a word of it is the same."""
    return bool(set(before.casefold().split()) & set(after.casefold().split()))
