"""Ctrl+P on a case: its receipt and disposition sheet by one key, one sheet with a list for many forms."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app import papers
from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.office import setting
from desktop_app.queries.queue_rows import QueueRow
from desktop_app.queries.setting_names import PAPER_SIZE
from desktop_app.services import sheets
from desktop_app.services.people import new_code
from ui.desk import Desk

KIND = "disposisi"


@dataclass(slots=True)
class Sheet:
    """The sheet that is shown: the code in its QR, and the forms on its list."""

    token: str
    others: tuple[int, ...] = ()


class SheetPrinting(QObject):
    """``start(case, others)`` shows the sheet ready to print; it counts as out when it was printed or saved."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._busy = False

    def start(self, case: CaseRow, others: tuple[QueueRow, ...] = ()) -> None:
        """``others`` are further forms that could stand on one sheet with a list."""
        if self._busy:
            return
        self._busy = True
        day = self._desk.today()
        self._desk.read(
            lambda c: (str(setting(c, PAPER_SIZE, day)), sheets.new_token(c, case.request_id, KIND)),
            lambda found: self._open(case, *found, others),
            failed=self._give_up,
        )

    def _open(self, case: CaseRow, size: str, token: str, others: tuple[QueueRow, ...]) -> None:
        self._busy = False
        module = importlib.import_module("ui.dialogs.paper_preview")
        options = module.options_for(KIND, size=size, blank=not case.dispositions)
        if others:
            listed = tuple((one.request_id, f"{one.key} · {one.sender}") for one in others)
            options = module.replace_more(options, listed)
        sheet = Sheet(token)
        title = f"Lembar disposisi {case.key}"
        dialog = module.make_and_show(self._over, self._desk, title, self._maker(case, sheet), options)

        def more(chosen: tuple[int, ...]) -> None:
            # Another list is another sheet: its code leads to other cases.
            sheet.others, sheet.token = chosen, new_code() if chosen else token
            dialog.set_remake(self._maker(case, sheet))

        def out() -> None:
            self._note(case, sheet, dialog.chosen_size(), dialog.chosen_blank())

        dialog.more_chosen.connect(more)
        dialog.printed.connect(out)
        dialog.kept.connect(lambda _: out())

    def _maker(self, case: CaseRow, sheet: Sheet) -> Callable[[Any, str, bool], PaperBytes]:
        now, token, others = self._desk.now(), sheet.token, sheet.others
        return lambda c, size, blank: papers.make_paper(
            c, KIND, case.key, now=now, blank=blank, size=size, token=token, others=others
        )

    def _note(self, case: CaseRow, sheet: Sheet, size: str, blank: bool) -> None:
        """The sheet left for paper: from now on somebody holds it."""
        self._desk.dispatcher.run(
            sheets.print_sheet,
            failed=self._refused,
            request=case.request_id,
            others=sheet.others,
            form=KIND,
            size=size if size in sheets.SIZES else "f4",
            blank=blank,
            token=sheet.token,
        )

    def _refused(self, error: LoketError) -> None:
        self._busy = False
        self._desk.dispatcher.refused.emit(error)

    def _give_up(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, LoketError):
            self._desk.dispatcher.refused.emit(error)
