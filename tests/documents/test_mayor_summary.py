"""The page for the mayor: figures only, right plurals, and what is to be done."""

from dataclasses import replace

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
    assert "- Au trimis formularul **2 din 3** subdiviziuni; nu a trimis nimic: Direcția secretariat." in said
    assert "- Planul cere 5 răspunsuri (subdiviziune × acțiune): **2 întregi**, 1 parțiale, 2 lipsă." in said
    assert "- Din 3 indicatori, **3** au un total; ceilalți nu au fost raportați." in said
    assert "- Din 2 totaluri publicate, **1** nu rezultă din rândurile subdiviziunilor." in said
    assert "- 1 total este tipărit altfel decât reiese din calcul, cu asterisc și notă sub tabel." in said
    assert "1. Cereți formularul de la Direcția secretariat.\n" in said
    assert "2. Priviți 3 avertismente: ce lipsește și ce nu a intrat în totaluri.\n" in said
    assert said.endswith("3. Citiți raportul Word, scrieți numărul de înregistrare și treceți la semnare.")


def test_nothing_is_said_of_published_figures_where_there_are_none():
    assert "publicat" not in summary(INPUTS)
