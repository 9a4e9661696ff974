"""A trainer is ill or away: somebody else stands in, with his own surat tugas (DOMAIN 8.4)."""

from __future__ import annotations

from sqlalchemy import select

from db.tables_schedule import session_trainer
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.services.dispositions import named_trainers
from desktop_app.services.sessions import MadeSession, check_plan, plan_of
from desktop_app.services.use_case import Work, use_case


@use_case("substitute_trainer")
def substitute_trainer(work: Work, *, session: int, trainer: str, substitute: str) -> MadeSession:
    """Put ``substitute`` in the place of ``trainer`` (user names); the old name stays with the reason.

    The substitute must be free on every day of the class; one not known to teach the topic is judged like every plan.
    """
    leaving, coming = (named_trainers(work, (handle,))[0] for handle in (trainer, substitute))
    rows = work.unit.connection.execute(
        select(session_trainer).where(session_trainer.c.session_id == session, session_trainer.c.voided_at.is_(None))
    ).all()
    held = next((row for row in rows if row.officer_id == leaving.id), None)
    if held is None:
        raise RuleRefusal(f"{leaving.full_name} tidak mengajar kelas ini. Pilih trainernya.", field="trainer")
    if any(row.officer_id == coming.id for row in rows):
        raise UserError(f"{coming.full_name} sudah mengajar kelas ini. Pilih pengganti lain.", field="substitute")
    work.unit.update(session_trainer, held.id, voided_at=work.recorded_at, reason=work.act.reason)
    work.unit.insert(
        session_trainer,
        session_id=session,
        officer_id=coming.id,
        replaces_id=leaving.id,
        reason=work.act.reason,
    )
    check_plan(work, plan_of(work, session))
    return MadeSession(session, work.the_session["state"])
