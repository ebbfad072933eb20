"""The command line: what was typed becomes one call, and its answer is printed."""

from __future__ import annotations

import io
import json
import re
import sys
import traceback
import warnings
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.errors import ToolkitError, ToolkitFault, UsageError
from toolkit.plan.spelling import listed, nearest, shown
from toolkit.runs.journal import write_journal
from toolkit.runs.project import find_project

if TYPE_CHECKING:
    from toolkit.intake.finding import Finding
    from toolkit.runs.run import RunOutcome

_INTERRUPTED = 130  # as shells have it
_SEVERITIES = {
    "error": ("ERORI", "eroare", "erori"),
    "warning": ("AVERTISMENTE", "avertisment", "avertismente"),
    "note": ("NOTE", "notă", "note"),
}


class _Folder(click.Path):
    """A folder as an option names it; an empty name would be the current folder."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # type: ignore[override]  # noqa: ARG002
        if not value.strip() or not value.isprintable():
            raise UsageError(
                place=f"opțiunea {param.opts[-1] if param else ''}",
                found=f"„{shown(value)}”, care nu poate fi numele unui dosar",
                expected="numele unui dosar, scris cu litere obișnuite",
                fix="scrieți numele dosarului sau lăsați opțiunea deoparte",
            )
        return Path(value)


_FOLDER = _Folder()
_project_option = click.option(
    "--project", type=_FOLDER, metavar="DOSAR", help="dosarul proiectului, cu notebooks/ și inputs/"
)
_language_option = click.option(
    "--lang", type=click.Choice(["ro"]), expose_value=False, help="limba mesajelor: româna, deocamdată singura"
)


class _RomanianHelp(click.Command):
    """A verb whose --help is in the language of its messages."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(f"Folosire: {usage}\n\n{self.help}\n\n")
        rows = [record for option in self.get_params(ctx) if (record := option.get_help_record(ctx))]
        formatter.write_dl([(left, "arată acest text" if left == "--help" else right) for left, right in rows])


class _Verbs(_RomanianHelp, click.Group):
    """The verbs; an unknown one is refused by name."""

    command_class = _RomanianHelp

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        command = super().get_command(ctx, cmd_name)
        if command is None:
            raise _mistyped("comanda", cmd_name, list(self.commands))
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help(ctx, formatter)
        formatter.write("\nComenzi:\n")
        formatter.write_dl([(name, str(command.help).splitlines()[0]) for name, command in sorted(self.commands.items())])


