"""The command line: what was typed becomes one call, and its answer is printed."""

from __future__ import annotations

import io
import json
import re
import sys
import traceback
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.errors import OfficeFileError, ToolkitError, ToolkitFault, UsageError, message
from toolkit.language import N_, SOURCE, counted, gettext, known_languages, nouns, speak
from toolkit.plan.spelling import listed, nearest, nearest_named, shown
from toolkit.runs.journal import write_journal
from toolkit.runs.project import find_project

if TYPE_CHECKING:
    from toolkit.intake.finding import Finding
    from toolkit.runs.checked_template import CheckedTemplate
    from toolkit.runs.run import RunOutcome

_INTERRUPTED = 130  # as shells have it
_SEVERITIES = {
    "error": (N_("ERORI"), *nouns("eroare", "erori")),
    "warning": (N_("AVERTISMENTE"), *nouns("avertisment", "avertismente")),
    "note": (N_("NOTE"), *nouns("notă", "note")),
}


class _Folder(click.Path):
    """A folder as an option names it; an empty name would be the current folder."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # type: ignore[override]  # noqa: ARG002
        if not value.strip() or not value.isprintable():
            raise UsageError(
                place=gettext("opțiunea {option}", option=param.opts[-1] if param else ""),
                found=gettext("„{value}”, care nu poate fi numele unui dosar", value=shown(value)),
                expected=gettext("numele unui dosar, scris cu litere obișnuite"),
                fix=gettext("scrieți numele dosarului sau lăsați opțiunea deoparte"),
            )
        return Path(value)


_FOLDER = _Folder()
_project_option = click.option(
    "--project", type=_FOLDER, metavar=N_("DOSAR"), help=N_("dosarul proiectului, cu notebooks/ și inputs/")
)
_language_option = click.option(
    "--lang",
    type=click.Choice(known_languages()),
    expose_value=False,  # main has looked for it
    help=N_("limba mesajelor; altfel cea a instituției"),
)


class _SpokenHelp(click.Command):
    """A verb whose --help is in the language of its messages."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        usage = " ".join([ctx.command_path, *(gettext(piece) for piece in self.collect_usage_pieces(ctx) if piece)])
        formatter.write(gettext("Folosire: {usage}\n\n{help}\n\n", usage=usage, help=gettext(str(self.help))))
        formatter.write_dl([_row(option, ctx) for option in self.get_params(ctx) if isinstance(option, click.Option)])


class _Verbs(_SpokenHelp, click.Group):
    """The verbs; an unknown one is refused by name."""

    command_class = _SpokenHelp

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        command = super().get_command(ctx, cmd_name)
        if command is None:
            raise _mistyped(gettext("comanda"), cmd_name, list(self.commands))
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help(ctx, formatter)
        formatter.write(gettext("\nComenzi:\n"))
        formatter.write_dl([(name, gettext(str(command.help))) for name, command in sorted(self.commands.items())])


