"""Filling a Word template: docxtpl without its forgiving parser, and what it made goes through the gate."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.word.environment import WORD, broken_tag, wrong_tag
from toolkit.word.footnotes import FOOTNOTES, write_footnotes
from toolkit.word.gate import check_document
from toolkit.word.ids import number_ids
from toolkit.word.limits import one_document
from toolkit.word.origin import origin_properties
from toolkit.word.package import DOCUMENT, W, parse_part, serialise, with_properties, write_package
from toolkit.word.permitted import has_half_tag
from toolkit.word.sign_off_block import with_sign_off_marked
from toolkit.word.table import fit_tables, mark_repeated_columns
from toolkit.word.table_grid import text_sizes
from toolkit.word.template_outline import tags_of
from toolkit.word.template_parts import filled_parts, read_template, shown_parts

_NAMES = {"w": W[1:-1]}
_WITH_TABS = etree.XPath(".//w:t[contains(., '\t') or contains(., '\n')]", namespaces=_NAMES)
_EMPTY_RUNS = etree.XPath(".//w:r[not(*[not(self::w:rPr or self::w:t)]) and not(w:t/text())]", namespaces=_NAMES)
_MISSING_PART = re.compile(r"no item named '([^']*)'")
_XML = re.compile(r"<[^>]*>")
_START_OF_A_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_LINE_BEFORE_A_PARAGRAPH = re.compile(r"\n<w:p(?=[ >])")


def fill_template(  # noqa: PLR0913  an origin only of what people write in
    template: bytes,
    template_file: str,
    context: Mapping[str, object],
    *,
    title: str,
    author: str,
    language: str,
    origin: str = "",
) -> bytes:
    """Fill a template and give the finished file: equal arguments give equal bytes, and what is wrong does not leave.

    The context holds plain str, int, lists and dicts; its texts are printed as they are, whatever marks they hold. With an
    origin ("semester_report balti 2023-S1"), the file can give back what people write in its content controls.
    """
    template = with_sign_off_marked(template, template_file)
    parts = read_template(template, template_file)
    word = _opened(template, template_file)
    with one_document():
        word.render(dict(context), WORD)
    rendered = word.rendered_parts()
    custom = origin_properties(origin, {**parts, **rendered}, template_file) if origin else None
    expected = with_properties(parts, title=title, author=author, language=language, custom=custom)
    docx = write_package({**expected, **rendered})
    try:
        with one_document():
            check_document(docx, expected, template_file, context)
    except TemplateError as error:
        raise wrong_tag(error, template_file, "") from error
    return docx


def template_sources(template: bytes, template_file: str) -> list[str]:
    """Give what jinja gets to read of each part of a template, a line for each paragraph."""
    read_template(template, template_file)
    return list(_opened(template, template_file).sources())


def template_tags(template: bytes, template_file: str) -> list[str]:
    """Give what a reader gets to see of each part, as the gate reads it; a tag that would swallow text is refused."""
    parts = read_template(template, template_file)
    tags = {name: tags_of(name, parts[name], template_file) for name in filled_parts(parts)}
    return [tags[name] for name in shown_parts(parts)]


def _opened(template: bytes, template_file: str) -> _WordTemplate:
    word = _WordTemplate(template, template_file)
    try:
        word.open()
    except (KeyError, ValueError) as error:
        missing = _MISSING_PART.search(str(error))
        raise _not_whole(
            template_file,
            gettext("din care lipsește o parte") + (gettext(", „{missing}”", missing=missing[1]) if missing else ""),
        ) from error
    except (AttributeError, TypeError, IndexError, etree.XMLSyntaxError) as error:
        raise _not_whole(template_file, gettext("în care părțile nu se leagă între ele")) from error
    return word


def _not_whole(template_file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file),
        found=gettext("un document Word {found}", found=found),
        expected=gettext("un document Word (.docx) întreg"),
        fix=gettext("deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc"),
    )


class _WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but what it rendered is parsed strictly, and texts of the context are left alone."""

    def __init__(self, template: bytes, template_file: str) -> None:
        super().__init__(io.BytesIO(template))
        self.file = template_file  # for messages

    def open(self) -> None:
        """Read the file, and all of it that the printing takes."""
        self.init_docx()
        self.style_sheet = self.docx.styles.element

    def sources(self) -> Iterator[str]:
        self.init_docx()
        yield _by_paragraphs(self.patch_xml(self.get_xml()))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield _by_paragraphs(self.patch_xml(self.get_part_xml(part)))
        for part in self._footnotes():
            yield _by_paragraphs(self.patch_xml(part.blob.decode()))

    def _footnotes(self) -> list[Any]:
        parts = self.docx.part.package.iter_parts()
        return [part for part in parts if part.content_type.endswith("wordprocessingml.footnotes+xml")]

    def patch_xml(self, src_xml: str) -> str:
        """Make the tags of a part readable; half a tag is refused first, because the search for its end takes hours."""
        broken = [text for paragraph in src_xml.split("</w:p>") if (text := _half_tag_in(paragraph))]
        if broken:
            raise OfficeFileError.all_of([broken_tag(self.file, text) for text in dict.fromkeys(broken)])
        # A brace at the end of a paragraph is no half of a tag that begins the next: docxtpl joins over XML, not over lines.
        lines = src_xml.replace("\n", " ").replace("</w:p>", "</w:p>\n")
        return str(super().patch_xml(lines)).replace("\n", "")

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Fill the footnotes once; docxtpl fills them once for each section, and then reads what it printed as tags."""
        for part in self._footnotes():
            part._blob = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env).encode()

    def get_xml(self) -> str:
        with self._measuring():
            mark_repeated_columns(self.docx.element.body)
        return str(super().get_xml())

    def render_xml_part(self, src_xml: str, _part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        source = _by_paragraphs(src_xml)
        try:
            printed = jinja_env.from_string(source).render(context)
            return _LINE_BEFORE_A_PARAGRAPH.sub("<w:p", printed.replace("</w:p>\n", "</w:p>"))
        except (TemplateError, TypeError) as error:
            raise wrong_tag(error, self.file, _paragraph_at(source, error)) from error

    def fix_tables(self, xml: str) -> etree._Element:
        body = parse_part(DOCUMENT, xml)
        _keep_white_space(body)
        _drop_empty_runs(body)
        with self._measuring():
            fit_tables(body, text_sizes(self.style_sheet))
        return body

    @contextmanager
    def _measuring(self) -> Iterator[None]:
        """Say of measures that are none, which Word never writes, that the template has them."""
        try:
            yield
        except (ValueError, OverflowError, IndexError) as error:
            raise _not_whole(
                self.file, gettext("cu măsuri greșite ale paginii, ale literelor sau ale unui tabel")
            ) from error

    def map_tree(self, tree: etree._Element) -> None:
        self.docx.element.body[:] = []  # lxml takes out a long body in the square of the time
        super().map_tree(tree)

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Leave the properties alone: package.py writes them anew, since docxtpl would escape them twice."""

    def rendered_parts(self) -> dict[str, bytes]:
        package = self.docx.part.package
        rendered = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")
        parts = {p.partname[1:]: p for p in package.iter_parts() if p.content_type.endswith(rendered)}
        trees = {
            name: part.element if hasattr(part, "element") else parse_part(name, part.blob)
            for name, part in sorted(parts.items())
        }
        number_ids(trees.values())
        if not write_footnotes(trees[DOCUMENT], trees.get(FOOTNOTES)):
            raise _not_whole(self.file, gettext("fără note de subsol, deși un marcaj scrie una"))
        return {name: serialise(tree) for name, tree in trees.items()}

    def fix_docpr_ids(self, tree: etree._Element) -> None:
        """Leave the ids alone: `number_ids` numbers those of all parts together."""


