"""The differences of two runs in words: for the screen, and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.diff import Difference, RunDiff
from toolkit.audit.figure import FigureKind
from toolkit.documents.tables import Table
from toolkit.language import counted, gettext
from toolkit.plan.spelling import listed

_COLUMNS = "figure what department before after causes details"


def diff_as_text(diff: RunDiff) -> str:
    """Say what differs, each figure with its cause."""
    return "\n".join([*heading_lines(diff), *(line for one in diff.differences for line in _lines(one)), summary(diff)])


def heading_lines(diff: RunDiff) -> Iterator[str]:
    """Say which runs were compared, and what went in otherwise."""
    yield gettext("rularea {before} → rularea {after}", before=diff.before.folder.name, after=diff.after.folder.name)
    for name, old, new in diff.parameters:
        yield gettext("parametrul {name}: „{before}” → „{after}”", name=name, before=old, after=new)
    if diff.files:
        yield gettext("fișiere citite altfel: {files}", files=listed(diff.files))
    if diff.plan_texts:
        yield gettext("texte ale planului scrise altfel, care nu sunt cifre: {parts}", parts=", ".join(diff.plan_texts))


def summary(diff: RunDiff) -> str:
    """Count the differences."""
    if diff.is_template_only:
        return gettext("numai șablonul este altul; toate cifrele sunt aceleași")
    said = gettext(
        "{figures} comparate, {differences}",
        figures=counted(diff.compared, "cifră", "cifre"),
        differences=counted(len(diff.differences), "diferență", "diferențe"),
    )
    within = counted(len(diff.within_tolerance), "diferență", "diferențe")
    return said + (gettext("; {within} în limita toleranței", within=within) if diff.within_tolerance else "")


def next_step(diff: RunDiff) -> str:
    """Say what to do with what was found."""
    if diff.differences:
        return gettext("citiți fiecare diferență și cauza ei")
    if diff.plan_texts:
        return gettext("citiți textele planului care sunt altele; cifrele comparate sunt aceleași")
    if diff.within_tolerance:
        return gettext("nimic: toate diferențele sunt în limita toleranței")
    return gettext("nimic: cifrele tipărite sunt aceleași")


def figure_name(difference: Difference) -> str:
    """Name a figure: an indicator's total, a department's cell, or the three counts of an action."""
    figure = difference.figure
    match figure.kind:
        case FigureKind.STATUS:
            return gettext("stadiul acțiunii {action}", action=figure.id)
        case FigureKind.COMPUTED:
            return gettext("{indicator}, calculat din rânduri", indicator=figure.id)
        case FigureKind.DEPARTMENT:
            return gettext("{indicator}, rândul „{department}”", indicator=figure.id, department=difference.department)
    return figure.id


def causes_of(difference: Difference) -> str:
    """Say the causes of a difference."""
    return listed(gettext(cause.value) for cause in difference.causes)


def differences_table(diff: RunDiff) -> Table:
    """One row per difference; those within the tolerance are not in it."""
    rows = tuple(
        (
            one.figure.id,
            one.figure.kind.value,
            one.department,
            one.before,
            one.after,
            " ".join(cause.name.lower() for cause in one.causes),
            "; ".join(one.details),
        )
        for one in diff.differences
    )
    return Table(name="differences", columns=tuple(_COLUMNS.split()), rows=rows)


def _lines(difference: Difference) -> Iterator[str]:
    values = {"before": _quoted(difference.before), "after": _quoted(difference.after), "causes": causes_of(difference)}
    yield gettext("{figure}: {before} → {after} – {causes}", figure=figure_name(difference), **values)
    yield from (f"    {detail}" for detail in difference.details)


def _quoted(text: str) -> str:
    return gettext("„{text}”", text=text) if text else gettext("nimic")
