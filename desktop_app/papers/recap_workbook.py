"""The recap of a class's questionnaires as a workbook; the key is the class's ("sesi:12")."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.documents.recap_xlsx import render_recap_xlsx
from desktop_app.papers import RegisterBytes
from desktop_app.papers.making import Making, paper_size
from desktop_app.papers.teaching_papers import recap_data

KIND = "rekap-kuesioner"


def make_recap_workbook(connection: Connection, key: str, *, now: datetime) -> RegisterBytes:
    """Raises ``UserError`` for a class that does not exist or of which no sheet was typed."""
    data, _ = recap_data(Making(connection=connection, now=now), key)
    return RegisterBytes(
        what=KIND,
        title=f"Rekap Kuesioner {data.session.topic}",
        format="xlsx",
        file_name=f"{KIND}-{key.strip().lower().replace(':', '-')}.xlsx",
        data=render_recap_xlsx(data, paper_size(connection, now)),
        rows=len(data.questions),
    )
