"""The audit notebook shows, over two kept runs, what the commands say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from kept_runs import a_form, a_kept_run
from small_town import REPOSITORY

from toolkit.documents.views import Shown
from toolkit.errors import UsageError

PUBLISHED = "action,indicator,published\n1.1,1,9 angajați\n"


def executed(run: str, other_run: str = "", indicator: str = "1.1.1") -> list[Shown]:
    """The tables that the cells of the notebook show, with other parameters than its own."""
    notebook = nbformat.read(REPOSITORY / "notebooks/audit.ipynb", as_version=4)
    nbformat.validate(notebook)
    names: dict[str, Any] = {}
    shown = []
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            exec(cell.source, names)  # noqa: S102  the notebook's own cell
            assert names.keys() >= {"run", "other_run", "indicator"}
            names |= {"run": run, "other_run": other_run, "indicator": indicator}
        elif cell.cell_type == "code":
            *lines, last = cell.source.splitlines()
            is_call = last.startswith("notebook.")
            exec("\n".join(lines if is_call else cell.source.splitlines()), names)  # noqa: S102
            shown += [eval(last, names)] if is_call else []  # noqa: S307
    return shown


def rows(table: Shown) -> list[list[str]]:
    return [list(map(str, row)) for row in table.frame.to_numpy().tolist()]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.chdir(tmp_path)
    made = []
    for name, employees in (("a", "4 angajați"), ("b", "5 angajați")):
        files = {"2023-S1/cultura.xlsx": a_form(tmp_path, {"1.1.1": employees}), "2023-S1/published_totals.csv": PUBLISHED}
        made.append(a_kept_run(tmp_path / name, files))
    return made


def test_the_notebook_shows_hashes_trace_contradictions_and_differences(runs: list[Path]) -> None:
    hashes, sign_off, trace, contradictions, differences = executed(str(runs[0]), str(runs[1]))
    assert rows(hashes)[0][0] == "toate"
    assert rows(sign_off) == [["rularea nu este semnată"]]
    assert ["adunat din nou: 4 = 4"] in rows(trace)
    assert rows(contradictions) == [["1.1.1", "4 angajați", "9 angajați", "neexplicat", "neexplicat", ""]]
    assert rows(differences)[0][:4] == ["1.1.1", "4 angajați", "5 angajați", "intrare schimbată"]


def test_a_damaged_file_is_named_and_no_second_run_is_needed(runs: list[Path]) -> None:
    (runs[0] / "status.csv").write_text("", encoding="utf-8")
    hashes, _, _, _, differences = executed(str(runs[0]))
    assert rows(hashes) == [["status.csv", "s-a schimbat după rulare"]]
    assert list(differences.frame.columns) == ["nicio rulare de comparat: scrieți numele ei la „other_run”"]


def test_a_sign_off_that_does_not_hold_is_shown(runs: list[Path]) -> None:
    (runs[0].parent / "versions/1").mkdir(parents=True)
    (runs[0].parent / "versions/1/raport.docx").write_bytes(b"semnat")
    _, sign_off, *_ = executed(str(runs[0]))
    said = [line for (line,) in rows(sign_off)]
    assert said[0] == "semnarea: registrul lipsește, sau nu are niciun pas"
    assert said[2].endswith("un fișier pe care registrul nu îl cunoaște: lipsesc rânduri din el, sau lipsește tot")


def test_without_a_run_the_notebook_says_what_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="nici dosarul unei rulări, nici numele uneia"):
        executed("")
