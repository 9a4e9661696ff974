"""The PDF under way: each finished page is compressed and written out at once, fonts and cross references at the end.

One file may take many papers ("cetak sekaligus"): its memory grows with the number of objects, not with their ink.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents import fonts

KEPT_STRINGS = 4_000
"""Encoded strings remembered in a file; names seldom come back, labels always do."""
_ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)", ord("\r"): "\\r", ord("\n"): "\\n"}


class _Output(pdfdoc.PDFFile):  # type: ignore[misc]
    """ReportLab's collector of objects, writing them through instead of keeping them."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        head = self.format(None)
        self.strings: list[bytes] = []
        self.write = out.write
        out.write(head)


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document whose pages are written early: the final pass writes what is left."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(compression=1, invariant=1, lang="id-ID")
        self.file = _Output(out)

    def put(self, name: str) -> None:
        """Write one registered object now and forget its content."""
        shown = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self.idToOffset[name] = self.file.add(shown)
        self.idToObject[name] = None

    def put_page(self, width: float, height: float, code: bytes, xobjects: Any) -> None:
        """Write a page and its ink."""
        ink = pdfdoc.PDFStream(content=zlib.compress(code))
        ink.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        self.signature.update(ink.content)
        page = pdfdoc.PDFPage()
        page.Override_default_compilation = 1
        page.MediaBox = pdfdoc.PDFArray([0, 0, width, height])
        page.Contents = self.Reference(ink)
        page.Resources = pdfdoc.PDFResourceDictionary()
        page.Resources.basicFonts()
        if xobjects is not None:
            page.Resources.allProcs()
            page.Resources.XObject = xobjects
        page.Parent = self.Reference(self.Pages)
        self.inPage()
        name = self.thisPageName()
        self.addPage(page)
        self.Pages.pages[-1] = pdfdoc.PDFObjectReference(name)
        self.put(ink.__InternalName__)
        self.put(name)

    def close(self, canvas: Canvas) -> None:
        """Write fonts, catalogue, cross references and trailer."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.info.invariant = self.invariant
        self.info.digest(self.signature)
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        self.Outlines.prepare(self, canvas)
        if self.Outlines.ready < 0:
            self.Catalog.Outlines = None
        names: list[str] = []
        while (number := len(names) + 1) in self.numberToId:
            # Formatting an object may register others behind it.
            name = self.numberToId[number]
            if name not in self.idToOffset:
                self.put(name)
            names.append(name)
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = self.file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(startxref=start, Size=len(names) + 1, Root=root, Info=info, ID=self.ID())
        self.file.add(trailer.format(self))


class PdfFile:
    """Pages in, bytes out. Without ``out`` the bytes are given back by :meth:`finish`."""

    def __init__(
        self,
        title: str,
        *,
        author: str = "",
        subject: str = "",
        keywords: tuple[str, ...] = (),
        out: BinaryIO | None = None,
    ) -> None:
        fonts.register_fonts()
        self._own = io.BytesIO() if out is None else None
        self._document = _Document(out if self._own is None else self._own)  # type: ignore[arg-type]
        self._document.setTitle(fonts.printable(title))
        self._document.setAuthor(fonts.printable(author))
        self._document.setSubject(fonts.printable(subject))
        self._document.setKeywords(", ".join(fonts.printable(word) for word in keywords if word))
        self._document.setCreator("Loket Training")
        self._canvas: Any = None
        self._strings: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self.pages = 0

    def shown(self, font: str, size: float, text: str) -> str:
        """Operators that set the font and show ``text``, which is printable already."""
        pieces = self._strings.get((font, text))
        if pieces is None:
            if len(self._strings) >= KEPT_STRINGS:
                self._strings.clear()
            pieces = self._strings[font, text] = self._encode(font, text)
        return "".join([f"{name} {size:.6g} Tf ({word}) Tj " for name, word in pieces])

    def _encode(self, font: str, text: str) -> tuple[tuple[str, str], ...]:
        face = pdfmetrics.getFont(font)
        return tuple(
            (face.getSubsetInternalName(subset, self._document), codes.decode("latin-1").translate(_ESCAPES))
            for subset, codes in face.splitString(text, self._document)
        )

    def picture(self, box: tuple[float, float, float, float], image: bytes) -> tuple[list[str], str]:
        """Operators that draw a PNG or JPEG inside ``box`` (points), and its name for :meth:`add_page`.

        Raises ``OSError``, ``ValueError`` or ``SyntaxError`` for what is no picture.
        """
        reader = ImageReader(io.BytesIO(image))
        canvas = self._drawing()
        canvas._code, canvas._formsinuse = [], []
        canvas.drawImage(reader, *box, mask="auto", preserveAspectRatio=True, anchor="c")
        return canvas._code, canvas._formsinuse[-1]

    def _drawing(self) -> Any:
        if self._canvas is None:
            self._canvas = Canvas(io.BytesIO(), invariant=1)
            self._canvas._doc = self._document
        return self._canvas

    def add_page(self, width: float, height: float, code: list[str], pictures: list[str]) -> None:
        """Write a page of ``width`` x ``height`` points."""
        xobjects = self._document.xobjDict(pictures) if pictures else None
        self._document.put_page(width, height, "\n".join(code).encode("latin-1"), xobjects)
        self.pages += 1

    def finish(self) -> bytes:
        """Close the file; the bytes are empty when it was written to ``out``."""
        self._document.close(self._drawing())
        return self._own.getvalue() if self._own is not None else b""
