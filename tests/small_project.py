"""A small project with its files, for tests of the project sheet."""

from __future__ import annotations

import yaml

from toolkit.intake.project_inputs import ProjectInputs, read_project
from toolkit.plan.period import Period

PERIOD = Period.parse("2023")
INSTITUTION = {
    "name": "Primăria Exemplu",
    "locale": "ro_RO",
    "currency": "lei",
    "number_format": {"group_separator": ".", "group_from_digits": 4},
}
PROJECT = {
    "name": "SIPOCA 7",
    "title": "Un proiect",
    "status": "implementează",
    "beneficiary": "Primăria Exemplu",
    "contract": {"number": "12", "signed_on": "2022-03-09", "authority": "Ministerul"},
    "programme": "Programul",
    "duration": {"start": "2022-03", "end": "2023-06", "months": "16", "printed": "Martie 2022 – Iunie 2023"},
    "budget": {
        "total": "358.225,25",
        "lines": [
            {"label": "Finanțare", "amount": "335.069,01"},
            {"label": "Contribuție PS1", "amount": "5.387,65"},
            {"label": "Contribuție DGA", "amount": "17.768,59"},
        ],
    },
    "general_objective": "Un obiectiv",
    "results": [{"text": "O procedură", "deliverables": ["Procedura", "Registrul"]}, {"text": "60 de persoane certificate"}],
}


def project_files(evidence: list[dict[str, object]] | None = None, **changes: object) -> dict[str, bytes]:
    """The files of a sheet about a small project; what is given stands in place of what it has."""
    contents: dict[str, object] = {
        "institution.yaml": INSTITUTION,
        "projects/sipoca-7.yaml": {**PROJECT, **changes},
    }
    if evidence is not None:
        contents["2023/evidence.yaml"] = {"evidence": evidence}
    return {
        f"inputs/exemplu/{name}": yaml.safe_dump(content, allow_unicode=True).encode() for name, content in contents.items()
    }


def a_project(evidence: list[dict[str, object]] | None = None, **changes: object) -> ProjectInputs:
    """A small project, read."""
    return read_project(project_files(evidence, **changes), "exemplu", "sipoca-7", PERIOD)


def a_budget(total: str, *amounts: str) -> dict[str, object]:
    """A budget of numbered lines."""
    return {"total": total, "lines": [{"label": f"Sursa {n}", "amount": text} for n, text in enumerate(amounts, 1)]}
