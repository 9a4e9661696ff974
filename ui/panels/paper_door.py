"""Made and stored papers shown in the preview dialog; the dialog is imported when it is first needed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop_app import papers
from desktop_app.papers import PaperBytes
from ui.desk import Desk


def print_paper(parent: QWidget, desk: Desk, kind: str, key: str, *, blank: bool = False) -> None:
    """Make a paper of ``kind`` for ``key`` ("sesi:12", "147/2026", "kosong") and show it ready to print."""
    now: datetime = desk.now()
    desk.read(
        lambda c: papers.make_paper(c, kind, key, now=now, blank=blank), lambda paper: preview(parent, desk, paper)
    )


def preview(parent: QWidget, desk: Desk, paper: PaperBytes) -> None:
    """Show finished bytes."""
    from ui.dialogs.paper_preview import show_paper

    show_paper(parent, desk, paper)
