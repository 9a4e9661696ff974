"""The mutu baku report as a workbook; keys as those of its paper (``2026-11``, ``2026``, two days)."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.documents.quality_xlsx import render_quality_xlsx
from desktop_app.papers import RegisterBytes
from desktop_app.papers.making import Making, paper_size
from desktop_app.papers.quality_papers import quality_paper

KIND = "laporan-mutu"


def make_quality_workbook(connection: Connection, key: str, *, now: datetime) -> RegisterBytes:
    """The report over the span of ``key``; raises ``UserError`` for a span it does not know."""
    data = quality_paper(Making(connection=connection, now=now), key)
    tail = re.sub(r"[^0-9A-Za-z]+", "-", data.period).strip("-").lower()
    return RegisterBytes(
        what=KIND,
        title=f"Laporan Mutu Baku {data.period}",
        format="xlsx",
        file_name=f"{KIND}-{tail}.xlsx",
        data=render_quality_xlsx(data, paper_size(connection, now)),
        rows=sum(len(one.rows) for one in data.tables),
    )
