"""Papers at the end of the retention: the proposal list and the berita acara of ``musnah:3`` (DOMAIN section 5)."""

from __future__ import annotations

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.destruction import DestructionLine, DestructionList
from desktop_app.errors import UserError
from desktop_app.papers.making import Made, Making, numbered
from desktop_app.papers.office_of_day import official_on
from desktop_app.queries.retention_read import disposal_of
from desktop_app.sop.retention import RetentionCode, consent_of
from desktop_app.sop.states import Role


def destruction(making: Making, key: str) -> Made:
    """The list of a disposal with what its berita acara says."""
    found = disposal_of(making.connection, numbered(key, "musnah"), making.now)
    if found is None:
        raise UserError(f"Daftar usul musnah {key} tidak ada. Periksa kuncinya.", field="key")
    codes = [one.code for one in found.cases if one.code is not None]
    dated = found.minutes_date or making.today
    data = DestructionList(
        office=making.office(dated),
        key=found.key,
        proposed_on=found.proposed_on,
        lines=tuple(
            DestructionLine(
                classification=one.classification,
                agenda=one.key,
                about=f"Permohonan training, {one.sender}: {one.subject}",
                closed_on=one.closed_on,
                storage_location=one.storage_location,
                kept_until=one.inactive_until,
                fate=one.code.fate.value if one.code else "",
            )
            for one in found.cases
        ),
        signatures=(
            SignatureSlot(role="Saksi unit kearsipan,"),
            SignatureSlot(role="Mengetahui,", official=official_on(making.connection, Role.DIVISION_HEAD, dated)),
            SignatureSlot(
                role="Yang memusnahkan,", official=official_on(making.connection, Role.SUBDIVISION_HEAD, dated)
            ),
        ),
        consent=_consent(codes),
        number=found.minutes_number,
        dated=found.minutes_date,
    )
    return Made(data=data, number=found.minutes_number)


def _consent(codes: list[RetentionCode]) -> str:
    """The highest consent that any of the files needs."""
    return consent_of(max(codes, key=lambda one: one.years)) if codes else "yang berwenang"
