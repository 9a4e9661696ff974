"""Text tables: which encoding, which sign between the cells (RELIABILITY.md: UTF-8, UTF-16, Windows-1252; ; , tab)."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from desktop_app.importing.refusals import MOST_COLUMNS, MOST_ROWS, TableRefused

SEPARATORS = ";,\t|"
SAMPLE_LINES = 60
LONGEST_CELL = 1_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAID_SEPARATOR = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """The text of a file: by its mark, by the zeros of UTF-16, as UTF-8 when it is, else Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:4000]
    if sample.count(0) > len(sample) // 4:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        return data.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace")
    if sample.count(0):
        raise TableRefused("bukan_tabel")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # its five odd bytes become control signs, which the row is refused for


def separator_of(text: str) -> str:
    """The sign between the cells: the one under which most lines have the same number of cells, at least two."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    best, mark = "\t", (0, 0)
    for sign in SEPARATORS:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=sign) if any(row)]
        wide = Counter(width for width in widths if width > 1)
        if wide:
            width, count = wide.most_common(1)[0]
            if (count, width) > mark:
                best, mark = sign, (count, width)
    return best


def read_text_table(data: bytes) -> Iterator[list[str]]:
    """Rows of a CSV or a tab separated file; raises :class:`TableRefused`."""
    text = decoded(data)
    csv.field_size_limit(LONGEST_CELL)
    said = _SAID_SEPARATOR.match(text)
    sign = said[1] if said else separator_of(text[:200_000])
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text[said.end() if said else 0 :]), delimiter=sign), 1):
            if number > MOST_ROWS:
                raise TableRefused("terlalu_banyak_baris")
            if len(row) > MOST_COLUMNS:
                raise TableRefused("terlalu_banyak_kolom")
            yield row
    except csv.Error as problem:
        raise TableRefused("rusak") from problem
