"""A traceback goes to a file that can be sent, wherever one can be written."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from toolkit.runs.journal import write_journal


def test_the_journal_lies_beside_the_runs(tmp_path: Path) -> None:
    journal = write_journal(tmp_path / "outputs", "Traceback: ș\n\n")
    assert journal.parent == tmp_path / "outputs/.log"
    assert journal.read_text(encoding="utf-8") == "Traceback: ș\n"


def test_two_faults_have_two_journals(tmp_path: Path) -> None:
    assert write_journal(tmp_path, "unu") != write_journal(tmp_path, "doi")


@pytest.mark.parametrize("outputs", ["a file, no folder", None])
def test_where_the_runs_cannot_be_written_it_lies_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: str | None
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "a file, no folder").touch()
    journal = write_journal(tmp_path / outputs if outputs else None, "\udc80 ruptă")
    assert journal.parent == tmp_path / "temp"
    assert journal.read_text(encoding="utf-8") == "? ruptă\n"
