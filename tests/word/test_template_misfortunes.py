"""Templates as they should not be: one folder per misfortune in tests/inputs, with the message that it leads to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from docx_builder import paragraphs_of, with_part
from template_faults import LINKED, paragraph, row, run

from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import ToolkitError
from toolkit.word.package import DOCUMENT, read_package
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template import fill_template
from toolkit.word.template_check import check_template

REPOSITORY = Path(__file__).parents[2]
FILE = "templates/semester_report.docx"
MISFORTUNES = sorted((REPOSITORY / "tests/inputs").glob("template-*"), key=lambda folder: folder.name)

LONGEST_SECONDS = 20
MOST_KILOBYTES = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a person is told of a template when it is checked and when it is printed; nothing where it is accepted."""

    when_checked: str
    when_printed: str
    exit_status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Two fields that the semester report has, too."""

    institution: str
    letterhead: tuple[str, ...]


CONTEXT = {"institution": "Primăria Exemplu", "letterhead": [f"Rândul {number}" for number in range(1, 11)]}


def complaint(work: Callable[[], object]) -> str:
    """What a person is told; nothing where the template is good."""
    try:
        work()
    except ToolkitError as error:
        return str(error)
    return ""


def complaint_of_check(template: bytes) -> str:
    return complaint(lambda: check_placeholders(template, FILE, Letterhead))


def complaint_of_print(template: bytes) -> str:
    return complaint(lambda: fill_template(template, FILE, CONTEXT, title="Raport", author="Primăria", language="ro-RO"))


@pytest.mark.parametrize("folder", MISFORTUNES, ids=lambda folder: folder.name)
def test_each_misfortune_is_said_as_its_folder_has_it(folder: Path):
    """Checking and printing are each safe alone: a notebook may skip the check."""
    template, expected = (folder / "template.docx").read_bytes(), expectation(folder)
    began = time.monotonic()

    assert complaint_of_check(template) == expected.when_checked
    assert complaint_of_print(template) == expected.when_printed
    assert time.monotonic() - began < LONGEST_SECONDS


def test_a_tag_that_word_has_split_over_runs_is_printed_as_the_tag_it_is():
    template = (REPOSITORY / "tests/inputs/template-splits-a-tag/template.docx").read_bytes()

    docx = fill_template(template, FILE, CONTEXT, title="Raport", author="Primăria", language="ro-RO")

    assert paragraphs_of(docx) == ["Primăria Exemplu", *CONTEXT["letterhead"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended."""

    status: int
    answered: str
    told: str


def run_with(template: bytes, project: Path) -> Ended:
    """Run the real report with another template, and see that it takes neither long nor much memory."""
    for part in ("inputs", "notebooks"):
        copytree(REPOSITORY / part, project / part)
    (project / FILE).parent.mkdir()
    (project / FILE).write_bytes(template)
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--project", str(project)]
    environment = {name: value for name, value in os.environ.items() if name != "RAPORT_PROJECT"}
    began = time.monotonic()
    ran = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert time.monotonic() - began < LONGEST_SECONDS
    if sys.platform == "linux":
        resource = pytest.importorskip("resource")
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_KILOBYTES
    return Ended(status=ran.returncode, answered=ran.stdout, told=ran.stderr)


@pytest.mark.parametrize("name", ["builds-a-gigabyte", "misspells-a-placeholder", "with-dtd", "zip-bomb"])
def test_a_run_stops_at_a_bad_template_in_little_time_and_memory(tmp_path: Path, name: str):
    """Nothing hangs over 20 s, takes over 1 GB or prints a traceback."""
    folder = REPOSITORY / f"tests/inputs/template-{name}"

    ended = run_with((folder / "template.docx").read_bytes(), tmp_path)

    assert (ended.status, ended.answered) == (expectation(folder).exit_status, "")
    assert ended.told.endswith(f"{expectation(folder).when_checked}\n")
    assert "Traceback" not in ended.told


def test_a_run_ends_with_3_at_loops_that_do_not_match_and_says_what_the_check_says(tmp_path: Path):
    """What would tear the XML, or print elsewhere than meant, never reaches the printing."""
    faults = (
        paragraph("{%p for line in letterhead %}") + paragraph("a") + paragraph("{% endfor %}"),
        f"<w:tbl><w:tblPr/><w:tblGrid/>{row('{% if letterhead %}', '{% endif %}')}</w:tbl>",
        paragraph("{% raw %}{{ institution }}{% endraw %}"),
        f"<w:p>{run('{% if letterhead %}a')}{LINKED.format(run('{% endif %}'))}</w:p>",
    )
    last = read_package((REPOSITORY / FILE).read_bytes(), FILE)[DOCUMENT].decode().rpartition("</w:p><w:sectPr")[1]
    content = with_part((REPOSITORY / FILE).read_bytes(), last, f"</w:p>{''.join(faults)}{last[6:]}")
    found = check_template(content, FILE, SemesterReport).faults

    ended = run_with(content, tmp_path)

    assert (len(found), ended.status, ended.answered) == (5, 3, "")
    assert ended.told.endswith("\n\n".join(str(fault.as_error(FILE)) for fault in found) + "\n")


def test_a_run_stops_at_a_template_that_only_real_data_make_endless(tmp_path: Path):
    """The sample reports of the check have two lines of contents, the real one has dozens: billions of rounds."""
    loops = "".join(f"{{% for line{number} in contents %}}" for number in range(6)) + "{% endfor %}" * 6
    whole = (REPOSITORY / FILE).read_bytes()
    last = read_package(whole, FILE)[DOCUMENT].decode().rpartition("</w:p><w:sectPr")[1]

    ended = run_with(with_part(whole, last, f"</w:p><w:p><w:r><w:t>{loops}</w:t></w:r>{last}"), tmp_path)

    assert (ended.status, ended.answered) == (3, "")
    assert ended.told.endswith(
        f"{FILE}\n"
        f"    găsit      texte și repetări care ar face un document uriaș, în paragraful „{loops[:119]}…”\n"
        "    așteptat   un document de cel mult câteva mii de pagini\n"
        "    de făcut   deschideți șablonul în Word și ștergeți textele și repetările de prisos, {% for … %}\n"
    )


def expectation(folder: Path) -> Expectation:
    """Read what a folder says of its template."""
    told = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    messages = [told.get(moment, told.get("message")) for moment in ("when checked", "when printed")]
    checked, printed = ("" if message == "accepted" else message for message in messages)
    return Expectation(when_checked=checked, when_printed=printed, exit_status=told["exit status"])
