"""The Kasubbag disposes, lifts, drops and fixes by keys; a refusal is a sentence (SOP steps 4 and 5, picture 03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.session_rows import SessionRow
from desktop_app.services import endings, sessions
from desktop_app.sop.states import RequestState, SessionState
from tests.ui.december_office import PPK
from tests.ui.december_page import ALT, CTRL, ENTER, K, Opened, desk_of, focus_name
from ui.change_watcher import ChangeWatcher
from ui.panels.calendar_chips import session_key
from ui.panels.kasubbag import KasubbagPage
from ui.panels.kasubbag_papers import write_schedule
from ui.widgets.list_rows import RowListModel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MEMBALONG, PERHUBUNGAN, KESEHATAN, BAHARI = 14, 15, 16, 13
POKJA_CLASS, PPK_TOLD, PENYEDIA_CLASS = 4, 6, 7
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def lift(at: Opened, page: KasubbagPage, request: int) -> None:
    """Choose a letter of the queue and lift it with Enter."""
    page.queue.list.select(f"request:{request}")
    at.act(ENTER)
    assert page.carrying.is_carrying() and focus_name() == "month_view"


def verdict(page: KasubbagPage) -> tuple[str, str]:
    """State and words under the ghost."""
    ghost = page.calendar.month.ghost()
    assert ghost is not None
    return ghost.state, ghost.verdict


def session(at: Opened, session_id: int) -> SessionRow:
    """A class as it is stored."""
    with at.december.office.store.reading() as connection:
        return sessions_by_ids(connection, [session_id])[0]


def test_enter_opens_the_disposition_and_ctrl_enter_disposes(sit: Sit) -> None:
    """Step 4 with the trainer of the third disposition; the calendar comes back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    at.press((K.Key_1, ALT))
    request = int(page.queue.list.current_key().removeprefix("request:"))
    at.act(ENTER)
    assert focus_name() == "kasubbag_instruction_0"
    maya = page.disposition.form._trainer_rows["maya"]
    maya.setFocus()
    at.press(K.Key_Space)
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.SCHEDULING
    assert at.case(request).dispositions[-1].trainers == ("Maya Kusuma (contoh)",)
    assert page.calendar.isVisible() and focus_name() == "kasubbag_list"
    at.undo()
    assert at.state(request) is RequestState.WITH_SUBHEAD


def test_returning_to_the_kabag_needs_a_reason(sit: Sit) -> None:
    """Alt+K, a reason, Ctrl+Enter."""
    at = sit("nurul")
    at.show(KasubbagPage)
    at.press((K.Key_1, ALT))
    at.act(ENTER)
    at.press((K.Key_K, ALT), "Mohon arahan, topik belum ada kelasnya")
    at.act((ENTER, CTRL))
    assert at.said == ["Kecamatan Sijuk dikembalikan ke Kabag"]


def test_lift_arrows_drop_makes_a_tentative_class(sit: Sit) -> None:
    """Over the preferred day at once, the verdict in words, room and trainer chosen, and Ctrl+Z takes it back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, MEMBALONG)
    assert page.calendar.cursor_day() == date(2026, 12, 9)
    assert verdict(page) == ("ok", "Rab 9: ruang dan trainer siap")
    at.act(ENTER)
    assert at.state(MEMBALONG) is RequestState.SCHEDULED
    assert at.said == ["Kecamatan Membalong dijadwalkan 9–10 Des, tentatif"]
    made = session(at, at.case(MEMBALONG).sessions[0].session_id)
    assert made.state is SessionState.TENTATIVE and made.days == (date(2026, 12, 9), date(2026, 12, 10))
    assert made.trainers == ("Maya Kusuma (contoh)",) and made.place
    assert any(chip.key == session_key(made.id) for chip in page.calendar.month.month_model.chips)
    at.undo()
    assert at.state(MEMBALONG) is RequestState.SCHEDULING


def test_fast_fingers_lose_nothing(sit: Sit) -> None:
    """Enter, arrow, Enter without waiting: the drop waits for its verdict (a class of the topic is there)."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.queue.list.select(f"request:{MEMBALONG}")
    at.press(ENTER, K.Key_Down)
    at.act(ENTER)
    at.settled()
    assert at.case(MEMBALONG).sessions[0].days == (date(2026, 12, 15), date(2026, 12, 16))


def test_a_holiday_refuses_in_words(sit: Sit) -> None:
    """Kam 24 is cuti bersama: the drop stays in the hand and nothing is written; Esc puts it back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, KESEHATAN)
    page.calendar.go(date(2026, 12, 24))
    at.settled()
    state, words = verdict(page)
    assert state == "no" and words.startswith("Kam 24: Cuti Bersama")
    at.act(ENTER)
    assert page.carrying.is_carrying() and at.state(KESEHATAN) is RequestState.SCHEDULING
    at.press(K.Key_Escape)
    assert not page.carrying.is_carrying() and focus_name() == "kasubbag_list" and at.said == []


def test_a_past_day_and_a_weekend_refuse(sit: Sit) -> None:
    """Yesterday and Sunday, each with its sentence."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, KESEHATAN)
    for day, words in ((date(2026, 12, 2), "sudah lewat"), (date(2026, 12, 6), "Min 6")):
        page.calendar.go(day)
        at.settled()
        assert verdict(page)[0] == "no" and words in verdict(page)[1]


