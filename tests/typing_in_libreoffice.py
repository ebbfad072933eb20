"""Somebody who fills in a form in LibreOffice: goes to each cell, types, and saves the file as Excel's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from toolkit.word.pdf import find_libreoffice, run_libreoffice

_MACRO = """
Sub Fill(source As String, target As String, cells As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden" : hidden(0).Value = True
    book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
    frame = book.CurrentController.Frame
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    Dim place(0) As New com.sun.star.beans.PropertyValue
    Dim typed(0) As New com.sun.star.beans.PropertyValue
    place(0).Name = "ToPoint" : typed(0).Name = "StringName"
    files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    reader = createUnoService("com.sun.star.io.TextInputStream")
    reader.setInputStream(files.openFileRead(ConvertToURL(cells)))
    reader.setEncoding("UTF-8")
    Do While Not reader.isEOF()
        parts = Split(reader.readLine(), Chr(9))
        If UBound(parts) = 2 Then
            book.CurrentController.setActiveSheet(book.Sheets.getByName(parts(0)))
            place(0).Value = parts(1)
            dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, place())
            typed(0).Value = Join(Split(parts(2), "\\n"), Chr(10))
            dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, typed())
        End If
    Loop
    reader.closeInput()
    Dim saved(0) As New com.sun.star.beans.PropertyValue
    saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
    book.storeToURL(ConvertToURL(target), saved())
    book.close(True)
End Sub
"""


def typed_in_libreoffice(content: bytes, cells: Mapping[tuple[str, str], str], folder: Path) -> bytes:
    """Give a form into whose cells, by sheet and address, LibreOffice has been made to type."""
    program = find_libreoffice()
    assert program is not None
    run_libreoffice(program, ["--headless", "--norestore", "--terminate_after_init"], folder, 120)  # makes the profile
    _add_macro(folder / "profile/user/basic/Standard")
    source, target, typing = folder / "formular.xlsx", folder / "completat.xlsx", folder / "celule.tsv"
    source.write_bytes(content)
    lines = ("\t".join((sheet, address, text.replace("\n", "\\n"))) for (sheet, address), text in cells.items())
    typing.write_text("\n".join(lines), encoding="utf-8")
    call = f'macro:///Standard.Typing.Fill("{source}","{target}","{typing}")'
    run_libreoffice(program, ["--headless", "--norestore", call], folder, 120)
    return target.read_bytes()


def _add_macro(library: Path) -> None:
    """Put the macro among a person's own."""
    contents = library / "script.xlb"
    text = contents.read_text(encoding="utf-8")
    named = text.replace("</library:library>", '<library:element library:name="Typing"/></library:library>')
    contents.write_text(named, encoding="utf-8")
    code = _MACRO.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (library / "Typing.xba").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">'
        f"{code}</script:module>",
        encoding="utf-8",
    )
