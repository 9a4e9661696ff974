"""The official letters about a request or a session (DOMAIN 3 no. 1, 8.4); wording in ``letter_texts``."""

from __future__ import annotations

from datetime import date

from desktop_app.documents import letter_texts as texts
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letter_layout import BOLD, TEXT, attach_people, close_letter, facts, open_letter
from desktop_app.documents.page import BODY, PrintSetup
from desktop_app.documents.session_data import (
    Cancellation,
    CoverLetter,
    LetterReference,
    Rejection,
    ScheduleChange,
    ScheduleNotice,
    SeatRelease,
)
from desktop_app.documents.sheet_parts import NO_SETUP
from desktop_app.documents.text_flow import Flow
from desktop_app.documents.wording import long_date, plain_date
from desktop_app.sop.outgoing_letters import SUBJECTS


def reference_opening(reference: LetterReference) -> str:
    """Return "Menindaklanjuti surat Saudara Nomor ... tanggal ... hal ..., "."""
    number = f"Nomor {reference.number} " if reference.number else ""
    dated = plain_date(reference.dated) if reference.dated else texts.EMPTY_DATE
    return texts.REFERENCE.format(number=number, dated=dated, subject=reference.subject)


def render_notice(
    data: ScheduleNotice, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the invitation with the schedule and the list of participants."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["undangan"])
    opening = texts.NOTICE_ALONE
    if data.reference is not None:
        opening = reference_opening(data.reference) + texts.NOTICE_OPENING
    _body(flow, opening)
    people = len(data.participants) or data.session.participant_count
    facts(flow, data.session, data.letter.office.zone_label, people=people, attached=bool(data.participants))
    _confirm(flow, data.confirm_by, data.confirm_to, data.confirm_phone)
    _body(flow, texts.RULES)
    _body(flow, texts.THANKS)
    close_letter(flow, data.letter)
    attach_people(flow, data.letter, data.session, data.participants)
    return flow.paper.finish()


def render_change(
    data: ScheduleChange, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the letter that tells what the schedule was and what it becomes."""
    zone = data.letter.office.zone_label
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["perubahan"])
    _body(flow, texts.CHANGE_OPENING.format(topic=data.old.topic, reason=data.reason.rstrip(".")))
    flow.paragraph(texts.CHANGE_OLD, BOLD, gap=1.0)
    facts(flow, data.old, zone)
    if data.new is None:
        _body(flow, texts.CHANGE_LATER)
    else:
        flow.paragraph(texts.CHANGE_NEW, BOLD, gap=1.0)
        facts(flow, data.new, zone, people=len(data.participants), attached=bool(data.participants))
        _confirm(flow, data.confirm_by, data.confirm_to, data.confirm_phone)
    _body(flow, f"{texts.CHANGE_SORRY} {texts.THANKS}")
    close_letter(flow, data.letter)
    attach_people(flow, data.letter, data.new or data.old, data.participants)
    return flow.paper.finish()


def render_postponement(
    data: ScheduleChange, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the notice that a class is put off; the new date is told later, the place in line stays."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["penundaan"])
    _body(flow, texts.POSTPONE_OPENING.format(reason=data.reason.rstrip(".")))
    facts(flow, data.old, data.letter.office.zone_label)
    _body(flow, texts.CHANGE_LATER)
    _body(flow, f"{texts.CHANGE_SORRY} {texts.THANKS}")
    close_letter(flow, data.letter)
    return flow.paper.finish()


def render_release(data: SeatRelease, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the letter to those whose seats were released after the reply deadline, with their names."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["pelepasan"])
    by = f" tanggal {plain_date(data.confirm_by)}" if data.confirm_by else ""
    _body(flow, texts.RELEASE_OPENING.format(by=by, count=len(data.participants)))
    facts(flow, data.session, data.letter.office.zone_label, people=len(data.participants), attached=True)
    _body(flow, texts.RELEASE_AGAIN.format(contact=f" ({data.contact})" if data.contact else ""))
    _body(flow, texts.THANKS)
    close_letter(flow, data.letter)
    attach_people(flow, data.letter, data.session, data.participants)
    return flow.paper.finish()


def render_cancellation(
    data: Cancellation, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the letter that cancels a session and says what happens with the request."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["pembatalan"])
    _body(flow, texts.CANCEL_OPENING.format(reason=data.reason.rstrip(".")))
    facts(flow, data.session, data.letter.office.zone_label)
    _body(flow, data.follow_up or texts.CANCEL_FOLLOW)
    _body(flow, texts.THANKS)
    close_letter(flow, data.letter)
    return flow.paper.finish()


def render_rejection(data: Rejection, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the answer that a request cannot be met, with the reason and what is offered instead."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["penolakan"])
    reason = texts.REJECT_OPENING.format(reason=data.reason.rstrip("."))
    _body(flow, reference_opening(data.reference) + reason)
    if data.suggestion:
        _body(flow, data.suggestion)
    _body(flow, texts.THANKS)
    close_letter(flow, data.letter)
    return flow.paper.finish()


def render_cover(data: CoverLetter, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the surat pengantar: a table of what is handed over, and the receiver's line."""
    flow = open_letter(data.letter, size, setup, data.letter.subject or SUBJECTS["pengantar"])
    _body(flow, texts.COVER_OPENING)
    grid = Grid(
        flow,
        (
            GridColumn("No", 10.0, "right"),
            GridColumn("Uraian", flow.width - 85.0),
            GridColumn("Banyaknya", 30.0),
            GridColumn("Keterangan", 45.0),
        ),
    )
    grid.start()
    for number, item in enumerate(data.items, 1):
        words = (f"{number}", item.description, item.quantity, item.remark)
        grid.row([[(word, BODY)] for word in words], min_height=10.0)
    flow.y += 4.0
    _body(flow, texts.COVER_RECEIVED.format(blank=texts.EMPTY_DATE))
    close_letter(flow, data.letter)
    return flow.paper.finish()


def _body(flow: Flow, text: str) -> None:
    flow.paragraph(text, TEXT, justify=True, gap=2.5)


def _confirm(flow: Flow, by: date | None, to: str, phone: str) -> None:
    if by is None:
        return
    receiver = to or "Helpdesk LPSE"
    receiver += f" (HP {phone})" if phone else ""
    _body(flow, texts.CONFIRM.format(by=long_date(by), to=receiver))
