"""One bar on top: mark, role tabs with what waits there, date, search, and who works here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.avatar import Mark, initials, paint_avatar
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Bar
from ui.widgets.press import Pressable


@dataclass(frozen=True, slots=True)
class TabView:
    """A role tab; ``count`` is what needs an act there (0 shows nothing)."""

    key: str
    label: str
    count: int = 0


class MenuItem(NamedTuple):
    """An entry of the user's menu; an empty key makes a line."""

    key: str
    label: str = ""
    key_hint: str = ""


class _Tab(Pressable):
    def __init__(self, view: TabView, parent: QWidget) -> None:
        self.view = view
        super().__init__(view.label, object_name=f"tab_{view.key}", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_view(view)

    def show_view(self, view: TabView) -> None:
        self.view = view
        self._spoken = f"{view.label}, {view.count} perlu tindakan" if view.count else view.label
        self.set_label(view.label)

    def sizeHint(self) -> QSize:
        wide = paint.width_of(self._label, "body_strong") + theme.px(8)
        if self.view.count:
            wide += theme.px(8) + self._count_width()
        return QSize(round(wide) + 1, theme.px(47))

    def _count_width(self) -> float:
        return max(theme.px(20.0), paint.width_of(str(self.view.count), "caption_strong") + theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        on, state = self.isChecked(), self.state()
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if paint.shows_focus(self):
                paint.ring(painter, area.adjusted(0, 6, 0, -6), 4)
            x = float(theme.px(4))
            tone = "text" if on or state != "rest" else "text2"
            role = "body_strong" if on else "body_medium"
            room = area.adjusted(x, 0, -self._count_width() - theme.px(8) if self.view.count else 0, 0)
            x += paint.text(painter, room, self._label, role, tone) + theme.px(8)
            if self.view.count:
                wide, high = self._count_width(), theme.px(20)
                pill = QRectF(x, round(area.center().y() - high / 2), wide, high)
                paint.box(painter, pill, high / 2, "accent_soft" if on else "hover")
                number = "accent" if on else "text2"
                paint.text(painter, pill, str(self.view.count), "caption_strong", number, paint.CENTER)
            if on:
                line = QRectF(theme.px(4), area.bottom() - 3, area.width() - theme.px(8), 3)
                paint.box(painter, line, 1.5, "accent")


class UserChip(Pressable):
    """Initials, name and role; a press opens the user's menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._name, self._role = "", ""
        super().__init__("", object_name="user_chip", parent=parent)

    def set_user(self, name: str, role: str) -> None:
        """Show who works here."""
        self._name, self._role = name, role
        self._spoken = f"{name}, {role}. Buka menu pengguna"
        self.set_label("")

    def sizeHint(self) -> QSize:
        """Disc, two lines and a chevron; long names are elided."""
        words = max(paint.width_of(self._name, "dense_strong"), paint.width_of(self._role, "caption"))
        return QSize(round(min(words, theme.px(130)) + theme.px(68)), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc, name, role and chevron."""
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if self.state() in ("hover", "press"):
                paint.box(painter, area, 6, "hover")
            if paint.shows_focus(self):
                paint.ring(painter, area, 6)
            side = theme.px(32)
            disc = QRectF(theme.px(4), round(area.center().y() - side / 2), side, side)
            paint_avatar(painter, disc, initials(self._name))
            left = disc.right() + theme.px(8)
            words = QRectF(left, area.center().y() - theme.px(17), area.width() - left - theme.px(20), theme.px(18))
            paint.text(painter, words, self._name, "dense_strong", "text")
            paint.text(painter, words.translated(0, theme.px(17)), self._role, "caption", "text2")
            tip = QRectF(area.right() - theme.px(20), 0, theme.px(16), area.height())
            icons.draw(painter, "chevron-down", tip, "text2", 14)


class TopBar(Bar):
    """48 high.

    ``tab_changed(key)`` (also by Ctrl+1…5), ``search_changed(text)``, ``search_submitted(text)`` (Enter),
    ``menu_chosen(key)``. Ctrl+K puts the focus into the search field.
    """

    tab_changed = Signal(str)
    search_changed = Signal(str)
    search_submitted = Signal(str)
    menu_chosen = Signal(str)

    def __init__(self, *, object_name: str = "top_bar", parent: QWidget | None = None) -> None:
        super().__init__(48, "canvas", "bottom", object_name=object_name, parent=parent)
        self._tabs: dict[str, _Tab] = {}
        self._shortcuts: list[QShortcut] = []
        self._menu_items: tuple[MenuItem, ...] = ()
        self._date = Label("", "dense", "text2")
        self.search = LineEdit(
            placeholder="Cari surat, orang, kela…",
            icon="search",
            key_hint="Ctrl+K",
            width=264,
            object_name="search_all",
            name="Cari surat, orang, kelas",
        )
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(theme.px(200))
        self.search.textEdited.connect(self.search_changed)
        self.search.returnPressed.connect(lambda: self.search_submitted.emit(self.search.text()))
        self.user = UserChip(self)
        self.user.clicked.connect(self.open_menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 1)
        layout.setSpacing(0)
        layout.addWidget(Mark(28, self))
        layout.addSpacing(20)
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(theme.px(16))
        layout.addLayout(self._tab_row)
        layout.addStretch(1)
        layout.addWidget(self._date)
        layout.addSpacing(16)
        layout.addWidget(self.search)
        layout.addSpacing(10)
        layout.addWidget(self.user)
        QShortcut(QKeySequence("Ctrl+K"), self, self.focus_search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Many tabs or large text: the date gives way, its place in the corner of the screen tells it too."""
        super().resizeEvent(event)
        self._fit_date()

    def event(self, event: QEvent) -> bool:
        """A count or a tab more asks for room too."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and "_date" in self.__dict__:
            self._fit_date()
        return taken

    def _fit_date(self) -> None:
        layout = self.layout()
        if layout is not None:
            hidden = self._date.isHidden()
            need = layout.minimumSize().width() + (self._date.sizeHint().width() if hidden else 0)
            self._date.setVisible(need <= self.width())

    def set_tabs(self, tabs: Sequence[TabView], current: str = "") -> None:
        """Show these roles; the first is current unless one is named. Counts change without a flicker."""
        if [tab.key for tab in tabs] == list(self._tabs):
            for tab in tabs:
                self._tabs[tab.key].show_view(tab)
        else:
            self._rebuild(tabs)
        if tabs and (current or not self.current_tab()):
            self.set_current_tab(current or tabs[0].key)

    def _rebuild(self, tabs: Sequence[TabView]) -> None:
        for old in [*self._tabs.values(), *self._shortcuts]:
            old.deleteLater()
        self._tabs, self._shortcuts = {}, []
        for at, view in enumerate(tabs):
            tab = _Tab(view, self)
            tab.toggled.connect(lambda on, key=view.key: self.tab_changed.emit(key) if on else None)
            self._tabs[view.key] = tab
            self._tab_row.addWidget(tab)
            if at < 9:
                key = QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self)
                key.activated.connect(tab.click)
                tab.setToolTip(f"Ctrl+{at + 1}")
                self._shortcuts.append(key)

    def current_tab(self) -> str:
        """Key of the current tab."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def set_current_tab(self, key: str) -> None:
        """Show another tab as current; ``tab_changed`` follows when it changes."""
        self._tabs[key].setChecked(True)

    def set_date_text(self, text: str) -> None:
        """``Kam, 3 Des 2026``."""
        self._date.setText(text)

    def set_user(self, name: str, role: str) -> None:
        """Show who works here."""
        self.user.set_user(name, role)

    def set_menu(self, items: Sequence[MenuItem]) -> None:
        """The user's menu: lock, switch user, settings, about."""
        self._menu_items = tuple(items)

    def open_menu(self) -> QMenu:
        """Open the user's menu under the chip."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in self._menu_items:
            if not item.key:
                menu.addSeparator()
                continue
            words = item.label.replace("&", "&&")
            action = menu.addAction(f"{words}\t{item.key_hint}" if item.key_hint else words)
            action.triggered.connect(lambda checked=False, key=item.key: self.menu_chosen.emit(key))
        corner = self.user.mapToGlobal(QPoint(self.user.width(), self.user.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
        return menu

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
