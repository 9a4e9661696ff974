"""Files from outside: columns are found, every row is counted, what is hostile is refused with a sentence."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from desktop_app.errors import EnvironmentFault
from desktop_app.importing import worker
from desktop_app.importing.reading import pasted_table, read_table, table_of
from desktop_app.importing.refusals import TableRefused
from tests.importing import workbooks

TODAY = date(2026, 11, 24)
PEOPLE = "Nama;HP;Jabatan\r\nSukmawati Rüdi;0812 7000 1111;Bendahara\r\nJosé Contoh;0812 7000 2222;Staf\r\n"


def reason(data: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(TableRefused) as caught:
        table_of(data, "contoh")
    assert caught.value.sentence.endswith((".", "?")) and caught.value.field == "file"
    return caught.value.reason


def test_twenty_people_with_shuffled_columns_and_three_bad_rows() -> None:
    """The head row is found under the letterhead; seventeen are whole, three say why; one NIP is to be looked at."""
    table = table_of(workbooks.twenty_with_three_bad(), "peserta.xlsx")
    assert table.guess.fields == ("", "mobile", "position", "full_name", "organization", "nip", "email")
    judged = table.judged(TODAY)
    assert (len(judged.rows), len(judged.taken), len(judged.refused)) == (20, 17, 3)
    assert [row.number for row in judged.refused] == [8, 14, 20]
    assert [row.refused.split(".")[0] for row in judged.refused] == [
        "Nama kosong",
        "Nama diawali tanda “=” (rumus Excel), bukan nama orang",
        "NIP sama dengan baris 7",
    ]
    doubtful = [row for row in judged.taken if row.doubts]
    assert [row.number for row in doubtful] == [11]
    assert "NIP harus 18 angka" in doubtful[0].doubts[0]
    assert judged.taken[0].values["full_name"] == "Ratna Dewi"
    assert judged.taken[0].values["mobile"] == "081270000000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_tables_in_every_encoding_and_with_every_separator(encoding: str, sign: str) -> None:
    """Accents survive; the separator is found."""
    judged = table_of(PEOPLE.replace(";", sign).encode(encoding), "a.csv").judged(TODAY)
    assert [row.values["full_name"] for row in judged.taken] == ["Sukmawati Rüdi", "José Contoh"]
    assert judged.taken[1].values["mobile"] == "081270002222"


def test_excel_says_its_separator_and_quotes_hold_line_breaks() -> None:
    """``sep=`` is obeyed; a line break inside a cell becomes a blank."""
    table = table_of(b'sep=;\r\nNama;Jabatan\r\n"Budi\r\nSantoso";"Staf; muda"\r\n', "a.csv")
    (row,) = table.judged(TODAY).taken
    assert row.values == {"full_name": "Budi Santoso", "position": "Staf; muda"}


def test_without_head_row_the_cells_tell() -> None:
    """Number, name, NIP and phone are known by their looks."""
    rows = [[str(at + 1), workbooks.NAMES[at], workbooks.nip(at), f"0812700{at:05d}"] for at in range(5)]
    table = table_of(workbooks.workbook(rows), "a.xlsx")
    assert table.guess.head == -1
    assert table.guess.fields == ("", "full_name", "nip", "mobile")
    assert len(table.judged(TODAY).taken) == 5


def test_a_nip_kept_as_a_number_has_lost_its_end_and_says_so() -> None:
    """Excel keeps fifteen digits; the row is taken, marked."""
    table = table_of(workbooks.workbook([["Nama", "NIP"], ["Budi", 198609262015051001]]), "a.xlsx")
    (row,) = table.judged(TODAY).taken
    assert "tersimpan sebagai angka di Excel" in row.doubts[0]


def test_two_of_one_name_and_ten_with_one_phone_are_taken_with_a_question() -> None:
    """Same name: asked about. Shared phone: asked about. Name and phone the same: one of them is refused."""
    rows = [["Nama", "HP"], *[[name, "081270000001"] for name in workbooks.NAMES[:10]]]
    rows += [["Ratna Dewi", "081270000009"], ["Ratna Dewi", "0812-7000-0001"]]
    judged = table_of(workbooks.workbook(rows), "a.xlsx").judged(TODAY)
    assert (len(judged.taken), len(judged.refused)) == (11, 1)
    assert all("Nomor HP sama dengan baris 2" in row.doubts[0] for row in judged.taken[1:10])
    assert "Nama sama dengan baris 2" in judged.taken[10].doubts[0]
    assert "orang yang sama dua kali" in judged.refused[0].refused


def test_markup_and_formulas_in_other_cells_are_text() -> None:
    """PT <Sinar> & Jaya stays; a formula-like office is text, never computed."""
    table = table_of(b"Nama,Instansi,Jabatan\nBudi,PT <Sinar> & Jaya,=1+1\n", "a.csv")
    (row,) = table.judged(TODAY).taken
    assert row.values["organization"] == "PT <Sinar> & Jaya" and row.values["position"] == "=1+1"


def test_a_cell_of_32768_signs_refuses_its_row_alone() -> None:
    """The sentence says how much too long; the next row is taken."""
    judged = table_of(f"Nama,Jabatan\n{'A' * 32768},Staf\nBudi,Staf\n".encode(), "a.csv").judged(TODAY)
    assert [row.values["full_name"] for row in judged.taken] == ["Budi"]
    assert "sekarang 32768" in judged.refused[0].refused
    assert len(str(judged.refused[0].values["full_name"])) < 100


def test_signs_that_cannot_be_stored_refuse_their_row() -> None:
    """A turned direction of writing and a control sign."""
    judged = table_of("Nama,Jabatan\nBu\u202edi,Staf\nA\x01ni,Staf\nJoko,Staf\n".encode(), "a.csv").judged(TODAY)
    assert [row.values["full_name"] for row in judged.taken] == ["Joko"]
    assert "pembalik arah" in judged.refused[0].refused


def test_the_nik_is_only_taken_where_the_office_asks_for_it() -> None:
    """Off by default (DOMAIN 6.1)."""
    table = table_of(b"Nama,NIK\nBudi,1902011501800001\n", "a.csv")
    assert "nik" not in table.judged(TODAY, with_nik=False).taken[0].values
    assert table.judged(TODAY).taken[0].values["nik"] == "1902011501800001"


def test_who_is_there_already_is_not_taken_twice() -> None:
    """By NIP, or by name and phone."""
    present = [{"full_name": "Ratna Dewi", "nip": workbooks.nip(0), "mobile": ""}]
    table = table_of(workbooks.twenty_with_three_bad(), "a.xlsx")
    judged = table.judged(TODAY, present=present)
    assert "yang sudah ada di daftar" in judged.refused[0].refused


def test_hostile_files_have_each_their_sentence(tmp_path: Path) -> None:
    """Empty, locked, macro, bomb, cut, program, picture, foreign zip, foreign PDF, too many rows or columns."""
    good = workbooks.workbook([["Nama"], ["Budi"]])
    assert reason(b"") == "kosong_berkas"
    assert reason(bytes(26 * 1024 * 1024)) == "terlalu_besar"
    assert reason(workbooks.old_container("EncryptedPackage")) == "terkunci"
    assert reason(workbooks.old_container("Workbook", "_VBA_PROJECT")) == "makro"
    assert reason(workbooks.old_container("WordDocument")) == "bukan_tabel"
    assert reason(workbooks.with_part(good, "xl/vbaProject.bin", b"x")) == "makro"
    assert reason(workbooks.with_part(good, "xl/media/a.xml", bytes(60_000_000))) == "bom"
    assert reason(good[: len(good) // 2]) == "rusak"
    assert reason(b"MZ" + bytes(100)) == "bukan_tabel"
    assert reason(bytes(range(256)) * 20) == "bukan_tabel"
    assert reason(workbooks.with_part(b"", "surat.txt", b"halo")) == "bukan_tabel"
    assert reason(b"%PDF-1.4 bukan pdf") == "rusak"
    assert reason(workbooks.workbook([])) == "tanpa_isi"
    assert reason(b"\n ; ;\n\n") == "tanpa_isi"
    assert reason(b"Nama\n" + b"Budi\n" * 120_001) == "terlalu_banyak_baris"
    assert reason(b"a;" * 300 + b"\n") == "terlalu_banyak_kolom"


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence instead of a window that waits."""
    with pytest.raises(TableRefused) as caught:
        worker.ask_child(workbooks.workbook([["Nama"], ["Budi"]]), seconds=0.001)
    assert caught.value.reason == "terlalu_berat"


