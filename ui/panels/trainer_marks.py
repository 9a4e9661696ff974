"""Marks and scores of the open class: by name, by scanned code, by a key on the row, or all from the signed list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import QObject

from desktop_app.errors import LoketError
from desktop_app.office_time import from_wall
from desktop_app.queries.session_rows import SessionDetail, SessionPerson
from desktop_app.services import training
from desktop_app.services.training import STATUSES, AttendanceEntry, ScoreEntry
from desktop_app.sop.dates_in_words import parse_time
from ui.desk import Desk
from ui.panels.trainer_class import ClassHead, ClassWork
from ui.panels.trainer_rows import LATE, SCORES, attendance_on, best_match, is_present

NOT_A_SCORE = "Nilai tes ditulis dengan angka 0 sampai 100."


class ClassMarks(QObject):
    """Belongs to the page; ``detail()`` gives the class that is open."""

    def __init__(
        self, desk: Desk, people: ClassWork, head: ClassHead, detail: Callable[[], SessionDetail | None]
    ) -> None:
        super().__init__(people)
        self._desk, self._people, self._head, self._detail = desk, people, head, detail
        table = people.table
        people.typed.connect(self.look_for)
        people.entered.connect(self.mark_typed)
        table.toggled.connect(lambda key, _, on: self.mark(key, "PRESENT" if on else "ABSENT"))
        table.status_chosen.connect(self.mark)
        table.half_chosen.connect(self.mark_afternoon)
        table.left.connect(self.leaves)
        table.void_asked.connect(self.ask_void)
        table.all_present.connect(self.all_present)
        table.edited.connect(self._on_edited)

    def _person(self, key: str) -> SessionPerson | None:
        detail = self._detail()
        people = detail.people if detail is not None else ()
        return next((one for one in people if str(one.participant_id) == key), None)

    def _may(self, action: str, detail: SessionDetail) -> bool:
        verdict = self._desk.may(action, detail.row.state)
        if not verdict.ok:
            self._people.say(verdict.reason, wrong=True)
        return verdict.ok

    # --- attendance -------------------------------------------------------------------------------

    def mark(self, key: str, status: str, arrived_at: datetime | None = None) -> None:
        """The whole day of one person."""
        self._enter(key, f"{STATUSES[status].lower()}", status=status, arrived_at=arrived_at)

    def mark_afternoon(self, key: str, status: str) -> None:
        """From the break on he is something else; the same as in the morning makes it a whole day again."""
        person = self._person(key)
        mark = attendance_on(person, self._head.day()) if person is not None else None
        morning = mark.status if mark is not None and mark.status else "ABSENT" if status == "PRESENT" else "PRESENT"
        self._enter(key, f"sesudah istirahat {STATUSES[status].lower()}", status=morning, afternoon=status)

    def leaves(self, key: str) -> None:
        """He goes home now, before the end."""
        person, now = self._person(key), self._desk.now()
        mark = attendance_on(person, self._head.day()) if person is not None else None
        if mark is None or not is_present(person, self._head.day()):  # type: ignore[arg-type]
            self._people.say("Belum dicatat hadir. Tandai hadir dahulu, lalu catat pulangnya.", wrong=True)
            return
        self._enter(key, "pulang lebih awal", status=mark.status, afternoon=mark.afternoon or None, left_at=now)

    def _enter(self, key: str, words: str, **fields: Any) -> None:
        person, detail = self._person(key), self._detail()
        if person is None or detail is None or not self._may("record_attendance", detail):
            return
        self._desk.dispatcher.run(
            training.record_attendance,
            done=lambda _: self._people.say(""),
            failed=self._refused,
            said=f"{person.full_name}: {words}",
            session=detail.row.id,
            day=self._head.day(),
            entries=(AttendanceEntry(participant=person.participant_id, **fields),),
        )

    def all_present(self) -> None:
        """From the signed list: everybody without a mark came, at the hour the class began."""
        detail, day = self._detail(), self._head.day()
        if detail is None or not self._may("record_attendance", detail):
            return
        began = from_wall(datetime.combine(day, time.fromisoformat(detail.row.starts)))
        open_ones = [one for one in detail.people if not (m := attendance_on(one, day)) or not m.status]
        if not open_ones:
            self._people.say("Semua peserta sudah dicatat.")
            return
        self._desk.dispatcher.run(
            training.record_attendance,
            done=lambda _: self._people.say(""),
            failed=self._refused,
            said=f"{len(open_ones)} peserta dicatat hadir",
            session=detail.row.id,
            day=day,
            entries=tuple(
                AttendanceEntry(participant=one.participant_id, arrived_at=min(began, self._desk.now()))
                for one in open_ones
            ),
        )

    def ask_void(self, key: str) -> None:
        """Del: why the mark is taken back."""
        person, detail = self._person(key), self._detail()
        if person is None or detail is None or not self._may("void_attendance", detail):
            return
        day, session = self._head.day(), detail.row.id
        if not (mark := attendance_on(person, day)) or not mark.status:
            self._people.say(f"{person.full_name} belum dicatat pada hari ini.")
            return

        def void(reason: str) -> None:
            self._desk.dispatcher.run(
                training.void_attendance,
                done=lambda _: self._people.say(""),
                failed=self._refused,
                said=f"Catatan {person.full_name} dibatalkan",
                reason=reason,
                session=session,
                participant=person.participant_id,
                day=day,
            )

        self._people.reason.ask(f"Alasan membatalkan catatan {person.full_name}", "Batalkan catatan", void)

    # --- the field for names and codes ------------------------------------------------------------

    def look_for(self, typed: str) -> None:
        """Select who is meant while one types."""
        detail = self._detail()
        found = best_match(detail.people, typed, self._head.day()) if detail is not None else None
        if found is not None:
            self._people.table.select(str(found.participant_id))
        self._people.say("")

    def mark_typed(self, typed: str) -> None:
        """Enter in the search field: the best match is here."""
        detail = self._detail()
        if detail is None or not typed.strip():
            return
        day = self._head.day()
        found = best_match(detail.people, typed, day)
        if found is None:
            words = f"“{typed.strip()}” tidak ada di kelas ini. Tekan Ins bila datang langsung."
            self._people.say(words, wrong=True)
            return
        self._people.clear()
        if is_present(found, day):
            self._people.say(f"{found.full_name} sudah dicatat hadir.")
            return
        self.mark(str(found.participant_id), "PRESENT")

    # --- cells ------------------------------------------------------------------------------------

    def _on_edited(self, key: str, column: str, text: str) -> None:
        if column in SCORES:
            self._save_score(key, column, text.strip())
        elif column == "arrived":
            typed = parse_time(text.replace(LATE, "").strip())
            if isinstance(typed, time):
                self.mark(key, "PRESENT", from_wall(datetime.combine(self._head.day(), typed)))
            else:
                self._people.say(typed, wrong=True)

    def _save_score(self, key: str, column: str, text: str) -> None:
        person, detail = self._person(key), self._detail()
        if person is None or detail is None or text in ("", "–"):
            return
        if not text.isdigit():
            self._people.say(NOT_A_SCORE, wrong=True)
            return
        entry = ScoreEntry(participant=person.participant_id, **{column: int(text)})
        self._desk.dispatcher.run(
            training.record_scores,
            done=lambda _: self._people.say(""),
            failed=self._refused,
            session=detail.row.id,
            entries=(entry,),
        )

    def _refused(self, error: LoketError) -> None:
        self._people.say(error.sentence, wrong=True)
