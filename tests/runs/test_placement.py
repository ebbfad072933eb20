"""A run appears complete, in one step, and two runs at once do not disturb each other."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock

from toolkit.errors import UsageError
from toolkit.runs.disk import writing_temporarily
from toolkit.runs.placement import place, unfinished_folder


def made(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_run_in_progress_is_not_cleared_by_another(tmp_path: Path) -> None:
    with unfinished_folder(tmp_path) as first:
        (first / "x").touch()
        with unfinished_folder(tmp_path) as second:
            assert second != first
        assert (first / "x").exists()
    assert not first.exists()


def test_a_run_that_was_killed_is_cleared_by_the_next(tmp_path: Path) -> None:
    left = made(tmp_path / ".partial/0badc0de", raport="jumătate")
    FileLock(left.with_suffix(".lock")).acquire().lock.release()
    with unfinished_folder(tmp_path):
        assert not left.exists()


def test_nothing_is_left_when_a_run_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), unfinished_folder(tmp_path) as folder:
        made(folder / "run", x="1")
        1 / 0  # noqa: B018
    assert [path.name for path in (tmp_path / ".partial").iterdir()] == [".lock"]


def test_a_third_run_finds_the_one_that_it_equals(tmp_path: Path) -> None:
    there = tmp_path / "there"
    assert place(made(tmp_path / "a", x="1"), there, "id").folder == there / "id"
    second = place(made(tmp_path / "b", x="2"), there, "id")
    assert (second.folder, second.was_there, second.differing) == (there / "id-2", False, ("x",))
    third = place(made(tmp_path / "c", x="2"), there, "id")
    assert (third.folder, third.was_there, third.differing) == (there / "id-2", True, ("x",))
    assert place(made(tmp_path / "d", x="1"), there, "id").differing == ()


def test_a_file_more_or_less_is_a_difference(tmp_path: Path) -> None:
    there = tmp_path / "there"
    place(made(tmp_path / "a", x="1", y="1"), there, "id")
    assert place(made(tmp_path / "b", x="1", z="1"), there, "id").differing == ("y", "z")


def test_a_folder_without_its_lock_is_cleared_too(tmp_path: Path) -> None:
    """The process of a notebook may outlive its killed run by a second, and write into a folder that was cleared."""
    left = made(tmp_path / ".partial/0badc0de", raport="jumătate")
    with unfinished_folder(tmp_path):
        assert not left.exists()
    assert [path.name for path in (tmp_path / ".partial").iterdir()] == [".lock"]


def test_an_interruption_after_the_run_has_appeared_comes_too_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path) -> None:
        if folder == tmp_path / "there":
            raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.runs.placement._sync", interrupted)
    assert place(made(tmp_path / "a", x="1"), tmp_path / "there", "id").folder == tmp_path / "there/id"


def test_a_folder_of_temporary_files_that_takes_none_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised, writing_temporarily():
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(raised.value) == (
        f"dosarul fișierelor temporare {tempfile.gettempdir()}\n"
        "    găsit      nu se poate scrie: discul este plin\n"
        "    așteptat   un dosar în care aveți dreptul să scrieți, cu loc liber\n"
        "    de făcut   eliberați loc sau numiți alt dosar în variabila de mediu TMPDIR (în Windows, TEMP) și rulați din nou"
    )


def test_another_fault_of_the_system_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(OSError, match="Bad file descriptor"), writing_temporarily():
        raise OSError(errno.EBADF, "Bad file descriptor")
