"""A printed figure is followed to its cells, from the run folder alone, and adds up again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from docx import Document
from kept_runs import HOME, a_form, a_kept_run

from toolkit.audit.kept_run import open_run
from toolkit.audit.trace import Trace, traces_of
from toolkit.audit.trace_words import lines_of, traces_as_json
from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError

REPOSITORY = Path(__file__).parents[2]
ADJUSTED = """adjustments:
  - {action: "1.10", indicator: 1, text: cca. 150 de ore, reason: Așa s-a hotărât., role: secretarul}
"""
ACCEPTED = """accepted:
  - {code: text-not-understood, department: cultura, action: "1.10", indicator: 2, reason: Se știe., role: secretarul}
"""
Captured = pytest.CaptureFixture[str]


def town_files(folder: Path) -> dict[str, bytes | str]:
    """Two departments, one answer that is left out, an adjusted total, and an accepted warning."""
    return {
        "2023-S1/cultura.xlsx": a_form(
            folder, {"1.1.1": "4 angajați", "1.10.1": "116 ore de instruire", "1.10.2": "câteva sute"}
        ),
        "2023-S1/resurse.xlsx": a_form(
            folder,
            {"1.1.1": "2 angajați", "1.10.1": "14 ore de instruire", "1.10.2": "200 lei", "1.1.2": "-"},
            "resurse-umane",
        ),
        "2023-S1/adjustments.yaml": ADJUSTED,
        "2023-S1/accepted.yaml": ACCEPTED,
    }


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("urmă")
    return a_kept_run(folder, town_files(folder))


def trace(run: Path, indicator: str) -> Trace:
    [found] = traces_of(open_run(run), [indicator])
    return found


def sha256_of(run: Path, name: str) -> str:
    return hashlib.sha256((run / "kept" / HOME / name).read_bytes()).hexdigest()


def test_a_figure_is_followed_to_file_sheet_cell_sender_and_hash(run: Path) -> None:
    assert lines_of(trace(run, "1.1.1")) == (
        "1.1.1 · numărul de angajați",
        "acțiunea 1.1. Angajarea",
        "tipărit: „6 angajați”",
        "regula: suma subdiviziunilor; suma lunilor (sum/sum)",
        "adunat din nou: 6 = 4 + 2",
        "── intră în total · 2 răspunsuri",
        "Secția cultură: „4 angajați”",
        f"    {HOME}/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F10",
        f"    SHA-256 {sha256_of(run, '2023-S1/cultura.xlsx')}",
        "    trimis de: Secția cultură, după antetul fișierului",
        "Direcția resurse umane: „2 angajați”",
        f"    {HOME}/2023-S1/resurse.xlsx · foaia „Indicatori” · celula F10",
        f"    SHA-256 {sha256_of(run, '2023-S1/resurse.xlsx')}",
        "    trimis de: Direcția resurse umane, după antetul fișierului",
    )


def test_what_was_left_out_adjusted_and_accepted_shows_up(run: Path) -> None:
    of_money = lines_of(trace(run, "1.10.2"))
    assert "── rămase în afara totalului · 1 răspuns" in of_money
    assert "Secția cultură: „câteva sute” – alt fel de răspuns decât cere indicatorul" in of_money
    assert "adunat din nou: cel puțin 200 = 200 și ce nu s-a putut aduna" in of_money
    [accepted] = [line for line in of_money if line.startswith("text-not-understood")]
    assert accepted.endswith(". Se știe. (acceptat de: secretarul)")
    assert (
        "ajustat: calculat „130 de ore de instruire”, tipărit „cca. 150 de ore”."
        " Așa s-a hotărât. (ajustat de: secretarul)" in lines_of(trace(run, "1.10.1"))
    )


def test_a_row_without_a_figure_and_a_department_without_a_row_are_named(run: Path) -> None:
    of_status = lines_of(trace(run, "1.1.2"))
    assert of_status[4] == "adunat din nou: niciun răspuns nu intră în total"
    assert of_status[5:7] == (
        "── fără cifră · 1 răspuns",
        f"Direcția resurse umane: „-” în {HOME}/2023-S1/resurse.xlsx · foaia „Indicatori” · celula F13",
    )
    assert of_status[7] == "── fără niciun rând: Secția cultură"


def test_every_total_of_a_run_adds_up_to_what_totals_csv_holds(run: Path) -> None:
    traces = traces_of(open_run(run))
    assert all(found.holds for found in traces)
    rows = csv.DictReader(io.StringIO((run / "totals.csv").read_text(encoding="utf-8")))
    assert [(t.indicator, t.printed) for t in traces] == [(f"{r['action']}.{r['indicator']}", r["printed"]) for r in rows]


def test_months_lead_to_the_cell_of_each_month_and_add_up(tmp_path: Path) -> None:
    files = {
        f"2023-0{month}/cultura.xlsx": a_form(tmp_path, {"1.10.1": f"{month} ore de instruire"}, period=f"2023-0{month}")
        for month in range(1, 6)
    }
    found = trace(a_kept_run(tmp_path, files), "1.10.1")
    assert found.holds
    [answer] = found.entered
    assert answer.months is not None
    assert answer.months.line == "15 = 1 + 2 + 3 + 4 + 5"
    assert [source.place.file for source in answer.sources] == [f"{HOME}/2023-0{n}/cultura.xlsx" for n in range(1, 6)]
    assert "── luni care lipsesc de la Secția cultură: iunie" in lines_of(found)


def test_the_register_says_when_and_as_what_it_was_sent(tmp_path: Path) -> None:
    content = a_form(tmp_path, {"1.10.1": "116 ore de instruire"})
    sha256 = hashlib.sha256(content).hexdigest()
    register = (
        "date,file,department,period,state,supersedes,reason,sha256\n"
        f"2023-08-03,Raport final (2).xlsx,cultura,2023-S1,accepted,,,{sha256}\n"
    )
    run = a_kept_run(tmp_path, {f"received/2023-S1/{sha256}.xlsx": content, "received.csv": register})
    assert "    trimis de: Secția cultură, primit la 03.08.2023 ca „Raport final (2).xlsx”" in lines_of(trace(run, "1.10.1"))


def test_a_figure_that_was_changed_after_the_run_does_not_hold(tmp_path: Path) -> None:
    run = a_kept_run(tmp_path, town_files(tmp_path))
    totals = (run / "totals.csv").read_text(encoding="utf-8")
    (run / "totals.csv").write_text(totals.replace(",6 angajați,6 angajați,", ",6 angajați,9 angajați,"), encoding="utf-8")
    found = trace(run, "1.1.1")
    assert not found.holds
    assert "NU SE REGĂSEȘTE: din intrările păstrate rezultă „6 angajați”, nu ce s-a tipărit" in lines_of(found)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"action\n1.1\n", b'"' + b"x" * 200_000, b"PK\x03\x04"])
def test_totals_that_were_damaged_hold_nothing(tmp_path: Path, content: bytes) -> None:
    run = a_kept_run(tmp_path, town_files(tmp_path))
    (run / "totals.csv").write_bytes(content)
    found = trace(run, "1.1.1")
    assert (found.printed, found.recomputed, found.holds) == ("", "6 angajați", False)


def test_a_copy_that_was_changed_after_the_run_is_named(tmp_path: Path) -> None:
    run = a_kept_run(tmp_path, town_files(tmp_path))
    plan = run / "kept" / HOME / "plan.yaml"
    plan.write_bytes(plan.read_bytes() + b"\n")
    with pytest.raises(OfficeFileError) as raised:
        trace(run, "1.1.1")
    assert str(raised.value) == (
        f"kept/{HOME}/plan.yaml\n"
        "    găsit      o copie care nu mai este ce a citit rularea\n"
        "    așteptat   copia cu hash-ul din manifest.json\n"
        "    de făcut   verificați rularea cu „raport audit” și cereți din nou dosarul ei"
    )


def test_what_was_not_kept_cannot_be_followed_and_is_named(tmp_path: Path) -> None:
    run = a_kept_run(tmp_path, town_files(tmp_path), not_kept=["2023-S1/cultura.xlsx"])
    found = trace(run, "1.1.1")
    assert (found.holds, found.printed, found.recomputed) == (False, "6 angajați", "2 angajați")
    assert f"── fără copie păstrată, deci de neurmărit: {HOME}/2023-S1/cultura.xlsx" in lines_of(found)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("1.10.11", "codul acțiunii, punct, numărul indicatorului, ca 3.1.2; cel mai apropiat este „1.10.1”"),
        ("1.1", "un indicator al acțiunii: 1.1.1 și 1.1.2"),
    ],
)
def test_an_unknown_indicator_names_the_nearest(run: Path, indicator: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        trace(run, indicator)
    assert str(raised.value) == (
        "indicatorul cerut\n"
        f"    găsit      „{indicator}”, pe care planul nu îl are\n"
        f"    așteptat   {expected}\n"
        "    de făcut   corectați numărul indicatorului"
    )


def test_as_json_a_trace_is_one_object(run: Path) -> None:
    told = json.loads(traces_as_json([trace(run, "1.10.1")]))
    assert (told["printed"], told["computed"], told["adds_up"], told["holds"]) == (
        "cca. 150 de ore",
        "130 de ore de instruire",
        "130 = 116 + 14",
        True,
    )
    assert [source["cell"] for answer in told["entered"] for source in answer["sources"]] == ["F11", "F11"]


def test_an_audit_copy_has_a_comment_at_each_total(run: Path, tmp_path: Path, capsys: Captured) -> None:
    copy = tmp_path / "copie.docx"
    assert main(["trace", str(run), "--mark", str(copy)]) == 0
    assert capsys.readouterr().out == f"{copy}\n"
    document = Document(str(copy))
    comments = {str(comment.comment_id): comment.text.splitlines() for comment in document.comments}
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    cells = {}
    for row in [table.rows[-1] for table in document.tables]:
        for cell in row.cells:
            for start in cell._element.iter(f"{name}commentRangeStart"):
                cells[comments[start.get(f"{name}id")][0].partition(" ")[0]] = cell.text
    assert cells == {
        "1.1.1": "6 angajați",
        "1.1.2": "-",
        "1.10.1": "cca. 150 de ore*1",
        "1.10.2": "cel puțin 200 lei",
        "1.10.3": "-",
    }
    assert comments["0"] == list(lines_of(trace(run, "1.1.1")))


def test_a_drafted_sentence_leads_to_its_indicators(run: Path, tmp_path: Path, capsys: Captured) -> None:
    copy = tmp_path / "copie.docx"
    assert main(["trace", str(run), "--mark", str(copy)]) == 0
    document = Document(str(copy))
    made = [comment.text.splitlines() for comment in document.comments if "făcută din indicatorii" in comment.text]
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    printed = "".join(text.text for text in document.element.body.iter(f"{name}t"))
    assert made
    assert all(sentence in printed for sentence, _ in made)
    assert {line.partition(": ")[2] for _, line in made} >= {"1.1.1, 1.1.2, 1.10.1, 1.10.2, 1.10.3"}


def test_a_trace_is_asked_for_by_folder_or_id_and_exits_1_where_it_does_not_hold(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "proiect"
    for name in ("notebooks", "inputs", "outputs/oras/2023-S1/semester_report"):
        (project / name).mkdir(parents=True)
    run = a_kept_run(project / "outputs/oras/2023-S1/semester_report", town_files(tmp_path))
    assert main(["trace", run.name, "1.1.1", "--project", str(project)]) == 0
    by_id = capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    assert main(["trace", str(run), "1.1.1"]) == 0
    assert capsys.readouterr().out == by_id
    (run / "totals.csv").write_text("action,indicator,printed\n1.1,1,7\n", encoding="utf-8")
    assert main(["trace", str(run), "1.1.1"]) == 1
    assert capsys.readouterr().err == (
        "fișierele rulării nu mai sunt cele din timpul ei: totals.csv; ce se arată ca tipărit nu este dovedit\n"
        "următorul pas: nu se regăsesc: 1.1.1; verificați rularea cu „raport audit”\n"
    )


def test_a_trace_in_a_run_that_was_changed_warns_even_where_its_figure_adds_up(tmp_path: Path, capsys: Captured) -> None:
    run = a_kept_run(tmp_path, town_files(tmp_path))
    (run / "findings.csv").write_bytes(b"altceva")
    assert main(["trace", str(run), "1.1.1"]) == 1
    captured = capsys.readouterr()
    assert "adunat din nou: 6 = 4 + 2" in captured.out
    assert captured.err == (
        "fișierele rulării nu mai sunt cele din timpul ei: findings.csv; ce se arată ca tipărit nu este dovedit\n"
        "următorul pas: verificați rularea cu „raport audit” înainte de a crede cifrele\n"
    )


def test_an_unknown_run_names_the_nearest(tmp_path: Path, capsys: Captured) -> None:
    project = tmp_path / "proiect"
    for name in ("notebooks", "inputs", "outputs/oras/2023-S1/semester_report"):
        (project / name).mkdir(parents=True)
    run = a_kept_run(project / "outputs/oras/2023-S1/semester_report", town_files(tmp_path))
    mistyped = run.name[:-1]
    assert main(["trace", mistyped, "1.1.1", "--project", str(project)]) == 2
    assert capsys.readouterr().err == (
        "rularea cerută\n"
        f"    găsit      „{mistyped}”, care nu este nici dosarul unei rulări, nici numele uneia\n"
        "    așteptat   dosarul unei rulări păstrate, sau cele 12 semne ale numelui ei din outputs/;"
        f" cel mai apropiat este „{run.name}”\n"
        "    de făcut   corectați numele, sau numiți dosarul întreg\n"
    )


def test_without_an_indicator_or_a_copy_nothing_is_traced(run: Path, capsys: Captured) -> None:
    assert main(["trace", str(run)]) == 2
    assert capsys.readouterr().err == (
        "comanda „raport trace”\n"
        "    găsit      niciun indicator\n"
        "    așteptat   indicatorul de urmărit, ca 3.1.2, sau o copie de marcat, cu --mark\n"
        "    de făcut   adăugați unul dintre ele\n"
    )


@pytest.mark.parametrize("content", ["", "{}", '{"report": 1}', "[" * 10_000])
def test_a_folder_without_a_whole_manifest_is_refused(tmp_path: Path, content: str, capsys: Captured) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    assert main(["trace", str(tmp_path), "1.1.1"]) == 3
    assert capsys.readouterr().err == (
        "manifest.json\n"
        "    găsit      fișierul lipsește sau nu mai este cel scris de „raport run”\n"
        "    așteptat   manifestul rulării, cu parametrii, intrările și rezultatele ei\n"
        "    de făcut   luați din nou dosarul rulării de la cine l-a făcut\n"
    )


@pytest.mark.parametrize("path", ["/etc/passwd", "../../secret", "inputs/../../x", "a\\b", ""])
def test_a_manifest_cannot_lead_out_of_its_folder(run: Path, tmp_path: Path, path: str) -> None:
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    manifest["inputs"][0]["path"] = path
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(OfficeFileError):
        open_run(tmp_path)
