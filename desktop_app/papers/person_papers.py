"""Papers about one person: the copy of his data that he may ask for (UU 27/2022)."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.documents.data_copy import DataCopy, RequestCopyRow
from desktop_app.documents.desk_data import TrainingHistoryRow
from desktop_app.errors import UserError
from desktop_app.papers.desk_papers import the_place
from desktop_app.papers.making import Made, Making, person
from desktop_app.queries.person_history import person_detail


def data_copy(making: Making, key: str) -> Made:
    """Salinan data of the person on a place (``peserta:88``): the whole record, every request, every class.

    The NIK is printed when the office holds one: it is the person's own copy.
    """
    _, row = the_place(making, key)
    if row.person_id is None:
        raise UserError("Nama peserta ini masih menyusul. Isi namanya dahulu.", field="key")
    found = person_detail(making.connection, row.person_id, making.now)
    data = DataCopy(
        office=making.office(making.today),
        person=replace(person(row, nik=True), organization=found.organization),
        requests=tuple(
            RequestCopyRow(
                agenda_number=one.key,
                received_on=one.received_on,
                sender=one.sender,
                topics=one.topics,
                state=", ".join(part for part in (one.state_label, one.status) if part),
            )
            for one in found.requested
        ),
        history=tuple(TrainingHistoryRow(topic=one.topic, days=one.days, result=one.result) for one in found.attended),
        also_written=tuple(one.full_name for one in found.merged if one.full_name != row.full_name),
        token=making.token or row.receipt_code,
        printed_on=making.today,
    )
    return Made(data=data)