@click.group(
    cls=_Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Din formularele subdiviziunilor, raportul oficial în Word."),
)
@_language_option
@click.pass_context
def raport(context: click.Context) -> None:
    """Show the help where no verb was typed."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.exit_status)


@raport.command(options_metavar=N_("[OPȚIUNI]"), help=N_("Face un raport, de exemplu: raport run semester_report."))
@click.argument("report", metavar=N_("RAPORT"))
@click.option("-p", "given", nargs=2, multiple=True, metavar=N_("NUME VALOARE"), help=N_("un parametru; se poate repeta"))
@_project_option
@click.option("--out", type=_FOLDER, metavar=N_("DOSAR"), help=N_("unde se pun rulările; altfel outputs/ din proiect"))
@click.option("--pdf", is_flag=True, help=N_("face și fișierul PDF, cu LibreOffice"))
@_language_option
@click.pass_obj
def run(
    language: str, report: str, given: tuple[tuple[str, str], ...], project: Path | None, out: Path | None, *, pdf: bool
) -> int:
    """Make a report."""
    from toolkit.runs.kernel import Kernel  # noqa: PLC0415  all that the others need loads while it boots

    folder = find_project(project)
    outputs = (out or folder / "outputs").absolute()
    kernel = Kernel.boot()
    from toolkit.runs.run import RunRequest, run_report  # noqa: PLC0415
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    outcome = run_report(
        RunRequest(project=folder, report=report, given=given, out=outputs, pdf=pdf, language=language), Screen(), kernel
    )
    _complain_about_run(outcome)
    click.echo(str(outcome.placed.folder))
    return outcome.exit_status


@raport.command(options_metavar=N_("[OPȚIUNI]"), help=N_("Verifică ce au trimis subdiviziunile, fără a face raportul."))
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option("--period", required=True, metavar=N_("PERIOADĂ"), help=N_("perioada, de exemplu 2023-S1"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("text sau json"))
@_project_option
@_language_option
@click.pass_obj
def check(language: str, institution: str, period: str, form: str, project: Path | None) -> int:
    """Check what the departments returned."""
    from toolkit.runs.check_inputs import check_inputs  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    findings = check_inputs(find_project(project), institution, period, Screen(), language=language)
    click.echo(_findings_as_json(findings) if form == "json" else _findings_as_text(findings))
    errors = sum(finding.severity == "error" for finding in findings)
    step = (
        gettext("corectați cele găsite ca erori și verificați din nou")
        if errors
        else gettext("faceți raportul cu „raport run”")
    )
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    return 1 if errors else 0


@raport.command(
    options_metavar=N_("[OPȚIUNI]"), help=N_("Face o instituție nouă: un exemplu mic, care merge, de completat.")
)
@click.argument("institution", metavar="ID")
@_project_option
@_language_option
def new(institution: str, project: Path | None) -> int:
    """Make an institution to begin with."""
    from toolkit.runs.new_institution import EXAMPLE_PERIOD, new_institution  # noqa: PLC0415  writers of workbooks take time to load

    folder = new_institution(find_project(project), institution)
    command = f"raport check --institution {institution} --period {EXAMPLE_PERIOD}"
    click.echo(
        gettext(
            "următorul pas: completați fișierele din {folder}; verificați-le cu „{command}”", folder=folder, command=command
        ),
        err=True,
    )
    click.echo(str(folder))
    return 0


@raport.group(
    cls=_Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Importă un plan dintr-un tabel și îl exportă ca registru Excel."),
)
@click.pass_context
def plan(context: click.Context) -> None:
    """Show the help where it was not typed what to do with the plan."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.exit_status)


@plan.command("import", options_metavar=N_("[OPȚIUNI]"), help=N_("Face YAML din tabelul unui plan: Excel, CSV, text, Word."))
@click.argument("file", metavar=N_("FIȘIER"), type=click.Path(path_type=Path))
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=N_("FIȘIER"),
    help=N_("fișierul care se face; altfel plan.imported.yaml lângă planul instituției"),
)
@click.option(
    "--valid-from", default="", metavar=N_("DATA"), help=N_("de când este planul în vigoare, de exemplu 2023-03-28")
)
@_project_option
@_language_option
@click.pass_obj
def plan_import(language: str, file: Path, institution: str, out: Path | None, valid_from: str, project: Path | None) -> int:
    """Read a plan from a table."""
    from toolkit.runs.plan_import import ImportRequest, import_plan  # noqa: PLC0415  readers of workbooks take time to load

    request = ImportRequest(
        project=find_project(project), institution=institution, file=file, out=out, valid_from=valid_from, language=language
    )
    outcome = import_plan(request)
    click.echo(_findings_as_text(outcome.findings), err=True)
    step = gettext("citiți planul importat, corectați ce este de corectat și puneți-l în locul lui plan.yaml")
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    click.echo(str(outcome.file))
    return 1 if outcome.needs_a_person else 0


@plan.command(
    "export", options_metavar=N_("[OPȚIUNI]"), help=N_("Scrie planul unei instituții ca registru Excel, de editat.")
)
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=N_("FIȘIER"),
    help=N_("fișierul care se face; altfel plan.xlsx lângă planul instituției"),
)
@_project_option
@_language_option
@click.pass_obj
def plan_export(language: str, institution: str, out: Path | None, project: Path | None) -> int:
    """Write a plan as a workbook."""
    from toolkit.runs.plan_export import export_plan  # noqa: PLC0415  writers of workbooks take time to load

    file = export_plan(find_project(project), institution, out, language)
    step = gettext("schimbați planul în Excel, salvați-l și aduceți-l înapoi cu „raport plan import”")
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    click.echo(str(file))
    return 0


