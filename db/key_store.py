"""The file ``keys.json`` of a data folder: format, check value, checksum, second copy.

It holds no secret, only wrapped copies of the data key.  Its own checksum tells a damaged file from a
wrong key; the key-check value (an HMAC under the data key) tells a wrong key from a damaged database
outside the database.  ``keys.copy.json`` is read when the first file is damaged or gone, because
without either of them the database is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from db.durable_files import publish_new_file, replace_file
from db.key_errors import KeysExist, KeyStoreDamaged, MissingKey, WrongKey
from db.key_sealing import derive
from db.key_wraps import Wrap, wrap_from_json

FILE_NAME = "keys.json"
COPY_NAME = "keys.copy.json"
_FORMAT = "loket-keys"
_VERSION = 1
_LARGEST = 64 * 1024


@dataclass(frozen=True)
class KeyRing:
    """All wrapped copies of one data key; ``data_id`` names the data, not the folder it lies in."""

    data_id: str
    check: str
    wraps: tuple[Wrap, ...]

    def of_kind(self, kind: str) -> Wrap | None:
        """The copy of that kind, if there is one."""
        return next((wrap for wrap in self.wraps if wrap.kind == kind), None)

    def with_wraps(self, *new: Wrap, without: frozenset[str] = frozenset()) -> KeyRing:
        """The same ring with *new* copies in place of those of the same kinds and of *without*."""
        gone = without | {wrap.kind for wrap in new}
        return replace(self, wraps=(*(wrap for wrap in self.wraps if wrap.kind not in gone), *new))

    def confirm(self, data_key: bytes) -> bytes:
        """*data_key* itself when it is the key of this data; WrongKey when it is not."""
        if not hmac.compare_digest(self.check, check_value(data_key)):
            raise WrongKey("key-check value differs")
        return data_key

    def as_json(self) -> dict[str, object]:
        """Plain values with a checksum, as stored and as put into a backup manifest."""
        body: dict[str, object] = {
            "format": _FORMAT,
            "version": _VERSION,
            "data_id": self.data_id,
            "check": self.check,
            "wraps": [wrap.as_json() for wrap in self.wraps],
        }
        return {**body, "sum": _sum(body)}


def check_value(data_key: bytes) -> str:
    """HMAC-SHA256 of a constant: says "this is the key" and nothing about the key."""
    return hmac.new(derive(data_key, "key check"), b"loket-training key check 1", "sha256").hexdigest()


def new_ring(data_key: bytes) -> KeyRing:
    """A ring without copies yet."""
    return KeyRing(secrets.token_hex(16), check_value(data_key), ())


def ring_from_json(value: object) -> KeyRing:
    """Inverse of :meth:`KeyRing.as_json`; KeyStoreDamaged says what is wrong."""
    if not isinstance(value, dict) or value.get("format") != _FORMAT:
        raise KeyStoreDamaged("format")
    if value.get("version") != _VERSION:
        raise KeyStoreDamaged("version")
    body = {name: part for name, part in value.items() if name != "sum"}
    if not hmac.compare_digest(str(value.get("sum")).encode(), _sum(body).encode()):
        raise KeyStoreDamaged("checksum")
    data_id, check, wraps = value.get("data_id"), value.get("check"), value.get("wraps")
    if not isinstance(data_id, str) or not data_id.isalnum() or not isinstance(check, str):
        raise KeyStoreDamaged("head")
    if not isinstance(wraps, list):
        raise KeyStoreDamaged("wraps")
    return KeyRing(data_id, check, tuple(wrap_from_json(wrap) for wrap in wraps))


def load_ring(data_dir: Path) -> KeyRing:
    """The ring of *data_dir*; MissingKey('keys_file') or, if both files are bad, KeyStoreDamaged."""
    problem: MissingKey | KeyStoreDamaged
    try:
        return _read(data_dir / FILE_NAME)
    except (MissingKey, KeyStoreDamaged) as first:
        problem = first
    with contextlib.suppress(MissingKey, KeyStoreDamaged):
        return _read(data_dir / COPY_NAME)
    raise problem


def publish_ring(data_dir: Path, ring: KeyRing) -> None:
    """Store the first ring of a data folder; KeysExist when another process was faster."""
    content = _content(ring)
    try:
        publish_new_file(data_dir / FILE_NAME, content)
    except FileExistsError as problem:
        raise KeysExist(str(data_dir)) from problem
    replace_file(data_dir / COPY_NAME, content)


def save_ring(data_dir: Path, ring: KeyRing) -> None:
    """Replace the ring (rewrapped, new recovery code) in both files."""
    content = _content(ring)
    replace_file(data_dir / FILE_NAME, content)
    replace_file(data_dir / COPY_NAME, content)


def align_copies(data_dir: Path, ring: KeyRing) -> None:
    """Repair whichever of the two files is not *ring* (crash between them, damage); quiet when read only."""
    content = _content(ring)
    for name in (FILE_NAME, COPY_NAME):
        with contextlib.suppress(OSError):
            path = data_dir / name
            if not path.exists() or path.read_bytes() != content:
                replace_file(path, content)


def _read(path: Path) -> KeyRing:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except FileNotFoundError as problem:
        raise MissingKey("keys_file", path.name) from problem
    except OSError as problem:
        raise KeyStoreDamaged("unreadable") from problem
    if len(content) > _LARGEST:
        raise KeyStoreDamaged("size")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise KeyStoreDamaged("not JSON") from problem
    return ring_from_json(value)


def _content(ring: KeyRing) -> bytes:
    return (json.dumps(ring.as_json(), indent=1) + "\n").encode("utf-8")


def _sum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode("utf-8")).hexdigest()
