"""Working time: the golden due times of DOMAIN.md 9.3, its invariants, and the rules of a day."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sop.working_time import (
    NO_HOURS_TEXT,
    WEEKEND_TEXT,
    ClosedDay,
    ClosedPeriod,
    HalfDay,
    HoursRow,
    NoWorkingTime,
    OfficeCalendar,
    OpenDay,
    Pause,
    RamadanPeriod,
    is_recorded_late,
    judge,
    judge_days,
    judge_training_days,
    level,
)

ROOT = Path(__file__).resolve().parents[2]


def _read(path: str) -> Any:
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


WORK_HOURS = _read("resources/work_hours.json")
HOLIDAYS = _read("resources/holidays_id.json")
VECTORS = _read("tests/vectors/domain_sla_vectors.json")
CALENDAR = OfficeCalendar.from_data(WORK_HOURS, HOLIDAYS)
ALWAYS = date(2000, 1, 1)
# A calendar without holidays, for tests that are about one rule only.
PLAIN = OfficeCalendar(CALENDAR.hours)
MONDAY = date(2026, 11, 23)

moments = st.datetimes(datetime(2020, 1, 2), datetime(2027, 6, 30)).map(lambda m: m.replace(second=0, microsecond=0))
exact_moments = st.datetimes(datetime(2020, 1, 2), datetime(2027, 6, 30))
minutes = st.integers(0, 6000)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['start']}+{v['n']}")
def test_golden_due_times(vector: dict[str, Any]) -> None:
    start, due = at(vector["start"]), at(vector["due"])
    if vector["kind"] == "menit_kerja":
        assert CALENDAR.add_minutes(start, vector["n"]) == due
        assert CALENDAR.minutes_between(start, due) == vector["n"]
    else:
        assert CALENDAR.add_working_days(start, vector["n"]) == due
        assert CALENDAR.working_days_between(start, due) == vector["n"]
        assert (due.date() - start.date()).days == vector["calendar_days"]


# -- invariants of DOMAIN 9.3 -------------------------------------------------------------------------------


def test_a_week_without_holidays_is_37_hours_30_and_in_ramadan_32_hours_30() -> None:
    assert sum(CALENDAR.minutes_of_day(MONDAY + timedelta(days=n)) for n in range(7)) == 2250
    assert CALENDAR.minutes_between(at("2026-11-23 00:00"), at("2026-11-30 00:00")) == 2250
    assert CALENDAR.is_ramadan(date(2026, 3, 2))
    assert CALENDAR.minutes_between(at("2026-03-02 00:00"), at("2026-03-09 00:00")) == 1950


@settings(max_examples=60, deadline=None)
@given(moments, minutes)
def test_counting_back_from_a_due_time_gives_the_minutes(start: datetime, count: int) -> None:
    assert CALENDAR.minutes_between(start, CALENDAR.add_minutes(start, count)) == count


@settings(max_examples=60, deadline=None)
@given(exact_moments, minutes, st.integers(0, 500), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_due_times_never_go_backwards(start: datetime, count: int, more: int, later: timedelta) -> None:
    due = CALENDAR.add_minutes(start, count)
    assert due >= start
    assert CALENDAR.add_minutes(start, count + more) >= due
    assert CALENDAR.add_minutes(start + later, count) >= due
    assert CALENDAR.minutes_between(start, start + later) <= CALENDAR.minutes_between(
        start - timedelta(hours=5), start + later + timedelta(hours=5)
    )


@settings(max_examples=60, deadline=None)
@given(exact_moments, minutes)
def test_a_due_time_never_lands_in_a_break_or_on_a_closed_day(start: datetime, count: int) -> None:
    due = CALENDAR.add_minutes(start, count)
    assert any(first <= due.time() <= last for first, last in CALENDAR.intervals(due.date()))


@settings(max_examples=40, deadline=None)
@given(moments, minutes, st.integers(0, 7), st.integers(0, 30))
def test_one_more_closed_day_never_makes_a_due_time_earlier(
    start: datetime, count: int, days: int, offset: int
) -> None:
    closed = ClosedDay(start.date() + timedelta(days=offset), "local", "HUT Kabupaten")
    fewer = replace(CALENDAR, closed_days=(*CALENDAR.closed_days, closed))
    assert fewer.add_minutes(start, count) >= CALENDAR.add_minutes(start, count)
    assert fewer.add_working_days(start, days) >= CALENDAR.add_working_days(start, days)


@settings(max_examples=40, deadline=None)
@given(moments, st.integers(0, 20))
def test_working_days_count_back(start: datetime, days: int) -> None:
    due = CALENDAR.add_working_days(start, days)
    assert due >= start
    assert CALENDAR.is_working_day(due.date())
    if days:
        assert CALENDAR.working_days_between(start, due) == days


some_pauses = st.lists(
    st.tuples(
        st.datetimes(datetime(2026, 11, 16), datetime(2026, 12, 4)),
        st.none() | st.datetimes(datetime(2026, 11, 16), datetime(2026, 12, 4)),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(exact_moments, exact_moments)
def test_long_spans_are_the_sum_of_their_days(start: datetime, end: datetime) -> None:
    """Whole months are summed once; the answer is that of counting day by day."""
    days = [start.date() + timedelta(days=step) for step in range((end.date() - start.date()).days + 1)]
    spans = [
        (datetime.combine(day, begin), datetime.combine(day, finish))
        for day in days
        for begin, finish in CALENDAR.intervals(day)
    ]
    worked = sum((max(timedelta(0), min(finish, end) - max(begin, start)) for begin, finish in spans), timedelta(0))
    assert CALENDAR.minutes_between(start, end) == worked // timedelta(minutes=1)
    assert CALENDAR.working_days_between(start, end) == sum(1 for day in days[1:] if CALENDAR.is_working_day(day))


@given(some_pauses, st.datetimes(datetime(2026, 11, 16), datetime(2026, 12, 4)))
def test_pauses_only_ever_shorten_and_a_pause_said_twice_counts_once(pauses: list[Pause], end: datetime) -> None:
    start = at("2026-11-20 08:00")
    full = CALENDAR.minutes_between(start, end)
    less = CALENDAR.minutes_between_without(start, end, pauses)
    assert 0 <= less <= full
    assert CALENDAR.minutes_between_without(start, end, [*pauses, *pauses]) == less
    assert CALENDAR.minutes_between_without(start, end, []) == full
    assert CALENDAR.minutes_between_without(start, end, [(datetime(2026, 1, 1), None)]) == 0


@settings(max_examples=40, deadline=None)
@given(some_pauses, st.integers(1, 3000))
def test_a_due_time_with_pauses_counts_back_without_them(pauses: list[Pause], count: int) -> None:
    start = at("2026-11-20 08:00")
    due = CALENDAR.due_at(start, count, pauses)
    if any(end is None for _, end in pauses):
        assert due is None
    else:
        assert due is not None
        assert CALENDAR.minutes_between_without(start, due, pauses) == count


# -- minutes ------------------------------------------------------------------------------------------------


def test_minutes_are_rounded_down_once_at_the_end() -> None:
    assert CALENDAR.minutes_between(at("2026-11-23 11:59:30"), at("2026-11-23 13:00:40")) == 1
    assert CALENDAR.minutes_between(at("2026-11-23 09:00"), at("2026-11-23 09:00:59")) == 0


def test_time_never_runs_backwards() -> None:
    assert CALENDAR.minutes_between(at("2026-11-24 09:00"), at("2026-11-23 09:00")) == 0
    assert CALENDAR.minutes_between(at("2026-11-23 10:00"), at("2026-11-23 09:00")) == 0
    assert CALENDAR.working_days_between(MONDAY, MONDAY - timedelta(days=9)) == 0


def test_next_opening() -> None:
    assert CALENDAR.next_opening(at("2026-11-23 09:12")) == at("2026-11-23 09:12")
    assert CALENDAR.next_opening(at("2026-11-23 12:00")) == at("2026-11-23 13:00")
    assert CALENDAR.next_opening(at("2026-11-27 16:30")) == at("2026-11-30 07:30")
    assert CALENDAR.add_minutes(at("2026-11-28 10:00"), 0) == at("2026-11-30 07:30")


def test_negative_amounts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_minutes(at("2026-11-23 09:00"), -1)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(at("2026-11-23 09:00"), -1)


def test_an_hours_table_that_has_ended_is_said() -> None:
    ended = OfficeCalendar((HoursRow(ALWAYS, date(2026, 11, 23), 0, time(8), time(9)),))
    assert ended.add_minutes(at("2026-11-23 08:00"), 60) == at("2026-11-23 09:00")
    with pytest.raises(NoWorkingTime):
        ended.add_minutes(at("2026-11-23 08:00"), 61)


# -- days ---------------------------------------------------------------------------------------------------


def test_working_days_per_year_as_counted_in_domain_4_2() -> None:
    counts = [CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) for year in range(2020, 2028)]
    assert counts == [243, 248, 246, 239, 238, 237, 240, 242]


def test_a_paper_received_on_saturday_has_monday_as_day_one() -> None:
    assert CALENDAR.add_working_days(at("2026-11-28 10:00"), 1) == at("2026-11-30 16:00")
    assert CALENDAR.add_working_days(at("2026-11-28 10:00"), 0) == at("2026-11-30 16:00")
    assert CALENDAR.add_working_days(at("2026-11-27 09:00"), 0) == at("2026-11-27 16:30")


def test_reasons_for_a_closed_day() -> None:
    assert CALENDAR.closed_reason(MONDAY) is None
    assert CALENDAR.closed_reason(at("2026-11-28 10:00")) == WEEKEND_TEXT
    assert CALENDAR.closed_reason(date(2026, 2, 16)) == "Cuti Bersama Tahun Baru Imlek"
    assert CALENDAR.closed_reason(date(2025, 3, 29)) == "Hari Suci Nyepi"  # a Saturday
    assert OfficeCalendar(()).closed_reason(MONDAY) == NO_HOURS_TEXT


def test_the_first_name_of_a_closed_day_stays() -> None:
    both = replace(PLAIN, closed_days=(ClosedDay(MONDAY, "local", "HUT"), ClosedDay(MONDAY, "local", "Banjir")))
    assert both.closed_reason(MONDAY) == "HUT"


def test_an_open_day_beats_weekend_and_holiday() -> None:
    saturday, holiday = date(2026, 11, 28), date(2026, 12, 25)
    calendar = replace(
        CALENDAR,
        open_days=(OpenDay(saturday), OpenDay(holiday), OpenDay(date(2026, 11, 29), ((time(8), time(11)),))),
    )
    assert calendar.intervals(saturday) == CALENDAR.intervals(MONDAY)
    assert calendar.intervals(holiday) == ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
    assert calendar.intervals(date(2026, 11, 29)) == ((time(8), time(11)),)
    assert calendar.closed_reason(saturday) is None


def test_half_days_shorten_the_day_and_its_closing_time() -> None:
    calendar = replace(PLAIN, half_days=(HalfDay(MONDAY, time(11), time(23, 59), "Upacara"),))
    assert calendar.intervals(MONDAY) == ((time(7, 30), time(11)),)
    assert calendar.add_working_days(at("2026-11-20 09:00"), 1) == at("2026-11-23 11:00")
    whole = replace(PLAIN, half_days=(HalfDay(MONDAY, time(0), time(23, 59), "Upacara"),))
    assert not whole.is_working_day(MONDAY)
    assert whole.closed_reason(MONDAY) == "Upacara"
    assert replace(whole, half_days=(HalfDay(MONDAY, time(0), time(23)),)).closed_reason(MONDAY) == NO_HOURS_TEXT
    elsewhere = replace(whole, half_days=(*whole.half_days, HalfDay(date(2026, 11, 24), time(8), time(9), "Rapat")))
    assert elsewhere.intervals(date(2026, 11, 24))[1] == (time(9), time(12))
    assert elsewhere.closed_reason(MONDAY) == "Upacara"


def test_a_flood_stops_the_minutes_but_does_not_bring_the_day_forward() -> None:
    flood = ClosedPeriod(at("2026-11-23 14:00"), at("2026-11-24 10:00"), "Banjir")
    calendar = replace(PLAIN, closed_periods=(flood,))
    assert calendar.add_minutes(at("2026-11-23 13:50"), 30) == at("2026-11-24 10:20")
    assert calendar.add_working_days(at("2026-11-20 09:00"), 1) == at("2026-11-23 16:00")
    week = replace(PLAIN, closed_periods=(replace(flood, start=at("2026-11-23 00:00")),))
    assert week.closed_reason(MONDAY) == "Banjir"
    assert week.add_working_days(at("2026-11-20 09:00"), 1) == at("2026-11-24 16:00")
    nameless = replace(PLAIN, closed_periods=(ClosedPeriod(at("2026-11-23 00:00"), at("2026-11-24 00:00")),))
    assert nameless.closed_reason(MONDAY) == NO_HOURS_TEXT


def test_a_flooded_open_day_is_named_after_the_flood() -> None:
    saturday = date(2026, 11, 28)
    calendar = replace(
        PLAIN,
        open_days=(OpenDay(saturday),),
        half_days=(HalfDay(MONDAY, time(8), time(9), "Rapat"),),
        closed_periods=(
            ClosedPeriod(at("2026-11-01 00:00"), at("2026-11-02 00:00"), "Listrik padam"),
            ClosedPeriod(at("2026-11-28 00:00"), at("2026-11-29 00:00"), "Banjir"),
        ),
    )
    assert calendar.closed_reason(saturday) == "Banjir"


def test_a_closure_that_ends_before_it_starts_changes_nothing() -> None:
    wrong = replace(PLAIN, closed_periods=(ClosedPeriod(at("2026-11-23 15:00"), at("2026-11-23 09:00")),))
    assert wrong.minutes_of_day(MONDAY) == PLAIN.minutes_of_day(MONDAY)


def test_dated_hours_change_on_their_day_and_overlaps_merge() -> None:
    old = HoursRow(ALWAYS, date(2026, 11, 22), 0, time(7), time(12))
    new = HoursRow(date(2026, 11, 23), None, 0, time(8), time(12))
    overlap = HoursRow(date(2026, 11, 23), None, 0, time(11), time(14))
    calendar = OfficeCalendar((old, new, overlap))
    assert calendar.intervals(date(2026, 11, 16)) == ((time(7), time(12)),)
    assert calendar.intervals(MONDAY) == ((time(8), time(14)),)


def test_an_office_without_ramadan_hours_keeps_its_normal_ones() -> None:
    normal = tuple(row for row in CALENDAR.hours if row.season == "normal")
    calendar = OfficeCalendar(normal, (RamadanPeriod(date(2026, 2, 19), date(2026, 3, 20)),))
    assert calendar.intervals(date(2026, 3, 2)) == PLAIN.intervals(MONDAY)


def test_rows_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        HoursRow(ALWAYS, None, 7, time(8), time(9))
    with pytest.raises(ValueError, match="start before"):
        HoursRow(ALWAYS, None, 0, time(9), time(9))


def test_from_data_reads_rows_with_an_end() -> None:
    row = {
        "valid_from": "2020-01-01",
        "valid_to": "2020-12-31",
        "weekday": 0,
        "start": "08:00",
        "end": "09:00",
        "season": "normal",
    }
    calendar = OfficeCalendar.from_data({"rows": [row]}, {"days": [], "ramadan": []})
    assert calendar.hours[0].valid_to == date(2020, 12, 31)


def test_a_calendar_cannot_be_changed_and_equals_its_copy() -> None:
    with pytest.raises(FrozenInstanceError):
        CALENDAR.hours = ()  # type: ignore[misc]
    assert replace(CALENDAR) == CALENDAR
    assert hash(replace(CALENDAR)) == hash(CALENDAR)


# -- the clock of a step ------------------------------------------------------------------------------------


def test_levels() -> None:
    assert [level(n, 30) for n in (0, 23, 24, 30, 31)] == ["quiet", "quiet", "near", "near", "over"]
    assert [level(n, 5) for n in (3, 4, 5, 6)] == ["quiet", "near", "near", "over"]
    with pytest.raises(ValueError, match="positive"):
        level(1, 0)


def test_judge_shows_both_numbers_and_judges_without_pauses() -> None:
    received, done = at("2026-11-23 09:00"), at("2026-11-23 10:00")
    pauses = [(at("2026-11-23 09:10"), at("2026-11-23 09:50"))]
    clock = judge(CALENDAR, 30, received, done, pauses)
    assert (clock.minutes, clock.minutes_with_pauses, clock.limit) == (20, 60, 30)
    assert (clock.level, clock.judged) == ("quiet", True)
    assert judge(CALENDAR, 30, received, done).level == "over"


def test_what_was_typed_in_later_is_not_judged() -> None:
    clock = judge(CALENDAR, 5, at("2026-11-23 09:00"), at("2026-11-24 09:00"), recorded_late=True)
    assert (clock.level, clock.judged, clock.minutes) == ("quiet", False, 450)


def test_recorded_late_means_more_than_one_working_day() -> None:
    friday = at("2026-11-27 15:00")
    assert not is_recorded_late(CALENDAR, friday, at("2026-11-30 16:00"))
    assert is_recorded_late(CALENDAR, friday, at("2026-12-01 07:30"))


def test_step_5_is_amber_from_day_5_and_red_after_closing_of_day_7() -> None:
    received = at("2026-11-23 08:00")
    verdicts = [
        judge_days(CALENDAR, received, at(f"{day} {clock}")).level
        for day, clock in (
            ("2026-11-23", "09:00"),
            ("2026-11-27", "16:00"),
            ("2026-11-30", "07:00"),
            ("2026-12-02", "16:00"),
            ("2026-12-02", "16:01"),
        )
    ]
    assert verdicts == ["quiet", "quiet", "near", "near", "over"]
    late = judge_days(CALENDAR, received, at("2026-12-20 09:00"), recorded_late=True)
    assert (late.level, late.judged, late.due) == ("quiet", False, at("2026-12-02 16:00"))


def test_step_5_does_not_count_days_that_were_wholly_paused() -> None:
    received, now = at("2026-11-23 08:00"), at("2026-12-03 09:00")
    pauses: list[Pause] = [(at("2026-11-24 00:00"), at("2026-11-26 00:00"))]
    clock = judge_days(CALENDAR, received, now, pauses)
    assert (clock.days, clock.level, clock.due) == (6, "near", at("2026-12-04 16:30"))
    assert judge_days(CALENDAR, received, now, [(at("2026-11-23 12:00"), None)]).days == 1


def test_step_8_counts_training_days() -> None:
    assert [judge_training_days(days) for days in (1, 2, 3)] == ["quiet", "quiet", "over"]


# -- the frozen lists ---------------------------------------------------------------------------------------


def test_the_frozen_holidays_have_both_kinds_and_no_day_twice() -> None:
    days = [row["date"] for row in HOLIDAYS["days"]]
    assert days == sorted(set(days))
    counts = {kind: sum(row["kind"] == kind for row in HOLIDAYS["days"]) for kind in ("public_holiday", "joint_leave")}
    # 135 = the sum of DOMAIN 4.2's column: 13 May 2021 carries two holidays and is one row here.
    assert counts == {"public_holiday": 135, "joint_leave": 58}
    names = {row["name"] for row in HOLIDAYS["days"]}
    assert not any("Pegangti" in name or "perkiraan" in name for name in names)
    assert {row["date"] for row in HOLIDAYS["days"] if row["estimated"] and row["date"].startswith("2027")} == {
        "2027-03-10",
        "2027-03-11",
        "2027-05-17",
    }


def test_ramadan_ends_the_day_before_idul_fitri_and_waits_for_confirmation() -> None:
    first_fitri: dict[str, date] = {}
    for row in HOLIDAYS["days"]:
        if row["name"].startswith("Hari Raya Idul Fitri"):
            first_fitri.setdefault(row["date"][:4], date.fromisoformat(row["date"]))
    assert len(HOLIDAYS["ramadan"]) == 8
    for row in HOLIDAYS["ramadan"]:
        last = date.fromisoformat(row["last_day"])
        assert last + timedelta(days=1) == first_fitri[str(row["year"])]
        assert 28 <= (last - date.fromisoformat(row["first_day"])).days <= 29
        assert row["confirmed"] is False
