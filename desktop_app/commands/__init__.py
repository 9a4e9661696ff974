"""The verbs of the command line (ARCHITECTURE.md section 6), one short module a family."""
