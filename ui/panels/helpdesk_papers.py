"""Ctrl+P on a case: its receipt and disposition sheet by one key, one sheet with a list for many forms."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes, make_paper
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import PAPER_SIZE
from desktop_app.services import sheets
from desktop_app.services.sheets import PrintedSheet
from desktop_app.services.use_case import Result
from ui.desk import Desk

KIND = "disposisi"


class SheetPrinting(QObject):
    """``start(case, others)``: the sheet is noted (its code stands in the QR), then shown ready to print."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._busy = False

    def start(self, case: CaseRow, others: tuple[int, ...] = ()) -> None:
        """``others`` are further forms that could stand on one sheet with a list."""
        if self._busy:
            return
        self._busy = True
        day = self._desk.today()
        self._desk.read(
            lambda c: str(setting(c, PAPER_SIZE, day)),
            lambda size: self._note(case, size, (), lambda sheet: self._open(case, sheet, size, others)),
            failed=self._give_up,
        )

    def _note(self, case: CaseRow, size: str, others: tuple[int, ...], then: Callable[[PrintedSheet], None]) -> None:
        def done(result: Result[PrintedSheet]) -> None:
            self._busy = False
            then(result.value)

        self._desk.dispatcher.run(
            sheets.print_sheet,
            done=done,
            failed=self._refused,
            request=case.request_id,
            others=others,
            form=KIND,
            size=size if size in sheets.SIZES else "f4",
            blank=not case.dispositions,
        )

    def _open(self, case: CaseRow, sheet: PrintedSheet, size: str, others: tuple[int, ...]) -> None:
        module = importlib.import_module("ui.dialogs.paper_preview")
        options = module.options_for(KIND, size=size, blank=not case.dispositions)
        if others:
            words = f"Satu lembar berlampiran daftar untuk {len(others) + 1} formulir perseorangan"
            options = module.replace_more(options, words)
        title = f"Lembar disposisi {case.key}"
        dialog = module.make_and_show(self._over, self._desk, title, self._maker(case, sheet.token), options)

        def more(on: bool) -> None:
            chosen = others if on else ()
            self._note(case, size, chosen, lambda made: dialog.set_remake(self._maker(case, made.token)))

        dialog.more_chosen.connect(more)

    def _maker(self, case: CaseRow, token: str) -> Callable[[Any, str, bool], PaperBytes]:
        now = self._desk.now()
        return lambda c, size, blank: make_paper(c, KIND, case.key, now=now, blank=blank, size=size, token=token)

    def _refused(self, error: LoketError) -> None:
        self._busy = False
        self._desk.dispatcher.refused.emit(error)

    def _give_up(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, LoketError):
            self._desk.dispatcher.refused.emit(error)
