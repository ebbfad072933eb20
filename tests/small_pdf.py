"""A small PDF of lines of text, as LibreOffice writes them: each piece at its place, in codes of the font's own."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf

WIDTH, HEIGHT = 842, 595
BLOCK = (  # left, baseline, text
    (42.6, 457, "Numele, prenumele, funcția"), (596.6, 457, "Semnătura"), (736, 457, "Data"),
    (42.6, 429.6, "Elaborat:"), (90.6, 429.6, " ________, specialist principal"),
    (42.6, 399.8, "Coordonat:"), (99.8, 399.8, " ________, șef"),
    (42.6, 370, "Coordonat:"), (99.8, 370, " ________, Secretarul Consiliului"),
)  # fmt: skip


def a_pdf(*pages: Sequence[tuple[float, float, str]]) -> bytes:
    """A PDF with the same bytes each time; without pages given, one with a sign-off block."""
    with pikepdf.new() as pdf:
        for pieces in pages or (BLOCK,):
            letters = sorted({letter for _, _, text in pieces for letter in text})
            codes = {letter: code for code, letter in enumerate(letters, 1)}
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                ToUnicode=pdf.make_stream(_table(codes)),
            )
            page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
            drawn = "\n".join(
                f"q BT {left} {baseline} Td /F1 10 Tf [<{bytes(codes[letter] for letter in text).hex()}>] TJ ET Q"
                for left, baseline, text in pieces
            )
            page.contents_add(drawn.encode())
        content = BytesIO()
        pdf.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def _table(codes: dict[str, int]) -> bytes:
    rows = "\n".join(f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in codes.items())
    return (f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{len(codes)} beginbfchar\n{rows}\nendbfchar").encode()
