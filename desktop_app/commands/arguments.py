"""The grammar of the command line with its help in Indonesian; only the standard library is loaded for it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from desktop_app.errors import UserError

PROGRAM = "loket-training"
LISTS = ("permohonan", "peserta", "sesi", "petugas", "agenda-masuk", "agenda-keluar")
REGISTERS = (
    *("agenda-masuk", "agenda-keluar", "ekspedisi", "permohonan", "peserta", "jadwal", "kehadiran"),
    *("mutu-baku", "daftar-berkas"),
)
LATER = ("read-scan",)
"""Verbs of the contract that later issues bring."""

_WORDS = {
    "usage: ": "pemakaian: ",
    "options": "pilihan",
    "positional arguments": "isian",
    "show this help message and exit": "tampilkan bantuan ini",
    "the following arguments are required: %s": "isian ini belum ada: %s",
    "unrecognized arguments: %s": "isian ini tidak dikenal: %s",
    "expected one argument": "perlu satu nilai",
    "expected at least one argument": "perlu sekurangnya satu nilai",
    "invalid %(type)s value: %(value)r": "nilai %(value)r salah",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "one of the arguments %s is required": "salah satu ini perlu: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak dikenal, pilih dari %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s dapat berarti %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "perintah %(parser_name)r tidak dikenal: %(choices)s",
}


class Parser(argparse.ArgumentParser):
    """A parser that raises a sentence instead of printing an English one."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; exit code 2."""
        raise UserError(f"Perintah belum benar: {message}. Lihat “{self.prog} --help”.")


def _spoken(text: str) -> str:
    return _WORDS.get(text, text)


Adder = Callable[[argparse.ArgumentParser], None]


