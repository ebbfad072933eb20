"""Quantities: each amount of a cell with the words that say what it counts: "97 rapoarte 3 inițiative"."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from toolkit.intake.grammar.amounts import Amount, Measure, UnclearError, amount_at
from toolkit.intake.grammar.numerals import read_number_words
from toolkit.intake.grammar.references import CONNECTIVES, PREPOSITIONS, is_calendar, is_reference
from toolkit.intake.grammar.tokens import Token, TokenKind
from toolkit.intake.value import Number, Quantity
from toolkit.plan.spelling import matching, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One quantity of a cell, and how it stands there."""

    quantity: Quantity
    measure: Measure
    in_brackets: bool = False
    is_included: bool = False  # after "din care", "inclusiv"
    after_brackets: str = ""  # words after the bracket that closes behind it: "18 (12F/6B) persoane"


def parts_of(source: str, tokens: Sequence[Token], words: Collection[str], currency: frozenset[str]) -> list[Part]:
    """Find the quantities of a cleaned text; empty where it has none, `UnclearError` where it is not certain.

    Words follow the number that they belong to ("5 acte"), unless the text begins with words and a dash or colon
    ("Activități – 333 Beneficiari – 70 004"): there they introduce it.
    """
    pieces = _pieces_in(tokens, currency)
    if not pieces:
        return []
    if len(pieces) == 1 and pieces[0].amount.second is not None:
        raise UnclearError  # "5/7 funcționari": five of seven, women and men, or two counts
    _share_words(tokens, pieces)
    return [part for piece in pieces for part in _parts_of_piece(source, piece, words)]


_MOST_WORDS_OF_A_LABEL = 12
_SEPARATORS = frozenset(",;.()\n")
_TWO_WORDS = frozenset((("care", "din"), ("care", "dintre"), ("total", "in"), ("total", "de")))  # the last word first
_NOT_A_UNIT = frozenset(("si", "sau", "ori", "x", "×", "ceva"))


@dataclass(slots=True, kw_only=True)
class _Piece:
    amount: Amount
    start: int
    in_brackets: bool
    label: Sequence[Token] = field(default_factory=list)  # the words that introduce it
    tail: Sequence[Token] = field(default_factory=list)  # the words that follow it
    is_included: bool = False


