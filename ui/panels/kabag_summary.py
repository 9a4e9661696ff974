"""The typeset summary of a case where there is no scan: sender, subject, people, dates, participants."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from desktop_app.queries.case_rows import CaseRow, DispositionRow, ParticipantRow
from desktop_app.sop.dates_in_words import plain_date, short_date
from ui import theme
from ui.panels.disposition_page import sifat_words
from ui.panels.side_area import ScrollColumn
from ui.widgets.labels import Label
from ui.widgets.pane import Line, Pane, column

MOST_NAMES = 40


class CaseSummary(Pane):
    """``show_case(case)``: a sheet on the desk, set like the letter it stands for."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__("desk", object_name=object_name, parent=parent)
        self._sheet = Pane("surface", "left top right bottom", object_name=f"{object_name}_sheet")
        self._sheet.setLayout(QVBoxLayout())
        holder = Pane("desk")
        holder.setLayout(column(self._sheet, None, margins=(24, 20, 24, 20)))
        scroll = ScrollColumn(holder, object_name=f"{object_name}_scroll")
        self.setLayout(column(scroll, spacing=0))

    def show_case(self, case: CaseRow) -> None:
        """Set the words of another case."""
        old = self._sheet
        self._sheet = Pane("surface", "left top right bottom", object_name=old.objectName())
        self._sheet.setLayout(_page(case))
        parent = old.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.replaceWidget(old, self._sheet)
        old.hide()
        old.deleteLater()
        self._sheet.show()
        self.setAccessibleName(f"Ringkasan surat {case.key}: {case.summary}")


def _page(case: CaseRow) -> QVBoxLayout:
    parts: list[QWidget | None] = [
        Label("Ringkasan dari buku agenda. Surat ini belum dipindai.", "caption", "text3", wrap=True),
        Label(case.sender, "title", wrap=True),
        Label(case.subject or case.summary, "body", "text2", wrap=True),
        Line(tone="line2"),
        _facts(_letter_facts(case)),
        Line(tone="line2"),
        Label(f"Peserta · {case.participant_count} orang", "subtitle"),
        *_people(case.participants, case.participant_count),
    ]
    if case.dispositions:
        parts += [Line(tone="line2"), Label("Disposisi", "subtitle")]
        parts += [Label(_said(one), "dense", "text2", wrap=True, selectable=True) for one in case.dispositions]
    layout = column(spacing=10, margins=(32, 24, 32, 24))
    for part in parts:
        if part is not None:
            layout.addWidget(part)
    return layout


def _letter_facts(case: CaseRow) -> list[tuple[str, str]]:
    number = case.letter_number or ("tanpa nomor" if case.kind == "letter" else "formulir perseorangan")
    written = plain_date(case.letter_date) if case.letter_date else ""
    signer = " · ".join(part for part in (case.signer_name, case.signer_position) if part)
    contact = " · ".join(part for part in (case.contact_name, case.contact_phone_shown) if part)
    facts = [
        ("Nomor surat", number),
        ("Tanggal surat", written),
        ("Diterima", f"{short_date(case.received_at.date())} {case.received_at:%H.%M}"),
        ("Sifat", sifat_words(case)),
        ("Topik", ", ".join(topic.name for topic in case.topics)),
        ("Usul tanggal", case.preferred),
        ("Penandatangan", signer),
        ("Narahubung", contact),
        ("Lampiran", case.attachment_count),
        ("Keterangan", case.note),
    ]
    return [(label, words) for label, words in facts if words]


def _facts(facts: list[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    form = QFormLayout(holder)
    form.setContentsMargins(0, 0, 0, 0)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setHorizontalSpacing(theme.px(16))
    form.setVerticalSpacing(theme.px(4))
    for label, words in facts:
        form.addRow(Label(label, "dense", "text2"), Label(words, "dense", wrap=True, selectable=True))
    return holder


def _people(people: tuple[ParticipantRow, ...], count: int) -> list[QWidget]:
    named = [one for one in people if one.status == "ACTIVE" and one.person_id is not None]
    rows: list[QWidget] = []
    for at, one in enumerate(named[:MOST_NAMES], start=1):
        detail = " · ".join(part for part in (one.position, one.organization) if part)
        rows.append(Label(f"{at}. {one.full_name}{f' — {detail}' if detail else ''}", "dense", wrap=True))
    if len(named) > MOST_NAMES:
        rows.append(Label(f"dan {len(named) - MOST_NAMES} orang lagi", "dense", "text2"))
    missing = count - len(named)
    if missing > 0:
        rows.append(Label(f"{missing} nama menyusul", "dense", "text3"))
    return rows


def _said(one: DispositionRow) -> str:
    ticks = ", ".join(one.instructions)
    paper = " · dari lembar" if one.from_paper else ""
    parts = (f"{one.initialed_at:%d-%m %H.%M}", one.officer, one.outcome_label, ticks, one.note)
    return " · ".join(part for part in parts if part) + paper
