"""The editable part of a class: room, quota, hours, trainers; it knows what was changed and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.office import OfficerRow
from desktop_app.queries.session_rows import SessionRow
from ui import theme
from ui.panels.session_page import Choices, SessionPage
from ui.widgets.check_rows import CheckRow
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import TimeField, parse_time
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import NumberField
from ui.widgets.pane import column, row


class TrainerChecks(QWidget):
    """One check per trainer, those who teach the topic first and the others marked."""

    changed = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._rows: dict[str, CheckRow] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(theme.px(8))
        label = Label("Trainer", "caption_strong", "text2")
        self.problem = Label("", "caption", "danger", wrap=True, object_name=f"{prefix}_trainers_error")
        self.problem.hide()
        self.setLayout(column(label, self._grid, self.problem, spacing=4))

    def set_trainers(self, trainers: Iterable[OfficerRow], able: frozenset[int], ticked: Iterable[str] = ()) -> None:
        """Show these trainers."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        chosen = set(ticked)
        ordered = sorted(trainers, key=lambda one: one.id not in able)
        for at, one in enumerate(ordered):
            detail = "" if one.id in able else "belum tercatat mengajar topik ini"
            check = CheckRow(one.full_name, detail, object_name=f"{self._prefix}_trainer_{one.handle}")
            check.setChecked(one.handle in chosen)
            check.toggled.connect(lambda _: self.changed.emit())
            self._rows[one.handle] = check
            self._grid.addWidget(check, at, 0)

    def chosen(self) -> tuple[str, ...]:
        """Handles of the ticked ones."""
        return tuple(handle for handle, check in self._rows.items() if check.isChecked())

    def set_error(self, words: str) -> None:
        """Say what is wrong under the list."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


class SessionFields(QWidget):
    """``show_session(page)``; ``changed()`` on every edit; ``edits()`` are the fields that differ."""

    changed = Signal()

    def __init__(self, prefix: str = "session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: SessionRow | None = None
        self._before: dict[str, Any] = {}
        self.room = ChoiceField(object_name=f"{prefix}_room")
        self.quota = NumberField(minimum=1, maximum=200, suffix="kursi", object_name=f"{prefix}_quota")
        self.starts = TimeField(object_name=f"{prefix}_starts")
        self.ends = TimeField(object_name=f"{prefix}_ends")
        self.trainers = TrainerChecks(prefix)
        self.fields = {
            "room": Field("Ruang", self.room),
            "quota": Field("Kuota", self.quota),
            "starts": Field("Mulai", self.starts),
            "ends": Field("Selesai", self.ends),
        }
        numbers = row(self.fields["quota"], self.fields["starts"], self.fields["ends"])
        self.setLayout(column(self.fields["room"], numbers, self.trainers, spacing=10))
        self.room.chosen.connect(lambda _: self.changed.emit())
        for edit in (self.quota, self.starts, self.ends):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.quota.value_changed.connect(lambda _: self.changed.emit())
        self.trainers.changed.connect(self.changed)

    def show_session(self, page: SessionPage) -> None:
        """Show the values of a class."""
        row_, options = page.detail.row, page.choices
        self._row = row_
        code = next((one.code for one in options.rooms if one.id == row_.room_id), "")
        handles = {one.id: one.handle for one in options.trainers}
        self.room.set_items(room_items(options))
        self.room.set_current(code)
        self.quota.set_value(page.detail.quota)
        self.starts.set_at(_time(row_.starts))
        self.ends.set_at(_time(row_.ends))
        able = able_for(options, row_.topic.id)
        self.trainers.set_trainers(options.trainers, able, [handles[one] for one in row_.trainer_ids if one in handles])
        self._before = self._now()
        self.clear_errors()

    def _now(self) -> dict[str, Any]:
        return {
            "room": self.room.current(),
            "quota": self.quota.value(),
            "starts": self.starts.text().replace(".", ":"),
            "ends": self.ends.text().replace(".", ":"),
            "trainers": self.trainers.chosen(),
        }

    def edits(self) -> dict[str, Any]:
        """Only what differs from what was read; an emptied field counts as unchanged."""
        now = self._now()
        return {
            name: value for name, value in now.items() if value != self._before.get(name) and value not in ("", None)
        }

    def set_locked(self, locked: bool) -> None:
        """For reading only."""
        for edit in (self.room, self.quota, self.starts, self.ends):
            edit.setReadOnly(locked)
        self.trainers.setEnabled(not locked)

    def clear_errors(self) -> None:
        """Nothing is wrong."""
        for field in self.fields.values():
            field.clear_message()
        self.trainers.set_error("")

    def show_error(self, error: LoketError) -> bool:
        """Beside its field; False when it belongs to none of these."""
        name = error.field or ""
        if name == "trainers":
            self.trainers.set_error(error.sentence)
            return True
        if name in self.fields:
            self.fields[name].set_error(error.sentence)
            self.fields[name].editor.setFocus()
            return True
        return False


def _time(text: str) -> Any:
    meant = parse_time(text)
    return None if isinstance(meant, str) else meant


def room_items(options: Choices) -> list[Choice]:
    """Rooms as a list to choose from, with their seats."""
    return [Choice(one.code, one.name, f"{one.capacity} kursi") for one in options.rooms]


def able_for(options: Choices, topic_id: int) -> frozenset[int]:
    """Who teaches a topic; where nobody's competence was recorded, everybody may."""
    if not options.taught:
        return frozenset(one.id for one in options.trainers)
    return frozenset(one for one, topics in options.taught.items() if topic_id in topics)
