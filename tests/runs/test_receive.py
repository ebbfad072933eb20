"""What departments return is received from the command line: kept, entered, answered, and read by reports."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import subprocess
import sys
import tempfile
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from form_builder import INSTITUTION, PERIOD, PLAN, ROWS, content_of_form, form, with_cells
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_town import as_yaml

from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.finding import Code
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.forms.form import FormRow
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.language import SOURCE, speak
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.parameters import SemesterReportParameters
from toolkit.runs.receive import ReceiveRequest, receive
from toolkit.runs.reception import ReceiveOutcome
from toolkit.runs.report import semester_files
from toolkit.runs.screen import Screen
from toolkit.totals.periods import composed

HOME = "inputs/oras"
INPUTS = Path(__file__).parents[1] / "inputs"
MISFORTUNES = sorted(
    path for path in INPUTS.glob("*/*") if path.name != "expected.yaml" and not path.parent.name.startswith("template-")
)


def make_project(folder: Path) -> Path:
    """The small town, from which nothing was received yet, and a folder for the post."""
    for name in ("notebooks", "posta", HOME):
        (folder / name).mkdir(parents=True)
    for name, model in {"institution.yaml": INSTITUTION, "plan.yaml": PLAN}.items():
        (folder / HOME / name).write_text(as_yaml(model), encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def first(tmp_path: Path) -> bytes:
    return form(tmp_path)


@pytest.fixture
def second(first: bytes) -> bytes:
    return with_cells(first, {"F12": "120 ore"})


@pytest.fixture
def third(first: bytes) -> bytes:
    return with_cells(first, {"F12": "130 ore"})


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(project: Path, **files: bytes) -> tuple[Path, ...]:
    """Files as they lie in the folder of the post."""
    paths = []
    for name, content in files.items():
        path = project / "posta" / f"{name}.xlsx"
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)


def received(project: Path, *files: Path, day: str = "2023-08-03", said: io.StringIO | None = None) -> ReceiveOutcome:
    speak(SOURCE)
    request = ReceiveRequest(project=project, institution="oras", files=files, date=day)
    return receive(request, Screen(said or io.StringIO()))


def register(project: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((project / HOME / "received.csv").read_text(encoding="utf-8").splitlines()))


def lying(project: Path) -> dict[str, bytes]:
    folder = project / HOME / "2023-S1"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def inputs_of(project: Path, cutoff: str = "", period: object = PERIOD) -> PeriodInputs:
    """What the semester report reads."""
    parameters = SemesterReportParameters(institution="oras", period=period, cutoff=cutoff)
    files = read_for_keeping(project, semester_files(project, parameters))
    return read_period({file.path: file.content for file in files}, "oras", parameters.period, cutoff=cutoff)


def hours(project: Path, cutoff: str = "") -> list[str]:
    """What the report would count for indicator 1.10.1."""
    return [
        entry.value.text
        for submission in inputs_of(project, cutoff).submissions
        for entry in submission.entries
        if (entry.action, entry.indicator) == ("1.10", 1)
    ]


def test_a_return_is_kept_entered_answered_and_read(project: Path, first: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    first = with_cells(first, {"F12": "116 ore de instruire"})
    [file] = put(project, **{"Raport FINAL (2)": first})
    command = ["receive", str(file), "--institution", "oras", "--date", "2023-08-03", "--project", str(project)]
    assert main(command) == 0
    captured = capsys.readouterr()
    receipts = project / "outputs/oras/receipts/2023-08-03"
    assert captured.out == f"{receipts}\n"
    told = captured.err.splitlines()
    assert told[0] == "Raport FINAL (2).xlsx (Secția cultură, 2023-S1): Acceptat."
    assert told[-2:] == [
        "0 erori, 0 avertismente, 1 notă",
        "următorul pas: trimiteți confirmările din dosarul de mai jos",
    ]
    assert (project / HOME / "received.csv").read_text(encoding="utf-8") == (
        "date,file,department,period,state,supersedes,reason,sha256\n"
        f"2023-08-03,Raport FINAL (2).xlsx,cultura,2023-S1,accepted,,,{sha(first)}\n"
    )
    assert (project / HOME / f"received/2023-S1/{sha(first)}.xlsx").read_bytes() == first
    assert lying(project) == {"cultura.xlsx": first}
    assert hours(project) == ["116 ore de instruire"]
    assert [path.name for path in receipts.iterdir()] == [f"cultura_2023-S1_{sha(first)[:12]}.txt"]
    assert next(receipts.iterdir()).read_text(encoding="utf-8") == (
        "Confirmare de primire\n\n"
        "Instituția: Primăria orașului Exemplu\n"
        "Subdiviziunea: Secția cultură\n"
        "Perioada: 2023-S1 (semestrul I al anului 2023)\n"
        "Fișierul: Raport FINAL (2).xlsx\n"
        f"SHA-256: {sha(first)}\n"
        "Primit la: 3 august 2023\n\n"
        "Acceptat.\n"
        "Conține răspunsuri la 3 din 5 indicatori ceruți și 2 descrieri.\n\n"
        "De știut:\n\n"
        "Raport FINAL (2).xlsx\n"
        "    găsit      un formular fără amprentă, recunoscut după antet\n"
        "    așteptat   formularul făcut cu „raport forms”, care arată și după ce plan a fost întocmit\n"
        "    de făcut   nimic acum; data viitoare completați formularul trimis de secretariat\n\n"
        "Întrebări: secretariat@exemplu.md\n"
    )


def test_a_return_that_is_not_accepted_is_entered_with_its_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next((INPUTS / "other-institution").glob("*.xlsx"))
    command = ["receive", str(file), "--institution", "oras", "--date", "2023-08-03", "--project", str(project)]
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1] == (
        "următorul pas: trimiteți înapoi confirmările din dosarul de mai jos și cereți ce este de corectat"
    )
    [line] = register(project)
    assert (line["state"], line["department"], line["period"]) == ("returned", "cultura", "2023-S1")
    assert line["reason"].startswith("wrong-institution: Instituția: „")
    assert lying(project) == {}
    [receipt] = Path(captured.out.strip()).iterdir()
    told = receipt.read_text(encoding="utf-8")
    assert "\nÎntors: nu se ia în seamă până nu este corectat.\n\nDe corectat:\n" in told


def test_a_correction_supersedes_and_both_stay(project: Path, first: bytes, second: bytes) -> None:
    received(project, *put(project, a=first))
    said = io.StringIO()
    received(project, *put(project, b=second), day="2023-08-05", said=said)
    assert said.getvalue() == ("b.xlsx (Secția cultură, 2023-S1): Acceptat; înlocuiește „a.xlsx”, primit la 03.08.2023.\n")
    assert [line["supersedes"] for line in register(project)] == ["", sha(first)]
    assert {path.stem for path in (project / HOME / "received/2023-S1").iterdir()} == {sha(first), sha(second)}
    assert lying(project) == {"cultura.xlsx": second}
    assert (hours(project, "2023-08-04"), hours(project)) == (["116 ore"], ["120 ore"])


def test_the_same_bytes_again_change_nothing(project: Path, first: bytes, second: bytes) -> None:
    received(project, *put(project, a=first))
    received(project, *put(project, b=second), day="2023-08-05")
    before = (project / HOME / "received.csv").read_bytes(), lying(project)
    said = io.StringIO()
    outcome = received(project, *put(project, iar=first, tot=second), day="2023-08-06", said=said)
    assert ((project / HOME / "received.csv").read_bytes(), lying(project)) == before
    assert (outcome.findings, outcome.needs_a_person) == ((), False)
    assert said.getvalue() == (
        "iar.xlsx (Secția cultură, 2023-S1): Aceiași octeți au fost primiți la 03.08.2023; nu s-a schimbat nimic:"
        " de atunci a sosit altul, care contează.\n"
        "tot.xlsx (Secția cultură, 2023-S1): Aceiași octeți au fost primiți la 05.08.2023; nu s-a schimbat nimic.\n"
    )


def test_a_form_in_which_nothing_was_written_takes_the_place_of_nothing(project: Path, first: bytes) -> None:
    received(project, *put(project, a=first))
    blank = form(project, content_of_form(tuple(FormRow(action=row.action, indicator=row.indicator) for row in ROWS), {}))
    said = io.StringIO()
    outcome = received(project, *put(project, gol=blank), day="2023-08-05", said=said)
    assert said.getvalue() == "gol.xlsx (Secția cultură, 2023-S1): Întors: nu se ia în seamă până nu este corectat.\n"
    assert outcome.needs_a_person
    assert [line["state"] for line in register(project)] == ["accepted", "returned"]
    assert register(project)[1]["reason"] == "form-blank: un formular în care nu s-a scris nimic"
    assert (lying(project), hours(project)) == ({"cultura.xlsx": first}, ["116 ore"])


def test_a_correction_that_says_less_is_accepted_and_what_is_lost_is_said(
    project: Path, first: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    received(project, *put(project, a=first))
    less = with_cells(first, {"F10": None, "G10": None, "H10": None, "F11": "-"})
    [file] = put(project, b=with_cells(less, {"C8": None}, "Descrieri"))
    capsys.readouterr()
    command = ["receive", str(file), "--institution", "oras", "--date", "2023-08-05", "--project", str(project)]
    assert main(command) == 1
    captured = capsys.readouterr()
    warning = (
        "b.xlsx\n"
        "    găsit      o corectare fără ce spunea formularul pe care îl înlocuiește:"
        " 2 indicatori (1.1.1, 1.1.2) și 1 descriere (1.1)\n"
        "    așteptat   toate răspunsurile, nu numai cele corectate: contează numai ultimul formular\n"
        "    de făcut   nimic, dacă s-au șters cu bună știință; altfel completați-le și trimiteți formularul din nou\n"
    )
    assert captured.err.startswith("b.xlsx (Secția cultură, 2023-S1): Acceptat; înlocuiește „a.xlsx”, primit la 03.08.2023.")
    assert warning in captured.err
    assert captured.err.splitlines()[-2:] == [
        "0 erori, 2 avertismente, 1 notă",
        "următorul pas: trimiteți înapoi confirmările din dosarul de mai jos și cereți ce este de corectat",
    ]
    [receipt] = Path(captured.out.strip()).iterdir()
    assert f"De privit:\n\n{warning}" in receipt.read_text(encoding="utf-8")
    assert hours(project) == ["116 ore"]


def test_a_file_that_lay_there_unregistered_is_compared_with_too(project: Path, first: bytes) -> None:
    (project / HOME / "2023-S1").mkdir()
    (project / HOME / "2023-S1/veche.xlsx").write_bytes(first)
    outcome = received(project, *put(project, a=with_cells(first, {"F12": "-"})))
    [lost] = [finding for finding in outcome.findings if finding.code is Code.ANSWERS_LOST]
    assert lost.found.endswith("1 indicator (1.10.1)")


def test_where_what_it_supersedes_is_gone_a_correction_is_received_and_that_is_said(
    project: Path, first: bytes, second: bytes
) -> None:
    received(project, *put(project, a=first))
    for gone in (f"received/2023-S1/{sha(first)}.xlsx", "2023-S1/cultura.xlsx"):
        (project / HOME / gone).unlink()
    said = io.StringIO()
    outcome = received(project, *put(project, b=second), day="2023-08-05", said=said)
    assert said.getvalue().startswith(
        f"{HOME}/received/2023-S1/{sha(first)}.xlsx\n"
        "    găsit      fișierul lipsește, deși registrul spune că a fost acceptat\n"
    )
    assert (hours(project), len(list(outcome.folder.iterdir()))) == (["120 ore"], 1)


def test_what_does_not_count_loses_nothing(project: Path, first: bytes) -> None:
    received(project, *put(project, a=first), day="2023-08-05")
    outcome = received(project, *put(project, b=with_cells(first, {"F12": "-"})), day="2023-08-03")
    assert Code.ANSWERS_LOST not in {finding.code for finding in outcome.findings}


def test_a_receipt_asks_of_a_department_what_a_department_can_do(
    project: Path, first: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    [file] = put(project, a=with_cells(first, {"F12": "116 seminare"}))
    command = ["receive", str(file), "--institution", "oras", "--date", "2023-08-03", "--project", str(project)]
    main(command)
    captured = capsys.readouterr()
    [receipt] = Path(captured.out.strip()).iterdir()
    to_the_office = (
        "    de făcut   corectați celula F12 sau adăugați unitatea ca sinonim în plan; până atunci nu intră în total\n"
    )
    to_the_department = (
        "    de făcut   scrieți în celula F12 cât s-a cerut, cu unitatea cerută, salvați fișierul și trimiteți-l din nou\n"
    )
    told = receipt.read_text(encoding="utf-8")
    assert (to_the_office in captured.err, to_the_department in captured.err) == (True, False)
    assert (to_the_office in told, to_the_department in told) == (False, True)


def test_of_two_returns_at_once_each_receipt_asks_for_the_right_one(project: Path, first: bytes, second: bytes) -> None:
    outcome = received(project, *put(project, a=first, b=second))
    to_the_office = {finding.fix for finding in outcome.findings if finding.code is Code.TWO_RETURNS}
    assert to_the_office == {"întrebați subdiviziunea care este cel bun și primiți-l numai pe acela"}
    receipts = [receipt.read_text(encoding="utf-8") for receipt in outcome.folder.iterdir()]
    assert ["    de făcut   trimiteți numai formularul cel bun\n" in receipt for receipt in receipts] == [True, True]


def test_the_same_bytes_under_two_names_are_one_return(project: Path, first: bytes) -> None:
    said = io.StringIO()
    received(project, *put(project, a=first, b=first), said=said)
    assert said.getvalue().splitlines()[0] == "b.xlsx: aceiași octeți ca a.xlsx"
    assert [line["file"] for line in register(project)] == ["a.xlsx"]


def test_an_earlier_return_that_is_entered_late_does_not_count(project: Path, first: bytes, second: bytes) -> None:
    received(project, *put(project, b=second), day="2023-08-05")
    said = io.StringIO()
    received(project, *put(project, a=first), day="2023-08-03", said=said)
    assert said.getvalue() == "a.xlsx (Secția cultură, 2023-S1): Acceptat, dar contează cel primit mai târziu.\n"
    assert lying(project) == {"cultura.xlsx": second}
    assert hours(project, "2023-08-04") == ["116 ore"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_of_arrival_gives_the_same_figures(
    project: Path, first: bytes, second: bytes, third: bytes, order: tuple[int, ...]
) -> None:
    contents = (first, second, third)
    for number in order:
        received(project, *put(project, **{f"f{number}": contents[number]}), day=f"2023-08-0{number + 1}")
    assert lying(project) == {"cultura.xlsx": third}
    found = [hours(project, f"2023-08-0{day}") for day in range(1, 4)]
    assert found == [["116 ore"], ["120 ore"], ["130 ore"]]
    assert hours(project, "2023-07-31") == []


def test_a_cutoff_counts_in_the_months_of_which_a_semester_is_composed(project: Path, first: bytes, second: bytes) -> None:
    month = {"B4": "2023-01", "C4": "2023-01"}
    january, corrected = (with_cells(with_cells(content, month), month, "Descrieri") for content in (first, second))
    received(project, *put(project, ianuarie=january), day="2023-02-03")
    received(project, *put(project, corectat=corrected), day="2023-03-01")

    def figures(cutoff: str) -> list[str]:
        parts = composed(inputs_of(project, cutoff)).parts
        entries = [entry for part in parts for submission in part.submissions for entry in submission.entries]
        return [entry.value.text for entry in entries if (entry.action, entry.indicator) == ("1.10", 1)]

    assert [figures(day) for day in ("", "2023-03-01", "2023-02-28")] == [["120 ore"], ["120 ore"], ["116 ore"]]


@pytest.mark.parametrize("part", ["2023-S1", "2023-04"])
def test_a_cutoff_counts_in_the_periods_before_too_and_in_their_months(
    project: Path, first: bytes, second: bytes, part: str
) -> None:
    said = {"B4": part, "C4": part}
    was, corrected = (with_cells(with_cells(content, said), said, "Descrieri") for content in (first, second))
    received(project, *put(project, la_timp=was), day="2023-07-03")
    received(project, *put(project, corectat=corrected), day="2023-08-01")

    def figures(cutoff: str) -> list[tuple[str, str]]:
        return [
            (str(before.period), entry.value.text)
            for before in composed(inputs_of(project, cutoff, "2023-S2")).earlier.periods
            for submission in before.submissions
            for entry in submission.entries
            if (entry.action, entry.indicator) == ("1.10", 1)
        ]

    found = [figures(day) for day in ("", "2023-08-01", "2023-07-31")]
    assert found == [[("2023-S1", "120 ore")], [("2023-S1", "120 ore")], [("2023-S1", "116 ore")]]


_RETURNS = st.lists(
    st.tuples(st.sampled_from(["cultura", "resurse-umane"]), st.integers(1, 9)), min_size=1, max_size=5, unique=True
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_RETURNS, st.randoms(use_true_random=False))
def test_any_order_of_arrival_and_any_corrections_give_the_last_figures(
    tmp_path: Path, returns: list[tuple[str, int]], shuffled: random.Random
) -> None:
    """Each department's return of the latest day counts, whenever it was entered, and the same ones as of every day."""
    project = make_project(Path(tempfile.mkdtemp(dir=tmp_path)))
    order = [*returns, *returns[:2]]  # some come twice
    shuffled.shuffle(order)
    for department, day in order:
        row = FormRow(action="1.10", indicator=1, value=f"{day} ore")
        content = form(project, content_of_form((row,), {}, department))
        received(project, *put(project, fișier=content), day=f"2023-08-0{day}")
    for until in range(10):
        last = {department: max(days) for department in dict(returns) if (days := _until(returns, department, until))}
        assert sorted(hours(project, f"2023-08-{until:02d}" if until else "2023-07-31")) == sorted(
            f"{day} ore" for day in last.values()
        )
    assert hours(project) == hours(project, "2023-08-09")


