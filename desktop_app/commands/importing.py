"""``import`` and ``form``: people of a file into a case, and the empty forms to hand out."""

from __future__ import annotations

from argparse import Namespace
from typing import Any
from uuid import UUID

from desktop_app import composition
from desktop_app.commands import signing_in, subjects
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access
from desktop_app.documents.export_file import write_atomically
from desktop_app.errors import UserError
from desktop_app.importing.columns import FIELDS
from desktop_app.importing.reading import PeopleTable, read_table
from desktop_app.importing.rows import Judged
from desktop_app.office_time import today
from desktop_app.queries import cases
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import ASK_NIK
from desktop_app.services.participants_import import import_participants
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Office

ACTION = "import_participants"


def import_people(access: Access, given: Namespace) -> int:
    """``import FILE [--columns A,B,...] [--on KEY --as USER --key UUID]``; without ``--on`` it only judges."""
    saves = given.on is not None
    if saves and (given.officer is None or given.key is None):
        raise UserError("Untuk menyimpan tulis juga --as PETUGAS dan --key UUID.", field="as")
    table = read_table(given.file.absolute())
    with composition.opened(access, saves=saves) as office:
        fields = _columns(given.columns, table)
        judged = _judged(office, table, fields, given.on)
        told = _told(table, fields, judged)
        if saves:
            if not judged.taken:
                raise UserError("Tidak ada baris yang dapat diambil. Jalankan tanpa --on untuk melihat alasannya.")
            actor = signing_in.officer(office, access, given.officer, ACTION)
            with office.store.reading() as connection:
                request = subjects.find(connection, given.on)
            people = tuple(ParticipantEntry(**row.values) for row in judged.taken)
            act = Act(actor=actor, key=_key(given.key), reason=given.reason)
            done = import_participants(office, act, request=request.id, participants=people)
            told |= {"saved": done.value.people, "places": done.value.places, "seq": done.seq}
    lines = [f"{told['accepted']} diterima, {told['rejected']} tidak diterima dari {told['rows']} baris"]
    lines += [f"baris {one['row']}: {one['reason']}" for one in told["refusals"]]
    answer(given.json, told, lines)
    return 0


def _columns(text: str | None, table: PeopleTable) -> tuple[str, ...]:
    if text is None:
        return table.guess.fields
    named = tuple(one.strip().replace("-", "") for one in text.split(","))
    strange = [one for one in named if one and one not in FIELDS]
    if strange:
        raise UserError(f"Kolom “{strange[0]}” tidak dikenal. Yang dikenal: {', '.join(FIELDS)}.", field="columns")
    return named


def _judged(office: Office, table: PeopleTable, fields: tuple[str, ...], on: str | None) -> Judged:
    now = office.clock.now()
    present: list[dict[str, str]] = []
    with office.store.reading() as connection:
        with_nik = bool(setting(connection, ASK_NIK, today(now)))
        if on is not None:
            subject = subjects.find(connection, on)
            if subject.kind != "permohonan":
                raise UserError("Peserta masuk ke permohonan: tulis --on seperti 147/2026.", field="on")
            present = [
                {"full_name": one.full_name, "nip": one.nip, "mobile": one.mobile}
                for one in cases.case(connection, subject.id, now).participants
                if one.status == "ACTIVE" and one.full_name
            ]
    return table.judged(today(now), fields, present=present, with_nik=with_nik)


def _told(table: PeopleTable, fields: tuple[str, ...], judged: Judged) -> dict[str, Any]:
    return {
        "file": table.source,
        "sheet": table.sheet,
        "columns": list(fields),
        "rows": len(judged.rows),
        "accepted": len(judged.taken),
        "rejected": len(judged.refused),
        "refusals": [{"row": row.number, "reason": row.refused} for row in judged.refused],
        "doubts": [{"row": row.number, "doubts": list(row.doubts)} for row in judged.taken if row.doubts],
    }


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise UserError(f"Kunci simpan “{text}” bukan UUID. Buat yang baru, lalu kirim lagi.", field="key") from None


def form(access: Access, given: Namespace) -> int:
    """``form -o F.pdf|F.xlsx``: an empty form to hand out; the ending says which."""
    from desktop_app.papers.handouts import make_handout

    path = given.output.absolute()
    with composition.opened(access) as office, office.store.reading() as connection:
        made = make_handout(connection, path.suffix.lower().removeprefix("."), office.clock.now())
    written = write_atomically(path, made)
    if written.notice:
        tell(written.notice)
    answer(given.json, {"file": str(written.path)}, [f"Formulir kosong: {written.path}"])
    return 0
