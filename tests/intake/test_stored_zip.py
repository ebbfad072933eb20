"""Office files have the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile

from toolkit.intake.stored_zip import parts_of, stored_zip

PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": "<șapte/>".encode() * 100, "a.xml": b""}


def test_parts_come_back_as_they_were_in_their_order() -> None:
    assert list(parts_of(stored_zip(PARTS)).items()) == list(PARTS.items())


def test_nothing_of_the_machine_or_the_day_stands_in_the_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(stored_zip(PARTS))) as archive:
        facts = {(e.compress_type, e.date_time, e.create_system, e.external_attr) for e in archive.infolist()}
    assert facts == {(zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)}
