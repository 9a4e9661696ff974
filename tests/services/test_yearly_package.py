"""A year packed and read back: equal registers, each changed byte named, the old package safe, nothing gets out."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.tables_requests import request as request_table
from desktop_app.background import Cancelled, Progress
from desktop_app.config import Access
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.documents.package_file import package_at
from desktop_app.errors import Damaged, DiskFull, RuleRefusal, UserError
from desktop_app.office_time import at
from desktop_app.papers.yearly_package import PackageMade
from desktop_app.queries.cases import case
from desktop_app.services import data_folder, files, package_check, package_import, sessions
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Actor, Office
from desktop_app.sop.states import Role
from resources import periksa_arsip
from tests.office_fixtures import House, open_house
from tests.services.packages import YEAR, make_package, registers_of

PERSON = ParticipantEntry(
    full_name="Sinta Umpama", nip="197801102010011001", mobile="081200000333", email="s@contoh.id"
)
ADMIN = Actor(None, "baris perintah", "baris perintah", (Role.ADMINISTRATOR,))


@dataclass(frozen=True)
class Packed:
    """An office with its package, both made once; tests that change a package take a copy of it."""

    house: House
    package: PackageMade
    scan: bytes

    def copy(self, folder: Path) -> Path:
        return Path(shutil.copytree(self.package.path, folder / "paket"))


@pytest.fixture(scope="module")
def packed(ready_folder: Access, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packed]:
    """An office with a scan, a finished class, states of several kinds, and hostile names."""
    folder = tmp_path_factory.mktemp("packed")
    house = open_house(replace(ready_folder, data_dir=Path(shutil.copytree(ready_folder.data_dir, folder / "data"))))
    scan = folder / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon training",)))
    first = house.request("ARCHIVED", participants=(PERSON,), people=2)
    house.do("wulan", files.attach_scan, request=first, file=str(scan))
    house.request("REJECTED", sender='PT <Sinar> & "Jaya" =1+1')
    house.request("VOIDED")
    house.form()
    yield Packed(house, make_package(house.office, folder / "paket"), scan.read_bytes())
    house.office.store.close()


def new_office(folder: Path) -> Office:
    """An empty installation: no set-up, nobody in it."""
    return data_folder.create(Access(folder / "baru" / "data", folder / "baru" / "kunci")).office


def bring_in(office: Office, package: Path) -> Any:
    return package_import.import_package(office, Act(actor=ADMIN), folder=str(package)).value


def test_a_package_read_into_an_empty_installation_gives_equal_registers(packed: Packed, tmp_path: Path) -> None:
    house, made = packed.house, packed.package
    assert made.problems == [] and made.cases == 4
    office = new_office(tmp_path)
    office.clock = house.clock
    done = bring_in(office, made.path)
    assert (done.year, done.requests, done.files) == (YEAR, 4, 1)
    assert registers_of(office) == registers_of(house.office)
    assert data_folder.verify(office).problems == ()
    for key in (1, 2):
        before, after = (_case(one, key) for one in (house.office, office))
        assert after.steps == before.steps and after.participants[0].full_name == before.participants[0].full_name
        assert [one.trainers for one in after.dispositions] == [one.trainers for one in before.dispositions]
        assert [one.note for one in after.contacts] == [one.note for one in before.contacts]
    scan = _case(office, 1).attachments[0]
    assert files.stored_bytes(office, scan.sha256) == packed.scan
    pins = package_import.first_pins(office, ADMIN)
    assert {one.handle for one in pins} == set(house.actors)
    with pytest.raises(RuleRefusal, match="sudah ada 4 surat"):
        bring_in(office, made.path)
    office.store.close()


def _case(office: Office, number: int) -> Any:
    with office.store.reading() as connection:
        found = connection.execute(
            select(request_table.c.id).where(request_table.c.agenda_number == number)
        ).scalar_one()
        return case(connection, found, office.clock.now())


def test_a_case_of_another_year_comes_along_only_where_a_register_names_it(house: House, tmp_path: Path) -> None:
    house.clock.put(at(date(2026, 12, 14), time(9)))
    house.letter()
    old = house.request("SCHEDULED")
    house.letter()
    other = house.request("SCHEDULED")
    house.clock.put(at(date(2027, 1, 14), time(9)))
    for one in (old, other):
        house.do("nurul", sessions.fix_session, session=house.session_of(one))
    house.letter()
    made = make_package(house.office, tmp_path / "paket", year=2027)
    assert made.cases == 1
    office = new_office(tmp_path)
    office.clock = house.clock
    bring_in(office, made.path)
    assert registers_of(office, 2027) == registers_of(house.office, 2027)
    assert data_folder.verify(office).problems == ()
    office.store.close()


def test_equal_data_give_equal_packages(packed: Packed, tmp_path: Path) -> None:
    as_zip = make_package(packed.house.office, tmp_path / "a.zip")
    assert as_zip.digest == packed.package.digest
    before = as_zip.path.read_bytes()
    assert make_package(packed.house.office, as_zip.path).path.read_bytes() == before
    package = periksa_arsip.opened(as_zip.path)
    assert periksa_arsip.problems_of(package, periksa_arsip.manifest_of(package)[0]) == []
    package.close()


class Links(HTMLParser):
    """Every link and every tag of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.links += [str(value) for name, value in attrs if name in ("href", "src")]


