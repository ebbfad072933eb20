"""Every sort of barrier is found and told in words; the real template has none."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from docx_builder import FILE, SEMESTER_REPORT, a_report, a_row, an_action, fill, with_more_parts, with_part

from toolkit.documents.accessibility import Accessibility, Aspect
from toolkit.word.barriers import accessibility_of
from toolkit.word.package import W, read_package, write_package

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6}">'
    '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def bytes_of(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def a_document(write: Callable[[Any], object] = lambda document: None) -> bytes:
    """A document with a title, a language and a heading, and what `write` adds."""
    document = Document()
    document.core_properties.title = "Raport"
    document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").set(f"{W}val", "ro-RO")
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
    document.add_heading("Titlu", 1)
    write(document)
    return bytes_of(document)


def told(docx: bytes) -> list[str]:
    """Each barrier in one text."""
    found = accessibility_of(docx, "ro-RO").barriers
    return [f"{b.where} | {b.found} | {b.expected} | {b.fix}" for b in found]


def run(text: str, change: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda document: change(document.add_paragraph().add_run(text).font)


def table(*rows: tuple[str, ...], header: bool = False, title: str = "") -> Callable[[Any], object]:
    def write(document: Any) -> None:
        new = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(new.add_row().cells, row, strict=True):
                cell.text = text
        if header:
            new.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{WORDS}"/>'))
        if title:
            new._tbl.tblPr.append(parse_xml(f'<w:tblCaption xmlns:w="{WORDS}" w:val="{title}"/>'))

    return write


def drawing(said: str = "", inner: str = "") -> Callable[[Any], object]:
    picture = f'<wp:inline><wp:docPr id="1" name="Sigla"{said}>{inner}</wp:docPr></wp:inline>'
    xml = f'<w:drawing xmlns:w="{WORDS}" xmlns:wp="{DRAWN}">{picture}</w:drawing>'
    return lambda document: document.add_paragraph().add_run()._r.append(parse_xml(xml))


def old_picture(shape: str) -> Callable[[Any], object]:
    known = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    xml = f'<w:pict xmlns:w="{WORDS}" {known}>{shape}</w:pict>'
    return lambda document: document.add_paragraph().add_run()._r.append(parse_xml(xml))


def hide(font: Any) -> None:
    font.hidden = True


def small(font: Any) -> None:
    font.size = Pt(8.5)


def pale(font: Any) -> None:
    font.color.rgb = RGBColor(0x77, 0x77, 0x77)


def pale_and_large(font: Any) -> None:
    font.color.rgb, font.size = RGBColor(0x77, 0x77, 0x77), Pt(18)


def english(font: Any) -> None:
    font.element.get_or_add_rPr().append(parse_xml(f'<w:lang xmlns:w="{WORDS}" w:val="en-US"/>'))


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (
            run("Mic", small),
            (
                "textul „Mic”, stilul „Normal” | 1 text cu litere de 8,5 pt | litere de cel puțin 9 pt | "
                "în șablon, măriți literele acestui stil, dacă modelul oficial al documentului lasă loc"
            ),
        ),
        (
            run("Pal", pale),
            (
                "textul „Pal”, stilul „Normal” | 1 text cu culoarea 777777 pe fondul FFFFFF: contrast 4,4:1 | "
                "un contrast de cel puțin 4,5:1 | "
                "în șablon, alegeți pentru acest stil o culoare mai închisă a textului sau un fond mai deschis"
            ),
        ),
        (
            run("Ascuns", hide),
            (
                "textul „Ascuns”, stilul „Normal” | 1 text ascuns | text care se vede și se tipărește | "
                "în șablon, selectați textul; în Word, Pornire › Font: debifați „Ascuns”"
            ),
        ),
        (
            run("English", english),
            (
                "textul „English”, stilul „Normal” | 1 text marcat ca fiind în limba „en-US” | "
                "limba „ro-RO”, în care se citește cu voce | "
                "în șablon, selectați textul; în Word, Revizuire › Limbă › Setare limbă de verificare"
            ),
        ),
        (
            table(("a", "b"), ("1", "2")),
            (
                "tabelul 1 | un tabel al cărui prim rând nu este rând de antet | "
                "primul rând marcat ca antet, care se repetă pe fiecare pagină | "
                "în șablon, selectați primul rând; în Word, fila Aspect tabel › Repetare rânduri antet"
            ),
        ),
        (
            drawing(),
            (
                "imaginea 1, „Sigla” | o imagine fără text alternativ | o propoziție care spune ce arată imaginea | "
                "în șablon, clic dreapta pe imagine › Vizualizare text alternativ: scrieți-l, sau bifați „decorativ”"
            ),
        ),
        (
            lambda document: document.add_heading("Adânc", 3),
            (
                "titlul „Adânc” | un titlu de nivelul 3, după unul de nivelul 1 | un titlu de cel mult nivelul 2 | "
                "în șablon, dați titlului stilul „Titlu 2”"
            ),
        ),
        (
            lambda document: document.add_heading("", 2),
            (
                "titlul 2 din document | un titlu de nivelul 2, fără text | "
                "titluri cu text; un cititor de ecran le citește ca pe un cuprins | "
                "în șablon, dați paragrafului gol stilul „Normal” sau ștergeți-l"
            ),
        ),
    ],
)
def test_a_barrier_is_told_with_what_to_do_in_word(write: Callable[[Any], object], expected: str):
    assert told(a_document(write)) == [expected]


def test_a_document_that_begins_with_a_lower_heading_is_told():
    document = Document()
    document.add_heading("Întâi", 2)

    assert (
        "titlul „Întâi” | un titlu de nivelul 2, la începutul documentului | un titlu de nivelul 1 | "
        "în șablon, dați titlului stilul „Titlu 1”"
    ) in told(bytes_of(document))


def test_a_missing_title_and_another_language_are_told():
    document = Document()
    document.core_properties.title = " "

    assert told(bytes_of(document)) == [
        (
            "proprietățile | documentul nu are titlu | "
            "un titlu, pe care un cititor de ecran îl spune în locul numelui fișierului | "
            "în Word, Fișier › Informații › Titlu: scrieți titlul documentului"
        ),
        (
            "stilurile | limba documentului este „en-US” | limba „ro-RO”, în care se citește cu voce | "
            "în Word, Revizuire › Limbă › Setare limbă de verificare, apoi „Setare ca implicit”"
        ),
    ]


def test_texts_in_another_language_are_one_barrier_and_another_country_is_none():
    def write(document: Any) -> None:
        for text, language in (("One", "en-US"), ("Two", "en-US"), ("Trei", "ro-MD")):
            font = document.add_paragraph(style="Heading 1" if text == "Two" else "Normal").add_run(text).font
            font.element.get_or_add_rPr().append(parse_xml(f'<w:lang xmlns:w="{WORDS}" w:val="{language}"/>'))

    assert [text.split(" | ")[:2] for text in told(a_document(write))] == [
        ["textul „One”, stilul „Normal”", "2 texte marcate ca fiind în limba „en-US”"]
    ]


def test_a_document_without_a_language_is_told():
    docx = with_part(a_document(), '<w:lang w:val="ro-RO"', "<w:lang", "word/styles.xml")

    assert [text.split(" | ")[1] for text in told(docx)] == ["documentul nu are o limbă"]


def test_a_table_without_a_title_is_told_where_the_others_have_one():
    def write(document: Any) -> None:
        table(("a", "b"), ("1", "2"), header=True, title="Întâiul")(document)
        table(("a", "b"), ("1", "2"), header=True)(document)

    assert told(a_document(write)) == [
        (
            "tabelul 2 | un tabel fără titlu și fără descriere | un titlu sau o descriere, ca la celelalte tabele | "
            "în șablon, clic dreapta pe tabel › Proprietăți tabel › fila Text alternativ"
        )
    ]


@pytest.mark.parametrize(
    "write",
    [
        table(("a", "b"), ("1", "2"), header=True),
        table(("a",), ("1",)),  # one column, or one row, only sets things side by side
        table(("a", "b")),
        drawing(' descr="Sigla primăriei"'),
        drawing(inner=DECORATIVE),
        old_picture('<v:shape id="s" alt="PROIECT"/>'),
        old_picture('<v:rect id="linie" o:hr="t"/>'),
        old_picture(f'<v:shape id="s"><v:textbox><w:txbxContent xmlns:w="{WORDS}"/></v:textbox></v:shape>'),
        run("Mare", pale_and_large),
        lambda document: [document.add_heading("Sub", 2), document.add_heading("Iar sus", 1)],
    ],
)
def test_what_keeps_nobody_from_reading_is_no_barrier(write: Callable[[Any], object]):
    assert told(a_document(write)) == []


@pytest.mark.parametrize("shape", ['<v:shape id="s"/>', '<v:group id="s"><v:shape alt="x"/></v:group>'])
def test_an_old_picture_needs_a_text_too(shape: str):
    assert [text.split(" | ")[0] for text in told(a_document(old_picture(shape)))] == ["imaginea 1, „s”"]


def test_headers_footers_and_notes_are_read_too():
    def write(document: Any) -> None:
        small(document.sections[0].header.paragraphs[0].add_run("Antet").font)
        small(document.sections[0].footer.paragraphs[0].add_run("Subsol").font)

    docx = with_part(
        with_more_parts(a_document(write), footnotes="Notă"),
        "<w:r>",
        '<w:r><w:rPr><w:sz w:val="8"/></w:rPr>',
        "word/footnotes.xml",
    )
    assert [text.split(",")[0] for text in told(docx)] == ["textul „Subsol”", "textul „Notă”", "textul „Antet”"]


def test_what_word_writes_twice_for_old_programs_is_read_once():
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f'<w:txbxContent xmlns:w="{WORDS}"><w:p><w:r><w:t>Casetă</w:t></w:r></w:p></w:txbxContent>'
    choices = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    xml = f'<mc:AlternateContent xmlns:mc="{markup}">{choices}</mc:AlternateContent>'

    found = accessibility_of(a_document(lambda d: d.add_paragraph().add_run()._r.append(parse_xml(xml))), "ro-RO")
    assert counts(found)[Aspect.CONTRAST] == 2


def counts(found: Accessibility) -> dict[Aspect, int]:
    return {looked.aspect: looked.count for looked in found.looked_at}


def test_texts_that_look_alike_are_one_barrier_with_their_number():
    def write(document: Any) -> None:
        for number in range(20):
            small(document.add_paragraph().add_run(f"Text {number}").font)

    assert [text.split(" | ")[:2] for text in told(a_document(write))] == [
        ["textul „Text 0”, stilul „Normal”", "20 de texte cu litere de 8,5 pt"]
    ]


def test_what_was_looked_at_is_counted_and_summed_up():
    found = accessibility_of(a_document(table(("a", "b"), ("1", "2"), header=True)), "ro-RO")

    assert {looked.aspect.value: (looked.count, looked.summary) for looked in found.looked_at} == {
        "titlul din proprietăți": (1, "titlul"),
        "limba": (5, "limba ro-RO"),
        "titlurile de secțiuni": (1, "1 titlu de secțiune"),
        "tabelele": (1, "1 tabel"),
        "imaginile": (0, "0 imagini"),
        "contrastul textului": (5, "contrast de cel puțin 21:1"),
        "mărimea literelor": (5, "litere de cel puțin 11 pt"),
        "textul ascuns": (0, "0 texte ascunse"),
    }


def test_the_template_of_the_semester_report_has_no_barrier():
    context = a_report(an_action("1.1", [a_row("Direcția cultură", "1 act")], ["1 act"], ["*1 Indicator 1: ajustat."]))

    found = accessibility_of(fill(SEMESTER_REPORT.read_bytes(), context), "ro-RO")
    assert found.barriers == ()
    assert counts(found)[Aspect.TABLES] == 2
    assert counts(found)[Aspect.PICTURES] == 2  # the mark "PROIECT" in both headers


def test_a_barrier_of_the_template_does_not_keep_the_report_from_being_made():
    content = with_part(SEMESTER_REPORT.read_bytes(), "<w:tblHeader/>", "")
    content = with_part(content, 'w:val="404040"', 'w:val="AAAAAA"', "word/styles.xml")

    docx = fill(content, a_report(an_action("1.1", [a_row("Direcția cultură", "1 act")], ["1 act"])))

    assert [text.split(" | ")[:2] for text in told(docx)] == [
        ["tabelul 1, „Progresul în implementarea acțiunii 1.1.”", "un tabel al cărui prim rând nu este rând de antet"],
        ["tabelul 2, „Semnături”", "un tabel al cărui prim rând nu este rând de antet"],
        [
            "textul „Raport semestrial, semestrul I al anului 2023”, stilul „footer”",
            "10 texte cu culoarea AAAAAA pe fondul FFFFFF: contrast 2,3:1",
        ],
        [
            "textul „Primăria orașului Exemplu”, stilul „header”",
            "1 text cu culoarea AAAAAA pe fondul FFFFFF: contrast 2,3:1",
        ],
    ]


def test_a_file_without_theme_and_styles_is_read_all_the_same():
    parts = read_package(a_document(), "x.docx")
    bare = {name: content for name, content in parts.items() if name not in ("word/styles.xml", "word/theme/theme1.xml")}

    found = accessibility_of(write_package(bare), "ro-RO")
    assert counts(found)[Aspect.LETTERS] == 1
    assert [barrier.aspect for barrier in found.barriers] == [Aspect.LANGUAGE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:sz w:val="', '<w:sz w:val="x'),
        ('<w:tblLook w:val="0420"', '<w:tblLook w:val="xyz"'),
        ("<w:body>", "<w:body><w:tr><w:tc><w:p/></w:tc></w:tr>"),
    ],
)
def test_measures_that_are_none_and_rows_without_a_table_do_not_stop_the_report(old: str, new: str):
    parts = read_package(SEMESTER_REPORT.read_bytes(), FILE)
    changed = {name: content.replace(old.encode(), new.encode()) for name, content in parts.items()}
    assert changed != parts
    assert accessibility_of(write_package(changed), "ro-MD").looked_at
