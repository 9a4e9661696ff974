"""The notice board as rows of the list and of the table (picture 04)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.office_time import today
from desktop_app.queries import schedule_read, session_read
from desktop_app.queries.notice_words import NoticeTexts, notice_texts
from desktop_app.queries.office import setting
from desktop_app.queries.senders import book_is_external
from desktop_app.queries.session_rows import COMPLETE, TO_TELL, BoardRow, ChannelMark, SessionDetail, SessionPerson
from desktop_app.queries.session_rows import SessionRow as Session
from desktop_app.queries.setting_names import CLASSIFICATION, STORAGE_LOCATION
from desktop_app.sop.states import SessionState
from ui.widgets.badges import BadgeView, status_badge
from ui.widgets.bars import BarPart
from ui.widgets.lists import ListRow, header
from ui.widgets.table_rows import Cell, Column, TableRow

COLUMNS = (
    Column("mark", "", 42),
    Column("person", "Peserta"),
    Column("telephone", "Telepon", 98),
    Column("sms", "SMS", 84),
    Column("letter", "Surat", 86),
    Column("email", "E-mail", 82),
    Column("answer", "Konfirmasi", 122),
)
STILL_TENTATIVE = "MASIH TENTATIF"
TELLABLE = (SessionState.FIXED, SessionState.RUNNING)


@dataclass(frozen=True, slots=True)
class Board:
    """What the list shows: classes to tell, complete ones, and those that are not fixed yet."""

    rows: tuple[BoardRow, ...]
    tentative: tuple[Session, ...]
    texts: NoticeTexts
    storage_location: str
    classification: str
    external_letters: bool
    day: date


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip over the table."""

    key: str
    label: str
    keeps: Callable[[SessionPerson], bool]


def comes(person: SessionPerson) -> bool:
    """Said yes, or holds a confirmed seat."""
    return person.seat_state != "RELEASED" and (person.answer == "PRESENT" or person.seat_state == "CONFIRMED")


def left(person: SessionPerson) -> bool:
    """Gave the seat back, or was replaced."""
    return person.seat_state == "RELEASED"


def unanswered(person: SessionPerson) -> bool:
    """Has given no final answer yet."""
    return not comes(person) and not left(person)


def to_ask(person: SessionPerson) -> bool:
    """Still has to be called: who asked for another date waits for the Kasubbag."""
    return unanswered(person) and person.answer != "OTHER_DATE"


def believes_old(person: SessionPerson) -> bool:
    """Was told the date before a reschedule and not yet the new one."""
    return bool(person.knows) and not left(person)


FILTERS = (
    Filter("all", "Semua", lambda person: True),
    Filter("present", "Hadir", comes),
    Filter("open", "Belum jawab", unanswered),
    Filter("gone", "Batal / ganti", left),
    Filter("old", "Tanggal lama", believes_old),
)


def everybody(detail: SessionDetail) -> tuple[SessionPerson, ...]:
    """Those who hold seats, then those who gave theirs back."""
    return (*detail.people, *detail.released)


def next_open(
    people: Sequence[SessionPerson], after: int, *, done: Collection[int] = (), skip_request: int | None = None
) -> int | None:
    """The next person to ask after ``after``, wrapping round; ``done`` and ``skip_request`` leave out those told."""
    done = {after, *done}
    at = next((i for i, one in enumerate(people) if one.participant_id == after), -1)
    for step in range(1, len(people) + 1):
        one = people[(at + step) % len(people)]
        waits = to_ask(one) or believes_old(one)
        if one.participant_id not in done and waits and one.request_id != skip_request:
            return one.participant_id
    return None


def load_board(connection: Any, now: datetime) -> Board:
    """Everything the list needs, in one read; ``now`` is aware."""
    day = today(now)
    ahead = schedule_read.upcoming(connection, day)
    return Board(
        rows=session_read.notice_board(connection, now),
        tentative=tuple(one for one in ahead if one.state is not SessionState.FIXED and one.request_ids),
        texts=notice_texts(connection, day),
        day=day,
        external_letters=book_is_external(connection, day.year, "outgoing"),
        storage_location=str(setting(connection, STORAGE_LOCATION, day)),
        classification=str(setting(connection, CLASSIFICATION, day)),
    )


