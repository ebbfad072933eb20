"""What is said of a tag that was read by itself: itself, what it should be like, and what to do in Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from toolkit.errors import OfficeFileError
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.word.environment import broken_tag, short, tag_error

_OTHER_QUOTES: Final = re.compile("[„«»‚‹›]")
_UNSEEN: Final = re.compile("[\u00a0\u00ad\u200b-\u200f\u202f\u2011\u2060\ufeff]")
_REPEATS: Final = re.compile(r"\{[%#](?:p|tr|tc)\s")
_UNOPENED: Final = re.compile(r"(?:\{\s*[{%#]?\s*)?[^\s{}]*\s*[}%#]\}$")
_LONGEST_END: Final = 60  # letters


def half_tag(template_file: str, half: str) -> OfficeFileError:
    """Say of a tag that it is not whole; of one that was never opened, no more than its end is shown."""
    end = None if half.startswith(("{{", "{%", "{#")) else _UNOPENED.search(half[-_LONGEST_END:])
    return broken_tag(template_file, "", tag=end[0] if end else half)


def tag_over_paragraphs(template_file: str) -> OfficeFileError:
    """Say of a tag that it begins in one paragraph and ends in the next."""
    return tag_error(
        template_file,
        gettext("un marcaj care începe în acest paragraf și se termină în altul"),
        gettext("un marcaj întreg, într-un singur paragraf și într-o singură celulă"),
        gettext("scrieți marcajul din nou, dintr-o dată, în paragraful lui"),
    )


def cut_tag(template_file: str, tag: str) -> OfficeFileError:
    """Say of a tag that a link or a content control begins or ends in the middle of it."""
    return tag_error(
        template_file,
        gettext("marcajul „{tag}”, care trece peste marginea unei legături sau a unui control", tag=short(tag)),
        gettext("un marcaj întreg, în afara legăturii sau înăuntrul ei"),
        gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată, într-un singur loc"),
    )


def field_outside_of_a_text(template_file: str, tag: str) -> OfficeFileError:
    """Say of a tag for a link, or another field, that it stands where only letters may."""
    return tag_error(
        template_file,
        gettext("marcajul „{tag}”, cu „r”, în alt loc decât textul unui paragraf", tag=short(tag)),
        gettext("{{r … }} și {%r … %} în textul paragrafelor; în textul alternativ al unei imagini, {{ text }}"),
        gettext("scrieți marcajul fără „r” și fără filtru sau mutați-l într-un paragraf"),
    )


def misplaced_tag(template_file: str, tag: str) -> OfficeFileError:
    """Say what is wrong with a tag that would swallow the text beside it, or that is of another kind."""
    if _REPEATS.match(tag):
        found = gettext("marcajul de repetare „{tag}”, care nu stă singur", tag=short(tag))
        expected = gettext("{%p singur în paragraf, {%tc singur în celulă, {%tr singur în rândul tabelului")
        fix = gettext("mutați marcajul într-un paragraf, o celulă sau un rând al lui")
    elif tag.startswith("{{r") or "|" in tag:
        is_for_fields = tag.startswith("{{r")
        found = (
            gettext("marcajul „{tag}”, cu „r”, dar fără link, bookmark, link_to, page sau footnote", tag=short(tag))
            if is_for_fields
            else gettext("marcajul „{tag}”, fără „r” la început", tag=short(tag))
        )
        expected = gettext("{{r text|link(adresa.link) }} pentru legături, {{ text }} pentru texte")
        fix = gettext("ștergeți „r” de la începutul marcajului") if is_for_fields else gettext("scrieți {{r la început")
    else:
        return broken_tag(template_file, "", tag=tag)
    return tag_error(template_file, found, expected, fix)


def unknown_keyword(template_file: str, word: str, near: str, known: Sequence[str]) -> OfficeFileError:
    """Say of a tag that its first word is none."""
    return tag_error(
        template_file,
        gettext("un marcaj care începe cu „{word}”, un cuvânt necunoscut", word=word),
        gettext("unul dintre: {words}; cel mai apropiat este „{near}”", words=listed(known), near=near),
        gettext("corectați cuvântul"),
    )


def unknown_filter(template_file: str, name: str, known: Sequence[str]) -> OfficeFileError:
    """Say of a filter that there is none of its name."""
    return tag_error(
        template_file,
        gettext("filtrul „{name}”, pe care programul nu îl cunoaște", name=name),
        gettext("unul dintre: {words}", words=listed(known)) + nearest_named(nearest(name, known)),
        gettext("corectați sau ștergeți filtrul"),
    )


def misused_filter(template_file: str, name: str) -> OfficeFileError:
    """Say of a filter that it needs something else before or after it."""
    return tag_error(
        template_file,
        gettext("filtrul „{name}”, folosit altfel decât se poate", name=name),
        gettext(
            "{{r text|link(adresa.link) }}, {{r text|bookmark(titlu.bookmark) }}, "
            "{{r text|link_to(titlu.bookmark) }}, "
            "{{r titlu.bookmark|page }}, {{r text|footnote(nota.note) }} sau {{ lista|length }}"
        ),
        gettext("corectați sau ștergeți filtrul"),
    )


def unreadable_tag(template_file: str, tag: str) -> OfficeFileError:
    """Say why a tag cannot be read, where that can be seen; else that it cannot."""
    quote, unseen = _OTHER_QUOTES.search(tag), _UNSEEN.search(tag)
    if quote:
        return tag_error(
            template_file,
            gettext("marcajul „{tag}”, cu ghilimele românești, {quote}", tag=short(tag), quote=quote[0]),
            gettext('ghilimele drepte în marcaj, de exemplu {% if line.style == "bullet" %}'),
            gettext('scrieți ghilimelele din nou ca " și, dacă Word le schimbă, apăsați Ctrl+Z'),
        )
    if unseen:
        return tag_error(
            template_file,
            gettext(
                "marcajul „{tag}”, cu un semn care nu se vede (U+{code})",
                tag=tag,  # as it stands, with the sign
                code=f"{ord(unseen[0]):04X}",
            ),
            gettext("nume scrise numai cu litere, cifre, „_” și puncte, cu spații obișnuite între cuvinte"),
            gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată"),
        )
    return broken_tag(template_file, "", tag=tag)
