"""Texts go into sections.yaml so that the file reads as exactly these, and what stays keeps its lines and comments."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.intake.office_files import ListedSection, Sections
from toolkit.intake.sections_file import with_sections
from toolkit.plan.yaml_file import read_yaml

FILE = "inputs/oras/2023-S1/sections.yaml"
WRITTEN = """\
# pentru raportul de vară

risks:            # întâi riscurile
  # fraza
  lead: Riscuri
  items:
    # primul
    - "unul: mare"
    - >-
      al doilea,
      pe două rânduri

    # ultimul
    - 'al treilea'
# rezumatul vine la sfârșit
summary: ["Un rezumat."]
"""
_LETTERS = st.one_of(st.sampled_from(list("aț 1-:#'\"[]{}>|&*!%@,?\n")), st.characters(exclude_categories=["Cs", "Cc"]))
_LINES = st.text(_LETTERS, max_size=15).map(str.strip).filter(bool)
_SECTIONS = st.builds(
    lambda summary, risks, proposals: Sections(summary=summary, risks=risks, proposals=proposals),
    *(st.lists(_LINES, max_size=3).map(tuple),),
    *(
        st.builds(
            lambda lead, items: ListedSection(lead=lead, items=items),
            st.just("") | _LINES,
            st.lists(_LINES, max_size=3).map(tuple),
        ),
    )
    * 2,
)


def changed(text: str, **new: object) -> str:
    sections = read_yaml(text, FILE, Sections)
    return with_sections(text, Sections.model_validate({**sections.model_dump(), **new}), FILE)


def test_items_that_stay_keep_their_lines_and_comments():
    items = ["al treilea", "nou", "unul: mare"]
    assert changed(WRITTEN, risks={"lead": "Riscuri", "items": items}) == WRITTEN.replace(
        """\
    # primul
    - "unul: mare"
    - >-
      al doilea,
      pe două rânduri

    # ultimul
    - 'al treilea'
""",
        """\

    # ultimul
    - 'al treilea'
    - "nou"
    # primul
    - "unul: mare"
""",
    )


def test_a_lead_is_changed_in_its_place():
    assert changed(WRITTEN, risks={"lead": "Altfel: „da”", "items": read_yaml(WRITTEN, FILE, Sections).risks.items}) == (
        WRITTEN.replace("lead: Riscuri", 'lead: "Altfel: „da”"')
    )


def test_a_section_that_was_not_there_comes_last():
    assert changed(WRITTEN, proposals={"items": ["Una."]}) == WRITTEN + 'proposals:\n  items:\n    - "Una."\n'


def test_a_list_in_brackets_becomes_one_of_lines():
    assert changed(WRITTEN, summary=["Un rezumat.", "Doi."]).endswith('summary:\n  - "Un rezumat."\n  - "Doi."\n')


def test_an_empty_file_and_one_of_comments_alone_are_filled():
    assert changed("", summary=["Da."]) == 'summary:\n  - "Da."\n'
    assert changed("# nimic încă\n", summary=["Da."]) == '# nimic încă\nsummary:\n  - "Da."\n'


def test_a_file_in_one_line_is_written_anew():
    assert changed("{summary: [Da.], risks: {lead: Riscuri}}", summary=["Nu."]) == (
        'summary:\n  - "Nu."\nrisks:\n  lead: "Riscuri"\n'
    )


@given(_SECTIONS, _SECTIONS, st.sampled_from([None, "|", ">", '"', "'"]), st.booleans())
@settings(max_examples=150)
def test_whatever_was_there_the_file_reads_as_what_was_put_in(
    old: Sections, new: Sections, style: str | None, windows: bool
):
    text = yaml.safe_dump(old.model_dump(mode="json"), allow_unicode=True, default_style=style, sort_keys=False)
    if windows:
        text = text.replace("\n", "\r\n")
    before = read_yaml(text, FILE, Sections)
    written = with_sections(text, new, FILE)
    assert read_yaml(written, FILE, Sections) == new
    assert with_sections(written, new, FILE) == written
    assert with_sections(text, before, FILE).split() == text.split()
