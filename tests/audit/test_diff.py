"""Two runs are compared figure by figure, and the program finds the cause of each difference by itself."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
from docx import Document
from form_builder import INSTITUTION, PLAN
from kept_runs import HOME, a_form, a_kept_run
from lxml import html
from small_town import REPOSITORY, as_yaml

from toolkit.audit.diff import Cause, Difference, RunDiff, diff_runs
from toolkit.audit.diff_words import diff_as_text, next_step
from toolkit.audit.figure import FigureKind
from toolkit.audit.kept_run import open_run
from toolkit.audit.plan_texts import changed_texts
from toolkit.audit.tolerance import EXACT, Tolerance, is_rounding
from toolkit.cli import main
from toolkit.errors import UsageError
from toolkit.plan.rule import Rule
from toolkit.plan.what_if import with_rules

Captured = pytest.CaptureFixture[str]
Files = dict[str, bytes | str]
ADJUSTED = 'adjustments:\n  - {action: "1.1", indicator: 1, text: 9 angajați, reason: Așa., role: secretarul}\n'
VALUES = {
    "1.1.1": "4 angajați",
    "1.1.2": "Realizat",
    "1.10.1": "116 ore de instruire",
    "1.10.2": "1250 lei",
    "1.10.3": "9 din 20",
}


def returned(folder: Path, **changed: str) -> Files:
    """What two departments returned; of the first, with other answers: _1_1_1="5 angajați"."""
    values = VALUES | {name[1:].replace("_", "."): text for name, text in changed.items()}
    of_staff = {"1.1.1": "2 angajați", "1.1.2": "-", "1.10.1": "14 ore de instruire"}
    return {
        "2023-S1/cultura.xlsx": a_form(folder, values),
        "2023-S1/resurse.xlsx": a_form(folder, of_staff, "resurse-umane"),
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return returned(tmp_path_factory.mktemp("formulare"))


def compared(folder: Path, before: Files, after: Files, tolerance: str = "", **parameters: str | bool) -> RunDiff:
    runs = (a_kept_run(folder / "a", before), a_kept_run(folder / "b", after, **parameters))
    return diff_runs(*map(open_run, runs), Tolerance.parse(tolerance) if tolerance else EXACT)


def of_kind(diff: RunDiff, kind: FigureKind) -> list[Difference]:
    return [one for one in diff.differences if one.figure.kind is kind]


def only(diff: RunDiff) -> Difference:
    """The one total that differs; the cells that it was made from may too."""
    [difference] = of_kind(diff, FigureKind.TOTAL)
    assert {one.figure.kind for one in diff.differences} <= {FigureKind.TOTAL, FigureKind.DEPARTMENT}
    return difference


def with_rule(rule: str) -> str:
    assert "rule: sum/sum" in as_yaml(PLAN)
    return as_yaml(PLAN).replace("rule: sum/sum", f"rule: {rule}", 1)


def test_a_changed_cell_is_the_cause_with_its_place_before_and_after(files: Files, tmp_path: Path) -> None:
    diff = compared(tmp_path, files, returned(tmp_path, _1_1_1="5 angajați"))
    one = only(diff)
    assert (one.figure.id, one.before, one.after, one.causes) == ("1.1.1", "6 angajați", "7 angajați", (Cause.INPUT,))
    place = f"{HOME}/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F10"
    assert one.details == (f"Secția cultură: „4 angajați” ({place}) → „5 angajați” ({place})",)
    assert diff_as_text(diff).splitlines() == [
        f"rularea {diff.before.folder.name} → rularea {diff.after.folder.name}",
        f"fișiere citite altfel: {HOME}/2023-S1/cultura.xlsx",
        "1.1.1: „6 angajați” → „7 angajați” – intrare schimbată",
        f"    {one.details[0]}",
        "1.1.1, rândul „Secția cultură”: „4 angajați” → „5 angajați” – intrare schimbată",
        f"    {one.details[0]}",
        "14 cifre comparate, 2 diferențe",
    ]


def test_a_file_that_came_later_is_the_cause_and_so_is_one_that_is_gone(files: Files, tmp_path: Path) -> None:
    fewer = {name: content for name, content in files.items() if "resurse" not in name}
    diff = compared(tmp_path / "1", fewer, files)
    late = {one.figure.id: one for one in of_kind(diff, FigureKind.TOTAL)}
    assert {one.causes for one in diff.differences} == {(Cause.LATE_FILE,)}
    assert "1.1.1, rândul „Direcția resurse umane”: nimic → „2 angajați” – fișier care a sosit între timp" in (
        diff_as_text(diff).splitlines()
    )
    assert late["1.1.1"].details == (
        f"Direcția resurse umane: nimic → „2 angajați” ({HOME}/2023-S1/resurse.xlsx · foaia „Indicatori” · celula F10)",
    )
    gone = compared(tmp_path / "2", files, fewer)
    assert {one.causes for one in gone.differences} == {(Cause.GONE_FILE,)}


def test_the_states_of_an_action_are_compared_too(files: Files, tmp_path: Path) -> None:
    diff = compared(tmp_path, files, returned(tmp_path, _1_1_2="-"))
    states = of_kind(diff, FigureKind.STATUS)
    assert [(one.figure.id, one.before, one.after, one.causes) for one in states] == [
        ("1.1", "1 / 1 / 0", "0 / 2 / 0", (Cause.INPUT,))
    ]
    assert "stadiul acțiunii 1.1: „1 / 1 / 0” → „0 / 2 / 0” – intrare schimbată" in diff_as_text(diff)


def test_only_what_moves_a_figure_by_itself_is_its_cause(files: Files, tmp_path: Path) -> None:
    """A cell that changed leaves the states as they are; the missing file does not."""
    after = {name: content for name, content in returned(tmp_path, _1_1_1="5 angajați").items() if "resurse" not in name}
    diff = compared(tmp_path, files, after)
    [state] = [one for one in of_kind(diff, FigureKind.STATUS) if one.figure.id == "1.1"]
    assert (state.before, state.after, state.causes) == ("1 / 1 / 0", "1 / 0 / 1", (Cause.GONE_FILE,))
    assert [detail.partition(":")[0] for detail in state.details] == ["Direcția resurse umane"]
    [total] = [one for one in of_kind(diff, FigureKind.TOTAL) if one.figure.id == "1.1.1"]
    assert (total.before, total.after, total.causes) == ("6 angajați", "5 angajați", (Cause.INPUT, Cause.GONE_FILE))


def test_what_moves_a_figure_only_together_is_said_to(tmp_path: Path) -> None:
    """Of two greatest figures each may fall alone without a change."""
    both = []
    for figure in ("9 angajați", "8 angajați"):
        of_staff = {"1.1.1": figure, "1.1.2": "-", "1.10.1": "14 ore de instruire"}
        second = a_form(tmp_path, of_staff, "resurse-umane")
        both.append({**returned(tmp_path, _1_1_1=figure), "2023-S1/resurse.xlsx": second, "plan.yaml": with_rule("max/sum")})
    one = only(compared(tmp_path, *both))
    assert (one.before, one.after, one.causes) == ("9 angajați", "8 angajați", (Cause.INPUT,))
    assert [detail.partition(":")[0] for detail in one.details] == [
        "Secția cultură",
        "Direcția resurse umane",
        "numai împreună schimbă cifra",
    ]


def test_of_months_the_one_that_moves_the_figure_is_named(tmp_path: Path) -> None:
    def of_months(march: str) -> Files:
        months = {"01": "2", "02": "3", "03": march}
        return {
            f"2023-{month}/cultura.xlsx": a_form(tmp_path, {"1.10.1": f"{hours} ore de instruire"}, period=f"2023-{month}")
            for month, hours in months.items()
        }

    before, after = of_months("4"), of_months("6")
    del before["2023-02/cultura.xlsx"]
    after["2023-01/cultura.xlsx"] = a_form(tmp_path, {"1.10.1": "2,0 ore de instruire"}, period="2023-01")
    one = only(compared(tmp_path, before, after))
    assert (one.figure.id, one.causes) == ("1.10.1", (Cause.INPUT, Cause.LATE_FILE))
    assert [text.partition(" · ")[0].rpartition("/2023-")[2] for text in one.details] == [
        "03/cultura.xlsx",
        "02/cultura.xlsx",
    ]


def test_another_rule_is_the_cause(files: Files, tmp_path: Path) -> None:
    one = only(compared(tmp_path, files, {**files, "plan.yaml": with_rule("max/sum")}))
    assert (one.before, one.after, one.causes) == ("6 angajați", "4 angajați", (Cause.RULE,))
    assert one.details == ("regula: „sum/sum” → „max/sum”",)


def test_another_unit_in_the_plan_is_the_cause(files: Files, tmp_path: Path) -> None:
    plan = as_yaml(PLAN).replace("few: angajați", "few: salariați")
    assert plan != as_yaml(PLAN)
    one = only(compared(tmp_path, files, {**files, "plan.yaml": plan}))
    assert (one.figure.id, one.causes) == ("1.1.1", (Cause.PLAN,))


def test_texts_of_the_plan_that_are_worded_otherwise_are_named_without_a_figure(
    files: Files, tmp_path: Path, capsys: Captured
) -> None:
    action = PLAN.priorities[0].actions[0]
    plan = as_yaml(PLAN).replace(action.title, "Altfel spus").replace(action.indicators[1].text, "alt indicator")
    runs = (a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", {**files, "plan.yaml": plan}))
    assert main(["diff", *map(str, runs)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1:] == [
        f"fișiere citite altfel: {HOME}/plan.yaml",
        "texte ale planului scrise altfel, care nu sunt cifre: 1.1, 1.1.2",
        "14 cifre comparate, 0 diferențe",
    ]
    assert printed.err == "următorul pas: citiți textele planului care sunt altele; cifrele comparate sunt aceleași\n"


def test_the_title_of_a_plan_and_of_a_priority_are_texts_of_it_and_a_rule_is_none() -> None:
    priority = PLAN.priorities[0]
    other = PLAN.model_copy(
        update={"title": "Alt plan", "priorities": (priority.model_copy(update={"title": "Alta"}), *PLAN.priorities[1:])}
    )
    assert changed_texts(PLAN, other) == ("titlul și datele planului", f"prioritatea {priority.code}")
    assert changed_texts(PLAN, with_rules(PLAN, lambda *_: Rule.parse("max/sum"))) == ()


def test_an_adjustment_is_the_cause(files: Files, tmp_path: Path) -> None:
    one = only(compared(tmp_path, files, {**files, "2023-S1/adjustments.yaml": ADJUSTED}))
    assert (one.before, one.after, one.causes) == ("6 angajați", "9 angajați", (Cause.ADJUSTMENT,))


def test_a_parameter_is_the_cause(files: Files, tmp_path: Path) -> None:
    adjusted = {**files, "2023-S1/adjustments.yaml": ADJUSTED}
    one = only(compared(tmp_path, adjusted, adjusted, adjustments=False))
    assert (one.causes, one.details) == ((Cause.PARAMETER,), ("parametrul adjustments: „da” → „nu”",))


@pytest.mark.parametrize(
    ("parameter", "value", "after"),
    [
        ("leave_out", "resurse-umane", "4 angajați"),
        ("leave_out", "cultura.xlsx", "2 angajați"),
        ("rules", "1.1.1=max", "4 angajați"),
    ],
)
def test_what_an_auditor_had_otherwise_is_a_parameter(
    files: Files, tmp_path: Path, parameter: str, value: str, after: str
) -> None:
    diff = compared(tmp_path, files, files, **{parameter: value})
    one = next(one for one in of_kind(diff, FigureKind.TOTAL) if one.figure.id == "1.1.1")
    assert (one.before, one.after, one.causes) == ("6 angajați", after, (Cause.PARAMETER,))
    assert one.details == (f"parametrul {parameter}: „” → „{value}”",)
    assert {one.causes for one in diff.differences} == {(Cause.PARAMETER,)}
    assert f"parametrul {parameter}: „” → „{value}”" in diff_as_text(diff).splitlines()[1]


def test_another_version_of_the_plan_is_the_plan_or_its_rule(files: Files, tmp_path: Path) -> None:
    """The day is named among the parameters; of each figure the cause is what the other plan says otherwise."""
    old = {**files, "plan_2022-01-01.yaml": with_rule("max/sum").replace("2023-01-01", "2022-01-01")}
    diff = compared(tmp_path, files, old, plan_at="2022-06-01")
    assert (only(diff).after, only(diff).causes) == ("4 angajați", (Cause.RULE,))
    assert diff.parameters == (("plan_at", "", "2022-06-01"),)
    assert diff.files == (f"{HOME}/plan.yaml", f"{HOME}/plan_2022-01-01.yaml")


def test_another_way_of_printing_a_number_is_rounding_and_not_a_change(files: Files, tmp_path: Path) -> None:
    institution = INSTITUTION.model_copy(
        update={"number_format": INSTITUTION.number_format.model_copy(update={"group_from_digits": 7})}
    )
    text = as_yaml(INSTITUTION) + "number_format: {group_separator: ' ', group_from_digits: 4}\n"
    assert institution != INSTITUTION
    values = returned(tmp_path, _1_10_2="700 lei")
    more = {**values, "2023-S1/resurse.xlsx": a_form(tmp_path, {"1.10.2": "800 lei"}, "resurse-umane")}
    diff = compared(tmp_path, more, {**more, "institution.yaml": text})
    assert [(one.before, one.after, one.causes) for one in diff.differences] == [
        ("1500 lei", "1 500 lei", (Cause.ROUNDING,))
    ]


def test_two_things_that_changed_one_figure_together_are_both_named(files: Files, tmp_path: Path) -> None:
    after = {**returned(tmp_path, _1_1_1="5 angajați"), "plan.yaml": with_rule("max/sum")}
    one = only(compared(tmp_path, files, after))
    assert (one.after, one.causes) == ("5 angajați", (Cause.INPUT, Cause.RULE))


def test_each_figure_has_its_own_cause(files: Files, tmp_path: Path) -> None:
    after = {**returned(tmp_path, _1_10_1="117 ore de instruire"), "2023-S1/adjustments.yaml": ADJUSTED}
    causes = {(one.figure.kind, one.figure.id): one.causes for one in compared(tmp_path, files, after).differences}
    assert causes == {
        (FigureKind.TOTAL, "1.1.1"): (Cause.ADJUSTMENT,),
        (FigureKind.TOTAL, "1.10.1"): (Cause.INPUT,),
        (FigureKind.DEPARTMENT, "1.10.1"): (Cause.INPUT,),
    }


def test_a_cell_that_does_not_change_the_total_is_a_difference_of_its_own(tmp_path: Path) -> None:
    """Its row is printed, even where another department's figure is the greatest."""
    most = {"plan.yaml": with_rule("max/sum")}
    before, after = returned(tmp_path, _1_1_1="9 angajați"), returned(tmp_path, _1_1_1="9 angajați")
    after["2023-S1/resurse.xlsx"] = a_form(
        tmp_path, {"1.1.1": "3 angajați", "1.10.1": "14 ore de instruire"}, "resurse-umane"
    )
    diff = compared(tmp_path, before | most, after | most)
    assert diff_as_text(diff).splitlines()[2] == (
        "1.1.1, rândul „Direcția resurse umane”: „2 angajați” → „3 angajați” – intrare schimbată"
    )
    assert len(diff.differences) == 1


