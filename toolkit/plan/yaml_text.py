"""A plan written as YAML, in the order and the manner of plan.yaml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from toolkit.plan.plan import Action, Indicator, Plan, Priority
from toolkit.plan.printed_plan import Column
from toolkit.plan.unit import Unit
from toolkit.plan.yaml_file import OfficeModel

NOT_DATED = date.min
"""The day of a plan of which nobody knows when it comes into force: it is left blank, for a person to fill in."""


def plan_as_yaml(plan: Plan) -> str:
    """Write a plan as text that reads back as the same plan."""
    return "\n".join(_lines_of(plan)) + "\n"


def _lines_of(plan: Plan) -> Iterator[str]:
    yield from _needed(plan, "title")
    yield from _texts(plan, ("title_in_report", "decision"))
    yield "valid_from:" if plan.valid_from == NOT_DATED else f"valid_from: {plan.valid_from}"
    yield from _texts(plan, ("period", "date_line"))
    if plan.columns:
        yield from ["", "columns:", *_columns(plan.columns, "  ")]
    if plan.events:
        yield from ["", "events:", *(f"  {quoted(name)}: {day}" for name, day in plan.events.items())]
    for key, models in (("footnotes", plan.footnotes), ("suspected_errors", plan.suspected_errors)):
        if models:
            yield from ["", f"{key}:", *(f"  - {_in_one_line(model)}" for model in models)]
    yield from ["", "priorities:"]
    for priority in plan.priorities:
        yield from ["", *_priority(priority)]
    if plan.relations:
        yield from ["", "relations:", *(f"  - {_in_one_line(relation)}" for relation in plan.relations)]


def _priority(priority: Priority) -> Iterator[str]:
    yield f"  - code: {quoted(priority.code)}"
    yield from _texts(priority, ("label",), "    ")
    yield from _needed(priority, "title", "    ")
    if priority.columns:
        yield from ["    columns:", *_columns(priority.columns, "      ")]
    yield from _list(priority, "rows_above_header", "    ")
    yield from _texts(priority, ("source_note",), "    ")
    yield "    actions:"
    for action in priority.actions:
        yield from _action(action)


def _action(action: Action) -> Iterator[str]:
    indent = " " * 8
    yield f"      - code: {quoted(action.code)}"
    yield from _needed(action, "title", indent)
    yield from _texts(action, ("deadline",), indent)
    for name in ("responsible", "risks", "verification_sources"):
        yield from _list(action, name, indent)
    yield from _texts(action, ("budget", "result"), indent)
    if action.other:
        yield f"{indent}other:"
        yield from (f"{indent}  {quoted(label)}: {quoted(text)}" for label, text in action.other.items())
    if action.asked:
        yield f"{indent}asked: {_asked(action.asked)}"
    yield from _texts(action, ("asked_reason", "source_note"), indent)
    if action.indicators:
        yield f"{indent}indicators:"
    for indicator in action.indicators:
        yield from _indicator(indicator)


def _indicator(indicator: Indicator) -> Iterator[str]:
    indent = " " * 12
    yield f"          - text: {quoted(indicator.text)}"
    if "kind" in indicator.model_fields_set:
        yield f"{indent}kind: {indicator.kind.value}"
    if indicator.unit:
        yield f"{indent}unit: {_unit(indicator.unit)}"
    if indicator.units:
        yield f"{indent}units:"
        yield from (f"{indent}  - {_unit(unit)}" for unit in indicator.units)
    if indicator.split:
        yield f"{indent}split: true"
    if "rule" in indicator.model_fields_set:
        yield f"{indent}rule: {indicator.rule}"
    yield from _texts(indicator, ("target", "reason"), indent)
    if indicator.asked is not None:
        yield f"{indent}asked: {_asked(indicator.asked)}"
    yield from _texts(indicator, ("asked_reason", "help"), indent)


def _needed(model: OfficeModel, name: str, indent: str = "") -> Iterator[str]:
    """The line of a text that every plan has; blank where it is not known, for a person to fill in."""
    yield from _texts(model, (name,), indent) if getattr(model, name) else (f"{indent}{name}:",)


def _texts(model: OfficeModel, names: tuple[str, ...], indent: str = "") -> Iterator[str]:
    """The lines of the fields in which a text stands."""
    for name in names:
        if text := getattr(model, name):
            yield f"{indent}{name}: {quoted(text)}"


def _list(model: OfficeModel, name: str, indent: str) -> Iterator[str]:
    items: tuple[str, ...] = getattr(model, name)
    if items:
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {quoted(item)}" for item in items)


def _columns(columns: tuple[Column, ...], indent: str) -> Iterator[str]:
    for column in columns:
        yield f"{indent}- {{field: {column.field.value}, label: {quoted(column.label)}}}"


def _in_one_line(model: OfficeModel) -> str:
    return "{" + ", ".join(f"{name}: {quoted(str(value))}" for name, value in model) + "}"


def _unit(unit: Unit) -> str:
    parts = [f"{name}: {quoted(getattr(unit, name))}" for name in ("one", "few", "other") if getattr(unit, name)]
    if unit.synonyms:
        parts.append(f"synonyms: [{', '.join(_flow(forms) for forms in unit.synonyms)}]")
    return "{" + ", ".join(parts) + "}"


def _asked(asked: str | tuple[str, ...]) -> str:
    return asked if isinstance(asked, str) else _flow(asked)


def _flow(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(quoted(text) for text in texts)}]"


def quoted(text: str) -> str:
    """A text between quotation marks, so that no sign in it means anything, with what cannot be printed written out."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
