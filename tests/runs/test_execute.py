"""Every cell of a notebook runs, in an environment that no user's settings reach; what does not is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.runs.execute import Execution, execute
from toolkit.runs.kernel import Kernel

FINISH = "from toolkit.runs.handover import Result, leave_result\nleave_result(Result.of([]))"
Execute = Callable[..., tuple[Any, list[tuple[int, int]]]]


@pytest.fixture
def executed(tmp_path: Path) -> Execute:
    """Execute cells with FINISH after them; give the notebook, and what was said of how far it was."""

    def execute_cells(*cells: Any) -> tuple[Any, list[tuple[int, int]]]:
        new = nbformat.v4
        whole = [cell if isinstance(cell, dict) else new.new_code_cell(cell) for cell in (*cells, FINISH)]
        output = tmp_path / "run"
        output.mkdir()
        said: list[tuple[int, int]] = []
        with Kernel.boot() as kernel:
            execution = Execution(
                notebook=new.new_notebook(cells=whole), file="notebooks/x.ipynb", project=tmp_path, output=output, nonce="n",
                kernel=kernel, seconds=60,
            )  # fmt: skip
            notebook, result = execute(
                execution, lambda done, total: said.append((done, total)), lambda _text: tmp_path / "log"
            )
        assert result.counts.errors == 0
        return notebook, said

    return execute_cells


def test_the_screen_hears_of_every_cell_and_the_notebook_sees_a_neutral_environment(
    executed: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("MPLBACKEND", "agg")
    names = ["TZ", "PYTHONHASHSEED", "RAPORT_PROJECT", "MPLBACKEND"]
    notebook, said = executed(f"import json, os\nprint(json.dumps([os.environ[name] for name in {names}] + [os.getcwd()]))")
    assert said == [(0, 2), (1, 2), (2, 2)]
    assert json.loads(notebook.cells[0].outputs[0].text) == [
        "UTC",
        "0",
        str(tmp_path),
        "module://matplotlib_inline.backend_inline",
        str(tmp_path / "run"),
    ]


def test_a_cell_that_a_tag_skips_is_no_success(executed: Execute) -> None:
    skipped = nbformat.v4.new_code_cell("a = 1", metadata={"tags": ["skip-execution"]})
    with pytest.raises(OfficeFileError) as raised:
        executed(nbformat.v4.new_markdown_cell("Titlu"), skipped)
    assert str(raised.value) == (
        "notebooks/x.ipynb · a 2-a celulă („a = 1”)\n"
        "    găsit      o celulă care nu a fost rulată\n"
        "    așteptat   un notebook în care se rulează fiecare celulă, până la ultima\n"
        "    de făcut   scoateți din notebook oprirea dinaintea acestei celule sau eticheta „skip-execution”"
    )


def test_an_error_that_a_tag_allows_is_no_success(executed: Execute) -> None:
    with pytest.raises(OfficeFileError, match="celula s-a oprit: ZeroDivisionError"):
        executed(nbformat.v4.new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]}))


def test_cells_without_code_need_not_run(executed: Execute) -> None:
    notebook, _ = executed("", "\n")
    assert [cell.execution_count is None for cell in notebook.cells] == [True, True, False]


def test_a_process_that_does_not_start_is_said_plainly(executed: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(ToolkitFault) as raised:
        executed("1")
    assert str(raised.value) == (
        "notebooks/x.ipynb\n"
        "    găsit      procesul care trebuia să ruleze notebook-ul nu a pornit\n"
        "    așteptat   un proces pornit, cu memorie și loc pe disc pentru fișierele lui\n"
        "    de făcut   închideți alte programe, eliberați loc pe disc și rulați din nou"
    )


def test_what_a_cell_writes_past_the_notebook_does_not_come_between_the_lines_of_the_run(
    executed: Execute, capfd: pytest.CaptureFixture[str]
) -> None:
    executed("import os\nos.write(1, b'pe de laturi')")
    assert capfd.readouterr().out == ""
