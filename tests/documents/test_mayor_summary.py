"""The page for the mayor: figures only, right plurals, and what is to be done."""

from dataclasses import replace

from conftest import a_submission
from small_report import INPUTS

from toolkit.checks.check import check_submissions
from toolkit.documents.mayor_summary import mayor_summary
from toolkit.totals.figures import figures_of


def summary(inputs):
    return mayor_summary(inputs, figures_of(inputs, with_adjustments=True), check_submissions(inputs))


def test_the_page_says_who_reported_what_is_missing_and_what_differs():
    published = replace(
        INPUTS, published_totals={("1.1", 1): "7 acte", ("1.1", 2): "Realizat"}, submissions=INPUTS.submissions[1:]
    )
    said = summary(published)
    assert (
        "- Au trimis formularul **2 din 3** subdiviziuni; nu s-a citit niciun formular de la Direcția secretariat." in said
    )
    assert "- Planul cere 5 răspunsuri (subdiviziune × acțiune): **2 întregi**, 1 parțiale, 2 lipsă." in said
    assert "- Au un total **3 din 3** indicatori." in said
    assert "- Din 2 totaluri publicate, **1** nu rezultă din rândurile subdiviziunilor." in said
    assert "- 1 total este tipărit altfel decât reiese din calcul, cu asterisc și notă sub tabel." in said
    assert "1. Cereți formularul de la Direcția secretariat.\n" in said
    assert "2. Priviți 4 avertismente: ce lipsește și ce nu a intrat în totaluri.\n" in said
    assert said.endswith("3. Citiți raportul Word, scrieți numărul de înregistrare și treceți la semnare.")


def test_nothing_is_said_of_published_figures_where_there_are_none():
    assert "publicat" not in summary(INPUTS)


def test_indicators_without_a_figure_are_told_apart():
    answers = {"1.1.1": "Nu este cazul", "1.1.2": "-", "1.2.1": "0 acte"}
    silent = replace(INPUTS, submissions=(a_submission("presa", answers),))
    assert "- Au un total **1 din 3** indicatori; 1 fără răspuns și 1 „Nu este cazul”." in summary(silent)


def test_one_differing_total_is_said_in_the_singular():
    published = replace(INPUTS, published_totals={("1.2", 1): "3 acte"})
    assert "Hotărâți ce se tipărește la 1 total care diferă de raportul publicat." in summary(published)
