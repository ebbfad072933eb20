"""The process in which a notebook runs: this very interpreter, whatever kernels, start-up files and settings the user has.

It boots while the run still loads what it needs and reads its inputs, which takes as long.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from toolkit.runs.disk import writing_temporarily
from toolkit.word.program import end_program

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

_LONGEST_SOCKET_PATH = 80  # of the 108 bytes that a Unix socket's name may have, less the number of the socket
_LAST_WORDS = "stderr.txt"
_CHANNELS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A kernel that boots, and how to speak with it; `with` it, and it is gone afterwards, whatever happens."""

    process: subprocess.Popen[str]
    connection: Any  # jupyter_client's own kind of dict
    folder: Path  # for its own files
    ended: ExitStack  # what ends it
    gone: ExitStack  # what is done when it is no longer needed

    @classmethod
    def boot(cls) -> Self:
        """Start one."""
        with ExitStack() as stack, writing_temporarily():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True)))
            last_words = stack.enter_context((folder / _LAST_WORDS).open("wb"))
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-P", "-m", "toolkit.runs.kernel_process"],
                    env={**os.environ, **_settings(folder)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=last_words,
                    text=True,
                    start_new_session=os.name == "posix",
                )
            )
            ended = stack.enter_context(ExitStack())
            ended.callback(end_program, process)
            return cls(process=process, connection=_connection(folder), folder=folder, ended=ended, gone=stack.pop_all())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.gone.close()

    def tell(self, environment: Mapping[str, str], folder: Path) -> None:
        """Tell it where it works and what its notebook must know: the last thing that it waits for."""
        orders = {"environment": dict(environment), "folder": str(folder), "connection": self.connection}
        pipe = self.process.stdin
        if pipe is None:
            return
        try:
            pipe.write(json.dumps(orders) + "\n")
            pipe.flush()
        except OSError:  # it has ended already, which is noticed when it does not answer; Windows calls this EINVAL
            with suppress(OSError):  # or the orders would be sent once more when the pipe is closed
                pipe.close()

    def end(self) -> None:
        """End it with the programs that it started; once, for afterwards its number may be another program's."""
        self.ended.close()

    @property
    def last_words(self) -> str:
        """What it said of itself, outside every cell, before it ended."""
        return (self.folder / _LAST_WORDS).read_text(encoding="utf-8", errors="replace")


def manager_of(kernel: Kernel) -> type[AsyncKernelManager]:
    """Give what papermill needs to speak with a kernel that boots already."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager  # noqa: PLC0415  loaded while the kernel boots
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415

    class NoOther(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(argv=[], display_name=kernel_name, language="python")

    class OwnKernel(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.kernel_spec_manager = NoOther()
            self.connection_file = str(kernel.folder / "manager.json")
            self.load_connection_info(kernel.connection)
            self.cache_ports = False  # or it would choose other TCP ports

        async def _async_launch_kernel(self, kernel_cmd: list[str], **settings: Any) -> None:  # noqa: ARG002
            provisioner: Any = self.provisioner
            provisioner.process = kernel.process
            provisioner.pid = kernel.process.pid
            provisioner.pgid = kernel.process.pid if os.name == "posix" else None

        async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:  # type: ignore[override]  # noqa: FBT001, FBT002
            kernel.end()  # jupyter_client would look only every tenth of a second whether it has ended
            await super().shutdown_kernel(now=now, restart=restart)

    return OwnKernel


def _connection(folder: Path) -> dict[str, object]:
    security = {"key": secrets.token_hex(16), "signature_scheme": "hmac-sha256", "kernel_name": "python3"}
    sockets = str(folder / "k")
    # TCP ports chosen by kernels that start side by side clash about once in twenty times; sockets do not.
    if os.name == "posix" and len(os.fsencode(sockets)) <= _LONGEST_SOCKET_PATH:
        ports = dict(zip(_CHANNELS, range(1, 1 + len(_CHANNELS)), strict=True))
        return {"transport": "ipc", "ip": sockets, **security, **ports}
    return {"transport": "tcp", "ip": "127.0.0.1", **security, **dict(zip(_CHANNELS, _free_ports(), strict=True))}


def _free_ports() -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in _CHANNELS]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _settings(folder: Path) -> dict[str, str]:
    """The variables that keep the user's files and this computer's habits out of a notebook."""
    matplotlib = find_spec("matplotlib")
    settings = next(iter(matplotlib.submodule_search_locations or ()), "") if matplotlib else ""
    return {
        "IPYTHONDIR": str(folder),
        "JUPYTER_RUNTIME_DIR": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder),
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
