"""Register and files are written whole or not at all, by one at a time; what was interrupted is finished or undone."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from run_folder import ABOUT, sha

from toolkit.errors import OfficeFileError, UsageError
from toolkit.signoff.register import SignOffEntry, SignOffRegister
from toolkit.signoff.state import State
from toolkit.signoff.versions import Versions

FILES = {"raport.docx": b"unu", "raport.pdf": b"doi"}


def an_entry(state: State, files: dict[str, bytes], version: int = 1) -> SignOffEntry:
    return SignOffEntry(
        date=date(2024, 2, 5),
        version=version,
        state=state,
        run="0" * 12,
        role="secretar",
        name="Ana Pop",
        content="a" * 64,
        files={name: sha(content) for name, content in files.items()},
    )


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(home=tmp_path, about=ABOUT)


def approved(versions: Versions) -> SignOffRegister:
    register = versions.register().with_entry(an_entry(State.APPROVED, FILES))
    versions.add(register, FILES)
    return register


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_before_the_first_step_there_is_nothing(versions: Versions, tmp_path: Path) -> None:
    assert versions.register() == SignOffRegister(about=ABOUT)
    assert files_in(tmp_path) == []


def test_a_step_leaves_its_line_and_its_files(versions: Versions, tmp_path: Path) -> None:
    register = approved(versions)
    assert files_in(tmp_path) == ["register.csv", "versions/1/raport.docx", "versions/1/raport.pdf"]
    assert versions.register() == register
    assert versions.read(register) == FILES


def test_a_signature_takes_the_place_of_the_file_without_it(versions: Versions, tmp_path: Path) -> None:
    signed = {name: content + b" semnat" for name, content in FILES.items()}
    register = approved(versions).with_entry(an_entry(State.SIGNED, signed))
    versions.add(register, signed)
    assert versions.read(register) == signed
    assert files_in(tmp_path) == ["register.csv", "versions/1/raport.docx", "versions/1/raport.pdf"]


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"altceva"), lambda path: path.unlink()])
def test_a_file_that_is_not_what_the_register_says_is_named(versions: Versions, damage: object) -> None:
    register = approved(versions)
    damage(versions.folder(1) / "raport.docx")  # type: ignore[operator]
    with pytest.raises(OfficeFileError) as caught:
        versions.read(register)
    assert str(caught.value) == (
        f"{ABOUT}/versions/1/raport.docx\n"
        "    găsit      un fișier schimbat sau lipsă de la ultimul pas din registru\n"
        "    așteptat   fișierul aprobat, neatins\n"
        "    de făcut   puneți-l la loc dintr-o copie de siguranță, sau începeți o versiune nouă cu --reopen"
    )


def test_a_kill_before_the_line_leaves_no_trace(versions: Versions, tmp_path: Path) -> None:
    """The files were written, and the register was not: nothing has happened."""
    waiting = tmp_path / "versions/.unfinished"
    waiting.mkdir(parents=True)
    (waiting / "raport.docx").write_bytes(b"unu")
    (tmp_path / ".0123.unfinished").write_bytes(b"number,da")
    with versions.one_writer():
        assert versions.register().entries == ()
    assert files_in(tmp_path) == [".register.lock"]
    assert not (tmp_path / "versions").exists()


def test_a_kill_after_the_line_is_finished_by_the_next_command(versions: Versions, tmp_path: Path) -> None:
    register = approved(versions)
    waiting = tmp_path / "versions/.unfinished"
    waiting.mkdir()
    (versions.folder(1) / "raport.pdf").rename(waiting / "raport.pdf")
    (waiting / "altul.docx").write_bytes(b"de la altcineva")
    with versions.one_writer():
        assert versions.read(register) == FILES
    assert files_in(tmp_path) == [".register.lock", "register.csv", "versions/1/raport.docx", "versions/1/raport.pdf"]


def test_a_damaged_register_stops_before_anything_is_tidied(versions: Versions, tmp_path: Path) -> None:
    approved(versions)
    (tmp_path / "register.csv").write_bytes(b"altceva\n")
    with pytest.raises(OfficeFileError), versions.one_writer():
        pytest.fail("a writer was let in")


def test_a_folder_that_takes_no_file_is_said(versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError) as caught:
        approved(versions)
    assert caught.value.found == "nu se poate scrie: discul este plin"
    monkeypatch.undo()
    with versions.one_writer():
        assert versions.register().entries == ()
    assert files_in(tmp_path) == [".register.lock"]


def test_writers_come_one_after_the_other(versions: Versions, tmp_path: Path) -> None:
    """Four programs add a line each at the same time, and none is lost."""
    program = (
        "import sys, time; sys.path[:0] = sys.argv[2:]; from pathlib import Path;"
        "from test_signed_versions import ABOUT, State, Versions, an_entry;"
        "versions = Versions(home=Path(sys.argv[1]), about=ABOUT)\n"
        "with versions.one_writer():\n"
        "    register = versions.register(); time.sleep(0.05)\n"
        "    versions.add(register.with_entry(an_entry(State.CHECKED, {})), {})"
    )
    here = Path(__file__).parent
    started = time.monotonic()
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(here), str(here.parent)]) for _ in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    assert time.monotonic() - started < 60
    assert [entry.number for entry in versions.register().entries] == [1, 2, 3, 4]


@pytest.mark.parametrize("stop", range(1, 12))
def test_a_kill_at_any_moment_leaves_the_step_undone_or_finished(versions: Versions, tmp_path: Path, stop: int) -> None:
    """The program is ended in front of its first, second … touch of the disk, by nothing that it could catch."""
    program = (
        "import os, sys, pathlib, shutil; sys.path[:0] = sys.argv[3:]\n"
        "from test_signed_versions import ABOUT, FILES, State, Versions, an_entry\n"
        "left = int(sys.argv[2])\n"
        "def ending(real):\n"
        "    def touch(*told, **more):\n"
        "        global left\n"
        "        left -= 1\n"
        "        return os._exit(9) if left == 0 else real(*told, **more)\n"
        "    return touch\n"
        "versions = Versions(home=pathlib.Path(sys.argv[1]), about=ABOUT)\n"
        "with versions.one_writer():\n"
        "    register = versions.register().with_entry(an_entry(State.APPROVED, FILES))\n"
        "    for name in ('mkdir', 'replace', 'open'): setattr(pathlib.Path, name, ending(getattr(pathlib.Path, name)))\n"
        "    os.fsync, shutil.rmtree = ending(os.fsync), ending(shutil.rmtree)\n"
        "    versions.add(register, FILES)\n"
    )
    here = Path(__file__).parent
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path), str(stop), str(here), str(here.parent)], check=False)
    assert ran.returncode == 9
    with versions.one_writer():
        register = versions.register()
        assert versions.read(register) == (FILES if register.entries else {})
    left = [name for name in files_in(tmp_path) if name != ".register.lock"]
    assert left == (["register.csv", "versions/1/raport.docx", "versions/1/raport.pdf"] if register.entries else [])
