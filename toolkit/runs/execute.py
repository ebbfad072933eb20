"""A notebook executed by papermill: in a kernel of our own, and done only when every cell has run."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from toolkit.errors import OfficeFileError, Place, ToolkitError, ToolkitFault
from toolkit.plan.unit import counted
from toolkit.runs.handover import NONCE_VARIABLE, OUTPUT_VARIABLE, Result, error_shown, take_result
from toolkit.runs.notebook_file import Notebook
from toolkit.runs.project import PROJECT_VARIABLE

_LONGEST_SOCKET_PATH = 80  # of the 108 bytes that a Unix socket's name may have, less what jupyter_client adds
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
    seconds: int  # how long the whole notebook may take


def execute(
    execution: Execution, cell_done: Callable[[int, int], None], log: Callable[[str], Path]
) -> tuple[Notebook, Result]:
    """Execute a notebook; give it with its outputs, and what it found.

    An error of ours in a cell is raised as it was; any other way of not coming to the end is an error that names the cell.
    """
    with tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as kernel_folder:
        executed = _run_cells(execution, Path(kernel_folder), cell_done, log)
    result = take_result(execution.output, execution.nonce)
    for number, cell in enumerate(executed.cells, 1):
        if cell.cell_type == "code" and cell.source.strip():
            _check_cell_ran(cell, Place(execution.file, cell=_shown_cell(executed, number)), log)
    if result is None:
        raise OfficeFileError(
            place=Place(execution.file),
            found="toate celulele au rulat, dar notebook-ul nu și-a încheiat lucrul",
            expected="apelul „finish” în ultima celulă",
            fix="puneți la loc ultima celulă a notebook-ului din distribuția programului",
        )
    return executed, result


def _run_cells(
    execution: Execution, kernel_folder: Path, cell_done: Callable[[int, int], None], log: Callable[[str], Path]
) -> Notebook:
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    total = len(execution.notebook.cells)
    deadline = time.monotonic() + execution.seconds
    running = 0
    kernels: list[AsyncKernelManager] = []

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
            kernel_manager_class=_own_kernel(execution, kernel_folder, kernels),
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
            found=f"celula nu s-a încheiat în timpul dat întregului notebook: {_duration(execution.seconds)}",
            expected="un notebook care își termină lucrul în acest timp",
            fix="rulați din nou când calculatorul este mai puțin ocupat; dacă se repetă, anunțați-i pe cei care îl întrețin",
        ) from error
    except DeadKernelError as error:
        raise ToolkitFault(
            place=Place(execution.file, cell=_shown_cell(execution.notebook, running)),
            found="procesul care rula notebook-ul s-a oprit deodată",
            expected="un proces care rulează până la ultima celulă",
            fix="închideți alte programe, ca să fie destulă memorie, și rulați din nou",
        ) from error
    except RuntimeError as error:  # as jupyter_client says that a process ended, or did not answer, before the first cell
        if running:
            raise
        (kernel_folder / "room").write_bytes(bytes(_ROOM))  # where the disk is full, that is what must be said
        raise ToolkitFault(
            place=Place(execution.file),
            found="procesul care trebuia să ruleze notebook-ul nu a pornit",
            expected="un proces pornit, cu memorie și loc pe disc pentru fișierele lui",
            fix="închideți alte programe, eliberați loc pe disc și rulați din nou",
        ) from error
    finally:
        for kernel in kernels:
            _end_what_it_started(kernel)
    cell_done(total, total)
    return executed


def _end_what_it_started(kernel: AsyncKernelManager) -> None:
    """End the programs that a notebook left running, so that none writes into a run that is finished."""
    process = getattr(kernel.provisioner, "pid", None)
    if process and os.name == "posix":  # elsewhere jupyter_client ends the notebook's own process alone
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)


def _own_kernel(execution: Execution, kernel_folder: Path, kernels: list[AsyncKernelManager]) -> type:
    """A kernel of this very interpreter, whatever kernels, start-up files and settings the user has."""

    class ThisInterpreter(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            command = [
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ]
            return KernelSpec(
                argv=command, display_name=kernel_name, language="python", env=_environment(execution, kernel_folder)
            )

    class OwnKernel(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            kernels.append(self)
            self.kernel_spec_manager = ThisInterpreter()
            self.connection_file = str(kernel_folder / "k.json")
            # TCP ports chosen by kernels that start side by side clash about once in twenty times; sockets do not.
            if os.name == "posix" and len(os.fsencode(self.connection_file)) <= _LONGEST_SOCKET_PATH:
                self.transport = "ipc"

        def start_kernel(self, **settings: Any) -> Any:
            # What the cells show arrives in messages; nothing may come between the run's own lines on the screen.
            return super().start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **settings)

    return OwnKernel


def _environment(execution: Execution, kernel_folder: Path) -> dict[str, str]:
    matplotlib = find_spec("matplotlib")
    settings = next(iter(matplotlib.submodule_search_locations or ()), "") if matplotlib else ""
    return {
        PROJECT_VARIABLE: str(execution.project),
        OUTPUT_VARIABLE: str(execution.output),
        NONCE_VARIABLE: execution.nonce,
        "IPYTHONDIR": str(kernel_folder),
        "JUPYTER_RUNTIME_DIR": str(kernel_folder),
        "JUPYTER_CONFIG_DIR": str(kernel_folder),
        "PYTHONSTARTUP": "",
        "PYTHONWARNINGS": "",
        "PYTHONOPTIMIZE": "",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(Path(settings, "mpl-data", "matplotlibrc")),  # not the one in the user's folder
        **({"LC_ALL": "C.UTF-8", "LANGUAGE": ""} if os.name == "posix" else {}),
    }


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
            found="o celulă care nu a fost rulată",
            expected="un notebook în care se rulează fiecare celulă, până la ultima",
            fix="scoateți din notebook oprirea dinaintea acestei celule sau eticheta „skip-execution”",
        )


def _cell_failed(place: Place, error: str, journal: Path) -> OfficeFileError:
    last = error.rstrip(": ").splitlines()[0][:300]
    return OfficeFileError(
        place=place,
        found=f"celula s-a oprit: {last}",
        expected="o celulă care rulează până la capăt",
        fix=f"dacă ați schimbat notebook-ul, corectați celula; altfel trimiteți celor care întrețin programul {journal}",
    )


def _shown_cell(notebook: Notebook, number: int) -> str:
    """A cell as a person finds it in the notebook of the project, which has no cell with the values of the run."""
    before = notebook.cells[: number - 1]
    position = number - sum("injected-parameters" in cell.metadata.get("tags", []) for cell in before)
    lines = [line for line in notebook.cells[number - 1].source.splitlines() if line.strip()] if number else []
    return f"a {max(position, 1)}-a celulă" + (f" („{lines[0].strip()[:60]}”)" if lines else "")


def _duration(seconds: int) -> str:
    if seconds % 60:
        return counted(seconds, "secundă", "secunde")
    return counted(seconds // 60, "minut", "minute")
