"""A finished run in its folder, made without a notebook: the town hall, its Word file, its manifest and its sums."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from docx_builder import SEMESTER_REPORT, a_report, a_row, an_action, fill

ROLES = (
    {"label": "Elaborat", "role": "specialist principal", "unit": "Direcția cultură"},
    {"label": "Coordonat", "role": "șef", "unit": "Direcția cultură"},
    {"label": "Coordonat", "role": "secretar"},
)
ABOUT = "oras/2023-S1/semester_report"
DOCUMENT = "raport-semestrial_oras_2023-S1.docx"


@cache
def report_document(total: str = "10 acte", roles: int = len(ROLES)) -> bytes:
    """A small semester report with a place for each role."""
    action = an_action("1.1", [a_row("Direcția cultură", "10 acte", "2 acte")], [total, "2 acte"])
    context: dict[str, Any] = a_report(action)
    context["sign_off"] = [{"unit": "", **role} for role in ROLES[:roles]]
    return fill(SEMESTER_REPORT.read_bytes(), context)


def a_run(outputs: Path, *, total: str = "10 acte", errors: int = 0, warnings: int = 0, roles: int = len(ROLES)) -> Path:
    """A run at its place among the outputs."""
    institution = {"name": "Orașul", "locale": "ro_MD", "currency": "lei", "sign_off": list(ROLES[:roles])}
    path = "inputs/oras/institution.yaml"
    kept = yaml.safe_dump(institution, allow_unicode=True).encode()
    files = {f"kept/{path}": kept, DOCUMENT: report_document(total, roles), "totals.csv": f"{total}\n".encode()}
    parameters = {"institution": "oras", "period": "2023-S1", "total": total, "errors": errors, "warnings": warnings}
    whole = {"report": "semester_report", "parameters": parameters, "versions": {"python": "3.11"}}
    hashed = json.dumps({**whole, "files": [(path, sha(kept))]}, sort_keys=True, separators=(",", ":"))
    folder = outputs / ABOUT / sha(hashed.encode())[:12]
    manifest = {
        **whole,
        "findings": {"errors": errors, "warnings": warnings, "notes": 0},
        "inputs": [{"path": path, "sha256": sha(kept), "size": len(kept), "kept": True}],
    }
    files["manifest.json"] = json.dumps(manifest).encode()
    files["SHA256SUMS"] = "".join(f"{sha(files[name])}  {name}\n" for name in sorted(files)).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