def build() -> Parser:
    """The whole grammar."""
    vars(argparse)["_"] = _spoken  # argparse looks its words up under this name at every use
    shared = _shared()
    parser = Parser(
        prog=PROGRAM,
        parents=[shared],
        description="Loket Training: agenda, disposisi, jadwal, dan kertas training. Tanpa perintah: jendela.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="PERINTAH", parser_class=Parser)
    for name, help_text, add in _VERBS:
        add(verbs.add_parser(name, help=help_text, description=help_text, parents=[shared]))
    for name in LATER:
        later = verbs.add_parser(name, help="belum tersedia pada versi ini", parents=[shared])
        later.add_argument("anything", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _shared() -> Parser:
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data-dir", type=Path, metavar="DIR", help="folder data (bawaan: LOKET_DATA_DIR)")
    shared.add_argument("--json", action="store_true", help="jawaban sebagai JSON")
    return shared


def _init(verb: argparse.ArgumentParser) -> None:
    chosen = verb.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--from", dest="plan", type=Path, metavar="BERKAS.json", help="isi penyiapan")
    chosen.add_argument("--example", action="store_true", help="tampilkan contoh berkas penyiapan yang lengkap")


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--requests", type=_count, default=40, metavar="N", help="jumlah permohonan (bawaan 40)")
    verb.add_argument("--seed", type=int, default=24, metavar="S", help="angka acak awal; angka sama, isi sama")


def _act(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--as", dest="officer", required=True, metavar="PETUGAS", help="nama masuk; PIN dari LOKET_PIN")
    verb.add_argument("--action", required=True, metavar="TINDAKAN", help="lihat “actions”")
    verb.add_argument("--on", metavar="KUNCI", help="147/2026, sesi:12, peserta:88, ruang:lab, petugas:wulan")
    verb.add_argument("--key", required=True, metavar="UUID", help="kunci simpan: kunci sama, hasil sama")
    verb.add_argument("--data", default="{}", metavar="JSON", help="isian tindakan")


def _list(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", choices=LISTS, metavar="APA", help=", ".join(LISTS))
    verb.add_argument("--full", action="store_true", help="data pribadi lengkap; dicatat dalam jurnal")
    verb.add_argument("--year", type=int, metavar="TAHUN", help="tahun agenda")
    verb.add_argument("--as", dest="officer", metavar="PETUGAS", help="baca sebagai petugas; PIN dari LOKET_PIN")


def _show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("key", metavar="KUNCI", help="147/2026 atau sesi:12")
    verb.add_argument("--full", action="store_true", help="data pribadi lengkap; dicatat dalam jurnal")
    verb.add_argument("--as", dest="officer", metavar="PETUGAS", help="baca sebagai petugas; PIN dari LOKET_PIN")


def _paper(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("kind", nargs="?", metavar="JENIS", help="jenis kertas; lihat --list")
    verb.add_argument("key", nargs="?", metavar="KUNCI", help="147/2026, sesi:12, peserta:88")
    verb.add_argument("--list", dest="list_kinds", action="store_true", help="daftar jenis kertas")
    verb.add_argument("--blank", action="store_true", help="bentuk kosong untuk pena")
    verb.add_argument("--size", metavar="UKURAN", help="f4, half_f4, a4, legal")
    verb.add_argument("-o", dest="output", type=Path, metavar="BERKAS.pdf", help="tujuan")


def _export(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", choices=REGISTERS, metavar="APA", help=", ".join(REGISTERS))
    verb.add_argument("--format", choices=("xlsx", "pdf"), required=True, metavar="xlsx|pdf", help="bentuk berkas")
    verb.add_argument("--year", type=int, metavar="TAHUN", help="tahun")
    verb.add_argument("--from", dest="first", metavar="TANGGAL", help="dari tanggal (2026-11-01)")
    verb.add_argument("--to", dest="last", metavar="TANGGAL", help="sampai tanggal")
    verb.add_argument("--full", action="store_true", help="peserta: data pribadi lengkap; dicatat dalam jurnal")
    verb.add_argument("--reason", metavar="ALASAN", help="alasan; wajib dengan --full")
    verb.add_argument("-o", dest="output", type=Path, required=True, metavar="BERKAS", help="tujuan")


def _import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="BERKAS", help="xlsx, xls, ods, csv")
    verb.add_argument("--columns", metavar="A,B", help="isian tiap kolom, kosong bila tidak diambil; bawaan: ditebak")
    verb.add_argument("--on", metavar="KUNCI", help="simpan ke permohonan ini (147/2026); tanpa ini hanya diperiksa")
    verb.add_argument("--as", dest="officer", metavar="PETUGAS", help="nama masuk; PIN dari LOKET_PIN")
    verb.add_argument("--key", metavar="UUID", help="kunci simpan: kunci sama, hasil sama")
    verb.add_argument("--reason", metavar="ALASAN", help="alasan, bila seseorang duduk di kelas lain hari itu")


def _form(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-o", dest="output", type=Path, required=True, metavar="BERKAS", help="tujuan, .pdf atau .xlsx")


def _backup(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-o", dest="output", type=Path, required=True, metavar="FOLDER", help="folder cadangan")


def _restore(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan (.loket)")
    verb.add_argument("--check", action="store_true", help="hanya tampilkan surat yang tidak ada di cadangan itu")
    verb.add_argument("--code", metavar="KODE", help="kode pemulihan (atau LOKET_RECOVERY_CODE)")


def _verify(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--anchor", action="append", default=[], metavar="URUT-HASH", help="jangkar dari lembar atau cadangan"
    )


def _recover(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--code", metavar="KODE", help="kode pemulihan (atau LOKET_RECOVERY_CODE)")
    verb.add_argument("--from", dest="file", type=Path, metavar="BERKAS", help="pulihkan dari cadangan ini")


def _archive(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--year", type=int, required=True, metavar="TAHUN", help="tahun agenda")
    verb.add_argument(
        "-o", dest="output", type=Path, required=True, metavar="FOLDER", help="folder paket, atau nama .zip"
    )


def _archive_verify(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("folder", type=Path, metavar="FOLDER", help="folder paket, atau berkas .zip")


def _plan(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--instance", type=Path, metavar="BERKAS.json", help="rencana dari berkas; bila kosong: antrean")
    verb.add_argument("--seconds", type=_seconds, default=60.0, metavar="N", help="paling lama mencari (bawaan 60)")


def _tour(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-o", dest="output", type=Path, required=True, metavar="FOLDER", help="folder gambar")
    verb.add_argument("--size", default="1366x689", metavar="LxT", help="ukuran jendela")
    verb.add_argument("--dark", action="store_true", help="tema gelap")


def _walk(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-o", dest="output", type=Path, default=Path("build/demo"), metavar="FOLDER", help="hasil")


def _nothing(verb: argparse.ArgumentParser) -> None:
    """A verb without words of its own."""


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 86_400:
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise ValueError(text)
    return number


_VERBS: tuple[tuple[str, str, Adder], ...] = (
    ("init", "menyiapkan kantor dari satu berkas", _init),
    ("demo", "mengisi folder kosong dengan data contoh", _demo),
    ("actions", "daftar semua tindakan dengan isiannya", _nothing),
    ("act", "menjalankan satu tindakan", _act),
    ("list", "daftar sebagai JSON", _list),
    ("show", "satu berkas atau kelas", _show),
    ("matrix", "peran x tindakan x keadaan", _nothing),
    ("paper", "satu kertas sebagai PDF", _paper),
    ("import", "peserta dari berkas: diperiksa, atau disimpan ke permohonan", _import),
    ("form", "formulir kosong untuk dibagikan (PDF atau Excel)", _form),
    ("export", "buku dan daftar sebagai Excel atau PDF", _export),
    ("backup", "cadangan yang sudah diuji pulih", _backup),
    ("restore", "memulihkan dari cadangan", _restore),
    ("verify", "memeriksa berkas, rantai jurnal, dan lampiran", _verify),
    ("anchor", "jangkar jurnal sekarang", _nothing),
    ("recover", "membuka dengan kode pemulihan", _recover),
    ("archive", "paket arsip satu tahun yang terbuka tanpa program ini", _archive),
    ("archive-verify", "memeriksa paket arsip", _archive_verify),
    ("archive-import", "memasukkan paket arsip ke pemasangan yang kosong", _archive_verify),
    ("plan", "usul jadwal bagi semua yang menunggu", _plan),
    ("tour", "gambar dari setiap layar", _tour),
    ("walk", "delapan langkah dengan papan ketik pada data contoh", _walk),
    ("selftest", "program yang terpasang memeriksa dirinya", _nothing),
    ("version", "versi program", _nothing),
)
