"""Cells without a number: a state ("Mecanism stabilit"), and the three ways of having no figure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from toolkit.intake.grammar.numerals import read_number_words
from toolkit.intake.grammar.tokens import Token, TokenKind, fold, folded_phrases, folded_words
from toolkit.intake.value import Kind, State


def read_absence(text: str) -> Kind | None:
    """Say which way of having no figure a cleaned text is; None where it is none of them.

    The phrase stands alone, or before an explanation in brackets; whatever else is said beside it, a person must read.
    """
    if _DASHES_AND_DOTS.fullmatch(text):
        return Kind.NOT_REPORTED
    said, bracket, explanation = " ".join(fold(text).split()).partition(" (")
    explanation = explanation.rstrip(" .!;")
    if bracket and (explanation.find(")") != len(explanation) - 1 or _has_number(explanation)):
        return None  # "Nu este cazul (au fost cinci decizii)" says two things
    said = said.strip(" .!;")
    if said in _NOT_APPLICABLE:
        return Kind.NOT_APPLICABLE
    return Kind.NOT_AVAILABLE if said in _NOT_AVAILABLE else None


def read_status(tokens: Sequence[Token]) -> State | None:
    """Say how far along a text without figures says that things are; None where it does not say so.

    A status is a state word ("Realizat", "+"), or a short noun phrase that ends with one ("Ghișeu unic funcțional").
    What will be, must be or is denied in another way than "nu a fost realizat" is no status.
    """
    end = len(tokens)
    while end and tokens[end - 1].text in (".", "!", ";"):
        end -= 1
    if end == 1 and tokens[0].text in _CHECK_MARKS:
        return State.DONE
    if not 0 < end <= _MOST_WORDS or any(token.kind is not TokenKind.WORD for token in tokens[:end]):
        return None
    words = [token.folded for token in tokens[:end]]
    if " ".join(words) in _OF_OTHER_FORMS:
        return _OF_OTHER_FORMS[" ".join(words)]
    if len(words) == 1 and words[0] in _ANSWERS:
        return _ANSWERS[words[0]]
    if words[0] in _DONE and " ".join(words[1:]) in _WHOLLY:
        return State.DONE
    return State.IN_PROGRESS if _is_in_progress(words) else _ended_with(words)


_MOST_WORDS = 8
_DASHES_AND_DOTS = re.compile(r"[-‐‑‒–—−_.…\s]*")
_NOT_APPLICABLE = folded_phrases(
    "nu este cazul|nu e cazul|nu-i cazul|nu a fost cazul|n-a fost cazul"
    "|n/a|n.a|nu se aplică|neaplicabil|neaplicabilă|inaplicabil|nu este aplicabil|nu e aplicabil"
    "|не е приложимо|неприложимо|не се прилага|not applicable"
)
_NOT_AVAILABLE = folded_phrases(
    "indisponibil|indisponibilă|indisponibile|indisponibil încă|indisponibile încă|încă indisponibil|nedisponibil"
    "|date indisponibile|date indisponibile încă|datele sunt indisponibile|date nedisponibile|nedisponibil încă"
    "|nu este disponibil|nu este disponibil încă|nu sunt disponibile|nu sunt disponibile încă"
    "|nu sunt date disponibile|datele nu sunt disponibile|datele nu sunt încă disponibile"
    "|все още няма данни|няма данни|not available yet|not yet available"
)
_CHECK_MARKS = frozenset("+✓✔√☑")
_ANSWERS = {
    **dict.fromkeys(("da", "exista", "functioneaza", "gata"), State.DONE),
    "partial": State.IN_PROGRESS,
    "nu": State.NOT_DONE,
}
# The answers that forms in other languages let choose.
_OF_OTHER_FORMS = {
    **dict.fromkeys(folded_phrases("изпълнено|done"), State.DONE),
    **dict.fromkeys(folded_phrases("в процес на изпълнение|in progress"), State.IN_PROGRESS),
    **dict.fromkeys(folded_phrases("неизпълнено|not done"), State.NOT_DONE),
}


def _has_number(folded: str) -> bool:
    words = re.findall(r"[\w'-]+", folded)
    return any(sign.isdigit() for sign in folded) or any(read_number_words(words[at:]) for at in range(len(words)))


def _declined(masculine: str) -> frozenset[str]:
    """The four forms of participles and adjectives: "realizat", "realizată", "realizați", "realizate"."""
    return frozenset(form + ending for form in folded_words(masculine) for ending in ("", "a", "i", "e"))


_DONE = _declined(
    "realizat îndeplinit efectuat executat finalizat încheiat aprobat adoptat stabilit elaborat creat publicat plasat"
    " afișat actualizat implementat instituit desemnat numit întocmit instalat funcțional operațional desfășurat"
    " organizat semnat asigurat respectat activ existent transmis prezentat depus completat definitivat constituit"
    " înființat revizuit modificat amplasat editat distribuit difuzat făcut pus dotat testat"
)
_STARTED = _declined("inițiat demarat început nefinalizat neîncheiat")
_STATES = {
    **dict.fromkeys(_DONE, State.DONE),
    **{f"ne{word}": State.NOT_DONE for word in _DONE},
    **dict.fromkeys(_STARTED, State.IN_PROGRESS),
}
_IN_PROGRESS_PHRASES = frozenset(
    f"in {noun}"
    for noun in folded_words("proces curs lucru derulare desfășurare elaborare realizare executare implementare aprobare")
)
_AUXILIARIES = folded_words("a au e este sunt s-a s-au fost încă")
_WHOLLY = folded_phrases(
    "integral|complet|total|permanent|continuu|la timp|în termen|în totalitate|în întregime|pe deplin"
    "|conform planului|anual|lunar|trimestrial|semestrial"
)
# Words that make something else of a phrase with a state in it: a future, a duty, a condition, a denial, a part.
_TURNS = folded_words(
    "nu n-a n-au ne va vor urmează trebuie să fi fie aproape dacă poate pot încă dar însă doar numai fără nici niciun"
    " nicio necesar necesită planificat planificată planificate preconizat preconizată lipsă lipsește când după până"
    " pînă ar aș am parte unele unii câte majoritatea spre pentru cum"
)


def _is_in_progress(words: list[str]) -> bool:
    """Whether the words say "în proces de aprobare", "Regulament în elaborare", "parțial realizat"."""
    if _TURNS.intersection(words):
        return False
    pairs = {f"{first} {second}" for first, second in itertools.pairwise(words)}
    return bool(pairs & _IN_PROGRESS_PHRASES) or ("partial" in words and bool(_DONE.intersection(words)))


def _ended_with(words: list[str]) -> State | None:
    """The state that a phrase ends with, unless something in the phrase turns it."""
    state = _STATES.get(words[-1])
    if state is None or words[-2:-1] == ["de"]:
        return None
    end = len(words) - 1
    while end and words[end - 1] in _AUXILIARIES:
        end -= 1
    if end and words[end - 1] in ("nu", "n-a", "n-au"):
        if state is State.NOT_DONE:
            return None
        state, end = State.NOT_DONE, end - 1
    phrase = words[:end]
    return None if _TURNS.intersection(phrase) or any(_STATES.get(word, state) is not state for word in phrase) else state
