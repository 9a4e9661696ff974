"""When a backup is due, where it goes, what a pulled stick does, and when the window must warn."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from db.backup_thinning import list_backups
from desktop_app.errors import EnvironmentFault
from desktop_app.queries.setting_names import BACKUP_FOLDER, BACKUP_MORE_FOLDERS
from desktop_app.services import backup_rounds, data_folder, office_calendar, participants_import
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House


def test_nothing_is_due_until_something_was_saved(house: House) -> None:
    """A round makes the cover complete; half an hour after the next save it is due again."""
    backup_rounds.make_round(house.office)
    assert backup_rounds.cover(house.office).complete
    assert backup_rounds.make_round_if_due(house.office) is None
    house.letter()
    now = house.clock.now()
    made = backup_rounds.cover(house.office)
    assert not made.complete
    assert not made.due(now, 30) and made.due(now + timedelta(minutes=31), 30)


def test_a_clock_set_back_does_not_put_the_backup_off(house: House) -> None:
    """The newest backup seems to come from tomorrow: make one."""
    backup_rounds.make_round(house.office)
    house.letter()
    assert backup_rounds.cover(house.office).due(house.clock.now() - timedelta(days=1), 30)


def test_the_warning_is_about_uncovered_work_not_about_the_age_of_a_backup(house: House) -> None:
    """A weekend without work alarms nobody; a day of work in one place does."""
    backup_rounds.make_round(house.office)
    assert not backup_rounds.cover(house.office).alarming(house.clock.now() + timedelta(days=4))
    house.letter()
    uncovered = backup_rounds.cover(house.office)
    assert not uncovered.alarming(house.clock.now() + timedelta(hours=23))
    assert uncovered.alarming(house.clock.now() + timedelta(hours=25))


def places_are(house: House, own: Path, *more: Path) -> None:
    """Choose the backup folders as the administrator does."""
    house.do("nurul", office_calendar.save_setting, name=BACKUP_FOLDER, value=str(own))
    house.do("nurul", office_calendar.save_setting, name=BACKUP_MORE_FOLDERS, value=[str(one) for one in more])


def test_one_place_that_is_away_does_not_stop_the_others(house: House, tmp_path: Path) -> None:
    """The failing place is named; its path does not become a folder of the system disk."""
    here, gone = tmp_path / "disk-dua", tmp_path / "media" / "stik"
    here.mkdir()
    places_are(house, gone, here)
    done = backup_rounds.make_round(house.office)
    assert [one.path.parent for one in done.made] == [here]
    assert len(done.failures) == 1 and str(gone) in done.failures[0]
    assert not gone.exists()


def test_the_close_falls_back_to_the_folder_beside_the_data(house: House, tmp_path: Path) -> None:
    """Nobody goes home without a backup because the stick is at home."""
    places_are(house, tmp_path / "media" / "stik")
    done = backup_rounds.close(house.office)
    assert [one.path.parent for one in done.made] == [house.access.data_dir / data_folder.BACKUPS]
    assert done.failures


def test_only_a_stick_with_the_mark_of_this_office_is_written(house: House, tmp_path: Path) -> None:
    """A visitor's stick is left alone, and so is another office's."""
    ours, stranger, other = tmp_path / "ours", tmp_path / "stranger", tmp_path / "other"
    for root in (ours, stranger, other):
        root.mkdir()
    backup_rounds.mark_stick(house.office, ours)
    (other / backup_rounds.STICK_MARK).write_text('{"data_id": "0000"}', encoding="utf-8")
    (stranger / backup_rounds.STICK_MARK).write_text("[1, 2", encoding="utf-8")
    assert backup_rounds.sticks(house.office, (stranger, ours, other, tmp_path / "gone")) == (ours,)
    made = backup_rounds.back_up_to_stick(house.office, ours)
    assert made.verified and made.path.parent == ours / backup_rounds.STICK_FOLDER
    shutil.rmtree(ours)
    with pytest.raises(EnvironmentFault, match="Pasang kembali"):
        backup_rounds.back_up_to_stick(house.office, ours)
    assert not ours.exists()
    assert list_backups(stranger) == []


def test_an_import_stands_behind_a_backup(house: House) -> None:
    """A fresh backup before strangers' rows; none is made twice; where none can be made, nothing is taken in."""
    case = house.letter(participants=())
    person = (ParticipantEntry(full_name="Orang Contoh", mobile="081200000999"),)
    house.do("wulan", participants_import.import_participants, request=case, participants=person)
    backups = house.access.data_dir / data_folder.BACKUPS
    assert len(list_backups(backups)) == 1
    shutil.rmtree(backups)
    backups.write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="tidak ada yang diambil"):
        house.do("wulan", participants_import.import_participants, request=case, participants=person)
