"""Word files in which something was changed at random are read, or refused in plain words."""

from __future__ import annotations

import pytest
from made_reports import made
from mutations import changed_bytes, changed_part

from toolkit.errors import OfficeFileError
from toolkit.word.content import Content
from toolkit.word.content_reading import content_of


@pytest.mark.parametrize("name", ["integrity-plan", "project-sheet-1151", "action-plan"])
def test_a_damaged_file_never_ends_in_anything_but_a_message(name: str) -> None:
    for seed in range(60):
        for change in (changed_bytes, changed_part):
            try:
                assert isinstance(content_of(change(made(name), seed), "raport.docx"), Content)
            except OfficeFileError as error:
                assert str(error).startswith("raport.docx\n    găsit      ")
