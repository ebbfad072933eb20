"""The README is what users go by: its commands and its list of findings are those of the program."""

import re
from pathlib import Path

from toolkit.cli import raport
from toolkit.intake.finding import Code

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_finding_code_is_explained_once_and_no_other():
    table = README[README.index("| code | severity |") : README.index("## Folders")]
    named = [
        code
        for line in table.splitlines()[2:]
        for code in re.findall(r"`([a-z-]+)`", line.split("|")[1] if "|" in line else "")
    ]
    assert sorted(named) == sorted(code.value for code in Code)


def test_the_two_commands_stand_on_lines_of_their_own():
    lines = README.splitlines()
    assert "pip install . && raport run semester_report" in lines
    assert 'pip install -e ".[test]" && pytest' in lines


def test_every_verb_is_in_the_table_of_commands():
    assert {f"raport {name}" for name in raport.commands} == set(re.findall(r"^\| `(raport [a-z]+)", README, re.MULTILINE))
