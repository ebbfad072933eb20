"""What is answered to a command: a run, findings and a checked template, as text for people or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitFault, message
from toolkit.language import N_, counted, gettext, nouns
from toolkit.plan.spelling import listed

if TYPE_CHECKING:
    from toolkit.intake.finding import Finding
    from toolkit.intake.received.lateness import Late
    from toolkit.runs.checked_template import CheckedTemplate
    from toolkit.runs.run import RunOutcome

_SEVERITIES = {
    "error": (N_("ERORI"), *nouns("eroare", "erori")),
    "warning": (N_("AVERTISMENTE"), *nouns("avertisment", "avertismente")),
    "note": (N_("NOTE"), *nouns("notă", "note")),
}
_LATENESS = {
    "not-sent": N_("nu a trimis nimic"),
    "returned": N_("a trimis ce nu se poate lua în seamă"),
    "sent-late": N_("a trimis cu întârziere"),
}


def run_as_text(outcome: RunOutcome) -> str:
    """Say what was found and what comes next, the last line being what to do."""
    placed, counts = outcome.placed, outcome.counts
    numbers = zip((counts.errors, counts.warnings, counts.notes), _SEVERITIES.values(), strict=True)
    said = ", ".join(counted(number, one, few) for number, (_, one, few) in numbers)
    lines = [gettext("constatări: {counts}", counts=said)]
    if placed.differing:
        fault = ToolkitFault(
            place=gettext("dosarul {folder}", folder=placed.folder),
            found=gettext(
                "aceeași rulare a dat alți octeți decât prima dată în: {differing}", differing=listed(placed.differing)
            ),
            expected=gettext("aceiași octeți, fiindcă nimic din ce intră nu s-a schimbat"),
            fix=gettext(
                "comparați cele două dosare; dacă primul nu a fost schimbat, anunțați-i pe cei care întrețin programul"
            ),
        )
        return "\n".join([*lines, str(fault)])
    if placed.was_there:
        lines.append(gettext("rularea era deja păstrată: aceleași fișiere au dat din nou aceiași octeți"))
    documents = sorted(placed.folder.glob("*.docx"))
    if outcome.conflicts:
        step = gettext(
            "hotărâți care text este bun la fiecare conflict de mai sus, scrieți-l în sections.yaml și rulați din nou"
        )
    elif counts.errors:
        step = gettext("corectați erorile din findings.csv, din dosarul de mai jos, și rulați din nou")
    else:
        step = gettext(
            "deschideți {document} din dosarul de mai jos și verificați",
            document=documents[0].name if documents else gettext("fișierele"),
        )
    return "\n".join([*lines, gettext("următorul pas: {step}", step=step)])


def findings_as_text(findings: Sequence[Finding]) -> str:
    """Write findings by severity, the gravest first, and by file; the last line counts them."""
    parts: list[str] = []
    counts: list[str] = []
    for severity, (heading, one, few) in _SEVERITIES.items():
        group = [finding for finding in findings if finding.severity == severity]
        counts.append(counted(len(group), one, few))
        parts += [gettext(heading)] if group else []
        for file, of_file in groupby(group, key=lambda finding: finding.place.file):
            found = list(of_file)
            departments = {finding.department for finding in found if finding.department}
            whose = gettext(" · subdiviziunea {department}", department=departments.pop()) if len(departments) == 1 else ""
            parts += [f"── {file}{whose} · {counted(len(found), one, few)}", *map(str, found)]
    return "\n\n".join([*parts, ", ".join(counts)])


def findings_as_json(findings: Sequence[Finding]) -> str:
    """Write findings with the columns of findings.csv."""
    from toolkit.documents.tables import findings_table  # noqa: PLC0415  writers of workbooks take time to load

    table = findings_table(findings)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def late_as_text(late: Sequence[Late]) -> str:
    """List who has sent nothing that counts, and who sent late, with the working days after the closing date."""
    lines = [gettext("ÎNTÂRZIERI")]
    for one in late:
        days = f" · {counted(one.working_days, 'zi lucrătoare', 'zile lucrătoare')}" if one.working_days else ""
        lines.append(f"    {one.name} · {gettext(_LATENESS[one.lateness])}{days}")
    return "\n".join(lines) if late else gettext("niciun formular nu lipsește și niciunul nu a întârziat")


def template_as_text(checked: CheckedTemplate) -> str:
    """Write the placeholders of a template part by part, what is wrong with it, and what it never prints."""
    from toolkit.word.template_check import part_called  # noqa: PLC0415  docxtpl takes time to load

    found = checked.found
    parts = []
    for part in found.placeholders:
        total = counted(sum(part.names.values()), "marcaj", "marcaje")
        names = ", ".join(name if count == 1 else f"{name} ×{count}" for name, count in part.names.items())
        parts.append(f"── {part_called(part.part)} · {total}\n    {names}")
    wrong = (*found.faults, *found.unused_faults)
    parts += [message(fault.place_in(checked.file), fault.found, fault.expected, fault.fix) for fault in wrong]
    faults, unused = counted(len(found.faults), "greșeală", "greșeli"), counted(len(found.unused), "câmp", "câmpuri")
    parts.append(gettext("{faults}, {unused} fără marcaj", faults=faults, unused=unused))
    return "\n\n".join(parts)


def template_as_json(checked: CheckedTemplate) -> str:
    """Write the same for a program."""
    found = checked.found
    answer = {
        "file": checked.file,
        "placeholders": [{"part": part.part, "names": dict(part.names)} for part in found.placeholders],
        "faults": [asdict(fault) | {"paragraph": fault.paragraph_number} for fault in found.faults],
        "unused": list(found.unused),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)
