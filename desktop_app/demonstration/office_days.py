"""The office's working time as the demonstration walks through it, forwards and backwards (DOMAIN.md section 4)."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from random import Random

from desktop_app.sop.office_calendar import OfficeCalendar
from resources import path


class OfficeDays:
    """Working days and minutes from the tables that travel with the program; all times are wall time."""

    def __init__(self) -> None:
        hours = json.loads(path("work_hours.json").read_text("utf-8"))
        holidays = json.loads(path("holidays_id.json").read_text("utf-8"))
        self.calendar = OfficeCalendar.from_data(hours, holidays)

    def open(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        return self.calendar.is_working_day(day)

    def shifted(self, day: date, count: int) -> date:
        """The working day ``count`` working days after (or, negative, before) ``day``."""
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.open(day)
        return day

    def last_moment(self, now: datetime) -> datetime:
        """The latest working moment not after ``now``."""
        day = now.date()
        while True:
            for starts, ends in reversed(self.calendar.intervals(day)):
                opens = datetime.combine(day, starts) + timedelta(minutes=1)
                if opens <= now:
                    return min(now, datetime.combine(day, ends))
            day -= timedelta(days=1)

    def before(self, moment: datetime, minutes: int) -> datetime:
        """The moment so many working minutes before ``moment``."""
        left = timedelta(minutes=minutes)
        day = moment.date()
        while True:
            for starts, ends in reversed(self.calendar.intervals(day)):
                opens, closes = datetime.combine(day, starts), min(moment, datetime.combine(day, ends))
                if closes <= opens:
                    continue
                if closes - opens > left:
                    return closes - left
                left -= closes - opens
            day -= timedelta(days=1)

    def after(self, moment: datetime, minutes: float) -> datetime:
        """The moment so many working minutes after ``moment``."""
        whole = self.calendar.add_minutes(moment, int(minutes))
        return whole + timedelta(seconds=int(60 * (minutes - int(minutes))))

    def some_moment(self, day: date, dice: Random, *, morning: bool = False) -> datetime:
        """A random working moment of ``day``, not in its first ten or last forty minutes."""
        spans = self.calendar.intervals(day)
        starts, ends = spans[0] if morning else dice.choice(spans)
        opens = datetime.combine(day, starts) + timedelta(minutes=10)
        length = int((datetime.combine(day, ends) - opens).total_seconds() // 60) - 40
        return opens + timedelta(minutes=dice.randrange(max(1, length)), seconds=dice.randrange(60))

    def training_fits(self, first: date, days: int) -> bool:
        """Whether ``days`` adjacent days from ``first`` are all working days."""
        return all(self.open(first + timedelta(days=offset)) for offset in range(days))

    def at(self, day: date, hour: int, minute: int) -> datetime:
        """A wall-clock time of a day."""
        return datetime.combine(day, time(hour, minute))
