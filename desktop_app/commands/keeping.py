"""``backup``, ``restore``, ``verify``, ``anchor`` and ``recover``: keeping the data (ARCHITECTURE.md section 4)."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from typing import Any

from db.journal import Anchor
from desktop_app import composition, logs
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access
from desktop_app.errors import Damaged, UserError
from desktop_app.services import data_folder, restore_preview

MOST_TOLD = 20


def backup(access: Access, given: Namespace) -> int:
    """``backup -o DIR``: rehearsed by restoring it aside before it gets its name."""
    with composition.opened(access) as office:
        made = data_folder.back_up(office, given.output)
    value = {"file": str(made.path), "verified": made.verified, "seconds": round(made.seconds, 3)}
    lines = [f"Cadangan sudah diuji pulih: {made.path}"]
    if not made.verified:
        tell("Cadangan dibuat, tetapi ada lampiran yang hilang atau berubah. Jalankan verify untuk melihatnya.")
    answer(given.json, value, lines)
    return 0 if made.verified else Damaged.exit_code


def restore(access: Access, given: Namespace) -> int:
    """``restore FILE [--check]``: says which letters the backup lacks; what was there before is moved aside."""
    code = _code(given)
    found = restore_preview.preview(access, given.file, recovery_code=code)
    missing = [f"{one.number}/{one.year}" for one in found.missing]
    if given.check:
        value: dict[str, Any] = {"file": str(given.file), "letters": found.letters, "missing": missing}
        answer(given.json, {**value, "present_readable": found.readable}, [found.sentence])
        return 0
    done = data_folder.restore(access, given.file, recovery_code=code)
    logs.start(access.data_dir)
    aside = str(done.moved_aside) if done.moved_aside else None
    value = {"restored": str(given.file), "moved_aside": aside, "problems": list(done.attachment_problems)}
    value |= {"missing": missing, "present_readable": found.readable}
    lines = [f"Data dipulihkan dari {given.file}.", found.sentence]
    if aside:
        lines.append(f"Data sebelumnya disimpan di {aside}.")
    answer(given.json, value, lines)
    return 0


def verify(access: Access, given: Namespace) -> int:
    """``verify``: integrity, chain, replay, attachments and book; exit code 4 when anything is wrong."""
    anchors = tuple(_anchor(text) for text in given.anchor)
    with composition.opened(access) as office:
        found = data_folder.verify(office, anchors)
    value = {
        "ok": not found.problems,
        "entries": found.entries,
        "anchor": str(found.anchor),
        "problems": list(found.problems),
    }
    lines = [f"Diperiksa {found.entries} catatan jurnal; jangkar {found.anchor}.", *found.problems[:MOST_TOLD]]
    answer(given.json, value, lines)
    if found.problems:
        tell(f"Data tidak utuh: {len(found.problems)} temuan. Jangan menulis lagi; pulihkan dari cadangan terakhir.")
        return Damaged.exit_code
    return 0


def _anchor(text: str) -> Anchor:
    found = re.fullmatch(r"([0-9]{1,12})-([0-9a-f]{12,64})", text.strip().lower())
    if not found:
        raise UserError(f"Jangkar “{text}” tidak dikenal. Salin seperti 147-0a1b2c3d4e5f dari lembar.", field="anchor")
    return Anchor(int(found[1]), found[2])


def anchor(access: Access, given: Namespace) -> int:
    """``anchor``: the journal's sequence and hash, to be kept outside the file."""
    with composition.opened(access) as office:
        found = data_folder.anchor(office)
    answer(given.json, {"anchor": str(found), "seq": found.seq, "hash": found.hash}, [str(found)])
    return 0


def recover(access: Access, given: Namespace) -> int:
    """``recover [--from BACKUP]``: open with the recovery code; it is used up and a new one is told."""
    code = _code(given)
    if code is None:
        raise UserError("Kode pemulihan belum diberikan. Isi LOKET_RECOVERY_CODE atau --code.", field="code")
    if given.file is not None:
        made = data_folder.restore_by_code(access, given.file, code)
    else:
        made = data_folder.recover(access, code)
    value: dict[str, Any] = {
        "recovery_code": made.recovery_code,
        "protection": made.protection,
        "key_file": str(made.where) if made.where else None,
    }
    lines = ["Data terbuka kembali.", f"Kode pemulihan yang baru: {made.recovery_code}"]
    if made.where:
        lines.append(f"Berkas kunci: {made.where}")
    answer(given.json, value, lines)
    return 0


def _code(given: Namespace) -> str | None:
    return given.code or os.environ.get("LOKET_RECOVERY_CODE") or None
