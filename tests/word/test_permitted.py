"""A template names fields, repeats and chooses; whatever else jinja could do is refused before it becomes code."""

from __future__ import annotations

import pytest
from jinja2 import TemplateSyntaxError

from toolkit.word.environment import WORD
from toolkit.word.permitted import ForbiddenTagError, TooDeepError, has_half_tag


@pytest.mark.parametrize(
    "tag",
    [
        "{{ row.title }}",
        "{{ 'text' }}{{ 5 }}",
        "{% if row.a == 'x' and not row.b or 1 < row.c %}{% elif row.d in row.e %}{% else %}{% endif %}",
        "{% for line in row.lines %}{{ loop.index }}{{ loop.last }}{% else %}{% endfor %}",
        "{{ row.lines|length }}{{ row.a|link(row.link) }}{{ row.a|link_to(row.bookmark) }}{{ row.bookmark|page }}",
        "{# {{ a remark }} #}",
    ],
)
def test_what_a_template_needs_is_permitted(tag: str):
    WORD.from_string(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 9**9**9 }}",
        "{{ -a }}",
        "{{ a < b }}",
        "{{ not a }}",
        "{{ true }}",
        "{{ 1e999 }}",
        "{{ a ~ b }}",
        "{{ a() }}",
        "{{ a[0] }}",
        "{{ a[1:2] }}",
        "{{ a['b'] }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ a if b else c }}",
        "{% if a is defined %}{% endif %}",
        "{{ none }}",
        "{{ self }}",
        "{{ loop }}",
        "{% for a in b %}{{ loop.changed }}{{ loop.previtem }}{% endfor %}",
        "{% for a in b recursive %}{% endfor %}",
        "{% for a in b if a %}{% endfor %}",
        "{% for a, b in c %}{% endfor %}",
        "{% for a in 'text' %}{% endfor %}",
        "{% for a in b|length %}{% endfor %}",
        "{{ a|length(1) }}",
        "{{ a|link }}",
        "{{ a|link(*b) }}",
        "{{ a|link(address=b) }}",
        "{{ a|link('javascript:x') }}",
        "{{ a|link(b.text) }}",
        "{{ a|bookmark(b.text) }}",
        "{{ a.text|page }}",
        "{{ a|upper }}",
        "{{ a|os.system }}",
        "{% set a = 1 %}",
        "{% set a %}x{% endset %}",
        "{% macro a() %}{% endmacro %}",
        "{% call a() %}{% endcall %}",
        "{% filter length %}{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}{{ a }}{% endautoescape %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% raw %}{{ a }}{% endraw %}",
    ],
)
def test_everything_else_is_refused_before_it_becomes_code(tag: str):
    with pytest.raises(ForbiddenTagError) as caught:
        WORD.from_string(f"prima linie\n{tag}")

    assert caught.value.lineno == 2


@pytest.mark.parametrize(
    "tag",
    [
        "{% if a %}" * 16 + "{% endif %}" * 16,
        "{% if a %}" * 1000 + "{% endif %}" * 1000,
        "{{ " + "(" * 1000 + "a" + ")" * 1000 + " }}",
        "{{ " + "not " * 1000 + "a }}",
        "{{ " + " and ".join(["a"] * 1000) + " }}",
        "{{ a" + ".b" * 1000 + " }}",
        "{% if a %}" + "{% elif b %}" * 1000 + "{% endif %}",
    ],
)
def test_tags_in_one_another_deeper_than_python_goes_are_refused(tag: str):
    with pytest.raises(TooDeepError) as caught:
        WORD.from_string(tag)

    assert caught.value.lineno == 1


def test_fifteen_loops_and_conditions_in_one_another_are_printed():
    deep = "{% for a in lines %}{% if a %}" * 7 + "x" + "{% endif %}{% endfor %}" * 7

    assert WORD.from_string(deep).render(lines=["1"]) == "x"


def test_a_number_of_thousands_of_digits_is_no_number():
    with pytest.raises(TemplateSyntaxError, match="not a number"):
        WORD.from_string("{{ " + "9" * 5000 + " }}")


@pytest.mark.parametrize("whole", ["", "{ a } 100% #", "{{ a }}{% b %}{# {{ c %} #}", "{{ a }} și {{ b }}"])
def test_whole_tags_are_whole(whole: str):
    assert not has_half_tag(whole)


@pytest.mark.parametrize(
    "half", ["{{ a", "a }}", "{{ {{ a }}", "{% a }}", "{{ a %}", "{# a", "a #}", "}} a {{", "{{ " + "a" * 1000 + " }}"]
)
def test_half_a_tag_is_seen(half: str):
    assert has_half_tag(half)
