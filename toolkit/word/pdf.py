"""A Word file as PDF, by LibreOffice: with a profile of its own, a time limit, and the same bytes each time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from toolkit.errors import OfficeFileError, Place, ToolkitFault

_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_libreoffice() -> str | None:
    """Find LibreOffice on this computer."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def to_pdf(docx: Path, pdf: Path, *, seconds: int = 180) -> None:
    """Print a Word file to PDF; the PDF appears only when it is whole."""
    program = find_libreoffice()
    if program is None:
        raise OfficeFileError(
            place=Place(docx.name),
            found="un calculator fără LibreOffice",
            expected="LibreOffice, care face PDF-ul din documentul Word",
            fix="instalați LibreOffice (libreoffice.org) sau cereți raportul fără PDF",
        )
    with tempfile.TemporaryDirectory(prefix="raport-pdf-") as folder:
        work = Path(folder)
        made = work / "out" / "document.pdf"
        shutil.copyfile(docx, work / "document.docx")
        _run(program, work, seconds, docx.name)
        try:
            _normalise(made, work / "normalised.pdf")
        except (pikepdf.PdfError, OSError) as error:
            raise _fault(docx.name, "un PDF care nu se poate citi, sau niciunul") from error
        unfinished = pdf.with_name(f".{pdf.name}.partial")
        shutil.copyfile(work / "normalised.pdf", unfinished)
        unfinished.replace(pdf)


def _run(program: str, work: Path, seconds: int, name: str) -> None:
    command = [program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", _FILTER, "--outdir", str(work / "out"), str(work / "document.docx")]
    environment = {**os.environ, "TZ": "UTC", "SOURCE_DATE_EPOCH": "315532800"}
    with subprocess.Popen(  # noqa: S603 (the program that the computer has as LibreOffice, and our own arguments)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=os.name == "posix",
    ) as process:  # fmt: skip
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise _fault(name, f"LibreOffice nu a terminat în {seconds} de secunde") from error
        except BaseException:
            _stop(process)
            raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the programs that it started; outside POSIX only itself."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _normalise(made: Path, target: Path) -> None:
    """Take out of a PDF what differs between two equal prints: the dates, the two ids and the checksum."""
    with pikepdf.open(made) as document:
        for name in ("/CreationDate", "/ModDate"):
            if name in document.docinfo:
                del document.docinfo[name]
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        for name in ("/DocChecksum", "/ID"):
            if name in document.trailer:
                del document.trailer[name]
        document.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _fault(name: str, found: str) -> ToolkitFault:
    return ToolkitFault(
        place=Place(name),
        found=found,
        expected="un PDF întreg, făcut de LibreOffice",
        fix="încercați încă o dată; dacă se repetă, deschideți documentul în LibreOffice și exportați PDF-ul de acolo",
    )
