"""Two files that say the same have the same hash, whatever program wrote them; two that do not, have not."""

from __future__ import annotations

import io

import pytest
from made_reports import made
from PIL import Image
from word_xml import NAMES, drawing, field, heading, p, picture, r, row, table, word

from toolkit.errors import OfficeFileError
from toolkit.word.content import SIGN_OFF, Note, Paragraph, Picture, SignOffPlace, Table
from toolkit.word.content_reading import content_hash, content_of
from toolkit.word.package import DOCUMENT, read_package, write_package

BLANKS = "Elaborat: ____________, specialist"
MARKED = f'<w:bookmarkStart w:id="9" w:name="{SIGN_OFF}"/>{{}}<w:bookmarkEnd w:id="9"/>'
SIGNATURES = table(row(p(MARKED.format(r("Numele"))), "Semnătura"), row(BLANKS, ""))


@pytest.mark.parametrize(
    "same",
    [
        p(r("12 ") + r("acte")),
        p(
            '<w:proofErr w:type="spellStart"/>'
            + r("12 acte")
            + '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
        ),
        p(r("12 acte", '<w:b/><w:sz w:val="30"/><w:color w:val="FF0000"/><w:lang w:val="en-GB"/>')),
        p(f"<w:sdt><w:sdtPr><w:alias w:val='Total'/></w:sdtPr><w:sdtContent>{r('12 acte')}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtContent>{p('12 acte')}</w:sdtContent></w:sdt>",
        p('<w:r><w:lastRenderedPageBreak/><w:br w:type="page"/></w:r>' + r("12 acte")),
        p("12 acte", '<w:keepNext/><w:jc w:val="both"/>'),
        p("12 acte") + p(""),
        '<w:p w:rsidR="00AA11BB">' + r("12 acte") + "</w:p>",
    ],
)
def test_what_a_program_changes_on_its_own_is_no_content(same: str):
    assert content_of(word(same)) == content_of(word(p("12 acte")))
    assert content_hash(word(same)) == content_hash(word(p("12 acte")))


@pytest.mark.parametrize(
    "other",
    [
        p("13 acte"),
        p("12 acte "),
        p("12\u00a0acte"),
        p("12 acte") * 2,
        heading("12 acte"),
        table(row("12 acte")),
        p(r("1") + r("2", '<w:vertAlign w:val="superscript"/>') + r(" acte")),
        p(f'<w:hyperlink w:anchor="x">{r("12 acte")}</w:hyperlink>'),
    ],
)
def test_every_other_content_has_another_hash(other: str):
    assert content_hash(word(other)) != content_hash(word(p("12 acte")))


def test_the_hash_of_a_content_is_a_contract():
    """A signed report names it; another way to write the same content down would make every one of them look changed."""
    body = heading("Titlu") + p("12 acte") + table(row("Total", "12"))
    assert content_hash(word(body)) == "a816bb9b8f8a055b9c528b83f95d0db2a817c96b971a4611ff3a66e0253d9772"


def test_white_space_at_the_ends_counts_where_the_file_says_so():
    plain, kept = (f"<w:r><w:t{said}> 12 </w:t></w:r>" for said in ("", ' xml:space="preserve"'))
    assert content_of(word(p(plain))) == content_of(word(p("12")))
    assert content_of(word(p(kept))) == content_of(word(p(" 12 ")))


def test_signs_that_are_elements_and_signs_that_are_letters_are_the_same():
    elements = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"
    assert content_of(word(p(elements))) == content_of(word(p("a\tb\nc\u2011d\u00ad")))


def test_a_first_page_of_a_site_is_written_with_and_without_a_stroke():
    one, other = (p(field(f'HYPERLINK "https://a.md{end}"', "a")) for end in ("", "/"))
    assert content_hash(word(one)) == content_hash(word(other))


def test_the_mark_the_signatures_and_the_protection_are_not_part_of_the_hash():
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>'
    drawn = '<w:r><w:pict><v:shape><v:textpath string="PROIECT"/></v:shape></w:pict></w:r>'
    links = {"rIdH": ("header", "h9.xml")}

    def report(mark: str, name: str, settings: str) -> bytes:
        signatures = SIGNATURES.replace(BLANKS, BLANKS.replace("____________", name))
        parts = {
            "word/h9.xml": f"<w:hdr {NAMES}>{p(mark + r('Primăria'))}</w:hdr>",
            "word/settings.xml": f"<w:settings {NAMES}>{settings}</w:settings>",
        }
        return word(p("12 acte") + signatures + section, parts, links)

    draft = report(drawn, "____________", "")
    signed = report("", "Ion Rusu", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')
    assert content_hash(draft) == content_hash(signed)
    assert content_of(draft).marks == ("PROIECT",)
    [sign_off] = content_of(signed).sign_off
    assert "Ion Rusu" in sign_off.text


def test_only_one_table_can_be_that_of_the_signatures():
    """Whoever marks a table of figures so that nobody looks at it, is found by the hash."""
    figures = table(row(p(MARKED.format(r("Total"))), "12")).replace('w:id="9"', 'w:id="8"')
    assert content_of(word(SIGNATURES)).blocks == (SignOffPlace(),)
    assert all(isinstance(block, Table) for block in content_of(word(figures + SIGNATURES)).blocks)
    unmarked = SIGNATURES.replace(SIGN_OFF, "alt_nume")
    assert content_hash(word(figures + unmarked)) != content_hash(word(figures.replace(SIGN_OFF, "x") + SIGNATURES))


def test_the_real_report_signs_in_the_table_that_is_marked():
    [sign_off] = content_of(made("semester-report")).sign_off
    assert isinstance(sign_off, Table)
    assert sign_off.rows[1].text.startswith("Elaborat: ____")


BEGIN, END = f'<w:bookmarkStart w:id="9" w:name="{SIGN_OFF}"/>', '<w:bookmarkEnd w:id="9"/>'


@pytest.mark.parametrize(
    "body",
    [
        p("12") + BEGIN + p("Elaborat") + p("Coordonat") + END + p("13"),
        p("12") + p(BEGIN + r("Elaborat")) + p(r("Coordonat") + END) + p("13"),
        p("12") + p(BEGIN + r("Elaborat")) + p("Coordonat") + p(END + r("13")),
        p(r("12") + BEGIN) + p("Elaborat") + p("Coordonat") + p(END + r("13")),
    ],
)
def test_a_report_may_be_signed_on_lines(body: str):
    """A program that saves puts the ends of the bookmark beside a paragraph or into it."""
    content = content_of(word(body))
    assert [block.text for block in content.blocks] == ["12", "", "13"]
    assert [block.text for block in content.sign_off] == ["Elaborat", "Coordonat"]


LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, kind, text in (
        (0, "decimal", "%1."),
        (1, "lowerLetter", "%1.%2)"),
        (2, "upperRoman", "%3"),
        (3, "bullet", "\uf0b7"),
    )
)
LISTS = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)


