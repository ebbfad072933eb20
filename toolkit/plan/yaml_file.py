"""A YAML file of the office, read with every scalar as text and typed by a model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest

_MOST_CHARACTERS = 5_000_000
_MOST_DEPTH = 20

Model = TypeVar("Model", bound=BaseModel)
Part = TypeVar("Part")
_Location = Sequence[int | str]


class OfficeModel(BaseModel):
    """What every part of an office file has: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class WrongPartError(ValueError):
    """A validator's complaint about a part of what it was given: `at` is where that stands in it."""

    def __init__(self, said: str, given: str, at: _Location) -> None:
        super().__init__(said)
        self.given = given
        self.at = at


def _nothing_for_blank(given: object) -> object:
    return () if isinstance(given, str) and given.strip() in ("", "~", "null") else given


MaybeBlank = Annotated[tuple[Part, ...], BeforeValidator(_nothing_for_blank)]
"""A list that may be left blank behind its key: nothing is given."""


def read_yaml(text: str, file: str, model: type[Model]) -> Model:
    """Read an office file into its model; `OfficeFileError` lists everything that must be corrected, with its line.

    Every scalar is text until the model types it, so that 1.10 is not 1.1 and NO is not False.
    """
    if len(text) > _MOST_CHARACTERS:
        raise OfficeFileError(
            place=Place(file),
            found=gettext("un fișier de {count} de caractere", count=len(text)),
            expected=gettext("cel mult {characters} de caractere", characters=_MOST_CHARACTERS),
            fix=gettext("păstrați în fișier numai datele cerute"),
        )
    try:
        node = _compose(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error, text, file) from error
    if node is None:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [])
    _refuse_odd_nodes(node, file, depth=0, seen=set())
    content = yaml.BaseLoader("").construct_object(node, deep=True)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        # A list whose items are all wrong is also reported as too short, which would only confuse.
        problems = [e for e in error.errors() if e["type"] != "too_short" or not e["input"]]
        problems.sort(key=lambda e: _line_of(node, e["loc"]))
        raise OfficeFileError.all_of([_as_office_error(e, node, file, model) for e in problems]) from error


def _compose(text: str) -> yaml.Node | None:
    """Read the nodes of a text with libyaml, ten times as fast as PyYAML's own reader, where the computer has it.

    A text that libyaml refuses, or that is nested so deep that its reader would leave the stack, goes to PyYAML's own, which
    says where and why.
    """
    if yaml.__with_libyaml__:
        try:
            if _depth(yaml.parse(text, Loader=yaml.CBaseLoader)) <= _MOST_DEPTH + 1:
                return yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _depth(events: Iterable[yaml.Event]) -> int:
    """Give how deep the events of a text are nested, or the first depth that is too great."""
    depth = deepest = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
        if deepest > _MOST_DEPTH + 1:
            break
    return deepest


def _not_yaml(error: yaml.YAMLError | RecursionError, text: str, file: str) -> OfficeFileError:
    found = gettext("un rând care nu respectă regulile formatului YAML")
    fix = gettext("verificați ghilimelele, cele două puncte și spațiile de la începutul rândului și al celui dinainte")
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else None
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position)
        found, fix = (
            gettext("un semn care nu se poate tipări (un caracter de control)"),
            gettext("ștergeți semnul și scrieți rândul din nou"),
        )
    elif line is not None and "\t" in _text_of_line(text, line):
        found, fix = gettext("un tabulator"), gettext("înlocuiți tabulatorul cu spații")
    return OfficeFileError(
        place=Place(file, cell="" if line is None else gettext("rândul {line}", line=line + 1)),
        found=found,
        expected=gettext("„cheie: valoare”, cu aceeași indentare pentru cheile de același nivel"),
        fix=fix,
    )


def _text_of_line(text: str, line: int) -> str:
    """Give a line of a text; what is not closed is complained of after the last one."""
    lines = text.splitlines()
    return lines[line] if line < len(lines) else ""


def _refuse_odd_nodes(node: yaml.Node, file: str, depth: int, seen: set[int]) -> None:
    """Refuse keys that stand twice, and references and depths that no office file needs (they can blow up in memory)."""
    if id(node) in seen:
        raise _odd_node(
            node, file, gettext("o trimitere YAML („&” și „*”)"), gettext("fiecare valoare scrisă acolo unde stă")
        )
    seen.add(id(node))
    if depth > _MOST_DEPTH:
        raise _odd_node(
            node, file, gettext("prea multe niveluri"), gettext("cel mult {depth} de niveluri", depth=_MOST_DEPTH)
        )
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in names:
                found = gettext("cheia „{name}” de două ori", name=name) if name else gettext("o cheie fără nume")
                raise _odd_node(key, file, found, gettext("fiecare cheie o dată"))
            names.add(name)
            _refuse_odd_nodes(value, file, depth + 1, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_odd_nodes(item, file, depth + 1, seen)
    elif any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in node.value):
        found = gettext("un text cu semne care nu se pot tipări (caractere de control)")
        raise _odd_node(node, file, found, gettext("litere, cifre și semne de punctuație"))


