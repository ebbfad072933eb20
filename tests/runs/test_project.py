"""The project folder is the one given, the one told, or the nearest upwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.runs.project import check_out, find_project, language_of


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("RAPORT_PROJECT", raising=False)
    for name in ("notebooks", "inputs/balti"):
        (tmp_path / "proiect" / name).mkdir(parents=True)
    return tmp_path / "proiect"


def test_it_is_the_nearest_folder_upwards(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "inputs/balti")
    assert find_project() == project


def test_it_is_the_one_told_by_the_environment(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAPORT_PROJECT", str(project))
    assert find_project() == project


def test_a_folder_given_that_is_none_is_refused(project: Path) -> None:
    with pytest.raises(UsageError) as raised:
        find_project(project / "inputs")
    assert str(raised.value) == (
        "opțiunea --project\n"
        f"    găsit      „{project / 'inputs'}”, în care lipsește notebooks/ sau inputs/\n"
        "    așteptat   un dosar în care se află notebooks/ și inputs/\n"
        "    de făcut   corectați numele dosarului"
    )


def test_outside_of_a_project_it_says_what_to_do(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        find_project()
    assert str(raised.value) == (
        f"dosarul {tmp_path}\n"
        "    găsit      nici aici și nici mai sus nu este un dosar de proiect\n"
        "    așteptat   un dosar în care se află notebooks/ și inputs/\n"
        "    de făcut   treceți în dosarul proiectului sau numiți-l cu --project"
    )


def test_a_folder_above_that_has_sums_of_its_own_is_no_run(project: Path) -> None:
    """A folder of downloads often has a file of that name."""
    (project.parent / "SHA256SUMS").touch()
    check_out(project, project.parent / "rulări")


@pytest.mark.parametrize(
    ("file", "language"),
    [
        ("name: Bălți\nlocale: ro_MD   # limba\n", "ro_MD"),
        ('locale: "bg_BG"\r\n', "bg_BG"),
        ("\ufefflocale: en_GB", "en_GB"),
        ("name: Bălți\n  locale: bg_BG\n", "ro"),
        ("locale:\n", "ro"),
        ("", "ro"),
    ],
)
def test_the_language_of_an_institution_is_found_before_its_file_is_checked(project: Path, file: str, language: str) -> None:
    (project / "inputs/balti/institution.yaml").write_bytes(file.encode())
    assert language_of(project, "balti") == language


def test_an_institution_without_a_file_is_spoken_to_in_romanian(project: Path) -> None:
    (project / "inputs/balti/institution.yaml").mkdir()
    assert language_of(project, "balti") == "ro"
    assert language_of(project, "alt-oras") == "ro"
