"""A notebook's parameters are read without executing them, and its executed copy holds nothing that changes."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from toolkit.errors import OfficeFileError
from toolkit.runs.notebook_file import cleaned, parameter_defaults, read_notebook, with_parameters

FILE = "notebooks/semester_report.ipynb"


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells))


def tagged(source: str, tag: str = "parameters") -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata={"tags": [tag]})


def test_defaults_are_the_literals_of_the_parameters_cell() -> None:
    cell = tagged('institution: str = "balti"  # dosarul\nadjustments = True\nregistration_number = ""')
    assert parameter_defaults(notebook(cell), FILE) == {
        "institution": "balti",
        "adjustments": True,
        "registration_number": "",
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('period = "2023-S1"\nimport os', "rândul 2, care nu este un nume urmat de o valoare simplă"),
        ("period = open('x').read()", "rândul 1, care nu este un nume urmat de o valoare simplă"),
        ("a, b = 1, 2", "rândul 1, care nu este un nume urmat de o valoare simplă"),
        ("period: str", "rândul 1, care nu este un nume urmat de o valoare simplă"),
        ("period = 9**9**9", "rândul 1, care nu este un nume urmat de o valoare simplă"),
        ("period = 'a' * 10**10", "rândul 1, care nu este un nume urmat de o valoare simplă"),
        ("period = " + "[" * 10_000 + "]" * 10_000, "rândul 1, care nu este o atribuire"),
        ("period = " + "-" * 10_000 + "1", "un rând care nu este o atribuire"),
        ("period = " + "+".join(["1"] * 10_000), "un rând care nu este o atribuire"),
        ("period = 'x'\0", "un rând care nu este o atribuire"),
        ("period =", "rândul 1, care nu este o atribuire"),
    ],
)
def test_a_parameters_cell_with_anything_but_values_is_refused(source: str, found: str) -> None:
    with pytest.raises(OfficeFileError) as raised:
        parameter_defaults(notebook(tagged(source)), FILE)
    assert str(raised.value) == (
        f"{FILE} · celula „parameters”\n"
        f"    găsit      {found}\n"
        "    așteptat   o singură celulă, în care fiecare rând este „nume = valoare”, cu un text, un număr, True sau False\n"
        "    de făcut   corectați celula în JupyterLab și salvați notebook-ul"
    )


def test_two_parameters_cells_are_refused() -> None:
    with pytest.raises(OfficeFileError, match="2 celule cu eticheta „parameters”"):
        parameter_defaults(notebook(tagged("a = 1"), tagged("a = 2")), FILE)


def test_values_left_from_another_run_do_not_survive() -> None:
    """DESIGN §5: stale injected parameters would silently win."""
    old = tagged('period = "1999"', "injected-parameters")
    ready = with_parameters(notebook(tagged('period = "x"'), old), {"period": "2023-S1"})
    assert [cell.source for cell in ready.cells] == ['period = "x"', "# Valorile acestei rulări\nperiod = '2023-S1'"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"nbformat": 4, "cells": 1}', b"[]"])
def test_a_file_that_is_no_notebook_is_refused(content: bytes) -> None:
    with pytest.raises(OfficeFileError, match="un fișier care nu este un notebook Jupyter întreg"):
        read_notebook(content, FILE)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
        nbformat.writes(notebook(tagged("a = '@'"))).replace("@", "\\ud800").encode(),
        nbformat.writes(notebook(tagged("a = 1"))).encode("utf-16"),
    ],
    ids=["nested brackets", "nested metadata", "half a character", "UTF-16"],
)
def test_a_notebook_that_no_reader_gets_through_is_refused(content: bytes) -> None:
    with pytest.raises(OfficeFileError) as raised:
        read_notebook(content, FILE)
    assert str(raised.value) == (
        f"{FILE}\n"
        "    găsit      un fișier care nu este un notebook Jupyter întreg\n"
        "    așteptat   un notebook .ipynb salvat de JupyterLab\n"
        "    de făcut   puneți la loc notebook-ul din distribuția programului"
    )


def test_a_huge_notebook_is_refused_before_it_is_read() -> None:
    with pytest.raises(OfficeFileError) as raised:
        read_notebook(b"[" + b"[]," * 1_100_000 + b"1]", FILE)
    assert str(raised.value) == (
        f"{FILE}\n"
        "    găsit      un notebook de peste 3 MB\n"
        "    așteptat   un notebook fără rezultatele celulelor; ele se păstrează în dosarul rulării\n"
        "    de făcut   în JupyterLab alegeți Edit › Clear Outputs of All Cells și salvați notebook-ul"
    )


def test_a_notebook_kept_with_outputs_and_without_a_kernel_is_read() -> None:
    cell = tagged("a = 1")
    cell.outputs = [nbformat.v4.new_output("stream", text="vechi")]
    cell.execution_count = 7
    assert parameter_defaults(read_notebook(nbformat.writes(notebook(cell)).encode(), FILE), FILE) == {"a": 1}


def executed(text: str, picture: str = "") -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell("1", execution_count=1)
    data = {"text/plain": text} | ({"image/png": picture} if picture else {})
    cell.outputs = [nbformat.v4.new_output("display_data", data)]
    cell.metadata = {
        "execution": {"iopub.status.busy": "2024-01-01T00:00:00Z"},
        "papermill": {"duration": 0.1},
        "tags": ["a"],
    }
    made = notebook(cell)
    made.metadata = {"papermill": {"start_time": "2024"}, "language_info": {"name": "python", "version": "3.11.2"}}
    return made


def test_nothing_that_changes_from_run_to_run_is_kept() -> None:
    first = cleaned(executed("<x at 0x7f01> în /srv/a1/run/x.csv, /tmp/ipykernel_12/345.py:1"), {"/srv/a1/run": "."})
    second = cleaned(executed("<x at 0x7fff> în /srv/b2/run/x.csv, /tmp/ipykernel_99/678.py:1"), {"/srv/b2/run": "."})
    assert first == second
    assert json.loads(first)["cells"] == [
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "cell-1",
            "metadata": {"tags": ["a"]},
            "outputs": [
                {
                    "data": {"text/plain": "<x at 0x…> în ./x.csv, <celula>:1"},
                    "metadata": {},
                    "output_type": "display_data",
                }
            ],
            "source": "1",
        }
    ]
    assert json.loads(first)["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    }


def test_a_picture_is_kept_as_it_is_even_where_it_looks_like_a_path() -> None:
    kept = json.loads(cleaned(executed("x", picture="AAA/opt/BBB"), {"/opt": "."}))
    assert kept["cells"][0]["outputs"][0]["data"]["image/png"] == "AAA/opt/BBB"


def test_a_cleaned_notebook_is_a_valid_notebook(tmp_path: Path) -> None:
    nbformat.validate(nbformat.reads(cleaned(executed("x"), {}).decode(), as_version=4))
