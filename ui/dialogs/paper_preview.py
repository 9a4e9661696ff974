"""Papers before they are paper: the pages, the size, blank or filled, to the printer or into a PDF.

``show_paper(parent, desk, paper)`` shows finished bytes; with ``remake`` the size and the filling can be changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.documents.paper_kinds import PAPER_KINDS
from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.scanning.safe_names import safe_name
from ui import theme
from ui.desk import Desk
from ui.dialogs.paper_keeping import PaperKeeper
from ui.dialogs.paper_printing import PRINT_SIDE, has_printer, make_printer, page_images, print_pages, print_shift
from ui.dialogs.sheet_list import SheetList
from ui.widgets.buttons import Button, Segment, Segmented
from ui.widgets.dialog_shell import DialogShell
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.page_view import PageView
from ui.widgets.pane import row

T = TypeVar("T")

SIZES = {"half_f4": "½ F4", "f4": "F4", "a4": "A4"}
MAKING = EmptyView("file-text", "Menyusun kertas", "Sebentar, halamannya sedang disiapkan.")
BROKEN = EmptyView("file-text", "Kertas tidak dapat dibuat", "Alasannya tertulis di bawah.")
NO_PRINTER = "Belum ada printer di PC ini. Simpan PDF (Ctrl+S), lalu cetak dari PC yang terhubung ke printer."

Remake = Callable[[Any, str, bool], PaperBytes]
"""``remake(connection, size, blank)``: the same paper in another size or filling."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What may be chosen; ``more`` are (id, words) of what else may stand on the sheet, told by ``more_chosen``."""

    size: str = "f4"
    blank: bool = True
    supports_blank: bool = True
    sizes: tuple[str, ...] = ("half_f4", "f4", "a4")
    more: tuple[tuple[int, str], ...] = ()


