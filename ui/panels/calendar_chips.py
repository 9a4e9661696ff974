"""From rows of the queries to what the calendar paints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.planner.office_cards import Card
from desktop_app.queries.calendar_page import CalendarPage
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.states import SessionState
from ui.widgets.calendar_days import CalendarChip, DayNote

SESSION = "session:"
PROPOSAL = "proposal:"


def session_key(session_id: int) -> str:
    """The key of a class's chip."""
    return f"{SESSION}{session_id}"


def session_id_of(key: str) -> int:
    """The class of a chip's key, 0 for another kind of key."""
    return int(key.removeprefix(SESSION)) if key.startswith(SESSION) else 0


def chips_of(page: CalendarPage) -> tuple[CalendarChip, ...]:
    """All chips of a page."""
    clashing = page.clashing
    return tuple(_chip(row, row.id in clashing) for row in page.sessions if row.days)


def with_proposal(chips: tuple[CalendarChip, ...], cards: Sequence[Card]) -> tuple[CalendarChip, ...]:
    """The chips with what is proposed and not saved: new classes dashed, "9+7/20" where seats are filled."""
    filled = {session_key(card.session_id): card for card in cards if card.session_id is not None}
    kept = tuple(_filled(chip, filled[chip.key]) if chip.key in filled else chip for chip in chips)
    return (*kept, *(_proposed(card) for card in cards if card.is_new))


def _filled(chip: CalendarChip, card: Card) -> CalendarChip:
    return replace(
        chip,
        count=f"{card.taken}+{card.added}/{card.quota}",
        held=chip.held + card.added,
        proposed=True,
        spoken=f"{chip.spoken} · usulan tambah {card.added} orang, belum disimpan",
    )


def _proposed(card: Card) -> CalendarChip:
    return CalendarChip(
        key=f"{PROPOSAL}{card.key}",
        days=card.days,
        topic=card.topic.short_name,
        tone=card.topic.color,
        count=f"{card.added}/{card.quota}",
        who=card.who,
        sure=card.added,
        quota=card.quota,
        proposed=True,
        spoken=f"usulan, belum disimpan: {card.topic.short_name} {card.days_text}, {card.who}",
        lanes=card.lanes,
    )


def notes_of(page: CalendarPage) -> tuple[DayNote, ...]:
    """The named days of a page."""
    return tuple(DayNote(mark.day, mark.name, mark.closed) for mark in page.marks)


def _chip(row: SessionRow, clash: bool) -> CalendarChip:
    tentative = row.state in (SessionState.TENTATIVE, SessionState.DRAFT)
    who = row.who if not row.individuals or row.senders else f"{row.individuals} perseorangan"
    lanes = [f"trainer:{one}" for one in row.trainer_ids]
    if row.room_id is not None:
        lanes.insert(0, f"room:{row.room_id}")
    return CalendarChip(
        key=session_key(row.id),
        days=row.days,
        topic=row.topic.short_name,
        tone=row.topic.color,
        count=row.seats.words,
        who=who,
        hours=row.hours_text,
        sure=row.seats.confirmed,
        held=row.seats.held,
        quota=row.seats.quota,
        past=row.past,
        tentative=tentative and not row.past,
        clash=clash,
        spoken=_spoken(row, who, clash),
        lanes=tuple(lanes),
    )


def _spoken(row: SessionRow, who: str, clash: bool) -> str:
    parts = [
        f"{row.topic.short_name}, {who}",
        f"{row.days_text} {row.hours_text}",
        row.place,
        f"kursi {row.seats.words}",
        row.state_label.lower(),
        ", ".join(row.trainers) or "trainer belum ditentukan",
        "bentrok" if clash else "",
    ]
    return " · ".join(part for part in parts if part)
