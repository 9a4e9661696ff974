"""One disposition as it stands on paper: who, when, what was ticked. Good defaults make it a few keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.office_time import at
from desktop_app.sop.dates_in_words import parse_date
from ui.panels.from_sheet_facts import SheetFacts
from ui.widgets.buttons import Segment, Segmented
from ui.widgets.fields import CheckRow, Choice, ChoiceField, DateField, Field, LineEdit, TimeField, parse_time
from ui.widgets.labels import Label
from ui.widgets.pane import column, row

ACTING = (Choice("", "sendiri"), Choice("Plh.", "Plh."), Choice("Plt.", "Plt."), Choice("a.n.", "a.n."))
OUTCOMES = {"approve": "Setuju", "return": "Kembalikan", "reject": "Tolak"}
TICKED = "PROCESS"


class _ParafTime(TimeField):
    """Four digits are a whole time: the focus goes on by itself, so both dispositions fit in fourteen keys."""

    complete = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means "next disposition", as four digits do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.complete.emit()
            return
        super().keyPressEvent(event)
        text = self.text()
        typed = event.text().isdigit() and len(text) == 4 and text.isdigit() and self.cursorPosition() == 4
        if typed and not isinstance(parse_time(text), str):
            self.complete.emit()


class SheetPart(QWidget):
    """The part of the Kabag or of the Kasubbag. ``complete()`` when its time is typed, ``outcome_changed()``."""

    complete = Signal()
    outcome_changed = Signal()

    def __init__(self, title: str, outcomes: Sequence[str], today: Callable[[], date], *, prefix: str) -> None:
        super().__init__()
        self._today, self._prefix = today, prefix
        self.setObjectName(prefix)
        self.title = Label(title, "body_strong")
        kinds = [Segment(one, OUTCOMES[one]) for one in outcomes]
        self.outcome = Segmented(kinds, name=f"Keputusan, {title}", object_name=f"{prefix}_outcome")
        self.day = DateField(
            lambda text: parse_date(text, today()), today=today, object_name=f"{prefix}_day", name="Tanggal paraf"
        )
        self.time = _ParafTime(object_name=f"{prefix}_time", name="Jam paraf")
        self.officer = ChoiceField(object_name=f"{prefix}_officer", name="Diparaf oleh")
        self.acting = ChoiceField(ACTING, "", object_name=f"{prefix}_acting", name="Sebagai")
        self.note = LineEdit(object_name=f"{prefix}_note", name="Catatan", max_length=2000)
        self.fields = {
            "initialed_at": Field("Jam paraf", self.time),
            "day": Field("Tanggal paraf", self.day),
            "officer": Field("Diparaf oleh", self.officer),
            "acting_kind": Field("Sebagai", self.acting),
            "note": Field("Catatan", self.note),
        }
        self._checks = QGridLayout()
        self._people = QGridLayout()
        self._columns = 2
        self.instructions: dict[str, CheckRow] = {}
        self.trainers: dict[str, CheckRow] = {}
        self._people_title = Label("Trainer yang ditunjuk", "caption_strong", "text2")
        self._people_title.hide()
        self._lay_out()
        self.outcome.changed.connect(self._on_outcome)
        self.time.complete.connect(self.complete)
        self.time.refused.connect(self.fields["initialed_at"].set_error)
        self.day.refused.connect(self.fields["day"].set_error)
        self.time.textEdited.connect(lambda _: self.fields["initialed_at"].clear_message())
        self.day.textEdited.connect(lambda _: self.fields["day"].clear_message())
        self.note.textEdited.connect(lambda _: self.fields["note"].clear_message())

    def _lay_out(self) -> None:
        for grid in (self._checks, self._people):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(0)
        self._who = QGridLayout()
        self._who.setHorizontalSpacing(12)
        self._who.setVerticalSpacing(6)
        self._arrange(narrow=False)
        self._layout = column(
            row(self.title, None, self.outcome),
            self._who,
            self._checks,
            column(self._people_title, self._people, spacing=2),
            self.fields["note"],
            spacing=6,
        )
        self.setLayout(self._layout)

    def _arrange(self, *, narrow: bool) -> None:
        """Time, date, signer and his capacity in one line, or in two where the pane is narrow."""
        places = (
            ((0, 0, 2), (0, 2, 4), (1, 0, 4), (1, 4, 2)) if narrow else ((0, 0, 3), (0, 3, 4), (0, 7, 6), (0, 13, 3))
        )
        for name, (down, right, span) in zip(("initialed_at", "day", "officer", "acting_kind"), places, strict=True):
            self._who.addWidget(self.fields[name], down, right, 1, span)
            self.fields[name].editor.setMinimumWidth(1)
        for right in range(16):
            self._who.setColumnStretch(right, 1 if right < (6 if narrow else 16) else 0)

    def show_facts(self, facts: SheetFacts, holder: str, *, trainers: bool, columns: int) -> None:
        """Fill in who may have signed and what may be ticked; everything typed before is gone."""
        self._columns = columns
        self._arrange(narrow=columns < 3)
        self.outcome.set_current("approve")
        self.day.set_day(self._today())
        self.time.set_at(None)
        self.note.clear()
        self.officer.set_items([Choice(handle, name, title) for handle, name, title in facts.people])
        self.officer.set_current(holder)
        self.acting.set_current("")
        self.instructions = self._ticks(self._checks, facts.instructions, "instruction", self.acting)
        self.instructions[TICKED].setChecked(True)
        people = facts.trainers if trainers else ()
        last = [*self.instructions.values()][-1]
        self.trainers = self._ticks(self._people, people, "trainer", last)
        self._people_title.setVisible(bool(people))
        QWidget.setTabOrder([*self.instructions.values(), *self.trainers.values()][-1], self.note)
        for field in self.fields.values():
            field.clear_message()
        self._on_outcome()

    def _ticks(
        self, grid: QGridLayout, items: Sequence[tuple[str, str]], kind: str, before: QWidget
    ) -> dict[str, CheckRow]:
        while (item := grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        made: dict[str, CheckRow] = {}
        for number, (key, words) in enumerate(items):
            tick = CheckRow(words, object_name=f"{self._prefix}_{kind}_{number}", parent=self)
            grid.addWidget(tick, number // self._columns, number % self._columns)
            tick.show()
            QWidget.setTabOrder(before, tick)
            before = tick
            made[key] = tick
        return made

    def _on_outcome(self) -> None:
        agreed = self.outcome.current() == "approve"
        for tick in (*self.instructions.values(), *self.trainers.values()):
            tick.setEnabled(agreed)
        self.fields["note"].set_label("Catatan" if agreed else "Alasan")
        self.outcome_changed.emit()
        if not agreed and self.isVisible():
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- content ----------------------------------------------------------------------------------

    def is_filled(self) -> bool:
        """Whether a time of paraf was typed."""
        return bool(self.time.text().strip())

    def settle(self) -> str:
        """The name of the field that is wrong or empty; what is wrong stands beside it."""
        typed = parse_time(self.time.text().strip()) if self.is_filled() else "Jam paraf belum diisi."
        if isinstance(typed, str):
            self.fields["initialed_at"].set_error(typed)
            return "initialed_at"
        self.time.set_at(typed)
        if self.day.day() is None:
            self.fields["day"].set_error(self.day.problem() or "Tanggal paraf belum diisi.")
            return "day"
        if self.outcome.current() != "approve" and not self.note.text().strip():
            self.fields["note"].set_error("Alasan pada lembar belum diisi.")
            return "note"
        return ""

    def moment(self) -> datetime | None:
        """When the paraf was set, aware."""
        day, time = self.day.day(), self.time.at()
        return at(day, time) if day is not None and time is not None else None

    def values(self) -> dict[str, Any]:
        """Arguments of ``HeadPart`` and ``SubheadPart`` but the trainers."""
        return {
            "initialed_at": self.moment(),
            "outcome": self.outcome.current(),
            "instructions": tuple(key for key, tick in self.instructions.items() if tick.isChecked()),
            "note": self.note.text().strip(),
            "officer": self.officer.current(),
            "acting_kind": self.acting.current() or None,
        }

    def chosen_trainers(self) -> tuple[str, ...]:
        """Handles of the ticked trainers."""
        return tuple(handle for handle, tick in self.trainers.items() if tick.isChecked())

    def go_to(self, name: str) -> None:
        """Put the focus into a field."""
        self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
