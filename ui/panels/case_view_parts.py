"""What stands in a case as plain words: facts, people, dispositions, calls, papers and history, ready to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.queries import cases, session_read, timeline
from desktop_app.queries.case_rows import CaseRow, DispositionRow
from desktop_app.queries.session_rows import SessionPerson
from desktop_app.queries.timeline import TimelineRow
from desktop_app.sop.dates_in_words import SHORT_DAYS, clock, date_range, short_date
from ui import theme
from ui.panels.notices_rows import answer_badge
from ui.widgets.badges import BadgeView
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, header
from ui.widgets.table_rows import Cell, Column, TableRow

PEOPLE = (
    Column("person", "Peserta"),
    Column("nip", "NIP", 160),
    Column("mobile", "Telepon", 128),
    Column("answer", "Konfirmasi", 124),
    Column("came", "Kehadiran", 150),
)


@dataclass(frozen=True, slots=True)
class Folder:
    """One case with the people of its classes and its history, in one read."""

    case: CaseRow
    people: tuple[SessionPerson, ...]
    history: tuple[TimelineRow, ...]


def load_folder(connection: Any, request_id: int, now: datetime) -> Folder:
    """Everything that lies in the folder; raises ``UserError`` for no such case."""
    found = cases.case(connection, request_id, now)
    people: list[SessionPerson] = []
    for one in found.sessions:
        detail = session_read.session(connection, one.session_id, now)
        people += [p for p in (*detail.people, *detail.released) if p.request_id == request_id]
    return Folder(found, tuple(people), timeline.timeline(connection, request_id))


class Fact(NamedTuple):
    """A label and what stands there."""

    label: str
    value: str


def facts(case: CaseRow) -> tuple[Fact, ...]:
    """The letter's own fields; numbers of persons are masked here."""
    filed = case.archive_file
    person = case.kind == "form"
    number = case.letter_number or ("formulir" if person else "tanpa nomor")
    outside = f" · {case.external_number}" if case.external_number else ""
    classes = ", ".join(f"{one.days_text} ({one.state_label.lower()}, {one.place})" for one in case.sessions)
    made = (
        Fact("Nomor surat", number),
        Fact("Tanggal surat", short_date(case.letter_date) if case.letter_date else "–"),
        Fact("Diterima", _moment(case.received_at)),
        Fact("Agenda", f"{case.agenda_label}{outside}"),
        Fact("Perihal", case.subject),
        Fact("Jumlah peserta", f"{case.participant_count} orang"),
        Fact(
            "Sifat", " · ".join(part for part in (case.urgency_label, case.secrecy_label) if part != "Biasa") or "Biasa"
        ),
        Fact("Penanda tangan", " · ".join(part for part in (case.signer_name, case.signer_position) if part)),
        Fact("Narahubung", case.contact_name),
        Fact("Telepon", case.contact_phone_masked),
        Fact("E-mail", case.contact_email_masked),
        Fact("Usul tanggal", case.preferred),
        Fact("Kelas", classes or "belum dijadwalkan"),
        Fact("Arsip", f"{filed.storage_location} · {filed.classification_code}" if filed else "belum diarsipkan"),
        Fact("Ditutup", _moment(filed.closed_at) if filed and filed.closed_at else "–"),
        Fact("Surat terkait", ", ".join(f"{one.relation} {one.key}" for one in case.linked)),
        Fact("Catatan", " · ".join(part for part in (case.state_reason, case.note) if part)),
    )
    return tuple(Fact(one.label, one.value or "–") for one in made)


