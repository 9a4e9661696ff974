"""The table of dispositions down the chain: who to whom, received when, what was asked, paraf (DOMAIN 1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop_app.documents.desk_data import DispositionLine
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, SMALL, STRONG, TextStyle
from desktop_app.documents.text_flow import Flow
from desktop_app.documents.wording import clock, short_date, short_moment

TEXT = BODY.sized(9.0)
BOLD = STRONG.sized(9.0)
ITALIC = TextStyle(size=9.0, italic=True)
FAINT = SMALL.sized(7.5)


def paraf_note(line: DispositionLine) -> str:
    """Return who initialed when and who typed it from the paper; empty when nothing is known."""
    parts = []
    if line.initialed_at is not None:
        name = f" {line.officer.name}" if line.officer else ""
        parts.append(f"Diparaf{name}, {short_moment(line.initialed_at)}.")
    if line.oral:
        parts.append("Disposisi lisan, paraf menyusul.")
    if line.recorded_by:
        when = f" pada {short_moment(line.recorded_at)}" if line.recorded_at else ""
        parts.append(f"Dicatat dari lembar oleh {line.recorded_by}{when}.")
    return " ".join(parts)


def officer_label(line: DispositionLine) -> str:
    """Return the officer as "Plh. Kasubbag LPSE", without the name."""
    if line.officer is None:
        return line.giver
    return f"{line.officer.signing_prefix} {line.officer.title}".strip()


@dataclass(slots=True)
class ChainTable:
    """Rows of the chain in a flow."""

    flow: Flow
    titles: ClassVar[tuple[str, ...]] = ("Dari", "Terima", "Kepada", "Isi disposisi", "Paraf")

    def draw(self, chain: tuple[tuple[str, str], ...], lines: tuple[DispositionLine, ...], *, fill_to: float) -> None:
        """Draw the chain in its order, each link filled from its line or left open for the pen, then other
        lines.

        The rows share the height down to ``fill_to``.
        """
        rows = self._in_order(chain, lines)
        shares = (0.17, 0.12, 0.16, 0.32, 0.23)
        width = self.flow.width
        columns = tuple(GridColumn(title, width * part) for title, part in zip(self.titles, shares, strict=True))
        grid = Grid(self.flow, columns, line=0.8)
        if rows:
            grid.head()
        cells = [self._empty(*link) if line is None else self._filled(line) for link, line in rows]
        heights = [grid.row_height(row) for row in cells]
        spare = max(0.0, fill_to - self.flow.y - sum(heights))
        wanting = [line is None for _, line in rows]
        share = spare / (sum(wanting) or len(rows) or 1)
        for row, height, is_open in zip(cells, heights, wanting, strict=True):
            grid.row(row, min_height=height + (share if is_open or not any(wanting) else 0.0))

    @staticmethod
    def _in_order(
        chain: tuple[tuple[str, str], ...], lines: tuple[DispositionLine, ...]
    ) -> list[tuple[tuple[str, str], DispositionLine | None]]:
        left = list(lines)
        rows: list[tuple[tuple[str, str], DispositionLine | None]] = []
        for link in chain:
            found = next((line for line in left if line.giver == link[0]), None)
            if found is not None:
                left.remove(found)
            rows.append((link, found))
        return [*rows, *(((line.giver, line.receiver), line) for line in left)]

    def _filled(self, line: DispositionLine) -> list[Cell]:
        received: list[tuple[str, TextStyle]] = []
        if line.received_at is not None:
            received = [(short_date(line.received_at), TEXT), (f"pukul {clock(line.received_at)}", TEXT)]
        receivers = "\n".join(line.forwarded_to) or line.receiver
        content = [(f"- {text}", TEXT) for text in line.instructions]
        if line.note:
            content.append((line.note, ITALIC))
        paraf = []
        if line.officer is not None:
            paraf.append((line.officer.name, BOLD))
        paraf.append((paraf_note_short(line), FAINT))
        return [[(officer_label(line), BOLD)], received, [(receivers, TEXT)], content, paraf]

    def _empty(self, giver: str, receiver: str) -> list[Cell]:
        moment = [("Tgl.", FAINT), ("", FAINT), (" ", TEXT), ("Jam", FAINT)]
        return [[(giver, BOLD)], moment, [(receiver, TEXT)], [], []]


def paraf_note_short(line: DispositionLine) -> str:
    """Return the paraf note without the officer's name (it stands above)."""
    return paraf_note(line).replace(f"Diparaf {line.officer.name}," if line.officer else "", "Diparaf", 1)
