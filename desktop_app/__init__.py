"""Loket Training: the program without windows (rules, use cases, papers, command line)."""

__version__ = "0.1.0"
