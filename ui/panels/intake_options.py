"""What the office's settings say about the forms: topics, NIK, the privacy notice, whose agenda book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.queries.office import officers, setting, topics
from desktop_app.queries.senders import book_is_external
from desktop_app.queries.setting_names import ASK_NIK, PRIVACY_NOTICE, STORAGE_LOCATION, TWO_PERSON_VOID, USER_GROUPS
from desktop_app.sop.states import Role
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_person import PersonForm

CONSENTING = frozenset({Role.SUBDIVISION_HEAD, Role.DIVISION_HEAD, Role.ADMINISTRATOR})
"""Who may agree to striking an entry out of the agenda."""


@dataclass(frozen=True, slots=True)
class FormOptions:
    """Read once a day and after a change of the settings."""

    topics: tuple[tuple[str, str], ...]
    ask_nik: bool
    privacy_notice: str
    external_book: bool
    two_person_void: bool
    second_people: tuple[tuple[str, str], ...]
    storage_location: str
    external_letters: bool = False
    user_groups: tuple[str, ...] = ()


def read_options(connection: Any, day: date, officer_id: int | None) -> FormOptions:
    """All of it in one reading."""
    return FormOptions(
        topics=tuple((one.code, one.name) for one in topics(connection, day)),
        ask_nik=bool(setting(connection, ASK_NIK, day)),
        privacy_notice=str(setting(connection, PRIVACY_NOTICE, day)),
        external_book=book_is_external(connection, day.year),
        two_person_void=bool(setting(connection, TWO_PERSON_VOID, day)),
        second_people=tuple(
            (one.handle, one.full_name)
            for one in officers(connection, day)
            if CONSENTING & set(one.roles) and one.id != officer_id
        ),
        storage_location=str(setting(connection, STORAGE_LOCATION, day)),
        external_letters=book_is_external(connection, day.year, "outgoing"),
        user_groups=tuple(setting(connection, USER_GROUPS, day)),
    )


def apply_options(options: FormOptions, letter: LetterForm, person: PersonForm) -> None:
    """Give them to a pair of forms; what was chosen stays chosen."""
    letter.people.with_nik = options.ask_nik
    letter.head.topics.set_topics(options.topics)
    person.topics.set_topics(options.topics)
    person.set_user_groups(options.user_groups)
    letter.head.set_external(options.external_book)
    person.set_options(ask_nik=options.ask_nik, notice=options.privacy_notice, external=options.external_book)
