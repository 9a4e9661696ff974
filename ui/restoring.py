"""Takes the window from data that cannot be used, or should go back, to the page that restores a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.errors import LoketError
from desktop_app.services.use_case import Office
from ui.panels.restore_page import RestorePage

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def show_restore(window: MainWindow, access: Access, *, title: str, why: str) -> RestorePage:
    """Let go of the data, if they are open, and show the page in the place of the login."""
    window.detach()
    page = RestorePage(access, Background(), title=title, why=why)
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    window.hint_bar.set_hints(page.hints())

    def leave() -> None:
        window.pages.setCurrentWidget(window.login)
        window.pages.removeWidget(page)
        page.deleteLater()
        window.hint_bar.set_hints(window.login.hints())

    def go_on(office: Office) -> None:
        leave()
        window.attach(office, Background())

    def close() -> None:
        leave()
        reopen(window, access)

    page.restored.connect(go_on)
    page.left.connect(close)
    return page


def reopen(window: MainWindow, access: Access) -> None:
    """Try the data that are there once more; when they cannot be opened the login page says why."""
    from ui.app import open_data

    open_data(window, access, offer_restore=False)


def damaged(window: MainWindow, access: Access, error: LoketError) -> RestorePage:
    """The data are not what was written: nobody writes into them any more."""
    return show_restore(window, access, title="Data tidak dapat dipakai", why=error.sentence)
