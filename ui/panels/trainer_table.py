"""The attendance table: Space ticks, scores are typed down the column, what is being typed is never overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyledItemDelegate, QWidget

from desktop_app.services.training import STATUSES
from ui.panels.trainer_rows import COLUMNS, LEAVES, STATUS_KEYS
from ui.widgets.empty_state import EmptyView
from ui.widgets.tables import DataTable, TableRow

EMPTY = EmptyView("users", "Belum ada peserta di kelas ini", "Tekan Ins untuk mencatat peserta yang datang langsung.")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttendanceTable(DataTable):
    """``status_chosen(key, status)`` by H, I, S, A or the menu, ``half_chosen`` with Shift: after the break.

    ``left(key)`` by P: goes home now; ``void_asked(key)`` by Del; ``all_present()`` by Ctrl+A. Ticks and typing are
    as in every table.
    """

    status_chosen = Signal(str, str)
    half_chosen = Signal(str, str)
    left = Signal(str)
    void_asked = Signal(str)
    all_present = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kehadiran dan nilai", COLUMNS, empty=EMPTY, object_name="attendance_table", parent=parent)
        self._waiting: tuple[TableRow, ...] | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """New rows from the query. While a cell is being typed in, its row waits until the editor closes."""
        if self.state() != QAbstractItemView.State.EditingState:
            self.set_rows(rows)
            return
        self._waiting = tuple(rows)
        model = self.table_model
        if [row.key for row in rows] == [model.key_at(at) for at in range(model.rowCount())]:
            at = self.currentIndex().row()
            model.set_rows([model.row(at) if place == at else row for place, row in enumerate(rows)])

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Show what arrived meanwhile."""
        super().closeEditor(editor, hint)
        rows, self._waiting = self._waiting, None
        if rows is not None:
            self.set_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 from the name goes to the score; Enter goes down; letters set a status."""
        typing = self.state() == QAbstractItemView.State.EditingState
        plain = not event.modifiers() & _CHORD
        if not typing and event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_present.emit()
        elif typing or not plain:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_score()
        elif event.key() in _ENTER:
            self._down()
        elif not (self.current_key() and self._act_on_row(event)):
            super().keyPressEvent(event)

    def _act_on_row(self, event: QKeyEvent) -> bool:
        key, letter = self.current_key(), event.text().upper()
        if letter in STATUS_KEYS:
            half = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.half_chosen if half else self.status_chosen).emit(key, STATUS_KEYS[letter])
        elif letter == LEAVES:
            self.left.emit(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.void_asked.emit(key)
        else:
            return False
        return True

    def edit_score(self) -> None:
        """Type into the current cell, or into the first score of the row that is still open."""
        at = self.currentIndex()
        if not at.isValid():
            return
        names = [column.key for column in COLUMNS]
        if not COLUMNS[at.column()].editable:
            row = self.table_model.row(at.row())
            wanted = "pre_test" if row.cell("pre_test").text == "–" else "post_test"
            at = self.table_model.index(at.row(), names.index(wanted))
            self.setCurrentIndex(at)
        self.edit(at)

    def _down(self) -> None:
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def status_menu(self) -> QMenu:
        """Hadir, Izin, Sakit, Tidak hadir, with their letters."""
        menu = QMenu(self)
        menu.setObjectName("attendance_menu")
        for letter, status in STATUS_KEYS.items():
            act = menu.addAction(f"{STATUSES[status]}\t{letter}")
            act.triggered.connect(lambda _=False, status=status: self.status_chosen.emit(self.current_key(), status))
        menu.addSeparator()
        for letter, status in STATUS_KEYS.items():
            act = menu.addAction(f"Sesudah istirahat: {STATUSES[status].lower()}\tShift+{letter}")
            act.triggered.connect(lambda _=False, status=status: self.half_chosen.emit(self.current_key(), status))
        menu.addSeparator()
        menu.addAction(f"Pulang sekarang\t{LEAVES}").triggered.connect(lambda: self.left.emit(self.current_key()))
        void = menu.addAction("Batalkan catatan hadir\tDel")
        void.triggered.connect(lambda: self.void_asked.emit(self.current_key()))
        menu.addAction("Sisanya hadir semua\tCtrl+A").triggered.connect(self.all_present)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.current_key():
            self.status_menu().popup(self.viewport().mapToGlobal(place))


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