def test_a_seat_more_than_the_quota_is_refused(sit: Sit) -> None:
    """The full class says so; a class of its own is offered first, Space shows the full one."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, KESEHATAN)
    at.act(K.Key_Space)
    state, words = verdict(page)
    assert state == "no" and words == "Kelas Katalog 7–8 Des penuh (15/15). Pilih kelas lain atau daftar tunggu."
    at.act(ENTER)
    assert page.carrying.is_carrying() and at.state(KESEHATAN) is RequestState.SCHEDULING
    assert session(at, 3).seats.taken == 15


def test_a_class_of_the_topic_takes_the_letter(sit: Sit) -> None:
    """Dropped on a day with a class of its topic and room, it is seated there."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, BAHARI)
    page.calendar.go(date(2026, 12, 17))
    at.settled()
    assert verdict(page) == ("ok", "Masuk kelas Penyedia 17 Des: jadi 11/20")
    at.act(ENTER)
    assert session(at, PENYEDIA_CLASS).seats.taken == 11


def test_individuals_fill_the_class(sit: Sit) -> None:
    """Masukkan 5: five acts, the oldest first."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    button = page.pool.buttons[3]
    assert button.label() == "Masukkan 5"
    button.setFocus()
    at.act(ENTER)
    at.settled()
    assert session(at, PENYEDIA_CLASS).seats.taken == 14
    assert at.said == ["5 perseorangan Penyedia masuk kelas 17 Des"]


def test_enter_on_a_day_opens_the_class_and_fixes_it(sit: Sit) -> None:
    """Enter, Ctrl+Enter; Esc gives the room back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.calendar.go(date(2026, 12, 17))
    page.calendar.month.setFocus()
    at.act(ENTER)
    assert focus_name() == "session_people" and page.side.session.session_id() == PENYEDIA_CLASS
    at.act((ENTER, CTRL))
    assert session(at, PENYEDIA_CLASS).state is SessionState.FIXED
    assert not page.side.session.fix.isVisible()
    at.press(K.Key_Escape)
    assert page.side.shown() is None


def test_two_classes_on_a_day_are_listed(sit: Sit) -> None:
    """Enter on the tenth shows both, Enter opens one."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.calendar.go(date(2026, 12, 10))
    page.calendar.month.setFocus()
    at.act(ENTER)
    assert focus_name() == "calendar_day_rows" and page.side.day.list.rows_model.rowCount() == 2
    at.act(ENTER)
    assert page.side.session.session_id() in (POKJA_CLASS, 5)


def test_moving_a_class_that_was_told_asks_why(sit: Sit) -> None:
    """G lifts it, the arrow moves it, the reason opens in a line; then everybody gets a new round."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.open_session(PPK_TOLD)
    at.settled()
    at.act("g", K.Key_Up)
    page.calendar.go(date(2026, 12, 28))
    at.settled()
    assert verdict(page) == (
        "ask",
        "Sen 28: ruang dan trainer siap. 8 orang sudah diberi tahu tanggal lama: tulis alasannya.",
    )
    at.act(ENTER)
    assert focus_name() == "calendar_reason_text" and page.calendar.reason.isVisible()
    at.press("Ruang dipakai rapat")
    at.act(ENTER)
    assert session(at, PPK_TOLD).state is SessionState.POSTPONED
    assert at.said == ["Kelas PPK Sel–Rab 15–16 Des dipindahkan ke 28–29 Des, 8 orang diberi tahu lagi"]


def test_cancelling_asks_in_the_pane(sit: Sit) -> None:
    """Batalkan opens the reason; its letters go back to the queue."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.open_session(PENYEDIA_CLASS)
    at.settled()
    page.side.session.cancel.setFocus()
    at.press(ENTER)
    assert focus_name() == "session_reason_text"
    at.press("Trainer sakit")
    at.act(ENTER)
    assert session(at, PENYEDIA_CLASS).state is SessionState.CANCELLED
    assert page.queue.list.rows_model.rowCount() == 9


def test_a_quota_below_the_seats_is_refused_beside_the_field(sit: Sit) -> None:
    """The sentence stands on the label line and the number stays typed."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.open_session(PENYEDIA_CLASS)
    at.settled()
    fields = page.side.session.fields
    fields.quota.setFocus()
    fields.quota.selectAll()
    at.press("5")
    at.act((K.Key_S, CTRL))
    tone, words = fields.fields["quota"].message()
    assert tone == "error" and words.startswith("Sudah ada 9 kursi terisi")
    assert fields.quota.value() == 5


