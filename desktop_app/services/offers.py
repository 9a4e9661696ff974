"""Free seats for those in line: offered in order, held until a day, accepted, prolonged or ended (DOMAIN 8.4).

Nothing lapses by itself: an offer whose day is over is listed, and the Kasubbag decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import RowMapping

from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today, wall
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.setting_names import OFFER_DAYS
from desktop_app.queries.waiting_line import OFFER_LAPSED, to_be_offered, waiting_line
from desktop_app.services import progress, seats, steps
from desktop_app.services.scheduling import seat_request
from desktop_app.services.session_moves import back_to_queue
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.states import RequestState


@dataclass(frozen=True, slots=True)
class Offered:
    """Who is offered seats of a class and until when, and who was passed over."""

    session: int
    requests: tuple[int, ...]
    passed: tuple[int, ...]
    held_until: date


@use_case("offer_seats")
def offer_seats(work: Work, *, session: int, requests: tuple[int, ...] = (), held_until: date | None = None) -> Offered:
    """Offer the free seats of a class in order of receipt, or to ``requests`` of the line, and hold them for them.

    ``held_until`` is by default so many working days ahead (setting), never the class day itself. An earlier one who
    would fit is passed over only with a reason. Raises :class:`RuleRefusal` when nobody in line fits.
    """
    row = work.the_session
    until = _until(work, session, held_until)
    offered, passed = to_be_offered(work.unit.connection, session, row["topic_id"], seats.seats_of(work, session))
    chosen = requests or tuple(one.request_id for one in offered)
    if not chosen:
        why = f" ({passed[0].one.key}: {passed[0].reason})" if passed else ""
        raise RuleRefusal(f"Tidak ada yang dapat ditawari kursi kelas ini{why}.")
    line = {one.request_id for one in waiting_line(work.unit.connection, row["topic_id"])}
    for request_id in chosen:
        if request_id not in line:
            raise RuleRefusal("Berkas itu tidak sedang menunggu topik kelas ini. Segarkan daftar.", field="requests")
        seat_request(work, request_id, session, held_until=until)
    if len(chosen) == 1:
        work.entry_request_id = chosen[0]
    skipped = tuple(one.one.request_id for one in passed if one.one.request_id not in chosen)
    return Offered(session, chosen, skipped, until)


def _until(work: Work, session_id: int, wanted: date | None) -> date:
    day = today(work.occurred_at)
    last = seats.days_of(work, session_id)[0] - timedelta(days=1)
    if last < day:
        raise RuleRefusal("Kelas ini mulai hari ini atau sudah lewat, kursinya tidak dapat ditawarkan lagi.")
    if wanted is None:
        calendar = load_calendar(work.unit.connection)
        count = int(setting(work.unit.connection, OFFER_DAYS, day))
        return min(last, calendar.add_working_days(wall(work.occurred_at), count).date())
    if not day <= wanted <= last:
        raise UserError(
            f"Batas tawaran harus {short_date(day)} sampai {short_date(last)}, sebelum kelasnya.", field="held_until"
        )
    return wanted


def _offered_seats(work: Work, request_id: int) -> list[RowMapping]:
    held = seats.held_seats(work, request_id=request_id)
    found = [one for one in held if one["state"] == "HELD" and one["held_until"] is not None]
    if not found:
        raise RuleRefusal("Berkas ini tidak sedang ditawari kursi.")
    work.entry_session_id = found[0]["session_id"]
    return found


@use_case("accept_offer")
def accept_offer(work: Work, *, request: int) -> str:
    """The applicant takes the offered seats: they are held without an end, as any other."""
    for one in _offered_seats(work, request):
        work.unit.update(seat_table, one["id"], held_until=None)
    return progress.refresh(work, request).value


@use_case("extend_offer")
def extend_offer(work: Work, *, request: int, held_until: date | None = None) -> str:
    """Hold the offered seats longer, by default so many working days from now."""
    for one in _offered_seats(work, request):
        work.unit.update(seat_table, one["id"], held_until=_until(work, one["session_id"], held_until))
    return str(work.the_request["state"])


@use_case("lapse_offer")
def lapse_offer(work: Work, *, request: int) -> str:
    """End an offer: the seats go to the next in line, the request keeps its place with its first date of receipt.

    Before the offer's last day is over this needs a reason (the applicant said no).
    """
    found = _offered_seats(work, request)
    if found[0]["held_until"] >= today(work.occurred_at) and not (work.act.reason or "").strip():
        raise NeedsReason(
            f"Tawaran masih berlaku sampai {short_date(found[0]['held_until'])}. Tulis alasan mengakhirinya.",
            field="reason",
        )
    promised = any(work.unit.get(session_table, one["session_id"])["state"] == "FIXED" for one in found)
    seats.release(work, [one["id"] for one in found], OFFER_LAPSED)
    back_to_queue(work, request, "RESCHEDULED", promised=promised)
    steps.move(work, request, RequestState.WAITLISTED, reason=work.act.reason or OFFER_LAPSED)
    return RequestState.WAITLISTED.value
