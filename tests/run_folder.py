"""A finished run in its folder, made without a notebook: the town hall, its Word file, its manifest and its sums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import yaml
from small_report import INPUTS

from toolkit.documents.semester_report import semester_report
from toolkit.totals.figures import figures_of
from toolkit.word.template import fill_template

ROLES = (
    {"label": "Elaborat", "role": "specialist principal", "unit": "Direcția cultură"},
    {"label": "Coordonat", "role": "șef", "unit": "Direcția cultură"},
    {"label": "Coordonat", "role": "secretar"},
)
ABOUT = "oras/2023-S1/semester_report"
DOCUMENT = "raport-semestrial_oras_2023-S1.docx"


TEMPLATE = "templates/semester_report.docx"


@cache
def report_document(risk: str = "unul", roles: int = len(ROLES)) -> bytes:
    """A small semester report with a place for each role, and one risk that tells it from others."""
    report = semester_report(INPUTS, figures_of(INPUTS, with_adjustments=True), registration_number="")
    context = {**asdict(report), "sign_off": [{"unit": "", **role} for role in ROLES[:roles]], "risks": (risk,)}
    content = (Path(__file__).parents[1] / TEMPLATE).read_bytes()
    return fill_template(content, TEMPLATE, context, title="Raport", author="Orașul", language="ro-MD")


def a_run(outputs: Path, *, risk: str = "unul", errors: int = 0, warnings: int = 0, roles: int = len(ROLES)) -> Path:
    """A run at its place among the outputs."""
    institution = {"name": "Orașul", "locale": "ro_MD", "currency": "lei", "sign_off": list(ROLES[:roles])}
    path = "inputs/oras/institution.yaml"
    kept = yaml.safe_dump(institution, allow_unicode=True).encode()
    files = {f"kept/{path}": kept, DOCUMENT: report_document(risk, roles), "totals.csv": b"10 acte\n"}
    parameters = {"institution": "oras", "period": "2023-S1", "risk": risk, "errors": errors, "warnings": warnings}
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
