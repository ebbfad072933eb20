"""`raport forms`: one form for each department, in a folder that is complete or absent."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from form_builder import INSTITUTION, PLAN, form, with_cells
from sent_form import SENT_FIRST, column_of, opened
from small_town import REPOSITORY, make_small_town

from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.period_inputs import read_period
from toolkit.intake.workbook import read_workbook
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.runs.forms import FormsRequest, make_forms
from toolkit.runs.screen import Screen

JULY = Period.parse("2023-07")


def _made(project: Path, period: str = "2023-07", out: Path | None = None, institution: str = "oras") -> tuple[Path, str]:
    """The folder, and what was said meanwhile."""
    said = io.StringIO()
    request = FormsRequest(project=project, institution=institution, period=period, out=out)
    return make_forms(request, Screen(said)), said.getvalue()


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The small town hall, of which culture has returned the first semester."""
    return make_small_town(
        tmp_path / "proiect", {"cultura.xlsx": form(tmp_path), "notes.yaml": b"", "adjustments.yaml": b""}
    )


def test_every_department_that_is_asked_gets_a_form_in_the_folder_of_the_period(town: Path) -> None:
    folder, said = _made(town)
    assert folder == town / "outputs/oras/2023-07/forms"
    assert sorted(path.name for path in folder.iterdir()) == ["cultura_2023-07.xlsx", "resurse-umane_2023-07.xlsx"]
    assert said == "formulare făcute: 2 din 2\n"


def test_the_forms_of_the_real_plan_are_read_back_with_nothing_wrong_in_them(tmp_path: Path) -> None:
    folder, _ = _made(REPOSITORY, "2023-S2", tmp_path / "formulare", "balti")
    institution = read_yaml((REPOSITORY / "inputs/balti/institution.yaml").read_text("utf-8"), "i", Institution)
    plan = read_yaml((REPOSITORY / "inputs/balti/plan.yaml").read_text("utf-8"), "p", Plan)
    forms = sorted(folder.iterdir())
    assert len(forms) == 18
    fingerprints = set()
    for path in forms:
        reading = read_workbook(path.read_bytes(), path.name, institution, plan, Period.parse("2023-S2"))
        assert [str(finding) for finding in reading.findings] == []
        assert reading.submission is not None
        assert f"{reading.submission.department}_2023-S2.xlsx" == path.name
        fingerprints.add(reading.fingerprint)
    assert len(fingerprints) == 18


def test_what_the_department_reported_in_the_period_before_stands_beside(town: Path) -> None:
    folder, said = _made(town, "2023-S2")
    assert said.startswith("alături stau valorile din 2023-S1, de la 1 subdiviziune\n")
    before = column_of("Perioada precedentă")
    culture = opened((folder / "cultura_2023-S2.xlsx").read_bytes())["Indicatori"]
    assert [culture.cell(SENT_FIRST + row, before).value for row in range(3)] == [
        "4 angajați (3F/1B)",
        "Realizat",
        "116 ore",
    ]
    others = opened((folder / "resurse-umane_2023-S2.xlsx").read_bytes())["Indicatori"]
    assert others.cell(SENT_FIRST, before).value is None


def test_what_it_reported_a_year_ago_stands_beside_too(town: Path) -> None:
    folder, _ = _made(town, "2024-S1")
    sheet = opened((folder / "cultura_2024-S1.xlsx").read_bytes())["Indicatori"]
    assert sheet.cell(SENT_FIRST, column_of("Anul precedent")).value == "4 angajați (3F/1B)"
    assert sheet.cell(SENT_FIRST, column_of("Perioada precedentă")).value is None


def test_no_value_is_taken_from_a_file_with_a_personal_code(town: Path) -> None:
    path = town / "inputs/oras/2023-S1/cultura.xlsx"
    path.write_bytes(with_cells(path.read_bytes(), {"I10": "IDNP 2000000000004"}))
    folder, said = _made(town, "2023-S2")
    assert said == "formulare făcute: 2 din 2\n"
    sheet = opened((folder / "cultura_2023-S2.xlsx").read_bytes())["Indicatori"]
    assert sheet.cell(SENT_FIRST, column_of("Perioada precedentă")).value is None


