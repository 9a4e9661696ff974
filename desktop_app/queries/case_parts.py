"""What lies in the folder of a case: dispositions, calls, answers, scans, papers, pauses, its sessions and kin."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, RowMapping, or_, select

from db.tables_office import room
from db.tables_requests import (
    archive_file,
    attachment,
    clock_pause,
    disposition,
    paper,
    participant,
    person,
    request,
)
from db.tables_schedule import confirmation, contact_attempt, outgoing_letter, seat, session
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.case_rows import (
    ArchiveFileRow,
    AttachmentRow,
    CaseSession,
    ConfirmationRow,
    ContactRow,
    DispositionRow,
    LinkedCase,
    OutgoingRow,
    PaperRow,
    PauseRow,
)
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import (
    ANSWER,
    CHANNEL,
    CONTACT_OUTCOME,
    DISPOSITION_OUTCOME,
    PAUSE,
    TOLD,
    days_phrase,
    instruction_word,
    lane_word,
)
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import SESSION_STATE_LABELS, Lane, RequestState, SessionState

Names = Mapping[int, str]


def dispositions_of(connection: Connection, request_id: int, names: Names) -> tuple[DispositionRow, ...]:
    """What was disposed, in the order in which it was."""
    rows = connection.execute(
        select(disposition)
        .where(disposition.c.request_id == request_id, disposition.c.voided_at.is_(None))
        .order_by(disposition.c.initialed_at, disposition.c.id)
    ).mappings()
    return tuple(_disposition(row, names) for row in rows)


def _disposition(row: RowMapping, names: Names) -> DispositionRow:
    return DispositionRow(
        id=row["id"],
        step=row["step_no"],
        lane=Lane(row["lane"]),
        officer_id=row["officer_id"],
        officer=names.get(row["officer_id"], ""),
        acting_kind=row["acting_kind"] or "",
        outcome=row["outcome"],
        outcome_label=DISPOSITION_OUTCOME.get(row["outcome"], row["outcome"]),
        instruction_codes=tuple(row["instructions"]),
        instructions=tuple(instruction_word(code) for code in row["instructions"]),
        forwarded_codes=tuple(row["forwarded_to"]),
        forwarded_to=tuple(lane_word(code) for code in row["forwarded_to"]),
        trainer_ids=tuple(row["trainer_ids"]),
        trainers=tuple(names.get(one, "") for one in row["trainer_ids"]),
        note=row["note"],
        received_at=wall(row["received_at"]),
        initialed_at=wall(row["initialed_at"]),
        from_paper=row["from_paper"],
        recorded_by=names.get(row["recorded_by_id"], ""),
        recorded_at=wall(row["recorded_at"]),
    )


def contacts_of(connection: Connection, request_id: int, names: Names) -> tuple[ContactRow, ...]:
    """Attempts to tell the schedule, the newest first."""
    rows = connection.execute(
        select(contact_attempt, person.c.full_name)
        .join(participant, participant.c.id == contact_attempt.c.participant_id, isouter=True)
        .join(person, person.c.id == participant.c.person_id, isouter=True)
        .where(contact_attempt.c.request_id == request_id, contact_attempt.c.voided_at.is_(None))
        .order_by(contact_attempt.c.attempted_at.desc(), contact_attempt.c.id.desc())
    ).mappings()
    return tuple(
        ContactRow(
            id=row["id"],
            session_id=row["session_id"],
            participant_id=row["participant_id"],
            full_name=row["full_name"] or "",
            channel=row["channel"],
            channel_label=CHANNEL.get(row["channel"], row["channel"]),
            outcome=row["outcome"],
            outcome_label=CONTACT_OUTCOME.get(row["outcome"], row["outcome"]),
            success=row["outcome"] in TOLD,
            spoken_to=row["spoken_to"],
            note=row["note"],
            attempted_at=wall(row["attempted_at"]),
            recorded_by=names.get(row["recorded_by_id"], ""),
            round=row["round"],
        )
        for row in rows
    )


def confirmations_of(connection: Connection, request_id: int, names: Names) -> tuple[ConfirmationRow, ...]:
    """Answers that still count, the newest first."""
    rows = connection.execute(
        select(confirmation, person.c.full_name)
        .join(participant, participant.c.id == confirmation.c.participant_id)
        .join(person, person.c.id == participant.c.person_id, isouter=True)
        .where(confirmation.c.request_id == request_id, confirmation.c.voided_at.is_(None))
        .order_by(confirmation.c.answered_at.desc(), confirmation.c.id.desc())
    ).mappings()
    return tuple(
        ConfirmationRow(
            id=row["id"],
            session_id=row["session_id"],
            participant_id=row["participant_id"],
            full_name=row["full_name"] or "",
            answer=row["answer"],
            answer_label=ANSWER[row["answer"]],
            channel=row["channel"],
            channel_label=CHANNEL.get(row["channel"], row["channel"]),
            answered_by=row["answered_by"],
            note=row["note"],
            answered_at=wall(row["answered_at"]),
            recorded_by=names.get(row["recorded_by_id"], ""),
            round=row["round"],
        )
        for row in rows
    )


def attachments_of(connection: Connection, request_id: int) -> tuple[AttachmentRow, ...]:
    """Scans, in the order in which they were attached."""
    rows = connection.execute(
        select(attachment)
        .where(attachment.c.request_id == request_id, attachment.c.voided_at.is_(None))
        .order_by(attachment.c.id)
    )
    return tuple(
        AttachmentRow(
            id=row.id,
            kind=row.kind,
            file_name=row.file_name,
            media_type=row.media_type,
            size=row.size,
            pages=row.pages,
            sha256=row.sha256,
            added_at=wall(row.added_at),
        )
        for row in rows
    )


def papers_of(connection: Connection, request_id: int, session_ids: list[int]) -> tuple[PaperRow, ...]:
    """Kept papers of the case and of its sessions, the newest first."""
    rows = connection.execute(
        select(paper)
        .where(or_(paper.c.request_id == request_id, paper.c.session_id.in_(session_ids)), paper.c.voided_at.is_(None))
        .order_by(paper.c.id.desc())
    )
    return tuple(
        PaperRow(
            id=row.id,
            kind=row.kind,
            title=row.title,
            number=row.number or "",
            pages=row.pages,
            sha256=row.sha256,
            made_at=wall(row.made_at),
        )
        for row in rows
    )


def pauses_of(connection: Connection, request_id: int, names: Names) -> tuple[PauseRow, ...]:
    """Pauses of the office's clock, in their order."""
    rows = connection.execute(
        select(clock_pause)
        .where(clock_pause.c.request_id == request_id, clock_pause.c.voided_at.is_(None))
        .order_by(clock_pause.c.starts_at)
    ).mappings()
    return tuple(
        PauseRow(
            id=row["id"],
            reason=row["reason"],
            reason_label=PAUSE.get(row["reason"], row["reason"]),
            note=row["note"],
            starts_at=wall(row["starts_at"]),
            ends_at=wall_or_none(row["ends_at"]),
            recorded_by=names.get(row["recorded_by_id"], ""),
        )
        for row in rows
    )


