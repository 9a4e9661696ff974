"""A workbook without the moment of its making: equal content gives equal bytes, as a package with hashes needs."""

from __future__ import annotations

import io
import re
import zipfile

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_FIXED_STAMP = rb"\g<1>2000-01-01T00:00:00Z\g<2>"


def steady(workbook: bytes) -> bytes:
    """The same workbook with one fixed time in its ZIP and its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            content = source.read(name)
            target.writestr(info, _STAMP.sub(_FIXED_STAMP, content) if name == "docProps/core.xml" else content)
    return out.getvalue()