def test_a_new_class_on_a_closed_day_says_why(sit: Sit) -> None:
    """N, topic in two letters, Ctrl+Enter: refused beside the day; another day is taken."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.calendar.go(date(2026, 12, 25))
    at.act("n")
    assert focus_name() == "session_form_topic"
    at.press("penyedia", ENTER)
    page.side.form.room.setFocus()
    at.press("aula", ENTER)
    page.side.form.submit()
    at.settled()
    assert page.side.form.fields["first_day"].message()[0] == "error"
    page.side.form.day.setFocus()
    page.side.form.day.selectAll()
    at.press("2912", K.Key_Tab)
    page.side.form.submit()
    at.settled()
    assert page.side.session.session_id() and at.said == ["Kelas dibuat, masih tentatif"]


def test_the_waiting_list_needs_a_reason_and_gives_back(sit: Sit) -> None:
    """D there, D back."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.queue.list.select(f"request:{PERHUBUNGAN}")
    at.press("d")
    assert focus_name() == "calendar_reason_text"
    at.press("Semua kelas PPK penuh")
    at.act(ENTER)
    assert at.state(PERHUBUNGAN) is RequestState.WAITLISTED
    page.queue.list.setFocus()
    page.queue.list.select(f"request:{PERHUBUNGAN}")
    at.act("d")
    assert at.state(PERHUBUNGAN) is RequestState.SCHEDULING


def test_another_window_shows_by_itself(sit: Sit) -> None:
    """A class somebody else made appears without a key."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    watcher = ChangeWatcher(at.december.office, at.desk.dispatcher)
    before = len(page.calendar.month.month_model.chips)
    at.december.do(
        "nurul", sessions.create_session, topic=PPK, first_day=date(2026, 12, 29), room="lab", trainers=("andi",)
    )
    watcher.look()
    at.qtbot.waitUntil(lambda: len(page.calendar.month.month_model.chips) == before + 1)
    watcher.stop()
    at.settled()


def test_the_helpdesk_only_reads(sit: Sit) -> None:
    """No lifting, no new class, no late colour; the sheet may be recorded."""
    at = sit("wulan")
    page = at.show(KasubbagPage)
    at.press((K.Key_2, ALT))
    at.act(ENTER)
    assert not page.carrying.is_carrying()
    assert not page.calendar.new.isEnabled() and not page.queue.list.dragEnabled()
    assert not any(row.tone == "danger" or row.draggable for row in page.queue.list.rows_model.rows())
    at.press((K.Key_1, ALT))
    at.act(ENTER)
    assert page.disposition.form.paper.isVisible() and not page.disposition.form.primary.isEnabled()


def test_a_duplicate_is_confirmed_where_it_is_read(sit: Sit) -> None:
    """What the Helpdesk proposed stands over the form; one press ends the second letter."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    at.press((K.Key_1, ALT))
    request = int(page.queue.list.current_key().removeprefix("request:"))
    at.december.do("wulan", endings.propose_duplicate, why="surat sama", request=request, first=8)
    at.act(ENTER)
    form = page.disposition.form
    assert form.duplicate.isVisible()
    form.duplicate.setFocus()
    at.act(ENTER)
    assert at.state(request) is RequestState.DUPLICATE


def test_the_schedule_goes_to_a_workbook(sit: Sit, tmp_path: Path) -> None:
    """Ctrl+E writes the span shown; a folder that is not there is refused in words."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    target = tmp_path / "jadwal.xlsx"
    write_schedule(at.desk, page.calendar.span(), target)
    at.settled()
    assert target.read_bytes()[:2] == b"PK" and at.said == [f"Jadwal disimpan: {target}"]
    write_schedule(at.desk, page.calendar.span(), tmp_path / "tidak-ada" / "jadwal.xlsx")
    at.settled()
    assert "tidak ada" in at.said[-1]


def mouse_drop(at: Opened, page: KasubbagPage, payload: str, day: date) -> None:
    """Drag a payload over a day and let go there."""
    month = page.calendar.month
    index = month.month_model.index_of(day)
    here = QPointF(month.layout_now().cell(index.row(), index.column()).bottomLeft() + QPointF(40, -6))
    data = QMimeData()
    data.setData(RowListModel.MIME, payload.encode())
    args = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(month.viewport(), QDragEnterEvent(here.toPoint(), *args))
    QApplication.sendEvent(month.viewport(), QDragMoveEvent(here.toPoint(), *args))
    assert page.carrying.is_carrying()
    QApplication.sendEvent(month.viewport(), QDropEvent(here, *args))
    at.settled()


def test_the_mouse_drops_a_letter_as_the_keys_do(sit: Sit) -> None:
    """A row of the queue onto a free day; a chip onto another day; a holiday sends it back with its sentence."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    mouse_drop(at, page, f"request:{MEMBALONG}", date(2026, 12, 25))
    assert not page.carrying.is_carrying() and at.said[-1].startswith("Jum 25: Hari Raya Natal")
    assert at.state(MEMBALONG) is RequestState.SCHEDULING
    mouse_drop(at, page, f"request:{MEMBALONG}", date(2026, 12, 21))
    assert at.case(MEMBALONG).sessions[0].days[0] == date(2026, 12, 21)
    mouse_drop(at, page, session_key(PENYEDIA_CLASS), date(2026, 12, 18))
    assert session(at, PENYEDIA_CLASS).days == (date(2026, 12, 18),)
