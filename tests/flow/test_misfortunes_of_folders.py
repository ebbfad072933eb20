"""Files that neither git nor Windows can hold, made in a folder and met by the real command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from form_builder import form
from small_town import FOLDER, make_small_town, raport

PERIOD = ("--institution", "oras", "--period", "2023-S1")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes any bytes for a name")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_small_town(tmp_path / "proiect", {"cultura.xlsx": form(tmp_path)})


def test_a_link_out_of_the_folder_is_refused_and_never_followed(project: Path) -> None:
    (project / FOLDER / "parole.csv").symlink_to("/etc/passwd")
    answer = raport(project, "check", *PERIOD)
    assert answer.status == 3
    assert answer.out == ""
    assert answer.err == (
        "inputs/oras/2023-S1/parole.csv\n"
        "    găsit      o legătură către alt fișier\n"
        "    așteptat   fișierul însuși\n"
        "    de făcut   puneți în locul legăturii o copie a fișierului\n"
    )


def test_a_name_that_is_no_text_is_refused(project: Path) -> None:
    (project / FOLDER / os.fsdecode(b"cultur\xe3.xlsx")).write_bytes(b"")
    answer = raport(project, "check", *PERIOD)
    assert answer.status == 3
    assert answer.out == ""
    assert answer.err == (
        "inputs/oras/2023-S1/cultur?.xlsx\n"
        "    găsit      un nume de fișier stricat\n"
        "    așteptat   un nume cu litere obișnuite\n"
        "    de făcut   redenumiți fișierul și rulați din nou\n"
    )


def test_a_file_in_which_another_program_writes_is_refused(project: Path) -> None:
    file = project / FOLDER / "mare.xlsx"
    file.write_bytes(b"\0" * 40_000_000)
    writer = "import sys\nfile = open(sys.argv[1], 'ab', 0)\nwhile True: file.write(b'x')"
    with subprocess.Popen([sys.executable, "-c", writer, str(file)]) as process:
        try:
            answer = raport(project, "check", *PERIOD)
        finally:
            process.kill()
    assert answer.status == 3
    assert "    găsit      un fișier care s-a schimbat chiar în timp ce era citit\n" in answer.err
    assert "Traceback" not in answer.err


def test_a_thousand_files_are_refused_before_the_first_is_read(project: Path) -> None:
    for number in range(1_000):
        with (project / FOLDER / f"{number}.xlsx").open("wb") as file:
            file.truncate(20_000_000)
    answer = raport(project, "check", *PERIOD)
    assert answer.status == 3
    assert "    găsit      1001 fișiere\n" in answer.err
    assert answer.peak_bytes < 200 * 2**20


def test_a_pipe_among_the_files_is_refused_and_nobody_waits_for_it(project: Path) -> None:
    os.mkfifo(project / FOLDER / "cultura2.xlsx")
    answer = raport(project, "check", *PERIOD)
    assert answer.status == 3
    assert "    găsit      altceva decât un fișier\n" in answer.err
