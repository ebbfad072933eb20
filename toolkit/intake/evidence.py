"""The evidence that somebody names: a document, its number and date; a dash is none."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def _named(text: str) -> str:
    return text if any(letter.isalnum() for letter in text) else ""


EvidenceText = Annotated[str, AfterValidator(_named)]
"""A text that names evidence; empty where nothing but dashes and dots was written, as offices write a blank."""
