"""The first page of an officer, built while his PIN is being checked: empty, unseen, and thrown away if it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.services.use_case import Actor
    from ui.desk import Desk
    from ui.main_window import MainWindow
    from ui.panel import Panel


class FirstPage:
    """At most one page that nobody has entered yet."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._made: tuple[Desk, Panel] | None = None

    def make(self, actor: Actor) -> None:
        """Build it; nothing is read into it before :meth:`take`."""
        from ui.role_tabs import tabs_for

        self.drop()
        if tabs := tabs_for(actor.roles):
            desk = self._desk(actor)
            self._made = (desk, tabs[0].make(desk))

    def take(self, actor: Actor) -> tuple[Desk, Panel | None]:
        """The desk of an officer who was let in, with his page if it was built for exactly this actor."""
        if self._made is not None and self._made[0].actor == actor:
            made, self._made = self._made, None
            return made
        self.drop()
        return self._desk(actor), None

    def drop(self) -> None:
        """The PIN was wrong: nothing of that page stays."""
        if self._made is not None:
            desk, panel = self._made
            desk.dispatcher.retire()
            panel.deleteLater()
            self._made = None

    def _desk(self, actor: Actor) -> Desk:
        from ui.desk import Desk
        from ui.dispatcher import Dispatcher

        window = self._window
        if window.office is None or window.background is None:
            raise RuntimeError("the data are not open")
        return Desk(window.office, actor, Dispatcher(window.office, actor, window.background, window), window.settings)
