"""Column types that keep time in UTC and personal fields marked.

A column made by :func:`personal` is sealed with the key of its subject inside journal images (ARCHITECTURE.md
section 1.3); a column made with ``journal="omit"`` never appears there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; a naive value is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into naive UTC for the store."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def personal(name: str, **options: Any) -> Column[str]:
    """A text column about a person: sealed in journal images, erased by destroying the subject's key."""
    return Column(name, Text, info={"journal": "sealed"}, **options)


def moment(name: str, **options: Any) -> Column[datetime]:
    """A point in time, UTC in the store."""
    return Column(name, UtcDateTime, **options)