def _until(returns: list[tuple[str, int]], department: str, until: int) -> list[int]:
    return [day for other, day in returns if other == department and day <= until]


def test_two_returns_of_one_department_at_once_are_both_given_back(project: Path, first: bytes, second: bytes) -> None:
    outcome = received(project, *put(project, a=first, b=second))
    found = [finding for finding in outcome.findings if finding.code is Code.TWO_RETURNS]
    assert str(found[0]) == (
        "a.xlsx\n"
        "    găsit      încă un formular al aceleiași subdiviziuni, pentru aceeași perioadă, primit odată cu „b.xlsx”\n"
        "    așteptat   un singur formular de la o subdiviziune, sau altă zi pentru corectare\n"
        "    de făcut   întrebați subdiviziunea care este cel bun și primiți-l numai pe acela"
    )
    assert [line["state"] for line in register(project)] == ["returned", "returned"]
    assert (outcome.needs_a_person, lying(project)) == (True, {})
    received(project, project / "posta/b.xlsx")
    assert lying(project) == {"cultura.xlsx": second}
    assert [(line["file"], line["state"]) for line in register(project)][2:] == [("b.xlsx", "accepted")]


def test_what_was_given_back_is_looked_at_again_and_entered_again_only_with_another_outcome(
    project: Path, first: bytes
) -> None:
    text = as_yaml(INSTITUTION)
    (project / HOME / "institution.yaml").write_text(text.replace("Secția cultură", "Altă secție"), encoding="utf-8")
    files = put(project, a=first)
    received(project, *files)
    received(project, *files)
    assert [line["reason"].partition(":")[0] for line in register(project)] == ["unknown-department"]
    (project / HOME / "institution.yaml").write_text(text, encoding="utf-8")
    received(project, *files)
    assert [line["state"] for line in register(project)] == ["returned", "accepted"]


