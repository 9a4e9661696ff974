"""The stops of the tour: how each screen and state is reached, by the same keys a clerk would press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.office_time import today
from desktop_app.queries import archive_list, session_read
from desktop_app.queries.office import officers
from desktop_app.services import access as access_service
from desktop_app.services.use_case import Office
from desktop_app.sop.states import RequestState, Role
from ui.main_window import MainWindow
from ui.panel import Panel
from ui.panels.trainer import TrainerPage
from ui.walk_keys import Typist, pause


@dataclass(slots=True)
class Tour:
    """The window, the person at it, and the pictures made so far."""

    window: MainWindow
    hands: Typist
    office: Office
    background: Background
    output: Path
    folder: Path
    made: list[Path] = field(default_factory=list)

    def shot(self, name: str) -> None:
        """A picture under a stable name."""
        self.hands.settle()
        pause(40)
        self.made.append(self.hands.shot(self.output / f"{name}.png"))

    def sit(self, handle: str, tab: str) -> Panel:
        """Let an officer sit down at a tab."""
        if self.window.desk is None or self.window.desk.actor.handle != handle:
            if self.window.desk is not None:
                self.window.lock()
            self.window.enter(access_service.actor_for(self.office, handle))
        panel = self.window.show_tab(tab)
        self.hands.settle()
        return panel

    def dialog(self, name: str, wanted: str) -> None:
        """A picture of the dialog that is open, then Esc."""
        from PySide6.QtWidgets import QApplication, QDialog

        def shown() -> QDialog | None:
            return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)

        self.hands.until(lambda: shown() is not None, wanted)
        pause(300)
        found = shown()
        if found is not None:
            self.made.append(self.hands.shot(self.output / f"{name}.png", found))
            found.reject()


def first_setup(tour: Tour) -> None:
    """An empty folder: the form, its error, the codes."""
    from ui.panels.first_setup import FirstSetupPage

    page = FirstSetupPage(Access(tour.folder / "baru", tour.folder / "baru.kunci"), tour.background)
    window = tour.window
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    window.hint_bar.set_hints(page.hints())
    hands = tour.hands
    hands.until_focus("setup_names")
    tour.shot("02-penyiapan-awal")
    hands.press("Down")
    hands.press("Down")
    tour.shot("02-penyiapan-pulihkan")
    hands.press("Down")
    tour.shot("02-penyiapan-paket")
    hands.press("Up", "Up", "Up", "Ctrl+Return")
    for name in ("Drs. Suryadi Hakim, M.Si.", "Nurul Aini, S.Kom.", "Wulan Sari", "", "Andi Pratama"):
        hands.write(name)
        hands.press("Return")
    tour.shot("02-penyiapan-nama")
    hands.press("Ctrl+Return")
    hands.until_focus("setup_save_pdf", 60)
    tour.shot("02-penyiapan-kode")
    made = page._prepared.office
    if made is not None:
        made.store.close()
    window.pages.removeWidget(page)
    page.deleteLater()
    window.pages.setCurrentWidget(window.login)
    window.hint_bar.set_hints(window.login.hints())


def login(tour: Tour) -> None:
    """Data being opened, the officers, a wrong PIN, one's own PIN."""
    window, hands = tour.window, tour.hands
    tour.shot("01-login-membuka")
    window.attach(tour.office, tour.background)
    pause(60)
    tour.shot("01-login")
    hands.press("2")
    hands.write("000001")
    hands.press("Return")
    hands.until(lambda: "PIN salah" in window.login.pin.accessibleDescription(), "PIN salah")
    tour.shot("01-login-pin-salah")
    window.login.clear()
    from ui.panels.change_pin import first_pin

    first_pin(window, tour.office, access_service.actor_for(tour.office, "wulan"))
    tour.shot("01-login-pin-pertama")
    hands.press("Escape")
    pause(30)


def helpdesk(tour: Tour) -> None:
    """The queue and the case that is open."""
    tour.sit("wulan", "helpdesk")
    tour.shot("03-helpdesk")


