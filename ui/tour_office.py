"""The stops of the tour that show the office itself: every section of the settings, and what a fault looks like."""

from __future__ import annotations

from ui.tour_stops import Tour


def settings(tour: Tour) -> None:
    """Every section, and two forms."""
    from ui.panels.settings import SECTIONS, SettingsPage

    page = tour.sit("nurul", "pengaturan")
    if not isinstance(page, SettingsPage):
        raise TypeError(type(page))
    for spec in SECTIONS:
        page.section(spec.key)
        tour.hands.settle()
        tour.shot(f"09-pengaturan-{spec.key}")
    page.section("rooms")
    tour.hands.settle()
    page.focus_filter()
    tour.hands.press("Return", "Insert")
    tour.hands.write("Aula Besar")
    tour.hands.press("Return", "Return")
    tour.hands.write("400")
    tour.shot("09-pengaturan-400-kursi")
    tour.hands.press("Escape")


def fault(tour: Tour) -> None:
    """The dialog for a bug of ours."""
    from ui.dialogs.fault_dialog import show_fault

    try:
        raise RuntimeError("contoh")
    except RuntimeError as error:
        show_fault(tour.window, error)
    tour.dialog("10-gangguan", "dialog gangguan")
