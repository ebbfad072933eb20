"""Whatever is damaged in a finished file, the gate notices: the real report, with one corruption of each sort."""

# ruff: noqa: E501  # a corruption a line

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from docx_builder import FILE, SEMESTER_REPORT
from lxml import etree

from toolkit.documents.semester_report import semester_report
from toolkit.errors import ToolkitError, ToolkitFault
from toolkit.intake.period_inputs import read_period
from toolkit.plan.period import Period
from toolkit.totals.figures import figures_of
from toolkit.word.gate import check_document
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, with_properties, write_package
from toolkit.word.template import fill_template
from toolkit.word.template_parts import read_template

PROJECT = Path(__file__).parents[2]
LANGUAGE = "ro-MD"
STYLES, HEADER, FOOTER, CORE = "word/styles.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"

Parts = dict[str, bytes]
Corruption = Callable[[Parts], Parts]


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    folders = (PROJECT / "inputs/balti", PROJECT / "inputs/balti/2023-S1")
    files = {
        f.relative_to(PROJECT).as_posix(): f.read_bytes() for folder in folders for f in folder.iterdir() if f.is_file()
    }
    inputs = read_period(files, "balti", Period.parse("2023-S1"))
    return asdict(semester_report(inputs, figures_of(inputs, with_adjustments=True), registration_number="12/3"))


@pytest.fixture(scope="module")
def properties(context: dict[str, Any]) -> dict[str, str]:
    return {"title": context["property_title"], "author": context["institution"], "language": LANGUAGE}


@pytest.fixture(scope="module")
def docx(context: dict[str, Any], properties: dict[str, str]) -> bytes:
    return fill_template(SEMESTER_REPORT.read_bytes(), FILE, context, **properties)


@pytest.fixture(scope="module")
def check(context: dict[str, Any], properties: dict[str, str]) -> Callable[[bytes], None]:
    template = with_properties(read_template(SEMESTER_REPORT.read_bytes(), FILE), **properties)
    return lambda docx: check_document(docx, template, FILE, context)


def replaced(old: str, new: str, part: str = DOCUMENT) -> Corruption:
    """The first place of a text, changed."""

    def corrupt(parts: Parts) -> Parts:
        assert old in parts[part].decode()
        return {**parts, part: parts[part].decode().replace(old, new, 1).encode()}

    return corrupt


def matched(pattern: str, new: str, part: str = DOCUMENT) -> Corruption:
    """The first match of a pattern, changed."""

    def corrupt(parts: Parts) -> Parts:
        changed, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count
        return {**parts, part: changed.encode()}

    return corrupt


def without(*names: str) -> Corruption:
    """The file without some of its parts."""
    return lambda parts: {name: content for name, content in parts.items() if name not in names}


def with_added(name: str, content: bytes) -> Corruption:
    return lambda parts: {**parts, name: content}


def in_tree(change: Callable[[etree._Element], None], part: str = DOCUMENT) -> Corruption:
    """A change that is easier to make in the tree of a part."""

    def corrupt(parts: Parts) -> Parts:
        tree = parse_part(part, parts[part])
        change(tree)
        return {**parts, part: serialise(tree)}

    return corrupt


def _rows(tree: etree._Element) -> list[etree._Element]:
    return next(tree.iter(f"{W}tbl")).findall(f"{W}tr")


def _swap(one: etree._Element, other: etree._Element) -> None:
    one[:], other[:] = list(other), list(one)


def _swap_cells(tree: etree._Element) -> None:
    cells = _rows(tree)[2].findall(f"{W}tc")
    _swap(cells[2], cells[3])


def _lose_column(tree: etree._Element) -> None:
    for row in _rows(tree)[1:]:
        row.remove(row.findall(f"{W}tc")[-1])


def _row(number: int, times: int) -> Callable[[etree._Element], None]:
    def change(tree: etree._Element) -> None:
        row = _rows(tree)[number]
        parent, copies = row.getparent(), [etree.fromstring(etree.tostring(row)) for _ in range(times - 1)]
        assert parent is not None
        for copy in copies:
            row.addnext(copy)
        if not times:
            parent.remove(row)

    return change


def _swap_rows(tree: etree._Element) -> None:
    rows = _rows(tree)
    _swap(rows[2], rows[3])


def run_with(properties: str) -> Corruption:
    """The first value of a table, with other letters."""
    return replaced(f"<w:r>{VALUE}", f"<w:r><w:rPr>{properties}</w:rPr>{VALUE}")


VALUE = '<w:t xml:space="preserve">10 funcționari</w:t>'
TITLE = '<w:t xml:space="preserve">Raport semestrial privind implementarea</w:t>'
HEADING = '<w:pStyle w:val="Heading3"/>'
PICTURE = (
    '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline><wp:docPr id="1" name="Sigla"/></wp:inline></w:drawing></w:r>'
)

