"""Every file is read once, and what cannot be read is named before anything runs."""

from __future__ import annotations

import hashlib
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
