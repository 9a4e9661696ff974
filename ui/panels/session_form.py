"""A new class, or one agreed before the program came, typed in beside the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.services import sessions
from desktop_app.sop.dates_in_words import parse_date
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.session_fields import TrainerChecks, able_for, room_items
from ui.panels.session_page import Choices
from ui.widgets.buttons import Segment, Segmented
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField, TimeField, parse_time
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NumberField
from ui.widgets.pane import row

NEW, RUNNING = "new", "running"
HINTS = {
    NEW: "Kelas terbuka, tentatif sampai ditetapkan.",
    RUNNING: "Isi jadwal yang sudah berjalan: disepakati sebelum program dipakai, langsung tetap.",
}


class SessionForm(InlineForm):
    """``begin_on(day, choices)``; ``made(session_id)`` after the COMMIT."""

    made = Signal(int)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("Kelas baru", "Buat kelas", object_name="session_form", parent=parent)
        self._desk = desk
        self._choices: Choices | None = None
        self._running = False
        segments = (Segment(NEW, "Kelas baru"), Segment(RUNNING, "Sudah berjalan"))
        self.kind = Segmented(segments, name="Jenis kelas", stretch=True, object_name="session_form_kind")
        self._hint = Label("", "dense", "text2", wrap=True, object_name="session_form_hint")
        self.topic = ChoiceField(placeholder="dua huruf, lalu Enter", object_name="session_form_topic")
        self.day = DateField(
            lambda text: parse_date(text, desk.today()), today=desk.today, object_name="session_form_first_day"
        )
        self.days = NumberField(minimum=1, maximum=5, suffix="hari", object_name="session_form_days")
        self.room = ChoiceField(placeholder="pilih ruang", object_name="session_form_room")
        self.quota = NumberField(minimum=1, maximum=200, placeholder="ikut ruang", object_name="session_form_quota")
        self.starts = TimeField(placeholder="00.00", object_name="session_form_starts")
        self.ends = TimeField(placeholder="00.00", object_name="session_form_ends")
        self.title_edit = LineEdit(placeholder="boleh kosong", max_length=80, object_name="session_form_title_edit")
        self.why = LineEdit(max_length=300, object_name="session_form_reason")
        self.trainers = TrainerChecks("session_form")
        self._build()
        self.kind.changed.connect(self.set_kind)
        self.topic.chosen.connect(self._on_topic)
        self.room.chosen.connect(self._on_room)
        self.day.refused.connect(lambda words: self.fields["first_day"].set_error(words))
        self.day.date_changed.connect(lambda _: self.fields["first_day"].clear_message())
        self.submitted.connect(self._save)

    def _build(self) -> None:
        parts = (
            ("topic", "Topik", self.topic),
            ("first_day", "Hari pertama", self.day),
            ("days", "Lama", self.days),
            ("room", "Ruang", self.room),
            ("quota", "Kuota", self.quota),
            ("starts", "Mulai", self.starts),
            ("ends", "Selesai", self.ends),
            ("title", "Nama kelas", self.title_edit),
            ("reason", "Alasan", self.why),
        )
        made = {name: Field(label, editor) for name, label, editor in parts}
        self.fields.update(made)
        self.add_widget(self.kind)
        self.add_widget(self._hint)
        self.add_widget(made["topic"])
        self.add_widget(_side_by_side(made["first_day"], made["days"]))
        self.add_widget(made["room"])
        self.add_widget(_side_by_side(made["quota"], made["starts"], made["ends"]))
        self.add_widget(self.trainers)
        self.add_widget(made["title"])
        self.add_widget(made["reason"])

    def set_kind(self, kind: str) -> None:
        """A new class, or one that was agreed before the program came."""
        self._running = kind == RUNNING
        self.primary.set_label("Catat kelas" if self._running else "Buat kelas")
        self._hint.setText(HINTS[kind])

    def begin_on(self, day: date, options: Choices) -> None:
        """Start a class on a day; what the topic and the room say is filled in where it stays empty."""
        self._choices = options
        self.kind.set_current(NEW)
        self.set_kind(NEW)
        running = self._desk.may("record_running_session", None)
        self.kind.set_option_allowed(RUNNING, running.ok, running.reason)
        self.topic.set_items([Choice(one.code, one.name, one.short_name) for one in options.topics])
        self.room.set_items(room_items(options))
        self.topic.set_current("")
        self.day.set_day(day)
        for number in (self.days, self.quota):
            number.set_value(None)
        for clock in (self.starts, self.ends):
            clock.set_at(None)
        self.title_edit.clear()
        self.why.clear()
        self.fields["reason"].hide()
        self.trainers.set_trainers(options.trainers, able_for(options, 0) | {one.id for one in options.trainers})
        self.begin("topic")

    def _on_topic(self, code: str) -> None:
        topic = next((one for one in self._choices.topics if one.code == code), None) if self._choices else None
        if topic is None or self._choices is None:
            return
        self.days.set_value(topic.default_days)
        able = able_for(self._choices, topic.id)
        self.trainers.set_trainers(self._choices.trainers, able, self.trainers.chosen())

    def _on_room(self, code: str) -> None:
        """Hours of the room, where none were typed."""
        place = next((one for one in self._choices.rooms if one.code == code), None) if self._choices else None
        if place is not None and self.starts.at() is None and self.ends.at() is None:
            for clock, text in ((self.starts, place.starts), (self.ends, place.ends)):
                meant = parse_time(text)
                clock.set_at(None if isinstance(meant, str) else meant)

    def _save(self) -> None:
        if not self.topic.current():
            self.fields["topic"].set_error("Pilih topiknya dari daftar.")
            self.topic.setFocus()
            return
        if self.day.day() is None:
            self.fields["first_day"].set_error(self.day.problem() or "Isi hari pertamanya.")
            self.day.setFocus()
            return
        self.trainers.set_error("")
        self._desk.dispatcher.run(
            sessions.record_running_session if self._running else sessions.create_session,
            done=lambda result: self.made.emit(result.value.session),
            failed=self._failed,
            said="Kelas tercatat, jadwal tetap" if self._running else "Kelas dibuat, masih tentatif",
            reason=self.why.text().strip() or None,
            **self._values(),
        )

    def _values(self) -> dict[str, Any]:
        return {
            "topic": self.topic.current(),
            "first_day": self.day.day(),
            "days": self.days.value(),
            "room": self.room.current() or None,
            "quota": self.quota.value(),
            "starts": self.starts.text().replace(".", ":") or None,
            "ends": self.ends.text().replace(".", ":") or None,
            "trainers": self.trainers.chosen(),
            "title": self.title_edit.text().strip(),
        }

    def _failed(self, error: LoketError) -> None:
        if isinstance(error, NeedsReason):
            self.fields["reason"].show()
            self.fields["reason"].set_warning("")
            self.error.setText(error.sentence)
            self.error.show()
            self.why.setFocus()
        elif error.field == "trainers":
            self.trainers.set_error(error.sentence)
        else:
            self.show_error(error)


def _side_by_side(*fields: Field) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*fields))
    return holder
