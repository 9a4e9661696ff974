"""The data key: who opens it, who does not, and how the two kinds of "does not" are told apart."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db import keys
from db.engine import connect, driver
from db.key_recovery import format_code, parse_code
from db.key_store import load_ring, ring_from_json

CHEAP = keys.Argon2Cost(memory=64, passes=1)
"""argon2 at full cost is measured in one test only."""

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home" / "AppData"))
    for name in ("XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)


def test_without_keyring_the_key_file_lies_in_the_users_configuration(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = keys.create(data, cost=CHEAP)
    assert made.protection == "key_file"
    assert made.where is not None
    assert data not in made.where.parents
    assert len(made.where.read_bytes()) == 32
    if os.name != "nt":
        assert stat.S_IMODE(made.where.stat().st_mode) == 0o600
    moved = data.rename(tmp_path / "moved")
    assert keys.open_key(moved) == made.data_key


def test_key_file_is_made_where_it_is_not_there_and_used_where_it_is(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "office.key"
    first = keys.create(tmp_path / "a", key_file=file, cost=CHEAP)
    secret = file.read_bytes()
    second = keys.create(tmp_path / "b", key_file=file, cost=CHEAP)
    assert file.read_bytes() == secret
    assert first.data_key != second.data_key
    assert keys.open_key(tmp_path / "a", key_file=file) == first.data_key
    assert keys.open_key(tmp_path / "b", key_file=file) == second.data_key


def test_an_empty_key_file_is_filled_but_a_short_one_refused(tmp_path: Path) -> None:
    empty, short = tmp_path / "empty", tmp_path / "short"
    empty.touch()
    short.write_bytes(b"rahasia")
    made = keys.create(tmp_path / "a", key_file=empty, cost=CHEAP)
    assert keys.open_key(tmp_path / "a", key_file=empty) == made.data_key
    with pytest.raises(keys.MissingKey, match="key_file_short"):
        keys.create(tmp_path / "b", key_file=short, cost=CHEAP)
    assert not keys.have_keys(tmp_path / "b")


def test_passphrase_opens_however_its_accents_are_composed(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="Pusat Pelatihan caf\u00e9", cost=CHEAP)
    assert (made.protection, made.where) == ("passphrase", None)
    assert keys.open_key(tmp_path, passphrase="Pusat Pelatihan cafe\u0301") == made.data_key


def test_what_is_given_is_what_is_tried(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "k"
    keys.create(data, cost=CHEAP)
    file.write_bytes(os.urandom(32))
    with pytest.raises(keys.WrongKey):
        keys.open_key(data, key_file=file)
    with pytest.raises(keys.MissingKey, match="key_file"):
        keys.open_key(data, key_file=tmp_path / "nowhere")
    with pytest.raises(keys.MissingKey, match="key_file"):
        keys.open_key(data, passphrase="apa saja")


def test_each_absence_has_its_name(tmp_path: Path) -> None:
    with pytest.raises(keys.MissingKey, match="keys_file"):
        keys.open_key(tmp_path / "nothing")
    keys.create(tmp_path / "p", passphrase="rahasia dinas", cost=CHEAP)
    with pytest.raises(keys.MissingKey, match="passphrase"):
        keys.open_key(tmp_path / "p")
    with pytest.raises(keys.MissingKey, match="passphrase"):
        keys.create(tmp_path / "q", passphrase="", cost=CHEAP)


def test_a_second_set_up_never_replaces_the_key(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="satu dua tiga", cost=CHEAP)
    with pytest.raises(keys.KeysExist):
        keys.create(tmp_path, passphrase="lain", cost=CHEAP)
    (tmp_path / "keys.json").unlink()
    with pytest.raises(keys.KeysExist):
        keys.create(tmp_path, passphrase="lain", cost=CHEAP)
    assert keys.open_key(tmp_path, passphrase="satu dua tiga") == made.data_key


def test_recovery_code_opens_once_and_gives_its_successor(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="yang lama", cost=CHEAP)
    typed = made.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    opened = keys.open_with_recovery(tmp_path, typed, passphrase="yang baru", cost=CHEAP)
    assert opened.data_key == made.data_key
    assert opened.recovery_code != made.recovery_code
    with pytest.raises(keys.WrongKey):
        keys.open_with_recovery(tmp_path, made.recovery_code, cost=CHEAP)
    with pytest.raises(keys.WrongKey):
        keys.open_key(tmp_path, passphrase="yang lama")
    assert keys.open_key(tmp_path, passphrase="yang baru") == made.data_key
    again = keys.open_with_recovery(tmp_path, opened.recovery_code, passphrase="lagi", cost=CHEAP)
    assert again.data_key == made.data_key


def test_replacing_the_recovery_code_ends_the_old_one(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="satu dua", cost=CHEAP)
    code = keys.replace_recovery_code(tmp_path, made.data_key, cost=CHEAP)
    with pytest.raises(keys.WrongKey):
        keys.open_with_recovery(tmp_path, made.recovery_code, cost=CHEAP)
    assert keys.open_with_recovery(tmp_path, code, cost=CHEAP).data_key == made.data_key


def test_the_printed_code_has_eight_groups_of_four_and_a_check() -> None:
    secret = bytes(range(20))
    code = format_code(secret)
    assert [len(group) for group in code.split("-")] == [4] * 8 + [2]
    assert parse_code(code) == secret


def test_nearly_every_typing_slip_in_the_code_is_called_one() -> None:
    code = format_code(bytes(range(20)))
    slips = [code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :] for at in range(len(code))]
    called = 0
    for slip in [*slips, code[:-1], "", "?" * 41, code + "0"]:
        try:
            parse_code(slip)
        except keys.RecoveryCodeTypo:
            called += 1
    assert called >= len(slips)


def test_backup_wraps_and_the_code_open_with_nothing_else(tmp_path: Path) -> None:
    made = keys.create(tmp_path / "a", cost=CHEAP)
    wraps = json.loads(json.dumps(keys.export_wraps(tmp_path / "a")))
    assert made.where is not None
    made.where.unlink()
    with pytest.raises(keys.MissingKey):
        keys.open_wraps(wraps)
    assert keys.open_wraps(wraps, recovery_code=made.recovery_code) == made.data_key
    adopted = keys.adopt(tmp_path / "b", wraps, made.data_key, passphrase="PC kedua", cost=CHEAP)
    assert keys.open_key(tmp_path / "b", passphrase="PC kedua") == made.data_key
    assert adopted.recovery_code != made.recovery_code
    with pytest.raises(keys.WrongKey):
        keys.adopt(tmp_path / "c", wraps, os.urandom(32), passphrase="x", cost=CHEAP)


def test_rewrap_changes_the_daily_way_only(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="lama", cost=CHEAP)
    protection, where = keys.rewrap(tmp_path, made.data_key, key_file=tmp_path / "k", cost=CHEAP)
    assert (protection, where) == ("key_file", tmp_path / "k")
    with pytest.raises(keys.MissingKey):
        keys.open_key(tmp_path, passphrase="lama")
    assert keys.open_key(tmp_path, key_file=tmp_path / "k") == made.data_key
    with pytest.raises(keys.WrongKey):
        keys.rewrap(tmp_path, os.urandom(32), passphrase="penyusup", cost=CHEAP)
    opened = keys.open_with_recovery(tmp_path, made.recovery_code, cost=CHEAP)
    assert opened.data_key == made.data_key


def test_the_copy_of_the_key_file_saves_the_data_and_is_repaired(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="satu", cost=CHEAP)
    whole = (tmp_path / "keys.json").read_bytes()
    for damage in (whole[:100], b"", os.urandom(500), whole.replace(b'"m": 64', b'"m": 65')):
        (tmp_path / "keys.json").write_bytes(damage)
        assert keys.open_key(tmp_path, passphrase="satu") == made.data_key
        assert (tmp_path / "keys.json").read_bytes() == whole


@pytest.mark.parametrize(
    ("what", "damage"),
    [
        ("not JSON", lambda text: text[:-9]),
        ("checksum", lambda text: text.replace('"m": 64', '"m": 65')),
        ("format", lambda text: "[1]"),
        ("version", lambda text: text.replace('"version": 1', '"version": 2')),
        ("not JSON", lambda text: "[" * 60_000),
        ("size", lambda text: text + " " * 70_000),
    ],
)
def test_damage_is_never_called_a_wrong_key(tmp_path: Path, what: str, damage: Callable[[str], str]) -> None:
    keys.create(tmp_path, passphrase="satu", cost=CHEAP)
    for name in ("keys.json", "keys.copy.json"):
        path = tmp_path / name
        path.write_text(damage(path.read_text()))
    with pytest.raises(keys.KeyStoreDamaged) as caught:
        keys.open_key(tmp_path, passphrase="satu")
    assert caught.value.what == what


def test_a_key_of_another_office_is_wrong_by_the_check_value(tmp_path: Path) -> None:
    """Wrapped rightly but the key of other data: only the key-check value can tell."""
    keys.create(tmp_path / "a", passphrase="satu", cost=CHEAP)
    ring = load_ring(tmp_path / "a")
    other = keys.create(tmp_path / "b", passphrase="satu", cost=CHEAP)
    with pytest.raises(keys.WrongKey):
        ring.confirm(other.data_key)
    forged = {**load_ring(tmp_path / "b").as_json(), "check": ring.check}
    del forged["sum"]
    from db.key_store import _sum

    with pytest.raises(keys.WrongKey):
        keys.open_wraps({**forged, "sum": _sum(forged)}, passphrase="satu")


def test_a_strangers_key_ring_cannot_order_gigabytes(tmp_path: Path) -> None:
    from db.key_store import _sum

    keys.create(tmp_path, passphrase="satu", cost=CHEAP)
    ring = json.loads((tmp_path / "keys.json").read_text())
    ring["wraps"][0]["params"]["m"] = 2**31
    ring["sum"] = _sum({name: part for name, part in ring.items() if name != "sum"})
    with pytest.raises(keys.KeyStoreDamaged, match="argon2"):
        keys.open_wraps(ring, passphrase="satu")
    assert ring_from_json(ring).of_kind("passphrase") is not None


def test_wrong_key_and_damaged_database_are_told_apart(tmp_path: Path) -> None:
    """sqlcipher says the same for both; the key-check value outside the database does not."""
    made = keys.create(tmp_path, passphrase="satu", cost=CHEAP)
    file = tmp_path / "loket.db"
    connect(file, made.data_key).close()
    content = bytearray(file.read_bytes())
    with pytest.raises(driver().DatabaseError):
        connect(file, os.urandom(32))
    with pytest.raises(keys.WrongKey):
        keys.confirm_key(tmp_path, os.urandom(32))
    content[100] ^= 1
    file.write_bytes(content)
    with pytest.raises(driver().DatabaseError):
        connect(file, made.data_key)
    keys.confirm_key(tmp_path, made.data_key)


def test_argon2_at_full_cost_is_the_stored_default(tmp_path: Path) -> None:
    keys.create(tmp_path, passphrase="satu")
    wrap = load_ring(tmp_path).of_kind("passphrase")
    assert wrap is not None
    assert {name: wrap.params[name] for name in "mtp"} == {"m": 65536, "t": 3, "p": 1}


def test_no_secret_lies_in_the_data_folder(tmp_path: Path) -> None:
    made = keys.create(tmp_path, passphrase="kata sandi dinas", cost=CHEAP)
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (made.data_key, made.data_key.hex().encode(), b"kata sandi", made.recovery_code.encode()):
        assert secret not in everything


FAKE_BACKEND = """
import time
from keyring.backend import KeyringBackend

