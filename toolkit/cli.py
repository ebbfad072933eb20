"""The command line: what was typed becomes one call, and its answer is printed."""

from __future__ import annotations

import io
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from toolkit.answers import findings_as_json, findings_as_text, late_as_text, run_as_text, template_as_json, template_as_text
from toolkit.errors import OfficeFileError, ToolkitError, ToolkitFault, UsageError
from toolkit.language import N_, SOURCE, gettext, known_languages, speak
from toolkit.runs.disk import is_file
from toolkit.runs.journal import write_journal
from toolkit.runs.project import find_project
from toolkit.spoken_help import Folder, Verbs
from toolkit.usage_errors import as_usage_error, date_without_mark, document_without_rerun

_INTERRUPTED = 130  # as shells have it
_FOLDER = Folder()
_project_option = click.option(
    "--project", type=_FOLDER, metavar=N_("DOSAR"), help=N_("dosarul proiectului, cu notebooks/ și inputs/")
)
_language_option = click.option(
    "--lang",
    type=click.Choice(known_languages()),
    expose_value=False,  # main has looked for it
    help=N_("limba mesajelor; altfel cea a instituției"),
)


@click.group(
    cls=Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Din formularele subdiviziunilor, raportul oficial în Word."),
)
@_language_option
@click.pass_context
def raport(context: click.Context) -> None:
    """Show the help where no verb was typed."""
    _need_a_verb(context)


@raport.command(options_metavar=N_("[OPȚIUNI]"), help=N_("Face un raport, de exemplu: raport run semester_report."))
@click.argument("report", metavar=N_("RAPORT"))
@click.option("-p", "given", nargs=2, multiple=True, metavar=N_("NUME VALOARE"), help=N_("un parametru; se poate repeta"))
@_project_option
@click.option("--out", type=_FOLDER, metavar=N_("DOSAR"), help=N_("unde se pun rulările; altfel outputs/ din proiect"))
@click.option("--pdf", is_flag=True, help=N_("face și fișierul PDF, cu LibreOffice"))
@click.option(
    "--keep-text",
    type=click.Path(path_type=Path),
    metavar=N_("EDITAT.docx"),
    help=N_("raportul editat în Word: textele lui se iau înapoi în sections.yaml"),
)
@_language_option
@click.pass_obj
def run(  # noqa: PLR0913  one for each option
    language: str,
    report: str,
    given: tuple[tuple[str, str], ...],
    project: Path | None,
    out: Path | None,
    keep_text: Path | None,
    *,
    pdf: bool,
) -> int:
    """Make a report."""
    from toolkit.runs.kernel import Kernel  # noqa: PLC0415  all that the others need loads while it boots

    folder = find_project(project)
    outputs = (out or folder / "outputs").absolute()
    kernel = Kernel.boot()
    from toolkit.runs.run import RunRequest, run_report  # noqa: PLC0415
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    request = RunRequest(
        project=folder, report=report, given=given, out=outputs, pdf=pdf, language=language, keep_text=keep_text
    )
    outcome = run_report(request, Screen(), kernel)
    click.echo(run_as_text(outcome), err=True)
    click.echo(str(outcome.placed.folder))
    return outcome.exit_status


