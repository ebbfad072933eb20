"""The command line: one answer on stdout, plain messages on stderr, and the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tiny_project import make_project

from toolkit.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAPORT_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)


def complaint(capsys: Captured, *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    assert captured.out == ""
    return status, captured.err


def test_a_run_answers_with_its_folder_on_the_last_line(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    assert main(["run", "semester_report", "-p", "adjustments", "nu", "--project", str(project)]) == 0
    captured = capsys.readouterr()
    folder = Path(captured.out.splitlines()[-1])
    assert folder.parent == project / "outputs/balti/2023-S1/semester_report"
    assert (folder / "manifest.json").is_file()
    told = captured.err.splitlines()
    assert told[0] == (
        "raportul semester_report: institution = balti, period = 2023-S1, adjustments = nu,"
        " registration_number = „”, cutoff = „”, leave_out = „”, rules = „”, plan_at = „”"
    )
    assert told[-2:] == [
        "constatări: 0 erori, 0 avertismente, 0 note",
        "următorul pas: deschideți raport-semestrial_balti_2023-S1.docx din dosarul de mai jos și verificați",
    ]


def test_a_second_run_says_that_it_gave_the_same(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    arguments = ["run", "semester_report", "--project", str(project), "--out", "rulări"]
    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.out == first
    assert "rularea era deja păstrată: aceleași fișiere au dat din nou aceiași octeți\n" in captured.err
    assert (tmp_path / "rulări/balti").is_dir()


def test_a_run_that_gives_other_bytes_exits_4_and_names_the_files(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect", 'work.write("totals.csv", "1")')
    main(["run", "semester_report", "--project", str(project)])
    first = Path(capsys.readouterr().out.strip())
    (first / "totals.csv").write_text("2", encoding="utf-8")
    assert main(["run", "semester_report", "--project", str(project)]) == 4
    captured = capsys.readouterr()
    assert captured.out.strip() == f"{first}-2"
    assert captured.err.endswith(
        f"dosarul {first}-2\n"
        "    găsit      aceeași rulare a dat alți octeți decât prima dată în: totals.csv\n"
        "    așteptat   aceiași octeți, fiindcă nimic din ce intră nu s-a schimbat\n"
        "    de făcut   comparați cele două dosare; dacă primul nu a fost schimbat,"
        " anunțați-i pe cei care întrețin programul\n"
    )


def test_a_notebook_that_fails_exits_3_without_a_traceback(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect", "1 / 0")
    status, said = complaint(capsys, "run", "semester_report", "--project", str(project))
    assert status == 3
    assert "Traceback" not in said


def test_an_unknown_report_names_the_nearest(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    assert complaint(capsys, "run", "semestr_report", "--project", str(project)) == (
        2,
        (
            "raportul cerut\n"
            "    găsit      „semestr_report”, un raport pe care programul nu îl cunoaște\n"
            "    așteptat   unul dintre rapoartele: action_plan, integrity_plan, monthly_report, plan_evaluation,"
            " project_sheet și"
            " semester_report; cel mai apropiat este „semester_report”\n"
            "    de făcut   corectați numele raportului\n"
        ),
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["rum"],
            (
                "comanda „rum”\n"
                "    găsit      un nume pe care programul nu îl cunoaște\n"
                "    așteptat   unul dintre: audit, bundle, check, diff, forms, new, plan, receive, run, sign, template și"
                " trace;"
                " cel mai apropiat este „run”\n"
                "    de făcut   corectați numele și rulați din nou\n"
            ),
        ),
        (
            ["run", "semester_report", "--projct", "x"],
            (
                "opțiunea „--projct”\n"
                "    găsit      un nume pe care programul nu îl cunoaște\n"
                "    așteptat   unul dintre: --help, --keep-text, --lang, --out, --pdf, --project și -p;"
                " cel mai apropiat este „--project”\n"
                "    de făcut   corectați numele și rulați din nou\n"
            ),
        ),
        (
            ["run"],
            (
                "comanda „raport run”\n"
                "    găsit      lipsește RAPORT\n"
                "    așteptat   o valoare pentru RAPORT\n"
                "    de făcut   vedeți „raport run --help” și scrieți comanda din nou\n"
            ),
        ),
        (
            ["run", "semester_report", "alt_raport"],
            (
                "comanda „raport run”\n"
                "    găsit      „alt_raport”, în plus\n"
                "    așteptat   numai ceea ce cere comanda\n"
                "    de făcut   vedeți „raport run --help” și scrieți comanda din nou\n"
            ),
        ),
        (
            ["check", "--institution", "balti", "--period", "2023-S1", "--format", "xml"],
            (
                "comanda „raport check”\n"
                "    găsit      o valoare greșită la --format\n"
                "    așteptat   una dintre: text și json\n"
                "    de făcut   vedeți „raport check --help” și scrieți comanda din nou\n"
            ),
        ),
    ],
)
def test_a_mistyped_command_is_said_in_romanian(capsys: Captured, arguments: list[str], said: str) -> None:
    assert complaint(capsys, *arguments) == (2, said)


def test_a_parameter_without_its_value_is_said_with_an_example(capsys: Captured) -> None:
    status, said = complaint(capsys, "run", "semester_report", "-p", "period")
    assert status == 2
    assert "așteptat   un nume și o valoare, de exemplu -p period 2023-S1" in said


@pytest.mark.parametrize(
    "mistyped", [["-p", "institutin", "balti"], ["-p", "institutin", "balti", "-p", "period", "2023-S1"]]
)
def test_a_mistyped_parameter_is_said_before_the_missing_one_of_its_pair(
    tmp_path: Path, capsys: Captured, mistyped: list[str]
) -> None:
    project = make_project(tmp_path / "proiect")
    assert complaint(capsys, "run", "semester_report", *mistyped, "--project", str(project)) == (
        2,
        (
            "parametrul „institutin”\n"
            "    găsit      un parametru pe care raportul nu îl cunoaște\n"
            "    așteptat   unul dintre parametrii adjustments, cutoff, institution, leave_out, period, plan_at,"
            " registration_number și rules;"
            " cel mai apropiat este „institution”\n"
            "    de făcut   corectați numele\n"
        ),
    )


def test_a_value_of_a_period_is_looked_at_before_the_institution_is_missed(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    status, wrong = complaint(capsys, "run", "semester_report", "-p", "period", "2023-S3", "--project", str(project))
    assert (status, wrong.splitlines()[:2]) == (2, ["parametrul „period”", "    găsit      „2023-S3”"])
    status, right = complaint(capsys, "run", "semester_report", "-p", "period", "2023-S1", "--project", str(project))
    assert (status, right.splitlines()[0]) == (2, "parametrul „institution”")


def test_without_a_command_the_help_is_shown_as_a_complaint(capsys: Captured) -> None:
    status, said = complaint(capsys)
    assert status == 2
    assert said.startswith("Folosire: raport COMANDĂ …\n")


def test_help_is_in_romanian(capsys: Captured) -> None:
    assert main(["run", "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Folosire: raport run [OPȚIUNI] RAPORT\n")
    assert not any(word in shown for word in ("Usage", "Options", "Show this message"))


def test_new_then_check_finds_nothing_wrong(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    assert main(["new", "orasul-meu", "--project", str(project)]) == 0
    assert capsys.readouterr().out == f"{project / 'inputs/orasul-meu'}\n"
    asked = ["check", "--institution", "orasul-meu", "--period", "2024-S1", "--project", str(project)]
    assert main(asked) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 erori, 0 avertismente")
    assert main([*asked, "--format", "json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_check_exits_1_and_prints_errors_first(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    main(["new", "orasul-meu", "--project", str(project)])
    (project / "inputs/orasul-meu/2024-S1/financiar.xlsx").write_bytes(b"")
    capsys.readouterr()
    asked = ["check", "--institution", "orasul-meu", "--period", "2024-S1", "--project", str(project)]
    assert main(asked) == 1
    shown = capsys.readouterr().out
    file = "inputs/orasul-meu/2024-S1/financiar.xlsx"
    assert shown.startswith(f"ERORI\n\n── {file} · 1 eroare\n\n{file}\n    găsit ")
    assert shown.index("ERORI") < shown.index("AVERTISMENTE")
    assert main([*asked, "--format", "json"]) == 1
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["severity"], first["file"]) == ("error", file)


def test_findings_are_grouped_by_file_with_the_department_that_sent_it(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    main(["new", "orasul-meu", "--project", str(project)])
    form = project / "inputs/orasul-meu/2024-S1/financiar.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book["Indicatori"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Acțiunea") + 1
    sheet.cell(row, 1).value = sheet.cell(row + 1, 1).value = "9.9"
    book.save(form)
    capsys.readouterr()
    main(["check", "--institution", "orasul-meu", "--period", "2024-S1", "--project", str(project)])
    shown = capsys.readouterr().out
    assert shown.startswith("ERORI\n\n── inputs/orasul-meu/2024-S1/financiar.xlsx · subdiviziunea financiar · 2 erori\n\n")
    assert shown.splitlines()[-1].startswith("2 erori, ")


def test_findings_as_json_have_the_columns_of_findings_csv(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    main(["new", "orasul-meu", "--project", str(project)])
    folder = project / "inputs/orasul-meu/2024-S1"
    (folder / "financiar.xlsx").unlink()
    (folder / "vechi").mkdir()
    capsys.readouterr()
    asked = ["check", "--institution", "orasul-meu", "--period", "2024-S1", "--format", "json", "--project", str(project)]
    assert main(asked) == 0
    captured = capsys.readouterr()
    columns = ["severity", "code", "department", "action", "indicator", "file", "sheet", "cell", "found", "expected", "fix"]
    assert [list(row) for row in json.loads(captured.out)] == [columns] * len(json.loads(captured.out))
    assert captured.err == (
        "nu s-a citit: inputs/orasul-meu/2024-S1/vechi (este un dosar)\nurmătorul pas: faceți raportul cu „raport run”\n"
    )


@pytest.mark.parametrize("verb", ["run", "check", "new", "plan", "template", "sign"])
def test_every_verb_names_the_languages_it_knows(capsys: Captured, verb: str) -> None:
    assert complaint(capsys, verb, "--lang", "fr") == (
        2,
        (
            f"comanda „raport {verb}”\n"
            "    găsit      o valoare greșită la --lang\n"
            "    așteptat   una dintre: bg, en, ro și ro_RO\n"
            f"    de făcut   vedeți „raport {verb} --help” și scrieți comanda din nou\n"
        ),
    )


@pytest.mark.parametrize("arguments", [["--lang", "en", "rum"], ["--lang=en", "rum"]])
def test_what_is_mistyped_is_told_in_the_language_that_is_asked_for(capsys: Captured, arguments: list[str]) -> None:
    assert complaint(capsys, *arguments) == (
        2,
        (
            "the command “rum”\n"
            "    found      a name that the program does not know\n"
            "    expected   one of: audit, bundle, check, diff, forms, new, plan, receive, run, sign, template and trace;"
            " the nearest is “run”\n"
            "    to do      correct the name and run again\n"
        ),
    )


def test_help_is_in_the_language_that_is_asked_for_wherever_that_stands(capsys: Captured) -> None:
    assert main(["check", "--help", "--lang", "bg"]) == 0
    assert capsys.readouterr().out == (
        "Употреба: raport check [ОПЦИИ]\n"
        "\n"
        "Проверява какво са изпратили структурните звена, без да прави доклада.\n"
        "\n"
        "--institution ID         папката на институцията в inputs/ (задължително)\n"
        "--period ПЕРИОД          периодът, например 2023-S1 (задължително)\n"
        "--format [text|json]     text или json\n"
        "--mark ПАПКА             нова папка с маркираните формуляри, писмата и\n"
        "                         списъка на тези, които не са изпратили\n"
        "--date ДАТА              денят, към който се казва кой закъснява, например\n"
        "                         2023-08-10\n"
        "--project ПАПКА          папката на проекта, с notebooks/ и inputs/\n"
        "--lang [bg|en|ro|ro_RO]  език на съобщенията; иначе този на институцията\n"
        "--help                   показва този текст\n"
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "3 предупреждения, 0 бележки\nследваща стъпка: поправете намереното като грешки и проверете отново\n"),
        (["--lang", "ro"], "3 avertismente, 0 note\nurmătorul pas: corectați cele găsite ca erori și verificați din nou\n"),
        (["--lang", "en"], "3 warnings, 0 notes\nnext step: correct what was found as errors and check again\n"),
    ],
)
def test_findings_are_in_the_language_of_the_institution_unless_another_is_asked_for(
    tmp_path: Path, capsys: Captured, asked: list[str], said: str
) -> None:
    """The forms say the period in Romanian words, which a Bulgarian institution does not use, whatever the screen speaks."""
    project = make_project(tmp_path / "proiect")
    main(["new", "orasul-meu", "--project", str(project)])
    institution = project / "inputs/orasul-meu/institution.yaml"
    institution.write_text(institution.read_text(encoding="utf-8").replace("ro_MD", "bg_BG"), encoding="utf-8")
    (project / "inputs/orasul-meu/2024-S1/financiar.xlsx").unlink()
    capsys.readouterr()
    main(["check", "--institution", "orasul-meu", "--period", "2024-S1", "--project", str(project), *asked])
    shown = capsys.readouterr()
    assert f"{shown.out.splitlines()[-1].partition(', ')[2]}\n{shown.err}" == said


def test_what_a_run_keeps_does_not_depend_on_the_language_of_its_messages(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect", "work.write('totals.csv', str(work.parameters.period.text))")
    assert main(["run", "semester_report", "--project", str(project), "--lang", "bg"]) == 0
    first = capsys.readouterr()
    assert main(["run", "semester_report", "--project", str(project)]) == 0
    second = capsys.readouterr()
    assert first.out == second.out
    assert first.err.splitlines()[0] == (
        "доклад semester_report: institution = balti, period = 2023-S1, adjustments = да,"
        " registration_number = „“, cutoff = „“, leave_out = „“, rules = „“, plan_at = „“"
    )
    assert second.err.splitlines()[0] == (
        "raportul semester_report: institution = balti, period = 2023-S1, adjustments = da,"
        " registration_number = „”, cutoff = „”, leave_out = „”, rules = „”, plan_at = „”"
    )
    assert (Path(first.out.strip()) / "totals.csv").read_text(encoding="utf-8") == "semestrul I al anului 2023"


def test_a_folder_among_the_inputs_of_a_run_is_said(tmp_path: Path, capsys: Captured) -> None:
    project = make_project(tmp_path / "proiect")
    (project / "inputs/balti/2023-S1/vechi").mkdir()
    assert main(["run", "semester_report", "--project", str(project)]) == 0
    assert capsys.readouterr().err.splitlines()[1] == "nu s-a citit: inputs/balti/2023-S1/vechi (este un dosar)"


def test_an_unexpected_fault_goes_to_a_journal_and_not_to_the_screen(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "proiect")
    monkeypatch.setattr("toolkit.runs.kernel.Kernel.boot", lambda: 1 / 0)
    status, said = complaint(capsys, "run", "semester_report", "--project", str(project))
    (journal,) = (project / "outputs/.log").iterdir()
    assert status == 4
    assert said == (
        "programul raport\n"
        "    găsit      o defecțiune neașteptată: ZeroDivisionError: division by zero\n"
        "    așteptat   o rulare fără defecțiuni; nu s-a păstrat nimic pe jumătate\n"
        f"    de făcut   trimiteți celor care întrețin programul fișierul {journal}\n"
    )
    assert "Traceback" in journal.read_text(encoding="utf-8")


def test_a_fault_while_a_file_is_written_makes_no_folder_of_its_name(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "proiect")
    monkeypatch.setattr("toolkit.runs.plan_export.export_plan", lambda *_: 1 / 0)
    file = tmp_path / "plan.xlsx"
    arguments = ("plan", "export", "--institution", "balti", "--out", str(file), "--project", str(project))
    assert complaint(capsys, *arguments)[0] == 4
    assert not file.exists()
    assert len(list((project / "outputs/.log").iterdir())) == 1


def test_a_mistyped_command_loads_nothing_heavy() -> None:
    """A person who mistyped should not wait for pandas."""
    code = (
        "import sys; from toolkit.cli import main; main(['run', 'x', '--nu']); main(['--help']);"
        "print(sorted({'pandas', 'matplotlib', 'docxtpl', 'papermill', 'xlsxwriter'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_notebook_that_was_stopped_before_it_was_waited_for_says_nothing_besides() -> None:
    """Ctrl-C may come between the making of a coroutine and its await; Python would speak of that at its end."""
    stopped = (
        "import sys\n"
        "from toolkit import cli\n"
        "async def never(): pass\n"
        "kept = []\n"
        "def interrupted(*_, **__):\n"
        "    kept.append(never())\n"
        "    raise KeyboardInterrupt\n"
        "cli.raport.main = interrupted\n"
        "sys.exit(cli.main([]))\n"
    )
    done = subprocess.run([sys.executable, "-c", stopped], check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 130
    assert done.stderr == "oprit la cererea dumneavoastră; nu s-a păstrat nimic\n"
