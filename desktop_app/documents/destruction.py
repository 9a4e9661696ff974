"""Papers at the end of the retention: daftar arsip usul musnah, and the berita acara pemusnahan (DOMAIN section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.documents.common_data import Office, SignatureSlot
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, PrintSetup, TextStyle
from desktop_app.documents.sheet_parts import NO_SETUP, draw_signatures, draw_title, open_paper, start_flow
from desktop_app.documents.text_flow import Flow
from desktop_app.documents.wording import date_in_words, plain_date

CELL = TextStyle(size=8.5)
COLUMNS = (
    ("No.", 10, "right"),
    ("Kode klasifikasi", 24, "left"),
    ("Nomor agenda", 22, "left"),
    ("Uraian", 92, "left"),
    ("Kurun waktu", 22, "center"),
    ("Jumlah", 18, "left"),
    ("Tingkat perkembangan", 26, "left"),
    ("Lokasi simpan", 34, "left"),
    ("Retensi sampai", 26, "center"),
    ("Nasib akhir", 20, "left"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionLine:
    """One file on the list."""

    classification: str
    agenda: str
    about: str
    closed_on: date
    storage_location: str
    kept_until: date | None
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionList:
    """The list with its berita acara; ``number`` is empty before it is signed and entered."""

    office: Office
    key: str
    proposed_on: date
    lines: tuple[DestructionLine, ...]
    signatures: tuple[SignatureSlot, ...]
    consent: str = ""
    number: str = ""
    dated: date | None = None


def render_proposal(
    data: DestructionList, *, size: str = "f4_landscape", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Daftar arsip usul musnah."""
    title = "Daftar Arsip Usul Musnah"
    paper = open_paper(data.office, size, setup, title=title, keywords=(data.key,), foot=title, always_number=True)
    flow = start_flow(paper, data.office, scale=0.8)
    draw_title(flow, title.upper(), f"Diusulkan {plain_date(data.proposed_on)}, {len(data.lines)} berkas", gap=3.0)
    _table(flow, data)
    flow.y += 2.0
    flow.paragraph(
        f"Pemusnahan memerlukan persetujuan {data.consent}. Data pribadi dalam program baru dihapus sesudah nomor "
        "berita acara pemusnahan dicatat; baris pada buku agenda tetap ada.",
        BODY,
    )
    proposer = SignatureSlot(role="Yang mengusulkan,", official=data.signatures[-1].official)
    draw_signatures(flow, (proposer,), width=80.0)
    return paper.finish()


def render_destruction(
    data: DestructionList, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Berita acara pemusnahan arsip, with a line for its number while it has none."""
    title = "Berita Acara Pemusnahan Arsip"
    paper = open_paper(data.office, size, setup, title=title, keywords=(data.key, data.number), foot=title)
    flow = start_flow(paper, data.office)
    draw_title(flow, title.upper(), f"Nomor : {data.number or '.' * 40}", gap=6.0)
    when = date_in_words(data.dated) if data.dated else "." * 24 + " tanggal " + "." * 24
    place = f"di {data.office.place}"
    flow.paragraph(
        f"Pada hari ini, {when}, bertempat {place}, yang bertanda tangan di bawah ini telah melaksanakan pemusnahan "
        f"arsip sejumlah {len(data.lines)} berkas sebagaimana tercantum dalam Daftar Arsip Usul Musnah tanggal "
        f"{plain_date(data.proposed_on)} ({data.key}), dengan cara dicacah sampai isinya tidak dapat dikenali lagi.",
        BODY,
        justify=True,
    )
    flow.paragraph(
        f"Pemusnahan dilaksanakan berdasarkan jadwal retensi arsip dan persetujuan {data.consent} nomor "
        f"{'.' * 30} tanggal {'.' * 20}.",
        BODY,
        justify=True,
    )
    flow.paragraph(
        "Berita acara ini dibuat dalam rangkap dua. Daftar arsipnya menjadi lampiran yang tidak terpisahkan.",
        BODY,
        justify=True,
    )
    draw_signatures(flow, data.signatures, width=70.0)
    return paper.finish()


def _table(flow: Flow, data: DestructionList) -> None:
    whole = sum(width for _, width, _ in COLUMNS)
    columns = tuple(GridColumn(title, flow.width * width / whole, align) for title, width, align in COLUMNS)
    grid = Grid(flow, columns, line=0.5)
    grid.start()
    for number, line in enumerate(data.lines, 1):
        texts = (
            f"{number}",
            line.classification,
            line.agenda,
            line.about,
            f"{line.closed_on.year}",
            "1 berkas",
            "asli dan salinan",
            line.storage_location,
            plain_date(line.kept_until) if line.kept_until else "-",
            line.fate,
        )
        cells: list[Cell] = [[(text, CELL)] for text in texts]
        grid.row(cells)
