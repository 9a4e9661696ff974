"""Thinning never trusts the clock alone and never touches what it does not know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.backup import BackupInfo, KeepRules, list_backups, thin
from db.backup_format import Manifest, Member
from db.backup_thinning import kept_paths
from tests.db.test_backup import Office, office

__all__ = ["office"]

RULES = KeepRules(last=3, hourly=5, daily=4, weekly=3, monthly=6)
START = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)


def info(sequence: int, at: datetime, *, problems: tuple[str, ...] = ()) -> BackupInfo:
    manifest = Manifest(
        at.isoformat(), "1", {"sequence": sequence}, {}, {"data_id": "a"}, Member(0, ""), {}, problems)  # fmt: skip
    return BackupInfo(Path(f"{sequence:06}"), manifest, 0)


def every_half_hour(count: int) -> list[BackupInfo]:
    return [info(number, START + timedelta(minutes=30 * number)) for number in range(count, 0, -1)]


def test_a_year_of_half_hours_becomes_a_handful_spread_over_it() -> None:
    backups = every_half_hour(365 * 48)
    kept = kept_paths(backups, RULES)
    assert len(kept) <= 3 + 5 + 4 + 3 + 6
    assert {entry.path for entry in backups[:3]} <= kept
    months = {entry.made_at.month for entry in backups if entry.path in kept}
    assert len(months) == 6


def test_a_clock_ten_years_ahead_deletes_nothing_but_the_doubles() -> None:
    honest = every_half_hour(100)
    jumped = [info(1000 + n, START + timedelta(days=3650, minutes=n)) for n in range(4, 0, -1)]
    kept = kept_paths([*jumped, *honest], RULES)
    assert honest[0].path in kept
    assert len(kept & {entry.path for entry in honest}) >= 4


def test_a_clock_set_back_still_keeps_the_newest_by_sequence() -> None:
    honest = every_half_hour(100)
    back = [info(1000 + n, START - timedelta(days=3000, minutes=n)) for n in range(3)]
    newest = sorted([*honest, *back], key=lambda entry: entry.order, reverse=True)
    kept = kept_paths(newest, RULES)
    assert {entry.path for entry in back} <= kept


def test_the_newest_complete_backup_stays_behind_a_row_of_incomplete_ones() -> None:
    broken = [info(100 - n, START, problems=("missing x",)) for n in range(50)]
    complete = info(1, START)
    assert complete.path in kept_paths([*broken, complete], RULES)


def test_real_files_are_listed_newest_first_and_thinned(office: Office) -> None:
    for sequence in (2, 1, 3, 4):
        office.backup(anchor={"sequence": sequence})
    (office.stick / "cadangan-20200101-000000.loket").write_bytes(b"not ours")
    (office.stick / "foto.jpg").write_bytes(b"x")
    listed = list_backups(office.stick)
    assert [entry.manifest.sequence for entry in listed] == [4, 3, 2, 1]
    assert thin(office.stick, "someone else", KeepRules(1, 0, 0, 0, 0)) == []
    removed = thin(office.stick, listed[0].manifest.data_id, KeepRules(2, 0, 0, 0, 0))
    assert len(removed) == 2
    assert [entry.manifest.sequence for entry in list_backups(office.stick)] == [4, 3]
    assert len(list(office.stick.iterdir())) == 4


def test_a_missing_folder_has_no_backups(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "none") == []
