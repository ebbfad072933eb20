"""The run that a report is compared with is whole and its own, or nothing runs."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.intake.compared_run import READ_OF_A_RUN
from toolkit.runs.compared_run import files_of_run
from toolkit.runs.manifest import run_id_of
from toolkit.runs.parameters import MonthlyReportParameters, typed_parameters

MAY = "outputs/oras/2023-05/monthly_report"
PARAMETERS = {"institution": "oras", "period": "2023-05", "compare_with": ""}
RUN = run_id_of("monthly_report", PARAMETERS, {"inputs/oras/plan.yaml": "1" * 64}, {"python": "3.12"})
FILES = {
    "manifest.json": json.dumps(
        {
            "parameters": PARAMETERS,
            "inputs": [{"path": "inputs/oras/plan.yaml", "sha256": "1" * 64}],
            "versions": {"python": "3.12"},
        }
    ),
    "totals.csv": 'action,indicator,computed,printed,contributions\n1.1,1,2,2,"{""presa"": ""2""}"\n',
    "month.csv": "action,indicator,so_far\n1.1,1,7\n",
    "findings.csv": "severity,code,department,action,indicator,file,cell,found\n",
}


def write_run(folder: Path, files: dict[str, str] = FILES) -> None:
    folder.mkdir(parents=True)
    sums = ""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        sums += f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_run(tmp_path / MAY / RUN)
    return tmp_path


def files_of(project: Path, run_id: str = RUN, *, period: str = "2023-05") -> tuple[str, ...]:
    given = {"institution": "oras", "period": period, "compare_with": run_id}
    return files_of_run(project, typed_parameters(MonthlyReportParameters, given))


def message_of(project: Path, run_id: str = RUN, *, period: str = "2023-05") -> str:
    with pytest.raises(UsageError) as raised:
        files_of(project, run_id, period=period)
    return str(raised.value)


def damaged(found: str) -> str:
    return (
        "parametrul „compare_with”\n"
        f"    găsit      rularea {MAY}/{RUN}, stricată: {found}\n"
        "    așteptat   o rulare întreagă, așa cum a făcut-o „raport run”\n"
        "    de făcut   puneți la loc dosarul dintr-o copie de siguranță sau alegeți altă rulare"
    )


def test_its_tables_manifest_and_sums_are_read_and_nothing_without_the_parameter(project: Path) -> None:
    assert files_of(project) == tuple(f"{MAY}/{RUN}/{name}" for name in (*READ_OF_A_RUN, "SHA256SUMS"))
    assert files_of(project, "") == ()


def test_the_second_of_two_runs_of_one_id_may_be_meant(project: Path) -> None:
    shutil.copytree(project / MAY / RUN, project / MAY / f"{RUN}-2")
    assert files_of(project, f"{RUN}-2")[0] == f"{MAY}/{RUN}-2/manifest.json"


def test_an_unknown_id_is_refused_with_the_nearest_of_those_that_are_there(project: Path) -> None:
    mistyped = RUN[:-1] + ("0" if RUN[-1] != "0" else "1")
    assert message_of(project, mistyped) == (
        "parametrul „compare_with”\n"
        f"    găsit      „{mistyped}”, o rulare care nu este în {MAY}\n"
        f"    așteptat   una dintre rulările din {MAY}: {RUN}; cel mai apropiat este „{RUN}”\n"
        "    de făcut   corectați id-ul sau lăsați deoparte parametrul"
    )


def test_of_many_runs_a_few_are_named(project: Path) -> None:
    for number in range(1, 8):
        (project / MAY / f"{number:012d}").mkdir()
        (project / MAY / f"{number:012d}" / "manifest.json").touch()
    assert "și altele" in message_of(project, "f" * 12)


@pytest.mark.parametrize(
    "where",
    ["outputs/oras/2023-05/semester_report", "outputs/balti/2023-05/monthly_report", "outputs/oras/2023-04/monthly_report"],
)
def test_a_run_of_another_report_institution_or_month_is_said_to_be_one(project: Path, where: str) -> None:
    (project / MAY).rename(project / "may")
    (project / where).parent.mkdir(parents=True, exist_ok=True)
    (project / "may").rename(project / where)
    assert message_of(project) == (
        "parametrul „compare_with”\n"
        f"    găsit      rularea {where}/{RUN}, a altui raport, a altei instituții sau a altei luni\n"
        f"    așteptat   o rulare din {MAY}, unde nu este niciuna\n"
        "    de făcut   corectați id-ul sau lăsați deoparte parametrul"
    )


def test_a_run_that_was_moved_into_the_folder_of_another_month_is_refused(project: Path) -> None:
    april = "outputs/oras/2023-04/monthly_report"
    (project / april).parent.mkdir(parents=True)
    (project / MAY).rename(project / april)
    assert message_of(project, period="2023-04") == damaged("mutată din dosarul altei instituții sau al altei luni").replace(
        MAY, april
    )


def test_a_changed_file_is_named(project: Path) -> None:
    for name in ("totals.csv", "findings.csv"):
        path = project / MAY / RUN / name
        path.write_text(path.read_text(encoding="utf-8").replace("2", "3") + "x", encoding="utf-8")
    assert message_of(project) == damaged("alți octeți decât spune SHA256SUMS: totals.csv și findings.csv")


def test_a_missing_file_is_named(project: Path) -> None:
    (project / MAY / RUN / "month.csv").unlink()
    assert message_of(project) == damaged(f"{MAY}/{RUN}/month.csv: fișierul lipsește")


def test_a_manifest_that_does_not_give_the_id_is_refused(tmp_path: Path) -> None:
    changed = json.loads(FILES["manifest.json"]) | {"versions": {"python": "3.11"}}
    write_run(tmp_path / MAY / RUN, {**FILES, "manifest.json": json.dumps(changed)})
    assert message_of(tmp_path) == damaged("alt id decât rezultă din manifest.json")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("manifest.json", "{"),
        ("manifest.json", "[]"),
        ("manifest.json", '{"parameters": {}, "inputs": [1], "versions": {}}'),
        ("manifest.json", '{"parameters": 1, "inputs": [], "versions": {}}'),
        ("totals.csv", "action,indicator\n1.1,1\n"),
        ("totals.csv", "action,indicator,computed,printed,contributions\n1.1,1,2,2,{\n"),
        ("totals.csv", "action,indicator,computed,printed,contributions\n1.1,1,2,2,[]\n"),
        ("totals.csv", 'action,indicator,computed,printed,contributions\n1.1,1,2,2,"{""left_out"": [1]}"\n'),
        ("totals.csv", "action,indicator,computed,printed,contributions\n1.2,1,2,2,{}\n"),
        ("totals.csv", '"'),
        ("month.csv", "x"),
        ("findings.csv", "severity\nerror\n"),
        ("findings.csv", "severity,code,department,action,indicator,file,cell,found\ngrav,x,,,,,,\n"),
    ],
)
def test_files_that_are_not_ours_are_refused_though_the_sums_agree(tmp_path: Path, name: str, text: str) -> None:
    write_run(tmp_path / MAY / RUN, {**FILES, name: text})
    said = message_of(tmp_path)
    assert said in (damaged("fișiere care nu se pot citi"), damaged("alt id decât rezultă din manifest.json"))


@pytest.mark.parametrize("break_it", [lambda file: file.write_bytes(b"\xff\xfe"), lambda file: file.write_bytes(b"")])
def test_sums_that_cannot_be_read_are_refused(project: Path, break_it: Callable[[Path], object]) -> None:
    break_it(project / MAY / RUN / "SHA256SUMS")
    assert message_of(project).startswith(f"parametrul „compare_with”\n    găsit      rularea {MAY}/{RUN}, stricată: ")


def test_a_link_in_place_of_a_file_is_refused(project: Path) -> None:
    file = project / MAY / RUN / "totals.csv"
    file.rename(project / "elsewhere.csv")
    file.symlink_to(project / "elsewhere.csv")
    assert "o legătură către alt fișier" in message_of(project)


@pytest.mark.parametrize("run_id", ["../../x", "ABCDEF012345", "0123456789a", "0123456789ab-0", "0123456789ab/.."])
def test_what_is_no_id_is_refused_before_any_folder_is_looked_at(project: Path, run_id: str) -> None:
    assert message_of(project, run_id) == (
        "parametrul „compare_with”\n"
        f"    găsit      „{run_id}”\n"
        "    așteptat   numele unui dosar de rulare, din 12 cifre și litere de la a la f, sau nimic\n"
        "    de făcut   scrieți de exemplu 0a1b2c3d4e5f"
    )