def test_the_contents_page_needs_only_a_browser(packed: Packed) -> None:
    made = packed.package
    text = (made.path / "index.html").read_text("utf-8")
    page = Links()
    page.feed(text)
    assert "script" not in page.tags and "sinar" not in page.tags
    assert "PT &lt;Sinar&gt; &amp;" in text
    for link in page.links:
        assert not link.startswith(("/", "http", "file")) and (made.path / link).exists(), link
    assert len([one for one in page.links if one.startswith("berkas/")]) == 4
    assert len(PdfReader(made.path / "berkas" / "0001-2026.pdf").outline) >= 5
    book = openpyxl.load_workbook(made.path / "register" / "agenda-masuk-2026.xlsx")
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [1, 2, 3, 4]
    officers = json.loads((made.path / "data" / "json" / "officer.json").read_text("utf-8"))
    assert officers and not [name for name in officers[0] if "pin" in name]
    cells = (made.path / "data" / "csv" / "request.csv").read_text("utf-8-sig")
    assert "PT <Sinar>" in cells


def test_the_verifier_needs_only_python(packed: Packed, tmp_path: Path) -> None:
    root = packed.copy(tmp_path)
    run = [sys.executable, "-I", "-S", str(root / "periksa.py")]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "UTUH" in done.stdout and packed.package.digest in done.stdout
    victim = root / "data" / "json" / "request.json"
    text = victim.read_bytes()
    victim.write_bytes(text.replace(b"REJECTED", b"REJECTEX"))
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 4 and "data/json/request.json: berubah" in done.stdout
    victim.write_bytes(text)
    (root / "berkas" / "0002-2026.pdf").unlink()
    (root / "sisipan.txt").write_text("x")
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "berkas/0002-2026.pdf: tidak ada." in done.stdout and "sisipan.txt: tidak tercantum" in done.stdout


def test_a_changed_byte_stops_an_import_with_the_name_of_the_file(packed: Packed, tmp_path: Path) -> None:
    root = packed.copy(tmp_path)
    victim = root / "data" / "json" / "person.json"
    victim.write_bytes(victim.read_bytes().replace(b"Sinta", b"Sintb"))
    office = new_office(tmp_path)
    with pytest.raises(Damaged, match=r"data/json/person\.json: berubah"):
        bring_in(office, root)
    assert registers_of(office)["permohonan"] == []
    office.store.close()


