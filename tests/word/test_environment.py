"""The environment of the templates reads fields and prints them; it does nothing else."""

from __future__ import annotations

import pytest
from docx_builder import fill, paragraphs_of, template
from jinja2 import UndefinedError

from toolkit.errors import OfficeFileError
from toolkit.word.environment import WORD


def test_a_field_named_like_a_method_of_a_dict_is_the_field():
    docx = fill(
        template("{% for v in row.values %}{{ v }};{% endfor %}{{ row.items }}"),
        {"row": {"values": ["1", "2"], "items": "x"}},
    )

    assert paragraphs_of(docx) == ["1;2;x"]


@pytest.mark.parametrize(
    "tag",
    ["{{ text.__class__ }}", "{{ text.upper() and range(3) }}", "{{ cycler }}", "{{ text|pprint }}", "{% include 'x' %}"],
)
def test_a_template_cannot_do_more_than_print(tag: str):
    with pytest.raises(OfficeFileError):
        fill(template(tag), {"text": "a"})


@pytest.mark.parametrize(
    "tag",
    ["{{ lines }}", "{{ row }}", "{{ nothing }}", "{{r lines|link(link) }}", "{{ text.upper }}"],
)
def test_nothing_is_printed_as_python_would_write_it(tag: str):
    with pytest.raises(OfficeFileError) as caught:
        fill(template(tag), {"text": "a", "lines": ["1", "2"], "row": {"a": "1"}, "nothing": None, "link": "https://a.ro"})

    assert caught.value.found.startswith("un marcaj scris greșit în paragraful „")


def test_a_field_that_is_missing_is_an_error_and_not_nothing():
    with pytest.raises(UndefinedError):
        WORD.from_string("{{ row.total }}").render({"row": {}})


def test_marks_of_xml_are_escaped():
    assert WORD.from_string("{{ a }}").render({"a": "100<100 & „b”"}) == "100&lt;100 &amp; „b”"