def helpdesk_letter(tour: Tour) -> None:
    """The letter form: empty, with suggestions, filled, with its details, saved, and its sheet."""
    tour.sit("wulan", "helpdesk")
    hands = tour.hands
    hands.press("Ctrl+N")
    hands.settle()
    tour.shot("03-helpdesk-surat-baru")
    hands.write("din")
    pause(250)
    tour.shot("03-helpdesk-pengirim")
    hands.press("Return")
    hands.write("005/147/XI/2026")
    hands.press("Return")
    yesterday = today(tour.office.clock.now()) - timedelta(days=1)
    hands.write(f"{yesterday:%d%m}")
    hands.press("Return")
    hands.write("katalog")
    hands.press("Return")
    _go_to(hands, "new_letter_count")
    QGuiApplication.clipboard().setText("Nama\tJabatan\nSlamet Contoh\tPPK\nYuni Contoh\tStaf\nDewi Contoh\tStaf")
    hands.write("3")
    hands.press("Ctrl+V")
    tour.shot("03-helpdesk-surat-isi")
    hands.press("Alt+R")
    pause(60)
    tour.shot("03-helpdesk-rincian")
    hands.press("Alt+R", "Ctrl+Return")
    hands.settle()
    tour.shot("03-helpdesk-surat-tersimpan")
    hands.press("Ctrl+P")
    dialog = hands.preview()
    tour.made.append(hands.shot(tour.output / "03-helpdesk-lembar-disposisi.png", dialog))
    hands.press("Escape")
    pause(60)
    tour.window.toasts.dismiss()


def _go_to(hands: Typist, name: str) -> None:
    for _ in range(9):
        if hands.focus_name() != name:
            hands.press("Return")


def helpdesk_person(tour: Tour) -> None:
    """The individual's form."""
    tour.sit("wulan", "helpdesk")
    tour.hands.press("Ctrl+N")
    tour.hands.settle()
    tour.hands.press("Alt+2")
    pause(80)
    tour.shot("03-helpdesk-perseorangan")
    tour.hands.press("Alt+1", "Escape")


def helpdesk_cases(tour: Tour) -> None:
    """Cases in several states, the history, and a sheet keyed in."""
    panel = tour.sit("wulan", "helpdesk")
    hands = tour.hands
    panel.focus_filter()
    tour.shot("03-helpdesk-saring")
    for name, state in (
        ("belum-lengkap", RequestState.INCOMPLETE),
        ("di-kabag", RequestState.WITH_HEAD),
        ("dijadwalkan", RequestState.SCHEDULED),
        ("selesai", RequestState.ARCHIVED),
    ):
        found = _case_in(tour, state)
        if found:
            panel.open_case(found)
            tour.shot(f"03-helpdesk-berkas-{name}")
    hands.press("Alt+H")
    tour.shot("03-helpdesk-riwayat")
    hands.press("Escape", "Ctrl+B")
    tour.shot("03-helpdesk-catat-dari-lembar")
    hands.press("Escape")
    hands.press("F1")
    pause(40)
    tour.shot("03-helpdesk-semua-pintasan")
    hands.press("Escape")


def _case_in(tour: Tour, state: RequestState) -> int:
    now = tour.office.clock.now()
    with tour.office.store.reading() as connection:
        rows = archive_list.archive_rows(connection, now).rows
    return next((one.request_id for one in rows if one.state is state), 0)


def notices(tour: Tour) -> None:
    """Whom to call, and the form for the shelf."""
    tour.sit("wulan", "helpdesk")
    switch = tour.hands.find("helpdesk_switch_notices")
    switch.setFocus()
    tour.hands.press("Space")
    tour.hands.settle()
    tour.shot("04-notifikasi")
    tour.hands.press("Ctrl+Return")
    tour.shot("04-notifikasi-arsipkan")
    tour.hands.press("Escape")
    for keys, name in (
        (("S",), "04-notifikasi-sms"),
        (("A",), "04-notifikasi-banyak"),
        (("Escape", "U", "B"), "04-notifikasi-surat"),
        (("Escape", "T", "6"), "04-notifikasi-tanggal-lain"),
    ):
        for key in keys:
            tour.hands.press(key)
            tour.hands.settle()
        tour.shot(name)
    tour.hands.press("Escape")


def search(tour: Tour) -> None:
    """Ctrl+K."""
    tour.sit("wulan", "helpdesk")
    tour.hands.press("Ctrl+K")
    tour.hands.write("dinas")
    pause(250)
    tour.shot("03-cari-semua")
    tour.hands.press("Escape")


