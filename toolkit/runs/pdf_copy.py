"""The PDF copy of a run's Word file, and the LibreOffice that makes it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from toolkit.errors import ToolkitFault, UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.runs.disk import writing_temporarily

_SECONDS = 20  # how long LibreOffice may take to say its version, on a cold disk


def libreoffice_version(seconds: int = _SECONDS) -> str:
    """Say which LibreOffice would make the PDF; `UsageError` where there is none that starts."""
    from toolkit.word.pdf import find_libreoffice, run_libreoffice  # noqa: PLC0415  only a run with --pdf needs what it loads

    program = find_libreoffice()
    if program is None:
        raise _unusable(gettext("LibreOffice nu este instalat pe acest calculator"))
    with_console = Path(program).with_suffix(".com")  # on Windows soffice.exe prints nothing
    program = str(with_console) if with_console.is_file() else program
    with (
        writing_temporarily(),
        tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as folder,
    ):
        try:
            answer = run_libreoffice(program, ["--version"], Path(folder), seconds)
            answer.check_returncode()
        except (OSError, subprocess.SubprocessError) as error:
            raise _unusable(gettext("LibreOffice este instalat, dar nu pornește")) from error
    version = " ".join(answer.stdout.decode("utf-8", "replace").split())
    if not version:
        raise _unusable(gettext("LibreOffice este instalat, dar nu își spune versiunea"))
    return version


def make_pdf(folder: Path, seconds: int) -> None:
    """Print the one Word file of a run folder to a PDF beside it."""
    from toolkit.word.pdf import pdf_of  # noqa: PLC0415  only a run with --pdf needs what it loads

    documents = sorted(folder.glob("*.docx"))
    if len(documents) != 1:
        raise ToolkitFault(
            place=gettext("opțiunea --pdf"),
            found=gettext(
                "fișiere Word în dosarul rulării: {files}",
                files=listed(path.name for path in documents) or gettext("niciunul"),
            ),
            expected=gettext("un singur fișier Word"),
            fix=gettext("transmiteți acest mesaj celor care întrețin programul"),
        )
    with writing_temporarily():
        content = pdf_of(documents[0], seconds=seconds)
    documents[0].with_suffix(".pdf").write_bytes(content)


def _unusable(found: str) -> UsageError:
    return UsageError(
        place=gettext("opțiunea --pdf"),
        found=found,
        expected=gettext("LibreOffice, care face fișierul PDF din fișierul Word"),
        fix=gettext("rulați fără --pdf, sau instalați LibreOffice din nou"),
    )
