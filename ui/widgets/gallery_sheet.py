"""The sheet of components (picture 09): every part in every state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, theme_tokens
from ui.widgets import paint
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Chip, Kind, Segment, Segmented
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import CheckRow, Choice, ChoiceField, Field, LineEdit, RadioRow
from ui.widgets.fill_bar import FillBar
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column, row
from ui.widgets.toast import Toasts

_SWATCHES = (
    ("Teks utama", "text", "surface"),
    ("Teks kedua", "text2", "canvas"),
    ("Teks ketiga", "text3", "canvas"),
    ("Aksen", "on_accent", "accent"),
    ("Aksen lembut", "accent", "accent_soft"),
    ("Berhasil", "ok", "ok_soft"),
    ("Perhatian", "warn", "warn_soft"),
    ("Bahaya", "danger", "danger_soft"),
    ("Libur", "holiday", "holiday_soft"),
    ("PPK", "t_ppk", "t_ppk_soft"),
    ("Pokja", "t_pokja", "t_pokja_soft"),
    ("Penyedia", "t_pyd", "t_pyd_soft"),
    ("Katalog", "t_kat", "t_kat_soft"),
)


class _Swatch(QWidget):
    def __init__(self, words: str, fore: str, back: str) -> None:
        super().__init__()
        self._words, self._fore, self._back = words, fore, back
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme_tokens.DARK if theme.is_dark() else theme_tokens.LIGHT
        ratio = theme_tokens.contrast(tokens[self._fore], tokens[self._back])
        with paint.on(self) as painter:
            area = QRectF(0, 0, self.width() - theme.px(150), self.height())
            paint.box(painter, area, 4, self._back, "line")
            inner = area.adjusted(10, 0, -10, 0)
            paint.text(painter, inner, self._words, "dense_strong", self._fore)
            number = QRectF(area.right() + 14, 0, 60, area.height())
            paint.text(painter, number, f"{ratio:.1f} : 1", "dense", "text2")
            code = QRectF(area.right() + 82, 0, 80, area.height())
            paint.text(painter, code, tokens[self._fore], "caption", "text2")


def _with(widget: QWidget, **properties: object) -> QWidget:
    for name, value in properties.items():
        widget.setProperty(name, value)
    theme.restyle(widget)
    return widget


def _button_row(text: str, kind: Kind) -> QHBoxLayout:
    off = Button(text, kind)
    off.allow(False, "belum lengkap")
    return row(
        Button(text, kind),
        _with(Button(text, kind), look="hover"),
        _with(Button(text, kind), look="press"),
        _with(Button(text, kind), ring=True),
        off,
        None,
    )


def _choices() -> QVBoxLayout:
    options = (Segment("letter", "Surat instansi"), Segment("person", "Perseorangan"))
    ringed = Segmented(options, "person")
    proxy = ringed.focusProxy()
    if proxy is not None:
        _with(proxy, ring=True)
    menu_chip = Chip("Topik", menu=QMenu())
    return column(
        row(Segmented(options), None),
        row(ringed, None),
        row(Chip("Semua", 14, checked=True), Chip("Terlambat", 1), menu_chip, None),
        CheckRow("Proses lebih lanjut", checked=True),
        _with(CheckRow("Untuk diketahui"), ring=True),
        RadioRow("Kasubbag LPSE", checked=True),
        spacing=6,
    )


def _badges() -> QVBoxLayout:
    return column(
        row(
            Badge("Hadir", "ok", "check"),
            Badge("Belum jawab", "warn", "clock"),
            Badge("Batal", "danger", "x"),
            Badge("Draf"),
            None,
        ),
        row(*(Badge(n, t) for n, t in (("PPK", "t_ppk"), ("Pokja", "t_pokja"))), *_more_topics(), None),
        spacing=8,
    )


def _more_topics() -> tuple[Badge, Badge]:
    return Badge("Penyedia", "t_pyd"), Badge("Katalog", "t_kat")


def _left() -> QLayout:
    return column(
        Label("TOMBOL: biasa, arah, tekan, fokus, mati", "caption_strong", "text3"),
        _button_row("Simpan", "primary"),
        _button_row("Cetak", "default"),
        _button_row("Batal", "ghost"),
        _button_row("Tolak", "danger"),
        8,
        Label("PILIHAN", "caption_strong", "text3"),
        _choices(),
        8,
        Label("LENCANA (ikon + kata, tidak hanya warna)", "caption_strong", "text3"),
        _badges(),
        8,
        Label("KUOTA: pasti, ditahan, sisa", "caption_strong", "text3"),
        FillBar(12, 0, 20, "t_ppk", bar_width=180),
        FillBar(12, 3, 20, "t_ppk", bar_width=180),
        FillBar(20, 0, 20, "t_ppk", words="penuh, kelas berikutnya 22 Des", bar_width=180),
        None,
        spacing=7,
    )


def _middle() -> QLayout:
    known = LineEdit("RSUD dr. H. Marsidi Judono", icon="hospital")
    known.set_ok(True)
    _with(known, ring=True)
    wrong = Field("NIP", LineEdit("19820514 201401 1 00"))
    wrong.set_error("NIP harus 18 angka, baru 17.")
    topics = ChoiceField([Choice("ppk", "SPSE 4.5 untuk PPK")], "ppk")
    return column(
        Label("ISIAN: biasa, fokus, salah, terkunci", "caption_strong", "text3"),
        Field("Nomor surat", LineEdit(placeholder="contoh: 445/1182/RSUD/XI/2026"), "boleh kosong"),
        Field("Pengirim", known),
        wrong,
        Field("Diterima", LineEdit("03-12-2026  09.12", locked=True)),
        Field("Topik training", topics),
        8,
        Label("KEADAAN KOSONG", "caption_strong", "text3"),
        EmptyState("inbox", "Semua surat sudah didisposisi", "Surat baru dari helpdesk muncul di sini otomatis."),
        spacing=10,
    )


def _right() -> QLayout:
    return column(
        Label("WARNA DAN KONTRAS (WCAG 2.2 AA)", "caption_strong", "text3"),
        column(*(_Swatch(*swatch) for swatch in _SWATCHES), spacing=5),
        8,
        Label("TIPOGRAFI, INTER", "caption_strong", "text3"),
        column(
            Label("147", "display"),
            Label("Surat masuk baru", "title"),
            Label("Peserta", "subtitle"),
            Label("Teks isi 14/20, angka sejajar 0123456789"),
            Label("Keterangan 12/16, batas terkecil", "caption"),
            spacing=2,
        ),
        None,
        spacing=8,
    )


def component_sheet() -> QWidget:
    """The whole sheet."""
    sheet = Pane("surface")
    sheet.resize(theme.px(1366), theme.px(768))
    grid = QGridLayout(sheet)
    grid.setContentsMargins(32, 20, 32, 16)
    grid.setHorizontalSpacing(40)
    grid.setVerticalSpacing(12)
    tone = "tema gelap" if theme.is_dark() else "tema terang"
    grid.addLayout(row(Label("Lembar komponen", "title"), Label(tone, "body", "text2"), None), 0, 0, 1, 3)
    for at, part in enumerate((_left(), _middle(), _right())):
        grid.addLayout(part, 1, at)
        grid.setColumnStretch(at, 1)
    grid.setRowStretch(1, 1)
    toasts = Toasts(sheet)
    toasts.show_message("Surat 0147 diteruskan ke Kabag", lambda: None, still=True)
    toasts.move(18, sheet.height() - toasts.height() - 12)
    return sheet
