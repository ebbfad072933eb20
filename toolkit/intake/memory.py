"""A limit on the memory that reading may take, where the system knows one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MOST_BYTES = 600 * 2**20  # above what the process holds already; eighteen forms take a tenth of it
_STATUS = Path("/proc/self/status")
_HELD = "VmData:"


@contextmanager
def limited_memory(most: int = MOST_BYTES) -> Iterator[None]:
    """Let the process grow by so much and no more: what asks for more gets a `MemoryError`, and the machine stays usable.

    Only Linux tells what a process holds; elsewhere the limits of the pre-screen stand alone.
    """
    held = _held_bytes()
    if resource is None or held is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    soft, hard = before
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([held + most, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _held_bytes() -> int | None:
    try:
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(_HELD)), None)
