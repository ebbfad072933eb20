"""Nothing leaves that is not, word by word, what was put in."""

from __future__ import annotations

from typing import Any

import pytest
from docx_builder import SEMESTER_REPORT, a_report, a_row, an_action, fill, template, text, with_part

from toolkit.errors import ToolkitFault
from toolkit.word.gate import check_document


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    rows = [
        a_row(
            "Direcția resurse umane",
            "10 funcționari",
            "17 concursuri",
            narrative=[text("Text"), text("unu", style="bullet")],
        ),
        a_row("Direcția cultură", "-", "2 concursuri", narrative=[text("primul", style="numbered", mark="1.")]),
    ]
    return a_report(an_action("1.1", rows, ["10 funcționari", "19 concursuri"], ["*1 Indicator 1: ajustat."]))


@pytest.fixture(scope="module")
def docx(context: dict[str, Any]) -> bytes:
    return fill(SEMESTER_REPORT.read_bytes(), context)


def complaint(docx: bytes, context: dict[str, Any]) -> str:
    with pytest.raises(ToolkitFault) as caught:
        check_document(docx, context)
    return str(caught.value)


def test_the_filled_report_passes(docx: bytes, context: dict[str, Any]):
    check_document(docx, context)


def test_a_changed_text_is_named(docx: bytes, context: dict[str, Any]):
    assert complaint(with_part(docx, "termene scurte.", "termene lungi."), context) == (
        "documentul Word, citit din nou\n"
        "    găsit      lipsește textul „termene scurte.” (risks)\n"
        "    așteptat   fiecare text al raportului, întreg\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"
    )


def test_a_changed_figure_is_noticed_though_it_stands_elsewhere_too(docx: bytes, context: dict[str, Any]):
    assert (
        complaint(with_part(docx, ">2 concursuri<", ">17 concursuri<"), context).count("un tabel fără celulele calculate")
        == 1
    )


def test_swapped_cells_are_noticed(docx: bytes, context: dict[str, Any]):
    swapped = with_part(docx, ">10 funcționari<", ">X<")
    swapped = with_part(swapped, ">17 concursuri<", ">10 funcționari<")
    swapped = with_part(swapped, ">X<", ">17 concursuri<")

    assert "un tabel fără celulele calculate (primul rând: „Direcția resurse umane”)" in complaint(swapped, context)


def test_a_lost_bookmark_is_noticed(docx: bytes, context: dict[str, Any]):
    assert "lipsește textul „sectiunea_I” (bookmark)" in complaint(
        with_part(docx, 'w:name="sectiunea_I"', 'w:name="x"'), context
    )


def test_a_tag_that_was_left_is_named():
    docx = fill(template("Totalul: {{ total }}"), {"total": "5"})

    assert "un marcaj rămas în paragraful „Totalul: 5{{ x }}”" in complaint(
        with_part(docx, "5<", "5{{ x }}<"), {"total": "5"}
    )


def test_a_tag_that_a_department_wrote_is_no_tag_but_one_beside_it_is():
    docx = fill(template("{{ a }}"), {"a": "{{ 7*7 }}"})

    check_document(docx, {"a": "{{ 7*7 }}"})
    assert "un marcaj rămas" in complaint(with_part(docx, "{{ 7*7 }}", "{{ 7*7 }} {% x %}"), {"a": "{{ 7*7 }}"})


def test_ids_that_repeat_are_named(docx: bytes, context: dict[str, Any]):
    assert "identificatorul „1” de 2 ori (semn de carte)" in complaint(
        with_part(docx, 'w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"'), context
    )


def test_a_part_that_is_not_well_formed_is_a_fault(docx: bytes, context: dict[str, Any]):
    assert "word/document.xml\n    găsit      XML pe care Word nu l-ar putea citi" in complaint(
        with_part(docx, "</w:body>", ""), context
    )
