"""The forms to hand out, made from the office's settings of the day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.documents.handouts import Handout, render_pdf, render_workbook
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.papers.office_of_day import office_on
from desktop_app.papers.paper_bytes import HANDOUT_NAMES
from desktop_app.queries.office import setting, topics
from desktop_app.queries.setting_names import ASK_NIK, PRIVACY_NOTICE, USER_GROUPS


def make_handout(connection: Connection, fmt: str, now: datetime) -> bytes:
    """A form as ``pdf`` (one person) or ``xlsx`` (a letter with its people); ``UserError`` for another format."""
    if fmt not in HANDOUT_NAMES:
        raise UserError(f"Bentuk berkas “{fmt}” tidak dikenal. Pilih pdf atau xlsx.", field="format")
    day = today(now)
    handout = Handout(
        office=office_on(connection, day),
        topics=tuple((row.code, row.name) for row in topics(connection, day)),
        user_groups=tuple(setting(connection, USER_GROUPS, day)),
        privacy_notice=str(setting(connection, PRIVACY_NOTICE, day)),
        ask_nik=bool(setting(connection, ASK_NIK, day)),
    )
    return render_pdf(handout) if fmt == "pdf" else render_workbook(handout)