CORRUPTIONS: dict[str, tuple[Corruption, str]] = {
    "a text is changed": (replaced("Instrucțiuni de întocmire", "Instrucțiuni"), "este „Instrucțiuni”"),
    "a digit is changed": (replaced("10 funcționari", "70 funcționari"), "este „70 funcționari”"),
    "two figures change places": (in_tree(_swap_cells), "lipsește textul|este „"),
    "a letter is decomposed": (replaced("funcționari", "funct\u0326ionari"), "funct\u0326ionari"),
    "a comma below becomes a cedilla": (replaced("funcționari", "funcţionari"), "funcţionari"),
    "a space that does not break becomes a plain one": (replaced("\u00a0–\u00a0", " – "), "lipsește textul"),
    "a space is doubled": (replaced("10 funcționari", "10  funcționari"), "este „10  funcționari”"),
    "a letter without width is added": (replaced("10 funcționari", "1\u200b0 funcționari"), "este „1\u200b0 funcționari”"),
    "a text is lost": (replaced(VALUE, "<w:t/>"), "„10 funcționari”, după șablon și date"),
    "a text is only an attribute": (replaced(VALUE, '<w:t w:alt="10 funcționari"/>'), "„10 funcționari”, după șablon și date"),
    "a text is struck as deleted": (replaced(f"<w:r>{VALUE}</w:r>", f'<w:del w:id="9"><w:r>{VALUE}</w:r></w:del>'), "arată altfel"),
    "a row is lost": (in_tree(_row(2, 0)), "după șablon și date"),
    "a row is doubled": (in_tree(_row(2, 2)), "după șablon și date"),
    "two rows change places": (in_tree(_swap_rows), "după șablon și date"),
    "a column is lost": (in_tree(_lose_column), "lipsește textul"),
    "the row of totals is lost": (in_tree(_row(-1, 0)), "„Total instituții responsabile”, după șablon și date"),
    "the mark of a total is lost": (replaced(">*1</w:t>", "></w:t>"), r"\*1”, după șablon și date"),
    "a note under a table is lost": (matched(r">\*1 Indicator [^<]*</w:t>", "></w:t>"), r"\(notes\)"),
    "a header is changed": (replaced(">Primăria", ">Primaria", HEADER), "este „Primaria"),
    "the mark across the page is lost": (matched("<w:pict>.*</w:pict>", "", HEADER), "stă în alt loc, arată altfel"),
    "the mark across the page says something else": (replaced('string="PROIECT"', 'string="FINAL"', HEADER), "arată altfel"),
    "the alternative text of the mark is lost": (matched(' alt="[^"]*"', "", HEADER), "arată altfel"),
    "a picture without alternative text is added": (replaced(f"<w:r>{TITLE}", f"{PICTURE}<w:r>{TITLE}"), "arată altfel"),
    "a header row does not repeat": (replaced("<w:tblHeader/>", ""), "arată altfel"),
    "a header row is switched off": (replaced("<w:tblHeader/>", '<w:tblHeader w:val="0"/>'), "arată altfel"),
    "the caption of a table is lost": (matched("<w:tblCaption [^>]*>", ""), "arată altfel"),
    "the description of a table is lost": (matched("<w:tblDescription [^>]*>", ""), "arată altfel"),
    "the lines of a table are lost": (matched("<w:tblBorders>.*?</w:tblBorders>", ""), "arată altfel"),
    "a heading goes up a level": (replaced(HEADING, '<w:pStyle w:val="Heading1"/>'), "arată altfel"),
    "a heading becomes plain text": (replaced(HEADING, '<w:pStyle w:val="Text"/>'), "arată altfel"),
    "a heading is emptied": (matched(r"<w:t[^>]*>Acțiunea 1\.1\.[^<]*</w:t>(?=</w:r><w:bookmarkEnd)", "<w:t/>"), "lipsește textul"),
    "a text turns white": (run_with('<w:color w:val="FFFFFF"/>'), "arată altfel"),
    "a text turns light grey": (run_with('<w:color w:val="DDDDDD"/>'), "arată altfel"),
    "a text is set in 4 points": (run_with('<w:sz w:val="8"/>'), "arată altfel"),
    "a text is hidden": (run_with("<w:vanish/>"), "arată altfel"),
    "a text is struck through": (run_with("<w:strike/>"), "arată altfel"),
    "a text is said to be in another language": (run_with('<w:lang w:val="en-US"/>'), "arată altfel"),
    "a paragraph is hidden": (replaced(f"<w:pPr>{HEADING}", f"<w:pPr>{HEADING}<w:rPr><w:vanish/></w:rPr>"), "arată altfel"),
    "a cell turns black": (replaced('w:fill="F0F0F0"', 'w:fill="000000"'), "arată altfel"),
    "cells are joined": (matched("<w:vMerge w:val=\"restart\"/>", ""), "arată altfel"),
    "a style turns white": (replaced('<w:color w:val="404040"/>', '<w:color w:val="FFFFFF"/>', STYLES), "lipsește sau s-a schimbat"),
    "a style is set in 4 points": (replaced('<w:sz w:val="18"/>', '<w:sz w:val="8"/>', STYLES), "lipsește sau s-a schimbat"),
    "a style is no heading any more": (replaced('<w:outlineLvl w:val="2"/>', "", STYLES), "lipsește sau s-a schimbat"),
    "a style is lost": (matched('<w:style [^>]*w:styleId="Heading3".*?</w:style>', "", STYLES), "lipsește sau s-a schimbat"),
    "the language is another": (replaced(f'w:val="{LANGUAGE}"', 'w:val="en-US"', STYLES), "limba documentului „en-US”"),
    "the language is lost": (matched("<w:lang [^>]*>", "", STYLES), "limba documentului „”"),
    "the language property is lost": (matched("<dc:language>.*</dc:language>", "", CORE), "limba din proprietăți „”"),
    "the title is lost": (matched("<dc:title>.*</dc:title>", "", CORE), "titlul din proprietăți „”"),
    "the title is another": (matched("<dc:title>.*</dc:title>", "<dc:title>Document1</dc:title>", CORE), "titlul din proprietăți „Document1”"),
    "the author is another": (matched("<dc:creator>.*</dc:creator>", "<dc:creator>Ion</dc:creator>", CORE), "autorul din proprietăți „Ion”"),
    "a property is added": (replaced("</cp:coreProperties>", "<dc:subject>x</dc:subject></cp:coreProperties>", CORE), "docProps/core.xml” s-a schimbat"),
    "the company is another": (matched("<Company>.*</Company>", "<Company>Ion</Company>", "docProps/app.xml"), "docProps/app.xml” s-a schimbat"),
    "the kind of a part is another": (replaced("document.main+xml", "template.main+xml", TYPES), r"\[Content_Types\].xml” s-a schimbat"),
    "the properties are lost": (without(CORE), "docProps/core.xml”, care lipsește"),
    "the page is no longer A4": (replaced('w:w="16838"', 'w:w="15840"'), "arată altfel"),
    "the page is upright": (replaced(' w:orient="landscape"', ""), "arată altfel"),
    "the first page has no header of its own": (replaced("<w:titlePg/>", ""), "arată altfel"),
    "a bookmark is lost": (matched('<w:bookmarkStart [^>]*w:name="sectiunea_II"/>', ""), "sectiunea_II”"),
    "a line of the contents leads elsewhere": (replaced('w:anchor="actiunea_1_2"', 'w:anchor="actiunea_1_3"'), "duce la altă adresă"),
    "a web address is changed": (replaced('HYPERLINK "https://', 'HYPERLINK "http://'), r"\(link\)"),
    "a field is left open": (replaced('<w:fldChar w:fldCharType="end"/>', ""), "arată altfel"),
    "the page number is a text": (matched("<w:instrText[^>]*> PAGE </w:instrText>", "", FOOTER), "arată altfel"),
    "ids of bookmarks repeat": (replaced('w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"'), r"„1” de 2 ori \(semn de carte\)"),
    "ids of styles repeat": (matched("(<w:style .*?</w:style>)", r"\1\1", STYLES), r"de 2 ori \(stil\)"),
    "ids of lists repeat": (replaced('w:numId="2"', 'w:numId="1"', "word/numbering.xml"), r"„1” de 2 ori \(listă\)"),
    "ids of relationships repeat": (replaced('Id="rId10"', 'Id="rId9"', RELS), r"„rId9” de 2 ori \(relație\)"),
    "a relationship leads nowhere": (replaced('Target="header1.xml"', 'Target="header9.xml"', RELS), "partea „word/header9.xml”, care lipsește"),
    "a relationship is not described": (matched('<Relationship Id="rId9"[^>]*>', "", RELS), "legătura „rId9”, care nu este descrisă"),
    "the kind of a part is lost": (matched('<Override PartName="/word/styles.xml"[^>]*>', "", TYPES), "partea „word/styles.xml”, despre care nu se spune"),
    "a kind is given to no part": (replaced("</Types>", '<Override PartName="/word/x.xml" ContentType="x"/></Types>', TYPES), "felul părții „word/x.xml”, de 1 ori"),
    "a part is lost": (without("word/numbering.xml"), "partea „word/numbering.xml” s-a schimbat"),
    "a part is added": (with_added("word/media/x.png", b"x"), "partea „word/media/x.png” s-a schimbat"),
    "a part is changed": (replaced("<w:defaultTabStop ", '<w:hideSpellingErrors w:val="1"/><w:defaultTabStop ', "word/settings.xml"), "partea „word/settings.xml” s-a schimbat"),
    "a tag is left": (replaced(VALUE, "<w:t>{{ value }}</w:t>"), "un marcaj rămas în paragraful „{{ value }}”"),
    "a paragraph is added": (replaced("<w:sectPr>", "<w:p><w:r><w:t>Vezi anexa.</w:t></w:r></w:p><w:sectPr>"), "este „Vezi anexa.”"),
    "the XML is broken": (replaced("</w:body>", ""), "XML pe care Word nu l-ar putea citi"),
    "the file is cut short": (replaced("</w:document>", "</w:docum", DOCUMENT), "XML pe care Word nu l-ar putea citi"),
}  # fmt: skip


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_of_each_sort_is_noticed_and_named(name: str, docx: bytes, check: Callable[[bytes], None]):
    corrupt, message = CORRUPTIONS[name]
    with pytest.raises(ToolkitFault, match=message):
        check(write_package(corrupt(read_package(docx, FILE))))


