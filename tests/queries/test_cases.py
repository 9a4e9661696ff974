"""One case: the eight steps with their clocks, the people, the folder; possible duplicates; sheets; search; history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.errors import UserError
from desktop_app.office_time import from_wall
from desktop_app.queries import labels
from desktop_app.queries.archive_list import archive_rows
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.cases import case, find_case
from desktop_app.queries.duplicates import possible_duplicates
from desktop_app.queries.office_journal import journal_page, rows_changed
from desktop_app.queries.search import search
from desktop_app.queries.timeline import session_timeline, timeline
from desktop_app.queries.timeline_wording import DEEDS
from desktop_app.services import (
    contact_notes,
    dispositions,
    endings,
    intake,
    letter_fields,
    notices,
    people,
    request_edits,
    training,
)
from desktop_app.sop.states import Lane, RequestState
from desktop_app.sop.transitions import REQUEST_ACTIONS, SESSION_ACTIONS
from tests.queries.conftest import MORNING, Desk


def read(desk: Desk, request: int) -> CaseRow:
    """The case now."""
    with desk.reading() as connection:
        return case(connection, request, desk.now)


def test_a_case_is_found_by_its_key_and_says_so_when_it_is_not(desk: Desk) -> None:
    """`147/2026` on every screen."""
    request = desk.letter()
    with desk.reading() as connection:
        assert find_case(connection, 1, 2026) == request
        assert find_case(connection, 2, 2026) is None
        with pytest.raises(UserError, match="tidak ditemukan"):
            case(connection, 99, desk.now)


def test_the_strip_shows_time_against_the_standard(desk: Desk) -> None:
    """ "2 mnt / 5 mnt" behind, "4 mnt / 30 mnt" now, the standard alone ahead; who did and who typed it."""
    request = desk.letter()
    desk.at(9, 2).do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 6)
    steps = read(desk, request).steps
    assert [step.state for step in steps] == ["done", "done", "now", *["next"] * 5]
    assert [step.time_text for step in steps] == [
        "0 mnt / 5 mnt",
        "2 mnt / 5 mnt",
        "4 mnt / 30 mnt",
        "15 mnt",
        "1–7 hari",
        "10 mnt",
        "5 mnt",
        "1–2 hari",
    ]
    assert (steps[0].performed_by, steps[0].recorded_by) == ("Pengguna LPSE", "Wulan Sari")
    assert (steps[1].performed_by, steps[1].performed_by_lane) == ("Wulan Sari", "Helpdesk LPSE")


def test_pauses_are_taken_out_and_shown_beside(desk: Desk) -> None:
    """DOMAIN 9.1.7: reports give both with and without pauses."""
    request = desk.letter()
    desk.do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 10).do("wulan", endings.pause_clock, request=request, cause="system_down")
    desk.at(9, 40).do("wulan", endings.resume_clock, request=request)
    desk.at(9, 50)
    found = read(desk, request)
    assert (found.steps[2].minutes, found.steps[2].minutes_with_pauses, found.steps[2].level) == (20, 50, "quiet")
    assert (found.pauses[0].reason_label, found.paused) == ("Gangguan sistem", False)


def test_what_is_typed_later_is_marked_and_not_judged(desk: Desk) -> None:
    """The paper says nine in the morning, the clerk types it two working days later (DOMAIN 9.1.6)."""
    request = desk.letter()
    desk.do("wulan", intake.forward_to_head, request=request)
    signed = from_wall(MORNING + timedelta(hours=3))
    desk.at(10, days=4).do("wulan", dispositions.approve_by_head, request=request, paper=True, when=signed)
    step = read(desk, request).steps[2]
    assert (step.recorded_late, step.judged, step.level, step.late_note) == (True, False, "quiet", "dicatat kemudian")
    assert (step.performed_by, step.recorded_by, step.from_paper) == ("Suryadi Hakim", "Wulan Sari", True)


def test_people_in_full_and_masked_with_a_wrong_nip_flagged(desk: Desk) -> None:
    """A NIP of 17 digits is kept as typed and marked "periksa"."""
    first, second = read(desk, desk.letter()).participants
    assert (first.nip_masked, first.mobile_masked, first.nip_problem) == ("1978**********1001", "0812****1101", "")
    assert (first.organization, first.mobile_shown) == ("RSUD dr. H. Marsidi Judono", "0812-0000-1101")
    assert second.nip == "19820514201401100" and "18" in second.nip_problem


def test_a_whole_walk_leaves_everything_in_the_folder(desk: Desk) -> None:
    """Dispositions, calls, answers, session, shelf place, and a strip that is done."""
    request = desk.approved(desk.letter(), instructions=("PROCESS", "Jadwalkan training"), note="Setuju.")
    session = desk.scheduled(request)
    desk.at(9, 7)
    desk.told(request)
    desk.at(10).trained(request, session)
    desk.do("wulan", notices.close_case, request=request)
    found = read(desk, request)
    assert (found.state, found.step, {step.state for step in found.steps}) == (RequestState.ARCHIVED, 0, {"done"})
    assert [(one.step, one.officer, one.outcome_label) for one in found.dispositions] == [
        (3, "Suryadi Hakim", "Disetujui"),
        (4, "Nurul Aini, S.Kom.", "Disetujui"),
        (5, "Nurul Aini, S.Kom.", "Trainer ditunjuk"),
    ]
    assert found.dispositions[0].instructions == ("Proses lebih lanjut", "Jadwalkan training")
    assert (found.dispositions[0].forwarded_to, found.dispositions[2].trainers) == (
        ("Kasubbag LPSE",),
        ("Andi Pratama",),
    )
    assert (found.contacts[0].channel_label, found.contacts[0].success) == ("Telepon", True)
    assert [one.answer_label for one in found.confirmations] == ["Hadir", "Hadir"]
    assert (found.sessions[0].days_text, found.sessions[0].confirmed) == ("Sel–Rab 15–16 Des", 2)
    assert found.archive_file is not None and found.archive_file.storage_location == "Lemari 2, map 12"
    assert [step.elapsed for step in found.steps] == [0, 0, 0, 0, 0, 7, 0, 2]
    assert found.steps[7].time_text == "2 hari / 1–2 hari"


def test_the_summary_for_the_one_who_decides(desk: Desk) -> None:
    """Picture 02: who asks what, for how many, when."""
    found = read(desk, desk.letter(preferred_dates=(date(2026, 12, 15),)))
    assert found.summary == (
        "RSUD dr. H. Marsidi Judono memohon training SPSE 4.5 untuk PPK untuk 2 orang, usul 15 Des."
    )
    assert (found.agenda_label, found.registered_by, found.lane) == ("0001/LPSE/2026", "Wulan Sari", Lane.HELPDESK)


def test_possible_duplicates_by_letter_and_by_topic(desk: Desk) -> None:
    """Same sender, number and date; or same office and topic within 30 days (DOMAIN 8.4)."""
    desk.letter()
    desk.letter("Dinas Kesehatan")
    desk.letter(letter_number="9", topics=("e-katalog",))
    with desk.reading() as connection:
        found = possible_duplicates(
            connection,
            sender="rsud DR. H. marsidi judono",
            letter_number="445/1182/rsud/xi/2026",
            letter_date=date(2026, 11, 30),
            topics=("spse-ppk",),
            received_at=desk.now,
        )
        later = possible_duplicates(
            connection,
            sender="RSUD dr. H. Marsidi Judono",
            letter_number="77",
            letter_date=date(2026, 12, 1),
            topics=("e-katalog",),
            received_at=desk.now + timedelta(days=20),
        )
        too_late = possible_duplicates(
            connection,
            sender="RSUD dr. H. Marsidi Judono",
            letter_number="77",
            letter_date=None,
            topics=("e-katalog",),
            received_at=desk.now + timedelta(days=31),
        )
    assert [(one.key, one.same_letter) for one in found] == [("1/2026", True)]
    assert [(one.key, one.reason) for one in later] == [("3/2026", "topik Katalog diminta juga")]
    assert too_late == ()


def test_links_between_letters_read_both_ways(desk: Desk) -> None:
    """A duplicate and a follow-up show their first letter, and the first shows them."""
    first, second, third = desk.letter(), desk.letter(letter_number="2"), desk.letter(letter_number="3")
    desk.do("wulan", endings.propose_duplicate, "surat dikirim dua kali", request=second, first=first)
    desk.do("wulan", endings.link_follow_up, request=third, first=first)
    assert [(one.key, one.relation) for one in read(desk, first).linked] == [
        ("2/2026", "rangkapnya"),
        ("3/2026", "surat susulan"),
    ]
    assert read(desk, second).linked[0].reason == "surat dikirim dua kali"
    assert read(desk, third).linked[0].relation == "susulan untuk"


def test_the_history_is_told_in_sentences(desk: Desk) -> None:
    """Newest first: what, by whom, on whose behalf, from paper, old and new values opened."""
    request = desk.letter()
    desk.do("wulan", request_edits.edit_request, request=request, contact_name="Hendra S.", urgency="URGENT")
    desk.do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 20).do("wulan", dispositions.approve_by_head, request=request, paper=True)
    with desk.reading() as connection:
        rows = timeline(connection, request)
        page = journal_page(connection, limit=2)
        older = journal_page(connection, before_seq=page[-1].seq, limit=1)
        changed = rows_changed(connection, rows[2].seq)
        of_case = journal_page(connection, text=" 1/2026 ")
        of_deed = journal_page(connection, text="DITERUSKAN")
        of_nobody = journal_page(connection, text="100%_")
    assert [row.action for row in rows] == ["approve_by_head", "forward_to_head", "edit_request", "register_letter"]
    assert rows[0].sentence == (
        "Disetujui, diteruskan ke Kasubbag oleh pejabat, dicatat Wulan Sari dari lembar"
    ) or rows[0].sentence.endswith("dicatat Wulan Sari dari lembar")
    assert rows[2].details == ("Narahubung: Hendra Saputra → Hendra S.", "Sifat: Biasa → Segera")
    assert rows[1].who == "Wulan Sari (Helpdesk LPSE)" and rows[1].details == ("Keadaan: Tercatat → Di Kabag",)
    assert changed == (f"request {request}: contact_name (data pribadi), urgency NORMAL → URGENT",)
    assert of_case == rows and of_nobody == ()
    assert {one.action for one in of_deed} >= {"forward_to_head", "approve_by_head"}
    assert (page[0].seq, older[0].seq) == (rows[0].seq, page[-1].seq - 1)
    assert page[0].request_key == "1/2026" and page[0].when == "Kam, 3 Des 2026 09.20"


def test_every_action_has_its_deed_in_words() -> None:
    """A new row of the workflow must be told too; words equal those of the services."""
    assert {row.name for row in (*REQUEST_ACTIONS, *SESSION_ACTIONS)} <= set(DEEDS)
    assert labels.INSTRUCTION == dispositions.CANONICAL_INSTRUCTIONS
    assert labels.PAUSE == endings.PAUSE_REASONS
    assert set(labels.ANSWER) > contact_notes.ANSWERS and labels.ATTENDANCE.items() >= training.STATUSES.items()
    assert set(labels.URGENCY) == set(letter_fields.URGENCIES) and set(labels.SECRECY) == set(letter_fields.SECRECIES)
    assert set(labels.SENDER_KIND) == set(people.SENDER_KINDS)


def test_the_history_of_a_class(desk: Desk) -> None:
    """A session has its own."""
    session = desk.scheduled(desk.approved(desk.letter()))
    with desk.reading() as connection:
        assert [row.action for row in session_timeline(connection, session)] == ["fix_session", "schedule_request"]


@pytest.mark.parametrize(
    ("text", "keys", "where"),
    [
        ("1/2026", ["1/2026"], "nomor agenda"),
        ("marsidi", ["1/2026"], "pengirim: RSUD dr. H. Marsidi Judono"),
        ("1182", ["1/2026"], "nomor surat: 445/1182/RSUD/XI/2026"),
        ("budi har", ["1/2026"], "peserta: Budi Hartono"),
        ("0812-0000-1101", ["1/2026"], "peserta: Ahmad Fauzi"),
        ("hendra", ["2/2026", "1/2026"], "narahubung: Hendra Saputra"),
        ("100%", [], ""),
        ("x", ["1/2026"], "nomor surat: 445/1182/RSUD/XI/2026"),
        ("q", [], ""),
    ],
)
def test_search_finds_by_what_people_remember(desk: Desk, text: str, keys: list[str], where: str) -> None:
    """Key, sender, letter number, participant, telephone, contact person."""
    desk.letter()
    desk.letter("Kecamatan Sijuk", letter_number="5", participants=())
    with desk.reading() as connection:
        found = search(connection, text)
    assert [hit.key for hit in found] == keys
    assert not where or found[-1].found_in == where


def test_the_archive_list_filters_and_counts_what_passed_a_standard(desk: Desk) -> None:
    """Picture 06: working days to a date, "Lewat mutu baku n"."""
    late = desk.letter()
    desk.at(9, 9).do("wulan", intake.forward_to_head, request=late)
    fine = desk.approved(desk.letter("Kecamatan Sijuk", letter_number="5", topics=("e-katalog",)))
    desk.at(9, days=5).scheduled(fine)
    with desk.reading() as connection:
        page = archive_rows(connection, desk.now, year=2026)
        over = archive_rows(connection, desk.now, over_only=True)
        sought = archive_rows(connection, desk.now, text="sijuk")
        ended = archive_rows(connection, desk.now, ended_only=True)
    assert [(row.key, row.days_text, row.steps_over) for row in page.rows] == [
        ("2/2026", "3 hari", ()),
        ("1/2026", "–", (2,)),
    ]
    assert (page.total, page.over, [row.key for row in over.rows]) == (2, 1, ["1/2026"])
    assert ([row.key for row in sought.rows], ended.rows) == (["2/2026"], ())
