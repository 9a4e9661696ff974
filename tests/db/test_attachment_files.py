"""Attachments: what was stored comes back, and nothing else passes for it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from db.attachment_files import CHUNK, AttachmentChanged, AttachmentMissing, AttachmentStore

KEY = bytes(range(32))
HEAD = 33


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path, KEY)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_content_comes_back_at_every_chunk_border(store: AttachmentStore, size: int) -> None:
    content = os.urandom(size)
    stored = store.put(io.BytesIO(content))
    assert (stored.sha256, stored.size) == (hashlib.sha256(content).hexdigest(), size)
    assert store.open_bytes(stored.sha256) == content
    assert store.exists(stored.sha256)
    assert store.names() == [stored.sha256]


def test_nothing_readable_reaches_the_disk(store: AttachmentStore) -> None:
    stored = store.put(b"NIK 3578012345678901 " * 1000)
    assert b"3578012345678901" not in store.path(stored.sha256).read_bytes()
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == [stored.sha256]


def test_no_two_chunks_and_no_two_files_share_a_key_stream(store: AttachmentStore) -> None:
    """AES-GCM with a nonce used twice gives both texts away."""
    content = bytes(2 * CHUNK)
    stored = store.put(content)
    path, chunk = store.path(stored.sha256), CHUNK + 16
    whole = path.read_bytes()
    assert whole[HEAD : HEAD + CHUNK] != whole[HEAD + chunk : HEAD + chunk + CHUNK]
    path.unlink()
    store.put(content)
    assert path.read_bytes()[HEAD:] != whole[HEAD:]


def test_the_same_content_is_one_file_and_a_damaged_one_is_written_anew(store: AttachmentStore) -> None:
    stored = store.put(b"surat" * 100)
    path = store.path(stored.sha256)
    before = path.read_bytes()
    store.put(b"surat" * 100)
    assert path.read_bytes() == before
    path.write_bytes(before[:-1])
    store.put(b"surat" * 100)
    assert store.open_bytes(stored.sha256) == b"surat" * 100


def test_every_cut_of_the_file_is_noticed(store: AttachmentStore) -> None:
    stored = store.put(os.urandom(2 * CHUNK))
    path = store.path(stored.sha256)
    whole = path.read_bytes()
    chunk = CHUNK + 16
    cuts = [0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + chunk - 1, HEAD + chunk, len(whole) - 1]
    for cut in cuts:
        path.write_bytes(whole[:cut])
        with pytest.raises(AttachmentChanged):
            store.open_bytes(stored.sha256)
    path.write_bytes(whole + b"x")
    with pytest.raises(AttachmentChanged):
        store.open_bytes(stored.sha256)


def test_a_cut_with_a_corrected_header_is_noticed(store: AttachmentStore) -> None:
    """One whole chunk gone and the size in the header made to fit: header and last-chunk mark are bound."""
    stored = store.put(os.urandom(2 * CHUNK))
    path = store.path(stored.sha256)
    whole = path.read_bytes()
    header = whole[:9] + CHUNK.to_bytes(8, "big") + whole[17:HEAD]
    path.write_bytes(header + whole[HEAD : HEAD + CHUNK + 16])
    with pytest.raises(AttachmentChanged):
        store.open_bytes(stored.sha256)


def test_reordered_exchanged_and_flipped_files_are_noticed(store: AttachmentStore) -> None:
    first, second = store.put(os.urandom(2 * CHUNK)), store.put(os.urandom(2 * CHUNK))
    path, chunk = store.path(first.sha256), CHUNK + 16
    whole, other = path.read_bytes(), store.path(second.sha256).read_bytes()
    head, one, two = whole[:HEAD], whole[HEAD : HEAD + chunk], whole[HEAD + chunk :]
    flipped = [bytearray(whole) for _ in range(4)]
    for number, at in enumerate((5, 20, HEAD + 10, len(whole) - 1)):
        flipped[number][at] ^= 1
    for bad in (head + two + one, head + one + one, other, other[:HEAD] + whole[HEAD:], *map(bytes, flipped)):
        path.write_bytes(bad)
        with pytest.raises(AttachmentChanged):
            store.open_bytes(first.sha256)


def test_another_key_does_not_open(tmp_path: Path, store: AttachmentStore) -> None:
    stored = store.put(b"surat")
    with pytest.raises(AttachmentChanged):
        AttachmentStore(tmp_path, bytes(32)).open_bytes(stored.sha256)


def test_verification_looks_both_ways(store: AttachmentStore) -> None:
    kept, changed, orphan = (store.put(text).sha256 for text in (b"satu", b"dua", b"tiga"))
    path = store.path(changed)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    missing = "ab" * 32
    (store.folder / kept[:2] / f".{kept}.0123.part").write_bytes(b"half")
    found = store.verify_all([kept, changed, missing])
    assert (found.missing, found.changed, found.orphaned) == ((missing,), (changed,), (orphan,))
    assert not found.sound
    store.remove(changed)
    store.remove(changed)
    assert store.verify_all([kept]).sound
    with pytest.raises(AttachmentMissing):
        store.open_bytes(changed)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "ab/" * 21])
def test_no_name_leads_out_of_the_folder(store: AttachmentStore, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)


def test_a_stream_that_changes_meanwhile_leaves_nothing(store: AttachmentStore) -> None:
    class Changing(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            self.getbuffer()[:1] = os.urandom(1) if self.tell() == 0 else b"\xff"
            return super().seek(offset, whence)

    with pytest.raises(ValueError, match="changed"):
        store.put(Changing(b"\x00" * 50))
    assert store.names() == []
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


def test_memory_stays_flat(tmp_path: Path, store: AttachmentStore) -> None:
    source = tmp_path / "big"
    source.write_bytes(bytes(24 * CHUNK))
    tracemalloc.start()
    with source.open("rb") as stream:
        stored = store.put(stream)
    for _ in store.chunks(stored.sha256):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * CHUNK


FILL = """
import resource, sys
from pathlib import Path
from db.attachment_files import AttachmentStore
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
store = AttachmentStore(Path(sys.argv[1]), bytes(range(32)))
small = store.put(b"muat")
try:
    store.put(bytes(500_000))
except OSError as problem:
    print("refused", problem.errno)
print(store.open_bytes(small.sha256).decode())
"""


@pytest.mark.skipif(os.name == "nt", reason="no file size limit on this system")
def test_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True, check=True)  # fmt: skip
    assert answer.stdout.split()[0] == "refused"
    assert answer.stdout.split()[-1] == "muat"
    files = [path for path in (tmp_path / "attachments").rglob("*") if path.is_file()]
    assert len(files) == 1