def test_a_drive_that_is_gone_is_nobodys_mistake(tmp_path: Path) -> None:
    """A fault of the environment that names the file."""
    with pytest.raises(EnvironmentFault, match="flash disk"):
        read_table(tmp_path / "hilang.xlsx")


def test_the_clipboard_is_a_table_too() -> None:
    """Tabs between cells; quotes around cells with line breaks."""
    table = pasted_table('Nama\tTelepon\r\nBudi\t0812 7000 1111\r\n"Ani\nSari"\t\r\n')
    assert [row.values["full_name"] for row in table.judged(TODAY).taken] == ["Budi", "Ani Sari"]
    assert pasted_table("").rows == ()


def test_ods_is_read(tmp_path: Path) -> None:
    """LibreOffice's own format, made by hand: content.xml in a zip."""
    import zipfile

    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Peserta"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>Nama</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Budi</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("content.xml", content)
        pack.writestr("META-INF/manifest.xml", manifest)
    assert [row.values["full_name"] for row in table_of(out.getvalue(), "a.ods").judged(TODAY).taken] == ["Budi"]
    sealed = io.BytesIO()
    with zipfile.ZipFile(sealed, "w") as pack:
        pack.writestr("content.xml", "x")
        pack.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert reason(sealed.getvalue()) == "terkunci"