def _pieces_in(tokens: Sequence[Token], currency: frozenset[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at, depth, last_reference = 0, 0, -1
    while at < len(tokens):
        amount = amount_at(tokens, at, currency)
        if amount is None:
            depth += {"(": 1, ")": -1}.get(tokens[at].text, 0)
            at += 1
        elif is_reference(tokens, at, amount, follows_reference=last_reference == at - 1) or (
            depth > 0 and _repeats(amount, pieces)
        ):
            at = last_reference = amount.end
        else:
            pieces.append(_Piece(amount=amount, start=at, in_brackets=depth > 0))
            at = amount.end
    return pieces


def _repeats(amount: Amount, pieces: Sequence[_Piece]) -> bool:
    """Whether brackets say a sum of money once more: "5 000 lei (cinci mii lei)"."""
    return (
        amount.measure is Measure.MONEY
        and bool(pieces)
        and replace(amount, end=0, stands_alone=False) == replace(pieces[-1].amount, end=0, stands_alone=False)
    )


def _share_words(tokens: Sequence[Token], pieces: list[_Piece]) -> None:
    """Give the words before, between and after the numbers to the number that each belongs to."""
    first = pieces[0]
    lead = _without_connectives(tokens[: first.start])
    labels_lead = bool(lead) and _leads(lead[-1])
    if lead and not labels_lead:
        raise UnclearError  # "S-au publicat 39 de anunțuri" is a sentence, and "nu" may stand anywhere in it
    first.label = _label(lead)
    for piece, following in itertools.pairwise(pieces):
        between = tokens[piece.amount.end : following.start]
        words = _without_connectives(between)
        following.is_included = any(token.folded in ("care", "inclusiv") for token in between[len(words) :])
        if not (words and _leads(words[-1])):
            piece.tail = words
            continue
        cut = max((at + 1 for at, token in enumerate(words) if _separates(token, at)), default=None)
        if cut is not None:
            piece.tail, following.label = words[:cut], _label(words[cut:])
        elif labels_lead and following.amount.measure is Measure.THINGS:
            following.label = _label(words)
        else:
            piece.tail = words
    pieces[-1].tail = tokens[pieces[-1].amount.end :]


def _separates(token: Token, at: int) -> bool:
    return token.text in _SEPARATORS or (token.text == "/" and at == 0)  # "femei-7/bărbați-3"


def _leads(token: Token) -> bool:
    return token.is_dash or token.text == ":"


def _without_connectives(tokens: Sequence[Token]) -> Sequence[Token]:
    """Drop what joins a number to the words before it, at the end of them: "total", "și", "din care", "("."""
    end = _end_before_connectives(tokens, len(tokens))
    rest = end
    while rest and _leads(tokens[rest - 1]):
        rest = _end_before_connectives(tokens, rest - 1)
    if not rest and any(token.folded in CONNECTIVES for token in tokens):
        return []  # "în total: 5"
    return tokens[:end]


def _end_before_connectives(tokens: Sequence[Token], end: int) -> int:
    while end and (tokens[end - 1].folded in CONNECTIVES or tokens[end - 1].text in ("(", ",", ";", "\n", "+")):
        end -= 1
        before = tokens[end - 1].folded if end else ""
        if (tokens[end].folded, before) in _TWO_WORDS:
            end -= 1
    return end


def _label(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words that introduce a number, without the dash; they must be a name, not a sentence that denies it."""
    label = list(tokens)
    while label and (_leads(label[-1]) or label[-1].text in _SEPARATORS):
        label.pop()
    while label and (label[0].text in _SEPARATORS or label[0].folded in CONNECTIVES):
        label.pop(0)
    said = [token.folded for token in label if token.kind is TokenKind.WORD]
    if (tokens and not said) or len(said) > _MOST_WORDS_OF_A_LABEL or any(word in ("nu", "fara") for word in said):
        raise UnclearError
    return _without_connectives(label)


def _parts_of_piece(source: str, piece: _Piece, words: Collection[str]) -> list[Part]:
    amount = piece.amount
    if amount.measure is Measure.OTHER_MONEY or amount.measure is Measure.PERCENT:
        raise UnclearError
    tail, after_brackets = _cut_at_bracket(piece.tail) if piece.in_brackets else (piece.tail, [])
    unit = _unit(source, tail, words)
    if piece.label:
        label = _repaired(_slice(source, piece.label), words)
        unit = f"{unit} ({label})" if unit else label
    if amount.measure is Measure.MONEY:
        unit = ""
    numbers: list[Number] = [amount.number] if amount.second is None else [amount.number, amount.second]
    if amount.second is not None and (not unit or (tail and tail[0].folded in PREPOSITIONS)):
        raise UnclearError  # "124/0" counts two things only where words say which; "1/3 din angajați" is a fraction
    return [
        Part(
            quantity=Quantity(number=number, unit=unit),
            measure=amount.measure,
            in_brackets=piece.in_brackets,
            is_included=piece.is_included,
            after_brackets=_unit(source, after_brackets, words),
        )
        for number in numbers
    ]


def _cut_at_bracket(tail: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    depth = 0
    for at, token in enumerate(tail):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0:
            return tail[:at], tail[at + 1 :]
    return tail, []


def _unit(source: str, tail: Sequence[Token], words: Collection[str]) -> str:
    """The words that say what is counted, tidy, without the signs around them and without "de"."""
    kept = list(tail)
    if kept and all(token.is_dash for token in kept):
        raise UnclearError  # "1-": the rest of a range is missing
    while kept and (kept[-1].text in ".,;:!/(*\n" or kept[-1].is_dash):
        kept.pop()
    if kept and kept[0].is_dash:
        kept.pop(0)
    while kept and kept[0].text in "*\n":
        kept.pop(0)
    if kept and kept[0].text == "(" and _closes(kept) == len(kept) - 1:
        kept = kept[1:-1]
    if kept and kept[0].folded == "de":
        kept.pop(0)
    if not kept:
        return ""
    _refuse_what_is_no_unit(kept)
    return _repaired(_slice(source, kept), words)


def _closes(tokens: Sequence[Token]) -> int:
    depth = 0
    for at, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0:
            return at
    return -1


def _refuse_what_is_no_unit(kept: Sequence[Token]) -> None:
    first = kept[0]
    said = [token.folded for token in kept if token.kind is TokenKind.WORD]
    only_words = len(said) == len(kept)
    if not said or first.folded in _NOT_A_UNIT or (first.kind is TokenKind.SIGN and first.text not in "(„\"«'"):
        raise UnclearError
    number = kept[1].numeral if len(kept) > 1 else None
    if first.folded in PREPOSITIONS and number and not (first.folded == "din" and is_calendar(kept, 2, number.number)):
        raise UnclearError  # "3 la 5", "3 din 5"; but "3 din 2023" is clear
    if first.folded in ("din", "dintre") and len(kept) > 1 and kept[1].folded in ("cele", "cei", "totalul"):
        raise UnclearError  # "3 din cele 5"
    spelled = read_number_words(said) if only_words else None
    if spelled is not None and spelled[1] == len(said):
        raise UnclearError  # "5 (trei)"


def _slice(source: str, tokens: Sequence[Token]) -> str:
    return tidy(source[tokens[0].start : tokens[-1].end])


def _repaired(text: str, words: Collection[str]) -> str:
    """Join two fragments that a stray space parted, where the joined word is known and the fragments are not."""
    repaired: list[str] = []
    for fragment in text.split(" "):
        before = repaired[-1] if repaired else ""
        if before and _bare(before + fragment) in words and _bare(before) not in words and _bare(fragment) not in words:
            repaired[-1] = before + fragment
        else:
            repaired.append(fragment)
    return " ".join(repaired)


def _bare(fragment: str) -> str:
    return matching(fragment).strip(" .,;:()")