def _half_tag_in(paragraph: str) -> str:
    """Give the text of a paragraph in which a tag is not whole, or what stands in the XML in its place."""
    text = _XML.sub("", paragraph)
    if has_half_tag(text):
        return text
    return next((markup for markup in _XML.findall(paragraph) if has_half_tag(markup)), "")


def _by_paragraphs(source: str) -> str:
    """Give each paragraph a line of its own, by which an error of jinja finds it."""
    return _START_OF_A_PARAGRAPH.sub("\n<w:p", source.replace("\n", " ")).replace("</w:p>", "</w:p>\n")


def _paragraph_at(source: str, error: Exception) -> str:
    """Give the text of the paragraph at which jinja stopped, in reading or in printing."""
    printing = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    line = getattr(error, "lineno", None) or (printing or [None])[-1]
    return _XML.sub("", source.split("\n")[line - 1]) if line else ""


def _keep_white_space(body: etree._Element) -> None:
    """Print tabs and line ends of a text as Word has them."""
    for text in cast("list[etree._Element]", _WITH_TABS(body)):
        run = text.getparent()
        if run is None:
            continue
        place = run.index(text)
        run.remove(text)
        for piece in filter(None, re.split(r"([\t\n])", text.text or "")):
            new = etree.Element(W + {"\t": "tab", "\n": "br"}.get(piece, "t"))
            if piece not in "\t\n":
                new.text = piece
                new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.insert(place, new)
            place += 1


def _drop_empty_runs(body: etree._Element) -> None:
    """Remove the runs that held nothing but a tag."""
    for run in cast("list[etree._Element]", _EMPTY_RUNS(body)):
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
