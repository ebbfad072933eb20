"""What is declared about measures: read as clerks write it, refused where the plan does not have it."""

from __future__ import annotations

import pytest
from plan_files import real_plan

from toolkit.checks.claims import check_claims
from toolkit.errors import OfficeFileError
from toolkit.intake.claims import Claim, ClaimedState, claims_file, read_claims
from toolkit.intake.finding import Code, Severity
from toolkit.language import speaking
from toolkit.plan.period import Period

YEAR = Period.parse("2023")
FILE = "inputs/baltati/2023/evaluation.yaml"
BALTATI, _ = real_plan("baltati")


def read(*rows: str) -> dict[str, tuple[Claim, ...]]:
    text = "claims:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    return read_claims({FILE: text.encode()}, "baltati", YEAR, BALTATI)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("realizată", ClaimedState.IMPLEMENTED),
        ("Realizata", ClaimedState.IMPLEMENTED),
        ("implemented", ClaimedState.IMPLEMENTED),
        ("изпълнена", ClaimedState.IMPLEMENTED),
        ("realizat", ClaimedState.IMPLEMENTED),
        ("parțial realizată", ClaimedState.PARTIAL),
        ("în curs", ClaimedState.PARTIAL),
        ("в процес на изпълнение", ClaimedState.PARTIAL),
        ("parţial realizată", ClaimedState.PARTIAL),
        ("частично изпълнена", ClaimedState.PARTIAL),
        ("nerealizată", ClaimedState.NOT_IMPLEMENTED),
        ("not_implemented", ClaimedState.NOT_IMPLEMENTED),
        ("Неизпълнена", ClaimedState.NOT_IMPLEMENTED),
    ],
)
def test_a_state_is_written_in_the_words_of_the_office(word: str, state: ClaimedState) -> None:
    assert read(f'measure: 1.7, state: "{word}", role: secretar')["1.7"][-1].state is state


def test_a_state_that_is_none_is_refused() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read("measure: 1.7, state: gata, role: secretar")
    assert str(caught.value) == (
        "inputs/baltati/2023/evaluation.yaml · rândul 2\n"
        "    găsit      claims.1.state: „gata”\n"
        "    așteptat   starea: realizată, parțial realizată sau nerealizată\n"
        "    de făcut   scrieți una dintre aceste trei stări"
    )


def test_a_state_that_is_none_is_refused_in_bulgarian() -> None:
    with speaking("bg"), pytest.raises(OfficeFileError, match="изпълнена, частично изпълнена или неизпълнена"):
        read("measure: 1.7, state: готово, role: секретар")


def test_nothing_is_declared_where_there_is_no_file_or_no_row() -> None:
    assert read_claims({}, "baltati", YEAR, BALTATI) == {}
    for written in (b"claims: []\n", b"claims:\n", b"claims: null\n", b"claims: ~\n", b"", b"# nimic\n"):
        assert read_claims({FILE: written}, "baltati", YEAR, BALTATI) == {}
    assert claims_file("baltati", YEAR) == FILE


def test_a_measure_that_the_plan_does_not_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read("measure: 1.77, state: realizată, role: secretar")
    assert str(caught.value) == (
        "inputs/baltati/2023/evaluation.yaml · măsura 1.77\n"
        "    găsit      o măsură pe care planul nu o are\n"
        "    așteptat   un cod din plan; cel mai apropiat este „1.7”\n"
        "    de făcut   corectați codul măsurii"
    )


