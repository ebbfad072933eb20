"""The difference report of two runs: the context of its Word template, and the same as a page of HTML."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from html import escape

from toolkit.audit.diff import RunDiff
from toolkit.audit.diff_words import causes_of, figure_name, heading_lines, summary
from toolkit.audit.trace import period_of
from toolkit.intake.office_reading import read_model
from toolkit.intake.period_inputs import plan_among
from toolkit.language import gettext, language_in_use
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.word.template import fill_template

TEMPLATE = "templates/difference_report.docx"
_STYLE = (
    "body{font:11pt/1.4 sans-serif;margin:2em auto;max-width:75em}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #7f7f7f;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#dee6f0}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """One figure that is not what it was."""

    figure: str
    before: str
    after: str
    causes: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceColumns:
    """The headings of the table."""

    figure: str
    before: str
    after: str
    causes: str
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceReport:
    """The whole document, in printing order."""

    property_title: str
    institution: str
    title: str
    plan_title: str
    inputs_heading: str
    inputs: tuple[str, ...]  # which runs, and what went in otherwise
    differences_heading: str
    summary: str
    columns: DifferenceColumns
    rows: tuple[DifferenceRow, ...]
    method: str  # how causes are found


def difference_report(diff: RunDiff) -> DifferenceReport:
    """Write the report in finished strings."""
    files, home = diff.after.inputs, f"inputs/{diff.after.institution}"
    institution = read_model(files, f"{home}/institution.yaml", Institution)
    title = gettext("Diferențele dintre două rulări, {period}", period=period_of(diff.after).text)
    return DifferenceReport(
        property_title=f"{title}, {institution.name}",
        institution=institution.name,
        title=title,
        plan_title=read_model(files, plan_among(files, diff.after.institution), Plan).title,
        inputs_heading=gettext("Ce s-a comparat"),
        inputs=tuple(heading_lines(diff)),
        differences_heading=gettext("Diferențe"),
        summary=summary(diff),
        columns=DifferenceColumns(
            figure=gettext("Cifra"),
            before=gettext("Înainte"),
            after=gettext("După"),
            causes=gettext("Cauza"),
            details=gettext("Amănunte"),
        ),
        rows=tuple(
            DifferenceRow(
                figure=figure_name(one),
                before=one.before or "-",
                after=one.after or "-",
                causes=causes_of(one),
                details=one.details or ("-",),
            )
            for one in diff.differences
        ),
        method=gettext(
            "Cauza este găsită de program: prima rulare se calculează din nou cu câte un singur lucru din a doua; ce dă"
            " singur cifra a doua este cauza."
        ),
    )


def as_word(report: DifferenceReport, template: bytes, language: str) -> bytes:
    """Fill the template."""
    return fill_template(
        template,
        TEMPLATE,
        asdict(report),
        title=report.property_title,
        author=report.institution,
        language=language,
    )


def as_html(report: DifferenceReport) -> str:
    """Write the same as one page without scripts, links or pictures."""
    columns = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in asdict(report.columns).values())
    rows = "\n".join(
        "<tr>"
        f'<th scope="row">{escape(row.figure)}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in (row.before, row.after, row.causes))
        + f"<td>{'<br>'.join(map(escape, row.details))}</td></tr>"
        for row in report.rows
    )
    inputs = "\n".join(f"<p>{escape(line)}</p>" for line in report.inputs)
    return (
        f'<!DOCTYPE html>\n<html lang="{language_in_use().replace("_", "-")}">\n<head><meta charset="utf-8">'
        f"<title>{escape(report.property_title)}</title><style>{_STYLE}</style></head>\n<body>\n"
        f"<h1>{escape(report.title)}</h1>\n<p>{escape(report.institution)} – {escape(report.plan_title)}</p>\n"
        f"<h2>{escape(report.inputs_heading)}</h2>\n{inputs}\n"
        f"<h2>{escape(report.differences_heading)}</h2>\n<p>{escape(report.summary)}</p>\n"
        f"<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"<p>{escape(report.method)}</p>\n</body>\n</html>\n"
    )
