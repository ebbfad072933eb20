"""A plan is read from a table in any kind of file, whatever its columns are called and wherever they stand."""

from __future__ import annotations

import pytest
from plan_files import HEADER, IN_FORCE, ROWS, csv_plan, excel_plan, imported, messages, text_plan, word_plan

from toolkit.plan.plan import Action, Indicator, Plan, Priority
from toolkit.plan.printed_plan import Column

COLUMNS = (
    Column(field="action", label="Măsuri"),
    Column(field="indicators", label="Indicatori"),
    Column(field="deadline", label="Termen"),
    Column(field="responsible", label="Responsabili"),
)


def a_measure(code: str, title: str, indicator: str, deadline: str, responsible: str) -> Action:
    return Action(
        code=code,
        title=title,
        deadline=deadline,
        responsible=(responsible,),
        indicators=(Indicator(text=indicator),),
    )


PLAN = Plan(
    title="Planul de integritate al orașului",
    valid_from=IN_FORCE,
    columns=COLUMNS,
    priorities=(
        Priority(
            code="1",
            label="Obiectiv 1",
            title="Transparența",
            actions=(
                a_measure("1.1", "Publicarea datelor", "Nr. de seturi de date", "Permanent", "Secretariatul"),
                a_measure("1.2", "Instruirea angajaților", "Nr. de instruiri", "31 martie 2023", "Resurse umane"),
            ),
        ),
        Priority(
            code="2",
            label="Obiectiv 2",
            title="Integritatea",
            actions=(a_measure("2.1", "Declararea averilor", "Nr. de declarații", "Anual", "Conducerea"),),
        ),
    ),
)


@pytest.mark.parametrize(
    "content",
    [
        csv_plan(),
        csv_plan(delimiter=";"),
        csv_plan(encoding="utf-8-sig"),
        csv_plan(delimiter="\t"),
        text_plan(),
        text_plan([["", *row, ""] for row in ROWS]),
        text_plan([row[:1] if not row[1] else row for row in ROWS]),
        excel_plan(),
        excel_plan(merged=["A1:D1", "A2:D2", "A6:D6"]),
        word_plan(ROWS[0][0], ROWS[1:]),
        word_plan(ROWS[0][0], ROWS[1][0], ROWS[2:5], ROWS[5][0], ROWS[6:]),
        word_plan(ROWS[0][0], [ROWS[1][:1] + ("<",) * 3, *ROWS[2:5], HEADER, ROWS[5][:1] + ("<",) * 3, HEADER, ROWS[6]]),
    ],
    ids=[
        "comma",
        "semicolon",
        "byte order mark",
        "tabs",
        "strokes",
        "strokes at the edges",
        "lines between rows",
        "Excel",
        "Excel with merged rows",
        "Word",
        "Word with a table for each objective",
        "Word with merged rows and repeated headers",
    ],
)
def test_the_same_table_gives_the_same_plan(content: bytes):
    read = imported(content)
    assert read.plan == PLAN
    assert read.findings == ()


def test_columns_may_stand_in_any_order():
    rows = [[row[2], row[3], row[0], row[1]] if row[1] else row for row in ROWS]
    read = imported(csv_plan(rows))
    assert read.plan.priorities == PLAN.priorities
    assert [column.label for column in read.plan.columns] == ["Termen", "Responsabili", "Măsuri", "Indicatori"]


@pytest.mark.parametrize(
    "header",
    [
        ("Acțiuni", "Indicatori de progres", "Termen de realizare", "Instituția responsabilă"),
        ("Măsura", "INDICATOR", "Termen-limită", "Responsabil"),
        ("Masuri/Actiuni", "Indicatorii de progres", "Termenul de implementare", "Instituţii responsabile"),
        ("Acţiunea (măsura)", "Indicatori de performanţă:", "Termene de realizare", "Persoana responsabilă"),
        ("Мярка", "Индикатор за оценка на изпълнението", "Срок", "Отговорна институция"),
        ("Мерки", "Индикатори", "Срок за изпълнение", "Отговорни институции"),
        ("Actions", "Indicators", "Deadline", "Responsible"),
        ("Masuri", "Indicatori de perfomanta", "Termen de realzare", "Responsabili"),
    ],
)
def test_columns_may_have_other_names(header: tuple[str, ...]):
    read = imported(csv_plan([*ROWS[:2], header, *ROWS[3:]]))
    assert read.plan.priorities == PLAN.priorities
    assert [column.field.value for column in read.plan.columns] == ["action", "indicators", "deadline", "responsible"]
    assert [finding for finding in read.findings if "cu sedilă" not in finding.found] == []


