"""A yearly package taken in by the program's own door, against a raw executemany of every row that it leaves behind.

The floor is all the import must write and nothing else: the same rows of every table, journal and search lines
included, into the same schema with its triggers, in one transaction. What lies between is checking, sealing, hashing
and Python.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import schema
from desktop_app.config import Access
from desktop_app.documents.package_file import package_at
from desktop_app.papers.package_data import as_json, table_rows
from desktop_app.papers.package_scope import YearScope, packaged
from desktop_app.papers.yearly_package import VERSION
from desktop_app.services import backup_rounds, data_folder, package_import
from desktop_app.services.setup import INSTALLER
from desktop_app.services.use_case import Act, Office
from resources import periksa_arsip
from tests.bench import bulk
from tests.bench.pairing import Figure

GOAL = 0.7
UNWRITTEN = ("sqlite_", "search_", "alembic_version")
"""Tables that the store writes by itself: by triggers and before COMMIT, in the floor as well."""


def package_of(office: Office, target: Path, year: int) -> Path:
    """The data of a year as a package without its papers: only rows are measured here."""
    with office.store.reading() as connection, package_at(target) as package:
        scope = YearScope(year)
        for table in packaged():
            package.add(f"data/json/{table.name}.json", as_json(table_rows(connection, scope, table)))
        package.close_with(
            {
                "format": periksa_arsip.FORMAT,
                "version": VERSION,
                "schema": schema.HEAD,
                "year": year,
                "office": "Kantor Contoh",
                "made_on": date(year, 12, 31).isoformat(),
                "anchor": "",
            }
        )
    return target


def _empty(folder: Path) -> Office:
    return data_folder.create(Access(folder / "data", folder / "key")).office


def _import(office: Office, package: Path) -> float:
    """CPU seconds of the whole act; the backup before it belongs to another figure."""
    backup_rounds.make_round(office)
    began = time.process_time()
    package_import.import_package(office, Act(actor=INSTALLER), folder=str(package))
    return time.process_time() - began


def _written(connection: Connection) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Every row the import left, table by table in an order that parents come first."""
    names = [
        str(row[0])
        for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        if not str(row[0]).startswith(UNWRITTEN)
    ]
    return [(name, [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]) for name in names]


def _raw(office: Office, rows: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    began = time.process_time()
    with office.store.writing() as unit:
        raw: Any = unit.connection.connection.driver_connection
        raw.execute("PRAGMA defer_foreign_keys = ON")
        for name, values in rows:
            if values:
                raw.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({', '.join('?' * len(values[0]))})", values)
    return time.process_time() - began


def bulk_import(folder: Path, runs: int, letters: int) -> Figure:
    """``bulk_import``: rows a second of the import through those of the floor."""
    source = bulk.office_with(folder / "asal", letters)
    with source.store.reading() as connection:
        year = int(connection.exec_driver_sql("SELECT max(agenda_year) FROM request").scalar() or 0)
    package = package_of(source, folder / "paket.zip", year)
    source.store.close()
    ratios, count = [], 0
    for run in range(runs):
        ours, floor = _empty(folder / f"impor-{run}"), _empty(folder / f"lantai-{run}")
        seconds = _import(ours, package)
        with ours.store.reading() as connection:
            rows = _written(connection)
        count = sum(len(values) for _, values in rows)
        ratios.append(_raw(floor, rows) / seconds)
        ours.store.close()
        floor.store.close()
    words = f"raw executemany of the same {count} rows in all tables, journal and search lines included"
    return Figure("bulk_import", round(statistics.median(ratios), 3), GOAL, words, runs, least=True)
