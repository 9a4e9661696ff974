"""From the store's faults to sentences a clerk can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from db import faults as store
from db.triggers import QUOTA_BELOW_TAKEN, SEATS_FULL
from db.unit_of_work import RowVanished
from desktop_app.errors import (
    Busy,
    Damaged,
    DataNewerThanProgram,
    DiskFull,
    EnvironmentFault,
    LoketError,
    RuleRefusal,
    UserError,
)
from desktop_app.sop.office_calendar import NoWorkingTime

NO_HOURS = "Jam kerja untuk tanggal itu tidak ada. Periksa tanggalnya, atau lengkapi Jam kerja di Pengaturan."
GONE = "Yang dipilih sudah tidak ada. Segarkan layar, lalu pilih lagi."


def sentence_for(fault: store.StoreFault) -> LoketError:
    """The error a person sees for a store fault."""
    if isinstance(fault, store.StoreBusy):
        return Busy("Data sedang dipakai jendela lain lebih dari 5 detik. Tunggu sebentar, lalu simpan lagi.")
    if isinstance(fault, store.StoreFull):
        return DiskFull("Disk penuh, data BELUM tersimpan. Kosongkan sedikit ruang disk, lalu simpan lagi.")
    if isinstance(fault, store.StoreReadOnly):
        return EnvironmentFault("Folder data hanya dapat dibaca, data BELUM tersimpan. Hubungi pengelola komputer.")
    if isinstance(fault, store.StoreTooNew):
        return DataNewerThanProgram(
            f"Data ini dibuat program yang lebih baru (skema {fault.found}). Perbarui program, data tidak disentuh."
        )
    if isinstance(fault, store.StoreDamaged):
        return Damaged("Berkas data rusak. Jangan menulis lagi; pulihkan dari cadangan terakhir.")
    if isinstance(fault, store.GuardRefused):
        return _guard(fault)
    return EnvironmentFault("Disk tidak dapat dibaca atau ditulis, data BELUM tersimpan. Salin cadangan ke stik USB.")


def _guard(fault: store.GuardRefused) -> LoketError:
    if SEATS_FULL in fault.guard:
        return RuleRefusal("Kursi kelas ini sudah penuh. Pilih kelas lain atau masukkan ke daftar tunggu.")
    if QUOTA_BELOW_TAKEN in fault.guard:
        return RuleRefusal("Kuota tidak boleh di bawah kursi yang sudah terisi. Pindahkan peserta dahulu.")
    if "external_number" in fault.guard:
        return UserError("Nomor agenda luar itu sudah dipakai surat lain.", field="external_number")
    if "FOREIGN KEY" in fault.guard:
        return UserError(GONE)
    return RuleRefusal(f"Penjaga data menolak perubahan ini ({fault.guard}). Tidak ada yang tersimpan.")


@contextmanager
def shown_to_people() -> Iterator[None]:
    """Let only errors with a sentence (or bugs of ours) leave the block."""
    try:
        yield
    except store.StoreFault as fault:
        raise sentence_for(fault) from fault
    except RowVanished as gone:
        raise UserError(GONE) from gone
    except NoWorkingTime as missing:
        raise UserError(NO_HOURS, field="occurred_at") from missing
    except OSError as problem:
        raise _file_fault(problem) from problem


def _file_fault(problem: OSError) -> LoketError:
    """Scans and papers lie beside the database as files; their faults read the same."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return sentence_for(store.StoreFull("disk"))
    if problem.errno in (errno.EROFS, errno.EACCES):
        return sentence_for(store.StoreReadOnly("disk"))
    return sentence_for(store.StoreIoFault("disk"))
