"""Papers that belong to no step: the delivery slip of a case or a day, blank sheets for when the computer is down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app import papers
from desktop_app.papers import PaperBytes
from ui.desk import Desk
from ui.panels.paper_door import preview, print_paper

SLIP, LOG, BLANK = "ekspedisi", "lembar-catatan", "kosong"


class CounterPapers(QObject):
    """``fill`` adds the lines to a menu; the menu of the list's printer button has them too (Alt+L without a case)."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.menu = QMenu(over)
        self.menu.setObjectName("counter_papers_menu")
        self.menu.setToolTipsVisible(True)

    def offer(self, button: QWidget) -> None:
        """Open the papers of the counter under ``button``."""
        self.menu.clear()
        self.fill(self.menu)
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def fill(self, menu: QMenu, case_key: str = "") -> None:
        """Add the lines; ``case_key`` (``147/2026``) adds the slip of that case before them."""
        if case_key:
            self._line(menu, "counter_slip_case", "Lembar ekspedisi berkas ini", SLIP, case_key)
        self._line(menu, "counter_slip_today", "Lembar ekspedisi hari ini", SLIP, self._desk.today().isoformat())
        before = menu.addAction("Lembar ekspedisi hari sebelumnya")
        before.setObjectName("counter_slip_before")
        before.setToolTip("Hari terakhir sebelum hari ini yang ada serah terimanya")
        before.triggered.connect(self._print_before)
        self._line(menu, "counter_slip_blank", "Lembar ekspedisi kosong", SLIP, BLANK)
        self._line(menu, "counter_log", "Lembar catatan loket kosong", LOG, BLANK)
        menu.actions()[-1].setToolTip("Untuk mencatat dengan pena selama komputer tidak dapat dipakai")

    def _line(self, menu: QMenu, name: str, words: str, kind: str, key: str) -> None:
        item = menu.addAction(words)
        item.setObjectName(name)
        item.triggered.connect(lambda _=False: print_paper(self._over, self._desk, kind, key, blank=key == BLANK))

    def _print_before(self) -> None:
        today, now = self._desk.today(), self._desk.now()

        def made(paper: PaperBytes) -> None:
            preview(self._over, self._desk, paper)

        def make(connection: Any) -> PaperBytes:
            from desktop_app.papers.counter_papers import last_delivery_day

            return papers.make_paper(connection, SLIP, last_delivery_day(connection, today).isoformat(), now=now)

        self._desk.read(make, made, channel=(self, SLIP))
