"""What the window asks of the office around a login: cards, PIN, counts, status, and the clean end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.background import Background
from desktop_app.errors import LoketError
from desktop_app.office_time import today, wall
from desktop_app.queries import inbox
from desktop_app.queries.office import officers, setting
from desktop_app.queries.setting_names import IDLE_MINUTES, OFFICE_NAME
from desktop_app.services import access, backup_rounds, data_folder
from desktop_app.services.backup_rounds import Cover
from desktop_app.services.use_case import Actor, Office
from desktop_app.sop.dates_in_words import clock, short_date
from desktop_app.sop.states import ROLE_LABELS
from ui.desk import Desk
from ui.panels.login import OfficerCard

if TYPE_CHECKING:
    from ui.main_window import MainWindow

LOG = logging.getLogger(__name__)


def office_name(office: Office) -> str:
    """The name under the title of the login."""
    with office.store.reading() as connection:
        return str(setting(connection, OFFICE_NAME, today(office.clock.now())))


def idle_minutes(office: Office) -> int:
    """After how many minutes without a key or a click the window locks itself, as the office set it."""
    with office.store.reading() as connection:
        return int(setting(connection, IDLE_MINUTES, today(office.clock.now())))


def officer_cards(office: Office) -> tuple[OfficerCard, ...]:
    """Officers who may enter, with what waits for each."""
    now = office.clock.now()
    with office.store.reading() as connection:
        rows = officers(connection, today(now))
        counts = inbox.officer_counts(connection, now)
    return tuple(
        OfficerCard(
            handle=row.handle,
            name=row.full_name,
            role=" · ".join(ROLE_LABELS[role] for role in row.roles) or "Belum punya peran",
            waiting=counts.get(row.id, 0),
        )
        for row in rows
    )


class _PinCheck(QObject):
    """Carries the answer from the thread back to the window."""

    answered = Signal(object)


def check_pin(window: MainWindow, handle: str, pin: str) -> None:
    """Verify on a thread; then enter, ask for a new PIN, or say what was wrong."""
    office, background = window.office, window.background
    if office is None or background is None:
        return
    carrier = _PinCheck(window)

    def answer(result: object) -> None:
        carrier.deleteLater()
        if not isinstance(result, Actor):
            window.first_page.drop()
        if isinstance(result, LoketError):
            window.login.show_error(result.sentence)
        elif isinstance(result, Actor):
            _let_in(window, office, result)
        elif isinstance(result, BaseException):
            LOG.error("login failed", exc_info=result)
            window.login.show_error("Tidak dapat memeriksa PIN. Coba lagi sebentar.")

    carrier.answered.connect(answer, Qt.ConnectionType.QueuedConnection)

    def work() -> None:
        try:
            carrier.answered.emit(access.authenticate(office, handle, pin))
        except Exception as error:
            carrier.answered.emit(error)

    background.read(work)
    # The check is meant to be slow; the empty page is made beside it and thrown away when the PIN is wrong.
    try:
        window.first_page.make(access.actor_for(office, handle))
    except LoketError:
        LOG.info("no page made for an officer who may not enter")


def role_words(actor: Actor) -> str:
    """The roles beside the name, the first two."""
    return " · ".join(ROLE_LABELS[role] for role in actor.roles[:2])


def _let_in(window: MainWindow, office: Office, actor: Actor) -> None:
    with office.store.reading() as connection:
        row = next((o for o in officers(connection, today(office.clock.now())) if o.handle == actor.handle), None)
    if row is not None and row.pin_must_change:
        window.first_page.drop()
        from ui.panels.change_pin import first_pin

        first_pin(window, office, actor)
        return
    window.enter(actor)


def read_counts(desk: Desk, done: Callable[[dict[str, int]], None]) -> None:
    """Counts for the tabs' badges."""
    now, officer_id = desk.now(), desk.actor.officer_id

    def show(counts: inbox.TabCounts) -> None:
        done(
            {
                "helpdesk": counts.helpdesk,
                "kabag": counts.division_head,
                "kasubbag": counts.subdivision_head,
                "trainer": counts.trainer,
            }
        )

    desk.read(lambda c: inbox.tab_counts(c, now, officer_id=officer_id), show, channel="tab_counts")


def status_words(office: Office, cover: Cover | None) -> tuple[str, ...]:
    """ "Tersimpan 09.42" and when the last verified backup was made; ``None`` while that is not known yet."""
    now = wall(office.clock.now())
    saved = f"Tersimpan {clock(now)}"
    if cover is None:
        return (saved,)
    if cover.made_at is None:
        return (saved, "Belum ada cadangan")
    made = wall(cover.made_at)
    if made.date() == now.date():
        day = "hari ini"
    elif made.date() == now.date() - timedelta(days=1):
        day = "kemarin"
    else:
        day = short_date(made.date())
    return (saved, f"Cadangan terakhir {day} {clock(made)}")


def close_office(office: Office, background: Background, *, backup: bool) -> None:
    """Finish what was begun, make the verified backups, let go of the file; problems go to the log, not to the exit."""
    try:
        background.finish()
        if not backup:
            data_folder.close(office)
            return
        for sentence in backup_rounds.close(office).failures:
            LOG.error("backup at close failed: %s", sentence)
    except Exception:
        LOG.exception("closing the office")
