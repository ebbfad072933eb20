"""What an evidence bundle says of itself in the form that other programs read: an RO-Crate of one run (Process Run Crate).

No clock, person or place stands in it: days come from the register, names stay in the register and in the signed files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from toolkit.audit.kept_run import Manifest
from toolkit.language import gettext
from toolkit.signoff.register import SignOffRegister

CRATE: Final = "ro-crate-metadata.json"
_CONTEXT: Final = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
_ROCRATE: Final = "https://w3id.org/ro/crate/1.1"
_PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"
_PROGRAM: Final = "#raport"
_FORMATS: Final = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}

Entity = dict[str, object]


def crate_text(files: Mapping[str, bytes], run: str, manifest: Manifest, register: SignOffRegister) -> bytes:
    """Describe the files of a bundle, and the run in it: what was run, from what, to what; `run` is its folder there."""
    kept = [f"{run}/kept/{file.path}" for file in manifest.inputs if file.kept]
    missing: list[Entity] = [
        {"@id": f"#not-kept-{number}", "@type": "DigitalDocument", "name": file.path, "sha256": file.sha256,
         "description": gettext("nu se află în pachet: {reason}", reason=file.reason)}
        for number, file in enumerate((file for file in manifest.inputs if not file.kept), 1)
    ]  # fmt: skip
    parameters: list[Entity] = [
        {"@id": f"#parameter-{name}", "@type": "PropertyValue", "name": name, "value": value}
        for name, value in sorted(manifest.parameters.items())
    ]
    instrument = next((name for name in kept if name.endswith(".ipynb")), "")
    action: Entity = {
        "@id": f"#run-{PurePosixPath(run).name}",
        "@type": "CreateAction",
        "name": gettext("rularea {folder}", folder=PurePosixPath(run).name),
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
        "instrument": [*([_to(quote(instrument))] if instrument else []), _to(_PROGRAM)],
        "object": [
            *(_to(quote(name)) for name in kept if name != instrument),
            *(_to(str(one["@id"])) for one in (*missing, *parameters)),
        ],
        "result": [_to(quote(f"{run}/{file.path}")) for file in manifest.outputs],
    }
    graph: list[Entity] = [
        {"@id": CRATE, "@type": "CreativeWork", "about": _to("./"), "conformsTo": _to(_ROCRATE)},
        _root(files, str(action["@id"]), manifest, register, missing=len(missing)),
        {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        action,
        *(_file(name, files[name], is_program=name == instrument) for name in sorted(files)),
        *missing,
        *parameters,
        *_programs(manifest),
    ]
    text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def _root(files: Mapping[str, bytes], action: str, manifest: Manifest, register: SignOffRegister, *, missing: int) -> Entity:
    texts = [
        gettext("O rulare cu tot ce a păstrat, registrul semnării și versiunile semnate; se verifică cu „raport audit”.")
    ]
    if missing:
        texts.append(gettext("Fără fișierele care nu s-au putut păstra: {count}.", count=missing))
    days = [f"{entry.date}" for entry in register.entries]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": gettext(
            "Dosarul de dovezi al raportului {report}, {institution}, {period}",
            report=manifest.report,
            institution=manifest.parameters.get("institution", ""),
            period=manifest.parameters.get("period", ""),
        ),
        "description": " ".join(texts),
        "conformsTo": _to(_PROFILE),
        "hasPart": [_to(quote(name)) for name in sorted(files)],
        "mentions": [_to(action)],
        **({"datePublished": days[-1]} if days else {}),
    }  # fmt: skip


def _file(name: str, content: bytes, *, is_program: bool) -> Entity:
    kind = _FORMATS.get(PurePosixPath(name).suffix)
    return {
        "@id": quote(name),
        "@type": ["File", "SoftwareSourceCode"] if is_program else "File",
        "name": PurePosixPath(name).name,
        "contentSize": str(len(content)),
        "sha256": sha256(content).hexdigest(),
        **({"encodingFormat": kind} if kind else {}),
    }


def _programs(manifest: Manifest) -> Iterator[Entity]:
    """The program, by the hash of its source, and all that it was computed with, by their versions."""
    versions = {"Python": manifest.versions.python, **dict(sorted(manifest.versions.libraries.items()))}
    if manifest.versions.libreoffice:
        versions["LibreOffice"] = manifest.versions.libreoffice
    ids = {name: f"#software-{quote(name)}" for name in versions}
    yield {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": "raport",
        "softwareVersion": manifest.versions.toolkit,
        "softwareRequirements": [_to(one) for one in ids.values()],
    }
    for name, version in versions.items():
        yield {"@id": ids[name], "@type": "SoftwareApplication", "name": name, "softwareVersion": version}


def _to(entity: str) -> dict[str, str]:
    return {"@id": entity}
