"""Papers of the counter: receipt, disposition sheet, registration form, biodata (SOP steps 1 to 5)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from db import journal
from db.tables_office import topic as topic_table
from db.tables_requests import participant as participant_table
from db.tables_requests import sheet, sheet_request
from db.tables_schedule import attendance
from db.tables_schedule import session as session_table
from desktop_app.documents.desk_data import (
    Biodata,
    ChecklistItem,
    DispositionLine,
    DispositionSheet,
    ListedForm,
    Receipt,
    RegistrationForm,
    TrainingHistoryRow,
)
from desktop_app.errors import UserError
from desktop_app.papers.making import Made, Making, numbered, person, request_head, the_case
from desktop_app.papers.office_of_day import official, official_on
from desktop_app.queries.case_rows import CaseRow, DispositionRow, ParticipantRow
from desktop_app.queries.cases import case
from desktop_app.queries.labels import ATTENDANCE, joined, lane_word
from desktop_app.queries.office import fold_name, load_calendar, officers, setting, topics
from desktop_app.queries.setting_names import ASK_NIK, OWN_INSTRUCTIONS, PRIVACY_NOTICE, USER_GROUPS
from desktop_app.sop.states import LANE_LABELS, Lane, Role

LETTER_CHECKLIST = (
    "Alamat tujuan benar",
    "Tanda tangan",
    "Cap",
    "Jumlah dan nama peserta",
    "Aplikasi yang diminta",
    "Narahubung",
)
"""What a letter needs, as the receipt lists it (DOMAIN.md section 2.1)."""

FORM_CHECKLIST = ("Tanda tangan", "Aplikasi yang diminta", "Nomor HP atau e-mail", "Pemberitahuan data pribadi")
EXPECTED = "1–7 hari kerja sesudah disposisi Kasubbag"
COMPLETE_WITHIN_DAYS = 14
"""Working days after which an incomplete letter may be closed (DOMAIN.md section 8.4)."""

BLANK_KEYS = ("", "-", "kosong")


def receipt(making: Making, key: str) -> Made:
    """Tanda terima of a case, with what is lacking and until when to bring it."""
    found = the_case(making, key)
    received = found.received_at.date()
    complete_by = None
    if found.missing:
        calendar = load_calendar(making.connection)
        complete_by = calendar.add_working_days(found.received_at, COMPLETE_WITHIN_DAYS).date()
    data = Receipt(
        office=making.office(received),
        request=request_head(found),
        token=making.token or receipt_code(found),
        clerk=found.registered_by,
        checklist=checklist(found),
        expected=EXPECTED,
        complete_by=complete_by,
    )
    return Made(data=data, number=found.agenda_label, request_id=found.request_id)


def receipt_code(found: CaseRow) -> str:
    """The opaque code of the applicant's part: that of the first place of the request."""
    return next((one.receipt_code for one in found.participants if one.status == "ACTIVE"), "")


def checklist(found: CaseRow) -> tuple[ChecklistItem, ...]:
    """The requirements with a tick where nothing is noted as missing; other lacks follow in their own words."""
    lacks = {fold_name(one): one for one in found.missing}
    wanted = FORM_CHECKLIST if found.kind == "form" else LETTER_CHECKLIST
    items = [ChecklistItem(label=label, present=lacks.pop(fold_name(label), None) is None) for label in wanted]
    items += [ChecklistItem(label=words, present=False) for words in lacks.values()]
    return tuple(items)


def disposition(making: Making, key: str) -> Made:
    """Lembar disposisi: its head, blank for the pen or filled with what was disposed.

    The code is that of the printed sheet (``print_sheet``) or ``token``; the anchor is the journal's newest link.
    """
    found = the_case(making, key)
    day = found.received_at.date()
    token, others = _sheet_of(making, found.request_id)
    if making.others is not None:
        others = (found.request_id, *making.others) if making.others else ()
    lines = () if making.blank else tuple(_line(making, one) for one in found.dispositions)
    data = DispositionSheet(
        office=making.office(day),
        request=request_head(found),
        sheet_token=making.token or token,
        signer=official_on(making.connection, Role.DIVISION_HEAD, making.today),
        forward_options=(LANE_LABELS[Lane.SUBDIVISION_HEAD], LANE_LABELS[Lane.TRAINER_TEAM]),
        own_instructions=tuple(setting(making.connection, OWN_INSTRUCTIONS, day)),
        lines=lines,
        anchor=making.anchor or str(journal.newest(making.connection)),
        receipt_token=receipt_code(found),
        clerk=found.registered_by,
        expected=EXPECTED,
        listed_forms=tuple(_listed(case(making.connection, one, making.now)) for one in others),
    )
    return Made(data=data, number=found.agenda_label, request_id=found.request_id)


def _sheet_of(making: Making, request_id: int) -> tuple[str, Sequence[int]]:
    """Code of the newest sheet of a case, and the cases listed on it when there are several."""
    row = making.connection.execute(
        select(sheet.c.id, sheet.c.token)
        .join(sheet_request, sheet_request.c.sheet_id == sheet.c.id)
        .where(
            sheet_request.c.request_id == request_id,
            sheet_request.c.voided_at.is_(None),
            sheet.c.voided_at.is_(None),
        )
        .order_by(sheet.c.id.desc())
    ).first()
    if row is None:
        return "", ()
    listed = making.connection.execute(
        select(sheet_request.c.request_id)
        .where(sheet_request.c.sheet_id == row.id, sheet_request.c.voided_at.is_(None))
        .order_by(sheet_request.c.id)
    ).scalars()
    found = list(listed)
    return row.token, found if len(found) > 1 else ()


