"""A filled form that came back as what the intake form shows: the clerk confirms it, nothing is typed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop_app.importing.columns import FIELDS
from desktop_app.importing.form_fields import MARK
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.doubts import likely_sender_kind
from desktop_app.sop.text_input import clean_line

TOPIC_SEPARATOR = " · "
"""Between code and name of a topic in the workbook's list."""

PREFERRED = 3
LETTER_TEXTS = (
    "sender",
    "letter_number",
    "subject",
    "signer_name",
    "signer_position",
    "contact_name",
    "contact_phone",
    "contact_email",
    "note",
)
LONGEST = 500


def is_person(form: Mapping[str, str]) -> bool:
    """Whether the form is one person's, not an office's."""
    return MARK in form


def person_draft(form: Mapping[str, str], topics: Sequence[str], today: date) -> dict[str, Any]:
    """The form of an individual. Whether the privacy notice was given is the clerk's to tick."""
    applicant: dict[str, Any] = {name: _line(form, name) for name in FIELDS if name != "brings_laptop"}
    applicant["brings_laptop"] = form.get("brings_laptop") == "Ya" or None
    return {
        "applicant": applicant,
        "topics": _known(form.get("topics", "").split(","), topics),
        "form_date": _day(form.get("form_date", ""), today),
        "preferred_dates": _preferred(form, today),
        "note": _line(form, "note"),
    }


def letter_draft(
    form: Mapping[str, str], people: Sequence[Mapping[str, Any]], topics: Sequence[str], today: date
) -> dict[str, Any]:
    """The letter of an office with its people (by the identifiers of a person's fields)."""
    draft: dict[str, Any] = {name: _line(form, name) for name in LETTER_TEXTS}
    asked = [form.get(f"topics_{at}", "").split(TOPIC_SEPARATOR)[0] for at in range(1, 4)]
    count = form.get("participant_count", "")
    draft |= {
        "sender_kind": likely_sender_kind(draft["sender"]),
        "letter_date": _day(form.get("letter_date", ""), today),
        "topics": _known(asked, topics),
        "preferred_dates": _preferred(form, today),
        "participant_count": max(len(people), int(count) if count.isdigit() and len(count) <= 3 else 0) or None,
    }
    return draft


def _line(form: Mapping[str, str], name: str) -> str:
    cleaned = clean_line(form.get(name, ""), LONGEST)
    return "" if cleaned.problem else cleaned.text


def _known(asked: Sequence[str], topics: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(one.strip() for one in asked) if code in topics]


def _day(text: str, today: date) -> str | None:
    """The day as a draft keeps it; ``None`` for what is no date."""
    if not text.strip():
        return None
    found = parse_date(text, today)
    return found.isoformat() if isinstance(found, date) else None


def _preferred(form: Mapping[str, str], today: date) -> list[str]:
    days = [_day(form.get(f"preferred_{at}", ""), today) for at in range(1, PREFERRED + 1)]
    return [day for day in days if day]
