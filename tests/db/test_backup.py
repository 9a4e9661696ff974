"""Backups: made while the program is in use, rehearsed, and never half under a backup's name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db import keys
from db.attachment_files import AttachmentStore
from db.backup import BackupFailed, BackupResult, make_backup, read_manifest
from db.backup_format import MANIFEST, confirm, opened
from db.engine import connect

CHEAP = keys.Argon2Cost(memory=64, passes=1)
ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 9, 30, 0, tzinfo=UTC)


@dataclass
class Office:
    """A small real data folder: encrypted database, keys, attachments."""

    data: Path
    stick: Path
    key: bytes
    code: str
    live: Any
    scans: list[str]

    def backup(self, **more: Any) -> BackupResult:
        settings: dict[str, Any] = {
            "schema_version": "0001",
            "anchor": {"sequence": 3, "hash": "ab"},
            "now": NOW,
        } | more
        return make_backup(self.data, self.stick, self.key, **settings)

    def letters(self, count: int) -> None:
        self.live.execute("BEGIN IMMEDIATE")
        for number in range(count):
            self.live.execute("INSERT INTO letter (sender) VALUES (?)", (f"Dinas Rahasia {number}",))
        self.live.execute("COMMIT")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    made = keys.create(data, key_file=tmp_path / "k", cost=CHEAP)
    live = connect(data / "loket.db", made.data_key)
    live.execute("CREATE TABLE letter (id INTEGER PRIMARY KEY, sender TEXT)")
    live.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, letter INTEGER REFERENCES letter (id))")
    live.execute("CREATE VIRTUAL TABLE found USING fts5 (text)")
    live.execute("INSERT INTO found VALUES ('kata yang dicari')")
    live.execute("PRAGMA user_version = 7")
    store = AttachmentStore(data, made.data_key)
    scans = [store.put(os.urandom(size)).sha256 for size in (0, 1000, 1_500_000)]
    house = Office(data, stick, made.data_key, made.recovery_code, live, scans)
    house.letters(50)
    yield house
    live.close()


def test_a_backup_holds_everything_and_nothing_readable(office: Office) -> None:
    made = office.backup(expected_attachments=office.scans, facts={"program": "0.1.0"})
    assert made.verified
    assert made.path.name == "cadangan-20261124-093000.loket"
    assert made.manifest.counts["letter"] == 50
    assert set(made.manifest.attachments) == set(office.scans)
    assert read_manifest(made.path) == made.manifest
    assert b"Dinas Rahasia" not in made.path.read_bytes()
    assert b"kata yang dicari" not in made.path.read_bytes()
    assert [path.name for path in office.stick.iterdir()] == [made.path.name]
    assert not list(office.data.glob(".cadangan*"))


def test_the_copy_inside_is_encrypted_with_the_same_key(office: Office, tmp_path: Path) -> None:
    made = office.backup()
    with zipfile.ZipFile(made.path) as archive:
        archive.extract("loket.db", tmp_path / "out")
    assert (tmp_path / "out" / "loket.db").read_bytes()[:6] != b"SQLite"
    copy = connect(tmp_path / "out" / "loket.db", office.key)
    assert copy.execute("PRAGMA user_version").fetchone() == (7,)
    assert copy.execute("SELECT count(*) FROM letter").fetchone() == (50,)
    assert copy.execute("SELECT count(*) FROM found WHERE found MATCH 'dicari'").fetchone() == (1,)
    copy.close()


def test_unfolded_changes_of_the_log_are_in_the_backup(office: Office) -> None:
    """Copying the file would miss what still lies in the -wal (45 of 200 letters)."""
    office.live.execute("PRAGMA wal_autocheckpoint = 0")
    office.letters(200)
    assert (office.data / "loket.db-wal").stat().st_size > 0
    assert office.backup().manifest.counts["letter"] == 250


def test_two_in_one_second_get_two_names(office: Office) -> None:
    names = [office.backup().path.name for _ in range(3)]
    assert names == [f"cadangan-20261124-093000{end}.loket" for end in ("", "-2", "-3")]


def test_the_rehearsal_hook_decides(office: Office) -> None:
    seen: list[int] = []

    def chain(copy: Any) -> list[str]:
        seen.append(copy.execute("SELECT count(*) FROM letter").fetchone()[0])
        return ["rantai putus di 12"]

    good = office.backup()
    with pytest.raises(BackupFailed, match="rantai putus") as caught:
        office.backup(rehearse=chain)
    assert caught.value.reason == "verify"
    assert seen == [50]
    assert list(office.stick.iterdir()) == [good.path]


def test_the_anchor_can_be_read_from_the_copy_itself(office: Office) -> None:
    made = office.backup(anchor=lambda copy: {"sequence": copy.execute("SELECT max(id) FROM letter").fetchone()[0]})
    assert made.manifest.sequence == 50


def test_orphan_rows_fail_the_rehearsal(office: Office) -> None:
    office.live.execute("PRAGMA foreign_keys = OFF")
    office.live.execute("INSERT INTO paper (letter) VALUES (999)")
    with pytest.raises(BackupFailed, match="foreign key: paper"):
        office.backup()
    assert not list(office.stick.iterdir())


def test_a_damaged_page_fails_before_a_backup_has_a_name(office: Office) -> None:
    office.letters(2000)
    office.live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    office.live.close()
    file = office.data / "loket.db"
    content = bytearray(file.read_bytes())
    content[5 * 4096 + 99] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupFailed):
        office.backup()
    assert not list(office.stick.iterdir())


class Flip:
    """A medium that changes what was written to it: flips one byte once the file is complete."""

    def __init__(self, stick: Path, offset: int) -> None:
        self.stick, self.offset, self.done = stick, offset, False

    def __call__(self) -> None:
        for path in self.stick.glob(".*.part"):
            if not self.done and zipfile.is_zipfile(path):
                self.done = True
                with path.open("r+b") as stream:
                    stream.seek(self.offset)
                    byte = stream.read(1)
                    stream.seek(self.offset)
                    stream.write(bytes([byte[0] ^ 1]))


@pytest.mark.parametrize("offset", [5000, 12_000, 300_000], ids=["database", "database 2", "attachment"])
def test_a_lying_stick_is_caught_by_reading_back(office: Office, offset: int) -> None:
    flip = Flip(office.stick, offset)
    with pytest.raises(BackupFailed) as caught:
        office.backup(heartbeat=flip, rehearse=None)
    assert flip.done
    assert caught.value.reason == "verify"
    assert not list(office.stick.iterdir())


def test_saves_meanwhile_do_not_disturb_the_backup(office: Office) -> None:
    stop = threading.Event()

    def work() -> None:
        writer = connect(office.data / "loket.db", office.key)
        while not stop.is_set():
            writer.execute("INSERT INTO letter (sender) VALUES ('sambil jalan')")
        writer.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        results = [office.backup() for _ in range(5)]
    finally:
        stop.set()
        thread.join()
    assert all(result.verified for result in results)


def test_lost_scans_are_reported_but_the_rest_is_kept(office: Office) -> None:
    store = AttachmentStore(office.data, office.key)
    lost, bad = office.scans[1], office.scans[2]
    store.remove(lost)
    path = store.path(bad)
    path.write_bytes(path.read_bytes()[:-5])
    made = office.backup(expected_attachments=office.scans)
    assert not made.verified
    assert made.manifest.attachment_problems == (f"changed {bad}", f"missing {lost}")


def test_a_wrong_key_makes_no_backup(office: Office) -> None:
    with pytest.raises(keys.WrongKey):
        make_backup(office.data, office.stick, os.urandom(32), schema_version="1", anchor={})
    assert not list(office.stick.iterdir())


def test_the_manifest_cannot_be_rewritten_without_the_key(office: Office, tmp_path: Path) -> None:
    made = office.backup()
    forged = tmp_path / "forged.loket"
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'"letter": 50', b'"letter": 49') if name == MANIFEST else content)
    assert read_manifest(forged).counts["letter"] == 49
    with opened(forged) as archive, pytest.raises(Exception, match="manifest"):
        confirm(archive, office.key)


def test_a_missing_folder_is_not_made_unless_asked(office: Office) -> None:
    shutil.rmtree(office.stick)
    with pytest.raises(BackupFailed) as caught:
        office.backup()
    assert caught.value.reason == "gone"
    assert not office.stick.exists()
    assert office.backup(make_target=True).verified


def test_a_stick_pulled_in_the_middle(office: Office) -> None:
    beats = []

    def pull() -> None:
        beats.append(1)
        if len(beats) == 3:
            shutil.rmtree(office.stick)

    with pytest.raises(BackupFailed) as caught:
        office.backup(heartbeat=pull)
    assert caught.value.reason == "gone"
    assert not list(office.data.glob(".cadangan*"))


def test_cancelling_leaves_nothing(office: Office) -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        office.backup(heartbeat=cancel)
    assert not list(office.stick.iterdir())
    assert not list(office.data.glob(".cadangan*"))


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A real tmpfs; only root may mount one."""
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    mounting = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def test_a_full_stick_keeps_its_old_backups(office: Office, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "size=2600k") as office.stick:
        old = office.backup()
        whole = old.path.read_bytes()
        with pytest.raises(BackupFailed) as caught:
            office.backup()
        assert caught.value.reason == "full"
        assert list(office.stick.iterdir()) == [old.path]
        assert old.path.read_bytes() == whole


def test_a_read_only_stick_says_so(office: Office, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "size=9m,ro") as office.stick:
        with pytest.raises(BackupFailed) as caught:
            office.backup()
        assert caught.value.reason == "readonly"


def test_a_stick_unmounted_in_the_middle_says_gone(office: Office, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "size=9m") as office.stick:
        beats = []

        def pull() -> None:
            beats.append(1)
            if len(beats) == 4:
                subprocess.run(["umount", "-l", str(office.stick)], check=True)

        with pytest.raises(BackupFailed) as caught:
            office.backup(heartbeat=pull)
        assert caught.value.reason == "gone"
        assert not list(office.stick.iterdir())


LIMITED = """
import resource, sys
from pathlib import Path
from db.backup import BackupFailed, make_backup
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    make_backup(Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3]), schema_version="1", anchor={})
except BackupFailed as failed:
    print(failed.reason)
"""


@pytest.mark.skipif(os.name == "nt", reason="no file size limit on this system")
def test_full_without_root(office: Office) -> None:
    arguments = [str(office.data), str(office.stick), office.key.hex()]
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["full"]
    assert not list(office.stick.iterdir())
