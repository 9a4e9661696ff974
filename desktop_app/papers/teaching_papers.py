"""Papers of a class at work: report with figures, questionnaire, recap, certificate, record of a stop (SOP step 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop_app.documents.class_data import QuestionCounts, QuestionnaireRecap, ScoreBand, TestFigures
from desktop_app.documents.session_data import (
    Certificate,
    DayCount,
    MinutesReason,
    MinutesRecord,
    Questionnaire,
    QuestionScore,
    SubjectHours,
    TrainingReport,
)
from desktop_app.errors import UserError
from desktop_app.papers.desk_papers import BLANK_KEYS, the_place
from desktop_app.papers.making import Made, Making, listed, paragraphs, person, session_facts, the_session
from desktop_app.papers.office_of_day import official_on, signatures_of
from desktop_app.queries.class_events import (
    PauseRow,
    ReplyRow,
    certificate_of,
    pauses_of,
    replies_of,
    stand_ins_of,
)
from desktop_app.queries.office import setting
from desktop_app.queries.session_read import session
from desktop_app.queries.session_rows import DayAttendance, SessionDetail, SessionPerson
from desktop_app.queries.setting_names import (
    CERTIFICATE_PERCENT,
    CERTIFICATES,
    OPEN_QUESTIONS,
    PASS_MARK,
    QUESTIONS,
)
from desktop_app.sop.attendance import enough, halves_present
from desktop_app.sop.dates_in_words import clock, long_date, short_date
from desktop_app.sop.states import Role, SessionState

BANDS = ((0, 49), (50, 69), (70, 84), (85, 100))
SCALE = 4


def begun(making: Making, detail: SessionDetail) -> None:
    """Refuse a record of a class that has not begun, unless it is for the pen."""
    if detail.row.state not in (SessionState.RUNNING, SessionState.DONE) and not making.blank:
        raise UserError(
            f"Kelas {short_date(detail.row.days[0]) if detail.row.days else ''} belum berlangsung. "
            "Isi kehadirannya dahulu, atau cetak bentuk kosong."
        )


def came(row: SessionPerson) -> bool:
    """Whether the person was there at all."""
    return halves_present([one.halves for one in row.attendance]) > 0


def report(making: Making, key: str) -> Made:
    """Laporan training of a class that has begun."""
    detail = the_session(making, key)
    begun(making, detail)
    replies = replies_of(making.connection, detail.row.id)
    recap = question_counts(replies, _questions(making, detail))
    data = TrainingReport(
        office=making.office(detail.row.days[-1]),
        session=session_facts(detail.row),
        signatures=signatures_of(making.connection, detail.row, making.today),
        dated=detail.report_sent_at.date() if detail.report_sent_at else making.today,
        requested_by=detail.row.senders,
        invited=len(detail.people),
        day_counts=tuple(_day_count(detail.people, day) for day in detail.row.days),
        activities=detail.materials_done,
        tests=_tests(making, detail),
        scores=tuple(
            QuestionScore(question=one.question, average=one.average, answers=one.answers)
            for one in recap
            if one.answers
        ),
        problems=(*_stops(making, detail), *_stand_ins(making, detail), *paragraphs(detail.report_note)),
        participants=tuple(listed(one) for one in detail.people),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def _day_count(people: Sequence[SessionPerson], day: date) -> DayCount:
    marks = [one for row in people for one in row.attendance if one.day == day]
    halves = Counter(halves_present([one.halves]) for one in marks)
    here = [one for one in marks if halves_present([one.halves])]
    return DayCount(
        day=day,
        present=halves[2],
        half=halves[1],
        absent=len(people) - halves[2] - halves[1],
        late=sum(one.late for one in here),
        early=sum(_left_early(one) for one in here),
    )


def _left_early(one: DayAttendance) -> bool:
    return one.left_at is not None and "pulang" in one.more


def _tests(making: Making, detail: SessionDetail) -> TestFigures | None:
    before = [one.pre_test for one in detail.people if one.pre_test is not None]
    after = [one.post_test for one in detail.people if one.post_test is not None]
    if not before and not after:
        return None
    mark = int(setting(making.connection, PASS_MARK, detail.row.days[-1] if detail.row.days else making.today))
    return TestFigures(
        average_before=detail.average_pre,
        average_after=detail.average_post,
        tested=len(after),
        passed=sum(one >= mark for one in after),
        pass_mark=mark,
        bands=tuple(
            ScoreBand(
                label=f"{low}-{high}",
                before=sum(low <= one <= high for one in before),
                after=sum(low <= one <= high for one in after),
            )
            for low, high in BANDS
        ),
    )


def _stops(making: Making, detail: SessionDetail) -> tuple[str, ...]:
    return tuple(stop_words(one) for one in pauses_of(making.connection, detail.row.id))


def stop_words(one: PauseRow) -> str:
    """ "Listrik padam, Selasa, 15 Desember 2026 pukul 10.15 (gardu). Dilanjutkan pukul 11.40." """
    words = f"{one.cause_label}, {long_date(one.day)} pukul {clock(one.starts_at)}"
    words += f" ({one.note})." if one.note else "."
    if one.outcome == "CONTINUED" and one.ends_at is not None:
        return f"{words} Dilanjutkan pukul {clock(one.ends_at)}."
    if one.outcome == "FOLLOW_ON":
        return f"{words} Sisa materi diberikan pada kelas lanjutan."
    return f"{words} Kelas masih terhenti saat naskah ini dibuat."


def _stand_ins(making: Making, detail: SessionDetail) -> tuple[str, ...]:
    return tuple(
        f"Trainer {one.replaced_name} digantikan oleh {one.substitute_name} ({one.reason})."
        for one in stand_ins_of(making.connection, detail.row.id)
    )


def force_majeure(making: Making, key: str) -> Made:
    """Berita acara keadaan kahar of a class that stopped; blank for the pen when nothing was noted yet."""
    detail = the_session(making, key)
    pauses = pauses_of(making.connection, detail.row.id)
    if not pauses and not making.blank:
        raise UserError("Kelas ini tidak pernah dihentikan. Catat berhentinya dahulu, atau cetak bentuk kosong.")
    follow_on = [one.follow_on for one in pauses if one.follow_on is not None]
    planned = (session(making.connection, one, making.now).row for one in follow_on)
    problems = tuple(f"Kelas lanjutan: {row.days_text}, pukul {row.hours_text}, {row.place}." for row in planned)
    dated = pauses[-1].day if pauses else making.today
    present = sum(came(one) for one in detail.people)
    data = MinutesRecord(
        office=making.office(dated),
        session=session_facts(detail.row),
        dated=dated,
        signatures=signatures_of(making.connection, detail.row, making.today, witness=True),
        reason=MinutesReason.FORCE_MAJEURE,
        invited=sum(not one.walk_in for one in detail.people),
        present=present,
        absent=len(detail.people) - present,
        walk_ins=sum(one.walk_in for one in detail.people),
        stops=tuple(stop_words(one) for one in pauses),
        activities=detail.materials_done,
        problems=problems,
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def questionnaire(making: Making, key: str) -> Made:
    """Kuesioner of a class, or without one for the counter (key "kosong"); no name is asked."""
    if key.strip().lower() in BLANK_KEYS:
        day = making.today
        asked, written = (tuple(setting(making.connection, name, day)) for name in (QUESTIONS, OPEN_QUESTIONS))
        return Made(
            data=Questionnaire(office=making.office(day), session=None, questions=asked, open_questions=written)
        )
    detail = the_session(making, key)
    data = Questionnaire(
        office=making.office(making.today),
        session=session_facts(detail.row),
        questions=_questions(making, detail),
        open_questions=_open_questions(making, detail),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def _questions(making: Making, detail: SessionDetail) -> tuple[str, ...]:
    return tuple(setting(making.connection, QUESTIONS, detail.row.days[-1] if detail.row.days else making.today))


def _open_questions(making: Making, detail: SessionDetail) -> tuple[str, ...]:
    return tuple(setting(making.connection, OPEN_QUESTIONS, detail.row.days[-1] if detail.row.days else making.today))


def question_counts(replies: Sequence[ReplyRow], questions: Sequence[str]) -> tuple[QuestionCounts, ...]:
    """How often each mark was given, by the question as it stood on the sheet; asked and unanswered ones too."""
    counted: dict[str, list[int]] = {one: [0] * SCALE for one in questions}
    for reply in replies:
        for question, mark in zip(reply.questions, reply.marks, strict=True):
            counts = counted.setdefault(question, [0] * SCALE)
            if mark:
                counts[mark - 1] += 1
    return tuple(QuestionCounts(question=one, counts=tuple(counts)) for one, counts in counted.items())


def recap(making: Making, key: str) -> Made:
    """Rekap kuesioner of a class; refused until a sheet was typed."""
    data, session_id = recap_data(making, key)
    return Made(data=data, session_id=session_id)


def recap_data(making: Making, key: str) -> tuple[QuestionnaireRecap, int]:
    """What the recap says, on paper and in its workbook, and whose it is."""
    detail = the_session(making, key)
    replies = replies_of(making.connection, detail.row.id)
    if not replies:
        raise UserError("Belum ada lembar kuesioner yang diisi untuk kelas ini. Ketik lembarnya dahulu.")
    written = [
        (question, tuple(reply.comments[at] for reply in replies if at < len(reply.comments) and reply.comments[at]))
        for at, question in enumerate(_open_questions(making, detail))
    ]
    day = detail.row.days[-1] if detail.row.days else making.today
    data = QuestionnaireRecap(
        office=making.office(day),
        session=session_facts(detail.row),
        signatures=signatures_of(making.connection, detail.row, making.today),
        sheets=len(replies),
        present=sum(came(one) for one in detail.people),
        questions=question_counts(replies, _questions(making, detail)),
        comments=tuple(written),
        dated=making.today,
        token=making.token or detail.row.key,
    )
    return data, detail.row.id


def certificate(making: Making, key: str) -> Made:
    """Sertifikat with its number and code; refused while none was issued, with the reason why not."""
    found, row = the_place(making, key)
    done = [one for one in found.sessions if SessionState(one.state) is SessionState.DONE]
    details = [session(making.connection, one.session_id, making.now) for one in done]
    seats = [(detail, one) for detail in details for one in detail.people if one.participant_id == row.id]
    if not seats:
        raise UserError(f"{row.full_name} belum menyelesaikan kelas. Sertifikat dibuat sesudah kelas selesai.")
    issued = certificate_of(making.connection, row.id)
    if issued is None:
        raise UserError(_why_none(making, row.full_name, seats[-1][1]))
    detail = next((detail for detail, _ in seats if detail.row.id == issued.session_id), seats[-1][0])
    facts = session_facts(detail.row)
    taught = detail.materials_done or detail.materials
    data = Certificate(
        office=making.office(detail.row.days[-1]),
        person=person(row),
        session=facts,
        signer=official_on(making.connection, Role.DIVISION_HEAD, issued.issued_on),
        token=issued.token,
        number=issued.full_number,
        dated=issued.issued_on,
        subjects=_hours(taught, facts.hours_jp),
    )
    return Made(data=data, number=issued.full_number, request_id=found.request_id, session_id=detail.row.id)


def _why_none(making: Making, name: str, seat: SessionPerson) -> str:
    if not setting(making.connection, CERTIFICATES, making.today):
        return "Kantor ini tidak menerbitkan sertifikat. Nyalakan di Pengaturan, bagian Training."
    least = int(setting(making.connection, CERTIFICATE_PERCENT, making.today))
    if not enough([one.halves for one in seat.attendance], least):
        if least == 100:
            return f"{name} tidak hadir pada semua hari kelas. Sertifikat tidak dapat dibuat."
        return f"Kehadiran {name} tidak mencapai {least} %. Sertifikat tidak dapat dibuat."
    return f"Sertifikat {name} belum diterbitkan nomornya. Terbitkan di kelasnya, lalu cetak."


def _hours(taught: Sequence[str], total: int) -> tuple[SubjectHours, ...]:
    """The class's hours over its subjects, the first ones one more where it does not divide."""
    if not taught:
        return ()
    share, more = divmod(total, len(taught))
    return tuple(SubjectHours(subject=one, hours_jp=share + (at < more)) for at, one in enumerate(taught))