@raport.command(options_metavar=N_("[OPȚIUNI]"), help=N_("Verifică ce au trimis subdiviziunile, fără a face raportul."))
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option("--period", required=True, metavar=N_("PERIOADĂ"), help=N_("perioada, de exemplu 2023-S1"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("text sau json"))
@click.option(
    "--mark",
    type=_FOLDER,
    metavar=N_("DOSAR"),
    help=N_("un dosar nou cu formularele însemnate, scrisorile și lista celor care nu au trimis"),
)
@click.option(
    "--date", default="", metavar=N_("DATA"), help=N_("ziua la care se spune cine întârzie, de exemplu 2023-08-10")
)
@_project_option
@_language_option
@click.pass_obj
def check(  # noqa: PLR0913, PLR0917  one for each option
    language: str, institution: str, period: str, form: str, mark: Path | None, date: str, project: Path | None
) -> int:
    """Check what the departments returned."""
    from toolkit.runs.check_inputs import check_inputs  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    if mark is not None:
        from toolkit.runs.marking import MarkRequest, mark_returns  # noqa: PLC0415  so does docxtpl

        request = MarkRequest(
            project=find_project(project), institution=institution, period=period, folder=mark, date=date, language=language
        )
        marked = mark_returns(request, Screen())
        findings = marked.findings
    elif date:
        raise date_without_mark()
    else:
        marked = None
        findings = check_inputs(find_project(project), institution, period, Screen(), language=language)
    click.echo(findings_as_json(findings) if form == "json" else findings_as_text(findings))
    if marked is not None:
        click.echo(late_as_text(marked.late), err=form == "json")
    errors = sum(finding.severity == "error" for finding in findings)
    if marked is not None:
        step = gettext("trimiteți fiecărei subdiviziuni scrisoarea ei și formularul însemnat, din dosarul de mai jos")
    elif errors:
        step = gettext("corectați cele găsite ca erori și verificați din nou")
    else:
        step = gettext("faceți raportul cu „raport run”")
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    if marked is not None:
        click.echo(str(marked.folder), err=form == "json")
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
    cls=Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Importă un plan dintr-un tabel și îl exportă ca registru Excel."),
)
@_language_option
@click.pass_context
def plan(context: click.Context) -> None:
    """Show the help where it was not typed what to do with the plan."""
    _need_a_verb(context)


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
    click.echo(findings_as_text(outcome.findings), err=True)
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
    cls=Verbs,
    options_metavar="",
    subcommand_metavar=N_("COMANDĂ …"),
    invoke_without_command=True,
    help=N_("Verifică un șablon Word: raport template check templates/semester_report.docx."),
)
@_language_option
@click.pass_context
def template(context: click.Context) -> None:
    """Show the help where no verb was typed."""
    _need_a_verb(context)


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
    click.echo(template_as_json(checked) if form == "json" else template_as_text(checked))
    if mark is not None and checked.is_good:
        click.echo(gettext("nu este nimic de marcat: copia nu s-a scris"), err=True)
    elif mark is not None:
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


@raport.command(options_metavar=N_("[OPȚIUNI]"), help=N_("Face formularele unei perioade, câte unul de subdiviziune."))
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option("--period", required=True, metavar=N_("PERIOADĂ"), help=N_("perioada, de exemplu 2023-07"))
@click.option("--out", type=_FOLDER, metavar=N_("DOSAR"), help=N_("unde se pun formularele; altfel în outputs/ din proiect"))
@_project_option
@_language_option
@click.pass_obj
def forms(language: str, institution: str, period: str, out: Path | None, project: Path | None) -> int:
    """Make the forms that departments fill in."""
    from toolkit.runs.forms import FormsRequest, make_forms  # noqa: PLC0415  readers and writers of workbooks take time to load
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    request = FormsRequest(project=find_project(project), institution=institution, period=period, out=out, language=language)
    folder = make_forms(request, Screen())
    step = gettext("trimiteți fiecare formular subdiviziunii lui")
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    click.echo(str(folder))
    return 0


@raport.command(
    options_metavar=N_("[OPȚIUNI]"), help=N_("Primește ce au trimis subdiviziunile: fișiere sau dosare, cu orice nume.")
)
@click.argument("files", nargs=-1, required=True, metavar=N_("FIȘIER…"), type=click.Path(path_type=Path))
@click.option("--institution", required=True, metavar="ID", help=N_("dosarul instituției din inputs/"))
@click.option("--date", required=True, metavar=N_("DATA"), help=N_("ziua în care au sosit, de exemplu 2023-08-03"))
@click.option("--period", default="", metavar=N_("PERIOADĂ"), help=N_("singura perioadă așteptată; altfel oricare"))
@_project_option
@_language_option
@click.pass_obj
def receive(language: str, files: tuple[Path, ...], institution: str, date: str, period: str, project: Path | None) -> int:
    """Receive what departments returned."""
    from toolkit.runs.receive import ReceiveRequest  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.runs.receive import receive as receive_files  # noqa: PLC0415
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    request = ReceiveRequest(
        project=find_project(project), institution=institution, files=files, date=date, period=period, language=language
    )
    outcome = receive_files(request, Screen())
    click.echo(findings_as_text(outcome.findings), err=True)
    step = (
        gettext("trimiteți înapoi confirmările din dosarul de mai jos și cereți ce este de corectat")
        if outcome.needs_a_person
        else gettext("trimiteți confirmările din dosarul de mai jos")
    )
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    click.echo(str(outcome.folder))
    return 1 if outcome.needs_a_person else 0


