"""The process in which a notebook runs: this very interpreter, whatever kernels, start-up files and settings the user has.

It boots while the run still loads what it needs to speak with it: each of the two takes half a second.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

_LONGEST_SOCKET_PATH = 80  # of the 108 bytes that a Unix socket's name may have, less the number of the socket
_CHANNELS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
_COMMAND = ("-m", "ipykernel_launcher", "--HistoryManager.enabled=False", "-f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A kernel, and how to speak with it; where sockets cannot be named, jupyter_client starts it later, on TCP ports."""

    folder: Path  # of its own, gone with it
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    connection: Any = None  # jupyter_client's own kind of dict


@contextmanager
def booting_kernel(environment: Mapping[str, str], folder: Path) -> Iterator[Kernel]:
    """Start a kernel that works in a folder; it is gone afterwards, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as own:
        variables = {**environment, **_settings(Path(own))}
        sockets = str(Path(own, "k"))
        if os.name != "posix" or len(os.fsencode(sockets)) > _LONGEST_SOCKET_PATH:
            yield Kernel(folder=Path(own), environment=variables)
            return
        # TCP ports chosen by kernels that start side by side clash about once in twenty times; sockets do not.
        ports = {channel: number for number, channel in enumerate(_CHANNELS, 1)}
        security = {"key": secrets.token_hex(16), "signature_scheme": "hmac-sha256"}
        connection = {"transport": "ipc", "ip": sockets, "kernel_name": "python3", **security, **ports}
        Path(own, "connection.json").write_text(json.dumps(connection), encoding="utf-8")
        with subprocess.Popen(  # noqa: S603  our own interpreter and arguments
            [sys.executable, *_COMMAND, str(Path(own, "connection.json"))],
            cwd=folder,
            env={**os.environ, **variables, "JPY_PARENT_PID": str(os.getpid())},  # it ends when this process does
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                yield Kernel(folder=Path(own), environment=variables, process=process, connection=connection)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)


def manager_of(kernel: Kernel) -> type[AsyncKernelManager]:
    """Give what papermill needs to speak with a kernel that is booting, or to start it."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager  # noqa: PLC0415  loaded while the kernel boots
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415

    class ThisInterpreter(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            command = [sys.executable, *_COMMAND, "{connection_file}"]
            return KernelSpec(argv=command, display_name=kernel_name, language="python", env=dict(kernel.environment))

    class OwnKernel(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.kernel_spec_manager = ThisInterpreter()
            self.connection_file = str(kernel.folder / "manager.json")
            if kernel.connection is not None:
                self.load_connection_info(kernel.connection)

        async def _async_launch_kernel(self, kernel_cmd: list[str], **settings: Any) -> None:
            if kernel.process is None:
                await super()._async_launch_kernel(kernel_cmd, **settings)
                return
            provisioner: Any = self.provisioner
            provisioner.process = kernel.process
            provisioner.pid = provisioner.pgid = kernel.process.pid

    return OwnKernel


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