def kabag(tour: Tour) -> None:
    """The Kabag's letters, and the reason for a refusal."""
    tour.sit("suryadi", "kabag")
    tour.shot("05-kabag")
    tour.hands.press("Alt+T")
    pause(60)
    tour.shot("05-kabag-tolak-alasan")
    tour.hands.press("Escape")


def kasubbag(tour: Tour) -> None:
    """Month, a lifted letter with its verdict, week, a new class, the disposition of step 4."""
    tour.sit("nurul", "kasubbag")
    hands = tour.hands
    tour.shot("06-kasubbag-bulan")
    hands.press("Alt+2", "Return")
    hands.settle()
    hands.press("Right")
    hands.settle()
    tour.shot("06-kasubbag-angkat")
    hands.press("Escape", "P")
    hands.settle()
    tour.shot("06-kasubbag-perlu-diputuskan")
    hands.press("Escape", "W")
    tour.shot("06-kasubbag-minggu")
    hands.press("M", "T", "N")
    tour.shot("06-kasubbag-kelas-baru")
    hands.press("Escape", "Alt+1", "Return")
    tour.shot("06-kasubbag-disposisi")
    hands.press("Escape")


def kasubbag_proposal(tour: Tour) -> None:
    """Susun otomatis: what is proposed for everything that waits, and a line in the hand."""
    panel = tour.sit("nurul", "kasubbag")
    hands = tour.hands
    hands.press("Ctrl+J")
    hands.settle()
    proposal = getattr(panel, "proposal", None)
    for _ in range(100):
        if proposal is None or (proposal.pane.spread is not None and not proposal.pane.search.is_running()):
            break
        pause(100)
    tour.shot("06-kasubbag-susun-otomatis")
    hands.press("G", "Right")
    pause(60)
    tour.shot("06-kasubbag-usulan-digeser")
    hands.press("Escape", "Escape")


def kasubbag_session(tour: Tour) -> None:
    """A class beside the calendar."""
    panel = tour.sit("nurul", "kasubbag")
    opened = getattr(panel, "open_session", None)
    if not callable(opened):
        raise LookupError("open_session")
    with tour.office.store.reading() as connection:
        board = session_read.notice_board(connection, tour.office.clock.now())
    opened(board[0].session.id if board else 1)
    tour.shot("06-kasubbag-kelas")
    tour.hands.press("Escape")


def trainer(tour: Tour) -> None:
    """Attendance and a walk-in, for a trainer who has a class."""
    with tour.office.store.reading() as connection:
        day = today(tour.office.clock.now())
        people = [one for one in officers(connection, day) if Role.TRAINER in one.roles]
        busy = [one for one in people if session_read.sessions_for_trainer(connection, one.id, day)]
    tour.sit((busy or people)[0].handle, "trainer")
    tour.shot("07-trainer")
    tour.hands.press("Return", "Insert")
    pause(60)
    tour.shot("07-trainer-datang-langsung")
    tour.hands.press("Escape")
    page = tour.window.show_tab("trainer")
    if isinstance(page, TrainerPage) and page.detail is not None:
        for name, form in (("berhenti", page.deeds.pause), ("kuesioner", page.deeds.reply)):
            page.deeds.offer(page.detail, partial(page.deeds.show_form, form))
            tour.shot(f"07-trainer-{name}")
            tour.hands.press("Escape")


def archive(tour: Tour) -> None:
    """The list with its charts, a case with its timeline."""
    tour.sit("wulan", "arsip")
    tour.shot("08-arsip")
    tour.hands.press("Ctrl+F", "Return")
    tour.hands.settle()
    tour.shot("08-arsip-berkas")
    for key, name in (("Ctrl+B", "08-arsip-berkas-lengkap"), ("Ctrl+R", "08-arsip-laporan-kabag")):
        tour.hands.press(key)
        tour.made.append(tour.hands.shot(tour.output / f"{name}.png", tour.hands.preview()))
        tour.hands.press("Escape")
        pause(60)


STOPS: Final[tuple[Callable[[Tour], None], ...]] = (
    login,
    first_setup,
    helpdesk,
    helpdesk_letter,
    helpdesk_person,
    helpdesk_cases,
    notices,
    search,
    kabag,
    kasubbag,
    kasubbag_proposal,
    kasubbag_session,
    trainer,
    archive,
)
