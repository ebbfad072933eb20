"""How a finished Word file reads for people who see little or nothing: its parts are read, and every barrier is named.

Judged is all text of body, headers, footers and notes. The mark "PROIECT" across the page is a picture whose alternative
text says what it means; its pale letters are no text to be read. Text in a text box is judged as standing on white.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from toolkit.documents.accessibility import Accessibility, Aspect, Barrier, LookedAt
from toolkit.language import counted, gettext
from toolkit.word.colour import theme_colours
from toolkit.word.letters import Styles
from toolkit.word.package import CORE, DOCUMENT, STYLES, parse_part, read_package
from toolkit.word.readable import Readable, Reader, Text

_THEME: Final = "word/theme/theme1.xml"
_READ: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_LEAST_CONTRAST: Final = 4.5  # WCAG 2.1, 1.4.3
_LEAST_CONTRAST_OF_LARGE: Final = 3.0
_LEAST_HALF_POINTS: Final = 18  # 9 points, see documents/accessibility.py; a raised mark is judged by the size it is set in


def accessibility_of(docx: bytes, language: str) -> Accessibility:
    """Read a Word file as an assistive program does; `language` is the one in which it should be read aloud."""
    parts = read_package(docx, gettext("documentul Word"))
    styles = Styles(_tree(parts, STYLES), theme_colours(_tree(parts, _THEME)))
    reader = Reader(styles)
    for name in sorted(parts, key=lambda name: (name != DOCUMENT, name)):
        if name.startswith(_READ) and name.endswith(".xml"):
            reader.read(parse_part(name, parts[name]), is_body=name == DOCUMENT)
    met = reader.met
    core = _tree(parts, CORE)
    title = "" if core is None else (core.findtext(_TITLE) or "").strip()
    barriers = [
        *_title(title),
        *_languages(styles.language, language, met),
        *_headings(met),
        *_tables(met),
        *_pictures(met),
        *_contrasts(met),
        *_sizes(met),
        *_hidden(met),
    ]
    return Accessibility(looked_at=_looked_at(met, title, styles.language), barriers=tuple(barriers))


def _tree(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    return parse_part(name, parts[name]) if name in parts else None


def _looked_at(met: Readable, title: str, language: str) -> tuple[LookedAt, ...]:
    shown = [text for text in met.texts.values() if not text.letters.is_hidden]
    count, pictures = sum(text.count for text in shown), len(met.pictures)
    least = min((text.letters.contrast for text in shown), default=21.0)
    smallest = min((text.letters.half_points for text in shown), default=0)
    hidden = sum(text.count for text in met.texts.values() if text.letters.is_hidden)
    return (
        LookedAt(
            aspect=Aspect.TITLE, count=1 if title else 0, summary=gettext("titlul") if title else gettext("niciun titlu")
        ),
        LookedAt(
            aspect=Aspect.LANGUAGE,
            count=count,
            summary=gettext("limba {language}", language=language) if language else gettext("nicio limbă"),
        ),
        LookedAt(
            aspect=Aspect.HEADINGS,
            count=len(met.headings),
            summary=counted(len(met.headings), "titlu de secțiune", "titluri de secțiuni"),
        ),
        LookedAt(aspect=Aspect.TABLES, count=len(met.tables), summary=counted(len(met.tables), "tabel", "tabele")),
        LookedAt(aspect=Aspect.PICTURES, count=pictures, summary=counted(pictures, "imagine", "imagini")),
        LookedAt(
            aspect=Aspect.CONTRAST,
            count=count,
            summary=gettext("contrast de cel puțin {least}:1", least=_decimal(int(least * 10))),
        ),
        LookedAt(
            aspect=Aspect.LETTERS, count=count, summary=gettext("litere de cel puțin {least}", least=_points(smallest))
        ),
        LookedAt(aspect=Aspect.HIDDEN, count=hidden, summary=counted(hidden, "text ascuns", "texte ascunse")),
    )


def _title(title: str) -> Iterator[Barrier]:
    if not title:
        yield Barrier(
            aspect=Aspect.TITLE,
            where=gettext("proprietățile"),
            found=gettext("documentul nu are titlu"),
            expected=gettext("un titlu, pe care un cititor de ecran îl spune în locul numelui fișierului"),
            fix=gettext("în Word, Fișier › Informații › Titlu: scrieți titlul documentului"),
        )


def _languages(default: str, language: str, met: Readable) -> Iterator[Barrier]:
    if default != language:
        yield Barrier(
            aspect=Aspect.LANGUAGE,
            where=gettext("stilurile"),
            found=gettext("limba documentului este „{default}”", default=default)
            if default
            else gettext("documentul nu are o limbă"),
            expected=gettext("limba „{language}”, în care se citește cu voce", language=language),
            fix=gettext("în Word, Revizuire › Limbă › Setare limbă de verificare, apoi „Setare ca implicit”"),
        )
    others: dict[str, list[Text]] = {}
    for text in met.texts.values():
        if text.letters.language and _spoken(text.letters.language) != _spoken(language):
            others.setdefault(text.letters.language, []).append(text)
    for other, texts in others.items():
        if other != default:
            count = sum(text.count for text in texts)
            yield Barrier(
                aspect=Aspect.LANGUAGE,
                where=_where(texts[0]),
                found=gettext(
                    "{texts} ca fiind în limba „{other}”",
                    texts=counted(count, "text marcat", "texte marcate"),
                    other=other,
                ),
                expected=gettext("limba „{language}”, în care se citește cu voce", language=language),
                fix=gettext("în șablon, selectați textul; în Word, Revizuire › Limbă › Setare limbă de verificare"),
            )


def _spoken(language: str) -> str:
    """Give the language without its country: the same voice reads "ro-RO" and "ro-MD"."""
    return language.partition("-")[0].lower()


def _headings(met: Readable) -> Iterator[Barrier]:
    before = 0
    for number, heading in enumerate(met.headings, 1):
        if not heading.text:
            yield Barrier(
                aspect=Aspect.HEADINGS,
                where=gettext("titlul {number} din document", number=number),
                found=gettext("un titlu de nivelul {level}, fără text", level=heading.level),
                expected=gettext("titluri cu text; un cititor de ecran le citește ca pe un cuprins"),
                fix=gettext("în șablon, dați paragrafului gol stilul „Normal” sau ștergeți-l"),
            )
        elif heading.level > before + 1:
            after = (
                gettext("după unul de nivelul {before}", before=before) if before else gettext("la începutul documentului")
            )
            yield Barrier(
                aspect=Aspect.HEADINGS,
                where=gettext("titlul „{text}”", text=_short(heading.text)),
                found=gettext("un titlu de nivelul {level}, {after}", level=heading.level, after=after),
                expected=gettext("un titlu de nivelul {level}", level=before + 1)
                if not before
                else gettext("un titlu de cel mult nivelul {level}", level=before + 1),
                fix=gettext("în șablon, dați titlului stilul „Titlu {level}”", level=before + 1),
            )
        before = heading.level


def _tables(met: Readable) -> Iterator[Barrier]:
    have_titles = any(table.title for table in met.tables)
    for number, table in enumerate(met.tables, 1):
        where = gettext("tabelul {number}", number=number) + (
            gettext(", „{title}”", title=_short(table.title)) if table.title else ""
        )
        if table.is_data and not table.has_header:
            yield Barrier(
                aspect=Aspect.TABLES,
                where=where,
                found=gettext("un tabel al cărui prim rând nu este rând de antet"),
                expected=gettext("primul rând marcat ca antet, care se repetă pe fiecare pagină"),
                fix=gettext("în șablon, selectați primul rând; în Word, fila Aspect tabel › Repetare rânduri antet"),
            )
        if table.is_data and have_titles and not table.title:
            yield Barrier(
                aspect=Aspect.TABLES,
                where=where,
                found=gettext("un tabel fără titlu și fără descriere"),
                expected=gettext("un titlu sau o descriere, ca la celelalte tabele"),
                fix=gettext("în șablon, clic dreapta pe tabel › Proprietăți tabel › fila Text alternativ"),
            )


def _pictures(met: Readable) -> Iterator[Barrier]:
    for number, picture in enumerate(met.pictures, 1):
        if not picture.has_text:
            yield Barrier(
                aspect=Aspect.PICTURES,
                where=gettext("imaginea {number}", number=number)
                + (gettext(", „{name}”", name=_short(picture.name)) if picture.name else ""),
                found=gettext("o imagine fără text alternativ"),
                expected=gettext("o propoziție care spune ce arată imaginea"),
                fix=gettext(
                    "în șablon, clic dreapta pe imagine › Vizualizare text alternativ: scrieți-l, sau bifați „decorativ”"
                ),
            )


def _contrasts(met: Readable) -> Iterator[Barrier]:
    for text in met.texts.values():
        letters = text.letters
        least = _LEAST_CONTRAST_OF_LARGE if letters.are_large else _LEAST_CONTRAST
        if letters.contrast < least and not letters.is_hidden:
            ratio = gettext("contrast {contrast}:1", contrast=_decimal(int(letters.contrast * 10)))
            colours = gettext(
                "culoarea {colour} pe fondul {background}: {ratio}",
                colour=_hex(letters.colour),
                background=_hex(letters.background),
                ratio=ratio,
            )
            yield Barrier(
                aspect=Aspect.CONTRAST,
                where=_where(text),
                found=gettext("{texts} cu {colours}", texts=counted(text.count, "text", "texte"), colours=colours),
                expected=gettext("un contrast de cel puțin {least}:1", least=_decimal(int(least * 10))),
                fix=gettext("în șablon, alegeți pentru acest stil o culoare mai închisă a textului sau un fond mai deschis"),
            )


def _sizes(met: Readable) -> Iterator[Barrier]:
    for text in met.texts.values():
        if text.letters.half_points < _LEAST_HALF_POINTS and not text.letters.is_hidden:
            size = _points(text.letters.half_points)
            yield Barrier(
                aspect=Aspect.LETTERS,
                where=_where(text),
                found=gettext("{texts} cu litere de {size}", texts=counted(text.count, "text", "texte"), size=size),
                expected=gettext("litere de cel puțin {least}", least=_points(_LEAST_HALF_POINTS)),
                fix=gettext("în șablon, măriți literele acestui stil, dacă modelul oficial al documentului lasă loc"),
            )


def _hidden(met: Readable) -> Iterator[Barrier]:
    for text in met.texts.values():
        if text.letters.is_hidden:
            yield Barrier(
                aspect=Aspect.HIDDEN,
                where=_where(text),
                found=counted(text.count, "text ascuns", "texte ascunse"),
                expected=gettext("text care se vede și se tipărește"),
                fix=gettext("în șablon, selectați textul; în Word, Pornire › Font: debifați „Ascuns”"),
            )


def _where(text: Text) -> str:
    return gettext("textul „{text}”", text=_short(text.first)) + (
        gettext(", stilul „{style}”", style=text.style) if text.style else ""
    )


def _decimal(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return gettext("{whole},{rest}", whole=whole, rest=rest) if rest else str(whole)


def _points(half_points: int) -> str:
    return gettext("{size} pt", size=_decimal(half_points * 5))


def _hex(colour: tuple[int, int, int]) -> str:
    return "".join(f"{part:02X}" for part in colour)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
