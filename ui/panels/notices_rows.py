"""The notice board as rows of the list and of the table (picture 04)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.office_time import today
from desktop_app.queries import schedule_read, session_read
from desktop_app.queries.office import setting
from desktop_app.queries.session_rows import COMPLETE, TO_TELL, BoardRow, ChannelMark, SessionDetail, SessionPerson
from desktop_app.queries.session_rows import SessionRow as Session
from desktop_app.queries.setting_names import CLASSIFICATION, OFFICE_NAME, STORAGE_LOCATION
from desktop_app.sop.states import SessionState
from ui.widgets.badges import BadgeView, status_badge
from ui.widgets.bars import BarPart
from ui.widgets.lists import ListRow, header
from ui.widgets.table_rows import Cell, Column, TableRow

COLUMNS = (
    Column("person", "Peserta"),
    Column("telephone", "Telepon", 106),
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
    office: str
    storage_location: str
    classification: str


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
    """Still has to be asked."""
    return not comes(person) and not left(person)


FILTERS = (
    Filter("all", "Semua", lambda person: True),
    Filter("present", "Hadir", comes),
    Filter("open", "Belum jawab", unanswered),
    Filter("gone", "Batal / ganti", left),
)


def everybody(detail: SessionDetail) -> tuple[SessionPerson, ...]:
    """Those who hold seats, then those who gave theirs back."""
    return (*detail.people, *detail.released)


def next_open(people: Sequence[SessionPerson], after: int, *, skip_request: int | None = None) -> int | None:
    """The next person to ask after ``after``, wrapping round; ``skip_request`` leaves out a group just told."""
    at = next((i for i, one in enumerate(people) if one.participant_id == after), -1)
    for step in range(1, len(people) + 1):
        one = people[(at + step) % len(people)]
        if one.participant_id != after and unanswered(one) and one.request_id != skip_request:
            return one.participant_id
    return None


def load_board(connection: Any, now: datetime) -> Board:
    """Everything the list needs, in one read; ``now`` is aware."""
    day = today(now)
    ahead = schedule_read.upcoming(connection, day)
    return Board(
        rows=session_read.notice_board(connection, now),
        tentative=tuple(one for one in ahead if one.state is not SessionState.FIXED and one.request_ids),
        office=str(setting(connection, OFFICE_NAME, day)).rsplit(",", 1)[-1].strip(),
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
            rows += [_board_row(row) for row in found]
    if board.tentative:
        rows.append(header(STILL_TENTATIVE, f"{len(board.tentative)} kelas"))
        rows += [_tentative_row(row) for row in board.tentative]
    return rows


def _board_row(row: BoardRow) -> ListRow:
    one, total = row.session, max(row.seats + row.declined, 1)
    bars = (BarPart(row.present / total, "ok"), BarPart(row.declined / total, "danger"))
    return ListRow(
        key=str(one.id),
        title=one.days_text,
        right=row.days_left_text,
        detail=f"{one.who} · {one.place}",
        status=row.counts,
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


def table_rows(people: Iterable[SessionPerson], requests: int) -> list[TableRow]:
    """One row a person; with several letters in the class the sender stands under the name."""
    return [_table_row(person, several=requests > 1) for person in people]


def _table_row(person: SessionPerson, *, several: bool) -> TableRow:
    tail = f"narahubung {person.request_key}" if person.is_contact else person.position
    parts = [person.organization if several or not tail else "", tail]
    cells: dict[str, Cell | str] = {
        "person": Cell(person.full_name, " · ".join(p for p in parts if p) or person.request_key),
        "answer": Cell(badge=answer_badge(person)),
    }
    for name in ("telephone", "sms", "letter", "email"):
        cells[name] = _channel_cell(person.channel(name))
    return TableRow(str(person.participant_id), cells, f"{person.request_key} · {person.organization}")


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
