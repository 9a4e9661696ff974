"""Invented data for `demo`: letters and forms in every state, made by the same services a clerk uses."""
