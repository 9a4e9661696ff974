"""Letters of `tests/letters` typed at the real window: what an officer presses for each act, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.office_time import from_wall, today
from desktop_app.queries import cases, session_read
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.office import topics
from desktop_app.sop.states import RequestState
from ui.panels import notices_rows
from ui.panels.helpdesk import HelpdeskPage
from ui.panels.kabag import KabagPage
from ui.panels.kasubbag import KasubbagPage
from ui.panels.trainer import TrainerPage
from ui.walk_keys import GaveUp, pause
from ui.walk_steps import Walk
from ui.widgets.lists import RowList

FOLDER = Path(__file__).parent.parent / "letters"
MOST_DAYS = 30
Letter = dict[str, Any]
Page = TypeVar("Page")


def read(name: str) -> Letter:
    """What is on a letter or form."""
    letter: Letter = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["surat"]
    return letter


def for_one_topic(letter: Letter) -> Letter:
    """The same letter asking for its first topic only: one of two topics waits until each has its class."""
    return letter | {"topik": letter["topik"][:1]}


class MouseWatch(QObject):
    """Counts every press of a mouse button in the program."""

    presses = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look only."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.presses += 1
        return False


@dataclass(slots=True)
class Typed(Walk):
    """The window, the person at it, and how many letters were registered."""

    registered: int = 0
    waiting: int = 0
    year: int = 2026

    # --- what the data say ------------------------------------------------------------------------

    def case(self, request: int) -> CaseRow:
        """A case as it is now."""
        with self.office.store.reading() as connection:
            return cases.case(connection, request, self.office.clock.now())

    def numbered(self, number: int) -> int:
        """The case with this agenda number, 0 for none."""
        with self.office.store.reading() as connection:
            return cases.find_case(connection, number, self.year) or 0

    def class_of(self, request: int) -> int:
        """The class in which a case has its seats."""
        return self.case(request).sessions[0].session_id

    def until_case(self, request: int, state: RequestState) -> None:
        """Wait for the COMMIT that brings a case there."""
        self.hands.until(
            lambda: self.case(request).state is state, f"keadaan {state} (kini {self.case(request).state})"
        )
        self.hands.settle()

    # --- finding one's way ------------------------------------------------------------------------

    def arrive(self, handle: str, day: date, hour: int, minute: int = 0) -> None:
        """An officer sits down at that time."""
        self.sit(handle, datetime.combine(day, time(hour, minute)))

    def choose(self, rows: RowList, key: str) -> None:
        """Down until a row is chosen."""
        self.hands.until(lambda: any(one.key == key for one in rows.rows_model.rows()), f"baris {key}")
        for _ in range(len(rows.rows_model.rows()) + 1):
            if rows.current_key() == key:
                return
            self.hands.press("Down")
        raise GaveUp(f"baris {key} tidak tercapai dengan panah")

    def find_case(self, request: int) -> None:
        """Ctrl+K, the sender's name, Enter."""
        self.hands.press("Ctrl+K")
        self.hands.write(self.case(request).sender)
        pause(300)
        self.hands.settle()
        self.hands.press("Return")
        self.hands.settle()
        page = self.panel(HelpdeskPage)
        self.hands.until(lambda: page.case.request_id() == request, f"berkas {request} terbuka")
        self.hands.settle()

    def panel(self, kind: type[Page]) -> Page:
        """The tab on show, to read from."""
        found = self.window.current_panel()
        if not isinstance(found, kind):
            raise GaveUp(f"{kind.__name__} tidak di layar")
        return found

    # --- Helpdesk: steps 1 and 2 ------------------------------------------------------------------

    def _registered(self, sender: str) -> int:
        self.registered += 1
        number = self.registered
        self.hands.until(lambda: self.numbered(number) > 0, f"surat {number}/{self.year} tercatat")
        request = self.numbered(number)
        self.until_case(request, RequestState.WITH_HEAD)
        assert self.case(request).sender == sender
        return request

    def type_topics(self, field: str, codes: list[str]) -> None:
        """Each by its name; ``+`` takes it and asks for the next, Enter takes the last."""
        with self.office.store.reading() as connection:
            names = {one.code: one.name for one in topics(connection, today(self.office.clock.now()))}
        self.go_to(field)
        for at, code in enumerate(codes):
            if at:
                self.hands.press("+")
            self.hands.write(names[code])
        self.hands.press("Return")

    def type_letter(self, letter: Letter) -> int:
        """Ctrl+N, the fields by Enter, the people, Ctrl+Enter: registered and forwarded to the Kabag."""
        hands, day = self.hands, date.fromisoformat(letter["tanggal"])
        hands.press("Ctrl+N")
        hands.until_focus("new_letter_sender")
        hands.write(letter["pengirim"])
        pause(250)
        hands.press("Alt+Return")
        self.go_to("new_letter_number")
        hands.write(letter["nomor"])
        self.go_to("new_letter_date")
        hands.write(f"{day:%d%m%Y}")
        self.type_topics("new_letter_topics", letter["topik"])
        self.go_to("new_letter_contact")
        hands.write(letter["kontak"]["nama"])
        self.go_to("new_letter_phone")
        hands.write(letter["kontak"]["hp"])
        self.go_to("new_letter_count")
        hands.write(str(letter["jumlah_peserta"]))
        self.type_people(letter["peserta"])
        self.type_details(letter)
        self.later(3)
        hands.press("Ctrl+Return")
        return self._registered(letter["pengirim"])

    def type_people(self, people: list[dict[str, str]]) -> None:
        """One or two are typed into the grid; more come from Excel by Ctrl+V."""
        hands = self.hands
        if len(people) > 2:
            keys = ("nama", "jabatan", "hp", "email")
            lines = [("Nama", "Jabatan", "Telepon", "E-mail"), *([p.get(key, "") for key in keys] for p in people)]
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
            hands.press("Ctrl+V")
            hands.settle()
            return
        for person in people:
            hands.press("Ins")
            nip = person["id"] if person.get("id_jenis") == "NIP" else ""
            for text in (person["nama"], nip, person["jabatan"], person.get("hp", "")):
                hands.write(text)
                hands.press("Return")
                pause(30)

    def type_details(self, letter: Letter) -> None:
        """Alt+R: who signed, the subject, the wish."""
        hands, wish = self.hands, letter["usulan"]
        hands.press("Alt+R")
        hands.until_focus("new_letter_signer_name")
        hands.write(letter["penandatangan"]["nama"])
        self.go_to("new_letter_signer_position")
        hands.write(letter["penandatangan"]["jabatan"])
        self.go_to("new_letter_subject")
        hands.write(letter["perihal"])
        if wish:
            self.go_to("new_letter_preferred_1")
            hands.write(f"{date.fromisoformat(wish['mulai']):%d%m%Y}")

    def type_form(self, form: Letter) -> int:
        """Alt+2: the person, the notice told, Ctrl+Enter."""
        (person,) = form["peserta"]
        hands, day = self.hands, date.fromisoformat(form["tanggal"])
        hands.press("Ctrl+N")
        hands.until_focus("new_letter_sender")
        hands.press("Alt+2")
        hands.until_focus("new_person_full_name")
        hands.write(person["nama"])
        for name, text in (("mobile", person["hp"]), ("email", person["email"]), ("date", f"{day:%d%m%Y}")):
            self.tab_to(f"new_person_{name}")
            hands.write(text)
        self.tab_to("new_person_topics")
        self.type_topics("new_person_topics", form["topik"])
        for name, text in (("organization", form["instansi"]), ("position", person["jabatan"])):
            self.tab_to(f"new_person_{name}")
            hands.write(text)
        self.tab_to("new_person_privacy_notice")
        hands.press("Space")
        self.later(2)
        hands.press("Ctrl+Return")
        return self._registered(person["nama"])

    def record_from_paper(self, request: int, head: str, subhead: str) -> None:
        """Ctrl+B, the number on the sheet, two times of paraf, Ctrl+Enter."""
        hands = self.hands
        hands.press("Ctrl+N", "Ctrl+B")
        hands.until_focus("sheet_number")
        hands.write(self.case(request).key.split("/")[0])
        hands.press("Return")
        hands.until_focus("sheet_head_time")
        hands.write(head)
        hands.until_focus("sheet_subhead_time")
        hands.write(subhead)
        hands.press("Ctrl+Return")
        self.until_case(request, RequestState.SCHEDULING)

    def answer(self, request: int, words: str) -> None:
        """F2, Alt+R, what the Kabag asked, Ctrl+Enter saves; Ctrl+Enter forwards again."""
        hands = self.hands
        self.find_case(request)
        hands.press("F2")
        hands.until_focus("case_letter_sender")
        hands.press("Alt+R")
        hands.until_focus("case_letter_signer_name")
        self.tab_to("case_letter_note")
        hands.write(words)
        hands.press("Ctrl+Return")
        hands.until(lambda: self.case(request).note == words, "perubahan tersimpan")
        hands.settle()
        hands.press("Ctrl+Return")
        self.until_case(request, RequestState.WITH_HEAD)

    # --- Kabag and Kasubbag: steps 3 and 4 --------------------------------------------------------

    def head_decides(self, request: int, state: RequestState, key: str = "", reason: str = "") -> None:
        """Ctrl+Enter approves; Alt+K and Alt+T ask for the reason first."""
        hands = self.hands
        self.choose(self.panel(KabagPage).side.list, f"request:{request}")
        hands.settle()
        if key:
            hands.press(key)
            hands.until_focus("kabag_reason")
            hands.write(reason)
        hands.press("Ctrl+Return")
        self.until_case(request, state)

    def subhead_disposes(self, request: int) -> None:
        """Alt+1, Enter, Ctrl+Enter."""
        hands = self.hands
        hands.press("Alt+1")
        self.choose(self.panel(KasubbagPage).queue.list, f"request:{request}")
        hands.press("Return")
        hands.settle()
        hands.press("Ctrl+Return")
        self.until_case(request, RequestState.SCHEDULING)

    # --- Kasubbag: step 5 -------------------------------------------------------------------------

    def schedule(self, request: int) -> None:
        """Alt+2, Enter lifts, arrows carry it to a day that fits, Enter drops."""
        hands, page = self.hands, self.panel(KasubbagPage)
        hands.press("Alt+2")
        self.choose(page.queue.list, f"request:{request}")
        hands.press("Return", "Right", "Left")
        for _ in range(MOST_DAYS):
            hands.settle()
            place = page.carrying.place()
            if place is not None and place.state not in ("no", "ask"):
                break
            hands.press("Right")
        hands.press("Return")
        self.until_case(request, RequestState.SCHEDULED)

    def fill_from_pool(self, request: int, button: str) -> None:
        """Masukkan 1: the individual goes into the class with room."""
        self.tab_to(button)
        self.hands.press("Space")
        self.until_case(request, RequestState.SCHEDULED)

    def fix(self, request: int) -> None:
        """Enter on the day opens the class, Ctrl+Enter fixes it."""
        hands = self.hands
        hands.press("F6")
        self.tab_to("month_view")
        hands.press("Return")
        page = self.panel(KasubbagPage)
        session = self.class_of(request)
        hands.until(
            lambda: page.side.shown() is page.side.session and page.side.session.session_id() == session, "kelas"
        )
        hands.settle()
        hands.press("Ctrl+Return")
        hands.until(lambda: self.case(request).sessions[0].state == "FIXED", "kelas ditetapkan")
        hands.settle()

    # --- Helpdesk: steps 6 and 7 ------------------------------------------------------------------

    def _to_notices(self, request: int) -> None:
        """Ctrl+Enter on the case: Sampaikan jadwal."""
        self.find_case(request)
        self.hands.press("Ctrl+Return")
        self.hands.settle()

    def tell(self, request: int) -> None:
        """From the case to its people: everybody says yes to the telephone."""
        hands = self.hands
        self._to_notices(request)
        for _ in range(self.case(request).participant_count):
            if not self._unanswered(request):
                break
            self.later(2)
            hands.press("1")
            hands.settle()
        assert not self._unanswered(request)

    def put_away(self, request: int, *, many: bool = False) -> None:
        """The letter goes on its shelf; among ``many`` in the class it is looked up first."""
        hands = self.hands
        if many:
            self._to_notices(request)
        hands.press("Ctrl+Return")
        pause(60)
        hands.press("Ctrl+Return")
        hands.until(lambda: self.case(request).archive_file is not None, "surat diarsipkan")
        self.until_case(request, RequestState.CONFIRMED)

    def _unanswered(self, request: int) -> int:
        session = self.class_of(request)
        with self.office.store.reading() as connection:
            people = session_read.session(connection, session, self.office.clock.now()).people
        return sum(1 for one in people if one.request_id == request and notices_rows.unanswered(one))

    # --- Trainer: step 8 --------------------------------------------------------------------------

    def train(self, request: int) -> date:
        """Attendance day by day, then the class ends; returns its last day."""
        hands = self.hands
        session, days = self.class_of(request), self.case(request).sessions[0].days
        with self.office.store.reading() as connection:
            people = len(session_read.session(connection, session, self.office.clock.now()).people)
        for day in days:
            self.arrive("andi", day, 8, 20)
            hands.until_focus("trainer_classes")
            self.choose(self.panel(TrainerPage).rows, str(session))
            hands.press("Return")
            hands.settle()
            for at in range(people):
                hands.press(*(("Down", "Space") if at else ("Space",)))
                hands.settle()
        self.clock.put(from_wall(datetime.combine(days[-1], time(15, 20))))
        hands.press("Ctrl+Return")
        hands.until(lambda: self.case(request).sessions[0].state == "DONE", "kelas selesai")
        self.until_case(request, RequestState.TRAINED)
        return days[-1]

    def close(self, request: int) -> None:
        """The case is opened again, closed and archived."""
        self.find_case(request)
        self.hands.press("Ctrl+Return")
        self.until_case(request, RequestState.ARCHIVED)
