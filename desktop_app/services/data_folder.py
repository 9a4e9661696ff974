"""The data folder as a whole: made, opened, backed up, verified, restored (ARCHITECTURE.md section 4)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from db import journal, keys, schema, search_index
from db.backup import BackupFailed, BackupResult, make_backup
from db.backup_format import Manifest, RestoreFailed, read_manifest
from db.backup_restore import RestoreResult, complete_restore, restore_backup
from db.backup_thinning import thin
from db.engine import UnsafeSettings
from db.journal import Anchor
from db.store import FILE_NAME, Store
from db.tables_journal import subject_key
from db.tables_requests import attachment, paper
from db.tables_requests import request as request_table
from desktop_app.config import Access
from desktop_app.errors import Damaged, DiskFull, EnvironmentFault, UserError, WrongOrMissingKey
from desktop_app.office_time import Clock, SystemClock, today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import BACKUP_FOLDER
from desktop_app.services.data_place import unsafe_place
from desktop_app.services.faults import shown_to_people
from desktop_app.services.files import attachments
from desktop_app.services.use_case import Office

BACKUPS = "cadangan"
RECOVERY_NOTE = "kode-pemulihan-dipakai.txt"
FROZEN_AND_OLD = (
    "Folder data hanya dapat dibaca, padahal datanya perlu diperbarui dahulu. Salin folder ke disk yang dapat ditulisi."
)


@dataclass(frozen=True, slots=True)
class NewFolder:
    """A fresh data folder; the recovery code is shown once and printed."""

    office: Office
    recovery_code: str
    protection: str
    key_file: Path | None


def has_data(access: Access) -> bool:
    """True when somebody's data lie in the folder."""
    return (access.data_dir / FILE_NAME).exists() or keys.have_keys(access.data_dir)


def create(access: Access, clock: Clock | None = None) -> NewFolder:
    """Make keys and an empty database; raises :class:`UserError` when the folder already has data."""
    if has_data(access):
        raise UserError(f"Folder {access.data_dir} sudah berisi data. Pilih folder kosong.")
    unsafe = unsafe_place(access.data_dir)
    if unsafe is not None:
        raise UserError(unsafe)
    with shown_to_people(), keys_named():
        made = keys.create(access.data_dir, key_file=access.key_file, passphrase=access.passphrase)
        store = Store(access.data_dir, made.data_key)
        store.prepare()
    return NewFolder(Office(store, clock or SystemClock()), made.recovery_code, made.protection, made.where)


def open_office(access: Access, clock: Clock | None = None, *, busy_ms: int = 5000) -> Office:
    """Open an existing folder: key first, then the file, then its schema (backed up before a migration).

    Raises :class:`WrongOrMissingKey`, :class:`Damaged`, :class:`DataNewerThanProgram` or :class:`UserError`.
    """
    if not has_data(access):
        raise UserError(f"Belum ada data di {access.data_dir}. Jalankan penyiapan (init) dahulu.")
    with shown_to_people(), keys_named():
        complete_restore(access.data_dir)
        data_key = keys.open_key(access.data_dir, key_file=access.key_file, passphrase=access.passphrase)
        _data_are_there(access.data_dir / FILE_NAME)
        frozen = not os.access(access.data_dir, os.W_OK)
        store = Store(access.data_dir, data_key, busy_ms=busy_ms, read_only=frozen)
        office = Office(store, clock or SystemClock())
        try:
            if _outdated(office):
                if frozen:
                    raise EnvironmentFault(FROZEN_AND_OLD)
                back_up(office, access.data_dir / BACKUPS)
                office.store.prepare()
        except BaseException:
            office.store.close()
            raise
    return office


def _data_are_there(file: Path) -> None:
    """An emptied file must never be taken for a new office: the driver would open it as an empty database."""
    if not file.exists():
        raise Damaged("Berkas data hilang dari folder, kuncinya masih ada. Pulihkan dari cadangan terakhir.")
    if file.stat().st_size == 0:
        raise Damaged("Berkas data kosong. Pulihkan dari cadangan terakhir.")


def _outdated(office: Office) -> bool:
    with office.store.reading() as connection:
        if schema.current_version(connection) is None:
            raise Damaged("Berkas data tidak berisi kantor. Pulihkan dari cadangan terakhir.")
        return schema.needs_upgrade(connection)


@contextmanager
def keys_named() -> Iterator[None]:
    """Let key problems leave the block as sentences."""
    try:
        yield
    except keys.KeyStoreDamaged as problem:
        raise Damaged(f"Berkas kunci rusak ({problem.what}). Pulihkan dari cadangan; data tidak disentuh.") from problem
    except keys.MissingKey as problem:
        raise WrongOrMissingKey(
            "Kunci data tidak ditemukan. Pasang berkas kunci atau isi kata sandi; data tidak disentuh."
        ) from problem
    except keys.RecoveryCodeTypo as problem:
        raise WrongOrMissingKey("Kode pemulihan salah ketik. Periksa huruf dan angkanya pada kertas.") from problem
    except keys.KeyProblem as problem:
        raise WrongOrMissingKey("Kunci tidak cocok dengan data ini. Tidak ada yang diubah atau dipindah.") from problem
    except UnsafeSettings as problem:
        raise EnvironmentFault(
            f"Pustaka basis data tidak aman dipakai ({problem.what}). Pasang ulang program."
        ) from None


