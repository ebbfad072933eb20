"""Grid, cells and spans of a table agree, and letter sizes come from the styles."""

from __future__ import annotations

from docx import Document
from docx.shared import Pt
from lxml import etree

from toolkit.word.package import W
from toolkit.word.table_grid import keep_whole, keep_with_next, margins_of, rows_of, set_widths, text_sizes, text_width

WORD = f'xmlns:w="{W[1:-1]}"'
CELL = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
TABLE = f"""<w:tbl {WORD}><w:tblPr><w:tblW w:w="0" w:type="auto"/>
<w:tblCellMar><w:left w:w="40" w:type="dxa"/></w:tblCellMar>
</w:tblPr><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>
<w:tr>{CELL.format("", "a")}{CELL.format('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "b")}</w:tr>
<w:tr>{CELL.format("", "c")}{CELL.format('<w:tcPr><w:tcW w:w="7" w:type="pct"/></w:tcPr>', "d")}{CELL.format("", "e")}</w:tr>
</w:tbl>"""


def a_table() -> etree._Element:
    return etree.fromstring(TABLE)


def values(table: etree._Element, path: str) -> list[str]:
    return [str(value) for value in table.xpath(path, namespaces={"w": W[1:-1]})]


def test_a_cell_knows_where_it_begins_and_what_it_spans():
    rows = rows_of(a_table(), {"": 18})

    assert [[(cell.start, cell.span, cell.paragraphs) for cell in row.cells] for row in rows] == [
        [(0, 1, [("a", 18)]), (1, 2, [("b", 18)])],
        [(0, 1, [("c", 18)]), (1, 1, [("d", 18)]), (2, 1, [("e", 18)])],
    ]


def test_grid_cells_and_spans_get_the_same_widths():
    table = a_table()

    set_widths(table, rows_of(table, {}), [100, 200, 300])

    assert values(table, "w:tblGrid/w:gridCol/@w:w") == ["100", "200", "300"]
    assert values(table, "w:tblPr/w:tblW/@*") == ["600", "dxa"]
    assert values(table, "w:tr[1]//w:tcW/@w:w") == ["100", "500"]
    assert values(table, "w:tr[2]//w:tcW/@w:w") == ["100", "200", "300"]
    assert values(table, ".//w:tcW/@w:type") == ["dxa"] * 5
    assert values(table, ".//w:gridSpan/@w:val") == ["2"]


def test_the_last_cell_of_a_short_row_reaches_to_the_edge():
    table = a_table()

    set_widths(table, rows_of(table, {}), [100, 200, 300, 400])

    assert values(table, "w:tr[2]//w:tcW/@w:w") == ["100", "200", "700"]


def test_a_row_is_kept_whole_and_with_the_next_once():
    table = a_table()
    row = next(table.iterfind(f"{W}tr"))

    for _ in range(2):
        keep_whole(row)
        keep_with_next(row)

    assert len(values(row, "w:trPr/w:cantSplit/..")) == 1
    assert [len(paragraph.findall(f"{W}pPr/{W}keepNext")) for paragraph in row.iter(f"{W}p")] == [1, 1]


def test_a_margin_that_the_table_does_not_give_is_that_of_word():
    assert margins_of(a_table()) == 40 + 108


def test_the_letter_size_of_a_style_comes_from_itself_or_from_what_it_is_based_on():
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Heading 1"].font.size = Pt(14)
    own = document.styles.add_style("Al meu", 1)
    own.base_style = document.styles["Heading 1"]

    sizes = text_sizes(document.styles.element)
    assert (sizes[""], sizes["Normal"], sizes["Heading1"], sizes[own.style_id]) == (22, 22, 28, 28)


def test_the_text_is_as_wide_as_the_page_without_its_margins():
    body = f'<w:body {WORD}><w:sectPr><w:pgSz w:w="16838"/><w:pgMar w:left="850" w:right="850"/></w:sectPr></w:body>'

    assert text_width(etree.fromstring(body)) == 16838 - 2 * 850
