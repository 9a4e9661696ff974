"""What a list row says, and the model that holds the rows. Drawing is in ``list_paint``, the view in ``lists``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.badges import BadgeView
from ui.widgets.bars import BarPart
from ui.widgets.sop_strip import MiniSteps

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list. Only ``key`` and ``title`` are needed.

    Line 1: ``marker`` (a tone), ``title``, and right ``right`` or ``badge``. Line 2: ``detail``.
    Line 3: ``steps`` or ``progress`` left with ``status`` right; or ``icon`` and ``status`` left.
    ``compact`` puts the status right on line 2 (two lines only). ``header`` makes a group heading with
    ``right`` as its count. ``accessible`` replaces the spoken sentence that is made of the parts.
    """

    key: str
    title: str
    right: str = ""
    detail: str = ""
    status: str = ""
    tone: str = "text2"
    strong: bool = False
    icon: str = ""
    steps: MiniSteps | None = None
    progress: tuple[BarPart, ...] | None = None
    badge: BadgeView | None = None
    marker: str = ""
    compact: bool = False
    draggable: bool = False
    header: bool = False
    tooltip: str = ""
    accessible: str = ""

    @property
    def third_line(self) -> bool:
        """Whether the row needs a third line."""
        return not self.compact and bool(self.steps or self.progress is not None or self.status)

    def spoken(self) -> str:
        """The sentence a screen reader says."""
        if self.accessible:
            return self.accessible
        badge = self.badge.text if self.badge else ""
        steps = self.steps.spoken() if self.steps else ""
        parts = (self.title, badge, self.detail, steps, self.status, self.right)
        return ", ".join(part for part in parts if part)


def header(title: str, count: int | str = "", key: str = "") -> ListRow:
    """A group heading: ``header("Perlu tindakan Anda", 4)``."""
    return ListRow(key=key or f"header:{title}", title=title, right=str(count), header=True)


class RowListModel(QAbstractListModel):
    """Rows by key. ``set_rows`` changes only what changed, so selection and scroll position stay."""

    MIME = "application/x-loket-row"

    def __init__(self, rows: Iterable[ListRow] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = list(rows)

    def rows(self) -> tuple[ListRow, ...]:
        """All rows in order."""
        return tuple(self._rows)

    def row_at(self, index: Index) -> ListRow | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """The index of a key; invalid when it is not here."""
        for at, row in enumerate(self._rows):
            if row.key == key:
                return self.index(at)
        return QModelIndex()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Become these rows by the fewest removals, moves, insertions and changes. Keys must be unique."""
        wanted = {row.key for row in rows}
        if len(wanted) != len(rows):
            raise ValueError("list rows need unique keys")
        self._remove_all_but(wanted)
        present = {row.key for row in self._rows}
        for at, row in enumerate(rows):
            if at < len(self._rows) and self._rows[at].key == row.key:
                self._change(at, row)
            elif row.key in present:
                self._pull(at, row)
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()

    def _remove_all_but(self, wanted: set[str]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._rows[last].key in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._rows[first - 1].key not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _pull(self, at: int, row: ListRow) -> None:
        """Move a row that stands further down up to its new place."""
        old = next(i for i in range(at, len(self._rows)) if self._rows[i].key == row.key)
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), at)
        self._rows.insert(at, self._rows.pop(old))
        self.endMoveRows()
        self._change(at, row)

    def _change(self, at: int, row: ListRow) -> None:
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index | None = None) -> int:
        """Flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row under UserRole; words for tooltips, readers and type-to-find."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip or None
        return row.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self.row_at(index)
        if row is None or row.header:
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsDragEnabled if row.draggable else base

    def mimeTypes(self) -> list[str]:
        """The key of a row travels as text."""
        return [self.MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Keys, one a line."""
        keys = [row.key for row in map(self.row_at, indexes) if row is not None]
        data = QMimeData()
        data.setData(self.MIME, "\n".join(keys).encode())
        return data
