"""An illustrative monthly split of the semester of Bălți, as returned workbooks: what inputs/balti-lunar is made of.

    python tests/monthly_split.py

writes the folder anew. Exact counts and amounts of money that add up over months are split over the six months; all else
stands in June as it was returned for the semester, descriptions included. No month was ever reported so.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.checks.fit import same_answer
from toolkit.intake.forms.form import FormContent, FormRow, write_form
from toolkit.intake.grammar.printing import print_value
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind, Number, Value
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator
from toolkit.plan.rule import OverMonths

PROJECT = Path(__file__).resolve().parents[1]
SOURCE, SPLIT = "inputs/balti", "inputs/balti-lunar"
SEMESTER = Period.parse("2023-S1")
MONTHS = SEMESTER.months
NAME = "Primăria municipiului Bălți"
ILLUSTRATIVE_NAME = f"{NAME} (împărțire pe luni ilustrativă)"
LINES = {  # of institution.yaml
    f"name: {NAME}": f"name: {ILLUSTRATIVE_NAME}",
    "  - PRIMĂRIA MUNICIPIULUI BĂLȚI": "  - PRIMĂRIA MUNICIPIULUI BĂLȚI\n  - (împărțire pe luni ilustrativă)",
}
MARK = (
    "# ILUSTRATIV: cifrele semestrului I al anului 2023 sunt împărțite pe luni numai ca exemplu; nicio lună nu a fost"
    " raportată așa.\n"
)


def semester_inputs() -> PeriodInputs:
    """What Bălți returned for the semester."""
    return read_period(_files_of(SOURCE, SEMESTER), "balti", SEMESTER)


def write_split(project: Path) -> None:
    """Write the institution, its plan, its written parts and the six months' workbooks into a project folder."""
    inputs = semester_inputs()
    home = project / SPLIT
    for name in ("institution.yaml", "plan.yaml", f"{SEMESTER}/sections.yaml"):
        text = (PROJECT / SOURCE / name).read_text(encoding="utf-8")
        for line, illustrative in LINES.items():
            text = text.replace(f"{line}\n", f"{illustrative}\n")
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MARK + text, encoding="utf-8", newline="\n")
    institution = inputs.institution.model_copy(update={"name": ILLUSTRATIVE_NAME})
    for month in MONTHS:
        (home / str(month)).mkdir(exist_ok=True)
    for position, submission in enumerate(inputs.submissions):
        narratives = {narrative.action: narrative.text for narrative in submission.narratives}
        texts = [_texts(entry, inputs, turn=position + row) for row, entry in enumerate(submission.entries)]
        for at, month in enumerate(MONTHS):
            content = FormContent(
                department=institution.department(submission.department),
                rows=tuple(
                    FormRow(action=entry.action, indicator=entry.indicator, value=of_months[at])
                    for entry, of_months in zip(submission.entries, texts, strict=True)
                ),
                narratives=narratives if month == MONTHS[-1] else dict.fromkeys(narratives, ""),
            )
            path = home / str(month) / submission.file.rpartition("/")[2]
            path.write_bytes(_form(institution, inputs, month, content))


def _texts(entry: Entry, inputs: PeriodInputs, *, turn: int) -> list[str]:
    """What stands in the cell of each month; `turn` moves the months with one more, so that not all begin in January."""
    indicator = inputs.plan.indicator(entry.action, entry.indicator)
    assert indicator is not None
    parts = _parts(entry.value, indicator, turn)
    texts = [_printed(part, indicator, inputs.institution) for part in parts]
    words = inputs.plan.unit_words
    read = [read_value(text, words=words) for text in texts]
    is_read_back = all(same_answer(one, part, indicator.all_units) for one, part in zip(read, parts, strict=True))
    silent = entry.value.text if entry.value.kind is Kind.NOT_REPORTED else "-"
    return texts if parts and is_read_back else [*[silent] * (len(MONTHS) - 1), entry.value.text]


def _parts(value: Value, indicator: Indicator, turn: int) -> list[Value]:
    """An exact count or amount of what adds up over months, in six parts; nothing of all else."""
    is_flow = indicator.rule.months is OverMonths.SUM and value.kind in (Kind.COUNT, Kind.MONEY)
    number = value.quantities[0].number if is_flow else None
    if number is None or not number.is_exact or number.low is None or number.low % 1:
        return []
    quantity = value.quantities[0]
    women, men = _in_six(quantity.women, turn), _in_six(quantity.men, turn + 3)
    whole = _in_six(int(number.low), turn)
    if quantity.women is not None and quantity.men is not None:
        whole = [w + m for w, m in zip(women, men, strict=True) if w is not None and m is not None]
    return [
        replace(value, text="", quantities=(replace(quantity, number=Number.exactly(n), women=w, men=m),))
        for n, w, m in zip(whole, women, men, strict=True)
    ]


def _in_six(whole: int | None, turn: int) -> list[int | None]:
    months = len(MONTHS)
    if whole is None:
        return [None] * months
    return [whole // months + ((at + turn) % months < whole % months) for at in range(months)]


def _printed(value: Value, indicator: Indicator, institution: Institution) -> str:
    return print_value(
        value,
        number_format=institution.number_format,
        locale=institution.locale,
        currency=institution.currency,
        units=indicator.all_units,
    )


def _form(institution: Institution, inputs: PeriodInputs, month: Period, content: FormContent) -> bytes:
    """A filled form, packed small; no hour or program gets into it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "formular.xlsx"
        write_form(path, institution, inputs.plan, month, content)
        packed = io.BytesIO()
        with zipfile.ZipFile(path) as stored, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as small:
            for part in stored.infolist():
                small.writestr(zipfile.ZipInfo(part.filename), stored.read(part), zipfile.ZIP_DEFLATED, compresslevel=9)
        return packed.getvalue()


def files_of(project: Path, home: str, *periods: Period) -> Mapping[str, bytes]:
    """The files of an institution and of some of its periods, by their paths in the project."""
    folders = [project / home, *(project / home / str(period) for period in periods)]
    return {
        file.relative_to(project).as_posix(): file.read_bytes()
        for folder in folders
        for file in sorted(folder.iterdir())
        if file.is_file()
    }


def _files_of(home: str, *periods: Period) -> Mapping[str, bytes]:
    return files_of(PROJECT, home, *periods)


if __name__ == "__main__":
    write_split(PROJECT)
    sys.stdout.write(f"{PROJECT / SPLIT}\n")
