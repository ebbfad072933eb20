"""Everything that a person reads goes through the catalogue: no Romanian text stands in the code by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import toolkit

TOOLKIT = Path(toolkit.__file__).parent
SAID_THROUGH = {"gettext": 1, "N_": 1, "counted": 3, "nouns": 2}  # how many arguments of each are messages
ROMANIAN = re.compile(
    r"[ăâîșțĂÂÎȘȚ„”]|\b(?:alte|cel|cele|celula|cu|de|din|este|femei|foaia|fost|la|nici|nicio|niciun|nimic|nu|numai|pe|pentru|sau|sunt|un|unei|unui)\b"
)

# What is Romanian and is not said: the data of a language that is read or measured, and names that are interface.
OF_THE_READER = (  # modules of the words that people type
    "intake/forms/answer_formula.py",
    "intake/grammar/amounts.py",
    "intake/grammar/numerals.py",
    "intake/grammar/quantities.py",
    "intake/grammar/references.py",
    "intake/grammar/splits.py",
    "intake/grammar/statuses.py",
    "intake/grammar/tokens.py",
    "plan/deadline_words.py",
    "word/text_width.py",  # how wide each letter is
)
ALLOWED = {
    ("documents/narrative.py", r"https?://[^\s<>„”“]+"),  # where a web address ends
    ("intake/claims.py", "in curs | in curs de realizare | in curs de implementare"),  # a state, as it is typed
    ("intake/grammar/percentages.py", "din"),  # typed by departments
    ("intake/grammar/percentages.py", "nu"),
    ("intake/grid.py", "ADEVĂRAT"),  # how Romanian Excel shows what is true
    ("intake/row_code.py", r"^(acțiunea|acțiune|măsura)\s*"),  # typed before a code
    ("intake/screening/file_format.py", "ăâîşţĂÂÎŞŢ„”“–—…«»\xa0"),  # letters of an encoding
    ("language/catalogue.py", "de "),  # put by Romanian before a noun, from twenty on
    ("plan/plan_problems.py", "[text pierdut în sursă]"),  # the mark of what is lost, as plans have it
    ("intake/project_inputs.py", "in curs | in lucru | in curs de realizare"),  # a state, as it is written
    ("plan/project.py", "in curs | in curs de realizare | in curs de implementare"),  # a stage, as it is published
    ("plan/spelling.py", "ȘșȚț"),  # letters with a comma below
    ("plan/unit.py", "de "),  # as in the catalogue
    ("runs/notebook_file.py", "<celula>"),  # in place of a folder of this computer, in a kept notebook
    ("runs/parameters.py", "nu"),  # may be typed for false
    ("word/template_outline.py", "“”‘’"),  # what Word makes of straight quotation marks
    ("word/tag_faults.py", "[„«»‚‹›]"),  # which a tag cannot hold
}


def test_no_romanian_text_stands_outside_of_the_catalogue():
    """A message that is not marked would come out in Romanian in every language."""
    assert sorted(texts_of_modules() - ALLOWED) == []


def test_every_exception_is_needed():
    assert sorted(ALLOWED - texts_of_modules()) == []


def texts_of_modules() -> set[tuple[str, str]]:
    """The Romanian literals that are not said, each with its module."""
    modules = {path.relative_to(TOOLKIT).as_posix(): path for path in TOOLKIT.rglob("*.py")}
    return {
        (name, text)
        for name, path in modules.items()
        if name not in OF_THE_READER
        for text in texts_not_said(path.read_text(encoding="utf-8"))
    }


def texts_not_said(source: str) -> Iterator[str]:
    """The Romanian literals of a module that no function of the catalogue is given, docstrings aside."""
    tree = ast.parse(source)
    said = {
        part
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for argument in call.args[: SAID_THROUGH.get(call.func.id, 0)]
        for part in ast.walk(argument)
    }
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in said | docstrings
            and ROMANIAN.search(node.value)
        ):
            yield node.value
