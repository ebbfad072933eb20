"""A report that is ten times as long: what is equal is passed over, and only the rest aligned."""

from __future__ import annotations

import copy
import random

from lxml import etree
from made_reports import made
from word_edits import edit_at_random, edited

from toolkit.audit.word_file import differences
from toolkit.word.content_reading import content_of
from toolkit.word.package import W


def longer(document: bytes, times: int, *, unlike: bool) -> bytes:
    """A report as long as so many; each copy with texts of its own, or all of them alike."""

    def grow(tree: etree._Element) -> None:
        body = tree.find(f"{W}body")
        assert body is not None
        own = [element for element in body if element.tag != f"{W}sectPr"]
        for number in range(1, times):
            for element in own:
                another = copy.deepcopy(element)
                for text in another.iter(f"{W}t") if unlike else ():
                    text.text = f"{text.text} ({number})" if len(text.text or "") > 3 else text.text
                body.insert(len(body) - 1, another)

    return edited(document, grow)


def test_edits_are_found_in_a_report_that_says_everything_ten_times() -> None:
    """Where no paragraph is known by itself, the shortest way from one file to the other is taken."""
    long = longer(made("semester-report"), 10, unlike=False)
    document, edits = edit_at_random(long, random.Random(6), 30, without=("moved row",))  # noqa: S311  no secret
    found = differences(content_of(long), content_of(document))
    assert len(found) == sum(edit.count for edit in edits)
