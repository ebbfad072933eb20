"""The roles that sign a report, in their order: the first has prepared it, the last approves."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import gettext
from toolkit.plan.institution import Institution, SignOffRole
from toolkit.plan.spelling import listed, matching, nearest, nearest_named, shown, tidy
from toolkit.signoff.typed import has_personal_code, personal_code_in


@dataclass(frozen=True, slots=True)
class Role:
    """One role, and its place in the order."""

    place: int  # from 0
    label: str  # "Elaborat"
    text: str  # "specialist principal, Direcția relații cu publicul"
    is_last: bool

    @property
    def is_first(self) -> bool:
        """Whether it is the one that prepares."""
        return self.place == 0


def roles_of(institution: Institution, file: str) -> tuple[Role, ...]:
    """Give the roles of an institution; the one who prepares and the one who approves must be two."""
    described = institution.sign_off
    if len(described) < 2:
        raise _not_enough(file, len(described))
    texts = [text_of(role) for role in described]
    for text in texts:
        if texts.count(text) > 1:
            raise OfficeFileError(
                place=Place(file, cell="sign_off"),
                found=gettext("rolul „{role}” de mai multe ori", role=text),
                expected=gettext("fiecare rol o singură dată"),
                fix=gettext("deosebiți rolurile prin câmpul unit și rulați raportul din nou"),
            )
    last = len(described) - 1
    return tuple(Role(place, role.label, texts[place], place == last) for place, role in enumerate(described))


def text_of(role: SignOffRole) -> str:
    """Write a role with its unit."""
    return ", ".join(part for part in (role.role, role.unit) if part)


def role_called(typed: str, roles: tuple[Role, ...]) -> Role:
    """Find the role that was typed: its number in the order, its name, with or without its unit, or its label."""
    if not tidy(typed):
        raise _no_role(roles)
    if has_personal_code(typed):
        raise personal_code_in("--role")
    found = [role for role in roles if matching(typed) in _spellings(role)]
    if len(found) == 1:
        return found[0]
    near = nearest(typed, [name for role in roles for name in (role.text, role.text.partition(",")[0])])
    raise UsageError(
        place=gettext("opțiunea {option}", option="--role"),
        found=gettext("„{role}”, care poate fi oricare dintre mai multe roluri", role=shown(typed))
        if found
        else gettext("„{role}”, un rol care nu semnează acest raport", role=shown(typed)),
        expected=gettext("unul dintre: {known}", known=_known(roles)) + (nearest_named(near) if not found else ""),
        fix=gettext("scrieți rolul întreg sau numărul lui"),
    )


def _known(roles: tuple[Role, ...]) -> str:
    return listed(f"{role.place + 1} ({role.label}: {role.text})" for role in roles)


def _no_role(roles: tuple[Role, ...]) -> UsageError:
    return UsageError(
        place=gettext("comanda „{command}”", command="raport sign"),
        found=gettext("un pas fără --role"),
        expected=gettext("--role, --name și --date la fiecare pas; rolul, unul dintre: {known}", known=_known(roles)),
        fix=gettext("adăugați rolul și numele celui care face pasul, și ziua"),
    )


def _spellings(role: Role) -> set[str]:
    name = role.text.partition(",")[0]
    return {matching(text) for text in (str(role.place + 1), role.text, name, role.label, f"{role.label}: {role.text}")}


def _not_enough(file: str, count: int) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file, cell="sign_off"),
        found=gettext("o instituție cu un singur rol care semnează")
        if count
        else gettext("o instituție fără roluri care semnează"),
        expected=gettext("cel puțin două: cine întocmește nu aprobă"),
        fix=gettext("scrieți rolurile în ordine, ultimul fiind cel care aprobă, și rulați raportul din nou"),
    )
