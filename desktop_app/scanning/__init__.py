"""Scans: what may come in, pages as pictures, and what a letter says."""
