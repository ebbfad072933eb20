"""A picture by what one sees of it: two files of the same pixels are the same picture, however they are packed."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Final

_NEARLY_WHITE: Final = 246
"""From here on LibreOffice takes a colour for the white that it makes transparent; no eye tells them apart."""


def pixels_of(content: bytes, most: int) -> tuple[str, int]:
    """Name a picture by its size and its pixels on white, and count these; one without, or with too many, by its bytes.

    What is transparent is seen as the white of the page, so that a picture whose white was made transparent stays the same.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  most files have no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as image:
                if image.width * image.height > most:
                    return _by_bytes(content), 0
                letters = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _by_bytes(content), 0
    page = Image.new("RGBA", letters.size, "white")
    page.alpha_composite(letters)
    seen = page.convert("RGB").point(lambda strength: 255 if strength >= _NEARLY_WHITE else strength)
    name = f"{seen.width}×{seen.height} {hashlib.sha256(seen.tobytes()).hexdigest()}"
    return name, seen.width * seen.height


def _by_bytes(content: bytes) -> str:
    return f"{len(content)} {hashlib.sha256(content).hexdigest()}"