def test_an_absent_column_is_absent():
    read = imported(csv_plan([row[:2] for row in ROWS]))
    assert [column.label for column in read.plan.columns] == ["Măsuri", "Indicatori"]
    assert {(action.deadline, action.responsible, action.source_note) for action in read.plan.actions} == {("", (), "")}
    assert read.findings == ()


def test_an_unknown_column_is_kept_under_its_name():
    rows = [[*row, {2: "Grad de prioritate", 3: "mare"}.get(number, "")] for number, row in enumerate(ROWS)]
    read = imported(csv_plan(rows))
    assert read.plan.columns[-1] == Column(field="other", label="Grad de prioritate")
    assert [action.other for action in read.plan.actions] == [{"Grad de prioritate": "mare"}, {}, {}]
    assert messages(read) == [
        (
            "note: plan.csv\n"
            "    găsit      coloana „Grad de prioritate”\n"
            "    așteptat   o coloană cunoscută; textele ei au fost păstrate sub numele ei\n"
            "    de făcut   verificați coloana în planul importat, la „other”"
        )
    ]
    assert not read.needs_a_person


@pytest.mark.parametrize("repeated", [True, False])
def test_objectives_may_have_a_column_of_their_own(repeated: bool):
    rows = [
        ["Planul de integritate al orașului"],
        ["Obiectiv", *HEADER],
        ["Obiectiv 1: Transparența", *ROWS[3]],
        ["Obiectiv 1: Transparența" if repeated else "", *ROWS[4]],
        ["Obiectiv 2: Integritatea", *ROWS[6]],
    ]
    assert imported(csv_plan(rows)).plan == PLAN


@pytest.mark.parametrize("in_word", [True, False])
def test_an_objective_may_be_one_cell_beside_its_measures(in_word: bool):
    rows = [
        ["Obiectiv", *HEADER],
        ["Obiectiv 1: Transparența", *ROWS[3]],
        ["", *ROWS[4]],
        ["Obiectiv 2: Integritatea", *ROWS[6]],
    ]
    title = ["Planul de integritate al orașului", "", "", "", ""]
    if in_word:
        content = word_plan(title[0], rows, change=lambda d: d.tables[0].cell(1, 0).merge(d.tables[0].cell(2, 0)))
    else:
        content = excel_plan([title, *rows], merged=["A3:A4"])
    assert imported(content).plan == PLAN


def test_measures_are_matched_to_objectives_by_their_codes():
    """Some plans list the objectives first, and all measures in one table after them."""
    rows = [ROWS[0], ROWS[1], ROWS[5], HEADER, ROWS[6], ROWS[3], ROWS[4]]
    assert imported(csv_plan(rows)).plan == PLAN


def test_numbers_that_restart_are_prefixed_by_their_section():
    rows = [
        ("ПЛАН ЗА ДЕЙСТВИЕ (януари – декември 2018г.)", "", "", ""),
        ("№", "Мярка", "Срок", "Отговорна институция"),
        ("I. Прозрачност", "", "", ""),
        ("1.", "Публикуване", "постоянен", "ОА - Перник, общини"),
        ("2.", "Доклад", "постоянен", "Областен управител"),
        ("II. Контрол", "", "", ""),
        ("1.", "Проверки", "постоянен", "Областен управител"),
    ]
    read = imported(csv_plan(rows))
    assert (read.plan.title, read.plan.period) == ("ПЛАН ЗА ДЕЙСТВИЕ", "януари – декември 2018г.")
    assert [(p.code, p.label, p.title) for p in read.plan.priorities] == [("I", "", "Прозрачност"), ("II", "", "Контрол")]
    assert [action.code for action in read.plan.actions] == ["I.1", "I.2", "II.1"]
    assert read.plan.actions[0].responsible == ("ОА - Перник", "общини")
    assert [column.field.value for column in read.plan.columns] == ["number", "action", "deadline", "responsible"]


