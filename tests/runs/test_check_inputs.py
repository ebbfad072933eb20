"""What was returned is checked without making a report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.finding import Code
from toolkit.runs.check_inputs import check_inputs
from toolkit.runs.new_institution import EXAMPLE_PERIOD, new_institution
from toolkit.runs.screen import Screen


def test_findings_name_the_file_as_in_the_project_and_nothing_is_made(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    folder = new_institution(project, "orasul-meu") / EXAMPLE_PERIOD
    (folder / "financiar.xlsx").write_bytes(b"")
    before = sorted(project.rglob("*"))
    first = check_inputs(project, "orasul-meu", EXAMPLE_PERIOD, Screen(io.StringIO()))[0]
    assert (first.code, first.place.file) == (Code.FILE_UNREADABLE, f"inputs/orasul-meu/{EXAMPLE_PERIOD}/financiar.xlsx")
    assert sorted(project.rglob("*")) == before


def test_a_folder_among_the_returned_files_is_said(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (new_institution(project, "orasul-meu") / EXAMPLE_PERIOD / "vechi").mkdir()
    stream = io.StringIO()
    check_inputs(project, "orasul-meu", EXAMPLE_PERIOD, Screen(stream))
    assert stream.getvalue() == f"nu s-a citit: inputs/orasul-meu/{EXAMPLE_PERIOD}/vechi (este un dosar)\n"


def test_a_mistyped_institution_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cel mai apropiat este „balti”"):
        check_inputs(make_project(tmp_path), "blati", "2023-S1", Screen(io.StringIO()))


def test_a_link_among_the_returned_files_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "inputs/balti/2023-S1/legat.xlsx").symlink_to(project / "inputs/balti/plan.yaml")
    with pytest.raises(OfficeFileError, match="o legătură către alt fișier"):
        check_inputs(project, "balti", "2023-S1", Screen(io.StringIO()))
