"""Registers, lists of the contract and reports: what an administrator or the yearly archive reads."""

from __future__ import annotations

import json
from datetime import date

import pytest

from db.tables_office import officer
from desktop_app.errors import UserError
from desktop_app.queries.lists import listing
from desktop_app.queries.register_span import Span
from desktop_app.queries.registers_read import (
    agenda_lines,
    attendance_lines,
    outgoing_lines,
    person_lines,
    session_lines,
    time_lines,
)
from desktop_app.queries.reports import requests_per_month, step_times
from desktop_app.services import dispositions, endings, intake, notices, outgoing
from desktop_app.services.access import hash_secret
from desktop_app.services.use_case import Act
from tests.queries.conftest import Desk

YEAR = Span(year=2026)


def finished_case(desk: Desk) -> int:
    """A case walked to its end."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    desk.told(request)
    desk.trained(request, session)
    desk.do("wulan", notices.close_case, request=request)
    return request


def void(desk: Desk, request: int) -> None:
    """Strike an entry out with a second person's PIN."""
    with desk.office.store.writing() as unit:
        unit.connection.execute(officer.update().where(officer.c.id == 3).values(pin_hash=hash_secret("407193")))
    act = Act(actor=desk.actor("wulan"), reason="salah ketik")
    endings.void_request(desk.office, act, request=request, second_officer="nurul", second_pin="407193")


def test_the_agenda_keeps_what_was_voided(desk: Desk) -> None:
    """The number stays with its reason; the year is that of receipt."""
    desk.letter()
    void(desk, desk.letter("Kecamatan Sijuk", letter_number="5"))
    approved = desk.approved(desk.letter("Dinas Kesehatan", letter_number="6"))
    with desk.reading() as connection:
        lines = list(agenda_lines(connection, YEAR))
        assert list(agenda_lines(connection, Span(year=2025))) == []
        assert [one.number for one in agenda_lines(connection, Span(first=date(2026, 12, 4)))] == []
    assert approved == 3
    assert [(one.number, one.voided, one.void_reason, one.step) for one in lines] == [
        (1, False, "", 2),
        (2, True, "salah ketik", 0),
        (3, False, "", 5),
    ]
    assert (lines[2].forwarded_to, lines[2].origin) == ("Kasubbag LPSE, Tim Trainer", "Perangkat Daerah")


def test_people_are_masked_and_say_where_they_sit(desk: Desk) -> None:
    """Registers mask; the session stands beside."""
    finished_case(desk)
    with desk.reading() as connection:
        first, _ = person_lines(connection, YEAR)
        marks = list(attendance_lines(connection, YEAR))
        (session,) = session_lines(connection, YEAR)
    assert (first.nip_masked, first.mobile_masked, first.sessions) == (
        "1978**********1001",
        "0812****1101",
        "Sel–Rab 15–16 Des",
    )
    assert [(one.day.day, one.full_name, one.result) for one in marks] == [
        (15, "Ahmad Fauzi", "Hadir"),
        (15, "Budi Hartono", "Hadir"),
        (16, "Ahmad Fauzi", "Hadir"),
        (16, "Budi Hartono", "Hadir"),
    ]
    assert (session.state_label, session.seats.confirmed) == ("Selesai", 2)


def test_outgoing_letters_by_number(desk: Desk) -> None:
    """The number taken when the letter was issued."""
    request = desk.approved(desk.letter())
    desk.scheduled(request)
    desk.do(
        "wulan",
        outgoing.issue_letter,
        request=request,
        kind="undangan",
        subject="Jadwal training",
        addressee="Direktur RSUD",
    )
    with desk.reading() as connection:
        (line,) = outgoing_lines(connection, YEAR)
    assert (line.full_number, line.addressee, line.key) == ("800.2.4.1/1/PBJ/XII/2026", "Direktur RSUD", "1/2026")


