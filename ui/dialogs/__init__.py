"""Dialogs: preview and print, restore, first set-up."""
