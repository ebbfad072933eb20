"""The zip package that a workbook is."""

from __future__ import annotations

import io
import zipfile

import pytest

from toolkit.intake.screening.package import Package, part_beside
from toolkit.intake.screening.refusal import RefusedFileError


def _zip(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as target:
        for name, part in parts:
            target.writestr(name, part)
    return packed.getvalue()


def _refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as caught:
        Package(content)
    return caught.value.found


def test_parts_are_found_whatever_their_case_and_come_whole() -> None:
    package = Package(_zip(("xl/WorkBook.xml", b"a" * 600_000)))
    assert package.names == ("xl/workbook.xml",)
    assert "XL/workbook.XML" in package
    assert b"".join(package.chunks("xl/Workbook.xml")) == b"a" * 600_000


def test_a_part_that_is_not_there_is_a_broken_file() -> None:
    with pytest.raises(RefusedFileError):
        list(Package(_zip(("a.xml", b"a"))).chunks("b.xml"))


def test_what_is_no_package_is_a_broken_file() -> None:
    assert _refusal(b"PK\x03\x04 and no more") == "un fișier deteriorat, care nu se poate citi până la capăt"


def test_two_parts_of_one_name_are_refused() -> None:
    assert _refusal(_zip(("a.xml", b"1"), ("A.xml", b"2"))) == "o arhivă în care două componente au același nume"


def test_a_part_out_of_all_proportion_is_refused() -> None:
    assert _refusal(_zip(("a.xml", b"0" * (3 * 2**20)))) == "o componentă comprimată de peste 200 de ori"


def test_too_many_parts_are_refused() -> None:
    parts = [(f"{number}.xml", b"") for number in range(2001)]
    assert _refusal(_zip(*parts)) == "o arhivă cu 2001 de componente, peste limita de 2000"


def test_another_compression_is_refused() -> None:
    assert _refusal(_zip(("a.xml", b"a"), method=zipfile.ZIP_BZIP2)) == "o arhivă comprimată altfel decât comprimă Excel"


@pytest.mark.parametrize(
    ("part", "target", "resolved"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
    ],
)
def test_a_relation_leads_to_a_part(part: str, target: str, resolved: str) -> None:
    assert part_beside(part, target) == resolved
