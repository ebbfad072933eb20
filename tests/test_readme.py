"""The README is what users go by: its commands and its list of findings are those of the program."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.cli import raport
from toolkit.intake.finding import Code, Severity

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_every_finding_code_is_explained_once_and_no_other():
    table = README[README.index("| code | severity |") : README.index("## Folders")]
    named = [
        code
        for line in table.splitlines()[2:]
        for code in re.findall(r"`([a-z-]+)`", line.split("|")[1] if "|" in line else "")
    ]
    assert sorted(named) == sorted(code.value for code in Code)


def test_every_finding_is_as_grave_as_the_list_says():
    rows = [
        line.split("|")
        for line in README.splitlines()
        if re.match(r"\| `[a-z-]+`(, `[a-z-]+`)* \| (error|warning|note)", line)
    ]
    listed = {code: set(row[2].strip().split(", ")) for row in rows for code in re.findall(r"`([a-z-]+)`", row[1])}
    made = set(findings_of_the_code())
    assert ("deadline-not-understood", "note") in made
    assert sorted((code, severity) for code, severity in made if severity not in listed[code]) == []


def test_the_two_commands_stand_on_lines_of_their_own():
    lines = README.splitlines()
    assert "pip install . && raport run semester_report" in lines
    assert 'pip install -e ".[test]" && pytest' in lines


def test_every_verb_is_in_the_table_of_commands():
    assert {f"raport {name}" for name in raport.commands} == set(re.findall(r"^\| `(raport [a-z]+)", README, re.MULTILINE))


def findings_of_the_code() -> Iterator[tuple[str, str]]:
    """Each code and severity that stand in one call of `Finding` by their names."""
    for path in (REPOSITORY / "toolkit").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Finding":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                codes, severities = (
                    set(members_in(given[name], of)) for name, of in (("code", Code), ("severity", Severity))
                )
                yield from ((code, severity) for code in codes for severity in severities)


def members_in(node: ast.expr, of: type[Code] | type[Severity]) -> Iterator[str]:
    """The values of the members of an enumeration that an expression names."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == of.__name__:
            yield of[part.attr].value
