"""Large text in a small window: things go on in another line, words give way, and nothing lies outside its pane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.services import access
from tests.ui.class_office import ClassOffice
from tests.ui.window_office import until
from ui import theme
from ui.desk import Desk
from ui.dispatcher import Dispatcher
from ui.panels.archive_report import ReportSide
from ui.panels.person_view import PersonView
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.tables import Column, DataTable
from ui.widgets.top_bar import TabView, TopBar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def _large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 1.3)
    yield
    theme.apply(qapp, "light")


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int = 500) -> QWidget:
    """On screen at this size."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


def outside(page: QWidget, kind: type[QWidget]) -> list[str]:
    """Names of what is cut off at the right."""
    found = []
    for one in page.findChildren(kind):
        right = one.mapTo(page, one.rect().topRight()).x()
        if one.isVisibleTo(page) and right > page.width():
            found.append(one.objectName())
    return found


def test_a_flow_goes_on_in_another_line(qtbot: QtBot) -> None:
    """Wide: one line; narrow: as many as are needed, each thing whole; a hidden one leaves no gap."""
    page = QWidget()
    buttons = [Button(f"Tombol nomor {number}", object_name=f"b{number}") for number in range(5)]
    page.setLayout(Flow(*buttons))
    shown(qtbot, page, 1200, 60)
    assert len({one.y() for one in buttons}) == 1
    page.resize(420, 400)
    until(qtbot, lambda: len({one.y() for one in buttons}) > 2)
    assert outside(page, Button) == []
    assert all(one.width() >= one.sizeHint().width() for one in buttons)
    layout = page.layout()
    assert layout is not None and layout.heightForWidth(420) > layout.heightForWidth(1200)
    buttons[0].hide()
    until(qtbot, lambda: buttons[1].x() == 0 and buttons[1].y() == 0)


def test_the_acts_on_a_person_are_all_there(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """The pane beside the list of people is 700 wide at 130 %."""
    office, actor = class_office.office, access.actor_for(class_office.office, "wulan")
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    page = PersonView(Desk(office, actor, Dispatcher(office, actor, class_threads), settings))
    shown(qtbot, page, 700)
    until(qtbot, lambda: page.erase.y() > page.show_all.y())
    assert outside(page, Button) == []


def test_the_report_beside_the_archive_is_whole(qtbot: QtBot) -> None:
    """Its narrowest pane."""
    page = shown(qtbot, ReportSide(), 400)
    content = page.findChildren(QWidget, "report_content")
    assert [one.minimumSizeHint().width() <= 400 for one in content] == [True]


def test_the_date_gives_way_to_the_tabs(qtbot: QtBot) -> None:
    """Five tabs with counts: no count is cut; with one tab the date is there again."""
    bar = TopBar()
    shown(qtbot, bar, 1366, 60)
    bar.setFixedWidth(1366)  # the window does not grow with its bar
    bar.set_date_text("Sel, 24 Nov 2026")
    bar.set_user("Wulan Sari (contoh)", "Helpdesk LPSE")
    names = ("Helpdesk", "Kabag PBJ", "Kasubbag LPSE", "Trainer", "Arsip & Laporan")
    bar.set_tabs([TabView(str(at), name, 11) for at, name in enumerate(names)])
    until(qtbot, bar._date.isHidden)
    bar.set_tabs([TabView("1", "Kabag PBJ", 3)])
    until(qtbot, lambda: not bar._date.isHidden())


def test_fixed_columns_give_a_little(qtbot: QtBot) -> None:
    """Less than all they ask for, not less than four fifths; with room enough they have their width."""
    table = DataTable("Contoh", (Column("a", "A"), Column("b", "B", 200), Column("c", "C", 200)))
    shown(qtbot, table, 600)
    assert theme.px(160) <= table.columnWidth(1) < theme.px(200)
    table.resize(1200, 300)
    until(qtbot, lambda: table.columnWidth(1) == theme.px(200))
