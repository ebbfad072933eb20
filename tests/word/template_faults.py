"""A small template in which nothing is wrong, and the faults that people make in such a one, each at a known paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx_builder import FILE, template, with_more_parts
from lxml import etree

from toolkit.documents.context import TextPart
from toolkit.word.package import DOCUMENT, W, read_package, write_package

HEADER, FOOTER, FOOTNOTES, ENDNOTES = "word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/endnotes.xml"
TITLE = "docProps/core.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
HERE = 5  # the paragraph at which most faults stand
ROW = 8  # that of the repeated row


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the report."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyReport:
    """A report with one of each kind of field."""

    period: str
    lines: tuple[Line, ...]
    site: TextPart


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def whole(here: str = paragraph("Aici"), repeated: str = row("{{ line.title }}"), before: str = "") -> bytes:
    """The template, with other XML in place of the paragraph "Aici" or of the repeated row."""
    content = with_more_parts(template("X", header="Antet {{ period }}"), footnotes="Notă")
    parts = read_package(content, FILE)
    rows = row("Rând") + row("{%tr for line in lines %}") + repeated + row("{%tr endfor %}")
    body = "".join(
        (
            paragraph("Perioada {{ period }}"),
            paragraph("{%p for line in lines %}"),
            paragraph("{{ line.title }}: {% for v in line.values %}{{ v }}{% endfor %}"),
            paragraph("{%p endfor %}"),
            paragraph("Situl {{r site.text|link(site.link) }}"),
            here,
            f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>{rows}</w:tbl>',
            paragraph("Sfârșit"),
        )
    )
    names = {"w": W[1:-1], "r": OFFICE, "wp": WP, "v": "urn:schemas-microsoft-com:vml"}
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    section = etree.tostring(etree.fromstring(parts[DOCUMENT]).find(f".//{W}sectPr"), encoding="unicode")
    parts[DOCUMENT] = f"<w:document {declared}><w:body>{before}{body}{section}</w:body></w:document>".encode()
    return write_package(parts)


def here(*texts: str) -> bytes:
    """Paragraphs with these texts."""
    return whole("".join(map(paragraph, texts)))


def here_xml(runs: str) -> bytes:
    """A paragraph with these runs."""
    return whole(f"<w:p>{runs}</w:p>")


def field(code: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{end}"


def with_text(part: str, old: str, new: str, content: bytes | None = None) -> bytes:
    parts = read_package(content or whole(), FILE)
    assert old in parts[part].decode(), part
    return write_package({**parts, part: parts[part].decode().replace(old, new).encode()})


def with_related(kind: str, target: str, here: str, mode: str = "") -> bytes:
    external = f' TargetMode="{mode}"' if mode else ""
    more = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{external}/></Relationships>'
    return with_text(RELATIONSHIPS, "</Relationships>", more, whole(here))


def with_footer(text: str) -> bytes:
    content = whole()
    parts = read_package(content, FILE)
    parts[FOOTER] = f'<w:ftr xmlns:w="{W[1:-1]}">{paragraph(text)}</w:ftr>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    for part, old, new in (
        (RELATIONSHIPS, "</Relationships>", f'<Relationship Id="rIdF" Type="{OFFICE}/footer" Target="footer1.xml"/>'),
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/{FOOTER}" ContentType="{kind}"/>'),
    ):
        parts[part] = parts[part].decode().replace(old, new + old).encode()
    document = parts[DOCUMENT].decode()
    start = document.index(">", document.index("<w:sectPr")) + 1
    reference = '<w:footerReference w:type="default" r:id="rIdF"/>'
    parts[DOCUMENT] = (document[:start] + reference + document[start:]).encode()
    return write_package(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, or several in one paragraph: the template that has it, what is found, and where."""

    content: Callable[[], bytes]
    found: str | tuple[str, ...]
    paragraph: int | None = HERE
    part: str = DOCUMENT

    @property
    def all_found(self) -> tuple[str, ...]:
        """Everything that is found."""
        return (self.found,) if isinstance(self.found, str) else self.found


