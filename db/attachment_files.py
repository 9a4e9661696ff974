"""Scans and papers on disk: encrypted, named by the SHA-256 of their content, never in plain text.

``attachments/ab/<sha256>`` holds a header (magic, version, chunk size, content size, salt) and chunks of
1 MiB, each sealed by AES-256-GCM.  The key is HKDF(data key, salt, sha256): one key per file.  The nonce
is the chunk's number and whether it is the last one, and the header is bound to every chunk, so a cut,
reordered, exchanged or renamed file is noticed (the STREAM construction).  Memory stays at one chunk.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.durable_files import make_folder, replace_file, sync_folder
from db.key_sealing import derive

FOLDER_NAME = "attachments"
CHUNK = 1024 * 1024

_MAGIC = b"LKTA"
_VERSION = 1
_HEAD = struct.Struct(">4sBIQ16s")
_TAG = 16
_NAME = re.compile(r"[0-9a-f]{64}")


class AttachmentMissing(Exception):
    """No file of that name: it was never stored, or erased, or lost."""


class AttachmentChanged(Exception):
    """The stored file is not what was stored: cut, altered, exchanged - or another data key."""


@dataclass(frozen=True)
class StoredFile:
    """What the attachment's row keeps: the name of the file and the size of its content."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Verification:
    """Both ways: expected but not there, there but not what was stored, there but not expected."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    orphaned: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True when everything expected is there unchanged (an orphan harms nobody)."""
        return not self.missing and not self.changed


class AttachmentStore:
    """The folder ``attachments`` of a data folder."""

    def __init__(self, data_dir: Path, data_key: bytes) -> None:
        self.folder = data_dir / FOLDER_NAME
        self._data_key = data_key

    def path(self, sha256: str) -> Path:
        """Where that content lies; ValueError for anything that is not a SHA-256 (no path gets out)."""
        if not _NAME.fullmatch(sha256):
            raise ValueError("not a SHA-256 name")
        return self.folder / sha256[:2] / sha256

    def put(self, source: bytes | BinaryIO) -> StoredFile:
        """Store *source* (a stream must be seekable: it is read twice) and return its name, durably.

        The same content twice is one file; one found damaged is written anew.  Raises OSError (disk full)
        with nothing left behind, ValueError when the stream changed while it was read.
        """
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        stored = _measure(stream)
        target = self.path(stored.sha256)
        if target.exists() and self._is_sound(stored.sha256):
            return stored
        make_folder(target.parent)
        stream.seek(0)
        replace_file(target, lambda out: self._encrypt(stream, out, stored))
        return stored

    def open_bytes(self, sha256: str) -> bytes:
        """The content; AttachmentMissing or AttachmentChanged."""
        return b"".join(self.chunks(sha256))

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """The content piece by piece; the hash of the whole is checked before the last piece comes."""
        try:
            stream = self.path(sha256).open("rb")
        except FileNotFoundError as problem:
            raise AttachmentMissing(sha256) from problem
        with stream:
            yield from decrypted(stream, sha256, self._data_key)

    def exists(self, sha256: str) -> bool:
        """True when there is a file of that name (its content is not looked at)."""
        return self.path(sha256).is_file()

    def names(self) -> list[str]:
        """Every stored name, sorted; unfinished and foreign files are not listed."""
        found = self.folder.glob("??/*") if self.folder.is_dir() else ()
        return sorted(path.name for path in found if _NAME.fullmatch(path.name) and path.is_file())

    def verify_all(self, expected: Iterable[str]) -> Verification:
        """Read and decrypt every expected file and look for others."""
        wanted, present = set(expected), set(self.names())
        changed = sorted(name for name in wanted & present if not self._is_sound(name))
        return Verification(tuple(sorted(wanted - present)), tuple(changed), tuple(sorted(present - wanted)))

    def remove(self, sha256: str) -> None:
        """Delete for the erasure of a person, after the row is gone; nothing else in the program deletes."""
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def _is_sound(self, sha256: str) -> bool:
        try:
            for _ in self.chunks(sha256):
                pass
        except (AttachmentChanged, AttachmentMissing, OSError):
            return False
        return True

    def _encrypt(self, source: BinaryIO, target: BinaryIO, stored: StoredFile) -> None:
        salt = os.urandom(16)
        header = _HEAD.pack(_MAGIC, _VERSION, CHUNK, stored.size, salt)
        cipher = _cipher(self._data_key, stored.sha256, salt)
        digest = hashlib.sha256()
        target.write(header)
        last = _last_chunk(stored.size, CHUNK)
        for number in range(last + 1):
            chunk = source.read(CHUNK)
            digest.update(chunk)
            target.write(cipher.encrypt(_nonce(number, last), chunk, header))
        if digest.hexdigest() != stored.sha256 or source.read(1):
            raise ValueError("the source changed while it was read")


def decrypted(stream: IO[bytes], sha256: str, data_key: bytes) -> Iterator[bytes]:
    """The content of a stored file read from *stream* (also from inside a backup); AttachmentChanged."""
    header = stream.read(_HEAD.size)
    if len(header) != _HEAD.size:
        raise AttachmentChanged(sha256)
    magic, version, chunk_size, size, salt = _HEAD.unpack(header)
    if magic != _MAGIC or version != _VERSION or chunk_size != CHUNK:
        raise AttachmentChanged(sha256)
    cipher, digest = _cipher(data_key, sha256, salt), hashlib.sha256()
    last = _last_chunk(size, chunk_size)
    for number in range(last + 1):
        try:
            chunk = cipher.decrypt(_nonce(number, last), stream.read(chunk_size + _TAG), header)
        except (InvalidTag, ValueError) as problem:
            raise AttachmentChanged(sha256) from problem
        digest.update(chunk)
        if number == last and (digest.hexdigest() != sha256 or stream.read(1)):
            raise AttachmentChanged(sha256)
        yield chunk


def _measure(stream: BinaryIO) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while piece := stream.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    return StoredFile(digest.hexdigest(), size)


def _last_chunk(size: int, chunk_size: int) -> int:
    return max(size - 1, 0) // chunk_size


def _cipher(data_key: bytes, sha256: str, salt: bytes) -> AESGCM:
    return AESGCM(derive(data_key, f"attachment {sha256}", salt))


def _nonce(number: int, last: int) -> bytes:
    return struct.pack(">3xQB", number, number == last)
