"""The page of the fillable registration form: labels in our typeface, fields that any PDF reader fills."""

from __future__ import annotations

import io
from typing import Any

from desktop_app.documents.fonts import BOLD, REGULAR, printable, register_fonts, text_width
from desktop_app.documents.handouts import PERSON, Handout
from desktop_app.importing.form_fields import CHOOSE, TOPIC

WIDTH, HEIGHT = 595.27, 841.89
MARGIN = 48.0
LABEL = 190.0
PITCH = 22.5
FIELD = 16.0
DEFAULT_NOTICE = (
    "Data ini hanya dipakai untuk mengatur training, menyampaikan jadwal, dan mencatat kehadiran. Saudara dapat "
    "meminta salinan dan perbaikan data di helpdesk."
)
LONGEST = {"nip": 21, "nik": 19, "mobile": 20, "form_date": 10, "preferred_1": 10}


def draw_form(handout: Handout) -> bytes:
    """Return the page as PDF; fields are named by our identifiers, tick boxes of topics by ``topics:CODE``."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle("Formulir Pendaftaran Training")
    canvas.setAuthor(handout.office.short_name)
    y = _head(canvas, handout)
    for name, label in PERSON:
        if name == "nik" and not handout.ask_nik:
            continue
        _label(canvas, y, label)
        _text_field(canvas, name, label, y)
        y -= PITCH
    _label(canvas, y, "Peran pengguna LPSE")
    canvas.acroForm.choice(
        name="user_group",
        tooltip="Peran pengguna LPSE",
        options=[CHOOSE, *handout.user_groups],
        value=CHOOSE,
        x=MARGIN + LABEL,
        y=y - 4,
        width=WIDTH - 2 * MARGIN - LABEL,
        height=FIELD,
        fontSize=9,
        borderWidth=0.5,
        fieldFlags="combo",
        forceBorder=True,
    )
    y = _topics(canvas, handout, y - PITCH)
    y = _tick(canvas, "brings_laptop", "Saya membawa laptop sendiri", MARGIN + LABEL, y - 4)
    y = _notice(canvas, handout, y - 8)
    canvas.save()
    return out.getvalue()


def _head(canvas: Any, handout: Handout) -> float:
    y = HEIGHT - 44
    for line in handout.office.letterhead.lines:
        canvas.setFont(BOLD, 11)
        canvas.drawCentredString(WIDTH / 2, y, printable(line))
        y -= 14
    canvas.setLineWidth(1.2)
    canvas.line(MARGIN, y + 4, WIDTH - MARGIN, y + 4)
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(WIDTH / 2, y - 16, "FORMULIR PENDAFTARAN TRAINING")
    canvas.setFont(REGULAR, 9)
    hint = "Isi di komputer, simpan, lalu serahkan lewat flash disk atau e-mail ke helpdesk."
    canvas.drawCentredString(WIDTH / 2, y - 30, hint)
    return float(y - 56)


def _label(canvas: Any, y: float, words: str) -> None:
    canvas.setFont(REGULAR, 9)
    canvas.drawString(MARGIN, y, printable(words))


def _text_field(canvas: Any, name: str, label: str, y: float) -> None:
    canvas.acroForm.textfield(
        name=name,
        tooltip=label,
        x=MARGIN + LABEL,
        y=y - 4,
        width=WIDTH - 2 * MARGIN - LABEL,
        height=FIELD,
        fontSize=9,
        borderWidth=0.5,
        maxlen=LONGEST.get(name, 200),
        forceBorder=True,
    )


def _topics(canvas: Any, handout: Handout, y: float) -> float:
    _label(canvas, y, "Aplikasi yang diikuti")
    for code, name in handout.topics:
        y = _tick(canvas, f"{TOPIC}{code}", name, MARGIN + LABEL, y) + 3
    return y


def _tick(canvas: Any, name: str, words: str, x: float, y: float) -> float:
    canvas.acroForm.checkbox(
        name=name, tooltip=words, x=x, y=y - 2, size=11, borderWidth=0.5, buttonStyle="check", forceBorder=True
    )
    canvas.setFont(REGULAR, 9)
    canvas.drawString(x + 17, y, _fitting(words, WIDTH - MARGIN - x - 17))
    return y - 18


def _notice(canvas: Any, handout: Handout, y: float) -> float:
    for line in _wrapped(handout.privacy_notice or DEFAULT_NOTICE, WIDTH - 2 * MARGIN, 8.5):
        canvas.setFont(REGULAR, 8.5)
        canvas.drawString(MARGIN, y, line)
        y -= 11
    return y


def _fitting(words: str, room: float) -> str:
    text = printable(words)
    while text and text_width(text, REGULAR, 9) > room:
        text = text[:-2].rstrip() + "…"
    return text


def _wrapped(words: str, room: float, size: float) -> list[str]:
    lines = [""]
    for word in printable(words).split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, REGULAR, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
