"""Which columns of a table are shown: chosen in a menu, remembered with the window's settings."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu

from ui.widgets.tables import DataTable


class ColumnMenu(QMenu):
    """A menu of the titled columns; the last one shown cannot be switched off. Also on a right click on the head."""

    def __init__(self, table: DataTable, settings: QSettings, *, hidden: Collection[str] = (), name: str) -> None:
        super().__init__(table)
        self.setObjectName(f"{name}_columns")
        self._table, self._settings, self._key = table, settings, f"{name}/hidden_columns"
        stored = settings.value(self._key)
        away = set(str(stored).split(",")) if stored is not None else set(hidden)
        for column in table.table_model.columns:
            if not column.title:
                continue
            act = self.addAction(column.title)
            act.setObjectName(f"{name}_column_{column.key}")
            act.setCheckable(True)
            act.setChecked(column.key not in away)
            act.setData(column.key)
            act.toggled.connect(lambda _: self._apply(keep=True))
        head = table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_at)
        self._apply(keep=False)

    def _open_at(self, place: QPoint) -> None:
        self.popup(self._table.horizontalHeader().mapToGlobal(place))

    def _apply(self, *, keep: bool) -> None:
        shown = [act for act in self.actions() if act.isChecked()]
        for act in self.actions():
            act.setEnabled(len(shown) > 1 or not act.isChecked())
        away = [str(act.data()) for act in self.actions() if not act.isChecked()]
        self._table.hide_columns(away)
        if keep:
            self._settings.setValue(self._key, ",".join(away))