@raport.command(
    options_metavar=N_("[OPȚIUNI]"),
    help=N_(
        "Semnează o rulare, rol după rol: --role, --name, --date; ultimul rol aprobă, și se scrie fișierul final. Cu"
        " --certificate se pune o semnătură electronică. Fără opțiuni arată registrul."
    ),
)
@click.argument("run", metavar=N_("RULARE"))
@click.option("--role", default="", metavar=N_("ROL"), help=N_("rolul din institution.yaml, sau numărul lui: 1, 2, 3"))
@click.option("--name", default="", metavar=N_("NUME"), help=N_("numele și prenumele cui semnează"))
@click.option("--date", default="", metavar=N_("DATA"), help=N_("ziua semnării, de exemplu 2024-02-05"))
@click.option("--reason", default="", metavar=N_("TEXT"), help=N_("motivul: al aprobării cu avertismente, al redeschiderii"))
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    metavar=N_("FIȘIER"),
    help=N_("certificatul .p12; parola se cere, sau stă în variabila de mediu RAPORT_PASSPHRASE"),
)
@click.option("--publish", is_flag=True, help=N_("trece versiunea ca publicată; cea publicată înainte devine înlocuită"))
@click.option("--reopen", is_flag=True, help=N_("începe o versiune nouă, din RULARE; cere --reason"))
@_project_option
@_language_option
@click.pass_obj
def sign(  # noqa: PLR0913, PLR0917  one for each option
    language: str,
    run: str,
    role: str,
    name: str,
    date: str,
    reason: str,
    certificate: Path | None,
    project: Path | None,
    *,
    publish: bool,
    reopen: bool,
) -> int:
    """Make a step of the sign-off, or show the register."""
    from toolkit.audit.word_file import differences_said  # noqa: PLC0415  readers of Word files take time to load
    from toolkit.runs.screen import Screen  # noqa: PLC0415
    from toolkit.signoff.register_table import register_as_text  # noqa: PLC0415
    from toolkit.signoff.sign import SignRequest, show_register  # noqa: PLC0415
    from toolkit.signoff.sign import sign as make_step  # noqa: PLC0415
    from toolkit.signoff.state import StepKind  # noqa: PLC0415

    if publish and reopen:
        raise UsageError(
            place=gettext("comanda „{command}”", command="raport sign"),
            found=gettext("--publish și --reopen deodată"),
            expected=gettext("un singur pas"),
            fix=gettext("alegeți una dintre ele"),
        )
    folder = find_project(project)
    if not any((role, name, date, reason, certificate, publish, reopen)):
        outcome = show_register(folder, run, language)
    else:
        request = SignRequest(
            project=folder,
            run=run,
            role=role,
            name=name,
            date=date,
            reason=reason,
            kind=StepKind.PUBLISH if publish else StepKind.REOPEN if reopen else None,
            certificate=certificate,
            passphrase=_passphrase() if certificate is not None else "",
            language=language,
        )
        outcome = make_step(request, Screen(), differences_said)
    click.echo(register_as_text(outcome.register), err=True)
    click.echo(outcome.said, err=True)
    for problem in outcome.problems:
        click.echo(problem, err=True)
    click.echo(gettext("următorul pas: {step}", step=outcome.due), err=True)
    click.echo(str(outcome.place))
    return 1 if outcome.problems else 0


@raport.command(
    options_metavar=N_("[OPȚIUNI]"), help=N_("Arată din ce celule vine o cifră tipărită: raport trace RULARE 3.1.2.")
)
@click.argument("run", metavar=N_("RULARE"))
@click.argument("indicator", metavar=N_("[INDICATOR]"), required=False, default="")
@click.option(
    "--mark",
    type=click.Path(path_type=Path),
    metavar=N_("COPIE.docx"),
    help=N_("o copie a raportului, cu proveniența fiecărui total în comentariu"),
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("text sau json"))
@_project_option
@_language_option
@click.pass_obj
def trace(language: str, run: str, indicator: str, mark: Path | None, form: str, project: Path | None) -> int:
    """Follow a printed figure to its cells."""
    from toolkit.audit.trace_files import TraceRequest, trace_run  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.audit.trace_words import trace_as_text, traces_as_json  # noqa: PLC0415

    request = TraceRequest(run=run, indicator=indicator, copy=mark, project=project, language=language)
    outcome = trace_run(request)
    if form == "json":
        click.echo(traces_as_json(outcome.asked))
    elif outcome.asked:
        click.echo("\n\n".join(map(trace_as_text, outcome.asked)))
    if mark is not None:
        click.echo(str(mark))
    if outcome.warning:
        click.echo(outcome.warning, err=True)
    click.echo(gettext("următorul pas: {step}", step=outcome.step), err=True)
    return 0 if outcome.holds else 1


