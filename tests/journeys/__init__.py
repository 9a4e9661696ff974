"""Whole cases, from the letter to the archive."""
