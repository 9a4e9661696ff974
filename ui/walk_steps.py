"""The eight steps of SOP 24/2020 as a person types them; each waits for what the next one needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.office_time import SetClock, from_wall, wall
from desktop_app.queries import cases, session_read
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services.use_case import Office
from ui.dialogs.paper_preview import PaperPreview
from ui.main_window import MainWindow
from ui.panels import notices_rows
from ui.walk_keys import GaveUp, Typist, pause

REQUEST: Final = 1
"""The only letter of this office."""
PEOPLE: Final = (
    ("Nama", "Jabatan"),
    ("Hendra Saputra", "PPK"),
    ("Yuni Astuti", "Pejabat Pengadaan"),
    ("Fajar Nugroho", "Staf"),
)
"""As it lies on the clipboard when it was copied from Excel."""
COUNT: Final = len(PEOPLE) - 1
NUMBERS: Final = {"wulan": 1, "suryadi": 3, "nurul": 4, "andi": 5}
MOST_ENTERS: Final = 12


def state_of(office: Office, request_id: int) -> str:
    """The state of a case, an empty string while there is none."""
    with office.store.reading() as connection:
        try:
            return str(cases.case(connection, request_id, office.clock.now()).state)
        except Exception:
            return ""


def _the_session(office: Office) -> SessionRow:
    with office.store.reading() as connection:
        return session_read.session(connection, 1, office.clock.now()).row


def session_state(office: Office) -> str:
    """The state of the only class."""
    return str(_the_session(office).state)


def unanswered(office: Office) -> int:
    """How many people of the only class did not answer yet."""
    with office.store.reading() as connection:
        people = session_read.session(connection, 1, office.clock.now()).people
    return sum(1 for one in people if notices_rows.unanswered(one))


def class_days(office: Office) -> tuple[date, ...]:
    """The days of the only class."""
    return tuple(_the_session(office).days)


@dataclass(slots=True)
class Walk:
    """The window, the person at it, the clock on the wall."""

    window: MainWindow
    hands: Typist
    office: Office
    clock: SetClock
    pictures: Path
    say: Callable[[str], None]
    at: int = 0

    def key(self) -> str:
        """``1/2026``."""
        with self.office.store.reading() as connection:
            return cases.case(connection, REQUEST, self.office.clock.now()).key

    def sit(self, handle: str, moment: datetime | None = None) -> None:
        """The next officer sits down, at a later time of day."""
        from ui.walk import PINS

        if self.window.desk is not None:
            self.hands.leave()
        if moment is not None:
            self.clock.put(from_wall(moment))
        self.hands.log_in(NUMBERS[handle], PINS[handle])

    def later(self, minutes: int) -> None:
        """Time passes."""
        self.clock.advance(minutes=minutes)

    def until_state(self, *states: str) -> None:
        """Wait for the COMMIT that brings the case there."""
        self.hands.until(lambda: state_of(self.office, REQUEST) in states, f"keadaan {' atau '.join(states)}")
        self.hands.settle()

    def go_to(self, name: str) -> None:
        """Enter moves on in forms: press it until a field has the focus."""
        for _ in range(MOST_ENTERS):
            if self.hands.focus_name().startswith(name):
                return
            self.hands.press("Return")
        raise GaveUp(f"isian {name} tidak tercapai dengan Enter (fokus: {self.hands.focus_name()})")

    def tab_to(self, name: str) -> None:
        """Tab until a control has the focus."""
        for _ in range(60):
            if self.hands.focus_name() == name:
                return
            self.hands.press("Tab")
        raise GaveUp(f"{name} tidak tercapai dengan Tab (fokus: {self.hands.focus_name()})")

    def told(self, words: str, widget: QWidget | None = None) -> None:
        """A step is done: a picture and a line."""
        self.at += 1
        pause(40)
        file = self.hands.shot(self.pictures / f"{self.at:02d}.png", widget)
        moment = wall(self.office.clock.now())
        self.say(f"{self.at:2d}. {moment:%d-%m %H.%M}  {words}  [{file.name}]")


def receive(walk: Walk) -> None:
    """Steps 1 and 2: the letter is handed over, typed and forwarded."""
    hands = walk.hands
    walk.sit("wulan", datetime(2026, 11, 23, 8, 5))
    walk.told("Wulan masuk dengan nomor 1 dan PIN")
    hands.press("Ctrl+N")
    hands.until_focus("new_letter_sender")
    hands.write("RSUD Contoh Belitung")
    pause(250)
    hands.press("Alt+Return")
    walk.go_to("new_letter_number")
    hands.write("445/1182/RSUD/XI/2026")
    walk.go_to("new_letter_date")
    hands.write("2011")
    walk.go_to("new_letter_topics")
    hands.write("untuk ppk")
    hands.press("Return")
    walk.go_to("new_letter_contact")
    hands.write("Hendra Saputra")
    walk.go_to("new_letter_phone")
    hands.write("081200000147")
    walk.go_to("new_letter_count")
    hands.write(str(COUNT))
    QGuiApplication.clipboard().setText("\n".join(f"{name}\t{post}" for name, post in PEOPLE))
    hands.press("Ctrl+V")
    hands.settle()
    walk.told("Surat RSUD Contoh Belitung terisi")
    walk.later(3)
    hands.press("Ctrl+Return")
    walk.until_state("WITH_HEAD")
    walk.told(f"Langkah 1 dan 2: surat tercatat sebagai {walk.key()}, diteruskan ke Kabag")


def print_sheet(walk: Walk) -> None:
    """The disposition sheet for the pen: saved as a PDF here, where no printer is; from then on it counts as out."""
    hands = walk.hands
    hands.press("Ctrl+P")
    preview = hands.preview()
    walk.told("Lembar disposisi siap dicetak (Ctrl+P)", preview)
    if not isinstance(preview, PaperPreview):
        raise GaveUp(f"{preview.objectName()} bukan pratinjau kertas")
    preview.save_to(walk.pictures.parent / "lembar-disposisi.pdf")
    hands.settle()
    hands.press("Escape")
    hands.until(lambda: QApplication.activeModalWidget() is None, "pratinjau ditutup")


def approve(walk: Walk) -> None:
    """Step 3."""
    walk.sit("suryadi", datetime(2026, 11, 23, 8, 20))
    walk.told("Kabag masuk, surat sudah menunggu")
    walk.hands.press("Ctrl+Return")
    walk.until_state("WITH_SUBHEAD")
    walk.told("Langkah 3: Kabag menyetujui dengan Ctrl+Enter")


def dispose(walk: Walk) -> None:
    """Step 4: the Kasubbag disposes for scheduling."""
    hands = walk.hands
    walk.sit("nurul", datetime(2026, 11, 23, 8, 29))
    hands.press("Alt+1", "Return")
    hands.settle()
    walk.told("Kasubbag membuka disposisi")
    hands.press("Ctrl+Return")
    walk.until_state("SCHEDULING")
    walk.told("Langkah 4: disposisi untuk dijadwalkan")


def schedule(walk: Walk) -> None:
    """Step 5: lift, carry, drop; then the date is fixed."""
    hands = walk.hands
    walk.later(5)
    hands.press("Alt+2", "Return")
    hands.settle()
    hands.press("Right", "Right", "Right")
    hands.settle()
    walk.told("Surat terangkat di atas kalender")
    hands.press("Return")
    walk.until_state("SCHEDULED")
    walk.told("Surat diletakkan, kelas tentatif terbentuk")


def fix(walk: Walk) -> None:
    """Step 5 ends: the class that was made is opened and its date fixed."""
    hands = walk.hands
    hands.press("F6")
    walk.tab_to("month_view")
    hands.press("Return")
    hands.settle()
    walk.told("Kelas dibuka di samping kalender")
    hands.press("Ctrl+Return")
    hands.until(lambda: session_state(walk.office) == "FIXED", "kelas ditetapkan")
    hands.settle()
    walk.told("Langkah 5: jadwal ditetapkan")


def tell(walk: Walk) -> None:
    """Steps 6 and 7: call, note the answers, archive the letter."""
    hands = walk.hands
    walk.sit("wulan", datetime(2026, 11, 23, 8, 38))
    walk.tab_to("helpdesk_switch_queue")
    hands.press("Right")
    hands.settle()
    walk.told("Notifikasi: siapa yang dihubungi")
    walk.tab_to("notice_classes")
    hands.press("Return")
    hands.settle()
    for _ in range(COUNT):
        if unanswered(walk.office) == 0:
            break
        walk.later(2)
        hands.press("1")
        hands.settle()
    walk.told("Langkah 6 dan 7: ditelepon, semua bisa hadir (tombol 1)")
    hands.press("Ctrl+Return")
    pause(60)
    walk.told("Tempat simpan surat diusulkan dari pengaturan")
    hands.press("Ctrl+Return")
    walk.until_state("CONFIRMED")
    walk.told("Surat diarsipkan di lemari, semua sudah menjawab")


def train(walk: Walk) -> None:
    """Step 8: attendance day by day, then the class ends with its report."""
    hands = walk.hands
    days = class_days(walk.office)
    for number, day in enumerate(days, 1):
        walk.sit("andi", datetime.combine(day, time(8, 20)))
        hands.until_focus("trainer_classes")
        hands.press("Return")
        hands.settle()
        for at in range(COUNT):
            hands.press("Space")
            hands.settle()
            if at + 1 < COUNT:
                hands.press("Down")
        walk.told(f"Langkah 8: daftar hadir hari ke-{number}")
    walk.clock.put(from_wall(datetime.combine(days[-1], time(15, 20))))
    hands.press("Ctrl+Return")
    hands.until(lambda: session_state(walk.office) == "DONE", "kelas selesai")
    walk.until_state("TRAINED")
    walk.told("Kelas selesai, laporan training dikirim")


def close(walk: Walk) -> None:
    """The case is closed and archived."""
    hands = walk.hands
    walk.sit("wulan", datetime.combine(class_days(walk.office)[-1], time(15, 40)))
    hands.press("Ctrl+K")
    hands.write("rsud")
    pause(300)
    hands.settle()
    walk.told("Ctrl+K: mencari RSUD")
    hands.press("Return")
    hands.settle()
    walk.told("Berkas dibuka lagi di Helpdesk")
    hands.press("Ctrl+Return")
    walk.until_state("ARCHIVED")
    walk.told(f"Berkas {walk.key()} ditutup dan diarsipkan")


STEPS: Final[tuple[Callable[[Walk], None], ...]] = (
    receive,
    print_sheet,
    approve,
    dispose,
    schedule,
    fix,
    tell,
    train,
    close,
)
