"""One random data key per office; everything on disk is encrypted under it or a key derived from it.

At set-up :func:`create` wraps it for daily use (keyring, passphrase or key file) and for the sealed
envelope (recovery code).  Later :func:`open_key` unwraps it, or :func:`open_with_recovery` when the daily
way is lost.  A backup's manifest carries :func:`export_wraps`: with only a backup and the recovery
code, an empty HOME and no keyring, everything opens (ARCHITECTURE.md section 4).

What the caller gives is what is tried: with ``key_file`` or ``passphrase`` no other copy is opened
behind his back.  Without either, the keyring is tried and then the key file in the user's configuration.
Nothing here ever moves, deletes or calls damaged a database because a key was wrong.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db import key_keyring
from db.durable_files import make_folder, publish_new_file, replace_file
from db.key_errors import (
    KeyProblem,
    KeysExist,
    KeyStoreDamaged,
    MissingKey,
    RecoveryCodeTypo,
    WrongKey,
)
from db.key_recovery import new_recovery_code, parse_code
from db.key_sealing import KEY_BYTES, SubjectCipher, derive
from db.key_store import (
    COPY_NAME,
    FILE_NAME,
    KeyRing,
    align_copies,
    load_ring,
    new_ring,
    publish_ring,
    ring_from_json,
    save_ring,
)
from db.key_wraps import (
    STANDARD_COST,
    Argon2Cost,
    Wrap,
    passphrase_bytes,
    unwrap,
    wrap_with_secret,
    wrap_with_words,
)

__all__ = [
    "Argon2Cost",
    "CreatedKeys",
    "KeyProblem",
    "KeyStoreDamaged",
    "KeysExist",
    "MissingKey",
    "RecoveryCodeTypo",
    "SubjectCipher",
    "WrongKey",
    "adopt",
    "confirm_key",
    "create",
    "derive",
    "export_wraps",
    "have_keys",
    "open_key",
    "open_with_recovery",
    "open_wraps",
    "replace_recovery_code",
    "rewrap",
    "sqlcipher_pragma",
]

Protection = Literal["keyring", "passphrase", "key_file"]
_DAILY = frozenset({"keyring", "passphrase", "key_file"})
_LARGEST_KEY_FILE = 4096


@dataclass(frozen=True)
class CreatedKeys:
    """A data key with a fresh recovery code (shown once, printed) and how it is opened every day.

    ``where`` is the key file when ``protection`` is 'key_file'; the window says plainly where it lies.
    """

    data_key: bytes
    recovery_code: str
    protection: Protection
    where: Path | None


def have_keys(data_dir: Path) -> bool:
    """True when the folder has a key ring, readable or not."""
    return (data_dir / FILE_NAME).exists() or (data_dir / COPY_NAME).exists()


def create(
    data_dir: Path,
    *,
    key_file: Path | None = None,
    passphrase: str | None = None,
    use_keyring: bool = True,
    cost: Argon2Cost = STANDARD_COST,
) -> CreatedKeys:
    """Make the data key of a new data folder.

    With *passphrase* and/or *key_file* (made where it is not there) the key opens by those; else by the
    keyring where a real one answers; else by a key file in the user's configuration folder.
    Raises KeysExist when the folder has keys, MissingKey('key_file_short') for a key file too short to be
    a key, OSError.
    """
    if have_keys(data_dir):
        raise KeysExist(str(data_dir))
    make_folder(data_dir)
    data_key = os.urandom(KEY_BYTES)
    return _publish(data_dir, new_ring(data_key), data_key, key_file, passphrase, use_keyring, cost)


def adopt(
    data_dir: Path,
    wraps: dict[str, object],
    data_key: bytes,
    *,
    key_file: Path | None = None,
    passphrase: str | None = None,
    use_keyring: bool = True,
    cost: Argon2Cost = STANDARD_COST,
) -> CreatedKeys:
    """Give a folder without keys (a restored backup on another PC) a ring for *data_key*.

    The recovery code of the backup is replaced by a new one.  Raises as :func:`create`, and WrongKey when
    *data_key* is not the key of *wraps*.
    """
    ring = ring_from_json(wraps)
    ring.confirm(data_key)
    if have_keys(data_dir):
        raise KeysExist(str(data_dir))
    make_folder(data_dir)
    bare = ring.with_wraps(without=_DAILY | {"recovery"})
    return _publish(data_dir, bare, data_key, key_file, passphrase, use_keyring, cost)


def open_key(data_dir: Path, *, key_file: Path | None = None, passphrase: str | None = None) -> bytes:
    """The data key.

    Raises WrongKey (given key does not fit), MissingKey (none at hand; ``what`` says which), KeyStoreDamaged.
    """
    ring = load_ring(data_dir)
    data_key = _open_ring(ring, key_file, passphrase)
    align_copies(data_dir, ring)
    return data_key


def confirm_key(data_dir: Path, data_key: bytes) -> None:
    """WrongKey unless *data_key* is the key of *data_dir*: ask before calling a database damaged."""
    load_ring(data_dir).confirm(data_key)


def open_wraps(
    wraps: dict[str, object],
    *,
    key_file: Path | None = None,
    passphrase: str | None = None,
    recovery_code: str | None = None,
) -> bytes:
    """The data key from a backup manifest's ``keys``, by the same rules or that day's recovery code."""
    ring = ring_from_json(wraps)
    if recovery_code is not None:
        return _open_by_code(ring, recovery_code)
    return _open_ring(ring, key_file, passphrase)


def open_with_recovery(
    data_dir: Path,
    code: str,
    *,
    key_file: Path | None = None,
    passphrase: str | None = None,
    use_keyring: bool = True,
    cost: Argon2Cost = STANDARD_COST,
) -> CreatedKeys:
    """Open by the recovery code, which is used up: the result carries its successor and a new daily way.

    Old daily copies no longer open.  Raises RecoveryCodeTypo, WrongKey, MissingKey('recovery'),
    KeyStoreDamaged; the code stays valid then.
    """
    ring = load_ring(data_dir)
    data_key = _open_by_code(ring, code)
    return _renew(data_dir, ring, data_key, key_file, passphrase, use_keyring, cost)


def replace_recovery_code(data_dir: Path, data_key: bytes, *, cost: Argon2Cost = STANDARD_COST) -> str:
    """A new recovery code for *data_dir*; the old one stops opening it (older backups still open by it)."""
    ring = load_ring(data_dir)
    code, wrap = _recovery_wrap(ring, ring.confirm(data_key), cost)
    save_ring(data_dir, ring.with_wraps(wrap))
    return code


def rewrap(
    data_dir: Path,
    data_key: bytes,
    *,
    key_file: Path | None = None,
    passphrase: str | None = None,
    use_keyring: bool = True,
    cost: Argon2Cost = STANDARD_COST,
) -> tuple[Protection, Path | None]:
    """Change the daily protection (new passphrase, another key file, keyring); recovery code unchanged."""
    ring = load_ring(data_dir)
    ring.confirm(data_key)
    wraps, protection, where = _daily_wraps(ring, data_key, key_file, passphrase, use_keyring, cost)
    save_ring(data_dir, ring.with_wraps(*wraps, without=_DAILY))
    return protection, where


def export_wraps(data_dir: Path) -> dict[str, object]:
    """The ring for a backup manifest.

    Every copy goes along, not only recovery and passphrase: those of keyring and key file are 256-bit
    ciphertexts whose keys lie elsewhere, and with them a lost data folder comes back on the same PC
    without opening the sealed envelope.
    """
    return load_ring(data_dir).as_json()


def sqlcipher_pragma(data_key: bytes) -> str:
    """The first statement on a connection: raw key form, no key derivation cost (153 ms saved per open)."""
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    return f"PRAGMA key = \"x'{data_key.hex()}'\""


def _publish(
    data_dir: Path,
    ring: KeyRing,
    data_key: bytes,
    key_file: Path | None,
    passphrase: str | None,
    use_keyring: bool,
    cost: Argon2Cost,
) -> CreatedKeys:
    wraps, protection, where = _daily_wraps(ring, data_key, key_file, passphrase, use_keyring, cost)
    code, recovery = _recovery_wrap(ring, data_key, cost)
    publish_ring(data_dir, ring.with_wraps(*wraps, recovery))
    return CreatedKeys(data_key, code, protection, where)


def _renew(
    data_dir: Path,
    ring: KeyRing,
    data_key: bytes,
    key_file: Path | None,
    passphrase: str | None,
    use_keyring: bool,
    cost: Argon2Cost,
) -> CreatedKeys:
    wraps, protection, where = _daily_wraps(ring, data_key, key_file, passphrase, use_keyring, cost)
    code, recovery = _recovery_wrap(ring, data_key, cost)
    save_ring(data_dir, ring.with_wraps(*wraps, recovery, without=_DAILY))
    return CreatedKeys(data_key, code, protection, where)


def _recovery_wrap(ring: KeyRing, data_key: bytes, cost: Argon2Cost) -> tuple[str, Wrap]:
    code = new_recovery_code()
    return code, wrap_with_words("recovery", data_key, parse_code(code), ring.data_id, cost)


def _daily_wraps(
    ring: KeyRing,
    data_key: bytes,
    key_file: Path | None,
    passphrase: str | None,
    use_keyring: bool,
    cost: Argon2Cost,
) -> tuple[list[Wrap], Protection, Path | None]:
    wraps: list[Wrap] = []
    if passphrase is not None:
        if not passphrase:
            raise MissingKey("passphrase", "empty")
        words = passphrase_bytes(passphrase)
        wraps.append(wrap_with_words("passphrase", data_key, words, ring.data_id, cost))
    if key_file is not None:
        wraps.append(wrap_with_secret("key_file", data_key, _make_key_file(key_file), ring.data_id))
    if wraps:
        return wraps, ("passphrase" if passphrase is not None else "key_file"), key_file
    kek = os.urandom(KEY_BYTES)
    if use_keyring and key_keyring.store_secret(ring.data_id, kek):
        return [wrap_with_secret("keyring", data_key, kek, ring.data_id)], "keyring", None
    path = _config_folder() / f"{ring.data_id}.key"
    wrap = wrap_with_secret("key_file", data_key, _make_key_file(path), ring.data_id, file=path.name)
    return [wrap], "key_file", path


def _open_ring(ring: KeyRing, key_file: Path | None, passphrase: str | None) -> bytes:
    if key_file is not None or passphrase is not None:
        return ring.confirm(_open_by_given(ring, key_file, passphrase))
    keyring_wrap, file_wrap = ring.of_kind("keyring"), ring.of_kind("key_file")
    if keyring_wrap is not None:
        kek = key_keyring.fetch_secret(ring.data_id)
        if kek is not None:
            return ring.confirm(unwrap(keyring_wrap, kek, ring.data_id))
    if file_wrap is not None and "file" in file_wrap.params:
        secret = _read_key_file(_config_folder() / Path(str(file_wrap.params["file"])).name)
        return ring.confirm(unwrap(file_wrap, secret, ring.data_id))
    raise MissingKey(next((wrap.kind for wrap in ring.wraps if wrap.kind in _DAILY), "recovery"))


def _open_by_given(ring: KeyRing, key_file: Path | None, passphrase: str | None) -> bytes:
    """Try each given credential; the last failure is raised when none fits."""
    failure: KeyProblem = MissingKey(next((w.kind for w in ring.wraps if w.kind in _DAILY), "recovery"))
    if passphrase is not None and (wrap := ring.of_kind("passphrase")) is not None:
        try:
            return unwrap(wrap, passphrase_bytes(passphrase), ring.data_id)
        except WrongKey as problem:
            failure = problem
    if key_file is not None and (wrap := ring.of_kind("key_file")) is not None:
        return unwrap(wrap, _read_key_file(key_file), ring.data_id)
    raise failure


def _open_by_code(ring: KeyRing, code: str) -> bytes:
    secret = parse_code(code)
    wrap = ring.of_kind("recovery")
    if wrap is None:
        raise MissingKey("recovery")
    return ring.confirm(unwrap(wrap, secret, ring.data_id))


def _make_key_file(path: Path) -> bytes:
    """The bytes of *path*, made with 32 random ones (0600) where it is not there or empty (mktemp)."""
    make_folder(path.parent)
    if path.exists() and path.stat().st_size == 0:
        replace_file(path, os.urandom(KEY_BYTES))
    elif not path.exists():
        try:
            publish_new_file(path, os.urandom(KEY_BYTES))
        except FileExistsError:
            return _read_key_file(path)
    return _read_key_file(path)


def _read_key_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            secret = stream.read(_LARGEST_KEY_FILE + 1)
    except OSError as problem:
        raise MissingKey("key_file", str(path)) from problem
    if not KEY_BYTES <= len(secret) <= _LARGEST_KEY_FILE:
        raise MissingKey("key_file_short" if len(secret) < KEY_BYTES else "key_file", str(path))
    return secret


def _config_folder() -> Path:
    """The user's own configuration folder, on purpose not the data folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        configured = os.environ.get("XDG_CONFIG_HOME", "")
        base = Path(configured) if configured.startswith("/") else Path.home() / ".config"
    return base / "loket-training"
