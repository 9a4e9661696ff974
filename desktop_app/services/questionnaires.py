"""Filled questionnaires typed back, sheet by sheet, without a name (DOMAIN 3 no. 5, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from db.tables_teaching import questionnaire_reply
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import QUESTIONS
from desktop_app.services.text import block
from desktop_app.services.use_case import Work, use_case

SCALE = 4
"""Kurang, cukup, baik, sangat baik."""


@dataclass(frozen=True, slots=True)
class TypedReply:
    """The sheet's number in its class."""

    reply: int
    sheet_no: int


@use_case("record_questionnaire")
def record_questionnaire(
    work: Work, *, session: int, marks: tuple[int, ...], comments: tuple[str, ...] = ()
) -> TypedReply:
    """Keep one filled sheet: a mark of 1 to 4 for each question, 0 where nothing was ticked."""
    questions = [str(one) for one in setting(work.unit.connection, QUESTIONS, today(work.occurred_at))]
    if len(marks) != len(questions):
        raise UserError(f"Kuesioner memuat {len(questions)} pertanyaan, terisi {len(marks)}.", field="marks")
    if any(not 0 <= mark <= SCALE for mark in marks):
        raise UserError(f"Nilai kuesioner 1 sampai {SCALE}, atau 0 bila kosong.", field="marks")
    words = [block(one, "comments", label="Komentar") for one in comments]
    if not any(marks) and not any(words):
        raise UserError("Lembar ini kosong. Isi sekurangnya satu jawaban.", field="marks")
    last = work.unit.connection.execute(
        select(func.max(questionnaire_reply.c.sheet_no)).where(questionnaire_reply.c.session_id == session)
    ).scalar()
    number = int(last or 0) + 1
    made = work.unit.insert(
        questionnaire_reply,
        session_id=session,
        sheet_no=number,
        questions=questions,
        marks=list(marks),
        comments=words,
    )
    return TypedReply(made, number)


@use_case("void_questionnaire")
def void_questionnaire(work: Work, *, session: int, reply: int) -> TypedReply:
    """A sheet typed twice or wrongly no longer counts; its row stays."""
    row = work.unit.connection.execute(
        select(questionnaire_reply).where(
            questionnaire_reply.c.id == reply,
            questionnaire_reply.c.session_id == session,
            questionnaire_reply.c.voided_at.is_(None),
        )
    ).first()
    if row is None:
        raise RuleRefusal("Lembar kuesioner itu tidak ada di kelas ini, atau sudah dibatalkan.")
    work.unit.update(questionnaire_reply, reply, voided_at=work.recorded_at)
    return TypedReply(reply, row.sheet_no)
