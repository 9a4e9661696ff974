"""Salinan data pribadi: everything the office holds about one person, for that person (UU 27/2022, DOMAIN 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.documents.common_data import Office, Official, Person, SignatureSlot
from desktop_app.documents.desk_data import TrainingHistoryRow
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, PrintSetup
from desktop_app.documents.person_fields import Field, own_laptop, person_fields
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import draw_block
from desktop_app.documents.wording import day_span, plain_date

HELD_FOR = (
    "Data ini dipakai untuk mengatur training, menyampaikan jadwal, dan mencatat kehadiran. Saudara dapat meminta "
    "perbaikan di helpdesk. Sesudah masa simpan arsip berakhir, data pribadi dihapus dengan berita acara."
)
NOT_GIVEN = "tidak dicatat"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCopyRow:
    """One request the person stands on."""

    agenda_number: str
    received_on: date
    sender: str
    topics: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCopy:
    """The record in full, the requests, the classes, and under which other spellings the person was written."""

    office: Office
    person: Person
    requests: tuple[RequestCopyRow, ...]
    history: tuple[TrainingHistoryRow, ...]
    also_written: tuple[str, ...] = ()
    token: str = ""
    printed_on: date | None = None


def render_data_copy(data: DataCopy, *, size: str = "a4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the copy as PDF; it has no blank form."""
    person = data.person
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Salinan Data Pribadi {person.full_name}",
        subject="Salinan data pribadi",
        keywords=(data.token,),
    )
    flow = start_flow(paper, data.office, token=data.token)
    draw_title(flow, "SALINAN DATA PRIBADI", "Undang-Undang Nomor 27 Tahun 2022")
    for label, value in _rows(data):
        flow.field(label, value or NOT_GIVEN, label_width=46.0)
        flow.y += 0.8
    draw_heading(flow, "Permohonan")
    widths = (24.0, 24.0, flow.width - 128.0, 40.0, 40.0)
    heads = ("Agenda", "Diterima", "Pengirim", "Aplikasi", "Keadaan")
    grid = Grid(flow, tuple(GridColumn(head, width) for head, width in zip(heads, widths, strict=True)))
    grid.start()
    for one in data.requests:
        words = (one.agenda_number, plain_date(one.received_on), one.sender, one.topics, one.state)
        grid.row([[(word, BODY.sized(9.0))] for word in words])
    draw_heading(flow, "Kehadiran pada training")
    columns = (GridColumn("Aplikasi", flow.width - 110.0), GridColumn("Hari/Tanggal", 70.0), GridColumn("Hasil", 40.0))
    grid = Grid(flow, columns)
    grid.start()
    for row in data.history:
        grid.row([[(word, BODY.sized(9.0))] for word in (row.topic, day_span(row.days), row.result)])
    if not data.history:
        grid.row([[("Belum ada.", BODY.sized(9.0))], [("", BODY)], [("", BODY)]])
    flow.need(50.0)
    flow.y = draw_block(paper, flow.x, flow.y + 3.0, flow.width, HELD_FOR, BODY.sized(9.0)) + 4.0
    if data.printed_on is not None:
        x = flow.x + flow.width - 70.0
        flow.y = draw_block(paper, x, flow.y, 70.0, f"{data.office.place}, {plain_date(data.printed_on)}") - 4.0
    signer = Official(name=person.full_name, title="")
    draw_signatures(flow, (SignatureSlot(role="Diterima oleh,", official=signer),))
    return paper.finish()


def _rows(data: DataCopy) -> tuple[Field, ...]:
    told = data.person.privacy_notice_at
    return (
        ("Nama lengkap", data.person.full_name),
        ("Juga tertulis sebagai", ", ".join(data.also_written) or "–"),
        *person_fields(data.person),
        own_laptop(data.person),
        ("Pemberitahuan data pribadi", plain_date(told.date()) if told else ""),
    )
