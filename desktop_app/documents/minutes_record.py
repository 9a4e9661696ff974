"""Berita acara of a training held, cancelled, postponed or broken off; the date in words (DOMAIN 3 no. 4)."""

from __future__ import annotations

from desktop_app.documents.letter_texts import EMPTY_NUMBER
from desktop_app.documents.page import PrintSetup, TextStyle
from desktop_app.documents.session_data import MinutesReason, MinutesRecord
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow
from desktop_app.documents.wording import counted, date_in_words, day_span, hours, joined, short_date

SIDE_MM = 25.0
TEXT = TextStyle(size=11.0, leading=1.32)
TITLES = {
    MinutesReason.HELD: "BERITA ACARA PELAKSANAAN TRAINING",
    MinutesReason.CANCELLED: "BERITA ACARA PEMBATALAN TRAINING",
    MinutesReason.POSTPONED: "BERITA ACARA PENUNDAAN TRAINING",
    MinutesReason.FORCE_MAJEURE: "BERITA ACARA KEADAAN KAHAR",
}
DEEDS = {
    MinutesReason.HELD: "telah dilaksanakan training",
    MinutesReason.CANCELLED: "dinyatakan batal training",
    MinutesReason.POSTPONED: "dinyatakan ditunda training",
    MinutesReason.FORCE_MAJEURE: "terhenti karena keadaan kahar training",
}
OPENING = "Pada hari ini {words} ({short}), bertempat di {venue}, {deed} {topic} dengan keterangan sebagai berikut:"
CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
BLANK_WORDS = "." * 18 + " tanggal " + "." * 22 + " bulan " + "." * 18 + " tahun " + "." * 34
BLANK_DATE = "..../..../......"


def render_minutes(
    data: MinutesRecord, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the berita acara as PDF; ``blank`` leaves date, counts and events to the pen."""
    title = TITLES[data.reason]
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"{title.title()} {data.number}".strip(),
        subject=data.session.topic,
        keywords=(data.number, data.session.session_key, data.token),
    )
    flow = start_flow(paper, data.office, token=data.token, side=SIDE_MM)
    draw_title(flow, title, f"Nomor: {data.number or EMPTY_NUMBER}")
    opening = OPENING.format(
        words=BLANK_WORDS if blank else date_in_words(data.dated),
        short=BLANK_DATE if blank else short_date(data.dated),
        venue=data.session.venue,
        deed=DEEDS[data.reason],
        topic=data.session.topic,
    )
    flow.paragraph(opening, TEXT, justify=not blank, gap=3.0)
    _facts(flow, data, blank)
    if data.reason_text and not blank:
        draw_heading(flow, "Alasan")
        flow.paragraph(data.reason_text, TEXT, justify=True)
    if data.stops or data.reason is MinutesReason.FORCE_MAJEURE:
        _items(flow, "Kejadian", data.stops, blank)
    _items(flow, "Kegiatan", data.activities, blank)
    _items(flow, "Hambatan dan tindak lanjut", data.problems, blank)
    if data.attachments:
        _items(flow, "Lampiran", data.attachments, False)
    flow.y += 2.0
    flow.paragraph(CLOSING, TEXT, justify=True)
    draw_signatures(flow, data.signatures)
    return paper.finish()


def _facts(flow: Flow, data: MinutesRecord, blank: bool) -> None:
    session = data.session
    dots = "." * 12 + " orang"

    def people(number: int) -> str:
        return dots if blank else counted(number)

    rows = [
        ("Hari/tanggal training", day_span(session.days)),
        ("Waktu", hours(session.start, session.end, data.office.zone_label)),
        ("Kelompok pengguna", session.user_group),
        ("Trainer", joined(session.trainers)),
        ("Peserta diundang", people(data.invited)),
    ]
    if data.reason in (MinutesReason.HELD, MinutesReason.FORCE_MAJEURE):
        rows += [("Hadir", people(data.present)), ("Tidak hadir", people(data.absent))]
        if data.walk_ins or blank:
            rows.append(("Hadir tanpa terdaftar", people(data.walk_ins)))
    for label, value in rows:
        if value:
            flow.field(label, value, label_width=46.0, style=TEXT, label_style=TEXT)
    flow.y += 1.0


def _items(flow: Flow, heading: str, items: tuple[str, ...], blank: bool) -> None:
    """Draw a numbered list under a heading; ``blank`` draws three dotted lines."""
    if not items and not blank:
        return
    draw_heading(flow, heading)
    if not blank:
        flow.numbered(items, TEXT)
        return
    for _ in range(3):
        flow.need(8.0)
        flow.y += 8.0
        flow.paper.line(flow.x, flow.y - 1.0, flow.x + flow.width, flow.y - 1.0, 0.6, dash=(0.6, 1.8))