UNKNOWN = "marcajul „{}”, pe care raportul nu îl cunoaște"
BROKEN = "marcajul „{}”, scris greșit"
FORBIDDEN = "marcajul „{}”, care face altceva decât să tipărească"
NOT_ALONE = "marcajul de repetare „{}”, care nu stă singur"
WITH_R = "marcajul „{}”, cu „r”, dar fără link, bookmark, link_to, page sau footnote"
WITHOUT_R = "marcajul „{}”, fără „r” la început"
UNFIT = "„{}” și „{}”, care nu se potrivesc"
FOR, ENDFOR = "{%p for line in lines %}", "{%p endfor %}"
UNCLOSED = "„{}”, care nu se închide unde trebuie"
ORPHAN = "„{}”, fără „{}” înaintea lui"
BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Stema" descr="{}"/></wp:inline></w:drawing></w:r>'
WATERMARK = '<w:r><w:pict><v:shape alt="a"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
LINKED = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'

IN_ONE_PARAGRAPH = {  # what is typed → what is found; all of these can stand in one template
    "unknown name": ("Vezi {{ perod }}", UNKNOWN.format("perod")),
    "capital letter": ("Vezi {{ Period }}", UNKNOWN.format("Period")),
    "unknown field of a row": ("{% for line in lines %}{{ line.titel }}{% endfor %}", UNKNOWN.format("line.titel")),
    "name of a repetition outside of it": ("Vezi {{ line.title }}", UNKNOWN.format("line")),
    "loop outside of a repetition": ("Vezi {{ loop.index }}", UNKNOWN.format("loop")),
    "parted braces": ("Vezi { { period }}", BROKEN.format("{ { period }}")),
    "never opened": ("Vezi period }}", BROKEN.format("period }}")),
    "one brace at the end": ("Vezi {{ period }", BROKEN.format("{{ period }")),
    "not closed": ("Vezi {{ period", BROKEN.format("{{ period")),
    "two names": ("Vezi {{ period lines }}", BROKEN.format("{{ period lines }}")),
    "misspelt for": (
        "{% fro line in lines %}{{ line.title }}{% endfor %}",
        "un marcaj care începe cu „fro”, un cuvânt necunoscut",
    ),
    "misspelt endfor": (
        "{% for line in lines %}{{ line.title }}{% enfor %}",
        "un marcaj care începe cu „enfor”, un cuvânt necunoscut",
    ),
    "paragraph tags in a text": (
        "Vezi {%p if period %}da{%p endif %}",
        (NOT_ALONE.format("{%p if period %}"), NOT_ALONE.format("{%p endif %}")),
    ),
    "unknown filter": ("{{r site.text|lnk(site.link) }}", "filtrul „lnk”, pe care programul nu îl cunoaște"),
    "filter without its argument": ("{{r site.text|link }}", "filtrul „link”, folosit altfel decât se poate"),
    "call": ("{{ period.upper() }}", FORBIDDEN.format("{{ period.upper() }}")),
    "arithmetic": ("{{ 7 * 7 }}", FORBIDDEN.format("{{ 7 * 7 }}")),
    "joined texts": ("{{ period ~ period }}", FORBIDDEN.format("{{ period ~ period }}")),
    "name of Python": ("{{ period.__class__ }}", FORBIDDEN.format("{{ period.__class__ }}")),
    "name of Python of an unknown name": ("{{ perod.__class__ }}", FORBIDDEN.format("{{ perod.__class__ }}")),
    "name of Python beneath another": ("{{ period.__class__.x }}", FORBIDDEN.format("{{ period.__class__.x }}")),
    "name of Python in a repetition": (
        "{% for line in lines %}{{ line.__class__ }}{% endfor %}",
        FORBIDDEN.format("{{ line.__class__ }}"),
    ),
    "name of Python gone through": (
        "{% for one in period.__class__ %}{{ one }}{% endfor %}",
        FORBIDDEN.format("{% for one in period.__class__ %}"),
    ),
    "name of Python in a condition": (
        "{% if perod.__class__ %}da{% endif %}",
        FORBIDDEN.format("{% if perod.__class__ %}"),
    ),
    "name of Python by a filter": ('{{ perod|attr("__class__") }}', FORBIDDEN.format('{{ perod|attr("__class__") }}')),
    "name of Python in a filter of ours": (
        "{{r site.text|link(site.__class__) }}",
        FORBIDDEN.format("{{r site.text|link(site.__class__) }}"),
    ),
    "index": ("{{ lines[0] }}", FORBIDDEN.format("{{ lines[0] }}")),
    "set": ("{% set a = period %}", FORBIDDEN.format("{% set a = period %}")),
    "include": ('{% include "a" %}', FORBIDDEN.format('{% include "a" %}')),
    "import": ('{% import "a" as b %}', FORBIDDEN.format('{% import "a" as b %}')),
    "macro": (
        "{% macro m() %}da{% endmacro %}",
        (FORBIDDEN.format("{% macro m() %}"), FORBIDDEN.format("{% endmacro %}")),
    ),
    "raw": (
        "{% raw %}da{% endraw %}",
        (FORBIDDEN.format("{% raw %}"), FORBIDDEN.format("{% endraw %}")),
    ),
    "Romanian quotation marks": (
        "{% if period == „x” %}da{% endif %}",
        "marcajul „{% if period == „x” %}”, cu ghilimele românești, „",
    ),
    "space that does not break": (
        "Vezi {{ per\u00a0iod }}",
        "marcajul „{{ per\u00a0iod }}”, cu un semn care nu se vede (U+00A0)",
    ),
    "repetition of a text": ("{% for v in period %}{{ v }}{% endfor %}", "o repetare prin „period”, care nu este o listă"),
    "printed list": ("Vezi {{ lines }}", "marcajul „lines”, care stă pentru mai multe texte"),
    "printed group": ("{% for line in lines %}{{ line }}{% endfor %}", "marcajul „line”, care stă pentru mai multe texte"),
    "text as a field": ("Vezi {{r period }}", WITH_R.format("{{r period }}")),
    "field as a text": ("Vezi {{ site.text|link(site.link) }}", WITHOUT_R.format("{{ site.text|link(site.link) }}")),
    "white space control": ("Vezi {{- period -}}", BROKEN.format("{{- period -}}")),
    "unknown name beside a half tag": ("{{ perod }} {{ period", (BROKEN.format("{{ period"), UNKNOWN.format("perod"))),
    "unknown name after a half tag": ("{{ period {{ perod }}", (BROKEN.format("{{ period"), UNKNOWN.format("perod"))),
    "three half tags": (
        "{{ period, lines %} și {{ site",
        (BROKEN.format("{{ period, lines %}"), BROKEN.format("{{ site")),
    ),
    "two broken tags": (
        "{{ period lines }} {{ lines period }}",
        (BROKEN.format("{{ period lines }}"), BROKEN.format("{{ lines period }}")),
    ),
    "two refused tags": ("{{ 7 * 7 }} {{ 8 * 8 }}", (FORBIDDEN.format("{{ 7 * 7 }}"), FORBIDDEN.format("{{ 8 * 8 }}"))),
    "paragraph tag and a half tag": (
        "{%p if period %}{%p endif %} {{ period",
        (
            BROKEN.format("{{ period"),
            NOT_ALONE.format("{%p if period %}"),
            NOT_ALONE.format("{%p endif %}"),
        ),
    ),
    "field and unknown name": (
        "{{ site.text|link(site.link) }} {{ perod }}",
        (UNKNOWN.format("perod"), WITHOUT_R.format("{{ site.text|link(site.link) }}")),
    ),
}
ALONE = {
    "for without endfor": Fault(lambda: here("{% for line in lines %}"), UNCLOSED.format("{% for line in lines %}")),
    "if without endif": Fault(lambda: here("{%p if period %}"), UNCLOSED.format("{%p if period %}")),
    "if closed after its repetition": Fault(
        lambda: here("{%p for line in lines %}", "{%p if period %}", "{%p endfor %}", "{%p endif %}"),
        UNCLOSED.format("{%p if period %}"),
        HERE + 1,
    ),
    "endfor without for": Fault(lambda: here("{%p endfor %}"), ORPHAN.format("{%p endfor %}", "{% for … %}")),
    "endif without if": Fault(lambda: here("{% endif %}"), ORPHAN.format("{% endif %}", "{% if … %}")),
    "else without if": Fault(lambda: here("{%p else %}"), ORPHAN.format("{%p else %}", "{% if … %}")),
    "paragraph tag beside a text": Fault(lambda: here(f"Rânduri {FOR}", "a", ENDFOR), NOT_ALONE.format(FOR)),
    "two kinds of repetition": Fault(
        lambda: here("{%p for line in lines %}", "a", "{% endfor %}"),
        UNFIT.format(FOR, "{% endfor %}"),
    ),
    "repetition that leaves a cell": Fault(
        lambda: whole(repeated=row("{%p if period %}", "{%p endif %}")),
        UNFIT.format("{%p if period %}", "{%p endif %}"),
        ROW,
    ),
    "condition over two cells": Fault(
        lambda: whole(repeated=row("{% if period %}", "{% endif %}")), UNFIT.format("{% if period %}", "{% endif %}"), ROW
    ),
    "repetition of rows closed as one of paragraphs": Fault(
        lambda: whole(repeated=row("{%tr for line in lines %}") + row("a") + row(ENDFOR)),
        UNFIT.format("{%tr for line in lines %}", ENDFOR),
        ROW,
    ),
    "condition that ends in a link": Fault(
        lambda: here_xml(run("{% if period %}a") + LINKED.format(run("{% endif %}"))),
        UNFIT.format("{% if period %}", "{% endif %}"),
    ),
    "repetition that ends in an alternative text": Fault(
        lambda: here_xml(run("{% for line in lines %}a") + DRAWING.format("{% endfor %}")),
        UNFIT.format("{% for line in lines %}", "{% endfor %}"),
    ),
    "condition from a watermark to an alternative text": Fault(
        lambda: here_xml(WATERMARK.format("{% if period %}") + run("a") + DRAWING.format("{% endif %}")),
        UNFIT.format("{% if period %}", "{% endif %}"),
    ),
    "else of an alternative text outside of it": Fault(
        lambda: here_xml(DRAWING.format("{% if period %}a") + run("{% else %}") + DRAWING.format("{% endif %}")),
        (UNFIT.format("{% if period %}", "{% else %}"), UNFIT.format("{% if period %}", "{% endif %}")),
    ),
    "in a watermark": Fault(lambda: here_xml(WATERMARK.format("{{ perod }}")), UNKNOWN.format("perod")),
    "half a tag in a watermark": Fault(lambda: here_xml(WATERMARK.format("{{ period")), BROKEN.format("{{ period")),
    "name of Python in a watermark": Fault(
        lambda: here_xml(WATERMARK.format("{{ perod.__class__ }}")), FORBIDDEN.format("{{ perod.__class__ }}")
    ),
    "field in an alternative text": Fault(
        lambda: here_xml(DRAWING.format("{{r site.text|link(site.link) }}")),
        "marcajul „{{r site.text|link(site.link) }}”, cu „r”, în alt loc decât textul unui paragraf",
    ),
    "run tags in an alternative text": Fault(
        lambda: here_xml(DRAWING.format("{%r if period %}{%r endif %}")),
        (
            "marcajul „{%r if period %}”, cu „r”, în alt loc decât textul unui paragraf",
            "marcajul „{%r endif %}”, cu „r”, în alt loc decât textul unui paragraf",
        ),
    ),
    "paragraph tag in an alternative text": Fault(
        lambda: here_xml(DRAWING.format("{%p if period %}{%p endif %}")),
        (NOT_ALONE.format("{%p if period %}"), NOT_ALONE.format("{%p endif %}")),
    ),
    "raw in an alternative text": Fault(
        lambda: here_xml(DRAWING.format("{% raw %}{{ perod }}")),
        (FORBIDDEN.format("{% raw %}"), UNKNOWN.format("perod")),
    ),
    "raw in the title property": Fault(
        lambda: with_text(TITLE, "<dc:title></dc:title>", "<dc:title>{% raw %}</dc:title>"),
        FORBIDDEN.format("{% raw %}"),
        None,
        TITLE,
    ),
    "text compared with a number": Fault(
        lambda: here("{% if period > 1 %}da{% endif %}"), "o condiție care compară un text cu un număr", None, ""
    ),
    "text that is printed only sometimes": Fault(
        lambda: with_text(DOCUMENT, "{{ v }}", "{% if loop.first %}{{ v }}{% endif %}"),
        "câmpul „lines.values” tipărit numai uneori: lipsește la unele repetări",
        None,
        "",
    ),
    "conditions too deep in one another": Fault(
        lambda: here("{% if period %}" * 16 + "{% endif %}" * 16), "prea multe marcaje unul în altul"
    ),
    "no tag at all": Fault(
        lambda: template("Dispoziție"),
        "niciun marcaj în tot documentul: probabil nu este un șablon al acestui raport",
        None,
        "",
    ),
    "row tag beside a text": Fault(
        lambda: whole(repeated=row("Da {%tr if period %}") + row("a") + row("{%tr endif %}")),
        NOT_ALONE.format("{%tr if period %}"),
        ROW,
    ),
    "tag over two paragraphs": Fault(
        lambda: here("Vezi {{ per", "iod }}"), "un marcaj care începe în acest paragraf și se termină în altul"
    ),
    "tag over two cells": Fault(
        lambda: whole(repeated=row("{{ line.", "title }}")),
        "un marcaj care începe în acest paragraf și se termină în altul",
        ROW,
    ),
    "tag over the edge of a link": Fault(
        lambda: here_xml(run("{{ per") + f'<w:hyperlink w:anchor="a">{run("iod }}")}</w:hyperlink>'),
        "marcajul „{{ period }}”, care trece peste marginea unei legături sau a unui control",
    ),
    "in a text box": Fault(
        lambda: here_xml(run("Aici") + BOX.format(paragraph("{{ perod }}"))), UNKNOWN.format("perod"), HERE + 1
    ),
    "in a content control": Fault(
        lambda: whole(f"<w:sdt><w:sdtContent>{paragraph('{{ perod }}')}</w:sdtContent></w:sdt>"), UNKNOWN.format("perod")
    ),
    "in a link": Fault(
        lambda: here_xml(f'<w:hyperlink w:anchor="a">{run("{{ perod }}")}</w:hyperlink>'), UNKNOWN.format("perod")
    ),
    "in an alternative text": Fault(lambda: here_xml(DRAWING.format("{{ perod }}")), UNKNOWN.format("perod")),
    "in hidden text": Fault(
        lambda: here_xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{{ perod }}</w:t></w:r>"), UNKNOWN.format("perod")
    ),
    "in the code of a field": Fault(lambda: here_xml(field(" REF {{ perod }} ")), UNKNOWN.format("perod")),
    "in pieces": Fault(lambda: here_xml(run("{") + run("{ per") + run("od }") + run("}")), UNKNOWN.format("perod")),
    "in a header": Fault(lambda: with_text(HEADER, "{{ period }}", "{{ perod }}"), UNKNOWN.format("perod"), 0, HEADER),
    "in a footer": Fault(lambda: with_footer("{{ perod }}"), UNKNOWN.format("perod"), 0, FOOTER),
    "in a footnote": Fault(lambda: with_text(FOOTNOTES, "Notă", "{{ perod }}"), UNKNOWN.format("perod"), 0, FOOTNOTES),
    "in an endnote": Fault(
        lambda: with_more_parts(whole(), endnotes="{{ period }}"),
        "un marcaj în partea „word/endnotes.xml” (note de final): „{{ period }}”",
        0,
        ENDNOTES,
    ),
    "in the title property": Fault(
        lambda: with_text(TITLE, "<dc:title></dc:title>", "<dc:title>{{ perod }}</dc:title>"),
        UNKNOWN.format("perod"),
        None,
        TITLE,
    ),
    "in a deleted revision": Fault(
        lambda: here_xml('<w:del w:id="1" w:author="x"><w:r><w:delText>{{ perod }}</w:delText></w:r></w:del>'),
        "modificări urmărite, pe care nimeni nu le-a acceptat",
    ),
    "in an inserted revision": Fault(
        lambda: here_xml(f'<w:ins w:id="1" w:author="x">{run("{{ period }}")}</w:ins>'),
        "modificări urmărite, pe care nimeni nu le-a acceptat",
    ),
    "comment": Fault(lambda: here_xml(run("Aici") + '<w:r><w:commentReference w:id="0"/></w:r>'), "comentarii"),
    "DDE field": Fault(lambda: here_xml(field(" DDEAUTO cmd ")), "câmpul „DDEAUTO cmd”"),
    "field that takes in a file": Fault(lambda: here_xml(field(' INCLUDETEXT "a.docx" ')), 'câmpul „INCLUDETEXT "a.docx"”'),
    "linked picture": Fault(
        lambda: with_related("image", "https://x.md/a.png", '<w:p><w:r><w:pict r:id="rIdX"/></w:r></w:p>', "External"),
        "o legătură către „https://x.md/a.png”",
    ),
    "embedded object": Fault(
        lambda: with_related("oleObject", "embeddings/a.bin", '<w:p><w:r><w:object r:id="rIdX"/></w:r></w:p>'),
        "un obiect încorporat",
    ),
    "piece in another format": Fault(
        lambda: with_related("aFChunk", "a.html", '<w:altChunk r:id="rIdX"/>' + paragraph("Aici")),
        "o bucată de document în alt format",
    ),
}
FAULTS = {
    **{name: Fault(lambda typed=typed: here(typed), found) for name, (typed, found) in IN_ONE_PARAGRAPH.items()},
    **ALONE,
}
