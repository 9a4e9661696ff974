"""All fields of a form in one place; see each module for its docs."""

from __future__ import annotations

from ui.widgets.check_rows import CheckRow, RadioRow
from ui.widgets.choice_field import AutoCompleteField, Choice, ChoiceField
from ui.widgets.date_field import DateField, TimeField, parse_time
from ui.widgets.field import EnterMovesOn, Field, move_on
from ui.widgets.line_edit import LineEdit, NoteEdit, NumberField, one_line
from ui.widgets.popup_edit import Suggestion

__all__ = [
    "AutoCompleteField",
    "CheckRow",
    "Choice",
    "ChoiceField",
    "DateField",
    "EnterMovesOn",
    "Field",
    "LineEdit",
    "NoteEdit",
    "NumberField",
    "RadioRow",
    "Suggestion",
    "TimeField",
    "move_on",
    "one_line",
    "parse_time",
]
