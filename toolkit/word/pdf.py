"""A Word file as PDF, by LibreOffice: with a profile of its own, a time limit, and the same bytes each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import counted, gettext
from toolkit.word.program import end_program

_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_ROOM = 1_000_000  # bytes; without them for its own files LibreOffice makes no PDF, and does not say why
_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_libreoffice() -> str | None:
    """Find LibreOffice on this computer."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def pdf_of(docx: Path, *, seconds: int) -> bytes:
    """Print a Word file to the bytes of a PDF; `OSError` when there is no room for LibreOffice's own files."""
    program = find_libreoffice()
    if program is None:
        raise OfficeFileError(
            place=Place(docx.name),
            found=gettext("un calculator fără LibreOffice"),
            expected=gettext("LibreOffice, care face PDF-ul din documentul Word"),
            fix=gettext("instalați LibreOffice (libreoffice.org) sau cereți raportul fără PDF"),
        )
    with tempfile.TemporaryDirectory(prefix="raport-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        shutil.copyfile(docx, work / "document.docx")
        arguments = ["--headless", "--norestore", "--nolockcheck", "--convert-to", _FILTER]
        arguments += ["--outdir", str(work / "out"), str(work / "document.docx")]
        try:
            run_libreoffice(program, arguments, work, seconds)
            return _normalised(work / "out" / "document.pdf")
        except subprocess.TimeoutExpired as error:
            limit = counted(seconds, "secundă", "secunde")
            raise _fault(docx.name, gettext("LibreOffice nu a terminat în {limit} și a fost oprit", limit=limit)) from error
        except (pikepdf.PdfError, OSError) as error:
            (work / "room").write_bytes(bytes(_ROOM))  # where the disk is full, that is what must be said
            raise _fault(docx.name, gettext("un PDF care nu se poate citi, sau niciunul")) from error


def run_libreoffice(
    program: str, arguments: Sequence[str], folder: Path, seconds: int
) -> subprocess.CompletedProcess[bytes]:
    """Run LibreOffice on a profile of its own in a folder, and end it with all that it started.

    What it says goes to a file: a pipe would be waited for as long as any program holds its other end.
    """
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *arguments]
    environment = {**os.environ, "TZ": "UTC", "SOURCE_DATE_EPOCH": "315532800"}
    with (folder / "said").open("w+b") as said, subprocess.Popen(  # noqa: S603 (the computer's LibreOffice, our own arguments)
        command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=os.name == "posix",
    ) as process:  # fmt: skip
        try:
            status = process.wait(timeout=seconds)
        finally:
            end_program(process)
        said.seek(0)
        return subprocess.CompletedProcess(command, status, said.read())


def _normalised(made: Path) -> bytes:
    """Take out of a PDF what differs between two equal prints: dates, ids, checksum, and the order of its objects.

    LibreOffice writes the fonts in the order in which they happen to lie in memory. Written without object streams, objects
    are numbered as they are come by from the first page on; only then are they packed.
    """
    with pikepdf.open(made) as document:
        for name in ("/CreationDate", "/ModDate"):
            if name in document.docinfo:
                del document.docinfo[name]
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        for name in ("/DocChecksum", "/ID"):
            if name in document.trailer:
                del document.trailer[name]
        ordered = BytesIO()
        document.save(ordered, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(ordered) as document:
        del document.trailer["/ID"]
        content = BytesIO()
        document.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return content.getvalue()


def _fault(name: str, found: str) -> ToolkitFault:
    return ToolkitFault(
        place=Place(name),
        found=found,
        expected=gettext("un PDF întreg, făcut de LibreOffice"),
        fix=gettext(
            "rulați din nou; dacă se repetă, rulați fără --pdf, deschideți raportul în Word sau LibreOffice"
            " și exportați PDF-ul"
        ),
    )
