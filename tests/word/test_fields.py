"""Links, bookmarks and page numbers are fields of Word, made from tags."""

from __future__ import annotations

import pytest
from docx_builder import body_of, fill, paragraphs_of, template

from toolkit.errors import ToolkitFault
from toolkit.word.fields import link
from toolkit.word.package import W


def test_a_link_is_a_field_with_its_address_and_its_text():
    docx = fill(template("Vezi {{r text|link(link) }}."), {"text": "pagina & harta", "link": "https://balti.md/?a=1&b=2"})

    assert paragraphs_of(docx) == ["Vezi pagina & harta."]
    assert [code.text for code in body_of(docx).iter(f"{W}instrText")] == [' HYPERLINK "https://balti.md/?a=1&b=2" ']


def test_a_text_without_an_address_stays_a_text():
    docx = fill(template("{{r text|link(link) }}"), {"text": "<b>fără</b>", "link": ""})

    assert paragraphs_of(docx) == ["<b>fără</b>"]
    assert not list(body_of(docx).iter(f"{W}instrText"))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", 'https://a.md" \\o "x', "https://a b"])
def test_only_web_addresses_become_links(address: str):
    with pytest.raises(ToolkitFault) as caught:
        link("text", address)

    assert str(caught.value) == (
        "documentul Word\n"
        f"    găsit      „{address}” ca adresă web\n"
        "    așteptat   o adresă http(s) scrisă corect\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul"
    )


def test_bookmarks_are_numbered_through_and_lines_lead_to_them():
    content = template(
        "{%p for h in headings %}",
        "{{r h.text|link_to(h.bookmark) }} {{r h.bookmark|page }}",
        "{%p endfor %}",
        "{%p for h in headings %}",
        "{{r h.text|bookmark(h.bookmark) }}",
        "{%p endfor %}",
    )

    body = body_of(fill(content, {"headings": [{"text": "I", "bookmark": "unu"}, {"text": "II", "bookmark": "doi"}]}))

    marks = [(mark.get(f"{W}id"), mark.get(f"{W}name")) for mark in body.iter(f"{W}bookmarkStart")]
    assert marks == [("1", "unu"), ("2", "doi")]
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")] == ["1", "2"]
    assert [line.get(f"{W}anchor") for line in body.iter(f"{W}hyperlink")] == ["unu", "doi"]
    assert [code.text for code in body.iter(f"{W}instrText")] == [" PAGEREF unu \\h ", " PAGEREF doi \\h "]
