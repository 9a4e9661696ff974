"""Agenda numbers: gap-free per book and year, taken only inside the transaction that uses them (DOMAIN 1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase
from typing import Any

from sqlalchemy import RowMapping, func, select

from db.tables_office import agenda_book
from db.tables_requests import request as request_table
from db.tables_schedule import outgoing_letter
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.services.letter_fields import one_of
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import next_number

LARGEST_NUMBER = 99_999
FIRST_YEAR, LAST_YEAR = 2000, 2199

INCOMING, OUTGOING = "incoming", "outgoing"
OWN, EXTERNAL = "own", "external"


def book_of(work: Work, direction: str, year: int) -> RowMapping:
    """The book of a year, opened with last year's source when nobody opened it; raises when it is closed."""
    books = (
        work.unit.connection.execute(
            select(agenda_book).where(agenda_book.c.direction == direction).order_by(agenda_book.c.year)
        )
        .mappings()
        .all()
    )
    found = next((b for b in books if b["year"] == year), None)
    if found is None:
        source = books[-1]["source"] if books else OWN
        made = work.unit.insert(agenda_book, direction=direction, year=year, source=source, first_number=1)
        found = work.unit.get(agenda_book, made)
    if found["closed_at"] is not None:
        raise RuleRefusal(
            f"Buku agenda tahun {year} sudah ditutup. Periksa tanggal terima, atau minta Kasubbag.",
            field="received_at",
        )
    return found


def take_incoming(work: Work, year: int, external_number: str | None) -> dict[str, Any]:
    """The columns that give a new request its number: the next one of its year of receipt.

    With an outside book (SRIKANDI, Setda) the typed number is required and unique; our own running number stays the
    key of the case.
    """
    book = book_of(work, INCOMING, year)
    if book["source"] == EXTERNAL and not external_number:
        raise UserError(
            "Nomor agenda dari buku luar belum diisi. Salin nomornya dari SRIKANDI atau buku Setda.",
            field="external_number",
        )
    taken = work.unit.connection.execute(
        select(func.max(request_table.c.agenda_number)).where(request_table.c.agenda_year == year)
    ).scalar()
    return {
        "agenda_year": year,
        "agenda_number": next_number(taken, book["first_number"]),
        "agenda_source": book["source"],
        "external_number": external_number or None,
    }


@dataclass(frozen=True, slots=True)
class OutgoingNumber:
    """A number of the outgoing book; ``suffix`` marks an inserted one, ``outside`` is what another book gave."""

    number: int
    suffix: str = ""
    outside: str = ""


def take_outgoing(work: Work, day: date, *, external_number: str = "") -> OutgoingNumber:
    """The next number of the outgoing book; only for a letter that is being issued.

    A date before that of the last letter gets an inserted number behind the last one of its day, with a reason.
    """
    book = book_of(work, OUTGOING, day.year)
    taken = work.unit.connection.execute(
        select(func.max(outgoing_letter.c.number)).where(outgoing_letter.c.year == day.year)
    ).scalar()
    number = next_number(taken, book["first_number"])
    if book["source"] == EXTERNAL:
        return OutgoingNumber(number, outside=_outside_number(work, day.year, external_number))
    if external_number:
        raise UserError(
            "Buku surat keluar bernomor sendiri. Kosongkan nomor dari luar, atau ubah sumbernya di Pengaturan.",
            field="external_number",
        )
    newest = work.unit.connection.execute(
        select(func.max(outgoing_letter.c.letter_date)).where(
            outgoing_letter.c.year == day.year, outgoing_letter.c.suffix == ""
        )
    ).scalar()
    return OutgoingNumber(number) if newest is None or day >= newest else _inserted(work, day)


def _outside_number(work: Work, year: int, external_number: str) -> str:
    if not external_number:
        raise UserError(
            "Nomor surat dari buku luar belum diisi. Salin nomornya dari SRIKANDI atau buku Setda.",
            field="external_number",
        )
    known = work.unit.connection.execute(
        select(outgoing_letter.c.id).where(
            outgoing_letter.c.year == year, outgoing_letter.c.full_number == external_number
        )
    ).first()
    if known is not None:
        raise UserError(
            f"Nomor {external_number} sudah dipakai surat lain tahun {year}. Periksa nomornya.",
            field="external_number",
        )
    return external_number


def _inserted(work: Work, day: date) -> OutgoingNumber:
    """ "Nomor sisipan": the last number of that day with the next free letter behind it (DOMAIN 1.3)."""
    if not (work.act.reason or "").strip():
        raise NeedsReason(
            "Sudah ada surat keluar bertanggal sesudahnya. Pakai tanggal hari ini, atau tulis alasan nomor sisipan.",
            field="reason",
        )
    connection = work.unit.connection
    base = connection.execute(
        select(func.max(outgoing_letter.c.number)).where(
            outgoing_letter.c.year == day.year, outgoing_letter.c.letter_date <= day
        )
    ).scalar()
    if base is None:
        raise RuleRefusal(
            "Belum ada nomor pada atau sebelum tanggal itu untuk disisipi. Pakai tanggal yang lebih kemudian.",
            field="letter_date",
        )
    used = set(
        connection.execute(
            select(outgoing_letter.c.suffix).where(outgoing_letter.c.year == day.year, outgoing_letter.c.number == base)
        ).scalars()
    )
    free = next((sign for sign in ascii_lowercase if sign not in used), None)
    if free is None:
        raise RuleRefusal(f"Nomor {base} sudah disisipi 26 kali. Pakai tanggal hari ini.", field="letter_date")
    return OutgoingNumber(base, suffix=free)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(f"Tahun buku agenda {year} tidak wajar. Periksa tahunnya.", field="year")


@use_case("open_agenda_book")
def open_agenda_book(work: Work, *, direction: str, year: int, source: str = OWN, first_number: int = 1) -> None:
    """Open a book for a year: its source and the first number the program gives (when paper came before it)."""
    one_of(direction, (INCOMING, OUTGOING), "direction")
    one_of(source, (OWN, EXTERNAL), "source")
    if not 1 <= first_number <= LARGEST_NUMBER:
        sentence = f"Nomor pertama 1 sampai {LARGEST_NUMBER}, terisi {first_number}. Periksa angkanya."
        raise UserError(sentence, field="first_number")
    _check_year(year)
    found = work.unit.connection.execute(
        select(agenda_book.c.id).where(agenda_book.c.direction == direction, agenda_book.c.year == year)
    ).scalar()
    if found is None:
        work.unit.insert(agenda_book, direction=direction, year=year, source=source, first_number=first_number)
        return
    used = work.unit.connection.execute(
        select(func.count()).where(
            outgoing_letter.c.year == year if direction == OUTGOING else request_table.c.agenda_year == year
        )
    ).scalar()
    if used:
        raise RuleRefusal(f"Buku agenda {year} sudah berisi, nomor pertamanya tidak dapat diubah lagi.")
    work.unit.update(agenda_book, found, source=source, first_number=first_number)


@use_case("close_agenda_book")
def close_agenda_book(work: Work, *, direction: str, year: int) -> None:
    """Close the book of a year: no number can be taken from it any more (DOMAIN 1.2)."""
    one_of(direction, (INCOMING, OUTGOING), "direction")
    _check_year(year)
    book = book_of(work, direction, year)
    work.unit.update(agenda_book, book["id"], closed_at=work.recorded_at)
