"""The stops of the tour about what the archive keeps: retention, and the mutu baku report in full."""

from __future__ import annotations

from ui.tour_stops import Tour


def archive_keeping(tour: Tour) -> None:
    """What is due, a code before it is confirmed, the tables of the report."""
    tour.sit("nurul", "arsip")
    tour.hands.press("Alt+R")
    tour.hands.settle()
    tour.shot("08-arsip-retensi")
    tour.hands.press("Alt+K", "F2")
    tour.shot("08-arsip-retensi-kode")
    tour.hands.press("Escape", "Escape", "Escape", "Alt+D")
    tour.hands.settle()
    tour.shot("08-arsip-mutu-baku")
    tour.hands.press("Escape")
