"""Ending a program with everything that it started."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress


def end_program(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """End a program, begun in a session of its own, with the programs that it started; outside POSIX only itself."""
    with suppress(ProcessLookupError, PermissionError):  # it has ended, and nothing of it is left
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
