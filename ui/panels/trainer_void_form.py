"""What was typed or given by mistake at a class stops counting: which one, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.class_events import CertificateRow, ReplyRow
from ui.panels.inline_form import InlineForm
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit


class VoidForm(InlineForm):
    """``name`` is the field of the service, ``label`` stands over the list."""

    def __init__(
        self, title: str, name: str, label: str, *, primary: str, object_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, primary, object_name=object_name, parent=parent)
        self._name = name
        self.which = ChoiceField(object_name=f"{object_name}_which")
        self.add(name, Field(label, self.which))
        self.add("reason", Field("Alasan", LineEdit(max_length=300, object_name=f"{object_name}_reason")))

    def open(self, items: Sequence[Choice]) -> None:
        """The only one is chosen already."""
        self.which.set_items(items)
        only = items[0].key if len(items) == 1 else ""
        self.which.set_current(only)
        self.set_text("reason", "")
        self.begin("reason" if only else self._name)

    def chosen(self) -> int | None:
        """The row, ``None`` (and a sentence beside the field) while none is chosen."""
        if not self.which.current():
            self.fields[self._name].set_error("Pilih dari daftar.")
            self.which.setFocus()
            return None
        return int(self.which.current())

    def show_error(self, error: LoketError) -> None:
        """A missing reason is asked for in its field."""
        super().show_error(NeedsReason(error.sentence, field="reason") if isinstance(error, NeedsReason) else error)


def sheets_to_void(replies: Sequence[ReplyRow]) -> list[Choice]:
    """The filled questionnaires with their answers, the newest first: that is the one typed wrongly."""
    return [
        Choice(str(one.id), f"Lembar ke-{one.sheet_no}", "".join(str(mark) for mark in one.marks))
        for one in reversed(replies)
    ]


def certificates_to_void(held: Sequence[CertificateRow]) -> list[Choice]:
    """Who holds one, with its number."""
    return [Choice(str(one.participant_id), one.name, one.full_number) for one in held]