def test_a_broken_file_of_the_period_before_is_no_obstacle(town: Path) -> None:
    (town / "inputs/oras/2023-S1/cultura.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    _, said = _made(town, "2023-S2")
    assert said == "formulare făcute: 2 din 2\n"


def test_a_plan_that_came_into_force_after_the_period_is_told_and_the_forms_are_made(town: Path) -> None:
    folder, said = _made(town, "2022-11")
    assert said == (
        "inputs/oras/plan.yaml\n"
        "    găsit      valid_from: 2023-01-01, după încheierea perioadei (luna noiembrie a anului 2022)\n"
        "    așteptat   un plan în vigoare cel târziu la 2022-11-30\n"
        "    de făcut   verificați data sau folosiți planul care era în vigoare în această perioadă\n"
        "formulare făcute: 2 din 2\n"
    )
    assert len(list(folder.iterdir())) == 2


def test_the_same_forms_again_change_nothing(town: Path) -> None:
    folder, _ = _made(town)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    again, said = _made(town)
    assert again == folder
    assert said.endswith("formularele erau deja acolo, cu aceiași octeți\n")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_a_folder_that_holds_anything_else_is_left_as_it_is(town: Path) -> None:
    folder, _ = _made(town)
    (folder / "cultura_2023-07.xlsx").write_bytes(b"completat")
    with pytest.raises(UsageError) as caught:
        _made(town)
    assert str(caught.value) == (
        f"dosarul {folder}\n"
        "    găsit      nu este gol, și nu are în el tocmai fișierele de acum: diferă cultura_2023-07.xlsx;"
        " nu s-a scris nimic\n"
        "    așteptat   un dosar nou sau gol, ca să nu se piardă ce este acolo\n"
        "    de făcut   mutați dosarul sau alegeți altul cu --out"
    )
    assert (folder / "cultura_2023-07.xlsx").read_bytes() == b"completat"


def test_of_many_files_that_differ_a_few_are_named(town: Path) -> None:
    out = town / "formulare"
    out.mkdir()
    for name in "abcde":
        (out / name).touch()
    with pytest.raises(UsageError, match="diferă a, b, c și încă 4"):
        _made(town, out=out)


def test_an_empty_folder_is_filled(town: Path) -> None:
    (town / "formulare").mkdir()
    folder, _ = _made(town, out=town / "formulare")
    assert len(list(folder.iterdir())) == 2


def test_a_file_in_the_place_of_the_folder_is_refused(town: Path) -> None:
    (town / "formulare").touch()
    with pytest.raises(UsageError, match="în locul căruia este un fișier"):
        _made(town, out=town / "formulare")


def test_forms_are_not_put_among_what_is_read(town: Path) -> None:
    with pytest.raises(UsageError, match="un dosar din care raportul citește"):
        _made(town, out=town / "inputs/oras/2023-07")


def test_nothing_is_left_behind_where_a_form_cannot_be_written(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="discul este plin"):
        _made(town)
    assert [path for path in (town / "outputs").rglob("*") if path.name not in {"2023-07", "oras"}] == []


def test_a_plan_that_asks_nobody_is_told(tmp_path: Path) -> None:
    project = tmp_path / "proiect"
    for name in ("notebooks", "inputs"):
        (project / name).mkdir(parents=True)
    shutil.copytree(REPOSITORY / "inputs/baltati", project / "inputs/baltati")
    with pytest.raises(OfficeFileError) as caught:
        _made(project, "2023", institution="baltati")
    assert str(caught.value) == (
        "inputs/baltati/plan.yaml\n"
        "    găsit      un plan care nu cere nimic niciunui compartiment\n"
        "    așteptat   cheia „asked” la acțiunile despre care se raportează\n"
        "    de făcut   scrieți în plan cine este întrebat și faceți formularele din nou"
    )


def test_the_forms_are_in_the_language_of_the_institution_whatever_the_messages_are_in(town: Path) -> None:
    said = io.StringIO()
    request = FormsRequest(project=town, institution="oras", period="2023-07", language="en")
    folder = make_forms(request, Screen(said))
    assert opened((folder / "cultura_2023-07.xlsx").read_bytes()).sheetnames == ["Indicatori", "Descrieri", "Instrucțiuni"]


def test_the_command_answers_with_the_folder(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "--institution", "oras", "--period", "2023-07", "--project", str(town)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{town / 'outputs/oras/2023-07/forms'}\n"
    assert captured.err == "formulare făcute: 2 din 2\nurmătorul pas: trimiteți fiecare formular subdiviziunii lui\n"


UNKNOWN_INSTITUTION = (
    "opțiunea --institution\n"
    "    găsit      „orass”, o instituție care nu este în inputs/\n"
    "    așteptat   un dosar din inputs/ cu institution.yaml; cel mai apropiat este „oras”\n"
    "    de făcut   corectați numele sau faceți instituția cu „raport new”\n"
)
NO_SUCH_PERIOD = (
    "parametrul „period”\n"
    "    găsit      „2023-13”\n"
    "    așteptat   o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1) sau un an (2023)\n"
    "    de făcut   scrieți perioada într-una din aceste forme, de exemplu 2023-S1\n"
)


@pytest.mark.parametrize(
    ("institution", "period", "said"), [("orass", "2023-07", UNKNOWN_INSTITUTION), ("oras", "2023-13", NO_SUCH_PERIOD)]
)
def test_what_is_mistyped_exits_2(
    town: Path, capsys: pytest.CaptureFixture[str], institution: str, period: str, said: str
) -> None:
    assert main(["forms", "--institution", institution, "--period", period, "--project", str(town)]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", said)
    assert not (town / "outputs").exists()


def test_a_missing_period_exits_2(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "--institution", "oras", "--project", str(town)]) == 2
    assert "lipsește --period" in capsys.readouterr().err


def test_forms_filled_and_put_in_the_folder_of_their_period_are_the_inputs_of_its_report(town: Path) -> None:
    folder, _ = _made(town)
    home = "inputs/oras"
    files = {f"{home}/{name}": (town / home / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}
    files |= {f"{home}/2023-07/{path.name}": path.read_bytes() for path in folder.iterdir()}
    inputs = read_period(files, "oras", JULY)
    assert [submission.department for submission in inputs.submissions] == ["cultura", "resurse-umane"]
    assert inputs.reading_findings == ()
    assert (inputs.institution, inputs.plan) == (INSTITUTION, PLAN)
