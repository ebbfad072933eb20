"""A project and its evidence are read whole, and what is about nothing known is refused."""

from __future__ import annotations

import pytest
from small_project import PERIOD, PROJECT, a_project, project_files

from toolkit.errors import OfficeFileError
from toolkit.intake.project_inputs import DeliveryState, read_project
from toolkit.plan.project import Stage


def evidence(**changes: object) -> dict[str, object]:
    given = {"project": "sipoca-7", "result": "1", "deliverable": "2", "state": "under_way", "role": "manager de proiect"}
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def refusal(*items: dict[str, object], **changes: object) -> str:
    with pytest.raises(OfficeFileError) as refused:
        a_project(list(items), **changes)
    return str(refused.value)


def test_without_evidence_nothing_is_declared() -> None:
    assert a_project().deliveries == a_project([]).deliveries == {}


@pytest.mark.parametrize("written", [b"evidence:\n", b"evidence: null\n", b"evidence: ~\n", b"", b"# nimic\n"])
def test_a_file_that_gives_no_evidence_is_read_as_none(written: bytes) -> None:
    files = {**project_files([]), "inputs/exemplu/2023/evidence.yaml": written}
    assert read_project(files, "exemplu", "sipoca-7", PERIOD).deliveries == {}


def test_evidence_is_found_by_result_and_deliverable() -> None:
    deliveries = a_project([evidence(), evidence(result="2", deliverable=None, state="missing")]).deliveries
    assert {place: delivery.state for place, delivery in deliveries.items()} == {
        (1, 2): DeliveryState.UNDER_WAY,
        (2, None): DeliveryState.MISSING,
    }


def test_evidence_about_an_unknown_project_is_refused_with_the_nearest() -> None:
    assert refusal(evidence(project="sipoca-17")) == (
        "inputs/exemplu/2023/evidence.yaml · livrabilul 1.2\n"
        "    găsit      „sipoca-17”, un proiect care nu este în inputs/exemplu/projects\n"
        "    așteptat   unul dintre proiectele: sipoca-7; cel mai apropiat este „sipoca-7”\n"
        "    de făcut   corectați numele proiectului"
    )


def test_all_that_is_about_nothing_known_is_refused_at_once() -> None:
    said = refusal(evidence(project="altul"), evidence(result="3"), evidence(deliverable="3"))
    assert said.count("    găsit      ") == 3


def test_evidence_about_an_unknown_result_is_refused() -> None:
    assert refusal(evidence(result="3")) == (
        "inputs/exemplu/2023/evidence.yaml · livrabilul 3.2\n"
        "    găsit      un rezultat pe care proiectul nu îl are\n"
        "    așteptat   un număr de la 1 la 2\n"
        "    de făcut   corectați numărul rezultatului"
    )


@pytest.mark.parametrize(
    ("item", "place", "found", "expected"),
    [
        (
            evidence(deliverable="3"),
            "livrabilul 1.3",
            "un livrabil pe care rezultatul nu îl are",
            "numărul unui livrabil al rezultatului, care are 2 livrabile",
        ),
        (
            evidence(deliverable=None),
            "rezultatul 1",
            "niciun număr de livrabil",
            "numărul unui livrabil al rezultatului, care are 2 livrabile",
        ),
        (
            evidence(result="2", deliverable="1"),
            "livrabilul 2.1",
            "un livrabil pe care rezultatul nu îl are",
            "niciun număr de livrabil: rezultatul nu are niciun livrabil",
        ),
    ],
)
def test_evidence_about_an_unknown_deliverable_is_refused(
    item: dict[str, object], place: str, found: str, expected: str
) -> None:
    assert refusal(item) == (
        f"inputs/exemplu/2023/evidence.yaml · {place}\n"
        f"    găsit      {found}\n"
        f"    așteptat   {expected}\n"
        "    de făcut   corectați numărul livrabilului; la un rezultat fără livrabile lăsați-l deoparte"
    )


def test_evidence_given_twice_is_refused() -> None:
    assert refusal(evidence(), evidence(state="missing")) == (
        "inputs/exemplu/2023/evidence.yaml · livrabilul 1.2\n"
        "    găsit      aceeași stare declarată de două ori\n"
        "    așteptat   un singur rând pentru fiecare livrabil\n"
        "    de făcut   păstrați un singur rând"
    )


def test_delivered_without_evidence_is_refused() -> None:
    assert (
        "    așteptat   cheia „evidence” la ce este livrat\n"
        "    de făcut   scrieți documentul, numărul și data, sau altă stare"
    ) in refusal(evidence(state="delivered"))


@pytest.mark.parametrize("month", ["2022", "2022-S1", "martie 2022", "2022-13"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    said = refusal(duration={**PROJECT["duration"], "start": month})
    assert f"duration.start: „{month}”\n    așteptat   o lună\n    de făcut   scrieți de exemplu 2022-03" in said


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    said = refusal(duration={**PROJECT["duration"], "end": "2022-02"})
    assert "    așteptat   sfârșitul după început\n    de făcut   corectați „start” sau „end”" in said


@pytest.mark.parametrize(("where", "field"), [("project", "title"), ("project", "results"), ("9", "text"), ("1", "nimic")])
def test_a_slip_that_stands_nowhere_is_refused(where: str, field: str) -> None:
    slip = {"where": where, "field": field, "printed": "Registrul", "likely": "Registru"}
    assert f"textul „Registrul” la {where}, {field}" in refusal(suspected_errors=[slip])


def test_a_personal_code_in_a_project_is_refused() -> None:
    assert "care pare un cod personal" in refusal(partner="CNP 1800101221144")


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("a implementat", Stage.IMPLEMENTED),
        ("Implementat", Stage.IMPLEMENTED),
        ("implementează", Stage.UNDER_WAY),
        ("în curs de implementare", Stage.UNDER_WAY),
        ("в изпълнение", Stage.UNDER_WAY),
    ],
)
def test_how_far_a_project_is_is_read_as_it_is_published(written: str, stage: Stage) -> None:
    assert a_project(status=written).project.status is stage


def test_a_stage_that_is_none_is_refused() -> None:
    assert (
        "    găsit      status: „aprobat”\n"
        "    așteptat   stadiul: „a implementat” sau „implementează”\n"
        "    de făcut   scrieți dacă proiectul s-a încheiat sau este în curs"
    ) in refusal(status="aprobat")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("livrat", DeliveryState.DELIVERED),
        ("în curs", DeliveryState.UNDER_WAY),
        ("Lipsește", DeliveryState.MISSING),
        ("предаден", DeliveryState.DELIVERED),
        ("under_way", DeliveryState.UNDER_WAY),
    ],
)
def test_a_state_is_written_in_words(word: str, state: DeliveryState) -> None:
    [delivery] = a_project([evidence(state=word, evidence="PV nr. 7")]).deliveries.values()
    assert delivery.state is state
