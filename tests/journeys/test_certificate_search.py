"""Somebody shows a certificate at the counter: Ctrl+K, its code, and the window says whether it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries import class_events
from desktop_app.services import certificates, office_calendar
from tests.office_fixtures import PIN, House
from tests.ui.window_office import open_window
from ui import theme
from ui.search_popup import SearchPopup
from ui.walk_keys import Typist

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_ctrl_k_verifies_a_certificate(qtbot: QtBot, qapp: QApplication, house: House, tmp_path: Path) -> None:
    """By the code in its QR, by its number, and as voided once it was taken back."""
    theme.apply(qapp, "light")
    session = house.session("DONE")
    house.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    house.do("nurul", certificates.issue_certificates, session=session)
    with house.office.store.reading() as connection:
        held = class_events.certificates_of(connection, session)[0]
    hands = Typist(open_window(qtbot, tmp_path, house.office))
    hands.log_in(1, PIN)

    def row_for(typed: str, status: str) -> str:
        hands.press("Ctrl+K")
        hands.press("Ctrl+A")
        hands.write(typed)

        def rows() -> list[tuple[str, str]]:
            popup = hands.window.findChild(SearchPopup)
            return [(one.title, one.status) for one in popup._list.rows_model.rows()] if popup is not None else []

        hands.until(lambda: rows() == [(f"Sertifikat {held.full_number}", status)], f"sertifikat {typed}")
        popup = hands.window.findChild(SearchPopup)
        assert isinstance(popup, SearchPopup)
        detail = popup._list.rows_model.rows()[0].detail
        hands.press("Escape")
        return str(detail)

    terbit = f"berlaku, terbit {held.issued_on:%d-%m-%Y}"
    assert held.name in row_for(held.token.lower(), terbit)
    assert held.topic in row_for(held.full_number, terbit)
    house.because(
        "nurul", certificates.void_certificate, "nama salah", session=session, participant=held.participant_id
    )
    assert row_for(held.token, "dibatalkan") == "Tidak berlaku lagi: nama salah"
