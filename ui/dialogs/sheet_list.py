"""Which individuals' forms go on one sheet: a tick for each, beside the preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.panels.side_area import ScrollColumn
from ui.widgets.check_rows import CheckRow
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column

WIDTH = 240


class SheetList(Pane):
    """``changed(keys)`` with the keys that are ticked, in the order of the list; nothing is ticked at first."""

    changed = Signal(object)

    def __init__(self, items: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="paper_list", parent=parent)
        self.setFixedWidth(theme.px(WIDTH))
        self.every = CheckRow("Semua formulir", f"{len(items)}", object_name="paper_list_all")
        self.rows: dict[int, CheckRow] = {}
        content = Pane("surface", object_name="paper_list_body")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for at, (key, words) in enumerate(items, 1):
            row = CheckRow(words, object_name=f"paper_list_{at}")
            row.toggled.connect(self._tell)
            self.rows[key] = row
            layout.addWidget(row)
        layout.addStretch(1)
        self.every.clicked.connect(self._all)
        heading = Label("Formulir lain di lembar ini", "caption_strong", "text2")
        self.setLayout(column(heading, self.every, ScrollColumn(content, object_name="paper_list_scroll"), spacing=4))

    def chosen(self) -> tuple[int, ...]:
        """What is ticked."""
        return tuple(key for key, row in self.rows.items() if row.isChecked())

    def _all(self, on: bool) -> None:
        for row in self.rows.values():
            row.blockSignals(True)
            row.setChecked(on)
            row.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.every.setChecked(len(self.chosen()) == len(self.rows))
        self.changed.emit(self.chosen())
