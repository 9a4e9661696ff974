"""Queues: whose turn it is, time against the standard in the own lane only, decisions of today, counts."""

from __future__ import annotations

from datetime import date

from desktop_app.queries.inbox import individuals, officer_counts, queue, schedule_queue, tab_counts
from desktop_app.queries.queue_rows import DONE_TODAY, NEEDS_OTHERS, NEEDS_YOU, Queue
from desktop_app.services import dispositions, intake, notices, office_calendar, outgoing
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.sop.states import Lane, RequestState
from tests.queries.conftest import Desk


def read(desk: Desk, lane: Lane, **fields: str) -> Queue:
    """The queue of a lane now."""
    with desk.reading() as connection:
        return queue(connection, desk.now, lane=lane, **fields)  # type: ignore[arg-type]


def test_a_new_letter_waits_for_the_helpdesk_with_its_minutes(desk: Desk) -> None:
    """Picture 01: "Langkah 2 · 1 dari 5 mnt", quiet below 80 percent, near from there, over after it."""
    desk.letter()
    desk.at(9, 1)
    (row,) = read(desk, Lane.HELPDESK).rows
    assert (row.key, row.section, row.status, row.level) == ("1/2026", NEEDS_YOU, "Langkah 2 · 1 dari 5 mnt", "quiet")
    assert (row.summary, row.step, row.done_steps, row.when) == ("SPSE 4.5 untuk PPK · 2 orang", 2, (1,), "09.00")
    desk.at(9, 4)
    assert read(desk, Lane.HELPDESK).rows[0].level == "near"
    desk.at(9, 6)
    late = read(desk, Lane.HELPDESK)
    assert (late.rows[0].level, late.rows[0].status, late.late) == ("over", "Helpdesk · 6 dari 5 mnt", 1)


def test_lateness_of_another_lane_is_not_red_here(desk: Desk) -> None:
    """DESIGN: lateness is shown to the lane itself, elsewhere "di Kabag sejak 09.05"."""
    request = desk.letter()
    desk.at(9, 5).do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 43)
    (here,) = read(desk, Lane.HELPDESK).rows
    assert (here.section, here.status, here.level, here.elapsed) == (
        NEEDS_OTHERS,
        "di Kabag sejak 09.05",
        "quiet",
        None,
    )
    (there,) = read(desk, Lane.DIVISION_HEAD).rows
    assert (there.status, there.level, there.elapsed, there.limit) == ("Kabag · 38 dari 30 mnt", "over", 38, 30)


def test_decisions_of_today_stay_in_sight(desk: Desk) -> None:
    """Picture 02: "Disetujui 08.56, ke Kasubbag LPSE"; what came from paper says so."""
    first, second = desk.letter(), desk.letter("Kecamatan Sijuk", letter_number="2")
    for request in (first, second):
        desk.do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 10).do("suryadi", dispositions.approve_by_head, request=first)
    desk.at(9, 12).do(
        "wulan", dispositions.return_by_head, "peserta belum lengkap", request=second, paper=True, note="peserta?"
    )
    rows = read(desk, Lane.DIVISION_HEAD).section(DONE_TODAY)
    assert [row.outcome for row in rows] == [
        "Disetujui 09.10, ke Kasubbag LPSE",
        "Dikembalikan 09.12, peserta? · dari lembar",
    ]
    assert read(desk, Lane.DIVISION_HEAD).all == 0
    desk.at(9, 0, days=1)
    assert read(desk, Lane.DIVISION_HEAD).rows == ()


def test_filters_and_search_leave_the_counts_alone(desk: Desk) -> None:
    """Chips show how many there are, whatever is chosen."""
    desk.letter()
    desk.at(9, 2).letter("Dinas Kesehatan", letter_number="7", topics=("e-katalog",))
    desk.at(9, 6)
    late = read(desk, Lane.HELPDESK, filter="late")
    assert ([row.key for row in late.rows], late.all, late.mine, late.late) == (["1/2026"], 2, 2, 1)
    assert [row.key for row in read(desk, Lane.HELPDESK, text="KATALOG").rows] == ["2/2026"]
    assert [row.key for row in read(desk, Lane.HELPDESK, text="2/20").rows] == ["2/2026"]


def test_an_incomplete_letter_first_waits_for_the_applicant(desk: Desk) -> None:
    """It is never late, and becomes the Helpdesk's again when it is time to remind (DOMAIN 8.4)."""
    desk.letter(missing=("Cap",))
    desk.at(9, 30)
    (row,) = read(desk, Lane.HELPDESK).rows
    assert (row.section, row.level, row.missing) == (NEEDS_OTHERS, "quiet", ("Cap",))
    desk.at(9, 0, days=6)
    (row,) = read(desk, Lane.HELPDESK).rows
    assert (row.section, row.status) == (NEEDS_YOU, "Menunggu kelengkapan pemohon · 4 hari")


