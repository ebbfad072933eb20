"""What a loop repeats gets ids of its own, so that Word opens the file without repairing it."""

from __future__ import annotations

from docx_builder import FILE, body_of, fill, paragraphs_of, template, with_part

from toolkit.word.package import W14, WP, W, parse_part, read_package

WORD_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
LOOP = ("{%p for text in texts %}", "Textul {{ text }}", "{%p endfor %}")
DRAWING = (
    '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline><wp:docPr id="1" name="Sigla" descr="Sigla"/></wp:inline></w:drawing></w:r>'
)


def test_a_template_that_word_gave_ids_to_its_paragraphs_may_repeat_them():
    """Word writes such an id at every paragraph; the copies that a loop makes would all have the same one."""
    content = with_part(template(*LOOP), "<w:p>", f'<w:p {WORD_2010} w14:paraId="1A2B3C4D" w14:textId="77777777">')

    docx = fill(content, {"texts": ["unu", "doi"]})

    assert paragraphs_of(docx) == ["Textul unu", "Textul doi"]
    assert [p.get(f"{W14}paraId") for p in body_of(docx).iter(f"{W}p")] == [None, None]


def test_drawings_of_text_and_header_are_numbered_together():
    content = template(*LOOP, header="Antet {{ texts|length }}")
    content = with_part(content, "Textul ", f"</w:t></w:r>{DRAWING}<w:r><w:t>")
    content = with_part(content, "Antet ", f"</w:t></w:r>{DRAWING}<w:r><w:t>", "word/header1.xml")

    parts = read_package(fill(content, {"texts": ["unu", "doi"]}), FILE)

    trees = [parse_part(name, parts[name]) for name in ("word/document.xml", "word/header1.xml")]
    assert [[drawing.get("id") for drawing in tree.iter(f"{WP}docPr")] for tree in trees] == [["1", "2"], ["3"]]


def test_a_content_control_that_is_repeated_has_its_id_once():
    control = (
        '</w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="a"/><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
        "</w:sdtContent></w:sdt><w:r><w:t>"
    )
    docx = fill(with_part(template(*LOOP), "Textul ", control), {"texts": ["unu", "doi"]})

    assert [number.get(f"{W}val") for number in body_of(docx).iterfind(f".//{W}sdtPr/{W}id")] == ["5"]
    assert len(list(body_of(docx).iter(f"{W}alias"))) == 2