def test_times_against_the_standard_with_what_was_typed_later(desk: Desk) -> None:
    """Steps 2 to 4 are judged; the typed later are not; step 5 is counted in days."""
    request = desk.letter()
    desk.at(9, 6).do("wulan", intake.forward_to_head, request=request)
    signed = desk.at(9, 20).now
    desk.at(10, days=5).do("wulan", dispositions.approve_by_head, request=request, paper=True, when=signed)
    with desk.reading() as connection:
        lines = list(time_lines(connection, YEAR, desk.now))
    assert [(one.step, one.minutes, one.on_time, one.judged) for one in lines] == [
        (1, 0, True, False),
        (2, 6, False, True),
        (3, 14, True, False),
    ]
    assert (lines[2].recorded_late, lines[2].remark) == (True, "dicatat kemudian")


def test_the_chart_says_what_is_wrong(desk: Desk) -> None:
    """Median, share on time, and one sentence (picture 06)."""
    for number, minutes in (("1", 2), ("2", 3), ("3", 9)):
        desk.at(9)
        request = desk.letter(letter_number=number)
        desk.at(9, minutes).do("wulan", intake.forward_to_head, request=request)
    day = date(2026, 12, 3)
    with desk.reading() as connection:
        times = step_times(connection, day, day, desk.now)
        later = step_times(connection, date(2026, 12, 4), date(2026, 12, 9), desk.now)
        months = requests_per_month(connection, 2026)
    second = times.rows[1]
    assert (second.median_text, second.on_time_text, second.count, second.over, second.level) == (
        "3 mnt",
        "67%",
        3,
        1,
        "over",
    )
    assert times.sentence == "Terima melewati 5 menit pada 1 dari 3 surat."
    assert (times.rows[2].median, times.rows[2].on_time_text) == (None, "–")
    assert later.sentence == "Belum ada langkah selesai pada rentang ini."
    assert [(one.label, one.count) for one in months][-1] == ("Des", 3)


def test_a_finished_walk_is_within_its_standards(desk: Desk) -> None:
    """All eight steps counted."""
    finished_case(desk)
    with desk.reading() as connection:
        times = step_times(connection, date(2026, 12, 1), date(2026, 12, 31), desk.now)
    assert [row.count for row in times.rows] == [1] * 8
    assert (times.finished_requests, times.rows[7].median_text) == (1, "2 hari")
    assert times.sentence == "Semua langkah dalam mutu baku."


def test_lists_carry_what_the_contract_names(desk: Desk) -> None:
    """ARCHITECTURE 6: names of the fields, masked unless full, plain JSON."""
    finished_case(desk)
    with desk.reading() as connection:
        found = {
            what: listing(connection, what, desk.now)
            for what in ("permohonan", "peserta", "sesi", "petugas", "agenda-masuk", "agenda-keluar")
        }
        full = listing(connection, "peserta", desk.now, full=True)
        with pytest.raises(UserError, match="permohonan"):
            listing(connection, "surat", desk.now)
    json.dumps(found)
    request, session, person = found["permohonan"][0], found["sesi"][0], found["peserta"][0]
    assert {"agenda", "state", "sender", "received_at", "participant_count"} <= set(request)
    assert (request["agenda"], request["state"], request["received_at"]) == (
        "1/2026",
        "ARCHIVED",
        "2026-12-03T09:00:00+07:00",
    )
    assert (session["topic"], session["start"], session["quota"], session["taken"], session["state"]) == (
        "spse-ppk",
        "2026-12-15T08:30:00+07:00",
        20,
        2,
        "DONE",
    )
    assert (person["nip"], full[0]["nip"]) == ("1978**********1001", "197801102010011001")
    assert found["petugas"][0] == {
        "key": "petugas:wulan",
        "handle": "wulan",
        "name": "Wulan Sari",
        "title": "Staf LPSE",
        "roles": ["HELPDESK"],
        "active": True,
    }


def test_spans_in_words() -> None:
    """What a register prints under its title."""
    assert (Span().words, YEAR.words) == ("Semua", "Tahun 2026")
    assert Span(first=date(2026, 11, 1), last=date(2026, 11, 30)).words == "November 2026"
    assert Span(first=date(2026, 11, 2), last=date(2026, 11, 30)).words == "2 November 2026 s.d. 30 November 2026"
    assert Span(first=date(2026, 12, 3), last=date(2026, 12, 3)).words == "3 Desember 2026"
    assert Span(first=date(2026, 11, 1)).words == "1 November 2026 s.d. sekarang"
