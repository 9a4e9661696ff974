"""What stands in the Helpdesk's middle: the form of a new letter, an open case, or a sheet that came back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.desk import Desk
from ui.panels.from_sheet import FromSheetPane
from ui.panels.helpdesk_case import CasePage
from ui.panels.helpdesk_new import NewPage
from ui.panels.intake_options import FormOptions
from ui.panels.intake_senders import SenderIndex


class HelpdeskMiddle(QStackedWidget):
    """Only the new form is made at once: a clerk who logs in waits for the list, not for pages he has not opened.

    ``case_made(page)`` and ``sheet_made(pane)`` once each, so that the tab can connect them.
    """

    case_made = Signal(object)
    sheet_made = Signal(object)

    def __init__(self, desk: Desk, senders: SenderIndex) -> None:
        super().__init__()
        self.setObjectName("helpdesk_middle")
        self._desk, self._senders = desk, senders
        self._options: FormOptions | None = None
        self._case: CasePage | None = None
        self._sheet: FromSheetPane | None = None
        self.new = NewPage(desk, senders)
        self.addWidget(self.new)

    @property
    def case(self) -> CasePage:
        """The open case."""
        if self._case is None:
            self._case = CasePage(self._desk, self._senders)
            self.addWidget(self._case)
            if self._options is not None:
                self._case.set_options(self._options)
            self.case_made.emit(self._case)
        return self._case

    @property
    def sheet(self) -> FromSheetPane:
        """The sheet that came back."""
        if self._sheet is None:
            self._sheet = FromSheetPane(self._desk)
            self._sheet.finish_key.setEnabled(False)  # the tab's Ctrl+Enter serves all its pages
            self.addWidget(self._sheet)
            self.sheet_made.emit(self._sheet)
        return self._sheet

    def make_next(self) -> bool:
        """Make the case, or else the sheet; True when there is still one to make."""
        _ = self.case if self._case is None else self.sheet
        return self._sheet is None

    @property
    def shows_new(self) -> bool:
        """Whether the form of a new letter is on show."""
        return self.currentWidget() is self.new

    @property
    def shows_case(self) -> bool:
        """Whether a case is on show."""
        return self._case is not None and self.currentWidget() is self._case

    @property
    def shows_sheet(self) -> bool:
        """Whether a sheet that came back is on show."""
        return self._sheet is not None and self.currentWidget() is self._sheet

    def set_options(self, options: FormOptions) -> None:
        """Topics and the other settings, for the forms that are there and those still to be made."""
        self._options = options
        self.new.set_options(options)
        if self._case is not None:
            self._case.set_options(options)

    def leave_case(self) -> None:
        """End what is being changed or asked on the open case."""
        if self._case is None:
            return
        if self._case.edit.active:
            self._case.leave_edit()
        self._case.close_ask()
