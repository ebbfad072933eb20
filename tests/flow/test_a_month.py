"""A month from files to the Word report: beside the month before, the semester so far, and another run of it."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from form_builder import INSTITUTION, PLAN, content_of_form
from small_town import as_yaml, make_small_town, raport

from toolkit.cli import main
from toolkit.intake.forms.form import FormRow, write_form
from toolkit.intake.period_inputs import read_period
from toolkit.language import speaking
from toolkit.plan.institution import FormTerms
from toolkit.plan.period import Period
from toolkit.plan.unit import Unit
from toolkit.totals.figures import figures_of
from toolkit.totals.periods import composed

REPOSITORY = Path(__file__).parents[2]
HOME = "inputs/balti-lunar"
MONTHS = [f"2023-0{month}" for month in range(1, 7)]
Rows = list[dict[str, str]]


def rows(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def by_indicator(folder: Path) -> dict[str, dict[str, str]]:
    return {f"{row['action']}.{row['indicator']}": row for row in rows(folder / "month.csv")}


def words_of(folder: Path) -> list[str]:
    """The texts of the Word report in their order, each once where cells are merged."""
    (file,) = folder.glob("*.docx")
    document = docx.Document(str(file))
    in_tables: list[str] = []
    for table in document.tables:
        for row in table.rows:
            in_tables += dict.fromkeys(cell.text for cell in row.cells)
    return [paragraph.text for paragraph in document.paragraphs] + in_tables


def reported(month: str, action: str, indicator: int) -> Iterator[Decimal]:
    """The leading numbers that the departments' own cells hold, read by openpyxl and nothing of ours."""
    for file in sorted((REPOSITORY / HOME / month).glob("*.xlsx")):
        page = openpyxl.load_workbook(file, read_only=True).worksheets[0]
        for code, number, _, _, _, value, *_ in page.iter_rows(values_only=True):
            if (str(code), str(number)) == (action, str(indicator)) and value is not None:
                digits = re.match(r"[\d ]+", str(value))
                if digits:
                    yield Decimal(digits[0].replace(" ", ""))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proiect")
    for name in ("notebooks/monthly_report.ipynb", "templates/monthly_report.docx"):
        (folder / name).parent.mkdir()
        shutil.copy(REPOSITORY / name, folder / name)
    shutil.copytree(REPOSITORY / HOME, folder / HOME)
    return folder


def run(project: Path, period: str, *more: str, status: int = 0) -> Path:
    runs = project / "outputs/balti-lunar" / period / "monthly_report"
    before = set(runs.glob("*")) if runs.is_dir() else set()
    arguments = ["run", "monthly_report", "-p", "institution", "balti-lunar", "-p", "period", period, *more]
    assert main([*arguments, "--project", str(project)]) == status
    (folder,) = set(runs.iterdir()) - before
    return folder


@pytest.fixture(scope="module")
def may(project: Path) -> Path:
    return run(project, "2023-05")


def test_without_parameters_it_is_the_report_of_may_and_a_second_run_gives_the_same_bytes(project: Path, may: Path) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in may.rglob("*") if path.is_file()}
    assert main(["run", "monthly_report", "--project", str(project)]) == 0
    assert [folder.name for folder in may.parent.iterdir()] == [may.name]
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in may.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("action", "indicator"), [("1.1", 1), ("1.1", 2), ("1.1", 3), ("1.3", 3), ("4.5", 2)])
def test_the_figures_are_those_of_the_workbooks_of_five_months(may: Path, action: str, indicator: int) -> None:
    row = by_indicator(may)[f"{action}.{indicator}"]
    month, before, so_far = (Decimal(re.sub(r"\D", "", row[name])) for name in ("month", "before", "so_far"))
    assert month == sum(reported("2023-05", action, indicator))
    assert before == sum(reported("2023-04", action, indicator))
    assert so_far == sum(figure for name in MONTHS[:5] for figure in reported(name, action, indicator))
    assert so_far > month


