"""A notebook executed by papermill: in a kernel of our own, and done only when every cell has run."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import OfficeFileError, Place, ToolkitError, ToolkitFault
from toolkit.language import counted, gettext
from toolkit.runs.handover import NONCE_VARIABLE, OUTPUT_VARIABLE, Result, error_shown, take_result
from toolkit.runs.kernel import Kernel, manager_of
from toolkit.runs.notebook_file import Notebook
from toolkit.runs.project import PROJECT_VARIABLE

_ROOM = 100_000  # bytes; without them for its own files a notebook's process does not start, and does not say why
_TERMINAL_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One notebook to be executed, and where."""

    notebook: Notebook  # with the parameters of the run in it
    file: str  # its path in the project folder, for messages
    project: Path  # the folder that it reads
    output: Path  # the folder that it writes to
    nonce: str
    kernel: Kernel
    seconds: int  # how long the whole notebook may take


def execute(
    execution: Execution, cell_done: Callable[[int, int], None], log: Callable[[str], Path]
) -> tuple[Notebook, Result]:
    """Execute a notebook; give it with its outputs, and what it found.

    An error of ours in a cell is raised as it was; any other way of not coming to the end is an error that names the cell.
    """
    told = {
        PROJECT_VARIABLE: str(execution.project),
        OUTPUT_VARIABLE: str(execution.output),
        NONCE_VARIABLE: execution.nonce,
    }
    execution.kernel.tell(told, execution.output)
    executed = _run_cells(execution, cell_done, log)
    result = take_result(execution.output, execution.nonce)
    for number, cell in enumerate(executed.cells, 1):
        if cell.cell_type == "code" and cell.source.strip():
            _check_cell_ran(cell, Place(execution.file, cell=_shown_cell(executed, number)), log)
    if result is None:
        raise OfficeFileError(
            place=Place(execution.file),
            found=gettext("toate celulele au rulat, dar notebook-ul nu și-a încheiat lucrul"),
            expected=gettext("apelul „finish” în ultima celulă"),
            fix=gettext("puneți la loc ultima celulă a notebook-ului din distribuția programului"),
        )
    return executed, result


def _run_cells(execution: Execution, cell_done: Callable[[int, int], None], log: Callable[[str], Path]) -> Notebook:
    import papermill  # noqa: PLC0415  it takes a third of a second to load, in which the kernel boots
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    total = len(execution.notebook.cells)
    deadline = time.monotonic() + execution.seconds
    running = 0

    def cell_starts(cell: Notebook, cell_index: int) -> None:  # noqa: ARG001  nbclient gives both by name
        nonlocal running
        running = cell_index + 1
        cell_done(cell_index, total)

    try:
        executed = papermill.execute_notebook(
            execution.notebook,
            None,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            kernel_manager_class=manager_of(execution.kernel),
            resources={"metadata": {"path": str(execution.output)}},
            timeout_func=lambda _cell: max(1, round(deadline - time.monotonic())),
            shutdown_kernel="immediate",
            record_timing=False,
            store_widget_state=False,
            on_cell_start=cell_starts,
        )
    except PapermillExecutionError as error:
        raise _from_cell(error, execution, log) from error
    except CellTimeoutError as error:
        raise OfficeFileError(
            place=Place(execution.file, cell=_shown_cell(execution.notebook, running)),
            found=gettext(
                "celula nu s-a încheiat în timpul dat întregului notebook: {duration}", duration=_duration(execution.seconds)
            ),
            expected=gettext("un notebook care își termină lucrul în acest timp"),
            fix=gettext(
                "rulați din nou când calculatorul este mai puțin ocupat; dacă se repetă, anunțați-i pe cei care îl întrețin"
            ),
        ) from error
    except DeadKernelError as error:
        words = execution.kernel.last_words.strip()
        raise ToolkitFault(
            place=Place(execution.file, cell=_shown_cell(execution.notebook, running)),
            found=gettext("procesul care rula notebook-ul s-a oprit deodată"),
            expected=gettext("un proces care rulează până la ultima celulă"),
            fix=gettext("închideți alte programe, ca să fie destulă memorie, și rulați din nou")
            + (gettext("; dacă se repetă, trimiteți celor care întrețin programul {log}", log=log(words)) if words else ""),
        ) from error
    except RuntimeError as error:  # as jupyter_client says that a process ended, or did not answer, before the first cell
        if running:
            raise
        words = execution.kernel.last_words.strip()
        (execution.kernel.folder / "room").write_bytes(bytes(_ROOM))  # where the disk is full, that is what must be said
        raise ToolkitFault(
            place=Place(execution.file),
            found=gettext("procesul care trebuia să ruleze notebook-ul nu a pornit"),
            expected=gettext("un proces pornit, cu memorie și loc pe disc pentru fișierele lui"),
            fix=gettext("închideți alte programe, eliberați loc pe disc și rulați din nou")
            + (gettext("; dacă se repetă, trimiteți celor care întrețin programul {log}", log=log(words)) if words else ""),
        ) from error
    finally:
        execution.kernel.end()  # with the programs that it left running, so that none writes into a run that is finished
    cell_done(total, total)
    return executed


