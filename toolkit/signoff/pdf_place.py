"""Where the signatures stand on the pages of a PDF: in the sign-off block, found by its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """A rectangle on a page, in points from its lower left corner."""

    page: int  # from 0
    left: float
    bottom: float
    width: float
    height: float
    is_in_block: bool  # else by rule, at the foot of the last page, since the block was not found
