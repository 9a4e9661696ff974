"""The calendar, a class with its people, the notice board, the trainer's list, and what fits a request."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.errors import UserError
from desktop_app.queries.schedule_read import day_marks, month
from desktop_app.queries.session_read import notice_board, session, sessions_for_trainer
from desktop_app.queries.session_rows import COMPLETE, NEEDS_REPORT, NEXT, TO_TELL, TODAY, SessionDetail
from desktop_app.queries.sheets_read import sheet_by_token, sheets_of, sheets_out
from desktop_app.services import intake, notices, scheduling, session_moves, sheets, training
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.states import SessionState
from tests.queries.conftest import Desk

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def detail(desk: Desk, session_id: int) -> SessionDetail:
    """A class now."""
    with desk.reading() as connection:
        return session(connection, session_id, desk.now)


def test_a_chip_of_the_calendar_derives_its_seats(desk: Desk) -> None:
    """Held and confirmed seats, who comes, who teaches, where (picture 03)."""
    request = desk.approved(desk.letter())
    made = desk.scheduled(request)
    with desk.reading() as connection:
        (row,) = month(connection, *DECEMBER, today=date(2026, 12, 3))
        assert month(connection, date(2026, 12, 17), date(2026, 12, 31)) == ()
    assert (row.id, row.key, row.days_text, row.hours_text) == (
        made,
        f"sesi:{made}",
        "Sel–Rab 15–16 Des",
        "08.30–15.00",
    )
    assert (row.seats.held, row.seats.confirmed, row.seats.words) == (2, 0, "2/20")
    assert (row.who, row.request_keys, row.trainers, row.place) == (
        "RSUD dr. H. Marsidi Judono",
        ("1/2026",),
        ("Andi Pratama",),
        "Ruang LPSE",
    )
    assert (row.state, row.topic.color, row.past) == (SessionState.FIXED, "t_ppk", False)


def test_postponed_classes_leave_the_calendar_and_keep_their_successor(desk: Desk) -> None:
    """A class moved after people were told: the new one stands on the calendar (DOMAIN 8.4)."""
    request = desk.approved(desk.letter())
    made = desk.scheduled(request)
    desk.told(request)
    desk.do("nurul", session_moves.move_session, "trainer sakit", session=made, first_day=date(2026, 12, 21))
    with desk.reading() as connection:
        (row,) = month(connection, *DECEMBER)
    assert row.id != made and row.days_text == "Sen–Sel 21–22 Des"
    old = detail(desk, made)
    assert (old.row.state_label, old.row.successor_id, old.row.state_reason) == ("Ditunda", row.id, "trainer sakit")
    assert len(old.people) == 0 and len(old.released) == 2


def test_holidays_are_named(desk: Desk) -> None:
    """The cell says why it is closed; weekends are closed without a mark."""
    with desk.reading() as connection:
        marks = day_marks(connection, *DECEMBER)
    assert [(mark.day.day, mark.name, mark.closed) for mark in marks] == [
        (24, "Cuti Bersama Natal", True),
        (25, "Hari Raya Natal", True),
    ]


def test_calls_and_answers_stand_beside_each_person(desk: Desk) -> None:
    """Picture 04: "2× 09.10", "09.11", "–", "Belum jawab", and the history newest first."""
    request = desk.approved(desk.letter())
    made = desk.scheduled(request)
    ahmad, budi = desk.places(request)
    for minute in (5, 10):
        desk.at(9, minute).do(
            "wulan",
            notices.record_contact,
            request=request,
            channel="telephone",
            outcome="NO_ANSWER",
            participants=(budi,),
        )
    desk.at(9, 11).do("wulan", notices.record_contact, request=request, channel="sms", outcome="SENT")
    desk.do("wulan", notices.record_confirmation, request=request, answer="PRESENT", participants=(ahmad,))
    found = detail(desk, made)
    first, second = found.people
    assert (first.answer_label, first.seat_state, second.answer_label) == ("Hadir", "CONFIRMED", "Belum jawab")
    assert [mark.text for mark in second.channels] == ["2× 09.10", "09.11", "–", "–"]
    assert (second.channel("sms").success, second.channel("telephone").tries) == (True, 2)
    assert [line.text for line in second.history] == [
        "SMS, terkirim · lewat narahubung",
        "Telepon, tidak diangkat (ke-2)",
        "Telepon, tidak diangkat",
    ]
    assert (second.mobile_shown, second.contact_phone_shown) == ("lewat narahubung", "0812-0000-0147")
    assert (found.present, found.unanswered, found.declined) == (1, 1, 0)


def test_who_declines_or_is_replaced_moves_to_the_released(desk: Desk) -> None:
    """The old name stays in sight with what he said."""
    request = desk.approved(desk.letter())
    made = desk.scheduled(request)
    ahmad, budi = desk.places(request)
    desk.do("wulan", notices.record_confirmation, request=request, answer="DECLINED", participants=(budi,))
    desk.do(
        "wulan",
        notices.substitute_participant,
        "dinas luar",
        request=request,
        participant=ahmad,
        substitute=ParticipantEntry(full_name="Dewi Anggraini"),
    )
    found = detail(desk, made)
    assert [one.full_name for one in found.people] == ["Dewi Anggraini"]
    assert {one.full_name: one.answer_label for one in found.released} == {
        "Ahmad Fauzi": "Ganti orang",
        "Budi Hartono": "Batal",
    }


def test_the_notice_board_sorts_by_what_is_left_to_ask(desk: Desk) -> None:
    """Picture 04, left: to tell, then complete."""
    first, second = desk.approved(desk.letter()), desk.approved(desk.letter("Kecamatan Sijuk", letter_number="5"))
    early, late = desk.scheduled(first), desk.scheduled(second, date(2026, 12, 21))
    desk.told(first)
    desk.do("wulan", notices.record_confirmation, request=first, answer="PRESENT")
    with desk.reading() as connection:
        board = notice_board(connection, desk.now)
    assert [(row.session.id, row.section, row.counts, row.days_left_text) for row in board] == [
        (late, TO_TELL, "0 hadir · 2 belum", "18 hari"),
        (early, COMPLETE, "2 hadir · 0 belum", "12 hari"),
    ]
    assert [row.told for row in board] == [0, 2]


def test_the_trainer_sees_today_next_and_missing_reports(desk: Desk) -> None:
    """Picture 05, left; attendance per day, scores, averages and result."""
    request = desk.approved(desk.letter())
    made = desk.scheduled(request)

    def sections() -> list[tuple[str, str]]:
        with desk.reading() as connection:
            found = sessions_for_trainer(connection, 4, desk.clock.now().date())
            assert sessions_for_trainer(connection, 5, desk.clock.now().date()) == ()
        return [(one.section, one.line) for one in found]

    assert sections() == [(NEXT, "2 peserta, 0 konfirmasi")]
    desk.told(request)
    desk.do("wulan", notices.record_confirmation, request=request, answer="PRESENT")
    ahmad, budi = desk.places(request)
    desk.at(8, 45, days=12)
    entries = (training.AttendanceEntry(participant=ahmad), training.AttendanceEntry(participant=budi, status="SICK"))
    desk.do("andi", training.record_attendance, session=made, day=date(2026, 12, 15), entries=entries)
    scores = (training.ScoreEntry(participant=ahmad, pre_test=60, post_test=85),)
    desk.do("andi", training.record_scores, session=made, entries=scores)
    assert sections() == [(TODAY, "08.30–15.00 · berlangsung")]
    found = detail(desk, made)
    assert [[day.arrived for day in one.attendance] for one in found.people] == [
        ["08.45 terlambat", "belum datang"],
        ["Sakit", "belum datang"],
    ]
    assert (found.attended, found.average_pre, found.average_post, found.people[0].result) == (1, 60, 85, "Lulus")
    desk.at(15, days=13)
    desk.do("andi", training.finish_session, session=made)
    desk.at(9, days=14)
    assert sections() == [(NEEDS_REPORT, "Laporan belum dikirim · 1 hari")]
    desk.do("andi", training.save_report, session=made, materials_done=("Pendaftaran akun",), send=True)
    assert sections() == []
    assert detail(desk, made).materials_done == ("Pendaftaran akun",)


def test_an_unknown_class_is_said_so(desk: Desk) -> None:
    """One clear sentence."""
    with pytest.raises(UserError, match="Kelas itu tidak ditemukan"):
        detail(desk, 77)


def test_sheets_still_out_and_the_way_back_by_their_code(desk: Desk) -> None:
    """ "Siapa memegang lembar": the sheet travels with the letter; its QR finds the case."""
    request = desk.letter()
    printed = desk.do("wulan", sheets.print_sheet, request=request)
    desk.at(9, 5).do("wulan", intake.forward_to_head, request=request)
    with desk.reading() as connection:
        (out,) = sheets_out(connection, desk.now)
        found = sheet_by_token(connection, f" {printed.token.lower()} ", desk.now)
        assert sheet_by_token(connection, "TIDAKADA", desk.now) is None
        assert sheets_of(connection, request, desk.now) == (out,)
    assert (out.holder_label, out.since_text, out.keys) == ("Kepala Bagian PBJ", "sejak 09.05", ("1/2026",))
    assert found == out
    desk.at(10).do("wulan", sheets.receive_sheet, request=request)
    with desk.reading() as connection:
        assert sheets_out(connection, desk.now) == ()


def test_individuals_join_a_class_made_for_others(desk: Desk) -> None:
    """Named after its letters; the individuals are counted apart."""
    letter = desk.approved(desk.letter("CV Bahari Jaya", topics=("spse-penyedia",)))
    made = desk.scheduled(letter, date(2026, 12, 17))
    form = desk.approved(desk.form())
    desk.do("nurul", scheduling.schedule_request, request=form, session=made)
    found = detail(desk, made)
    assert (found.row.who, found.row.individuals, found.row.seats.taken) == ("CV Bahari Jaya", 1, 3)
    assert found.people[2].organization == "CV Contoh"
