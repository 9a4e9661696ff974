"""First set-up: shown when the folder has no data. Plain and short; everything can be changed later in Pengaturan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.documents.export_file import write_atomically
from desktop_app.errors import LoketError
from desktop_app.office_time import SystemClock, today
from desktop_app.services.use_case import Office
from ui import theme
from ui.panels import first_setup_work as work
from ui.panels.first_setup_form import FirstSetupForm
from ui.panels.first_setup_result import FirstSetupResult
from ui.widgets.avatar import Mark
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane, column, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

TITLES: Final = {
    "form": ("Bagaimana Anda mulai?", "Isi nama orangnya saja dulu. Ruang, topik, kop, dan hari libur sudah termasuk."),
    "busy": (
        "Menyiapkan data",
        "Kunci dibuat, data awal ditulis. Setengah menit; paket arsip besar lebih lama.",
    ),
    "done": ("Data siap dipakai", "Catat kode dan PIN ini sekarang. Setelah lanjut, keduanya tidak tampil lagi."),
}
STEPS: Final = (("form", "Cara memulai"), ("busy", "Menyiapkan data"), ("done", "Kode pemulihan dan PIN"))


class _Answer(QObject):
    """Carries results of the background thread to the window's thread."""

    came = Signal(object)


class _Steps(QWidget):
    """The steps at the left; the present one is strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {key: Label(f"{at}   {words}", "body", "text2") for at, (key, words) in enumerate(STEPS, 1)}
        self.setLayout(column(*self._labels.values(), spacing=20))

    def show_step(self, present: str) -> None:
        """Mark where we are."""
        for key, label in self._labels.items():
            label.setProperty("typeRole", "body_strong" if key == present else "body")
            label.set_tone("accent" if key == present else "text2")


class FirstSetupPage(QWidget):
    """``finished(office)`` when the data are ready and their codes were seen."""

    finished = Signal(object)

    def __init__(self, access: Access, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_setup_page")
        self.setAccessibleName("Penyiapan awal")
        self._access, self._background = access, background
        self._prepared = work.Prepared()
        self._answer = _Answer(self)
        self._answer.came.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        self._then: Callable[[Any], None] = lambda value: None
        self.form = FirstSetupForm(today(SystemClock().now()).year)
        self.result = FirstSetupResult()
        self.result.save_wanted.connect(self.save_pdf)
        self._steps = _Steps()
        self._title = Label("", "title", object_name="setup_title")
        self._text = Label("", "body", "text2", object_name="setup_text")
        self._error = Label("", "dense", "danger", wrap=True, object_name="setup_error")
        self._go = Button("", "primary", "Ctrl+Enter", object_name="setup_go")
        self._go.clicked.connect(self._on_go)
        # Not the button's own shortcut: that one waits 100 ms before it presses.
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_go)
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("setup_stack")
        busy = EmptyState("hourglass", "Sebentar…", "Jangan matikan komputer.", object_name="setup_busy")
        self._pages: dict[str, QWidget] = {"form": self.form, "busy": busy, "done": self.result}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self._show("form")

    def _lay_out(self) -> None:
        side = Pane("canvas", "right", object_name="setup_side")
        side.setFixedWidth(theme.px(304))
        head = row(Mark(32), Label("Penyiapan awal", "subtitle"), None, spacing=12)
        about = Label("Kira-kira 3 menit. Semua isian dapat diubah nanti di Pengaturan.", "dense", "text2", wrap=True)
        place = Label(f"Folder data: {self._access.data_dir}", "caption", "text3", wrap=True, selectable=True)
        side.setLayout(column(head, about, 16, self._steps, None, place, margins=(32, 40, 24, 24)))
        sheet = Pane("surface", object_name="setup_sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        body = column(self._title, self._text, 12, spacing=4, margins=(56, 40, 56, 16))
        body.addWidget(self._stack, 1)
        inner.addLayout(body, 1)
        bar = Bar(64, "surface", "top")
        foot = row(margins=(56, 0, 56, 0), spacing=16)
        foot.addWidget(self._go)
        foot.addWidget(self._error, 1)
        bar.setLayout(foot)
        inner.addWidget(bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(sheet, 1)

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return (
            Hint(("Enter",), "Isian berikutnya"),
            Hint(("Ctrl+Enter",), "Lanjut"),
            Hint(("Ctrl+S",), "Simpan PDF kode dan PIN"),
        )

    def _show(self, page: str) -> None:
        self._page = page
        title, text = TITLES[page]
        self._title.setText(title)
        self._text.setText(text)
        self._error.setText("")
        self._steps.show_step(page)
        self._stack.setCurrentWidget(self._pages[page])
        self._go.set_label({"form": "Siapkan data", "busy": "Menyiapkan…", "done": "Lanjut ke login"}[page])
        self._go.allow(page != "busy", "Data sedang disiapkan.")

    def _on_go(self) -> None:
        if self._page == "done":
            self.finished.emit(self._prepared.office)
        elif self._page == "form":
            self._begin()

    def _begin(self) -> None:
        way = self.form.way()
        self.form.clear_errors()
        if way == "backup":
            file, code = self.form.backup()
            self._run(lambda: work.restore(self._access, file, code), self._on_restored)
            return
        if way == "package":
            package = self.form.package()
            self._run(lambda: work.take_package(self._access, package, self._prepared), self._on_prepared)
            return
        try:
            if way == "names":
                plan = work.plan_from_names(self.form.names(), today(SystemClock().now()))
            else:
                plan = work.plan_from_file(self.form.plan_file())
        except LoketError as problem:
            self._explain(problem)
            return
        self._run(lambda: work.prepare(self._access, plan, self._prepared), self._on_prepared)

    def _run(self, task: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._then = then
        self._show("busy")

        def run() -> None:
            try:
                self._answer.came.emit(task())
            except Exception as problem:
                self._answer.came.emit(problem)

        self._background.write(run)

    def _on_answer(self, value: object) -> None:
        if isinstance(value, BaseException):
            self._show("form")
            self._explain(value)
            return
        self._then(value)

    def _on_restored(self, prepared: work.Prepared) -> None:
        """Without a used code there is nothing to write down."""
        self._prepared = prepared
        if prepared.recovery_code:
            self._on_prepared(prepared)
        else:
            self.finished.emit(prepared.office)

    def _on_prepared(self, prepared: work.Prepared) -> None:
        self.result.show_prepared(prepared)
        self._show("done")
        self.result.save.setFocus()

    def _explain(self, problem: BaseException) -> None:
        if not isinstance(problem, LoketError):
            window: Any = self.window()
            from ui.dialogs.fault_dialog import show_fault

            show_fault(window, problem)
            self._error.setText("Penyiapan belum selesai. Ulangi, atau lihat laporan gangguan.")
        elif not self.form.show_error(problem.field, problem.sentence):
            self._error.setText(problem.sentence)

    def save_pdf(self) -> None:
        """Save the sheet for the envelope where the clerk says."""
        proposal = str(Path.home() / "kode-pemulihan-dan-pin.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "Simpan kode pemulihan dan PIN", proposal, "PDF (*.pdf)")
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, target: Path) -> None:
        """Write the sheet; a fault is said beside the button."""
        try:
            done = write_atomically(target, work.sheet(self._prepared))
            self.result.say_saved(done.notice or f"Tersimpan di {done.path}")
        except LoketError as problem:
            self.result.say_saved(problem.sentence, "danger")

    def showEvent(self, event: QShowEvent) -> None:
        """The first field has the focus."""
        super().showEvent(event)
        if self._page == "form":
            self.form.focus_first()


def begin_first_setup(window: MainWindow, access: Access) -> FirstSetupPage:
    """Show the page in the window; when it is finished, the window goes on to the login with the new office."""
    background = Background()
    page = FirstSetupPage(access, background)
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    window.hint_bar.set_hints(page.hints())

    def finish(office: Office) -> None:
        window.pages.setCurrentWidget(window.login)
        window.pages.removeWidget(page)
        page.deleteLater()
        window.hint_bar.set_hints(window.login.hints())
        window.attach(office, background)

    page.finished.connect(finish)
    return page
