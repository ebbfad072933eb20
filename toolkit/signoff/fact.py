"""What a signature in a file says and what it is worth: a fact for whoever reads it, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from toolkit.language import N_, gettext


class Standing(Enum):
    """How far a certificate says who signed, and not only that nothing was changed."""

    QUALIFIED = N_("identitate: certificat calificat, dat de o autoritate recunoscută; revocarea nu a fost verificată")
    KNOWN = N_("identitate: certificat dat de o autoritate recunoscută, necalificat; revocarea nu a fost verificată")
    UNKNOWN = N_("integritate, nu identitate: certificatul nu este dat de o autoritate recunoscută")
    SELF_MADE = N_("integritate, nu identitate: certificatul și l-a făcut semnatarul însuși")
    NOT_IN_FORCE = N_("integritate, nu identitate: certificatul nu era valabil la data semnării")

    NOT_FOR_SIGNING = N_("integritate, nu identitate: certificatul nu este dat pentru semnături")

    @property
    def text(self) -> str:
        """The standing in words."""
        return gettext(self.value)

    @property
    def says_who(self) -> bool:
        """Whether the name in the certificate was checked by somebody whom the reader trusts."""
        return self in (Standing.QUALIFIED, Standing.KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is not as it was when somebody signed."""

    part: str  # of the file, as the file names it; empty where it is the signature itself
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFact:
    """One signature of a file."""

    place: str  # where it stands: the part of a Word file, the field of a PDF
    who: str = ""
    issuer: str = ""
    role: str = ""  # as claimed
    at: datetime | None = None  # as claimed: no authority vouches for the hour
    standing: Standing = Standing.UNKNOWN
    faults: tuple[Fault, ...] = ()
    unsigned: tuple[str, ...] = ()  # parts that nobody signs: the properties of a Word file

    @property
    def is_intact(self) -> bool:
        """Whether the file is, in everything that is signed, what it was at the signature."""
        return not self.faults
