"""What a certificate is worth: who stands behind it, by the authorities that the reader trusts."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta

import pytest
from authority import AT, QUALIFIED, UNTIL, a_self_made_signer, a_signer, an_authority
from cryptography import x509

from toolkit.signoff.certificate import Signer
from toolkit.signoff.fact import Standing
from toolkit.signoff.trust import standing_of

ROOT = an_authority().certificate
ANOTHER_ROOT = an_authority("Altă autoritate").certificate


def standing(signer: Signer, *roots: x509.Certificate) -> Standing:
    return standing_of(signer.certificate, signer.chain, roots, AT)


def test_a_certificate_of_a_known_authority_says_who_signed():
    assert standing(a_signer(), ROOT) is Standing.KNOWN


def test_a_qualified_certificate_counts_as_one_only_where_its_authority_is_known():
    """What a certificate says of itself is worth as much as whoever gave it."""
    signer = a_signer(statements=QUALIFIED)

    assert standing(signer, ROOT) is Standing.QUALIFIED
    assert standing(signer, ANOTHER_ROOT) is Standing.UNKNOWN
    assert standing(a_signer(statements=b"\x30\x00"), ROOT) is Standing.KNOWN
    assert standing(a_signer(statements=b"nimic"), ROOT) is Standing.KNOWN


@pytest.mark.parametrize("roots", [(), (ANOTHER_ROOT,)], ids=["none", "another"])
def test_a_certificate_of_an_unknown_authority_is_integrity_and_not_identity(roots: tuple[x509.Certificate, ...]) -> None:
    """Also where the authority sends its own certificate along."""
    assert standing(a_signer(), *roots) is Standing.UNKNOWN


def test_a_certificate_that_its_owner_has_made_is_integrity_and_not_identity():
    assert standing(a_self_made_signer(), ROOT) is Standing.SELF_MADE


def test_a_certificate_that_merely_bears_the_name_of_an_authority_does_not_count():
    forger = an_authority.__wrapped__()
    assert forger.certificate.subject == ROOT.subject

    assert standing(forger.gives(), ROOT) is Standing.UNKNOWN


def test_an_authority_in_between_is_followed_where_its_certificate_came_along():
    between = an_authority().between()
    signer = between.gives()

    assert standing(signer, ROOT) is Standing.KNOWN
    assert standing_of(signer.certificate, (), [ROOT], AT) is Standing.UNKNOWN


def test_a_person_is_no_authority():
    """Whoever has a certificate could else give others to anybody."""
    person = a_signer("Specialist")
    signer = type(an_authority())(person.certificate, person.key).gives("Primar")

    assert standing(signer, ROOT) is Standing.UNKNOWN


def test_a_certificate_that_was_not_in_force_says_nothing_of_who_signed():
    late = standing_of(a_signer().certificate, (), [ROOT], UNTIL + timedelta(seconds=1))

    assert late is Standing.NOT_IN_FORCE
    assert standing(a_signer(first=AT + timedelta(seconds=1)), ROOT) is Standing.NOT_IN_FORCE


def test_a_certificate_for_encryption_says_nothing_of_who_signed():
    assert standing(a_signer(signs=False), ROOT) is Standing.NOT_FOR_SIGNING


def test_every_standing_says_in_words_whether_it_is_identity_or_integrity():
    assert {each: (each.text, each.says_who) for each in Standing} == {
        Standing.QUALIFIED: (
            "identitate: certificat calificat, dat de o autoritate recunoscută; revocarea nu a fost verificată", True,
        ),
        Standing.KNOWN: (
            "identitate: certificat dat de o autoritate recunoscută, necalificat; revocarea nu a fost verificată", True,
        ),
        Standing.UNKNOWN: ("integritate, nu identitate: certificatul nu este dat de o autoritate recunoscută", False),
        Standing.SELF_MADE: ("integritate, nu identitate: certificatul și l-a făcut semnatarul însuși", False),
        Standing.NOT_IN_FORCE: ("integritate, nu identitate: certificatul nu era valabil la data semnării", False),
        Standing.NOT_FOR_SIGNING: ("integritate, nu identitate: certificatul nu este dat pentru semnături", False),
    }  # fmt: skip


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch):
    signers = a_signer(), an_authority().between().gives()  # whose authority is not sent along
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)

    assert [standing_of(each.certificate, (), [ROOT], AT) for each in signers] == [Standing.KNOWN, Standing.UNKNOWN]


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("the network was asked")


def test_it_works_within_a_running_loop_as_in_a_notebook():
    async def cell() -> Standing:
        return standing(a_signer(), ROOT)

    assert asyncio.run(cell()) is Standing.KNOWN
