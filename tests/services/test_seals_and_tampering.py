"""What the journal hides and what it finds: sealed persons, changed rows, cut tails, wrong keys, newer schemas."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from db import journal
from db.engine import connect
from db.journal import Anchor
from db.tables_journal import subject_key
from desktop_app.config import Access
from desktop_app.errors import Damaged, DataNewerThanProgram, UserError, WrongOrMissingKey
from desktop_app.services import data_folder, files, notices
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House
from tests.services.deeds import DEEDS

SECRET_NAME, SECRET_NIP, SECRET_PHONE = "Zulkarnain Umpamawi", "197801012010011001", "081299998888"


def raw_of(house: House) -> Any:
    """A connection that goes past the program; guards off as a forger would switch them off."""
    raw = connect(house.office.store.path, house.office.store.data_key)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.execute("PRAGMA foreign_keys = OFF")
    return raw


@pytest.fixture
def busy(house: House) -> House:
    """An office with one case all the way and one on its way, and a secret person."""
    entry = ParticipantEntry(full_name=SECRET_NAME, nip=SECRET_NIP, mobile=SECRET_PHONE)
    case = house.request("CONFIRMED", participants=(entry,), people=1, contact_name=SECRET_NAME)
    house.do("wulan", notices.record_contact, request=case, channel="sms", outcome="SENT", spoken_to=SECRET_NAME)
    house.request("ARCHIVED")
    return house


def test_nothing_personal_stands_in_the_journal_in_plain(busy: House) -> None:
    """Not in the images, not in heads, results or reasons."""
    with busy.office.store.reading() as connection:
        text = repr(connection.exec_driver_sql("SELECT * FROM journal").all())
        text += repr(connection.exec_driver_sql("SELECT * FROM journal_change").all())
    for secret in (SECRET_NAME, SECRET_NIP, SECRET_PHONE, "Peserta Contoh", "Hendra Umpama"):
        assert secret not in text
    assert '"sealed"' in text


def test_nothing_at_all_stands_in_plain_in_the_folder(busy: House) -> None:
    """The file is encrypted, the log and the key ring know nobody."""
    busy.office.store.checkpoint()
    for file in busy.access.data_dir.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert SECRET_NAME.encode() not in content and b"SQLite format 3" not in content, file


def test_a_destroyed_key_erases_a_person_and_verify_stays_green(busy: House) -> None:
    """Erasing after retention: the row is emptied by an act, the key destroyed; the chain still holds."""
    from db.tables_requests import person

    with busy.office.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT id, subject_key_id FROM person WHERE nip = ?", (SECRET_NIP,)).one()
    with busy.office.store.writing() as unit:
        unit.connection.execute(update(subject_key).where(subject_key.c.id == row[1]).values(key=None))
        unit.connection.execute(update(person).where(person.c.id == row[0]).values(full_name="", nip="", mobile=""))
    found = data_folder.verify(busy.office)
    assert found.problems == ()


TAMPERS: dict[str, str] = {
    "a changed name": "UPDATE person SET full_name = 'Orang Lain' WHERE id = 1",
    "a changed state": "UPDATE request SET state = 'ARCHIVED' WHERE id = 1",
    "a changed number": "UPDATE request SET agenda_number = 77 WHERE id = 1",
    "a deleted letter": "DELETE FROM request WHERE id = 1",
    "a deleted seat": "DELETE FROM seat",
    "a row from nowhere": (
        "INSERT INTO organization (name, search_name, kind, address, phone, email) VALUES ('X','x','other','','','')"
    ),
    "a changed entry": "UPDATE journal SET actor_name = 'Orang Lain' WHERE seq = 60",
    "a changed reason": "UPDATE journal SET reason = 'lain' WHERE seq = 61",
    "a changed time": "UPDATE journal SET recorded_at = '2020-01-01 00:00:00' WHERE seq = 62",
    "a changed image": "UPDATE journal_change SET after = '{}' WHERE seq = 60",
    "a dropped image": "DELETE FROM journal_change WHERE id = (SELECT max(id) FROM journal_change)",
    "a missing entry": "DELETE FROM journal WHERE seq = 60",
    "an entry put in": (
        "INSERT INTO journal SELECT (SELECT max(seq)+1 FROM journal), 'forged', action, actor_id, actor_name,"
        " actor_role, performed_by_id, acting_kind, from_paper, request_id, session_id, occurred_at, recorded_at,"
        " reason, undoes_seq, result, prev_hash, hash FROM journal WHERE seq = 60"
    ),
    "an oversold class": "UPDATE session SET quota = 1 WHERE id = 2",
}


@pytest.mark.parametrize("what", TAMPERS)
def test_every_tampering_is_found(busy: House, what: str) -> None:
    """Chain, replay, gaps or quotas: at least one of them speaks."""
    assert data_folder.verify(busy.office).problems == ()
    raw = raw_of(busy)
    assert raw.execute(TAMPERS[what]).rowcount != 0
    raw.close()
    assert data_folder.verify(busy.office).problems != ()


def test_a_cut_tail_is_found_by_an_anchor_kept_outside(busy: House) -> None:
    """The last act removed with all its rows looks healthy from inside; the printed anchor knows better."""
    kept = data_folder.anchor(busy.office)
    raw = raw_of(busy)
    raw.execute("DELETE FROM journal_change WHERE seq = ?", (kept.seq,))
    raw.execute("DELETE FROM journal WHERE seq = ?", (kept.seq,))
    raw.close()
    with busy.office.store.reading() as connection:
        assert journal.verify_chain(connection).problems == []
        short = Anchor(kept.seq, kept.hash[:12])
        assert journal.verify_chain(connection, (short,)).problems != []
    assert data_folder.verify(busy.office, (short,)).problems != ()


def test_a_rewritten_chain_is_found_by_an_anchor(busy: House) -> None:
    """One who knows the program recomputes every hash; what was printed before does not agree."""
    kept = data_folder.anchor(busy.office)
    wrong = Anchor(kept.seq, "0" * 12)
    assert data_folder.verify(busy.office, (wrong,)).problems != ()


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_lost_or_changed_scan_is_found(house: House, tmp_path: Path, harm: str) -> None:
    """Attachments are checked by their content, not by their names."""
    deed = DEEDS["attach_scan"](house, tmp_path)
    done = house.do(deed.handle, files.attach_scan, **deed.fields)
    assert data_folder.verify(house.office).problems == ()
    stored = [one for one in house.access.data_dir.rglob("*") if one.is_file() and done.value.sha256[:6] in one.name]
    assert len(stored) == 1
    if harm == "gone":
        stored[0].unlink()
    else:
        content = bytearray(stored[0].read_bytes())
        content[len(content) // 2] ^= 1
        stored[0].chmod(0o600)
        stored[0].write_bytes(content)
    assert any("lampiran" in problem for problem in data_folder.verify(house.office).problems)


def test_the_journal_only_grows_and_nothing_is_deleted(house: House) -> None:
    """The file itself refuses, whatever program asks."""
    house.request("CONFIRMED")
    raw = connect(house.office.store.path, house.office.store.data_key)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    free = {"alembic_version", "draft", "sqlite_sequence", "subject_key", "attachment_text"}
    made_anew = {table for table in tables if table.startswith("search_")}
    for table in sorted(set(tables) - free - made_anew):
        if raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            with pytest.raises(Exception, match=r"jurnal hanya bertambah|tidak ada yang dihapus"):
                raw.execute(f"DELETE FROM {table}")
    for statement in ("UPDATE journal SET reason = 'x'", "UPDATE journal_change SET after = '{}'"):
        with pytest.raises(Exception, match="jurnal hanya bertambah"):
            raw.execute(statement)
    raw.close()


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file with the hash of its content."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def broken(here: Access, harm: Callable[[Path], None]) -> dict[str, str]:
    """Harm the closed folder; its fingerprint afterwards."""
    harm(here.data_dir)
    return fingerprint(here.data_dir)


def test_a_wrong_key_is_not_called_damage(ready_copy: Access, tmp_path: Path) -> None:
    """Another key file, none, a short one: exit code 8, nothing touched or moved."""
    before = fingerprint(ready_copy.data_dir)
    other = tmp_path / "other-key"
    other.write_bytes(b"k" * 64)
    short = tmp_path / "short-key"
    short.write_bytes(b"k")
    for key in (other, short, tmp_path / "no-such-key"):
        with pytest.raises(WrongOrMissingKey) as caught:
            data_folder.open_office(Access(ready_copy.data_dir, key))
        assert caught.value.exit_code == 8
        assert fingerprint(ready_copy.data_dir) == before


@pytest.mark.parametrize("harm", ["first page", "middle", "cut", "empty", "gone", "text"])
def test_a_damaged_file_is_called_damage_with_the_right_key(ready_copy: Access, harm: str) -> None:
    """Exit code 4, and the file stays as it was found."""
    file = ready_copy.data_dir / "loket.db"
    content = bytearray(file.read_bytes())
    if harm == "first page":
        content[100] ^= 0xFF
    elif harm == "middle":
        for offset in range(4096, len(content), 4096):
            content[offset + 99] ^= 0xFF
    elif harm == "cut":
        del content[len(content) // 2 :]
    elif harm == "empty":
        content.clear()
    elif harm == "text":
        content = bytearray(b"ini bukan basis data\n" * 400)
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        office = data_folder.open_office(ready_copy)
        problems = data_folder.verify(office).problems
        office.store.close()
        raise Damaged(problems[0])
    assert caught.value.exit_code == 4
    if harm != "gone":
        assert file.read_bytes() == bytes(content)


def test_data_of_a_newer_program_is_left_alone_byte_for_byte(ready_copy: Access) -> None:
    """Refused before any write, with the version found (fault 11)."""
    office = data_folder.open_office(ready_copy)
    raw = connect(office.store.path, office.store.data_key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    data_folder.close(office)
    before = fingerprint(ready_copy.data_dir)
    with pytest.raises(DataNewerThanProgram, match="9999") as caught:
        data_folder.open_office(ready_copy)
    assert caught.value.exit_code == 6
    after = fingerprint(ready_copy.data_dir)
    assert {name: one for name, one in after.items() if not name.endswith(("-wal", "-shm"))} == before


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    """No data: set up first; data already there: not again."""
    with pytest.raises(UserError, match="init"):
        data_folder.open_office(Access(tmp_path / "nothing", tmp_path / "key"))


def test_backup_and_recovery_code_alone_open_everything(house: House, tmp_path: Path) -> None:
    """A new PC: only the backup and the paper with the code; the code is used up and replaced."""
    fresh = data_folder.create(Access(tmp_path / "one", tmp_path / "key-one"))
    made = data_folder.back_up(fresh.office, tmp_path / "usb")
    fresh.office.store.close()
    shutil.rmtree(tmp_path / "one")
    (tmp_path / "key-one").unlink()
    there = Access(tmp_path / "two", tmp_path / "key-two")
    data_folder.restore(there, made.path, recovery_code=fresh.recovery_code)
    renewed = data_folder.recover(there, fresh.recovery_code)
    assert renewed.recovery_code != fresh.recovery_code
    office = data_folder.open_office(there)
    assert data_folder.verify(office).problems == ()
    office.store.close()
    with pytest.raises(WrongOrMissingKey):
        data_folder.recover(there, fresh.recovery_code)
    with pytest.raises(WrongOrMissingKey, match="salah ketik"):
        data_folder.recover(there, "AAAA-BBBB")


def test_a_close_makes_a_verified_backup_that_restores(busy: House) -> None:
    """What the window does at its end, and the way back."""
    from desktop_app import composition

    anchor = data_folder.anchor(busy.office)
    (made,) = composition.close_office(busy.office).made
    assert made.verified and made.path.parent == busy.access.data_dir / "cadangan"
    (busy.access.data_dir / "loket.db").write_bytes(b"gone")
    done = data_folder.restore(busy.access, made.path)
    assert done.moved_aside is not None and (done.moved_aside / "loket.db").read_bytes() == b"gone"
    office = data_folder.open_office(busy.access)
    assert data_folder.anchor(office) == anchor
    assert data_folder.verify(office).problems == ()
    office.store.close()
