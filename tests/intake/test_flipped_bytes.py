"""Real returned files with flipped bytes give their own values or a finding, and never end the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
SECONDS = 15


def test_no_flipped_byte_is_read_wrong_in_silence_or_ends_the_process() -> None:
    command = [sys.executable, str(Path(__file__).with_name("byte_flipping.py")), "2023", str(SECONDS)]
    ran = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(TESTS)}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, "\n".join(ran.stderr.splitlines()[-20:])
    assert "panicked" not in ran.stderr
    print(f"{ran.stdout.strip()} files with flipped bytes were read")  # noqa: T201  shown by pytest -rP
    assert int(ran.stdout) > 100
