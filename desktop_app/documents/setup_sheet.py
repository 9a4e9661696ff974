"""What set-up shows once: the recovery code and the one-use PINs, as a sheet for a sealed envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.documents.common_data import Letterhead, Office
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, STRONG, TextStyle
from desktop_app.documents.sheet_parts import NO_SETUP, draw_heading, draw_title, open_paper
from desktop_app.documents.text_flow import Flow

CODE = TextStyle(size=15.0, bold=True, align="center")
SIDE_MM = 19.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PinLine:
    """An officer's first PIN."""

    full_name: str
    roles: str
    pin: str


def render_setup_sheet(
    office_name: str, recovery_code: str, pins: Sequence[PinLine], *, key_place: str = "", size: str = "a4"
) -> bytes:
    """The sheet as PDF: one recovery code for the envelope, one PIN a line to cut off."""
    office = Office(letterhead=Letterhead(lines=(office_name,)), short_name=office_name)
    paper = open_paper(office, size, NO_SETUP, title="Kode pemulihan dan PIN pertama")
    flow = Flow(paper, SIDE_MM, paper.width - 2 * SIDE_MM, 20.0, paper.height - 20.0)
    draw_title(flow, "KODE PEMULIHAN DAN PIN PERTAMA", office_name)
    draw_heading(flow, "Kode pemulihan")
    flow.paragraph(
        "Dengan kode ini dan sebuah cadangan, data dapat dibuka di komputer lain. Simpan lembar bagian atas ini "
        "dalam amplop tersegel, jangan di dekat komputer.",
        BODY,
    )
    flow.y += 3.0
    flow.paper.rect(flow.x, flow.y, flow.width, 14.0)
    flow.paper.text(flow.x + flow.width / 2, flow.y + 9.0, recovery_code, CODE)
    flow.y += 18.0
    if key_place:
        flow.paragraph(f"Berkas kunci harian: {key_place}", BODY)
    flow.y += 4.0
    flow.paper.line(flow.x, flow.y, flow.x + flow.width, flow.y, dash=(3.0, 2.0))
    draw_heading(flow, "PIN untuk sekali masuk")
    flow.paragraph("Potong dan serahkan kepada orangnya. Saat masuk pertama, ia memilih PIN sendiri.", BODY)
    flow.y += 2.0
    _pins(flow, pins)
    return paper.finish()


def _pins(flow: Flow, pins: Sequence[PinLine]) -> None:
    grid = Grid(
        flow,
        (GridColumn("Nama", flow.width - 90.0), GridColumn("Peran", 55.0), GridColumn("PIN", 35.0, "center")),
    )
    grid.start()
    for one in pins:
        grid.row([[(one.full_name, BODY)], [(one.roles, BODY)], [(one.pin, STRONG)]], min_height=9.0, middle=True)
