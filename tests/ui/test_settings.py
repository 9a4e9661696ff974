"""The administrator's page by keys: each section reads, acts by its use case, and says what is wrong."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.errors import NotAllowed
from desktop_app.office_time import today
from desktop_app.queries import setting_names
from desktop_app.queries.notice_words import notice_texts
from desktop_app.queries.office import TopicRow, officers, rooms, setting, topics
from desktop_app.queries.office_journal import PAGE
from desktop_app.queries.settings_read import closed_days
from desktop_app.services import access, office_calendar
from desktop_app.services.use_case import Act, Office
from tests.ui.window_office import CTRL, PINS, focus, make_office, press, until, write
from ui import theme
from ui.desk import Desk
from ui.dispatcher import Dispatcher
from ui.panels.settings import SECTIONS, SettingsPage
from ui.panels.settings_journal import JournalSection
from ui.panels.settings_section import Section, TableSection
from ui.panels.settings_texts import TextsSection

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office of this file."""
    return make_office(tmp_path_factory.mktemp("settings"))


@pytest.fixture
def page(qtbot: QtBot, office: Office, tmp_path: Path) -> SettingsPage:
    """The page of the administrator, on screen."""
    from PySide6.QtCore import QSettings

    actor = access.actor_for(office, "nurul")
    dispatcher = Dispatcher(office, actor, Background())
    made = SettingsPage(Desk(office, actor, dispatcher, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    dispatcher.setParent(made)
    qtbot.addWidget(made)
    made.resize(1366, 609)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh(None)
    return made


def filled(qtbot: QtBot, page: SettingsPage, key: str) -> TableSection:
    """A section with a table, once its rows are there."""
    section = page.section(key)
    assert isinstance(section, TableSection)
    until(qtbot, lambda: section.table.table_model.rowCount() > 0 and bool(section.table.current_key()))
    page._list.setFocus()
    press(KEY.Key_Return)
    return section


def test_every_section_opens_and_fits(qtbot: QtBot, page: SettingsPage) -> None:
    """Down the list; nothing is wider than the common laptop."""
    for spec in SECTIONS:
        assert isinstance(page.section(spec.key), Section)
        qtbot.wait(30)
    assert page.minimumSizeHint().width() <= 1366 and page.minimumSizeHint().height() <= 609


def test_an_officer_is_added_and_gets_one_pin(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """Ins, the name, Ctrl+Enter; the PIN stands on the page once and opens the door."""
    section = filled(qtbot, page, "officers")
    press(KEY.Key_Insert)
    write("Rizal Effendi, S.T.")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: not section._shown_pin.isHidden())  # type: ignore[attr-defined]
    shown = section._shown_pin.full_text()  # type: ignore[attr-defined]
    pin = "".join(c for c in shown if c.isdigit())
    with pytest.raises(NotAllowed, match="belum punya peran"):  # the PIN is right, the role comes next
        access.authenticate(office, "rizal", pin)
    page.section("rooms")
    assert section._shown_pin.full_text() == "", "it is gone with the section"  # type: ignore[attr-defined]


def test_a_plh_needs_an_end(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """A stand-in has dates; without an end the form says so and keeps what was chosen."""
    section = filled(qtbot, page, "officers")
    section.table.select(section.table.table_model.key_at(0))
    section.begin_role()  # type: ignore[attr-defined]
    write("kepala")
    press(KEY.Key_Return)
    write("plh")
    press(KEY.Key_Return)
    press(KEY.Key_Return, CTRL)
    assert focus().objectName() == "role_to" and "tanggal akhir" in focus().accessibleDescription()
    write("31122027")
    press(KEY.Key_Return)
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)
    with office.store.reading() as connection:
        found = next(o for o in officers(connection, today(office.clock.now())) if o.handle == "wulan")
    assert found.acting_kind == "Plh." and "DIVISION_HEAD" in found.roles


def test_400_seats_are_asked_about(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """A question with its button, and the service refuses all the same."""
    section = filled(qtbot, page, "rooms")
    press(KEY.Key_F2)
    for _ in range(1):
        press(KEY.Key_Return)
    press(KEY.Key_A, CTRL)
    write("400")
    assert section.doubt.button.label() == "Pakai 40" and section.doubt.button.isVisible()  # type: ignore[attr-defined]
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: "tidak wajar" in focus().accessibleDescription())
    section.doubt.button.click()  # type: ignore[attr-defined]
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)
    with office.store.reading() as connection:
        assert rooms(connection, today(office.clock.now()))[0].seats == 40


def go_to(name: str) -> None:
    """Enter moves on in forms."""
    for _ in range(14):
        if focus().objectName() == name:
            return
        press(KEY.Key_Return)
    raise AssertionError(f"{name} is not reached, the focus is at {focus().objectName()}")


def refused(name: str) -> bool:
    """The sentence stands beside this field, which has the focus."""
    return focus().objectName() == name and bool(focus().accessibleDescription())


def test_a_room_of_none_and_a_quota_of_minus_three_stay_beside_their_fields(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    """Nothing is saved, what was typed stays."""
    for key, field, typed in (("rooms", "room_seats", "0"), ("topics", "topic_quota", "-3")):
        section = filled(qtbot, page, key)
        press(KEY.Key_F2)
        go_to(field)
        press(KEY.Key_A, CTRL)
        write(typed)
        press(KEY.Key_Return, CTRL)
        until(qtbot, partial(refused, field))
        assert section.form_open() is not None
        press(KEY.Key_Escape)


def test_a_topic_has_a_version_and_a_period(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """Shown in the list and typed in the form; an emptied end holds no longer, an end before the start is refused."""
    section = filled(qtbot, page, "topics")

    def first() -> TopicRow:
        with office.store.reading() as connection:
            return topics(connection, today(office.clock.now()), with_retired=True)[0]

    press(KEY.Key_F2)
    go_to("topic_version")
    press(KEY.Key_A, CTRL)
    write("5.0")
    go_to("topic_active_from")
    write("01012026")
    go_to("topic_active_to")
    write("31122025")
    press(KEY.Key_Return, CTRL)
    until(qtbot, partial(refused, "topic_active_to"))
    press(KEY.Key_A, CTRL)
    write("31122027")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)
    assert (first().version, first().active_from, first().active_to) == ("5.0", date(2026, 1, 1), date(2027, 12, 31))
    press(KEY.Key_F2)
    go_to("topic_active_to")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_Delete)
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)
    assert (first().active_from, first().active_to) == (date(2026, 1, 1), None)