def back_up(office: Office, target: Path, *, make_target: bool = True) -> BackupResult:
    """One verified backup, rehearsed by restoring it aside; old ones are thinned afterwards."""
    with shown_to_people(), office.store.reading() as connection:
        expected = sorted(_stored_hashes(connection))
        letters = connection.execute(select(request_table.c.id)).all()
        now = office.clock.now()
    try:
        result = make_backup(
            office.store.data_dir,
            target,
            office.store.data_key,
            schema_version=schema.HEAD,
            anchor=lambda raw: _raw_anchor(raw),
            rehearse=lambda raw: _rehearse(raw),
            expected_attachments=expected,
            facts={"letters": len(letters)},
            make_target=make_target,
            now=now,
        )
    except BackupFailed as failure:
        raise _backup_error(failure) from failure
    manifest = read_manifest(result.path)
    thin(target, manifest.data_id)
    return result


def _backup_error(failure: BackupFailed) -> EnvironmentFault:
    sentences = {
        "full": "Tempat cadangan penuh, cadangan BELUM dibuat. Kosongkan ruang atau pilih tempat lain.",
        "gone": "Tempat cadangan tidak ditemukan. Pasang stik USB-nya, lalu ulangi.",
        "readonly": "Tempat cadangan hanya dapat dibaca. Pilih tempat lain.",
        "verify": "Cadangan gagal dalam uji pulih, jadi tidak dipakai. Cadangan lama tetap ada.",
    }
    kind = DiskFull if failure.reason == "full" else EnvironmentFault
    return kind(sentences.get(failure.reason, "Cadangan gagal dibuat. Cadangan lama tetap ada; ulangi sebentar lagi."))


def _stored_hashes(connection: Any) -> set[str]:
    return _hashes(connection, erased=False)


def erased_hashes(connection: Any) -> set[str]:
    """Scans and papers of which every row belongs to a subject whose key was destroyed."""
    return _hashes(connection, erased=True) - _hashes(connection, erased=False)


def _hashes(connection: Any, *, erased: bool) -> set[str]:
    keys = select(subject_key.c.id).where(subject_key.c.destroyed_at.is_not(None))
    cases = select(request_table.c.id).where(request_table.c.subject_key_id.in_(keys))
    scans, papers = attachment.c.subject_key_id.in_(keys), func.coalesce(paper.c.request_id, 0).in_(cases)
    found = set(connection.execute(select(attachment.c.sha256).where(scans if erased else ~scans)).scalars())
    return found | set(connection.execute(select(paper.c.sha256).where(papers if erased else ~papers)).scalars())


def _raw_anchor(raw: Any) -> dict[str, object]:
    row = raw.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return {"sequence": row[0] if row else 0, "hash": row[1] if row else journal.GENESIS}


def _rehearse(raw: Any) -> list[str]:
    """The chain of the copy must hold (replay is the daily check's business)."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from db.engine import driver

    engine = create_engine("sqlite://", module=driver(), creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        return journal.verify_chain(connection).problems


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verification found; ``problems`` empty means all is well.

    ``damage`` are those of the file and its journal: nobody may write on; a lost scan or a gap is told and lived with.
    """

    entries: int
    anchor: Anchor
    problems: tuple[str, ...]
    damage: tuple[str, ...] = ()


def verify(office: Office, anchors: tuple[Anchor, ...] = ()) -> Checked:
    """Integrity, foreign keys, chain, replay against the live tables, attachments, and agenda gaps."""
    with shown_to_people():
        folded = office.store.checkpoint()
    with shown_to_people(), office.store.reading() as connection:
        search_index.look_afresh(connection)
        problems = [
            f"berkas data: {row[0]}"
            for row in connection.exec_driver_sql("PRAGMA integrity_check").all()
            if row[0] != "ok"
        ]
        if folded:
            problems += [f"halaman terenkripsi: {words}" for words in torn_pages(connection)]
        problems += [
            f"hubungan putus di tabel {row[0]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
        chain = journal.verify_chain(connection, anchors)
        problems += chain.problems
        problems += journal.verify_replay(connection)
        damage = tuple(problems)
        problems += search_index.problems(connection)
        problems += _agenda_gaps(connection)
        problems += _oversold(connection)
        expected = _stored_hashes(connection)
        newest = journal.newest(connection)
    files = attachments(office).verify_all(expected)
    problems += [f"lampiran hilang: {name}" for name in files.missing]
    problems += [f"lampiran berubah: {name}" for name in files.changed]
    return Checked(chain.entries, newest, tuple(problems), damage)


def torn_pages(connection: Any) -> list[str]:
    """Pages of the file whose seal does not hold.

    Ask only after a checkpoint: a power cut in the middle of one leaves torn pages in the file that are whole in the
    log, and folding the log again mends them. They are no damage.
    """
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]


