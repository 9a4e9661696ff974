"""Forms of a class's rarer acts, at the right of the attendance: a stop, the rest on another day, a stand-in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import office_time
from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.class_deeds import ClassDeedFacts
from desktop_app.queries.labels import PAUSE_CAUSES
from desktop_app.services.equipment import EquipmentTick
from desktop_app.sop.dates_in_words import parse_date
from ui.panels.inline_form import InlineForm
from ui.widgets.check_rows import CheckRow
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField, TimeField, parse_time
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit


def _choices(rows: Sequence[tuple[str, str]]) -> list[Choice]:
    return [Choice(key, words) for key, words in rows]


class PauseForm(InlineForm):
    """Why the class stops now, or when it did stop: today earlier or on one of its days before."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("Hentikan kelas sementara", "Hentikan", object_name="pause_class", parent=parent)
        self.cause = ChoiceField(_choices(tuple(PAUSE_CAUSES.items())), object_name="pause_class_cause")
        self.add("cause", Field("Sebab", self.cause))
        self.add("note", Field("Keterangan", LineEdit(max_length=300, object_name="pause_class_note"), "boleh kosong"))
        self._today = today
        self.day = DateField(lambda text: parse_date(text, today()), today=today, object_name="pause_class_day")
        self.starts, self.ends = TimeField(object_name="pause_class_starts"), TimeField(object_name="pause_class_ends")
        self.add("day", Field("Tanggal", self.day))
        self.add("starts_at", Field("Berhenti pukul", self.starts, "sekarang bila kosong"))
        self.add("ends_at", Field("Lanjut pukul", self.ends, "kosong bila belum lanjut"))

    def open(self) -> None:
        """Power is the usual cause, now the usual time."""
        self.cause.set_current("power")
        self.day.set_day(self._today())
        self.starts.set_at(None)
        self.ends.set_at(None)
        self.set_text("note", "")
        self.begin("cause")

    def moments(self) -> dict[str, datetime] | None:
        """What the service takes as ``starts_at`` and ``ends_at``; ``None`` when a field says what is wrong."""
        day = self.day.day()
        if day is None:
            return self._wrong("day", self.day.problem() or "Isi tanggal kelas berhenti.")
        found: dict[str, datetime] = {}
        for name, edit in (("starts_at", self.starts), ("ends_at", self.ends)):
            if typed := edit.text().strip():
                meant = parse_time(typed)
                if isinstance(meant, str):
                    return self._wrong(name, meant)
                found[name] = office_time.at(day, meant)
        if "starts_at" not in found and (day != self._today() or "ends_at" in found):
            return self._wrong("starts_at", "Isi jam kelas berhenti.")
        return found

    def _wrong(self, name: str, sentence: str) -> dict[str, datetime] | None:
        self.fields[name].set_error(sentence)
        self.fields[name].editor.setFocus()
        return None


class FollowOnForm(InlineForm):
    """When the rest of the class is held."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("Kelas lanjutan", "Jadwalkan lanjutan", object_name="follow_on", parent=parent)
        self.day = DateField(lambda text: parse_date(text, today()), today=today, object_name="follow_on_day")
        self.starts, self.ends = TimeField(object_name="follow_on_starts"), TimeField(object_name="follow_on_ends")
        words = "Peserta, trainer, dan tempatnya sama. Jadwalnya perlu disampaikan lagi."
        self.add_widget(Label(words, "dense", "text2", wrap=True, object_name="follow_on_words"))
        self.add("first_day", Field("Tanggal", self.day))
        self.add("starts", Field("Mulai", self.starts, "seperti semula bila kosong"))
        self.add("ends", Field("Selesai", self.ends, "seperti semula bila kosong"))
        self.add("reason", Field("Alasan", LineEdit(max_length=300, object_name="follow_on_reason"), "bila perlu"))

    def open(self) -> None:
        """Empty; the hours are those of the class."""
        self.day.set_day(None)
        self.starts.set_at(None)
        self.ends.set_at(None)
        self.set_text("reason", "")
        self.begin("first_day")

    def show_error(self, error: LoketError) -> None:
        """A warning stands beside the reason that would lift it."""
        super().show_error(NeedsReason(error.sentence, field="reason") if isinstance(error, NeedsReason) else error)


class StandInForm(InlineForm):
    """Who stands in for whom, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ganti trainer", "Ganti trainer", object_name="stand_in", parent=parent)
        self.trainer = ChoiceField(object_name="stand_in_trainer")
        self.substitute = ChoiceField(object_name="stand_in_substitute")
        self.add("trainer", Field("Yang berhalangan", self.trainer))
        self.add("substitute", Field("Pengganti", self.substitute))
        self.add("reason", Field("Alasan", LineEdit(max_length=300, object_name="stand_in_reason")))

    def open(self, facts: ClassDeedFacts) -> None:
        """The only trainer is chosen already."""
        self.trainer.set_items(_choices(facts.teaching))
        self.trainer.set_current(facts.teaching[0][0] if facts.teaching else "")
        self.substitute.set_items(_choices(facts.others))
        self.substitute.set_current("")
        self.set_text("reason", "")
        self.begin("substitute")


