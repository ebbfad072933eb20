"""Filling a Word template: the only jinja environment, strict and escaping, and docxtpl without its forgiving parser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from toolkit.errors import OfficeFileError, Place
from toolkit.word.fields import FILTERS, number_bookmarks
from toolkit.word.gate import check_document
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, with_properties, write_package
from toolkit.word.table import fit_tables, mark_repeated_columns
from toolkit.word.table_grid import text_sizes


class _WordEnvironment(ImmutableSandboxedEnvironment):
    """The strict sandbox, in which `row.values` is the field of that name and never a method of the dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


WORD = _WordEnvironment(undefined=StrictUndefined, autoescape=True)
WORD.globals.clear()
WORD.filters = {"length": WORD.filters["length"], **FILTERS}

_TAGS = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")


def fill_template(
    template: bytes, template_file: str, context: Mapping[str, object], *, title: str, author: str, language: str
) -> bytes:
    """Fill a template and give the finished file: equal arguments give equal bytes, and what is wrong does not leave.

    The context holds plain str, int, lists and dicts; its texts are printed as they are, whatever marks they hold.
    """
    parts = read_package(template, template_file)
    word = _WordTemplate(io.BytesIO(template))
    try:
        word.render(dict(context), WORD)
    except TemplateError as error:
        raise broken_tag(template_file, error, "\n".join(getattr(error, "docx_context", ()))) from error
    parts.update(word.rendered_parts())
    docx = write_package(with_properties(parts, title=title, author=author, language=language))
    check_document(docx, context)
    return docx


def template_sources(template: bytes, template_file: str) -> Iterator[str]:
    """Give what jinja gets to read of each part of a template, a line for each paragraph."""
    read_package(template, template_file)
    return _WordTemplate(io.BytesIO(template)).sources()


def broken_tag(template_file: str, error: TemplateError, text: str) -> OfficeFileError:
    """Say which tag of a template cannot be understood; `text` is the paragraph in which it stands."""
    return OfficeFileError(
        place=Place(template_file),
        found=f"un marcaj scris greșit în paragraful „{' '.join(text.split())}” ({error.message})",
        expected="marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis",
        fix="deschideți șablonul în Word și corectați marcajul; ajută să-l ștergeți și să-l scrieți din nou dintr-o dată",
    )


class _WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but what it rendered is parsed strictly, and texts of the context are left alone."""

    def sources(self) -> Iterator[str]:
        self.init_docx()
        yield _by_paragraphs(self.patch_xml(self.get_xml()))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield _by_paragraphs(self.patch_xml(self.get_part_xml(part)))
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith("wordprocessingml.footnotes+xml"):
                yield _by_paragraphs(self.patch_xml(part.blob.decode()))

    def get_xml(self) -> str:
        mark_repeated_columns(self.docx.element.body)
        return str(super().get_xml())

    def render_xml_part(self, src_xml: str, _part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        source = _by_paragraphs(src_xml)
        try:
            return str(jinja_env.from_string(source).render(context))
        except TemplateError as error:
            error.docx_context = [_paragraph_at(source, getattr(error, "lineno", None))]  # type: ignore[attr-defined]
            raise

    def fix_tables(self, xml: str) -> etree._Element:
        body = parse_part(DOCUMENT, xml)
        _keep_white_space(body)
        _drop_empty_runs(body)
        number_bookmarks(body)
        fit_tables(body, text_sizes(self.docx.styles.element))
        return body

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Leave the properties alone: package.py writes them anew, since docxtpl would escape them twice."""

    def rendered_parts(self) -> dict[str, bytes]:
        package = self.docx.part.package
        rendered = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")
        parts = {p.partname[1:]: p for p in package.iter_parts() if p.content_type.endswith(rendered)}
        return {name: serialise(part.element) if hasattr(part, "element") else part.blob for name, part in parts.items()}


def _by_paragraphs(source: str) -> str:
    """Give each paragraph a line of its own, by which an error of jinja finds it."""
    return _PARAGRAPH.sub("\n<w:p", source.replace("\n", " "))


def _paragraph_at(source: str, line: int | None) -> str:
    lines = source.split("\n")
    return _TAGS.sub("", lines[line - 1]) if line and line <= len(lines) else ""


def _keep_white_space(body: etree._Element) -> None:
    """Print tabs and line ends of a text as Word has them."""
    for text in list(body.iter(f"{W}t")):
        content, run = text.text or "", text.getparent()
        if run is None or not ("\t" in content or "\n" in content):
            continue
        place = run.index(text)
        run.remove(text)
        for piece in re.split(r"([\t\n])", content):
            if not piece:
                continue
            new = etree.Element(W + {"\t": "tab", "\n": "br"}.get(piece, "t"))
            if piece not in "\t\n":
                new.text = piece
                new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.insert(place, new)
            place += 1


def _drop_empty_runs(body: etree._Element) -> None:
    """Remove the runs that held nothing but a tag."""
    for run in list(body.iter(f"{W}r")):
        parent = run.getparent()
        if parent is not None and all(child.tag in {f"{W}rPr", f"{W}t"} and not child.text for child in run):
            parent.remove(run)
