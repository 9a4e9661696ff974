"""The stops of the tour about what the archive keeps: retention, the mutu baku report in full, a yearly package."""

from __future__ import annotations

from desktop_app.papers.yearly_package import make_yearly_package
from desktop_app.services import files
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


def archive_package(tour: Tour) -> None:
    """A package checked: whole, and with two files that are not what they were."""
    tour.sit("nurul", "arsip")
    store, target = files.attachments(tour.office), tour.folder / "arsip-tahunan"
    now = tour.office.clock.now()
    with tour.office.store.reading() as connection:
        make_yearly_package(
            connection, now.year, target, now=now, stored=store.open_bytes, chunks=store.chunks, tick=None
        )
    tour.hands.press("Alt+I")
    tour.hands.until_focus("package_path")
    tour.hands.write(str(target))
    tour.hands.press("Return")
    tour.hands.settle()
    tour.window.toasts.dismiss()
    tour.shot("08-arsip-paket")
    (target / "index.html").write_text("", encoding="utf-8")
    (target / "data" / "csv" / "person.csv").unlink()
    tour.hands.press("Ctrl+F", "Alt+I", "Return")
    tour.hands.settle()
    tour.window.toasts.dismiss()
    tour.shot("08-arsip-paket-rusak")
    tour.hands.press("Escape")
