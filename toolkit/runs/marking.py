"""Giving back what departments returned: marked copies, a letter to each that is asked for something, and who is late."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from toolkit.documents.correction_letter import CorrectionLetter, LetterMatter, Unmarked, correction_letter
from toolkit.documents.corrections import asks_the_department, correction_of
from toolkit.documents.tables import late_table, to_excel
from toolkit.errors import UsageError
from toolkit.intake.finding import Code, Finding
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.received.lateness import Arrived, Deadlines, Late, deadlines, who_is_late
from toolkit.intake.received.recognise import name_without_codes
from toolkit.language import counted, gettext, speaking
from toolkit.plan.institution import Department
from toolkit.runs.check_inputs import CheckedInputs, read_and_check
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.made_folder import place_folder
from toolkit.runs.parameters import day_given
from toolkit.runs.project import check_out
from toolkit.runs.received_files import ReceivedFiles
from toolkit.runs.returned_files import ReturnedFile, by_department, copy_of, returned_files
from toolkit.runs.screen import Screen
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template import fill_template

LETTER_TEMPLATE = "templates/correction_letter.docx"
_MARK = "--mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRequest:
    """What the command was given."""

    project: Path
    institution: str
    period: str
    folder: Path
    date: str = ""  # the day of which it is said who is late; empty: no days are counted
    language: str = ""  # of the messages; empty: that of the institution, in which everything that is made always is


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What was found, and what was made of it."""

    findings: tuple[Finding, ...]  # in the language of the messages
    folder: Path
    late: tuple[Late, ...]


def mark_returns(request: MarkRequest, screen: Screen) -> Marked:
    """Check a period and write what goes back to its departments into a folder that is complete or absent."""
    expected = gettext("ziua la care se spune cine întârzie, de exemplu 2023-08-10")
    today = day_given(request.date, expected) if request.date else None
    folder = request.folder.absolute()
    check_out(request.project, folder, _MARK)
    given = (request.project, request.institution, request.period)
    checked = read_and_check(*given, screen, language=request.language, today=today)
    if checked.inputs is None:
        raise _nobody_is_asked()
    with speaking(checked.inputs.institution.locale):
        own = checked
        if request.language:  # what goes to departments is in their language
            own = read_and_check(*given, Screen(io.StringIO()), language=checked.inputs.institution.locale, today=today)
    late, files = _made(request, own, today, screen)
    if place_folder(folder, files, _MARK):
        screen.say(gettext("fișierele erau deja acolo, cu aceiași octeți"))
    return Marked(findings=checked.findings, folder=folder, late=late)


def _made(
    request: MarkRequest, checked: CheckedInputs, today: date | None, screen: Screen
) -> tuple[tuple[Late, ...], Mapping[str, bytes]]:
    """Make everything; gives who is late, and the files by their names."""
    inputs = checked.inputs
    if inputs is None:
        raise _nobody_is_asked()
    returned = returned_files(checked, inputs)
    copies = _copies(returned, inputs, screen)
    senders = by_department(returned)
    terms = deadlines(inputs.institution, inputs.period, today)
    counting = {submission.department for submission in inputs.submissions}
    register = ReceivedFiles(project=request.project, institution=request.institution).register()
    arrived = Arrived(period=inputs.period, counting=counting, not_counting=senders.keys() - counting, register=register)
    late = who_is_late(inputs.institution, inputs.plan, arrived, terms)
    letters = {}
    with speaking(inputs.institution.locale):
        for department in inputs.institution.departments:
            matter = _matter(department, senders.get(department.id, ()), copies, late, checked)
            if matter is not None:
                letters[f"scrisoare_{department.id}_{inputs.period}.docx"] = correction_letter(
                    matter, inputs.institution, inputs.period, terms
                )
    _say(screen, copies, letters, senders.get("", ()), terms)
    table = late_table(late, terms.due)
    lists = {
        f"{table.name}.csv": table.to_csv().encode("utf-8"),
        f"{table.name}.xlsx": to_excel([table], inputs.institution.name),
    }
    documents = _documents(letters, request.project, inputs)
    return late, {**{name: copy for name, copy in copies.items() if copy is not None}, **documents, **lists}


