"""What a clerk does to an exported plan: the usual changes come back, and every slip is said once, at its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from plan_files import edited, messages, real_office, real_plan

from toolkit.intake.finding import Finding
from toolkit.intake.plan_table.reading import ImportedPlan
from toolkit.intake.plan_table.workbook_sheets import SHEETS, PlanSheet
from toolkit.intake.plan_table.workbook_words import WORDS, value_of, words_of
from toolkit.intake.plan_table.workbook_write import plan_workbook
from toolkit.language import known_languages, speaking
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import NOT_DATED, plan_as_yaml

Edit = Callable[[Workbook], object]
CELL = "    de făcut   corectați celula și importați din nou, sau corectați planul importat"
WITHOUT_MEASURE = (
    "    de făcut   dacă măsura a fost ștearsă, ștergeți și aceste rânduri; altfel corectați codul sau puneți la loc rândul"
    " ei în foaia „Măsuri”; în planul importat indicatorii stau la o măsură fără titlu"
)
INSTITUTIONS = ["balti", "baltati", "pernik"]


def after(edit: Edit, institution_id: str = "balti") -> ImportedPlan:
    """The plan of an institution, exported, edited and imported."""
    return edited(exported(institution_id), edit, institution_id)


@cache
def exported(institution_id: str) -> bytes:
    """The workbook of the plan of an institution."""
    return plan_workbook(real_plan(institution_id)[0], real_office(institution_id), "plan.yaml")


def said(read: ImportedPlan) -> list[str]:
    """What is said, but for what is known of the plan before."""
    return [message for message in messages(read) if not message.startswith("note")]


def put(sheet: str, cell: str, value: object) -> Edit:
    """Write into a cell."""
    return lambda book: book[sheet].__setitem__(cell, value)


def test_a_reworded_measure_is_read():
    read = after(put("Măsuri", "C4", "Cu alte cuvinte"))
    assert read.plan.actions[1].title == "Cu alte cuvinte"
    assert said(read) == []


def test_a_copy_of_a_column_is_said_and_the_first_one_read():
    def copy(book: Workbook) -> None:
        sheet = book["Măsuri"]
        sheet.insert_cols(3)
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 3).value = sheet.cell(row, 4).value
        sheet["C4"] = "Cu alte cuvinte"

    read = after(copy)
    assert read.plan.actions[1].title == "Cu alte cuvinte"
    assert said(read) == [
        (
            "warning: plan.xlsx · foaia „Măsuri” · celula D2\n"
            "    găsit      coloana „Măsura”\n"
            "    așteptat   numai coloanele exportate; aceasta nu a fost citită\n"
            "    de făcut   mutați textele ei într-o coloană a foii"
        )
    ]


def test_a_code_that_stands_in_a_copy_of_its_sheet_too_is_said_with_the_sheet():
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["Măsuri"]).title = "Măsuri (2)"

    assert (
        "error: plan.xlsx · foaia „Măsuri (2)” · celula B3\n"
        "    găsit      codul „1.1”, care stă și în celula B3 din foaia „Măsuri”\n"
        "    așteptat   fiecare cod o singură dată; ambele rânduri au intrat în planul importat\n"
        "    de făcut   dați alt cod unuia dintre rânduri"
    ) in said(after(copy))


def test_a_row_in_the_middle_is_a_measure():
    def add(book: Workbook) -> None:
        sheet = book["Măsuri"]
        sheet.insert_rows(5)
        for column, text in enumerate(["I", "1.99", "Instruirea tuturor", "Anual"], 1):
            sheet.cell(5, column).value = text

    read = after(add)
    before = [action.code for action in real_plan("balti")[0].actions]
    assert [action.code for action in read.plan.actions] == [*before[:2], "1.99", *before[2:]]
    assert said(read) == []


def test_a_deleted_measure_is_gone_with_its_indicators():
    def delete(book: Workbook) -> None:
        book["Măsuri"].delete_rows(4)
        sheet = book["Indicatori"]
        for row in range(sheet.max_row, 2, -1):
            if sheet.cell(row, 1).value == "1.2":
                sheet.delete_rows(row)

    read = after(delete)
    plan, _ = real_plan("balti")
    first = plan.priorities[0]
    kept = first.model_copy(update={"actions": tuple(action for action in first.actions if action.code != "1.2")})
    assert read.plan == plan.model_copy(update={"priorities": (kept, *plan.priorities[1:])})
    assert said(read) == []


def test_indicators_of_a_deleted_measure_are_said_once_and_kept():
    read = after(lambda book: book["Măsuri"].delete_rows(4))
    assert said(read) == [
        (
            "error: plan.xlsx · foaia „Indicatori” · celula A10\n"
            "    găsit      codul „1.2”, pe care planul nu îl are, în 3 rânduri\n"
            "    așteptat   un cod care stă în foaia obiectivelor sau a măsurilor\n"
            f"{WITHOUT_MEASURE}"
        )
    ]
    last = read.plan.priorities[-1].actions[-1]
    assert (last.code, last.title, len(last.indicators)) == ("1.2", "", 3)


def test_rows_in_another_order_are_measures_in_that_order():
    def swap(book: Workbook) -> None:
        sheet = book["Măsuri"]
        for column in range(1, sheet.max_column + 1):
            third, fourth = sheet.cell(3, column), sheet.cell(4, column)
            third.value, fourth.value = fourth.value, third.value

    read = after(swap)
    plan, _ = real_plan("balti")
    assert [action.code for action in read.plan.actions][:3] == ["1.2", "1.1", "1.3"]
    assert sorted(map(str, read.plan.actions)) == sorted(map(str, plan.actions))
    assert said(read) == []


def test_a_new_department_may_be_asked_and_is_said():
    def add(book: Workbook) -> None:
        book["Subdiviziuni"].append(["secretariat", "Secretariatul", None])
        book["Măsuri"]["J3"] = "secretariat"

    read = after(add)
    assert read.plan.actions[0].asked == ("secretariat",)
    assert [message.splitlines()[1] for message in said(read)] == [
        "    găsit      subdiviziuni schimbate față de institution.yaml: secretariat"
    ]


@pytest.mark.parametrize("value", [datetime(2024, 3, 31), datetime(2024, 3, 31).date(), "31.03.2024"])  # noqa: DTZ001
def test_a_date_of_excel_reads_as_it_is_printed(value: object) -> None:
    assert after(put("Măsuri", "D3", value)).plan.actions[0].deadline == "31.03.2024"


@pytest.mark.parametrize("value", [datetime(2024, 3, 31), "2024-03-31", "31.03.2024"])  # noqa: DTZ001
def test_the_day_of_a_plan_may_be_written_as_people_do(value: object) -> None:
    assert str(after(put("Plan", "D3", value)).plan.valid_from) == "2024-03-31"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            put("Indicatori", "C3", "numar de"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula C3\n"
                "    găsit      coloana „Fel”: „numar de”\n"
                "    așteptat   una dintre valorile „număr”, „sumă de bani”, „procent”, „stadiu”,"
                " „mai multe numere” și „text”\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "A3", "9.9"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula A3\n"
                "    găsit      codul „9.9”, pe care planul nu îl are\n"
                "    așteptat   un cod care stă în foaia obiectivelor sau a măsurilor\n"
                f"{WITHOUT_MEASURE}"
            ),
        ),
        (
            put("Măsuri", "A3", None),
            (
                "error: plan.xlsx · foaia „Măsuri” · celula A3\n"
                "    găsit      niciun cod\n"
                "    așteptat   un cod care stă în foaia obiectivelor sau a măsurilor\n"
                "    de făcut   corectați codul, adăugați rândul lui sau ștergeți ce ține de el"
            ),
        ),
        (
            lambda book: book["Plan"].delete_rows(3),
            (
                "error: plan.xlsx · foaia „Plan”\n"
                "    găsit      niciun rând completat\n"
                "    așteptat   titlul planului și data de la care este în vigoare\n"
                "    de făcut   completați foaia sau planul importat"
            ),
        ),
        (
            put("Plan", "D3", "mâine"),
            (
                "error: plan.xlsx · foaia „Plan” · celula D3\n"
                "    găsit      coloana „În vigoare de la”: „mâine”\n"
                "    așteptat   o dată, de exemplu 2023-03-28\n"
                f"{CELL}"
            ),
        ),
        (
            put("Măsuri", "C3", None),
            (
                "error: plan.xlsx · foaia „Măsuri” · celula C3\n"
                "    găsit      coloana „Măsura”: nimic\n"
                "    așteptat   o valoare\n"
                f"{CELL}"
            ),
        ),
        (
            lambda book: book["Măsuri"].append(["V", "5.99"]),
            (
                "error: plan.xlsx · foaia „Măsuri” · celula A51\n"
                "    găsit      un rând numai cu codul „5.99”\n"
                "    așteptat   și textul rândului; în planul importat el este gol\n"
                "    de făcut   completați rândul sau ștergeți-l"
            ),
        ),
        (
            lambda book: book["Obiective"].append(["VII", None, "Un obiectiv nou"]),
            (
                "error: plan.xlsx · foaia „Obiective” · celula A9\n"
                "    găsit      coloana „Cod”: „VII”\n"
                "    așteptat   cel puțin o măsură a obiectivului, în foaia „Măsuri”\n"
                f"{CELL}"
            ),
        ),
        (
            put("Măsuri", "J3", "Resurse umna"),
            (
                "error: plan.xlsx · foaia „Măsuri” · celula J3\n"
                "    găsit      coloana „Cine este întrebat”: „Resurse umna”\n"
                "    așteptat   o subdiviziune din foaia „Subdiviziuni”; cel mai apropiat este „resurse-umane”\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "I3", "media"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula I3\n"
                "    găsit      coloana „Peste subdiviziuni”: „media”\n"
                "    așteptat   una dintre valorile „se adună”, „cea mai mare valoare”, „răspunde una singură”,"
                " „ajunge una”, „texte alăturate” și „fără total”\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "I3", "ajunge una"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula I3\n"
                "    găsit      coloana „Peste subdiviziuni”: „ajunge una”\n"
                "    așteptat   regula „ajunge una” numai la un „stadiu”\n"
                "    de făcut   schimbați „Peste subdiviziuni” sau „Fel”"
            ),
        ),
        (
            put("Indicatori", "I3", "răspunde una singură"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula J3\n"
                "    găsit      coloana „Cine răspunde (lead)”: nimic\n"
                "    așteptat   o subdiviziune la regula „răspunde una singură”, și numai acolo\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "E3", None),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula E3\n"
                "    găsit      coloana „Unitate: 2 …”: nimic\n"
                "    așteptat   o valoare\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "H3", "poate"),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula H3\n"
                "    găsit      coloana „Femei și bărbați”: „poate”\n"
                "    așteptat   „da” sau nimic\n"
                f"{CELL}"
            ),
        ),
        (
            put("Indicatori", "K3", None),
            (
                "error: plan.xlsx · foaia „Indicatori” · celula K3\n"
                "    găsit      coloana „Peste luni”: nimic\n"
                "    așteptat   una dintre valorile „se adună”, „ultima valoare”, „cea mai mare valoare” și „fără total”\n"
                f"{CELL}"
            ),
        ),
        (
            put("Plan", "G3", "pernik"),
            (
                "warning: plan.xlsx · foaia „Plan” · celula G3\n"
                "    găsit      un registru al instituției pernik (Primăria municipiului Bălți)\n"
                "    așteptat   un registru exportat pentru balti (Primăria municipiului Bălți)\n"
                "    de făcut   verificați dacă este fișierul potrivit înainte de a folosi planul importat"
            ),
        ),
        (
            lambda book: book["Plan"].delete_cols(7, 2),
            (
                "warning: plan.xlsx · foaia „Plan” · celula A3\n"
                "    găsit      un registru fără instituție\n"
                "    așteptat   un registru exportat pentru balti (Primăria municipiului Bălți)\n"
                "    de făcut   verificați dacă este fișierul potrivit înainte de a folosi planul importat"
            ),
        ),
    ],
)
def test_a_slip_is_one_finding_at_its_cell(edit: Edit, expected: str) -> None:
    read = after(edit)
    assert said(read) == [expected]
    assert read.needs_a_person
    assert plan_as_yaml(read.plan).count("- text:") == plan_as_yaml(real_plan("balti")[0]).count("- text:")


def test_a_code_that_stands_twice_is_said_with_both_cells():
    read = after(put("Măsuri", "B4", "1.1"))
    assert said(read)[0] == (
        "error: plan.xlsx · foaia „Măsuri” · celula B4\n"
        "    găsit      codul „1.1”, care stă și în celula B3\n"
        "    așteptat   fiecare cod o singură dată; ambele rânduri au intrat în planul importat\n"
        "    de făcut   dați alt cod unuia dintre rânduri"
    )
    plan, _ = real_plan("balti")
    assert [action.title for action in read.plan.actions[:2]] == [action.title for action in plan.actions[:2]]
    assert read.plan.actions[0].indicators == plan.actions[0].indicators


def test_all_slips_are_said_at_once():
    def spoil(book: Workbook) -> None:
        for sheet, cell, value in (
            ("Plan", "D3", "x"),
            ("Măsuri", "J3", "nimeni"),
            ("Măsuri", "C4", None),
            ("Indicatori", "C3", "x"),
            ("Indicatori", "E4", None),
            ("Indicatori", "I5", "x"),
        ):
            book[sheet][cell] = value

    read = after(spoil)
    assert sorted(finding.place.cell for finding in read.findings if finding.code == "plan-cell-wrong") == [
        "C3",
        "C4",
        "D3",
        "E4",
        "I5",
        "J3",
    ]
    assert read.plan.valid_from == NOT_DATED
    assert read.plan.actions[0].asked == ("nimeni",)
    assert "title_in_report: " in plan_as_yaml(read.plan)


@pytest.mark.parametrize(
    ("institution_id", "sheet"),
    [*(("baltati", sheet.name) for sheet in SHEETS), ("balti", "Obiective"), ("balti", "Măsuri"), ("balti", "Indicatori")],
)
def test_a_deleted_sheet_is_one_finding(institution_id: str, sheet: str) -> None:
    read = after(lambda book: book.remove(book[sheet]), institution_id)
    assert said(read) == [
        (
            "error: plan.xlsx\n"
            f"    găsit      lipsesc foile: „{sheet}”\n"
            "    așteptat   toate foile pe care le scrie „raport plan export”; restul planului a fost citit\n"
            "    de făcut   copiați foile din registrul exportat sau exportați planul din nou și importați din nou"
        )
    ]
    assert plan_as_yaml(read.plan)


@pytest.mark.parametrize(("sheet", "column"), [(s, c) for s in SHEETS[1:] for c in range(len(s.columns))])
def test_a_deleted_column_is_one_finding(sheet: PlanSheet, column: int) -> None:
    """Of the small plan every column, of the one with rules those of its measures and indicators."""
    institution_id = "balti" if sheet.key == "indicators" else "baltati"
    read = after(lambda book: book[sheet.name].delete_cols(column + 1), institution_id)
    assert said(read) == [
        (
            f"error: plan.xlsx · foaia „{sheet.name}”\n"
            f"    găsit      lipsesc coloanele: „{sheet.columns[column].label}”\n"
            "    așteptat   toate coloanele foii, și cele goale; celelalte au fost citite\n"
            "    de făcut   copiați coloanele din registrul exportat sau exportați planul din nou și importați din nou"
        )
    ]
    assert plan_as_yaml(read.plan)


@pytest.mark.parametrize("institution_id", ["baltati", "pernik"])
def test_deleted_rows_of_keys_are_one_finding_and_lose_nothing(institution_id: str) -> None:
    def delete(book: Workbook) -> None:
        for sheet in book.sheetnames[:2]:
            book[sheet].delete_rows(1)

    read = after(delete, institution_id)
    assert read.plan == real_plan(institution_id)[0]
    assert said(read) == [
        (
            "warning: plan.xlsx\n"
            "    găsit      fără primul rând, cel ascuns, în foile: „Plan” și „Obiective”\n"
            "    așteptat   rândul ascuns, cu cheile coloanelor; coloanele au fost recunoscute după numele lor\n"
            "    de făcut   verificați planul importat; pentru alte schimbări exportați planul din nou"
        )
    ]


@pytest.mark.parametrize("institution_id", INSTITUTIONS)
def test_a_workbook_without_any_keys_is_recognised_by_its_names(institution_id: str) -> None:
    read = after(lambda book: [book[s].delete_rows(1) for s in book.sheetnames if s != "raport.lists"], institution_id)
    assert read.plan == real_plan(institution_id)[0]
    assert len(said(read)) == 1


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book["Măsuri"].delete_rows(2),
        lambda book: book["Măsuri"].insert_rows(2),
        lambda book: book["Măsuri"].insert_rows(6),
    ],
)
def test_rows_of_names_and_blank_rows_are_no_measures(edit: Edit) -> None:
    read = after(edit)
    assert read.plan == real_plan("balti")[0]
    assert said(read) == []


def test_machine_words_are_read_as_they_were_before():
    def write(book: Workbook) -> None:
        for cell, value in (("C3", "count"), ("I3", "sum"), ("K3", "sum")):
            book["Indicatori"][cell] = value

    assert after(write).plan == real_plan("balti")[0]


@pytest.mark.parametrize("choices", WORDS)
def test_every_word_of_a_list_means_one_value_in_any_language(choices: str) -> None:
    for language in known_languages():
        with speaking(language):
            words = words_of(choices)
        assert [value_of(choices, word) for word in words] == list(WORDS[choices])
    assert value_of(choices, "altceva cu totul") is None


@pytest.mark.parametrize("language", known_languages())
@pytest.mark.parametrize("institution_id", ["balti", "pernik"])
def test_a_plan_comes_back_from_a_workbook_in_any_language(language: str, institution_id: str) -> None:
    plan, _ = real_plan(institution_id)
    with speaking(language):
        content = plan_workbook(plan, real_office(institution_id), "plan.yaml")
    assert edited(content, lambda book: None, institution_id).plan == plan


def test_what_is_found_names_the_measure_as_a_clerk_does():
    read = after(put("Măsuri", "D3", "31.06.2022"), "baltati")
    assert [finding.place.cell for finding in deadlines(read.plan, read.findings)] == [
        "Măsura 1.1, coloana „Termen de realizare”"
    ]


def deadlines(plan: Plan, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.action and plan.action(finding.action)]


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_edited_is_read_and_what_is_not_understood_is_said(data: st.DataObject) -> None:
    """No edit at all is refused or breaks off; a plan that nobody must look at is one that can be used."""

    def spoil(book: Workbook) -> None:
        for _ in range(data.draw(st.integers(1, 4))):
            sheet = book[data.draw(st.sampled_from([name for name in book.sheetnames if name != "raport.lists"]))]
            number = data.draw(st.integers(1, 9))
            match data.draw(st.sampled_from(["cell", "cell", "row", "column", "new row", "sheet"])):
                case "cell":
                    texts = ["", "1.1", "1", "x", "toate", "lead", "count", "text", "31.06.2022", 1.5, True, "a\nb", "¹"]
                    sheet.cell(number, data.draw(st.integers(1, 9))).value = data.draw(st.sampled_from(texts))
                case "row":
                    sheet.delete_rows(number)
                case "column":
                    sheet.delete_cols(number)
                case "new row":
                    sheet.insert_rows(number)
                case "sheet" if len(book.sheetnames) > 2:
                    book.remove(sheet)

    read = after(spoil, data.draw(st.sampled_from(["baltati", "pernik"])))
    text = plan_as_yaml(read.plan)
    if not read.needs_a_person:
        assert read_yaml(text, "plan.yaml", Plan) == read.plan


def test_the_field_of_a_slip_is_a_word_that_can_be_chosen_and_both_spellings_are_read() -> None:
    book = load_workbook(BytesIO(exported("baltati")))
    sheet = book["Scăpări"]
    words = [sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)]
    fields = [slip.field for slip in real_plan("baltati")[0].suspected_errors]
    assert ("Titlul", "title") in zip(words, fields, strict=True)
    assert not set(words) & {"title", "risks", "responsible"}
    choices = [rule.formula1 for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith("B3")]
    assert len(choices) == 1
    for spelling in ("title", "Titlul", "Заглавие"):
        row = words.index("Titlul") + 3
        read = after(put("Scăpări", f"B{row}", spelling), "baltati")
        assert read.plan.suspected_errors == real_plan("baltati")[0].suspected_errors
        assert said(read) == []


def test_a_slip_whose_text_was_corrected_is_said_in_the_words_of_the_workbook() -> None:
    assert said(after(put("Scăpări", "C3", "text îndreptat"), "baltati")) == [
        (
            "error: plan.xlsx · foaia „Scăpări” · celula C3\n"
            "    găsit      coloana „Cum e tipărit”: „text îndreptat”\n"
            "    așteptat   un text care stă în plan la: Obiectiv 1, „Titlul”\n"
            "    de făcut   corectați rândul sau ștergeți-l din foaia „Scăpări”"
        )
    ]


def test_a_slip_with_an_unknown_field_is_said_with_the_words_of_the_list() -> None:
    [message] = said(after(put("Scăpări", "B3", "Titul"), "baltati"))
    assert message.startswith(
        "error: plan.xlsx · foaia „Scăpări” · celula B3\n"
        "    găsit      coloana „Câmp”: „Titul”\n"
        "    așteptat   una dintre valorile „Cod”, „Titlul”, „Titlul în raport”, „Cum e numit”, "
    )


def test_a_deadline_that_was_deleted_is_said_in_the_words_of_the_workbook() -> None:
    assert said(after(put("Măsuri", "D4", None), "baltati")) == [
        (
            "error: plan.xlsx · foaia „Măsuri” · celula D4\n"
            "    găsit      coloana „Termen”: nimic\n"
            "    așteptat   „Termen” la măsura 1.2, sau „Notă despre sursă”\n"
            "    de făcut   scrieți termenul sau de ce lipsește"
        )
    ]


def test_a_formula_that_was_never_calculated_is_said_and_nothing_of_what_follows() -> None:
    def edit(book: Workbook) -> None:
        book["Măsuri"]["D4"] = "=D3"  # openpyxl stores no result
        book["Plan"]["D3"] = "=TODAY()"

    assert said(after(edit)) == [
        (
            f"error: plan.xlsx · foaia „{sheet}” · celula {cell}\n"
            f"    găsit      coloana „{label}”: o formulă al cărei rezultat nu este păstrat în fișier\n"
            "    așteptat   o valoare\n"
            "    de făcut   scrieți valoarea în locul formulei și importați din nou, sau corectați planul importat"
        )
        for sheet, cell, label in (("Plan", "D3", "În vigoare de la"), ("Măsuri", "D4", "Termen"))
    ]


def test_an_error_of_excel_is_said_and_is_no_text_of_the_plan() -> None:
    def edit(book: Workbook) -> None:
        for cell in ("C4", "I4"):  # a text that a measure needs, and one that it may lack
            book["Măsuri"][cell] = "#REF!"
            book["Măsuri"][cell].data_type = "e"

    read = after(edit)
    assert [(action.title, action.result) for action in read.plan.actions if action.code == "1.2"] == [("", "")]
    assert [message.splitlines()[:2] for message in said(read)] == [
        [f"error: plan.xlsx · foaia „Măsuri” · celula {cell}", f"    găsit      coloana „{label}”: eroarea Excel #REF!"]
        for cell, label in (("C4", "Măsura"), ("I4", "Rezultat"))
    ]


def test_merged_cells_are_said_once_and_nothing_of_what_follows() -> None:
    read = after(lambda book: book["Măsuri"].merge_cells("D3:D5"))
    assert [action.deadline for action in read.plan.actions[:4]][1:3] == ["", ""]
    assert said(read) == [
        (
            "error: plan.xlsx · foaia „Măsuri” · celula D3\n"
            "    găsit      celulele D3:D5, unite într-una singură\n"
            "    așteptat   fiecare celulă despărțită de celelalte;"
            " textul a fost citit numai în prima, celelalte sunt goale\n"
            "    de făcut   despărțiți celulele, completați-le și importați din nou, sau completați planul importat"
        )
    ]