def _zip(path: Path, names: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, content in names.items():
            target.writestr(name, content)
    return path


EMPTY = json.dumps({"format": periksa_arsip.FORMAT, "version": 1, "files": []}).encode()


@pytest.mark.parametrize(
    "name", ["../luar.txt", "/mutlak.txt", "a/../../luar.txt", "C:/luar.txt", "a\\..\\luar.txt", "..", "a/./b"]
)
def test_a_path_that_leaves_the_package_is_refused(tmp_path: Path, name: str) -> None:
    assert not periksa_arsip.safe(name)
    hostile = _zip(tmp_path / "jahat.zip", {periksa_arsip.MANIFEST: EMPTY, name: b"x"})
    if "\\" not in name:  # zipfile itself turns these round on reading
        with pytest.raises(periksa_arsip.NotAPackage, match="keluar dari folder"):
            periksa_arsip.opened(hostile)
    listed = json.dumps({"format": periksa_arsip.FORMAT, "version": 1, "files": [{"path": name, "sha256": "0"}]})
    with pytest.raises(periksa_arsip.NotAPackage, match="rusak"):
        periksa_arsip.manifest_of(periksa_arsip.opened(_zip(tmp_path / "b.zip", {"manifest.json": listed.encode()})))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("x")
    root = tmp_path / "paket"
    root.mkdir()
    (root / "tautan.txt").symlink_to(secret)
    files_ = [{"path": "tautan.txt", "sha256": hashlib.sha256(b"x").hexdigest()}]
    (root / "manifest.json").write_text(json.dumps({"format": periksa_arsip.FORMAT, "version": 1, "files": files_}))
    package = periksa_arsip.opened(root)
    manifest, _ = periksa_arsip.manifest_of(package)
    assert periksa_arsip.problems_of(package, manifest) == ["tautan.txt: tidak dapat dibaca, isinya rusak."]


@pytest.mark.parametrize("name", ["paket", "paket.zip"])
def test_a_cancelled_or_full_run_leaves_the_old_package(packed: Packed, tmp_path: Path, name: str) -> None:
    target, office = tmp_path / name, packed.house.office
    make_package(office, target)
    progress = Progress()

    def stop(done: int, total: int) -> None:
        if done == 2:
            progress.cancel()
        progress.step(done, total)

    with pytest.raises(Cancelled):
        make_package(office, target, tick=stop)
    with pytest.raises(DiskFull, match="paket lama tetap ada"), package_at(target) as package:
        package.add("a.txt", _full())
    package_now = periksa_arsip.opened(target)
    manifest, digest = periksa_arsip.manifest_of(package_now)
    assert digest == packed.package.digest and periksa_arsip.problems_of(package_now, manifest) == []
    package_now.close()
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def _full() -> Iterator[bytes]:
    yield b"x"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_is_not_a_package_is_never_replaced(packed: Packed, tmp_path: Path) -> None:
    mine = tmp_path / "foto"
    mine.mkdir()
    (mine / "liburan.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="sudah berisi berkas lain"):
        make_package(packed.house.office, mine)
    root = packed.copy(tmp_path)
    (root / "catatan saya.txt").write_text("x")
    with pytest.raises(UserError, match="sudah berisi berkas lain"):
        make_package(packed.house.office, root)
    with pytest.raises(UserError, match="2019 kosong"):
        make_package(packed.house.office, tmp_path / "lain", year=2019)


def test_a_lost_scan_is_named_in_the_package_and_the_rest_is_whole(house: House, tmp_path: Path) -> None:
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon training",)))
    case_id = house.letter()
    kept = house.do("wulan", files.attach_scan, request=case_id, file=str(scan)).value
    files.attachments(house.office).path(kept.sha256).unlink()
    made = make_package(house.office, tmp_path / "paket")
    assert made.problems == ["Berkas 1/2026: surat.pdf: Berkasnya tidak ada lagi di penyimpanan."]
    assert "surat.pdf: Berkasnya tidak ada" in (made.path / "index.html").read_text("utf-8")
    manifest = json.loads((made.path / "manifest.json").read_text("utf-8"))
    assert manifest["problems"] == made.problems
    office = new_office(tmp_path)
    assert bring_in(office, made.path).files == 0
    office.store.close()


def _rewritten(root: Path, name: str, content: bytes) -> None:
    """A file exchanged together with its line in the manifest: a package that is whole and yet not ours."""
    (root / name).write_bytes(content)
    manifest = json.loads((root / "manifest.json").read_text("utf-8"))
    for one in manifest["files"]:
        if one["path"] == name:
            one.update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    (root / "manifest.json").write_text(json.dumps(manifest), "utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[\n" + b"x" * 3000 + b"\n]\n", "baris yang terlalu panjang"),
        (b"[\n[1, 2]\n]\n", "baris yang bukan data"),
        (b'[\n{"id": 1, "agenda_year": \n]\n', "baris yang bukan data"),
    ],
)
def test_a_package_that_is_whole_and_yet_a_trap(
    packed: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, words: str
) -> None:
    """A line without an end and rows that are none are refused when it is looked into, and once more at the import."""
    root = packed.copy(tmp_path)
    _rewritten(root, "data/json/request.json", content)
    monkeypatch.setattr(package_check, "LONGEST_ROW", 2000)
    with pytest.raises(Damaged, match=words):
        package_check.check_package(root)
    office = new_office(tmp_path)
    with pytest.raises(Damaged, match="Tidak ada yang diimpor"):
        bring_in(office, root)
    assert registers_of(office)["permohonan"] == [] and files.attachments(office).names() == []
    office.store.close()


def test_a_file_that_grew_is_not_read_to_its_end(packed: Packed, tmp_path: Path) -> None:
    root = packed.copy(tmp_path)
    with (root / "index.html").open("ab") as stream:
        stream.write(bytes(3 * periksa_arsip.CHUNK))
    assert package_check.check_package(root).problems == (
        "index.html: berubah (lebih panjang daripada saat diarsipkan).",
    )


def test_a_zip_of_another_method_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """What the other methods' own errors would be is not ours to know."""
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        path = tmp_path / f"{method}.zip"
        with zipfile.ZipFile(path, "w", method) as made:
            made.writestr(periksa_arsip.MANIFEST, EMPTY)
        with pytest.raises(UserError, match="cara yang tidak dipakai"):
            package_check.check_package(path)


def test_a_manifest_that_does_not_unpack_is_said_so(packed: Packed, tmp_path: Path) -> None:
    """Its packed bytes are damaged: zlib says so in a way of its own."""
    path = tmp_path / "rusak.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(periksa_arsip.MANIFEST, EMPTY * 40)
    data = bytearray(path.read_bytes())
    begin = 30 + len(periksa_arsip.MANIFEST)
    data[begin : begin + 12] = b"\xff" * 12
    path.write_bytes(bytes(data))
    with pytest.raises(UserError, match="tidak dapat dibaca, paketnya rusak"):
        package_check.check_package(path)
