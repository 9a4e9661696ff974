"""Tests of the queries and of the papers made from them, on a real encrypted file."""