class Memory(KeyringBackend):
    priority = {priority}
    kept = {{}}
    def get_password(self, service, name):
        time.sleep({delay})
        return self.kept.get((service, name))
    def set_password(self, service, name, value):
        self.kept[service, name] = value
    def delete_password(self, service, name):
        self.kept.pop((service, name), None)
"""

ASK = """
import sys, time
from pathlib import Path
from db import key_keyring, keys
key_keyring._ASKING_SECONDS = 0.5
started = time.monotonic()
made = keys.create(Path(sys.argv[1]), cost=keys.Argon2Cost(memory=64, passes=1))
same = keys.open_key(Path(sys.argv[1])) == made.data_key
print(made.protection, same, time.monotonic() - started < 4)
"""


@pytest.mark.parametrize(
    ("priority", "delay", "expected"),
    [(5, 0, "keyring"), (0.5, 0, "key_file"), (-1, 0, "key_file"), (5, 60, "key_file")],
    ids=["real", "plain text backend", "null backend", "never answers"],
)
def test_only_a_real_keyring_that_answers_is_used(tmp_path: Path, priority: float, delay: float, expected: str) -> None:
    (tmp_path / "fake_backend.py").write_text(FAKE_BACKEND.format(priority=priority, delay=delay))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)]),
        "PYTHON_KEYRING_BACKEND": "fake_backend.Memory",
    }
    answer = subprocess.run(
        [sys.executable, "-c", ASK, str(tmp_path / "data")],
        env=environment, capture_output=True, text=True, timeout=30, check=True)  # fmt: skip
    assert answer.stdout.split() == [expected, "True", "True"]


def test_purposes_have_keys_of_their_own() -> None:
    key = bytes(32)
    assert len({key, keys.derive(key, "a"), keys.derive(key, "b"), keys.derive(key, "a", b"salt")}) == 4
    assert keys.derive(key, "a") == keys.derive(key, "a")


def test_subject_fields_open_only_with_key_and_context() -> None:
    cipher, subject = keys.SubjectCipher, keys.SubjectCipher.new_subject_key()
    sealed = cipher.seal(subject, '{"name": "Siti Nurhaliza"}', b"participant/88")
    assert sealed.startswith("s1:")
    assert "Siti" not in sealed
    assert cipher.unseal(subject, sealed, b"participant/88") == '{"name": "Siti Nurhaliza"}'
    assert cipher.seal(subject, "x", b"") != cipher.seal(subject, "x", b"")
    changed = sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB")
    for key, text, context in (
        (cipher.new_subject_key(), sealed, b"participant/88"),
        (subject, sealed, b"participant/89"),
        (subject, changed, b"participant/88"),
        (subject, "s1:", b"participant/88"),
        (subject, "terbuka", b"participant/88"),
        (subject, "s1:???", b"participant/88"),
    ):
        with pytest.raises(keys.WrongKey):
            cipher.unseal(key, text, context)


def test_pragma_is_the_raw_key_form() -> None:
    assert keys.sqlcipher_pragma(bytes(32)) == "PRAGMA key = \"x'" + "00" * 32 + "'\""
    with pytest.raises(ValueError, match="32 bytes"):
        keys.sqlcipher_pragma(b"short")