def list_rows(board: Board) -> list[ListRow]:
    """The side list with its headings; a class that is not fixed cannot be told yet and says so."""
    rows: list[ListRow] = []
    for section in (TO_TELL, COMPLETE):
        found = [row for row in board.rows if row.section == section]
        if found:
            rows.append(header(section, f"{len(found)} kelas"))
            rows += [_board_row(row, board.day) for row in found]
    if board.tentative:
        rows.append(header(STILL_TENTATIVE, f"{len(board.tentative)} kelas"))
        rows += [_tentative_row(row) for row in board.tentative]
    return rows


def _board_row(row: BoardRow, day: date) -> ListRow:
    over = row.confirm_by is not None and row.confirm_by < day and row.unanswered > 0
    one, total = row.session, max(row.seats + row.declined, 1)
    bars = (BarPart(row.present / total, "ok"), BarPart(row.declined / total, "danger"))
    return ListRow(
        key=str(one.id),
        title=one.days_text,
        right=row.days_left_text,
        detail=f"{one.who} · {one.place}",
        status=f"{row.counts} · lewat batas" if over else row.counts,
        tone="warn" if over or row.believe_old else "text2",
        progress=tuple(part for part in bars if part.share) or (BarPart(0, "ok"),),
        marker=one.topic.color,
        accessible=f"{one.topic.name}, {one.days_text}, {one.who}, {row.counts}, {row.days_left_text}",
    )


def _tentative_row(one: Session) -> ListRow:
    return ListRow(
        key=str(one.id),
        title=one.days_text,
        right="tentatif",
        detail=f"{one.who} · {one.place}",
        status="Menunggu penetapan Kasubbag",
        icon="hourglass",
        tone="warn",
        marker=one.topic.color,
    )


def table_rows(people: Iterable[SessionPerson], requests: int, marked: Collection[int] = ()) -> list[TableRow]:
    """One row a person; with several letters in the class the sender stands under the name."""
    return [_table_row(one, several=requests > 1, marked=one.participant_id in marked) for one in people]


def _table_row(person: SessionPerson, *, several: bool, marked: bool) -> TableRow:
    cells: dict[str, Cell | str] = {
        "mark": Cell(checked=marked) if not left(person) else Cell(),
        "person": Cell(person.full_name, _under_the_name(person, several=several)),
        "answer": Cell(badge=answer_badge(person)),
    }
    for name in ("telephone", "sms", "letter", "email"):
        cells[name] = _channel_cell(person.channel(name))
    return TableRow(str(person.participant_id), cells, f"{person.request_key} · {person.organization}")


def _under_the_name(person: SessionPerson, *, several: bool) -> str:
    """What the clerk must know first: the substitute, a wrong number, an old date; else office and position."""
    if person.replaced_by:
        return f"digantikan oleh {person.replaced_by}"
    if believes_old(person):
        return f"tahu tanggal lama {person.knows}"
    tail = f"narahubung {person.request_key}" if person.is_contact else person.position
    parts = [
        "nomor salah" if person.mobile_bad else "",
        "e-mail kembali" if person.email_unreachable else "",
        person.organization if several or not tail else "",
        tail,
    ]
    return " · ".join(part for part in parts if part) or person.request_key


_SUCCESS = {"telephone": ("ok", "check"), "email": ("ok", "check"), "sms": ("text2", "send")}


def _channel_cell(mark: ChannelMark) -> Cell:
    if not mark.tries:
        return Cell("–", tone="text3")
    if mark.success:
        tone, icon = _SUCCESS.get(mark.channel, ("text2", "send"))
        return Cell(mark.text, tone=tone, icon=icon)
    return Cell(mark.text, tone="warn", icon="phone-missed" if mark.channel == "telephone" else "circle-alert")


def answer_badge(person: SessionPerson) -> BadgeView:
    """Hadir, Belum jawab, Ganti orang or Batal; never colour alone."""
    if comes(person):
        return status_badge("Hadir", "ok")
    tones = {"DECLINED": "danger", "SUBSTITUTED": "accent"}
    if left(person) and person.answer not in tones:
        return BadgeView("Dilepas", "neutral", "minus")
    return status_badge(person.answer_label, tones.get(person.answer, "warn"))