def _agenda_gaps(connection: Any) -> list[str]:
    # A year without a book holds only the cases that an imported package of its neighbour names.
    rows = connection.exec_driver_sql(
        "SELECT agenda_year, min(agenda_number), max(agenda_number), count(*) FROM request WHERE agenda_year IN "
        "(SELECT year FROM agenda_book WHERE direction = 'incoming') GROUP BY agenda_year"
    ).all()
    return [
        f"buku agenda {year}: {last - first + 1 - count} nomor hilang antara {first} dan {last}"
        for year, first, last, count in rows
        if last - first + 1 != count
    ]


def _oversold(connection: Any) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.quota, count(*) FROM session s JOIN seat t ON t.session_id = s.id "
        "WHERE t.state != 'RELEASED' AND t.voided_at IS NULL GROUP BY s.id, s.quota HAVING count(*) > s.quota"
    ).all()
    return [f"kelas {row[0]} terisi {row[2]} dari kuota {row[1]}" for row in rows]


def anchor(office: Office) -> Anchor:
    """The journal's present anchor."""
    with shown_to_people(), office.store.reading() as connection:
        return journal.newest(connection)


def restore(access: Access, file: Path, *, recovery_code: str | None = None) -> RestoreResult:
    """Put a backup in the place of the data; what was there is moved aside, never deleted."""
    try:
        manifest = read_manifest(file)
        data_key = data_key_for(access, manifest, recovery_code)
        with keys_named():
            return restore_backup(file, access.data_dir, data_key, rehearse=_rehearse)
    except RestoreFailed as failure:
        raise Damaged(
            f"Cadangan itu tidak dapat dipulihkan ({failure.reason}). Data sekarang tidak disentuh."
        ) from None
    except OSError as problem:
        raise EnvironmentFault("Berkas cadangan tidak dapat dibaca. Periksa letaknya.") from problem


def data_key_for(access: Access, manifest: Manifest, recovery_code: str | None) -> bytes:
    """The key that opens a backup: by the code from the envelope, else as this PC opens its own data.

    Raises :class:`WrongOrMissingKey`.
    """
    with keys_named():
        if recovery_code is None and keys.have_keys(access.data_dir):
            return keys.open_key(access.data_dir, key_file=access.key_file, passphrase=access.passphrase)
        return keys.open_wraps(
            dict(manifest.keys),
            key_file=access.key_file,
            passphrase=access.passphrase,
            recovery_code=recovery_code,
        )


def recover(access: Access, code: str, *, now: datetime | None = None) -> keys.CreatedKeys:
    """Open a folder by its recovery code and give it a new daily way; the code is replaced by the one returned.

    Everybody is told for a week: a note beside the data says when the code was used.
    """
    if not keys.have_keys(access.data_dir):
        raise UserError(f"Belum ada data di {access.data_dir}. Pulihkan dari cadangan dengan --from.")
    with shown_to_people(), keys_named():
        complete_restore(access.data_dir)
        made = keys.open_with_recovery(access.data_dir, code, key_file=access.key_file, passphrase=access.passphrase)
    moment = now or SystemClock().now()
    with contextlib.suppress(OSError):
        (access.data_dir / RECOVERY_NOTE).write_text(moment.isoformat(), encoding="utf-8")
    return made


def restore_by_code(access: Access, file: Path, code: str) -> keys.CreatedKeys:
    """A backup on another PC: put it in place, give this PC its daily way, and replace the used code."""
    restore(access, file, recovery_code=code)
    return recover(access, code)


def backup_folder(office: Office) -> Path:
    """Where backups go: the office's setting, else a folder beside the data."""
    with office.store.reading() as connection:
        chosen = str(setting(connection, BACKUP_FOLDER, today(office.clock.now()))).strip()
    return Path(chosen).expanduser() if chosen else office.store.data_dir / BACKUPS


def ours_to_make(office: Office, place: Path) -> bool:
    """Only the folder beside the data; the path of a pulled stick must not become a folder of the system disk."""
    return place == office.store.data_dir / BACKUPS


def renew_recovery_code(office: Office) -> str:
    """A new recovery code, for one that nobody has seen or that was lost; the old one stops opening the folder."""
    with shown_to_people(), keys_named():
        return keys.replace_recovery_code(office.store.data_dir, office.store.data_key)


def close(office: Office) -> None:
    """Fold the log and let go of the file; the backup of a clean end is made before, by ``backup_rounds.close``."""
    with shown_to_people():
        office.store.checkpoint()
    office.store.close()
