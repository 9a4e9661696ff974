"""The mutu baku report: lanes, offices, fill rate, no-shows, pauses, one sentence that says what is wrong."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from desktop_app.errors import UserError
from desktop_app.papers import make_paper
from desktop_app.papers.quality_papers import span_of
from desktop_app.papers.quality_workbook import make_quality_workbook
from desktop_app.queries.quality import QualityReport, p90, quality
from desktop_app.services import dispositions, endings, intake, notices, training
from tests.documents.reading import all_text
from tests.queries.conftest import Desk

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def test_nearest_rank() -> None:
    assert [p90(list(range(1, n + 1))) for n in (1, 2, 9, 10, 11, 20)] == [1, 2, 9, 9, 10, 18]
    assert p90([]) is None


def test_spans() -> None:
    assert span_of("2026-02") == (date(2026, 2, 1), date(2026, 2, 28))
    assert span_of("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    assert span_of("2026-09-01..2026-11-30") == (date(2026, 9, 1), date(2026, 11, 30))
    for wrong in ("2026-13", "kemarin", "2026-09-02..2026-09-01", ""):
        with pytest.raises(UserError):
            span_of(wrong)


def test_a_month_of_work(desk: Desk) -> None:
    first = desk.letter()
    slow = desk.letter("Desa Contoh Lambat", contact_phone="0812-0000-0148")
    desk.at(9, 3).do("wulan", intake.forward_to_head, request=first)
    desk.do("wulan", intake.forward_to_head, request=slow)
    desk.at(9, 20).do("suryadi", dispositions.approve_by_head, request=first)
    desk.at(11, 0).do("suryadi", dispositions.approve_by_head, request=slow)
    desk.at(11, 5).do("nurul", dispositions.dispose_by_subhead, request=first, trainers=("andi",))
    session = desk.scheduled(first)
    desk.told(first)
    desk.do("wulan", notices.record_confirmation, request=first, answer="PRESENT")
    places = desk.places(first)
    desk.at(9, days=12)
    entries = (training.AttendanceEntry(participant=places[0]),)
    desk.do("andi", training.record_attendance, session=session, day=date(2026, 12, 15), entries=entries)
    desk.at(15, days=13)
    desk.do("andi", training.finish_session, session=session)
    desk.do("wulan", endings.withdraw_request, request=desk.form(), reason="batal")
    with desk.reading() as connection:
        found = quality(connection, FIRST, LAST, desk.now)
        text = all_text(make_paper(connection, "laporan-mutu", "2026-12", now=desk.now).data)
        book = openpyxl.load_workbook(
            BytesIO(make_quality_workbook(connection, "2026-12", now=desk.now).data), data_only=False
        )
    head = found.steps[2]
    assert (head.count, head.median, head.p90, head.on_time) == (2, 67.0, 117, 0.5)
    assert found.bad and found.sentence in text
    lanes = {one.label: one for one in found.lanes}
    assert lanes["Kepala Bagian PBJ"].on_time == 0.5
    assert (found.requests, found.people) == (3, 5)
    offices = {one.label: (one.requests, one.people) for one in found.offices}
    assert offices["RSUD dr. H. Marsidi Judono"] == (1, 2) and sorted(offices.values()) == [(1, 1), (1, 2), (1, 2)]
    (topic,) = found.topics
    assert (topic.classes, topic.taken, topic.present, topic.no_shows) == (1, 2, 1, 1)
    assert topic.fill_rate == pytest.approx(2 / topic.seats)
    (use,) = found.office_use
    assert (use.label, use.taken, use.no_shows) == ("RSUD dr. H. Marsidi Judono", 2, 1)
    assert "Desember 2026" in text and "Suryadi" not in text
    assert_same_numbers(book, found)
    assert book["Ringkasan"]["B2"].value == found.sentence


def assert_same_numbers(book: Any, found: QualityReport) -> None:
    """Every cell of the workbook holds the report's own number, with a form that shows it as paper does."""
    for number, one in enumerate(found.steps, 2):
        cells = [cell.value for cell in book["Langkah"][number]]
        expected = [one.count, one.median, one.p90, one.on_time, one.median_with_pauses, one.p90_with_pauses]
        expected += [one.on_time_with_pauses, one.typed_late]
        assert cells[2:] == ["–" if value is None else value for value in expected]
    assert (book["Langkah"]["D4"].number_format, book["Langkah"]["F4"].number_format) == ('0" mnt"', "0%")
    for sheet, rows in (("Bulan", found.months), ("Pelaksana", found.lanes), ("Instansi", found.offices)):
        assert [row[0].value for row in book[sheet].iter_rows(min_row=2, max_row=len(rows) + 1)] == [
            one.label for one in rows
        ]
    assert [cell.value for cell in book["Bulan"][2]][1:4] == [3, 5, found.months[0].judged]
    (topic,), (use,) = found.topics, found.office_use
    counted = [topic.classes, topic.seats, topic.taken, topic.fill_rate, topic.present, topic.no_shows]
    assert [cell.value for cell in book["Kelas"][2]][1:] == counted
    assert [cell.value for cell in book["Kehadiran"][2]] == [use.label, use.taken, use.present, use.no_shows]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
    charts = {sheet.title: len(sheet._charts) for sheet in book.worksheets if sheet._charts}
    assert charts == {"Langkah": 1, "Bulan": 1, "Kelas": 1}


def test_pauses_are_told_both_ways(desk: Desk) -> None:
    case = desk.letter(missing=("Daftar peserta",))
    from desktop_app.services import request_edits

    desk.at(10, 30).do("wulan", request_edits.complete_request, request=case)
    desk.at(10, 33).do("wulan", intake.forward_to_head, request=case)
    with desk.reading() as connection:
        step = quality(connection, FIRST, LAST, desk.now).steps[1]
    assert step.median is not None and step.median_with_pauses is not None
    assert step.median <= 5 < 90 <= step.median_with_pauses
    assert (step.on_time, step.on_time_with_pauses) == (1.0, 0.0)