def test_a_computed_figure_under_an_adjustment_is_a_difference_of_its_own(files: Files, tmp_path: Path) -> None:
    """The note of the adjustment prints it."""
    adjusted = {"2023-S1/adjustments.yaml": ADJUSTED}
    diff = compared(tmp_path, files | adjusted, returned(tmp_path, _1_1_1="5 angajați") | adjusted)
    text = diff_as_text(diff).splitlines()
    assert text[2:4] == [
        "1.1.1, calculat din rânduri: „6 angajați” → „7 angajați” – intrare schimbată",
        "    tipărit la fel prin ajustare: „9 angajați”",
    ]
    assert text[-1] == "15 cifre comparate, 2 diferențe"


def test_a_cell_that_became_a_dash_is_a_difference_and_one_that_stays_empty_is_none(files: Files, tmp_path: Path) -> None:
    diff = compared(tmp_path, files, returned(tmp_path, _1_10_3="-"))
    assert [(d.before, d.after) for d in of_kind(diff, FigureKind.DEPARTMENT)] == [("9 din 20", "")]
    assert "1.10.3, rândul „Secția cultură”: „9 din 20” → nimic – intrare schimbată" in diff_as_text(diff)


def test_a_figure_that_was_printed_otherwise_than_its_inputs_give_it_is_the_programs(files: Files, tmp_path: Path) -> None:
    runs = [a_kept_run(tmp_path / name, files) for name in ("a", "b")]
    totals = (runs[1] / "totals.csv").read_text(encoding="utf-8")
    (runs[1] / "totals.csv").write_text(totals.replace("6 angajați,6 angajați", "6 angajați,8 angajați"), encoding="utf-8")
    one = only(diff_runs(*map(open_run, runs)))
    assert (one.before, one.after, one.causes) == ("6 angajați", "8 angajați", (Cause.PROGRAM,))


