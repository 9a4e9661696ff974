"""The one window: login page, role tabs, and what every page shares (keys, toast, hints, search).

Light to import: the login page is painted before storage and services are loaded; :meth:`MainWindow.attach` brings
the open office, :meth:`MainWindow.enter` an officer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import appearance, theme, translation
from ui.first_page import FirstPage
from ui.idle_lock import IdleLock
from ui.panels.login import LoginPage
from ui.widgets.banner import Banner
from ui.widgets.hint_bar import HintBar
from ui.widgets.shortcut_sheet import ShortcutSheet
from ui.widgets.toast import Toasts
from ui.widgets.top_bar import MenuItem, TabView, TopBar
from ui.window_keys import WindowKeys

if TYPE_CHECKING:
    from desktop_app.background import Background
    from desktop_app.config import Access
    from desktop_app.errors import LoketError
    from desktop_app.services.use_case import Actor, Office
    from ui.change_watcher import ChangeWatcher
    from ui.desk import Desk
    from ui.dispatcher import Changes, Dispatcher
    from ui.office_keeper import OfficeKeeper
    from ui.panel import Panel
    from ui.search_popup import SearchPopup

SMALLEST = (1024, 620)
CLOCK_MS = 20_000
"""How often minutes on screen move on; the office counts whole minutes."""
QUIET_MS = 400
"""After a page came on show, or a key, until the rest of it is made."""


class MainWindow(QMainWindow):
    """``entered(actor)`` after a login, ``left()`` when the window went back to the login page."""

    entered = Signal(object)
    left = Signal()

    def __init__(self, settings: QSettings | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Loket Training")
        self.setMinimumSize(*SMALLEST)
        theme.dress_window(self)
        self.settings = settings or QSettings("Loket Training", "loket-training")
        self.access: Access | None = None
        self.office: Office | None = None
        self.background: Background | None = None
        self.desk: Desk | None = None
        self.backup_on_close = True
        self.keeper: OfficeKeeper | None = None
        self._watcher: ChangeWatcher | None = None
        self._search: SearchPopup | None = None
        self._panels: dict[str, Panel] = {}
        self.first_page = FirstPage(self)
        self._build()
        self.keys = WindowKeys(self)
        self._minute = QTimer(self)
        self._minute.setInterval(CLOCK_MS)
        self._minute.timeout.connect(self._on_minute)
        self.idle_lock = IdleLock(self.lock, self)
        self._quiet = self._after(QUIET_MS, self._complete_page)
        self._soon = self._after(QUIET_MS, self._read_counts)  # the list first

    def _after(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _build(self) -> None:
        middle = QWidget(self)
        middle.setObjectName("window_middle")
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.top_bar = TopBar(parent=middle)
        self.banner = Banner(object_name="window_banner", parent=middle)
        self.pages = QStackedWidget(middle)
        self.pages.setObjectName("pages")
        self.hint_bar = HintBar(parent=middle)
        self.login = LoginPage()
        self.pages.addWidget(self.login)
        for part, stretch in ((self.top_bar, 0), (self.banner, 0), (self.pages, 1), (self.hint_bar, 0)):
            layout.addWidget(part, stretch)
        self.setCentralWidget(middle)
        self.toasts = Toasts(self.pages)
        self.shortcut_sheet = ShortcutSheet(middle)
        self.top_bar.hide()
        self.top_bar.tab_changed.connect(self._on_tab)
        self.top_bar.menu_chosen.connect(self._on_menu)
        self.top_bar.search_changed.connect(self._on_search)
        self.top_bar.search_submitted.connect(self._on_search_enter)
        self.login.entered.connect(self.try_login)
        self.hint_bar.set_hints(self.login.hints())

    # --- the office and the officer ---------------------------------------------------------------

    def attach(self, office: Office, background: Background) -> None:
        """The data are open: show who may enter."""
        from ui.office_keeper import OfficeKeeper

        self.office, self.background = office, background
        self.keeper = OfficeKeeper(office, background, self.banner, parent=self)
        self.keeper.covered.connect(self._show_status)
        self.keeper.said.connect(lambda words: self._say(words, False))
        self.keeper.damaged.connect(self._on_damaged)
        (self.keeper.start if self.backup_on_close else self.keeper.tell)()
        self.refresh_officers()

    def detach(self) -> None:
        """Let go of the data without a backup: they are damaged, or another backup takes their place."""
        from ui.entering import close_office

        self.leave_officer()
        if self.keeper is not None:
            self.keeper.stop()
            self.keeper = None
        if self.office is not None and self.background is not None:
            close_office(self.office, self.background, backup=False)
        self.office, self.background = None, None

    def _on_damaged(self, error: LoketError) -> None:
        from ui.restoring import damaged

        if self.access is not None:
            damaged(self, self.access, error)

    def refresh_officers(self) -> None:
        """Read the officers with what waits for each of them."""
        from ui.entering import office_name, officer_cards

        if self.office is not None:
            self.login.set_office(office_name(self.office))
            self.login.show_officers(officer_cards(self.office))

    def try_login(self, handle: str, pin: str) -> None:
        """Check the PIN (argon2 takes a moment, so on a thread) and let the officer in."""
        from ui.entering import check_pin

        if self.office is not None and self.background is not None:
            check_pin(self, handle, pin)

    def enter(self, actor: Actor) -> None:
        """Build the tabs of this officer and show the first one."""
        from ui.change_watcher import ChangeWatcher
        from ui.entering import role_words
        from ui.role_tabs import tabs_for

        if self.office is None or self.background is None:
            return
        self._drop_panels()
        self._tabs = {tab.key: tab for tab in tabs_for(actor.roles)}
        self.desk, first = self.first_page.take(actor)
        if first is not None:
            self._add_page(next(iter(self._tabs)), first)
        dispatcher = self.desk.dispatcher
        self._connect(dispatcher)
        self._watcher = ChangeWatcher(self.office, dispatcher, self)
        self.top_bar.set_user(actor.name, role_words(actor))
        self._show_menu()
        self.login.clear()
        self.top_bar.show()
        with QSignalBlocker(self.top_bar):  # the first tab is shown below, once
            self.top_bar.set_tabs([TabView(tab.key, tab.label) for tab in self._tabs.values()])
        self.top_bar.set_date_text(translation.short_date(self.desk.today()))
        self._minute.start()
        self.idle_lock.start(self.office)
        self._show_status()
        self.show_tab(next(iter(self._tabs)))
        self._soon.start()
        self.entered.emit(actor)

    def lock(self) -> None:
        """Back to the login page; drafts are kept, the data stay open."""
        if self.desk is None or not all(panel.close_down() for panel in self._panels.values()):
            return
        self.leave_officer()
        self.pages.setCurrentWidget(self.login)
        self.hint_bar.set_hints(self.login.hints())
        self.refresh_officers()
        self.login.setFocus()
        self.left.emit()

    def leave_officer(self) -> None:
        """Nobody is at the desk any more."""
        self._drop_panels()
        self.desk = None
        self.top_bar.hide()
        self.banner.clear()

    def _drop_panels(self) -> None:
        for timer in (self._minute, self.idle_lock, self._quiet, self._soon):
            timer.stop()
        self.toasts.dismiss()
        self.top_bar.search.clear()  # what one officer looked for is not the next one's business
        if self.desk is not None:
            self.desk.dispatcher.retire()
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None
        if self._search is not None:
            self._search.deleteLater()
            self._search = None
        for panel in self._panels.values():
            self.pages.removeWidget(panel)
            panel.deleteLater()
        self._panels = {}

    def _connect(self, dispatcher: Dispatcher) -> None:
        dispatcher.changed.connect(self._on_changed)
        dispatcher.said.connect(self._say)
        dispatcher.refused.connect(self._on_refused)
        dispatcher.broke.connect(self._on_broke)

    # --- tabs -------------------------------------------------------------------------------------

    def current_panel(self) -> Panel | None:
        """The page that is shown, ``None`` on the login page."""
        return self._panels.get(self.top_bar.current_tab()) if self.desk is not None else None

    def show_tab(self, key: str) -> Panel:
        """Show a tab, building its page at the first time."""
        if self.desk is None:
            raise RuntimeError("nobody has entered")
        if key not in self._panels:
            self._add_page(key, self._tabs[key].make(self.desk))
        if self.top_bar.current_tab() != key:
            self.top_bar.set_current_tab(key)
        panel = self._panels[key]
        self.pages.setCurrentWidget(panel)
        panel.refresh(None)
        self.hint_bar.set_hints(panel.hints())
        self._quiet.start()
        return panel

    def _add_page(self, key: str, panel: Panel) -> None:
        self._panels[key] = panel
        self.pages.addWidget(panel)

    def _complete_page(self) -> None:
        panel = self.current_panel()
        if panel is not None and panel.complete():
            self._quiet.start()

    def open_case(self, request_id: int, tab: str = "") -> None:
        """Show a case in a tab of this officer (the archive shows every case)."""
        chosen = tab if tab in self._tabs else ("helpdesk" if "helpdesk" in self._tabs else "arsip")
        self.show_tab(chosen).open_case(request_id)

    def open_person(self, person_id: int) -> None:
        """Show a person across requests, in the archive."""
        self.show_tab("arsip").open_person(person_id)

    def _on_tab(self, key: str) -> None:
        if self.desk is not None and self.pages.currentWidget() is not self._panels.get(key):
            self.show_tab(key)

    def update_hints(self) -> None:
        """A page's keys changed (another form, another list)."""
        panel = self.current_panel()
        if panel is not None:
            self.hint_bar.set_hints(panel.hints())

    # --- news -------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.office is not None:
            self.idle_lock.start(self.office, changes)
        panel = self.current_panel()
        if panel is not None:
            panel.refresh(changes)
            self.hint_bar.set_hints(panel.hints())
        self._read_counts()
        self._show_status()

    def _on_minute(self) -> None:
        if self.desk is None:
            return
        self.top_bar.set_date_text(translation.short_date(self.desk.today()))
        panel = self.current_panel()
        if panel is not None:
            panel.refresh(frozenset())
        self._read_counts()

    def _read_counts(self) -> None:
        from ui.entering import read_counts

        if self.desk is not None:
            read_counts(self.desk, self._show_counts)

    def _show_counts(self, counts: dict[str, int]) -> None:
        if self.desk is not None:
            self.top_bar.set_tabs([TabView(tab.key, tab.label, counts.get(tab.key, 0)) for tab in self._tabs.values()])

    def _show_status(self) -> None:
        from ui.entering import status_words

        if self.office is not None:
            self.hint_bar.set_status(*status_words(self.office, self.keeper.cover if self.keeper else None))

    def _say(self, words: str, undoable: bool) -> None:
        desk = self.desk
        undo = desk.dispatcher.undo if desk is not None and undoable else None
        self.toasts.show_message(words, undo)

    def _on_refused(self, error: LoketError) -> None:
        from desktop_app.errors import EnvironmentFault

        if isinstance(error, EnvironmentFault):
            self.banner.show_message(error.sentence, "danger", closable=True)
        else:
            self.toasts.show_message(error.sentence, None, tone="warn")

    def _on_broke(self, error: BaseException) -> None:
        from ui.dialogs.fault_dialog import show_fault

        show_fault(self, error)

    # --- menu and search --------------------------------------------------------------------------

    def _show_menu(self) -> None:
        own = (
            MenuItem("lock", "Kunci layar", "Ctrl+L"),
            MenuItem("switch", "Ganti petugas", "Ctrl+Shift+U"),
            MenuItem("pin", "Ganti PIN"),
        )
        keys = MenuItem("keys", "Semua pintasan", "F1")
        self.top_bar.set_menu((*own, MenuItem(""), *appearance.menu(), MenuItem(""), keys))

    def _on_menu(self, key: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and appearance.choose(app, self.settings, key):
            self._show_menu()
        elif key in ("lock", "switch"):
            self.lock()
        elif key == "keys":
            self.keys.show_keys()
        elif key == "pin" and self.desk is not None:
            from ui.panels.change_pin import ask_new_pin

            ask_new_pin(self, self.desk)

    def _on_search(self, text: str) -> None:
        from ui.search_popup import SearchPopup

        if self.desk is None:
            return
        if self._search is None:
            self._search = SearchPopup(self.desk, self.top_bar.search, self)
            self._search.chosen.connect(self.open_case)
            self._search.person_chosen.connect(self.open_person)
        self._search.ask(text)

    def _on_search_enter(self, text: str) -> None:
        if self._search is not None and text:
            self._search.choose_current()

    # --- end --------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts, finish writes, back up; an exception here would end the process, so none leaves."""
        from ui.entering import close_office

        if not all(panel.close_down() for panel in self._panels.values()):
            event.ignore()
            return
        self._drop_panels()
        if self.keeper is not None:
            self.keeper.stop()
        if self.office is not None and self.background is not None:
            close_office(self.office, self.background, backup=self.backup_on_close)
            self.office = None
        event.accept()
        QApplication.quit()
