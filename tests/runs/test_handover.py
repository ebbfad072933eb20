"""A notebook's process hands over its result or its message, and nothing from elsewhere is taken for either."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.runs.handover import FindingCounts, Result, error_shown, leave_result, take_result

NONE = FindingCounts(errors=0, warnings=0, notes=0)


def finding(severity: Severity, code: Code = Code.WRONG_KIND, file: str = "a.xlsx") -> Finding:
    return Finding(severity=severity, code=code, place=Place(file), found="", expected="", fix="")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a run has told this process, with the nonce "n"."""
    monkeypatch.setenv("RAPORT_OUTPUT", str(tmp_path))
    monkeypatch.setenv("RAPORT_NONCE", "n")
    return tmp_path


def test_findings_are_counted_by_severity() -> None:
    found = [finding(Severity.NOTE), finding(Severity.ERROR), finding(Severity.NOTE), finding(Severity.WARNING)]
    assert Result.of(iter(found)) == Result(counts=FindingCounts(errors=1, warnings=1, notes=2))


def test_no_copy_is_kept_of_files_with_personal_codes_or_never_searched_for_them() -> None:
    codes = [finding(Severity.ERROR, Code.PERSONAL_CODE, file) for file in ("b.xlsx", "a.xlsx", "b.xlsx")]
    unread = [finding(Severity.ERROR, Code.FILE_UNREADABLE, "d.xlsx"), finding(Severity.NOTE, Code.FILE_FORMAT, "~$e.xlsx")]
    assert Result.of([finding(Severity.NOTE, file="c.xlsx"), *unread, *codes]).not_kept == {
        "a.xlsx": "conține coduri personale",
        "b.xlsx": "conține coduri personale",
        "d.xlsx": "nu s-a putut verifica dacă conține coduri personale",
        "~$e.xlsx": "nu s-a putut verifica dacă conține coduri personale",
    }


def test_a_result_arrives_as_it_was_left_and_its_file_is_gone(told: Path) -> None:
    result = Result(counts=FindingCounts(errors=1, warnings=2, notes=3), not_kept={"a.xlsx": "conține coduri personale"})
    leave_result(result)
    assert take_result(told, "n") == result
    assert list(told.iterdir()) == []
    assert take_result(told, "n") is None


def test_a_result_of_another_run_is_not_taken(told: Path) -> None:
    leave_result(Result(counts=NONE))
    assert take_result(told, "another nonce") is None


@pytest.mark.parametrize("left", [b"", b'{"nonce": "n", "counts', b"\xfe", b"[]"])
def test_half_a_result_is_none(tmp_path: Path, left: bytes) -> None:
    (tmp_path / ".result.json").write_bytes(left)
    assert take_result(tmp_path, "n") is None


@pytest.mark.parametrize("lines", [[], ["x"], ['{"nonce": "another", "exit_status": 2, "messages": []}'], ["[]"]])
def test_what_a_cell_shows_of_another_error_is_no_message_of_ours(lines: list[str]) -> None:
    assert error_shown(lines, "n") is None


def test_without_a_run_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAPORT_NONCE", raising=False)
    monkeypatch.setenv("RAPORT_OUTPUT", str(tmp_path))
    leave_result(Result(counts=NONE))
    assert list(tmp_path.iterdir()) == []