def test_a_folder_is_received_whole_and_what_is_no_form_is_passed_over(project: Path, first: bytes) -> None:
    put(project, **{"a": first, "~$a": b"x", ".~lock.a": b"x"})
    (project / "posta/vechi").mkdir()
    said = io.StringIO()
    received(project, project / "posta", said=said)
    assert said.getvalue().splitlines()[:3] == [
        "nu s-a citit: vechi (este un dosar)",
        "nu s-a primit: .~lock.a.xlsx (nu este un formular)",
        "nu s-a primit: ~$a.xlsx (nu este un formular)",
    ]
    assert [line["file"] for line in register(project)] == ["a.xlsx"]


@pytest.mark.parametrize("file", MISFORTUNES, ids=lambda file: file.parent.name)
def test_every_misfortune_is_entered_and_answered(project: Path, file: Path) -> None:
    outcome = received(project, file)
    receipts = list(outcome.folder.iterdir()) if outcome.folder.is_dir() else []
    if file.name.startswith("~$"):
        assert receipts == []
        return
    [line] = register(project)
    assert line["sha256"] == sha(file.read_bytes())
    assert (line["state"] == "accepted") == (len(lying(project)) == 1)
    assert line["state"] == "accepted" or (line["reason"] and outcome.needs_a_person)
    assert [receipt.name.endswith(f"{line['sha256'][:12]}.txt") for receipt in receipts] == [True]


