"""The journal of a fault: the traceback that no screen shows, in a file to send to those who keep the toolkit."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path


def write_journal(outputs: Path | None, text: str) -> Path:
    """Write a journal under outputs/.log/, or under the system's temporary folder where that cannot be written."""
    name = f"raport-{secrets.token_hex(4)}.log"
    for folder in (*([outputs / ".log"] if outputs else []), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text.rstrip() + "\n", encoding="utf-8", errors="replace")
        except OSError:
            continue
        return folder / name
    return Path(name)