@click.group(cls=_Verbs, options_metavar="", subcommand_metavar="COMANDĂ …", invoke_without_command=True)
@click.pass_context
def raport(context: click.Context) -> None:
    """Din formularele subdiviziunilor, raportul oficial în Word."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.exit_status)


@raport.command(options_metavar="[OPȚIUNI]")
@click.argument("report", metavar="RAPORT")
@click.option("-p", "given", nargs=2, multiple=True, metavar="NUME VALOARE", help="un parametru; se poate repeta")
@_project_option
@click.option("--out", type=_FOLDER, metavar="DOSAR", help="unde se pun rulările; altfel outputs/ din proiect")
@click.option("--pdf", is_flag=True, help="face și fișierul PDF, cu LibreOffice")
@_language_option
def run(report: str, given: tuple[tuple[str, str], ...], project: Path | None, out: Path | None, *, pdf: bool) -> int:
    """Face un raport, de exemplu: raport run semester_report."""
    from toolkit.runs.kernel import Kernel  # noqa: PLC0415  all that the others need loads while it boots

    folder = find_project(project)
    outputs = (out or folder / "outputs").absolute()
    kernel = Kernel.boot()
    from toolkit.runs.run import RunRequest, run_report  # noqa: PLC0415
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    outcome = run_report(RunRequest(project=folder, report=report, given=given, out=outputs, pdf=pdf), Screen(), kernel)
    _complain_about_run(outcome)
    click.echo(str(outcome.placed.folder))
    return outcome.exit_status


@raport.command(options_metavar="[OPȚIUNI]")
@click.option("--institution", required=True, metavar="ID", help="dosarul instituției din inputs/")
@click.option("--period", required=True, metavar="PERIOADĂ", help="perioada, de exemplu 2023-S1")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text sau json")
@_project_option
@_language_option
def check(institution: str, period: str, form: str, project: Path | None) -> int:
    """Verifică ce au trimis subdiviziunile, fără a face raportul."""
    from toolkit.runs.check_inputs import check_inputs  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    findings = check_inputs(find_project(project), institution, period, Screen())
    click.echo(_findings_as_json(findings) if form == "json" else _findings_as_text(findings))
    errors = sum(finding.severity == "error" for finding in findings)
    fix = "corectați cele găsite ca erori și verificați din nou" if errors else "faceți raportul cu „raport run”"
    click.echo(f"următorul pas: {fix}", err=True)
    return 1 if errors else 0


@raport.command(options_metavar="[OPȚIUNI]")
@click.argument("institution", metavar="ID")
@_project_option
@_language_option
def new(institution: str, project: Path | None) -> int:
    """Face o instituție nouă: un exemplu mic, care merge, de completat."""
    from toolkit.runs.new_institution import EXAMPLE_PERIOD, new_institution  # noqa: PLC0415  writers of workbooks take time to load

    folder = new_institution(find_project(project), institution)
    command = f"raport check --institution {institution} --period {EXAMPLE_PERIOD}"
    click.echo(f"următorul pas: completați fișierele din {folder}; verificați-le cu „{command}”", err=True)
    click.echo(str(folder))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and give the exit status; no exception passes, and no traceback reaches the screen."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a pipe on Windows has no ș otherwise
    try:
        status = raport.main(arguments if arguments is None else list(arguments), prog_name="raport", standalone_mode=False)
    except ToolkitError as error:
        return _complain(error)
    except click.UsageError as error:
        return _complain(_as_usage_error(error))
    except (KeyboardInterrupt, click.Abort):
        warnings.filterwarnings("ignore", message="coroutine .* was never awaited")  # of the notebook that was stopped
        click.echo("oprit la cererea dumneavoastră; nu s-a păstrat nimic", err=True)
        return _INTERRUPTED
    except Exception:  # noqa: BLE001  the last place before the screen
        return _complain(_unexpected(traceback.format_exc(), sys.argv[1:] if arguments is None else arguments))
    return int(status or 0)


def _complain(error: ToolkitError) -> int:
    click.echo(str(error), err=True)
    return error.exit_status


def _complain_about_run(outcome: RunOutcome) -> None:
    """Say what was found and what comes next, the last line being what to do."""
    from toolkit.language import counted  # noqa: PLC0415  the tables of languages take time to load

    placed, counts = outcome.placed, outcome.counts
    numbers = zip((counts.errors, counts.warnings, counts.notes), _SEVERITIES.values(), strict=True)
    click.echo("constatări: " + ", ".join(counted(number, one, few) for number, (_, one, few) in numbers), err=True)
    if placed.differing:
        fault = ToolkitFault(
            place=f"dosarul {placed.folder}",
            found=f"aceeași rulare a dat alți octeți decât prima dată în: {listed(placed.differing)}",
            expected="aceiași octeți, fiindcă nimic din ce intră nu s-a schimbat",
            fix="comparați cele două dosare; dacă primul nu a fost schimbat, anunțați-i pe cei care întrețin programul",
        )
        click.echo(str(fault), err=True)
        return
    if placed.was_there:
        click.echo("rularea era deja păstrată: aceleași fișiere au dat din nou aceiași octeți", err=True)
    documents = sorted(placed.folder.glob("*.docx"))
    if counts.errors:
        step = "corectați erorile din findings.csv, din dosarul de mai jos, și rulați din nou"
    else:
        step = f"deschideți {documents[0].name if documents else 'fișierele'} din dosarul de mai jos și verificați"
    click.echo(f"următorul pas: {step}", err=True)


def _findings_as_text(findings: Sequence[Finding]) -> str:
    """Write findings by severity, the gravest first, and by file; the last line counts them."""
    from toolkit.language import counted  # noqa: PLC0415

    parts: list[str] = []
    counts: list[str] = []
    for severity, (heading, one, few) in _SEVERITIES.items():
        group = [finding for finding in findings if finding.severity == severity]
        counts.append(counted(len(group), one, few))
        parts += [heading] if group else []
        for file, of_file in groupby(group, key=lambda finding: finding.place.file):
            found = list(of_file)
            departments = {finding.department for finding in found if finding.department}
            whose = f" · subdiviziunea {departments.pop()}" if len(departments) == 1 else ""
            parts += [f"── {file}{whose} · {counted(len(found), one, few)}", *map(str, found)]
    return "\n\n".join([*parts, ", ".join(counts)])


def _findings_as_json(findings: Sequence[Finding]) -> str:
    from toolkit.documents.tables import findings_table  # noqa: PLC0415  writers of workbooks take time to load

    table = findings_table(findings)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _as_usage_error(error: click.UsageError) -> UsageError:
    """Say in Romanian what click says in English."""
    command = error.ctx.command_path if error.ctx else "raport"
    place = f"comanda „{command}”"
    options = sorted({name for p in error.ctx.command.params for name in p.opts if name[:1] == "-"}) if error.ctx else []
    fix = f"vedeți „{command} --help” și scrieți comanda din nou"
    if isinstance(error, click.NoSuchOption):
        return _mistyped("opțiunea", error.option_name, [*options, "--help"])
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if isinstance(error.param, click.Argument) and error.ctx else ""
        missing = name or (error.param.opts[-1] if error.param else "")
        return UsageError(place, f"lipsește {missing}", f"o valoare pentru {missing}", fix)
    if isinstance(error, click.BadOptionUsage):
        wanted = "un nume și o valoare, de exemplu -p period 2023-S1" if error.option_name == "-p" else "o valoare"
        return UsageError(place, f"opțiunea {error.option_name} fără tot ce îi trebuie", wanted, fix)
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option):
        known = listed(error.param.type.choices) if isinstance(error.param.type, click.Choice) else "altă valoare"
        return UsageError(place, f"o valoare greșită la {error.param.opts[-1]}", f"una dintre: {known}", fix)
    words = re.search(r"\((.*)\)", error.format_message())
    found = f"„{shown(words[1])}”, în plus" if words else "o comandă care nu se înțelege"
    return UsageError(place, found, "numai ceea ce cere comanda", fix)


def _mistyped(what: str, name: str, known: Sequence[str]) -> UsageError:
    near = nearest(name, known)
    return UsageError(
        place=f"{what} „{shown(name)}”",
        found="un nume pe care programul nu îl cunoaște",
        expected=f"unul dintre: {listed(sorted(known))}" + (f"; cel mai apropiat este „{near}”" if near else ""),
        fix="corectați numele și rulați din nou",
    )


def _unexpected(trace: str, arguments: Sequence[str]) -> ToolkitFault:
    given = dict(pairwise(arguments))
    project = Path(given["--project"]) if "--project" in given else None
    try:
        outputs: Path | None = Path(given["--out"]) if "--out" in given else find_project(project) / "outputs"
    except UsageError:
        outputs = None
    return ToolkitFault(
        place="programul raport",
        found=f"o defecțiune neașteptată: {trace.strip().splitlines()[-1][:300]}",
        expected="o rulare fără defecțiuni; nu s-a păstrat nimic pe jumătate",
        fix=f"trimiteți celor care întrețin programul fișierul {write_journal(outputs, trace)}",
    )


if __name__ == "__main__":
    sys.exit(main())