@raport.command(
    options_metavar=N_("[OPȚIUNI]"),
    help=N_(
        "Verifică o rulare păstrată, dosar sau pachet .zip: hash-urile, semnarea, și dacă dă din nou aceiași octeți. Cu"
        " --docx, numai un fișier Word față de ea."
    ),
)
@click.argument("run", metavar=N_("RULARE"))
@click.option(
    "--docx",
    "document",
    type=click.Path(path_type=Path),
    metavar=N_("FIȘIER.docx"),
    help=N_("un fișier Word, semnat, salvat din nou sau editat, de ținut față de rulare"),
)
@click.option(
    "--trust",
    "roots",
    type=click.Path(path_type=Path),
    metavar=N_("FIȘIER.pem"),
    help=N_("certificatele autorităților în care aveți încredere; altfel se vede numai integritatea"),
)
@click.option(
    "--out", type=_FOLDER, metavar=N_("DOSAR"), help=N_("unde se păstrează rularea repetată; altfel nu se păstrează")
)
@click.option(
    "--run-kept-notebook",
    "runs_kept_notebook",
    is_flag=True,
    help=N_("rulează notebook-ul păstrat și dacă nu este cel din proiectul de aici"),
)
@_project_option
@_language_option
@click.pass_obj
def audit(  # noqa: PLR0913  one for each option
    language: str,
    run: str,
    document: Path | None,
    roots: Path | None,
    out: Path | None,
    project: Path | None,
    *,
    runs_kept_notebook: bool,
) -> int:
    """Check a kept run, and make it again; or a Word file against it."""
    if document is not None and (out is not None or runs_kept_notebook):
        raise document_without_rerun()

    def audited(folder: str, told: str) -> int:
        if document is not None:
            return _audit_document(language, folder, document, roots, project)
        return _audit_run(language, folder, roots, out, project, runs_kept_notebook=runs_kept_notebook, told=told)

    if not (run.lower().endswith(".zip") and is_file(Path(run))):
        return audited(run, "")
    from toolkit.audit.bundle_reading import bundle_as_text, check_bundle, unpacked  # noqa: PLC0415

    bundle = check_bundle(Path(run))
    click.echo(bundle_as_text(bundle))
    if bundle.damaged:
        click.echo(gettext("următorul pas: {step}", step=gettext("cereți pachetul din nou de la cine l-a făcut")), err=True)
        click.echo(run)
        return 1
    with unpacked(bundle) as folder:
        return audited(str(folder), run)


@raport.command(
    options_metavar=N_("[OPȚIUNI]"), help=N_("Compară două rulări cifră cu cifră, fiecare diferență cu cauza ei.")
)
@click.argument("before", metavar=N_("RULARE"))
@click.argument("after", metavar=N_("RULARE"))
@click.option("--tolerance", default="", metavar=N_("ABATERE"), help=N_("ce nu se arată, de exemplu 0,5 sau 1%"))
@click.option(
    "--out", type=_FOLDER, metavar=N_("DOSAR"), help=N_("unde se scriu diferențele: tabel, raport Word și pagină HTML")
)
@_project_option
@_language_option
@click.pass_obj
def diff(language: str, before: str, after: str, tolerance: str, out: Path | None, project: Path | None) -> int:
    """Compare two runs."""
    from toolkit.audit.diff_files import DiffRequest, diff_files  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.audit.diff_words import diff_as_text, next_step  # noqa: PLC0415

    request = DiffRequest(before=before, after=after, tolerance=tolerance, out=out, project=project, language=language)
    found = diff_files(request)
    click.echo(diff_as_text(found))
    click.echo(gettext("următorul pas: {step}", step=next_step(found)), err=True)
    if out is not None:
        click.echo(str(out))
    return 1 if found.differences else 0


