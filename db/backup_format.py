"""What a backup file is: one ZIP, nothing compressed, everything inside already encrypted.

Members: ``loket.db`` (SQLCipher, same data key), ``attachments/ab/<sha256>`` (sealed as in the data
folder) and ``manifest.json`` (plain: dates, counts, anchor, hashes, wrapped keys; no personal data, and
an HMAC under the data key).  A backup has its final name only after its rehearsal went well.
Backups come from strangers' sticks: names, sizes and numbers are checked before anything is believed.
"""

from __future__ import annotations

import hmac
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from db.attachment_files import FOLDER_NAME
from db.key_errors import KeyStoreDamaged
from db.key_sealing import derive
from db.key_store import ring_from_json

DATABASE = "loket.db"
MANIFEST = "manifest.json"
SUFFIX = ".loket"
FORMAT_VERSION = 1

_FORMAT = "loket-backup"
_MEMBER = re.compile(rf"{FOLDER_NAME}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")
_LARGEST_MANIFEST = 64 * 1024 * 1024
_MOST_MEMBERS = 2_000_000


class RestoreFailed(Exception):
    """A backup that is not used.

    ``reason``: 'not_a_backup', 'damaged', 'newer' (made by a later program), 'verify' (rehearsal found
    ``detail``), 'full', 'readonly', 'gone', 'busy' or 'other'.  Nothing of the present data was touched.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Member:
    """A stored file of the backup: size and SHA-256 of the bytes as they lie there (ciphertext)."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the backup says about itself; ``anchor`` is the journal's last row at that moment."""

    made_at: str
    schema_version: str
    anchor: Mapping[str, object]
    counts: Mapping[str, int]
    keys: Mapping[str, object]
    database: Member
    attachments: Mapping[str, Member]
    attachment_problems: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def data_id(self) -> str:
        """Whose data: the same for all backups of one office."""
        return str(self.keys.get("data_id"))

    @property
    def sequence(self) -> int:
        """Order of backups that no clock can disturb: the journal's sequence number."""
        value = self.anchor.get("sequence")
        return value if isinstance(value, int) else 0

    def to_bytes(self, data_key: bytes) -> bytes:
        """JSON with its HMAC."""
        body = self._body()
        return json.dumps({**body, "mac": _mac(body, data_key)}, indent=1).encode("utf-8")

    def _body(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": FORMAT_VERSION,
            "made_at": self.made_at,
            "schema_version": self.schema_version,
            "anchor": dict(self.anchor),
            "counts": dict(self.counts),
            "keys": dict(self.keys),
            "database": vars(self.database),
            "attachments": {name: vars(member) for name, member in self.attachments.items()},
            "attachment_problems": list(self.attachment_problems),
            "facts": dict(self.facts),
        }


def read_manifest(file: Path) -> Manifest:
    """The manifest, its form checked; whether it is genuine only the data key can tell (:func:`confirm`)."""
    with opened(file) as archive:
        return manifest_of(archive)


def confirm(archive: zipfile.ZipFile, data_key: bytes) -> Manifest:
    """The manifest of an open backup, its HMAC and the ZIP's table of contents checked; WrongKey."""
    manifest, value = manifest_of(archive), _manifest_json(archive)
    try:
        ring_from_json(dict(manifest.keys)).confirm(data_key)
    except KeyStoreDamaged as problem:
        raise RestoreFailed("damaged", f"keys: {problem}") from problem
    mac = str(value.pop("mac", ""))
    if not hmac.compare_digest(mac.encode(), _mac(value, data_key).encode()):
        raise RestoreFailed("damaged", "manifest")
    expected = {DATABASE: manifest.database.size, MANIFEST: archive.getinfo(MANIFEST).file_size}
    expected |= {member_name(name): member.size for name, member in manifest.attachments.items()}
    if {info.filename: info.file_size for info in archive.infolist()} != expected:
        raise RestoreFailed("damaged", "contents differ from the manifest")
    return manifest


