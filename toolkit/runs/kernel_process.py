"""The process that becomes a notebook's kernel: it loads what a kernel needs, and waits to be told where it works.

Started by `kernel.py`; it ends at once when the run that started it is gone, however that came.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from pathlib import Path


def main() -> None:
    """Wait for the run's orders on the standard input, then be the kernel."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # which nobody calls: the kernel does without it
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415

    orders = json.loads(sys.stdin.readline() or "null")
    if orders is None:
        return  # the run stopped before it needed a kernel
    gc.set_threshold(100_000)  # a short life that makes many objects and few circles of them
    threading.Thread(target=_end_with_the_run, args=(os.dup(sys.stdin.fileno()),), daemon=True).start()
    os.environ.update(orders["environment"])
    os.chdir(orders["folder"])
    connection = Path(os.environ["JUPYTER_RUNTIME_DIR"], "connection.json")
    connection.write_text(json.dumps(orders["connection"]), encoding="utf-8")
    IPKernelApp.launch_instance([f"--IPKernelApp.connection_file={connection}", "--HistoryManager.enabled=False"])


def _end_with_the_run(stdin: int) -> None:
    while os.read(stdin, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
