"""A warning is accepted with a reason and a role; an error is not, and an acceptance of nothing is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_report import INPUTS

from toolkit.checks.acceptance import Checked, with_acceptances
from toolkit.errors import OfficeFileError, Place
from toolkit.intake.acceptances import Acceptance, Acceptances
from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.plan.period import Period
from toolkit.plan.yaml_file import read_yaml

FOLDER = "inputs/exemplu/2023-S1"


def a_finding(severity: Severity = Severity.WARNING, **more: object) -> Finding:
    place = Place(f"{FOLDER}/presa.xlsx", "Indicatori", "F12")
    whole = {"code": Code.WRONG_UNIT, "department": "presa", "action": "1.1", "indicator": 2, "place": place, **more}
    return Finding(severity=severity, found="„3 anunțuri”", expected="un număr", fix="corectați", **whole)


def an_acceptance(**more: object) -> Acceptance:
    whole = {"code": "wrong-unit", "department": "presa", "action": "1.1", "indicator": "2", **more}
    return Acceptance.model_validate({"reason": "Așa se numără aici.", "role": "secretar", **whole})


def checked(findings: list[Finding], *acceptances: Acceptance) -> Checked:
    return with_acceptances(findings, replace(INPUTS, acceptances=Acceptances(accepted=acceptances)))


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_an_accepted_finding_is_no_longer_open(severity: Severity):
    other = a_finding(indicator=1)
    left = checked([a_finding(severity), other], an_acceptance())
    assert left.findings == (other,)
    [accepted] = left.accepted
    assert (accepted.finding, accepted.acceptance.role) == (a_finding(severity), "secretar")


def test_an_error_is_not_accepted_and_the_acceptance_is_told():
    error = a_finding(Severity.ERROR)
    left = checked([error], an_acceptance())
    assert left.accepted == ()
    [still, about] = left.findings
    assert still == error
    assert (about.severity, about.code) == (Severity.WARNING, Code.ACCEPTANCE_OF_ERROR)
    assert str(about) == (
        f"{FOLDER}/accepted.yaml · wrong-unit, presa, 1.1.2\n"
        "    găsit      o eroare acceptată; ea rămâne deschisă\n"
        "    așteptat   acceptări de avertismente și de note; o eroare se corectează\n"
        "    de făcut   cereți corectarea și ștergeți acceptarea"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"code": "wrong-kind"},
        {"department": "cultura"},
        {"action": "1.2"},
        {"indicator": "1"},
        {"indicator": None},
        {"place": "F13"},
        {"place": "F12", "indicator": "1"},
    ],
)
def test_an_acceptance_that_matches_nothing_is_a_finding(other: dict[str, object]):
    acceptance = an_acceptance(**other)
    left = checked([a_finding()], acceptance)
    assert (left.findings[0], left.accepted) == (a_finding(), ())
    [_, about] = left.findings
    assert (about.severity, about.code) == (Severity.WARNING, Code.ACCEPTANCE_UNUSED)
    assert about.place.cell == acceptance.subject
    assert about.found == "o acceptare căreia nu îi corespunde nicio constatare deschisă"
    assert about.expected == ("codul, subdiviziunea, acțiunea și indicatorul sau locul unei constatări din această perioadă")
    assert about.fix == "corectați acceptarea după findings.csv sau ștergeți-o"


def test_the_same_acceptance_twice_is_one_too_many():
    left = checked([a_finding()], an_acceptance(), an_acceptance())
    assert len(left.accepted) == 1
    assert [finding.code for finding in left.findings] == [Code.ACCEPTANCE_UNUSED]


@pytest.mark.parametrize(
    "place", ["F12", "presa.xlsx", f"{FOLDER}/presa.xlsx", f"{FOLDER}/presa.xlsx · foaia „Indicatori” · celula F12"]
)
def test_a_place_stands_in_for_the_indicator(place: str):
    finding = a_finding(indicator=None)
    assert checked([finding], an_acceptance(indicator=None, place=place)).findings == ()


def test_what_is_of_no_department_is_accepted_without_one():
    sections = a_finding(
        code=Code.MISSING_SECTIONS, department="", action="", indicator=None, place=Place(f"{FOLDER}/sections.yaml")
    )
    acceptance = an_acceptance(code="missing-sections", department="", action="", indicator=None)
    assert checked([sections], acceptance).findings == ()


def test_what_was_accepted_is_shown_in_the_next_period():
    before = Earlier(
        periods=(EarlierPeriod(period=Period.parse("2022-S2"), submissions=()),),
        accepted=Acceptances(accepted=(an_acceptance(),)),
        accepted_file="inputs/exemplu/2022-S2/accepted.yaml",
    )
    [note] = with_acceptances([], replace(INPUTS, earlier=before)).findings
    assert (note.severity, note.code, note.department) == (Severity.NOTE, Code.ACCEPTED_BEFORE, "presa")
    assert str(note) == (
        "inputs/exemplu/2022-S2/accepted.yaml · wrong-unit, presa, 1.1.2\n"
        "    găsit      acceptat în semestrul II al anului 2022 de „secretar”: Așa se numără aici.\n"
        "    așteptat   o privire: ce s-a acceptat atunci este bine și în această perioadă?\n"
        "    de făcut   nimic, dacă s-a îndreptat; altfel acceptați din nou, cu motiv, în accepted.yaml al perioadei"
    )


def test_a_mistyped_code_names_the_nearest():
    with pytest.raises(OfficeFileError) as caught:
        read_yaml("accepted:\n  - {code: jmp, reason: Da., role: secretar}\n", "accepted.yaml", Acceptances)
    assert str(caught.value) == (
        "accepted.yaml · rândul 2\n"
        "    găsit      accepted.1.code: „jmp”\n"
        "    așteptat   codul unei constatări, din findings.csv; cel mai apropiat este „jump”\n"
        "    de făcut   corectați codul"
    )


@pytest.mark.parametrize("key", ["reason", "role"])
def test_nothing_is_accepted_without_a_reason_and_a_role(key: str):
    keys = {"code": "jump", "reason": "Da.", "role": "secretar"} | {key: '""'}
    line = ", ".join(f"{name}: {text}" for name, text in keys.items())
    with pytest.raises(OfficeFileError, match=f"accepted.1.{key}: nimic"):
        read_yaml(f"accepted:\n  - {{{line}}}\n", "accepted.yaml", Acceptances)
    del keys[key]
    line = ", ".join(f"{name}: {text}" for name, text in keys.items())
    with pytest.raises(OfficeFileError, match=f"lipsește cheia „{key}”"):
        read_yaml(f"accepted:\n  - {{{line}}}\n", "accepted.yaml", Acceptances)