def test_of_a_file_with_personal_codes_only_the_hash_is_kept(project: Path) -> None:
    file = next((INPUTS / "personal-code").glob("*.xlsx"))
    outcome = received(project, file)
    [line] = register(project)
    assert line["reason"].startswith("personal-code: ")
    assert [path.name for path in (project / HOME / "received").iterdir()] == [".lock"]
    [receipt] = outcome.folder.iterdir()
    told = receipt.read_text(encoding="utf-8")
    assert "numai SHA-256" in told
    assert "celula" in told


def test_a_name_that_excel_would_reckon_or_with_a_personal_code_is_entered_harmlessly(project: Path, first: bytes) -> None:
    received(project, *put(project, **{"=1+1": first}))
    received(project, *put(project, **{"2003400058879": b"x"}))
    assert [line["file"] for line in register(project)] == ["'=1+1.xlsx", "2***********9.xlsx"]


def test_a_return_that_somebody_put_into_the_folder_is_superseded_and_kept(
    project: Path, first: bytes, second: bytes
) -> None:
    (project / HOME / "2023-S1").mkdir()
    (project / HOME / "2023-S1/pus de mână.xlsx").write_bytes(first)
    said = io.StringIO()
    received(project, *put(project, b=second), said=said)
    assert said.getvalue() == "b.xlsx (Secția cultură, 2023-S1): Acceptat; înlocuiește ce era în dosarul perioadei.\n"
    [line] = register(project)
    assert line["supersedes"] == sha(first)
    assert lying(project) == {"cultura.xlsx": second}
    assert (project / HOME / f"received/2023-S1/{sha(first)}.xlsx").read_bytes() == first
    assert (hours(project, "2023-08-02"), hours(project, "2023-08-03")) == (["116 ore"], ["120 ore"])


