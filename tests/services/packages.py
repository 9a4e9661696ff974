"""Packages for tests: of this office, of a copy of it, and what its registers say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.documents.registers import REGISTERS, values
from desktop_app.papers.register_papers import REGISTER_ROWS, register_document
from desktop_app.papers.yearly_package import PackageMade, Tick, make_yearly_package
from desktop_app.queries.register_span import Span
from desktop_app.services.files import attachments
from desktop_app.services.use_case import Office
from tests.office_fixtures import House, open_house

YEAR = 2026


def make_package(office: Office, target: Path, *, year: int = YEAR, tick: Tick | None = None) -> PackageMade:
    """The package of a year, as the command line makes it but for the entry in the journal."""
    store = attachments(office)
    with office.store.reading() as connection:
        return make_yearly_package(
            connection,
            year,
            target,
            now=office.clock.now(),
            stored=store.open_bytes,
            chunks=store.chunks,
            tick=tick,
        )


def registers_of(office: Office, year: int = YEAR) -> dict[str, list[list[Any]]]:
    """Every register of a year, cell by cell."""
    with office.store.reading() as connection:
        return {
            what: [
                values(REGISTERS[what], row)
                for row in register_document(connection, what, Span(year=year), office.clock.now()).rows
            ]
            for what in REGISTER_ROWS
        }


def copied(house: House, folder: Path) -> House:
    """The same office once more, in a folder of its own."""
    house.office.store.checkpoint()
    there = replace(house.access, data_dir=folder / "lain")
    shutil.copytree(house.access.data_dir, there.data_dir)
    return open_house(there, house.clock.now())


def package_of_another_office(house: House, folder: Path) -> Path:
    """A package with one trained case, made in a copy of the office."""
    other = copied(house, folder)
    other.request("TRAINED", people=2)
    made = make_package(other.office, folder / "paket")
    other.office.store.close()
    return made.path
