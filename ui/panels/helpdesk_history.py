"""The history of one case as a list, newest first."""

from __future__ import annotations

from desktop_app.queries import timeline
from desktop_app.queries.timeline import TimelineRow
from ui.desk import Desk
from ui.widgets.empty_state import EmptyView
from ui.widgets.lists import ListRow, RowList


class CaseHistory(RowList):
    """``read(request_id)`` shows its acts: what, who, old and new values, reasons, what was undone."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyView("history", "Belum ada riwayat")
        super().__init__("Riwayat berkas", fill="surface", empty=empty, object_name="case_timeline")
        self._desk = desk

    def read(self, request_id: int) -> None:
        """Read on a reader thread."""
        self._desk.read(lambda c: timeline.timeline(c, request_id), self._take, channel=self)

    def _take(self, rows: tuple[TimelineRow, ...]) -> None:
        self.set_rows([_history_row(one) for one in rows])


def _history_row(one: TimelineRow) -> ListRow:
    undone = one.undone_by is not None
    return ListRow(
        key=f"journal:{one.seq}",
        title=one.sentence,
        right=one.when,
        detail=" · ".join(part for part in (one.who, *one.details) if part),
        status="diurungkan" if undone else (f"Alasan: {one.reason}" if one.reason else ""),
        tone="text3" if undone else "text2",
        tooltip="\n".join(one.details),
    )
