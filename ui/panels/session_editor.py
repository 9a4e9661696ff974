"""The pane of a class beside the calendar: its people by request, its room, hours and trainers, and what may be done.

Nothing pops up: moving, postponing and cancelling ask their reason in a line of the same pane (DESIGN_SYSTEM.md 1.5).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import scheduling, session_moves, sessions
from desktop_app.services.use_case import UseCase
from desktop_app.sop.states import RequestState, SessionState
from ui import theme
from ui.desk import Desk
from ui.panels.equipment_checks import EquipmentChecks
from ui.panels.reason_line import ReasonLine
from ui.panels.session_fields import SessionFields
from ui.panels.session_page import Group, SessionPage, groups
from ui.panels.side_area import ScrollColumn, SideArea
from ui.widgets.badges import Badge, BadgeView
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.fill_bar import FillBar
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList
from ui.widgets.pane import Bar, Pane, column, row

WIDTH = 360
EMPTY = EmptyView("users", "Belum ada peserta", "Seret surat ke kelas ini, atau Enter di antrean lalu panah.")
_STATE_TONES = {SessionState.TENTATIVE: "warn", SessionState.FIXED: "ok", SessionState.RUNNING: "accent"}


class SessionEditor(SideArea):
    """``show_page(page)``; ``closed()`` by Esc or the cross; ``lift(SessionRow)`` to move it by the arrows."""

    closed = Signal()
    lift = Signal(object)
    print_asked = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, "surface", object_name="session_pane", parent=parent)
        self._desk = desk
        self._page: SessionPage | None = None
        self._groups: tuple[Group, ...] = ()
        self.fields = SessionFields()
        self.equipment = EquipmentChecks(desk)
        self.people = RowList("Peserta per surat", fill="surface", empty=EMPTY, object_name="session_people")
        self.other = ChoiceField(placeholder="pilih kelas", object_name="session_other")
        self._other_field = Field("Pindah ke kelas", self.other)
        self.reason = ReasonLine("session_reason")
        self.error = Label("", "dense", "danger", wrap=True, object_name="session_error")
        self._make_buttons()
        self.setLayout(column(self._head(), self._scroll(), self.reason, self._foot(), spacing=0))
        self._connect()

    def _make_buttons(self) -> None:
        self.fix = Button("Tetapkan jadwal", "primary", "Ctrl+Enter", "check", stretch=True, object_name="session_fix")
        self.save = Button("Simpan perubahan", key_hint="Ctrl+S", stretch=True, object_name="session_save")
        self.move_it = Button("Pindahkan", key_hint="G", icon="move", stretch=True, object_name="session_move")
        self.postpone = Button("Tunda", stretch=True, object_name="session_postpone")
        self.cancel = Button("Batalkan", "danger", stretch=True, object_name="session_cancel")
        self.take_out = Button("Keluarkan", "ghost", object_name="session_take_out")
        self.move_group = Button("Pindah kelas", "ghost", object_name="session_move_group")
        self.paper = IconButton("printer", "Cetak jadwal", "Ctrl+P", size=28, object_name="session_print")
        self.ics = IconButton(
            "calendar", "Simpan ke kalender (.ics)", "Ctrl+I", size=28, object_name="session_calendar"
        )
        self.leave = IconButton("x", "Tutup", "Esc", size=28, object_name="session_close")

    def _head(self) -> QWidget:
        self._topic = Badge("", object_name="session_topic")
        self._state = Badge("", object_name="session_state")
        self._days = Label("", "subtitle", elide=True, object_name="session_days")
        self._place = Label("", "dense", "text2", elide=True, object_name="session_place")
        self._bar = FillBar(bar_width=210)
        head = Pane("surface", "bottom")
        top = row(self._topic, self._state, None, self.ics, self.paper, self.leave, spacing=4)
        head.setLayout(column(top, self._days, self._place, self._bar, spacing=4, margins=(20, 10, 12, 10)))
        return head

    def _scroll(self) -> QWidget:
        self._acts = row(self.take_out, self.move_group, None, spacing=4)
        body = Pane("surface", object_name="session_body")
        body.setLayout(
            column(
                column(Label("Peserta", "caption_strong", "text2"), self.people, self._acts, spacing=4),
                self._other_field,
                self.fields,
                self.equipment,
                None,
                spacing=12,
                margins=(20, 12, 20, 12),
            )
        )
        self._other_field.hide()
        EnterMovesOn(body)
        return ScrollColumn(body, object_name="session_scroll")

    def _foot(self) -> QWidget:
        bar = Bar(56, "surface", "top")
        acts = row(self.move_it, self.postpone, self.cancel)
        bar.setLayout(column(self.error, self.fix, self.save, acts, spacing=8, margins=(20, 12, 20, 12)))
        self.error.hide()
        return bar

    def _connect(self) -> None:
        self.fields.changed.connect(self._mirror)
        self.people.current_changed.connect(lambda _: self._mirror())
        self.fix.clicked.connect(lambda: self._run(sessions.fix_session, "Jadwal {class_} ditetapkan"))
        self.save.clicked.connect(lambda: self.save_edits())
        self.move_it.clicked.connect(self.ask_move)
        self.postpone.clicked.connect(lambda: self._ask_end("Tunda kelas", "Alasan ditunda"))
        self.cancel.clicked.connect(lambda: self._ask_end("Batalkan kelas", "Alasan dibatalkan"))
        self.take_out.clicked.connect(self._take_out)
        self.move_group.clicked.connect(self._open_others)
        self.other.chosen.connect(lambda _: self._move_group())
        self.leave.clicked.connect(self.closed)
        self.ics.clicked.connect(self.save_calendar)
        self.paper.clicked.connect(lambda: self.print_asked.emit(self.key()))
        keys: dict[str, Any] = {"Ctrl+Return": self._finish, "Ctrl+S": self.save.click, "Ctrl+I": self.save_calendar}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def save_calendar(self) -> None:
        """Ctrl+I: this class for the calendar of another program."""
        from ui.panels.calendar_export import export_calendar  # papers bring reportlab, seconds the tab can do without

        if self.key():
            export_calendar(self, self._desk, self.key())

    def _finish(self) -> None:
        """Ctrl+Enter: the reason that is asked, what was edited, or the one primary act."""
        if self.reason.is_open():
            self.reason.submit()
        elif self.fields.edits():
            self.save.click()
        else:
            self.fix.click()

    # --- what is shown ----------------------------------------------------------------------------

    def session(self) -> SessionRow | None:
        """The class shown."""
        return self._page.detail.row if self._page is not None else None

    def session_id(self) -> int:
        """Its id, 0 for none."""
        shown = self.session()
        return shown.id if shown is not None else 0

    def key(self) -> str:
        """The key papers know it by."""
        shown = self.session()
        return shown.key if shown is not None else ""

    def show_page(self, page: SessionPage) -> None:
        """Show a class; edits under way on the same class stay."""
        same = self._page is not None and self._page.detail.row.id == page.detail.row.id
        dirty = same and bool(self.fields.edits())
        self._page, self._groups = page, groups(page)
        row_ = page.detail.row
        self._topic.set_view(BadgeView(row_.topic.short_name, row_.topic.color))
        self._state.set_view(BadgeView(row_.state_label, _STATE_TONES.get(row_.state, "neutral")))
        self._days.setText(f"{row_.days_text} · {row_.hours_text}")
        who = ", ".join(row_.trainers) or "trainer belum ditentukan"
        self._place.setText(f"{row_.place or 'tanpa ruang'} · {who}")
        seats = row_.seats
        self._bar.set_seats(seats.confirmed, seats.held, seats.quota, row_.topic.color, words=_seat_words(row_))
        self.people.set_rows([_group_row(one) for one in self._groups])
        high = max(1, min(3, len(self._groups))) if self._groups else 3
        self.people.setFixedHeight(theme.px(56) * high + 2)
        if not self.people.current_key():
            self.people.select_first()
        self.other.set_items([Choice(str(one.id), one.days_text, one.seats.words) for one in page.others])
        self.equipment.show_lines(row_.id, row_.state, page.equipment)
        if not dirty:
            self.fields.show_session(page)
        if not same:
            self.say("")
            self.reason.dismiss()
            self._other_field.hide()
        self._mirror()

    def _mirror(self) -> None:
        """What the rules allow now."""
        shown = self.session()
        if shown is None:
            return
        may = self._desk.may
        edit, fix = may("edit_session", shown.state), may("fix_session", shown.state)
        self.fields.set_locked(not edit.ok)
        self.fix.setVisible(shown.state in (SessionState.TENTATIVE, SessionState.DRAFT))
        self.fix.allow(fix.ok, fix.reason)
        dirty = bool(self.fields.edits())
        self.save.setVisible(dirty)
        self.save.allow(edit.ok and dirty, edit.reason)
        for button, action in (
            (self.move_it, "move_session"),
            (self.postpone, "postpone_session"),
            (self.cancel, "cancel_session"),
        ):
            verdict = may(action, shown.state)
            button.allow(verdict.ok, verdict.reason)
        out, other = (
            may("unschedule_request", RequestState.SCHEDULED),
            may("reschedule_request", RequestState.SCHEDULED),
        )
        chosen = self._group() is not None
        self.take_out.allow(out.ok and chosen, out.reason or "Pilih dulu suratnya.")
        no_other = "" if self._page and self._page.others else "Belum ada kelas lain dengan topik ini."
        self.move_group.allow(other.ok and chosen and not no_other, other.reason or no_other or "Pilih dulu suratnya.")

    def _group(self) -> Group | None:
        key = self.people.current_key()
        return next((one for one in self._groups if str(one.request_id) == key), None)

    def say(self, words: str) -> None:
        """What is wrong, near the primary button."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    # --- what is done -----------------------------------------------------------------------------

    def _run(self, case: UseCase, said: str, reason: str | None = None, **fields: Any) -> None:
        shown = self.session()
        if shown is None:
            return
        self.say("")
        self.fields.clear_errors()
        if "request" not in fields:
            fields["session"] = shown.id
        words = said.format(class_=f"kelas {shown.topic.short_name} {shown.days_text}")

        def failed(error: LoketError) -> None:
            if isinstance(error, NeedsReason):
                self.reason.ask(
                    "Alasan", "Tetap lakukan", lambda why: self._run(case, said, why, **fields), error.sentence
                )
            elif not self.fields.show_error(error):
                self.say(error.sentence)

        self._desk.dispatcher.run(case, failed=failed, said=words, reason=reason, **fields)

    def save_edits(self) -> None:
        """Ctrl+S: what differs."""
        edits = self.fields.edits()
        if not edits:
            return
        self._run(sessions.edit_session, "Perubahan {class_} disimpan", **edits)

    def ask_move(self) -> None:
        """G: lift the class; the arrows move it over the calendar."""
        shown = self.session()
        if shown is not None and self.move_it.isEnabled():
            self.lift.emit(shown)

    def _ask_end(self, verb: str, label: str) -> None:
        cancel = verb.startswith("Batal")
        case = session_moves.cancel_session if cancel else session_moves.postpone_session
        said = (
            "Kelas dibatalkan, suratnya kembali ke antrean" if cancel else "Kelas ditunda, suratnya kembali ke antrean"
        )
        self.reason.ask(label, verb, lambda why: self._run(case, said, why), self._who_knows())

    def _who_knows(self) -> str:
        """Who must hear of a change: the people who were told the date that holds now."""
        told = sum(one.told for one in self._page.detail.people) if self._page is not None else 0
        return f"{told} orang sudah diberi tahu tanggal ini" if told else ""

    def _take_out(self) -> None:
        group = self._group()
        if group is not None:
            said = f"{group.sender} dikeluarkan dari kelas, kembali ke antrean"
            self._run(scheduling.unschedule_request, said, request=group.request_id)

    def _open_others(self) -> None:
        self._other_field.show()
        self.other.set_current("")
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        self.other.open_all()

    def _move_group(self) -> None:
        group, target = self._group(), self.other.current()
        if group is None or not target:
            return
        other = next((one for one in self._page.others if str(one.id) == target), None) if self._page else None
        where = other.days_text if other is not None else "lain"
        self._other_field.hide()
        self.reason.ask(
            f"Alasan {group.sender} pindah ke {where}",
            "Pindahkan",
            lambda why: self._run(
                scheduling.reschedule_request,
                f"{group.sender} pindah ke kelas {where}",
                why,
                request=group.request_id,
                **{"session": int(target)},
            ),
        )


def _seat_words(row_: SessionRow) -> str:
    words = row_.seats.words
    return f"{words}, {row_.seats.held} ditahan" if row_.seats.held and row_.seats.left else words


def _group_row(one: Group) -> ListRow:
    detail = f"{one.people} orang · {one.key}" + (f" · {one.confirmed} pasti" if one.confirmed else "")
    return ListRow(str(one.request_id), one.sender, detail=detail, tooltip=one.names)
