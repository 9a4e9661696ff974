""" "Perlu diputuskan": the list beside the calendar, what is the matter with the chosen line, and the button for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.decisions import KIND_TITLES, PRESSING, Decision, DecisionKind, decisions
from desktop_app.sop.dates_in_words import short_date
from ui.desk import Desk
from ui.panels.decision_acts import Way, ways
from ui.panels.reason_line import ReasonLine
from ui.widgets.badges import BadgeView
from ui.widgets.buttons import Button, IconButton
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList, header
from ui.widgets.pane import Pane, column, row

NOTHING = EmptyView(
    "circle-check", "Tidak ada yang perlu diputuskan", "Bentrok, kelas sepi, dan kursi sisa muncul di sini."
)
MOST_WAYS: Final = 3
WIDEST_WAY: Final = 30
"""Signs that the button of a way shows on the common laptop."""
TONES: Final = {
    DecisionKind.CLASH: "danger",
    DecisionKind.FEW: "warn",
    DecisionKind.UNANSWERED: "warn",
    DecisionKind.HOLD: "warn",
}


class DecisionsPane(Pane):
    """``refresh()``; ``counted(n)`` after each reading; ``open_session(id)``, ``closed()``; ``looked_at(day)``."""

    counted = Signal(int)
    open_session = Signal(int)
    looked_at = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="decisions_pane", parent=parent)
        self._desk = desk
        self._found: tuple[Decision, ...] = ()
        self._ways: tuple[Way, ...] = ()
        self.list = RowList("Perlu diputuskan", fill="surface", empty=NOTHING, object_name="decisions_list")
        self.sentence = Label("", "body", "text", wrap=True, object_name="decisions_sentence")
        self.error = Label("", "dense", "danger", wrap=True, object_name="decisions_error")
        self.reason = ReasonLine("decisions_reason")
        self._buttons = tuple(
            Button(
                "",
                "primary" if at == 0 else "default",
                "Enter" if at == 0 else str(at + 1),
                stretch=True,
                object_name=f"decisions_way_{at + 1}",
            )
            for at in range(MOST_WAYS)
        )
        self._open = Button("Buka kelas", key_hint="O", stretch=True, object_name="decisions_open")
        for button in (*self._buttons, self._open):
            button.setMinimumWidth(80)  # a long name is elided rather than widening the pane
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._count = Label("", "dense", "text2", object_name="decisions_count")
        close = IconButton("x", "Tutup", "Esc", size=28, object_name="decisions_close")
        close.clicked.connect(self.closed)
        head = row(Label("Perlu diputuskan", "subtitle"), self._count, None, close, margins=(20, 12, 12, 8))
        self._foot = Pane("surface", "top", object_name="decisions_foot")
        others = row(*self._buttons[1:], self._open)
        self._foot.setLayout(
            column(self.sentence, self.error, self._buttons[0], others, spacing=8, margins=(20, 12, 20, 12))
        )
        self.error.hide()
        layout = column(head, self.list, self.reason, self._foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _: self._mirror())
        self.list.activated_row.connect(lambda _: self.settle(0))
        self._open.clicked.connect(self._open_class)
        for at, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, place=at: self.settle(place))
        keys = {"O": self._open.click, **{str(at + 1): self._buttons[at].click for at in range(1, MOST_WAYS)}}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what is shown ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again."""
        now = self._desk.now()
        self._desk.read(lambda c: decisions(c, now), self.show_decisions, channel="kasubbag.decisions")

    def show_decisions(self, found: Sequence[Decision]) -> None:
        """Show these; the chosen one stays chosen, else the one that took its place."""
        at = self.list.currentIndex().row()
        self._found = tuple(found)
        rows: list[ListRow] = []
        for kind in DecisionKind:
            mine = [one for one in found if one.kind is kind]
            if mine:
                rows += [header(KIND_TITLES[kind], len(mine)), *(_row(one) for one in mine)]
        self.list.set_rows(rows)
        if not self.list.current_key():
            left = [one for one in rows[max(at, 0) :] if not one.header] or [one for one in rows if not one.header]
            if left:
                self.list.select(left[0].key)
        pressing = sum(one.kind in PRESSING for one in found)
        self._count.setText(str(pressing) if pressing else "")
        self._mirror()
        self.counted.emit(pressing)

    def current(self) -> Decision | None:
        """The chosen line."""
        key = self.list.current_key()
        return next((one for one in self._found if one.key == key), None)

    def _mirror(self) -> None:
        one = self.current()
        self._foot.setVisible(one is not None)
        self.say("")
        if one is None:
            return
        self._ways = ways(self._desk, one)
        self.sentence.setText(_with_long_way(one.sentence, self._ways))
        self._open.setVisible(bool(one.session_id))
        for at, button in enumerate(self._buttons):
            way = self._ways[at] if at < len(self._ways) else None
            button.setVisible(way is not None)
            if way is not None:
                button.set_label(way.label)
                button.allow(way.verdict.ok, way.verdict.reason)
                if way.verdict.ok:
                    button.setToolTip(way.label)
        if self.isVisible() and one.session_id:
            self.looked_at.emit(one.day)

    def say(self, words: str) -> None:
        """What was wrong with the last attempt."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    # --- what is done -----------------------------------------------------------------------------

    def settle(self, at: int) -> None:
        """Enter or a digit: do it; a reason is asked in the line above the buttons."""
        if at >= len(self._ways) or self.current() is None:
            self._open_class()
            return
        way = self._ways[at]
        if not way.verdict.ok:
            self.say(way.verdict.reason)
        elif way.why:
            self.reason.ask(way.why, way.label, lambda why: self._run(way, why))
        else:
            self._run(way)

    def _run(self, way: Way, reason: str | None = None) -> None:
        self.say("")

        def failed(error: LoketError) -> None:
            if isinstance(error, NeedsReason):
                self.reason.ask("Alasan", way.label, lambda why: self._run(way, why), error.sentence)
            else:
                self.say(error.sentence)

        self._desk.dispatcher.run(way.case, failed=failed, said=way.said, reason=reason, **way.fields)

    def _open_class(self) -> None:
        one = self.current()
        if one is not None and one.session_id:
            self.open_session.emit(one.session_id)

    def escape(self) -> bool:
        """Esc: first the reason; False when there is nothing of ours to leave."""
        if self.reason.is_open():
            self.reason.dismiss()
            return True
        return False


def _with_long_way(sentence: str, found: tuple[Way, ...]) -> str:
    """What is wrong, and what Enter does where its button is too narrow to say so."""
    first = found[0].label if found else ""
    if len(first) <= WIDEST_WAY:
        return sentence
    return f"{sentence} Jalan keluar: {first[0].lower()}{first[1:]}."


def _row(one: Decision) -> ListRow:
    return ListRow(
        one.key,
        one.title,
        detail=one.sentence,
        tone="text2",
        compact=True,
        marker=TONES.get(one.kind, "accent"),
        badge=BadgeView(one.topic.short_name, one.topic.color),
        tooltip=one.sentence,
        accessible=f"{KIND_TITLES[one.kind]}: {one.title}, {short_date(one.day)}. {one.sentence}",
    )
