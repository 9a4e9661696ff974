"""``archive``, ``archive-verify`` and ``archive-import``: the yearly package that opens without the program."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from desktop_app import composition
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access
from desktop_app.errors import Damaged
from desktop_app.papers.yearly_package import make_yearly_package
from desktop_app.services import data_folder, files, package_import
from desktop_app.services.disclosure import disclose
from desktop_app.services.package_check import check_package
from desktop_app.services.use_case import Act

MOST_TOLD = 50


def archive(access: Access, given: Namespace) -> int:
    """``archive --year Y -o DIR``: a folder, or a ZIP where the name ends so; the journal notes who took it."""
    target = given.output.absolute()
    with composition.opened(access) as office:
        disclose(office, Act(actor=composition.command_line_actor()), what=f"paket arsip tahun {given.year}")
        store = files.attachments(office)
        with office.store.reading() as connection:
            made = make_yearly_package(
                connection,
                given.year,
                target,
                now=office.clock.now(),
                stored=store.open_bytes,
                chunks=store.chunks,
                tick=_dots if sys.stderr.isatty() else None,
            )
    for problem in made.problems[:MOST_TOLD]:
        tell(problem)
    value: dict[str, Any] = {
        "archive": str(made.path),
        "year": made.year,
        "cases": made.cases,
        "files": made.files,
        "anchor": made.anchor,
        "digest": made.digest,
        "problems": made.problems,
    }
    lines = [
        f"Paket arsip tahun {made.year}: {made.cases} berkas permohonan, {made.path}",
        f"Sidik manifest {made.digest}; catat di berita acara.",
        "Paket ini memuat data pribadi dan tidak terenkripsi. Simpan di tempat terkunci.",
    ]
    answer(given.json, value, lines)
    return 0


def _dots(done: int, total: int) -> None:
    """One line that counts; ended with the last case, so that what is told next begins on its own."""
    print(f"\r{done} dari {total} berkas", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def archive_verify(access: Access, given: Namespace) -> int:
    """``archive-verify DIR``: exit code 4 and a sentence for each file that is not what was archived."""
    found = check_package(given.folder)
    value: dict[str, Any] = {
        "ok": not found.problems,
        "year": found.year,
        "anchor": found.anchor,
        "digest": found.digest,
        "files": found.files,
        "problems": list(found.problems),
        "letters": found.letters,
        "people": found.people,
        "years": list(found.years),
    }
    lines = [
        f"Paket arsip tahun {found.year}, {found.files} berkas, jangkar {found.anchor}.",
        f"Sidik manifest {found.digest}.",
        *found.problems[:MOST_TOLD],
    ]
    if not found.problems:
        years = ", ".join(map(str, found.years))
        lines.append(f"Isinya {found.letters} surat (tahun {years}), {found.people} orang, {found.classes} kelas.")
    answer(given.json, value, lines)
    if found.problems:
        tell(f"Paket tidak utuh: {'; '.join(found.problems[:3])} Pakai salinan paket yang lain.")
        return Damaged.exit_code
    return 0


def archive_import(access: Access, given: Namespace) -> int:
    """``archive-import DIR``: an empty folder becomes an office with the year of the package in it."""
    path = str(given.folder.absolute())
    check_package(given.folder).must_be_sound()  # before a folder is made for it
    new = None if data_folder.has_data(access) else data_folder.create(access)
    office = new.office if new is not None else data_folder.open_office(access)
    try:
        actor = composition.command_line_actor()
        done = package_import.import_package(office, Act(actor=actor), folder=path).value
        pins = package_import.first_pins(office, actor)
    finally:
        office.store.close()
    value: dict[str, Any] = {
        "year": done.year,
        "requests": done.requests,
        "sessions": done.sessions,
        "rows": done.rows,
        "files": done.files,
        "recovery_code": new.recovery_code if new is not None else None,
        "key_file": str(new.key_file) if new is not None and new.key_file else None,
        "officers": [{"handle": one.handle, "full_name": one.full_name, "pin": one.pin} for one in pins],
    }
    lines = [f"Paket arsip tahun {done.year} diimpor: {done.requests} surat, {done.sessions} kelas."]
    lines += [f"  {one.handle:<12} {one.pin}   {one.full_name} (PIN sekali pakai)" for one in pins]
    if new is not None:
        lines.append(f"Kode pemulihan, simpan dalam amplop tersegel: {new.recovery_code}")
    answer(given.json, value, lines)
    return 0
