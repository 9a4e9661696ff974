"""A yearly package in the real window, by keys: checked, looked into, taken in, refused; nothing half taken."""

from __future__ import annotations

import errno
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.attachment_files import AttachmentStore
from desktop_app.background import Progress
from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services import access, data_folder, files
from desktop_app.services.use_case import Office
from resources import periksa_arsip
from tests.services.packages import make_package, registers_of
from tests.ui import class_office as building
from tests.ui.class_office import ClassOffice
from tests.ui.window_office import CTRL, focus, make_office, open_window, press, until, write
from ui import theme
from ui.main_window import MainWindow
from ui.panels.archive import ArchivePage
from ui.panels.package_pane import PackagePane

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def package(built_classes: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year of another office, as one ZIP, with a scan in it."""
    folder = tmp_path_factory.mktemp("paket")
    office: ClassOffice = building.open_copy(*built_classes, folder)
    from desktop_app.demonstration.sample_letter import sample_letter

    scan = folder / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon training",)))
    office.do("wulan", files.attach_scan, request=office.ids["rsud"], file=str(scan))
    made = make_package(office.office, folder / "arsip-2026.zip")
    (folder / "register.json").write_text(json.dumps(registers_of(office.office), default=str), "utf-8")
    office.office.store.close()
    return made.path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that was set up and holds nothing yet."""
    folder = tmp_path_factory.mktemp("kosong")
    make_office(folder).store.close()
    return folder


@pytest.fixture
def window(qtbot: QtBot, empty: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The empty installation in its window, the administrator at the archive."""
    shown = shown_to(qtbot, empty, tmp_path, "nurul")
    yield shown
    shown.close()


def shown_to(qtbot: QtBot, empty: Path, folder: Path, handle: str) -> MainWindow:
    """A copy of the empty installation, this officer at its archive."""
    here = folder / "baru"
    shutil.copytree(empty, here)
    office = data_folder.open_office(Access(here / "data", here / "key"), SetClock(from_wall(building.MORNING)))
    shown = open_window(qtbot, here, office)
    shown.enter(access.actor_for(office, handle))
    shown.show_tab("arsip")
    return shown


def pane_of(qtbot: QtBot, window: MainWindow) -> PackagePane:
    """Alt+I from the search field of the archive."""
    page = window.current_panel()
    assert isinstance(page, ArchivePage)
    until(qtbot, lambda: focus().objectName() == "archive_search")
    press(KEY.Key_I, ALT)
    until(qtbot, lambda: focus().objectName() == "package_path")
    settle(qtbot, page.package)
    return page.package


def settle(qtbot: QtBot, pane: PackagePane) -> None:
    until(qtbot, lambda: pane._desk.dispatcher.running == 0 and pane._progress is None, 30_000)


def check(qtbot: QtBot, pane: PackagePane, path: Path) -> None:
    """The place is typed, Enter checks."""
    write(str(path))
    press(KEY.Key_Return)
    settle(qtbot, pane)


def office_of(window: MainWindow) -> Office:
    assert window.office is not None
    return window.office


def nothing_came(window: MainWindow) -> None:
    """Neither a row nor a file."""
    office = office_of(window)
    assert registers_of(office)["permohonan"] == []
    assert files.attachments(office).names() == []


def cells(pane: PackagePane) -> dict[str, str]:
    model = pane.table.table_model
    return {model.row(at).key: model.row(at).cell("value").text for at in range(model.rowCount())}


def test_checked_seen_and_taken_by_keys(qtbot: QtBot, window: MainWindow, package: Path) -> None:
    """Enter: the counts; Ctrl+Enter: the same registers here; who came along gets a PIN; a second one is refused."""
    pane = pane_of(qtbot, window)
    assert not pane.take.isEnabled() and "Pilih paketnya dahulu" in pane.take.toolTip()
    check(qtbot, pane, package)
    assert cells(pane)["Tahun"] == "2026" and cells(pane)["Surat"] == "7" and cells(pane)["Pindaian, kertas"] == "1"
    assert pane.problems.table_model.rowCount() == 0 and pane.take.label() == "Impor 7 surat"
    nothing_came(window)
    press(KEY.Key_Return, CTRL)
    settle(qtbot, pane)
    wanted = json.loads((package.parent / "register.json").read_text("utf-8"))
    office = office_of(window)
    assert json.loads(json.dumps(registers_of(office), default=str)) == wanted
    assert len(files.attachments(office).names()) == 1
    assert "sudah ada 7 surat" in pane.words.full_text() and not pane.take.isEnabled()
    assert pane.pins.isVisible()
    press(KEY.Key_N, ALT)
    settle(qtbot, pane)
    model = pane.pins.table_model
    given = {model.row(at).key: model.row(at).cell("pin").text for at in range(model.rowCount())}
    assert "wulan" not in given and given["maya"].isdigit()
    assert access.authenticate(office, "maya", given["maya"]).handle == "maya"
    check(qtbot, pane, package)
    assert "sudah ada 7 surat" in pane.words.full_text()
    press(KEY.Key_Escape)
    page = window.current_panel()
    assert isinstance(page, ArchivePage) and page.stack.currentWidget() is page.list_page
    until(qtbot, lambda: page.table.table_model.rowCount() == 7)


def test_each_changed_or_missing_file_is_named(qtbot: QtBot, window: MainWindow, package: Path, tmp_path: Path) -> None:
    """One sentence a file, nothing to press; after the right copy is chosen it goes on."""
    root = tmp_path / "rusak"
    with zipfile.ZipFile(package) as good:
        good.extractall(root)
    victim = root / "data" / "json" / "person.json"
    victim.write_bytes(victim.read_bytes().replace(b"Agus", b"Agux"))
    (root / "berkas" / "0002-2026.pdf").unlink()
    pane = pane_of(qtbot, window)
    check(qtbot, pane, root)
    model = pane.problems.table_model
    found = {model.row(at).key: model.row(at).cell("words").text for at in range(model.rowCount())}
    assert found["berkas/0002-2026.pdf"] == "tidak ada." and found["data/json/person.json"].startswith("berubah")
    assert not pane.take.isEnabled() and "Paket tidak utuh" in pane.words.full_text()
    assert "Surat" not in cells(pane)
    press(KEY.Key_Return, CTRL)
    settle(qtbot, pane)
    nothing_came(window)
    pane.ask_zip = lambda *_: package
    press(KEY.Key_O, CTRL)
    settle(qtbot, pane)
    assert pane.take.isEnabled() and pane.path.text() == str(package)


def test_what_is_no_package_says_so_beside_the_field(
    qtbot: QtBot, window: MainWindow, package: Path, tmp_path: Path
) -> None:
    """A wrong file, a ZIP with a way out, one that swells, one cut off: a sentence, what was typed stays."""
    pane = pane_of(qtbot, window)
    for kind in ("nothing", "text", "escape", "bomb", "half"):
        path = tmp_path / f"{kind}.zip"
        wanted = _strange(kind, path, package)
        pane.path.selectAll()
        check(qtbot, pane, path)
        assert wanted in pane.path.accessibleDescription(), kind
        assert pane.path.text() == str(path) and focus() is pane.path and not pane.take.isEnabled()
    nothing_came(window)


def _strange(kind: str, path: Path, package: Path) -> str:
    if kind == "text":
        path.write_text("bukan zip")
    elif kind == "escape":
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("../../luar.txt", "x")
        return "keluar dari folder"
    elif kind == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(periksa_arsip.MANIFEST, "{}")
            with made.open("besar.bin", "w", force_zip64=True) as stream:
                for _ in range(300):
                    stream.write(bytes(1024 * 1024))
        return "mengembang menjadi 300 MB"
    elif kind == "half":
        path.write_bytes(package.read_bytes()[:5000])
    return "bukan folder atau ZIP paket arsip"


@pytest.mark.parametrize("during", ["check", "import"])
def test_cancelled_leaves_nothing(
    qtbot: QtBot, window: MainWindow, package: Path, monkeypatch: pytest.MonkeyPatch, during: str
) -> None:
    """Esc while it is checked, and while rows come in: no row, no file, the next try works."""
    pane = pane_of(qtbot, window)
    if during == "import":
        check(qtbot, pane, package)
    step, seen = Progress.step, [0]

    def slow(self: Progress, done: int, total: int) -> None:
        """The person is quick: in the middle of the work the key is pressed."""
        seen[0] += 1
        if seen[0] == (5 if during == "check" else 300):
            self.cancel()
        step(self, done, total)

    monkeypatch.setattr(Progress, "step", slow)
    if during == "check":
        check(qtbot, pane, package)
    else:
        press(KEY.Key_Return, CTRL)
        settle(qtbot, pane)
    assert window.toasts.words().startswith("Dibatalkan: paket sedang di")
    nothing_came(window)
    monkeypatch.undo()
    if during == "check":
        press(KEY.Key_Return)
        settle(qtbot, pane)
    press(KEY.Key_Return, CTRL)
    settle(qtbot, pane)
    assert len(registers_of(office_of(window))["permohonan"]) == 7


def test_a_full_disk_leaves_nothing(
    qtbot: QtBot, window: MainWindow, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store has no room for the scan: the sentence in the bar, nothing half taken."""
    pane = pane_of(qtbot, window)
    check(qtbot, pane, package)

    def full(self: AttachmentStore, source: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(AttachmentStore, "put", full)
    press(KEY.Key_Return, CTRL)
    settle(qtbot, pane)
    assert "Disk penuh" in pane.banner.words()
    monkeypatch.undo()
    nothing_came(window)


def test_only_the_administrator_takes_one_in(qtbot: QtBot, empty: Path, tmp_path: Path, package: Path) -> None:
    """The Helpdesk may check a package; the button says whose act the import is."""
    window = shown_to(qtbot, empty, tmp_path, "wulan")
    pane = pane_of(qtbot, window)
    check(qtbot, pane, package)
    assert cells(pane)["Surat"] == "7"
    assert not pane.take.isEnabled() and "Administrator" in pane.take.toolTip()
    window.close()


def test_a_folder_and_the_smallest_window(qtbot: QtBot, window: MainWindow, package: Path, tmp_path: Path) -> None:
    """Alt+O: the package as a folder, read-only; the page fits."""
    root = tmp_path / "folder"
    with zipfile.ZipFile(package) as good:
        good.extractall(root)
    for one in [*root.rglob("*"), root]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    pane = pane_of(qtbot, window)
    pane.ask_folder = lambda *_: root
    press(KEY.Key_O, ALT)
    settle(qtbot, pane)
    assert pane.take.isEnabled()
    assert pane.minimumSizeHint().width() <= 1366 and pane.minimumSizeHint().height() <= 609
    for one in [root, *root.rglob("*")]:
        one.chmod(0o755)
    shutil.rmtree(root)
