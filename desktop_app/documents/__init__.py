"""Printed papers and registers: rows in, bytes out. No database, no clock, no Qt."""
