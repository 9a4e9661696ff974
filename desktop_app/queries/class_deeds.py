"""What the rarer acts of a class need to know, in one read: trainers, questions, stops, filled sheets, certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desktop_app.queries.class_events import (
    CertificateRow,
    PauseRow,
    ReplyRow,
    certificates_of,
    pauses_of,
    replies_of,
    stand_ins_of,
)
from desktop_app.queries.equipment_read import EquipmentLine, equipment_of
from desktop_app.queries.office import officers, setting
from desktop_app.queries.setting_names import CERTIFICATES, OPEN_QUESTIONS, QUESTIONS
from desktop_app.sop.states import Role

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDeedFacts:
    """``teaching`` and ``others`` are (user name, name) of the class's trainers and of those who could stand in."""

    teaching: Named
    others: Named
    questions: tuple[str, ...]
    open_questions: tuple[str, ...]
    filled: tuple[ReplyRow, ...]
    pauses: tuple[PauseRow, ...]
    stand_ins: int
    certificates_on: bool
    certificates: tuple[CertificateRow, ...]
    equipment: tuple[EquipmentLine, ...]

    @property
    def replies(self) -> int:
        """How many filled questionnaires count."""
        return len(self.filled)

    @property
    def certified(self) -> tuple[int, ...]:
        """The places with a certificate that holds."""
        return tuple(one.participant_id for one in self.certificates)

    @property
    def paused(self) -> PauseRow | None:
        """The stop that is still open."""
        return next((one for one in self.pauses if one.outcome == "OPEN"), None)


def class_deed_facts(
    connection: Connection, session_id: int, trainer_ids: tuple[int, ...], day: date
) -> ClassDeedFacts:
    """The facts of a class on a day."""
    trainers = [one for one in officers(connection, day) if Role.TRAINER in one.roles]
    return ClassDeedFacts(
        teaching=tuple((one.handle, one.full_name) for one in trainers if one.id in trainer_ids),
        others=tuple((one.handle, one.full_name) for one in trainers if one.id not in trainer_ids),
        questions=tuple(setting(connection, QUESTIONS, day)),
        open_questions=tuple(setting(connection, OPEN_QUESTIONS, day)),
        filled=replies_of(connection, session_id),
        pauses=pauses_of(connection, session_id),
        stand_ins=len(stand_ins_of(connection, session_id)),
        certificates_on=bool(setting(connection, CERTIFICATES, day)),
        equipment=equipment_of(connection, session_id),
        certificates=tuple(one for one in certificates_of(connection, session_id) if one.valid),
    )
