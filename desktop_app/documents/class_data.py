"""Input of the papers around a class and the counter: test figures, questionnaire recap, delivery slips, log sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.documents.common_data import Office, SessionFacts, SignatureSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBand:
    """How many people scored within a band ("70-84") in the first and in the last test."""

    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFigures:
    """First and last test of a class; averages are ``None`` when nobody took it."""

    average_before: int | None
    average_after: int | None
    tested: int
    passed: int
    pass_mark: int
    bands: tuple[ScoreBand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCounts:
    """Answers to one question: how often each mark of the scale was ticked, from the lowest."""

    question: str
    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        """Sheets with a tick in this row."""
        return sum(self.counts)

    @property
    def average(self) -> float:
        """Mean of the marks, 0.0 without an answer."""
        weighed = sum(mark * count for mark, count in enumerate(self.counts, 1))
        return weighed / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireRecap:
    """Rekap kuesioner of a class; ``comments`` are (open question, answers)."""

    office: Office
    session: SessionFacts
    signatures: tuple[SignatureSlot, ...]
    sheets: int
    present: int
    questions: tuple[QuestionCounts, ...]
    scale: tuple[str, ...] = ("Kurang", "Cukup", "Baik", "Sangat baik")
    comments: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dated: date | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One hand-over of a letter with its sheet: from whom to whom, and when the paper got there."""

    at: datetime
    agenda_number: str
    about: str
    giver: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySlip:
    """Lembar ekspedisi: lines of the delivery book, signed by who receives (DOMAIN 1.2)."""

    office: Office
    about: str
    lines: tuple[DeliveryLine, ...]
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSheet:
    """Lembar catatan loket: written by hand while the computer is down, typed afterwards (DOMAIN 8.4)."""

    office: Office
    rows: int = 14
