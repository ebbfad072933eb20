"""Office files: every scalar is text until a model types it, and what is wrong is said with its line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError
from toolkit.plan import yaml_file
from toolkit.plan.plan import Plan
from toolkit.plan.plan_problems import LOST
from toolkit.plan.yaml_file import read_yaml

PLAN = """\
title: Planul local
title_in_report: Planului local
valid_from: 2023-03-28
priorities:
  - code: I
    title: Integritate
    actions:
      - code: "1.10"
        title: Concursuri
        deadline: permanent
        asked: [presa]
        indicators:
          - text: numărul de concursuri
            kind: count
            unit: {one: concurs, few: concursuri}
            rule: sum/sum
"""


def refusal(text):
    with pytest.raises(OfficeFileError) as refused:
        read_yaml(text, "inputs/x/plan.yaml", Plan)
    return str(refused.value)


def test_a_code_that_looks_like_a_number_stays_a_code():
    text = PLAN.replace('"1.10"', "1.10")
    assert read_yaml(text, "plan.yaml", Plan).actions[0].code == "1.10"


def test_an_unknown_key_is_refused_with_its_line_and_the_nearest_name():
    assert refusal(PLAN.replace("deadline:", "dedline:")) == (
        "inputs/x/plan.yaml · rândul 10\n"
        "    găsit      cheia „dedline”, care nu este cunoscută aici\n"
        "    așteptat   una dintre cheile: asked, asked_reason, budget, code, deadline, indicators, other, responsible,"
        " result, risks, source_note, title și verification_sources; cea mai apropiată este „deadline”\n"
        "    de făcut   corectați numele cheii sau ștergeți rândul"
    )


def test_all_mistakes_of_a_file_are_said_at_once():
    text = PLAN.replace("kind: count", "kind: cont").replace("valid_from: 2023-03-28", "valid_from: ieri")
    said = refusal(text)
    assert "rândul 3\n    găsit      valid_from: „ieri”\n    așteptat   o dată, de exemplu 2023-03-28" in said
    assert "rândul 14" in said
    assert "„cont”" in said


def test_a_wrong_rule_is_explained():
    assert (
        "    găsit      priorities.1.actions.1.indicators.1.rule: „suma/sum”\n"
        "    așteptat   o regulă „peste subdiviziuni/peste luni”: sum, max, lead:<subdiviziune>, any, join sau none,"
        " apoi sum, last, max sau none\n"
        "    de făcut   scrieți de exemplu sum/sum sau lead:resurse-umane/last"
    ) in refusal(PLAN.replace("sum/sum", "suma/sum"))


@pytest.mark.parametrize("rule", ["lead/sum", "sum:presa/sum", "sum", "/", "lead:/sum", "sum/sum/sum"])
def test_no_half_rule_is_taken(rule):
    assert "rule" in refusal(PLAN.replace("sum/sum", rule))


def test_a_key_that_stands_twice_is_refused():
    assert "cheia „title” de două ori" in refusal(PLAN + "title: Altul\n")


def test_references_that_could_blow_up_are_refused():
    levels = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert refusal("\n".join(["a0: &a0 [x]", *levels])) == (
        "inputs/x/plan.yaml · rândul 1\n"
        "    găsit      o trimitere YAML („&” și „*”)\n"
        "    așteptat   fiecare valoare scrisă acolo unde stă\n"
        "    de făcut   corectați rândul și rulați din nou"
    )


def test_a_lost_text_is_taken_only_with_a_reason():
    lost = PLAN.replace("title: Concursuri", f'title: "{LOST}"')
    assert "source_note" in refusal(lost)
    assert read_yaml(lost.replace("deadline:", "source_note: pagină pierdută\n        deadline:"), "plan.yaml", Plan)


@given(st.text())
def test_any_text_is_a_plan_or_a_plain_refusal(text):
    with pytest.raises(OfficeFileError):
        read_yaml(text, "plan.yaml", Plan)


@pytest.mark.parametrize(
    ("old", "new", "line", "found", "fix"),
    [
        ("title: Concursuri", "\ttitle: Concursuri", 9, "un tabulator", "înlocuiți tabulatorul cu spații"),
        ("Concursuri", "Con\x07cursuri", 9, "un semn care nu se poate tipări (un caracter de control)", "ștergeți semnul"),
    ],
)
def test_a_tab_and_a_control_character_are_named_at_their_line(old, new, line, found, fix):
    said = refusal(PLAN.replace(old, new))
    assert said.startswith(f"inputs/x/plan.yaml · rândul {line}\n    găsit      {found}\n")
    assert f"    de făcut   {fix}" in said


@pytest.mark.parametrize(
    "text", [PLAN, "a: [1, {b: 2}]\n", "- - - x\n", "", "a: |\n  unu\n  doi\n", "a: 'x'\nb: \"\\u0103\"\n"]
)
def test_libyaml_and_the_plain_reader_give_the_same(monkeypatch: pytest.MonkeyPatch, text: str):
    fast = yaml_file._compose(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    plain = yaml_file._compose(text)
    assert yaml.serialize(fast) == yaml.serialize(plain) if fast and plain else fast is plain is None


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "? " * 100_000, "{a: " * 100_000])
def test_a_text_nested_without_end_is_refused_and_not_the_end_of_the_process(text: str):
    assert "găsit      " in refusal(text)


@pytest.mark.parametrize("text", ["a: {b: 1\n", "a: [1\n", 'a: "b\n', 'claims:\n  - {measure: "1.1"\n'])
def test_what_is_not_closed_at_the_end_is_said(text):
    with pytest.raises(OfficeFileError) as refused:
        read_yaml(text, "plan.yaml", Plan)
    assert "un rând care nu respectă regulile formatului YAML" in str(refused.value)
