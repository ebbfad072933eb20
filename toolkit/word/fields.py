"""What a tag cannot write as text: links, bookmarks, page numbers and footnotes, as filters of the `{{r … }}` tags.

`{{r part.text|link(part.link) }}` · `{{r heading.text|bookmark(heading.bookmark) }}` ·
`{{r line.text|link_to(line.bookmark) }}` · `{{r line.bookmark|page }}` ·
`{{r part.text|footnote(part.note) }}`. They are tags like any other, because Word rewrites
what it knows (a link to "{{ part.link }}" becomes a relationship that no template engine sees).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from toolkit.errors import ToolkitFault
from toolkit.language import gettext

_LINK_STYLE = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
_WEB_ADDRESS = re.compile(r"https?://[^\s\"\\<>]*", re.IGNORECASE)
_BOOKMARK = re.compile(r"[A-Za-z_]\w{0,39}")


def link(text: str, address: str) -> Markup:
    """Write a text that opens a web address; without an address, the text alone."""
    if not address:
        return _run(text)
    if not _WEB_ADDRESS.fullmatch(address):
        raise _not_usable(gettext("„{value}” ca adresă web", value=address), gettext("o adresă http(s) scrisă corect"))
    return _field(f' HYPERLINK "{address}" ', text, _LINK_STYLE)


def bookmark(text: str, name: str) -> Markup:
    """Write a text at which a bookmark stands; `number_bookmarks` gives it its number."""
    _check_bookmark(name)
    return Markup('<w:bookmarkStart w:id="{0}" w:name="{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>').format(name, _run(text))


def link_to(text: str, name: str) -> Markup:
    """Write a text that jumps to a bookmark of the document."""
    _check_bookmark(name)
    return Markup('<w:hyperlink w:anchor="{}" w:history="1">{}</w:hyperlink>').format(name, _run(text))


def page(name: str) -> Markup:
    """Write the number of the page on which a bookmark stands: Word fills it in when it prints or updates fields."""
    _check_bookmark(name)
    return _field(f" PAGEREF {name} \\h ", "…", "")


def footnote(text: str, note: str) -> Markup:
    """Write a text with a footnote at its end; without a note, the text alone."""
    if not note:
        return _run(text)
    return _run(text) + Markup(
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference note="{}"/></w:r>'
    ).format(_text(note))


FILTERS: Final[dict[str, Callable[..., Markup]]] = {
    "link": link,
    "bookmark": bookmark,
    "link_to": link_to,
    "page": page,
    "footnote": footnote,
}


def _run(text: str) -> Markup:
    return Markup('<w:r><w:t xml:space="preserve">{}</w:t></w:r>').format(_text(text))


def _field(instruction: str, result: str, properties: str) -> Markup:
    shown = Markup('<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>')
    properties = Markup(properties)  # noqa: S704  a constant
    return Markup(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ).format(instruction, shown.format(properties, _text(result)) if result else "")


def _text(text: str) -> Markup:
    if not isinstance(text, str):  # a template may name a list
        raise TypeError("not a text")
    return escape(text)


def _check_bookmark(name: str) -> None:
    if not _BOOKMARK.fullmatch(name):
        raise _not_usable(gettext("„{value}” ca semn de carte", value=name), gettext("litere, cifre și „_”, cel mult 40"))


def _not_usable(found: str, expected: str) -> ToolkitFault:
    return ToolkitFault(
        place=gettext("documentul Word"),
        found=found,
        expected=expected,
        fix=gettext("trimiteți acest mesaj celor care întrețin programul"),
    )
