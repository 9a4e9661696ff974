"""Schema versions of the data file: which one it has, whether we know it, and how it is brought up.

A migration runs in one BEGIN IMMEDIATE transaction with foreign keys off, and is committed only after
foreign_key_check and the row counts of every table agree (RELIABILITY.md section 0, point 13).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from db import search_index
from db.faults import StoreDamaged, StoreTooNew

HEAD = "0008"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every schema version this program can open, oldest first; the last one is HEAD."""


def current_version(connection: Connection) -> str | None:
    """The version the file says it has, or ``None`` for an empty file."""
    has_table = connection.execute(
        text("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    ).scalar()
    if not has_table:
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def needs_upgrade(connection: Connection) -> bool:
    """True for an empty or older file; raises :class:`StoreTooNew` for one from the future."""
    version = current_version(connection)
    if version is not None and version not in KNOWN:
        raise StoreTooNew(version)
    return version != HEAD


def upgrade(engine: Engine) -> None:
    """Bring the file to HEAD, wholly or not at all."""
    with engine.connect() as connection:
        # Set on the driver's connection: inside a transaction the pragma would silently do nothing.
        raw = connection.connection.driver_connection
        if raw is None:
            raise StoreDamaged("no driver connection")
        raw.execute("PRAGMA foreign_keys = OFF")
        # A table that is rebuilt keeps its name in the triggers of others.
        raw.execute("PRAGMA legacy_alter_table = ON")
        try:
            with connection.begin():
                before = _row_counts(connection)
                _run(connection)
                _check(connection, before)
        finally:
            raw.execute("PRAGMA legacy_alter_table = OFF")
            raw.execute("PRAGMA foreign_keys = ON")


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    search_index.refresh(connection.connection.driver_connection)


def _row_counts(connection: Connection) -> dict[str, int]:
    # The index is made anew from the tables, so what it holds may shrink.
    names = [name for name in inspect(connection).get_table_names() if not name.startswith("search_")]
    return {name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar() or 0) for name in names}


def _check(connection: Connection, before: dict[str, int]) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreDamaged(f"foreign key broken in {broken[0]}")
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if name != "alembic_version" and after.get(name, 0) < count]
    if lost:
        raise StoreDamaged(f"rows lost in {', '.join(lost)}")
