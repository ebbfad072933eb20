"""Forms that come back mutated, by hand, in their XML or in their archive: a finding or a reading, never a silent blank."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
SECONDS = float(os.environ.get("RAPORT_FUZZ_SECONDS", "20"))
SEED = os.environ.get("RAPORT_FUZZ_SEED", "2023")


def test_whatever_becomes_of_a_form_nothing_of_it_is_lost_in_silence() -> None:
    """For a few seconds, always the same tries; RAPORT_FUZZ_SECONDS and RAPORT_FUZZ_SEED ask for more and for others."""
    command = [sys.executable, str(Path(__file__).with_name("form_fuzzing.py")), SEED, str(SECONDS)]
    ran = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(TESTS)}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, "\n".join(ran.stderr.splitlines()[-20:])
    assert "panicked" not in ran.stderr
    print(f"{ran.stdout.strip()} mutated forms were read")  # noqa: T201  shown by pytest -rP
    assert int(ran.stdout) > 100
