"""States, and the three ways of having no figure."""

from __future__ import annotations

import pytest

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, State

DONE, IN_PROGRESS, NOT_DONE = State.DONE, State.IN_PROGRESS, State.NOT_DONE


@pytest.mark.parametrize(
    ("text", "state"),
    [
        *(
            (text, DONE)
            for text in ("Realizat", "realizată.", "REALIZAT", "Realizați", "Îndeplinite", "+", "✓", "Da", "Există")
        ),
        *((text, DONE) for text in ("Mecanism stabilit", "cod aprobat", "Pagina-web funcțională", "Ghișeu unic funcțional")),
        *(
            (text, DONE)
            for text in ("Zona de informare funcțională", "Actele au fost aprobate", "Realizat integral", "– Realizat")
        ),
        *((text, IN_PROGRESS) for text in ("În proces", "in proces", "în curs de elaborare", "Parțial", "Concurs inițiat")),
        *((text, IN_PROGRESS) for text in ("Realizat parțial", "parțial realizat", "Regulament în elaborare")),
        *((text, NOT_DONE) for text in ("Nerealizat", "nerealizată", "Nu", "Cod neaprobat", "Pagina web nefuncțională")),
        *((text, NOT_DONE) for text in ("Nu este realizat", "nu a fost realizată", "Mecanismul nu a fost încă stabilit")),
        *((text, NOT_DONE) for text in ("Neîndeplinit", "neindeplinit", "Nu s-a realizat")),
    ],
)
def test_a_state_word_is_read_with_its_declension(text: str, state: State) -> None:
    """Alone or at the end of a short noun phrase; "nerealizat" is never "realizat"."""
    value = read_value(text)
    assert (value.kind, value.state, value.text) == (Kind.STATUS, state, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ne realizat",
        "va fi realizat",
        "Urmează a fi aprobat",
        "De realizat",
        "Aproape realizat",
        "Nu toate actele au fost aprobate",
        "Nu este nerealizat",
        "Aprobat dar nepublicat",
        "Elaborat și neaprobat",
        "Fără mecanism stabilit",
        "Realizat, nerealizat",
        "Interne, externe, online",
        "Numărul nu poate fi estimat",
        "Locuitorii municipiului Bălți și alte părți interesate",
        "Fiecare informație conține date (ziua și ora), indicate la publicare/actualizare",
        "Un registru",
        "Nu au fost",
        "Nu este cazul. Au fost cinci decizii",
        "Nu este cazul, nu au fost achiziții",
        "nu este cazul pentru contracte, dar s-au făcut multe instruiri",
        "Nu este cazul (au fost cinci decizii)",
        "Nu este cazul (au fost 5 decizii)",
        "Nu este cazul (încă) la noi",
        "Nu este cazul la noi",
        "indisponibil, dar s-au făcut instruiri",
        "Indisponibil. S-au făcut instruiri",
        "Nu, dar s-a inițiat",
        "Nu. S-a făcut altfel",
        "nu (încă)",
        "Lipsă",
        "NA",
        "?",
        "x",
    ],
)
def test_what_is_turned_or_is_no_state_stays_text(text: str) -> None:
    """A future, a duty, a denial in other words: a person must look."""
    value = read_value(text)
    assert (value.kind, value.state) == (Kind.TEXT, None)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.NOT_REPORTED, ["", "  ", "-", "--", "–", "—", "…", "...", "- -", "\u200b"]),
        (Kind.NOT_APPLICABLE, ["Nu este cazul", "nu e cazul.", "Nu-i cazul", "N/A", "n/a", "nu se aplică"]),
        (Kind.NOT_APPLICABLE, ["Nu este cazul (nu au fost achiziții)", "Nu este cazul (fără achiziții)."]),
        (Kind.NOT_AVAILABLE, ["indisponibil (se colectează datele)", "Indisponibil încă."]),
        (Kind.NOT_AVAILABLE, ["indisponibil încă", "Indisponibil", "date indisponibile", "Datele nu sunt disponibile"]),
    ],
)
def test_the_ways_of_having_no_figure_are_told_apart(kind: Kind, texts: list[str]) -> None:
    """Zero is none of them."""
    assert {read_value(text).kind for text in texts} == {kind}


@pytest.mark.parametrize("text", ["0", "zero", "Zero cazuri", "Niciun caz", "nici o contestație", "niciuna"])
def test_zero_in_words_is_zero(text: str) -> None:
    """It is as certain as the figure."""
    assert read_value(text).quantities[0].number.high == 0
