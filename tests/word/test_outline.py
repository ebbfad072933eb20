"""The outline that a template and a context must give is that of the file which docxtpl makes of them."""

from __future__ import annotations

import pytest
from docx_builder import FILE, body_of, fill, table_template, template, with_part
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError
from toolkit.word.outline import outline_of, paragraphs_in, targets_in, text_in
from toolkit.word.package import DOCUMENT, read_package
from toolkit.word.template_outline import expected_outline, tags_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
TABLE = table_template(
    ["Nume", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"],
    ["{%tr for row in rows %}", "", "", ""],
    ["{{ row.name }}", "{%tc for c in row.values %}", "{{ c }}", "{%tc endfor %}"],
    ["{%tr endfor %}", "", "", ""],
    ["Total{% if rows %} general{% endif %}", "{%p for n in notes %}\n{{ n }}\n{%p endfor %}", "", ""],
)


def expected(content: bytes, context: dict[str, object]) -> str:
    return expected_outline(tags_of(DOCUMENT, read_package(content, FILE)[DOCUMENT], FILE), context)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS), st.lists(st.tuples(TEXTS, st.lists(TEXTS))), st.lists(TEXTS))
def test_both_ways_lead_to_the_same_outline(columns: list[str], rows: list[tuple[str, list[str]]], notes: list[str]):
    context: dict[str, object] = {
        "columns": columns,
        "rows": [{"name": name, "values": values} for name, values in rows],
        "notes": notes,
    }

    assert outline_of(body_of(fill(TABLE, context))) == expected(TABLE, context)


def test_a_tag_that_word_wrote_with_curly_quotes_or_over_several_runs_is_read():
    content = template("{%p if a == “5” %}", "Totalul {{ a }}", "{%p endif %}")
    content = with_part(content, "{{ a }}", "{</w:t></w:r><w:r><w:t>{ a</w:t></w:r><w:r><w:t> }}")

    outline = outline_of(body_of(fill(content, {"a": "5"})))
    assert outline == expected(content, {"a": "5"})
    assert text_in(outline) == "Totalul 5"


def test_a_tab_and_a_line_end_are_read_as_such():
    context: dict[str, object] = {"a": "unu\tdoi\ntrei"}

    outline = outline_of(body_of(fill(template("{{ a }}"), context)))
    assert outline == expected(template("{{ a }}"), context)
    assert text_in(outline) == "unu\tdoi\ntrei"


def test_a_line_that_ends_by_hand_in_a_template_is_printed_so():
    content = with_part(template("unu {{ a }}"), "unu ", "unu</w:t><w:br/><w:t>")

    outline = outline_of(body_of(fill(content, {"a": "doi"})))
    assert outline == expected(content, {"a": "doi"})
    assert text_in(outline) == "unu\ndoi"


def run(text: str, *properties: str) -> str:
    return f'<w:r><w:rPr>{"".join(properties)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD, ITALIC, HIDDEN = "<w:b/>", "<w:i/>", "<w:vanish/>"
EVERY_TEXT = "{{ a }}{{ b }}{{ empty }}{% for x in all %}{{ x }}{% endfor %}{{r a|link(link) }}{{r a|bookmark(bookmark) }}"
LOOKS = [
    run("{{ a }}", BOLD) + run(" și {{ b }}", ITALIC),
    run("{% for x in all %}") + run("{{ x }}", BOLD) + run("{% endfor %} gata"),
    run("{{ empty }}", BOLD) + run("{{ a }}", ITALIC) + run("\t", BOLD) + run("{{ b }}", ITALIC),
    run("{", BOLD) + run("{ a", ITALIC) + run(" }", HIDDEN) + run("} rest", ITALIC),
    run("{% if a %}", BOLD) + run("{{ a }}{% endif %}", ITALIC) + "<w:r><w:tab/></w:r>" + run("{{ b }}", BOLD),
    run("înainte {{r a|link(link) }} după", BOLD) + run(" apoi", BOLD),
    run("{%r for x in all %}{{r x|link(link) }}{%r endfor %} rest", BOLD),
    run("{{r a|bookmark(bookmark) }}", BOLD) + run("{{r a|link_to(bookmark) }} {{r bookmark|page }}", ITALIC),
    '<w:r><w:rPr><w:b/></w:rPr><w:noBreakHyphen/><w:t>{{ a }}</w:t><w:br w:type="page"/></w:r>',
]


@pytest.mark.parametrize("link", ["", "https://balti.md"])
@pytest.mark.parametrize("runs", LOOKS)
def test_how_a_text_looks_is_foretold_whatever_runs_its_tags_stand_in(runs: str, link: str):
    content = with_part(template("X", EVERY_TEXT), "<w:r><w:t>X</w:t></w:r>", runs)
    context: dict[str, object] = {
        "a": "unu\tdoi",
        "b": "\ttrei",
        "empty": "",
        "all": ["x", "", "y"],
        "bookmark": "m",
        "link": link,
    }

    outline = outline_of(body_of(fill(content, context)))
    assert outline == expected(content, context)


def test_a_row_a_cell_and_their_colour_are_foretold_too():
    content = table_template(
        ["Nume", "Valoare"], ["{%tr for v in values %}", ""], ["{{ v }}", '{% cellbg "FFFF00" %}da'], ["{%tr endfor %}", ""]
    )
    content = with_part(
        content,
        "<w:tr><w:tc><w:tcPr>",
        '<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>',
    )
    context: dict[str, object] = {"values": ["1", "2"]}

    outline = outline_of(body_of(fill(content, context)))
    assert outline == expected(content, context)
    assert outline.count("shd color=auto fill=FFFF00 val=clear") == 2


def test_where_links_and_bookmarks_lead_stands_in_the_outline():
    content = template("{{r a|link(link) }}{{r a|bookmark(bookmark) }}", "{{r a|link_to(bookmark) }}{{r bookmark|page }}")
    context: dict[str, object] = {"a": "text", "link": "https://balti.md", "bookmark": "unu"}

    outline = outline_of(body_of(fill(content, context)))
    assert outline == expected(content, context)
    assert targets_in(outline) == {"https://balti.md", "unu"}
    assert [text_in(paragraph) for paragraph in paragraphs_in(outline)] == ["texttext", "text…", ""]


def test_a_link_that_leads_elsewhere_gives_another_outline():
    content = template("{{r a|link(link) }}")
    docx = fill(content, {"a": "text", "link": "https://balti.md"})

    assert outline_of(body_of(docx)) != expected(content, {"a": "text", "link": "https://exemplu.md"})


@pytest.mark.parametrize(
    "wrong",
    [
        "Text {%p if a %}",
        "{%p if a %} text",
        "{{p a }}",
        "{{tr a }}",
        "Înainte {%- if a %}x{% endif %}",
        "{% vm %}",
        "{% hm %}",
    ],
)
def test_a_tag_that_would_swallow_the_text_beside_it_is_refused(wrong: str):
    with pytest.raises(OfficeFileError) as caught:
        tags_of(DOCUMENT, read_package(template("Titlu", wrong), FILE)[DOCUMENT], FILE)

    assert str(caught.value) == (
        "templates/small.docx\n"
        f"    găsit      un marcaj scris greșit în paragraful „{wrong}”\n"
        "    așteptat   marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul; dacă pare bun, scrieți-l din nou, dintr-o dată"
    )
