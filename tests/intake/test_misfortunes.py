"""Hostile and broken files, one folder each under tests/inputs: what is read of each, and everything that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from form_builder import read

from toolkit.intake.finding import Finding
from toolkit.intake.submission import Entry
from toolkit.intake.workbook import Reading

INPUTS = Path(__file__).parents[1] / "inputs"
FOLDERS = sorted(folder.name for folder in INPUTS.iterdir() if not folder.name.startswith("template-"))
EXPECTED = "expected.yaml"


def returned(folder: str) -> Path:
    """The one file of a folder that a department returned."""
    [file] = [file for file in (INPUTS / folder).iterdir() if file.name != EXPECTED]
    return file


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_that_is_told_and_all_that_is_read_is_what_stands_beside_the_file(folder: str) -> None:
    file = returned(folder)
    expected = yaml.load((INPUTS / folder / EXPECTED).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  text alone
    del expected["misfortune"]
    assert _described(read(file.read_bytes(), f"inputs/oras/2023-S1/{file.name}")) == expected


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_holds_one_returned_file_and_says_in_a_sentence_how_it_came_about(folder: str) -> None:
    names = [file.name for file in (INPUTS / folder).iterdir()]
    assert len(names) == 2
    expected = yaml.safe_load((INPUTS / folder / EXPECTED).read_text(encoding="utf-8"))
    assert set(expected) in ({"misfortune", "findings"}, {"misfortune", "findings", "values", "narratives"})
    assert expected["misfortune"].endswith(".")


def test_no_misfortune_is_read_otherwise_than_the_plain_form_without_a_finding() -> None:
    """A file without findings gives the values of the plain form; where not, its folder is listed here with the reason."""
    plain = _described(read(returned("plain-form").read_bytes()))["values"]
    others = {
        folder
        for folder in FOLDERS
        if (told := _described(read(returned(folder).read_bytes())))["findings"] == [] and told["values"] != plain
    }
    assert others == {
        "csv-old-mac",  # it answers four indicators
        "csv-with-bom",  # the same
        "number-stored-as-text",  # it writes "4" where the plain form has "4 angajați"
        "percent-format",  # it answers one indicator more
        "remark-called-femei",  # its columns of women and men are gone
        "x000d",  # a line end follows the value
    }


def _described(reading: Reading) -> dict[str, object]:
    """A reading as expected.yaml has it."""
    described: dict[str, object] = {"findings": [_finding(finding) for finding in reading.findings]}
    if reading.submission is not None:
        assert reading.submission.department == "cultura"
        described["values"] = [_value(entry) for entry in reading.submission.entries]
        described["narratives"] = {narrative.action: narrative.text for narrative in reading.submission.narratives}
    return described


def _finding(finding: Finding) -> dict[str, str]:
    place = {"sheet": finding.place.sheet, "cell": finding.place.cell}
    said = {name: text for name, text in place.items() if text}
    return {"severity": finding.severity.value, "code": finding.code.value, **said, "found": finding.found}


def _value(entry: Entry) -> dict[str, str]:
    value = entry.value
    heads = {"women": value.quantities[0].women, "men": value.quantities[0].men} if value.quantities else {}
    said = {name: str(number) for name, number in heads.items() if number is not None}
    return {"indicator": f"{entry.action}.{entry.indicator}", "kind": value.kind.value, "text": value.text, **said}
