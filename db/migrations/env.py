"""Alembic's entry: runs on the connection handed over by :mod:`db.schema`, inside its one transaction."""

from __future__ import annotations

from alembic import context

from db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