class Mutation:
    """A random change of one text, attribute or element, of those that a reader sees, hears or follows."""

    # Not seen by a reader: who typed when, where a mark ends, and what depends on the texts: widths, and what stays together.
    UNSEEN = ("rsid", "space", "history")
    FITTED = ("tcW", "gridCol", "tblW", "gridSpan", "tblGrid", "keepNext", "cantSplit", "bookmarkEnd")
    LETTERS = "0123456789abcțșă ,.-–\u00a0\u200b"

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # not for secrets
        self.said = ""

    def __call__(self, parts: Parts) -> Parts:
        """Change the file, and note what was changed."""
        part = self.random.choice([DOCUMENT] * 6 + [HEADER, FOOTER, STYLES])
        tree = parse_part(part, parts[part])
        while not self._changed(tree):
            pass
        self.said += f" in {part}"
        return {**parts, part: serialise(tree)}

    def _changed(self, tree: etree._Element) -> bool:
        elements = [element for element in tree.iter(etree.Element) if element is not tree]
        element = self.random.choice(elements)
        name = str(element.tag).rpartition("}")[2]
        if name in self.FITTED:
            return False
        kind = self.random.choice(("text", "attribute", "element"))
        if kind == "text":
            return self._text(self.random.choice([e for e in elements if e.tag == f"{W}t" and e.text] or [element]))
        return self._attribute(element, name) if kind == "attribute" else self._lost(element, name)

    def _text(self, element: etree._Element) -> bool:
        text = element.text or ""
        at = self.random.randrange(len(text) + 1)
        new = text[:at] + self.random.choice(self.LETTERS) + text[at + self.random.choice((0, 1)) :]
        self.said = f"„{text}” → „{new}”"
        element.text = new
        return new != text and element.tag == f"{W}t"

    def _attribute(self, element: etree._Element, name: str) -> bool:
        known = [key for key in element.attrib if not str(key).rpartition("}")[2].startswith(self.UNSEEN)]
        if not known:
            return False
        key = self.random.choice(known)
        value = element.get(key) or ""
        element.set(key, self.random.choice(("0", "1", "7", f"{value}1", "x")))
        self.said = f"{name}@{key} „{value}” → „{element.get(key)}”"
        return element.get(key) != value

    def _lost(self, element: etree._Element, name: str) -> bool:
        parent = element.getparent()
        assert parent is not None
        is_seen = "".join(element.itertext()).strip() or parent.tag in (f"{W}{n}" for n in ("pPr", "tcPr", "trPr", "style"))
        if not is_seen or len(parent) == 0:
            return False
        self.said = f"{name} lost"
        parent.remove(element)
        return True


@pytest.mark.parametrize("seed", range(60))
def test_a_random_change_of_what_a_reader_sees_is_noticed(seed: int, docx: bytes, check: Callable[[bytes], None]):
    mutation = Mutation(seed)
    changed = write_package(mutation(read_package(docx, FILE)))
    try:
        check(changed)
    except ToolkitError:
        return
    pytest.fail(f"nobody noticed: {mutation.said}")


def test_the_file_without_a_corruption_passes(docx: bytes, check: Callable[[bytes], None]):
    check(docx)
    check(write_package(read_package(docx, FILE)))