@pytest.mark.parametrize("dates", [("", ""), (", date: 2023-12-01", ""), (", date: 2023-12-01", ", date: 2023-12-01")])
def test_a_measure_that_is_declared_twice_without_a_date_of_its_own_is_refused(dates: tuple[str, str]) -> None:
    states = ("realizată", "nerealizată")
    with pytest.raises(OfficeFileError) as caught:
        read(*(f"measure: 1.7, state: {state}, role: secretar{date}" for state, date in zip(states, dates, strict=True)))
    assert str(caught.value) == (
        "inputs/baltati/2023/evaluation.yaml · măsura 1.7\n"
        "    găsit      aceeași măsură declarată de mai multe ori, fără date diferite\n"
        "    așteptat   un singur rând pentru fiecare măsură, sau rânduri cu date diferite la „date”: contează ultimul\n"
        "    de făcut   păstrați un singur rând sau scrieți la fiecare „date”, de exemplu 2023-12-15"
    )


def test_of_a_measure_that_is_declared_on_several_days_the_last_comes_last() -> None:
    later, earlier = "realizată, role: secretar, date: 2023-12-01", "nerealizată, role: secretar, date: 2023-03-01"
    claims = read(f"measure: 1.7, state: {later}", f"measure: 1.7, state: {earlier}")["1.7"]
    assert [claim.state for claim in claims] == [ClaimedState.NOT_IMPLEMENTED, ClaimedState.IMPLEMENTED]


@pytest.mark.parametrize("written", ["2023-02-30", "30.02.2023", "2022-06-31"])
def test_a_claim_of_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(OfficeFileError) as caught:
        read(f"measure: 1.7, state: realizată, role: secretar, date: {written}")
    assert str(caught.value) == (
        "inputs/baltati/2023/evaluation.yaml · rândul 2\n"
        f"    găsit      claims.1.date: „{written}”\n"
        "    așteptat   o dată, de exemplu 2023-03-28\n"
        "    de făcut   scrieți data ca an-lună-zi"
    )


def test_a_day_in_the_evidence_that_no_calendar_has_is_an_error() -> None:
    [finding] = check_claims(
        read('measure: 1.7, state: nerealizată, evidence: "PV nr. 2 din 31.06.2022", role: secretar'), FILE
    )
    assert (finding.severity, finding.code, finding.action) == (Severity.ERROR, Code.DATE_IMPOSSIBLE, "1.7")
    assert str(finding) == (
        "inputs/baltati/2023/evaluation.yaml · măsura 1.7\n"
        "    găsit      „31.06.2022”, o dată imposibilă: iunie 2022 are 30 de zile\n"
        "    așteptat   data documentului, o zi care există\n"
        "    de făcut   verificați documentul și corectați data la „evidence”; până atunci se tipărește cum este scrisă"
    )


def test_a_personal_code_among_the_claims_is_refused() -> None:
    with pytest.raises(OfficeFileError, match="care pare un cod personal"):
        read('measure: 1.7, state: realizată, evidence: "act, CNP 1800101221144", role: secretar')


def test_a_measure_declared_implemented_without_evidence_is_a_warning() -> None:
    found = check_claims(
        read("measure: 1.6, state: realizată, role: secretar", "measure: 1.7, state: nerealizată, role: secretar"), FILE
    )
    assert [(finding.severity, finding.code, finding.action) for finding in found] == [
        (Severity.WARNING, Code.CLAIM_WITHOUT_EVIDENCE, "1.6")
    ]
    assert str(found[0]) == (
        "inputs/baltati/2023/evaluation.yaml · măsura 1.6\n"
        "    găsit      declarată realizată de „secretar”, fără dovadă\n"
        "    așteptat   documentul, numărul și data care arată că măsura este realizată\n"
        "    de făcut   scrieți dovada la „evidence”; până atunci măsura nu se numără ca realizată"
    )


@pytest.mark.parametrize("written", ["-", "–", "--", "…", " . "])
def test_a_dash_is_no_evidence(written: str) -> None:
    claims = read(f'measure: "1.1", state: realizată, evidence: "{written}", role: secretarul comunei')
    assert claims["1.1"][-1].evidence == ""
    assert [finding.code for finding in check_claims(claims, FILE)] == [Code.CLAIM_WITHOUT_EVIDENCE]
