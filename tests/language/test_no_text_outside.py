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
    r"[ăâîșțĂÂÎȘȚ„”]|\b(?:alte|cel|cele|celula|cu|de|din|este|femei|foaia|la|nici|nimic|nu|numai|pe|pentru|sau|sunt|un|unei|unui)\b"
)

# What is Romanian and is not said: the data of a language that is read or measured, and names that are interface.
ALLOWED = {
    "intake/grammar": "words that departments type",
    "intake/layout.py": "labels and answers of the form, as the reader knows them",
    "intake/row_code.py": "words before a code that departments type",
    "intake/grid.py": "how Romanian Excel shows what is true",
    "intake/screening/file_format.py": "letters of an encoding",
    "documents/narrative.py": "where a web address ends",
    "plan/plan.py": "the mark of a text that is lost in the source",
    "plan/spelling.py": "letters with a comma below",
    "plan/unit.py": "the word that Romanian puts before a noun after twenty",
    "language/catalogue.py": "the word that Romanian puts before a noun after twenty",
    "runs/notebook_file.py": "what stands for a place of this computer in a kept notebook",
    "runs/parameters.py": "answers that a person may type",
    "word/outline.py": "quotation marks that Word makes of straight ones",
    "word/text_width.py": "widths of letters",
}


def test_no_romanian_text_stands_outside_of_the_catalogue():
    """A message that is not marked would come out in Romanian in every language."""
    found = [
        f"{path.relative_to(TOOLKIT).as_posix()}:{line}: {text}"
        for path in sorted(TOOLKIT.rglob("*.py"))
        for line, text in texts_not_said(path.read_text(encoding="utf-8"))
        if not any(path.relative_to(TOOLKIT).as_posix().startswith(allowed) for allowed in ALLOWED)
    ]
    assert found == []


def test_every_exception_is_needed():
    needed = {
        allowed
        for allowed in ALLOWED
        for path in TOOLKIT.rglob("*.py")
        if path.relative_to(TOOLKIT).as_posix().startswith(allowed) and any(texts_not_said(path.read_text(encoding="utf-8")))
    }
    assert needed == set(ALLOWED)


def texts_not_said(source: str) -> Iterator[tuple[int, str]]:
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
            yield node.lineno, node.value