def _odd_node(node: yaml.Node, file: str, found: str, expected: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file, cell=gettext("rândul {line}", line=node.start_mark.line + 1)),
        found=found,
        expected=expected,
        fix=gettext("corectați rândul și rulați din nou"),
    )


def _as_office_error(error: ErrorDetails, node: yaml.Node, file: str, model: type[BaseModel]) -> OfficeFileError:
    location = error["loc"]
    wrong = error.get("ctx", {}).get("error")
    if isinstance(wrong, WrongPartError):
        location = (*location, *wrong.at)
        error = {**error, "input": wrong.given}
    line = _line_of(node, location)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    place = Place(file, cell=gettext("rândul {line}", line=line))
    if error["type"] == "extra_forbidden":
        known = _keys_at(model, location[:-1])
        near = nearest(str(location[-1]), known)
        return OfficeFileError(
            place=place,
            found=gettext("cheia „{key}”, care nu este cunoscută aici", key=location[-1]),
            expected=gettext("una dintre cheile: {known}", known=listed(sorted(known)))
            + (gettext("; cea mai apropiată este „{near}”", near=near) if near else ""),
            fix=gettext("corectați numele cheii sau ștergeți rândul"),
        )
    if error["type"] == "missing":
        return OfficeFileError(
            place=place,
            found=gettext("lipsește cheia „{key}”", key=location[-1]),
            expected=gettext("o valoare pentru „{key}”", key=key),
            fix=gettext("adăugați cheia cu valoarea ei"),
        )
    found, expected, fix = _wrong_value(error)
    return OfficeFileError(place=place, found=f"{key}: {found}" if key else found, expected=expected, fix=fix)


def _wrong_value(error: ErrorDetails) -> tuple[str, str, str]:
    shown = (
        gettext("„{text}”", text=error["input"][:80])
        if isinstance(error["input"], str)
        else gettext("valori care nu se potrivesc")
    )
    context = error.get("ctx", {})
    if error["type"] == "value_error":  # raised by our own models, whose text is already for the office
        expected, _, fix = str(context["error"]).partition(" | ")
        return shown, expected, fix or gettext("corectați valoarea")
    if error["type"] in ("enum", "literal_error"):
        known = [gettext("„{text}”", text=name) for name in re.findall(r"'([^']*)'", str(context["expected"]))]
        return shown, gettext("una dintre valorile {known}", known=listed(known)), gettext("alegeți una dintre ele")
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        return (
            shown,
            gettext("un număr cel puțin {least}", least=context["ge"])
            if "ge" in context
            else gettext("un număr cel mult {most}", most=context["le"]),
            gettext("corectați numărul"),
        )
    if error["type"] in ("list_type", "tuple_type"):
        return shown, gettext("o listă, cu câte o liniuță pe rând"), gettext("scrieți valorile ca listă")
    if error["type"] == "string_type":
        given = gettext("o listă") if isinstance(error["input"], list) else gettext("chei cu valori")
        return (
            given,
            gettext("un text"),
            gettext("scrieți un singur text, între ghilimele dacă are două puncte sau alte semne"),
        )
    if error["type"].startswith("model"):
        return shown, gettext("chei cu valori"), gettext("scrieți câte o cheie pe rând")
    if error["type"].startswith("date"):
        return shown, gettext("o dată, de exemplu 2023-03-28"), gettext("scrieți data ca an-lună-zi")
    if error["type"].startswith("int"):
        return shown, gettext("un număr întreg"), gettext("scrieți numărul cu cifre")
    if error["type"].startswith("bool"):
        return shown, gettext("true (da) sau false (nu)"), gettext("scrieți true sau false")
    if error["type"] in ("too_short", "string_too_short"):
        return gettext("nimic"), gettext("cel puțin o valoare"), gettext("completați valoarea")
    return shown, gettext("o valoare de felul celor din restul fișierului"), gettext("corectați valoarea")


def _line_of(node: yaml.Node, location: _Location) -> int:
    """The line of the deepest part of a location that the file has."""
    line = node.start_mark.line + 1 if node.start_mark else 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if getattr(k, "value", None) == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _keys_at(model: type[BaseModel], location: _Location) -> list[str]:
    """The keys that a model knows at a location, following its fields' types."""
    current = model
    for part in location:
        if isinstance(part, str) and part in current.model_fields:
            inner = _model_in(current.model_fields[part].annotation)
            if inner is not None:
                current = inner
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
