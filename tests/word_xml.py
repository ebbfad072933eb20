"""Small Word files written as XML, for what no library writes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

from docx import Document

from toolkit.word.package import DOCUMENT, read_package, write_package

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
NAMES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
OFFICE = _NAMES["r"]
SECTION = "<w:sectPr/>"


@cache
def _plain_parts() -> dict[str, bytes]:
    """The parts that python-docx writes for an empty document."""
    target = io.BytesIO()
    document = Document()
    document.core_properties.title = "Raport"
    document.save(target)
    return read_package(target.getvalue(), "gol.docx")


def word(
    body: str, parts: Mapping[str, str | bytes] = {}, links: Mapping[str, tuple[str, str]] = {}, *, first: bool = False
) -> bytes:
    """A file with this body; `links` gives relationships, by their ids: kind and target, outside where it is an address.

    Those come after the others, or before them.
    """
    files = dict(_plain_parts())
    section = "" if "<w:sectPr" in body else SECTION
    files[DOCUMENT] = f"<w:document {NAMES}><w:body>{body}{section}</w:body></w:document>".encode()
    rows = "".join(
        f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for number, (kind, target) in links.items()
    )
    files |= {part: content.encode() if isinstance(content, str) else content for part, content in parts.items()}
    name = "word/_rels/document.xml.rels"
    for kind in ("footnotes", "endnotes", "comments", "numbering", "styles", "settings"):  # as the document names them
        if f"word/{kind}.xml" in parts and f'"{kind}.xml"'.encode() not in files[name]:
            rows += f'<Relationship Id="rId{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    begin, end = files[name].split(b"<Relationship ", 1)
    end = b"<Relationship " + end
    if first:
        files[name] = begin + rows.encode() + end
    else:
        files[name] = begin + end.replace(b"</Relationships>", f"{rows}</Relationships>".encode())
    return write_package(files)


def p(inner: str, properties: str = "") -> str:
    """A paragraph; a plain text becomes its only run."""
    inner = inner if inner.startswith("<") else r(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: str) -> str:
    """A table of rows, each written by `row`."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a plain text becomes a paragraph."""
    inner = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def heading(text: str, level: int = 1) -> str:
    """A heading by its level alone."""
    return p(text, f'<w:outlineLvl w:val="{level - 1}"/>')


def drawing(inner: str, told: str = "", kind: str = "inline") -> str:
    """A run with a drawing."""
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x" descr="{told}"/>'
        f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def picture(number: str, more: str = "") -> str:
    """A picture by its relationship."""
    return f'<pic:pic><pic:blipFill><a:blip r:embed="{number}">{more}</a:blip></pic:blipFill></pic:pic>'


def box(text: str) -> str:
    """A text box."""
    return f"<wps:wsp><wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx></wps:wsp>"
