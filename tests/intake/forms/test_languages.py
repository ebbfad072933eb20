"""A form is in the language of its institution, and is read in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from form_builder import INSTITUTION, PLAN
from sent_form import CULTURE, SENT_PERIOD, collection, opened

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column, Label, example_answer, label_in
from toolkit.intake.value import State
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.language import gettext, known_languages, speaking
from toolkit.plan.plan import IndicatorKind
from toolkit.plan.spelling import matching

BULGARIAN = INSTITUTION.model_copy(update={"locale": "bg_BG"})
FORM = replace(collection(), institution=BULGARIAN).form(CULTURE)


def _read(content: bytes, file: str = "inputs/oras/2023-07/cultura.xlsx") -> Reading:
    return read_workbook(content, file, BULGARIAN, PLAN, SENT_PERIOD)


def _changed(cells: dict[str, object], sheet: str = "Индикатори", form: bytes = FORM) -> bytes:
    book = opened(form)
    for address, typed in cells.items():
        book[sheet][address] = typed
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_labels_sheets_and_rules_are_bulgarian() -> None:
    book = opened(FORM)
    assert book.sheetnames == ["Индикатори", "Описания", "Указания"]
    sheet = book["Индикатори"]
    assert [cell.value for cell in sheet[7]] == [
        "Дейност",
        "Индикаторът",
        "Текст на индикатора",
        "Мерна единица",
        "Как се попълва",
        "Предходен период",
        "Предходна година",
        "Стойност",
        "Жени",
        "Мъже",
        "Защо липсва",
        "Забележки",
        "Доказателство",
    ]
    [statuses] = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert statuses.formula1 == '"Изпълнено,В процес на изпълнение,Неизпълнено,Не е приложимо,все още няма данни,-"'


def test_no_romanian_label_is_left_in_a_bulgarian_form() -> None:
    said = {cell.value for sheet in opened(FORM) for row in sheet.iter_rows() for cell in row if cell.value}
    assert said.isdisjoint({*Column, *Label, INDICATORS.name, NARRATIVES.name, "stare", "text"})


@pytest.mark.parametrize("locale", ["bg_BG", "en_GB", "ro_MD", "ro_RO"])
def test_a_form_in_every_language_is_read_with_nothing_wrong_in_it(locale: str) -> None:
    institution = INSTITUTION.model_copy(update={"locale": locale})
    form = replace(collection(), institution=institution).form(CULTURE)
    reading = read_workbook(form, "inputs/oras/2023-07/cultura.xlsx", institution, PLAN, SENT_PERIOD)
    assert reading.findings == ()
    assert reading.submission is not None


def test_the_form_is_in_the_language_of_the_institution_whoever_makes_it() -> None:
    with speaking("en"):
        assert replace(collection(), institution=BULGARIAN).form(CULTURE) == FORM


def test_a_filled_bulgarian_form_is_read() -> None:
    reading = _read(
        _changed({"H8": "4 angajați", "I8": 3, "J8": 1, "H9": "В процес на изпълнение", "H10": "Не е приложимо"})
    )
    assert reading.findings == ()
    assert reading.submission is not None
    first, second, third, *_ = reading.submission.entries
    assert (first.value.quantities[0].women, second.value.state, third.value.kind) == (
        3,
        State.IN_PROGRESS,
        "not_applicable",
    )
    assert reading.fingerprint


def test_a_bulgarian_csv_is_read_with_its_semicolons() -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=";").writerows(
        [["" if v is None else v for v in row] for row in opened(_changed({"H8": "4, după acte"}))["Индикатори"].values]
    )
    reading = _read(table.getvalue().encode("utf-8-sig"), "inputs/oras/2023-07/cultura.csv")
    assert reading.submission is not None
    assert reading.submission.entries[0].value.text == "4, după acte"


def test_a_form_in_another_language_than_the_institution_s_is_read_all_the_same() -> None:
    """But for the words of its period, which stand beside the code."""
    english = replace(collection(), institution=INSTITUTION.model_copy(update={"locale": "en_GB"})).form(CULTURE)
    without_words = _changed({"C4": None}, "Descriptions", _changed({"C4": None}, "Indicators", english))
    assert _read(without_words).findings == ()


def test_what_is_wrong_is_told_by_the_labels_of_the_form() -> None:
    with speaking("bg"):
        [finding] = _read(_changed({"H7": "Бележки"})).findings
        assert str(finding) == (
            "inputs/oras/2023-07/cultura.xlsx · лист „Индикатори“ · клетка A7\n"
            "    намерено         няма колона „Стойност“\n"
            "    очаквано         в заглавния ред, по веднъж, колоните „Дейност“, „Индикаторът“ и „Стойност“\n"
            "    да се направи    поправете заглавния ред на таблицата, запазете файла и го изпратете отново"
        )


def test_the_labels_stay_the_form_s_where_messages_are_in_another_language() -> None:
    with speaking("en"):
        findings = _read(_changed({"B3": "Нищо"})).findings
    assert [finding.found for finding in findings] == ["Структурно звено: “Нищо”"]


@pytest.mark.parametrize("language", known_languages())
def test_no_two_labels_of_a_form_are_taken_for_each_other(language: str) -> None:
    for layout in (INDICATORS, NARRATIVES):
        assert len({matching(label_in(label, language)) for label in layout.columns}) == len(layout.columns)
    assert len({matching(label_in(label, language)) for label in Label}) == len(Label)
    assert max(len(label_in(label, language)) for label in Label) < 40  # as the reader looks for them
    assert max(len(label_in(layout.name, language)) for layout in (INDICATORS, NARRATIVES)) <= 31  # as Excel names sheets


@pytest.mark.parametrize("language", known_languages())
def test_every_answer_that_a_form_offers_is_understood(language: str) -> None:
    with speaking(language):
        said = [gettext(text) for text in ("Realizat", "În proces", "Nerealizat", "Nu este cazul", "indisponibil încă")]
        examples = [
            (example_answer(indicator, "lei"), indicator.kind)
            for action in PLAN.actions
            for indicator in action.indicators
            if indicator.kind is not IndicatorKind.TEXT
        ]
    assert [read_value(text).state for text in said[:3]] == [State.DONE, State.IN_PROGRESS, State.NOT_DONE]
    assert [read_value(text).kind for text in said[3:]] == ["not_applicable", "not_available"]
    assert [read_value(text).kind.value for text, _ in examples] == [kind.value for _, kind in examples]
