"""Bytes flipped in real returned files for a bounded time: python byte_flipping.py SEED SECONDS.

Runs in a process of its own, because the reader of workbooks can end the process that it runs in; the last line on
standard error is the try that did it.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from form_builder import INSTITUTION, PERIOD, PLAN

from toolkit.intake.submission import Submission
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml

REPOSITORY = Path(__file__).parents[2]
MOST_SECONDS = 20  # for one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A returned file as it came, and what is read of it."""

    name: str
    content: bytes
    institution: Institution
    plan: Plan
    reading: Reading

    @property
    def is_package(self) -> bool:
        """Whether its parts can be taken out, changed and packed again."""
        return zipfile.is_zipfile(io.BytesIO(self.content))


def main(seed: int, seconds: float) -> int:
    """Try for so long; say how often, or which try was read wrong."""
    originals = _originals()
    deadline = time.monotonic() + seconds
    tries = 0
    while time.monotonic() < deadline:
        tries += 1
        chance = random.Random(f"{seed}.{tries}")  # noqa: S311  the same tries for the same seed
        original = chance.choice(originals)
        inside = original.is_package and chance.random() < 0.5
        os.write(2, f"seed {seed}, try {tries}: {original.name}{' inside a part' if inside else ''}\n".encode())
        changed = flipped_inside(original.content, chance) if inside else flipped(original.content, chance)
        started = time.monotonic()
        reading = _read(original, changed)
        if time.monotonic() - started > MOST_SECONDS:
            os.write(2, b"too slow\n")
            return 1
        if not (reading.findings or reading.submission) or (not inside and _is_misread(original, reading)):
            os.write(2, b"read wrong in silence\n")
            return 1
    sys.stdout.write(f"{tries}\n")
    return 0


def _originals() -> list[Original]:
    home = REPOSITORY / "inputs/balti"
    balti = read_yaml((home / "institution.yaml").read_text(encoding="utf-8"), "institution.yaml", Institution)
    plan = read_yaml((home / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml", Plan)
    files = [(file, balti, plan) for file in sorted((home / "2023-S1").glob("*.xlsx"))]
    for folder in sorted((REPOSITORY / "tests/inputs").iterdir()):
        if folder.name.startswith("template-"):
            continue
        files += [(file, INSTITUTION, PLAN) for file in folder.iterdir() if file.name != "expected.yaml"]
    return [_original(*file) for file in files]


def _original(file: Path, institution: Institution, plan: Plan) -> Original:
    content = file.read_bytes()
    name = f"{file.parent.name}/{file.name}"
    reading = read_workbook(content, name, institution, plan, PERIOD)
    return Original(name=name, content=content, institution=institution, plan=plan, reading=reading)


def _read(original: Original, content: bytes) -> Reading:
    return read_workbook(content, original.name, original.institution, original.plan, PERIOD)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One to three bytes changed, or some left out, anywhere."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 3) if changed else 0):
        place = chance.randrange(len(changed))
        changed[place] ^= chance.randint(1, 255)
    if changed and chance.random() < 0.1:
        place = chance.randrange(len(changed))
        del changed[place : place + chance.randint(1, 100)]
    return bytes(changed)


def flipped_inside(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed in one part, and the package made whole again, so that its checksums hold."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        parts = [(entry.filename, source.read(entry)) for entry in source.infolist()]
        chosen = chance.randrange(len(parts))
        for number, (name, part) in enumerate(parts):
            change = flipped if chance.random() < 0.5 else torn
            target.writestr(name, change(part, chance) if number == chosen else part)
    return packed.getvalue()


def torn(part: bytes, chance: random.Random) -> bytes:
    """Some of the tags or texts of a part left out, said twice, or said elsewhere."""
    pieces = re.split(rb"(?=<)|(?<=>)", part)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(pieces) + 1)
        taken = pieces[place : place + chance.choice((1, 1, 2, 5))]
        if chance.random() < 0.6:
            del pieces[place : place + len(taken)]
        if chance.random() < 0.6:
            elsewhere = chance.randrange(len(pieces) + 1)
            pieces[elsewhere:elsewhere] = taken
    return b"".join(pieces)


def _is_misread(original: Original, reading: Reading) -> bool:
    """Whether another value is read than before, and nothing is told that was not told before.

    A text without a checksum may well say something else when a byte of it is changed.
    """
    if not original.is_package or set(reading.findings) - set(original.reading.findings):
        return False
    return _without_hash(reading.submission) != _without_hash(original.reading.submission)


def _without_hash(submission: Submission | None) -> Submission | None:
    return submission and replace(submission, sha256="")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
