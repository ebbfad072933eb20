"""Values that are well-formed XML and that the reader of workbooks takes for others; no program of an office writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.intake.screening.refusal import unreadable

_VALUE = rb"<(?:\w{1,9}:)?v(?:\s[^>]{0,99})?>"
# 5&#54; is 56, and is read as 5; a shared text whose number is none is read as the first of them.
_REFERENCE_IN_A_NUMBER = _VALUE + rb"\s*[-+.0-9eE]*&#"
_NO_NUMBER_OF_A_TEXT = rb"\bt\s*=\s*[\"']s[\"'][^>]{0,199}>\s*" + _VALUE + rb"(?!\s*[0-9]{1,9}\s*</)"
_MISREAD = re.compile(_REFERENCE_IN_A_NUMBER + rb"|" + _NO_NUMBER_OF_A_TEXT)
_CELL = b"<c"


def refuse_misread_values(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand on the XML of a sheet; `RefusedFileError` where a reader would take a value for another."""
    begun, last = [], b""  # what has come since the last cell began; joined only when the next one begins
    for chunk in chunks:
        begun.append(chunk)
        if _CELL in last + chunk:
            text = b"".join(begun)
            whole = text.rfind(_CELL)  # what follows may be only the beginning of a cell
            if _MISREAD.search(text, 0, whole):
                raise unreadable()
            begun = [text[whole:]]
        last = chunk[-1:]
        yield chunk
    if _MISREAD.search(b"".join(begun)):
        raise unreadable()