def test_the_number_template_shows_what_is_printed(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """Live preview; a wrong token is said at once; the saved one counts from its day."""
    section = page.section("letterhead")
    until(qtbot, lambda: bool(section._saved))  # type: ignore[attr-defined]
    edit = section._outgoing  # type: ignore[attr-defined]
    edit.setText("{urut}/X/{entah}")
    assert "tidak dikenal" in edit.accessibleDescription()
    edit.setText("{klasifikasi}/{urut}/{unit}")
    assert section._outgoing_preview.full_text() == "800.2.4.1/147/PBJ"  # type: ignore[attr-defined]
    section.submit()
    until(qtbot, lambda: not section._changes())  # type: ignore[attr-defined]
    with office.store.reading() as connection:
        assert setting(connection, setting_names.OUTGOING_TEMPLATE, today(office.clock.now())) == edit.text()


def test_a_closed_day_comes_and_goes(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """Ins, date as it is typed, name, Ctrl+Enter; Del strikes it out."""
    section = filled(qtbot, page, "closed")
    press(KEY.Key_Insert)
    write("17122027")
    press(KEY.Key_Return)
    write("HUT Belitung")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)

    def found() -> list[int]:
        with office.store.reading() as connection:
            return [row.id for row in closed_days(connection, today(office.clock.now())) if row.name == "HUT Belitung"]

    [made] = found()
    until(qtbot, lambda: section.table.select(str(made)))
    section.table.setFocus()
    press(KEY.Key_Delete)
    until(qtbot, lambda: found() == [])


def test_hours_are_typed_a_line_a_day(qtbot: QtBot, page: SettingsPage) -> None:
    """A stretch that cannot be read is said at its day; nothing is written."""
    section = page.section("hours")
    until(qtbot, lambda: section._days[0].text() != "")  # type: ignore[attr-defined]
    section._days[2].setText("pagi")  # type: ignore[attr-defined]
    section.submit()
    assert "07.30" in section._days[2].accessibleDescription()  # type: ignore[attr-defined]


def test_the_equipment_of_a_room_and_the_days_an_offer_is_held(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    """Both are typed and saved by Ctrl+Enter."""
    section = filled(qtbot, page, "rooms")
    press(KEY.Key_F2)
    equipment = page.findChild(QLineEdit, "room_equipment")
    assert equipment is not None
    equipment.setFocus()
    press(KEY.Key_A, CTRL)
    write("Meja, Proyektor, Genset")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.form_open() is None)
    words = page.section("words")
    days = page.findChild(QLineEdit, "words_offer_days")
    assert days is not None
    until(qtbot, lambda: days.text() == "2")
    days.setFocus()
    press(KEY.Key_A, CTRL)
    write("4")
    words.submit()

    def saved() -> tuple[object, object]:
        with office.store.reading() as connection:
            day = today(office.clock.now())
            return rooms(connection, day)[0].equipment, setting(connection, setting_names.OFFER_DAYS, day)

    until(qtbot, lambda: saved() == (("Meja", "Proyektor", "Genset"), 4))


def test_a_backup_is_made_and_the_data_checked(qtbot: QtBot, page: SettingsPage) -> None:
    """Ins and F2."""
    section = page.section("backup")
    until(qtbot, lambda: "Tempat" in section._folder.full_text())  # type: ignore[attr-defined]
    page._list.setFocus()
    press(KEY.Key_Insert)
    until(qtbot, lambda: "uji pulih" in section._state.full_text())  # type: ignore[attr-defined]
    press(KEY.Key_F2)
    until(qtbot, lambda: "Data utuh" in section._state.full_text())  # type: ignore[attr-defined]
    until(qtbot, lambda: section.table.table_model.rowCount() == 1)  # type: ignore[attr-defined]
    assert PINS


def test_texts_are_previewed_and_a_wrong_token_stays_beside_its_field(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    """What would be sent, how many SMS it makes, and why a text cannot be used; the next message uses it."""
    section = page.section("texts")
    assert isinstance(section, TextsSection)
    edit = section._edits[setting_names.MESSAGE_TEXT]
    until(qtbot, lambda: bool(edit.text()))
    edit.setText("LPSE {kantor}: {topik} {tanggal_pendek} pkl {jam}. Balas HADIR[ sebelum {batas}] {salah}")
    level, words = section.fields[setting_names.MESSAGE_TEXT].message()
    assert level == "error" and "{salah} tidak dikenal" in words
    section.first_focus().setFocus()
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: section.fields[setting_names.MESSAGE_TEXT].message()[0] == "error")
    edit.setText(edit.text().replace(" {salah}", ""))
    assert section.fields[setting_names.MESSAGE_TEXT].message()[0] == ""
    assert section.preview.full_text().startswith("LPSE Kabupaten Belitung: SPSE untuk PPK")
    assert "1 SMS" in section.length.full_text()
    press(KEY.Key_Return, CTRL)

    def saved() -> bool:
        with office.store.reading() as connection:
            return notice_texts(connection, today(office.clock.now())).message == edit.text()

    until(qtbot, saved)


def test_the_journal_is_read_searched_and_leafed_through(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    """Newest first with what changed; a word finds deeds, a key finds a case; F4 brings the older hundred."""
    nurul = access.actor_for(office, "nurul")
    for number in range(PAGE + 5):
        act = Act(actor=nurul)
        office_calendar.save_setting(office, act, name=setting_names.OWN_CLASS_SIZE, value=5 + number % 2)
    section = page.section("journal")
    assert isinstance(section, JournalSection)
    model = section.table.table_model
    until(qtbot, lambda: model.rowCount() == PAGE)
    numbers = [int(model.key_at(at)) for at in range(PAGE)]
    assert numbers == sorted(numbers, reverse=True)
    page._list.setFocus()
    press(KEY.Key_Return)
    assert focus() is section.search
    section.table.select(model.key_at(0))
    until(qtbot, lambda: "office_setting" in section.changes.full_text())
    assert "Nurul Aini" in section.changes.full_text() and setting_names.OWN_CLASS_SIZE in section.changes.full_text()
    press(KEY.Key_F4)
    until(qtbot, lambda: model.rowCount() > PAGE)
    older = [int(model.key_at(at)) for at in range(PAGE, model.rowCount())]
    assert max(older) == numbers[-1] - 1
    write("tambah petugas")
    until(qtbot, lambda: 0 < model.rowCount() <= PAGE and model.key_at(0) != str(numbers[0]))
    deeds = {model.row(at).cell("deed").text for at in range(model.rowCount())}
    assert all("tambah petugas" in one.casefold() for one in deeds), deeds
    press(KEY.Key_A, CTRL)
    write("9999/2026")
    until(qtbot, lambda: model.rowCount() == 0)
    assert not section.older.isEnabled()
