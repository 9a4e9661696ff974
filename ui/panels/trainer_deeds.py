"""The rarer acts and papers of the open class behind "Lainnya": each is allowed by the workflow or says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.queries.class_deeds import ClassDeedFacts, class_deed_facts
from desktop_app.queries.equipment_read import equipment_words
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.services import certificates, class_pauses, equipment, questionnaires, trainer_change
from desktop_app.sop.states import SessionState
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.paper_door import preview, print_paper
from ui.panels.recap_export import export_recap
from ui.panels.trainer_deed_forms import EquipmentForm, FollowOnForm, PauseForm, ReplyForm, StandInForm
from ui.panels.trainer_void_form import VoidForm, certificates_to_void, sheets_to_void

PAPERS = (
    ("daftar-hadir", "Daftar hadir"),
    ("berita-acara", "Berita acara"),
    ("laporan", "Laporan training"),
    ("surat-tugas", "Surat tugas"),
    ("surat-tugas-pengganti", "Surat tugas pengganti"),
    ("kuesioner", "Kuesioner kosong"),
    ("rekap-kuesioner", "Rekap kuesioner"),
    ("keadaan-kahar", "Berita acara keadaan kahar"),
)


class ClassDeeds(QObject):
    """``closed()`` when a form is done with; ``offer(detail)`` opens the menu."""

    closed = Signal()

    def __init__(self, desk: Desk, right: QStackedWidget, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._right, self._over = desk, right, over
        self._detail: SessionDetail | None = None
        self._facts: ClassDeedFacts | None = None
        self.menu = QMenu(over)
        self.menu.setObjectName("class_deeds_menu")
        self.menu.setToolTipsVisible(True)
        self.pause, self.follow_on = PauseForm(desk.today), FollowOnForm(desk.today)
        self.stand_in, self.reply, self.equipment = StandInForm(), ReplyForm(), EquipmentForm()
        self.void_reply = VoidForm(
            "Batalkan lembar kuesioner", "reply", "Lembar", primary="Batalkan lembar", object_name="void_reply"
        )
        self.void_certificate = VoidForm(
            "Batalkan sertifikat",
            "participant",
            "Pemegang",
            primary="Batalkan sertifikat",
            object_name="void_certificate",
        )
        acts: tuple[tuple[InlineForm, Callable[[], None]], ...] = (
            (self.pause, self._pause),
            (self.follow_on, self._follow_on),
            (self.stand_in, self._stand_in),
            (self.reply, self._reply),
            (self.equipment, self._equip),
            (self.void_reply, self._void_reply),
            (self.void_certificate, self._void_certificate),
        )
        for form, act in acts:
            right.addWidget(form)
            form.submitted.connect(act)
            form.cancelled.connect(self.closed)

    # --- the menu ---------------------------------------------------------------------------------

    def offer(self, detail: SessionDetail, then: Callable[[], None]) -> None:
        """Read what the acts need, then fill the menu and call ``then`` to pop it up."""

        def read(facts: ClassDeedFacts) -> None:
            self._fill(facts)
            then()

        self._read(detail, read)

    def _read(self, detail: SessionDetail, done: Callable[[ClassDeedFacts], object]) -> None:
        self._detail = detail
        day = self._desk.today()

        def found(facts: ClassDeedFacts) -> None:
            self._facts = facts
            done(facts)

        self._desk.read(
            lambda c: class_deed_facts(c, detail.row.id, detail.row.trainer_ids, day), found, channel=(self, "facts")
        )

    def _fill(self, facts: ClassDeedFacts) -> None:
        self.menu.clear()
        words = f"Periksa perlengkapan ({equipment_words(facts.equipment)})…"
        self._add("check_equipment", words, lambda: self.show_form(self.equipment))
        if facts.paused is None:
            self._add("pause_class", "Hentikan sementara (listrik, banjir)…", lambda: self.show_form(self.pause))
        else:
            self._add("resume_class", f"Lanjutkan kelas ({facts.paused.cause_label.lower()})", self._resume)
            self._add("plan_follow_on", "Jadwalkan kelas lanjutan…", lambda: self.show_form(self.follow_on))
        self._add("substitute_trainer", "Ganti trainer…", lambda: self.show_form(self.stand_in))
        self._add(
            "record_questionnaire", f"Ketik kuesioner ({facts.replies} lembar)…", lambda: self.show_form(self.reply)
        )
        if facts.filled:
            self._add("void_questionnaire", "Batalkan lembar kuesioner…", lambda: self.show_form(self.void_reply))
        if facts.certificates_on:
            self._add("issue_certificates", "Terbitkan dan cetak sertifikat", self._certify)
        if facts.certificates:
            self._add("void_certificate", "Batalkan sertifikat…", lambda: self.show_form(self.void_certificate))
        self.menu.addSeparator()
        for kind, words in PAPERS:
            item = self.menu.addAction(f"Cetak: {words.lower()}")
            item.setObjectName(f"class_paper_{kind}")
            item.triggered.connect(lambda _=False, kind=kind: self._print(kind))
        if facts.filled and (detail := self._detail) is not None:
            book = self.menu.addAction("Simpan: rekap kuesioner (Excel)…")
            book.setObjectName("class_recap_workbook")
            book.triggered.connect(lambda _=False: export_recap(self._over, self._desk, detail.row.key))
        together = self.menu.addAction("Cetak: semua kertas sesudah kelas")
        together.setObjectName("class_paper_together")
        together.triggered.connect(self._print_together)

    def _add(self, action: str, words: str, act: Callable[[], None]) -> None:
        detail = self._detail
        if detail is None:
            return
        verdict = self._desk.may(action, detail.row.state)
        item = self.menu.addAction(words)
        item.setObjectName(f"class_deed_{action}")
        item.setEnabled(verdict.ok)
        item.setToolTip(verdict.reason or words)
        item.triggered.connect(lambda _=False: act())

    def show_form(self, form: InlineForm) -> None:
        """Put a form beside the attendance, ready to type."""
        self._right.setCurrentWidget(form)
        if isinstance(form, (PauseForm, FollowOnForm)):
            form.open()
        elif form is self.void_reply and self._facts is not None:
            self.void_reply.open(sheets_to_void(self._facts.filled))
        elif form is self.void_certificate and self._facts is not None:
            self.void_certificate.open(certificates_to_void(self._facts.certificates))
        elif isinstance(form, (StandInForm, ReplyForm, EquipmentForm)) and self._facts is not None:
            form.open(self._facts)

    # --- acts -------------------------------------------------------------------------------------

    def _run(self, use_case: Callable[..., Any], form: InlineForm, said: str, **fields: Any) -> None:
        if self._detail is None:
            return
        self._desk.dispatcher.run(
            use_case,
            done=lambda _: self.closed.emit(),
            failed=form.show_error,
            said=said,
            session=self._detail.row.id,
            **fields,
        )

    def _pause(self) -> None:
        moments = self.pause.moments()
        if moments is None:
            return
        self._run(
            class_pauses.pause_class,
            self.pause,
            "Jeda kelas dicatat" if "ends_at" in moments else "Kelas dihentikan sementara",
            cause=self.pause.cause.current(),
            note=self.pause.text("note"),
            **moments,
        )

    def _resume(self) -> None:
        if self._detail is not None:
            self._desk.dispatcher.run(
                class_pauses.resume_class,
                failed=self._refused,
                said="Kelas dilanjutkan",
                session=self._detail.row.id,
            )

    def _follow_on(self) -> None:
        form = self.follow_on
        day = form.day.day()
        if day is None:
            form.fields["first_day"].set_error(form.day.problem() or "Isi tanggal kelas lanjutan.")
            form.day.setFocus()
            return
        self._run(
            class_pauses.plan_follow_on,
            form,
            "Kelas lanjutan dijadwalkan, sampaikan jadwalnya",
            first_day=day,
            starts=form.starts.text().replace(".", ":") or None,
            ends=form.ends.text().replace(".", ":") or None,
            reason=form.text("reason") or None,
        )

    def _stand_in(self) -> None:
        form = self.stand_in
        for name, field in (("trainer", form.trainer), ("substitute", form.substitute)):
            if not field.current():
                form.fields[name].set_error("Pilih namanya dari daftar.")
                field.setFocus()
                return
        self._run(
            trainer_change.substitute_trainer,
            form,
            "Trainer diganti, cetak surat tugas penggantinya",
            trainer=form.trainer.current(),
            substitute=form.substitute.current(),
            reason=form.text("reason") or None,
        )

    def _reply(self) -> None:
        """Keep the sheet; the next one is typed at once."""
        form, detail = self.reply, self._detail
        marks = form.answers()
        if marks is None or detail is None:
            return
        self._desk.dispatcher.run(
            questionnaires.record_questionnaire,
            done=lambda _: self._read(detail, form.open),
            failed=form.show_error,
            said=f"{form.title.full_text()} disimpan",
            session=detail.row.id,
            marks=marks,
            comments=form.comments(),
        )

    def _void_reply(self) -> None:
        form, reply = self.void_reply, self.void_reply.chosen()
        if reply is not None:
            said = "Lembar kuesioner dibatalkan"
            why = form.text("reason") or None
            self._run(questionnaires.void_questionnaire, form, said, reply=reply, reason=why)

    def _void_certificate(self) -> None:
        form, holder = self.void_certificate, self.void_certificate.chosen()
        if holder is not None:
            why = form.text("reason") or None
            self._run(certificates.void_certificate, form, "Sertifikat dibatalkan", participant=holder, reason=why)

    def _equip(self) -> None:
        self._run(equipment.check_equipment, self.equipment, "Perlengkapan diperiksa", entries=self.equipment.ticks())

    def _certify(self) -> None:
        detail = self._detail
        if detail is not None:
            self._desk.dispatcher.run(
                certificates.issue_certificates,
                done=lambda _: self._read(detail, lambda facts: self._print_certificates(detail, facts)),
                failed=self._refused,
                said="Sertifikat diterbitkan",
                session=detail.row.id,
            )

    def _refused(self, error: LoketError) -> None:
        self._desk.dispatcher.refused.emit(error)

    # --- papers -----------------------------------------------------------------------------------

    def _print(self, kind: str) -> None:
        if self._detail is not None:
            print_paper(self._over, self._desk, kind, self._detail.row.key)

    def _print_certificates(self, detail: SessionDetail, facts: ClassDeedFacts) -> None:
        wanted = [("sertifikat", f"peserta:{one}") for one in facts.certified]
        self._print_batch(wanted, f"Sertifikat {detail.row.topic.short_name}")

    def _print_together(self) -> None:
        """Attendance, berita acara, report, and what else there is of this class, as one document."""
        detail, facts = self._detail, self._facts
        if detail is None or facts is None:
            return
        kinds = ["daftar-hadir"]
        if detail.row.state in (SessionState.RUNNING, SessionState.DONE):
            kinds += ["berita-acara", "laporan"]
        kinds += ["surat-tugas"] if detail.row.trainer_ids else []
        kinds += ["surat-tugas-pengganti"] if facts.stand_ins else []
        kinds += ["rekap-kuesioner"] if facts.replies else []
        kinds += ["keadaan-kahar"] if facts.pauses else []
        self._print_batch([(kind, detail.row.key) for kind in kinds], f"Kertas kelas {detail.row.topic.short_name}")

    def _print_batch(self, wanted: list[tuple[str, str]], title: str) -> None:
        now = self._desk.now()

        def made(paper: PaperBytes) -> None:
            preview(self._over, self._desk, paper)

        def make(connection: Any) -> PaperBytes:
            from desktop_app.papers.batch import make_batch

            return make_batch(connection, wanted, now=now, title=title, size="f4")

        self._desk.read(make, made)