def _copies(returned: Sequence[ReturnedFile], inputs: PeriodInputs, screen: Screen) -> dict[str, bytes | None]:
    """The marked copies by their names; None of a file in which nothing could be marked."""
    to_mark = [file for file in returned if file.has_marks and file.unmarked is None]
    copies = {}
    with speaking(inputs.institution.locale):
        for number, file in enumerate(to_mark, 1):
            copies[file.out] = copy_of(file, inputs)
            screen.marked(number, len(to_mark))
    screen.close()
    return copies


def _matter(
    department: Department,
    files: Sequence[ReturnedFile],
    copies: Mapping[str, bytes | None],
    late: Sequence[Late],
    checked: CheckedInputs,
) -> LetterMatter | None:
    """What there is to write to a department; None where there is nothing."""
    own = {file.path: file.entries for file in files}
    asked = [
        correction_of(finding, own.get(finding.place.file, ()))
        for finding in checked.findings
        if (finding.place.file in own or (finding.department == department.id and not finding.place.cell))
        and asks_the_department(finding)
        and finding.code is not Code.MISSING_DEPARTMENT
    ]
    missing = next((one for one in late if one.department == department.id and not one.has_sent), None)
    if not asked and missing is None:
        return None
    unmarked = [
        (name_without_codes(file.name), file.unmarked or Unmarked.CLOSED)
        for file in files
        if file.findings and (file.unmarked is not None or (file.out in copies and copies[file.out] is None))
    ]
    return LetterMatter(
        department=department,
        corrections=asked,
        late=missing,
        marked=[file.out for file in files if copies.get(file.out) is not None],
        unmarked=unmarked,
    )


def _documents(letters: Mapping[str, CorrectionLetter], project: Path, inputs: PeriodInputs) -> dict[str, bytes]:
    if not letters:
        return {}
    (template,) = read_for_keeping(project, [LETTER_TEMPLATE])
    check_placeholders(template.content, LETTER_TEMPLATE, CorrectionLetter)
    institution = inputs.institution
    return {
        name: fill_template(
            template.content,
            LETTER_TEMPLATE,
            asdict(letter),
            title=letter.property_title,
            author=institution.name,
            language=institution.language_tag,
        )
        for name, letter in letters.items()
    }


def _say(
    screen: Screen,
    copies: Mapping[str, bytes | None],
    letters: Mapping[str, CorrectionLetter],
    nobodys: Sequence[ReturnedFile],
    terms: Deadlines,
) -> None:
    made = sum(copy is not None for copy in copies.values())
    said = (counted(made, "formular însemnat", "formulare însemnate"), counted(len(letters), "scrisoare", "scrisori"))
    screen.say(gettext("s-au făcut: {copies} și {letters}", copies=said[0], letters=said[1]))
    for file in nobodys:
        if file.findings:
            name = name_without_codes(file.name)
            screen.say(gettext("nu se știe al cui este {file}: nimeni nu primește o scrisoare despre el", file=name))
    if terms.closing is None:
        screen.say(gettext("zilele de întârziere nu s-au numărat: institution.yaml nu spune termenul (forms: closing_day)"))
    elif terms.today is None:
        screen.say(gettext("zilele de întârziere nu s-au numărat: lipsește --date, ziua până la care se numără"))
    elif not terms.calendar.knows_holidays:
        screen.say(gettext("sărbătorile țării nu se cunosc: nelucrătoare s-au socotit numai sâmbăta și duminica"))


def _nobody_is_asked() -> UsageError:
    return UsageError(
        place=gettext("opțiunea {option}", option=_MARK),
        found=gettext("o instituție al cărei plan nu cere nimic niciunei subdiviziuni"),
        expected=gettext("o instituție căreia subdiviziunile îi trimit formulare"),
        fix=gettext("verificați fără opțiunea {option}", option=_MARK),
    )
