"""The middle of the notice board: the class, how far step 6 is, the filter chips and the table of people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.notice_words import long_days
from desktop_app.queries.session_rows import SessionDetail, SessionPerson
from desktop_app.sop.dates_in_words import clock
from ui.panels.notices_rows import COLUMNS, FILTERS, TELLABLE, Filter, everybody, left, table_rows, to_ask, unanswered
from ui.widgets import paint
from ui.widgets.badges import Badge, BadgeView
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choices import Chip
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column, row
from ui.widgets.tables import DataTable

NOBODY = EmptyView("users", "Tidak ada orang di saringan ini", "Pilih “Semua” untuk melihat seluruh kelas.")


class ClassPeople(Pane):
    """``person_changed(participant id or 0)``; ``marks_changed()``; ``sms_requested()`` by Ctrl+M."""

    person_changed = Signal(int)
    marks_changed = Signal()
    sms_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="class_people", parent=parent)
        self.detail: SessionDetail | None = None
        self._filter: Filter = FILTERS[0]
        self._marked: set[int] = set()
        self.title = Label("", "title", elide=True, object_name="class_title")
        self.place = Label("", "dense", "text2", elide=True, object_name="class_place")
        self.seats = Badge("", object_name="class_seats")
        self.told = Badge("", object_name="step6_told")
        self.filed = Badge("", object_name="step6_filed")
        self.step6 = Label("", "caption", "text2", object_name="step6_case")
        self.tentative = Banner(object_name="tentative_note")
        self.sms = Button("SMS", key_hint="Ctrl+M", icon="message-square", object_name="sms_walk")
        self.sms.clicked.connect(self.sms_requested)
        self.chips = {one.key: Chip(one.label, 0, object_name=f"people_{one.key}") for one in FILTERS}
        for one in FILTERS:
            chip = self.chips[one.key]
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _=False, one=one: self.set_filter(one))
        self.chips["all"].setChecked(True)
        self.table = DataTable("Peserta kelas", COLUMNS, empty=NOBODY, object_name="people_table")
        self.table.current_changed.connect(lambda key: self.person_changed.emit(int(key or 0)))
        self.table.toggled.connect(self._mark)
        named = row(self.title, self.seats, None, spacing=12)
        named.setStretch(0, 100)
        standing = row(self.place, self.step6, self.told, self.filed, spacing=6)
        standing.setStretch(0, 1)
        head = column(
            named,
            standing,
            4,
            row(*self.chips.values(), None, self.sms, spacing=6),
            spacing=4,
            margins=(24, 12, 24, 10),
        )
        whole = column(head, self.tentative, spacing=0)
        whole.addLayout(column(self.table, margins=(24, 0, 10, 0)), 1)
        self.setLayout(whole)

    def show_detail(self, detail: SessionDetail) -> None:
        """Show a class, or what changed in it; marks fall away with another class and with a seat given back."""
        if self.detail is None or self.detail.row.id != detail.row.id:
            self._marked.clear()
        self.detail = detail
        self._marked &= {person.participant_id for person in detail.people}
        one, seats = detail.row, detail.row.seats
        self.title.setText(f"{one.topic.name}, {long_days(one.days)}")
        self.title.setMaximumWidth(round(paint.width_of(self.title.full_text(), "title")) + 2)
        self.place.setText(" · ".join(part for part in (one.place, one.hours_text, ", ".join(one.trainers)) if part))
        self.seats.set_view(BadgeView(f"{seats.taken}/{seats.quota} kursi", one.topic.color))
        if one.state in TELLABLE:
            self.tentative.clear()
        else:
            words = "Jadwal kelas ini belum tetap. Sampaikan sesudah Kasubbag menetapkannya."
            self.tentative.show_message(f"{one.state_label}. {words}")
        people = everybody(detail)
        for each in FILTERS:
            count = sum(each.keeps(person) for person in people)
            self.chips[each.key].set_count(count)
            if each.key == "old":
                self.chips[each.key].setVisible(count > 0 or self._filter is each)
        waiting = sum(self._to_message(person) for person in people)
        self.sms.set_label(f"SMS ke {waiting} orang" if waiting else "SMS")
        self.sms.allow(waiting > 0 and one.state in TELLABLE, "Semua yang belum menjawab sudah dikirimi SMS.")
        self._list_people()

    def _to_message(self, person: SessionPerson) -> bool:
        reachable = bool(person.mobile or person.contact_phone)
        return unanswered(person) and reachable and not person.channel("sms").success

    def to_message(self) -> int | None:
        """The first person who has not been sent a message."""
        found = (one.participant_id for one in self.people() if self._to_message(one))
        return next(found, None)

    def show_step_six(self, case: CaseRow | None) -> None:
        """Told? Archived? for the request of the chosen person (SOP step 6)."""
        for badge in (self.told, self.filed, self.step6):
            badge.setVisible(case is not None)
        if case is None:
            return
        told = next((one for one in case.contacts if one.success and one.round == case.round), None)
        self.step6.setText(f"{case.key}")
        done = BadgeView(f"Disampaikan {clock(told.attempted_at)}", "ok", "check") if told else None
        self.told.set_view(done or BadgeView("Belum disampaikan", "warn", "clock"))
        filed = BadgeView("Diarsipkan", "ok", "check") if case.archive_file else None
        self.filed.set_view(filed or BadgeView("Belum diarsipkan", "warn", "clock"))
        if case.archive_file is not None:
            self.filed.setToolTip(f"{case.archive_file.storage_location} · {case.archive_file.classification_code}")

    def people(self) -> tuple[SessionPerson, ...]:
        """Everybody of the class, whatever the filter."""
        return everybody(self.detail) if self.detail is not None else ()

    def person(self) -> SessionPerson | None:
        """Who is chosen."""
        key = self.table.current_key()
        return next((one for one in self.people() if str(one.participant_id) == key), None)

    def marked(self) -> tuple[SessionPerson, ...]:
        """Who is ticked, to be told with one act."""
        return tuple(one for one in self.people() if one.participant_id in self._marked)

    def _mark(self, key: str, _: str, on: bool) -> None:
        (self._marked.add if on else self._marked.discard)(int(key))
        self._list_people()
        self.marks_changed.emit()

    def mark_all(self) -> None:
        """Tick everybody of the filter who still has to be asked; all off when they were ticked."""
        wanted = {p.participant_id for p in self.people() if self._filter.keeps(p) and to_ask(p)}
        if not wanted:
            wanted = {p.participant_id for p in self.people() if self._filter.keeps(p) and not left(p)}
        self._marked = set() if wanted <= self._marked else self._marked | wanted
        self._list_people()
        self.marks_changed.emit()

    def clear_marks(self) -> None:
        """Nobody is ticked any more."""
        if self._marked:
            self._marked.clear()
            self._list_people()
            self.marks_changed.emit()

    def choose(self, participant_id: int) -> bool:
        """Choose a person; the filter opens when it hides him."""
        if self.table.select(str(participant_id)):
            return True
        self.set_filter(FILTERS[0])
        return self.table.select(str(participant_id))

    def set_filter(self, wanted: Filter) -> None:
        """Show all, or only those of one answer."""
        self._filter = wanted
        self.chips[wanted.key].setChecked(True)
        self._list_people()
        if not self.table.current_key() and self.table.table_model.rowCount():
            self.table.select(self.table.table_model.key_at(0))

    def _list_people(self) -> None:
        shown = [one for one in self.people() if self._filter.keeps(one)]
        requests = len({one.request_id for one in self.people()})
        self.table.set_rows(table_rows(shown, requests, self._marked))