def test_a_corrected_return_under_another_name_is_a_changed_cell(tmp_path: Path) -> None:
    forms = [a_form(tmp_path, {"1.10.1": f"{hours} ore de instruire"}) for hours in (116, 120)]
    hashes = [hashlib.sha256(form).hexdigest() for form in forms]
    register = "date,file,department,period,state,supersedes,reason,sha256\n" + "".join(
        f"2023-08-0{day},formular.xlsx,cultura,2023-S1,accepted,,,{sha256}\n" for day, sha256 in enumerate(hashes, 1)
    )
    before, after = (
        {f"received/2023-S1/{sha256}.xlsx": form, "received.csv": register}
        for sha256, form in zip(hashes, forms, strict=True)
    )
    one = only(compared(tmp_path, before, after, cutoff="2023-08-02"))
    assert one.causes == (Cause.INPUT,)
    assert one.details[1:] == ("parametrul cutoff: „” → „2023-08-02”",)


@pytest.mark.parametrize(("tolerance", "shown"), [("", 1), ("0,5", 1), ("1", 0), ("25%", 0), ("5 %", 1)])
def test_what_lies_within_the_tolerance_is_counted_and_not_shown(
    files: Files, tmp_path: Path, tolerance: str, shown: int
) -> None:
    diff = compared(tmp_path, files, returned(tmp_path, _1_1_1="5 angajați"), tolerance)
    assert (len(diff.differences), len(diff.within_tolerance)) == (2 * shown, 2 - 2 * shown)
    if not shown:
        assert next_step(diff) == "nimic: toate diferențele sunt în limita toleranței"
        assert diff_as_text(diff).splitlines()[-1] == "14 cifre comparate, 0 diferențe; 2 diferențe în limita toleranței"