def opened(file: Path) -> zipfile.ZipFile:
    """Open a backup for reading, refusing everything a backup of ours never has."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as problem:
        raise RestoreFailed("not_a_backup" if not _starts_as_zip(file) else "damaged", str(file)) from problem
    except (NotImplementedError, ValueError, RuntimeError) as problem:
        raise RestoreFailed("damaged", str(file)) from problem
    except FileNotFoundError as problem:
        raise RestoreFailed("gone", str(file)) from problem
    try:
        _check_members(archive.infolist(), file.stat().st_size)
    except RestoreFailed:
        archive.close()
        raise
    return archive


def member_name(sha256: str) -> str:
    """Name of an attachment inside the backup."""
    return f"{FOLDER_NAME}/{sha256[:2]}/{sha256}"


def attachment_of(member: str) -> str | None:
    """The SHA-256 of an attachment's member name; None for any other name."""
    match = _MEMBER.fullmatch(member)
    return match.group(2) if match else None


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """Parse without the key; RestoreFailed('not_a_backup' | 'newer' | 'damaged')."""
    value = _manifest_json(archive)
    if value.get("format") != _FORMAT:
        raise RestoreFailed("not_a_backup")
    version = value.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise RestoreFailed("newer", str(version))
    try:
        return _manifest_from(value)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise RestoreFailed("damaged", "manifest") from problem


def _manifest_from(value: dict[str, object]) -> Manifest:
    parts = {part.name: value[part.name] for part in fields(Manifest)}
    attachments = parts["attachments"]
    problems = parts["attachment_problems"]
    if not isinstance(attachments, dict) or not isinstance(problems, list):
        raise TypeError
    if any(attachment_of(member_name(name)) != name for name in attachments):
        raise ValueError("attachment name")
    for name in ("anchor", "counts", "keys", "facts"):
        if not isinstance(parts[name], dict):
            raise TypeError(name)
    return Manifest(
        made_at=str(parts["made_at"]),
        schema_version=str(parts["schema_version"]),
        anchor=parts["anchor"],  # type: ignore[arg-type]
        counts=parts["counts"],  # type: ignore[arg-type]
        keys=parts["keys"],  # type: ignore[arg-type]
        database=_member(parts["database"]),
        attachments={name: _member(member) for name, member in attachments.items()},
        attachment_problems=tuple(str(problem) for problem in problems),
        facts=parts["facts"],  # type: ignore[arg-type]
    )


def _member(value: object) -> Member:
    if not isinstance(value, dict) or not isinstance(value["size"], int):
        raise TypeError("member")
    return Member(value["size"], str(value["sha256"]))


def _manifest_json(archive: zipfile.ZipFile) -> dict[str, object]:
    try:
        value = json.loads(archive.read(MANIFEST))
    except KeyError as problem:
        raise RestoreFailed("not_a_backup") from problem
    except (ValueError, RecursionError, zipfile.BadZipFile, EOFError) as problem:
        raise RestoreFailed("damaged", "manifest") from problem
    if not isinstance(value, dict):
        raise RestoreFailed("damaged", "manifest")
    return value


def _check_members(members: list[zipfile.ZipInfo], file_size: int) -> None:
    if len(members) > _MOST_MEMBERS or len({info.filename for info in members}) != len(members):
        raise RestoreFailed("damaged", "members")
    if sum(info.file_size for info in members) > file_size:
        raise RestoreFailed("damaged", "overlapping members")
    for info in members:
        known = info.filename in {DATABASE, MANIFEST} or attachment_of(info.filename)
        plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 0x1
        if not known or not plain or info.compress_size != info.file_size:
            raise RestoreFailed("not_a_backup", "foreign member")
        if info.filename == MANIFEST and info.file_size > _LARGEST_MANIFEST:
            raise RestoreFailed("damaged", "manifest size")


def _starts_as_zip(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _mac(body: Mapping[str, object], data_key: bytes) -> str:
    text = json.dumps(body, sort_keys=True).encode("utf-8")
    return hmac.new(derive(data_key, "backup manifest"), text, "sha256").hexdigest()
