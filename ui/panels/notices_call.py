"""The right side of the notice board: whom to call, what to say, and what came of it on keys 1 to 6 (picture 04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.queries.notice_words import Occasion, call_script, mail_words, message
from desktop_app.queries.session_rows import ContactLine
from desktop_app.sop.workflow import Verdict
from ui.panels.notices_parts import HistoryLines, QrView
from ui.panels.notices_results import CHANNEL_KEYS, CHANNELS, MESSAGES, NEED_ONE, ChannelChoice, channel
from ui.panels.notices_text import length_words, link, split_words
from ui.panels.side_area import ScrollColumn
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.check_rows import CheckRow
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane, column, row

KEYS = (1, 2, 3, 4, 5, 6)
PHONES = ("telephone", "sms", "whatsapp")
MAKES = {"email": ("Draf e-mail dengan undangan", "mail"), "letter": ("Terbitkan dan cetak surat", "file-text")}
"""Channels for which a paper is made first, and the words on its button."""


class CallPane(Pane):
    """``chosen(CallResult)`` by button or key, ``group_toggled(bool)``, ``archive_requested()``.

    ``make_requested()`` asks for the e-mail draft or the letter of the channel in use.
    """

    chosen = Signal(object)
    make_requested = Signal()
    group_toggled = Signal(bool)
    archive_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="call_pane", parent=parent)
        self._about: Occasion | None = None
        self._now = datetime(2000, 1, 1)
        self._channel: ChannelChoice = CHANNELS[0]
        self._verdict = Verdict(False)
        self._make_parts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ScrollColumn(self._content(), object_name="call_scroll"), 1)
        layout.addWidget(self._action_bar())

    def _make_parts(self) -> None:
        self.avatar = Avatar("", 40)
        self.name = Label("", "subtitle", elide=True, object_name="call_name")
        self.role = Label("", "dense", "text2", elide=True, object_name="call_role")
        self.phone = Label("", "subtitle", "accent", selectable=True, object_name="call_phone")
        self.copy = IconButton("copy", "Salin nomor atau pesan", "K", object_name="call_copy")
        self.qr_button = IconButton("qr-code", "Kode QR untuk telepon kantor", "Q", object_name="call_qr_button")
        self.qr_button.setCheckable(True)
        self.group = CheckRow("", object_name="call_group")
        self.warning = Label("", "dense", "danger", wrap=True, object_name="call_warning")
        self.make = Button("", key_hint="B", stretch=True, object_name="call_make")
        self.script = Label("", "caption", "text2", wrap=True, object_name="call_script")
        self.count = Label("", "caption", "text3", object_name="call_count")
        self.qr = QrView(232, object_name="call_qr")
        self.heading = Label("", "caption_strong", "text2", object_name="call_heading")
        self.buttons = {key: Button("", key_hint=str(key), stretch=True, object_name=f"call_{key}") for key in KEYS}
        self.error = Label("", "dense", "danger", wrap=True, object_name="call_error")
        self.history = HistoryLines(object_name="call_history")
        self.archive = Button("Selesai, arsipkan", "primary", "Ctrl+Enter", stretch=True, object_name="call_archive")
        self.qr.hide()
        self.error.hide()
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _=False, key=key: self.choose(key))
        self.group.toggled.connect(self.group_toggled)
        self.copy.clicked.connect(self.copy_text)
        self.qr_button.toggled.connect(self._show_qr)
        self.archive.clicked.connect(self.archive_requested)
        self.make.clicked.connect(self.make_requested)

    def _content(self) -> QWidget:
        content = Pane("surface", object_name="call_content")
        person = row(self.avatar, column(self.name, self.role, spacing=0), spacing=12)
        box = Pane("surface2", object_name="call_script_box")
        box.setLayout(column(self.script, self.count, spacing=4, margins=(12, 6, 12, 6)))
        box_row = column(box, spacing=0)
        box_row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box = box
        results = column(*self.buttons.values(), spacing=3)
        content.setLayout(
            column(
                person,
                Flow(self.phone, self.qr_button, self.copy, spacing=4),
                self._channels(),
                self.warning,
                self.group,
                box_row,
                self.make,
                column(self.heading, results, self.error, spacing=2),
                column(Label("Riwayat", "caption_strong", "text2"), self.history, spacing=2),
                None,
                spacing=4,
                margins=(20, 8, 20, 8),
            )
        )
        return content

    def _channels(self) -> Flow:
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._channel_buttons: dict[str, IconButton] = {}
        for one in CHANNELS:
            button = IconButton(one.icon, one.label, checkable=True, size=28, object_name=f"channel_{one.key}")
            button.clicked.connect(lambda _=False, key=one.key: self.set_channel(key))
            self._group.addButton(button)
            self._channel_buttons[one.key] = button
        self._channel_buttons["telephone"].setChecked(True)
        self.channel_name = Label("Telepon", "dense_strong", object_name="channel_name")
        return Flow(*self._channel_buttons.values(), self.channel_name, spacing=2)

    def _action_bar(self) -> QWidget:
        bar = Bar(56, "surface", "top", object_name="call_bar")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.addWidget(self.archive)
        return bar

    # --- what is shown ----------------------------------------------------------------------------

    def channel(self) -> str:
        """The channel in use."""
        return self._channel.key

    def set_channel(self, key: str) -> None:
        """Another way to reach people; it stays while one goes down the list."""
        self._channel = channel(key)
        self._channel_buttons[key].setChecked(True)
        self.channel_name.setText(self._channel.label)
        self._show()

    def show_occasion(
        self,
        about: Occasion | None,
        verdict: Verdict,
        now: datetime,
        *,
        seats: int = 0,
        history: Sequence[ContactLine] = (),
    ) -> None:
        """Show whom to tell; ``verdict`` says whether results may be recorded, and why not. ``now`` is wall time."""
        self._about, self._verdict, self._now = about, verdict, now
        self.error.hide()
        self.history.set_lines(history, now.date())
        self.group.setVisible(seats > 1)
        if about is not None:
            self._tries = sum(one.channel == "telephone" for one in about.person.history)
            self.group.set_words(f"Seluruh rombongan ({seats} orang)", "R")
            self.group.blockSignals(True)
            self.group.setChecked(about.group > 0)
            self.group.blockSignals(False)
        self._show()

    def _show(self) -> None:
        about = self._about
        if about is None:
            return
        person = about.person
        self.avatar.set_person(about.name)
        self.name.setText(about.name)
        self.role.setText(_role(about))
        via = "" if about.group or person.mobile else f" ({person.contact_name})"
        mails = ", ".join(about.emails) or "tanpa e-mail"
        self.phone.setText(mails if self._channel.key == "email" else about.phone_shown)
        self.phone.setToolTip(via.strip(" ()"))
        words = self._warning(about)
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self._show_text(about)
        self._show_make()
        self._show_results()

    def _warning(self, about: Occasion) -> str:
        """A number or address known to be wrong, or an old date still believed: what to do about it."""
        person = about.person
        bad_mail = person.email_unreachable if person.email else person.contact_email_unreachable
        bad = about.wrong if self._channel.key in PHONES else bad_mail if self._channel.key == "email" else False
        if bad and not about.several:
            way = channel(person.proposed_channel)
            key = next(one for one, name in CHANNEL_KEYS.items() if name == way.key)
            what = "E-mail ini pernah kembali." if self._channel.key == "email" else "Nomor ini ditandai salah."
            return f"{what} Usul: {way.label} ({key})." if way.key != self._channel.key else f"{what} Periksa dulu."
        return f"Masih tahu tanggal lama: {person.knows}." if person.knows and not about.several else ""

    def _show_text(self, about: Occasion) -> None:
        sends = self._channel.key in ("sms", "whatsapp")
        text = message(about, self._now) if sends else call_script(about, self._now)
        if self._channel.key == "email":
            text = "\n\n".join(mail_words(about, self._now))
        if self._channel.key == "letter":
            text = "Terbitkan nomornya dan cetak (B), kirim, lalu tekan 1. Jawaban yang datang dicatat di sini juga."
        self.script.setText(split_words(text) if self._channel.key == "sms" else text)
        self.count.setText(length_words(text) if sends else "")
        self.count.setVisible(sends)
        code = link(self._channel.key, about.phones, text) if self._channel.key in PHONES else ""
        self.qr_button.allow(bool(code), "Kode QR hanya untuk nomor telepon, satu orang untuk telepon dan WhatsApp.")
        if not code:
            self.qr_button.setChecked(False)
        elif self.qr_button.isChecked():
            self.qr.set_code(code, f"QR {self._channel.label} {about.phone_shown}")

    def _show_make(self) -> None:
        words, icon = MAKES.get(self._channel.key, ("", ""))
        self.make.setVisible(bool(words))
        if words:
            self.make.set_label(words)
            self.make.set_icon(icon)
            self.make.allow(self._verdict.ok, self._verdict.reason)

    def _show_results(self) -> None:
        found = {one.key: one for one in self._channel.results}
        number = f" ke-{self._tries + 1}" if self._channel.key == "telephone" else ""
        self.heading.setText(f"{self._channel.heading}{number}")
        about = self._about
        for key, button in self.buttons.items():
            result = found.get(key)
            button.setVisible(result is not None)
            if result is None:
                continue
            button.set_label(result.label)
            button.set_icon(result.icon)
            whole = about is not None and (about.group > 0 or about.several) and result.answer in NEED_ONE
            reason = "Pilih satu orang, lalu ganti satu per satu." if whole else self._verdict.reason
            button.allow(self._verdict.ok and not whole, reason)

    def _show_qr(self, on: bool) -> None:
        self._box.setVisible(not on)
        self.qr.setVisible(on)
        self._show()

    # --- what the clerk does ----------------------------------------------------------------------

    def choose(self, key: int) -> None:
        """A result by its key; one that is switched off says why."""
        result = next((one for one in self._channel.results if one.key == key), None)
        if result is None or self._about is None:
            return
        if not self.buttons[key].isEnabled():
            self.show_error(self.buttons[key].toolTip())
            return
        self.error.hide()
        self.chosen.emit(result)

    def copy_text(self) -> str:
        """The number, or the message of a channel that sends one, into the clipboard."""
        if self._about is None:
            return ""
        text = ", ".join(self._about.phones) if self._about.several else self._about.phone_shown
        if self._channel.key in ("sms", "whatsapp"):
            text = message(self._about, self._now)
        elif self._channel.key in MESSAGES:
            text = mail_words(self._about, self._now)[1]
        QGuiApplication.clipboard().setText(text)
        return text

    def show_error(self, sentence: str) -> None:
        """Under the results: why it could not be recorded."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))


def _role(about: Occasion) -> str:
    """Under the name: who he is, or whom the act is about."""
    person = about.person
    if about.several:
        return ", ".join(one.full_name for one in about.people)
    if about.group:
        return f"narahubung {about.sender}"
    return " · ".join(part for part in (person.position, person.organization) if part) or person.request_key
