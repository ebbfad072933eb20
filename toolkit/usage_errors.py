"""What click says in English of a mistyped command, in our own words and in the language of the messages."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named, shown


def as_usage_error(error: click.UsageError) -> UsageError:
    """Say in our own words what click says in English."""
    command = error.ctx.command_path if error.ctx else "raport"
    place = gettext("comanda „{command}”", command=command)
    options = sorted({name for p in error.ctx.command.params for name in p.opts if name[:1] == "-"}) if error.ctx else []
    fix = gettext("vedeți „{command} --help” și scrieți comanda din nou", command=command)
    if isinstance(error, click.NoSuchOption):
        return mistyped(gettext("opțiunea"), error.option_name, [*options, "--help"])
    if isinstance(error, click.MissingParameter):
        name = gettext(error.param.make_metavar(error.ctx)) if isinstance(error.param, click.Argument) and error.ctx else ""
        missing = name or (error.param.opts[-1] if error.param else "")
        return UsageError(
            place,
            gettext("lipsește {missing}", missing=missing),
            gettext("o valoare pentru {missing}", missing=missing),
            fix,
        )
    if isinstance(error, click.BadOptionUsage):
        wanted = (
            gettext("un nume și o valoare, de exemplu -p period 2023-S1")
            if error.option_name == "-p"
            else gettext("o valoare")
        )
        return UsageError(place, gettext("opțiunea {option} fără tot ce îi trebuie", option=error.option_name), wanted, fix)
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option):
        known = listed(error.param.type.choices) if isinstance(error.param.type, click.Choice) else gettext("altă valoare")
        return UsageError(
            place,
            gettext("o valoare greșită la {option}", option=error.param.opts[-1]),
            gettext("una dintre: {known}", known=known),
            fix,
        )
    words = re.search(r"\((.*)\)", error.format_message())
    found = gettext("„{word}”, în plus", word=shown(words[1])) if words else gettext("o comandă care nu se înțelege")
    return UsageError(place, found, gettext("numai ceea ce cere comanda"), fix)


def mistyped(what: str, name: str, known: Sequence[str]) -> UsageError:
    """Refuse a name that is not among the known ones, and name the nearest."""
    near = nearest(name, known)
    return UsageError(
        place=gettext("{what} „{name}”", what=what, name=shown(name)),
        found=gettext("un nume pe care programul nu îl cunoaște"),
        expected=gettext("unul dintre: {known}", known=listed(sorted(known))) + nearest_named(near),
        fix=gettext("corectați numele și rulați din nou"),
    )


def date_without_mark() -> UsageError:
    """Refuse a day for which nothing asks."""
    return UsageError(
        place=gettext("opțiunea --date"),
        found=gettext("o zi, fără --mark"),
        expected=gettext("--date împreună cu --mark: ziua la care se spune cine întârzie"),
        fix=gettext("adăugați --mark DOSAR sau lăsați opțiunea deoparte"),
    )


def document_without_rerun() -> UsageError:
    """Refuse what is asked of a repeated run where none is made."""
    return UsageError(
        place=gettext("opțiunea {option}", option="--docx"),
        found=gettext("--docx împreună cu --out sau --run-kept-notebook"),
        expected=gettext("un fișier Word de ținut față de rulare, sau o rulare de făcut din nou"),
        fix=gettext("cereți-le pe rând"),
    )
