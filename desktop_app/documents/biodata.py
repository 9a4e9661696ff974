"""Biodata peserta, an output of SOP step 5 (DOMAIN 2.2). Empty fields are left out."""

from __future__ import annotations

from desktop_app.documents.common_data import Official, SignatureSlot
from desktop_app.documents.desk_data import Biodata
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, STRONG, PrintSetup
from desktop_app.documents.person_fields import Field, own_laptop, person_fields
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    sop_line,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, draw_block
from desktop_app.documents.wording import day_span, plain_date


def render_biodata(data: Biodata, *, size: str = "a4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the biodata of one participant as PDF; it has no blank form."""
    person = data.person
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Biodata Peserta {person.full_name}",
        subject=data.session,
        keywords=(data.agenda_number, data.token),
    )
    flow = start_flow(paper, data.office, token=data.token)
    draw_title(flow, "BIODATA PESERTA TRAINING", sop_line(data.office, ""))
    for label, value in _rows(data):
        if value:
            style = STRONG if label == "Nama lengkap" else BODY
            flow.field(label, value, label_width=46.0, style=style)
            flow.y += 0.8
    _history(flow, data)
    flow.need(45.0)
    flow.y += 4.0
    if data.printed_on is not None:
        x = flow.x + flow.width - 70.0
        flow.y = draw_block(paper, x, flow.y, 70.0, f"{data.office.place}, {plain_date(data.printed_on)}") - 4.0
    signer = Official(name=person.full_name, title="")
    draw_signatures(flow, (SignatureSlot(role="Peserta,", official=signer),))
    return paper.finish()


def _rows(data: Biodata) -> tuple[Field, ...]:
    """Label and value; those without a value are left out."""
    person = data.person
    return (
        ("Nama lengkap", person.full_name),
        *person_fields(person),
        ("Aplikasi yang diikuti", ", ".join(person.topics)),
        own_laptop(person),
        ("Pernah mengikuti training", person.attended_before),
        ("Nomor agenda", data.agenda_number),
        ("Jadwal", data.session),
    )


def _history(flow: Flow, data: Biodata) -> None:
    if not data.history:
        return
    draw_heading(flow, "Riwayat training")
    grid = Grid(
        flow,
        (
            GridColumn("No", 10.0, "right"),
            GridColumn("Aplikasi", flow.width - 120.0),
            GridColumn("Hari/Tanggal", 70.0),
            GridColumn("Hasil", 40.0),
        ),
    )
    grid.start()
    for number, row in enumerate(data.history, 1):
        words = (f"{number}", row.topic, day_span(row.days), row.result)
        grid.row([[(word, BODY.sized(9.0))] for word in words])
