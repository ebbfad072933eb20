"""A plan goes into a project from the command line, and out of it, and back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from plan_files import INPUTS, ROWS, csv_plan, real_plan, text_plan

from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.language import SOURCE, speak
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import shown
from toolkit.plan.yaml_file import read_yaml
from toolkit.runs.parameters import ReportParameters, typed_parameters
from toolkit.runs.plan_export import export_plan
from toolkit.runs.plan_import import ImportRequest, import_plan
from toolkit.runs.report import plan_files

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for institution_id in ("balti", "pernik"):
        folder = tmp_path / "inputs" / institution_id
        folder.mkdir(parents=True)
        for name in ("institution.yaml", "plan.yaml"):
            (folder / name).write_bytes((INPUTS / institution_id / name).read_bytes())
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "plan.csv").write_bytes(csv_plan())
    return tmp_path


@pytest.fixture(autouse=True)
def _speak_romanian_again() -> object:
    yield
    speak(SOURCE)


def raport(capsys: Captured, project: Path, *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments, "--project", str(project)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_plan_in_order_is_done(project: Path, capsys: Captured) -> None:
    status, out, err = raport(
        capsys, project, "plan", "import", str(project / "plan.csv"), "--institution", "balti", "--valid-from", "2023-01-01"
    )
    made = project / "inputs/balti/plan.imported.yaml"
    assert (status, out) == (0, f"{made}\n")
    assert err == (
        "0 erori, 0 avertismente, 0 note\n"
        "următorul pas: citiți planul importat, corectați ce este de corectat și puneți-l în locul lui plan.yaml\n"
    )
    plan = read_yaml(made.read_text(encoding="utf-8"), "plan.yaml", Plan)
    assert [action.code for action in plan.actions] == ["1.1", "1.2", "2.1"]


def test_what_needs_a_person_is_said_and_the_plan_is_written_all_the_same(project: Path, capsys: Captured) -> None:
    (project / "plan.txt").write_bytes(text_plan([*ROWS, ("Data elaborării: 21.02.2023",)]))
    out_file = project / "nou.yaml"
    command = ("plan", "import", str(project / "plan.txt"), "--institution", "balti", "--out", str(out_file))
    status, out, err = raport(capsys, project, *command)
    assert (status, out) == (1, f"{out_file}\n")
    assert "── plan.txt · 1 avertisment\n\nplan.txt\n    găsit      „Data elaborării: 21.02.2023”\n" in err
    assert "valid_from: 2023-02-21\n" in out_file.read_text(encoding="utf-8")


def test_a_plan_of_a_bulgarian_institution_is_told_in_bulgarian(project: Path, capsys: Captured) -> None:
    rows = [("План за действие", ""), ("Мярка", "Срок"), ("I. Прозрачност", ""), ("1. Публикуване", "постоянен")]
    (project / "plan.csv").write_bytes(csv_plan(rows))
    _, _, err = raport(capsys, project, "plan", "import", str(project / "plan.csv"), "--institution", "pernik")
    assert "намерено" in err
    assert "găsit" not in err


def test_without_a_verb_the_help_is_shown(project: Path, capsys: Captured) -> None:
    status = main(["plan"])
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert captured.err.startswith("Folosire: raport plan COMANDĂ …\n\nImportă un plan dintr-un tabel")


def test_what_is_exported_and_imported_is_the_same_plan(project: Path, capsys: Captured) -> None:
    status, out, err = raport(capsys, project, "plan", "export", "--institution", "balti")
    workbook = project / "inputs/balti/plan.xlsx"
    assert (status, out) == (0, f"{workbook}\n")
    assert err == "următorul pas: schimbați planul în Excel, salvați-l și aduceți-l înapoi cu „raport plan import”\n"
    status, out, _ = raport(capsys, project, "plan", "import", str(workbook), "--institution", "balti")
    assert status == 0
    assert read_yaml(Path(out.strip()).read_text(encoding="utf-8"), "plan.yaml", Plan) == real_plan("balti")[0]


def test_a_badly_edited_workbook_is_written_as_a_plan_for_a_person(project: Path, capsys: Captured) -> None:
    workbook = export_plan(project, "balti")
    book = openpyxl.load_workbook(workbook)
    book["Măsuri"]["C3"] = None
    del book["Note de subsol"]
    book.save(workbook)
    out = project / "nou.yaml"
    status, _, err = raport(capsys, project, "plan", "import", str(workbook), "--institution", "balti", "--out", str(out))
    assert status == 1
    assert "lipsesc foile: „Note de subsol”" in err
    assert "coloana „Măsura”: nimic" in err
    assert "        title:\n" in out.read_text(encoding="utf-8")


def test_a_workbook_of_another_institution_is_said(project: Path, capsys: Captured) -> None:
    workbook = export_plan(project, "balti")
    status, _, err = raport(capsys, project, "plan", "import", str(workbook), "--institution", "pernik", "--lang", "ro")
    assert status == 1
    assert "un registru al instituției balti (Primăria municipiului Bălți)" in err


def test_the_same_file_gives_the_same_bytes(project: Path) -> None:
    made = [project / name for name in ("a.yaml", "b.yaml")]
    for out in made:
        import_plan(ImportRequest(project=project, institution="balti", file=project / "plan.csv", out=out))
    assert made[0].read_bytes() == made[1].read_bytes()


@pytest.mark.parametrize("command", ["import", "export"])
def test_nothing_is_written_over_a_file_that_exists(project: Path, command: str) -> None:
    out = project / "plan.xlsx"
    before = b"a year of somebody's work"
    out.write_bytes(before)
    (project / "inputs/balti/plan.yaml").unlink()  # the file is refused before any work
    with pytest.raises(UsageError) as refused:
        if command == "import":
            import_plan(ImportRequest(project=project, institution="balti", file=project / "plan.csv", out=out))
        else:
            export_plan(project, "balti", out)
    assert str(refused.value) == (
        "fișierul plan.xlsx\n"
        "    găsit      există deja\n"
        "    așteptat   un nume nou, ca să nu se piardă ce este acolo\n"
        "    de făcut   alegeți alt nume cu --out sau mutați fișierul"
    )
    assert out.read_bytes() == before


def test_an_unknown_institution_names_the_nearest(project: Path) -> None:
    with pytest.raises(UsageError) as refused:
        export_plan(project, "balty")
    assert str(refused.value) == (
        "opțiunea --institution\n"
        "    găsit      „balty”, o instituție care nu este în inputs/\n"
        "    așteptat   un dosar din inputs/ cu institution.yaml; cel mai apropiat este „balti”\n"
        "    de făcut   corectați numele sau faceți instituția cu „raport new”"
    )


def test_a_file_that_is_not_there_is_named(project: Path) -> None:
    with pytest.raises(UsageError) as refused:
        import_plan(ImportRequest(project=project, institution="balti", file=project / "alt.csv"))
    assert str(refused.value) == (
        "fișierul alt.csv\n"
        "    găsit      nu se poate citi: nu există\n"
        "    așteptat   un fișier cu tabelul planului\n"
        "    de făcut   corectați numele fișierului"
    )


def test_a_name_that_no_file_can_have_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="nu se poate citi: nu este un nume de fișier"):
        import_plan(ImportRequest(project=project, institution="balti", file=Path("a\0b")))


def test_a_file_that_is_too_large_is_not_read(project: Path) -> None:
    with (project / "mare.csv").open("wb") as large:
        large.truncate(30 * 2**20)
    with pytest.raises(OfficeFileError) as refused:
        import_plan(ImportRequest(project=project, institution="balti", file=project / "mare.csv"))
    assert str(refused.value) == (
        "mare.csv\n"
        "    găsit      un fișier de 30 MB\n"
        "    așteptat   cel mult 20 MB\n"
        "    de făcut   păstrați în fișier numai tabelul planului și importați din nou"
    )


def test_a_mistyped_date_is_refused(project: Path) -> None:
    with pytest.raises(UsageError) as refused:
        import_plan(ImportRequest(project=project, institution="balti", file=project / "plan.csv", valid_from="28.03.2023"))
    assert str(refused.value) == (
        "opțiunea --valid-from\n"
        "    găsit      „28.03.2023”\n"
        "    așteptat   o dată, de exemplu 2023-03-28\n"
        "    de făcut   scrieți data ca an-lună-zi"
    )


def test_a_plan_that_a_workbook_would_not_keep_is_refused(project: Path) -> None:
    path = project / "inputs/balti/plan.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "synonyms: [[anunț, anunțuri]]", 'synonyms: [["anunț | afiș", anunțuri]]'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OfficeFileError) as refused:
        export_plan(project, "balti")
    assert str(refused.value) == (
        "inputs/balti/plan.yaml\n"
        "    găsit      un plan pe care registrul Excel nu îl păstrează întocmai\n"
        "    așteptat   sinonime fără „|” și „;”, forme ale unităților pe un singur rând, liste fără texte goale\n"
        "    de făcut   schimbați aceste texte în plan.yaml și exportați din nou"
    )
    assert not (project / "inputs/balti/plan.xlsx").exists()


def test_an_imported_plan_beside_the_plan_is_no_version_of_it(project: Path) -> None:
    """It waits for a person; only plan.yaml and plan_<date>.yaml count."""
    import_plan(ImportRequest(project=project, institution="balti", file=project / "plan.csv"))
    export_plan(project, "balti")
    asked = typed_parameters(ReportParameters, {"institution": "balti", "period": "2023-S1"})
    assert [path for path in plan_files(project, asked) if "/plan" in path] == ["inputs/balti/plan.yaml"]


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_folder_that_is_not_there_is_named(project: Path, command: str, capsys: Captured) -> None:
    out = project / "nodir" / "plan.xlsx"
    file = [str(project / "plan.csv")] if command == "import" else []
    status, _, err = raport(capsys, project, "plan", command, *file, "--institution", "balti", "--out", str(out))
    assert status == UsageError.exit_status
    assert err == (
        "opțiunea --out\n"
        f"    găsit      dosarul {shown(str(out.parent))}, care nu există\n"
        "    așteptat   un fișier într-un dosar care există\n"
        "    de făcut   faceți dosarul sau alegeți altul cu --out\n"
    )


@pytest.mark.parametrize("name", ["plan.docx", "plan", "plan.xls"])
def test_a_plan_is_exported_under_the_name_of_a_workbook_alone(project: Path, name: str) -> None:
    with pytest.raises(UsageError) as refused:
        export_plan(project, "balti", project / name)
    assert str(refused.value) == (
        "opțiunea --out\n"
        f"    găsit      „{name}”\n"
        "    așteptat   un nume care se termină cu .xlsx\n"
        "    de făcut   scrieți de exemplu --out plan.xlsx"
    )
    assert not (project / name).exists()


@pytest.mark.parametrize(("letters", "status"), [(250, 0), (300, UsageError.exit_status)])
def test_a_long_name_is_taken_or_refused_as_the_disk_does(
    project: Path, capsys: Captured, letters: int, status: int
) -> None:
    """What is written first, under a temporary name, must not be what makes a name too long."""
    out = project / ("x" * letters)
    given = (str(project / "plan.csv"), "--institution", "balti", "--valid-from", "2023-01-01", "--out", str(out))
    found, _, err = raport(capsys, project, "plan", "import", *given)
    assert found == status
    assert ("numele este prea lung" in err) is bool(status)