def _from_cell(error: Any, execution: Execution, log: Callable[[str], Path]) -> ToolkitError:
    """What a cell's exception is to the person: our own message as it was, or the cell and the last line."""
    ours = error_shown(error.traceback, execution.nonce)
    if ours is not None:
        return ours
    journal = log(_TERMINAL_COLOURS.sub("", "\n".join(error.traceback) or str(error)))
    place = Place(execution.file, cell=_shown_cell(execution.notebook, error.cell_index + 1))
    return _cell_failed(place, f"{error.ename}: {error.evalue}", journal)


def _check_cell_ran(cell: Notebook, place: Place, log: Callable[[str], Path]) -> None:
    for output in cell.outputs:
        if output.output_type == "error":  # papermill takes sys.exit(), and errors that a tag allows, for success
            journal = log(_TERMINAL_COLOURS.sub("", "\n".join(output.traceback)))
            raise _cell_failed(place, f"{output.ename}: {output.evalue}", journal)
    if cell.execution_count is None:
        raise OfficeFileError(
            place=place,
            found=gettext("o celulă care nu a fost rulată"),
            expected=gettext("un notebook în care se rulează fiecare celulă, până la ultima"),
            fix=gettext("scoateți din notebook oprirea dinaintea acestei celule sau eticheta „skip-execution”"),
        )


def _cell_failed(place: Place, error: str, journal: Path) -> OfficeFileError:
    last = "".join(error.rstrip(": ").splitlines()[:1])[:300] or gettext("fără explicație")
    return OfficeFileError(
        place=place,
        found=gettext("celula s-a oprit: {last}", last=last),
        expected=gettext("o celulă care rulează până la capăt"),
        fix=gettext(
            "dacă ați schimbat notebook-ul, corectați celula; altfel trimiteți celor care întrețin programul {journal}",
            journal=journal,
        ),
    )


def _shown_cell(notebook: Notebook, number: int) -> str:
    """A cell as a person finds it in the notebook of the project, which has no cell with the values of the run."""
    before = notebook.cells[: number - 1]
    position = number - sum("injected-parameters" in cell.metadata.get("tags", []) for cell in before)
    lines = [line for line in notebook.cells[number - 1].source.splitlines() if line.strip()] if number else []
    return gettext("a {position}-a celulă", position=max(position, 1)) + (
        gettext(" („{line}”)", line=lines[0].strip()[:60]) if lines else ""
    )


def _duration(seconds: int) -> str:
    if seconds % 60:
        return counted(seconds, "secundă", "secunde")
    return counted(seconds // 60, "minut", "minute")
