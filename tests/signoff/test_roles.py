"""Roles are typed as people call them; who prepares and who approves are two."""

from __future__ import annotations

import pytest
from conftest import an_institution

from toolkit.errors import OfficeFileError, UsageError
from toolkit.plan.institution import Institution, SignOffRole
from toolkit.signoff.roles import role_called, roles_of

FILE = "kept/inputs/oras/institution.yaml"


def with_roles(*roles: SignOffRole) -> Institution:
    return an_institution().model_copy(update={"sign_off": roles})


PREPARED = SignOffRole(label="Elaborat", role="specialist principal", unit="Direcția cultură")
HEAD = SignOffRole(label="Coordonat", role="șef", unit="Direcția cultură")
SECRETARY = SignOffRole(label="Coordonat", role="secretar")
ROLES = roles_of(with_roles(PREPARED, HEAD, SECRETARY), FILE)


def test_the_first_role_prepares_and_the_last_one_approves() -> None:
    assert [(role.text, role.is_first, role.is_last) for role in ROLES] == [
        ("specialist principal, Direcția cultură", True, False),
        ("șef, Direcția cultură", False, False),
        ("secretar", False, True),
    ]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("1", 0), ("elaborat", 0), ("Specialist principal", 0), ("Elaborat: specialist principal, Direcția cultură", 0),
        ("2", 1), ("şef", 1), ("Șef, Direcția cultură", 1), ("3", 2), (" Secretar ", 2),
    ],
)  # fmt: skip
def test_a_role_is_found_by_number_name_or_label(typed: str, place: int) -> None:
    assert role_called(typed, ROLES).place == place


@pytest.mark.parametrize(
    ("typed", "found", "near"),
    [
        ("secretarul", "„secretarul”, un rol care nu semnează acest raport", "; cel mai apropiat este „secretar”"),
        ("0", "„0”, un rol care nu semnează acest raport", ""),
        ("Coordonat", "„Coordonat”, care poate fi oricare dintre mai multe roluri", ""),
        ("x\x1b[2J", "„x\ufffd[2J”, un rol care nu semnează acest raport", ""),
    ],
)
def test_a_role_that_is_not_known_is_refused_with_those_that_are(typed: str, found: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        role_called(typed, ROLES)
    assert str(caught.value) == (
        "opțiunea --role\n"
        f"    găsit      {found}\n"
        "    așteptat   unul dintre: 1 (Elaborat: specialist principal, Direcția cultură),"
        f" 2 (Coordonat: șef, Direcția cultură) și 3 (Coordonat: secretar){near}\n"
        "    de făcut   scrieți rolul întreg sau numărul lui"
    )


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_step_without_a_role_is_told_what_a_step_needs(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        role_called(typed, ROLES)
    assert str(caught.value) == (
        "comanda „raport sign”\n"
        "    găsit      un pas fără --role\n"
        "    așteptat   --role, --name și --date la fiecare pas; rolul, unul dintre: 1 (Elaborat: specialist principal,"
        " Direcția cultură), 2 (Coordonat: șef, Direcția cultură) și 3 (Coordonat: secretar)\n"
        "    de făcut   adăugați rolul și numele celui care face pasul, și ziua"
    )


def test_a_personal_code_in_the_place_of_a_role_is_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        role_called("secretar 1800101221144", ROLES)
    assert "1800101221144" not in str(caught.value)
    assert caught.value.found == "un cod personal"


@pytest.mark.parametrize(
    ("roles", "found"),
    [((), "o instituție fără roluri care semnează"), ((SECRETARY,), "o instituție cu un singur rol care semnează")],
)
def test_an_institution_needs_two_roles(roles: tuple[SignOffRole, ...], found: str) -> None:
    with pytest.raises(OfficeFileError) as caught:
        roles_of(with_roles(*roles), FILE)
    assert str(caught.value) == (
        f"{FILE} · sign_off\n"
        f"    găsit      {found}\n"
        "    așteptat   cel puțin două: cine întocmește nu aprobă\n"
        "    de făcut   scrieți rolurile în ordine, ultimul fiind cel care aprobă, și rulați raportul din nou"
    )


def test_two_equal_roles_cannot_be_told_apart() -> None:
    with pytest.raises(OfficeFileError) as caught:
        roles_of(with_roles(HEAD, SECRETARY, HEAD), FILE)
    assert str(caught.value) == (
        f"{FILE} · sign_off\n"
        "    găsit      rolul „șef, Direcția cultură” de mai multe ori\n"
        "    așteptat   fiecare rol o singură dată\n"
        "    de făcut   deosebiți rolurile prin câmpul unit și rulați raportul din nou"
    )
