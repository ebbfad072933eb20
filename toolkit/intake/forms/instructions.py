"""How a form is filled in, as it says so itself."""

from __future__ import annotations

from toolkit.intake.forms.terms import Terms
from toolkit.intake.layout import Column
from toolkit.language import N_, gettext
from toolkit.plan.institution import Institution

_INSTRUCTIONS = (
    N_("Completați coloana „Valoarea” pentru fiecare indicator: numărul și ce s-a numărat, de exemplu „10 funcționari”."),
    N_("„0” înseamnă zero; „Nu este cazul”, că indicatorul nu vă privește; „-”, că nu ați raportat, și veți fi întrebați."),
    N_("La „Valoarea” scrieți totalul; dacă sunt și coloanele „Femei” și „Bărbați”, completați-le, fără celulele gri."),
)
HOW = N_("Instrucțiuni")  # the sheet of the instructions
_NARRATIVE_INSTRUCTIONS = (
    N_("Scrieți pe scurt, la fiecare acțiune, ce s-a făcut în perioada de raport; un rând nou în celulă: Alt+Enter."),
    N_("O listă se scrie cu „- ” la începutul rândului. Nu scrieți nume de persoane și nici coduri personale (IDNP, CNP)."),
)


def instructions_above(terms: Terms | None, institution: Institution) -> tuple[str, ...]:
    """What stands above the table of indicators: everything, or where the rest is told, and whom to ask."""
    contact = (gettext("Întrebări: {contact}", contact=institution.contact),) if institution.contact else ()
    if terms is None:
        return (*map(gettext, _INSTRUCTIONS), *contact)
    return (
        gettext("Se completează numai celulele galbene; cum anume, scrie pe foaia „{sheet}”.", sheet=gettext(HOW)),
        *contact,
    )


def all_instructions(terms: Terms) -> tuple[str, ...]:
    """What a form that is sent out says on a sheet of its own."""
    about_earlier = gettext("„{label}” este {period}", label=gettext(Column.PREVIOUS), period=terms.previous)
    if terms.year_ago != terms.previous:
        about_earlier += gettext(", „{label}” este {period}", label=gettext(Column.YEAR_AGO), period=terms.year_ago)
    return (
        *map(gettext, _INSTRUCTIONS),
        gettext(
            "Se poate scrie și „cca. 20”, „10-15”, „cel puțin 5”, „131 300 lei”, „45 % (9 din 20)”, „4 angajați (3F/1B)”."
        ),
        gettext(
            "Dacă cifra nu este gata, scrieți „indisponibil încă”, iar la „{label}” de ce și când va fi.",
            label=gettext(Column.REASON),
        ),
        gettext("La „{label}” scrieți documentul (numărul și data) sau adresa paginii.", label=gettext(Column.EVIDENCE)),
        gettext(
            "Alături stă ce ați raportat: {about_earlier}; o celulă goală înseamnă că nu s-a raportat.",
            about_earlier=about_earlier,
        ),
        gettext(
            "O stare se alege din listă. La celelalte celule, Excel poate întreba dacă sunteți sigur: dacă da, alegeți Da."
        ),
        *about_narratives(),
        gettext(
            "Nu ștergeți și nu redenumiți foile, rândurile sau coloanele; trimiteți înapoi fișierul însuși, nu o fotografie."
        ),
    )


def about_narratives() -> tuple[str, ...]:
    """What stands above the table of descriptions."""
    return tuple(map(gettext, _NARRATIVE_INSTRUCTIONS))
