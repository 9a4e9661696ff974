"""Schema versions, oldest first; each runs in one transaction with foreign keys off (see :mod:`db.schema`)."""