def test_the_word_file_prints_them_under_the_names_of_the_months(may: Path) -> None:
    words = words_of(may)
    start = words.index("numărul de concursuri organizate")
    row = by_indicator(may)["1.1.2"]
    assert words[start + 1 : start + 3] == [row["month"], row["so_far"]]  # of two equal months the text stands once
    assert (row["month"], row["before"], row["so_far"]) == ("3 concursuri", "3 concursuri", "14 concursuri")
    assert {"Mai 2023", "Aprilie 2023", "Semestrul până acum (ianuarie–mai)"} <= set(words)
    assert "perioada de raport – luna mai a anului 2023" in words
    assert "Zero, în această lună și de la începutul semestrului: indicatorii 4, 6 și 7." in words
    assert "Acțiunea 5.7: nicio cifră, nici în această lună, nici mai devreme." in words
    assert "Luni care lipsesc din cifre" not in "".join(words)


def test_at_the_end_of_the_semester_so_far_is_what_the_semester_report_gives(project: Path) -> None:
    june = run(project, "2023-06")
    files = {
        f"{HOME}/{path.relative_to(project / HOME).as_posix()}": path.read_bytes()
        for path in (project / HOME).rglob("*.*")
        if path.is_file()
    }
    semester = figures_of(composed(read_period(files, "balti-lunar", Period.parse("2023-S1"))), with_adjustments=False)
    so_far = {f"{line.total.action}.{line.total.number}": line.comparison.computed for line in semester.totals}
    assert {indicator: row["so_far"] for indicator, row in by_indicator(june).items()} == so_far


def test_the_word_file_is_one_page_wide_has_headings_and_a_told_picture(may: Path) -> None:
    (file,) = may.glob("*.docx")
    document = docx.Document(str(file))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [
        "Pe scurt",
        "Cine a raportat",
        "Cifrele lunii",
        "Constatări deschise",
        "Fără răspuns în această lună",
        "Note, bune de știut",
    ]
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.5), pytest.approx(297, abs=0.5))
    for table in document.tables:
        assert sum(column.width for column in table.columns) == 9866 * 635
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    (told,) = document.element.xpath("//wp:docPr/@descr")
    assert told.startswith(
        "Indicatori cu răspuns, pe priorități. Prioritatea I: în această lună 48, fără răspuns până acum 34;"
    )
    (reads,) = [row["found"] for row in rows(may / "findings.csv") if row["code"] == "accessibility"]
    assert reads.endswith("nicio barieră")


def test_a_correction_is_told_apart_by_the_run_before_it(project: Path, may: Path) -> None:
    changed = project / HOME / "2023-05/resurse-umane.xlsx"
    gone = project / HOME / "2023-05/arhiva.xlsx"
    kept = {path: path.read_bytes() for path in (changed, gone)}
    book = openpyxl.load_workbook(changed)
    assert book.worksheets[0]["F12"].value == "1 cazier"
    book.worksheets[0]["F12"] = "4 caziere"
    book.save(changed)
    gone.unlink()
    try:
        after = run(project, "2023-05", "-p", "compare_with", may.name)
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    told = [
        (row["kind"], row["department"], row["indicator"], row["then"], row["now"]) for row in rows(after / "changes.csv")
    ]
    assert ("form", "resurse-umane", "", "", "corrected") in told
    assert ("form", "arhiva", "", "", "gone") in told
    assert ("month", "resurse-umane", "1.1.3", "1 cazier", "4 caziere") in told
    assert ("so_far", "resurse-umane", "1.1.3", "6 caziere", "9 caziere") in told
    assert ("month", "arhiva", "1.15.3", "27 angajați", "26 angajați") in told
    assert ("new", "arhiva", "", "", "niciun formular citit de la Direcția arhivă") in told
    assert {row["kind"] for row in rows(after / "changes.csv")} == {"form", "month", "so_far", "new", "gone"}
    words = words_of(after)
    assert f"Ce s-a schimbat față de rularea {may.name}" in words
    assert "Altfel decât atunci sunt: formularele." in words
    assert "Direcția resurse umane, luna mai a anului 2023: altul decât atunci" in words
    assert "Direcția arhivă, luna mai a anului 2023: nu mai este" in words
    assert "nouă – avertisment, Direcția arhivă: niciun formular citit de la Direcția arhivă" in words
    assert (after / f"kept/outputs/balti-lunar/2023-05/monthly_report/{may.name}/totals.csv").is_file()