def test_files_of_others_in_the_folder_are_left_alone(project: Path, first: bytes) -> None:
    folder = project / HOME / "2023-S1"
    folder.mkdir()
    other = form(project, content_of_form(department="resurse-umane"))
    (folder / "cultura.xlsx").write_bytes(other)
    (folder / "sections.yaml").write_text("{}", encoding="utf-8")
    received(project, *put(project, a=first))
    assert lying(project) == {
        "cultura.xlsx": other,
        f"cultura_{sha(first)[:12]}.xlsx": first,
        "sections.yaml": b"{}",
    }


def test_the_files_of_a_period_that_were_there_before_can_be_entered_where_they_lie(project: Path, first: bytes) -> None:
    folder = project / HOME / "2023-S1"
    folder.mkdir()
    (folder / "adjustments.yaml").write_text("adjustments: []", encoding="utf-8")
    (folder / "cultura vechi.xlsx").write_bytes(first)
    received(project, folder)
    assert set(lying(project)) == {"adjustments.yaml", "cultura vechi.xlsx"}
    assert [line["file"] for line in register(project)] == ["cultura vechi.xlsx"]


def test_a_copy_that_somebody_changed_is_said_and_left(project: Path, first: bytes, second: bytes) -> None:
    files = put(project, a=first)
    received(project, *files)
    (project / HOME / "2023-S1/cultura.xlsx").write_bytes(second)
    said = io.StringIO()
    received(project, *files, said=said)
    assert said.getvalue().splitlines()[0] == (
        "inputs/oras/2023-S1/cultura.xlsx nu este cel din registru; s-a lăsat cum era, și rapoartele îl citesc pe el"
    )
    assert lying(project) == {"cultura.xlsx": second}