@raport.command(
    options_metavar=N_("[OPȚIUNI]"),
    help=N_("Face dintr-o rulare un pachet de dovezi: un zip cu tot ce ține de ea, pe care oricine îl verifică."),
)
@click.argument("run", metavar=N_("RULARE"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=N_("PACHET.zip"),
    help=N_("fișierul care se face; altfel cu numele rulării, în dosarul curent"),
)
@_project_option
@_language_option
@click.pass_obj
def bundle(language: str, run: str, out: Path | None, project: Path | None) -> int:
    """Pack a run with all that belongs to it."""
    from toolkit.audit.bundle import BundleRequest, bundle_run  # noqa: PLC0415  readers of Word files take time to load

    outcome = bundle_run(BundleRequest(run=run, out=out, project=project, language=language))
    for remark in outcome.remarks:
        click.echo(remark, err=True)
    step = gettext(
        "semnați pachetul ca ASiC-E, dacă vreți, și verificați-l oriunde cu „raport audit {file}”", file=outcome.file.name
    )
    click.echo(gettext("următorul pas: {step}", step=step), err=True)
    click.echo(str(outcome.file))
    return 0


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
        return _complain(as_usage_error(error))
    except (KeyboardInterrupt, click.Abort):
        warnings.filterwarnings("ignore", message="coroutine .* was never awaited")  # of the notebook that was stopped
        click.echo(gettext("oprit la cererea dumneavoastră; nu s-a păstrat nimic"), err=True)
        return _INTERRUPTED
    except Exception:  # noqa: BLE001  the last place before the screen
        return _complain(_unexpected(traceback.format_exc(), typed))
    return int(status or 0)


def _audit_run(  # noqa: PLR0913  what `audit` was given
    language: str,
    run: str,
    roots: Path | None,
    out: Path | None,
    project: Path | None,
    *,
    runs_kept_notebook: bool,
    told: str = "",
) -> int:
    from toolkit.runs.kernel import Kernel  # noqa: PLC0415  all that the others need loads while it boots

    kernel = Kernel.boot()
    from toolkit.audit.audit_words import audit_as_text, next_step  # noqa: PLC0415
    from toolkit.audit.rerun import AuditRequest, audit_run  # noqa: PLC0415
    from toolkit.runs.screen import Screen  # noqa: PLC0415

    request = AuditRequest(
        run=run, project=project, out=out, roots=roots, language=language, runs_kept_notebook=runs_kept_notebook
    )
    found = audit_run(request, Screen(), kernel)
    click.echo(audit_as_text(found))
    click.echo(gettext("următorul pas: {step}", step=next_step(found)), err=True)
    click.echo(told or str(found.folder))
    return 0 if found.is_identical else 1


def _audit_document(language: str, run: str, document: Path, roots: Path | None, project: Path | None) -> int:
    from toolkit.audit.returned_document import DocumentRequest, audit_document  # noqa: PLC0415
    from toolkit.audit.returned_document_words import document_audit_as_text, next_step_with_document  # noqa: PLC0415

    request = DocumentRequest(run=run, document=document, project=project, roots=roots, language=language)
    found = audit_document(request)
    click.echo(document_audit_as_text(found))
    click.echo(gettext("următorul pas: {step}", step=next_step_with_document(found)), err=True)
    click.echo(str(document))
    return 0 if found.is_as_made else 1


def _passphrase() -> str:
    """The passphrase of a certificate: from the environment, else typed unseen; never an argument, which others can list."""
    told = os.environ.get("RAPORT_PASSPHRASE")
    if told is not None:
        return told
    if not sys.stdin.isatty():
        raise UsageError(
            place=gettext("opțiunea {option}", option="--certificate"),
            found=gettext("nicio parolă, și niciun ecran de la care să fie cerută"),
            expected=gettext("parola certificatului"),
            fix=gettext("puneți parola în variabila de mediu RAPORT_PASSPHRASE"),
        )
    return str(click.prompt(gettext("parola certificatului"), hide_input=True, err=True, default="", show_default=False))


def _need_a_verb(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.exit_status)


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


def _unexpected(trace: str, arguments: Sequence[str]) -> ToolkitFault:
    given = dict(pairwise(arguments))
    project = Path(given["--project"]) if "--project" in given else None
    try:
        is_run = "run" in arguments[:1] and "--out" in given  # with other verbs --out names a file
        outputs: Path | None = Path(given["--out"]) if is_run else find_project(project) / "outputs"
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