def test_an_auditor_repeats_a_comparison_from_what_was_kept(project: Path, may: Path, tmp_path: Path) -> None:
    compared = run(project, "2023-05", "-p", "compare_with", may.name)
    assert rows(compared / "changes.csv") == []
    assert "Nimic nu s-a schimbat: aceleași cifre, din aceleași fișiere." in words_of(compared)
    shutil.copytree(compared / "kept", tmp_path / "kept")
    again = run(tmp_path / "kept", "2023-05", "-p", "compare_with", may.name)
    assert again.name == compared.name
    assert (again / "SHA256SUMS").read_bytes() == (compared / "SHA256SUMS").read_bytes()


def test_a_small_town_in_bulgaria_reads_all_of_it_in_bulgarian(tmp_path: Path) -> None:
    """Nothing that a template or the toolkit says stays Romanian; what the plan says is the plan's."""
    project = make_small_town(tmp_path, {})
    shutil.rmtree(project / "inputs/oras/2023-S1")
    hours = PLAN.priorities[0].actions[1].indicators[0]
    target = hours.model_copy(
        update={"target": "200 ore de instruire", "unit": Unit(one="oră de instruire", few="ore de instruire")}
    )
    action = (
        PLAN.priorities[0]
        .actions[1]
        .model_copy(update={"indicators": (target, *PLAN.priorities[0].actions[1].indicators[1:])})
    )
    actions = (PLAN.priorities[0].actions[0], action)
    plan = PLAN.model_copy(update={"priorities": (PLAN.priorities[0].model_copy(update={"actions": actions}),)})
    town = INSTITUTION.model_copy(update={"locale": "bg_BG", "forms": FormTerms(closing_day=5)})
    town = type(town)(**{name: getattr(town, name) for name in {*town.model_fields_set, "forms"}})
    for name, model in {"institution.yaml": town, "plan.yaml": plan}.items():
        (project / "inputs/oras" / name).write_text(as_yaml(model), encoding="utf-8")
    for code, said in {"2023-04": "40 ore de instruire", "2023-05": "60 ore de instruire"}.items():
        path = project / "inputs/oras" / code / "cultura.xlsx"
        path.parent.mkdir()
        content = content_of_form((FormRow(action="1.10", indicator=1, value=said),))
        with speaking("bg"):
            write_form(path, town, plan, Period.parse(code), content)
    before, after = (
        raport(project, "run", "monthly_report", "-p", "institution", "oras", "-p", "period", "2023-05", *more)
        for more in ((), ("-p", "cutoff", "2023-06-10"))
    )
    assert (before.status, after.status) == (0, 0), before.err + after.err
    answer = raport(
        project,
        *("run", "monthly_report", "-p", "institution", "oras", "-p", "period", "2023-05"),
        *("-p", "compare_with", Path(after.out.strip()).name),
    )
    assert answer.status == 0, answer.err
    folder = Path(answer.out.strip())
    words = words_of(folder)
    assert "Месечен доклад за изпълнението на" in words
    assert "Срокът за формулярите беше 05.06.2023." in "".join(words)
    assert "Различни от тогава са: параметрите на изпълнението." in words
    assert {"Май 2023", "Април 2023", "Полугодието досега (януари–май)"} <= set(words)
    assert "100 ore de instruire\n50 % от целта" in words
    assert "numărul de ore\nЦел: 200 ore de instruire" in words
    romanian = re.compile(r"[ăâîșț]|luna|semestr|raport|formular", re.IGNORECASE)
    own = {*_texts(as_yaml(plan)), *_texts(as_yaml(town))}
    left = [line for line in words if romanian.search(line) and not any(text in line for text in own)]
    assert left == []


def _texts(yaml: str) -> list[str]:
    """What stands in a file of the office, value by value."""
    return [line.partition(": ")[2].strip("'\"") for line in yaml.splitlines() if len(line.partition(": ")[2]) > 3]
