"""A jump against earlier semesters is accepted with a reason: it leaves the findings and stands in the annex."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from form_builder import INSTITUTION, PLAN, content_of_form, form
from small_town import FOLDER, make_small_town, raport

from toolkit.intake.forms.form import FormRow, write_form
from toolkit.plan.period import Period

HOME = "inputs/oras"
EARLIER = ("2021-S2", "2022-S1", "2022-S2")
ACCEPTED = """accepted:
  - code: jump
    department: cultura
    action: "1.10"
    indicator: 1
    reason: "În iunie s-a ținut un curs mare, cu două grupe."
    role: secretarul consiliului
"""
BEFORE = """accepted:
  - {code: missing-entries, department: cultura, action: "1.10", place: cultura.xlsx, reason: Nu se știa., role: secretar}
"""
CHECK = ("check", "--institution", "oras", "--period", "2023-S1")


def of_hours(hours: str) -> tuple[FormRow, ...]:
    return (FormRow(action="1.10", indicator=1, value=f"{hours} ore de instruire"),)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town hall that returned three earlier forms with 10 hours each, and 116 hours in this one."""
    folder = tmp_path_factory.mktemp("oras")
    project = make_small_town(folder / "proiect", {"cultura.xlsx": form(folder, content_of_form(of_hours("116")))})
    for code in EARLIER:
        path = project / HOME / code / "cultura.xlsx"
        path.parent.mkdir()
        write_form(path, INSTITUTION, PLAN, Period.parse(code), content_of_form(of_hours("10")))
    (project / HOME / "2022-S2/accepted.yaml").write_text(BEFORE, encoding="utf-8")
    (project / HOME / "2022-S2/sections.yaml").write_text("summary: [De atunci.]", encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def run(town: Path) -> Path:
    """A run of the report with the jump accepted."""
    accepted = town / FOLDER / "accepted.yaml"
    accepted.write_text(ACCEPTED, encoding="utf-8")
    answer = raport(town, "run", "semester_report", "-p", "institution", "oras", "-p", "period", "2023-S1")
    accepted.unlink()
    assert answer.status == 0, answer.err
    return Path(answer.out.strip())


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def codes(found: Sequence[dict[str, str]]) -> list[str]:
    return [row["code"] for row in found]


def test_json_is_one_array_on_stdout_and_nothing_else(town: Path) -> None:
    (town / FOLDER / "vechi").mkdir()
    answer = raport(town, *CHECK, "--format", "json")
    (town / FOLDER / "vechi").rmdir()
    found = json.loads(answer.out)
    assert isinstance(found, list)
    assert answer.out.startswith("[")
    assert answer.out.rstrip().endswith("]")
    [jump] = [finding for finding in found if finding["code"] == "jump"]
    assert jump["found"] == "„116 ore de instruire”, de 11,6 ori mai mult decât mediana ultimelor 3 perioade (10)"
    assert answer.err == (f"nu s-a citit: {FOLDER}/vechi (este un dosar)\nurmătorul pas: faceți raportul cu „raport run”\n")


def test_without_findings_json_is_an_empty_array(tmp_path: Path) -> None:
    """Whatever is accepted, the array stays an array."""
    project = make_small_town(tmp_path / "proiect", {"cultura.xlsx": form(tmp_path)})
    found = json.loads(raport(project, *CHECK, "--format", "json").out)
    lines = ["accepted:"]
    for finding in found:
        keys = {key: finding[key] for key in ("code", "department", "action", "indicator") if finding[key]}
        keys |= {"place": finding["file"]} if not finding["indicator"] else {}
        lines.append("  - " + json.dumps(keys | {"reason": "Se știe.", "role": "secretar"}, ensure_ascii=False))
    (project / FOLDER / "accepted.yaml").write_text("\n".join(lines), encoding="utf-8")
    answer = raport(project, *CHECK, "--format", "json")
    assert (answer.status, json.loads(answer.out)) == (0, [])
    accepted = f"{len(found)} constatări acceptate" if len(found) > 1 else "1 constatare acceptată"
    assert answer.err.startswith(f"{accepted} de secretariat, cu motiv, în accepted.yaml\n")


def test_what_was_accepted_before_is_a_note(town: Path) -> None:
    found = json.loads(raport(town, *CHECK, "--format", "json").out)
    [note] = [finding for finding in found if finding["code"] == "accepted-before"]
    assert (note["severity"], note["file"]) == ("note", f"{HOME}/2022-S2/accepted.yaml")
    assert note["found"] == "acceptat în semestrul II al anului 2022 de „secretar”: Nu se știa."


def test_the_accepted_finding_is_not_open_and_stands_in_a_table_of_its_own(run: Path) -> None:
    assert "jump" not in codes(rows(run / "findings.csv"))
    [accepted] = rows(run / "accepted.csv")
    assert (accepted["code"], accepted["department"], accepted["cell"]) == ("jump", "cultura", "F10")
    assert (accepted["reason"], accepted["role"]) == (
        "În iunie s-a ținut un curs mare, cu două grupe.",
        "secretarul consiliului",
    )
    assert list(accepted)[:-2] == list(rows(run / "findings.csv")[0])
    sheet = openpyxl.load_workbook(run / "tables.xlsx")["accepted"]
    assert [cell.value for cell in sheet[2]][-2:] == [accepted["reason"], accepted["role"]]


def test_the_annex_of_the_word_report_lists_it(run: Path) -> None:
    [word] = run.glob("*.docx")
    paragraphs = [(p.style.name, p.text) for p in docx.Document(str(word)).paragraphs]
    start = next(place for place, (style, text) in enumerate(paragraphs) if style == "Heading 1" and "Anexă" in text)
    assert paragraphs[start][1] == "Anexă. Constatări acceptate"
    assert paragraphs[start + 1][1] == (
        "1. Secția cultură, indicatorul 1.10.1: găsit „116 ore de instruire”, de 11,6 ori mai mult"
        " decât mediana ultimelor 3 perioade (10); așteptat o cifră apropiată de cele dinainte, sau un motiv"
        " pentru care este alta."
        " În iunie s-a ținut un curs mare, cu două grupe. (acceptat de: secretarul consiliului)"
    )
    assert any(text.startswith("Anexă. Constatări acceptate") for _, text in paragraphs[:start])


def test_the_earlier_files_are_kept_with_the_run(run: Path) -> None:
    kept = {path.relative_to(run / "kept").as_posix() for path in (run / "kept/inputs").rglob("*") if path.is_file()}
    assert {f"{HOME}/{code}/cultura.xlsx" for code in EARLIER} <= kept
    assert f"{HOME}/2022-S2/accepted.yaml" in kept
    assert f"{HOME}/2022-S2/sections.yaml" not in kept
