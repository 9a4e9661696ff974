"""The window backs up by itself: when due, on a stick that is plugged in, and it warns in red."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.backup_thinning import list_backups
from db.engine import connect
from desktop_app.background import Background
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.queries.search import search
from desktop_app.services import backup_rounds, daily_check, data_folder, files
from tests.office_fixtures import House
from tests.ui.window_office import until
from ui.office_keeper import ALARM, OfficeKeeper
from ui.widgets.banner import Banner


def keeper_of(qtbot: QtBot, house: House, roots: list[Path]) -> tuple[OfficeKeeper, Banner]:
    """A keeper that looks at the given mounts; the timer is not waited for."""
    banner = Banner()
    qtbot.addWidget(banner)
    keeper = OfficeKeeper(house.office, Background(), banner, roots=lambda: tuple(roots), parent=banner)
    return keeper, banner


def test_a_save_is_backed_up_without_anybody_asking(qtbot: QtBot, house: House) -> None:
    """The first look finds unsaved work, makes a round, and the status knows it."""
    house.letter()
    keeper, banner = keeper_of(qtbot, house, [])
    keeper.start()
    until(qtbot, lambda: keeper.cover is not None and keeper.cover.complete)
    assert len(list_backups(house.access.data_dir / data_folder.BACKUPS)) == 1
    assert banner.isHidden()
    keeper.stop()


def test_a_marked_stick_is_served_once_each_time_it_comes(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    """Plugged in: a backup and a word; still in: nothing; out and in again: another one."""
    root = tmp_path / "stik"
    root.mkdir()
    backup_rounds.mark_stick(house.office, root)
    backup_rounds.make_round(house.office)
    roots = [root]
    keeper, _ = keeper_of(qtbot, house, roots)
    with qtbot.waitSignal(keeper.said, timeout=8000) as told:
        keeper.start()
    assert told.args is not None and "boleh dilepas" in told.args[0]
    kept = root / backup_rounds.STICK_FOLDER
    until(qtbot, lambda: not keeper._working)
    keeper.look()
    until(qtbot, lambda: not keeper._working)
    assert len(list_backups(kept)) == 1
    roots.clear()
    keeper.look()
    until(qtbot, lambda: not keeper._working)
    roots.append(root)
    with qtbot.waitSignal(keeper.said, timeout=8000):
        keeper.look()
    assert len(list_backups(kept)) == 2
    keeper.stop()


def test_a_day_of_work_without_a_backup_is_red(qtbot: QtBot, house: House) -> None:
    """No place can be written: the bar stays until one backup was verified."""
    backups = house.access.data_dir / data_folder.BACKUPS
    backups.write_text("in the way", encoding="utf-8")
    house.letter()
    house.clock.advance(minutes=int(timedelta(hours=25).total_seconds() // 60))
    keeper, banner = keeper_of(qtbot, house, [])
    keeper.start()
    until(qtbot, lambda: not banner.isHidden())
    assert "Cadangan" in banner.words() or banner.words() == ALARM
    until(qtbot, lambda: not keeper._working)
    backups.unlink()
    banner.action.emit()
    until(qtbot, banner.isHidden)
    keeper.stop()


def test_scans_nobody_read_are_read_while_the_window_is_open(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    """A scan without its text, as it lay before the search knew scans: a quiet look later the search finds it."""
    case = house.letter()
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon bimbingan khusus",)))
    house.do("wulan", files.attach_scan, request=case, file=str(scan))
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("DELETE FROM attachment_text")
    raw.close()
    with house.office.store.writing():
        pass
    backup_rounds.make_round(house.office)
    daily_check.check(house.office)
    keeper, banner = keeper_of(qtbot, house, [])

    def found() -> bool:
        with house.office.store.reading() as connection:
            return bool(search(connection, "bimbingan khusus", kind="scan"))

    assert not found()
    keeper.start()
    until(qtbot, found)
    assert banner.isHidden()
    keeper.stop()
