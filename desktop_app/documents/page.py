"""The sheet of paper: sizes, margins, metadata, and drawing in millimetres from the top left corner.

Text is never markup here: every string is drawn by :meth:`Paper.text` through :func:`fonts.printable`,
nothing is parsed (no reportlab Paragraph anywhere), so "PT <Sinar> & Jaya" prints as typed. Output is
deterministic: equal input gives equal bytes. Colours are black, one grey and one tint, to survive a
photocopier (DESIGN_SYSTEM 12).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from desktop_app.documents import fonts
from desktop_app.documents.pdf_file import PdfFile

MM = 72.0 / 25.4
GREY = 0.47
TINT = 0.93
MARGIN_MM = 13.0
MARK_MM = 4.0
MARKED_MARGIN_MM = MARGIN_MM + MARK_MM + 2.0

PAGE_SIZES: dict[str, tuple[float, float]] = {
    "f4": (215.0, 330.0),
    "a4": (210.0, 297.0),
    "legal": (215.9, 355.6),
    "half_f4": (215.0, 165.0),
    "f4_landscape": (330.0, 215.0),
    "a4_landscape": (297.0, 210.0),
}
"""Width and height in mm (DOMAIN 1.5: F4 is 215 x 330, not Qt's or reportlab's Folio)."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a piece of text looks; ``size`` in points, ``leading`` as a factor of it."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    grey: bool = False
    align: str = "left"
    leading: float = 1.26
    tracking: float = 0.0

    @property
    def font(self) -> str:
        """Registered name of the face."""
        return fonts.face(self.bold, self.italic)

    @property
    def line_mm(self) -> float:
        """Height of one line in mm."""
        return self.size * self.leading / MM

    def sized(self, size: float) -> TextStyle:
        """Return the same style at another size."""
        return replace(self, size=size)


BODY = TextStyle()
LABEL = TextStyle(grey=True)
STRONG = TextStyle(bold=True)
SMALL = TextStyle(size=8.0, grey=True)


