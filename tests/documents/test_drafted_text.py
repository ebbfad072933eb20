"""What nobody wrote is drafted from the figures: right plurals, ordinals and names, and nothing that they do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from conftest import a_plan, a_submission, an_action, an_indicator, an_institution
from hypothesis import given, settings
from hypothesis import strategies as st
from small_report import INPUTS

from toolkit.documents.drafted_text import Draft, drafted_text, written_text
from toolkit.documents.views import drafted_view
from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import MissingMonths, PeriodInputs
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.plan_problems import LOST
from toolkit.plan.unit import Unit
from toolkit.totals.figures import figures_of

ACTS = Unit(one="act", few="acte")
PERIOD = Period.parse("2023-06")
EARLIER = [Period.parse(f"2023-0{month}") for month in (3, 4, 5)]


def inputs(
    *answers: Mapping[str, str], plan: Plan | None = None, earlier: Sequence[Mapping[str, str]] = (), **more: object
) -> PeriodInputs:
    """A month of two departments; each mapping is what one of them answered."""
    departments = ("cultura", "presa")
    submissions = tuple(
        a_submission(department, dict(given)) for department, given in zip(departments, answers, strict=False)
    )
    periods = tuple(
        EarlierPeriod(period=period, submissions=(a_submission("cultura", dict(given)),))
        for period, given in zip(EARLIER[-len(earlier) :], earlier, strict=False)
    )
    return replace(
        INPUTS,
        institution=an_institution(departments),
        plan=plan or a_plan(an_action(an_indicator(unit=ACTS), an_indicator(unit=ACTS))),
        period=PERIOD,
        submissions=submissions,
        sections=Sections(),
        adjustments={},
        earlier=Earlier(periods=periods),
        **more,
    )


def draft(given: PeriodInputs) -> Draft:
    return drafted_text(given, figures_of(given, with_adjustments=True))


def said(given: PeriodInputs, part: str = "summary") -> list[str]:
    return [" ".join(sentence.text for sentence in paragraph) for paragraph in draft(given)[part]]


def test_the_first_paragraph_says_who_reported_and_what_has_a_total():
    assert said(inputs({"1.1.1": "3 acte", "1.1.2": "-"}))[0] == (
        "Raportul privește luna iunie a anului 2023 și cuprinde 1 acțiune din plan, cu 2 indicatori. "
        "Formularul a fost trimis de 1 din 2 subdiviziuni; nu s-a citit niciunul de la Direcția presa. "
        "Un total se poate face la 1 din 2 indicatori. La 1 indicator nu s-a raportat nimic. "
        "Din 2 răspunsuri cerute, întregi: 0, parțiale: 1, lipsă: 1."
    )


def test_twenty_takes_its_preposition_and_nineteen_does_not():
    def of(count: int) -> str:
        return said(inputs(plan=a_plan(an_action(*[an_indicator(unit=ACTS)] * count))))[0]

    assert "cu 19 indicatori." in of(19)
    assert "cu 20 de indicatori. Nicio subdiviziune nu a trimis formularul." in of(20)


def test_nobody_is_called_late_where_all_reported():
    given = inputs({"1.1.1": "3"}, {"1.1.1": "2"})
    assert "Toate subdiviziunile au trimis formularul." in said(given)[0]
    assert not any("niciun formular" in text for text in said(given, "risks.items"))


def test_the_figures_of_a_priority_are_those_of_most_departments():
    assert said(inputs({"1.1.1": "3", "1.1.2": "25"}, {"1.1.1": "cca. 4"}))[1] == (
        "La Prioritatea I se poate face un total la 2 din 2 indicatori. Cifrele la care au contribuit cele mai multe "
        "subdiviziuni: „numărul de decizii” (1.1.1): cca. 7 acte, cifră aproximativă; "
        "„numărul de decizii” (1.1.2): 25 de acte."
    )


def test_an_adjusted_total_is_called_so():
    given = replace(INPUTS, sections=Sections())
    assert "„numărul de decizii” (1.1.1): 7 acte, total ajustat" in said(given)[1]


def test_an_indicator_whose_text_is_lost_is_named_by_its_number():
    lost = an_indicator(unit=ACTS).model_copy(update={"text": LOST})
    action = an_action(an_indicator(unit=ACTS)).model_copy(update={"indicators": (lost,)})
    given = inputs({"1.1.1": "3 acte"})
    plan = given.plan.priorities[0].model_copy(update={"actions": (action,)})
    given = replace(given, plan=given.plan.model_copy(update={"priorities": (plan,)}))
    assert "indicatorul 1.1.1: 3 acte" in said(given)[1]


def test_what_rose_and_fell_is_told_with_how_often_in_a_row():
    given = inputs(
        {"1.1.1": "8", "1.1.2": "0"},
        earlier=[{"1.1.1": "2", "1.1.2": "1"}, {"1.1.1": "3", "1.1.2": "1"}, {"1.1.1": "5", "1.1.2": "1"}],
    )
    assert said(given)[-1] == (
        "Creșteri față de luna mai a anului 2023, la 1 indicator: "
        "„numărul de decizii” (1.1.1), de la 5 acte la 8 acte, a treia oară la rând. "
        "Scăderi față de luna mai a anului 2023, la 1 indicator: „numărul de decizii” (1.1.2), de la 1 act la 0 acte."
    )


def test_what_stayed_is_counted():
    given = inputs({"1.1.1": "5"}, earlier=[{"1.1.1": "5 acte"}])
    assert said(given)[-1] == "Fără schimbare față de luna mai a anului 2023: 1 indicator."


@pytest.mark.parametrize(
    ("answers", "before"),
    [
        (({"1.1.1": "cca. 8"},), {"1.1.1": "5"}),  # approximate
        (({"1.1.1": "8"},), {"1.1.1": "cel puțin 5"}),
        (({"1.1.1": "8"},), {"1.1.1": "-"}),  # nothing to compare with
        (({"1.1.1": "8"},), {"1.1.1": "Nu este cazul"}),
        (({"1.1.1": "8"}, {"1.1.1": "1"}), {"1.1.1": "5"}),  # another department reported, too
        (({"1.1.1": "8"}, {"1.1.1": "-"}), {"1.1.1": "5"}),  # one that is asked did not report
        (({"1.1.1": "8 lei"},), {"1.1.1": "5"}),
    ],
)
def test_figures_that_cannot_be_held_against_each_other_are_not(answers: tuple[dict[str, str], ...], before: dict[str, str]):
    assert len(said(inputs(*answers, earlier=[before]))) == 2


def test_a_figure_that_lacks_months_is_not_compared_and_the_months_are_named():
    given = inputs(
        {"1.1.1": "8"},
        earlier=[{"1.1.1": "5"}],
        missing_months=(MissingMonths(department="cultura", months=(Period.parse("2023-04"),)),),
    )
    assert len(said(given)) == 2
    assert "Pentru aprilie nu s-a citit niciun formular de la Direcția cultura." in said(given)[0]


def test_risks_are_what_is_late_behind_and_uncertain():
    plan = a_plan(an_action(*[an_indicator(unit=ACTS)] * 3), an_action(an_indicator(unit=ACTS), code="1.2"))
    given = inputs({"1.1.1": "cca. 3 acte", "1.1.2": "indisponibil încă"}, plan=plan)
    assert said(given, "risks.lead") == ["Din cifrele raportate rezultă următoarele riscuri:"]
    assert said(given, "risks.items") == [
        "Din totaluri lipsesc cifrele de la Direcția presa, de unde nu s-a citit niciun formular.",
        "Fără răspuns de la vreo subdiviziune: 1 acțiune (1.2).",
        "Cu restanțe la una sau mai multe subdiviziuni: 1 acțiune (1.1).",
        "Cifre care nu sunt încă disponibile: 1 indicator (1.1.2).",
        "Totaluri aproximative sau cunoscute numai prin limite: 1 indicator (1.1.1).",
    ]


def test_proposals_are_about_what_nobody_reports_and_what_does_not_fit():
    plan = a_plan(an_action(*[an_indicator(unit=ACTS)] * 3))
    given = inputs({"1.1.1": "Nu este cazul", "1.1.2": "300 lei", "1.1.3": "-"}, plan=plan)
    assert said(given, "proposals.items") == [
        "De lămurit cine raportează: 1 indicator la care nu s-a raportat nimic (1.1.3).",
        "De precizat ce fel de răspuns se cere: 1 indicator cu răspunsuri care nu au intrat în total (1.1.2).",
        "De hotărât ce rămâne în plan: 1 indicator la care toate răspunsurile sunt „Nu este cazul” (1.1.1).",
    ]


def test_long_lists_are_cut_and_the_rest_is_counted_and_every_sentence_knows_all_its_indicators():
    plan = a_plan(an_action(*[an_indicator(unit=ACTS)] * 20))
    [[sentence]] = draft(inputs({}, {}, plan=plan))["proposals.items"]
    assert sentence.text.endswith(
        "20 de indicatori la care nu s-a raportat nimic "
        "(1.1.1, 1.1.2, 1.1.3, 1.1.4, 1.1.5, 1.1.6, 1.1.7, 1.1.8, 1.1.9, 1.1.10, 1.1.11, 1.1.12 și încă 8)."
    )
    assert sentence.about == tuple(f"1.1.{number}" for number in range(1, 21))


def test_where_nothing_follows_nothing_is_said():
    given = inputs({"1.1.1": "3", "1.1.2": "4"}, {"1.1.1": "3", "1.1.2": "4"})
    assert [draft(given)[part] for part in ("risks.lead", "risks.items", "proposals.lead", "proposals.items")] == [()] * 4


def test_only_the_sections_that_are_blank_are_drafted():
    given = replace(inputs({"1.1.1": "3"}), sections=Sections.model_validate({"risks": {"lead": "Nu sunt riscuri."}}))
    text = written_text(given, figures_of(given, with_adjustments=True))
    assert sorted(text.drafted) == ["proposals.items", "proposals.lead", "summary"]
    assert (text.sections.risks.lead, text.sections.risks.items) == ("Nu sunt riscuri.", ())
    assert text.sections.proposals.items[0].startswith("De lămurit cine raportează: 1 indicator")


def test_the_notebook_shows_each_drafted_sentence_with_its_indicators():
    given = inputs({"1.1.1": "3", "1.1.2": "4"}, {"1.1.1": "3"})
    shown = drafted_view(written_text(given, figures_of(given, with_adjustments=True)).drafted).frame
    assert list(shown.columns) == ["Partea", "Schițat din cifre", "Indicatorii"]
    assert ("risks.items", "Cu restanțe la una sau mai multe subdiviziuni: 1 acțiune (1.1).", "1.1.1, 1.1.2") in list(
        shown.itertuples(index=False, name=None)
    )


def test_what_is_written_in_full_is_printed_as_it_is():
    whole = Sections.model_validate({"summary": ["Da."], "risks": {"lead": "Nu."}, "proposals": {"items": ["Una."]}})
    given = replace(inputs({"1.1.1": "3"}), sections=whole)
    text = written_text(given, figures_of(given, with_adjustments=True))
    assert (text.sections, text.drafted) == (whole, {})


def test_a_draft_speaks_the_language_of_the_institution():
    given = inputs({"1.1.1": "8"}, earlier=[{"1.1.1": "3"}, {"1.1.1": "5"}])
    with speaking("bg"):
        assert said(given)[-1] == (
            "Увеличения спрямо май 2023 г., при 1 индикатор: „numărul de decizii“ (1.1.1), от 5 acte на 8 acte, "
            "за втори пореден път."
        )
    with speaking("en"):
        assert said(given)[-1] == (
            "Increases since May 2023, in 1 indicator: “numărul de decizii” (1.1.1), from 5 acte to 8 acte, "
            "for the second time in a row."
        )


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["1.1.1", "1.1.2"]),
            st.sampled_from(["", "-", "0", "3", "cca. 20", "300 lei", "Nu este cazul", "ieri"]),
        ),
        max_size=2,
    ),
    st.lists(st.dictionaries(st.sampled_from(["1.1.1", "1.1.2"]), st.sampled_from(["-", "0", "3", "7"])), max_size=3),
)
@settings(max_examples=80)
def test_equal_figures_give_equal_sentences_about_indicators_of_the_plan(
    answers: list[dict[str, str]], earlier: list[dict[str, str]]
):
    given = inputs(*answers, earlier=earlier)
    turned = replace(given, submissions=given.submissions[::-1])
    assert draft(given) == draft(turned)
    sentences = [s for paragraphs in draft(given).values() for paragraph in paragraphs for s in paragraph]
    assert {one for sentence in sentences for one in sentence.about} <= {"1.1.1", "1.1.2"}
    assert all(sentence.text.endswith((".", ":")) and "{" not in sentence.text for sentence in sentences)


def test_an_answer_that_stays_out_of_the_total_is_not_called_silence():
    assert (
        "La 1 indicator niciun răspuns nu a putut intra în total. " in said(inputs({"1.1.1": "3 acte", "1.1.2": "8 lei"}))[0]
    )


def test_who_sent_not_all_months_is_not_said_to_have_sent_all():
    lacking = MissingMonths(department="cultura", months=(Period.parse("2023-04"),))
    given = inputs({"1.1.1": "3"}, {"1.1.1": "2"}, missing_months=(lacking,))
    assert "Toate subdiviziunile au trimis formulare, dar nu ale tuturor lunilor. Pentru aprilie " in said(given)[0]
