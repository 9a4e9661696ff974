"""Half-typed forms, kept as one types so that a power cut loses seconds, not letters; not part of the journal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update

from db.tables_requests import draft
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Office


def save_draft(office: Office, officer_id: int, form: str, content: dict[str, Any]) -> None:
    """Keep what stands in a form now (inside the encrypted database, never in a plain file)."""
    with shown_to_people(), office.store.writing() as unit:
        present = unit.connection.execute(
            select(draft.c.id).where(draft.c.officer_id == officer_id, draft.c.form == form)
        ).scalar()
        now = office.clock.now()
        if present is None:
            unit.connection.execute(
                insert(draft).values(officer_id=officer_id, form=form, content=content, saved_at=now)
            )
        else:
            unit.connection.execute(update(draft).where(draft.c.id == present).values(content=content, saved_at=now))


def load_draft(office: Office, officer_id: int, form: str) -> dict[str, Any] | None:
    """What was typed last, or ``None``."""
    with shown_to_people(), office.store.reading() as connection:
        found = connection.execute(
            select(draft.c.content).where(draft.c.officer_id == officer_id, draft.c.form == form)
        ).scalar()
    return None if found is None else dict(found)


def drop_draft(office: Office, officer_id: int, form: str) -> None:
    """The form was saved: its draft is no record and goes."""
    with shown_to_people(), office.store.writing() as unit:
        unit.connection.execute(delete(draft).where(draft.c.officer_id == officer_id, draft.c.form == form))