class ReplyForm(InlineForm):
    """One filled questionnaire after the other: a digit for each question, then the words that were written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kuesioner", "Simpan lembar", object_name="reply", parent=parent)
        self._questions: tuple[str, ...] = ()
        self.marks = LineEdit(max_length=20, object_name="reply_marks", name="Jawaban, satu angka tiap pertanyaan")
        self.add("marks", Field("Jawaban", self.marks, "satu angka tiap pertanyaan"))
        scale = "1 kurang · 2 cukup · 3 baik · 4 sangat baik · 0 kosong"
        self.add_widget(Label(scale, "caption", "text2", wrap=True, object_name="reply_scale"))
        self.shown = Label("", "dense", "text2", wrap=True, object_name="reply_questions")
        self.add_widget(self.shown)
        self.words: list[NoteEdit] = []
        for at in (1, 2, 3):
            edit = NoteEdit(rows=2, max_length=1000, object_name=f"reply_comment_{at}", name=f"Komentar {at}")
            self.words.append(edit)
            self.add(f"comment_{at}", Field("", edit))
        self.marks.textEdited.connect(lambda _: self._show_marks())

    def open(self, facts: ClassDeedFacts) -> None:
        """An empty sheet with the questions of the class."""
        self._questions = facts.questions
        self.title.setText(f"Kuesioner, lembar ke-{facts.replies + 1}")
        for at, edit in enumerate(self.words):
            asked = facts.open_questions[at] if at < len(facts.open_questions) else ""
            part = self.fields[f"comment_{at + 1}"]
            part.set_label(asked)
            part.setVisible(bool(asked))
            edit.setText("")
        self.marks.setText("")
        self._show_marks()
        self.begin("marks")

    def _show_marks(self) -> None:
        typed = self.marks.text().strip()
        lines = [
            f"{typed[number - 1] if number <= len(typed) else '–'}  {number}. {question}"
            for number, question in enumerate(self._questions, 1)
        ]
        self.shown.setText("\n".join(lines))

    def answers(self) -> tuple[int, ...] | None:
        """The digits, ``None`` (and the sentence beside the field) for anything else."""
        typed = self.marks.text().strip()
        if not typed.isdigit() or len(typed) != len(self._questions):
            self.fields["marks"].set_error(f"Ketik {len(self._questions)} angka, satu untuk tiap pertanyaan.")
            self.marks.setFocus()
            return None
        return tuple(int(one) for one in typed)

    def comments(self) -> tuple[str, ...]:
        """What was written on the sheet, in the order of the open questions."""
        return tuple(edit.text().strip() for at, edit in enumerate(self.words, 1) if self.asks(at))

    def asks(self, number: int) -> bool:
        """Whether there is an open question of this number."""
        return not self.fields[f"comment_{number}"].isHidden()


class EquipmentForm(InlineForm):
    """What must be there before the class begins: a tick for each item, and what is the matter with the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Perlengkapan kelas", "Simpan perlengkapan", object_name="equipment", parent=parent)
        self.rows: dict[str, CheckRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self._list)
        self.add_widget(holder)
        note = LineEdit(max_length=200, object_name="equipment_note")
        self.add("note", Field("Yang kurang", note, "boleh kosong"))

    def open(self, facts: ClassDeedFacts) -> None:
        """The list of the room; what nobody looked at yet is taken for ready until the tick is lifted."""
        for old in self.rows.values():
            self._list.removeWidget(old)
            old.deleteLater()
        self.rows = {}
        for at, one in enumerate(facts.equipment, 1):
            row = CheckRow(one.item, one.needed, checked=one.ready is not False, object_name=f"equipment_{at}")
            self.rows[one.item] = row
            self._list.addWidget(row)
        self.set_text("note", next((one.note for one in facts.equipment if one.note), ""))
        self.clear_errors()
        next(iter(self.rows.values()), self.primary).setFocus()

    def ticks(self) -> tuple[EquipmentTick, ...]:
        """Every item; the note stands at those that are not ready."""
        note = self.text("note")
        return tuple(
            EquipmentTick(item=item, ready=row.isChecked(), note="" if row.isChecked() else note)
            for item, row in self.rows.items()
        )