def linked_of(connection: Connection, row: RowMapping) -> tuple[LinkedCase, ...]:
    """The first letter of a duplicate or follow-up, and the letters that point to this one."""
    rows = connection.execute(
        select(request)
        .where(
            or_(
                request.c.id.in_([row["duplicate_of_id"] or 0, row["parent_id"] or 0]),
                request.c.duplicate_of_id == row["id"],
                request.c.parent_id == row["id"],
            )
        )
        .order_by(request.c.id)
    ).mappings()
    return tuple(
        LinkedCase(
            request_id=one["id"],
            key=case_key(one["agenda_number"], one["agenda_year"]),
            sender=one["sender_name"],
            state=RequestState(one["state"]),
            relation=_relation(row, one),
            reason=(row if one["id"] == row["duplicate_of_id"] else one)["duplicate_reason"] or "",
        )
        for one in rows
    )


def _relation(row: RowMapping, one: RowMapping) -> str:
    if one["id"] == row["duplicate_of_id"]:
        return "rangkap dari"
    if one["id"] == row["parent_id"]:
        return "susulan untuk"
    return "rangkapnya" if one["duplicate_of_id"] == row["id"] else "surat susulan"


def sessions_of(connection: Connection, request_id: int) -> tuple[CaseSession, ...]:
    """The sessions in which the case has seats, the earliest first."""
    seated = gathered.seated_in(connection, [request_id]).get(request_id, ())
    ids = [one.session_id for one in seated]
    rows = {row.id: row for row in connection.execute(select(session).where(session.c.id.in_(ids)))}
    rooms = {row.id: row.name for row in connection.execute(select(room.c.id, room.c.name))}
    walked = list(
        connection.execute(
            select(seat.c.session_id).where(seat.c.request_id == request_id, seat.c.walk_in, seat.c.state != "RELEASED")
        ).scalars()
    )
    chips = gathered.topic_chips(connection) if ids else {}
    return tuple(
        CaseSession(
            session_id=one.session_id,
            topic=chips[one.topic_id],
            days=one.days,
            days_text=days_phrase(one.days),
            starts=one.starts,
            ends=rows[one.session_id].ends,
            place=rooms.get(rows[one.session_id].room_id, "") or rows[one.session_id].venue,
            state=one.state,
            state_label=SESSION_STATE_LABELS[SessionState(one.state)],
            seats=one.seats,
            confirmed=one.confirmed,
            walk_ins=walked.count(one.session_id),
        )
        for one in seated
    )


def archive_of(connection: Connection, request_id: int) -> ArchiveFileRow | None:
    """Where the letter lies; ``None`` before it is archived."""
    row = connection.execute(
        select(archive_file).where(archive_file.c.request_id == request_id, archive_file.c.voided_at.is_(None))
    ).first()
    if row is None:
        return None
    return ArchiveFileRow(
        id=row.id,
        classification_code=row.classification_code,
        storage_location=row.storage_location,
        retention_confirmed=row.retention_confirmed,
        archived_at=wall(row.archived_at),
        closed_at=wall_or_none(row.closed_at),
        dossier=row.dossier,
    )


def letters_of(connection: Connection, request_id: int) -> tuple[OutgoingRow, ...]:
    """The letters issued about a case, oldest first; struck out ones stand only in the book."""
    found = connection.execute(
        select(outgoing_letter)
        .where(outgoing_letter.c.request_id == request_id, outgoing_letter.c.voided_at.is_(None))
        .order_by(outgoing_letter.c.id)
    )
    return tuple(
        OutgoingRow(
            id=row.id,
            kind=row.kind,
            full_number=row.full_number,
            subject=row.subject,
            addressee=row.addressee,
            letter_date=row.letter_date,
            session_id=row.session_id,
            sent_at=wall_or_none(row.sent_at),
            inserted_reason=row.inserted_reason or "",
        )
        for row in found
    )