@pytest.mark.parametrize("text", ["x", "-1", "1 %%", "١", ""])
def test_a_tolerance_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        Tolerance.parse(text)
    assert str(raised.value) == (
        "opțiunea --tolerance\n"
        f"    găsit      „{text}”\n"
        "    așteptat   un număr, ca 0,5, sau un procent, ca 1%\n"
        "    de făcut   corectați valoarea"
    )


@pytest.mark.parametrize(
    ("before", "after", "is_one_number"),
    [
        ("1500 lei", "1 500 lei", True),
        ("45,45 %", "45,5 %", True),
        ("45,45 %", "45,4 %", False),
        ("10-15", "10-16", False),
        ("cel puțin 5", "5", False),
        ("-", "0", False),
    ],
)
def test_one_number_printed_in_two_ways_is_told_from_two_numbers(before: str, after: str, is_one_number: bool) -> None:
    assert is_rounding(before, after) is is_one_number


def test_equal_runs_exit_0_and_others_1(files: Files, tmp_path: Path, capsys: Captured) -> None:
    runs = [a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", returned(tmp_path, _1_1_1="5 angajați"))]
    assert main(["diff", str(runs[0]), str(runs[0])]) == 0
    assert capsys.readouterr().err == "următorul pas: nimic: cifrele tipărite sunt aceleași\n"
    assert main(["diff", *map(str, runs)]) == 1
    assert capsys.readouterr().err == "următorul pas: citiți fiecare diferență și cauza ei\n"


def test_table_word_and_page_say_the_same_and_are_the_same_each_time(files: Files, tmp_path: Path, capsys: Captured) -> None:
    after = returned(tmp_path, _1_1_1="5 angajați", _1_1_2="<În & proces>")
    runs = [a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", after)]
    arguments = ["diff", *map(str, runs), "--project", str(REPOSITORY), "--out"]
    made = []
    for out in (tmp_path / "1", tmp_path / "2"):
        assert main([*arguments, str(out)]) == 1
        assert capsys.readouterr().out.splitlines()[-1] == str(out)
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1]
    name = f"diferente_{runs[0].name}_{runs[1].name}"
    rows = list(csv.DictReader(io.StringIO(made[0][f"{name}.csv"].decode())))
    figures = [(row["before"], row["after"]) for row in rows]
    assert ("6 angajați", "7 angajați") in figures
    [table] = Document(io.BytesIO(made[0][f"{name}.docx"])).tables
    assert [tuple(cell.text for cell in row.cells[1:3]) for row in table.rows[1:]] == figures
    page = html.fromstring(made[0][f"{name}.html"].decode())
    assert [tuple(cell.text for cell in row[1:3]) for row in page.findall(".//tbody/tr")] == figures


def test_a_folder_with_other_files_is_refused_and_the_very_same_ones_are_not(
    files: Files, tmp_path: Path, capsys: Captured
) -> None:
    runs = [a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", returned(tmp_path, _1_1_1="5 angajați"))]
    out = tmp_path / "out"
    arguments = ["diff", *map(str, runs), "--project", str(REPOSITORY), "--out", str(out)]
    assert [main(arguments), main(arguments)] == [1, 1]
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "note.txt").write_text("ale mele", encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(
        f"dosarul {out}\n"
        "    găsit      nu este gol, și nu are în el tocmai fișierele de acum: diferă note.txt; nu s-a scris nimic\n"
        "    așteptat   un dosar nou sau gol, ca să nu se piardă ce este acolo\n"
        "    de făcut   mutați dosarul sau alegeți altul cu --out"
    )
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {**made, "note.txt": b"ale mele"}


def test_where_only_the_template_is_another_that_is_said(files: Files, tmp_path: Path) -> None:
    saved = io.BytesIO()
    Document(REPOSITORY / "templates/semester_report.docx").save(saved)
    runs = (a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", files, template=saved.getvalue()))
    diff = diff_runs(*map(open_run, runs))
    assert diff.is_template_only
    assert diff_as_text(diff).splitlines()[1:] == [
        "fișiere citite altfel: templates/semester_report.docx",
        "numai șablonul este altul; toate cifrele sunt aceleași",
    ]


def test_runs_of_two_periods_are_not_compared(files: Files, tmp_path: Path) -> None:
    other = {"2023-S2/cultura.xlsx": a_form(tmp_path, VALUES, period="2023-S2")}
    runs = (a_kept_run(tmp_path / "a", files), a_kept_run(tmp_path / "b", other, period="2023-S2"))
    with pytest.raises(UsageError) as raised:
        diff_runs(*map(open_run, runs))
    assert str(raised.value) == (
        "rulările de comparat\n"
        "    găsit      oras 2023-S1 / oras 2023-S2\n"
        "    așteptat   două rulări ale aceleiași instituții, pentru aceeași perioadă\n"
        "    de făcut   alegeți două asemenea rulări"
    )
