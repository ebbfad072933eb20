"""What can be changed in a Word file, one kind after the other: each is found, and told in words with place and values."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from PIL import Image
from word_xml import NAMES, box, drawing, field, heading, p, picture, r, row, table, word

from toolkit.audit.difference import OF_SIGNING, Change
from toolkit.audit.word_file import differences_between
from toolkit.language import speaking

PARTS = Mapping[str, str | bytes]
LINKS = Mapping[str, tuple[str, str]]
NO_PARTS: PARTS = {}
NO_LINKS: LINKS = {}
TABLE = heading("Acțiunea 3.1. Decizii") + table(
    row("Subdiviziunea", "Indicator 1", "Indicator 2", properties="<w:tblHeader/>"),
    row("Direcția cultură", "3 acte", "-"),
    row("Total", "12 acte", "0"),
)


def told(
    in_run: str, other: str, parts: PARTS = NO_PARTS, other_parts: PARTS | None = None, links: LINKS = NO_LINKS
) -> list[str]:
    """The differences between two bodies, each in one line."""
    found = differences_between(
        word(in_run, parts, links), word(other, parts if other_parts is None else other_parts, links)
    )
    return [" | ".join(line.strip() for line in str(difference).split("\n")) for difference in found]


def test_a_changed_figure_is_told_in_three_lines():
    [difference] = differences_between(word(TABLE), word(TABLE.replace("12 acte", "13 acte")))
    assert str(difference) == (
        "Acțiunea 3.1. Decizii › tabelul 1 › rândul 3 „Total” › coloana „Indicator 1”: text schimbat\n"
        "    în raport   „12 acte”\n"
        "    în fișier   „13 acte”"
    )


def test_it_is_told_in_the_language_in_use():
    with speaking("en"):
        [difference] = told(TABLE, TABLE.replace("12 acte", "13 acte"))
    assert difference == (
        "Acțiunea 3.1. Decizii › table 1 › row 3 “Total” › column “Indicator 1”: text changed"
        " | in the report   “12 acte” | in the file     “13 acte”"
    )


@pytest.mark.parametrize(
    ("old", "new"), [("12 acte", "-12 acte"), ("12 acte", "1,2 acte"), (">0<", ">-<"), (">-<", ">–<"), ("acte", "acțe")]
)
def test_one_sign_is_enough(old: str, new: str):
    [line] = told(TABLE, TABLE.replace(old, new, 1))
    assert "text schimbat" in line


def test_a_long_text_is_told_from_where_it_changed():
    text = "Primăria a dezbătut proiectul de decizie. " * 20
    [line] = told(p(text + "Da."), p(text + "Nu."))
    tail = "…" + text[-157:]
    assert line == (
        f"începutul documentului › paragraful 1: text schimbat | în raport   „{tail}Da.” | în fișier   „{tail}Nu.”"
    )


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ("<w:vanish/>", "text care nu se vede | în raport   „12” | în fișier   „12 (ascuns)”"),
        ('<w:color w:val="FFFFFF"/>', "text care nu se vede | în raport   „12” | în fișier   „12 (în culoarea fondului)”"),
        ('<w:shd w:val="clear" w:fill="000000"/><w:color w:val="111111"/>', "„12 (în culoarea fondului)”"),
        ('<w:sz w:val="2"/>', "text care nu se vede | în raport   „12” | în fișier   „12 (cu litere prea mici)”"),
        ('<w:sz w:val="0"/>', "„12 (cu litere prea mici)”"),
        ('<w:w w:val="1"/>', "„12 (cu litere prea mici)”"),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "„12 (în culoarea fondului)”"),
        (
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
            "„12 (în culoarea fondului)”",
        ),
        ('<w:spacing w:val="-400"/>', "„12 (cu litere prea mici)”"),
        ('<w:position w:val="3000"/>', "„12 (în afara paginii)”"),
        ("<w:strike/>", "text arătat altfel | în raport   „12” | în fișier   „12 (tăiat cu o linie)”"),
        ('<w:vertAlign w:val="superscript"/>', "text arătat altfel | în raport   „12” | în fișier   „12 (ridicat)”"),
        ('<w:vertAlign w:val="subscript"/>', "„12 (coborât)”"),
        ("<w:rtl/>", "„12 (scris de la dreapta la stânga)”"),
        ('<w:rFonts w:ascii="Wingdings"/>', "„12 (cu litere de simboluri)”"),
    ],
)
def test_letters_that_are_there_and_not_read(look: str, said: str):
    [line] = told(p(r("Total: ") + r("12")), p(r("Total: ") + r("12", look)))
    assert line.startswith("începutul documentului › paragraful 1: ")
    assert line.endswith(said)


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        (
            '<w:spacing w:line="1" w:lineRule="exact"/>',
            "text care nu se vede | în raport   „12” | în fișier   „12 (în afara paginii)”",
        ),
        ('<w:ind w:left="-30000"/>', "text care nu se vede | în raport   „12” | în fișier   „12 (în afara paginii)”"),
        ('<w:framePr w:w="100" w:x="1"/>', "text arătat altfel | în raport   „12” | în fișier   „12 (într-un cadru mutat)”"),
    ],
)
def test_a_paragraph_that_is_pushed_out_of_sight(properties: str, said: str):
    assert told(p("12"), p("12", properties)) == [f"începutul documentului › paragraful 1: {said}"]


def test_text_that_was_added_and_hidden():
    assert told(p("Total: 12"), p(r("Total: 12") + r(" și 7", "<w:vanish/>"))) == [
        "începutul documentului › paragraful 1: text care nu se vede | în raport   nimic | în fișier   „ și 7 (ascuns)”"
    ]


def test_a_hidden_figure_with_another_in_its_place():
    assert told(p("12"), p(r("12", "<w:vanish/>") + r("13"))) == [
        "începutul documentului › paragraful 1: text schimbat | în raport   „12” | în fișier   „13”",
        "începutul documentului › paragraful 1: text care nu se vede | în raport   nimic | în fișier   „12 (ascuns)”",
    ]


def test_text_hidden_by_its_style():
    styles = f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="A"><w:rPr>{{}}</w:rPr></w:style></w:styles>'
    body = p("12", '<w:pStyle w:val="A"/>')
    plain, hidden = ({"word/styles.xml": styles.format(look)} for look in ("", "<w:vanish/>"))
    [line] = told(body, body, plain, hidden)
    assert line.endswith("text care nu se vede | în raport   „12” | în fișier   „12 (ascuns)”")


def test_the_code_of_a_field_that_was_left_open_is_not_printed():
    [line] = told(p(r("Total ") + r("12")), p(r("Total ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("12")))
    assert line.endswith("text care nu se vede | în raport   „12” | în fișier   „12 (ascuns)”")


def test_rows_are_missing_added_moved_and_hidden():
    rows = [row("A", "1"), row("B", "2"), row("C", "3"), row("D", "4")]
    start = "începutul documentului › tabelul 1 › "
    all_rows = table(row("Cine", "Câte"), *rows)
    assert told(all_rows, table(row("Cine", "Câte"), *rows[:1], *rows[2:])) == [
        start + "rândul 3 „B 2”: lipsește | în raport   „B | 2” | în fișier   nimic"
    ]
    assert told(all_rows, table(row("Cine", "Câte"), *rows[:2], *rows[1:])) == [
        start + "rândul 4 „B 2”: adăugat | în raport   nimic | în fișier   „B | 2”"
    ]
    assert told(all_rows, table(row("Cine", "Câte"), *rows[1:], rows[0])) == [
        start + f"rândul 2 „A 1”: mutat | în raport   „A | 1” | în fișier   „{start}rândul 5 „A 1””"
    ]
    hidden = row("B", "2", properties="<w:hidden/>")
    flat = row("B", "2", properties='<w:trHeight w:val="1" w:hRule="exact"/>')
    for other in (hidden, flat):
        assert told(all_rows, table(row("Cine", "Câte"), rows[0], other, *rows[2:])) == [
            start + "rândul 3 „B 2”: text care nu se vede | în raport   „B | 2” | în fișier   „B | 2”"
        ]


def test_cells_that_change_places_are_two_differences():
    swapped = TABLE.replace("12 acte", "?").replace(">0<", ">12 acte<").replace("?", "0")
    assert [line.partition(": ")[0].rpartition(" › ")[2] for line in told(TABLE, swapped)] == [
        "coloana „Indicator 1”",
        "coloana „Indicator 2”",
    ]


def test_a_cell_that_is_missing_or_merged_otherwise():
    merged = TABLE.replace(f"<w:tc>{p('0')}", f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("0")}')
    above = TABLE.replace(f"<w:tc>{p('0')}", f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('0')}")
    place = "Acțiunea 3.1. Decizii › tabelul 1 › rândul 3 „Total” › coloana „Indicator 2”"
    one = "„0 (pe 1 din grila tabelului)”"
    assert told(TABLE, merged) == [
        f"{place}: celule îmbinate altfel | în raport   {one} | în fișier   „0 (pe 2 din grila tabelului)”"
    ]
    assert told(TABLE, above) == [
        f"{place}: celule îmbinate altfel | în raport   {one} | în fișier   „0 (continuă celula de sus)”"
    ]
    assert told(TABLE, TABLE.replace(f"<w:tc>{p('0')}</w:tc>", "")) == [
        f"{place}: lipsește | în raport   „0” | în fișier   nimic"
    ]
    shifted = TABLE.replace(
        f"<w:tr><w:tc>{p('Total')}", f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{p("Total")}'
    )
    assert "celule îmbinate altfel | în raport   „0” | în fișier   „1”" in told(TABLE, shifted)[0]
    mirrored = TABLE.replace("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>")
    assert told(TABLE, mirrored) == [
        (
            "Acțiunea 3.1. Decizii › tabelul 1: celule îmbinate altfel"
            " | în raport   nimic | în fișier   „coloanele, de la dreapta la stânga”"
        )
    ]


def test_tables_and_paragraphs_are_missing_and_moved():
    body = p("Întâi.") + TABLE + p("La urmă.")
    assert told(body, p("Întâi.") + heading("Acțiunea 3.1. Decizii") + p("La urmă.")) == [
        (
            "Acțiunea 3.1. Decizii › tabelul 1: lipsește | în raport   „Subdiviziunea | Indicator 1 | Indicator 2 /"
            " Direcția cultură | 3 acte | - / Total | 12 acte | 0” | în fișier   nimic"
        )
    ]
    assert told(body, TABLE + p("La urmă.") + p("Întâi.")) == [
        (
            "începutul documentului › paragraful 1: mutat | în raport   „Întâi.”"
            " | în fișier   „Acțiunea 3.1. Decizii › paragraful 2”"
        )
    ]


def test_a_heading_that_became_a_text():
    assert told(heading("Riscuri", 2), p("Riscuri")) == [
        "Riscuri: text arătat altfel | în raport   „titlu de nivelul 2: Riscuri” | în fișier   „text obișnuit: Riscuri”"
    ]


def test_changes_that_are_tracked():
    by = 'w:id="1" w:author="X" w:date="2023-07-01T00:00:00Z"'
    deleted = f'<w:del {by}><w:r><w:delText xml:space="preserve">12 acte</w:delText></w:r></w:del>'
    assert told(p("12 acte"), p(f"{deleted}<w:ins {by}>{r('13 acte')}</w:ins>")) == [
        (
            "începutul documentului › paragraful 1: modificare urmărită, neacceptată"
            " | în raport   „12 acte” | în fișier   „12 acte (șters); 13 acte (inserat)”"
        )
    ]
    assert told(p("12 acte"), p(r("12 acte", f"<w:rPrChange {by}><w:rPr/></w:rPrChange>"))) == [
        (
            "începutul documentului › paragraful 1: modificare urmărită, neacceptată"
            " | în raport   nimic | în fișier   „forma textului”"
        )
    ]
    in_cell = TABLE.replace(f"<w:tc>{p('0')}", f"<w:tc><w:tcPr><w:cellDel {by}/></w:tcPr>{p('0')}")
    assert told(TABLE, in_cell) == [
        (
            "Acțiunea 3.1. Decizii › tabelul 1 › rândul 3 „Total”: modificare urmărită, neacceptată"
            " | în raport   nimic | în fișier   „celulă ștearsă”"
        )
    ]
    in_row = TABLE.replace(f"<w:tr><w:tc>{p('Total')}", f"<w:tr><w:trPr><w:del {by}/></w:trPr><w:tc>{p('Total')}")
    assert told(TABLE, in_row) == [
        (
            "Acțiunea 3.1. Decizii › tabelul 1 › rândul 3 „Total”: modificare urmărită, neacceptată"
            " | în raport   nimic | în fișier   „rând șters”"
        )
    ]


def notes(kind: str, text: str) -> dict[str, str]:
    return {f"word/{kind}s.xml": f'<w:{kind}s {NAMES}><w:{kind} w:id="5">{p(text)}</w:{kind}></w:{kind}s>'}


@pytest.mark.parametrize(("kind", "said"), [("footnote", "nota de subsol"), ("endnote", "nota de final")])
def test_a_note_is_compared_where_it_is_referred_to(kind: str, said: str):
    body = p(r("12") + f'<w:r><w:{kind}Reference w:id="5"/></w:r>')
    assert told(body, body, notes(kind, "din 2022"), notes(kind, "din 2023")) == [
        f"începutul documentului › paragraful 1 › {said}: text schimbat | în raport   „din 2022” | în fișier   „din 2023”"
    ]
    assert told(body, p("12"), notes(kind, "din 2022")) == [
        f"începutul documentului › paragraful 1: obiect schimbat | în raport   „{said}: din 2022” | în fișier   nimic"
    ]


def test_a_comment_that_was_added():
    body = p(r("12") + '<w:r><w:commentReference w:id="5"/></w:r>')
    assert told(p("12"), body, notes("comment", "de verificat")) == [
        "începutul documentului › paragraful 1: comentariu | în raport   nimic | în fișier   „de verificat”"
    ]


def test_headers_and_footers():
    section = '<w:sectPr><w:{}Reference w:type="{}" r:id="rIdH"/><w:titlePg/></w:sectPr>'
    for what, tag, pages, name in (
        ("header", "hdr", "default", "antetul paginilor"),
        ("header", "hdr", "first", "antetul primei pagini"),
        ("footer", "ftr", "default", "subsolul paginilor"),
        ("footer", "ftr", "first", "subsolul primei pagini"),
    ):
        body = p("12") + section.format(what, pages)
        texts = [{"word/h9.xml": f"<w:{tag} {NAMES}>{p(text)}</w:{tag}>"} for text in ("Primăria Bălți", "Primăria Balți")]
        assert told(body, body, *texts, links={"rIdH": (what, "h9.xml")}) == [
            f"{name}: text schimbat | în raport   „Primăria Bălți” | în fișier   „Primăria Balți”"
        ]


def test_the_mark_of_a_draft_and_other_drawn_letters():
    body = p("12") + '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>'
    drawn = '<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    header = "<w:hdr " + NAMES + ">{}</w:hdr>"
    texts = [{"word/h9.xml": header.format(p(drawn.format(s) + r("A")))} for s in ("PROIECT", "FINAL")]
    without = {"word/h9.xml": header.format(p("A"))}
    links = {"rIdH": ("header", "h9.xml")}
    assert told(body, body, texts[0], without, links) == [
        "antetul paginilor: marcajul de proiect schimbat | în raport   „PROIECT” | în fișier   nimic"
    ]
    assert told(body, body, without, texts[1], links) == [
        "antetul paginilor: obiect schimbat | în raport   nimic | în fișier   „literele desenate FINAL”"
    ]


def png(colour: str, size: tuple[int, int] = (4, 3), **saved: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "png", **saved)
    return target.getvalue()


def test_a_picture_is_compared_by_its_pixels():
    body, links = p(drawing(picture("rIdP"))), {"rIdP": ("image", "media/a.png")}
    red, packed, blue = (
        {"word/media/a.png": content} for content in (png("red"), png("red", compress_level=0), png("blue"))
    )
    assert told(body, body, red, packed, links) == []
    assert told(body, body, red, blue, links) == [
        (
            "începutul documentului › paragraful 1: imagine schimbată"
            " | în raport   „imaginea 4×3 (4af6fe6474d5)” | în fișier   „imaginea 4×3 (208b2af21d21)”"
        )
    ]


def test_a_picture_that_one_does_not_see_as_it_is():
    links = {"rIdP": ("image", "media/a.png"), "rIdX": ("image", "https://x.md/a.png")}
    parts = {"word/media/a.png": png("red")}
    body = p(drawing(picture("rIdP"), "Harta"))
    for other, said in (
        (drawing(picture("rIdP"), "Alta"), "imaginea 4×3, Alta"),
        (drawing(picture("rIdP"), "Harta", "anchor"), "imaginea 4×3, peste text, Harta"),
        (drawing(picture("rIdP"), "Harta").replace('cx="900000"', 'cx="9"'), "imaginea 4×3, prea mică, Harta"),
        (drawing(picture("rIdP"), "Harta").replace('name="x"', 'name="x" hidden="1"'), "imaginea 4×3, ascunsă, Harta"),
        (drawing(picture("rIdP", '<a:lum bright="100000"/>'), "Harta"), "imaginea 4×3, cu efectul lum, Harta"),
        (
            drawing(picture("rIdP").replace("</pic:blip", '<a:srcRect l="9"/></pic:blip'), "Harta"),
            "imaginea 4×3, decupată, Harta",
        ),
        (drawing('<pic:pic><a:blip r:link="rIdX"/></pic:pic>', "Harta"), "imaginea https://x.md/a.png, Harta"),
    ):
        assert told(body, p(other), parts, links=links) == [
            (
                "începutul documentului › paragraful 1: imagine schimbată"
                f" | în raport   „imaginea 4×3, Harta” | în fișier   „{said}”"
            )
        ]
    assert told(p(drawing(picture("rIdP"), "Harta") + r("12")), p("12"), parts, links=links) == [
        "începutul documentului › paragraful 1: imagine schimbată | în raport   „imaginea 4×3, Harta” | în fișier   nimic"
    ]


def test_a_text_box_and_a_shape_that_covers():
    start = "începutul documentului › paragraful 1"
    assert told(p("12"), p(r("12") + drawing(box("13"), kind="anchor"))) == [
        f"{start}: obiect schimbat | în raport   nimic | în fișier   „caseta de text: 13”"
    ]
    assert told(p(drawing(box("12"))), p(drawing(box("13")))) == [
        f"{start} › caseta de text: text schimbat | în raport   „12” | în fișier   „13”"
    ]
    white = '<wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr></wps:wsp>'
    assert told(p("12"), p(r("12") + drawing(white, kind="anchor"))) == [
        f"{start}: obiect schimbat | în raport   nimic | în fișier   „forma rect”"
    ]
    old = "<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    assert told(p(old.format(p("12"))), p(old.format(p("13")))) == [
        f"{start} › caseta de text: text schimbat | în raport   „12” | în fișier   „13”"
    ]


def test_of_two_forms_of_a_drawing_the_one_that_word_shows_is_read():
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    one, other = (drawing(box(text)).removeprefix("<w:r>").removesuffix("</w:r>") for text in ("12", "13"))
    assert told(p(both.format("wps", one, one)), p(both.format("wps", one, other))) == []
    assert told(p(both.format("wps", one, one)), p(both.format("wps", other, one))) != []
    assert told(p(both.format("wps", one, one)), p(both.format("mc", one, other))) != []


def test_fields_and_data_that_would_print_something_else():
    start = "începutul documentului › paragraful 1: obiect schimbat | în raport   nimic | în fișier   "
    assert told(p("12"), p(field("= 6 * 7", "12"))) == [start + "„câmpul = 6 * 7”"]
    assert told(p("12"), p(f'<w:fldSimple w:instr="QUOTE 99">{r("12")}</w:fldSimple>')) == [start + "„câmpul QUOTE 99”"]
    bound = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    assert told(p("12"), p(bound.format(r("12")))) == [start + "„date legate de /a”"]
    assert told(p("12"), p(r("12") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')) == [
        start + "„semnul Wingdings F0FC”"
    ]


def test_the_number_of_a_page_is_passed_over_and_what_only_looks_like_one_is_not():
    assert told(p(r("Pagina ") + field("PAGE", "1")), p(r("Pagina ") + field("PAGE", "27"))) == []
    assert told(p(r("Pagina ") + field("PAGE", "1")), p(r("Pagina ") + field("PAGE", "1, fals"))) == [
        "începutul documentului › paragraful 1: text schimbat | în raport   „Pagina #” | în fișier   „Pagina 1, fals”"
    ]


def test_where_a_link_leads():
    old, new = (p(field(f'HYPERLINK "{address}"', "anunțul")) for address in ("https://a.md/1", "https://b.md/1"))
    assert told(old, new) == [
        (
            "începutul documentului › paragraful 1: legătură schimbată"
            " | în raport   „https://a.md/1” | în fișier   „https://b.md/1”"
        )
    ]
    link = p(f'<w:hyperlink r:id="rIdL">{r("anunțul")}</w:hyperlink>')
    assert told(old, link, links={"rIdL": ("hyperlink", "https://a.md/1")}) == []


def test_a_piece_of_another_file_and_what_a_file_brings_in():
    chunk = p("12") + '<w:altChunk r:id="rIdC"/>'
    lines = told(p("12"), chunk, {"word/c.html": "<p>13</p>"}, links={"rIdC": ("aFChunk", "c.html")})
    assert lines == [
        (
            "începutul documentului › paragraful 2: adăugat"
            " | în raport   nimic | în fișier   „[bucată din alt fișier: <p>13</p>]”"
        )
    ]
    found = differences_between(
        word(p("12")),
        word(p("12"), links={"rIdT": ("attachedTemplate", "https://x.md/t.dotm"), "rIdV": ("vbaProject", "v.bin")}),
    )
    assert [(d.place, d.found) for d in found if d.change is Change.OUTSIDE] == [
        ("fișierul", "macrocomenzi"),
        ("fișierul", "un șablon atașat https://x.md/t.dotm"),
    ]
    assert str(found[0]) == (
        "fișierul: conținut adus din afara fișierului\n    în raport   nimic\n    în fișier   „macrocomenzi”"
    )


def test_the_title_of_the_properties():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Alt raport</dc:title></cp:coreProperties>'
    )
    assert told(p("12"), p("12"), other_parts={"docProps/core.xml": core}) == [
        "proprietățile documentului: titlul din proprietăți schimbat | în raport   „Raport” | în fișier   „Alt raport”"
    ]


def test_what_is_said_of_a_table_may_be_dropped_and_not_changed():
    caption = '<w:tblPr><w:tblCaption w:val="{}"/></w:tblPr>'
    one, other = (TABLE.replace("<w:tblPr/>", caption.format(text)) for text in ("Totaluri", "Altele"))
    assert told(one, TABLE) == []
    assert told(one, other) == [
        "Acțiunea 3.1. Decizii › tabelul 1: text arătat altfel | în raport   „Totaluri” | în fișier   „Altele”"
    ]


LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
NUMBERING = (
    f"<w:numbering {NAMES}>"
    f'<w:abstractNum w:abstractNumId="1">{LEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
ENTRY = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_the_numbers_of_a_list_are_part_of_what_is_read():
    entries = p("unu", ENTRY) + p("doi", ENTRY)
    parts = [
        {"word/numbering.xml": NUMBERING.format(start=start, text=text)}
        for start, text in (("1", "%1."), ("2", "%1."), ("1", "%1)"))
    ]
    start = "începutul documentului › paragraful "
    assert told(entries, entries, parts[0], parts[1]) == [
        f"{start}1: numerotare schimbată | în raport   „1.” | în fișier   „2.”",
        f"{start}2: numerotare schimbată | în raport   „2.” | în fișier   „3.”",
    ]
    assert told(entries, entries, parts[0], parts[2]) == [
        f"{start}1: numerotare schimbată | în raport   „1.” | în fișier   „1)”",
        f"{start}2: numerotare schimbată | în raport   „2.” | în fișier   „2)”",
    ]
    assert told(entries, p("doi", ENTRY), parts[0]) == [f"{start}1: lipsește | în raport   „1. unu” | în fișier   nimic"]


SIGNED = table(
    row(p('<w:bookmarkStart w:id="9" w:name="bloc_semnaturi"/>' + r("Numele") + '<w:bookmarkEnd w:id="9"/>'), "Semnătura"),
    row("Elaborat: ____________, specialist", ""),
)


def test_filling_in_the_table_of_signatures_is_told_apart_from_everything_else():
    filled = SIGNED.replace("____________", "Ion Rusu").replace(p(""), p("semnat"))
    found = differences_between(word(TABLE + SIGNED), word(TABLE + filled))
    assert [str(d) for d in found] == [
        (
            "blocul de semnături › rândul 2 „Elaborat: ____________, specialist” › coloana „Numele”: loc gol completat\n"
            "    în raport   „Elaborat: ____________, specialist”\n    în fișier   „Elaborat: Ion Rusu, specialist”"
        ),
        (
            "blocul de semnături › rândul 2 „Elaborat: ____________, specialist” › coloana „Semnătura”: loc gol completat\n"
            "    în raport   nimic\n    în fișier   „semnat”"
        ),
    ]
    assert {d.change for d in found} <= OF_SIGNING
    [other] = differences_between(word(SIGNED), word(SIGNED.replace("specialist", "șef")))
    assert other.change is Change.CHANGED


def test_a_table_of_signatures_that_is_no_longer_marked_is_compared_like_any_other():
    unmarked = SIGNED.replace("bloc_semnaturi", "alt_nume").replace("specialist", "șef")
    assert told(TABLE + SIGNED, TABLE + unmarked) == [
        (
            "blocul de semnături: blocul de semnături nu mai este marcat"
            " | în raport   „Numele | Semnătura / Elaborat: ____________, specialist | ” | în fișier   nimic"
        ),
        (
            "Acțiunea 3.1. Decizii › tabelul 2 › rândul 2 „Elaborat: ____________, specialist” › coloana „Numele”: text"
            " schimbat | în raport   „Elaborat: ____________, specialist” | în fișier   „Elaborat: ____________, șef”"
        ),
    ]


def test_what_word_does_not_print_is_not_read_as_if_it_did():
    start = "începutul documentului › paragraful 1: "
    foreign = f'<x:a xmlns:x="urn:x">{r("12")}</x:a>'
    assert told(p("12"), p(foreign)) == [
        f"{start}text schimbat | în raport   „12” | în fișier   nimic",
        f"{start}obiect schimbat | în raport   nimic | în fișier   „elementul necunoscut a”",
    ]
    assert told(p("1"), p(r("1<!-- -->9"))) == [f"{start}text schimbat | în raport   „1” | în fișier   „19”"]
    assert told(p("1"), p(r("1<?x y?>9"))) == [f"{start}text schimbat | în raport   „1” | în fișier   „19”"]


def test_letters_that_stand_for_the_number_of_a_page_cannot_be_typed():
    [line] = told(p(r("Pagina ") + field("PAGE", "1")), p("Pagina #"))
    assert "text schimbat" in line


def test_notes_and_lists_are_those_that_the_document_names():
    """Another part beside them says nothing, and one that is named instead of them does."""
    body = p(r("12") + '<w:r><w:footnoteReference w:id="5"/></w:r>')
    other = {"word/other.xml": notes("footnote", "din 2023")["word/footnotes.xml"], **notes("footnote", "din 2022")}
    run, same = word(body, notes("footnote", "din 2022")), word(body, other)
    assert differences_between(run, same) == ()
    [difference] = differences_between(run, word(body, other, {"rIdN": ("footnotes", "other.xml")}, first=True))
    assert (difference.in_run, difference.found) == ("din 2022", "din 2023")


def test_text_in_the_line_above_the_notes():
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("Anulat")}</w:footnote>'
    parts = notes("footnote", "din 2022")
    other = {name: str(xml).replace("<w:footnote w:id", f"{separator}<w:footnote w:id") for name, xml in parts.items()}
    assert told(p("12"), p("12"), parts, other) == [
        (
            "fișierul: conținut adus din afara fișierului"
            " | în raport   nimic | în fișier   „text în separatorul notelor: Anulat”"
        )
    ]


def test_a_table_and_a_cell_that_are_moved_out_of_sight():
    for properties, said in (
        ('<w:tblpPr w:tblpX="1"/>', "tabelul, peste text"),
        ('<w:tblInd w:w="20000" w:type="dxa"/>', "tabelul, în afara paginii"),
    ):
        assert told(TABLE, TABLE.replace("<w:tblPr/>", f"<w:tblPr>{properties}</w:tblPr>")) == [
            f"Acțiunea 3.1. Decizii › tabelul 1: celule îmbinate altfel | în raport   nimic | în fișier   „{said}”"
        ]
    narrow = TABLE.replace(f"<w:tc>{p('12 acte')}", f'<w:tc><w:tcPr><w:tcW w:w="5" w:type="dxa"/></w:tcPr>{p("12 acte")}')
    assert told(TABLE, narrow) == [
        (
            "Acțiunea 3.1. Decizii › tabelul 1 › rândul 3 „Total” › coloana „Indicator 1”: text care nu se vede"
            " | în raport   „12 acte” | în fișier   „12 acte (în afara paginii)”"
        )
    ]


def test_only_short_texts_fill_the_cells_of_the_table_of_signatures():
    """A table, a box or a text that one does not see is no signature."""
    inner = table(row("Total", "13"))
    for filling in (inner + p(""), p(drawing(box("13"))), p("x" * 201), p(r("semnat", "<w:vanish/>"))):
        found = differences_between(word(SIGNED), word(SIGNED.replace(p(""), filling)))
        assert found
        assert not {difference.change for difference in found} & OF_SIGNING