@dataclass(frozen=True, slots=True)
class PaperInfo:
    """Metadata of the PDF; ``keywords`` carry the agenda number (DOMAIN 5)."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on paper a thing lies: page from 0, the rest in mm from the top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """What the office calibrates for its printer: shift of the whole page in mm (right, down).

    ``into`` is the file further papers are added to ("cetak sekaligus"); without it each paper is a file of its own.
    """

    offset_x: float = 0.0
    offset_y: float = 0.0
    into: PdfFile | None = None


@dataclass(slots=True)
class _Page:
    """The ink of one page: PDF operators, and the names of the pictures they use."""

    code: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """One document under way. ``boxes`` collects the tick boxes by name, for the reader of returned sheets."""

    size: str
    info: PaperInfo
    setup: PrintSetup = PrintSetup()
    footer: Callable[[Paper, int, int], None] | None = None
    boxes: dict[str, Placement] = field(default_factory=dict)
    page_number: int = 0
    _pages: list[_Page] = field(default_factory=list)
    _page: _Page = field(default_factory=_Page)
    _file: PdfFile = field(init=False)
    _shade: float = -1.0
    _thick: float = -1.0

    def __post_init__(self) -> None:
        info = self.info
        self._file = self.setup.into or PdfFile(
            info.title, author=info.author, subject=info.subject, keywords=info.keywords
        )
        self._begin_page()

    @property
    def width(self) -> float:
        """Page width in mm."""
        return PAGE_SIZES[self.size][0]

    @property
    def height(self) -> float:
        """Page height in mm."""
        return PAGE_SIZES[self.size][1]

    def _begin_page(self) -> None:
        self._page = _Page()
        self._pages.append(self._page)
        self._shade = self._thick = -1.0
        if self.setup.offset_x or self.setup.offset_y:
            self._page.code.append(f"1 0 0 1 {self.setup.offset_x * MM:.3f} {-self.setup.offset_y * MM:.3f} cm")

    def corner_marks(self, bottom: float = 0.0) -> None:
        """Mark the margins' corners of this page: three filled squares, a hollow one at the bottom right.

        ``bottom`` is the lower edge in mm of the part that comes back (above a cut line); 0 means the
        page's own margin. The content of a marked page keeps :data:`MARKED_MARGIN_MM` to the sides.
        """
        right = self.width - MARGIN_MM - MARK_MM
        bottom = (bottom or self.height - MARGIN_MM) - MARK_MM
        for x, y in ((MARGIN_MM, MARGIN_MM), (right, MARGIN_MM), (MARGIN_MM, bottom)):
            self.fill(x, y, MARK_MM, MARK_MM, shade=0.0)
        self.rect(right + 0.4, bottom + 0.4, MARK_MM - 0.8, MARK_MM - 0.8, width=2.2)

    def new_page(self) -> None:
        """End this page and begin the next one of the same size."""
        self.page_number += 1
        self._begin_page()

    def finish(self) -> bytes:
        """Draw the footers ("Halaman x dari y" knows y only now) and return the PDF; nothing for a page of a file."""
        total = len(self._pages)
        for index, page in enumerate(self._pages):
            self._page, self.page_number = page, index
            self._shade = self._thick = -1.0
            if self.footer is not None:
                self.footer(self, index + 1, total)
            self._file.add_page(self.width * MM, self.height * MM, page.code, page.pictures)
        self._pages.clear()
        return b"" if self.setup.into is not None else self._file.finish()

    # --- ink -----------------------------------------------------------------------------------

    def text(self, x: float, y: float, text: str, style: TextStyle = BODY, word_space: float = 0.0) -> None:
        """Draw one line with its baseline at ``y``; ``x`` is the left, centre or right end by the style.

        ``word_space`` and the style's ``tracking`` are extra points after each word and each character.
        """
        shown = fonts.printable(text)
        if not shown:
            return
        left = x * MM
        if style.align != "left":
            width = fonts.text_width(shown, style.font, style.size) + style.tracking * (len(shown) - 1)
            left -= width if style.align == "right" else width / 2
        self._fill_with(GREY if style.grey else 0.0)
        spaced = f"{style.tracking:.3f} Tc " if style.tracking else ""
        spaced += f"{word_space:.3f} Tw " if word_space else ""
        after = ("0 Tc " if style.tracking else "") + ("0 Tw " if word_space else "")
        code = self._file.shown(style.font, style.size, shown)
        self._page.code.append(f"BT 1 0 0 1 {left:.3f} {(self.height - y) * MM:.3f} Tm {spaced}{code}{after}ET")

    def _fill_with(self, shade: float) -> None:
        if shade != self._shade:
            self._shade = shade
            self._page.code.append(f"{shade:g} g")

    def _stroke_with(self, width: float) -> None:
        if width != self._thick:
            self._thick = width
            self._page.code.append(f"{width:g} w")

    def line(
        self, x1: float, y1: float, x2: float, y2: float, width: float = 0.6, *, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw a black line; ``width`` and ``dash`` in points."""
        self._stroke_with(width)
        high = self.height
        path = f"{x1 * MM:.3f} {(high - y1) * MM:.3f} m {x2 * MM:.3f} {(high - y2) * MM:.3f} l S"
        if dash:
            path = f"[{' '.join(f'{one:g}' for one in dash)}] 0 d {path} [] 0 d"
        self._page.code.append(path)

    def rect(self, x: float, y: float, w: float, h: float, width: float = 0.6) -> None:
        """Draw an empty frame."""
        self._stroke_with(width)
        self._page.code.append(f"{x * MM:.3f} {(self.height - y - h) * MM:.3f} {w * MM:.3f} {h * MM:.3f} re S")

    def fill(self, x: float, y: float, w: float, h: float, shade: float = TINT) -> None:
        """Fill a rectangle; ``shade`` 0 is black, 1 is white."""
        self._fill_with(shade)
        self._page.code.append(f"{x * MM:.3f} {(self.height - y - h) * MM:.3f} {w * MM:.3f} {h * MM:.3f} re f")

    def shape(self, x: float, y: float, unit: float, path: str) -> None:
        """Fill a black path given in steps of ``unit`` mm right and down from (x, y)."""
        self._fill_with(0.0)
        step = unit * MM
        place = f"{step:.5f} 0 0 {-step:.5f} {x * MM:.3f} {(self.height - y) * MM:.3f} cm"
        self._page.code.append(f"q {place} {path} f Q")

    def tick_box(self, name: str, x: float, y: float, size: float = 3.6, *, ticked: bool = False) -> None:
        """Draw a box with its top left corner at (x, y), crossed by a tick when ``ticked``; remember it."""
        self.rect(x, y, size, size, width=0.8)
        if name:
            self.boxes[name] = Placement(self.page_number, x, y, size, size)
        if ticked:
            self.line(x + 0.2 * size, y + 0.55 * size, x + 0.42 * size, y + 0.8 * size, 1.3)
            self.line(x + 0.42 * size, y + 0.8 * size, x + 0.84 * size, y + 0.18 * size, 1.3)

    def picture(self, x: float, y: float, w: float, h: float, image: bytes) -> bool:
        """Draw a PNG or JPEG inside the frame, keeping its proportions; False if it cannot be read."""
        try:
            box = (x * MM, (self.height - y - h) * MM, w * MM, h * MM)
            code, name = self._file.picture(box, image)
        except (OSError, ValueError, SyntaxError):
            return False
        self._page.code.extend(code)
        self._page.pictures.append(name)
        return True
