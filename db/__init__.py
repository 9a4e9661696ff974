"""Storage: tables, transactions, journal, keys, backups. Imports SQLAlchemy and nothing of ours."""
