"""A notebook as a file: its parameters cell, the values put in its place, and the executed copy without what changes."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

import toolkit
from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext

Notebook = Any  # nbformat's node: a dict with attribute access

_MOST_BYTES = 3 * 2**20
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
_KEPT_CELL_METADATA = ("jupyter", "tags")
_PICTURES = ("application/pdf", "image/gif", "image/jpeg", "image/png")
# Names of the kernel's temporary files, and addresses in memory: other ones in every process.
_VOLATILE = (
    # Looked for only from where a word begins: from every letter of it, a long line would take hours.
    (re.compile(r"(?<![^\s\"'<>(),;:])[^\s\"'<>(),;:]*[/\\]ipykernel_\d+[/\\]\d+\.py"), "<celula>"),
    (re.compile(r"\bat 0x[0-9a-fA-F]+"), "at 0x…"),
)


def read_notebook(content: bytes, file: str) -> Notebook:
    """Read a notebook; `OfficeFileError` when it is none."""
    if len(content) > _MOST_BYTES:
        raise OfficeFileError(
            place=Place(file),
            found=gettext("un notebook de peste {limit} MB", limit=_MOST_BYTES // 2**20),
            expected=gettext("un notebook fără rezultatele celulelor; ele se păstrează în dosarul rulării"),
            fix=gettext("în JupyterLab alegeți Edit › Clear Outputs of All Cells și salvați notebook-ul"),
        )
    try:
        notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
        for cell in notebook.cells:
            cell.source.encode()  # half a character is no text, and no kernel takes it
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError, nbformat.ValidationError) as error:
        raise OfficeFileError(
            place=Place(file),
            found=gettext("un fișier care nu este un notebook Jupyter întreg"),
            expected=gettext("un notebook .ipynb salvat de JupyterLab"),
            fix=gettext("puneți la loc notebook-ul din distribuția programului"),
        ) from error
    return notebook


def parameter_defaults(notebook: Notebook, file: str) -> dict[str, object]:
    """Read the values in the parameters cell without executing it."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and "parameters" in _tags(cell)]
    if len(cells) != 1:
        raise _parameters_error(
            file,
            gettext("nicio celulă cu eticheta „parameters”")
            if not cells
            else gettext("{count} celule cu eticheta „parameters”", count=len(cells)),
        )
    try:
        statements = ast.parse(cells[0].source).body
    except SyntaxError as error:
        line = gettext("rândul {line}, care", line=error.lineno) if error.lineno else gettext("un rând care")
        raise _parameters_error(file, gettext("{line} nu este o atribuire", line=line)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _parameters_error(file, gettext("un rând care nu este o atribuire")) from error
    return dict(_assignment(statement, file) for statement in statements)


def with_parameters(notebook: Notebook, parameters: Mapping[str, object]) -> Notebook:
    """Put the values of a run after the parameters cell, in place of any that were left from another run.

    papermill's own way takes names as code, and lays the cell out by whatever formatter is installed.
    """
    lines = [gettext("# Valorile acestei rulări"), *(f"{name} = {value!r}" for name, value in parameters.items())]
    tags = {"tags": ["injected-parameters"]}
    injected = nbformat.v4.new_code_cell(source="\n".join(lines), metadata=tags)  # type: ignore[no-untyped-call]
    cells = [cell for cell in notebook.cells if "injected-parameters" not in _tags(cell)]
    position = next(number for number, cell in enumerate(cells, 1) if "parameters" in _tags(cell))
    copy = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    copy.cells = [*cells[:position], injected, *cells[position:]]
    return copy


def cleaned(notebook: Notebook, paths: Mapping[str, str]) -> bytes:
    """Write an executed notebook without timings, random ids, versions and places of this computer.

    `paths` says what is printed in place of each folder of this computer.
    """
    cells = []
    for number, cell in enumerate(notebook.cells, 1):
        kept = {
            "cell_type": cell["cell_type"],
            "id": f"cell-{number}",
            "metadata": {key: cell["metadata"][key] for key in _KEPT_CELL_METADATA if key in cell["metadata"]},
            "source": cell["source"],
        }
        if cell["cell_type"] == "code":
            kept["execution_count"] = cell["execution_count"]
            kept["outputs"] = [_without_places(output, paths) for output in _joined(cell["outputs"])]
        elif "attachments" in cell:
            kept["attachments"] = cell["attachments"]
        cells.append(kept)
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": _KERNEL, "language_info": _LANGUAGE},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def places_of_this_computer(run_folder: Path) -> dict[str, str]:
    """What is printed in place of the folders of this computer that an output may name."""
    folders = {run_folder: ".", Path(toolkit.__file__).parent: "<toolkit>", Path(sys.prefix): "<python>"}
    escaped = {
        str(folder).replace("\\", "\\\\"): shown for folder, shown in folders.items()
    }  # as Windows paths in quotes are
    return escaped | {str(folder): shown for folder, shown in folders.items()}


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def _assignment(statement: ast.stmt, file: str) -> tuple[str, object]:
    target: ast.expr | None = None
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) and statement.value is not None:
        try:
            return target.id, ast.literal_eval(statement.value)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            pass
    raise _parameters_error(
        file, gettext("rândul {line}, care nu este un nume urmat de o valoare simplă", line=statement.lineno)
    )


def _parameters_error(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file, cell=gettext("celula „parameters”")),
        found=found,
        expected=gettext(
            "o singură celulă, în care fiecare rând este „nume = valoare”, cu un text, un număr, True sau False"
        ),
        fix=gettext("corectați celula în JupyterLab și salvați notebook-ul"),
    )


def _joined(outputs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Join what a cell printed to one stream: into how many parts it is cut depends on how busy the computer is.

    nbclient's own way tries every letter of a line as a beginning, and takes hours for a long one.
    """
    joined: list[dict[str, Any]] = []
    printed: dict[str, list[str]] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            joined.append(dict(output))
        elif output["name"] in printed:
            printed[output["name"]].append(output["text"])
        else:
            printed[output["name"]] = [output["text"]]
            joined.append(dict(output))
    for output in joined:
        if output["output_type"] == "stream":
            lines = "".join(printed[output["name"]]).split("\n")
            # A carriage return begins the line anew: of a progress bar its last state is kept.
            output["text"] = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    return joined


def _without_places(part: Any, paths: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: value if key in _PICTURES else _without_places(value, paths) for key, value in part.items()}
    if isinstance(part, list):
        return [_without_places(value, paths) for value in part]
    if not isinstance(part, str):
        return part
    for path, shown in paths.items():
        part = part.replace(path, shown)
    for pattern, shown in _VOLATILE:
        part = pattern.sub(shown, part)
    return part