def test_a_copy_that_an_interruption_left_out_is_placed_the_next_time(project: Path, first: bytes, second: bytes) -> None:
    files = put(project, a=first), put(project, b=second)
    received(project, *files[0])
    received(project, *files[1], day="2023-08-05")
    (project / HOME / "2023-S1/cultura.xlsx").write_bytes(first)  # as it lies between register and folder
    received(project, *files[1], day="2023-08-05")
    assert lying(project) == {"cultura.xlsx": second}


def test_what_an_interruption_left_undone_behind_the_register_is_done_the_next_time(project: Path, first: bytes) -> None:
    files = put(project, a=first)
    [receipt] = received(project, *files).folder.iterdir()
    receipt.unlink()
    (project / HOME / "2023-S1/cultura.xlsx").unlink()
    received(project, *files)
    assert lying(project) == {"cultura.xlsx": first}
    assert "Aceiași octeți au fost primiți la 03.08.2023; nu s-a schimbat nimic." in receipt.read_text(encoding="utf-8")


def test_what_a_killed_receiving_left_is_cleared_and_never_read(project: Path, first: bytes) -> None:
    files = put(project, a=first)
    received(project, *files)
    left = project / HOME / "received/0123456789abcdef.unfinished"
    left.write_bytes(first[:100])
    assert hours(project, "2023-08-03") == ["116 ore"]
    received(project, *files)
    assert not left.exists()


