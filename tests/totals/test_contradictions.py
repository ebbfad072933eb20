"""Where a claim does not agree with what follows from deadline and evidence, a finding says so."""

from __future__ import annotations

from datetime import date

import pytest
from plan_files import by_measure, real_plan

from toolkit.intake.claims import Claim, ClaimedState
from toolkit.intake.finding import Finding
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.totals.contradictions import contradictions
from toolkit.totals.evaluation import evaluate

YEAR = Period.parse("2023")
FILE = "inputs/baltati/2023/evaluation.yaml"
BALTATI, _ = real_plan("baltati")  # 1.1: 31 martie 2022; 1.6: permanent; 1.8: no deadline; 4.3: every two years


def found(code: str, state: ClaimedState, evidence: str = "") -> list[Finding]:
    claim = Claim(measure=code, state=state, evidence=evidence, role="secretar")
    return list(contradictions(evaluate(BALTATI, by_measure(claim), YEAR, YEAR.last_day), FILE))


def said(code: str, state: ClaimedState, evidence: str = "") -> tuple[str, str]:
    [finding] = found(code, state, evidence)
    assert (finding.code.value, finding.action) == ("claim-contradicted", code)
    return finding.severity.value, str(finding)


def test_a_measure_under_way_after_its_deadline_is_a_warning() -> None:
    assert said("1.1", ClaimedState.PARTIAL) == (
        "warning",
        (
            "inputs/baltati/2023/evaluation.yaml · măsura 1.1\n"
            "    găsit      declarată realizată parțial de „secretar”; la 31.12.2023 rezultă „restantă”\n"
            "    așteptat   o măsură realizată, cu dovadă, sau una nerealizată: termenul ei a trecut\n"
            "    de făcut   întrebați responsabilul ce a rămas de făcut; în raport stau amândouă"
        ),
    )


def test_a_permanent_measure_under_way_at_its_verification_is_a_warning() -> None:
    assert "rezultă „scadentă la verificare, fără dovadă”" in said("1.6", ClaimedState.PARTIAL)[1]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("1.8", "nu are termen"), ("4.3", "nu cade între 01.01.2023 și 31.12.2023 (următoarea dată este 20.02.2025)")],
)
def test_a_measure_implemented_though_it_is_not_due_is_a_note(code: str, reason: str) -> None:
    assert said(code, ClaimedState.IMPLEMENTED, "PV nr. 5") == (
        "note",
        (
            f"inputs/baltati/2023/evaluation.yaml · măsura {code}\n"
            f"    găsit      declarată realizată, deși nu este scadentă: {reason}\n"
            "    așteptat   măsuri scadente până la 31.12.2023; numai ele se numără\n"
            "    de făcut   nimic, dacă măsura s-a făcut fără să fie scadentă; altfel verificați starea"
        ),
    )


def test_evidence_of_after_the_evaluation_is_a_warning() -> None:
    assert said("1.1", ClaimedState.IMPLEMENTED, "PV nr. 5 din 15.01.2024") == (
        "warning",
        (
            "inputs/baltati/2023/evaluation.yaml · măsura 1.1\n"
            "    găsit      o dovadă din 15.01.2024, de după data evaluării\n"
            "    așteptat   o dovadă de până la 31.12.2023\n"
            "    de făcut   verificați dacă la data evaluării măsura era realizată; până atunci nu se numără"
        ),
    )


def test_evidence_of_after_the_deadline_is_a_note() -> None:
    assert said("1.1", ClaimedState.IMPLEMENTED, "PV nr. 5 din 15.04.2022; raport din 01.05.2022") == (
        "note",
        (
            "inputs/baltati/2023/evaluation.yaml · măsura 1.1\n"
            "    găsit      o dovadă din 15.04.2022, de după termen\n"
            "    așteptat   o dovadă de până la 31.03.2022\n"
            "    de făcut   nimic, dacă măsura s-a făcut cu întârziere: se numără ca realizată"
        ),
    )


@pytest.mark.parametrize(
    ("code", "state", "evidence"),
    [
        ("1.1", ClaimedState.IMPLEMENTED, "Declarația nr. 3 din 31.03.2022"),
        ("1.1", ClaimedState.IMPLEMENTED, "Declarația nr. 3"),
        ("1.1", ClaimedState.IMPLEMENTED, ""),  # told where the claims are checked
        ("1.1", ClaimedState.NOT_IMPLEMENTED, ""),
        ("1.6", ClaimedState.IMPLEMENTED, "Raport din 20.12.2023"),
        ("4.3", ClaimedState.PARTIAL, ""),
    ],
)
def test_a_claim_that_agrees_with_what_follows_is_no_finding(code: str, state: ClaimedState, evidence: str) -> None:
    assert found(code, state, evidence) == []


def test_a_contradiction_of_a_bulgarian_plan_is_told_in_bulgarian() -> None:
    plan, _ = real_plan("pernik")
    year = Period.parse("2018")
    claim = Claim(measure="I.1", state=ClaimedState.PARTIAL, role="секретар")
    with speaking("bg"):
        [finding] = contradictions(evaluate(plan, by_measure(claim), year, year.last_day), FILE)
    assert finding.found == (
        "заявена за частично изпълнена от „секретар“; към 31.12.2018 следва „с настъпила проверка, без доказателство“"
    )


def test_evidence_of_before_the_time_that_is_verified_is_a_warning() -> None:
    assert said("1.7", ClaimedState.IMPLEMENTED, "Raport nr. 5 din 10.01.2019") == (
        "warning",
        (
            "inputs/baltati/2023/evaluation.yaml · măsura 1.7\n"
            "    găsit      o dovadă din 10.01.2019, dinaintea perioadei care se verifică\n"
            "    așteptat   o dovadă pentru verificarea din 31.12.2023\n"
            "    de făcut   scrieți la „evidence” dovada acestei perioade; până atunci măsura nu se numără ca realizată"
        ),
    )


def test_what_is_declared_after_the_date_is_a_note() -> None:
    claim = Claim(measure="1.8", state=ClaimedState.PARTIAL, role="secretar", date=date(2023, 12, 15))
    [finding] = contradictions(evaluate(BALTATI, by_measure(claim), YEAR, date(2023, 6, 1)), FILE)
    assert str(finding) == (
        "inputs/baltati/2023/evaluation.yaml · măsura 1.8\n"
        "    găsit      declarată de „secretar” la 15.12.2023, după data evaluării\n"
        "    așteptat   ce s-a declarat până la 01.06.2023\n"
        "    de făcut   nimic: se socotește la o evaluare de mai târziu"
    )


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 1, 1)])
def test_a_date_outside_the_period_is_a_warning(day: date) -> None:
    [finding] = contradictions(evaluate(BALTATI, {}, YEAR, day), FILE)
    assert (finding.severity.value, finding.code.value) == ("warning", "date-outside-period")
    assert str(finding) == (
        "parametrul „date”\n"
        f"    găsit      {day:%d.%m.%Y}, o zi din afara perioadei evaluate\n"
        "    așteptat   o zi de la 01.01.2023 la 31.12.2023\n"
        "    de făcut   verificați data; scadențele sunt cele ale perioadei, starea măsurilor este cea de la această dată"
    )


@pytest.mark.parametrize("day", [YEAR.first_day, YEAR.last_day])
def test_a_date_within_the_period_is_none(day: date) -> None:
    assert list(contradictions(evaluate(BALTATI, {}, YEAR, day), FILE)) == []
