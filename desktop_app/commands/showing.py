"""The window, its tour and its walk: all through the composition."""

from __future__ import annotations

from argparse import Namespace

from desktop_app import composition
from desktop_app.config import Access


def window(access: Access, given: Namespace) -> int:
    """No verb: the window."""
    return composition.open_window(access)


def tour(access: Access, given: Namespace) -> int:
    """``tour -o DIR [--size WxH] [--dark]``."""
    return composition.take_tour(access, given)


def walk(access: Access, given: Namespace) -> int:
    """``walk [-o DIR]``: on demonstration data of its own."""
    return composition.take_walk(given)