def test_a_promised_date_comes_back_to_the_helpdesk(desk: Desk) -> None:
    """Step 6 and 7 as picture 01 writes them."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    (row,) = read(desk, Lane.HELPDESK).rows
    assert (row.state, row.step, row.status) == (RequestState.SCHEDULED, 6, "Sampaikan jadwal 15–16 Des")
    assert (row.session_id, row.session_days, row.section) == (session, "Sel–Rab 15–16 Des", NEEDS_YOU)
    desk.told(request)
    desk.at(9, 0, days=1)
    (row,) = read(desk, Lane.HELPDESK).rows
    assert (row.step, row.status) == (7, "Belum konfirmasi · 1 hari")


def test_what_ended_today_stays_in_sight_for_the_day(desk: Desk) -> None:
    """A closed file stands under "SELESAI HARI INI" until the evening; a rejection first needs its reply sent."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    desk.told(request)
    desk.trained(request, session)
    assert read(desk, Lane.HELPDESK).rows[0].status == "Tutup dan arsipkan berkas"
    desk.at(9, 0, days=18).do("wulan", notices.close_case, request=request)
    refused = desk.letter(letter_number="2")
    desk.do("wulan", intake.forward_to_head, request=refused)
    desk.do("suryadi", dispositions.reject_by_head, "bukan kewenangan", request=refused)
    assert first_line(desk) == (NEEDS_YOU, "Ditolak · surat jawaban belum dibuat")
    issued = desk.do("wulan", outgoing.issue_letter, request=refused, kind="penolakan")
    assert first_line(desk.at(9, 0, days=19)) == (NEEDS_YOU, f"Ditolak · surat {issued.number} belum dikirim")
    desk.at(9, 30, days=18).do("wulan", outgoing.send_letter, request=refused, letter=issued.letter)
    rows = read(desk, Lane.HELPDESK).rows
    assert [(row.section, row.status) for row in rows] == [(DONE_TODAY, "Diarsipkan"), (DONE_TODAY, "Ditolak")]
    assert read(desk.at(9, 0, days=19), Lane.HELPDESK).rows == ()
    assert read(desk, Lane.HELPDESK).mine == 0


def first_line(desk: Desk) -> tuple[str, str]:
    """Section and words of the first row of the Helpdesk's queue."""
    row = read(desk, Lane.HELPDESK).rows[0]
    assert row.mine
    return row.section, row.status


def test_the_schedule_queue_counts_working_days_and_leaves_individuals_to_the_pool(desk: Desk) -> None:
    """Picture 03: "usul 9–10 Des", "hari ke-2 dari 7"; individuals are pooled per topic."""
    desk.approved(desk.letter(preferred_dates=(date(2026, 12, 9), date(2026, 12, 10))))
    form = desk.approved(desk.form())
    desk.at(9, 0, days=4)
    with desk.reading() as connection:
        (row,) = schedule_queue(connection, desk.now).rows
        (pool,) = individuals(connection, desk.now)
    assert (row.preferred, row.waiting, row.waiting_days) == ("usul 9–10 Des", "hari ke-2 dari 7", 2)
    assert (pool.request_ids, pool.meter, pool.fit) == (
        (form,),
        "1 dari 12 untuk kelas sendiri",
        "tunggu 11 orang lagi",
    )


def test_the_pool_names_the_class_that_has_room(desk: Desk) -> None:
    """ "n muat di kelas 17 Des"."""
    letter = desk.approved(desk.letter("CV Bahari Jaya", topics=("spse-penyedia",)))
    session = desk.scheduled(letter, date(2026, 12, 17))
    desk.approved(desk.form())
    with desk.reading() as connection:
        (pool,) = individuals(connection, desk.now)
    assert (pool.session_id, pool.fitting, pool.fit) == (session, 1, "1 muat di kelas 17 Des")
    entry = ClosedDayEntry(day=date(2026, 12, 17), kind="local", name="HUT Kabupaten")
    desk.do("nurul", office_calendar.add_closed_day, days=(entry,))
    with desk.reading() as connection:
        (pool,) = individuals(connection, desk.now)
    assert (pool.session_id, pool.fit) == (None, "tunggu 11 orang lagi"), "a class that must be moved takes nobody"


def test_counts_of_tabs_and_officers(desk: Desk) -> None:
    """Badges count what needs action, and the login screen what waits for a person."""
    desk.letter()
    waiting = desk.letter("Kecamatan Sijuk", letter_number="2")
    desk.do("wulan", intake.forward_to_head, request=waiting)
    desk.approved(desk.letter("Kecamatan Badau", letter_number="3"))
    with desk.reading() as connection:
        counts = tab_counts(connection, desk.now)
        by_officer = officer_counts(connection, desk.now)
    assert (counts.helpdesk, counts.division_head, counts.subdivision_head, counts.trainer) == (1, 1, 1, 0)
    assert by_officer == {1: 1, 2: 1, 3: 1, 4: 0, 5: 0}


def test_trainers_see_what_was_assigned_to_them(desk: Desk) -> None:
    """The third disposition names the trainer."""
    desk.approved(desk.letter())
    with desk.reading() as connection:
        assert queue(connection, desk.now, lane=Lane.TRAINER_TEAM, officer_id=4).mine == 1
        assert queue(connection, desk.now, lane=Lane.TRAINER_TEAM, officer_id=5).rows == ()
