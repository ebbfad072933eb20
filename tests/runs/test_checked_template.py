"""`raport template check`: what is wrong with a template, on the screen and in a marked copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from tiny_project import make_project

from toolkit.cli import main

Captured = pytest.CaptureFixture[str]
TEMPLATE = Path(__file__).parents[2] / "templates/semester_report.docx"
GOOD = "templates/semester_report.docx"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose template has two faults: an unknown name in the text, and one in the header."""
    monkeypatch.delenv("RAPORT_PROJECT", raising=False)
    made = make_project(tmp_path / "proiect")
    (made / "templates").mkdir(exist_ok=True)
    shutil.copyfile(TEMPLATE, made / GOOD)
    document = Document(str(made / GOOD))
    document.add_paragraph("Vezi {{ title_pln }}")
    document.sections[0].first_page_header.paragraphs[0].add_run(" {{ institutia }}")
    document.save(str(made / "templates/stricat.docx"))
    monkeypatch.chdir(made)
    return made


def check(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    status = main(["template", "check", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_good_template_is_listed_and_nothing_is_to_be_done(project: Path, capsys: Captured) -> None:
    status, out, err = check(capsys, GOOD)

    assert status == 0
    assert out.startswith("── textul · 101 marcaje\n    letterhead, line, registration_line ×2, title_kind, title_plan,")
    assert out.endswith("── subsolul 2 · 1 marcaj\n    property_title\n\n0 greșeli, 0 câmpuri fără marcaj\n")
    assert err == "următorul pas: faceți raportul cu „raport run”\n"


def test_faults_are_told_with_place_and_paragraph(project: Path, capsys: Captured) -> None:
    status, out, err = check(capsys, "templates/stricat.docx", "--report", "semester_report")

    assert status == 3
    faults = out.split("\n\n")[-3:]
    assert faults == [
        (
            "templates/stricat.docx · textul, paragraful 120: „Vezi {{ title_pln }}”\n"
            "    găsit      marcajul „title_pln”, pe care raportul nu îl cunoaște\n"
            "    așteptat   un nume din lista marcajelor; cel mai apropiat este „title_plan”\n"
            "    de făcut   deschideți șablonul în Word și corectați marcajul"
        ),
        (
            "templates/stricat.docx · antetul 2, paragraful 1: „{{ institutia }}”\n"
            "    găsit      marcajul „institutia”, pe care raportul nu îl cunoaște\n"
            "    așteptat   un nume din lista marcajelor; cel mai apropiat este „institution”\n"
            "    de făcut   deschideți șablonul în Word și corectați marcajul"
        ),
        "2 greșeli, 0 câmpuri fără marcaj\n",
    ]
    assert err == "următorul pas: corectați șablonul în Word și verificați din nou\n"


def test_a_field_without_a_placeholder_is_named_and_must_be_looked_at(project: Path, capsys: Captured) -> None:
    document = Document(GOOD)
    (line,) = (one for one in document.paragraphs if one.text == "{{ title_period }}")
    line.clear()
    document.save(GOOD)

    status, out, _ = check(capsys, GOOD)
    check(capsys, GOOD, "--mark", "marcat.docx")

    assert status == 3
    assert [comment.text.partition("\nA")[0] for comment in Document("marcat.docx").comments] == [
        "templates/semester_report.docx\nGăsit: niciun marcaj pentru câmpul „title_period”"
    ]
    assert out.endswith(
        "\n\ntemplates/semester_report.docx\n"
        "    găsit      niciun marcaj pentru câmpul „title_period”\n"
        "    așteptat   fiecare câmp al raportului în șablon; fără marcaj, textul lui ar lipsi din document\n"
        "    de făcut   deschideți șablonul în Word și adăugați marcajul la locul lui\n\n"
        "0 greșeli, 1 câmp fără marcaj\n"
    )


def test_the_marked_copy_is_the_last_line_and_has_a_comment_for_each_fault(project: Path, capsys: Captured) -> None:
    before = Path("templates/stricat.docx").read_bytes()

    status, out, err = check(capsys, "templates/stricat.docx", "--report", "semester_report", "--mark", "marcat.docx")

    assert status == 3
    assert out.splitlines()[-1] == "marcat.docx"
    assert err == (
        "următorul pas: deschideți marcat.docx în Word, corectați șablonul după comentarii și verificați din nou\n"
    )
    assert Path("templates/stricat.docx").read_bytes() == before
    assert [comment.text for comment in Document("marcat.docx").comments] == [
        (
            "Găsit: marcajul „title_pln”, pe care raportul nu îl cunoaște\n"
            "Așteptat: un nume din lista marcajelor; cel mai apropiat este „title_plan”\n"
            "De făcut: deschideți șablonul în Word și corectați marcajul"
        ),
        (
            "templates/stricat.docx · antetul 2, paragraful 1: „{{ institutia }}”\n"
            "Găsit: marcajul „institutia”, pe care raportul nu îl cunoaște\n"
            "Așteptat: un nume din lista marcajelor; cel mai apropiat este „institution”\n"
            "De făcut: deschideți șablonul în Word și corectați marcajul"
        ),
    ]
    assert sorted(path.name for path in project.glob("*.docx")) == ["marcat.docx"]


def test_of_a_good_template_no_copy_is_written_and_that_is_said(project: Path, capsys: Captured) -> None:
    status, out, err = check(capsys, GOOD, "--mark", "marcat.docx")

    assert (status, out) == (0, check(capsys, GOOD)[1])
    assert err == "nu este nimic de marcat: copia nu s-a scris\nurmătorul pas: faceți raportul cu „raport run”\n"
    assert not Path("marcat.docx").exists()


def test_a_document_without_any_placeholder_is_probably_no_template_of_the_report(project: Path, capsys: Captured) -> None:
    document = Document()
    document.add_paragraph("Dispoziție privind concediile de odihnă")
    document.save("dispozitie.docx")

    status, out, err = check(capsys, "dispozitie.docx", "--report", "semester_report")

    assert (status, err) == (3, "următorul pas: corectați șablonul în Word și verificați din nou\n")
    assert out == (
        "dispozitie.docx\n"
        "    găsit      niciun marcaj în tot documentul: probabil nu este un șablon al acestui raport\n"
        "    așteptat   un șablon în care câmpurile raportului stau ca marcaje de forma {{ nume }}\n"
        "    de făcut   alegeți șablonul raportului sau scrieți în acesta marcajele lui\n\n"
        "1 greșeală, 0 câmpuri fără marcaj\n"
    )


def test_the_same_as_json(project: Path, capsys: Captured) -> None:
    status, out, _ = check(capsys, "templates/stricat.docx", "--report", "semester_report", "--format", "json")
    told = json.loads(out)

    assert status == 3
    assert told["file"] == "templates/stricat.docx"
    assert told["placeholders"][1] == {"part": "word/header1.xml", "names": {"institution": 1}}
    assert told["faults"][0] == {
        "part": "word/document.xml",
        "paragraph": 120,
        "text": "Vezi {{ title_pln }}",
        "found": "marcajul „title_pln”, pe care raportul nu îl cunoaște",
        "expected": "un nume din lista marcajelor; cel mai apropiat este „title_plan”",
        "fix": "deschideți șablonul în Word și corectați marcajul",
    }
    assert told["unused"] == []


def test_a_template_is_named_from_the_project_folder_too(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert check(capsys, GOOD, "--project", str(project))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["templates/lipsa.docx"],
            (
                "șablonul cerut\n"
                "    găsit      „templates/lipsa.docx”, un fișier care nu este nici aici și nici în dosarul proiectului\n"
                "    așteptat   un șablon Word, de exemplu templates/semester_report.docx\n"
                "    de făcut   corectați numele fișierului\n"
            ),
        ),
        (
            ["x" * 300],
            (
                "șablonul cerut\n"
                f"    găsit      „{'x' * 80}…”, un fișier care nu este nici aici și nici în dosarul proiectului\n"
                "    așteptat   un șablon Word, de exemplu templates/semester_report.docx\n"
                "    de făcut   corectați numele fișierului\n"
            ),
        ),
        (
            ["templates/stricat.docx"],
            (
                "șablonul cerut\n"
                "    găsit      „stricat.docx”, un nume de șablon care nu spune cărui raport îi aparține\n"
                "    așteptat   unul dintre rapoartele: action_plan, integrity_plan, monthly_report, plan_evaluation,"
                " project_sheet și"
                " semester_report\n"
                "    de făcut   numiți raportul cu --report\n"
            ),
        ),
        (
            [GOOD, "--report", "semestr_report"],
            (
                "opțiunea --report\n"
                "    găsit      „semestr_report”, un raport pe care programul nu îl cunoaște\n"
                "    așteptat   unul dintre rapoartele: action_plan, integrity_plan, monthly_report, plan_evaluation,"
                " project_sheet și"
                " semester_report; cel mai apropiat este „semester_report”\n"
                "    de făcut   corectați numele raportului\n"
            ),
        ),
        (
            [GOOD, "--mark", "marcat.doc"],
            (
                "opțiunea --mark\n"
                "    găsit      „marcat.doc”, un nume care nu se termină în .docx\n"
                "    așteptat   un nume de document Word, de exemplu sablon-marcat.docx\n"
                "    de făcut   corectați numele copiei\n"
            ),
        ),
        (
            [GOOD, "--mark", GOOD],
            (
                "fișierul semester_report.docx\n"
                "    găsit      există deja\n"
                "    așteptat   un nume nou, ca să nu se piardă ce este acolo\n"
                "    de făcut   alegeți alt nume cu --mark sau mutați fișierul\n"
            ),
        ),
    ],
)
def test_what_is_mistyped_is_told(project: Path, capsys: Captured, arguments: list[str], said: str) -> None:
    assert check(capsys, *arguments) == (2, "", said)


def test_a_file_that_is_no_document_must_be_corrected(project: Path, capsys: Captured) -> None:
    Path(GOOD).write_bytes(b"PK nu chiar")

    status, out, err = check(capsys, GOOD, "--mark", "marcat.docx")

    assert (status, out) == (3, "")
    assert err == (
        f"{GOOD}\n"
        "    găsit      un fișier care nu se poate deschide ca document Word\n"
        "    așteptat   un document Word (.docx)\n"
        "    de făcut   deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc\n"
    )
    assert not Path("marcat.docx").exists()


def test_a_file_that_is_much_too_big_is_not_read(project: Path, capsys: Captured) -> None:
    with Path(GOOD).open("r+b") as file:
        file.truncate(50_000_001)

    assert check(capsys, GOOD) == (
        3,
        "",
        (
            f"{GOOD}\n"
            "    găsit      un fișier de peste 50 de megaocteți\n"
            "    așteptat   un șablon de câteva pagini; textele subdiviziunilor nu stau în el\n"
            "    de făcut   alegeți șablonul raportului\n"
        ),
    )


def test_a_folder_that_is_not_there_takes_no_copy(project: Path, capsys: Captured) -> None:
    status, _, err = check(capsys, "templates/stricat.docx", "--report", "semester_report", "--mark", "nicăieri/marcat.docx")

    assert status == 2
    assert err == (
        "opțiunea --mark\n"
        "    găsit      dosarul nicăieri, care nu există\n"
        "    așteptat   un fișier într-un dosar care există\n"
        "    de făcut   faceți dosarul sau alegeți altul cu --mark\n"
    )


def test_faults_are_told_in_the_language_that_is_asked_for(project: Path, capsys: Captured) -> None:
    status, out, err = check(capsys, "templates/stricat.docx", "--report", "semester_report", "--lang", "en")

    assert status == 3
    assert "templates/stricat.docx · the text, paragraph 120: “Vezi {{ title_pln }}”\n    found      " in out
    assert err == "next step: correct the template in Word and check again\n"


def test_without_a_verb_the_verbs_are_shown(capsys: Captured) -> None:
    assert main(["template"]) == 2
    assert capsys.readouterr().err == (
        "Folosire: raport template COMANDĂ …\n\n"
        "Verifică un șablon Word: raport template check templates/semester_report.docx.\n\n"
        "--lang [bg|en|ro|ro_RO]  limba mesajelor; altfel cea a instituției\n"
        "--help                   arată acest text\n\n"
        "Comenzi:\n"
        "check  Arată marcajele unui șablon și tot ce este greșit în el.\n"
    )


def test_a_copy_whose_name_is_too_long_is_refused(project: Path, capsys: Captured) -> None:
    status, _, err = check(capsys, GOOD, "--mark", f"{'x' * 300}.docx")
    assert status == 2
    assert "    găsit      nu se poate scrie: numele este prea lung\n" in err
