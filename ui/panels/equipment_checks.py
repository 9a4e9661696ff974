"""The equipment of a class, ticked before it begins: one check an item, saved as it is ticked (SOP, kelengkapan)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.equipment_read import EquipmentLine, equipment_words
from desktop_app.services.equipment import EquipmentTick, check_equipment
from desktop_app.sop.states import SessionState
from ui.desk import Desk
from ui.widgets.check_rows import CheckRow
from ui.widgets.labels import Label
from ui.widgets.pane import column


class EquipmentChecks(QWidget):
    """``show_lines(session_id, state, lines)``; a tick is an act of its own, Ctrl+Z takes it back."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session, self._state = 0, SessionState.DRAFT
        self._lines: tuple[EquipmentLine, ...] = ()
        self.checks: dict[str, CheckRow] = {}
        self._told = Label("", "caption", "text2", wrap=True, object_name="session_equipment_words")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.setLayout(column(Label("Perlengkapan", "caption_strong", "text2"), self._rows, self._told, spacing=4))

    def show_lines(self, session_id: int, state: SessionState, lines: tuple[EquipmentLine, ...]) -> None:
        """Show the list of a class; the check boxes stay while the items are the same."""
        verdict = self._desk.may("check_equipment", state)
        if session_id != self._session or [one.item for one in lines] != [one.item for one in self._lines]:
            self._make(lines)
        self._session, self._state, self._lines = session_id, state, lines
        for at, one in enumerate(lines):
            check = self.checks[one.item]
            check.blockSignals(True)
            check.setChecked(one.ready is True)
            check.blockSignals(False)
            check.setEnabled(verdict.ok)
            check.setToolTip(verdict.reason)
            check.setObjectName(f"session_equipment_{at + 1}")
        self._told.setText(equipment_words(lines))
        self.setVisible(bool(lines))

    def _make(self, lines: tuple[EquipmentLine, ...]) -> None:
        for old in self.checks.values():
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.checks = {}
        for at, one in enumerate(lines):
            detail = f"{one.needed} buah" if one.needed else ""
            check = CheckRow(one.item, detail, object_name=f"session_equipment_{at + 1}")
            check.toggled.connect(lambda ready, item=one.item: self._tick(item, ready=ready))
            self.checks[one.item] = check
            self._rows.addWidget(check)

    def _tick(self, item: str, *, ready: bool) -> None:
        def failed(error: LoketError) -> None:
            self.show_lines(self._session, self._state, self._lines)
            self._desk.dispatcher.said.emit(error.sentence, False)

        self._desk.dispatcher.run(
            check_equipment,
            failed=failed,
            said=f"{item}: {'siap' if ready else 'belum siap'}",
            session=self._session,
            entries=(EquipmentTick(item=item, ready=ready),),
        )
