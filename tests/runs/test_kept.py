"""Every file is read once, and what cannot be read is named before anything runs."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.errors import OfficeFileError
from toolkit.runs.kept import MOST_BYTES, read_for_keeping, write_kept


def refusal(project: Path, name: str) -> str:
    with pytest.raises(OfficeFileError) as raised:
        read_for_keeping(project, [name])
    return str(raised.value)


def test_copies_are_the_bytes_that_were_hashed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.csv").write_bytes(b"\r\n\x00")
    files = read_for_keeping(tmp_path, ["a/b.csv"])
    (tmp_path / "a/b.csv").write_bytes(b"changed meanwhile")
    write_kept(tmp_path / "kept", files)
    assert hashlib.sha256((tmp_path / "kept/a/b.csv").read_bytes()).hexdigest() == files[0].sha256
    assert files[0].content == b"\r\n\x00"


def test_a_file_over_the_limit_is_refused_before_it_is_copied(tmp_path: Path) -> None:
    with (tmp_path / "mare.xlsx").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refusal(tmp_path, "mare.xlsx") == (
        "mare.xlsx\n"
        "    găsit      un fișier de peste 50 de megaocteți\n"
        "    așteptat   un fișier cu date, fără poze sau alte obiecte mari\n"
        "    de făcut   scoateți din fișier ceea ce raportul nu folosește și rulați din nou"
    )


def test_a_link_is_refused_even_to_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert refusal(tmp_path, "b") == (
        "b\n"
        "    găsit      o legătură către alt fișier\n"
        "    așteptat   fișierul însuși\n"
        "    de făcut   puneți în locul legăturii o copie a fișierului"
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, "plan.yaml") == (
        "plan.yaml\n"
        "    găsit      fișierul lipsește\n"
        "    așteptat   un fișier pe care raportul îl citește\n"
        "    de făcut   puneți fișierul la locul lui"
    )


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """A program that keeps writing, as a copy over the network does."""
    writer = "import sys\nfile = open(sys.argv[1], 'ab', buffering=0)\nprint(flush=True)\nwhile True: file.write(b'x')\n"
    file = tmp_path / "mare.xlsx"
    file.write_bytes(b"\0" * 40_000_000)
    with subprocess.Popen([sys.executable, "-c", writer, str(file)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            said = refusal(tmp_path, "mare.xlsx")
        finally:
            process.kill()
    assert said == (
        "mare.xlsx\n"
        "    găsit      un fișier care s-a schimbat chiar în timp ce era citit\n"
        "    așteptat   un fișier în care nimeni nu scrie în timpul rulării\n"
        "    de făcut   închideți fișierul, așteptați să se termine copierea sau sincronizarea lui și rulați din nou"
    )


def test_files_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    names = [f"a/{number}.xlsx" for number in range(5)]
    (tmp_path / "a").mkdir()
    for name in names:
        with (tmp_path / name).open("wb") as file:
            file.truncate(MOST_BYTES - 5_000_000)
    assert len(read_for_keeping(tmp_path, names[:4])) == 4
    with pytest.raises(OfficeFileError) as raised:
        read_for_keeping(tmp_path, names)
    assert str(raised.value) == (
        "a\n"
        "    găsit      fișiere de peste 200 de megaocteți împreună\n"
        "    așteptat   cel mult 200 de megaocteți\n"
        "    de făcut   lăsați în dosar numai formularele perioadei și rulați din nou"
    )