class PaperPreview(DialogShell):
    """``printed()`` after the pages went to a printer, ``kept(path)`` after a PDF was written."""

    printed = Signal()
    kept = Signal(object)
    more_chosen = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, title: str, options: PaperOptions | None) -> None:
        super().__init__(title, "", "Cetak", secondary="Tutup", object_name="paper_preview", parent=parent)
        self._desk, self._options = desk, options
        self._remake: Remake | None = None
        self._paper: PaperBytes | None = None
        self._sizes: list[tuple[int, int]] = []
        self._keeper = PaperKeeper(desk, self._while_open(self._failed_file))
        self._file_dialog: QFileDialog | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = PageView("Kertas", "page", empty=MAKING, object_name="paper_pages")
        self.pages.setMinimumSize(theme.px(560), theme.px(380))
        self.size_choice: Segmented | None = None
        self.blank_choice: Segmented | None = None
        self.more = SheetList(options.more) if options is not None and options.more else None
        self.save_button = Button(
            "Simpan PDF", "default", "Ctrl+S", "download", shortcut="Ctrl+S", object_name="paper_save"
        )
        self.save_button.clicked.connect(self.ask_file)
        self.words = Label("", "dense", "text2", wrap=True, object_name="paper_words")
        self._lay_out()
        self._ready(False)
        self.resize(theme.px(860), theme.px(640))

    def _lay_out(self) -> None:
        choices: list[QWidget | None] = []
        options = self._options
        if options is not None:
            sizes = [Segment(key, SIZES[key]) for key in options.sizes]
            self.size_choice = Segmented(sizes, options.size, name="Ukuran kertas", object_name="paper_size")
            self.size_choice.changed.connect(lambda _: self._make())
            choices.append(self.size_choice)
            if options.supports_blank:
                kinds = (Segment("blank", "Kosong untuk pena"), Segment("filled", "Terisi"))
                chosen = "blank" if options.blank else "filled"
                self.blank_choice = Segmented(kinds, chosen, name="Isi lembar", object_name="paper_blank")
                self.blank_choice.changed.connect(lambda _: self._make())
                choices.append(self.blank_choice)
        self.body.addLayout(row(*choices, None, self.save_button))
        if self.more is None:
            self.body.addWidget(self.pages, 1)
        else:
            self.more.changed.connect(self.more_chosen)
            self.body.addLayout(row(self.more, self.pages, spacing=12), 1)
        self.body.addWidget(self.words)

    def _while_open(self, act: Callable[[T], None]) -> Callable[[T], None]:
        """Answers that come after the dialog was closed find nothing to show themselves in."""

        def guarded(value: T) -> None:
            if isValid(self):
                act(value)

        return guarded

    # --- the paper --------------------------------------------------------------------------------

    def set_remake(self, remake: Remake) -> None:
        """Make it, now and after each other choice."""
        self._remake = remake
        self._make()

    def offer_remake(self, remake: Remake) -> None:
        """Only after another choice."""
        self._remake = remake

    def chosen_size(self) -> str:
        """The chosen paper size."""
        return self.size_choice.current() if self.size_choice is not None else "f4"

    def chosen_blank(self) -> bool:
        """Whether it is left empty for the pen."""
        return self.blank_choice is not None and self.blank_choice.current() == "blank"

    def _make(self) -> None:
        remake, size, blank = self._remake, self.chosen_size(), self.chosen_blank()
        if remake is None:
            return
        self._ready(False)
        self._say("")
        self.pages.set_empty(MAKING)
        self._desk.read(
            lambda c: remake(c, size, blank),
            self._while_open(self.show_paper),
            channel=(self, "paper"),
            failed=self._while_open(self._failed),
        )

    def show_paper(self, paper: PaperBytes) -> None:
        """Show finished bytes."""
        self._paper = paper
        self.setWindowTitle(paper.title)
        self.title.setText(paper.title)

        def done(made: tuple[list[QImage], list[tuple[int, int]]]) -> None:
            if self._paper is not paper:
                return
            images, self._sizes = made
            self.pages.set_pages(images)
            self._ready(True)
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
            if paper.missing_glyphs:
                self._say(paper.missing_glyphs[0], "warn")

        self._desk.dispatcher.aside(
            lambda: page_images(paper.data), self._while_open(done), failed=self._while_open(self._failed)
        )

    def _failed(self, error: Exception) -> None:
        self.pages.set_pages([])
        self.pages.set_empty(BROKEN)
        words = error.sentence if isinstance(error, LoketError) else "Kertas tidak dapat dibuat. Coba lagi."
        self._say(words, "danger")

    def _ready(self, ready: bool) -> None:
        self.primary.allow(ready, "Kertas sedang disiapkan.")
        self.save_button.allow(ready, "Kertas sedang disiapkan.")

    def _say(self, words: str, tone: str = "text2") -> None:
        self.words.setText(words)
        self.words.set_tone(tone)

    # --- out --------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Cetak: the system's dialog; without a printer the PDF is offered."""
        if self._paper is None:
            return
        if not has_printer():
            self._say(NO_PRINTER, "warn")
            self.save_button.setFocus()
            return
        printer = make_printer(self._paper.title, self._sizes)
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("print_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)

    def _print(self, printer: Any) -> None:
        paper = self._paper
        if paper is None:
            return
        self._say("Mengirim ke printer …")

        def done(made: tuple[list[QImage], list[tuple[int, int]]]) -> None:
            if print_pages(printer, *made, shift=print_shift(self._desk.settings)):
                self._say(f"Terkirim ke {printer.printerName() or 'printer'}.", "ok")
                self._keeper.keep(paper)
                self.printed.emit()
            else:
                self._say("Printer tidak menerima kertas. Periksa printer, atau simpan PDF.", "danger")

        self._desk.dispatcher.aside(
            lambda: page_images(paper.data, PRINT_SIDE), self._while_open(done), failed=self._while_open(self._failed)
        )

    def ask_file(self) -> None:
        """Simpan PDF: where to."""
        if self._paper is None:
            return
        name = f"{safe_name(self._paper.title.replace('/', '-'))}.pdf"
        folder = self._desk.settings.value("paper_folder")
        dialog = QFileDialog(self, "Simpan PDF")
        dialog.setObjectName("paper_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(folder if isinstance(folder, str) else str(Path.home()))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        self._file_dialog = dialog
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the PDF so that the old file or the new one is there, never half of one."""
        paper = self._paper
        if paper is None:
            return
        self._desk.settings.setValue("paper_folder", str(path.parent))

        def done(result: ExportResult) -> None:
            self._say(result.notice or f"Tersimpan: {result.path}", "warn" if result.notice else "ok")
            self._keeper.keep(paper)
            self.kept.emit(result.path)

        self._desk.dispatcher.aside(
            lambda: write_atomically(path, paper.data),
            self._while_open(done),
            failed=self._while_open(self._failed_file),
        )

    def _failed_file(self, error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else "PDF belum tersimpan. Pilih folder lain."
        self._say(words, "danger")


def show_paper(
    parent: QWidget,
    desk: Desk,
    paper: PaperBytes,
    *,
    remake: Remake | None = None,
    options: PaperOptions | None = None,
) -> PaperPreview:
    """Open the preview on finished bytes; ``remake`` with ``options`` adds the choice of size and filling."""
    dialog = PaperPreview(parent.window(), desk, paper.title, options)
    dialog.show_paper(paper)
    if remake is not None:
        dialog.offer_remake(remake)
    dialog.open()
    return dialog


def make_and_show(parent: QWidget, desk: Desk, title: str, remake: Remake, options: PaperOptions) -> PaperPreview:
    """Open the preview at once and make the paper behind it."""
    dialog = PaperPreview(parent.window(), desk, title, options)
    dialog.set_remake(remake)
    dialog.open()
    return dialog


def options_for(kind: str, *, size: str, blank: bool) -> PaperOptions:
    """The choices a kind of paper offers."""
    row_of = PAPER_KINDS[kind]
    sizes = tuple(one for one in ("half_f4", "f4", "a4") if one in row_of.sizes)
    return PaperOptions(size if size in sizes else sizes[0], blank, row_of.supports_blank, sizes)


def replace_more(options: PaperOptions, more: tuple[tuple[int, str], ...]) -> PaperOptions:
    """The same choices with a list beside the pages."""
    return replace(options, more=more)
