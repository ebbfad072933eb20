"""Office files as zip archives that have the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that zip knows


def parts_of(archive: bytes) -> dict[str, bytes]:
    """Take an archive of our own apart into its parts, in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return {name: source.read(name) for name in source.namelist()}


def stored_zip(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts in the order given, without compression: what deflate makes of them depends on the build of zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 0  # Python writes another number on Windows
            entry.external_attr = 0o600 << 16
            target.writestr(entry, part)
    return packed.getvalue()