@raport.group(
    cls=_Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Verifică un șablon Word: raport template check templates/semester_report.docx."),
)
@_language_option
@click.pass_context
def template(context: click.Context) -> None:
    """Show the help where no verb was typed."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.exit_status)


@template.command(
    "check", options_metavar=N_("[OPȚIUNI]"), help=N_("Arată marcajele unui șablon și tot ce este greșit în el.")
)
@click.argument("template", metavar=N_("ȘABLON"), type=click.Path(path_type=Path))
@click.option("--report", default="", metavar=N_("RAPORT"), help=N_("raportul șablonului; altfel cel cu numele fișierului"))
@click.option(
    "--mark", type=click.Path(path_type=Path), metavar=N_("COPIE.docx"), help=N_("o copie cu fiecare greșeală în comentariu")
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("text sau json"))
@_project_option
@_language_option
def check_template(template: Path, report: str, mark: Path | None, form: str, project: Path | None) -> int:
    """Check a template of Word."""
    from toolkit.runs.checked_template import check_copy, check_template_file, write_marked_copy  # noqa: PLC0415  so does docxtpl

    if mark is not None:
        check_copy(mark)
    checked = check_template_file(find_project(project), template, report)
    click.echo(_template_as_json(checked) if form == "json" else _template_as_text(checked))
    if mark is not None:
        write_marked_copy(checked, mark)
        click.echo(str(mark))
    if checked.is_good:
        step = gettext("faceți raportul cu „raport run”")
    elif mark is not None:
        step = gettext("deschideți {copy} în Word, corectați șablonul după comentarii și verificați din nou", copy=mark.name)
    else:
        step = gettext("corectați șablonul în Word și verificați din nou")
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    return 0 if checked.is_good else OfficeFileError.exit_status


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and give the exit status; no exception passes, and no traceback reaches the screen."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a pipe on Windows has no ș otherwise
    typed = sys.argv[1:] if arguments is None else list(arguments)
    language = _language_asked_for(typed)
    speak(language or SOURCE)
    try:
        status = raport.main(typed, prog_name="raport", standalone_mode=False, obj=language)
    except ToolkitError as error:
        return _complain(error)
    except click.UsageError as error:
        return _complain(_as_usage_error(error))
    except (KeyboardInterrupt, click.Abort):
        warnings.filterwarnings("ignore", message="coroutine .* was never awaited")  # of the notebook that was stopped
        click.echo(gettext("oprit la cererea dumneavoastră; nu s-a păstrat nimic"), err=True)
        return _INTERRUPTED
    except Exception:  # noqa: BLE001  the last place before the screen
        return _complain(_unexpected(traceback.format_exc(), typed))
    return int(status or 0)


def _row(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """How an option is written, and what it is for."""
    if "--help" in option.opts:
        return "--help", gettext("arată acest text")
    left, _ = option.get_help_record(ctx) or ("", "")
    metavar, use = option.metavar or "", gettext(str(option.help))
    written = left.replace(metavar, gettext(metavar)) if metavar else left
    return written, gettext("{use} (obligatoriu)", use=use) if option.required else use


def _language_asked_for(arguments: Sequence[str]) -> str:
    """The language that --lang names, found before all is parsed, so that what is mistyped is told in it; else empty."""
    typed = [
        after if argument == "--lang" else argument.removeprefix("--lang=")
        for argument, after in pairwise([*arguments, ""])
        if argument == "--lang" or argument.startswith("--lang=")
    ]
    return next((code for code in typed if code in known_languages()), "")


def _complain(error: ToolkitError) -> int:
    click.echo(str(error), err=True)
    return error.exit_status


def _complain_about_run(outcome: RunOutcome) -> None:
    """Say what was found and what comes next, the last line being what to do."""
    placed, counts = outcome.placed, outcome.counts
    numbers = zip((counts.errors, counts.warnings, counts.notes), _SEVERITIES.values(), strict=True)
    said = ", ".join(counted(number, one, few) for number, (_, one, few) in numbers)
    click.echo(gettext("constatări: {counts}", counts=said), err=True)
    if placed.differing:
        fault = ToolkitFault(
            place=gettext("dosarul {folder}", folder=placed.folder),
            found=gettext(
                "aceeași rulare a dat alți octeți decât prima dată în: {differing}", differing=listed(placed.differing)
            ),
            expected=gettext("aceiași octeți, fiindcă nimic din ce intră nu s-a schimbat"),
            fix=gettext(
                "comparați cele două dosare; dacă primul nu a fost schimbat, anunțați-i pe cei care întrețin programul"
            ),
        )
        click.echo(str(fault), err=True)
        return
    if placed.was_there:
        click.echo(gettext("rularea era deja păstrată: aceleași fișiere au dat din nou aceiași octeți"), err=True)
    documents = sorted(placed.folder.glob("*.docx"))
    if counts.errors:
        step = gettext("corectați erorile din findings.csv, din dosarul de mai jos, și rulați din nou")
    else:
        step = gettext(
            "deschideți {document} din dosarul de mai jos și verificați",
            document=documents[0].name if documents else gettext("fișierele"),
        )
    click.echo(gettext("următorul pas: {step}", step=step), err=True)


def _findings_as_text(findings: Sequence[Finding]) -> str:
    """Write findings by severity, the gravest first, and by file; the last line counts them."""
    parts: list[str] = []
    counts: list[str] = []
    for severity, (heading, one, few) in _SEVERITIES.items():
        group = [finding for finding in findings if finding.severity == severity]
        counts.append(counted(len(group), one, few))
        parts += [gettext(heading)] if group else []
        for file, of_file in groupby(group, key=lambda finding: finding.place.file):
            found = list(of_file)
            departments = {finding.department for finding in found if finding.department}
            whose = gettext(" · subdiviziunea {department}", department=departments.pop()) if len(departments) == 1 else ""
            parts += [f"── {file}{whose} · {counted(len(found), one, few)}", *map(str, found)]
    return "\n\n".join([*parts, ", ".join(counts)])


def _findings_as_json(findings: Sequence[Finding]) -> str:
    from toolkit.documents.tables import findings_table  # noqa: PLC0415  writers of workbooks take time to load

    table = findings_table(findings)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _template_as_text(checked: CheckedTemplate) -> str:
    """Write the placeholders of a template part by part, what is wrong with it, and what it never prints."""
    from toolkit.word.template_check import part_called  # noqa: PLC0415  docxtpl takes time to load

    found = checked.found
    parts = []
    for part in found.placeholders:
        total = counted(sum(part.names.values()), "marcaj", "marcaje")
        names = ", ".join(name if count == 1 else f"{name} ×{count}" for name, count in part.names.items())
        parts.append(f"── {part_called(part.part)} · {total}\n    {names}")
    parts += [message(fault.place_in(checked.file), fault.found, fault.expected, fault.fix) for fault in found.faults]
    if found.unused:
        parts.append(gettext("câmpuri ale raportului fără niciun marcaj: {names}", names=listed(found.unused)))
    faults, unused = counted(len(found.faults), "greșeală", "greșeli"), counted(len(found.unused), "câmp", "câmpuri")
    parts.append(gettext("{faults}, {unused} fără marcaj", faults=faults, unused=unused))
    return "\n\n".join(parts)


def _template_as_json(checked: CheckedTemplate) -> str:
    found = checked.found
    answer = {
        "file": checked.file,
        "placeholders": [{"part": part.part, "names": dict(part.names)} for part in found.placeholders],
        "faults": [asdict(fault) | {"paragraph": fault.paragraph_number} for fault in found.faults],
        "unused": list(found.unused),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _as_usage_error(error: click.UsageError) -> UsageError:
    """Say in our own words what click says in English."""
    command = error.ctx.command_path if error.ctx else "raport"
    place = gettext("comanda „{command}”", command=command)
    options = sorted({name for p in error.ctx.command.params for name in p.opts if name[:1] == "-"}) if error.ctx else []
    fix = gettext("vedeți „{command} --help” și scrieți comanda din nou", command=command)
    if isinstance(error, click.NoSuchOption):
        return _mistyped(gettext("opțiunea"), error.option_name, [*options, "--help"])
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


def _mistyped(what: str, name: str, known: Sequence[str]) -> UsageError:
    near = nearest(name, known)
    return UsageError(
        place=gettext("{what} „{name}”", what=what, name=shown(name)),
        found=gettext("un nume pe care programul nu îl cunoaște"),
        expected=gettext("unul dintre: {known}", known=listed(sorted(known))) + nearest_named(near),
        fix=gettext("corectați numele și rulați din nou"),
    )


def _unexpected(trace: str, arguments: Sequence[str]) -> ToolkitFault:
    given = dict(pairwise(arguments))
    project = Path(given["--project"]) if "--project" in given else None
    try:
        outputs: Path | None = Path(given["--out"]) if "--out" in given else find_project(project) / "outputs"
    except UsageError:
        outputs = None
    return ToolkitFault(
        place=gettext("programul raport"),
        found=gettext("o defecțiune neașteptată: {fault}", fault=trace.strip().splitlines()[-1][:300]),
        expected=gettext("o rulare fără defecțiuni; nu s-a păstrat nimic pe jumătate"),
        fix=gettext("trimiteți celor care întrețin programul fișierul {journal}", journal=write_journal(outputs, trace)),
    )


if __name__ == "__main__":
    sys.exit(main())