def test_two_at_once_write_one_after_the_other(project: Path, first: bytes) -> None:
    departments = {"a": first, "b": form(project, content_of_form(department="resurse-umane"))}
    put(project, **departments)
    command = [sys.executable, "-m", "toolkit.cli", "receive", "--institution", "oras", "--project", str(project)]
    running = [
        subprocess.Popen([*command, "--date", "2023-08-03", str(project / f"posta/{name}.xlsx")], stderr=subprocess.DEVNULL)
        for name in departments
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert sorted(line["file"] for line in register(project)) == ["a.xlsx", "b.xlsx"]
    assert set(lying(project)) == {"cultura.xlsx", "resurse-umane.xlsx"}


def test_a_damaged_register_stops_everything_before_anything_is_written(project: Path, first: bytes, second: bytes) -> None:
    received(project, *put(project, a=first))
    path = project / HOME / "received.csv"
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(OfficeFileError, match=r"received\.csv · rândul 2"):
        received(project, *put(project, b=second))
    assert path.read_bytes() == before
    assert not (project / HOME / f"received/2023-S1/{sha(second)}.xlsx").exists()


def test_receipts_are_in_the_language_of_the_institution_whatever_is_said_on_the_screen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bulgarian = INSTITUTION.model_copy(update={"locale": "bg_BG", "name": "Община Пример"})
    (project / HOME / "institution.yaml").write_text(as_yaml(bulgarian), encoding="utf-8")
    collection = Collection(institution_id="oras", institution=bulgarian, plan=PLAN, period=PERIOD)
    sent = collection.form(bulgarian.department("cultura"))
    [file] = put(project, a=with_cells(sent, {"H10": "10 ore de instruire"}, "Индикатори"))
    options = ["--institution", "oras", "--date", "2023-08-03", "--project", str(project), "--lang", "en"]
    assert main(["receive", str(file), *options]) == 0
    captured = capsys.readouterr()
    assert captured.err.splitlines()[0] == "a.xlsx (Secția cultură, 2023-S1): Accepted."
    [receipt] = Path(captured.out.strip()).iterdir()
    told = receipt.read_text(encoding="utf-8").splitlines()
    assert told[:4] == ["Потвърждение за получаване", "", "Институция: Община Пример", "Структурно звено: Secția cultură"]
    assert "Приет." in told
    assert any(line.startswith("Получен на: 3 август 2023") for line in told)


@pytest.mark.parametrize("day", ["3.08.2023", "2023-8-3", "20230803", "2023-02-30", ""])
def test_a_day_that_does_not_exist_is_refused(project: Path, first: bytes, day: str) -> None:
    with pytest.raises(UsageError) as refused:
        received(project, *put(project, a=first), day=day)
    assert str(refused.value) == (
        "opțiunea --date\n"
        f"    găsit      „{day}”, care nu este o zi din calendar\n"
        "    așteptat   ziua în care au sosit fișierele, de exemplu 2023-08-03\n"
        "    de făcut   scrieți o zi care există, ca an-lună-zi"
    )


def test_a_file_that_is_not_there_stops_everything(project: Path, first: bytes) -> None:
    with pytest.raises(UsageError) as refused:
        received(project, *put(project, a=first), project / "posta/b.xlsx")
    assert str(refused.value) == (
        "fișierul b.xlsx\n"
        "    găsit      nu se poate citi: nu există\n"
        "    așteptat   un fișier primit de la o subdiviziune sau un dosar cu asemenea fișiere\n"
        "    de făcut   corectați numele fișierului"
    )
    assert not (project / HOME / "received").exists()


def test_a_link_to_nowhere_in_a_folder_is_not_passed_over(project: Path) -> None:
    (project / "posta/legat.xlsx").symlink_to(project / "nu-este.xlsx")
    with pytest.raises(UsageError, match=r"fișierul legat\.xlsx\n    găsit      nu se poate citi: nu există"):
        received(project, project / "posta")


def test_an_empty_folder_is_refused(project: Path) -> None:
    with pytest.raises(UsageError) as refused:
        received(project, project / "posta")
    assert str(refused.value) == (
        "fișierele de primit\n"
        "    găsit      0 fișiere\n"
        "    așteptat   cel puțin un fișier și cel mult 500 deodată\n"
        "    de făcut   numiți fișierele primite sau dosarul în care se află"
    )


def test_a_file_larger_than_anything_that_is_read_is_given_back(project: Path) -> None:
    large = project / "posta/poze.xlsx"
    with large.open("wb") as file:
        file.truncate(60 * 2**20)
    outcome = received(project, large)
    [line] = register(project)
    assert line["reason"] == "file-suspicious: un fișier de 60 MB, peste limita de 47 MB"
    assert outcome.needs_a_person


def test_a_kept_file_that_is_gone_is_named_by_a_report_with_a_cutoff(project: Path, first: bytes) -> None:
    received(project, *put(project, a=first))
    (project / HOME / f"received/2023-S1/{sha(first)}.xlsx").unlink()
    with pytest.raises(OfficeFileError) as refused:
        inputs_of(project, "2023-08-03")
    assert str(refused.value) == (
        f"inputs/oras/received/2023-S1/{sha(first)}.xlsx\n"
        "    găsit      fișierul lipsește, deși registrul spune că a fost acceptat\n"
        "    așteptat   fișierul primit, păstrat sub SHA-256\n"
        "    de făcut   puneți la loc fișierul dintr-o copie de siguranță sau primiți-l din nou cu „raport receive”"
    )


def test_without_a_register_a_cutoff_leaves_out_nothing(project: Path, first: bytes) -> None:
    (project / HOME / "2023-S1").mkdir()
    (project / HOME / "2023-S1/a.xlsx").write_bytes(first)
    assert hours(project, "2000-01-01") == ["116 ore"]


def test_a_file_that_the_register_does_not_know_counts_whatever_the_cutoff(project: Path, first: bytes) -> None:
    received(project, *put(project, a=first))
    other = form(project, content_of_form(department="resurse-umane"))
    (project / HOME / "2023-S1/resurse.xlsx").write_bytes(other)
    read = {submission.department: submission.file for submission in inputs_of(project, "2023-08-02").submissions}
    assert read == {"resurse-umane": "inputs/oras/2023-S1/resurse.xlsx"}
    assert [submission.department for submission in inputs_of(project, "2023-08-03").submissions] == [
        "cultura",
        "resurse-umane",
    ]


def test_a_cutoff_says_of_whom_it_leaves_something_out(project: Path, first: bytes, second: bytes) -> None:
    received(project, *put(project, a=first))
    received(project, *put(project, b=second), day="2023-08-09")
    whole, early, late, other = (
        inputs_of(project, cutoff, period).counted_until
        for cutoff, period in (("", PERIOD), ("2023-08-03", PERIOD), ("2023-08-09", PERIOD), ("2023-08-03", "2023-S2"))
    )
    assert whole is None
    assert early is not None
    assert (early.day, early.register, early.is_known, early.later) == (
        date(2023, 8, 3),
        "inputs/oras/received.csv",
        True,
        frozenset({"cultura"}),
    )
    assert late is not None
    assert late.later == frozenset()
    assert other is not None
    assert not other.is_known
