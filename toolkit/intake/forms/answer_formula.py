"""The formula by which Excel and LibreOffice tell, while a cell is typed, whether its text begins as an answer."""

from __future__ import annotations

# How answers without any digit begin: "doi", "vreo trei", "nu este cazul", "înca indisponibil", a dash.
_BEGINNINGS = (
    *("un", "o ", "do", "tr", "pa", "ci", "sa", "șa", "şa", "op", "no", "ze", "su", "mi", "ni"),
    *("cc", "ap", "în", "in", "vr", "ce", "ma", "pe", "pâ", "pi", "pî", "nu", "n/", "n.", "n-", "ne", "da"),
    *("не", "вс", "ня"),
    *("- ", "--", "– ", "––", "— ", ". ", "..", "… ", "_ ", "__"),
)


def is_answer_formula(cell: str) -> str:
    """Write the formula by which Excel and LibreOffice tell what begins as an answer: a number, a digit, a known word."""
    digits = f"SUMPRODUCT(COUNT(FIND(ROW($1:$10)-1,{cell})))"
    beginning = f'FIND("|"&LOWER(LEFT(TRIM({cell})&"  ",2)),"|{"|".join(_BEGINNINGS)}")'
    return f"=COUNT({cell},{beginning})+{digits}>0"
