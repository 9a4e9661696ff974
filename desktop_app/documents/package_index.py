"""The contents page of a yearly package: one HTML file for any browser, without scripts, with relative links only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

STYLE = """
body{font-family:Arial,Helvetica,sans-serif;color:#16202a;margin:2em auto;max-width:75em;padding:0 1em;line-height:1.45}
h1{font-size:1.5em;margin-bottom:.2em} h2{font-size:1.15em;margin-top:1.8em} p.small{color:#51606e;font-size:.9em}
table{border-collapse:collapse;width:100%;font-size:.92em} th,td{border-bottom:1px solid #c9d3da;padding:.35em .6em}
th{text-align:left;background:#eef3f5;position:sticky;top:0} td{vertical-align:top} td.n{white-space:nowrap}
tr.void td{text-decoration:line-through;color:#6b7680} a{color:#0b6b6b} .warn{background:#fdf0e7;padding:.6em 1em}
code{word-break:break-all} @media print{a{color:inherit;text-decoration:none} th{position:static}}
"""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One case: its number, what it is, and the PDF beside this page."""

    agenda: str
    received: str
    sender: str
    subject: str
    topics: str
    people: int
    schedule: str
    state: str
    path: str
    pages: int
    voided: bool = False


@dataclass(frozen=True, slots=True)
class IndexHead:
    """What stands above the cases."""

    office: str
    year: int
    made_on: str
    anchor: str
    registers: tuple[tuple[str, str, int], ...]
    problems: tuple[str, ...]


def index_html(head: IndexHead, lines: Iterable[IndexLine]) -> Iterator[bytes]:
    """The page piece by piece; every text is escaped."""
    title = f"Arsip permohonan training tahun {head.year}"
    yield (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(head.office)}. Disusun {escape(head.made_on)}.</p>\n"
        '<p class="small">Cari di halaman ini dengan Ctrl+F. Setiap nomor membuka satu PDF berisi surat, disposisi, '
        "pemberitahuan, konfirmasi, daftar hadir, laporan, dan riwayatnya. Paket ini memuat data pribadi dan tidak "
        "terenkripsi: simpan di tempat terkunci.</p>\n"
    ).encode()
    if head.problems:
        items = "".join(f"<li>{escape(one)}</li>" for one in head.problems)
        yield f'<div class="warn"><p>Tidak dapat dimuat:</p><ul>{items}</ul></div>\n'.encode()
    yield b"<h2>Buku dan daftar</h2>\n<ul>\n"
    for name, path, count in head.registers:
        yield f'<li><a href="{_link(path)}">{escape(name)}</a>, {count} baris</li>\n'.encode()
    yield (
        b'</ul>\n<p class="small">Data lengkap untuk program lain: folder <a href="data/">data</a> (JSON dan CSV).</p>'
        b"<h2>Berkas</h2>\n<table>\n<thead><tr><th>Agenda</th><th>Diterima</th><th>Pengirim dan hal</th><th>Aplikasi"
        b"</th><th>Peserta</th><th>Jadwal</th><th>Keadaan</th><th>Halaman</th></tr></thead>\n<tbody>\n"
    )
    for line in lines:
        yield _line(line).encode()
    yield (
        "</tbody>\n</table>\n<h2>Memeriksa keutuhan</h2>\n<p>Buka terminal di folder ini, lalu jalankan "
        "<code>python3 periksa.py</code>. Setiap berkas dibandingkan dengan "
        '<a href="manifest.json">manifest.json</a>.'
        f'</p>\n<p class="small">Jangkar jurnal saat disusun: <code>{escape(head.anchor)}</code></p>\n</body></html>\n'
    ).encode()


def _line(line: IndexLine) -> str:
    mark = ' class="void"' if line.voided else ""
    return (
        f'<tr{mark}><td class="n"><a href="{_link(line.path)}">{escape(line.agenda)}</a></td>'
        f'<td class="n">{escape(line.received)}</td><td>{escape(line.sender)}<br>{escape(line.subject)}</td>'
        f"<td>{escape(line.topics)}</td><td>{line.people}</td><td>{escape(line.schedule)}</td>"
        f"<td>{escape(line.state)}</td><td>{line.pages}</td></tr>\n"
    )


def _link(path: str) -> str:
    return escape(quote(path), quote=True)