class FactGrid(QWidget):
    """Facts in three columns, label over value."""

    COLUMNS = 3

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._values: list[Label] = []

    def show_facts(self, shown: Iterable[Fact]) -> None:
        """Show other facts."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._values = []
        for at, one in enumerate(shown):
            line, place = divmod(at, self.COLUMNS)
            holder = QWidget(self)
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(0)
            value = Label(one.value, "dense", "text", elide=True, object_name=f"fact_{at + 1}")
            value.setAccessibleName(f"{one.label}: {one.value}")
            inner.addWidget(Label(one.label, "caption", "text3"))
            inner.addWidget(value)
            self._grid.addWidget(holder, line, place)
            self._values.append(value)
        for place in range(self.COLUMNS):
            self._grid.setColumnStretch(place, 1)

    def texts(self) -> tuple[str, ...]:
        """The values as shown."""
        return tuple(one.full_text() for one in self._values)


class Entry(NamedTuple):
    """One line of a section: what happened, when, and what else there is to say."""

    head: str
    when: str
    detail: str = ""


class EntryLines(QWidget):
    """Entries under each other; words wrap, nothing is cut."""

    def __init__(self, empty: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._empty = empty
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._words: tuple[str, ...] = ()

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show other entries."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        shown = list(entries)
        self._words = tuple(" · ".join(part for part in one if part) for one in shown)
        if not shown:
            self._column.addWidget(Label(self._empty, "dense", "text3"))
        for one in shown:
            holder = QWidget(self)
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(0)
            inner.addWidget(Label(f"{one.when}   {one.head}", "dense_strong", "text", wrap=True))
            if one.detail:
                inner.addWidget(Label(one.detail, "dense", "text2", wrap=True))
            self._column.addWidget(holder)

    def texts(self) -> tuple[str, ...]:
        """The lines as they are read."""
        return self._words


def dispositions(case: CaseRow) -> list[Entry]:
    """What the officials wrote, and whether it was keyed from the signed sheet."""
    return [_disposition(one) for one in case.dispositions]


def _disposition(one: DispositionRow) -> Entry:
    acting = f" ({one.acting_kind})" if one.acting_kind else ""
    paper = f" · dari lembar, dicatat {one.recorded_by}" if one.from_paper else ""
    parts = (
        ", ".join(one.instructions),
        f"diteruskan ke {', '.join(one.forwarded_to)}" if one.forwarded_to else "",
        f"trainer {', '.join(one.trainers)}" if one.trainers else "",
        f"“{one.note}”" if one.note else "",
    )
    detail = " · ".join(part for part in parts if part)
    return Entry(f"{one.outcome_label} oleh {one.officer}{acting}{paper}", _moment(one.initialed_at), detail)


def contacts(case: CaseRow) -> list[Entry]:
    """How the schedule was told and what was answered, newest first."""
    told = [
        (
            one.attempted_at,
            Entry(
                f"{one.channel_label}: {one.outcome_label.lower()}",
                _moment(one.attempted_at),
                " · ".join(
                    part
                    for part in (
                        one.full_name or "lewat narahubung",
                        f"bicara dengan {one.spoken_to}" if one.spoken_to else "",
                        one.note,
                    )
                    if part
                ),
            ),
        )
        for one in case.contacts
    ]
    answered = [
        (
            one.answered_at,
            Entry(
                f"Jawaban: {one.answer_label.lower()}",
                _moment(one.answered_at),
                f"{one.full_name} · {one.channel_label}",
            ),
        )
        for one in case.confirmations
    ]
    return [entry for _, entry in sorted((*told, *answered), key=lambda pair: pair[0], reverse=True)]


def people_rows(folder: Folder) -> list[TableRow]:
    """Every place of the request, with answer and attendance where there is a class."""
    seated = {one.participant_id: one for one in folder.people}
    return [
        TableRow(
            str(one.id),
            {
                "person": Cell(one.full_name, one.position or one.organization),
                "nip": Cell(one.nip_masked or "–", tone="warn" if one.nip_problem else "text"),
                "mobile": Cell(one.mobile_masked or "lewat narahubung", tone="text" if one.mobile else "text3"),
                "answer": Cell(badge=answer_badge(seated[one.id])) if one.id in seated else Cell("–", tone="text3"),
                "came": Cell(_came(seated.get(one.id)), tone="text2"),
            },
            one.nip_problem,
        )
        for one in folder.case.participants
    ]


def _came(person: SessionPerson | None) -> str:
    marked = [one for one in person.attendance if one.status] if person is not None else []
    return ", ".join(f"{SHORT_DAYS[one.day.weekday()]} {one.label.lower()}" for one in marked) or "–"


def paper_rows(case: CaseRow) -> list[ListRow]:
    """Scans and printed papers; the key says which."""
    rows: list[ListRow] = []
    if case.attachments:
        rows.append(header("Pindaian", len(case.attachments)))
        rows += [
            ListRow(
                f"scan:{one.id}", one.file_name, detail=_moment(one.added_at), status=f"{one.pages} hal", compact=True
            )
            for one in case.attachments
        ]
    if case.papers:
        rows.append(header("Kertas yang dicetak", len(case.papers)))
        rows += [
            ListRow(
                f"paper:{one.id}",
                one.title,
                detail=" · ".join(part for part in (one.number, _moment(one.made_at)) if part),
                status=f"{one.pages} hal",
                compact=True,
            )
            for one in case.papers
        ]
    return rows


def history_rows(history: Iterable[TimelineRow]) -> list[ListRow]:
    """The journal of the case, newest first; what an act changed stands in the tooltip."""
    return [
        ListRow(
            str(one.seq),
            f"{one.label} (diurungkan)" if one.undone_by else one.label,
            right=_brief(one.occurred_at),
            detail=one.who,
            status=_what(one),
            tooltip="\n".join((one.when, *one.details)),
        )
        for one in history
    ]


def _what(one: TimelineRow) -> str:
    late = "dicatat kemudian" if one.recorded_late else ""
    return " · ".join(part for part in (one.reason, late, *one.details[:2]) if part)


def state_badge(case: CaseRow) -> BadgeView:
    """The state in a word."""
    ended = case.lane is None
    return BadgeView(case.state_label, "neutral" if ended else "accent")


def _moment(when: datetime) -> str:
    return f"{_day(when.date())} {clock(when)}"


def _day(day: date) -> str:
    return date_range(day, day, with_year=True)


def _brief(when: datetime) -> str:
    return f"{date_range(when.date(), when.date())} {clock(when)}"


def list_height(rows: int, row_height: int = 44) -> int:
    """Height of a table that shows all its rows, in pixels of the present text size."""
    return theme.px(32) + theme.px(row_height) * max(rows, 2) + 2