def test_a_code_of_which_excel_has_made_a_number_is_a_code():
    head = [(ROWS[0][0],), (ROWS[1][0],), ("Nr.", "Măsuri", "Termen")]
    rows = [*head, (1.1, "Publicarea", "Anual"), (1.2, "Instruirea", "Anual")]
    assert [action.code for action in imported(excel_plan(rows)).plan.actions] == ["1.1", "1.2"]


def test_numbers_that_run_through_stay_as_they_are():
    rows = [ROWS[0], HEADER, ROWS[1], ("1. Publicarea", *ROWS[3][1:]), ROWS[5], ("2) Declararea", *ROWS[6][1:])]
    assert [(a.code, a.title) for a in imported(csv_plan(rows)).plan.actions] == [("1", "Publicarea"), ("2", "Declararea")]


def test_a_table_of_an_objective_may_have_columns_of_its_own():
    rows = [*ROWS[:6], ("Măsuri", "Indicatori", "Responsabil", ""), ("2.1 Declararea averilor", "Nr.", "Conducerea", "")]
    plan = imported(csv_plan(rows)).plan
    assert plan.columns == COLUMNS
    assert plan.priorities[0].columns == ()
    assert [column.label for column in plan.priorities[1].columns] == ["Măsuri", "Indicatori", "Responsabil"]
    assert plan.actions[2].responsible == ("Conducerea",)


def test_a_row_between_objective_and_header_is_kept():
    rows = [*ROWS[:6], ("Indicatori de performanță", "", "", ""), HEADER, ROWS[6]]
    read = imported(csv_plan(rows))
    assert read.plan.priorities[1].rows_above_header == ("Indicatori de performanță",)
    assert read.findings == ()


def test_lines_and_semicolons_part_items_and_capitals_do_not():
    rows = [
        ROWS[0],
        ROWS[1],
        ("Măsuri", "Indicatori", "Riscuri", "Surse de verificare"),
        ("1.1 Publicarea", "Nr. de date\n- Nr. de vizite", "Resurse puține; Personal puțin;", "Raport Minută Listă"),
    ]
    action = imported(excel_plan(rows)).plan.actions[0]
    assert [indicator.text for indicator in action.indicators] == ["Nr. de date", "Nr. de vizite"]
    assert action.risks == ("Resurse puține", "Personal puțin")
    assert action.verification_sources == ("Raport Minută Listă",)
    assert imported(word_plan(ROWS[0][0], rows[1:])).plan.actions[0] == action


def test_commas_part_who_is_responsible_but_not_within_the_name_of_a_department():
    rows = [*ROWS[:3], ("1.1 Publicarea", "Nr.", "Permanent", "Direcția presa, primarul, Direcția resurse umane")]
    assert imported(csv_plan(rows)).plan.actions[0].responsible == ("Direcția presa", "primarul", "Direcția resurse umane")


def test_objectives_and_measures_without_codes_are_told_apart():
    rows = [
        ROWS[0],
        HEADER,
        ("Transparența", "", "", ""),
        ("Publicarea", "Nr.", "Anual", "Toți"),
        ("Integritatea", "", "", ""),
    ]
    plan = imported(csv_plan([*rows, ("Declararea", "Nr.", "Anual", "Toți")])).plan
    assert [(p.code, p.title, [a.code for a in p.actions]) for p in plan.priorities] == [
        ("1", "Transparența", ["1.1"]),
        ("2", "Integritatea", ["2.1"]),
    ]


def test_a_footnote_belongs_to_the_measure_that_bears_its_mark():
    rows = [*ROWS[:3], ("1.1 Desemnarea persoanei ¹", "Nr.", "Permanent", "Secretariatul"), ("¹ Sau un grup de lucru",)]
    note = imported(text_plan(rows)).plan.footnotes[0]
    assert (note.mark, note.action, note.text) == ("¹", "1.1", "Sau un grup de lucru")


def test_five_thousand_rows_are_read():
    rows = [*ROWS[:3], *((f"{n // 90 + 1}.{n % 90 + 1} Măsura", "Nr.", "Anual", "Toți") for n in range(5_000))]
    assert len(imported(csv_plan(rows)).plan.actions) == 5_000
