"""Rekap kuesioner as a workbook: read back cell by cell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from desktop_app.documents.class_data import QuestionnaireRecap
from desktop_app.documents.recap_xlsx import render_recap_xlsx
from tests.documents.samples import VALUES


def test_figures_are_numbers_text_is_text_and_the_chart_is_native() -> None:
    """Frozen head, real numbers, no formula whatever somebody wrote, one chart over the questions."""
    sample: Any = VALUES["rekap-kuesioner"]
    hostile = (("=1+1", ('=HYPERLINK("http://contoh")', "+62", "baik\x0b\x00 sekali")),)
    data: QuestionnaireRecap = replace(sample, comments=hostile)
    made = render_recap_xlsx(data)
    book: Any = load_workbook(io.BytesIO(made))
    sheet, comments = book["Rekap"], book["Komentar"]
    assert sheet.freeze_panes == "B2" and comments.freeze_panes == "A2"
    head, first, second = ([cell.value for cell in row] for row in sheet["A1:G3"])
    assert head == ["Pertanyaan", "Kurang", "Cukup", "Baik", "Sangat baik", "Jawaban", "Rata-rata"]
    assert first == ["Materi sesuai dengan kebutuhan pekerjaan", 0, 1, 1, 2, 4, 3.25]
    assert second[1:] == [0, 0, 0, 0, 0, None], "nobody answered: no average"
    assert sheet["G2"].number_format == "0.00"
    cells = [cell for one in (sheet, comments) for row in one.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [row[1].value for row in comments["A2:B4"]][2] == "baik sekali"
    assert len(sheet._charts) == 1
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b"'Rekap'!$B$2:$B$3" in package.read("xl/charts/chart1.xml")
