"""`raport check --mark`: marked copies, letters and who is late, in a folder that is complete or absent."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from form_builder import content_of_form, form, with_cells
from sent_form import opened
from small_town import FOLDER, make_small_town

from toolkit.cli import main
from toolkit.errors import UsageError
from toolkit.runs.marking import Marked, MarkRequest, mark_returns
from toolkit.runs.screen import Screen

Captured = pytest.CaptureFixture[str]
REGISTER = "date,file,department,period,state,supersedes,reason,sha256\n"


def made(project: Path, out: Path, date: str = "", language: str = "") -> tuple[Marked, str]:
    """What was made, and what was said meanwhile."""
    said = io.StringIO()
    request = MarkRequest(project=project, institution="oras", period="2023-S1", folder=out, date=date, language=language)
    return mark_returns(request, Screen(said)), said.getvalue()


def town(folder: Path, returned: Mapping[str, bytes], *, closing: bool = True) -> Path:
    """The small town hall, whose forms are due on the fifth."""
    project = make_small_town(folder / "proiect", returned)
    if closing:
        path = project / "inputs/oras/institution.yaml"
        path.write_text(path.read_text("utf-8") + "forms: {closing_day: 5}\n", "utf-8")
    return project


def faulty(folder: Path) -> bytes:
    """The form of culture with an error."""
    return with_cells(form(folder), {"F12": "#DIV/0!"})


def letter(out: Path, department: str) -> docx.document.Document:
    """A letter as another library reads it."""
    return docx.Document(str(out / f"scrisoare_{department}_2023-S1.docx"))


def paragraphs(out: Path, department: str) -> list[str]:
    """The paragraphs of a letter that say something."""
    return [paragraph.text for paragraph in letter(out, department).paragraphs if paragraph.text]


def late(out: Path) -> list[dict[str, str]]:
    """The list of who is late."""
    return list(csv.DictReader((out / "who-is-late.csv").read_text("utf-8").splitlines()))


def test_a_faulty_form_comes_back_marked_with_a_letter_and_who_sent_nothing_gets_one_too(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    marked, said = made(project, out, "2023-07-10")
    assert marked.folder == out
    assert sorted(path.name for path in out.iterdir()) == [
        "cultura.xlsx",
        "scrisoare_cultura_2023-S1.docx",
        "scrisoare_resurse-umane_2023-S1.docx",
        "who-is-late.csv",
        "who-is-late.xlsx",
    ]
    assert said == "formulare de însemnat: 1 din 1\ns-au făcut: 1 formular însemnat și 2 scrisori\n"
    assert opened((out / "cultura.xlsx").read_bytes())["Indicatori"]["F12"].comment is not None
    assert paragraphs(out, "resurse-umane") == [
        "Către: Direcția resurse umane",
        "Formularul pentru semestrul I al anului 2023 nu a fost primit",
        (
            "Până la 10 iulie 2023 nu am primit formularul pentru semestrul I al anului 2023. Termenul a fost 5 iulie 2023;"
            " de atunci au trecut 3 zile lucrătoare."
        ),
        "Vă rugăm să completați formularul primit și să îl trimiteți până la 13 iulie 2023.",
        "Întrebări: secretariat@exemplu.md",
        "Elaborat: _________________________, secretar",
    ]
    assert letter(out, "resurse-umane").tables == []
    assert late(out) == [
        {
            "department": "resurse-umane",
            "name": "Direcția resurse umane",
            "state": "not-sent",
            "due": "2023-07-05",
            "received": "",
            "working_days_late": "3",
        }
    ]


def test_the_letter_says_what_where_and_by_when(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    made(project, out, "2023-07-10")
    said = paragraphs(out, "cultura")
    assert said[1:4] == [
        "Ce este de corectat în formularul pentru semestrul I al anului 2023",
        (
            "Am verificat ce ați trimis pentru semestrul I al anului 2023 și am găsit 1 eroare și 1 lucru de verificat;"
            " tabelul de mai jos le arată pe toate."
        ),
        (
            "Alăturat vă întoarcem cultura.xlsx: celulele de corectat sunt colorate și au câte un comentariu, iar prima"
            " foaie, „De corectat”, duce la fiecare. Corectați chiar în acest fișier; unde valoarea este bună, răspundeți"
            " în ultima coloană a foii."
        ),
    ]
    assert "Vă rugăm să trimiteți formularul corectat până la 13 iulie 2023." in said
    [table] = letter(out, "cultura").tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Nr.", "Felul", "Locul", "Găsit", "Așteptat", "De făcut"]
    assert rows[1][:4] == ["1", "EROARE", "Indicatori · F12", "eroarea Excel #DIV/0!"]
    assert rows[2][:4] == ["2", "DE VERIFICAT", "Indicatori · F13", "fără răspuns la 1.10.2 și 1.10.3"]


def test_without_a_day_nothing_is_counted_and_it_is_said(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    _, said = made(project, out)
    assert said.endswith("zilele de întârziere nu s-au numărat: lipsește --date, ziua până la care se numără\n")
    assert late(out)[0]["working_days_late"] == ""
    request = "Vă rugăm să trimiteți formularul corectat în 3 zile lucrătoare de la primirea acestei scrisori."
    assert request in paragraphs(out, "cultura")


def test_without_a_closing_day_nothing_is_counted_and_it_is_said(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}, closing=False), tmp_path / "înapoi"
    _, said = made(project, out, "2023-07-10")
    assert said.endswith("zilele de întârziere nu s-au numărat: institution.yaml nu spune termenul (forms: closing_day)\n")


def test_on_the_closing_day_nobody_is_late(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    made(project, out, "2023-07-05")
    assert late(out)[0]["working_days_late"] == "0"
    assert paragraphs(out, "resurse-umane")[2].endswith("Termenul este 5 iulie 2023.")


def test_who_sent_late_stands_in_the_list_and_gets_no_letter_for_it(tmp_path: Path) -> None:
    good = form(tmp_path, content_of_form(department="resurse-umane"))
    project, out = town(tmp_path, {"cultura.xlsx": form(tmp_path), "resurse-umane.xlsx": good}), tmp_path / "înapoi"
    register = REGISTER + f"2023-07-07,x.xlsx,cultura,2023-S1,accepted,,,{'0' * 64}\n"
    (project / "inputs/oras/received.csv").write_text(register, "utf-8")
    marked, _ = made(project, out, "2023-07-10")
    assert [(one.department, one.lateness.value, one.working_days) for one in marked.late] == [("cultura", "sent-late", 2)]


def test_a_file_with_a_personal_code_is_never_copied(tmp_path: Path) -> None:
    content = with_cells(form(tmp_path), {"I10": "IDNP 2000000000004", "F12": "douăzeci și ceva"})
    project, out = town(tmp_path, {"cultura.xlsx": content}), tmp_path / "înapoi"
    made(project, out, "2023-07-10")
    assert not (out / "cultura.xlsx").exists()
    assert "cultura.xlsx conține coduri personale: nu îl copiem și nu îl întoarcem." in paragraphs(out, "cultura")
    assert all(b"2000000000004" not in path.read_bytes() for path in out.iterdir())


def test_what_could_not_be_read_gets_a_letter_that_says_why(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": b"PK\x03\x04 no workbook"}), tmp_path / "înapoi"
    made(project, out, "2023-07-10")
    said = paragraphs(out, "cultura")
    assert said[2].startswith("Formularul pentru semestrul I al anului 2023 a fost primit, dar nu se poate lua în seamă.")
    assert "cultura.xlsx nu s-a putut citi, deci nu îl întoarcem cu însemnări." in said
    assert late(out)[0]["state"] == "returned"


def test_a_csv_text_is_not_marked(tmp_path: Path) -> None:
    text = (
        "Instituția,Primăria orașului Exemplu\nSubdiviziunea,Secția cultură\nPerioada,2023-S1\n"
        "Acțiunea,Indicatorul,Valoarea\n1.1,1,mulți\n"
    )
    project, out = town(tmp_path, {"cultura.csv": text.encode()}), tmp_path / "înapoi"
    made(project, out, "2023-07-10")
    assert "cultura.csv este un text CSV, în care nu se poate însemna nimic." in paragraphs(out, "cultura")
    assert not (out / "cultura.csv").exists()


def test_a_file_of_nobody_known_is_named(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"poza.xlsx": b"PK\x03\x04"}), tmp_path / "înapoi"
    _, said = made(project, out)
    assert "nu se știe al cui este poza.xlsx: nimeni nu primește o scrisoare despre el\n" in said


def test_the_same_again_changes_nothing_and_another_folder_is_refused(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    made(project, out, "2023-07-10")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    _, said = made(project, out, "2023-07-10")
    assert said.endswith("fișierele erau deja acolo, cu aceiași octeți\n")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    with pytest.raises(UsageError, match=r"alegeți altul cu --mark"):
        made(project, out, "2023-07-11")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_nothing_is_put_among_the_returns(tmp_path: Path) -> None:
    project = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)})
    with pytest.raises(UsageError, match=r"opțiunea --mark\n    găsit .*, un dosar din care raportul citește"):
        made(project, project / FOLDER)


def test_what_goes_to_departments_is_in_their_language_whatever_the_messages_are_in(tmp_path: Path) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    marked, _ = made(project, out, "2023-07-10", "en")
    assert any("Excel error" in finding.found for finding in marked.findings), marked.findings
    assert letter(out, "cultura").tables[0].rows[1].cells[1].text == "EROARE"
    assert opened((out / "cultura.xlsx").read_bytes()).sheetnames[0] == "De corectat"


def test_the_template_of_the_letter_is_as_it_must_be(tmp_path: Path, capsys: Captured) -> None:
    project = town(tmp_path, {})
    assert main(["template", "check", "templates/correction_letter.docx", "--project", str(project)]) == 0
    assert "0 greșeli, 0 câmpuri fără marcaj" in capsys.readouterr().out


def test_a_bulgarian_town_writes_in_bulgarian(tmp_path: Path) -> None:
    project, out = town(tmp_path, {}), tmp_path / "назад"
    path = project / "inputs/oras/institution.yaml"
    path.write_text(path.read_text("utf-8").replace("ro_MD", "bg_BG"), "utf-8")
    made(project, out, "2023-07-10")
    said = " ".join(paragraphs(out, "cultura"))
    assert "Срокът беше 5 юли 2023" in said
    assert not [word for word in ("Termen", "Către", "Vă rugăm", "Nu am") if word in said]


def test_json_stays_one_array_on_stdout_and_nothing_else(tmp_path: Path, capsys: Captured) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    given = ["check", "--institution", "oras", "--period", "2023-S1", "--project", str(project), "--mark", str(out)]
    assert main([*given, "--date", "2023-07-10", "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert {"error", "warning"} <= {finding["severity"] for finding in json.loads(captured.out)}
    assert captured.err.endswith(f"{out}\n")


def test_the_answer_lists_who_is_late_and_ends_with_the_folder(tmp_path: Path, capsys: Captured) -> None:
    project, out = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)}), tmp_path / "înapoi"
    given = ["check", "--institution", "oras", "--period", "2023-S1", "--project", str(project), "--mark", str(out)]
    assert main([*given, "--date", "2023-07-10"]) == 1
    captured = capsys.readouterr()
    assert captured.out.endswith(f"ÎNTÂRZIERI\n    Direcția resurse umane · nu a trimis nimic · 3 zile lucrătoare\n{out}\n")
    assert captured.err.endswith(
        "următorul pas: trimiteți fiecărei subdiviziuni scrisoarea ei și formularul însemnat, din dosarul de mai jos\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--date", "2023-08-10"],
            (
                "opțiunea --date\n"
                "    găsit      o zi, fără --mark\n"
                "    așteptat   --date împreună cu --mark: ziua la care se spune cine întârzie\n"
                "    de făcut   adăugați --mark DOSAR sau lăsați opțiunea deoparte\n"
            ),
        ),
        (
            ["--mark", "înapoi", "--date", "ieri"],
            (
                "opțiunea --date\n"
                "    găsit      „ieri”, care nu este o zi din calendar\n"
                "    așteptat   ziua la care se spune cine întârzie, de exemplu 2023-08-10\n"
                "    de făcut   scrieți o zi care există, ca an-lună-zi\n"
            ),
        ),
    ],
)
def test_a_day_that_is_mistyped_or_for_nothing_exits_2(
    tmp_path: Path, capsys: Captured, options: list[str], said: str
) -> None:
    project = town(tmp_path, {"cultura.xlsx": faulty(tmp_path)})
    assert main(["check", "--institution", "oras", "--period", "2023-S1", "--project", str(project), *options]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", said)


def test_months_of_a_semester_come_back_in_folders_of_their_own(tmp_path: Path) -> None:
    project, out = town(tmp_path, {}), tmp_path / "înapoi"
    for month in ("2023-01", "2023-02"):
        folder = project / "inputs/oras" / month
        folder.mkdir()
        content = with_cells(form(tmp_path), {"B4": month, "C4": None, "F12": "#DIV/0!"})
        (folder / "cultura.xlsx").write_bytes(with_cells(content, {"B4": month, "C4": None}, "Descrieri"))
    made(project, out, "2023-07-10")
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.xlsx")) == [
        "2023-01/cultura.xlsx",
        "2023-02/cultura.xlsx",
        "who-is-late.xlsx",
    ]
    places = [row.cells[2].text for row in letter(out, "cultura").tables[0].rows]
    assert "2023-02/cultura.xlsx · Indicatori · F12" in places


def test_a_period_that_has_begun_and_of_which_nobody_has_sent_anything_has_its_letters_and_its_list(tmp_path: Path) -> None:
    project, out = town(tmp_path, {}), tmp_path / "înapoi"
    request = MarkRequest(project=project, institution="oras", period="2023-08", folder=out, date="2023-09-06")
    mark_returns(request, Screen(io.StringIO()))
    assert [(row["department"], row["working_days_late"]) for row in late(out)] == [("cultura", "1"), ("resurse-umane", "1")]
    assert (out / "scrisoare_cultura_2023-08.docx").is_file()


@pytest.mark.parametrize("date", ["", "2023-07-31"])
def test_of_a_period_that_has_not_begun_or_without_a_day_nobody_is_reminded(date: str, tmp_path: Path) -> None:
    project, out = town(tmp_path, {}), tmp_path / "înapoi"
    request = MarkRequest(project=project, institution="oras", period="2023-08", folder=out, date=date)
    with pytest.raises(UsageError, match="„2023-08”"):
        mark_returns(request, Screen(io.StringIO()))
    assert not out.exists()