def entry(level: int, number: int = 1) -> str:
    return p("x", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_entries_of_lists_are_numbered_as_they_print():
    body = "".join(entry(level) for level in (0, 1, 1, 2, 2, 0, 1, 3)) + entry(0, 2) + entry(0, 2) + entry(0, 0)
    blocks = content_of(word(body, {"word/numbering.xml": LISTS})).blocks
    numbers = [block.number for block in blocks if isinstance(block, Paragraph)]
    assert numbers == ["1.", "1.a)", "1.b)", "I", "II", "2.", "2.a)", "•", "5.", "6.", ""]


def refused(document: bytes) -> str:
    with pytest.raises(OfficeFileError) as error:
        content_of(document, "raport.docx")
    return str(error.value)


EXPECTED = (
    "    așteptat   un document Word (.docx), așa cum îl scrie Word sau LibreOffice\n"
    "    de făcut   cereți documentul din nou, sau deschideți-l în Word și salvați-l ca „Document Word (.docx)”"
)


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b"", "un fișier gol, de 0 octeți"),
        (b"PK\x03\x04 rupt", "un fișier care nu se poate deschide ca document Word"),
        (b"%PDF-1.7 ", "un fișier PDF"),
    ],
)
def test_what_is_no_word_file_is_refused(document: bytes, found: str):
    assert refused(document) == (
        f"raport.docx\n    găsit      {found}\n    așteptat   un document Word (.docx)\n"
        "    de făcut   deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc"
    )


@pytest.mark.parametrize(
    ("part", "content", "found"),
    [
        (DOCUMENT, f"<w:document {NAMES}/>", "un document Word fără text, care nu se poate citi"),
        (
            DOCUMENT,
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>',
            "un document Word în varianta „Strict Open XML”",
        ),
        (
            DOCUMENT,
            f"<w:document {NAMES}><w:body>{'<w:sdt>' * 300}{'</w:sdt>' * 300}</w:body></w:document>",
            "un document Word cu elemente prea adânc unul în altul",
        ),
        (
            DOCUMENT,
            '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>',
            "un document Word deteriorat: partea „word/document.xml” nu se poate citi",
        ),
        ("word/footnotes.xml", "<w:footnotes", "un document Word deteriorat: partea „word/footnotes.xml” nu se poate citi"),
        ("word/styles.xml", b"\xff\xfe<\x00", "un document Word deteriorat: partea „word/styles.xml” nu se poate citi"),
    ],
)
def test_a_file_that_was_made_to_do_harm_is_refused_in_plain_words(part: str, content: str | bytes, found: str):
    assert refused(word(p("12"), {part: content})) == f"raport.docx\n    găsit      {found}\n{EXPECTED}"


def test_parts_that_are_missing_elsewhere_or_too_large():
    parts = read_package(made("integrity-plan"), "plan.docx")
    without = write_package({name: content for name, content in parts.items() if name != "word/_rels/document.xml.rels"})
    assert content_of(without).page_texts == ()
    elsewhere = {"_rels/.rels": parts["_rels/.rels"].replace(b"word/document.xml", b"word/altul.xml")}
    assert refused(write_package({**parts, **elsewhere, "word/altul.xml": parts[DOCUMENT]})) == (
        "raport.docx\n    găsit      un document Word al cărui text stă în altă parte decât „word/document.xml”\n" + EXPECTED
    )
    bomb = write_package({**parts, "word/styles.xml": b" " * (70 * 2**20)})
    assert "de făcut" in refused(bomb)


def test_notes_that_refer_to_one_another_without_end_are_read_once():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(reference.format(n) + reference.format(3 - n) + r(str(n)))}</w:footnote>' for n in (1, 2)
    )
    parts = {"word/footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>"}
    [paragraph] = content_of(word(p(reference.format(1) * 3), parts)).blocks
    assert isinstance(paragraph, Paragraph)
    texts = [note.blocks[0].text if note.blocks else "" for note in paragraph.pieces if isinstance(note, Note)]
    assert texts == ["1", "", ""]


def test_a_picture_of_too_many_pixels_is_known_by_its_bytes():
    target = io.BytesIO()
    Image.new("1", (6000, 6000)).save(target, "png")
    links = {"rIdP": ("image", "media/a.png")}
    [paragraph] = content_of(word(p(drawing(picture("rIdP"))), {"word/media/a.png": target.getvalue()}, links)).blocks
    assert isinstance(paragraph, Paragraph)
    [found] = paragraph.pieces
    assert isinstance(found, Picture)
    assert found.pixels.startswith(f"{len(target.getvalue())} ")