def _listed(found: CaseRow) -> ListedForm:
    person_row = found.participants[0] if found.participants else None
    return ListedForm(
        agenda_number=found.agenda_label,
        full_name=found.sender,
        organization=person_row.organization if person_row else "",
        topic=joined(topic.name for topic in found.topics),
        received_at=found.received_at,
    )


def _line(making: Making, row: DispositionRow) -> DispositionLine:
    day = row.initialed_at.date()
    role = Role.DIVISION_HEAD if row.lane is Lane.DIVISION_HEAD else Role.SUBDIVISION_HEAD
    known = {one.id: one for one in officers(making.connection, day, only_active=False)}
    signer = known.get(row.officer_id) if row.officer_id is not None else None
    receiver = joined(row.trainers) or joined(lane_word(code) for code in row.forwarded_codes)
    return DispositionLine(
        giver=LANE_LABELS[row.lane],
        receiver=receiver,
        forwarded_to=row.forwarded_to,
        instructions=row.instructions or ((row.outcome_label,) if row.outcome != "APPROVED" else ()),
        note=row.note,
        received_at=row.received_at,
        officer=official(signer, role, row.acting_kind) if signer is not None else None,
        initialed_at=row.initialed_at,
        recorded_by=row.recorded_by if row.from_paper else "",
        recorded_at=row.recorded_at if row.from_paper else None,
        oral="disposisi lisan" in row.note.casefold(),
    )


def registration_form(making: Making, key: str) -> Made:
    """Formulir pendaftaran: of a case, or empty for the counter (blank, key "kosong")."""
    offered = tuple(row.name for row in topics(making.connection, making.today))
    ask_nik = bool(setting(making.connection, ASK_NIK, making.today))
    notice = str(setting(making.connection, PRIVACY_NOTICE, making.today))
    groups = tuple(setting(making.connection, USER_GROUPS, making.today))
    office = making.office(making.today)
    if making.blank and key.strip().lower() in BLANK_KEYS:
        empty = RegistrationForm(
            office=office,
            form_token=making.token or "FORMULIR",
            topics=offered,
            user_groups=groups,
            privacy_notice=notice,
            ask_nik=ask_nik,
        )
        return Made(data=empty)
    found = the_case(making, key)
    if found.kind != "form":
        raise UserError("Formulir hanya untuk pendaftaran perseorangan. Surat instansi memakai tanda terima.")
    asked = tuple(topic.name for topic in found.topics)
    filled = RegistrationForm(
        office=making.office(found.received_at.date()),
        form_token=making.token or receipt_code(found),
        topics=tuple(dict.fromkeys((*offered, *asked))),
        user_groups=groups,
        person=person(found.participants[0], nik=ask_nik, topics=asked),
        agenda_number=found.agenda_label,
        privacy_notice=notice,
        signed_on=found.letter_date or found.received_at.date(),
        ask_nik=ask_nik,
    )
    return Made(data=filled, number=found.agenda_label, request_id=found.request_id)


def the_place(making: Making, key: str) -> tuple[CaseRow, ParticipantRow]:
    """The case and place of a key ``peserta:88``; raises ``UserError`` when there is nobody there."""
    number = numbered(key, "peserta")
    request_id = making.connection.execute(
        select(participant_table.c.request_id).where(
            participant_table.c.id == number, participant_table.c.voided_at.is_(None)
        )
    ).scalar()
    if request_id is None:
        raise UserError(f"Peserta {number} tidak ditemukan. Periksa kuncinya.", field="key")
    found = case(making.connection, request_id, making.now)
    row = next(one for one in found.participants if one.id == number)
    if not row.full_name:
        raise UserError("Nama peserta ini masih menyusul. Isi namanya dahulu.", field="key")
    return found, row


def biodata(making: Making, key: str) -> Made:
    """Biodata peserta with what the person followed before (output of SOP step 5)."""
    found, row = the_place(making, key)
    session = next((f"{one.topic.name}, {one.days_text}" for one in found.sessions), "")
    data = Biodata(
        office=making.office(making.today),
        person=person(row, topics=tuple(topic.name for topic in found.topics)),
        token=making.token or row.receipt_code,
        agenda_number=found.agenda_label,
        session=session,
        history=_history(making, row.person_id),
        printed_on=making.today,
    )
    return Made(data=data, number=found.agenda_label, request_id=found.request_id)


def _history(making: Making, person_id: int | None) -> tuple[TrainingHistoryRow, ...]:
    rows = making.connection.execute(
        select(session_table.c.id, topic_table.c.name, attendance.c.day, attendance.c.status)
        .join(session_table, session_table.c.id == attendance.c.session_id)
        .join(topic_table, topic_table.c.id == session_table.c.topic_id)
        .join(participant_table, participant_table.c.id == attendance.c.participant_id)
        .where(participant_table.c.person_id == person_id, attendance.c.voided_at.is_(None))
        .order_by(attendance.c.day)
    ).all()
    sessions = dict.fromkeys(row.id for row in rows)
    return tuple(
        TrainingHistoryRow(
            topic=next(row.name for row in rows if row.id == one),
            days=tuple(row.day for row in rows if row.id == one),
            result=joined(ATTENDANCE[row.status] for row in rows if row.id == one),
        )
        for one in sessions
    )
