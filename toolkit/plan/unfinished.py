"""A part of a plan that lacks what every plan has, for a person to complete: it is written down, and never reported from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from toolkit.plan.yaml_file import OfficeModel

Model = TypeVar("Model", bound=OfficeModel)


def as_far_as_known(model: type[Model], content: Mapping[str, Any]) -> Model:
    """Make a model of values that are of the right kinds; where something is lacking or contradicts itself, as it stands."""
    try:
        return model.model_validate(dict(content))
    except ValidationError:
        return cast("Model", model.model_construct(**content))
