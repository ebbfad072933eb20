"""The run that a monthly report is compared with: found by its id, and whole, before anything runs."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.compared_run import (
    MANIFEST,
    READ_OF_A_RUN,
    differing_from_sums,
    made_of_in,
    read_compared_run,
    sums_in,
)
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.manifest import SUMS, run_id_of
from toolkit.runs.parameters import MonthlyReportParameters

_REPORT = "monthly_report"
_MOST_NAMED = 5


def files_of_run(project: Path, parameters: MonthlyReportParameters) -> tuple[str, ...]:
    """List what is read of the run that was named, as paths in the project folder; none where none was.

    `UsageError` where there is no such run, where it is one of another report, institution or month, or damaged.
    """
    if not parameters.compare_with:
        return ()
    folder = f"{_home(parameters)}/{parameters.compare_with}"
    if not (project / folder).is_dir():
        raise _not_there(project, parameters)
    paths = [f"{folder}/{name}" for name in (*READ_OF_A_RUN, SUMS)]
    try:
        contents = {file.path: file.content for file in read_for_keeping(project, paths)}
    except OfficeFileError as error:
        raise _damaged(folder, "; ".join(f"{one.place}: {one.found}" for one in (error, *error.also))) from error
    by_name = {path.rpartition("/")[2]: content for path, content in contents.items()}
    try:
        differing = differing_from_sums({name: by_name[name] for name in READ_OF_A_RUN}, sums_in(by_name[SUMS]))
        if differing:
            raise _damaged(folder, gettext("alți octeți decât spune SHA256SUMS: {files}", files=listed(differing)))
        made_of = made_of_in(by_name[MANIFEST])
        read_compared_run({path: content for path, content in contents.items() if not path.endswith(SUMS)})
    except ValueError as error:
        raise _damaged(folder, gettext("fișiere care nu se pot citi")) from error
    if run_id_of(_REPORT, made_of.parameters, made_of.files, made_of.versions) != parameters.compare_with.partition("-")[0]:
        raise _damaged(folder, gettext("alt id decât rezultă din manifest.json"))
    if (made_of.parameters.get("institution"), made_of.parameters.get("period")) != (
        parameters.institution,
        str(parameters.period),
    ):
        raise _damaged(folder, gettext("mutată din dosarul altei instituții sau al altei luni"))
    return tuple(paths)


def _home(parameters: MonthlyReportParameters) -> str:
    return f"outputs/{parameters.institution}/{parameters.period}/{_REPORT}"


def _not_there(project: Path, parameters: MonthlyReportParameters) -> UsageError:
    """Say which runs there are, or of what the run with this id is."""
    home, run_id = _home(parameters), parameters.compare_with
    known = sorted(entry.parent.name for entry in (project / home).glob(f"*/{MANIFEST}"))
    near = nearest(run_id, known)
    elsewhere = sorted(path.relative_to(project).as_posix() for path in (project / "outputs").glob(f"*/*/*/{run_id}"))
    there = gettext("rularea {folder}, a altui raport, a altei instituții sau a altei luni", folder=listed(elsewhere[:1]))
    named = [*known[:_MOST_NAMED], *([gettext("altele")] if len(known) > _MOST_NAMED else [])]
    return UsageError(
        place=gettext("parametrul „{name}”", name="compare_with"),
        found=there if elsewhere else gettext("„{run_id}”, o rulare care nu este în {home}", run_id=run_id, home=home),
        expected=gettext("una dintre rulările din {home}: {known}", home=home, known=listed(named)) + nearest_named(near)
        if known
        else gettext("o rulare din {home}, unde nu este niciuna", home=home),
        fix=gettext("corectați id-ul sau lăsați deoparte parametrul"),
    )


def _damaged(folder: str, found: str) -> UsageError:
    return UsageError(
        place=gettext("parametrul „{name}”", name="compare_with"),
        found=gettext("rularea {folder}, stricată: {found}", folder=folder, found=found),
        expected=gettext("o rulare întreagă, așa cum a făcut-o „raport run”"),
        fix=gettext("puneți la loc dosarul dintr-o copie de siguranță sau alegeți altă rulare"),
    )
